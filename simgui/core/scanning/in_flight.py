"""Notes on disk which files are being decoded, to find those whose decoder crashes.

A decoder is C code, and a hostile or broken file may crash it. Each thread has a small file that
holds the path it is decoding, written without waiting for the disk: what a process wrote survives
its crash. The next scan reads the files it finds there in a process of their own. Those that end it
again are set aside until they change; the others were only in the wrong place at the wrong time.
"""

from __future__ import annotations

import json
import os
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from simgui import __version__
from simgui.core.errors import UnreadableError
from simgui.core.files.durable import write_whole
from simgui.core.imaging import decode, identity
from simgui.core.imaging.codec import DEFAULT_LIMITS, Limits
from simgui.core.types import FileStat

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PREFIX = "decoding-"
_SET_ASIDE = "set-aside.json"
_LENGTH = struct.Struct("<I")
_MAX_PATH_BYTES = 65_536  # as `values.MAX_PATH`
_MAX_BYTES = 16 << 20  # of the notes; one takes a path
_MAX_SECONDS = 120.0  # for one file: the slowest that the limits allow take some seconds
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn a byte 10 into two
_EMBED_PX = 192  # any side will do to see whether a decoder survives


class InFlight:
    """Notes of what is being decoded, and of the files whose decoder ended the process.

    Args:
        folder: Where the notes are kept; None to keep none.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder
        self._local = threading.local()
        self._lock = threading.Lock()
        self._descriptors: list[int] = []
        self._set_aside: dict[str, tuple[int, int]] = {}
        self.suspects: frozenset[str] = frozenset()
        if folder is not None:
            with suppress(OSError):
                os.makedirs(folder, mode=0o700, exist_ok=True)
            self._set_aside = self._read_set_aside()
            self.suspects = frozenset(self._left_behind())

    @contextmanager
    def noting(self, path: str) -> Iterator[None]:
        """Keep a note of a file for as long as this thread decodes it."""
        descriptor = self._descriptor()
        if descriptor is None:
            yield
            return
        data = os.fsencode(path)
        with suppress(OSError):
            _overwrite(descriptor, _LENGTH.pack(len(data)) + data)
        try:
            yield
        finally:
            with suppress(OSError):
                _overwrite(descriptor, _LENGTH.pack(0))

    def _descriptor(self) -> int | None:
        if self._folder is None:
            return None
        found: int | None = getattr(self._local, "descriptor", None)
        if found is None:
            with self._lock, suppress(OSError):
                path = os.path.join(self._folder, f"{_PREFIX}{len(self._descriptors)}")
                found = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
                self._descriptors.append(found)
            self._local.descriptor = found
        return found

    def _left_behind(self) -> Iterator[str]:
        """The files that were being decoded when a process ended."""
        if self._folder is None:
            return
        with suppress(OSError):
            for name in sorted(os.listdir(self._folder)):
                if name.startswith(_PREFIX):
                    with open(os.path.join(self._folder, name), "rb") as file:
                        head = file.read(_LENGTH.size)
                        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
                        data = file.read(min(length, _MAX_PATH_BYTES))
                    if length and len(data) == length:
                        yield os.fsdecode(data)

    def is_set_aside(self, file: FileStat) -> bool:
        """Whether decoding this very file has ended a process."""
        return self._set_aside.get(file.path) == (file.size, file.mtime_ns)

    def examine(self, files: Sequence[FileStat], limits: Limits = DEFAULT_LIMITS) -> None:
        """Decode suspects in a process of their own, and set aside those that end it."""
        files = [file for file in files if not self.is_set_aside(file)]
        culprits = [files[number] for number in _fatal([file.path for file in files], limits)]
        self._set_aside.update({file.path: (file.size, file.mtime_ns) for file in culprits})
        if culprits:
            self._write_set_aside()

    def _read_set_aside(self) -> dict[str, tuple[int, int]]:
        """What was set aside by this version; another one may have a decoder that copes."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            with open(os.path.join(self._folder or "", _SET_ASIDE), "rb") as file:
                document = json.loads(file.read(_MAX_BYTES))
            if document["version"] == __version__:
                return {
                    str(path): (int(size), int(mtime_ns))
                    for path, size, mtime_ns in document["files"]
                }
        return {}

    def _write_set_aside(self) -> None:
        files = [[path, *facts] for path, facts in self._set_aside.items()]
        data = json.dumps({"version": __version__, "files": files}).encode("ascii")
        path = os.path.join(self._folder or "", _SET_ASIDE)
        with suppress(OSError):
            write_whole(path, data, replaces=os.path.lexists(path), mode=0o600)

    def close(self) -> None:
        """Remove the notes: everything that was begun is done."""
        with self._lock:
            for descriptor in self._descriptors:
                with suppress(OSError):
                    os.close(descriptor)
            self._descriptors.clear()
            self._local = threading.local()
        if self._folder is not None:
            with suppress(OSError):
                for name in os.listdir(self._folder):
                    if name.startswith(_PREFIX):
                        os.unlink(os.path.join(self._folder, name))


def _overwrite(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)  # its thread alone uses it; Windows has no pwrite
    os.write(descriptor, data)


def _fatal(paths: Sequence[str], limits: Limits) -> list[int]:
    """Which of these files end a process that decodes them, or keep it busy without an end."""
    import multiprocessing

    found = []
    context = multiprocessing.get_context("spawn")
    begin = 0
    while begin < len(paths):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_decode_all, args=(sender, paths[begin:], limits))
        child.start()
        sender.close()
        survived = 0
        with suppress(EOFError, OSError):
            while receiver.poll(_MAX_SECONDS):
                receiver.recv()
                survived += 1
        receiver.close()
        child.kill()
        child.join()
        child.close()
        if begin + survived < len(paths):
            found.append(begin + survived)
        begin += survived + 1
    return found


def _decode_all(sender: Connection, paths: Sequence[str], limits: Limits) -> None:
    """Decode files in every way a scan does, and tell after each that this process still lives."""
    for path in paths:
        with suppress(UnreadableError):
            decode.read(path, limits, embed_px=_EMBED_PX)
            identity.pixel_hash(path, limits)
        sender.send(None)
    sender.close()

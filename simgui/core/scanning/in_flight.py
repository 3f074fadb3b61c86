"""Notes on disk which files are being decoded, to find those whose decoder crashes.

A decoder is C code, and a hostile or broken file may crash it. Each file that is being decoded, for
a scan, a view or a search, is named in a small note, written without waiting for the disk: what a
process wrote survives its crash. The next start reads the files it finds there in a process of
their own. Those that end it again are set aside until they change; the others were only in the
wrong place at the wrong time.
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
from simgui.core.errors import UnreadableError, marked
from simgui.core.files.durable import write_whole
from simgui.core.files.filesystem import file_stat
from simgui.core.types import FileStat

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PREFIX = "decoding-"
_SET_ASIDE = "set-aside.json"
_LENGTH = struct.Struct("<I")
_MAX_PATH_BYTES = 65_536  # as `values.MAX_PATH`
_MAX_BYTES = 16 << 20  # of the notes; one takes a path
_MAX_NOTES = 64  # read at a start: as many threads decode at most
_MAX_SECONDS = 120.0  # for one file: the slowest that the limits allow take some seconds
_EMBED_PX = 192  # any side will do to see whether a decoder survives
# Long sides at which views and the closer look decode, px: a JPEG's decoder works otherwise at
# each of its scales.
_VIEW_PX = (320, 640, 1024, 1600, 12_000)
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_CRASHED = marked("its decoder crashes on it, so it is left alone until it changes")


class InFlight:
    """Notes of what is being decoded, and of the files whose decoder ended the process.

    Any thread may use it. A folder belongs to one process at a time, as its library does.

    Args:
        folder: Where the notes are kept; None to keep none.
        readonly: Heed what was set aside, and write nothing.
    """

    def __init__(self, folder: str | None = None, *, readonly: bool = False) -> None:
        self._folder = folder
        self._is_readonly = readonly or folder is None
        self._lock = threading.Lock()
        self._free: list[int] = []
        self._opened = 0
        self._set_aside = self._read_set_aside() if folder is not None else {}

    @contextmanager
    def decoding(self, path: str) -> Iterator[None]:
        """Keep a note of a file for as long as it is being decoded.

        Raises:
            UnreadableError: It was set aside.
        """
        if path in self._set_aside:
            now = file_stat(path)
            if now is not None and self.is_set_aside(now):
                raise UnreadableError(
                    "{name} can't be read: {reason}.",
                    path=path,
                    name=_shown(path),
                    reason=_CRASHED,
                )
        descriptor = self._take()
        if descriptor is None:
            yield
            return
        data = os.fsencode(path)
        _write(descriptor, _LENGTH.pack(len(data)) + data)
        try:
            yield
        finally:
            _write(descriptor, _LENGTH.pack(0))
            with self._lock:
                self._free.append(descriptor)

    def _take(self) -> int | None:
        """The descriptor of a note that nobody writes."""
        if self._is_readonly or self._folder is None:
            return None
        with self._lock, suppress(OSError):
            if self._free:
                return self._free.pop()
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            path = os.path.join(self._folder, f"{_PREFIX}{self._opened}")
            descriptor = os.open(path, _FLAGS, 0o600)
            self._opened += 1
            return descriptor
        return None

    def is_set_aside(self, file: FileStat) -> bool:
        """Whether decoding this very file has ended a process."""
        return self._set_aside.get(file.path) == (file.size, file.mtime_ns)

    def examine(self) -> list[str]:
        """Decode what was being decoded when a process ended, in a process of its own.

        To be called before anything is decoded.

        Returns:
            The files that end that process too; they are set aside.
        """
        if self._is_readonly:
            return []
        names = self._notes()
        found = (file_stat(path) for path in dict.fromkeys(self._noted(names)))
        files = [file for file in found if file is not None and not self.is_set_aside(file)]
        culprits = [files[number] for number in _fatal([file.path for file in files])]
        self._set_aside.update({file.path: (file.size, file.mtime_ns) for file in culprits})
        if not culprits or self._write_set_aside():
            self._remove(names)
        return [file.path for file in culprits]

    def _notes(self) -> list[str]:
        with suppress(OSError):
            names = [name for name in os.listdir(self._folder) if name.startswith(_PREFIX)]
            return sorted(names)[:_MAX_NOTES]
        return []

    def _noted(self, names: Sequence[str]) -> Iterator[str]:
        """The files that were being decoded when a process ended."""
        for name in names:
            with (
                suppress(OSError),
                open(os.path.join(self._folder or "", name), "rb") as file,
            ):
                head = file.read(_LENGTH.size)
                length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
                data = file.read(min(length, _MAX_PATH_BYTES))
                if length and len(data) == length and b"\0" not in data:
                    yield os.fsdecode(data)

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

    def _write_set_aside(self) -> bool:
        """Whether it could be written."""
        files = [[path, *facts] for path, facts in self._set_aside.items()]
        data = json.dumps({"version": __version__, "files": files}).encode("ascii")
        path = os.path.join(self._folder or "", _SET_ASIDE)
        with suppress(OSError):
            write_whole(path, data, replaces=os.path.lexists(path), mode=0o600)
            return True
        return False

    def close(self) -> None:
        """Remove the notes: everything that was begun is done."""
        with self._lock:
            for descriptor in self._free:
                with suppress(OSError):
                    os.close(descriptor)
            names = [f"{_PREFIX}{number}" for number in range(self._opened)]
            self._free.clear()
            self._opened = 0
        self._remove(names)

    def _remove(self, names: Sequence[str]) -> None:
        for name in names:
            with suppress(OSError):
                os.unlink(os.path.join(self._folder or "", name))


def _write(descriptor: int, data: bytes) -> None:
    """Write a note; without one nothing is lost but the name of a culprit."""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, data)


def _shown(path: str) -> str:
    from simgui.core.imaging.decode import shown

    return shown(path)


def _fatal(paths: Sequence[str]) -> list[int]:
    """Which of these files end a process that decodes them, or keep it busy without an end."""
    import multiprocessing

    found = []
    context = multiprocessing.get_context("spawn")
    begin = 0
    while begin < len(paths):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_decode_all, args=(sender, paths[begin:]))
        child.start()
        sender.close()
        survived = -1  # the first message says that it has started
        with suppress(EOFError, OSError):
            while receiver.poll(_MAX_SECONDS):
                receiver.recv()
                survived += 1
        receiver.close()
        child.kill()
        child.join()
        child.close()
        if survived < 0:
            break  # no process could be started: that is no file's fault
        if begin + survived < len(paths):
            found.append(begin + survived)
        begin += survived + 1
    return found


def _decode_all(sender: Connection, paths: Sequence[str]) -> None:
    """Decode files in every way simgui does, and tell after each that this process still lives."""
    from simgui.core.imaging import decode, generations, identity

    with suppress(OSError):  # whoever asked was killed
        sender.send(None)
        for path in paths:
            with suppress(UnreadableError):
                decode.read(path, embed_px=_EMBED_PX)
                for px in _VIEW_PX:
                    decode.pixels(path, px)
                generations.sample(path)
                identity.pixel_hash(path)
            sender.send(None)
        sender.close()

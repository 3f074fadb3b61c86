"""Seals journal steps, to tell this computer's own from imported ones.

Undoing a step moves and writes files, so a step may only be undone if simgui itself wrote it down,
here, for this user. Each step carries a keyed hash of all that undoing it would use. The key is
no part of a library: it lies in simgui's own data folder, and the computer's id is mixed in. A
library that was imported, copied from another computer or edited by hand can't make such hashes.
"""

from __future__ import annotations

import hmac
import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress

from blake3 import blake3

from simgui import paths
from simgui.core.errors import LibraryError
from simgui.core.files.durable import discard, make_folders, temporaries, write_whole

KEY_FILE = "journal.key"
"""Its name in simgui's data folder."""

_KEY_BYTES = 32  # 256 bits, as BLAKE3 takes
_CONTEXT = "simgui 2026-11-28 journal steps"


class Seal:
    """Makes and checks the keyed hashes of steps.

    Args:
        folder: Where the key lies; simgui's data folder by default.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder
        self._key: bytes | None = None

    @property
    def path(self) -> str:
        """Where the key lies."""
        return os.path.join(self._folder or os.fspath(paths.data_dir()), KEY_FILE)

    def discard_unfinished(self) -> None:
        """Remove what a kill left of a key that was being written: it never sealed anything.

        A larger temporary file may be of a library in that folder, which another process writes.
        """
        if self._read() is not None:
            return
        for unfinished in temporaries(os.path.dirname(self.path)):
            with suppress(OSError):
                if os.lstat(unfinished).st_size <= _KEY_BYTES:
                    discard(unfinished)

    def of(self, values: Sequence[object]) -> bytes:
        """The keyed hash of values of SQLite; makes the key if there is none yet.

        Raises:
            LibraryError: There is no key and none can be made.
        """
        if self._key is None:
            self._key = self._read() or self._make()
        return blake3(repr(tuple(values)).encode(), key=self._key).digest()

    def holds(self, seal: object, values: Sequence[object]) -> bool:
        """Whether this computer's key made a seal of these values."""
        if self._key is None:
            self._key = self._read()
        if self._key is None or type(seal) is not bytes:
            return False
        return hmac.compare_digest(seal, self.of(values))

    def _read(self) -> bytes | None:
        try:
            with open(self.path, "rb") as file:
                secret = file.read(_KEY_BYTES + 1)
        except OSError:
            return None
        return _bound_to_computer(secret) if len(secret) == _KEY_BYTES else None

    def _make(self) -> bytes:
        secret = secrets.token_bytes(_KEY_BYTES)
        try:
            make_folders(os.path.dirname(self.path), mode=0o700)
            with suppress(FileExistsError):
                write_whole(self.path, secret, replaces=False, mode=0o600)
                return _bound_to_computer(secret)
            made_by_another = self._read()
            if made_by_another is not None:
                return made_by_another
            write_whole(self.path, secret, replaces=True)  # what is there is no key
        except OSError as error:
            raise LibraryError(
                "{path} can't be written: {why}",
                path=self.path,
                remedy="Make its folder writable: without this file nothing can be undone.",
                why=error.strerror,
            ) from error
        return _bound_to_computer(secret)


def _bound_to_computer(secret: bytes) -> bytes:
    return blake3(secret + _computer_id(), derive_key_context=_CONTEXT).digest()


def _computer_id() -> bytes:
    """What tells this computer from others; empty where it can't be read."""
    if sys.platform == "win32":
        import winreg

        with (
            suppress(OSError),
            winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0]).encode()
        return b""
    if sys.platform == "darwin":
        import ctypes

        name = ctypes.create_string_buffer(16)
        wait = (ctypes.c_long * 2)(1, 0)  # struct timespec: 1 s
        with suppress(OSError, AttributeError):
            if ctypes.CDLL(None).gethostuuid(name, wait) == 0:
                return name.raw
        return b""
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError), open(path, "rb") as file:
            return file.read(64).strip()
    return b""

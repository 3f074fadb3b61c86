"""One process per library: a lock file that the system releases when its owner dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from simgui.core.errors import LibraryError, marked

# On Windows a locked byte can't be read by others; the process id lies at the start of the file,
# so the lock lies far behind it.
_LOCKED_BYTE = 1 << 30


class LockedError(LibraryError):
    """Another process uses the library.

    Attributes:
        pid: Its process id, 0 if unknown.
    """

    def __init__(self, folder: str, pid: int) -> None:
        super().__init__(
            marked("simgui is already running (process {pid}) with the library in {path}")
            if pid
            else marked("simgui is already running with the library in {path}"),
            path=folder,
            remedy=marked("Close it and try again, or choose another library folder."),
            pid=pid,
        )
        self.pid = pid


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        # flock and not lockf: the latter is lost when any descriptor of the file is closed.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LibraryLock:
    """Holds `library.lock` in a folder until released.

    Raises:
        LockedError: Another process holds it.
        LibraryError: The folder can't be written, or its file system knows no locks.
    """

    def __init__(self, folder: str) -> None:
        path = os.path.join(folder, "library.lock")
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise LibraryError(
                "The library folder {path} is not writable: {why}",
                path=folder,
                remedy="Make the folder writable, or choose another one.",
                why=error.strerror,
            ) from error
        try:
            _take(self._descriptor)
        except (BlockingIOError, PermissionError):
            pid = self._read_pid()
            os.close(self._descriptor)
            raise LockedError(folder, pid) from None
        except OSError as error:
            os.close(self._descriptor)
            raise LibraryError(
                "The library folder {path} can't be locked: {why}",
                path=folder,
                remedy="Keep the library on a local disk.",
                why=error.strerror,
            ) from error
        # A full disk must not forbid to look at what is there: the id is a courtesy.
        with suppress(OSError):
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, f"{os.getpid():<20}\n".encode())

    def _read_pid(self) -> int:
        with suppress(OSError, ValueError):
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            return int(os.read(self._descriptor, 20))
        return 0

    def release(self) -> None:
        """Release the lock; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

"""One SQLite file: a connection a thread, short transactions, failures turned into UserErrors.

Any thread may read. Writing is serialised by a lock in this process and, across processes, by the
lock file of the library.
"""

from __future__ import annotations

import os
import re
import sqlite3
import struct
import threading
import urllib.parse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, TypeVar

from simgui.core.errors import LibraryError
from simgui.core.files.durable import sync_folder

T = TypeVar("T")

# Vectors of 256 float16 fill a 4096-byte page badly: with WITHOUT ROWID tables a page of 8192 keeps
# rows of up to about 2000 bytes out of overflow pages.
PAGE_SIZE = 8192

LIBRARY_FILE = "library.db"
"""Its name in the folder of a library."""

SUSPECT_SUFFIX = ".suspect"
"""An empty file of this name beside the library says that it broke while it was in use."""

_BUSY_SECONDS = 10.0  # another process writes for less
_CACHE_KIB = 16_384  # of pages held a connection (PRAGMA cache_size)

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# Every statement here is ours and fixed. One fails like this where a table is not as we made it, or
# where a trigger or view of somebody else runs.
_BROKEN_SCHEMA = re.compile(
    r"no such (table|column|function|module|index)|malformed|foreign key mismatch|unsafe use of"
    r"|(table|index|trigger|view) .* already exists|there is already|cannot \w+ .* (a )?view"
    r"|table .* has (\d+|no) column|ON CONFLICT clause does not match|error in (trigger|view|index)"
    r"|too many levels of trigger recursion"
)
_FOREIGN_TRIGGER = (sqlite3.SQLITE_CONSTRAINT_TRIGGER, sqlite3.SQLITE_CONSTRAINT_VTAB)
# What the makers of values raise when a column holds nonsense.
_NONSENSE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)


class DamagedError(LibraryError):
    """The file's content is broken: not a database, or malformed."""


def primary_code(error: sqlite3.Error) -> int:
    """The low byte of SQLite's result code, -1 where the error carries none."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else -1


def damaged(path: str) -> DamagedError:
    """What the user is told about a broken file."""
    return DamagedError(
        "The library {path} is damaged",
        path=path,
        remedy="Restart simgui: it keeps the damaged file and starts a new one.",
    )


def as_library_error(error: sqlite3.Error, path: str) -> LibraryError | None:
    """The LibraryError for an error of SQLite, or None if it is a bug of simgui."""
    code = primary_code(error)
    extended = getattr(error, "sqlite_errorcode", -1)
    if code in _DAMAGED or extended in _FOREIGN_TRIGGER:
        return damaged(path)
    if code == sqlite3.SQLITE_ERROR and _BROKEN_SCHEMA.search(str(error)):
        return damaged(path)
    if code == sqlite3.SQLITE_FULL or extended in _FULL:
        return LibraryError(
            "The disk with the library {path} is full",
            path=path,
            remedy="Free some space and try again. Everything stored so far is safe.",
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return LibraryError(
            "The library {path} is not writable",
            path=path,
            remedy="Make the file and its folder writable, or choose another folder.",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(
            "The library {path} can't be opened",
            path=path,
            remedy="Check that its folder exists and that you can read and write it.",
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryError(
            "The library {path} is in use by another program",
            path=path,
            remedy="Close the other program and try again.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(
            "The disk with the library {path} reports an error",
            path=path,
            remedy="Check the disk and its free space. Everything stored so far is safe.",
        )
    return None


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn SQLite's errors about the world into LibraryError; bugs pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        known = as_library_error(error, path)
        if known is None:
            raise
        raise known from error


def as_uri(path: str) -> str:
    """The path as SQLite opens it whatever bytes it holds."""
    return "file:" + urllib.parse.quote(os.fsencode(path))


def _as_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def create_private(path: str) -> None:
    """Make sure the file exists and that only its owner can read it, whatever the umask.

    SQLite gives -wal and -shm the mode of the file itself.
    """
    is_new = not os.path.lexists(path)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)
    if is_new:  # SQLite syncs the names of its logs, but not that of the file itself
        sync_folder(os.path.dirname(path))


class Database:
    """Connections to one file.

    Attributes:
        path: The file.
        is_readonly: Whether writing is refused.

    Args:
        cache_kib: Memory a connection may take for pages it has read.
    """

    def __init__(self, path: str, *, readonly: bool = False, cache_kib: int = _CACHE_KIB) -> None:
        self.path = path
        self._cache_kib = cache_kib
        self.is_readonly = readonly
        self._local = threading.local()
        self._write_lock = threading.RLock()
        self._open: dict[int, tuple[threading.Thread, sqlite3.Connection]] = {}
        self._open_lock = threading.Lock()
        self._is_closed = False
        if not readonly:
            try:
                create_private(path)
            except OSError as error:
                raise LibraryError(
                    "The library {path} can't be opened: {why}",
                    path=path,
                    remedy="Check that its folder exists and that you can read and write it.",
                    why=error.strerror,
                ) from error

    def _connect(self) -> sqlite3.Connection:
        if not self.is_readonly:
            return self._connect_with("mode=rw")
        connection = self._connect_with("mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            wal = self.path + "-wal"
            if primary_code(error) != sqlite3.SQLITE_CANTOPEN or os.path.lexists(wal):
                raise
            # In a folder that can't be written SQLite can't make the -shm it reads a WAL file with.
            return self._connect_with("mode=ro&immutable=1")
        return connection

    def _connect_with(self, parameters: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{as_uri(self.path)}?{parameters}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            # A connection is used by its own thread; only close() reaches it from another.
            check_same_thread=False,
        )
        try:
            self._configure(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _configure(self, connection: sqlite3.Connection) -> None:
        run = connection.execute
        # A library file from a stranger must not run functions from its own schema.
        connection.text_factory = _as_text
        run("PRAGMA trusted_schema=OFF")
        run("PRAGMA cell_size_check=ON")
        run(f"PRAGMA cache_size=-{self._cache_kib}")
        run("PRAGMA foreign_keys=ON")
        if self.is_readonly:
            run("PRAGMA query_only=ON")
            return
        run(f"PRAGMA page_size={PAGE_SIZE}")
        (mode,) = run("PRAGMA journal_mode=WAL").fetchone()
        self._usual_sync = "NORMAL" if mode == "wal" else "FULL"
        run(f"PRAGMA synchronous={self._usual_sync}")

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened at its first use."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            return found
        # A thread that Python did not start (of a pool of Qt's) loses what is local to it between
        # two jobs. Its number stays, and passes on only once the thread is gone.
        number = threading.get_ident()
        with self._open_lock:
            self._refuse_if_closed()
            kept = self._open.get(number)
            if kept is not None:
                found = kept[1]
                self._open[number] = (threading.current_thread(), found)
        if found is None:
            found = self._connect()
            with self._open_lock:
                if self._is_closed:
                    found.close()
                self._refuse_if_closed()
                self._close_those_of_dead_threads()
                self._open[number] = (threading.current_thread(), found)
        self._local.connection = found
        return found

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise LibraryError("The library {path} is closed", path=self.path)

    def _close_those_of_dead_threads(self) -> None:
        for number, (thread, connection) in list(self._open.items()):
            if not thread.is_alive():
                del self._open[number]
                connection.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Translate errors; a damaged file is noted, so that the next start examines it."""
        try:
            with translated(self.path):
                yield
        except DamagedError:
            if not self.is_readonly:
                with suppress(OSError):
                    create_private(self.path + SUSPECT_SUFFIX)
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, to read with; `decode` makes values of what was read.

        Raises:
            LibraryError: The file is damaged, locked or can't be read.
        """
        with self._watched():
            yield self.connection()

    def stamp(self) -> tuple[int, int, int]:
        """What differs, on one thread, from what it was before anybody changed the file.

        Raises:
            LibraryError: The file is damaged, locked or can't be read.
        """
        with self.reading() as run:
            (version,) = run.execute("PRAGMA data_version").fetchone()
            return threading.get_ident(), version, run.total_changes

    def decode(self, make: Callable[[Any], T], rows: Iterable[Any]) -> Iterator[T]:
        """What `make` makes of each row; to be used up within `reading`.

        `make` does nothing but turn columns into a value, so that whatever it raises is due to the
        file. Other errors within `reading` are bugs, and pass.

        Raises:
            DamagedError: A row holds nonsense.
        """
        try:
            yield from map(make, rows)
        except _NONSENSE as error:
            # Whoever keeps the error keeps the rows, and with unread ones the file stays open
            # after `close`: Windows then lets nobody rename it.
            if hasattr(rows, "close"):
                rows.close()
            raise damaged(self.path) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing, and the library stays usable if it fails.

        The commit survives a kill of the program; a power failure may lose the last ones, but never
        their order.

        Raises:
            LibraryError: The disk is full, failing or read-only; nothing was changed.
        """
        with self._write_lock, self._watched():
            yield from self._transaction(self.connection())

    @contextmanager
    def writing_durably(self) -> Iterator[sqlite3.Connection]:
        """Like `writing`, and on disk when it returns, even if the power fails then."""
        with self._write_lock, self._watched():
            connection = self.connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("PRAGMA synchronous=FULL")
            try:
                yield from self._transaction(connection)
            finally:
                with suppress(sqlite3.Error):
                    connection.execute(f"PRAGMA synchronous={self._usual_sync}")

    def shrink(self) -> None:
        """Give what deleted rows took back to the disk; rewrites the file.

        Raises:
            LibraryError: The disk has no room for the second copy that takes; nothing was changed.
        """
        with self._write_lock, self._watched():
            self.connection().execute("VACUUM")
            self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _transaction(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        if connection.in_transaction:  # a part of a larger transaction of this thread
            yield connection
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connections of all threads; call it when no other thread uses them."""
        with self._open_lock:
            self._is_closed = True
            for _, connection in self._open.values():
                with suppress(sqlite3.Error):
                    connection.close()
            self._open.clear()
        self._local = threading.local()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

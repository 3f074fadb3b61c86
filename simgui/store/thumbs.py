"""Small pictures by content, in a cache file of bounded size. Losing it costs a re-rendering."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from simgui.core.errors import LibraryError
from simgui.store.database.columns import chunks
from simgui.store.database.db import DamagedError, Database

log = logging.getLogger(__name__)

MAX_BYTES = 1 << 30
"""About 100,000 thumbnails of 10 KB."""

# A thumbnail is read once and then kept as a picture by who asked: the system's cache is enough.
_CACHE_KIB = 1_024

# Eviction frees this share at once, so that it does not run at every insertion.
_FREED_SHARE = 0.1

_APPLICATION_ID = 0x53494D54  # "SIMT"
_DAY = 86_400  # seconds
_TABLES = (
    # `used` is a day: writing at every look would cost more than an exact order is worth.
    """CREATE TABLE thumb (
        hash BLOB PRIMARY KEY,
        used INTEGER NOT NULL,
        size INTEGER NOT NULL,
        data BLOB NOT NULL
    )""",
    "CREATE INDEX thumb_used ON thumb (used, size)",
)


def _today() -> int:
    return int(time.time()) // _DAY


class Thumbnails:
    """JPEG thumbnails by content hash.

    No failure of the cache ever stops the work: a damaged file is replaced, and what can't be
    written is not kept.

    Attributes:
        path: The file.
        was_damaged: Whether a damaged file was created again.
    """

    def __init__(self, folder: str, *, max_bytes: int = MAX_BYTES, readonly: bool = False) -> None:
        self.path = os.path.join(folder, "thumbs.db")
        self.was_damaged = False
        self._max_bytes = max_bytes
        self._bytes = 0
        self._is_readonly = readonly
        self._db: Database | None = None
        with self._forgiving():
            if not readonly:
                os.makedirs(folder, mode=0o700, exist_ok=True)
            self._open()

    def _open(self) -> None:
        self._db = Database(self.path, readonly=self._is_readonly, cache_kib=_CACHE_KIB)
        with self._db.reading() as run:
            (owner,) = run.execute("PRAGMA application_id").fetchone()
            if owner != _APPLICATION_ID:
                if run.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                    raise DamagedError("not a simgui thumbnail file", path=self.path)
                self._create()
            row = run.execute("SELECT coalesce(sum(size), 0) FROM thumb").fetchone()
            self._bytes = row[0]

    def _create(self) -> None:
        if self._db is None:
            return
        with self._db.writing() as run:
            for statement in _TABLES:
                run.execute(statement)
            run.execute(f"PRAGMA application_id={_APPLICATION_ID}")

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        try:
            yield
        except DamagedError:
            log.warning("the thumbnails were damaged and are created again")
            self.was_damaged = True
            with suppress(OSError, LibraryError, sqlite3.Error):
                self._begin_anew()
        except (OSError, LibraryError, sqlite3.Error) as error:
            log.warning("the thumbnails can't be used now: %s", type(error).__name__)

    def _begin_anew(self) -> None:
        self.close()
        if self._is_readonly:
            return
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.remove(self.path + suffix)
        self._open()

    def get(self, hashes: Iterable[bytes]) -> dict[bytes, bytes]:
        """The stored thumbnails among these contents."""
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        today = _today()
        with self._forgiving():
            if self._db is None:
                return found
            with self._db.reading() as run:
                for part, marks in chunks(set(hashes)):
                    for key, used, data in run.execute(
                        f"SELECT hash, used, data FROM thumb WHERE hash IN ({marks})", part
                    ):
                        found[key] = data
                        if used != today:
                            stale.append(key)
            if stale and not self._is_readonly:
                with self._db.writing() as run:
                    run.executemany(
                        "UPDATE thumb SET used = ? WHERE hash = ?", [(today, k) for k in stale]
                    )
        return found

    def put(self, thumbnails: Mapping[bytes, bytes]) -> None:
        """Keep thumbnails, and drop those not used for longest if they grow too many."""
        if not thumbnails or self._is_readonly:
            return
        today = _today()
        with self._forgiving():
            if self._db is None:
                return
            with self._db.writing() as run:
                run.executemany(
                    "INSERT OR REPLACE INTO thumb VALUES (?, ?, ?, ?)",
                    [(key, today, len(data), data) for key, data in thumbnails.items()],
                )
                self._bytes += sum(map(len, thumbnails.values()))
                if self._bytes > self._max_bytes:
                    self._evict(run)

    def _evict(self, run: sqlite3.Connection) -> None:
        (total,) = run.execute("SELECT coalesce(sum(size), 0) FROM thumb").fetchone()
        target = self._max_bytes * (1 - _FREED_SHARE)
        oldest: list[tuple[int]] = []
        for row_id, size in run.execute("SELECT rowid, size FROM thumb ORDER BY used, rowid"):
            if total <= target:
                break
            oldest.append((row_id,))
            total -= size
        run.executemany("DELETE FROM thumb WHERE rowid = ?", oldest)
        self._bytes = total

    def limit(self, max_bytes: int) -> None:
        """Keep no more than this from now on; what is over is dropped, and the file shrinks."""
        self._max_bytes = max_bytes
        if self._is_readonly or self._bytes <= max_bytes:
            return
        with self._forgiving():
            if self._db is not None:
                with self._db.writing() as run:
                    self._evict(run)
                self._db.shrink()

    def drop(self, hashes: Iterable[bytes]) -> None:
        """Forget the thumbnails of these contents."""
        if self._is_readonly:
            return
        with self._forgiving():
            if self._db is not None:
                with self._db.writing() as run:
                    run.executemany("DELETE FROM thumb WHERE hash = ?", [(h,) for h in hashes])

    def clear(self) -> None:
        """Forget all thumbnails."""
        with self._forgiving():
            self._begin_anew()

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

"""The library: everything simgui remembers in one folder, behind the engine's Catalog protocol."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simgui.core.catalog import Catalog, Reading
from simgui.core.errors import LibraryError
from simgui.core.files import durable
from simgui.core.scanning.in_flight import InFlight
from simgui.core.task import Token
from simgui.core.types import (
    ContentId,
    FileState,
    Photo,
    Tier,
)
from simgui.core.vectors import HalfVectors
from simgui.store.checkup import Defect, examine
from simgui.store.database.db import LIBRARY_FILE
from simgui.store.database.lock import LibraryLock
from simgui.store.decisions import Decisions
from simgui.store.intakes import Intakes
from simgui.store.journal import SqliteJournal
from simgui.store.notices import Notice, NoticeKind, Stats
from simgui.store.pairs import Pairs
from simgui.store.photos import Photos
from simgui.store.recovery import open_database
from simgui.store.seal import Seal
from simgui.store.thumbs import MAX_BYTES, Thumbnails
from simgui.store.transfer import Imported, Transfer

__all__ = ["Library", "Notice", "NoticeKind", "Stats"]

_BACKUP = "library.backup.json"
_DECODING = "decoding"  # the folder of the notes
_BACKUP_NOTE = "backup"


class Library(Photos, Pairs):
    """What simgui remembers, in one folder: a Catalog, decisions, the journal, thumbnails.

    Photos and pairs are its own methods, so that a batch of both is one transaction.

    Any thread may use it; every writing method is one transaction. Only one process can have it
    open for writing.

    Attributes:
        folder: Where it lies.
        notices: What the user should know, in the order it came up.
        decisions: What the user decided.
        journal: What was done to files.
        intakes: What was copied in from cards and disks.
        in_flight: Notes of the files that are being decoded.

    Raises:
        LockedError: Another process uses it.
        LibraryError: It can't be opened, or belongs to a newer simgui. A damaged library is no
            error: it is set aside, and `notices` says so.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        cache_dir: str | os.PathLike[str] | None = None,
        thumbnail_bytes: int = MAX_BYTES,
        readonly: bool = False,
    ) -> None:
        self.folder = Path(folder)
        self.notices: list[Notice] = []
        self.is_readonly = readonly
        self._path = os.path.join(os.fspath(folder), LIBRARY_FILE)
        self._backup = os.path.join(os.fspath(folder), _BACKUP)
        self._lock: LibraryLock | None = None
        if readonly:
            if not os.path.exists(self._path):
                raise LibraryError(
                    "There is no library in {path}",
                    path=str(self.folder),
                    remedy="Scan a folder first.",
                    folder=self.folder,
                )
        else:
            self._make_folder()
            self._lock = LibraryLock(os.fspath(folder))
            # Of a write that a kill or a power cut has ended: every complete file has its name.
            for path in durable.temporaries(os.fspath(folder)):
                durable.discard(path)
            Seal().discard_unfinished()
        try:
            database = open_database(self._path, self._backup, self.notices, readonly=readonly)
        except BaseException:
            if self._lock is not None:
                self._lock.release()
            raise
        Photos.__init__(self, database)
        Pairs.__init__(self, database)
        self.decisions = Decisions(self._db)
        self.journal = SqliteJournal(self._db)
        self.intakes = Intakes(self._db)
        self.in_flight = InFlight(os.path.join(folder, _DECODING), readonly=readonly)
        for path in self.in_flight.examine():
            self.notices.append(Notice(NoticeKind.CRASHES, path))
        cache = os.fspath(cache_dir) if cache_dir else os.path.join(self.folder, "cache")
        self._thumbs = Thumbnails(cache, max_bytes=thumbnail_bytes, readonly=readonly)
        if self._thumbs.was_damaged:
            self.notices.append(Notice(NoticeKind.THUMBNAILS_LOST, self._thumbs.path))

    def _make_folder(self) -> None:
        try:
            durable.make_folders(os.path.abspath(self.folder), mode=0o700)
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                "The library folder {path} can't be created: {why}",
                path=str(self.folder),
                remedy="Choose a folder that you can write to.",
                folder=self.folder,
                why=error.strerror,
            ) from error

    def _write_backup(self) -> None:
        """Export what lasts, if it has changed, so that it outlives the library file itself."""
        transfer = Transfer(self._db)
        # A backup is not worth an error: the library has everything.
        with suppress(LibraryError):
            stamp = transfer.stamp()
            if stamp != self.note(_BACKUP_NOTE) or not os.path.exists(self._backup):
                transfer.write(self._backup, is_backup=True)
                self.set_note(_BACKUP_NOTE, stamp)

    def record(self, model_id: str, readings: Sequence[Reading]) -> list[ContentId | None]:
        """Store a batch of readings and the photos at their paths: the unit of resume.

        Returns:
            The content id of each reading, None for the unreadable.

        Raises:
            LibraryError: The disk is full or failing; nothing of the batch was stored.
        """
        ids: list[ContentId | None] = []
        with self._db.writing() as run:
            for reading in readings:
                stored = None
                if reading.content is not None:
                    stored = self.store_content(run, reading.content)
                    if reading.vector is not None:
                        self.store_vector(run, model_id, stored, reading.vector)
                ids.append(stored)
                if reading.undecoded is not None:
                    stored = self.store_undecoded(run, reading.undecoded)
                self.store_photo(run, reading.unit, reading.root, stored, reading.reason)
        self.note_stored(
            model_id,
            [
                i
                for i, r in zip(ids, readings, strict=True)
                if i is not None and r.vector is not None
            ],
        )
        # After the commit: a lost thumbnail is rendered again, a lost batch would be read again.
        self._thumbs.put(
            {r.content.hash: r.thumbnail for r in readings if r.content and r.thumbnail}
        )
        return ids

    def vectors(
        self, model_id: str, token: Token | None = None
    ) -> tuple[NDArray[np.int64], HalfVectors]:
        """Ids [N] ascending and vectors [N, D] of every content that some known photo still has.

        Damaged vectors are left out, and dropped so that the next scan makes them again.

        Raises:
            Cancelled: The token was cancelled.
        """
        ids, vectors, damaged = self.read_vectors(model_id, token)
        if len(damaged):
            self.notices.append(Notice(NoticeKind.BAD_VECTORS, count=len(damaged)))
            if not self.is_readonly:
                self.drop_vectors(model_id, damaged.tolist())
        return ids, vectors

    def thumbnails(self, ids: Sequence[ContentId]) -> dict[ContentId, bytes]:
        """JPEG bytes of the stored thumbnails among these contents."""
        hashes = self.hashes(ids)
        found = self._thumbs.get(hashes.values())
        return {key: found[value] for key, value in hashes.items() if value in found}

    def stored_thumbnails(self, hashes: Iterable[bytes]) -> dict[bytes, bytes]:
        """JPEG bytes of the stored thumbnails by content hash, of photos that are gone, too."""
        return self._thumbs.get(hashes)

    def limit_thumbnails(self, max_bytes: int) -> None:
        """Let the stored thumbnails take no more than this on disk."""
        self._thumbs.limit(max_bytes)

    def not_duplicates(self) -> set[tuple[ContentId, ContentId]]:
        """Pairs (a < b) the user said are no duplicates."""
        return self.decisions.not_duplicates()

    def related(
        self,
        model_id: str,
        roots: Sequence[str] | None = None,
        upto: Tier | None = None,
        token: Token | None = None,
    ) -> list[Photo]:
        """Those of `photos` that have a partner up to this tier, or a twin: what groups need.

        Raises:
            Cancelled: The token was cancelled.
        """
        paired = self.paired(model_id, upto)
        return self.photos_of(paired | self.shared(), roots, token)

    def note(self, key: str) -> str | None:
        """A small remembered value, such as the stamp of the saved graph."""
        with self._db.reading() as run:
            row = run.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_note(self, key: str, value: str) -> None:
        """Remember a small value."""
        with self._db.writing() as run:
            run.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))

    def forget(self, root: str) -> int:
        """Stop watching a folder and forget its photos; decisions and the journal stay.

        Returns:
            How many contents were forgotten.
        """
        hashes = self.drop_root(root)
        self._thumbs.drop(hashes)
        return len(hashes)

    def rebuild(self) -> None:
        """Delete all scan results: photos, vectors, pairs, thumbnails.

        Watched folders, decisions and the journal stay.
        """
        with self._db.writing_durably() as run:
            # The tables that refer to photo and content go first: without cascades it is fast.
            for table in (
                "pair",
                "matched",
                "level",
                "vector",
                "photo",
                "content",
                "model",
                "note",
            ):
                run.execute(f"DELETE FROM {table}")
        with self._db.reading() as run:
            run.execute("VACUUM")
        self._thumbs.clear()

    def export(self, path: str) -> None:
        """Write decisions, watched folders and the journal to a JSON file.

        Raises:
            LibraryError: It can't be written.
        """
        Transfer(self._db).write(path)

    def import_(self, path: str) -> Imported:
        """Add what an export holds and is not here yet.

        Raises:
            LibraryError: It can't be read or is no export; nothing was changed.
        """
        return Transfer(self._db).read(path)

    def verify(self, token: Token | None = None) -> list[Defect]:
        """Read the whole library and say what is wrong with it; nothing if all is well."""
        return examine(self._db, token or Token())

    def stats(self) -> Stats:
        """Counts of what is in the library."""
        with self._db.reading() as run:

            def count(table: str) -> int:
                return int(run.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

            def by_model(table: str) -> dict[str, int]:
                return dict(
                    run.execute(
                        f"SELECT m.name, count(*) FROM {table} t JOIN model m ON m.id = t.model"
                        " GROUP BY m.id ORDER BY m.id"
                    ).fetchall()
                )

            rows = run.execute("SELECT state, count(*) FROM photo GROUP BY state")
            states = dict(self._db.decode(lambda row: (FileState(row[0]), int(row[1])), rows))
            (size,) = run.execute(
                "SELECT coalesce(sum(size), 0) FROM photo WHERE state = 'present'"
            ).fetchone()
            return Stats(
                states=states,
                contents=count("content"),
                bytes_present=size,
                vectors=by_model("vector"),
                pairs=by_model("pair"),
                apart=count("apart"),
                chosen=count("chosen"),
                marks=count("mark"),
                actions=count("action"),
                file_bytes=os.path.getsize(self._path),
            )

    def close(self) -> None:
        """Close everything and let another process have the library."""
        if not self.is_readonly:
            self._write_backup()
        self.in_flight.close()
        self._thumbs.close()
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


if TYPE_CHECKING:

    def _as_catalog(library: Library) -> Catalog:
        """Lets the type checker hold the library to the protocol."""
        return library

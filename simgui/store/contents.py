"""Contents: what photos hold, whatever their files are called, and their hashes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from simgui.core.catalog import PixelSignature
from simgui.core.task import Token
from simgui.core.types import (
    UNDECODED,
    Content,
    ContentId,
)
from simgui.store.database import values
from simgui.store.database.columns import (
    CONTENT_COLUMNS,
    chunks,
    from_content,
    to_content,
    to_pixel_signature,
    whole,
)
from simgui.store.database.db import Database
from simgui.store.database.tables import LIVE
from simgui.store.database.values import integer

_LOOKS_AT_ONCE = 4096  # rows read in one statement: about 1 MB
_LOOKS = (
    "SELECT c.id, c.format, c.width, c.height, c.luma, c.frames FROM content c"
    f" WHERE c.format <> '{UNDECODED}' AND EXISTS"
    f" (SELECT 1 FROM photo p WHERE p.content_id = c.id AND p.state IN {LIVE})"
)
PRESENT = "FROM photo p WHERE p.state = 'present' AND p.content_id IS NOT NULL"


def _to_hash_by_id(row: Sequence[Any]) -> tuple[ContentId, bytes]:
    return ContentId(integer(row[0])), values.content_hash(row[1])


class Contents:
    """Reads and writes contents; its writing methods are one transaction each."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def content_ids(self, hashes: Iterable[bytes]) -> dict[bytes, ContentId]:
        """Ids of the contents among these hashes that are stored."""
        found: dict[bytes, ContentId] = {}
        with self._db.reading() as run:
            for part, marks in chunks(set(hashes)):
                rows = run.execute(f"SELECT hash, id FROM content WHERE hash IN ({marks})", part)
                found.update((key, ContentId(content_id)) for key, content_id in rows)
        return found

    def store_content(self, run: sqlite3.Connection, content: Content) -> ContentId:
        """Insert a content within the caller's transaction, or find it by its hash."""
        row = run.execute("SELECT id FROM content WHERE hash = ?", (content.hash,)).fetchone()
        if row is None:
            cursor = run.execute(
                "INSERT INTO content (hash, size, format, width, height, luma, dhash, quality,"
                " frames, has_alpha, depth, metadata, pixel_hash, holdings)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                from_content(content),
            )
            return ContentId(cursor.lastrowid or 0)
        stored = ContentId(row[0])
        if not content.id:  # read again, perhaps by a newer decoder
            run.execute(
                "UPDATE content SET size = ?2, format = ?3, width = ?4, height = ?5, luma = ?6,"
                " dhash = ?7, quality = ?8, frames = ?9, has_alpha = ?10, depth = ?11,"
                " metadata = ?12, pixel_hash = coalesce(?13, pixel_hash), holdings = ?14"
                " WHERE hash = ?1",
                from_content(content),
            )
        return stored

    def contents(self, ids: Iterable[ContentId] | None = None) -> dict[ContentId, Content]:
        """Contents by id; all of those that some known photo still has if ids is None."""
        found: dict[ContentId, Content] = {}
        with self._db.reading() as run:
            if ids is None:
                rows = run.execute(
                    f"SELECT {CONTENT_COLUMNS} FROM content c WHERE EXISTS (SELECT 1 FROM photo p"
                    f" WHERE p.content_id = c.id AND p.state IN {LIVE}) ORDER BY c.id"
                )
                return {content.id: content for content in self._db.decode(to_content, rows)}
            for part, marks in chunks(whole(ids)):
                rows = run.execute(
                    f"SELECT {CONTENT_COLUMNS} FROM content c WHERE c.id IN ({marks})", part
                )
                found.update((content.id, content) for content in self._db.decode(to_content, rows))
        return found

    def looks(
        self, ids: Iterable[int] | None = None, token: Token | None = None
    ) -> Iterator[PixelSignature]:
        """Pixel signatures of these contents, or of all, that some known photo still has.

        Raises:
            Cancelled: The token was cancelled.
        """
        if ids is not None:
            for part, marks in chunks(whole(ids)):
                if token is not None:
                    token.check()
                with self._db.reading() as run:
                    rows = run.execute(f"{_LOOKS} AND c.id IN ({marks})", part)
                    some = list(self._db.decode(to_pixel_signature, rows))
                yield from some
            return
        after = 0
        while True:
            if token is not None:
                token.check()
            with self._db.reading() as run:
                rows = run.execute(
                    f"{_LOOKS} AND c.id > ? ORDER BY c.id LIMIT {_LOOKS_AT_ONCE}", (after,)
                )
                some = list(self._db.decode(to_pixel_signature, rows))
            if not some:
                return
            after = some[-1].id
            yield from some

    def hashes(self, ids: Iterable[ContentId]) -> dict[ContentId, bytes]:
        """Hashes of contents by id."""
        found: dict[ContentId, bytes] = {}
        with self._db.reading() as run:
            for part, marks in chunks(whole(ids)):
                rows = run.execute(f"SELECT id, hash FROM content WHERE id IN ({marks})", part)
                found.update(self._db.decode(_to_hash_by_id, rows))
        return found

    def set_pixel_hashes(self, hashes: dict[ContentId, bytes]) -> None:
        """Remember the hash of the full decoded pixels of some contents."""
        with self._db.writing() as run:
            run.executemany(
                "UPDATE content SET pixel_hash = ? WHERE id = ?",
                [(pixel_hash, int(content_id)) for content_id, pixel_hash in hashes.items()],
            )

    def shared(self) -> set[ContentId]:
        """Contents that more than one photo has, be they readable or not."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT content_id FROM photo WHERE state IN ('present', 'unreadable')"
                " AND content_id IS NOT NULL GROUP BY content_id HAVING count(*) > 1"
            )
            return {row[0] for row in rows}

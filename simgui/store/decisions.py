"""What the user decided: no duplicates, keepers, marks. Named by content, hence for good."""

from __future__ import annotations

import time
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NewType

from simgui.core.types import ContentId, Photo, PhotoId
from simgui.store.database import values
from simgui.store.database.columns import chunks, decode_path, encode_path
from simgui.store.database.db import Database

ApartId = NewType("ApartId", int)


@dataclass(frozen=True, slots=True)
class Apart:
    """Contents the user said are no duplicates of each other.

    Attributes:
        uid: The same in every copy of the library.
        hashes: BLAKE3 of two or more contents, sorted.
    """

    id: ApartId
    uid: str
    hashes: tuple[bytes, ...]
    at_ms: int


@dataclass(frozen=True, slots=True)
class Named:
    """A decision about one photo: its content, and where it lay then; see `meant`."""

    hash: bytes
    path: str
    at_ms: int


def meant(named: Collection[Named], photos: Iterable[Photo], *, any_copy: bool) -> set[PhotoId]:
    """The photos that decisions are about, wherever they lie now.

    The path tells identical copies apart. Where nothing with that content lies there any more (the
    library came from another computer, the photos were copied to another disk), the content
    decides.

    Args:
        named: The decisions.
        photos: All photos that may be meant.
        any_copy: Whether, of several copies that may be meant, the first by path is; otherwise
            none is.
    """
    wanted = {decision.hash for decision in named}
    copies: dict[bytes, list[Photo]] = {}
    for photo in photos:
        if photo.content.hash in wanted:
            copies.setdefault(photo.content.hash, []).append(photo)
    found: set[PhotoId] = set()
    for decision in named:
        alike = sorted(copies.get(decision.hash, ()), key=lambda photo: photo.path)
        there = [photo for photo in alike if photo.path == decision.path]
        if not there and (any_copy or len(alike) == 1):
            there = alike[:1]
        found.update(photo.id for photo in there)
    return found


def to_named(row: Sequence[Any]) -> Named:
    """The decision in the columns hash, path, at_ms."""
    return Named(
        values.content_hash(row[0]), values.path(decode_path(row[1])), values.time_ms(row[2])
    )


def to_apart(row: Sequence[Any]) -> Apart:
    """The decision in the columns id, uid, at_ms, still without its contents."""
    return Apart(ApartId(row[0]), values.text(row[1]), (), values.time_ms(row[2]))


def to_member(row: Sequence[Any]) -> tuple[int, bytes]:
    """The columns apart_id, hash."""
    return values.integer(row[0]), values.content_hash(row[1])


def to_reviewed(row: Sequence[Any]) -> bytes:
    """The digest in the columns digest, at_ms."""
    values.time_ms(row[1])
    return values.content_hash(row[0])


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Decisions:
    """Reads and writes decisions; each is on disk when its method returns."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def set_apart(self, hashes: Iterable[bytes]) -> ApartId:
        """Remember that these contents, two or more, are no duplicates of each other.

        Returns:
            A name to take it back with.
        """
        members = sorted(set(hashes))
        if len(members) < 2:
            raise ValueError("it takes two contents to be no duplicates")
        return self._store_apart(uuid.uuid4().hex, members, now_ms())

    def _store_apart(self, uid: str, members: Sequence[bytes], at_ms: int) -> ApartId:
        with self._db.writing_durably() as run:
            cursor = run.execute("INSERT INTO apart (uid, at_ms) VALUES (?, ?)", (uid, at_ms))
            apart_id = ApartId(cursor.lastrowid or 0)
            run.executemany(
                "INSERT INTO apart_member VALUES (?, ?)", [(apart_id, h) for h in members]
            )
        return apart_id

    def set_reviewed(self, digests: Iterable[bytes], *, is_reviewed: bool) -> None:
        """Remember that groups were looked at, or that they are to be looked at again.

        Args:
            digests: What `engine.decisions.group_digest` says of each, 32 bytes.
            is_reviewed: Whether they were.
        """
        rows = [(digest, now_ms()) for digest in digests]
        with self._db.writing_durably() as run:
            if is_reviewed:
                run.executemany("INSERT OR REPLACE INTO reviewed VALUES (?, ?)", rows)
            else:
                run.executemany("DELETE FROM reviewed WHERE digest = ?", [r[:1] for r in rows])

    def reviewed(self) -> set[bytes]:
        """The digests of all groups that were looked at."""
        with self._db.reading() as run:
            rows = run.execute("SELECT digest, at_ms FROM reviewed")
            return set(self._db.decode(to_reviewed, rows))

    def undo_apart(self, apart_id: ApartId) -> None:
        """Forget that some contents are no duplicates."""
        with self._db.writing_durably() as run:
            run.execute("DELETE FROM apart WHERE id = ?", (apart_id,))

    def all_apart(self) -> list[Apart]:
        """Every such decision, oldest first."""
        members: dict[int, list[bytes]] = {}
        with self._db.reading() as run:
            rows = run.execute("SELECT apart_id, hash FROM apart_member ORDER BY apart_id, hash")
            for apart_id, content_hash in self._db.decode(to_member, rows):
                members.setdefault(apart_id, []).append(content_hash)
            rows = run.execute("SELECT id, uid, at_ms FROM apart ORDER BY id")
            return [
                replace(apart, hashes=tuple(members.get(apart.id, ())))
                for apart in self._db.decode(to_apart, rows)
            ]

    def not_duplicates(self) -> set[tuple[ContentId, ContentId]]:
        """Pairs (a < b) of stored contents the user said are no duplicates."""
        members: dict[int, list[int]] = {}
        with self._db.reading() as run:
            for apart_id, content_id in run.execute(
                "SELECT m.apart_id, c.id FROM apart_member m JOIN content c ON c.hash = m.hash"
                " ORDER BY c.id"
            ):
                members.setdefault(apart_id, []).append(content_id)
        return {
            (ContentId(a), ContentId(b))
            for ids in members.values()
            for a, b in combinations(ids, 2)
        }

    def choose_keeper(self, content_hash: bytes, path: str) -> None:
        """Remember that the user wants to keep this photo."""
        with self._db.writing_durably() as run:
            run.execute(
                "INSERT OR REPLACE INTO chosen VALUES (?, ?, ?)",
                (content_hash, encode_path(path), now_ms()),
            )

    def unchoose_keeper(self, content_hash: bytes) -> None:
        """Leave it to the rules again whether this content is kept."""
        with self._db.writing_durably() as run:
            run.execute("DELETE FROM chosen WHERE hash = ?", (content_hash,))

    def chosen_keepers(self) -> dict[bytes, Named]:
        """The photos the user wants to keep, by content hash; the latest of a group counts."""
        with self._db.reading() as run:
            rows = run.execute("SELECT hash, path, at_ms FROM chosen")
            return {named.hash: named for named in self._db.decode(to_named, rows)}

    def mark(self, photos: Iterable[tuple[bytes, str]]) -> None:
        """Mark photos (content hash, path) for removal."""
        at_ms = now_ms()
        with self._db.writing_durably() as run:
            run.executemany(
                "INSERT OR IGNORE INTO mark VALUES (?, ?, ?)",
                [(content_hash, encode_path(path), at_ms) for content_hash, path in photos],
            )

    def unmark(self, photos: Iterable[tuple[bytes, str]]) -> None:
        """Take marks away."""
        with self._db.writing_durably() as run:
            run.executemany(
                "DELETE FROM mark WHERE hash = ? AND path = ?",
                [(content_hash, encode_path(path)) for content_hash, path in photos],
            )

    def marks(self) -> list[Named]:
        """All marks, by path."""
        with self._db.reading() as run:
            rows = run.execute("SELECT hash, path, at_ms FROM mark ORDER BY path")
            return list(self._db.decode(to_named, rows))

    def merge(
        self, aparts: Sequence[Apart], chosen: Sequence[Named], marks: Sequence[Named]
    ) -> int:
        """Add decisions of another copy of the library; a newer choice wins.

        Returns:
            How many were new.
        """
        with self._db.writing_durably() as run:
            present: set[str] = set()
            for part, places in chunks(apart.uid for apart in aparts):
                rows = run.execute(f"SELECT uid FROM apart WHERE uid IN ({places})", part)
                present.update(row[0] for row in rows)
            fresh = [apart for apart in aparts if apart.uid not in present]
            for apart in fresh:
                self._store_apart(apart.uid, apart.hashes, apart.at_ms)
            counted = run.total_changes
            run.executemany(
                "INSERT INTO chosen VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO UPDATE"
                " SET path = ?2, at_ms = ?3 WHERE at_ms < ?3",
                [(n.hash, encode_path(n.path), n.at_ms) for n in chosen],
            )
            run.executemany(
                "INSERT OR IGNORE INTO mark VALUES (?, ?, ?)",
                [(n.hash, encode_path(n.path), n.at_ms) for n in marks],
            )
            return len(fresh) + run.total_changes - counted

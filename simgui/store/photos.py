"""Files and their contents: the photo, content and root tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simgui.core.catalog import Known, Root
from simgui.core.files.changes import is_inside, lies_in
from simgui.core.files.roles import role_by_folder
from simgui.core.task import Token
from simgui.core.types import (
    Content,
    ContentId,
    FileStat,
    FileState,
    Photo,
    PhotoFiles,
    PhotoId,
    Role,
)
from simgui.store.contents import PRESENT, Contents
from simgui.store.database import values
from simgui.store.database.columns import (
    BELOW,
    below,
    chunks,
    decode_path,
    encode_path,
    from_companions,
    from_number,
    from_text,
    to_companions,
    to_stat,
    to_text,
    whole,
)
from simgui.store.database.db import Database
from simgui.store.database.values import integer
from simgui.store.photo_queries import (
    MOST_IN_SQL,
    PHOTOS,
    VERSIONS,
    PhotoMaker,
    checked,
    rows_below,
)

_STATE_WHEN_THERE = "iif(content_id IS NULL OR reason <> x'', 'unreadable', 'present')"
_STATES_AS_STORED = {state.value.encode(): state for state in FileState}
_COUNTS = f"SELECT p.root, count(*) {PRESENT}"
_PLACES = f"SELECT p.path, p.root {PRESENT}"


def to_root(row: Sequence[Any]) -> Root:
    """The watched folder in the columns path, role."""
    return Root(values.path(decode_path(row[0])), Role(row[1]))


def _to_known(row: Sequence[Any]) -> Known:
    # Each column is looked at here and not in functions of its own, which took longer than the walk
    # through a million files.
    path, photo_id, device, inode, size, mtime_ns, links, content_id, state, reason, companions = (
        row
    )
    if type(photo_id) is not int or (content_id is not None and type(content_id) is not int):
        raise ValueError("not an id")
    return Known(
        PhotoId(photo_id),
        to_stat((path, device, inode, size, mtime_ns, links)),
        None if content_id is None else ContentId(content_id),
        _STATES_AS_STORED[state],
        to_text(reason) if reason else "",
        to_companions(companions) if companions else (),
    )


def _to_id_at(row: Sequence[Any]) -> tuple[str, PhotoId]:
    return decode_path(row[0]), PhotoId(integer(row[1]))


def _to_count(row: Sequence[Any]) -> tuple[str, int]:
    return decode_path(row[0]), integer(row[1])


def _to_paths(row: Sequence[Any]) -> tuple[str, str]:
    return decode_path(row[0]), decode_path(row[1])


def _to_unreadable(row: Sequence[Any]) -> tuple[str, str]:
    return decode_path(row[0]), to_text(row[1])


def _stat_values(stat: FileStat) -> tuple[object, ...]:
    return (
        encode_path(stat.path),
        from_number(stat.device),
        from_number(stat.inode),
        stat.size,
        from_number(stat.mtime_ns),
        stat.links,
    )


class Photos(Contents):
    """Reads and writes files, contents and roots; its writing methods are one transaction each."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._counted: tuple[tuple[int, int, int], dict[str, int]] | None = None

    def roots(self) -> list[Root]:
        """All watched folders, sorted by path."""
        with self._db.reading() as run:
            rows = run.execute("SELECT path, role FROM root ORDER BY path")
            return list(self._db.decode(to_root, rows))

    def add_root(self, path: str, role: Role = Role.NORMAL) -> None:
        """Watch a folder; one that is watched already keeps its role."""
        with self._db.writing() as run:
            run.execute("INSERT OR IGNORE INTO root VALUES (?, ?)", (encode_path(path), role.value))

    def set_role(self, path: str, role: Role) -> None:
        """Watch a folder in this role."""
        with self._db.writing_durably() as run:
            run.execute(
                "INSERT INTO root VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET role = ?2",
                (encode_path(path), role.value),
            )

    def known(self, root: str) -> dict[str, Known]:
        """Everything remembered at or under a root, by path."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT path, id, device, inode, size, mtime_ns, links,"
                # What could not be decoded is tried again at each scan.
                # Bytes, and NULL for no companions: each text costs a call from C.
                " iif(reason <> x'', NULL, content_id), CAST(state AS BLOB), reason,"
                f" nullif(companions, '') FROM photo WHERE {BELOW}",
                below(root),
            )
            return {known.stat.path: known for known in self._db.decode(_to_known, rows)}

    def store_undecoded(self, run: sqlite3.Connection, content: Content) -> ContentId:
        """Insert a content that can't be decoded, or find its bytes, in the caller's transaction.

        What was decoded once stays as it was read then: a decoder may lack memory for a while.
        """
        row = run.execute("SELECT id FROM content WHERE hash = ?", (content.hash,)).fetchone()
        return self.store_content(run, content) if row is None else ContentId(row[0])

    def store_photo(
        self,
        run: sqlite3.Connection,
        unit: PhotoFiles,
        root: str,
        content_id: ContentId | None,
        reason: str,
    ) -> None:
        """Insert or update the photo at the unit's path within the caller's transaction.

        Args:
            run: The transaction.
            unit: Its files.
            root: The folder it was found in. If that was taken in by another meanwhile, the photo
                is that one's; if nobody watches the place, this folder is watched from now on.
            content_id: Its content; None if its bytes could not be read.
            reason: Why it can't be shown, else empty.
        """
        home = _watched_root(run, unit.primary.path, root)
        is_unreadable = content_id is None or reason
        state = FileState.UNREADABLE if is_unreadable else FileState.PRESENT
        run.execute(
            "INSERT INTO photo (path, device, inode, size, mtime_ns, links, root, content_id,"
            " state, reason, companions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET device = ?2, inode = ?3, size = ?4, mtime_ns = ?5,"
            " links = ?6, root = ?7, content_id = ?8, state = ?9, reason = ?10, companions = ?11",
            (
                *_stat_values(unit.primary),
                encode_path(home),
                content_id,
                state.value,
                from_text(reason),
                from_companions(unit.companions),
            ),
        )

    def move(self, moves: Sequence[tuple[PhotoId, PhotoFiles, str]]) -> None:
        """Give known photos a new place; a photo that was remembered there is replaced.

        Decisions that name a photo by its place move with it.
        """
        with self._db.writing() as run:
            _move_decisions(run, moves)
            # Two photos may have swapped their names: all leave their place before any arrives.
            run.executemany(
                "UPDATE photo SET path = CAST(x'00' || id AS BLOB) WHERE id = ?",
                [(int(photo_id),) for photo_id, _, _ in moves],
            )
            for photo_id, unit, root in moves:
                home = _watched_root(run, unit.primary.path, root)
                run.execute("DELETE FROM photo WHERE path = ?", (encode_path(unit.primary.path),))
                run.execute(
                    "UPDATE photo SET path = ?, device = ?, inode = ?, size = ?, mtime_ns = ?,"
                    f" links = ?, root = ?, companions = ?, state = {_STATE_WHEN_THERE}"
                    " WHERE id = ?",
                    (
                        *_stat_values(unit.primary),
                        encode_path(home),
                        from_companions(unit.companions),
                        int(photo_id),
                    ),
                )

    def set_state(self, photo_ids: Sequence[PhotoId], state: FileState) -> None:
        """Mark photos present, gone or offline; what was unreadable comes back unreadable."""
        value = _STATE_WHEN_THERE
        if state is not FileState.PRESENT:
            value = f"'{state.value}'"
        with self._db.writing() as run:
            run.executemany(
                f"UPDATE photo SET state = {value} WHERE id = ?", [(int(i),) for i in photo_ids]
            )

    def ids_at(self, paths: Iterable[str]) -> dict[str, PhotoId]:
        """Ids of the photos remembered at these paths."""
        found: dict[str, PhotoId] = {}
        with self._db.reading() as run:
            for part, marks in chunks(encode_path(path) for path in paths):
                rows = run.execute(f"SELECT path, id FROM photo WHERE path IN ({marks})", part)
                found.update(self._db.decode(_to_id_at, rows))
        return found

    def photos(
        self,
        roots: Sequence[str] | None = None,
        known: Mapping[PhotoId, Photo] | None = None,
        token: Token | None = None,
    ) -> list[Photo]:
        """Present, readable photos at or under the roots, sorted by path.

        Args:
            roots: All photos if None.
            known: Photos that were read before; what has not changed is given again as it was.
            token: Cancels or pauses.

        Raises:
            Cancelled: The token was cancelled.
        """
        maker = PhotoMaker(self.roots())
        with self._db.reading() as run:
            if not known:
                return self._made(maker, checked(rows_below(run, PHOTOS, roots), token))
            order: list[int] = []
            found: dict[int, Photo] = {}
            for row in checked(rows_below(run, VERSIONS, roots), token):
                order.append(row[0])
                before = known.get(row[0])
                if before is not None and maker.is_unchanged(before, row):
                    found[row[0]] = before
            for part, marks in chunks(i for i in order if i not in found):
                rows = run.execute(f"{PHOTOS} AND p.id IN ({marks})", part)
                found.update((photo.id, photo) for photo in self._made(maker, rows))
        return [found[i] for i in order if i in found]

    def photos_of(
        self,
        ids: Iterable[ContentId],
        roots: Sequence[str] | None = None,
        token: Token | None = None,
    ) -> list[Photo]:
        """Those of `photos` that have one of these contents, sorted by path."""
        maker = PhotoMaker(self.roots())
        found: list[Photo] = []
        with self._db.reading() as run:
            for part, marks in chunks(whole(ids)):
                select = f"{PHOTOS} AND p.content_id IN ({marks})"
                found += self._made(maker, checked(rows_below(run, select, roots, part), token))
        return sorted(found, key=lambda photo: encode_path(photo.path))

    def _made(self, maker: PhotoMaker, rows: Iterable[Any]) -> list[Photo]:
        return [photo for photo in self._db.decode(maker.photo, rows) if photo is not None]

    def counts(self, roots: Sequence[str] | None = None) -> dict[str, int]:
        """How many of `photos` were found in each watched folder."""
        if roots is not None:
            return self._counts(roots)
        stamp = self._db.stamp()
        if self._counted is None or self._counted[0] != stamp:
            self._counted = stamp, self._counts(None)
        return dict(self._counted[1])

    def _counts(self, roots: Sequence[str] | None) -> dict[str, int]:
        watched = self.roots()
        role_of = role_by_folder(watched)
        by_folder: dict[str, int] = defaultdict(int)
        with self._db.reading() as run:
            is_few = roots is None or len(roots) <= MOST_IN_SQL
            if is_few and all(root.role is not Role.EXCLUDED for root in watched):
                counted = rows_below(run, _COUNTS, roots, end="GROUP BY p.root")
                by_folder.update(self._db.decode(_to_count, counted))
            else:
                places = rows_below(run, _PLACES, roots, path_at=0)
                for path, root in self._db.decode(_to_paths, places):
                    by_folder[root] += role_of(path) is not Role.EXCLUDED
        return by_folder

    def unreadable(self, roots: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """Path and reason of the unreadable files, sorted by path."""
        with self._db.reading() as run:
            rows = rows_below(
                run,
                "SELECT p.path, p.reason FROM photo p WHERE p.state = 'unreadable'",
                roots,
                path_at=0,
            )
            return list(self._db.decode(_to_unreadable, rows))

    def drop_root(self, root: str) -> list[bytes]:
        """Stop watching a folder and drop what no other root holds.

        Returns:
            Hashes of the contents that no photo has any more; decisions about them stay.
        """
        with self._db.writing() as run:
            run.execute("DELETE FROM root WHERE path = ?", (encode_path(root),))
            paths = run.execute("SELECT path FROM root ORDER BY path")
            others = {decode_path(row[0]): None for row in paths}
            rows = run.execute(f"SELECT id, path FROM photo WHERE {BELOW}", below(root)).fetchall()
            gone = [row[0] for row in rows if not lies_in(decode_path(row[1]), others.keys())]
            for part, marks in chunks(gone):
                run.execute(f"DELETE FROM photo WHERE id IN ({marks})", part)
            for other in others:  # deeper roots come later and win
                if is_inside(other, root) or is_inside(root, other):
                    run.execute(
                        f"UPDATE photo SET root = ? WHERE root = ? AND {BELOW}",
                        (encode_path(other), encode_path(root), *below(other)),
                    )
            return drop_orphans(run)


def _watched_root(run: sqlite3.Connection, path: str, root: str) -> str:
    """The watched folder of a photo that was found in `root`.

    A scan found it while that folder was watched; the one above may have taken it in since.
    """
    if run.execute("SELECT 1 FROM root WHERE path = ?", (encode_path(root),)).fetchone():
        return root
    watched = [decode_path(row[0]) for row in run.execute("SELECT path FROM root")]
    above = [folder for folder in watched if lies_in(path, {folder})]
    if above:
        return max(above, key=len)
    run.execute("INSERT INTO root VALUES (?, 'normal')", (encode_path(root),))
    return root


def _move_decisions(
    run: sqlite3.Connection, moves: Sequence[tuple[PhotoId, PhotoFiles, str]]
) -> None:
    """Let marks and chosen keepers follow the photos that are about to move."""
    targets = {int(photo_id): encode_path(unit.primary.path) for photo_id, unit, _ in moves}
    marks: list[tuple[bytes, bytes, bytes, int]] = []
    chosen: list[tuple[bytes, bytes]] = []
    for part, places in chunks(targets):
        source = (
            "d JOIN content c ON c.hash = d.hash JOIN photo p ON p.content_id = c.id"
            f" AND p.path = d.path WHERE p.id IN ({places})"
        )
        rows = run.execute(f"SELECT p.id, d.hash, d.path, d.at_ms FROM mark {source}", part)
        marks += [(targets[i], *row) for i, *row in rows if row[1] != targets[i]]
        rows = run.execute(f"SELECT p.id, d.hash, d.path FROM chosen {source}", part)
        chosen += [(targets[i], key) for i, key, old in rows if old != targets[i]]
    # All leave before any arrives: two copies may have swapped their names.
    run.executemany(
        "DELETE FROM mark WHERE hash = ? AND path = ?", [(key, old) for _, key, old, _ in marks]
    )
    run.executemany(
        "INSERT OR IGNORE INTO mark VALUES (?, ?, ?)",
        [(key, new, at_ms) for new, key, _, at_ms in marks],
    )
    run.executemany("UPDATE chosen SET path = ? WHERE hash = ?", chosen)


def drop_orphans(run: sqlite3.Connection) -> list[bytes]:
    """Drop the contents no photo refers to, with their vectors and pairs; return their hashes."""
    where = "WHERE NOT EXISTS (SELECT 1 FROM photo WHERE content_id = content.id)"
    hashes = [row[0] for row in run.execute(f"SELECT hash FROM content {where}")]
    run.execute(f"DELETE FROM content {where}")
    return hashes

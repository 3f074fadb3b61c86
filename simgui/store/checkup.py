"""`library verify`: reads the whole library and says what is wrong with it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import Enum

import numpy as np

from simgui.core.task import Token
from simgui.store.database import schema
from simgui.store.database.db import DamagedError, Database
from simgui.store.decisions import Decisions
from simgui.store.journal import SqliteJournal
from simgui.store.pairs import Pairs, is_unit
from simgui.store.photos import Photos

_SQLITE_DEFECTS = 100  # rows of PRAGMA integrity_check; one is enough to know
_VECTOR_CHUNK = 4096  # vectors checked at once: 2 MB


class DefectKind(Enum):
    """What can be wrong with a library."""

    MALFORMED = "malformed"  # SQLite's own words in `detail`
    BROKEN_REFERENCE = "broken_reference"  # rows that refer to a row that is not there
    BAD_VECTOR = "bad_vector"  # not finite, not of unit length, or of another dimension
    ORPHAN_CONTENT = "orphan_content"  # no photo has it; harmless
    BAD_HASH = "bad_hash"  # not 32 bytes
    FOREIGN = "foreign"  # triggers or views that simgui did not make, named in `detail`
    UNREADABLE_ROW = "unreadable_row"  # a column that can't be made into a value


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong.

    Attributes:
        count: How many rows it concerns.
        detail: Technical words of the defect, not for translation.
    """

    kind: DefectKind
    count: int = 1
    detail: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.kind is DefectKind.ORPHAN_CONTENT


def can_be_read(database: Database) -> bool:
    """Whether every row can be decoded; reads all but vectors and thumbnails."""
    photos, pairs, decisions = Photos(database), Pairs(database), Decisions(database)
    try:
        for root in photos.roots():
            photos.known(root.path)
        photos.photos(None)
        photos.contents(None)
        photos.unreadable(None)
        for model in pairs.models():
            pairs.pairs(model)
        decisions.all_apart()
        decisions.chosen_keepers()
        decisions.marks()
        SqliteJournal(database).actions()
    except DamagedError:
        return False
    return True


def examine(database: Database, token: Token) -> list[Defect]:
    """Check pages, references, vectors and hashes.

    Raises:
        LibraryError: The file can't be read at all.
    """
    defects: list[Defect] = []
    with database.reading() as run:
        try:
            rows = run.execute(f"PRAGMA integrity_check({_SQLITE_DEFECTS})").fetchall()
        except sqlite3.DatabaseError as error:
            return [Defect(DefectKind.MALFORMED, 1, str(error))]
        defects += [Defect(DefectKind.MALFORMED, 1, row[0]) for row in rows if row[0] != "ok"]
        if defects:
            return defects
        token.check()
        foreign = schema.foreign_parts(run)
        if foreign:
            defects.append(Defect(DefectKind.FOREIGN, len(foreign), ", ".join(foreign)))
        broken = run.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            tables = ", ".join(sorted({row[0] for row in broken}))
            defects.append(Defect(DefectKind.BROKEN_REFERENCE, len(broken), tables))
        for kind, query in (
            (DefectKind.BAD_HASH, "SELECT count(*) FROM content WHERE length(hash) <> 32"),
            (
                DefectKind.ORPHAN_CONTENT,
                "SELECT count(*) FROM content WHERE NOT EXISTS"
                " (SELECT 1 FROM photo WHERE content_id = content.id)",
            ),
        ):
            (count,) = run.execute(query).fetchone()
            if count:
                defects.append(Defect(kind, count))
        bad = _count_bad_vectors(run, token)
        if bad:
            defects.append(Defect(DefectKind.BAD_VECTOR, bad))
    token.check()
    if not can_be_read(database):
        defects.append(Defect(DefectKind.UNREADABLE_ROW))
    return defects


def _count_bad_vectors(run: sqlite3.Connection, token: Token) -> int:
    bad = 0
    for key, dim in run.execute("SELECT id, dim FROM model").fetchall():
        cursor = run.execute("SELECT data FROM vector WHERE model = ?", (key,))
        while rows := cursor.fetchmany(_VECTOR_CHUNK):
            token.check()
            whole = [r[0] for r in rows if type(r[0]) is bytes and len(r[0]) == 2 * dim]
            vectors = np.frombuffer(b"".join(whole), "<f2").reshape(len(whole), dim)
            with np.errstate(all="ignore"):
                good = is_unit(vectors.astype(np.float32))
            bad += len(rows) - int(good.sum())
    return bad

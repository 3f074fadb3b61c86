"""The tables of library.db and how an older library becomes a newer one.

`user_version` is major * 1000 + minor. A newer minor only adds what an older program may ignore; a
newer major is refused. A migration is one transaction after a backup.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from simgui.core.errors import LibraryError
from simgui.core.files.durable import sync_file, sync_folder
from simgui.store.database.db import DamagedError, Database, as_uri, translated

APPLICATION_ID = 0x53494D47  # "SIMG"

LIVE = "('present', 'offline')"
"""SQL list of the states in which a photo still has its content."""

_TABLES = (
    """CREATE TABLE content (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hash BLOB NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        format TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        luma BLOB NOT NULL,
        dhash INTEGER NOT NULL,
        quality INTEGER,
        frames INTEGER NOT NULL,
        has_alpha INTEGER NOT NULL,
        depth INTEGER NOT NULL,
        metadata TEXT NOT NULL,
        pixel_hash BLOB
    )""",
    # device and inode have no type: a number beyond 64 bits (ReFS) is kept as its digits.
    """CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE,
        root BLOB NOT NULL,
        device NOT NULL,
        inode NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        links INTEGER NOT NULL,
        content_id INTEGER REFERENCES content (id),
        state TEXT NOT NULL,
        reason BLOB NOT NULL,
        companions TEXT NOT NULL
    )""",
    "CREATE INDEX photo_content ON photo (content_id, state)",
    """CREATE TABLE model (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        dim INTEGER NOT NULL
    )""",
    """CREATE TABLE vector (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        data BLOB NOT NULL,
        PRIMARY KEY (model, content_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX vector_content ON vector (content_id)",
    """CREATE TABLE matched (
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        PRIMARY KEY (content_id, model)
    ) WITHOUT ROWID""",
    """CREATE TABLE pair (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        a INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        tier INTEGER NOT NULL,
        cosine REAL,
        score REAL,
        probability REAL,
        alignment BLOB,
        changes TEXT NOT NULL,
        PRIMARY KEY (model, a, b)
    ) WITHOUT ROWID""",
    "CREATE INDEX pair_a ON pair (a)",
    "CREATE INDEX pair_b ON pair (b)",
    # A content that leaves and comes back must meet those that came in between.
    f"""CREATE TRIGGER photo_left AFTER UPDATE OF content_id, state ON photo
        WHEN OLD.content_id IS NOT NULL
            AND (NEW.content_id IS NOT OLD.content_id OR NEW.state NOT IN {LIVE})
        BEGIN
            DELETE FROM matched WHERE content_id = OLD.content_id AND NOT EXISTS (
                SELECT 1 FROM photo WHERE content_id = OLD.content_id AND state IN {LIVE});
        END""",
    f"""CREATE TRIGGER photo_dropped AFTER DELETE ON photo WHEN OLD.content_id IS NOT NULL
        BEGIN
            DELETE FROM matched WHERE content_id = OLD.content_id AND NOT EXISTS (
                SELECT 1 FROM photo WHERE content_id = OLD.content_id AND state IN {LIVE});
        END""",
    "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

# Decisions and the journal name contents by hash and not by id, so that they outlive everything
# that can be made again. Their first pages lie at the start of the file, where most damage leaves
# them.
_LASTING = (
    """CREATE TABLE root (
        path BLOB PRIMARY KEY,
        role TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE apart (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        at_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE apart_member (
        apart_id INTEGER NOT NULL REFERENCES apart (id) ON DELETE CASCADE,
        hash BLOB NOT NULL,
        PRIMARY KEY (apart_id, hash)
    ) WITHOUT ROWID""",
    """CREATE TABLE chosen (
        hash BLOB PRIMARY KEY,
        path BLOB NOT NULL,
        at_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE mark (
        hash BLOB NOT NULL,
        path BLOB NOT NULL,
        at_ms INTEGER NOT NULL,
        PRIMARY KEY (hash, path)
    ) WITHOUT ROWID""",
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        target BLOB NOT NULL,
        at_ms INTEGER NOT NULL
    )""",
    """CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        settled_ms INTEGER,
        victim_hash BLOB NOT NULL,
        keeper_path BLOB NOT NULL,
        keeper_hash BLOB NOT NULL,
        tier INTEGER NOT NULL,
        evidence TEXT NOT NULL,
        sidecar TEXT NOT NULL
    )""",
    "CREATE INDEX step_action ON step (action_id)",
    "CREATE INDEX step_state ON step (state)",
    "CREATE INDEX step_keeper ON step (keeper_path)",
    """CREATE TABLE step_file (
        step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        path BLOB NOT NULL,
        place BLOB,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        device NOT NULL,
        inode NOT NULL,
        PRIMARY KEY (step_id, seq)
    ) WITHOUT ROWID""",
    "CREATE INDEX step_file_path ON step_file (path)",
    "CREATE INDEX step_file_place ON step_file (place)",
)


# How alike a content is to the photos around it: costly to measure, and needed of every neighbour
# of a new photo.
_LEVELS = (
    """CREATE TABLE level (
        model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
        content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
        value REAL NOT NULL,
        among INTEGER NOT NULL,
        PRIMARY KEY (model, content_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX level_content ON level (content_id)",
)

# Which steps this computer wrote: see `seal`. A table of its own, so that older programs and what
# is read of damaged libraries need not know of it.
_SEALS = (
    """CREATE TABLE step_seal (
        step_id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE CASCADE,
        seal BLOB NOT NULL
    )""",
)

# What a file holds beyond its first picture. Files that were read before are read again at the next
# scan (NULL), and what was said of their pixels is forgotten: it took the film in a photo for none.
_HOLDINGS = (
    "ALTER TABLE content ADD COLUMN holdings TEXT",
    "UPDATE content SET pixel_hash = NULL",
)

# In a table of its own: what is carried over from a damaged library of an older version has no
# more columns than that version.
_TRAITS = (
    """CREATE TABLE step_traits (
        step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        hash BLOB NOT NULL,
        traits TEXT NOT NULL,
        PRIMARY KEY (step_id, seq)
    ) WITHOUT ROWID""",
)


# Which of two copies was made from the other.
_DESCENT = (
    "ALTER TABLE pair ADD COLUMN parent INTEGER",
    "ALTER TABLE pair ADD COLUMN descent TEXT",
)

# Groups that the user has looked at, each named by the contents of its photos: a group that gets
# another photo is to be looked at again.
_REVIEWED = (
    """CREATE TABLE reviewed (
        digest BLOB PRIMARY KEY,
        at_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
)


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead to a version from the one before it.

    Attributes:
        version: major * 1000 + minor.
    """

    version: int
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1000, _LASTING + _TABLES),
    Migration(1001, _LEVELS),
    Migration(1002, _TRAITS),
    Migration(1003, _SEALS),
    Migration(1004, _HOLDINGS),
    Migration(1005, _DESCENT),
    Migration(1006, _REVIEWED),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What `prepare` found and did.

    Attributes:
        version: The file's version now.
        backup: The copy made before a migration, or None.
        is_newer: Whether a newer minor version of simgui has written it.
    """

    version: int
    backup: str | None = None
    is_newer: bool = False


def prepare(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> Opened:
    """Check that the file is a library this program can use, and bring it up to date.

    Raises:
        DamagedError: It is not a database or is malformed.
        LibraryError: It belongs to another program or to a newer simgui.
    """
    with database.reading() as connection:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    latest = migrations[-1].version
    if owner != APPLICATION_ID and tables:
        raise LibraryError(
            "{path} is not a simgui library",
            path=database.path,
            remedy="Choose another folder for the library.",
        )
    if version // 1000 > latest // 1000:
        raise LibraryError(
            "The library {path} was written by a newer version of simgui",
            path=database.path,
            remedy="Update simgui, or choose another folder for the library.",
        )
    if tables and version == 0:
        raise DamagedError("The library {path} is damaged", path=database.path)
    if version > latest:
        return Opened(version, is_newer=True)
    steps = [m for m in migrations if m.version > version]
    if not steps:
        return Opened(version)
    if database.is_readonly:
        raise LibraryError(
            "The library {path} must be upgraded first",
            path=database.path,
            remedy="Open it in simgui once so that it can be upgraded.",
        )
    backup = _back_up(database, version) if tables else None
    for step in steps:
        _apply(database, step)
    return Opened(latest, backup)


def _back_up(database: Database, version: int) -> str:
    path = f"{database.path}.version-{version // 1000}.{version % 1000}"
    with translated(path):
        if os.path.lexists(path):  # of an attempt that was cut short
            os.remove(path)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        database.connection().execute("VACUUM INTO ?", (as_uri(path),))
    # SQLite syncs no copy; this one must be there before the file itself is changed.
    sync_file(path)
    sync_folder(os.path.dirname(path))
    return path


def _apply(database: Database, step: Migration) -> None:
    with database.writing_durably() as connection:
        for statement in step.statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={step.version:d}")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds the whole file well-formed and its tables are ours; reads all of it.

    Tables that came with a later version than the file's own are not asked for.
    """
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            return False
        present = set(connection.execute("SELECT name, sql FROM sqlite_schema"))
        return not present or is_as_made(connection)
    except sqlite3.DatabaseError:
        return False


def is_as_made(connection: sqlite3.Connection) -> bool:
    """Whether every table, index and trigger of the file's version is there as simgui makes it.

    A newer simgui may have altered its tables.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > MIGRATIONS[-1].version:
        return True
    present = set(connection.execute("SELECT type, name, sql FROM sqlite_schema"))
    return _made_at(version) <= present


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """Names of triggers and views that simgui did not make; a newer simgui may have made them."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > MIGRATIONS[-1].version:
        return []
    present = set(connection.execute("SELECT type, name, sql FROM sqlite_schema"))
    return sorted(
        f"{kind} {name}"
        for kind, name, _ in present - _made_at(version)
        if kind in ("trigger", "view")
    )


@cache
def _made_at(version: int) -> frozenset[tuple[str, str, str]]:
    """Type, name and SQL of everything in a fresh file of a version."""
    model = sqlite3.connect(":memory:")
    try:
        for migration in MIGRATIONS:
            # A version of 0 is damage: then the tables of the first are missed.
            if migration.version <= max(version, MIGRATIONS[0].version):
                for statement in migration.statements:
                    model.execute(statement)
        return frozenset(model.execute("SELECT type, name, sql FROM sqlite_schema"))
    finally:
        model.close()

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
from simgui.store.database import tables
from simgui.store.database.db import DamagedError, Database, as_uri, translated

APPLICATION_ID = 0x53494D47  # "SIMG"


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that lead to a version from the one before it.

    Attributes:
        version: major * 1000 + minor.
    """

    version: int
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1000, tables.LASTING + tables.TABLES),
    Migration(1001, tables.LEVELS),
    Migration(1002, tables.TRAITS),
    Migration(1003, tables.SEALS),
    Migration(1004, tables.HOLDINGS),
    Migration(1005, tables.DESCENT),
    Migration(1006, tables.REVIEWED),
    Migration(1007, tables.INTAKES),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` found and did.

    Attributes:
        version: The file's version now.
        backup: The copy made before a migration, or None.
        is_newer: Whether a newer minor version of simgui has written it.
    """

    version: int
    backup: str | None = None
    is_newer: bool = False


def prepare(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> Prepared:
    """Check that the file is a library this program can use, and bring it up to date.

    Raises:
        DamagedError: It is not a database or is malformed.
        LibraryError: It belongs to another program or to a newer simgui.
    """
    with database.reading() as connection:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (count,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    latest = migrations[-1].version
    if owner != APPLICATION_ID and count:
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
    if count and version == 0:
        raise DamagedError("The library {path} is damaged", path=database.path)
    if version > latest:
        return Prepared(version, is_newer=True)
    steps = [m for m in migrations if m.version > version]
    if not steps:
        return Prepared(version)
    if database.is_readonly:
        raise LibraryError(
            "The library {path} must be upgraded first",
            path=database.path,
            remedy="Open it in simgui once so that it can be upgraded.",
        )
    backup = _back_up(database, version) if count else None
    for step in steps:
        _apply(database, step)
    return Prepared(latest, backup)


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

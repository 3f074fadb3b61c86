"""A damaged library is set aside under its date, and what lasts is carried over from it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from simgui.store.db import SUSPECT_SUFFIX, DamagedError, Database, as_uri
from simgui.store.decisions import to_apart, to_member, to_named
from simgui.store.journal import SqliteJournal
from simgui.store.photos import to_root

# Parents before children, so that references hold.
_LASTING_TABLES = (
    "root",
    "apart",
    "apart_member",
    "chosen",
    "mark",
    "action",
    "step",
    "step_file",
    "step_traits",
    "step_seal",
)

_MAKERS: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
    ("root", "path, role", to_root),
    ("apart", "id, uid, at_ms", to_apart),
    ("apart_member", "apart_id, hash", to_member),
    ("chosen", "hash, path, at_ms", to_named),
    ("mark", "hash, path, at_ms", to_named),
)


def set_aside(path: str) -> str:
    """Rename a damaged library and its side files; nothing is removed.

    Returns:
        The new path of the library file.
    """
    stamp = time.strftime("%Y-%m-%dT%H-%M-%S")
    target = f"{path}.damaged-{stamp}"
    number = 1
    while os.path.lexists(target):
        number += 1
        target = f"{path}.damaged-{stamp}-{number}"
    os.rename(path, target)
    # SQLite finds the log of a file by its name, so it can still be read together with it.
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.rename(path + suffix, target + suffix)
    with suppress(FileNotFoundError):
        os.remove(path + SUSPECT_SUFFIX)
    return target


def carry_over(damaged: str, database: Database) -> int:
    """Copy roots, decisions and journal as far as they can still be read.

    Returns:
        How many rows were saved.
    """
    saved = 0
    try:
        source = sqlite3.connect(f"{as_uri(damaged)}?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error:
        return 0
    try:
        with suppress(sqlite3.Error):
            source.execute("PRAGMA trusted_schema=OFF")
            # Lets SQLite read what is left of a file that was cut; nothing is written to it.
            source.execute("PRAGMA writable_schema=ON")
        for table in _LASTING_TABLES:
            saved += _carry_table(source, database, table)
    finally:
        source.close()
    _drop_unreadable(database)
    return saved


def _drop_unreadable(database: Database) -> None:
    """Drop rows that can't be made into values, or the new library would be damaged as well."""
    with database.writing_durably() as run:
        for table, columns, make in _MAKERS:
            names = columns.split(", ")
            is_row = " AND ".join(f"{name} IS ?" for name in names)
            for row in run.execute(f"SELECT {columns} FROM {table}").fetchall():
                with suppress(DamagedError):
                    next(database.decode(make, (row,)))
                    continue
                run.execute(f"DELETE FROM {table} WHERE {is_row}", row)
        SqliteJournal(database).drop_unreadable()


def _carry_table(source: sqlite3.Connection, database: Database, table: str) -> int:
    saved = 0
    with database.writing_durably() as run:
        names = [row[1] for row in run.execute(f"PRAGMA table_info({table})")]
        insert = f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(names))})"
        for order in ("", " ORDER BY 1 DESC"):
            # Read from both ends: what lies behind a broken page is reached from the other side.
            try:
                for row in source.execute(f"SELECT {', '.join(names)} FROM {table}{order}"):
                    with suppress(sqlite3.IntegrityError):
                        saved += run.execute(insert, row).rowcount
            except sqlite3.DatabaseError:
                continue
            break
    return saved

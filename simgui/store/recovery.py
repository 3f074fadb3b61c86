"""Opens a library file: checks it when in doubt, replaces it if broken.

What the user decided outlives a broken file twice over: by what can still be read of it, and by the
export that the last session left beside it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from simgui.core.errors import LibraryError
from simgui.core.files.durable import add_name, sync_folder
from simgui.store.checkup import can_be_read
from simgui.store.database import schema
from simgui.store.database.db import SUSPECT_SUFFIX, DamagedError, Database, as_uri, damaged
from simgui.store.decisions import to_apart, to_member, to_named, to_reviewed
from simgui.store.intakes import Intakes
from simgui.store.journal import SqliteJournal
from simgui.store.notices import Notice, NoticeKind
from simgui.store.photos import to_root
from simgui.store.transfer import Transfer

# Parents before children, so that references hold.
_LASTING_TABLES = (
    "root",
    "apart",
    "apart_member",
    "chosen",
    "mark",
    "reviewed",
    "action",
    "step",
    "step_file",
    "step_traits",
    "step_seal",
    "intake",
    "intake_copy",
)

_MAKERS: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
    ("root", "path, role", to_root),
    ("apart", "id, uid, at_ms", to_apart),
    ("apart_member", "apart_id, hash", to_member),
    ("chosen", "hash, path, at_ms", to_named),
    ("mark", "hash, path, at_ms", to_named),
    ("reviewed", "digest, at_ms", to_reviewed),
)


def open_database(path: str, backup: str, notices: list[Notice], *, readonly: bool) -> Database:
    """Open a library file; a damaged one is set aside and a new one started.

    Args:
        path: The file.
        backup: The export of the last session.
        notices: What the user should know is added here.
        readonly: Nothing is written, and a damaged file stays where it is.

    Raises:
        DamagedError: It is damaged, and is to be read only.
        LibraryError: It can't be opened, or belongs to another program or a newer simgui.
    """
    try:
        return _try_open(path, notices, readonly=readonly)
    except DamagedError:
        if readonly:
            raise
    try:
        aside = set_aside(path)
    except OSError as error:
        raise LibraryError(
            "The library {path} is damaged and can't be set aside: {why}",
            path=path,
            remedy="Close other programs that use it, check its folder, and start simgui again.",
            why=error.strerror,
        ) from error
    notices.append(Notice(NoticeKind.SET_ASIDE, aside))
    database = _try_open(path, notices, readonly=readonly)
    saved = carry_over(aside, database) + _read_backup(backup, database)
    notices.append(Notice(NoticeKind.CARRIED_OVER, aside, saved))
    return database


def _read_backup(path: str, database: Database) -> int:
    """Add what the last session's export holds beyond what could be carried over."""
    try:
        added = Transfer(database).read(path, is_backup=True)
    except LibraryError:  # there is none, or it is damaged as well
        return 0
    return added.roots + added.decisions + added.actions


def _try_open(path: str, notices: list[Notice], *, readonly: bool) -> Database:
    database = Database(path, readonly=readonly)
    try:
        is_suspect = os.path.lexists(path + SUSPECT_SUFFIX)
        if is_suspect or _looks_cut(database):
            _check(database)
        opened = schema.prepare(database)
        _check_schema(database)
        if is_suspect:
            _check_suspect(database)
    except BaseException:
        database.close()
        raise
    if opened.backup:
        notices.append(Notice(NoticeKind.MIGRATED, opened.backup))
    if opened.is_newer:
        notices.append(Notice(NoticeKind.NEWER_MINOR))
    return database


def _looks_cut(database: Database) -> bool:
    """Whether the file is shorter than it says; SQLite only notices when it reads there."""
    with database.reading() as run:
        (pages,) = run.execute("PRAGMA page_count").fetchone()
        (page_size,) = run.execute("PRAGMA page_size").fetchone()
    return bool(os.path.getsize(database.path) < pages * page_size)


def _check(database: Database) -> None:
    """Read all of a file that gave reason to doubt it.

    Raises:
        DamagedError: It is malformed.
    """
    with database.reading() as run:
        is_sound = schema.is_sound(run)
    if not is_sound:
        raise damaged(database.path)


def _check_schema(database: Database) -> None:
    """Refuse tables that were altered, and triggers and views of somebody else.

    Raises:
        DamagedError: The file is not as simgui makes it.
    """
    with database.reading() as run:
        if not schema.is_as_made(run) or schema.foreign_parts(run):
            raise damaged(database.path)


def _check_suspect(database: Database) -> None:
    """Make a value of every row of a library that broke while it was in use.

    Raises:
        DamagedError: It still is broken.
    """
    if not can_be_read(database):
        raise damaged(database.path)
    if not database.is_readonly:
        os.remove(database.path + SUSPECT_SUFFIX)


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
    # SQLite finds the log of a file by its name, so it can still be read together with it.
    names = [(path + suffix, target + suffix) for suffix in ("", "-wal", "-shm")]
    linked = {old: add_name(old, new) for old, new in names if os.path.lexists(old)}
    sync_folder(os.path.dirname(path))
    for old, new in names:
        # The file goes first: SQLite drops a log that has none, and would replay it into another.
        if linked.get(old):
            os.unlink(old)
        elif old in linked:
            os.rename(old, new)
    with suppress(FileNotFoundError):
        os.remove(path + SUSPECT_SUFFIX)
    sync_folder(os.path.dirname(path))
    return target


def carry_over(aside: str, database: Database) -> int:
    """Copy roots, decisions and journal as far as they can still be read.

    Returns:
        How many rows were saved.
    """
    saved = 0
    try:
        source = sqlite3.connect(f"{as_uri(aside)}?mode=ro", uri=True, isolation_level=None)
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
        Intakes(database).drop_unreadable()


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

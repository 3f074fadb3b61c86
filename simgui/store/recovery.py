"""How the file of a library is opened: checked where in doubt, set aside and begun anew if broken.

What a person decided outlives a broken file twice over: by what can still be read of it, and by the
export that the last session left beside it.
"""

from __future__ import annotations

import os

from simgui.core.errors import LibraryError
from simgui.store import salvage, schema
from simgui.store.checkup import can_be_read
from simgui.store.db import SUSPECT_SUFFIX, DamagedError, Database, damaged
from simgui.store.notices import Notice, NoticeKind
from simgui.store.transfer import Transfer


def open_database(path: str, backup: str, notices: list[Notice], *, readonly: bool) -> Database:
    """Open the file of a library; a damaged one is set aside and a new one begun.

    Args:
        path: The file.
        backup: The export of the last session.
        notices: What the person should know is added here.
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
    aside = salvage.set_aside(path)
    notices.append(Notice(NoticeKind.SET_ASIDE, aside))
    database = _try_open(path, notices, readonly=readonly)
    saved = salvage.carry_over(aside, database) + _read_backup(backup, database)
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

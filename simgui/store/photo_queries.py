"""Photos made of rows, and those read before looked at again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from simgui.core.catalog import Root
from simgui.core.files.changes import lies_in
from simgui.core.files.roles import role_by_folder
from simgui.core.task import Token
from simgui.core.types import Content, FileState, Photo, PhotoId, Role
from simgui.store.database.columns import (
    BELOW,
    CONTENT_COLUMNS,
    below,
    decode_path,
    to_companions,
    to_content,
    to_stat,
)

_ROWS_BETWEEN_CHECKS = 64  # rows between two looks at the token: below 1 ms
_PATH_AT = 3  # in PHOTOS and VERSIONS

MOST_IN_SQL = 200
"""Watched folders that one query is limited to by a condition."""

_FILE = "p.id, p.root, p.companions, p.path, p.device, p.inode, p.size, p.mtime_ns, p.links"
# Of files that can't be decoded those that have a twin: the bytes prove it.
_READABLE = (
    "FROM photo p JOIN content c ON c.id = p.content_id WHERE (p.state = 'present'"
    " OR (p.state = 'unreadable' AND EXISTS (SELECT 1 FROM photo q WHERE q.content_id = c.id"
    " AND q.id <> p.id AND q.state IN ('present', 'unreadable'))))"
)
# Nobody looks for equal pixels among photos, and all lumas of 100,000 would take 33 MB.
_CONTENT = CONTENT_COLUMNS.replace("c.luma, c.dhash", "x'', 0")
PHOTOS = f"SELECT {_FILE}, {_CONTENT} {_READABLE}"
"""Selects what photos are made of."""

VERSIONS = f"SELECT {_FILE}, c.id, c.hash, c.pixel_hash, c.format, c.holdings IS NULL {_READABLE}"
"""Selects what tells whether a photo is the one read before."""


class PhotoMaker:
    """Makes photos of rows of PHOTOS; those of one content share it."""

    def __init__(self, roots: Sequence[Root]) -> None:
        self._role_of = role_by_folder(roots)
        self._contents: dict[int, Content] = {}
        self._roots: dict[bytes, str] = {}

    def photo(self, row: Sequence[Any]) -> Photo | None:
        """The photo in a row of PHOTOS, None if it lies in an excluded folder."""
        stat = to_stat(row[3:9])
        role = self._role_of(stat.path)
        if role is Role.EXCLUDED:
            return None
        content = self._contents.get(row[9])
        if content is None:
            content = self._contents[row[9]] = to_content(row[9:])
        companions = to_companions(row[2])
        folder = os.path.dirname(stat.path)
        if any(os.path.dirname(companion.path) != folder for companion in companions):
            raise ValueError("a companion in another folder")
        return Photo(
            PhotoId(row[0]),
            stat,
            content,
            self._root(row[1]),
            role,
            FileState.PRESENT,
            companions,
        )

    def is_unchanged(self, photo: Photo, row: Sequence[Any]) -> bool:
        """Whether a photo read earlier is what a row of VERSIONS tells of.

        What is stored of the same bytes stays the same but for the hash of their pixels, and where
        they were read again by a newer simgui, so that nothing else of them has to be read and made
        again: a third of the time at 100,000 photos.
        """
        _, root, companions, path, *numbers, content_id, content_hash = row[:-3]
        pixel_hash, image_format, is_unread = row[-3:]
        stat, content = photo.stat, photo.content
        if (content.id, content.hash, content.pixel_hash) != (content_id, content_hash, pixel_hash):
            return False
        if content.format != image_format or content.is_unread != bool(is_unread):
            return False
        self._contents[content_id] = content
        return (
            numbers == [stat.device, stat.inode, stat.size, stat.mtime_ns, stat.links]
            and stat.path == decode_path(path)
            and photo.companions == to_companions(companions)
            and photo.root == self._root(root)
            and photo.role is self._role_of(stat.path)
        )

    def _root(self, path: bytes) -> str:
        root = self._roots.get(path)
        if root is None:
            root = self._roots[path] = decode_path(path)
        return root


def checked(rows: Iterable[Any], token: Token | None) -> Iterator[Any]:
    """The rows, with a look at the token every few of them."""
    for number, row in enumerate(rows):
        if token is not None and number % _ROWS_BETWEEN_CHECKS == 0:
            token.check()
        yield row


def rows_below(
    run: sqlite3.Connection,
    select: str,
    roots: Sequence[str] | None,
    before: Sequence[object] = (),
    *,
    path_at: int = _PATH_AT,
    end: str = "ORDER BY p.path",
) -> Iterable[Any]:
    """Rows of a query over photo p, with its parameters, at or under the roots.

    Who drops a thousand photos has as many roots, and SQLite takes no condition of so many parts:
    then the paths, in the column `path_at`, are looked at one by one.
    """
    parameters: tuple[object, ...] = tuple(before)
    where = ""
    if roots is not None:
        if not roots:
            return ()
        if len(roots) > MOST_IN_SQL:
            wanted = set(roots)
            rows = run.execute(f"{select} {end}", parameters)
            return (row for row in rows if lies_in(decode_path(row[path_at]), wanted))
        where = " AND (" + " OR ".join([BELOW] * len(roots)) + ")"
        parameters += tuple(bound for root in roots for bound in below(root))
    return run.execute(f"{select}{where} {end}", parameters)

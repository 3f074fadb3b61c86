"""Where copies go: below the target by date, under names that are free."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat
from simgui.core.files.same_file import is_same_file
from simgui.core.intake.values import Copy, Plan
from simgui.core.types import FileStat, Photo

_NO_DATE = "undated"
"""The folder of files whose date no calendar has."""

_CODE = re.compile(r"%(.?)", re.DOTALL)
_CODES = frozenset("aAbBdHIjmMpSUVGuwWyY%")
"""Codes of `strftime` that every system knows, and whose text can be part of a folder's name."""


def plan(photos: Iterable[Photo], target: str, pattern: str = "") -> Plan:
    """Decide where the copies go; nothing is touched.

    Args:
        photos: What shall be copied, with its companions. Of photos with the same bytes and no
            companions of their own the first is taken.
        target: The folder, as an absolute path.
        pattern: Folders by date below it, such as "%Y/%m"; codes as in `datetime.strftime`.

    Raises:
        UserError: The pattern leads out of the folder.
    """
    names = _Names()
    copies: list[Copy] = []
    present: list[str] = []
    seen: set[bytes] = set()
    for photo in photos:
        content = photo.content.hash
        if content in seen and not photo.companions:
            continue
        seen.add(content)
        files = (photo.stat, *photo.companions)
        places, is_there = names.choose(files, _folder(target, photo, pattern))
        if is_there:
            present += [file.path for file in files]
            continue
        hashes = (content, *(b"" for _ in photo.companions))
        copies += [Copy(f, p, h) for f, p, h in zip(files, places, hashes, strict=True)]
    return Plan(target, tuple(copies), tuple(present))


def _folder(target: str, photo: Photo, pattern: str) -> str:
    if not pattern:
        return target
    # What a system does with another code differs: "%Q" may stay as it is, or be an error.
    is_known = pattern.isprintable() and _CODES.issuperset(_CODE.findall(pattern))
    try:
        when = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=photo.date_ms)
        below = os.path.normpath(when.strftime(pattern))
    except (OverflowError, ValueError):  # a clock or a file system knows later years than 9999
        below = _NO_DATE
    parts = below.replace("\\", "/").split("/")
    is_inside = not os.path.isabs(below) and ".." not in parts
    if not is_known or not is_inside or set(below) & set('\0<>:"|?*'):
        raise UserError(
            "{pattern} is no pattern for folders by date",
            pattern=pattern,
            remedy="Use codes such as %Y/%m or %Y/%Y-%m-%d.",
        )
    return os.path.normpath(os.path.join(target, below))


class _Names:
    """Gives each photo a name that is free, the same for all its files."""

    def __init__(self) -> None:
        self._taken: dict[str, set[str]] = {}

    def choose(self, files: Sequence[FileStat], folder: str) -> tuple[list[str], bool]:
        """Places for a photo's files, and whether all of them lie there already."""
        taken = self._taken.setdefault(folder, set())
        for number in count(1):
            names = _numbered([os.path.basename(file.path) for file in files], number)
            if taken & {name.casefold() for name in names}:
                continue
            places = [os.path.join(folder, name) for name in names]
            there = [os.path.lexists(place) for place in places]
            if all(there) and all(map(_is_copied, files, places)):
                # Taken as well: on most disks A.JPG and a.jpg are one name.
                taken.update(name.casefold() for name in names)
                return places, True
            if not any(there):
                taken.update(name.casefold() for name in names)
                return places, False
        raise AssertionError


def _numbered(names: Sequence[str], number: int) -> list[str]:
    """The names with a number behind the photo's own stem: "a (2).jpg", "a (2)_01.jpg.xmp"."""
    if number == 1:
        return list(names)
    stem = names[0].split(".", 1)[0]
    found = []
    for name in names:
        own = stem if name.startswith(stem) else name.split(".", 1)[0]
        found.append(f"{own} ({number}){name[len(own) :]}")
    return found


def _is_copied(file: FileStat, place: str) -> bool:
    now = file_stat(place)
    try:
        return (
            now is not None
            and now.size == file.size
            and not is_same_file(now, file)
            and durable.has_same_bytes(file.path, place)
        )
    except OSError:
        return False

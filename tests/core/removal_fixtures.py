"""Photos on disk as the engine sees them, without a scan: any bytes will do as a content."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from simgui.core.files.filesystem import file_stat
from simgui.core.imaging.identity import file_hash
from simgui.core.removal.movers.mover import Kept, Mover
from simgui.core.task import Token
from simgui.core.types import (
    Content,
    ContentId,
    FileStat,
    Group,
    Member,
    Metadata,
    Photo,
    PhotoId,
    Role,
    Tier,
)

_ids = count(1)

ODD = os.fsdecode(b"\xff\xfe\n") if os.name == "posix" else "\ud800\udfff\ud801"
"""In names of files: what the file system allows and UTF-8 can't say."""


def write(path: Path, data: bytes) -> Path:
    """Make a file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def stat_of(path: str | os.PathLike[str]) -> FileStat:
    """The file as a scan sees it."""
    found = file_stat(os.fspath(path))
    assert found is not None
    return found


def put_back(mover: Mover, place: str, path: str | os.PathLike[str]) -> None:
    """Bring a file back from where a mover has put it."""
    mover.restore(Kept(replace(stat_of(place), path=os.fspath(path)), place))


def photo_at(
    path: str | os.PathLike[str],
    *,
    role: Role = Role.NORMAL,
    companions: Sequence[Path] = (),
    metadata: Metadata | None = None,
    image_format: str = "jpeg",
    root: str = "/",
) -> Photo:
    """The photo at a path, with the hash of what is there now."""
    stat = stat_of(path)
    number = next(_ids)
    content = Content(
        ContentId(number),
        file_hash(stat.path, Token()),
        stat.size,
        image_format,
        4000,
        3000,
        bytes(256),
        0,
        metadata=metadata or Metadata(),
    )
    beside = tuple(stat_of(companion) for companion in companions)
    return Photo(PhotoId(number), stat, content, root, role, companions=beside)


def group_of(keeper: Photo, *others: tuple[Photo, Tier], name: str = "g1") -> Group:
    """A group with its keeper and others at their tiers."""
    members = [Member(keeper, Tier.IDENTICAL, 1.0, 1.0, is_keeper=True)]
    members += [Member(photo, tier, 0.99, 0.95, is_keeper=False) for photo, tier in others]
    return Group(name, max(m.tier for m in members), tuple(members), keeper.content.id)

"""A snapshot of the library for a front end: made on another thread, then immutable."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from simgui.core.catalog import Root
from simgui.core.files import formats
from simgui.core.types import Group, Photo, PhotoId, Role, Tier


class SliderStop(IntEnum):
    """The stops of the slider: up to which kind of evidence photos are shown as duplicates."""

    IDENTICAL = 0
    SAME = 1
    EDITED = 2
    SIMILAR = 3

    @property
    def tier(self) -> Tier:
        """The weakest tier that is shown."""
        return (Tier.PIXELS, Tier.SAME, Tier.EDITED, Tier.SIMILAR)[self.value]


class FolderState(Enum):
    """What a watched folder is doing."""

    READY = "ready"
    SCANNING = "scanning"
    OFFLINE = "offline"
    UNSCANNED = "unscanned"


@dataclass(frozen=True, slots=True)
class Folder:
    """A watched folder, or a photo watched by itself, as the side panel shows it.

    Attributes:
        is_preferred: Whether photos in it are kept where copies are equally good.
    """

    path: str
    role: Role = Role.NORMAL
    state: FolderState = FolderState.READY
    photos: int = 0
    is_file: bool = False
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The library at one moment and one setting of the slider.

    Attributes:
        photos: All photos, or those that may be in a group.
        is_whole: Whether `photos` are all.
        groups: Photos of one shot.
        moments: Other shots of one moment, in their own lane.
        group_of: Name of the group of each photo that is in one; where a photo is in both lanes,
            its copies count.
        digests: `group_digest` of each group by its name.
        by_folder: How many photos lie directly in each folder; empty while `photos` are not all.
        expected_wrong: How many of the groups are expected to hold a photo of another shot.
    """

    level: SliderStop = SliderStop.EDITED
    photos: dict[PhotoId, Photo] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    moments: tuple[Group, ...] = ()
    group_of: dict[PhotoId, str] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    folders: tuple[Folder, ...] = ()
    by_folder: dict[str, int] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    expected_wrong: float = 0.0
    is_whole: bool = True

    @property
    def total(self) -> int:
        """How many photos the library holds."""
        return len(self.photos) if self.is_whole else sum(f.photos for f in self.folders)


def places(groups: Sequence[Group], moments: Sequence[Group]) -> dict[PhotoId, str]:
    """The name of each photo's group; where a photo is in both lanes, its copies count."""
    return {
        member.photo.id: group.id
        for lane in (moments, groups)
        for group in lane
        for member in group.members
    }


def folders_of(roots: Sequence[Root], counts: Mapping[str, int]) -> tuple[Folder, ...]:
    """The watched folders as they are on disk now.

    Args:
        roots: What is watched.
        counts: How many photos each of them holds.
    """
    found = []
    for root in roots:
        state = FolderState.READY
        is_file = os.path.isfile(root.path)
        if not is_file and not os.path.isdir(root.path):
            is_file = formats.family(root.path) is not None  # by its name, for it is not there
            if root.role is not Role.EXCLUDED:
                state = FolderState.OFFLINE
        found.append(Folder(root.path, root.role, state, counts.get(root.path, 0), is_file))
    return tuple(found)


def digests_of(*lanes: Sequence[Group]) -> dict[str, bytes]:
    """The digest of each group by its name."""
    return {group.id: group_digest(group) for lane in lanes for group in lane}


def group_digest(group: Group) -> bytes:
    """A name for a group that lasts while it holds the same contents, 32 bytes."""
    hashes = sorted({member.photo.content.hash for member in group.members})
    return hashlib.blake2b(b"".join(hashes), digest_size=32).digest()

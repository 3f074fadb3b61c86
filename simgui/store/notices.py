"""What a library has to tell about itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from simgui.core.types import FileState


class NoticeKind(Enum):
    """What the opening of a library has to tell."""

    SET_ASIDE = "set_aside"  # it was damaged; path: where the damaged file is now
    CARRIED_OVER = "carried_over"  # count: decisions and journal rows saved from it
    MIGRATED = "migrated"  # path: the copy made before
    NEWER_MINOR = "newer_minor"
    THUMBNAILS_LOST = "thumbnails_lost"
    BAD_VECTORS = "bad_vectors"  # count: vectors that will be made again
    CRASHES = "crashes"  # path: a file whose decoder took simgui down


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know."""

    kind: NoticeKind
    path: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a library.

    Attributes:
        states: Number of photos by state.
        bytes_present: Size of the present photos without their companions.
        vectors: Number of vectors by network.
        pairs: Number of pairs by network.
        file_bytes: Size of the library file.
    """

    states: dict[FileState, int]
    contents: int
    bytes_present: int
    vectors: dict[str, int]
    pairs: dict[str, int]
    apart: int
    chosen: int
    marks: int
    actions: int
    file_bytes: int

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


_SENTENCES = {
    NoticeKind.SET_ASIDE: "The library was damaged: it was set aside as {path}, a new one begun.",
    NoticeKind.CARRIED_OVER: "{count} folders, decisions and journal entries were saved from it.",
    NoticeKind.MIGRATED: "The library was brought up to date; the one before is {path}.",
    NoticeKind.NEWER_MINOR: "The library was written by a somewhat newer simgui.",
    NoticeKind.THUMBNAILS_LOST: "The thumbnails were damaged and are made again.",
    NoticeKind.BAD_VECTORS: "{count} damaged vectors are made again at the next scan.",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know, with an English sentence for the terminal as its text."""

    kind: NoticeKind
    path: str = ""
    count: int = 0

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(path=self.path, count=self.count)


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

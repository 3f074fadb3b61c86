"""What a user decides about photos, into the library: marks, keepers, "not duplicates"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simgui.core.types import Group, Photo
from simgui.engine.snapshot import group_digest
from simgui.store.decisions import Apart, ApartId, meant
from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class Separated:
    """Photos the user said are not duplicates of each other.

    Attributes:
        photos: One of each content that is still in the library, by path.
    """

    apart: Apart
    photos: tuple[Photo, ...]


def separated(library: Library) -> list[Separated]:
    """All such decisions, the newest first."""
    aparts = library.decisions.all_apart()
    contents = library.content_ids({h for apart in aparts for h in apart.hashes})
    by_hash: dict[bytes, Photo] = {}
    for photo in library.photos_of(contents.values()):
        by_hash.setdefault(photo.content.hash, photo)
    return [
        Separated(
            apart,
            tuple(sorted((by_hash[h] for h in apart.hashes if h in by_hash), key=lambda p: p.path)),
        )
        for apart in sorted(aparts, key=lambda a: (a.at_ms, a.id), reverse=True)
    ]


class ReviewDecisions:
    """The decisions of one session; remembers what is needed to undo them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._apart: dict[frozenset[bytes], list[ApartId]] = {}

    def mark(self, photos: Sequence[Photo]) -> None:
        """Remember marks."""
        self._library.decisions.mark([(p.content.hash, p.path) for p in photos])

    def unmark(self, photos: Sequence[Photo]) -> None:
        """Forget marks."""
        self._library.decisions.unmark([(p.content.hash, p.path) for p in photos])

    def set_apart(self, photos: Sequence[Photo]) -> None:
        """Remember that these photos are not duplicates of each other."""
        hashes = frozenset(p.content.hash for p in photos)
        apart_id = self._library.decisions.set_apart(hashes)
        self._apart.setdefault(hashes, []).append(apart_id)

    def undo_apart(self, photos: Sequence[Photo]) -> None:
        """Forget that these photos were set apart in this session."""
        for apart_id in self._apart.pop(frozenset(p.content.hash for p in photos), ()):
            self._library.decisions.undo_apart(apart_id)

    def separate(self, hashes: Iterable[bytes]) -> None:
        """Remember that these contents are not duplicates of each other."""
        self._library.decisions.set_apart(hashes)

    def withdraw(self, hashes: Iterable[bytes]) -> None:
        """Forget that these very contents are not duplicates of each other."""
        wanted = frozenset(hashes)
        for apart in self._library.decisions.all_apart():
            if frozenset(apart.hashes) == wanted:
                self._library.decisions.undo_apart(apart.id)

    def choose_keeper(self, chosen: Photo, among: Sequence[Photo]) -> None:
        """Remember which of these photos the user wants to keep."""
        for photo in among:
            self._library.decisions.unchoose_keeper(photo.content.hash)
        self._library.decisions.choose_keeper(chosen.content.hash, chosen.path)

    def set_reviewed(self, groups: Iterable[Group], *, is_reviewed: bool) -> None:
        """Remember that the user has looked at groups, or that they are open again."""
        self._library.decisions.set_reviewed(map(group_digest, groups), is_reviewed=is_reviewed)


def marked_photos(library: Library) -> list[Photo]:
    """The photos that were marked in an earlier session and are still there."""
    marks = library.decisions.marks()
    if not marks:
        return []
    contents = library.content_ids(mark.hash for mark in marks)
    photos = library.photos_of(contents.values())
    wanted = meant(marks, photos, any_copy=False)
    return [photo for photo in photos if photo.id in wanted]

"""Pairs of folders that hold the same photos: "Backup 2018 is wholly inside Pictures".

Each photo is looked at once, so that the work grows with the number of photos and not of folders.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simgui.core.files.changes import is_inside, overlapping
from simgui.core.task import Token
from simgui.core.types import ContentId, Pair, Photo, Tier

_MOST_FOLDERS = 12
"""Folders in which one and the same photo is looked at: with more, each pair of them costs."""

_LEAST_SHARE = 0.1
"""Share of a folder's photos that another one has, below which the two are no pair."""

_SAME_SHARE = 0.9
"""Of two shares or numbers of photos, one that is more than this part of the other is the same."""

_MUCH_SMALLER = 0.7
"""A folder with fewer than this part of the photos of the one that it lies in is told from it."""


@dataclass(frozen=True, slots=True)
class FolderPair:
    """Two folders, and how much of the first the second has.

    Attributes:
        inner: The folder of which the greater part is in the other.
        outer: The other.
        shared: Photos below `inner` whose bytes or pixels are below `outer`, too.
        total: All photos below `inner`.
        outer_shared: Photos below `outer` that are below `inner`, too.
        outer_total: All photos below `outer`.
        shared_bytes: Of the shared photos below `inner`, with their companions.
    """

    inner: str
    outer: str
    shared: int
    total: int
    outer_shared: int
    outer_total: int
    shared_bytes: int

    @property
    def share(self) -> float:
        """The share of the first folder that the second one has, 0..1."""
        return self.shared / self.total

    @property
    def is_inside(self) -> bool:
        """Whether the second folder has every photo of the first."""
        return self.shared == self.total


def folder_pairs(
    photos: Iterable[Photo], pairs: Iterable[Pair] = (), token: Token | None = None
) -> list[FolderPair]:
    """The pairs of folders that share photos, those that share most first.

    A folder stands for those in it: where a whole tree is in another, one pair says so.

    Args:
        photos: Of the library.
        pairs: Those of PIXELS join contents of other bytes.
        token: Stops between two photos.

    Raises:
        Cancelled: The token was cancelled.
    """
    counted = _Counted(photos, pairs, token or Token())
    told = [counted.pair(inner, outer) for inner, outer in _told_apart(counted)]
    told.sort(key=lambda p: (-p.share, -p.shared, p.inner, p.outer))
    found: list[FolderPair] = []
    at: dict[str, list[FolderPair]] = defaultdict(list)
    below: dict[str, list[FolderPair]] = defaultdict(list)
    for pair in told:
        # The same two trees, told from the other side: of that the surer one is enough.
        near = [*below[pair.inner], *(p for up in _up_to(pair.inner, os.sep) for p in at[up])]
        if not any(overlapping(pair.outer, (other.inner,)) for other in near):
            found.append(pair)
            at[pair.outer].append(pair)
            for up in _up_to(pair.outer, os.sep):
                below[up].append(pair)
    return sorted(found, key=lambda p: (-p.shared, p.inner, p.outer))


class _Counted:
    """How many photos each folder holds, and how many of them each other folder has.

    Attributes:
        best: For each folder the one that has most of its photos, the deepest of several.
        totals: Photos below each folder.
        shared: Photos and bytes below a first folder that are below a second, too.
    """

    def __init__(self, photos: Iterable[Photo], pairs: Iterable[Pair], token: Token) -> None:
        self.totals: Counter[str] = Counter()
        self.shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        self._above: dict[str, tuple[str, ...]] = {}
        for folders, counts in self._together(photos, pairs, token).items():
            token.check()
            self._count(folders, counts)
        self.best: dict[str, str] = {}
        for (inner, outer), (count, _) in self.shared.items():
            now = self.best.get(inner)
            if now is None or (count, len(outer)) > (self.shared[inner, now][0], len(now)):
                self.best[inner] = outer

    def share(self, inner: str) -> float:
        """The share of a folder that the best other one has."""
        return self.shared[inner, self.best[inner]][0] / self.totals[inner]

    def above(self, folder: str) -> tuple[str, ...]:
        """A folder and those above it, up to the watched one."""
        return self._above[folder]

    def pair(self, inner: str, outer: str) -> FolderPair:
        count, size = self.shared[inner, outer]
        return FolderPair(
            inner,
            outer,
            count,
            self.totals[inner],
            self.shared[outer, inner][0],
            self.totals[outer],
            size,
        )

    def _together(
        self, photos: Iterable[Photo], pairs: Iterable[Pair], token: Token
    ) -> dict[tuple[str, ...], dict[str, list[int]]]:
        """Photos and bytes in each folder, by the folders that have them all."""
        from simgui.core.components import clusters  # loads NumPy

        same = clusters((pair.a, pair.b) for pair in pairs if pair.tier is Tier.PIXELS)
        first = {content: min(members) for members in same for content in members}
        by_content: dict[ContentId, dict[str, list[int]]] = defaultdict(dict)
        for number, photo in enumerate(photos):
            if number % 1000 == 0:
                token.check()
            folder, content = os.path.dirname(photo.path), photo.content.id
            if folder not in self._above:
                self._above[folder] = tuple(_up_to(folder, photo.root))
            for place in self._above[folder]:
                self.totals[place] += 1
            counts = by_content[first.get(content, content)].setdefault(folder, [0, 0])
            counts[0] += 1
            counts[1] += photo.total_size
        together: dict[tuple[str, ...], dict[str, list[int]]] = {}
        for in_folders in by_content.values():
            if len(in_folders) < 2:
                continue
            key = tuple(sorted(in_folders)[:_MOST_FOLDERS])
            sums = together.setdefault(key, {folder: [0, 0] for folder in key})
            for folder in key:
                sums[folder][0] += in_folders[folder][0]
                sums[folder][1] += in_folders[folder][1]
        return together

    def _count(self, folders: tuple[str, ...], counts: dict[str, list[int]]) -> None:
        for folder in folders:
            number, size = counts[folder]
            others = {up for other in folders if other != folder for up in self._above[other]}
            for inner in self._above[folder]:
                for outer in others:
                    if not overlapping(inner, (outer,)):
                        sums = self.shared[inner, outer]
                        sums[0] += number
                        sums[1] += size


def _up_to(folder: str, root: str) -> Iterator[str]:
    """A folder and those above it, down from which it is watched."""
    yield folder
    while folder != root and len(folder) > len(root):
        folder = os.path.dirname(folder)
        yield folder


def _told_apart(counted: _Counted) -> Iterator[tuple[str, str]]:
    """Of each tree of folders those that say most: not every one below a folder that is told."""
    children: dict[str, list[str]] = defaultdict(list)
    for folder in counted.best:
        above = os.path.dirname(folder)
        if above in counted.best:
            children[above].append(folder)
    told: set[str] = set()
    for inner in sorted(counted.best, key=lambda folder: (len(folder), folder)):
        share = counted.share(inner)
        outer = counted.best[inner]
        if share < _LEAST_SHARE or any(
            up in told and counted.share(up) >= _SAME_SHARE * share
            for up in _up_to(inner, os.sep)
            if up != inner
        ):
            continue
        count, total = counted.shared[inner, outer][0], counted.totals[inner]
        lies_deeper = any(
            counted.shared[child, counted.best[child]][0] >= _SAME_SHARE * count
            and counted.totals[child] < _MUCH_SMALLER * total
            for child in children[inner]
        )
        if not lies_deeper:
            told.add(inner)
            yield inner, outer


def folders_of(kept: Photo, other: Photo, known: Iterable[FolderPair]) -> tuple[str, str] | None:
    """The two folders that a choice between two photos is about.

    Args:
        kept: The photo that stays.
        other: Its copy.
        known: Pairs of folders; the one that says most of both photos is taken.

    Returns:
        The folder of the one that stays and that of the other: a known pair, or else the folders
        in which the two photos lie; None if that is one and the same.
    """
    for pair in known:
        for keep, drop in ((pair.outer, pair.inner), (pair.inner, pair.outer)):
            if is_inside(kept.path, keep) and is_inside(other.path, drop):
                return keep, drop
    keep, drop = os.path.dirname(kept.path), os.path.dirname(other.path)
    return None if is_inside(keep, drop) or is_inside(drop, keep) else (keep, drop)

"""Groups of copies: of some folders at once, or of a library at every setting of the slider."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_

from simgui.core.files.roles import lies_within
from simgui.core.grouping import groups
from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion
from simgui.core.grouping.groups import GroupingLimit
from simgui.core.network.model import ModelInfo
from simgui.core.task import Token
from simgui.core.types import Group, Photo, PhotoId, Tier
from simgui.engine.keep_rules import rules_of
from simgui.engine.settings import Settings
from simgui.engine.snapshot import SliderStop
from simgui.store.library import Library


def group_folders(
    library: Library,
    model: ModelInfo,
    targets: Sequence[str],
    upto: Tier,
    *,
    criteria: Sequence[Criterion] = DEFAULT_CRITERIA,
    leaving_out: Sequence[str] = (),
) -> list[Group]:
    """The groups of some scanned folders, from what the library knows now.

    Args:
        library: Scanned before.
        model: Whose pairs count.
        targets: Folders or photos; in the order in which their photos are rather kept.
        upto: The weakest evidence a group may hold.
        criteria: By what keepers are chosen.
        leaving_out: Folders whose photos are in no group.
    """
    # A collage is known by all pairs of copies, whatever is asked for.
    needed = max(upto, Tier.EDITED)
    photos = library.related(model.id, targets, needed)
    for folder in leaving_out:
        lies_there = lies_within(folder)
        photos = [photo for photo in photos if not lies_there(photo.path)]
    return groups.group(
        photos,
        library.pairs(model.id, needed),
        upto=upto,
        not_duplicates=library.not_duplicates(),
        rules=rules_of(library, photos, criteria, targets),
    )


@dataclass(frozen=True, slots=True)
class Made:
    """What a setting of the slider gives; `photos` are all if it is whole.

    Attributes:
        counts: How many photos each watched folder holds.
        by_folder: How many photos lie directly in each folder; empty while not all are read.
    """

    photos: dict[PhotoId, Photo]
    counts: dict[str, int]
    by_folder: dict[str, int]
    groups: tuple[Group, ...]
    moments: tuple[Group, ...]
    expected_wrong: float
    is_whole: bool = True


class Grouping:
    """The photos and pairs of a library, ready to be grouped at any level.

    The first groups are made of the photos that have a partner: in a large library these are read
    in a fraction of the time, and the rest is read at the next request.

    Attributes:
        is_stale: Set from any thread when the library has changed.
    """

    def __init__(self, library: Library, model: ModelInfo) -> None:
        self._library = library
        self._model = model
        self._photos: dict[PhotoId, Photo] = {}
        self._counts: dict[str, int] = {}
        self._by_folder: dict[str, int] = {}
        self._core: groups.Grouping | None = None
        self._groups: tuple[Group, ...] = ()
        self._moments: tuple[Group, ...] = ()
        self.is_stale = True

    def at(
        self,
        level: SliderStop,
        settings: Settings,
        token: Token,
        leaving_out: frozenset[str] = frozenset(),
    ) -> Made:
        """Group at a setting of the slider.

        Args:
            level: The setting.
            settings: The user's, for the keepers of groups that are made again.
            token: Is checked while the library is read.
            leaving_out: Folders whose photos are no part of the library.

        Raises:
            Cancelled: The token was cancelled.
        """
        is_first = self._core is None
        if self.is_stale or is_first:
            self._read(settings, token, leaving_out, is_first=is_first)
        core = self._core
        if core is None:
            raise RuntimeError("the library was not read")
        found = core.copies(GroupingLimit(upto=min(level.tier, Tier.EDITED)))
        wrong = expected_wrong(found)
        if level is SliderStop.SIMILAR:
            alike = core.similar(GroupingLimit())
            wrong += len(alike)
            found = [*found, *alike]
        self._groups = same_where_equal(self._groups, found)
        return Made(
            self._photos,
            self._counts,
            self._by_folder,
            self._groups,
            self._moments,
            wrong,
            is_whole=not is_first,
        )

    def _read(
        self, settings: Settings, token: Token, leaving_out: frozenset[str], *, is_first: bool
    ) -> None:
        self.is_stale = is_first  # the rest is read next
        self._core = None  # makes room for the next one
        library = self._library
        if is_first:
            photos = library.related(self._model.id, token=token)
        else:
            photos = library.photos(known=self._photos, token=token)
        if leaving_out:
            photos = [photo for photo in photos if photo.root not in leaving_out]
        self._photos = {photo.id: photo for photo in photos}
        counts = library.counts()
        self._counts = {path: n for path, n in counts.items() if path not in leaving_out}
        if not is_first:
            self._by_folder = Counter(os.path.dirname(photo.path) for photo in photos)
        self._core = groups.Grouping(
            photos,
            library.pairs(self._model.id),
            not_duplicates=library.not_duplicates(),
            rules=rules_of(library, photos, settings.criteria, settings.folders),
        )
        self._moments = same_where_equal(self._moments, self._core.moments(GroupingLimit()))


def same_where_equal(old: tuple[Group, ...], new: Sequence[Group]) -> tuple[Group, ...]:
    """New groups that reuse equal old objects, so that changes are found by identity.

    Returns:
        The old tuple if nothing did.
    """
    before = {group.id: group for group in old}
    found = []
    for group in new:
        known = before.get(group.id)
        found.append(known if known is not None and known == group else group)
    is_same = len(found) == len(old) and all(map(is_, found, old))
    return old if is_same else tuple(found)


def expected_wrong(groups: list[Group]) -> float:
    """How many of these groups hold a photo of another shot, by their calibrated probabilities."""
    total = 0.0
    for found in groups:
        right = 1.0
        for member in found.members[1:]:
            if member.tier > Tier.PIXELS:
                right *= member.probability
        total += 1.0 - right
    return total

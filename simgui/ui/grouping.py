"""Groups for the window: photos and pairs are read once and grouped again at every setting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING

from simgui.core.grouping.keeper import DEFAULT_CRITERIA, Criterion, KeepRules
from simgui.core.types import Group, Photo, PhotoId, Tier
from simgui.store.decisions import meant
from simgui.ui import settings
from simgui.ui.background.paint_priority import Courtesy
from simgui.ui.settings import Settings
from simgui.ui.snapshot import SliderStop

if TYPE_CHECKING:
    from simgui.core.grouping import groups
    from simgui.core.network.model import ModelInfo
    from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class Made:
    """What a setting of the slider gives; `photos` are all if it is whole.

    Attributes:
        counts: How many photos each watched folder holds.
    """

    photos: dict[PhotoId, Photo]
    counts: dict[str, int]
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

    def __init__(
        self, library: Library, model: ModelInfo, stored: Settings, courtesy: Courtesy
    ) -> None:
        self._courtesy = courtesy
        self._library = library
        self._model = model
        self._settings = stored
        self._photos: dict[PhotoId, Photo] = {}
        self._counts: dict[str, int] = {}
        self._core: groups.Grouping | None = None
        self._groups: tuple[Group, ...] = ()
        self._moments: tuple[Group, ...] = ()
        self.is_stale = True

    def at(self, level: SliderStop) -> Made:
        """Group at a level."""
        from simgui.core.grouping import groups

        is_first = self._core is None
        if self.is_stale or is_first:
            self._read(is_first=is_first)
        core = self._core
        if core is None:
            raise RuntimeError("the library was not read")
        found = core.copies(groups.GroupingLimit(upto=min(level.tier, Tier.EDITED)))
        wrong = expected_wrong(found)
        if level is SliderStop.SIMILAR:
            alike = core.similar(groups.GroupingLimit())
            wrong += len(alike)
            found = [*found, *alike]
        self._groups = same_where_equal(self._groups, found)
        return Made(
            self._photos, self._counts, self._groups, self._moments, wrong, is_whole=not is_first
        )

    def _read(self, *, is_first: bool) -> None:
        from simgui.core.grouping import groups

        self.is_stale = is_first  # the rest is read next
        self._core = None  # makes room for the next one
        library = self._library
        if is_first:
            photos = library.related(self._model.id, token=self._courtesy)
        else:
            photos = library.photos(known=self._photos, token=self._courtesy)
        self._photos = {photo.id: photo for photo in photos}
        self._counts = library.counts()
        self._core = groups.Grouping(
            photos,
            library.pairs(self._model.id),
            not_duplicates=library.not_duplicates(),
            rules=self._rules(photos),
        )
        self._moments = same_where_equal(self._moments, self._core.moments(groups.GroupingLimit()))

    def _rules(self, photos: list[Photo]) -> KeepRules:
        chosen = self._library.decisions.chosen_keepers()
        criteria, folders = read_rules(self._settings.get(settings.KEEP_RULES))
        picked = meant(chosen.values(), photos, any_copy=True)
        roots = tuple(root.path for root in self._library.roots())
        return KeepRules(criteria, folders or roots, frozenset(picked))


def same_where_equal(old: tuple[Group, ...], new: Sequence[Group]) -> tuple[Group, ...]:
    """New groups, with the old objects for what is equal, so that a look shows what changed.

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


def read_rules(text: str) -> tuple[tuple[Criterion, ...], tuple[str, ...]]:
    """Criteria and folders as they are stored; what is unknown is left out."""
    try:
        stored = json.loads(text) if text else {}
    except ValueError:
        stored = {}
    if not isinstance(stored, dict):
        stored = {}
    known = {c.value: c for c in Criterion}
    names = stored.get("criteria", ())
    criteria = tuple(known[n] for n in names if n in known) or DEFAULT_CRITERIA
    folders = tuple(f for f in stored.get("folders", ()) if isinstance(f, str))
    return criteria, folders


def write_rules(criteria: tuple[Criterion, ...], folders: tuple[str, ...]) -> str:
    """Criteria and folders as text for the settings."""
    return json.dumps({"criteria": [c.value for c in criteria], "folders": list(folders)})

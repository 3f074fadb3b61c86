"""Keep rules: by what a keeper is chosen, and what rules would mark, before anything is marked."""

from __future__ import annotations

import fnmatch
import json
import os
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simgui.core.files.changes import lies_in
from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion, KeepRules
from simgui.core.removal.losses import lost_content
from simgui.core.types import Group, KeepReason, Member, Photo, PhotoId, Role, Tier

if TYPE_CHECKING:
    from simgui.core.grouping.keeper import KeeperChoice
    from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """How the user wants duplicates marked.

    Attributes:
        upto: The weakest tier a rule may mark; never weaker than SAME.
        folders: Folders in order of preference.
        only_in: Mark only photos in this folder, or "" for any.
        pattern: Mark only names like this, such as "*copy*"; "" for any.
    """

    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA
    upto: Tier = Tier.PIXELS
    folders: tuple[str, ...] = ()
    only_in: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One photo that would be marked."""

    photo: Photo
    tier: Tier
    keeper: Photo
    reason: KeepReason


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules would do.

    Attributes:
        keepers: Photos that would be kept instead of those that are now.
    """

    marks: tuple[Ruled, ...] = ()
    keepers: tuple[Photo, ...] = ()
    groups: int = 0

    @property
    def bytes_freed(self) -> int:
        """Bytes the marked photos take; hard links of one file count once."""
        sizes = {r.photo.stat.identity: r.photo.total_size for r in self.marks}
        return sum(sizes.values())


def rule(groups: Sequence[Group], choice: RuleChoice) -> Ruling:
    """Work out what rules would mark in some groups.

    Only copies as sure as `choice.upto` are looked at: the keeper is chosen among them, so that an
    edited version is neither marked nor kept in place of the original.
    """
    upto = min(choice.upto, Tier.SAME)
    marks: list[Ruled] = []
    keepers: list[Photo] = []
    touched = 0
    for group in groups:
        sure = [m for m in group.members if m.is_keeper or m.tier <= upto]
        if len(sure) < 2 or not group.tier.is_copy:
            continue
        chosen = _chosen(sure, choice)
        marked = [
            Ruled(m.photo, max(m.tier, _tier(sure, chosen.photo)), chosen.photo, chosen.reason)
            for m in sure
            if m.photo.id != chosen.photo.id
            and _may_mark(m.photo, choice)
            # The plan would refuse it: a rule takes nothing that only this file holds.
            and not lost_content(chosen.photo, m.photo)
        ]
        if not marked:
            continue
        touched += 1
        marks += marked
        if chosen.photo.id != group.keeper.photo.id:
            keepers.append(chosen.photo)
    return Ruling(tuple(marks), tuple(keepers), touched)


def _chosen(sure: Sequence[Member], choice: RuleChoice) -> KeeperChoice:
    from simgui.core.grouping import keeper

    by_hand = frozenset(m.photo.id for m in sure if m.reason is KeepReason.CHOSEN)
    rules = KeepRules(choice.criteria, choice.folders, by_hand)
    pairs = {(m.pair.a, m.pair.b): m.pair for m in sure if m.pair is not None}
    return keeper.choose([m.photo for m in sure], rules, pairs)


def _tier(sure: Sequence[Member], photo: Photo) -> Tier:
    return next(m.tier if not m.is_keeper else Tier.IDENTICAL for m in sure if m.photo == photo)


def _may_mark(photo: Photo, choice: RuleChoice) -> bool:
    if photo.role is not Role.NORMAL:
        return False
    folder = choice.only_in.rstrip(os.sep)
    if folder and not photo.path.startswith(folder + os.sep):
        return False
    name = os.path.basename(photo.path).casefold()
    return not choice.pattern or fnmatch.fnmatchcase(name, choice.pattern.casefold())


def marked_by_tier(
    groups: Sequence[Group], tiers: Collection[Tier], targets: Set[str]
) -> set[PhotoId]:
    """The photos to mark for their evidence: copies in the folders that shall be cleaned.

    Args:
        groups: Where the photos are looked for.
        tiers: How a photo may be related to the one that is kept.
        targets: Folders or photos; what lies elsewhere is never marked.
    """
    return {
        member.photo.id
        for group in groups
        for member in group.members
        if not member.is_keeper
        and member.tier in tiers
        and member.photo.role is Role.NORMAL
        and lies_in(member.photo.path, targets)
    }


def rules_of(
    library: Library,
    photos: Sequence[Photo],
    criteria: Sequence[Criterion],
    folders: Sequence[str],
) -> KeepRules:
    """The rules that choose the keepers of some photos.

    Args:
        library: Remembers the keepers that the user chose.
        photos: What may be chosen.
        criteria: The most important first.
        folders: The preferred first; none for the watched folders in their order.
    """
    from simgui.store.decisions import meant

    chosen = library.decisions.chosen_keepers().values()
    preferred = tuple(folders) or tuple(root.path for root in library.roots())
    picked = frozenset(meant(chosen, photos, any_copy=True))
    return KeepRules(tuple(criteria), preferred, picked)


def read_rules(text: str) -> tuple[tuple[Criterion, ...], tuple[str, ...]]:
    """Criteria and folders as `write_rules` wrote them; what is unknown is left out."""
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


def write_rules(criteria: Sequence[Criterion], folders: Sequence[str]) -> str:
    """Criteria and folders as text for the settings."""
    return json.dumps({"criteria": [c.value for c in criteria], "folders": list(folders)})

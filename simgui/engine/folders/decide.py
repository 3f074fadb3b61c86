"""One decision for all duplicates of two folders: keep the ones here, not the ones there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simgui.core.files.changes import lies_in
from simgui.core.grouping.criteria import Criterion, KeepRules
from simgui.core.removal.losses import loses
from simgui.core.types import Group, KeepReason, Member, Photo, Role, Tier
from simgui.engine.keep_rules import Ruled, Ruling

_BEFORE_THE_FOLDER = (
    Criterion.RESOLUTION,
    Criterion.FORMAT,
    Criterion.UNEDITED,
    Criterion.QUALITY,
    Criterion.FOLDER,
)
"""What makes a photo worth more than its copy, wherever it lies; then the folder decides."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """A photo that the decision leaves alone.

    Attributes:
        photo: It lies in the folder whose photos are not kept.
        tier: How it is related to the other.
        kept: The closest one in the folder whose photos are kept.
        reason: Why it is worth more than that one, or None: it is an edited version, or was
            compared only with the photo that goes as well.
    """

    photo: Photo
    tier: Tier
    kept: Photo
    reason: KeepReason | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision for two folders would do.

    Attributes:
        ruling: What would be marked.
        exceptions: Photos that stay all the same, each with its reason.
    """

    ruling: Ruling = field(default_factory=Ruling)
    exceptions: tuple[Excepted, ...] = ()


def decide(groups: Sequence[Group], keep: Sequence[str], drop: Sequence[str]) -> Decision:
    """Work out one decision for every group that has photos in both folders.

    A photo is marked only if one that stays is a copy of it, at least as good, and holds all that
    it holds. Companions are read for that.

    Args:
        groups: Of the library or of the folders.
        keep: The folders in which photos stay, the preferred first.
        drop: The folders in which photos are marked; what lies in `keep`, too, stays.
    """
    kept_in, dropped_in = frozenset(keep), frozenset(drop)
    marks: list[Ruled] = []
    keepers: list[Photo] = []
    exceptions: list[Excepted] = []
    touched = 0
    for group in groups:
        if not group.tier.is_copy:
            continue
        stay = [m for m in group.members if lies_in(m.photo.path, kept_in)]
        go = [m for m in group.members if m not in stay and lies_in(m.photo.path, dropped_in)]
        if not stay or not go:
            continue
        found = [_judge(group, member, stay, tuple(keep), dropped_in) for member in go]
        ruled = [item for item in found if isinstance(item, Ruled)]
        exceptions += [item for item in found if isinstance(item, Excepted)]
        marks += ruled
        touched += bool(ruled)
        if group.keeper.photo in {item.photo for item in ruled}:
            keepers.append(ruled[0].keeper)
    return Decision(Ruling(tuple(marks), tuple(keepers), touched), tuple(exceptions))


def _judge(
    group: Group,
    member: Member,
    stay: Sequence[Member],
    keep: tuple[str, ...],
    drop: frozenset[str],
) -> Ruled | Excepted:
    """Whether a photo can go for one of those that stay."""
    found: Excepted | None = None
    kept_goes = not any(m.is_keeper for m in stay) and lies_in(group.keeper.photo.path, drop)
    for other in sorted(stay, key=lambda m: _tier(member, m)):
        tier = _tier(member, other)
        if kept_goes and not member.is_keeper and tier is Tier.SAME:
            tier = Tier.EDITED  # alike by what goes as well: nothing ties these two
        reason = _worth_more(group, member, other, keep) if tier <= Tier.SAME else None
        if tier <= Tier.SAME and reason is None:
            return Ruled(member.photo, tier, other.photo, KeepReason.FOLDER)
        found = found or Excepted(member.photo, tier, other.photo, reason)
    assert found is not None
    return found


def _tier(one: Member, other: Member) -> Tier:
    """How two photos of a group are related, by what each of them is to the keeper."""
    a, b = one.photo.content, other.photo.content
    if a.hash == b.hash:
        return Tier.IDENTICAL
    if a.pixel_hash is not None and a.pixel_hash == b.pixel_hash:
        return Tier.PIXELS
    return max((m.tier for m in (one, other) if not m.is_keeper), default=Tier.EDITED)


def _worth_more(
    group: Group, member: Member, other: Member, keep: tuple[str, ...]
) -> KeepReason | None:
    """Why a photo is worth more than the one that would stay for it, if it is."""
    from simgui.core.grouping import keeper  # loads NumPy

    if member.photo.role is not Role.NORMAL:
        return KeepReason.PROTECTED
    if loses(other.photo, member.photo):
        return KeepReason.HOLDS_MORE
    by_hand = frozenset(m.photo.id for m in (member, other) if m.reason is KeepReason.CHOSEN)
    pairs = {(m.pair.a, m.pair.b): m.pair for m in group.members if m.pair is not None}
    rules = KeepRules(_BEFORE_THE_FOLDER, keep, by_hand)
    choice = keeper.choose([other.photo, member.photo], rules, pairs)
    return None if choice.photo == other.photo else choice.reason

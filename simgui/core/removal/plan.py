"""Which photos may be removed: rules that every caller passes, before anything moves.

    plan = plan_removal(groups, marked={photo.id for photo in chosen})
    for refused in plan.refused: ...          # what stays although it was asked for, and why
    outcome = execute(plan, FreedesktopTrash(), library.journal, token, roots=library.roots())
    outcome.removed, outcome.refused          # what went, and what stayed after all
    undo(library.journal, outcome.action_id, FreedesktopTrash(), token)

What goes is checked again on disk, rule by rule, in `simgui.core.removal.verify`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from enum import Enum

from simgui.core.files import formats
from simgui.core.files.formats import Kind
from simgui.core.files.same_file import is_same_file
from simgui.core.holdings import Loss, Part
from simgui.core.removal.journal import Action
from simgui.core.removal.losses import is_only_raw, loses, lost_content, only_here, unsaved
from simgui.core.removal.sidecar import Fields, known_of, missing
from simgui.core.types import (
    FileIdentity,
    FileStat,
    FileState,
    Group,
    Member,
    Metadata,
    Pair,
    Photo,
    PhotoId,
    Role,
    Tier,
)


class Refusal(Enum):
    """Why a photo stays."""

    # Found while planning.
    PROTECTED = "protected"
    LAST_COPY = "last_copy"  # everything else of its group was marked too, or is not there
    SAME_FILE = "same_file"  # what would be kept is another name of the very same file
    NOT_BY_HAND = "not_by_hand"  # moment and similar are for the user to mark
    RAW_ONLY_HERE = "raw_only_here"  # a rule does not take the only RAW of a shot
    COMPANION_ONLY_HERE = "companion_only_here"  # nor anything else that only its side has
    HOLDS_MORE = "holds_more"  # nor a file that holds something the kept one does not
    METADATA_ONLY_HERE = "metadata_only_here"  # nor one with metadata that can't be saved
    METADATA_UNSAVED = "metadata_unsaved"  # nor one whose metadata could be saved and are not
    NOT_IDENTICAL = "not_identical"  # links replace identical bytes only
    # Found on disk at the moment of deletion.
    GONE = "gone"
    CHANGED = "changed"
    COMPANION_CHANGED = "companion_changed"
    KEEPER_GONE = "keeper_gone"
    KEEPER_CHANGED = "keeper_changed"
    KEEPER_UNREADABLE = "keeper_unreadable"
    UNREADABLE = "unreadable"
    NOT_SAME_BYTES = "not_same_bytes"
    NOT_SAME_PIXELS = "not_same_pixels"
    CANT_SAVE_METADATA = "cant_save_metadata"
    MOVED_ALREADY = "moved_already"  # it or its keeper lies in the folder photos are moved to
    OTHER_ACCESS = "other_access"  # a link would change who may read it
    CANT_MOVE = "cant_move"
    STILL_THERE = "still_there"  # the system said it was moved, and it was not
    KEEPER_VANISHED = "keeper_vanished"  # both were one file after all; it was brought back
    INTERRUPTED = "interrupted"  # a kill came in between; nothing has moved


class RemovalWarning(Enum):
    """What the user should know before a photo goes."""

    RAW_ONLY_HERE = "raw_only_here"
    VIDEO_ONLY_HERE = "video_only_here"
    SOUND_ONLY_HERE = "sound_only_here"
    SIDECAR_ONLY_HERE = "sidecar_only_here"
    FREES_NOTHING = "frees_nothing"  # the file has other names that stay


@dataclass(frozen=True, slots=True)
class Removal:
    """One photo that goes and the one that stays for it.

    Attributes:
        victim: Goes with all its companions.
        tier: How it is related to the keeper.
        pair: The evidence, None for identical bytes or where both are tied to a third photo.
        by_hand: Whether the user marked this very photo.
        save: What the keeper lacks and the victim knows, to be written into a side-car.
        only_here: Companions of the victim whose content is not among the keeper's files.
        losses: What the victim's own file holds or knows and the keeper does not; what `save`
            holds is not lost.
        protected_folders: Where the protected photos of its groups lie: the victim's folder must
            be none of them under another name.
    """

    victim: Photo
    keeper: Photo
    tier: Tier
    group_id: str
    pair: Pair | None = None
    by_hand: bool = False
    warnings: tuple[RemovalWarning, ...] = ()
    save: Fields | None = None
    only_here: tuple[FileStat, ...] = ()
    losses: tuple[Loss, ...] = ()
    protected_folders: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[FileStat, ...]:
        """The victim's own file and its companions."""
        return (self.victim.stat, *self.victim.companions)


@dataclass(frozen=True, slots=True)
class Refused:
    """A photo that stays.

    Attributes:
        detail: The system's own words, where there are any, or the path of the file that matters.
        only_here: Files beside the photo that would be lost.
        losses: What else would be lost.
    """

    photo: Photo
    refusal: Refusal
    detail: str = ""
    only_here: tuple[FileStat, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go and what stays, before anything is touched."""

    action: Action
    removals: tuple[Removal, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def bytes_freed(self) -> int:
        """Bytes the removals free; links free the photo itself, not its companions."""
        freed: dict[FileIdentity, int] = {}
        for removal in self.removals:
            if RemovalWarning.FREES_NOTHING not in removal.warnings:
                photo = removal.victim
                size = photo.stat.size if self.action.is_link else photo.total_size
                # Two names of one file that both go free its blocks once.
                freed[photo.stat.identity] = size
        return sum(freed.values())

    def without_metadata(self) -> Plan:
        """The same plan with nothing saved beside the keepers.

        What a rule picked and what would lose metadata by that stays.
        """
        bare: list[Removal] = []
        refused = list(self.refused)
        for removal in self.removals:
            losses = (*removal.losses, *unsaved(removal.save))
            if removal.save is not None and not removal.by_hand:
                refused.append(Refused(removal.victim, Refusal.METADATA_UNSAVED, losses=losses))
            else:
                bare.append(replace(removal, save=None, losses=losses))
        return replace(self, removals=tuple(bare), refused=tuple(refused))


def plan_removal(
    groups: Sequence[Group],
    marked: Collection[PhotoId],
    *,
    by_hand: Collection[PhotoId] = (),
    action: Action = Action.TRASH,
    saves_metadata: bool = False,
    role_of: Callable[[str], Role] | None = None,
) -> Plan:
    """Decide which of the marked photos may go, and which photo stays for each.

    A marked photo never stays for another, so no chain arises. In a group whose photos are all
    marked the keeper (or the first that may) stays. Two names of one file are one photo.

    Args:
        groups: The groups the photos were found in.
        marked: Photos that shall go, marked by rule or by hand.
        by_hand: Those among them that the user marked one by one.
        action: What shall be done with them.
        saves_metadata: Whether what a keeper lacks is saved beside it; side-cars are read for
            that. Companions of a photo that goes are compared with those of its keeper.
        role_of: The role of a path as it is now (see `strictest_role`): what is protected under
            another name stays too. None goes by the photos' own roles.
    """
    hand = frozenset(by_hand)
    going, refused = _sorted_out(groups, {*marked, *hand}, role_of)
    names_going = Counter(p.stat.identity for p in going.values())
    homes: dict[PhotoId, list[tuple[Group, Member]]] = {}
    for group in groups:
        for member in group.members:
            if member.photo.id in going:
                homes.setdefault(member.photo.id, []).append((group, member))
    guarded = {group.id: _protected_folders(group) for group in groups}
    removals: list[Removal] = []
    knows: dict[PhotoId, Metadata] = {}
    for photo_id, places in homes.items():
        found = _best_removal(places, going, photo_id in hand, action)
        if isinstance(found, Refusal):
            refused[photo_id] = Refused(going[photo_id], found)
            continue
        folders = dict.fromkeys(f for group, _ in places for f in guarded[group.id])
        found = replace(found, protected_folders=tuple(folders))
        found = _with_losses(found, names_going, action)
        if not action.is_link:
            found = _with_metadata(found, knows, saves_metadata)
        loss = None if found.by_hand else _loss_by_rule(found)
        if loss is not None:
            refused[photo_id] = Refused(
                found.victim, loss, only_here=found.only_here, losses=found.losses
            )
            continue
        if found.save is not None:
            knows[found.keeper.id] = found.save.added_to(knows[found.keeper.id])
        removals.append(found)
    return Plan(action, tuple(removals), tuple(refused.values()))


def _sorted_out(
    groups: Sequence[Group],
    wanted: Set[PhotoId],
    role_of: Callable[[str], Role] | None,
) -> tuple[dict[PhotoId, Photo], dict[PhotoId, Refused]]:
    """The photos that may go as far as they and their groups tell, and those that stay."""
    members = {m.photo.id: m.photo for group in groups for m in group.members}
    going: dict[PhotoId, Photo] = {}
    refused: dict[PhotoId, Refused] = {}
    shielded = _shielded(members.values())
    for photo_id, photo in members.items():
        if photo_id in wanted:
            refusal = _refusal_of(photo, shielded, role_of)
            if refusal is None:
                going[photo_id] = photo
            else:
                refused[photo_id] = Refused(photo, refusal)
    for group in groups:
        spared = _spared(group, going)
        if spared is not None:
            del going[spared.id]
            refused[spared.id] = Refused(spared, Refusal.LAST_COPY)
    return going, refused


def _with_losses(removal: Removal, names_going: Counter[FileIdentity], action: Action) -> Removal:
    """Add what would be lost with the victim, and what the user should know of it."""
    if not action.is_link:  # a link keeps the name, and what belongs to it stays beside it
        removal = replace(
            removal,
            only_here=only_here(removal.keeper, removal.victim),
            losses=lost_content(removal.keeper, removal.victim),
        )
    return replace(removal, warnings=_warnings(removal, names_going))


def _shielded(photos: Iterable[Photo]) -> set[FileIdentity]:
    """The protected files that have one name alone: another path to one is the same name."""
    return {p.stat.identity for p in photos if p.role is not Role.NORMAL and p.stat.links == 1}


def _refusal_of(
    photo: Photo, shielded: Set[FileIdentity], role_of: Callable[[str], Role] | None
) -> Refusal | None:
    """Why a photo may not go whatever its groups are."""
    if photo.role is not Role.NORMAL or photo.stat.identity in shielded:
        return Refusal.PROTECTED
    if role_of is not None and role_of(photo.path) is not Role.NORMAL:
        return Refusal.PROTECTED
    return None if photo.state is FileState.PRESENT else Refusal.GONE


def _protected_folders(group: Group) -> tuple[str, ...]:
    """Where the protected photos of a group lie, each folder once."""
    paths = [m.photo.path for m in group.members if m.photo.role is not Role.NORMAL]
    return tuple(dict.fromkeys(os.path.dirname(path) for path in paths))


def _survivors(group: Group, going: Collection[PhotoId]) -> list[Member]:
    return [
        m for m in group.members if m.photo.id not in going and m.photo.state is FileState.PRESENT
    ]


def _spared(group: Group, going: Collection[PhotoId]) -> Photo | None:
    """The photo of a group that has to stay because nothing else of it would."""
    if _survivors(group, going):
        return None
    return next((m.photo for m in group.members if m.photo.id in going), None)


def _best_removal(
    places: Sequence[tuple[Group, Member]],
    going: Collection[PhotoId],
    by_hand: bool,
    action: Action,
) -> Removal | Refusal:
    """The removal of a photo by its strongest evidence among its groups, or why it stays."""
    found = [_removal(group, member, going, by_hand) for group, member in places]
    allowed = [removal for removal in found if isinstance(removal, Removal)]
    if not allowed:
        return next(refusal for refusal in found if isinstance(refusal, Refusal))
    best = min(allowed, key=lambda removal: removal.tier)
    if not best.tier.is_copy and not by_hand:
        return Refusal.NOT_BY_HAND
    if action.is_link and best.tier is not Tier.IDENTICAL:
        return Refusal.NOT_IDENTICAL
    return best


def _removal(
    group: Group, member: Member, going: Collection[PhotoId], by_hand: bool
) -> Removal | Refusal:
    """The removal of one member of a group, for the survivor it is closest to."""
    survivors = _survivors(group, going)
    others = [m for m in survivors if not is_same_file(m.photo.stat, member.photo.stat)]
    if not others:
        return Refusal.SAME_FILE if survivors else Refusal.LAST_COPY
    # A photo that holds as much comes first, whatever tells the others apart.
    keeper = min(
        others,
        key=lambda m: (loses(m.photo, member.photo), _tier_between(member, m), not m.is_keeper),
    )
    tier = _tier_between(member, keeper)
    pair = None
    if tier is not Tier.IDENTICAL:
        pair = member.pair if keeper.is_keeper else keeper.pair if member.is_keeper else None
    return Removal(member.photo, keeper.photo, tier, group.id, pair, by_hand)


def _tier_between(a: Member, b: Member) -> Tier:
    """How two members are related, through the keeper if neither of them is it."""
    one, other = a.photo.content, b.photo.content
    if one.hash == other.hash:
        return Tier.IDENTICAL
    if one.pixel_hash is not None and one.pixel_hash == other.pixel_hash:
        return Tier.PIXELS
    if a.is_keeper:
        related = b.tier
    elif b.is_keeper:
        related = a.tier
    else:
        related = max(a.tier, b.tier)
    # Different bytes can't be identical, even if a third photo is identical to each other's keeper.
    return max(related, Tier.PIXELS)


def _loss_by_rule(removal: Removal) -> Refusal | None:
    """Why no rule may take a photo: its side has something that the keeper's side has not."""
    if RemovalWarning.RAW_ONLY_HERE in removal.warnings:
        return Refusal.RAW_ONLY_HERE
    if removal.only_here:
        return Refusal.COMPANION_ONLY_HERE
    if any(loss.part is not Part.METADATA for loss in removal.losses):
        return Refusal.HOLDS_MORE
    return Refusal.METADATA_ONLY_HERE if removal.losses else None


def _warnings(removal: Removal, names_going: Counter[FileIdentity]) -> tuple[RemovalWarning, ...]:
    """What the user should know before this photo goes."""
    kinds = {formats.kind(file.path) for file in removal.only_here}
    stat = removal.victim.stat
    found = {
        RemovalWarning.RAW_ONLY_HERE: is_only_raw(
            removal.keeper, removal.victim, removal.only_here
        ),
        RemovalWarning.VIDEO_ONLY_HERE: Kind.VIDEO in kinds,
        RemovalWarning.SOUND_ONLY_HERE: Kind.SOUND in kinds,
        RemovalWarning.SIDECAR_ONLY_HERE: not kinds <= {Kind.RAW, Kind.VIDEO, Kind.SOUND},
        RemovalWarning.FREES_NOTHING: stat.links > names_going[stat.identity],
    }
    return tuple(warning for warning, holds in found.items() if holds)


def _with_metadata(
    removal: Removal, knows: dict[PhotoId, Metadata], saves_metadata: bool
) -> Removal:
    """Add what the victim knows and the keeper lacks: to be saved, or as lost.

    `knows` is what a keeper knows with all that is saved beside it for earlier victims.
    """
    keeper = removal.keeper
    if keeper.id not in knows:
        knows[keeper.id] = known_of(keeper)
    fields = missing(knows[keeper.id], known_of(removal.victim))
    if fields.is_empty:
        return removal
    if saves_metadata and keeper.role is Role.NORMAL:
        return replace(removal, save=fields)
    # Nothing is written beside a protected photo.
    return replace(removal, losses=(*removal.losses, *unsaved(fields)))

"""Sentences about photos and groups: match levels, changes, why a photo is kept.

Each goes through Qt's translation with the whole sentence as its source; names and numbers are put
into the translated sentence, so that a language may order them as it likes.
"""

from __future__ import annotations

from simgui.core.holdings import as_told
from simgui.core.types import Change, Descent, Group, Member, Photo, Role, SetKind, Tier
from simgui.text import display, holding_wording
from simgui.text.translation import translate

_MOST_CHANGES = 2  # words that fit under a card
_HARDLY_ANY = 0.5  # groups: rounds to none
_TELLING: tuple[Change, ...] = (
    Change.CROPPED,
    Change.MIRRORED,
    Change.TURNED,
    Change.WRITTEN_ON,
    Change.RECOLOURED,
    Change.FRAMED,
    Change.TILTED,
    Change.STRETCHED,
    Change.RESIZED,
    Change.REENCODED,
)


def tier_name(tier: Tier) -> str:
    """The word on a tier's chip."""
    return {
        Tier.IDENTICAL: translate("Tier", "identical"),
        Tier.PIXELS: translate("Tier", "same pixels"),
        Tier.SAME: translate("Tier", "same photo"),
        Tier.EDITED: translate("Tier", "edited"),
        Tier.MOMENT: translate("Tier", "same moment"),
        Tier.SIMILAR: translate("Tier", "similar"),
    }[tier]


def tier_explained(tier: Tier) -> str:
    """What a tier means, in one sentence."""
    return {
        Tier.IDENTICAL: translate("Tier", "The files are identical, byte for byte."),
        Tier.PIXELS: translate(
            "Tier", "Every pixel is the same; only the metadata or the file format differs."
        ),
        Tier.SAME: translate("Tier", "The same shot, re-saved or resized."),
        Tier.EDITED: translate(
            "Tier",
            "The same shot: cropped, rotated, mirrored, colour-adjusted, or with a "
            "border or text added.",
        ),
        Tier.MOMENT: translate(
            "Tier", "Other shots of the same moment. They are never marked automatically."
        ),
        Tier.SIMILAR: translate("Tier", "Similar photos. They are never marked automatically."),
    }[tier]


def change_name(change: Change) -> str:
    """What was done to a photo, as a short word."""
    return {
        Change.RESIZED: translate("Change", "resized"),
        Change.REENCODED: translate("Change", "re-saved"),
        Change.CROPPED: translate("Change", "cropped"),
        Change.MIRRORED: translate("Change", "mirrored"),
        Change.TURNED: translate("Change", "rotated"),
        Change.TILTED: translate("Change", "slightly rotated"),
        Change.RECOLOURED: translate("Change", "colour-adjusted"),
        Change.FRAMED: translate("Change", "border added"),
        Change.STRETCHED: translate("Change", "aspect ratio changed"),
        Change.WRITTEN_ON: translate("Change", "text added"),
    }[change]


def changes(member: Member) -> str:
    """The two most telling things that were done to a member; empty if nothing is known."""
    if member.pair is None:
        return ""
    if _is_damaged(member):
        return translate("Change", "damaged")
    told = sorted(member.pair.changes, key=_TELLING.index)
    if len(told) > 1:
        # That a cropped photo was saved again goes without saying.
        told = list(filter(lambda c: c is not Change.REENCODED, told))[:_MOST_CHANGES]
    return ", ".join(change_name(change) for change in told)


def _is_damaged(member: Member) -> bool:
    """Whether a member is the keeper's file with errors in its data."""
    pair = member.pair
    if pair is None or pair.descent is not Descent.DAMAGED:
        return False
    return pair.parent not in (None, member.photo.content.id)


def kind(member: Member) -> str:
    """What kind of copy a member is and how sure that is, in one line."""
    if member.tier is Tier.IDENTICAL:
        return translate("Member", "identical, byte for byte")
    if member.tier is Tier.PIXELS:
        return translate("Member", "same pixels, different file")
    certainty = display.percent(member.probability, 1)
    if member.tier is Tier.MOMENT:
        return translate("Member", "another shot of the same moment")
    if member.tier is Tier.SIMILAR:
        return translate("Member", "similar · {share}").format(
            share=display.percent(member.similarity)
        )
    words = holding_wording.difference(member) or changes(member) or tier_name(member.tier)
    return translate("Member", "{changes} · {share} confidence").format(
        changes=words, share=certainty
    )


def relation(member: Member) -> str:
    """What a member is to the photo to keep: the level, every change, what it has and lacks."""
    text = {
        Tier.IDENTICAL: translate("Member", "identical, byte for byte"),
        Tier.PIXELS: translate("Member", "same pixels, different file"),
        Tier.SAME: translate("Member", "same photo"),
        Tier.EDITED: translate("Member", "edited copy"),
        Tier.MOMENT: translate("Member", "another shot of the same moment"),
        Tier.SIMILAR: translate("Member", "similar photo"),
    }[member.tier]
    if _is_damaged(member):
        text = translate("Member", "damaged copy")
    elif member.pair is not None and member.tier in (Tier.SAME, Tier.EDITED):
        done = sorted(member.pair.changes, key=_TELLING.index)
        if done:
            text = f"{text}: {', '.join(map(change_name, done))}"
    more, less = as_told(member.more, member.less)
    return "; ".join(
        [
            text,
            *([holding_wording.has(more)] if more else []),
            *([holding_wording.lacks(less)] if less else []),
        ]
    )


def group_title(group: Group) -> str:
    """How many of what, such as "3 copies"."""
    count = len(group.members)
    if group.tier <= Tier.SAME:
        return translate("Group", "%Ln copies", "", count)
    if group.tier is Tier.EDITED:
        return translate("Group", "%Ln versions", "", count)
    if group.tier is Tier.MOMENT:
        return translate("Group", "%Ln shots", "", count)
    return translate("Group", "%Ln photos", "", count)


def group_heading(group: Group) -> str:
    """The heading above a group's photos."""
    count = len(group.members)
    if group.tier <= Tier.SAME:
        return translate("Group", "%Ln copies of one photo", "", count)
    if group.tier is Tier.EDITED:
        return translate("Group", "%Ln versions of one photo", "", count)
    if group.tier is Tier.MOMENT:
        return _set_heading(group.set_kind, count)
    return translate("Group", "%Ln similar photos", "", count)


def _set_heading(kind: SetKind | None, count: int) -> str:
    match kind:
        case SetKind.BRACKET:
            return translate("Group", "%Ln shots of a bracket", "", count)
        case SetKind.PANORAMA:
            return translate("Group", "%Ln parts of a panorama", "", count)
        case SetKind.STEREO:
            return translate("Group", "%Ln pictures of a stereo pair", "", count)
        case SetKind.PAGES:
            return translate("Group", "%Ln pages of one document", "", count)
        case SetKind.BURST:
            return translate("Group", "%Ln shots in a burst", "", count)
        case None:
            return translate("Group", "%Ln shots of one moment", "", count)


def could_be_freed(group: Group) -> str:
    """How much space deleting all but the photo to keep would free."""
    return translate("Group", "{size} could be freed").format(
        size=display.size(group.reclaimable_bytes)
    )


def photo_facts(photo: Photo) -> str:
    """Dimensions and size of a photo on one line."""
    content = photo.content
    size = display.size(photo.stat.size)
    return f"{display.dimensions(content.width, content.height)} \N{MIDDLE DOT} {size}"


def companions(photo: Photo) -> str:
    """Which files go with a photo, such as "with CR2, XMP"; empty without any."""
    if not photo.companions:
        return ""
    kinds = sorted({c.path.rsplit(".", 1)[-1].upper() for c in photo.companions})
    return translate("Photo", "with {files}").format(files=display.plain(", ".join(kinds)))


def role_name(role: Role) -> str:
    """The word for a folder's role."""
    return {
        Role.NORMAL: translate("Role", "normal"),
        Role.PROTECTED: translate("Role", "protected"),
        Role.EXCLUDED: translate("Role", "excluded"),
    }[role]


def role_explained(role: Role) -> str:
    """What a role does, in one sentence."""
    return {
        Role.NORMAL: translate("Role", "Photos in it can be marked and deleted."),
        Role.PROTECTED: translate("Role", "Photos in it are always kept, never marked or deleted."),
        Role.EXCLUDED: translate("Role", "Excluded from every scan."),
    }[role]


def expectation(groups: int, wrong: float) -> str:
    """How many of the groups shown are expected to hold a photo of another shot."""
    if not groups:
        return ""
    if wrong <= 0.0:
        return translate("Slider", "Byte-for-byte checked: no false matches")
    if wrong < _HARDLY_ANY:
        return translate("Slider", "Likely mistakes: fewer than 1 group")
    return translate("Slider", "About %Ln of these groups may be wrong", "", max(1, round(wrong)))


def spoken(member: Member, position: int, count: int, *, is_marked: bool) -> str:
    """What a screen reader says of a member of a group."""
    photo = member.photo
    if member.is_keeper:
        state = translate("Spoken", "to keep")
    elif is_marked:
        state = translate("Spoken", "marked for the trash")
    else:
        state = translate("Spoken", "not marked")
    sentence = translate("Spoken", "{name}, {width} by {height}, {state}, {position} of {count}")
    return sentence.format(
        name=display.name(photo.path),
        width=photo.content.width,
        height=photo.content.height,
        state=state,
        position=position,
        count=count,
    )

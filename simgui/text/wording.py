"""Every sentence made from a value of the engine: tiers, changes, reasons, progress, errors.

Each goes through Qt's translation with the whole sentence as its source; names and numbers are put
into the translated sentence, so that a language may order them as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence

from simgui.core.holdings import Loss, Part, as_told
from simgui.core.task import Phase, Progress
from simgui.core.types import Change, Group, KeepReason, Member, Photo, Role, SetKind, Tier
from simgui.text import display
from simgui.text.translation import translate

_MOST_CHANGES = 2
_HARDLY_ANY = 0.5
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
_SECONDS_A_MINUTE = 60
_SECONDS_AN_HOUR = 3600


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
    if member.is_damaged:
        return translate("Change", "damaged")
    told = sorted(member.pair.changes, key=_TELLING.index)
    if len(told) > 1:
        # That a cropped photo was saved again goes without saying.
        told = list(filter(lambda c: c is not Change.REENCODED, told))[:_MOST_CHANGES]
    return ", ".join(change_name(change) for change in told)


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
    words = holdings(member) or changes(member) or tier_name(member.tier)
    return translate("Member", "{changes} · {share} confidence").format(
        changes=words, share=certainty
    )


def _thing(part: Part) -> str:
    return {
        Part.FILM: translate("Holding", "a video"),
        Part.SOUND: translate("Holding", "a sound recording"),
        Part.GAIN_MAP: translate("Holding", "a gain map (HDR)"),
        Part.DEPTH_MAP: translate("Holding", "a depth map"),
        Part.MATTE: translate("Holding", "a mask"),
        Part.LAYERS: translate("Holding", "layers"),
        Part.SENSOR_DATA: translate("Holding", "RAW sensor data"),
        Part.UNREAD: translate("Holding", "data that has not been examined yet"),
        Part.ALPHA: translate("Holding", "transparency"),
        Part.COLOUR: translate("Holding", "a colour profile"),
        Part.COMPANION: translate("Holding", "companion files"),
    }[part]


def _field(name: str) -> str:
    return {
        "date": translate("Holding", "date"),
        "place": translate("Holding", "place"),
        "rating": translate("Holding", "rating"),
        "title": translate("Holding", "title"),
        "keywords": translate("Holding", "keywords"),
        "camera": translate("Holding", "camera data"),
    }.get(name, name)


def loss(found: Loss) -> str:
    """Something that one photo holds and another lacks, such as "3 more pages"."""
    match found.part:
        case Part.PICTURE:
            return translate("Holding", "%Ln more pictures", "", round(found.amount))
        case Part.PAGE:
            return translate("Holding", "%Ln more pages", "", round(found.amount))
        case Part.FRAME:
            return translate("Holding", "%Ln more frames", "", round(found.amount))
        case Part.BIT_DEPTH:
            return translate("Holding", "{depth} instead of {other} bits per channel").format(
                depth=display.number(round(found.amount)), other=display.number(round(found.other))
            )
        case Part.UNKNOWN:
            return translate("Holding", "{size} of unknown data").format(
                size=display.size(round(found.amount))
            )
        case Part.FILM if found.amount:
            return translate("Holding", "a {seconds} s video").format(
                seconds=display.decimal(found.amount)
            )
        case Part.COLOUR if not found.name:
            return translate("Holding", "standard colours (sRGB)")
        case Part.METADATA:
            return _field(found.name)
        case _:
            return _thing(found.part)


def losses(found: Sequence[Loss]) -> str:
    """Several things in one line, each once."""
    return ", ".join(dict.fromkeys(loss(one) for one in found))


def holdings(member: Member) -> str:
    """What a member holds and its keeper lacks, or the other way; empty if they hold the same."""
    more, less = as_told(member.more, member.less)
    if more:
        return translate("Holding", "has {things}").format(things=losses(more))
    if less:
        return translate("Holding", "lacks {things}").format(things=losses(less))
    return ""


def keep_reason(member: Member) -> str:
    """Why a member is the one to keep, in one sentence without a full stop."""
    value, other = member.reason_value, member.reason_other
    match member.reason:
        case KeepReason.CHOSEN:
            return translate("Keeper", "chosen by you")
        case KeepReason.PROTECTED:
            return translate("Keeper", "in a protected folder")
        case KeepReason.CURRENT:
            return translate("Keeper", "the others are backups of it")
        case KeepReason.UNDAMAGED:
            return translate("Keeper", "the others are damaged")
        case KeepReason.PARENT:
            return translate("Keeper", "the others were made from it")
        case KeepReason.CAMERA:
            return translate("Keeper", "straight from the camera")
        case KeepReason.HOLDS_MORE:
            return translate("Keeper", "contains more than the others")
        case KeepReason.RESOLUTION:
            return translate("Keeper", "{ratio}× the pixels").format(ratio=display.decimal(value))
        case KeepReason.UNCROPPED:
            return translate("Keeper", "not cropped")
        case KeepReason.UNFRAMED:
            return translate("Keeper", "no border added")
        case KeepReason.FORMAT:
            return translate("Keeper", "better file format")
        case KeepReason.UNEDITED:
            return translate("Keeper", "looks least edited")
        case KeepReason.QUALITY:
            return translate(
                "Keeper", "less compressed: quality {value} instead of {other}"
            ).format(value=display.number(round(value)), other=display.number(round(other)))
        case KeepReason.METADATA:
            return translate(
                "Keeper", "more details about the shot: {value} fields instead of {other}"
            ).format(value=display.number(round(value)), other=display.number(round(other)))
        case KeepReason.OLDEST:
            return translate("Keeper", "oldest file")
        case KeepReason.FOLDER:
            return translate("Keeper", "in your preferred folder")
        case KeepReason.SIZE:
            return translate("Keeper", "larger file")
        case KeepReason.NAME:
            return translate("Keeper", "simplest file name")
        case KeepReason.MIDDLE:
            return translate("Keeper", "all the others are copies of it")
    return translate("Keeper", "all copies are equally good")


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
        case _:
            return translate("Group", "%Ln shots in a burst", "", count)


def to_win(group: Group) -> str:
    """How many bytes going down to the keeper frees."""
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


def phase(progress: Progress) -> str:
    """What a scan is doing."""
    return {
        Phase.LOOKING: translate("Progress", "Finding photos"),
        Phase.READING: translate("Progress", "Reading photos"),
        Phase.MATCHING: translate("Progress", "Comparing photos"),
        Phase.GROUPING: translate("Progress", "Grouping photos"),
    }[progress.phase]


def progress(report: Progress) -> str:
    """How far a scan is, on one line."""
    parts = []
    if report.total:
        parts.append(
            translate("Progress", "{done} of {total}").format(
                done=display.number(report.done), total=display.number(report.total)
            )
        )
    elif report.done:
        parts.append(translate("Progress", "%Ln found", "", report.done))
    if report.rate >= 1.0:
        parts.append(translate("Progress", "%Ln photos/s", "", round(report.rate)))
    if report.seconds_left is not None:
        parts.append(time_left(report.seconds_left))
    if report.unreadable:
        parts.append(translate("Progress", "%Ln unreadable", "", report.unreadable))
    return " \N{MIDDLE DOT} ".join(parts)


def time_left(seconds: float) -> str:
    """An estimate of the time left, no finer than it can be trusted."""
    if seconds < 1:
        return translate("Progress", "almost done")
    if seconds < _SECONDS_A_MINUTE:
        return translate("Progress", "%Ln s left", "", int(seconds))
    if seconds < _SECONDS_AN_HOUR:
        return translate("Progress", "%Ln min left", "", round(seconds / _SECONDS_A_MINUTE))
    return translate("Progress", "%Ln h left", "", round(seconds / _SECONDS_AN_HOUR))


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

"""Every sentence made from a value of the engine: tiers, changes, reasons, progress, errors.

Each goes through Qt's translation with the whole sentence as its source; names and numbers are put
into the translated sentence, so that a language may order them as it likes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from simgui.core.errors import UserError
from simgui.core.holdings import Loss, Part
from simgui.core.task import Phase, Progress
from simgui.core.types import Change, Group, KeepReason, Member, Photo, Role, Tier
from simgui.ui import display

translate = QCoreApplication.translate

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
        Tier.SIMILAR: translate("Tier", "looks alike"),
    }[tier]


def tier_explained(tier: Tier) -> str:
    """What a tier means, in one sentence."""
    return {
        Tier.IDENTICAL: translate("Tier", "The files are the same, byte for byte."),
        Tier.PIXELS: translate(
            "Tier", "Every pixel is the same; only the metadata or the file format differs."
        ),
        Tier.SAME: translate("Tier", "The same shot, saved again or in another size."),
        Tier.EDITED: translate(
            "Tier", "The same shot, cropped, turned, mirrored, recoloured, framed or written on."
        ),
        Tier.MOMENT: translate(
            "Tier", "Other shots of the same moment. They are never marked for you."
        ),
        Tier.SIMILAR: translate("Tier", "Photos that look alike. They are never marked for you."),
    }[tier]


def change_name(change: Change) -> str:
    """What was done to a photo, as a short word."""
    return {
        Change.RESIZED: translate("Change", "resized"),
        Change.REENCODED: translate("Change", "saved again"),
        Change.CROPPED: translate("Change", "cropped"),
        Change.MIRRORED: translate("Change", "mirrored"),
        Change.TURNED: translate("Change", "turned"),
        Change.TILTED: translate("Change", "tilted"),
        Change.RECOLOURED: translate("Change", "recoloured"),
        Change.FRAMED: translate("Change", "framed"),
        Change.STRETCHED: translate("Change", "stretched"),
        Change.WRITTEN_ON: translate("Change", "written on"),
    }[change]


def changes(member: Member) -> str:
    """The two most telling things that were done to a member; empty if nothing is known."""
    if member.pair is None:
        return ""
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
        return translate("Member", "same pixels, other file")
    certainty = display.percent(member.probability, 1)
    if member.tier is Tier.MOMENT:
        return translate("Member", "another shot of this moment")
    if member.tier is Tier.SIMILAR:
        return translate("Member", "looks alike · {share}").format(
            share=display.percent(member.similarity)
        )
    words = holdings(member) or changes(member) or tier_name(member.tier)
    return translate("Member", "{changes} · {share} sure").format(changes=words, share=certainty)


def _thing(part: Part) -> str:
    return {
        Part.FILM: translate("Holding", "a film"),
        Part.SOUND: translate("Holding", "a sound recording"),
        Part.GAIN_MAP: translate("Holding", "a gain map (HDR)"),
        Part.DEPTH_MAP: translate("Holding", "a depth map"),
        Part.MATTE: translate("Holding", "a mask"),
        Part.LAYERS: translate("Holding", "layers"),
        Part.SENSOR_DATA: translate("Holding", "a camera’s raw data"),
        Part.UNREAD: translate("Holding", "data that was not looked into yet"),
        Part.ALPHA: translate("Holding", "transparency"),
        Part.COLOUR: translate("Holding", "colours of its own"),
        Part.COMPANION: translate("Holding", "files beside it"),
    }[part]


def _field(name: str) -> str:
    return {
        "date": translate("Holding", "its date"),
        "place": translate("Holding", "its place"),
        "rating": translate("Holding", "its rating"),
        "title": translate("Holding", "its title"),
        "keywords": translate("Holding", "its keywords"),
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
            return translate("Holding", "{depth} instead of {other} bits a channel").format(
                depth=display.number(round(found.amount)), other=display.number(round(found.other))
            )
        case Part.UNKNOWN:
            return translate("Holding", "{size} of data that simgui does not know").format(
                size=display.size(round(found.amount))
            )
        case Part.FILM if found.amount:
            return translate("Holding", "a film of {seconds} s").format(
                seconds=display.decimal(found.amount)
            )
        case Part.COLOUR if not found.name:
            return translate("Holding", "plain colours (sRGB)")
        case Part.METADATA:
            return _field(found.name)
        case _:
            return _thing(found.part)


def losses(found: Sequence[Loss]) -> str:
    """Several things in one line, each once."""
    return ", ".join(dict.fromkeys(loss(one) for one in found))


def holdings(member: Member) -> str:
    """What a member holds and its keeper lacks, or the other way; empty if they hold the same."""
    if member.more:
        return translate("Holding", "has {things}").format(things=losses(member.more))
    if member.less:
        return translate("Holding", "lacks {things}").format(things=losses(member.less))
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
            return translate("Keeper", "as the camera wrote it")
        case KeepReason.HOLDS_MORE:
            return translate("Keeper", "holds more than the others")
        case KeepReason.RESOLUTION:
            return translate("Keeper", "{ratio}× the pixels").format(ratio=display.decimal(value))
        case KeepReason.UNCROPPED:
            return translate("Keeper", "the whole picture, not a crop")
        case KeepReason.UNFRAMED:
            return translate("Keeper", "the picture itself, without a frame")
        case KeepReason.FORMAT:
            return translate("Keeper", "the better format")
        case KeepReason.UNEDITED:
            return translate("Keeper", "differs least from the others")
        case KeepReason.QUALITY:
            return translate("Keeper", "less compressed: quality {value}, not {other}").format(
                value=display.number(round(value)), other=display.number(round(other))
            )
        case KeepReason.METADATA:
            return translate("Keeper", "knows more of the shot: {value} facts, not {other}").format(
                value=display.number(round(value)), other=display.number(round(other))
            )
        case KeepReason.OLDEST:
            return translate("Keeper", "the oldest file")
        case KeepReason.FOLDER:
            return translate("Keeper", "in the folder you prefer")
        case KeepReason.SIZE:
            return translate("Keeper", "the larger file")
        case KeepReason.NAME:
            return translate("Keeper", "the plainer name")
    return translate("Keeper", "all copies are equal")


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
        return translate("Group", "%Ln shots of one moment", "", count)
    return translate("Group", "%Ln photos that look alike", "", count)


def to_win(group: Group) -> str:
    """How many bytes going down to the keeper frees."""
    return translate("Group", "{size} to win").format(size=display.size(group.reclaimable_bytes))


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
        Role.NORMAL: translate("Role", "Photos in it may be marked and deleted."),
        Role.PROTECTED: translate(
            "Role", "Nothing in it is ever marked or deleted; its photos are kept."
        ),
        Role.EXCLUDED: translate("Role", "It is left out of every scan."),
    }[role]


def phase(progress: Progress) -> str:
    """What a scan is doing."""
    return {
        Phase.LOOKING: translate("Progress", "Looking for photos"),
        Phase.READING: translate("Progress", "Reading photos"),
        Phase.MATCHING: translate("Progress", "Comparing photos"),
        Phase.GROUPING: translate("Progress", "Grouping"),
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
        parts.append(
            translate("Progress", "{rate} photos/s").format(rate=display.number(round(report.rate)))
        )
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
        return translate("Slider", "checked on disk: none of these can be wrong")
    if wrong < _HARDLY_ANY:
        return translate("Slider", "expected wrong: fewer than 1 group")
    return translate("Slider", "expected wrong: about %Ln groups", "", max(1, round(wrong)))


def error(problem: UserError) -> str:
    """A problem with the world and what to do about it, harmless to show."""
    text = display.plain(str(problem))
    remedy = display.plain(problem.remedy)
    if text and text[-1] not in ".!?":
        text += "."
    return f"{text} {remedy}".strip()


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

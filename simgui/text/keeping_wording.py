"""Which photo is kept and why: the names of criteria and reasons, long and short."""

from __future__ import annotations

from simgui.core.grouping.criteria import Criterion
from simgui.core.types import KeepReason, Member
from simgui.text import display
from simgui.text.translation import translate


def criterion_name(criterion: Criterion) -> str:
    """What a criterion prefers."""
    return {
        Criterion.RESOLUTION: translate("Rules", "More pixels"),
        Criterion.FORMAT: translate("Rules", "Better format (RAW, lossless)"),
        Criterion.UNEDITED: translate("Rules", "Unedited original"),
        Criterion.QUALITY: translate("Rules", "Less compression"),
        Criterion.METADATA: translate("Rules", "More camera data"),
        Criterion.OLDEST: translate("Rules", "Older file"),
        Criterion.FOLDER: translate("Rules", "Preferred folder"),
        Criterion.SIZE: translate("Rules", "Larger file"),
        Criterion.NAME: translate("Rules", "Simplest file name (no “copy” or “(1)”)"),
    }[criterion]


def reason_name(reason: KeepReason) -> str:
    """What told a keeper from the others, in a word or two."""
    return {
        KeepReason.CHOSEN: translate("Rules", "chosen by you"),
        KeepReason.PROTECTED: translate("Rules", "protected"),
        KeepReason.CURRENT: translate("Rules", "not a backup"),
        KeepReason.UNDAMAGED: translate("Rules", "not damaged"),
        KeepReason.PARENT: translate("Rules", "source of the others"),
        KeepReason.CAMERA: translate("Rules", "from the camera"),
        KeepReason.HOLDS_MORE: translate("Rules", "contains more"),
        KeepReason.RESOLUTION: translate("Rules", "more pixels"),
        KeepReason.UNCROPPED: translate("Rules", "not cropped"),
        KeepReason.UNFRAMED: translate("Rules", "no border"),
        KeepReason.FORMAT: translate("Rules", "better format"),
        KeepReason.UNEDITED: translate("Rules", "unedited"),
        KeepReason.QUALITY: translate("Rules", "less compressed"),
        KeepReason.METADATA: translate("Rules", "more camera data"),
        KeepReason.OLDEST: translate("Rules", "older file"),
        KeepReason.FOLDER: translate("Rules", "preferred folder"),
        KeepReason.SIZE: translate("Rules", "larger file"),
        KeepReason.NAME: translate("Rules", "simplest file name"),
        KeepReason.MIDDLE: translate("Rules", "matches all the others"),
        KeepReason.NONE: translate("Rules", "all equally good"),
    }[reason]


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
            if not value:
                return translate("Keeper", "most pixels")
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

"""What one photo holds and another lacks, in words: metadata, pages, films, colours."""

from __future__ import annotations

from collections.abc import Sequence

from simgui.core.holdings import Loss, Part, as_told
from simgui.core.types import Member
from simgui.text import display
from simgui.text.translation import translate


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
        "caption": translate("Holding", "caption"),
        "author": translate("Holding", "author or copyright"),
        "people": translate("Holding", "tagged people"),
        "edits": translate("Holding", "edits (Camera Raw)"),
        "comment": translate("Holding", "comment"),
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


def has(found: Sequence[Loss]) -> str:
    """What one photo has and the other lacks."""
    return translate("Holding", "has {things}").format(things=losses(found))


def lacks(found: Sequence[Loss]) -> str:
    """What one photo lacks and the other has."""
    return translate("Holding", "lacks {things}").format(things=losses(found))


def difference(member: Member) -> str:
    """What a member holds and its keeper lacks, or the other way; empty if they hold the same."""
    more, less = as_told(member.more, member.less)
    if more:
        return has(more)
    return lacks(less) if less else ""

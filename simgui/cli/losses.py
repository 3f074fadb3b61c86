"""What one photo holds and another lacks, in words."""

from __future__ import annotations

from collections.abc import Iterable

from simgui.cli.console import size_text
from simgui.core.holdings import Loss, Part

_THINGS = {
    Part.SOUND: "a sound recording",
    Part.GAIN_MAP: "a gain map (HDR)",
    Part.DEPTH_MAP: "a depth map",
    Part.MATTE: "a mask",
    Part.LAYERS: "layers",
    Part.SENSOR_DATA: "a camera’s raw data",
    Part.UNREAD: "data that was not looked into yet",
    Part.ALPHA: "transparency",
    Part.COLOUR: "colours of its own (a profile or HDR)",
}
_COUNTED = {Part.PICTURE: "picture", Part.PAGE: "page", Part.FRAME: "frame"}
_FIELDS = {"camera": "camera data"}


def loss_text(loss: Loss) -> str:
    """One thing, such as "a film of 2 s" or "16 instead of 8 bits a channel"."""
    match loss.part:
        case Part.FILM:
            return f"a film of {loss.amount:.3g} s" if loss.amount else "a film"
        case Part.PICTURE | Part.PAGE | Part.FRAME:
            count = round(loss.amount)
            return f"{count} more {_COUNTED[loss.part]}{'' if count == 1 else 's'}"
        case Part.BIT_DEPTH:
            return f"{loss.amount:.0f} instead of {loss.other:.0f} bits a channel"
        case Part.UNKNOWN:
            return f"{size_text(round(loss.amount))} of data that simgui does not know"
        case Part.COLOUR if not loss.name:
            return "plain colours (sRGB)"
        case Part.METADATA:
            return _FIELDS.get(loss.name, loss.name)
        case _:
            return _THINGS.get(loss.part) or str(loss.part.value)


def losses_text(losses: Iterable[Loss]) -> str:
    """Several things in one line."""
    return ", ".join(loss_text(loss) for loss in losses)

"""Which shot of a moment is the best and what is wrong with the others, in words."""

from __future__ import annotations

from collections.abc import Sequence

from simgui.core.grouping.best_shot import Flaw, Judged
from simgui.core.types import Photo
from simgui.text import display
from simgui.text.translation import translate

_SHOWN = 4  # shots whose flaws fit into a message


def flaw(found: Flaw) -> str:
    """What is worse in a shot than in another one."""
    return {
        Flaw.SMEARED: translate("Shot", "motion blur"),
        Flaw.SOFT: translate("Shot", "less sharp"),
        Flaw.CUT_OFF: translate("Shot", "cut off"),
        Flaw.BLOWN: translate("Shot", "highlights or shadows lost"),
        Flaw.DARK: translate("Shot", "too dark"),
        Flaw.BRIGHT: translate("Shot", "too bright"),
    }[found]


def proposal(judged: Sequence[tuple[Photo, Judged]]) -> str:
    """The best shot, and why some of the others are not."""
    text = translate("Shot", "{name} looks best.").format(name=display.name(judged[0][0].path))
    others = [
        f"{display.name(photo.path)}: {', '.join(map(flaw, found.flaws[:2]))}"
        for photo, found in judged[1:]
        if found.flaws
    ]
    return " ".join([text, "; ".join(others[:_SHOWN])]).strip()

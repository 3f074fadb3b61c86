"""What two folders share, in words."""

from __future__ import annotations

from simgui.engine.folders.decide import Excepted
from simgui.engine.folders.pairs import FolderPair
from simgui.text import display, keeping_wording
from simgui.text.translation import translate


def overlap(pair: FolderPair) -> str:
    """How much of a folder another one has, in one sentence without a full stop."""
    inner, outer = display.plain(pair.inner), display.plain(pair.outer)
    if pair.is_inside and pair.outer_shared == pair.outer_total:
        text = translate("Folders", "{inner} and {outer} hold the same photos")
    elif pair.is_inside:
        text = translate("Folders", "{inner} is wholly inside {outer}")
    else:
        text = translate("Folders", "{share} of {inner} is inside {outer}")
    share = display.percent(pair.share)
    return text.format(inner=inner, outer=outer, share=share)


def share(pair: FolderPair) -> str:
    """How much of a folder another one has, as a number."""
    return translate("Folders", "{shared} of {total}").format(
        shared=display.number(pair.shared), total=display.number(pair.total)
    )


def exception(item: Excepted) -> str:
    """Why a photo stays although the other folder has it."""
    if item.reason is None:
        return translate("Folders", "edited, or not compared with the one that stays")
    return keeping_wording.reason_name(item.reason)

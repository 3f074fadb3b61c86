"""What was found of the photos on a card or disk, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simgui.core.intake.values import Copy, CopyState
from simgui.engine.intake.check import Answer, Obstacle, Report
from simgui.text import display
from simgui.text.translation import translate


def answer(found: Answer) -> str:
    """What is known of a photo, in two words."""
    return {
        Answer.YOURS: translate("Check", "already yours"),
        Answer.BETTER: translate("Check", "better than yours"),
        Answer.DELETED: translate("Check", "deleted earlier"),
        Answer.NEW: translate("Check", "new"),
    }[found]


def obstacle(why: Obstacle) -> str:
    """Why a file keeps a folder from being erased."""
    return {
        Obstacle.NOT_YOURS: translate("Check", "no other file has the same content"),
        Obstacle.NOT_VERIFIED: translate(
            "Check", "its copy elsewhere is gone, has changed or can't be read"
        ),
        Obstacle.NOT_IDENTICAL: translate(
            "Check", "your copy was re-saved, so it is not the same file"
        ),
        Obstacle.UNREADABLE: translate("Check", "it can't be read"),
        Obstacle.NOT_CHECKED: translate("Check", "it is not a photo, so it was not compared"),
        Obstacle.CHANGED: translate("Check", "it changed during the check"),
    }[why]


def verdict(report: Report) -> str:
    """Whether a folder can be formatted: yes only where the engine says so of every file."""
    folder = display.plain(report.folder)
    if report.can_be_erased:
        text = translate(
            "Check",
            "All %Ln photos in {folder} are in your library, as compared just now: you can"
            " format it.",
            "",
            len(report.checked),
        )
    elif not report.obstacles:
        text = translate("Check", "There are no photos in {folder}.")
    else:
        text = translate(
            "Check",
            "Don't format {folder} yet: %Ln files may exist nowhere else.",
            "",
            len(report.obstacles),
        )
    return text.format(folder=folder)


def copied(count: int, folder: str) -> str:
    """What was copied, and where."""
    text = translate("Intake", "%Ln files copied to {folder}", "", count)
    return text.format(folder=display.plain(folder))


def interrupted(copies: Iterable[Copy]) -> Iterator[str]:
    """What is to be said of copies that a kill or a power cut left open."""
    for copy in copies:
        if copy.state is CopyState.FAILED:
            text = translate("Intake", "{path} was not copied: the copying was interrupted")
            yield text.format(path=display.plain(copy.source.path))

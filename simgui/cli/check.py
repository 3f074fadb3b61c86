"""`simgui check`: tell which photos of a card or disk are in the library already."""

from __future__ import annotations

import argparse

from simgui.cli import intake, report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.engine.check import Answer, Checked, Obstacle, Report, check
from simgui.text import display, wording
from simgui.text.translation import translate

_SHOWN_OBSTACLES = 20
"""Lines: what fits on a screen; the JSON report has them all."""
_ANSWER_WIDTH = 17
"""Columns of the longest answer, "better than yours"."""


def run(options: argparse.Namespace) -> int:
    """Scan the folder and what it is compared with, compare, print."""
    (folder,) = session.absolute([options.folder])
    against = session.absolute(options.against)
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        stats = session.scan(library, [*against, folder], network, options, token)
        found = check(library, network.model, folder, token, against=against, unseen=stats.unseen)
        if options.copy_new:
            # Before the report is printed, which then knows what lies in the library's folders.
            (target,) = session.absolute([options.copy_new])
            intake.copy_new(library, found, options, token)
            stats = session.scan(library, [target, folder], network, options, token)
            places = [*against, target] if against else against
            found = check(
                library, network.model, folder, token, against=places, unseen=stats.unseen
            )
    if options.json:
        report.write(report.dump(_as_json(folder, found)), options.json)
    else:
        report.write(_as_text(folder, found), "-")
    session.tell_unreadable(found.unreadable)
    return EXIT_UNREADABLE if found.unreadable else EXIT_DONE


def _as_json(folder: str, found: Report) -> dict[str, object]:
    return {
        "version": 1,
        "folder": folder,
        "can_be_erased": found.can_be_erased,
        "photos": [
            {
                "path": item.photo.path,
                "answer": item.answer.value,
                "match": item.match.path if item.match is not None else None,
                "tier": item.tier.label if item.tier is not None else None,
                "kept": item.kept or None,
            }
            for item in found.checked
        ],
        "obstacles": [{"path": path, "why": why.value} for path, why in found.obstacles],
        "unreadable": [{"path": path, "reason": reason} for path, reason in found.unreadable],
    }


def _as_text(folder: str, found: Report) -> str:
    lines = [_line(item) for item in found.checked]
    if lines:
        lines.append("")
    total = len(found.checked)
    photos = translate("Terminal", "%Ln photos", "", total)
    counts = ", ".join(
        f"{display.number(found.count(answer))} {_answer(answer)}"
        for answer in Answer
        if found.count(answer)
    )
    lines.append(f"{photos}: {counts or translate('Check', 'none could be read')}")
    if found.can_be_erased:
        text = translate(
            "Check",
            "All %Ln photos in {folder} are in your library, as compared just now: you can"
            " format it.",
            "",
            total,
        )
        lines.append(text.format(folder=plain(folder)))
    else:
        text = translate(
            "Check",
            "Don't format {folder} yet: %Ln files may exist nowhere else.",
            "",
            len(found.obstacles),
        )
        lines.append(text.format(folder=plain(folder)))
        for path, why in found.obstacles[:_SHOWN_OBSTACLES]:
            lines.append(f"  {plain(path)}: {_obstacle(why)}")
        rest = len(found.obstacles) - _SHOWN_OBSTACLES
        if rest > 0:
            lines.append("  " + translate("Check", "and %Ln more (see --json)", "", rest))
    return "\n".join(lines) + "\n"


def _line(item: Checked) -> str:
    text = f"{_answer(item.answer):<{_ANSWER_WIDTH}}  {plain(item.photo.path)}"
    indent = " " * (_ANSWER_WIDTH + 2)
    if item.match is not None and item.tier is not None:
        return f"{text}\n{indent}{wording.tier_name(item.tier)}: {plain(item.match.path)}"
    if item.kept:
        kept = translate("Check", "kept then: {path}").format(path=plain(item.kept))
        return f"{text}\n{indent}{kept}"
    return text


def _answer(answer: Answer) -> str:
    return {
        Answer.YOURS: translate("Check", "already yours"),
        Answer.BETTER: translate("Check", "better than yours"),
        Answer.DELETED: translate("Check", "deleted earlier"),
        Answer.NEW: translate("Check", "new"),
    }[answer]


def _obstacle(why: Obstacle) -> str:
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

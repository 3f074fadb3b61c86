"""`simgui check`: tell which photos of a card or disk are in the library already."""

from __future__ import annotations

import argparse

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.cli.intake import copies
from simgui.engine.intake.check import Answer, Checked, Report, check
from simgui.text import check_wording, display, wording
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
            copies.copy_new(library, found, options, token)
            stats = session.scan(library, [target, folder], network, options, token)
            places = [*against, target] if against else against
            found = check(
                library, network.model, folder, token, against=places, unseen=stats.unseen
            )
    if options.json:
        report.write(report.dump(_as_json(folder, found)), options.json)
    else:
        report.write(_as_text(found), "-")
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


def _as_text(found: Report) -> str:
    lines = [_line(item) for item in found.checked]
    if lines:
        lines.append("")
    photos = translate("Terminal", "%Ln photos", "", len(found.checked))
    counts = ", ".join(
        f"{display.number(found.count(answer))} {check_wording.answer(answer)}"
        for answer in Answer
        if found.count(answer)
    )
    lines.append(f"{photos}: {counts or translate('Check', 'none could be read')}")
    lines.append(check_wording.verdict(found))
    for path, why in found.obstacles[:_SHOWN_OBSTACLES]:
        lines.append(f"  {plain(path)}: {check_wording.obstacle(why)}")
    rest = len(found.obstacles) - _SHOWN_OBSTACLES
    if rest > 0:
        lines.append("  " + translate("Check", "and %Ln more (see --json)", "", rest))
    return "\n".join(lines) + "\n"


def _line(item: Checked) -> str:
    text = f"{check_wording.answer(item.answer):<{_ANSWER_WIDTH}}  {plain(item.photo.path)}"
    indent = " " * (_ANSWER_WIDTH + 2)
    if item.match is not None and item.tier is not None:
        return f"{text}\n{indent}{wording.tier_name(item.tier)}: {plain(item.match.path)}"
    if item.kept:
        kept = translate("Check", "kept then: {path}").format(path=plain(item.kept))
        return f"{text}\n{indent}{kept}"
    return text

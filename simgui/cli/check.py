"""`simgui check`: tell which photos of a card or disk are in the library already."""

from __future__ import annotations

import argparse

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.parser import EXIT_DONE, EXIT_UNREADABLE
from simgui.engine.check import Answer, Checked, Obstacle, Report, check

_SHOWN_OBSTACLES = 20


def run(options: argparse.Namespace) -> int:
    """Scan the folder and what it is compared with, compare, print."""
    (folder,) = session.absolute([options.folder])
    against = session.absolute(options.against)
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        stats = session.scan(library, [*against, folder], network, options, token)
        found = check(library, network.model, folder, token, against=against, unseen=stats.unseen)
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
    counts = ", ".join(
        f"{found.count(answer):,} {words}"
        for answer, words in _WORDS.items()
        if found.count(answer)
    )
    lines.append(f"{_count(len(found.checked), 'photo')}: {counts or 'none could be read'}")
    if found.can_be_erased:
        lines.append(
            f"All {_count(len(found.checked), 'photo')} of {plain(folder)} are in your library,"
            " compared just now: it can be formatted."
        )
    else:
        lines.append(
            f"Don't format {plain(folder)} yet: {_count(len(found.obstacles), 'file')} can't be"
            " proven to be elsewhere."
        )
        for path, why in found.obstacles[:_SHOWN_OBSTACLES]:
            lines.append(f"  {plain(path)}: {_WHY[why]}")
        rest = len(found.obstacles) - _SHOWN_OBSTACLES
        if rest > 0:
            lines.append(f"  and {rest:,} more (see --json)")
    return "\n".join(lines) + "\n"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _line(item: Checked) -> str:
    text = f"{_WORDS[item.answer]:<16}  {plain(item.photo.path)}"
    if item.match is not None and item.tier is not None:
        return f"{text}\n{'':<18}{item.tier.label}: {plain(item.match.path)}"
    if item.kept:
        return f"{text}\n{'':<18}kept then: {plain(item.kept)}"
    return text


_WORDS = {
    Answer.YOURS: "yours already",
    Answer.BETTER: "better than yours",
    Answer.DELETED: "deleted earlier",
    Answer.NEW: "new",
}

_WHY = {
    Obstacle.NOT_YOURS: "nothing elsewhere holds what this file holds",
    Obstacle.NOT_VERIFIED: "its copy elsewhere is gone, changed or unreadable",
    Obstacle.NOT_IDENTICAL: "your copy was saved again, so it is not the same file",
    Obstacle.UNREADABLE: "it can't be read",
    Obstacle.NOT_CHECKED: "it is not a photo, so it was not compared",
    Obstacle.CHANGED: "it changed during the check",
}

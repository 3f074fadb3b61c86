"""`simgui library apart` and `together`: photos marked as not duplicates, and taking that back."""

from __future__ import annotations

import argparse
import datetime

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE
from simgui.core.errors import UserError, marked
from simgui.engine.decisions import separated
from simgui.store.library import Library
from simgui.text.translation import translate


def show(library: Library, options: argparse.Namespace) -> int:
    """Show the decisions, the newest first, each with its ID and its photos."""
    decisions = separated(library)
    if options.json:
        value = {
            "version": 1,
            "not_duplicates": [
                {
                    "id": d.apart.id,
                    "at_ms": d.apart.at_ms,
                    "photos": [photo.path for photo in d.photos],
                    "hashes": [content_hash.hex() for content_hash in d.apart.hashes],
                }
                for d in decisions
            ],
        }
        report.write(report.dump(value), "-")
        return EXIT_DONE
    lines = []
    for decision in decisions:
        at = datetime.datetime.fromtimestamp(decision.apart.at_ms / 1000)
        lines.append(f"{decision.apart.id}  {at:%Y-%m-%d %H:%M}")
        lines += [f"  {plain(photo.path)}" for photo in decision.photos]
        lost = len(decision.apart.hashes) - len(decision.photos)
        if lost:
            lines.append(
                "  " + translate("Library", "%Ln photos that are no longer there", "", lost)
            )
    if not lines:
        lines = [translate("Library", "No photos are marked as not duplicates.")]
    report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE


def together(library: Library, options: argparse.Namespace) -> int:
    """Take one of the decisions back.

    Raises:
        UserError: There is no decision of that ID.
    """
    name = session.target_of(options, marked("an ID"))
    found = next((a for a in library.decisions.all_apart() if str(a.id) == name), None)
    if found is None:
        raise UserError(
            "There is no decision with the ID {name}",
            name=name,
            remedy="List them with “simgui library apart”.",
        )
    library.decisions.undo_apart(found.id)
    text = translate("Library", "%Ln photos can be grouped again.", "", len(found.hashes))
    report.write(text + "\n", "-")
    return EXIT_DONE

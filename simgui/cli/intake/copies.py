"""Copying what is new on a card: `simgui check --copy-new`, `library copies`, `undo-copies`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from simgui.cli import report, session
from simgui.cli.console import plain, tell
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError
from simgui.core.intake.values import CopyState, Outcome
from simgui.core.task import Token
from simgui.engine.intake import copying
from simgui.engine.intake.check import Report
from simgui.store.library import Library
from simgui.text import check_wording, display, errors
from simgui.text.translation import translate


def copy_new(library: Library, found: Report, options: argparse.Namespace, token: Token) -> Outcome:
    """Copy the photos that are new or better into the folder of the options; says what it does.

    Raises:
        UserError: The folder lies in the one that is checked, or can't take them.
    """
    (target,) = session.absolute([options.copy_new])
    planned = copying.plan(found, target, options.by_date)
    settle_interrupted(library, token)
    outcome = copying.execute(library, planned, token)
    size = display.size(sum(copy.source.size for copy in outcome.done))
    tell(f"{check_wording.copied(len(outcome.done), target)} ({size})")
    if planned.present:
        tell(translate("Intake", "%Ln files were there already", "", len(planned.present)))
    tell_failures(outcome)
    return outcome


def settle_interrupted(library: Library, token: Token) -> None:
    """Settle copies that were cut short, and name those that were not made."""
    for text in check_wording.interrupted(copying.recover(library, token)):
        tell(text)


def tell_failures(outcome: Outcome) -> None:
    """Name on stderr each file that was not reached.

    Raises:
        UserError: What ended it.
    """
    for _, why in outcome.failed:
        tell(errors.retold(why))
    if outcome.stopped_by is not None:
        raise outcome.stopped_by


def show(library: Library, options: argparse.Namespace) -> int:
    """Print what was copied in, the latest first."""
    with session.interruptible() as token:
        settle_interrupted(library, token)
    found = library.intakes.all()
    if options.json:
        value = {
            "version": 1,
            "intakes": [
                {
                    "id": item.number,
                    "folder": item.target,
                    "at_ms": item.at_ms,
                    "copies": [
                        {"path": c.source.path, "place": c.place, "state": c.state.value}
                        for c in item.copies
                    ],
                }
                for item in found
            ],
        }
        report.write(report.dump(value), "-")
        return EXIT_DONE
    lines = []
    for item in found:
        when = datetime.fromtimestamp(item.at_ms / 1000, UTC).astimezone()
        what = check_wording.copied(item.count(CopyState.DONE), item.target)
        lines.append(f"{item.number}  {when:%Y-%m-%d %H:%M}  {what}")
    nothing = translate("Intake", "Nothing has been copied yet.")
    report.write("\n".join(lines or [nothing]) + "\n", "-")
    return EXIT_DONE


def undo(library: Library, options: argparse.Namespace) -> int:
    """Move copies to the trash, of the intake that is named or of the latest."""
    if options.target and not options.target.isdecimal():
        raise UserError("{target} is not the number of a copy", target=options.target)
    with session.interruptible() as token:
        settle_interrupted(library, token)
        number = int(options.target) if options.target else None
        outcome = copying.undo(library, number, options.trash, token)
    lines = [plain(copy.place) for copy in outcome.done]
    text = translate("Intake", "%Ln copies moved to the trash", "", len(outcome.done))
    report.write("\n".join([*lines, text]) + "\n", "-")
    tell_failures(outcome)
    return EXIT_UNREADABLE if outcome.failed else EXIT_DONE

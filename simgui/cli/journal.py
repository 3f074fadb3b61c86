"""`simgui library journal`, `undo`, `redo`, `restore`, `where`, `export`, `import`."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.parser import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError, marked
from simgui.core.removal.journal import Action, ActionRecord, Step, StepState
from simgui.core.removal.movers.freedesktop_trash import system_trash
from simgui.core.removal.recover import Settled, Settlement
from simgui.core.removal.undo import Failed, Reversal
from simgui.engine import removals
from simgui.store.library import Library

_ACTIONS = {
    Action.TRASH: "moved to the trash",
    Action.FOLDER: "moved to a folder",
    Action.HARD_LINK: "replaced by a hard link",
    Action.REFLINK: "replaced by a clone",
}
_STATES = {
    StepState.INTENDED: "unfinished",
    StepState.DONE: "done",
    StepState.FAILED: "not moved",
    StepState.UNDOING: "being restored",
    StepState.UNDONE: "restored",
}
_SETTLEMENTS = {
    Settlement.NOTHING_MOVED: "was not moved",
    Settlement.MOVED: "was moved",
    Settlement.BROUGHT_BACK: "was only partly moved, so it was restored",
    Settlement.RESTORED: "was restored",
    Settlement.NOT_RESTORED: "was not restored",
    Settlement.PLACE_UNKNOWN: "is missing and was not found in the trash",
    Settlement.HALF: "was only partly restored; undo again to retry",
}


_LOST = {
    "mode": "its permissions",
    "owner": "its owner",
    "attributes": "some of its extended attributes or its access list",
    "links": "its hard link: it is a file of its own now",
}


def say_interrupted(library: Library) -> None:
    """Say on stderr that something is to be settled, and touch nothing."""
    count = removals.interrupted(library)
    if count:
        print(
            f"simgui: an earlier action was interrupted, {count:,} photos are in between;"
            " “simgui library journal” settles it",
            file=sys.stderr,
        )


def settle_interrupted(library: Library) -> list[Settled]:
    """Settle what a kill left open, and say on stderr what was found."""
    settled = removals.recover(library, system_trash)
    for item in settled:
        text = item.detail or f"{item.step.intent.path} {_SETTLEMENTS[item.settlement]}"
        print(f"simgui: after an interruption: {plain(text)}", file=sys.stderr)
    return settled


def show(library: Library, options: argparse.Namespace) -> int:
    """Print the journal, the latest action first."""
    settle_interrupted(library)
    actions = library.journal.actions()
    if options.json:
        value = {"version": 1, "actions": [_as_dict(record) for record in actions]}
        report.write(report.dump(value), "-")
        return EXIT_DONE
    lines = []
    for record in actions:
        lines.append(f"{record.id}  {_time(record.at_ms)}  {_ACTIONS[record.action]}")
        for step in record.steps:
            lines.append(f"      {_state(step)}: {plain(step.intent.path)}")
            lines.append(f"        kept: {plain(step.intent.keeper_path)}")
    report.write("\n".join(lines or ["Nothing has been moved yet."]) + "\n", "-")
    return EXIT_DONE


def undo(library: Library, options: argparse.Namespace) -> int:
    """Bring back what an action took: the one named, or the latest that can be undone."""
    return _reverse(library, options, is_undo=True)


def redo(library: Library, options: argparse.Namespace) -> int:
    """Do again what was undone."""
    return _reverse(library, options, is_undo=False)


def where(library: Library, options: argparse.Namespace) -> int:
    """Say where a file went and what was kept instead."""
    path = session.absolute([session.target_of(options, marked("a file"))])[0]
    steps = library.journal.whereabouts(path)
    if options.json:
        report.write(report.dump({"version": 1, "steps": [_step(step) for step in steps]}), "-")
        return EXIT_DONE
    lines = []
    for step in steps:
        what = f"{_time(step.at_ms)}  {_ACTIONS[step.action]}, {_state(step)}"
        lines.append(f"{what}: {plain(step.intent.path)}")
        lines.append(f"  kept: {plain(step.intent.keeper_path)}")
        lines += [f"  now at: {plain(place)}" for place in step.places if place]
    if not lines:
        there = "the file is in its place" if os.path.lexists(path) else "simgui never moved it"
        lines = [f"There is no record of {plain(path)}: {there}."]
    report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE


def export(library: Library, options: argparse.Namespace) -> int:
    """Write folders, decisions and journal as JSON, to a file or to standard output."""
    if options.target and options.target != "-":
        library.export(options.target)
        return EXIT_DONE
    with tempfile.TemporaryDirectory(prefix="simgui-export-") as scratch:
        path = os.path.join(scratch, "export.json")
        library.export(path)
        with open(path, encoding="utf-8") as stream:
            report.write(stream.read() + "\n", "-")
    return EXIT_DONE


def import_(library: Library, options: argparse.Namespace) -> int:
    """Add the decisions and the journal of an export to this library."""
    added = library.import_(session.target_of(options, marked("a file")))
    count = sum(dataclasses.astuple(added))
    report.write(f"{count:,} folders, decisions and deletion records added.\n", "-")
    return EXIT_DONE


def restore(library: Library, options: argparse.Namespace) -> int:
    """Bring back one photo, with what went with it."""
    settle_interrupted(library)
    name = session.target_of(options, marked("a photo"))
    with session.interruptible() as token:
        results = removals.restore(library, [name], system_trash, token)
    return _tell(options, results, [], "restored")


def _reverse(library: Library, options: argparse.Namespace, *, is_undo: bool) -> int:
    settle_interrupted(library)
    act: Literal["undo", "redo"] = "undo" if is_undo else "redo"
    record, stuck = removals.find_action(library, _number(options.target), act)
    reverse = removals.undo if is_undo else removals.redo
    results = []
    if record is not None:
        with session.interruptible() as token:
            results.append(reverse(library, record.id, system_trash, token))
    return _tell(options, results, stuck, "restored" if is_undo else "moved again")


def _tell(
    options: argparse.Namespace,
    results: Sequence[Reversal],
    stuck: Sequence[Failed],
    word: str,
) -> int:
    """Print what came of an undo or redo; each photo that it did not reach is named."""
    done = [step for result in results for step in result.done]
    failed = [*stuck, *(f for result in results for f in result.failed)]
    incomplete = [item for result in results for item in result.incomplete]
    left = [step.intent.path for result in results for step in result.left]
    if options.json:
        value = {
            "version": 1,
            "action": done[0].action_id if done else None,
            "done": [step.intent.path for step in done],
            "failed": [{"path": f.step.intent.path, "reason": f.detail} for f in failed],
            "left": left,
            "incomplete": [{"path": i.path, "without": list(i.lost)} for i in incomplete],
        }
        report.write(report.dump(value), "-")
    else:
        lines = [f"{word}: {plain(step.intent.path)}" for step in done]
        report.write("\n".join([*lines, f"{len(done):,} photos {word}"]) + "\n", "-")
    told = [failure.detail for failure in failed]
    told += [f"{path} was not {word}: it was stopped before" for path in left]
    for item in incomplete:
        lost = ", ".join(_LOST[name] for name in item.lost)
        told.append(f"{item.path} is back without {lost}")
    for result in results:
        told += [f"{path} has changed since, so it was kept" for path in result.kept_sidecars]
    for text in told:
        print(f"simgui: {plain(text)}", file=sys.stderr)
    for result in results:
        if result.stopped_by is not None:
            raise result.stopped_by
    return EXIT_UNREADABLE if failed or left else EXIT_DONE


def _number(target: str | None) -> int | None:
    if target is not None and not target.isdecimal():
        raise UserError("{target} is not the number of a deletion", target=target)
    return None if target is None else int(target)


def _state(step: Step) -> str:
    """What became of a step, and whether it can be trusted."""
    state = _STATES[step.state]
    return state if step.is_own else f"{state} (recorded on another computer: can't be undone here)"


def _time(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _step(step: Step) -> dict[str, Any]:
    evidence = step.intent.evidence
    return {
        "id": step.id,
        "state": step.state.value,
        "is_own": step.is_own,
        "path": step.intent.path,
        "files": [file.path for file in step.intent.files],
        "places": list(step.places),
        "hash": step.intent.victim_hash.hex(),
        "kept": step.intent.keeper_path,
        "kept_hash": step.intent.keeper_hash.hex(),
        "tier": step.intent.tier.label,
        "probability": evidence.probability,
        "by_hand": evidence.by_hand,
        "reason": step.reason,
        "time": datetime.fromtimestamp(step.at_ms / 1000, UTC).isoformat(),
    }


def _as_dict(record: ActionRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "action": record.action.value,
        "time": datetime.fromtimestamp(record.at_ms / 1000, UTC).isoformat(),
        "can_undo": record.can_undo,
        "steps": [_step(step) for step in record.steps],
    }

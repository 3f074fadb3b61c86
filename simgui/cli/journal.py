"""`simgui library journal`, `undo`, `redo`, `restore`, `where`, `export`, `import`."""

from __future__ import annotations

import argparse
import dataclasses
import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from simgui.cli import report, session
from simgui.cli.console import plain, tell
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError, marked
from simgui.core.removal.journal import Action, ActionRecord, Step
from simgui.core.removal.recover import Settled
from simgui.core.removal.undo import Failed, Incomplete, Reversal
from simgui.engine import removals
from simgui.store.library import Library
from simgui.text import deletion_wording, translation
from simgui.text.translation import translate


def say_interrupted(library: Library) -> None:
    """Warn on stderr of an interrupted action; change nothing."""
    count = removals.interrupted(library)
    if count:
        tell(
            translate(
                "Journal",
                "An earlier deletion was interrupted and left %Ln photos unfinished;"
                " “simgui library journal” sorts them out",
                "",
                count,
            )
        )


def settle_interrupted(library: Library, options: argparse.Namespace) -> list[Settled]:
    """Recover an interrupted action, and say on stderr what was found."""
    settled = removals.recover(library, options.trash)
    for item in settled:
        tell(deletion_wording.settled(item, in_full=True))
    return settled


def show(library: Library, options: argparse.Namespace) -> int:
    """Print the journal, the latest action first."""
    settle_interrupted(library, options)
    actions = library.journal.actions()
    if options.json:
        value = {"version": 1, "actions": [_as_dict(record) for record in actions]}
        report.write(report.dump(value), "-")
        return EXIT_DONE
    lines = []
    for record in actions:
        lines.append(f"{record.id}  {_time(record.at_ms)}  {deletion_wording.action(record)}")
        for step in record.steps:
            lines.append(f"      {_state(step)}: {plain(step.intent.path)}")
            lines.append(f"        {_kept(step)}")
    nothing = translate("Journal", "Nothing has been deleted yet.")
    report.write("\n".join(lines or [nothing]) + "\n", "-")
    return EXIT_DONE


def undo(library: Library, options: argparse.Namespace) -> int:
    """Undo an action: the one named, or the latest that can be undone."""
    return _reverse(library, options, is_undo=True)


def redo(library: Library, options: argparse.Namespace) -> int:
    """Redo what was undone."""
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
        lines.append(f"{_time(step.at_ms)}  {_state(step)}: {plain(step.intent.path)}")
        lines.append(f"  {_kept(step)}")
        now_at = translate("Journal", "now at: {path}")
        lines += ["  " + now_at.format(path=plain(place)) for place in step.places if place]
    if not lines:
        if os.path.lexists(path):
            text = translate("Journal", "{path} was never deleted: it is in its folder.")
        else:
            text = translate("Journal", "simgui has no record of {path}: it never moved it.")
        lines = [text.format(path=plain(path))]
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
    text = translate("Journal", "%Ln folders, decisions and deletion records added.", "", count)
    report.write(text + "\n", "-")
    return EXIT_DONE


def restore(library: Library, options: argparse.Namespace) -> int:
    """Restore one photo, with the files that went with it."""
    settle_interrupted(library, options)
    name = session.target_of(options, marked("a photo"))
    with session.interruptible() as token:
        results = removals.restore(library, [name], options.trash, token)
    return _tell(options, results, [], is_undo=True)


def _reverse(library: Library, options: argparse.Namespace, *, is_undo: bool) -> int:
    settle_interrupted(library, options)
    act: Literal["undo", "redo"] = "undo" if is_undo else "redo"
    record, stuck = removals.find_action(library, _number(options.target), act)
    reverse = removals.undo if is_undo else removals.redo
    results = []
    if record is not None:
        with session.interruptible() as token:
            results.append(reverse(library, record.id, options.trash, token))
    return _tell(options, results, stuck, is_undo=is_undo)


def _tell(
    options: argparse.Namespace,
    results: Sequence[Reversal],
    stuck: Sequence[Failed],
    *,
    is_undo: bool,
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
            "failed": [_failed(failure) for failure in failed],
            "left": left,
            "incomplete": [{"path": i.path, "without": list(i.lost)} for i in incomplete],
        }
        report.write(report.dump(value), "-")
    else:
        lines = [_reversed(step, is_undo=is_undo) for step in done]
        if is_undo:
            total = translate("Deletion", "%Ln photos restored.", "", len(done))
        else:
            total = deletion_wording.done(done[0].action if done else Action.TRASH, len(done))
        report.write("\n".join([*lines, total]) + "\n", "-")
    for failure in failed:
        tell(_why(failure))
    stopped = translate("Journal", "{path} was not reached: the command was stopped before")
    for path in left:
        tell(stopped.format(path=path))
    for item in incomplete:
        tell(_without(item))
    changed = translate("Journal", "{path} has changed since, so it was kept")
    for result in results:
        for path in result.kept_sidecars:
            tell(changed.format(path=path))
    for result in results:
        if result.stopped_by is not None:
            raise result.stopped_by
    return EXIT_UNREADABLE if failed or left else EXIT_DONE


def _failed(failure: Failed) -> dict[str, str]:
    with translation.in_english():
        return {"path": failure.step.intent.path, "reason": _why(failure)}


def _why(failure: Failed) -> str:
    """Why a photo could not be restored or moved again, with its path."""
    why = deletion_wording.failed(failure)
    path = failure.step.intent.path
    return why if plain(path) in plain(why) else f"{path}: {why}"


def _reversed(step: Step, *, is_undo: bool) -> str:
    if is_undo:
        text = translate("Journal", "restored: {path}")
    else:
        text = translate("Journal", "moved again: {path}")
    return text.format(path=plain(step.intent.path))


def _without(item: Incomplete) -> str:
    """Which traits of a restored file could not be restored."""
    names = {
        "mode": translate("Journal", "its permissions"),
        "owner": translate("Journal", "its owner"),
        "attributes": translate(
            "Journal", "some of its extended attributes or its access control list"
        ),
        "links": translate("Journal", "its hard link (it is now a separate file)"),
    }
    text = translate("Journal", "{path} was restored without {traits}")
    return text.format(path=item.path, traits=", ".join(names[name] for name in item.lost))


def _kept(step: Step) -> str:
    return translate("Journal", "kept: {path}").format(path=plain(step.intent.keeper_path))


def _number(target: str | None) -> int | None:
    if target is not None and not target.isdecimal():
        raise UserError("{target} is not the number of a deletion", target=target)
    return None if target is None else int(target)


def _state(step: Step) -> str:
    """What became of a step, and whether it can be trusted."""
    state = deletion_wording.step_state(step)
    if step.is_own:
        return state
    text = translate("Journal", "{state} (recorded on another computer; can't be undone here)")
    return text.format(state=state)


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

"""`simgui clean`: what could go, and with --apply its way to the trash or another end."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from simgui.cli import journal, report, session
from simgui.cli.console import plain, size_text
from simgui.cli.losses import loss_text, losses_text
from simgui.cli.parser import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError
from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion
from simgui.core.removal import plan as rules
from simgui.core.removal.execute import Outcome
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.freedesktop_trash import system_trash
from simgui.core.removal.plan import Plan, Refusal, Refused, Removal
from simgui.core.types import Group, Role, Tier
from simgui.engine import removals
from simgui.engine.groups import group_folders
from simgui.engine.keep_rules import marked_by_tier

_RULE_TIERS = (Tier.IDENTICAL, Tier.PIXELS, Tier.SAME, Tier.EDITED)

_REFUSALS = {
    Refusal.PROTECTED: "its folder is protected",
    Refusal.LAST_COPY: "it is the last copy",
    Refusal.SAME_FILE: "what would be kept is another name of the same file",
    Refusal.NOT_BY_HAND: "only the user may choose it",
    Refusal.RAW_ONLY_HERE: "the only RAW of this shot belongs to it",
    Refusal.COMPANION_ONLY_HERE: "a file that belongs to it is not beside the kept photo",
    Refusal.HOLDS_MORE: "it holds something that the kept photo doesn't",
    Refusal.METADATA_ONLY_HERE: "it has metadata that the kept photo doesn't have",
    Refusal.METADATA_UNSAVED: "it has metadata that the kept photo doesn't have",
    Refusal.NOT_IDENTICAL: "only identical files are replaced by links",
    Refusal.GONE: "it is not there any more",
    Refusal.CHANGED: "it has changed since the scan",
    Refusal.COMPANION_CHANGED: "a file that belongs to it has changed since the scan",
    Refusal.KEEPER_GONE: "the photo to be kept is not there any more",
    Refusal.KEEPER_CHANGED: "the photo to be kept has changed since the scan",
    Refusal.KEEPER_UNREADABLE: "the photo to be kept can't be read",
    Refusal.UNREADABLE: "it can't be read",
    Refusal.NOT_SAME_BYTES: "it is not byte for byte the same after all",
    Refusal.NOT_SAME_PIXELS: "its pixels are not the same after all",
    Refusal.CANT_SAVE_METADATA: "its metadata could not be saved beside the kept photo",
    Refusal.MOVED_ALREADY: "it or the kept photo lies in the folder that photos are moved to",
    Refusal.OTHER_ACCESS: "a link would change who may read it",
    Refusal.CANT_MOVE: "it could not be moved",
    Refusal.STILL_THERE: "the system said it was moved, but it is still there",
    Refusal.KEEPER_VANISHED: "the kept photo went with it, so it was brought back",
    Refusal.INTERRUPTED: "it was interrupted",
}
_ABOUT_LOSSES = frozenset(
    {Refusal.HOLDS_MORE, Refusal.METADATA_ONLY_HERE, Refusal.METADATA_UNSAVED}
)
_ABOUT_FILES = frozenset(
    {Refusal.RAW_ONLY_HERE, Refusal.COMPANION_ONLY_HERE, Refusal.COMPANION_CHANGED}
)
_WARNINGS = {
    rules.RemovalWarning.RAW_ONLY_HERE: "its RAW goes with it and is not beside the kept one",
    rules.RemovalWarning.VIDEO_ONLY_HERE: "its video goes with it and is not beside the kept one",
    rules.RemovalWarning.SOUND_ONLY_HERE: "its sound goes with it and is not beside the kept one",
    rules.RemovalWarning.SIDECAR_ONLY_HERE: "its side-car goes and is not beside the kept one",
    rules.RemovalWarning.FREES_NOTHING: "frees nothing: the file has another name that stays",
}


def run(options: argparse.Namespace) -> int:
    """Scan, plan, print the plan; apply it if asked to."""
    targets = session.absolute(options.folders)
    protected = session.absolute(options.protect)
    tiers = _tiers(options.tiers)
    criteria = _criteria(options.rule)
    action = _action(options)
    target = session.absolute([options.move_to])[0] if options.move_to else ""
    aside = removals.folders_aside(target, targets)
    with session.interruptible() as token, session.opened_library(options) as library:
        if options.apply:
            journal.settle_interrupted(library)
        else:
            journal.say_interrupted(library)
        for folder in protected:
            library.add_root(folder, Role.PROTECTED)
            library.set_role(folder, Role.PROTECTED)
        scanned = [*targets, *protected]
        network = session.network(options, library)
        stats = session.scan(library, scanned, network, options, token, leaving_out=aside)
        unreadable = library.unreadable(scanned)
        groups = group_folders(
            library, network.model, scanned, max(tiers), criteria=criteria, leaving_out=aside
        )
        marked = marked_by_tier(groups, tiers, set(targets))
        plan = removals.plan(library, groups, marked, action=action)
        outcome = None
        if options.apply and plan.removals:
            wanted = plan if options.save_metadata else plan.without_metadata()
            mover = removals.mover_for(action, target, system_trash)
            outcome = removals.execute(library, wanted, mover, token)
    if options.json:
        report.write(report.dump(_as_dict(plan, groups, outcome, options)), "-")
    else:
        report.write(_as_text(plan, groups, outcome, options), "-")
    if outcome is not None and outcome.stopped_by is not None:
        raise outcome.stopped_by
    stayed = outcome.refused if outcome is not None else plan.refused
    for refused in stayed:
        why = plain(_why(refused))
        print(f"simgui: stays: {plain(refused.photo.path)}: {why}", file=sys.stderr)
    session.tell_unreadable(unreadable)
    is_whole = not unreadable and not stats.unseen and not (outcome and outcome.refused)
    return EXIT_DONE if is_whole else EXIT_UNREADABLE


def _action(options: argparse.Namespace) -> Action:
    if options.replace_by:
        return Action.HARD_LINK if options.replace_by == "hardlink" else Action.REFLINK
    return Action.FOLDER if options.move_to else Action.TRASH


def _tiers(text: str) -> tuple[Tier, ...]:
    found = []
    for name in text.split(","):
        tier = next((t for t in _RULE_TIERS if t.label == name.strip().lower()), None)
        if tier is None:
            raise UserError(
                "“{value}” is not a match level",
                remedy="Choose from {choices}.",
                choices=", ".join(t.label for t in _RULE_TIERS),
                value=name.strip(),
            )
        found.append(tier)
    return tuple(found)


def _criteria(text: str | None) -> tuple[Criterion, ...]:
    if text is None:
        return DEFAULT_CRITERIA
    found = []
    for name in text.split(","):
        value = name.strip().lower()
        if value not in {criterion.value for criterion in Criterion}:
            raise UserError(
                "“{value}” is not a criterion",
                remedy="Choose from {choices}.",
                choices=", ".join(c.value for c in Criterion),
                value=name.strip(),
            )
        found.append(Criterion(value))
    return tuple(found)


def _keep_reasons(groups: Sequence[Group]) -> dict[str, str]:
    return {g.keeper.photo.path: report.keep_reason(g.keeper) for g in groups}


def _as_text(
    plan: Plan, groups: Sequence[Group], outcome: Outcome | None, options: argparse.Namespace
) -> str:
    reasons = _keep_reasons(groups)
    went = {r.removal.victim.id: r.places for r in outcome.removed} if outcome else {}
    would, did = _verbs(plan.action, options)
    lines = []
    for removal in plan.removals:
        victim, keeper = removal.victim, removal.keeper
        verb = would if outcome is None else did if victim.id in went else "stays"
        lines.append(f"{verb}: {plain(victim.path)}  ({size_text(victim.total_size)})")
        if not plan.action.is_link:
            lines += [f"  with it: {plain(file.path)}" for file in victim.companions]
        why = reasons.get(keeper.path, "kept")
        lines.append(f"  {removal.tier.label}; kept: {plain(keeper.path)}  ({why})")
        lines += [f"  note: {_WARNINGS[warning]}" for warning in removal.warnings]
        lines += [f"  note: only here: {plain(file.path)}" for file in removal.only_here]
        if removal.losses:
            lines.append(f"  note: only it has {losses_text(removal.losses)}")
        if removal.save is not None:
            lines.append(f"  note: {_save_note(removal, options)}")
    count = len(went) if outcome is not None else len(plan.removals)
    is_link = plan.action.is_link
    if outcome is None:
        go = "be replaced" if is_link else "go"
        lines.append(
            f"{count:,} photos would {go} and free {size_text(plan.bytes_freed)}."
            + (" Nothing was moved; --apply does it." if count else "")
        )
    else:
        way_back = " “simgui library undo” brings them back." if count else ""
        lines.append(f"{count:,} photos {'were replaced' if is_link else 'went'}.{way_back}")
    return "\n".join(lines) + "\n"


def _verbs(action: Action, options: argparse.Namespace) -> tuple[str, str]:
    """What would happen to a photo, and what has happened to it."""
    if action.is_link:
        link = "a hard link" if action is Action.HARD_LINK else "a clone"
        return f"would be replaced by {link}", f"replaced by {link}"
    place = plain(options.move_to) if action is Action.FOLDER else "the trash"
    return f"would go to {place}", f"went to {place}"


def _save_note(removal: Removal, options: argparse.Namespace) -> str:
    names = ", ".join(removal.save.names) if removal.save is not None else ""
    if options.save_metadata:
        return f"the kept photo has no {names}: saved beside it in a side-car (XMP)"
    return f"the kept photo has no {names}; --save-metadata saves it beside it"


def _as_dict(
    plan: Plan, groups: Sequence[Group], outcome: Outcome | None, options: argparse.Namespace
) -> dict[str, Any]:
    reasons = _keep_reasons(groups)
    went = {r.removal.victim.id: r.places for r in outcome.removed} if outcome else {}
    return {
        "version": 1,
        "applied": outcome is not None,
        "action": None if outcome is None else outcome.action_id,
        "does": plan.action.value,
        "saves_metadata": options.save_metadata,
        "bytes": plan.bytes_freed,
        "removals": [
            {
                "path": removal.victim.path,
                "companions": [file.path for file in removal.victim.companions],
                "tier": removal.tier.label,
                "kept": removal.keeper.path,
                "kept_because": reasons.get(removal.keeper.path, "kept"),
                "warnings": [warning.value for warning in removal.warnings],
                "only_here": list(removal.save.names) if removal.save is not None else [],
                "losses": [loss_text(loss) for loss in removal.losses],
                "went": removal.victim.id in went,
                "places": list(went.get(removal.victim.id, ())),
            }
            for removal in plan.removals
        ],
        "stayed": [_refused(item) for item in (outcome.refused if outcome else plan.refused)],
    }


def _refused(item: Refused) -> dict[str, str]:
    return {
        "path": item.photo.path,
        "why": item.refusal.value,
        "detail": _why(item),
    }


def _why(refused: Refused) -> str:
    """Why a photo stays, with what matters."""
    if refused.losses and refused.refusal in _ABOUT_LOSSES:
        why = f"{_REFUSALS[refused.refusal]}: {losses_text(refused.losses)}"
        is_saved = refused.refusal is Refusal.METADATA_UNSAVED
        return f"{why}; --save-metadata saves it beside it" if is_saved else why
    if refused.refusal not in _ABOUT_FILES:
        return refused.detail or _REFUSALS[refused.refusal]
    files = [file.path for file in refused.only_here] or [refused.detail]
    names = ", ".join(os.path.basename(path) for path in files if path)
    why = _REFUSALS[refused.refusal]
    return f"{why}: {names}" if names else why

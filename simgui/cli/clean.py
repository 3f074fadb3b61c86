"""`simgui clean`: shows which copies could be removed; --apply removes them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from simgui.cli import journal, report, session
from simgui.cli.console import plain, tell
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError
from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion
from simgui.core.removal.execute import Outcome
from simgui.core.removal.journal import Action
from simgui.core.removal.plan import Plan, Refusal, Refused, Removal
from simgui.core.types import Group, Role, Tier
from simgui.engine import removals
from simgui.engine.folders.decide import Decision, decide
from simgui.engine.groups import group_folders
from simgui.engine.keep_rules import marked_by_tier
from simgui.text import (
    deletion_wording,
    display,
    folder_wording,
    holding_wording,
    keeping_wording,
    translation,
    wording,
)
from simgui.text.translation import translate

_RULE_TIERS = (Tier.IDENTICAL, Tier.PIXELS, Tier.SAME, Tier.EDITED)


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
            journal.settle_interrupted(library, options)
        else:
            journal.say_interrupted(library)
        for folder in protected:
            library.add_root(folder, Role.PROTECTED)
            library.set_role(folder, Role.PROTECTED)
        preferred = session.absolute(options.prefer)
        scanned = [*preferred, *targets, *protected]
        network = session.network(options, library)
        stats = session.scan(library, scanned, network, options, token, leaving_out=aside)
        unreadable = library.unreadable(scanned)
        groups = group_folders(
            library, network.model, scanned, max(tiers), criteria=criteria, leaving_out=aside
        )
        if preferred:
            decision = decide(groups, preferred, targets)
            _tell_exceptions(decision)
            marked = {r.photo.id for r in decision.ruling.marks if r.tier in tiers}
        else:
            marked = marked_by_tier(groups, tiers, set(targets))
        plan = removals.plan(library, groups, marked, action=action)
        outcome = None
        if options.apply and plan.removals:
            wanted = plan if options.save_metadata else plan.without_metadata()
            mover = removals.mover_for(action, target, options.trash)
            outcome = removals.execute(library, wanted, mover, token)
    if options.json:
        report.write(report.dump(_as_dict(plan, groups, outcome, options)), "-")
    else:
        report.write(_as_text(plan, groups, outcome, options), "-")
    if outcome is not None and outcome.stopped_by is not None:
        raise outcome.stopped_by
    stayed = outcome.refused if outcome is not None else plan.refused
    for refused in stayed:
        why, path = _why(refused), refused.photo.path
        if plain(path) not in plain(why):
            why = f"{path}: {why}"
        tell(translate("Clean", "not moved: {reason}").format(reason=why))
    session.tell_unreadable(unreadable)
    is_whole = not unreadable and not stats.unseen and not (outcome and outcome.refused)
    return EXIT_DONE if is_whole else EXIT_UNREADABLE


def _tell_exceptions(decision: Decision) -> None:
    """Name on stderr what stays though a preferred folder has it, and why."""
    for item in decision.exceptions:
        why = folder_wording.exception(item)
        tell(translate("Clean", "not moved: {reason}").format(reason=f"{item.photo.path}: {why}"))


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
    return {g.keeper.photo.path: keeping_wording.keep_reason(g.keeper) for g in groups}


def _as_text(
    plan: Plan, groups: Sequence[Group], outcome: Outcome | None, options: argparse.Namespace
) -> str:
    reasons = _keep_reasons(groups)
    went = {r.removal.victim.id for r in outcome.removed} if outcome is not None else None
    lines = []
    for removal in plan.removals:
        victim, keeper = removal.victim, removal.keeper
        is_gone = None if went is None else victim.id in went
        size = display.size(victim.total_size)
        lines.append(f"{_fate(plan.action, is_gone, options)}: {plain(victim.path)}  ({size})")
        if not plan.action.is_link:
            together = translate("Clean", "together with: {path}")
            lines += ["  " + together.format(path=plain(f.path)) for f in victim.companions]
        kept = translate("Clean", "{level}; kept: {path}  ({reason})").format(
            level=wording.tier_name(removal.tier),
            path=plain(keeper.path),
            reason=plain(reasons.get(keeper.path) or translate("Clean", "kept")),
        )
        note = translate("Clean", "note: {text}")
        texts = _notes(removal, options)
        lines += [f"  {kept}", *("  " + note.format(text=plain(text)) for text in texts)]
    return "\n".join([*lines, _total(plan, outcome)]) + "\n"


def _fate(action: Action, is_gone: bool | None, options: argparse.Namespace) -> str:
    """What would happen to a photo (None), has happened to it, or has not."""
    if is_gone is False:
        return translate("Clean", "not moved")
    if action is Action.HARD_LINK:
        would = translate("Clean", "would be replaced with a hard link")
        return would if is_gone is None else translate("Clean", "replaced with a hard link")
    if action is Action.REFLINK:
        would = translate("Clean", "would be replaced with a clone")
        return would if is_gone is None else translate("Clean", "replaced with a clone")
    if action is Action.FOLDER:
        would = translate("Clean", "would be moved to {folder}")
        text = would if is_gone is None else translate("Clean", "moved to {folder}")
        return text.format(folder=plain(options.move_to))
    would = translate("Clean", "would be moved to the trash")
    return would if is_gone is None else translate("Clean", "moved to the trash")


def _notes(removal: Removal, options: argparse.Namespace) -> list[str]:
    """What the user should know before a photo goes."""
    notes = [deletion_wording.warning(warning) for warning in removal.warnings]
    only_here = translate("Clean", "only copy of: {path}")
    notes += [only_here.format(path=file.path) for file in removal.only_here]
    if removal.losses:
        notes.append(holding_wording.has(removal.losses))
    if removal.save is not None:
        fields = deletion_wording.only_here(removal.save)
        if options.save_metadata:
            text = translate("Clean", "{fields}; saved in an XMP side-car beside the kept photo")
        else:
            text = translate("Clean", "{fields}; --save-metadata saves it beside the kept photo")
        notes.append(text.format(fields=fields))
    return notes


def _total(plan: Plan, outcome: Outcome | None) -> str:
    if outcome is None:
        count = len(plan.removals)
        space = deletion_wording.frees(plan.action, plan.bytes_freed)
        text = f"{deletion_wording.planned(plan.action, count)} {space}."
        hint = translate("Clean", "Nothing was moved yet; add --apply to do it.")
        return f"{text} {hint}" if count else text
    count = len(outcome.removed)
    text = deletion_wording.done(plan.action, count)
    hint = translate("Clean", "“simgui library undo” restores what was moved.")
    return f"{text} {hint}" if count else text


def _as_dict(
    plan: Plan, groups: Sequence[Group], outcome: Outcome | None, options: argparse.Namespace
) -> dict[str, Any]:
    with translation.in_english():
        return _document(plan, groups, outcome, options)


def _document(
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
                "losses": [holding_wording.loss(loss) for loss in removal.losses],
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
    """Why a photo stays, and which option would help."""
    why = deletion_wording.refused(refused)
    if refused.refusal is Refusal.METADATA_UNSAVED:
        text = translate("Clean", "{reason}; --save-metadata saves it beside the kept photo")
        return text.format(reason=why)
    return why

"""Removing photos and undoing it, with the library told: plan, execute, undo, redo, recover.

    planned = removals.plan(library, groups, marked)
    outcome = removals.execute(library, planned, mover, token)
    removals.undo(library, outcome.action_id, trash, token)

The rules stand in `simgui.core.removal`; here the library learns what is on disk now, so that no
front end can forget to tell it. `trash` makes the mover for this system's trash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Literal

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.files.access import differences, would_change
from simgui.core.files.filesystem import file_stat
from simgui.core.files.roles import lies_within, strictest_role
from simgui.core.removal import execute as core
from simgui.core.removal import redo as core_redo
from simgui.core.removal import undo as core_undo
from simgui.core.removal.execute import Outcome
from simgui.core.removal.journal import Action, ActionId, ActionRecord, Step, StepState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import Plan, Refusal, Refused, plan_removal
from simgui.core.removal.recover import Settled, reconcile
from simgui.core.removal.undo import Failed, Reversal
from simgui.core.task import Token
from simgui.core.types import FileState, Group, PhotoFiles, PhotoId
from simgui.store.library import Library

Trash = Callable[[], Mover]


def plan(
    library: Library,
    groups: Sequence[Group],
    marked: Collection[PhotoId],
    *,
    by_hand: Collection[PhotoId] = (),
    action: Action = Action.TRASH,
) -> Plan:
    """Decide which of the marked photos may go; nothing is touched.

    The plan saves what the kept photos lack; `Plan.without_metadata` leaves that out.

    Args:
        library: Knows which folders are protected now.
        groups: The groups the photos were found in.
        marked: Photos that shall go, marked by a rule or by hand.
        by_hand: Those among them that the user marked one by one.
        action: What shall be done with them.
    """
    planned = plan_removal(
        groups,
        marked,
        by_hand=by_hand,
        action=action,
        saves_metadata=True,
        role_of=strictest_role(library.roots()),
    )
    return _with_same_access(planned) if action.is_link else planned


def _with_same_access(planned: Plan) -> Plan:
    """A plan of links without those that would change who may read a photo."""
    kept, refused = [], list(planned.refused)
    for removal in planned.removals:
        try:
            found = differences(removal.keeper.path, removal.victim.path)
        except (OSError, AttributeError):
            found = []  # looked at again, and told, when its turn comes
        if found:
            detail = would_change(found)
            refused.append(Refused(removal.victim, Refusal.OTHER_ACCESS, detail))
        else:
            kept.append(removal)
    return replace(planned, removals=tuple(kept), refused=tuple(refused))


def folders_aside(target: str, cleaned: Sequence[str]) -> list[str]:
    """The folder that photos are moved to, under all its names: what is in it was moved already.

    Args:
        target: That folder, or "" if there is none.
        cleaned: The folders whose photos may be moved.

    Raises:
        UserError: All that is to be cleaned lies in it.
    """
    if not target:
        return []
    lies_there = lies_within(target)
    for folder in cleaned:
        if lies_there(folder):
            raise UserError(
                "{path} is inside the folder that its photos would be moved to",
                path=folder,
                remedy="Choose another folder for --move-to; it can be inside the folder you"
                " clean.",
            )
    return sorted({target, os.path.realpath(target)})  # the library knows photos by name


def mover_for(action: Action, target: str, trash: Trash) -> Mover | None:
    """What takes files away for an action; None for links, which move none.

    Args:
        action: What shall be done.
        target: The folder of a move to a folder; it is made if it is missing.
        trash: Makes the mover for the trash.

    Raises:
        UserError: The folder can't be made, or there is no trash.
    """
    if action.is_link:
        return None
    if action is not Action.FOLDER:
        return trash()
    try:
        durable.make_folders(os.path.abspath(target))
        os.makedirs(target, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {path} can't be created: {why}",
            path=target,
            remedy="Choose another folder for the photos.",
            why=error.strerror,
        ) from error
    return FolderMover(target)


def execute(
    library: Library,
    wanted: Plan,
    mover: Mover | None,
    token: Token,
    on_step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Execute a plan, photo by photo, and update the library.

    Args:
        library: Its journal notes each step before it is done.
        wanted: What shall go.
        mover: Takes the files away, see `mover_for`.
        token: Stops between two photos.
        on_step: Called with the number of photos done and their total.
    """
    outcome = core.execute(
        wanted, mover, library.journal, token, roots=library.roots(), on_step=on_step
    )
    done = [removed.removal for removed in outcome.removed]
    if wanted.action.is_link:
        _restat(library, {photo.path for r in done for photo in (r.victim, r.keeper)})
    else:
        library.set_state([r.victim.id for r in done], FileState.GONE)
    library.decisions.unmark([(r.victim.content.hash, r.victim.path) for r in done])
    return outcome


def undo(library: Library, action_id: ActionId, trash: Trash, token: Token) -> Reversal:
    """Undo an action.

    Raises:
        UserError: There is no such action.
    """
    reversal = core_undo.undo(
        library.journal, action_id, _trash_of(library, action_id, trash), token
    )
    _note(library, reversal, FileState.PRESENT)
    return reversal


def restore(library: Library, names: Sequence[str], trash: Trash, token: Token) -> list[Reversal]:
    """Restore single photos, with the files that went with them.

    Args:
        library: Its journal knows where they are.
        names: Paths that photos or their companions had or have now, or just names of files.
        trash: Makes the mover for the trash.
        token: Stops between two photos.

    Raises:
        UserError: A name is not in the journal, can't be brought back, or several photos have it.
    """
    by_action: dict[ActionId, set[str]] = {}
    for name in names:
        step = _latest_step(library, name)
        by_action.setdefault(step.action_id, set()).add(step.intent.path)
    found = []
    for action_id, paths in by_action.items():
        mover = _trash_of(library, action_id, trash)
        reversal = core_undo.undo(library.journal, action_id, mover, token, only=paths)
        _note(library, reversal, FileState.PRESENT)
        found.append(reversal)
    return found


def _latest_step(library: Library, name: str) -> Step:
    """The latest step that took a file of this path or name and can be undone."""
    path = os.path.abspath(os.path.expanduser(name))
    steps = [s for s in library.journal.whereabouts(path) if s.is_own and s.state is StepState.DONE]
    if not steps and os.path.basename(name) == name:
        steps = [
            step
            for record in library.journal.actions()
            for step in reversed(record.steps)
            if step.is_own
            and step.state is StepState.DONE
            and name in {os.path.basename(file.path) for file in step.intent.files}
        ]
    if not steps:
        raise UserError(
            "The deletion history has nothing to restore for {path}",
            path=name,
            remedy="Run “simgui library where {path}” to see what is recorded.",
        )
    others = sorted({step.intent.path for step in steps})
    if len(others) > 1:
        raise UserError(
            "Several photos are named {path}: {paths}",
            path=name,
            remedy="Give the full path of the one you want.",
            paths=", ".join(others),
        )
    return steps[0]


def redo(library: Library, action_id: ActionId, trash: Trash, token: Token) -> Reversal:
    """Redo an undone action, with every check made again.

    Raises:
        UserError: There is no such action.
    """
    mover = _trash_of(library, action_id, trash)
    reversal = core_redo.redo(library.journal, action_id, mover, token, roots=library.roots())
    _note(library, reversal, FileState.GONE)
    return reversal


def find_action(
    library: Library, number: int | None, wanted: Literal["undo", "redo"]
) -> tuple[ActionRecord | None, list[Failed]]:
    """An action by its number, or the latest that can be undone or redone.

    An action of which nothing can be brought back does not block those before it.

    Returns:
        The action, None if nothing of any can be brought back; and why those after it can't be.

    Raises:
        UserError: There is none.
    """
    if number is not None:
        record = library.journal.action(ActionId(number))
        if record is None:
            raise UserError(
                "There is no deletion with the number {number}",
                remedy="Run “simgui library journal” to list them.",
                number=number,
            )
        return record, []
    stuck: list[Failed] = []
    for record in library.journal.actions():
        if wanted == "redo":
            if record.can_redo:
                return record, stuck
        elif record.can_undo:
            why = core_undo.why_stuck(record)
            if not why:
                return record, stuck
            stuck += why
    if not stuck:
        if wanted == "redo":
            raise UserError("There is nothing to redo")
        raise UserError("There is nothing to undo")
    return None, stuck


def interrupted(library: Library) -> int:
    """How many steps a kill or a power cut left open; changes nothing."""
    return len(library.journal.unsettled())


def recover(library: Library, trash: Trash) -> list[Settled]:
    """Recover what a kill left open and update the library; called once it is open."""
    settled = reconcile(library.journal, trash)
    if any(item.step.action.is_link for item in settled):
        intents = [item.step.intent for item in settled if item.step.action.is_link]
        _restat(library, {path for i in intents for path in (i.path, i.keeper_path)})
    moved = [item.step.intent.path for item in settled if not item.step.action.is_link]
    for path, photo_id in library.ids_at(moved).items():
        is_there = os.path.lexists(path)
        library.set_state([photo_id], FileState.PRESENT if is_there else FileState.GONE)
    return settled


def _trash_of(library: Library, action_id: ActionId, trash: Trash) -> Mover | None:
    """The trash for an action that used it, which alone needs one."""
    record = library.journal.action(action_id)
    return trash() if record is not None and record.action is Action.TRASH else None


def _note(library: Library, reversal: Reversal, state: FileState) -> None:
    if any(step.action.is_link for step in reversal.done):  # all are: a link keeps its place
        intents = [step.intent for step in reversal.done]
        _restat(library, {path for i in intents for path in (i.path, i.keeper_path)})
        return
    ids = library.ids_at([step.intent.path for step in reversal.done])
    library.set_state(list(ids.values()), state)


def _restat(library: Library, paths: Collection[str]) -> None:
    """Remember which file is at each path now; the bytes are the same."""
    moves = []
    for photo in library.photos():
        now = file_stat(photo.path) if photo.path in paths else None
        if now is not None:
            moves.append((photo.id, PhotoFiles(now, photo.companions), photo.root))
    library.move(moves)

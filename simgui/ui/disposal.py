"""Taking photos away and bringing them back, on a library: what the window asks the engine for.

Everything here runs on the thread for files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from simgui.core.removal.journal import Action
from simgui.core.task import Token
from simgui.core.types import FileState, Group, PhotoFiles, PhotoId

if TYPE_CHECKING:
    from simgui.core.catalog import Root
    from simgui.core.removal.execute import Outcome
    from simgui.core.removal.journal import ActionId
    from simgui.core.removal.movers import Mover
    from simgui.core.removal.plan import Plan
    from simgui.core.removal.undo import Reversal
    from simgui.store.library import Library


def plan(
    groups: Sequence[Group],
    marked: Collection[PhotoId],
    by_hand: Collection[PhotoId],
    way: Action,
    roots: Sequence[Root],
) -> Plan:
    """Decide what may go, with what only they know."""
    from simgui.core.files.roles import strictest_role
    from simgui.core.removal.plan import plan_removal

    return plan_removal(
        groups,
        marked,
        by_hand=by_hand,
        action=way,
        saves_metadata=True,
        role_of=strictest_role(roots),
    )


def execute(
    library: Library,
    wanted: Plan,
    target: str,
    token: Token,
    on_step: Callable[[int, int], None],
) -> Outcome:
    """Carry a plan out, and tell the library."""
    from simgui.core.removal.execute import execute as carry_out

    mover = _mover(wanted.action, target)
    outcome = carry_out(
        wanted, mover, library.journal, token, roots=library.roots(), on_step=on_step
    )
    done = [r.removal for r in outcome.removed]
    if wanted.action.is_link:
        _look_again(library, {p.path for r in done for p in (r.victim, r.keeper)})
    else:
        library.set_state([r.victim.id for r in done], FileState.GONE)
    library.decisions.unmark([(r.victim.content.hash, r.victim.path) for r in done])
    return outcome


def undo(library: Library, action_id: ActionId, token: Token) -> Reversal:
    """Bring back what an action took."""
    from simgui.core.removal.undo import undo as take_back

    reversal = take_back(library.journal, action_id, trash(), token)
    _note(library, reversal, FileState.PRESENT)
    return reversal


def redo(library: Library, action_id: ActionId, token: Token) -> Reversal:
    """Do an action again."""
    from simgui.core.removal.undo import redo as do_again

    reversal = do_again(library.journal, action_id, trash(), token, roots=library.roots())
    _note(library, reversal, FileState.GONE)
    return reversal


def trash() -> Mover:
    """The trash of this system."""
    from simgui.ui.platform.qt_trash import trash_mover

    return trash_mover()


def _mover(way: Action, target: str) -> Mover | None:
    from simgui.core.removal.movers import FolderMover

    if way.is_link:
        return None
    return FolderMover(target) if way is Action.FOLDER else trash()


def _note(library: Library, reversal: Reversal, state: FileState) -> None:
    if any(step.action.is_link for step in reversal.done):  # all are: a link keeps its place
        intents = [step.intent for step in reversal.done]
        _look_again(library, {path for i in intents for path in (i.path, i.keeper_path)})
        return
    ids = library.ids_at([step.intent.path for step in reversal.done])
    library.set_state(list(ids.values()), state)


def _look_again(library: Library, paths: Collection[str]) -> None:
    """Remember which file is at each path now; the bytes are the same."""
    from simgui.core.files.filesystem import file_stat

    moves = []
    for photo in library.photos():
        now = file_stat(photo.path) if photo.path in paths else None
        if now is not None:
            moves.append((photo.id, PhotoFiles(now, photo.companions), photo.root))
    library.move(moves)

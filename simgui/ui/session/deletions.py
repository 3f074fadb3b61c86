"""Deleting and restoring: plans, executes in a pool of one, is undone in one step.

The rules are the engine's. A file job is never cut off: closing the window waits for the file that
is being moved and stops before the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from simgui.core.errors import UserError
from simgui.core.removal.journal import Action
from simgui.core.task import Token
from simgui.text import deletion_wording, errors
from simgui.text.translation import translate
from simgui.ui.background.jobs import Pool
from simgui.ui.messages import MessageKind
from simgui.ui.session.session import Session
from simgui.ui.session.undo_commands import ActionCommand

if TYPE_CHECKING:
    from simgui.core.removal.execute import Outcome
    from simgui.core.removal.journal import ActionId
    from simgui.core.removal.plan import Plan
    from simgui.core.removal.undo import Reversal
    from simgui.core.types import Photo


class Deletions(QObject):
    """The deletions of a session.

    Signals:
        planned: Plan, to be shown before anything happens.
        progressed: Photos done and their total.
        busy_changed: Whether files are being moved.
        finished: Outcome of a deletion, and the Plan it carried out.
        journal_read: list of ActionRecord, newest first.
    """

    planned = Signal(object)
    progressed = Signal(int, int)
    busy_changed = Signal(bool)
    finished = Signal(object, object)
    journal_read = Signal(object)

    _step = Signal(int, int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._workspace = session.workspace
        self._files = Pool(1, self)
        self._token: Token | None = None
        self._target = ""
        self._marked: tuple[Photo, ...] = ()
        session.changed.connect(self._mark_again)
        self._step.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether files are being moved."""
        return self._token is not None

    def plan(self, way: Action = Action.TRASH, target: str = "") -> None:
        """Plan the deletion of what is marked; `planned` follows.

        Args:
            way: What shall be done with it.
            target: The folder of a move to a folder.
        """
        from simgui.engine import removals

        self._target = target
        review = self._session.review
        groups = [*review.groups, *review.moments]
        marked = review.marks.ids
        by_hand = review.marks.by_hand
        self._files.run(
            lambda: removals.plan(
                self._workspace.library, groups, marked, by_hand=by_hand, action=way
            ),
            self.planned.emit,
            self._on_failed,
        )

    def execute(self, plan: Plan) -> None:
        """Execute a plan; `finished` follows."""
        token, target = self._begin(), self._target
        self._files.run(
            lambda: self._execute(plan, target, token),
            lambda outcome: self._on_executed(outcome, plan),
            self._on_failed,
        )

    def _execute(self, plan: Plan, target: str, token: Token) -> Outcome:
        from simgui.engine import removals

        mover = removals.mover_for(plan.action, target, self._workspace.trash)
        return removals.execute(self._workspace.library, plan, mover, token, self._step.emit)

    def stop(self) -> None:
        """Stop after the file that is being moved."""
        if self._token is not None:
            self._token.cancel()

    def undo(self, action_id: ActionId, marked: Sequence[Photo] = ()) -> None:
        """Undo an action.

        Args:
            action_id: The action.
            marked: Photos that were marked before it: those that are back are marked again.
        """
        from simgui.engine import removals

        workspace, token = self._workspace, self._begin()
        self._marked = tuple(marked)
        self._files.run(
            lambda: removals.undo(workspace.library, action_id, workspace.trash, token),
            self._on_undone,
            self._on_failed,
        )

    def restore(self, paths: Sequence[str]) -> None:
        """Restore single photos, each with the files that went with it."""
        from simgui.engine import removals

        workspace, token = self._workspace, self._begin()
        self._files.run(
            lambda: removals.restore(workspace.library, paths, workspace.trash, token),
            self._on_restored,
            self._on_failed,
        )

    def redo(self, action_id: ActionId) -> None:
        """Redo an action."""
        from simgui.engine import removals

        workspace, token = self._workspace, self._begin()
        self._files.run(
            lambda: removals.redo(workspace.library, action_id, workspace.trash, token),
            self._on_redone,
            self._on_failed,
        )

    def read_journal(self) -> None:
        """Read the journal; `journal_read` follows."""
        if self._session.is_open:
            self._files.run(
                self._workspace.library.journal.actions, self.journal_read.emit, self._on_failed
            )

    def close(self) -> None:
        """Stop after the file that is being moved, and wait for it."""
        self.stop()
        self._files.close()

    def _begin(self) -> Token:
        self._token = Token()
        self.busy_changed.emit(True)
        return self._token

    def _end(self) -> None:
        self._token = None
        self.busy_changed.emit(False)
        self._session.reload()
        self.read_journal()

    def _on_executed(self, outcome: Outcome, plan: Plan) -> None:
        review = self._session.review
        gone = [r.removal.victim for r in outcome.removed]
        review.marks.drop([p.id for p in gone])
        if outcome.action_id is not None and gone:
            action_id = outcome.action_id
            text = deletion_wording.step_text(plan.action, len(gone))
            review.undo_stack.push(
                ActionCommand(
                    text,
                    lambda: self.redo(action_id),
                    lambda: self.undo(action_id, gone),
                    is_done=True,
                )
            )
        self._end()
        self.finished.emit(outcome, plan)
        if outcome.stopped_by is not None:
            self._session.tell(MessageKind.PROBLEM, errors.told(outcome.stopped_by))

    def _mark_again(self) -> None:
        """Mark what was marked before a deletion that was undone, once it is in the groups."""
        photos = self._session.snapshot.photos
        back = [photos[photo.id] for photo in self._marked if photo.id in photos]
        if back:
            self._marked = ()
            self._session.review.marks.apply(back, ())

    def _on_restored(self, reversals: list[Reversal]) -> None:
        self._end()
        count = sum(len(reversal.done) for reversal in reversals)
        text = translate("Deletion", "%Ln photos restored.", "", count)
        worst = next((r for r in reversals if r.failed or r.stopped_by is not None), reversals[0])
        self._tell_reversal(worst, text)

    def _on_undone(self, reversal: Reversal) -> None:
        self._end()
        self._tell_reversal(
            reversal, translate("Deletion", "%Ln photos restored.", "", len(reversal.done))
        )

    def _on_redone(self, reversal: Reversal) -> None:
        self._end()
        way = reversal.done[0].action if reversal.done else Action.TRASH
        text = deletion_wording.done(way, len(reversal.done))
        self._tell_reversal(reversal, text)

    def _tell_reversal(self, reversal: Reversal, text: str) -> None:
        if reversal.stopped_by is not None:
            self._session.tell(MessageKind.PROBLEM, errors.told(reversal.stopped_by))
            return
        if not reversal.failed:
            self._session.tell(MessageKind.NOTICE, text)
            return
        first = reversal.failed[0]
        why = deletion_wording.failed(first)
        stayed = translate("Deletion", "%Ln could not be moved", "", len(reversal.failed))
        self._session.tell(MessageKind.WARNING, f"{text} {stayed}: {why}")

    def _on_failed(self, error: Exception) -> None:
        if self._token is not None:
            self._end()
        if not isinstance(error, UserError):
            raise error
        self._session.tell(MessageKind.PROBLEM, errors.told(error))

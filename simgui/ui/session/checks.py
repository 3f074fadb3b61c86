"""Checking a card or disk against the library, and copying in what is new.

The rules are the engine's. Reading runs on the scan thread, so that no scan runs beside it; copying
has a thread of its own. A file that is being copied is copied to its end.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from simgui.core.errors import UserError
from simgui.core.task import Token
from simgui.text import check_wording, errors
from simgui.text.translation import translate
from simgui.ui.background.jobs import Pool
from simgui.ui.messages import Message, MessageKind
from simgui.ui.session.undo_commands import ActionCommand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simgui.core.intake.values import Outcome
    from simgui.core.scanning.pipeline import Event
    from simgui.engine.intake.check import Report
    from simgui.ui.session.session import Session


class Checks(QObject):
    """The check of a session: one folder at a time.

    Attributes:
        folder: What is or was checked, or "".
        report: What was found, None while that is not known.
        is_checking: Whether it waits for a scan, or is read and compared.

    Signals:
        changed: Another folder, report or state.
        copied: Bytes copied and their total.
        ended: Message on what came of copying, and whether it can be undone.
    """

    changed = Signal()
    copied = Signal(object, object)
    ended = Signal(object, bool)

    _step = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._files = Pool(1, self)
        self._token: Token | None = None
        self._also: tuple[str, ...] = ()
        self._is_waiting = False
        self.folder = ""
        self.report: Report | None = None
        self.is_checking = False
        self._step.connect(self.copied, Qt.ConnectionType.QueuedConnection)
        session.scan_ended.connect(self._on_scan_ended)

    @property
    def is_copying(self) -> bool:
        """Whether files are being copied, or copies taken back."""
        return self._token is not None

    def check(self, folder: str, also: tuple[str, ...] = ()) -> None:
        """Check a card or folder, once no scan runs.

        Args:
            folder: The one to check.
            also: Folders of the library to bring up to date first.
        """
        if self.is_copying:
            return
        self.folder = os.path.abspath(folder)
        self.report = None
        self._also = also
        self.is_checking = self._is_waiting = True
        if not self._session.is_scanning:
            self._start()
        self.changed.emit()

    def stop(self) -> None:
        """Stop checking, or copying after the files that are being copied."""
        if self._token is not None:
            self._token.cancel()
        elif self._is_waiting:
            self._is_waiting = self.is_checking = False
            self.changed.emit()
        elif self.is_checking:
            self._session.cancel()

    def show_report(self, report: Report) -> None:
        """Take over what was found."""
        self.report = report
        self.changed.emit()

    def copy_new(self, target: str, pattern: str = "") -> None:
        """Copy what is new into a folder; `ended` follows, and another check.

        Args:
            target: The folder that takes it.
            pattern: Folders by date below it, such as "%Y/%m".
        """
        report = self.report
        if report is None or self.is_copying or self.is_checking:
            return
        token = self._begin()
        self._files.run(
            lambda: self._copy(report, target, pattern, token),
            lambda outcome: self._on_copied(outcome, target, pattern),
            self._on_failed,
        )

    def undo(self, number: int, target: str) -> None:
        """Move the copies of one time to the trash, each while its source is there."""
        from simgui.engine.intake import copying

        workspace, token = self._session.workspace, self._begin()
        self._files.run(
            lambda: copying.undo(workspace.library, number, workspace.trash, token),
            lambda outcome: self._on_undone(outcome, target),
            self._on_failed,
        )

    def close(self) -> None:
        """Stop after the file that is being copied, and wait for it."""
        if self._token is not None:
            self._token.cancel()
        self._files.close()

    # -- how it is done

    def _start(self) -> None:
        folder, also, workspace = self.folder, self._also, self._session.workspace
        self._is_waiting = False

        def job(token: Token) -> Iterator[Event | Report]:
            there = [path for path in also if os.path.exists(path)]
            return workspace.check(folder, token, there)

        self._session.start_check(job)

    def _on_scan_ended(self, _: object) -> None:
        if self._is_waiting:
            self._start()
        elif self.is_checking:
            self.is_checking = False
            self.changed.emit()

    def _copy(self, report: Report, target: str, pattern: str, token: Token) -> Outcome:
        from simgui.engine.intake import copying

        planned = copying.plan(report, target, pattern)
        library = self._session.workspace.library
        return copying.execute(library, planned, token, self._step.emit)

    def _begin(self) -> Token:
        self._token = Token()
        self.changed.emit()
        return self._token

    def _end(self) -> None:
        self._token = None
        self.changed.emit()

    def _on_copied(self, outcome: Outcome, target: str, pattern: str) -> None:
        self._end()
        done, number = len(outcome.done), outcome.number
        if done and number is not None:
            self._session.review.undo_stack.push(
                ActionCommand(
                    translate("Undo", "copy %Ln files", "", done),
                    lambda: self.copy_new(target, pattern),
                    lambda: self.undo(number, target),
                    is_done=True,
                )
            )
        self.ended.emit(_message(outcome, check_wording.copied(done, target)), bool(done))
        self.check(self.folder, (target,))

    def _on_undone(self, outcome: Outcome, target: str) -> None:
        self._end()
        text = translate("Intake", "%Ln copies moved to the trash", "", len(outcome.done))
        self.ended.emit(_message(outcome, text), False)
        self._session.reload()
        self.check(self.folder, (target,))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, UserError):
            raise error
        self._session.tell(MessageKind.PROBLEM, errors.told(error))


def _message(outcome: Outcome, text: str) -> Message:
    """What came of it, with the first file that was not reached and why."""
    if outcome.stopped_by is not None:
        return Message(MessageKind.PROBLEM, f"{text}. {errors.told(outcome.stopped_by)}")
    if outcome.failed:
        rest = translate("Check", "%Ln files were not", "", len(outcome.failed))
        why = errors.retold(outcome.failed[0][1])
        return Message(MessageKind.WARNING, f"{text}; {rest}: {why}")
    return Message(MessageKind.NOTICE, f"{text}.")

"""From a plan to its end: where photos go, whether they go, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from simgui.core.removal.journal import Action
from simgui.text.translation import translate
from simgui.ui.deletion.journal_page import JournalPage
from simgui.ui.deletion.outcome import outcome_message
from simgui.ui.deletion.page import DeletionPage
from simgui.ui.platform.desktop import reveal
from simgui.ui.session.deletions import Deletions
from simgui.ui.session.review import Review

if TYPE_CHECKING:
    from simgui.core.removal.execute import Outcome
    from simgui.core.removal.plan import Plan


class DeletionFlow(QObject):
    """Ties the page of a plan, and that of what was done, to what carries it out.

    Signals:
        opened: The page has a plan to show.
        ended: A deletion ended.
        said: Message on what came of it, the text of a button (or ""), and what the button does.
    """

    opened = Signal()
    ended = Signal()
    said = Signal(object, str, object)

    def __init__(
        self, deletions: Deletions, page: DeletionPage, journal: JournalPage, review: Review
    ) -> None:
        super().__init__(page)
        self._deletions = deletions
        self._page = page
        self._review = review
        deletions.planned.connect(self._on_planned)
        deletions.progressed.connect(page.show_progress)
        deletions.finished.connect(self._on_finished)
        page.confirmed.connect(deletions.execute)
        page.way_chosen.connect(self._on_way)
        journal.undo_wanted.connect(deletions.undo)
        journal.restore_wanted.connect(deletions.restore)
        journal.reveal_wanted.connect(reveal)

    def _on_planned(self, plan: Plan) -> None:
        self._page.show_plan(plan)
        self.opened.emit()
        self._page.go.setFocus()

    def _on_way(self, way: Action) -> None:
        target = ""
        if way is Action.FOLDER:
            title = translate("Plan", "Choose a folder for the photos")
            target = QFileDialog.getExistingDirectory(self._page, title)
            if not target:
                self._page.show_way(Action.TRASH)
                way = Action.TRASH
        self._deletions.plan(way, target)

    def _on_finished(self, outcome: Outcome, plan: Plan) -> None:
        self.ended.emit()
        message = outcome_message(outcome, plan)
        if outcome.removed:
            restore = translate("Deletion", "Restore")
            self.said.emit(message, restore, self._review.undo_stack.undo)
        else:
            self.said.emit(message, "", None)

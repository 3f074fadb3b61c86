"""From a plan to its end: where photos go, whether they go, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from simgui.core.removal.journal import Action
from simgui.text.translation import translate
from simgui.ui.deletion.page import DeletionPage
from simgui.ui.session.deletions import Deletions

if TYPE_CHECKING:
    from simgui.core.removal.plan import Plan


class DeletionFlow(QObject):
    """Ties the page of a plan to what carries it out.

    Signals:
        opened: The page has a plan to show.
        ended: Outcome and Plan of a deletion that ended.
    """

    opened = Signal()
    ended = Signal(object, object)

    def __init__(self, deletions: Deletions, page: DeletionPage) -> None:
        super().__init__(page)
        self._deletions = deletions
        self._page = page
        deletions.planned.connect(self._on_planned)
        deletions.progressed.connect(page.show_progress)
        deletions.finished.connect(self.ended)
        page.confirmed.connect(deletions.execute)
        page.way_chosen.connect(self._on_way)

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

"""The photos that the user said are not duplicates, where that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from simgui.text.translation import translate
from simgui.ui import dates
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.model import Item, PhotoModel, Section
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import Button
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.engine.decisions import Separated

_CARD_PX = 180  # width of a card


class ApartPage(Page):
    """One section for each decision, with the photos it is about.

    Signals:
        withdrawn: The chosen decisions are to be taken back: the hashes of each one's contents.
        counted: How many decisions there are may be another number.

    Attributes:
        count: How many decisions there are.
    """

    withdrawn = Signal(object)
    counted = Signal()

    def __init__(self, theme: Theme, thumbs: ThumbLoader, session: Session) -> None:
        self._session = session
        self.count = 0
        self.model = PhotoModel(session.review.marks)
        self.grid = PhotoGrid(theme, CardDelegate(theme, thumbs, CardKind.BROWSE))
        self.grid.set_card_px(_CARD_PX)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(translate("Apart", "Photos that are not duplicates"))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        super().__init__(
            translate("Apart", "Not duplicates"),
            self.grid,
            translate("Apart", "Groups you mark as “not duplicates” are listed here."),
        )
        self.model.setParent(self)
        self._shown: list[Separated] = []
        self.again = Button(
            theme,
            translate("Apart", "Group again"),
            icon="undo",
            hint=translate("Apart", "Let the selected photos be grouped again"),
            on_click=self._on_again,
        )
        self.head.addWidget(self.again)
        self.set_note(translate("Apart", "These photos are never grouped with each other."))
        thumbs.arrived.connect(self.grid.thumbs_arrived)
        self.withdrawn.connect(session.review.withdraw_apart)
        session.opened.connect(self.refresh)
        session.review.apart_changed.connect(self.refresh)
        if session.is_open:  # the window is made again, in another language
            self.refresh()

    def refresh(self) -> None:
        """Read the decisions again."""
        from simgui.engine.decisions import separated

        workspace = self._session.workspace
        self._session.pool.run(lambda: separated(workspace.library), self.show_decisions)

    def show_decisions(self, decisions: Sequence[Separated]) -> None:
        """Show these decisions; what is in no folder of the library any more is left out."""
        self.count = len(decisions)
        self._shown = [decision for decision in decisions if decision.photos]
        items: list[Item] = []
        sections: list[Section] = []
        for decision in self._shown:
            title = dates.moment(decision.apart.at_ms)
            sections.append(Section(title, len(items), len(decision.photos)))
            items += [Item(photo) for photo in decision.photos]
        self.model.set_items(items, sections)
        self.show_body(has_any=bool(items))
        self.again.setEnabled(bool(items))
        if items:
            self.grid.setCurrentIndex(self.model.index(0))
        self.counted.emit()

    def chosen(self) -> list[Separated]:
        """The decisions of which a photo is selected."""
        rows = {index.row() for index in self.grid.selectionModel().selectedIndexes()}
        found = []
        for decision, section in zip(self._shown, self.model.sections, strict=True):
            if rows & set(range(section.start, section.start + section.count)):
                found.append(decision)
        return found

    def _on_again(self) -> None:
        chosen = [decision.apart.hashes for decision in self.chosen()]
        if chosen:
            self.withdrawn.emit(chosen)

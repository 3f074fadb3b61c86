"""What one decision for two folders would mark, and what it leaves alone, before it does so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from simgui.text import display, folder_wording, wording
from simgui.text.translation import translate
from simgui.ui.widgets.controls import Button, Segments, set_kind
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.core.types import Photo
    from simgui.engine.folders.decide import Decision, Excepted
    from simgui.engine.keep_rules import Ruled


class DecisionPage(Page):
    """The preview.

    Signals:
        confirmed: Decision to carry out.
        cancelled: Nothing is to be marked.
    """

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        self._decision: Decision | None = None
        self.marks: TableModel[Ruled] = TableModel(
            (
                Column(translate("Rules", "Photo to mark"), lambda r: _where(r.photo), share=2),
                Column(translate("Rules", "Kind"), lambda r: wording.tier_name(r.tier), share=0),
                Column(translate("Rules", "Kept photo"), lambda r: _where(r.keeper), share=2),
            )
        )
        self.exceptions: TableModel[Excepted] = TableModel(
            (
                Column(translate("Pairs", "Photo that stays"), lambda e: _where(e.photo), share=2),
                Column(translate("Rules", "Reason"), folder_wording.exception, share=0),
                Column(translate("Pairs", "Closest copy"), lambda e: _where(e.kept), share=2),
            )
        )
        self.lists = QStackedWidget()
        for model, name in (
            (self.marks, translate("Rules", "Photos that will be marked")),
            (self.exceptions, translate("Pairs", "Photos that stay all the same")),
        ):
            self.lists.addWidget(Table(model, name))
        super().__init__("", self.lists, translate("Pairs", "These two folders share no copies."))
        for model in (self.marks, self.exceptions):
            model.setParent(self)
        self.cancel = Button(
            theme, translate("Rules", "Cancel"), key="Esc", on_click=self.cancelled.emit
        )
        self.go = Button(
            theme, translate("Rules", "Mark"), kind="primary", icon="check", on_click=self._on_go
        )
        self.head.addWidget(self.cancel)
        self.head.addWidget(self.go)
        self.views = Segments(
            theme,
            (translate("Pairs", "Will be marked"), translate("Pairs", "Exceptions")),
            name=translate("Check", "Show"),
        )
        self.views.chosen.connect(self.lists.setCurrentIndex)
        bar = QFrame()
        set_kind(bar, "head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 16, 9)
        row.addWidget(self.views)
        row.addStretch(1)
        self.column.insertWidget(1, bar)

    def show_decision(self, decision: Decision, keep: str, drop: str) -> None:
        """Show a decision and ask."""
        self._decision = decision
        ruling = decision.ruling
        count, spared = len(ruling.marks), len(decision.exceptions)
        title = translate("Pairs", "Keep the photos in {keep}, mark their copies in {drop}")
        self.set_title(title.format(keep=display.plain(keep), drop=display.plain(drop)))
        groups = translate("Rules", "in %Ln groups", "", ruling.groups)
        marked = translate("Rules", "%Ln photos {groups} will be marked", "", count)
        freed = translate("Rules", "{size} could be freed")
        parts = [marked.format(groups=groups), freed.format(size=display.size(ruling.bytes_freed))]
        if spared:
            parts.append(translate("Pairs", "%Ln stay all the same", "", spared))
        self.set_note(" \N{MIDDLE DOT} ".join(parts))
        self.marks.set_rows(ruling.marks)
        self.exceptions.set_rows(decision.exceptions)
        exceptions = translate("Pairs", "%Ln exceptions", "", spared)
        self.views.button(1).setText(exceptions)
        self.views.button(1).setEnabled(spared > 0)
        first = 0 if count or not spared else 1
        self.views.set_current(first)
        self.lists.setCurrentIndex(first)
        self.show_body(has_any=bool(count or spared))
        self.go.setText(translate("Rules", "Mark %Ln photos", "", count))
        self.go.setEnabled(count > 0)
        (self.go if count else self.cancel).setFocus()

    def _on_go(self) -> None:
        decision, self._decision = self._decision, None
        if decision is not None:
            self.confirmed.emit(decision)


def _where(photo: Photo) -> str:
    """A photo with its folder."""
    return f"{display.name(photo.path)} \N{MIDDLE DOT} {display.place(photo)}"

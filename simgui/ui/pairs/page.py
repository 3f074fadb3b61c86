"""The folders that share photos, one pair a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from simgui.text import display, folder_wording
from simgui.text.translation import translate
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import Button
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.engine.folders.pairs import FolderPair

_NAME_CHARS = 24  # of a folder's name on a button
_ONLY_OUTER, _FREED = 4, 5  # columns that can be done without
_NARROW_PX = 760  # a table narrower than this leaves them out


class PairsPage(Page):
    """The list; a row is decided by one of two buttons.

    Signals:
        wanted: The folder whose photos are to stay, and the one whose copies are to be marked.
        counted: How many pairs there are may be another number.
    """

    wanted = Signal(object, object)
    counted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        self._session = session
        self._is_stale = True
        self._job = 0
        self.model = _model()
        self.table = Table(self.model, translate("Pairs", "Folders that share photos"))
        self.table.hide_when_narrow((_ONLY_OUTER, _FREED), _NARROW_PX)
        super().__init__(
            translate("Pairs", "Folder pairs"),
            self.table,
            translate("Pairs", "No two folders of your library share photos."),
        )
        self.model.setParent(self)
        self.keep_outer = Button(
            theme, kind="primary", icon="check", on_click=lambda: self._want(is_turned=False)
        )
        self.keep_inner = Button(theme, on_click=lambda: self._want(is_turned=True))
        self.head.addWidget(self.keep_inner)
        self.head.addWidget(self.keep_outer)
        self.set_note(translate("Pairs", "Decide once for all duplicates of two folders."))
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.table.doubleClicked.connect(lambda _: self._want(is_turned=False))
        session.changed.connect(self._on_changed)
        self._show_buttons()

    @property
    def count(self) -> int | None:
        """How many pairs there are, None before anybody looked."""
        return None if self._is_stale and not self.model.rows else len(self.model.rows)

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Count again, if the library has changed since.

        Args:
            then: Called once what is known is up to date.
        """
        if self._is_stale and self._session.snapshot.is_whole:
            self._is_stale = False
            self._count(then)
        elif then is not None:
            then()

    def pair(self) -> FolderPair | None:
        """The current row."""
        rows = self.table.selected_rows()
        return self.model.rows[rows[0]] if rows and rows[0] < len(self.model.rows) else None

    def _count(self, then: Callable[[], None] | None) -> None:
        photos, workspace = self._session.snapshot.photos, self._session.workspace

        def count() -> list[FolderPair]:
            from simgui.core.types import Tier
            from simgui.engine.folders.pairs import folder_pairs

            pairs = workspace.library.pairs(workspace.model().id, Tier.PIXELS)
            return folder_pairs(photos.values(), pairs)

        self._session.pool.forget(self._job)
        self._job = self._session.pool.run(count, lambda pairs: self._show(pairs, then))

    def _show(self, pairs: Sequence[FolderPair], then: Callable[[], None] | None) -> None:
        before = self.pair()
        self.model.set_rows(pairs)
        self.show_body(has_any=bool(pairs))
        same = [row for row, pair in enumerate(pairs) if before and pair.inner == before.inner]
        if pairs:
            self.table.selectRow(same[0] if same else 0)
        self._show_buttons()
        self.counted.emit()
        if then is not None:
            then()

    def _on_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _show_buttons(self) -> None:
        pair = self.pair()
        for button in (self.keep_outer, self.keep_inner):
            button.setVisible(pair is not None)
        if pair is None:
            return
        for button, folder in ((self.keep_outer, pair.inner), (self.keep_inner, pair.outer)):
            text = translate("Pairs", "Mark copies in {folder}…")
            button.setText(text.format(folder=_short(folder)))
            button.setToolTip(display.hint(text.format(folder=display.plain(folder))))

    def _want(self, *, is_turned: bool) -> None:
        pair = self.pair()
        if pair is not None:
            folders = (pair.inner, pair.outer) if is_turned else (pair.outer, pair.inner)
            self.wanted.emit(*folders)


def _model() -> TableModel[FolderPair]:
    return TableModel(
        (
            Column(translate("Pairs", "Folder"), lambda p: display.plain(p.inner), share=2),
            Column(translate("Pairs", "Its photos are in"), lambda p: display.plain(p.outer)),
            Column(translate("Pairs", "Overlap"), folder_wording.share, is_number=True, share=0),
            Column(
                translate("Pairs", "Only in the first"),
                lambda p: display.number(p.total - p.shared),
                is_number=True,
                share=0,
            ),
            Column(
                translate("Pairs", "Only in the second"),
                lambda p: display.number(p.outer_total - p.outer_shared),
                is_number=True,
                share=0,
            ),
            Column(
                translate("Pairs", "Copies take"),
                lambda p: display.size(p.shared_bytes),
                is_number=True,
                share=0,
            ),
        )
    )


def _short(folder: str) -> str:
    name = display.name(folder)
    return name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1]}…"

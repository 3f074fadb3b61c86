"""How groups are reviewed: a list beside the photos of one, or many with their photos at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from simgui.ui.dense.view import DenseList
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item
from simgui.ui.review.group_panel import GroupPanel
from simgui.ui.review.keys import ReviewKeys
from simgui.ui.review.page import ReviewPage
from simgui.ui.widgets.controls import tab_through

_LOW_PX = 560
"""A page lower than this has no room for the slider above several rows."""


class GroupViews(QObject):
    """Ties the two views of the groups together: one selection, one current photo, one set of keys.

    Signals:
        dense_chosen: Whether the user wants many groups at once.
    """

    dense_chosen = Signal(bool)

    def __init__(self, groups: GroupPanel, page: ReviewPage, dense: DenseList) -> None:
        super().__init__(page)
        self._groups = groups
        self._page = page
        self._dense = dense
        self._around: tuple[tuple[QWidget, ...], tuple[QWidget, ...]] = ((), ())
        self.keys = ReviewKeys(groups, page)
        self.keys.watch(dense)
        page.add_dense(dense)
        page.installEventFilter(self)
        dense.photo_chosen.connect(page.grid.select_photo)
        dense.mark_toggled.connect(page.toggle_photo)
        dense.opened.connect(page.open_compare)
        dense.customContextMenuRequested.connect(page.open_menu)
        page.grid.selectionModel().currentChanged.connect(self._on_photo)
        page.model.modelReset.connect(self._show_photo)
        groups.dense.toggled.connect(self._on_toggled)
        groups.counted.connect(self._say_why_empty)

    @property
    def is_dense(self) -> bool:
        """Whether many groups are shown at once."""
        return self._page.is_dense

    def set_dense(self, *, is_dense: bool) -> None:
        """Show many groups at once, or one beside the list."""
        if is_dense == self._page.is_dense:
            return
        self._groups.dense.setChecked(is_dense)
        box = self._page.layout()
        self._page.set_dense(is_dense=is_dense)
        self._groups.lend_head(box if is_dense and isinstance(box, QBoxLayout) else None)
        self._groups.setVisible(not is_dense)
        self._tab_in_order()
        self._fit_height()
        self._say_why_empty()
        self.take_focus()

    def tab_in_order(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Let the tab key follow the layout.

        Args:
            before: What comes before the groups.
            after: What comes after them.
        """
        self._around = (tuple(before), tuple(after))
        self._tab_in_order()

    def _tab_in_order(self) -> None:
        before, after = self._around
        groups, page = self._groups, self._page
        head = groups.tab_stops()
        if self._page.is_dense:
            tab_through([*before, *head, *page.tab_stops(), self._dense, *after])
        else:
            tab_through([*before, *head, groups.view, *page.tab_stops(), page.grid, *after])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_height()
        return False

    def _fit_height(self) -> None:
        if self._page.is_dense:
            self._groups.make_low(is_low=self._page.height() < _LOW_PX)

    def take_focus(self) -> None:
        """Put the keyboard on the groups."""
        if self._page.is_dense and self._page.group is not None:
            self._dense.setFocus()
        else:
            self._groups.take_focus()

    def _on_toggled(self, is_dense: bool) -> None:
        self.set_dense(is_dense=is_dense)
        self.dense_chosen.emit(is_dense)

    def _on_photo(self, current: QModelIndex) -> None:
        item = current.data(ItemRole.ITEM)
        self._dense.set_current_photo(item.photo.id if isinstance(item, Item) else None)

    def _show_photo(self) -> None:
        item = self._page.grid.current_item()
        self._dense.set_current_photo(item.photo.id if item is not None else None)

    def _say_why_empty(self) -> None:
        if self._page.is_dense and not self._groups.model.groups:
            self._page.say(self._groups.why_empty())

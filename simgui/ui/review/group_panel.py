"""The list of groups with what chooses among them: slider, filter, order, and live counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from simgui.core.types import Group, PhotoId
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.review.filter_menu import FilterMenu
from simgui.ui.review.group_delegate import GroupDelegate
from simgui.ui.review.group_list import GroupList
from simgui.ui.review.group_model import Filter, GroupModel, Order, order_name
from simgui.ui.review.tier_slider import TierSlider
from simgui.ui.session.review import Review
from simgui.ui.widgets.controls import Button, ElidedLabel, label, set_kind
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.theme import Theme

_TYPING_MS = 150  # pause after which typing counts as done
_WIDE_SLIDER_PX = 300
"""The slider's width beside the search; wider, its stops would be far apart."""

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not name


class GroupPanel(QFrame):
    """The column of groups.

    Signals:
        level_chosen: Level of the slider.
        group_chosen: Group to show, or None.
        order_chosen: Order of the list.
        counted: How many groups are shown changed, or why there is none.
    """

    level_chosen = Signal(object)
    group_chosen = Signal(object)
    order_chosen = Signal(object)
    counted = Signal()
    _remembered: frozenset[PhotoId] = frozenset()
    _remembered_row = -1
    _remembered_scroll = 0
    _is_reading = False
    _is_scanning = False
    _has_slider = True
    _is_low = False

    def __init__(self, theme: Theme, thumbs: ThumbLoader, review: Review) -> None:
        super().__init__()
        self._theme = theme
        marks = self._marks = review.marks
        set_kind(self, "column")
        self.setMinimumWidth(300)
        self.model = GroupModel(
            self, lambda group: _stage(review, group), review.reviewed.ids, marks.is_away
        )
        self.slider = TierSlider(theme)
        self.view = GroupList()
        self.view.setModel(self.model)
        self.view.setItemDelegate(GroupDelegate(theme, thumbs, review, self.view))
        self._counts = ElidedLabel()
        self._order = Button(theme, kind="quiet", icon="sort")
        self._filter = Button(
            theme,
            icon="filter",
            kind="icon",
            hint=translate("Groups", "Filter groups"),
        )
        self.dense = Button(
            theme,
            icon="rows",
            kind="icon",
            hint=translate("Groups", "Show many groups at once (V)"),
        )
        self.dense.setCheckable(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Groups", "Name or folder"))
        self.search.setAccessibleName(translate("Groups", "Show groups with this name or folder"))
        self.search.setClearButtonEnabled(True)
        self._empty = label(kind="dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(32, 0, 32, 0)
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build(theme)
        self._build_order_menu()
        self._build_filter_menu()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.slider.chosen.connect(self.level_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelReset.connect(self._restore)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.rowsInserted.connect(self._show_counts)
        self.model.dataChanged.connect(self._on_data_changed)
        thumbs.arrived.connect(lambda _: self.view.viewport().update())
        listen(self, marks.changed, self._on_marks)
        review.reviewed_changed.connect(self._on_reviewed)
        self._restore()
        self._show_counts()

    # -- what others use

    def take_focus(self) -> None:
        """Put the keyboard on the groups, or where they will be."""
        (self.view if self._stack.currentIndex() == 0 else self._empty).setFocus()

    def current(self) -> Group | None:
        """The group that is shown."""
        group = self.view.currentIndex().data(ItemRole.GROUP)
        return group if isinstance(group, Group) else None

    def selected(self) -> list[Group]:
        """The selected groups in order; without a selection, the current one."""
        rows = sorted(i.row() for i in self.view.selectionModel().selectedRows())
        found = [self.model.groups[row] for row in rows]
        current = self.current()
        return found or ([current] if current is not None else [])

    def step(self, by: int) -> bool:
        """Go to another group.

        Returns:
            Whether there was one.
        """
        row = self.view.currentIndex().row() + by
        if not 0 <= row < self.model.rowCount():
            return False
        self._go(row)
        return True

    def step_open(self) -> bool:
        """Go to the next group that is not reviewed, from the top if there is none below.

        Returns:
            Whether there was one.
        """
        row = self.model.next_open(self.view.currentIndex().row())
        if row >= 0:
            self._go(row)
        return row >= 0

    def choose(self, group_id: str) -> bool:
        """Go to a group by its name.

        Returns:
            Whether it is in the list.
        """
        row = self.model.row(group_id)
        if row >= 0:
            self._go(row)
        return row >= 0

    def show_groups(self, groups: Sequence[Group], *, keep_places: bool) -> None:
        """Show other groups; the chosen one stays chosen."""
        self.model.set_groups(groups, keep_places=keep_places)
        self._show_counts()

    def set_folder(self, path: str) -> None:
        """Show only groups with a photo in a folder; "" for all."""
        self._set_filter(replace(self.model.filter, root=path))

    def show_slider(self, *, is_shown: bool) -> None:
        """Show the slider, which has no meaning in the lane of moments."""
        self._has_slider = is_shown
        self.slider.setVisible(is_shown and not self._is_low)

    def set_order(self, order: Order) -> None:
        """Sort in another way."""
        self.model.set_order(order)
        self._order.setText(order_name(order))
        self._order.setAccessibleName(
            translate("Groups", "Sort: {order}").format(order=order_name(order))
        )
        for action in self._order_actions.actions():
            action.setChecked(action.data() == order.value)

    def show_waiting(self, *, is_reading: bool, is_scanning: bool) -> None:
        """Say that groups are still to come while there is none."""
        if (is_reading, is_scanning) != (self._is_reading, self._is_scanning):
            self._is_reading, self._is_scanning = is_reading, is_scanning
            self._show_counts()

    # -- building

    def _build(self, theme: Theme) -> None:
        self.head = QFrame()
        set_kind(self.head, "head")
        self._head_box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.head)
        self._head_box.setContentsMargins(16, 14, 12, 10)
        self._head_box.setSpacing(8)
        self._head_box.addWidget(self.slider)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self._filter)
        tools.addWidget(self.dense)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self._counts, 1)
        numbers.addWidget(self._order)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lines.setSpacing(8)
        self._lines.addLayout(tools, 1)
        self._lines.addLayout(numbers)
        self._head_box.addLayout(self._lines, 1)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(body, 1)

    def lend_head(self, place: QBoxLayout | None) -> None:
        """Put the slider, search and filter on top of another column, side by side; or back."""
        way = QBoxLayout.Direction
        if place is None:
            own = self.layout()
            if isinstance(own, QBoxLayout):
                own.insertWidget(0, self.head)
        else:
            place.insertWidget(0, self.head)
        self._head_box.setDirection(way.TopToBottom if place is None else way.LeftToRight)
        self._head_box.setSpacing(8 if place is None else 28)
        self.slider.setMinimumWidth(_WIDE_SLIDER_PX if place is not None else 0)
        self.slider.setMaximumWidth(_WIDE_SLIDER_PX if place is not None else _ANY_WIDTH)
        self.make_low(is_low=False)

    def tab_stops(self) -> list[QWidget]:
        """What the tab key goes through above the list, in order."""
        return [self.slider.slider, self.search, self._filter, self.dense, self._order]

    def make_low(self, *, is_low: bool) -> None:
        """Do with one line, without the slider; for a low window."""
        way = QBoxLayout.Direction
        self._lines.setDirection(way.LeftToRight if is_low else way.TopToBottom)
        self._is_low = is_low
        self.slider.setVisible(self._has_slider and not is_low)

    def _build_order_menu(self) -> None:
        menu = QMenu(self._order)
        self._order_actions = QActionGroup(menu)
        for order in Order:
            action = QAction(order_name(order), menu)
            action.setCheckable(True)
            action.setData(order.value)
            action.triggered.connect(self._order_teller(order))
            self._order_actions.addAction(action)
            menu.addAction(action)
        self._order.setMenu(menu)
        self.set_order(Order.WIN)

    def _build_filter_menu(self) -> None:
        self._menu = FilterMenu(self._theme, self._filter)
        self._menu.narrowed.connect(lambda change: self._set_filter(change(self.model.filter)))
        self._menu.cleared.connect(self.clear_filter)
        self._filter.setMenu(self._menu)

    # -- filter and order

    def clear_filter(self) -> None:
        """Show all groups."""
        self._menu.reset()
        self.search.clear()
        self._set_filter(Filter(root=self.model.filter.root))

    def _order_teller(self, order: Order) -> Callable[[], None]:
        def tell() -> None:
            self.set_order(order)
            self.order_chosen.emit(order)

        return tell

    def _on_typed(self) -> None:
        self._set_filter(replace(self.model.filter, text=self.search.text().strip()))

    def _on_marks(self, changed: frozenset[PhotoId]) -> None:
        if not changed:  # a folder came or went
            self.model.note_away(has_some=bool(self._marks.away))
            self._show_counts()
        self.view.viewport().update()

    def _on_reviewed(self) -> None:
        self._show_counts()
        self.view.viewport().update()

    def _set_filter(self, wanted: Filter) -> None:
        self.model.set_filter(wanted)
        narrowed = wanted != Filter(text=wanted.text, root=wanted.root)
        self._filter.setCheckable(narrowed)
        self._filter.setChecked(narrowed)
        self._show_counts()

    # -- what is chosen

    def _go(self, row: int) -> None:
        index = self.model.index(row)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def _remember(self) -> None:
        group = self.current()
        if group is not None:
            self._remembered = frozenset(m.photo.id for m in group.members)
            self._remembered_row = self.view.currentIndex().row()
        self._remembered_scroll = self.view.verticalScrollBar().value()

    def _restore(self) -> None:
        """After a reset: the same group is chosen and stands where it stood."""
        row = self.model.row_holding(self._remembered) if self._remembered else -1
        if row < 0 and self.model.rowCount():
            row = min(max(0, self._remembered_row), self.model.rowCount() - 1)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(self.model.index(row), flags)
            self.view.verticalScrollBar().setValue(self._remembered_scroll)
            self.view.scrollTo(self.model.index(row))
        else:
            self.group_chosen.emit(None)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.group_chosen.emit(current.data(ItemRole.GROUP))

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        is_content = not roles
        row = self.view.currentIndex().row()
        if is_content and first.row() <= row <= last.row():
            self.group_chosen.emit(self.current())

    def _show_counts(self) -> None:
        groups = self.model.groups
        photos, win = self.model.sums
        parts: tuple[str, ...] = (
            translate("Groups", "%Ln groups", "", len(groups)),
            translate("Groups", "%Ln photos", "", photos),
            display.size(win),
        )
        reviewed = self.model.reviewed_count
        if reviewed:
            done = translate("Groups", "{done} of {all} reviewed").format(
                done=display.number(reviewed), all=display.number(len(groups))
            )
            parts = (done, display.size(win))
        self._counts.set_text("" if self._is_reading else " \N{MIDDLE DOT} ".join(parts))
        if not groups:
            self._empty.setText(self.why_empty())
        self._switch(self.view if groups else self._empty)
        self.counted.emit()

    def why_empty(self) -> str:
        """Why there is no group to show."""
        if self._is_reading:
            return translate("Groups", "Opening your library…")
        if self.model.total:
            return translate("Groups", "No groups match the filter.")
        if self._is_scanning:
            return translate("Groups", "Groups will appear here during the scan.")
        return translate("Groups", "No duplicates at this match level.")

    def _switch(self, page: QWidget) -> None:
        """Show the list or what is said in its place; the keyboard stays here if it was."""
        had_focus = self.view.hasFocus() or self._empty.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus()


def _stage(review: Review, group: Group) -> tuple[bool, bool]:
    """Whether a group is reviewed, and whether one of its photos is marked."""
    return review.is_reviewed(group), any(m.photo.id in review.marks for m in group.members)

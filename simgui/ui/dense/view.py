"""The dense view: the list of groups once more, each row with all photos of its group."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from simgui.core.types import ContentId, Group, Member, PhotoId
from simgui.text import display, keeping_wording, wording
from simgui.text.translation import translate
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.dense.delegate import DenseDelegate
from simgui.ui.dense.places import MAX_CELL_PX, MIN_CELL_PX, DensePlaces
from simgui.ui.grid.fixed_list import PlacedList
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.review.group_model import GroupModel
from simgui.ui.session.review import Review
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.theme import Theme

_ZOOM_STEP = 16  # pixels of a cell's width


class DenseList(PlacedList):
    """The rows; the model and the selection are those of the list of groups.

    Signals:
        photo_chosen: PhotoId that was clicked, in the current row.
        mark_toggled: PhotoId whose box was clicked.
        opened: The current photo was double-clicked, or Enter was pressed.
        zoomed: New width of a photo.
    """

    photo_chosen = Signal(object)
    mark_toggled = Signal(object)
    opened = Signal()
    zoomed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        thumbs: ThumbLoader,
        review: Review,
        model: GroupModel,
        selection: QItemSelectionModel,
    ) -> None:
        super().__init__()
        self.places = DensePlaces()
        self._delegate = DenseDelegate(theme, thumbs, review, self.places, self)
        self._review = review
        self._groups = model
        self._scroll_before = 0
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "grid")
        self.setAccessibleName(translate("Dense", "Duplicate groups with their photos"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.set_up()
        model.modelAboutToBeReset.connect(self._remember)
        self.setModel(model)
        self.setSelectionModel(selection)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._on_data_changed)
        thumbs.arrived.connect(self.thumbs_arrived)
        theme.changed.connect(self.viewport().update)
        listen(self, review.marks.changed, lambda _: self.viewport().update())
        review.reviewed_changed.connect(self.viewport().update)

    # -- what others use

    def set_current_photo(self, photo_id: PhotoId | None) -> None:
        """Say which photo of the current row the keys are about."""
        row = self.currentIndex().row()
        if (photo_id, row) != (self._delegate.current, self._delegate.current_row):
            self._delegate.current, self._delegate.current_row = photo_id, row
            self.viewport().update()

    def cell_px(self) -> int:
        """The width of a photo."""
        return self.places.cell_px

    def set_cell_px(self, px: int) -> None:
        """Make photos this wide; the row at the top stays there."""
        px = max(MIN_CELL_PX, min(MAX_CELL_PX, px))
        if px == self.places.cell_px:
            return
        rows = self.places.rows_between(self.verticalOffset(), self.verticalOffset())
        self.places.cell_px = px
        self.doItemsLayout()
        if rows and self.verticalOffset() > 0:
            self.verticalScrollBar().setValue(self.places.row_rect(rows.start).top())

    def thumbs_arrived(self, contents: frozenset[ContentId]) -> None:
        """Repaint the rows in view whose thumbnails came."""
        if not self.isVisible():
            return
        top = self.verticalOffset()
        for row in self.places.rows_between(top, top + self.viewport().height()):
            group = self._group(row)
            if group and any(m.photo.content.id in contents for m in group.members):
                self.viewport().update(self.content_rect(row).translated(0, -top))

    def member_at(self, point: QPoint) -> tuple[int, Member | None, QRect]:
        """The row under a point of the viewport, the photo there, and its cell in the viewport."""
        top = self.verticalOffset()
        row, number = self.places.cell_at(point + QPoint(0, top))
        group = self._group(row)
        if group is None or not 0 <= number < len(group.members):
            return row, None, QRect()
        cell = self.places.cell_rect(row, number).translated(0, -top)
        return row, group.members[number], cell

    # -- places

    def reset(self) -> None:
        # Not Qt's own: it would clear the selection, which is not this view's alone and was
        # restored by the list of groups already.
        self.doItemsLayout()

    def doItemsLayout(self) -> None:
        self.places.is_reversed = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self.isVisible():
            counts = list(map(len, map(attrgetter("members"), self._groups.groups)))
            self.places.lay_out(counts, self.viewport().width())
        super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        self.doItemsLayout()  # what changed while it was hidden
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    def content_height(self) -> int:
        """Height of all rows together."""
        return self.places.height

    def content_rect(self, row: int) -> QRect:
        """Where a row lies."""
        return self.places.row_rect(row)

    def rows_between(self, top: int, bottom: int) -> list[range]:
        """Rows that touch a band."""
        found = self.places.rows_between(top, bottom)
        # Of a model that was reset and is not laid out yet.
        return [range(found.start, min(found.stop, self.count()))]

    def single_step(self) -> int:
        """Half a line of photos."""
        return self.places.cell_height // 2

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self.count()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self.model().index(0, 0)
        moves = QAbstractItemView.CursorAction
        if action is moves.MovePageDown:
            row = self._row_a_page_away(row, 1)
        elif action is moves.MovePageUp:
            row = self._row_a_page_away(row, -1)
        else:
            step = {
                moves.MoveUp: -1,
                moves.MovePrevious: -1,
                moves.MoveDown: 1,
                moves.MoveNext: 1,
                moves.MoveHome: -count,
                moves.MoveEnd: count,
            }.get(action, 0)
            row += step
        return self.model().index(max(0, min(count - 1, row)), 0)

    def _row_a_page_away(self, row: int, way: int) -> int:
        rect = self.places.row_rect(row)
        y = rect.top() + way * max(1, self.viewport().height() - rect.height())
        y = max(0, min(self.places.height - 1, y))
        found = self.places.rows_between(y, y).start
        return found if found != row else row + way

    # -- painting and input

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.current_row = self.currentIndex().row()
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row, member, cell = self.member_at(point)
        if member is not None and event.button() is Qt.MouseButton.LeftButton:
            is_marked = member.photo.id in self._review.marks
            check = self._delegate.check_rect(cell, member, is_marked=is_marked)
            if check.adjusted(-4, -4, 4, 4).contains(point):
                self._choose(row, member)
                self.mark_toggled.emit(member.photo.id)
                event.accept()
                return
        super().mousePressEvent(event)
        if member is not None and not event.modifiers():
            self.photo_chosen.emit(member.photo.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row, member, cell = self.member_at(event.position().toPoint())
        if member is None:
            super().mouseDoubleClickEvent(event)
            return
        is_marked = member.photo.id in self._review.marks
        check = self._delegate.check_rect(cell, member, is_marked=is_marked)
        if check.adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
            self.mousePressEvent(event)  # a second click on a box that is quick
            return
        self._choose(row, member)
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y() > 0
            self.set_cell_px(self.places.cell_px + (_ZOOM_STEP if up else -_ZOOM_STEP))
            self.zoomed.emit(self.places.cell_px)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, member, _ = self.member_at(event.pos())
            group = self._group(row)
            if group is None:
                QToolTip.hideText()
            else:
                text = _told(member) if member is not None else _told_of(group)
                QToolTip.showText(event.globalPos(), display.hint(text), self.viewport())
            return True
        return super().viewportEvent(event)

    # -- what comes from elsewhere

    def _choose(self, row: int, member: Member) -> None:
        """Make a photo and its group the ones that keys are about."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, 0)
        is_selected = self.selectionModel().isSelected(index)
        self.selectionModel().setCurrentIndex(
            index, flags.NoUpdate if is_selected else flags.ClearAndSelect
        )
        self.photo_chosen.emit(member.photo.id)

    def _group(self, row: int) -> Group | None:
        group = self._groups.index(row).data(ItemRole.GROUP) if row >= 0 else None
        return group if isinstance(group, Group) else None

    def _remember(self) -> None:
        self._scroll_before = self.verticalOffset()

    def _restore(self) -> None:
        if self.isVisible():
            self.doItemsLayout()
            self.verticalScrollBar().setValue(self._scroll_before)
            self.scrollTo(self.currentIndex())

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if roles or not self.isVisible():
            return
        rows = range(first.row(), last.row() + 1)
        if any(self.places.count(r) != len(self._groups.groups[r].members) for r in rows):
            self.scheduleDelayedItemsLayout()


def _told(member: Member) -> str:
    """All there is to say of a photo in a few lines."""
    why = keeping_wording.keep_reason(member) if member.is_keeper else wording.kind(member)
    lines = (display.plain(member.photo.path), wording.photo_facts(member.photo), why)
    return "\n".join(line for line in lines if line)


def _told_of(group: Group) -> str:
    lines = (
        wording.group_heading(group),
        wording.tier_explained(group.tier),
        wording.could_be_freed(group),
        display.place(group.keeper.photo),
    )
    return "\n".join(line for line in lines if line)

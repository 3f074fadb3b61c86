"""The watched folders as a tree: sub-folders with counts, what each is for and does."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from simgui.engine.snapshot import Folder
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.library.folder_rows import PHOTOS, FolderRow, Look, photos_in, rows
from simgui.ui.widgets.model_index import ModelIndex
from simgui.ui.widgets.theme import Theme

_ROW_PX = 32  # height of a row
_INDENT_PX = 14  # for each level
_ICON_PX = 17  # side of an icon
_KEY = Qt.ItemDataRole.UserRole + 1  # item roles
_LOOK = Qt.ItemDataRole.UserRole + 2  # item roles


class FolderTree(QTreeWidget):
    """The tree.

    Signals:
        chosen: Path of the folder the groups are to be limited to, or "" for all of them.
        menu_wanted: Key of a row, and the global position of its menu.
    """

    chosen = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._chosen = ""
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setIndentation(_INDENT_PX)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("Sidebar", "Folders"))
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setMinimumHeight(2 * _ROW_PX)
        theme.changed.connect(self.viewport().update)

    # -- what others use

    def show_folders(
        self,
        folders: Sequence[Folder],
        counts: Mapping[str, int],
        preferred: Collection[str] = (),
    ) -> None:
        """Show the watched folders and what lies in them.

        Args:
            folders: Watched folders and photos.
            counts: How many photos lie directly in each folder.
            preferred: Folders whose photos are kept where copies are equally good.
        """
        wanted = rows(folders, counts, preferred)
        for key in [k for k in self._items if k not in wanted]:
            item = self._items.pop(key)
            parent = item.parent() or self.invisibleRootItem()
            parent.removeChild(item)
            # Its own children go with it, and may be wanted again elsewhere.
            self._items = {k: i for k, i in self._items.items() if not _is_below(i, item)}
        for key, row in wanted.items():
            self._show_row(key, row)
        self._show_chosen()

    def show_chosen(self, path: str) -> None:
        """Show which folder the groups are limited to; "" for none."""
        self._chosen = path
        self._show_chosen()

    def keys(self) -> list[str]:
        """The keys of all rows, from top to bottom."""
        found: list[str] = []

        def visit(item: QTreeWidgetItem) -> None:
            for number in range(item.childCount()):
                child = item.child(number)
                if child is None:
                    continue
                found.append(str(child.data(0, _KEY)))
                visit(child)

        visit(self.invisibleRootItem())
        return found

    def row(self, key: str) -> QTreeWidgetItem:
        """The row of a folder."""
        return self._items[key]

    # -- input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._is_on_arrow(item, event.position().toPoint()):
            return
        self._choose(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        }:
            self._choose(item)
            return
        moves = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
        if event.key() in moves | {Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters are the window's, not a search by letter

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos())
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            item = self.currentItem()
            if item is not None:
                rect = self.visualItemRect(item)
                position = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(24, 0))
        if item is not None:
            self.setCurrentItem(item)
            self.menu_wanted.emit(item.data(0, _KEY), position)

    def sizeHint(self) -> QSize:
        return QSize(200, 4 * _ROW_PX)

    # -- how it is done

    def _choose(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY)
        if key == PHOTOS:
            rect = self.visualItemRect(item)
            self.menu_wanted.emit(key, self.viewport().mapToGlobal(rect.bottomLeft()))
        else:
            self.chosen.emit("" if key == self._chosen else key)

    def _is_on_arrow(self, item: QTreeWidgetItem, point: QPoint) -> bool:
        if not item.childCount():
            return False
        rect = self.visualItemRect(item)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return point.x() > rect.right()
        return point.x() < rect.left()

    def _show_chosen(self) -> None:
        item = self._items.get(self._chosen)
        if item is None:
            self.clearSelection()
        elif not item.isSelected():
            self.setCurrentItem(item)

    def _show_row(self, key: str, row: FolderRow) -> None:
        parent = self._items.get(row.parent) or self.invisibleRootItem()
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = QTreeWidgetItem()
            item.setData(0, _KEY, key)
            parent.insertChild(_place(parent, row.name, is_last=key == PHOTOS), item)
        elif (item.parent() or self.invisibleRootItem()) is not parent:  # a folder took it in
            (item.parent() or self.invisibleRootItem()).removeChild(item)
            parent.insertChild(_place(parent, row.name, is_last=key == PHOTOS), item)
        item.setText(0, row.name)
        item.setToolTip(0, display.hint("\n".join(row.told)))
        item.setData(0, _LOOK, row.look)
        spoken = (row.name, row.look.tag, row.look.end and photos_in(row.count))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(s for s in spoken if s))
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, row.told[-1])


def _place(parent: QTreeWidgetItem, name: str, *, is_last: bool) -> int:
    """Where a new row goes among those there are: by name, single photos below all."""
    if is_last:
        return parent.childCount()
    for number in range(parent.childCount()):
        child = parent.child(number)
        if child is None:
            continue
        if child.data(0, _KEY) == PHOTOS or child.text(0).casefold() > name.casefold():
            return number
    return parent.childCount()


def _is_below(item: QTreeWidgetItem, other: QTreeWidgetItem) -> bool:
    above = item.parent()
    while above is not None:
        if above is other:
            return True
        above = above.parent()
    return False


class _RowDelegate(QStyledItemDelegate):
    """Paints a row: icon, name, and at its end a tag or a count."""

    def __init__(self, theme: Theme, tree: FolderTree) -> None:
        super().__init__(tree)
        self._theme = theme
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: ModelIndex,
    ) -> None:
        look = index.data(_LOOK)
        if not isinstance(look, Look):
            return
        tokens = self._theme.tokens
        rect, state = QRectF(option.rect).adjusted(0, 1, -2, -1), option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.wash if is_chosen else tokens.hover))
            painter.drawRoundedRect(rect, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.accent))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        is_reversed = option.direction is Qt.LayoutDirection.RightToLeft
        icon_x = rect.right() - 8 - _ICON_PX if is_reversed else rect.left() + 8
        spot = QRectF(icon_x, rect.center().y() - _ICON_PX / 2, _ICON_PX, _ICON_PX)
        self._theme.draw_icon(painter, look.icon, spot, tokens.accent if is_chosen else tokens.dim)
        left, right = rect.left() + 16 + _ICON_PX, rect.right() - 8
        if is_reversed:
            left, right = rect.left() + 8, rect.right() - 16 - _ICON_PX
        used = self._paint_end(
            painter,
            QRectF(left, rect.top(), right - left, rect.height()),
            look,
            option,
            is_reversed=is_reversed,
        )
        room = QRectF(left, rect.top(), right - left - used, rect.height())
        if is_reversed:
            room.translate(used, 0)
        painter.setFont(option.font)
        ink = tokens.accent if is_chosen else tokens.dim if look.is_dim else tokens.text
        painter.setPen(QColor(ink))
        name = QFontMetrics(option.font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, name)
        painter.restore()

    def _paint_end(
        self,
        painter: QPainter,
        rect: QRectF,
        look: Look,
        option: QStyleOptionViewItem,
        *,
        is_reversed: bool,
    ) -> float:
        """Paint the tag or the count, and tell how much room they take."""
        tokens = self._theme.tokens
        font = QFont(option.font)  # the option's own is the name's
        font.setPixelSize(max(1, font.pixelSize() - 2))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        used = 0.0
        if look.end:
            width = metrics.horizontalAdvance(look.end)
            x = rect.left() if is_reversed else rect.right() - width
            painter.setPen(QColor(tokens.dim))
            box = QRectF(x, rect.top(), width, rect.height())
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, look.end)
            used += width + 8
        if look.tag_icon:
            x = rect.left() + used if is_reversed else rect.right() - used - 14
            spot = QRectF(x, rect.center().y() - 7, 14, 14)
            self._theme.draw_icon(painter, look.tag_icon, spot, tokens.dim)
            used += 20
        elif look.tag:
            width = metrics.horizontalAdvance(look.tag) + 12
            x = rect.left() + used if is_reversed else rect.right() - used - width
            box = QRectF(x, rect.center().y() - 9, width, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.neutral_wash))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(tokens.dim))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, look.tag)
            used += width + 6
        return used

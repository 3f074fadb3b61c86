"""Drag and drop of folders and files, and the first screen that invites to it.

A drop is a copy, never a move: the program that is dragged from must not delete anything. The
handler returns at once, because a file manager waits while it runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QObject,
    QPointF,
    QRectF,
    QStandardPaths,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from simgui.text.translation import translate
from simgui.ui.widgets.controls import Button, label
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_CARD_WIDTH = 640  # pixels: two sentences to a line
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ART_PX = 140  # height of the drawing


def local_paths(data: QMimeData) -> list[str]:
    """The local files and folders of a drag or a clipboard, in order."""
    found = (_local_path(url) for url in data.urls() if url.isLocalFile())
    return [path for path in found if path]


def _local_path(url: QUrl) -> str:
    """The path of a local address; bytes that are no text stay what they are."""
    path = url.toLocalFile()
    if _REPLACEMENT not in path:
        return path
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return os.fsdecode(unquote_to_bytes(encoded))


class DropFilter(QObject):
    """Makes a widget take drops of files; an item view would keep them to itself otherwise.

    Signals:
        entered: A drag with files came over the widget.
        moved: list of paths that are dragged, and the global position they are at.
        left: It went away, or was dropped.
        dropped: list of paths, after the drop handler has returned.
        refused: The drag holds nothing local.
    """

    entered = Signal()
    moved = Signal(object, object)
    left = Signal()
    dropped = Signal(object)
    refused = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def watch(self, widget: QWidget) -> None:
        """Take drops on another widget, too."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._drop(event, watched)
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if paths := local_paths(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if isinstance(event, QDragEnterEvent):
                    self.entered.emit()
                self._tell_place(event, watched, paths)
            else:
                event.ignore()
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.left.emit()
            return True
        return False

    def _tell_place(self, event: QDropEvent, watched: QObject, paths: list[str]) -> None:
        if isinstance(watched, QWidget):
            self.moved.emit(paths, watched.mapToGlobal(event.position().toPoint()))

    def _drop(self, event: QDropEvent, watched: QObject) -> None:
        paths = local_paths(event.mimeData())
        if paths:
            self._tell_place(event, watched, paths)
        self.left.emit()
        if not paths:
            event.ignore()
            self.refused.emit()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))


class _Art(QWidget):
    """Three photos in a fan: sun, hills and water in the theme's own colours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(260, _ART_PX)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self.width() / 2, self.height() / 2 + 4)
            for dx, dy, turn, hue in ((-56, 10, -9, 28), (56, 10, 9, 265), (0, -6, 0, 208)):
                painter.save()
                painter.translate(centre + QPointF(dx, dy))
                painter.rotate(turn)
                self._paint_photo(painter, QRectF(-54, -39, 108, 78), hue)
                painter.restore()

    def _paint_photo(self, painter: QPainter, rect: QRectF, hue: int) -> None:
        tokens = self._theme.tokens
        light = 0.40 if tokens.is_dark else 0.80
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in ((5, 8), (3, 12), (1, 16)):
            painter.setBrush(QColor(10, 20, 40, alpha * (3 if tokens.is_dark else 1)))
            painter.drawRoundedRect(
                rect.adjusted(-4 - spread, -3, 4 + spread, 5 + spread), 9 + spread, 9 + spread
            )
        painter.setBrush(QColor(tokens.frame))
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), 8, 8)
        clip = QPainterPath()
        clip.addRoundedRect(rect, 4, 4)
        painter.setClipPath(clip)
        painter.fillRect(rect, QColor.fromHslF(hue / 360, 0.45, light))
        painter.setBrush(QColor.fromHslF(hue / 360, 0.30, min(0.97, light + 0.14)))
        painter.drawEllipse(rect.topLeft() + QPointF(80, 21), 11, 11)
        for x, peak, wide, shade in ((28, 32, 70, 0.12), (76, 44, 58, 0.22)):
            painter.setBrush(QColor.fromHslF(hue / 360, 0.34, light - shade))
            base = rect.bottom()
            painter.drawPolygon(
                [
                    QPointF(rect.left() + x - wide, base),
                    QPointF(rect.left() + x, rect.top() + peak),
                    QPointF(rect.left() + x + wide, base),
                ]
            )


class DropArea(QWidget):
    """The first screen: what will happen, what won't, and two ways to begin.

    Signals:
        folder_wanted: The user wants to choose a folder.
        paths_given: list of paths to scan.
    """

    folder_wanted = Signal()
    paths_given = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_target = False
        self.setProperty("kind", "page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        self._card = QWidget()
        self._card.setMaximumWidth(_CARD_WIDTH)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(32, 44, 32, 40)
        inner.setSpacing(0)
        centre = Qt.AlignmentFlag.AlignHCenter
        inner.addWidget(_Art(theme), alignment=centre)
        inner.addSpacing(20)
        title = label(translate("DropArea", "Drop a folder of photos here"), "hero")
        inner.addWidget(title, alignment=centre)
        inner.addSpacing(10)
        inner.addWidget(
            self._centred(
                translate(
                    "DropArea",
                    "simgui finds copies, crops and edits of the same photo, and shows you "
                    "what you can safely remove.",
                )
            )
        )
        inner.addSpacing(22)
        inner.addLayout(self._buttons())
        inner.addSpacing(24)
        inner.addWidget(
            self._centred(translate("DropArea", "Your photos never leave this computer."))
        )
        inner.addSpacing(4)
        inner.addWidget(
            self._centred(
                translate(
                    "DropArea",
                    "Nothing is deleted until you say so. Deleted photos go to the trash "
                    "and can be restored.",
                )
            )
        )
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        theme.changed.connect(self.update)

    def set_target(self, *, is_target: bool) -> None:
        """Show that letting go here starts a scan."""
        self._is_target = is_target
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor(tokens.background))
            rect = QRectF(self._card.geometry()).adjusted(1, 1, -1, -1)
            pen = QPen(QColor(tokens.accent if self._is_target else tokens.line), 2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(QColor(tokens.wash if self._is_target else tokens.panel))
            painter.drawRoundedRect(rect, CARD_RADIUS + 4, CARD_RADIUS + 4)

    @staticmethod
    def _centred(text: str) -> QWidget:
        made = label(text, "dim")
        made.setWordWrap(True)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

    def _buttons(self) -> QHBoxLayout:
        self.choose = Button(
            self._theme,
            translate("DropArea", "Choose a folder…"),
            kind="primary",
            icon="folder",
            key="Ctrl+O",
            on_click=self.folder_wanted.emit,
        )
        layout = QHBoxLayout()
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self.choose)
        places = _pictures()
        if places:
            scan = Button(
                self._theme,
                translate("DropArea", "Scan my Pictures folder"),
                hint=places[0],
                on_click=self._giver(places),
            )
            layout.addWidget(scan)
        layout.addStretch(1)
        return layout

    def _giver(self, paths: Sequence[str]) -> Callable[[], None]:
        return lambda: self.paths_given.emit(list(paths))


def _pictures() -> list[str]:
    kind = QStandardPaths.StandardLocation.PicturesLocation
    return QStandardPaths.standardLocations(kind)[:1]

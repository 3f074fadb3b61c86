"""The left column of the search by example: the picture, and how it is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from simgui.engine.queries import Answer, SearchOptions
from simgui.engine.snapshot import Folder
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.settings import Settings
from simgui.ui.widgets.controls import ElidedLabel, Segments, label, set_kind
from simgui.ui.widgets.theme import CARD_RADIUS, Theme

_SIDE_PX = 320  # width of the column
_TOPS = (12, 24, 48, 96, 200)  # numbers of results offered
_METRICS = settings.METRIC.choices


class QueryView(QWidget):
    """The picture that is looked for, whole, with round corners."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._outline: QPolygonF | None = None
        self._wanted_height = 200
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(translate("Similar", "Search image"))
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        """Show another picture, or none."""
        self._pixmap = None if image is None else QPixmap.fromImage(image)
        width = _SIDE_PX - 42
        height = 200
        if self._pixmap is not None and self._pixmap.width():
            height = round(width * self._pixmap.height() / self._pixmap.width())
        self._wanted_height = max(96, min(360, height))
        self.updateGeometry()
        self.update()

    def show_outline(self, outline: QPolygonF | None) -> None:
        """Draw which part of the picture a result shows, over 0..1; None for nothing."""
        if outline is not self._outline:
            self._outline = outline
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX - 42, self._wanted_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            area = QRectF(self.rect())
            clip = QPainterPath()
            if self._pixmap is None:
                clip.addRoundedRect(area, CARD_RADIUS, CARD_RADIUS)
                painter.fillPath(clip, QColor(self._theme.tokens.mat))
                return
            scale = min(
                area.width() / self._pixmap.width(), area.height() / self._pixmap.height(), 1.0
            )
            width, height = self._pixmap.width() * scale, self._pixmap.height() * scale
            target = QRectF(0, 0, width, height)
            target.moveCenter(area.center())
            clip.addRoundedRect(target, CARD_RADIUS, CARD_RADIUS)
            painter.setClipPath(clip)
            painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))
            if self._outline is not None:
                self._paint_outline(painter, target, self._outline)

    @staticmethod
    def _paint_outline(painter: QPainter, target: QRectF, outline: QPolygonF) -> None:
        to_screen = QTransform(target.width(), 0, 0, target.height(), target.left(), target.top())
        shown = to_screen.map(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4))
        painter.drawPolygon(shown)
        pen = QPen(QColor("#ffd54a"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawPolygon(shown)


class QueryPanel(QFrame):
    """The column.

    Signals:
        changed: Another measure, number or folder was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, stored: Settings) -> None:
        super().__init__()
        set_kind(self, "column")
        self.setFixedWidth(_SIDE_PX)
        self._stored = stored
        self._roots: list[str] = []
        self.picture = QueryView(theme)
        self._name = ElidedLabel(kind="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._where = ElidedLabel(kind="dim", mode=Qt.TextElideMode.ElideMiddle)
        self._facts = label(kind="small")
        self._facts.setWordWrap(True)
        self.measure = Segments(
            theme,
            (translate("Similar", "Cosine"), translate("Similar", "Euclidean")),
            name=translate("Similar", "Similarity measure"),
        )
        self.measure.set_current(_METRICS.index(stored.get(settings.METRIC)))
        self.top = QComboBox()
        self.top.setAccessibleName(translate("Similar", "How many photos to show"))
        for count in _TOPS:
            self.top.addItem(translate("Similar", "Top %Ln", "", count), count)
        self.top.setCurrentIndex(max(0, self.top.findData(stored.get(settings.TOP))))
        self.root = QComboBox()
        self.root.setAccessibleName(translate("Similar", "Folder to search"))
        self.root.addItem(translate("Similar", "All folders"))
        self._build()
        self.measure.chosen.connect(self._on_metric)
        self.top.activated.connect(self._on_top)
        self.root.activated.connect(lambda _: self.changed.emit())

    def options(self) -> SearchOptions:
        """How the user wants to search."""
        root = self._root()
        return SearchOptions(
            "euclidean" if _METRICS[self.measure.current()] == "euclidean" else "cosine",
            int(self.top.currentData() or 24),
            (root,) if root else (),
        )

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Offer these folders to look in."""
        chosen = self._root()
        self._roots = [folder.path for folder in folders if not folder.is_file]
        self.root.clear()
        self.root.addItem(translate("Similar", "All folders"))
        self.root.addItems([display.name(path) for path in self._roots])
        if chosen in self._roots:
            self.root.setCurrentIndex(self._roots.index(chosen) + 1)

    def show_nothing(self) -> None:
        """No picture is looked for."""
        self.picture.show_image(None)
        self._name.set_text(translate("Similar", "No image yet"))
        self._where.set_text("")
        self._facts.setText("")

    def show_query(self, answer: Answer, picture: QImage | None) -> None:
        """Show what was looked for."""
        query = answer.query
        self.picture.show_image(picture)
        if query.is_pasted:
            self._name.set_text(translate("Similar", "from the clipboard"))
        else:
            self._name.set_text(display.name(query.path))
        if query.photo is not None:
            self._where.set_text(display.place(query.photo))
        else:
            self._where.set_text(translate("Similar", "not in your library"))
        searched = translate("Similar", "%Ln photos searched", "", answer.searched)
        took = translate("Similar", "in {ms} ms").format(
            ms=display.number(max(1, round(answer.seconds * 1000)))
        )
        self._facts.setText(f"{searched} {took}")

    def _root(self) -> str:
        chosen = self.root.currentIndex()
        return self._roots[chosen - 1] if chosen > 0 else ""

    def _on_metric(self, index: int) -> None:
        self._stored.set(settings.METRIC, _METRICS[index])
        self.changed.emit()

    def _on_top(self, _: int) -> None:
        self._stored.set(settings.TOP, int(self.top.currentData()))
        self.changed.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 21, 16)
        column.setSpacing(4)
        column.addWidget(label(translate("Similar", "SEARCH IMAGE"), "section"))
        column.addSpacing(8)
        column.addWidget(self.picture)
        column.addSpacing(12)
        column.addWidget(self._name)
        column.addWidget(self._where)
        column.addSpacing(14)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(12)
        fields.setColumnStretch(1, 1)
        for text, widget in (
            (translate("Similar", "Similarity measure"), self.measure),
            (translate("Similar", "Show"), self.top),
            (translate("Similar", "In"), self.root),
        ):
            name = label(text, "dim")
            name.setBuddy(widget)
            row = fields.rowCount()
            fields.addWidget(name, row, 0)
            fields.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(fields)
        column.addSpacing(14)
        column.addWidget(self._facts)
        column.addStretch(1)

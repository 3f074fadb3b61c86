"""Small controls the panels share: buttons that know their icon, key hints, labels that elide."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QSplitter,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSlider,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from simgui.text import display
from simgui.ui.widgets.theme import SPACE, Theme

_ICON_PX = 18  # side of an icon


def frame(kind: str, parent: QWidget | None = None) -> QFrame:
    """A plain surface of the style sheet."""
    surface = QFrame(parent)
    surface.setProperty("kind", kind)
    return surface


def label(text: str = "", kind: str = "", *, parent: QWidget | None = None) -> QLabel:
    """A label that shows its text as it is, whatever it holds."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    made.setText(text)
    return made


def set_kind(widget: QWidget, kind: str) -> None:
    """Change what a widget is for the style sheet."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def row(*widgets: QWidget, spacing: int = SPACE, stretch_last: bool = False) -> QHBoxLayout:
    """A horizontal layout without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if not stretch_last:
        layout.addStretch(1)
    return layout


def column(owner: QWidget, margins: tuple[int, int, int, int], spacing: int = SPACE) -> QVBoxLayout:
    """A vertical layout of a widget."""
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


class Button(QPushButton):
    """A push button with an icon of the theme, which follows the theme.

    Args:
        text: What it says; empty for a button that is an icon only.
        icon: Name in `resources/icons`, or empty.
        kind: For the style sheet: primary, danger, quiet, link, icon, segment, or empty.
        hint: Tool tip; also the accessible name of a button without text.
        key: A key that does the same, shown on the button.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        icon: str = "",
        kind: str = "",
        hint: str = "",
        key: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._key: QLabel | None = None
        if kind:
            self.setProperty("kind", kind)
        if hint:
            self.setToolTip(hint)
        self.setAccessibleName(text or hint)
        if text and hint:
            self.setAccessibleDescription(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        if key:
            self._key = label(key, "key", parent=self)
            self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            # Where there is no room for it the key is left out, not the text cut off.
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if icon:
            theme.changed.connect(self.refresh_icon)
            self.refresh_icon()
        if on_click is not None:
            self.clicked.connect(lambda *_: on_click())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text or self.toolTip())

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self.refresh_icon()

    def refresh_icon(self) -> None:
        """Fetch the icon in the colour that this kind of button has now."""
        kind = self.property("kind")
        token = {
            "primary": "on_accent",
            "danger": "on_trash",
            "quiet": "dim",
            "link": "accent",
        }.get(str(kind or ""), "text")
        self.setIcon(self._theme.icon(self._icon_name, token, (_ICON_PX,)))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._key is not None:
            hint.setWidth(hint.width() + self._key.sizeHint().width() + SPACE)
        return hint

    def minimumSizeHint(self) -> QSize:
        return super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._key is not None:
            size = self._key.sizeHint()
            self._key.setVisible(self.width() >= self.sizeHint().width())
            x = self.width() - size.width() - 10
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                x = 10
            self._key.setGeometry(
                x, (self.height() - size.height()) // 2, size.width(), size.height()
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._key is None or self._key.isHidden():
            super().paintEvent(event)
            return
        # The text makes room for the key; a style sheet can't say that for one button.
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self._key.width() + SPACE
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            option.rect.adjust(room, 0, 0, 0)
        else:
            option.rect.adjust(0, 0, -room, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)


class ElidedLabel(QLabel):
    """A one-line label that shortens its text to the room it has, in the middle or at the end."""

    def __init__(
        self,
        text: str = "",
        kind: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._mode = mode
        self._full = ""
        if kind:
            self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def full_text(self) -> str:
        """The text as it was given."""
        return self._full

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._full, self._mode, max(self.width(), 24))
        super().setText(shown)
        self.setToolTip(display.hint(self._full) if shown != self._full else "")


class Segments(QWidget):
    """A row of joined buttons of which one is chosen.

    Signals:
        chosen: Index of the button the user chose.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, texts: Sequence[str], *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, text in enumerate(texts):
            button = Button(theme, text, kind="segment")
            button.setCheckable(True)
            button.setAutoExclusive(True)  # spoken as one of several
            button.setAccessibleDescription(name)
            is_last = index == len(texts) - 1
            button.setProperty("place", "first" if index == 0 else "last" if is_last else "middle")
            self._group.addButton(button, index)
            layout.addWidget(button)
        self._group.idClicked.connect(self.chosen)
        self.set_current(0)

    def current(self) -> int:
        """Index of the chosen button."""
        return self._group.checkedId()

    def set_current(self, index: int) -> None:
        """Select a button without emitting a signal."""
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def button(self, index: int) -> QPushButton:
        """One of the buttons, to switch it off or give it a hint."""
        found = self._group.button(index)
        if not isinstance(found, QPushButton):
            raise IndexError(index)
        return found


class SpinBox(QSpinBox):
    """A box for a whole number."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setFixedWidth(140)
        # Qt's own padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(9, 0, 0, 0)


class Slider(QSlider):
    """A horizontal slider in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setFixedHeight(22)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            middle = self.height() / 2
            x = QRectF(handle).center().x()
            is_reversed = option.upsideDown
            groove = QRectF(2, middle - 2, self.width() - 4, 4)
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(groove, 2, 2)
            painter.setBrush(QColor(tokens.accent if self.isEnabled() else tokens.edge))
            done = QRectF(groove)
            if is_reversed:
                done.setLeft(x)
            else:
                done.setRight(x)
            painter.drawRoundedRect(done, 2, 2)
            is_active = self.underMouse() or self.isSliderDown()
            painter.setBrush(QColor(tokens.wash if is_active else tokens.panel))
            painter.setPen(QPen(QColor(tokens.accent if self.isEnabled() else tokens.edge), 2))
            painter.drawEllipse(QPointF(x, middle), 7.5, 7.5)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens.text), 1))
                painter.drawEllipse(QPointF(x, middle), 9.5, 9.5)


def put_in_order(splitter: QSplitter) -> None:
    """Let the parts of a splitter be read and tabbed to in the order in which they are seen.

    Qt puts each new part below the others, so that the last would come first.
    """
    for number in range(splitter.count()):
        part = splitter.widget(number)
        if part is not None:
            part.raise_()
    for number in range(splitter.count()):
        splitter.handle(number).raise_()


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Let the tab key go through widgets in this order."""
    for before, after in itertools.pairwise(widgets):
        QWidget.setTabOrder(before, after)


class Divider(QFrame):
    """A hair line between two parts."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__()
        self.setProperty("kind", "divider")
        if orientation is Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)


class IconLabel(QWidget):
    """A small icon of the theme that is no button."""

    def __init__(self, theme: Theme, name: str, token: str = "dim", px: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._token = token
        self.setFixedSize(px, px)
        theme.changed.connect(self.update)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name = name
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = getattr(self._theme.tokens, self._token)
        with QPainter(self) as painter:
            self._theme.draw_icon(painter, self._name, QRectF(self.rect()), colour)

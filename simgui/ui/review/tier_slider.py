"""The match level slider."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simgui.engine.snapshot import SliderStop
from simgui.text.translation import translate
from simgui.text.wording import expectation
from simgui.ui.widgets.controls import ElidedLabel, Slider, label
from simgui.ui.widgets.theme import Theme


def level_name(level: SliderStop) -> str:
    """The word at a stop of the slider."""
    return {
        SliderStop.IDENTICAL: translate("Slider", "Identical"),
        SliderStop.SAME: translate("Slider", "Same photo"),
        SliderStop.EDITED: translate("Slider", "Edited"),
        SliderStop.SIMILAR: translate("Slider", "Similar"),
    }[level]


def level_explained(level: SliderStop) -> str:
    """What is shown at a stop, in one sentence."""
    return {
        SliderStop.IDENTICAL: translate(
            "Slider", "Only files with the same bytes or the same pixels."
        ),
        SliderStop.SAME: translate("Slider", "Also the same shot, re-saved or resized."),
        SliderStop.EDITED: translate(
            "Slider",
            "Also cropped, rotated, mirrored and colour-adjusted versions, and "
            "ones with a border or text added.",
        ),
        SliderStop.SIMILAR: translate(
            "Slider", "Also photos that are merely similar. Look closely before you mark any."
        ),
    }[level]


class _Stops(QWidget):
    """The words above the slider; a click on one chooses it."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._current = SliderStop.EDITED
        self.setFixedHeight(20)
        theme.changed.connect(self.update)

    def show_level(self, level: SliderStop) -> None:
        self._current = level
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            font = QFont(self.font())
            font.setPixelSize(max(1, font.pixelSize() - 1))
            tokens = self._theme.tokens
            for level in SliderStop:
                strong = QFont(font)
                if level is self._current:
                    strong.setWeight(QFont.Weight.DemiBold)
                painter.setFont(strong)
                is_in = level <= self._current
                painter.setPen(QColor(tokens.text if is_in else tokens.dim))
                rect, align = self._place(level)
                # Absolute: left and right are turned around already.
                align |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
                painter.drawText(rect, align, level_name(level))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(1, self.width())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            share = 1 - share
        last = len(SliderStop) - 1
        self.chosen.emit(min(last, max(0, round(share * last))))

    def _place(self, level: SliderStop) -> tuple[QRectF, Qt.AlignmentFlag]:
        last = len(SliderStop) - 1
        step = level.value
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = last - step
        if step == 0:
            return QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft
        if step == last:
            return QRectF(self.rect()), Qt.AlignmentFlag.AlignRight
        knob = 9  # the slider's handle moves from half its width to half its width
        x = knob + (self.width() - 2 * knob) * step / last
        return QRectF(x - 80, 0, 160, self.height()), Qt.AlignmentFlag.AlignHCenter


class TierSlider(QWidget):
    """The slider with its words, and how many wrong groups a setting is expected to show.

    Signals:
        chosen: Level the user chose.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._expectation = ElidedLabel(kind="small")
        self._expectation.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._stops = _Stops(theme)
        self.slider = Slider(theme)
        self.slider.setRange(0, len(SliderStop) - 1)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(translate("Slider", "Match level"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(label(translate("Slider", "Match level"), "strong"))
        layout.addWidget(self._expectation)
        layout.addSpacing(5)
        layout.addWidget(self._stops)
        layout.addWidget(self.slider)
        self._expectation.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._stops.chosen.connect(self.slider.setValue)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.show_level(SliderStop.EDITED)

    def show_level(self, level: SliderStop) -> None:
        """Set the level without emitting a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(level.value)
        self.slider.blockSignals(False)
        self._describe(level)

    def show_expectation(self, groups: int, wrong: float) -> None:
        """Show how many of the groups are expected to be wrong."""
        self._expectation.set_text(expectation(groups, wrong))

    def _on_value_changed(self, value: int) -> None:
        level = SliderStop(value)
        self._describe(level)
        self.chosen.emit(level)

    def _describe(self, level: SliderStop) -> None:
        self._stops.show_level(level)
        text = f"{level_name(level)}: {level_explained(level)}"
        self.slider.setAccessibleDescription(text)
        self.slider.setToolTip(level_explained(level))

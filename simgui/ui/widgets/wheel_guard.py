"""Keeps the mouse wheel from changing settings: it scrolls, also over a box or a slider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget


class WheelGuard(QObject):
    """Passes wheel events of boxes and sliders below a widget on to what scrolls around them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        for kind in (QComboBox, QAbstractSpinBox, QSlider):
            for control in widget.findChildren(kind):
                control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

"""Arrow keys mean the same in the list of groups and among the photos of a group."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from simgui.ui.review.group_panel import GroupPanel
from simgui.ui.review.page import ReviewPage


class ReviewKeys(QObject):
    """Up and down go through the groups, left and right through the photos.

    A click on a group puts the keyboard on its photos, and so do left and right in the list.

    Signals:
        kept: A digit was pressed: the number, from 1, of the photo to keep.
    """

    kept = Signal(int)

    def __init__(self, groups: GroupPanel, page: ReviewPage) -> None:
        super().__init__(page)
        self._groups = groups
        self._page = page
        groups.view.installEventFilter(self)
        page.grid.installEventFilter(self)
        groups.view.clicked.connect(self._on_clicked)

    def watch(self, view: QWidget) -> None:
        """Let the keys mean the same in another view of the groups."""
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        forward = -1 if self._page.isRightToLeft() else 1
        match event.key():
            case Qt.Key.Key_Up:
                self._groups.step(-1)
            case Qt.Key.Key_Down:
                self._groups.step(1)
            case Qt.Key.Key_Left:
                self._step_photo(watched, -forward)
            case Qt.Key.Key_Right:
                self._step_photo(watched, forward)
            case digit if Qt.Key.Key_1 <= digit <= Qt.Key.Key_9:
                self.kept.emit(digit - Qt.Key.Key_0)
            case _:
                return False
        return True

    def _step_photo(self, watched: QObject, by: int) -> None:
        if watched is self._groups.view:
            self._page.grid.setFocus()
            if by < 0:  # the key only comes over, to the photo that is chosen
                return
        self._page.step_photo(by)

    def _on_clicked(self) -> None:
        self._page.grid.setFocus()

"""Arrow keys mean the same in the list of groups and among the photos of a group."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from simgui.ui.review.group_panel import GroupPanel
from simgui.ui.review.page import ReviewPage


class ReviewKeys(QObject):
    """Up and down go through the groups, left and right through the photos.

    A click on a group puts the keyboard on its photos, and so do left and right in the list.
    """

    def __init__(self, groups: GroupPanel, page: ReviewPage) -> None:
        super().__init__(page)
        self._groups = groups
        self._page = page
        groups.view.installEventFilter(self)
        page.grid.installEventFilter(self)
        groups.view.clicked.connect(self._on_clicked)

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
                self._step_photo(-forward)
            case Qt.Key.Key_Right:
                self._step_photo(forward)
            case _:
                return False
        return True

    def _step_photo(self, by: int) -> None:
        had_keys = self._page.grid.hasFocus()
        self._page.grid.setFocus()
        # The first key in the list of groups only comes over, to the photo that is chosen.
        if had_keys or by > 0:
            self._page.step_photo(by)

    def _on_clicked(self) -> None:
        self._page.grid.setFocus()

"""Sentences in the window instead of dialogs: one bar, dismissed by a click or by time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from simgui.text.translation import translate
from simgui.ui.messages import Message, MessageKind
from simgui.ui.widgets.controls import Button, IconLabel, label, set_kind
from simgui.ui.widgets.theme import Theme

_NOTICE_MS = 8_000  # long enough to read two sentences


class MessageBar(QFrame):
    """Shows the latest message; a problem stays until it is dismissed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "notice")
        self._icon = IconLabel(theme, "info", "accent", 18)
        self._text = label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action = Button(theme, kind="link")
        self._action.hide()
        self._close = Button(
            theme,
            icon="cross",
            kind="quiet",
            hint=translate("MessageBar", "Dismiss"),
            on_click=self.dismiss,
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 5, 12, 5)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._do: Callable[[], object] | None = None
        self._action.clicked.connect(self._act)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text() if not self.isHidden() else ""

    def show_message(
        self, message: Message, action: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a message, with a button if there is something to do about it."""
        icon, token = {
            MessageKind.NOTICE: ("info", "accent"),
            MessageKind.WARNING: ("warning", "amber"),
            MessageKind.PROBLEM: ("warning", "trash"),
        }[message.kind]
        set_kind(self, message.kind.value)
        self._icon.set_icon(icon, token)
        self._text.setText(message.text)
        self._text.setAccessibleName(message.text)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._do = do
        self.show()
        if message.kind is MessageKind.NOTICE:
            self._timer.start(_NOTICE_MS)
        else:
            self._timer.stop()

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self._do = None
        self.hide()

    def _act(self) -> None:
        do = self._do
        self.dismiss()
        if do is not None:
            do()

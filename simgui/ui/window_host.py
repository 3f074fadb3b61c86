"""Keeps a session's window open, and rebuilds it when the language changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from simgui.ui import settings
from simgui.ui.mainwindow import MainWindow
from simgui.ui.platform import i18n
from simgui.ui.session.session import Session
from simgui.ui.widgets.theme import Theme


class Shell(QObject):
    """The window of a session, whichever it is now."""

    def __init__(self, app: QApplication, session: Session, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._session = session
        self._theme = theme
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow | None:
        """The window that is open."""
        return self._window

    def open(self) -> None:
        """Make the window and show it."""
        window = MainWindow(self._session, self._theme)
        # After the click that asked for it has been handled: its button is deleted, too.
        window.remake_wanted.connect(lambda: QTimer.singleShot(0, self, self.remake))
        self._window = window
        window.show()

    def remake(self) -> None:
        """Rebuild the window in the language that is set now; the session continues."""
        old = self._window
        quits = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        i18n.install(self._app, self._session.settings.get(settings.LANGUAGE))
        if old is not None:
            old.close()
            old.shut_down()
            old.deleteLater()
        self.open()
        self._app.setQuitOnLastWindowClosed(quits)
        if self._window is not None:
            self._window.open_settings()

    def on_asked(self, paths: list[str]) -> None:
        """A second start hands over its folders and lets the window come forward."""
        self._session.add(paths)
        if self._window is not None:
            self._window.come_forward()

    def close(self) -> None:
        """Stop what the window runs."""
        if self._window is not None:
            self._window.shut_down()

"""A window for a screen reader to read: `python -m tests.ui.spoken_window HOME`.

Opens the library in HOME, says "ready" when its groups are shown, and ends when its input does.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from simgui.engine.workspace import Workspace
from simgui.ui.mainwindow import MainWindow
from simgui.ui.platform import i18n
from simgui.ui.platform.qt_trash import trash_mover
from simgui.ui.session.session import Session
from simgui.ui.settings import Settings
from simgui.ui.widgets.theme import Theme, ThemeChoice

_LOOK_MS = 100


def main() -> None:
    """Show the window until nobody listens any more."""
    home = Path(sys.argv[1])
    app = QApplication([])
    i18n.install(app, "en")
    stored = Settings(home / "config")
    workspace = Workspace(str(home / "data"), str(home / "cache"), stored.values, trash_mover)
    session = Session(workspace, stored)
    window = MainWindow(session, Theme(app, ThemeChoice.LIGHT))
    window.show()

    def look() -> None:
        if session.review.groups and session.snapshot.is_whole:
            looking.stop()
            print("ready", flush=True)

    looking = QTimer(interval=_LOOK_MS)
    looking.timeout.connect(look)
    looking.start()
    ending = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ending.set()

    threading.Thread(target=listen, daemon=True).start()
    watch = QTimer(interval=_LOOK_MS)
    watch.timeout.connect(lambda: app.quit() if ending.is_set() else None)
    watch.start()
    app.exec()
    window.close()
    window.shut_down()
    session.close()


if __name__ == "__main__":
    main()

"""Opens simgui's window as `simgui FOLDER` does, searches for a photo once the scan is over, and
closes it after some seconds. Run by test_no_trace.py.

    python window_session.py FOLDER PHOTO SECONDS
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from simgui import app
from simgui.engine.queries import Query
from simgui.ui import window_host
from simgui.ui.session.session import Session

FOLDER, PHOTO, SECONDS = sys.argv[1:]
SCANNED, SEARCHED = "scanned", "searched"
_PATIENCE = 8  # times SECONDS


class Use:
    """Watches the window, and does one thing after the other."""

    def __init__(self, opened: window_host.Shell, session: Session) -> None:
        self.shell = opened
        self.session = session
        self.began = time.monotonic()
        self.done: list[str] = []
        session.scan_ended.connect(self.on_scanned)
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(200)

    def on_scanned(self, stats: object) -> None:
        self.done.append(SCANNED)
        self.shell.window.open_similar(Query(path=PHOTO))

    def look(self) -> None:
        page = self.shell.window.page
        is_searching = self.done == [SCANNED] and page is not None
        if is_searching and page.model.rowCount():
            self.done.append(SEARCHED)
        seconds = time.monotonic() - self.began
        # A busy machine takes longer to scan and search than the window has to be open.
        is_done = SEARCHED in self.done or seconds > _PATIENCE * float(SECONDS)
        if seconds > float(SECONDS) and is_done and not self.session.pool.is_busy:
            print(*self.done, flush=True)
            QApplication.instance().quit()


def main() -> int:
    uses: list[Use] = []
    open_window = window_host.Shell.open

    def opened(self: window_host.Shell) -> None:
        open_window(self)
        uses.append(Use(self, self._session))

    window_host.Shell.open = opened
    return app.main([FOLDER])


if __name__ == "__main__":
    sys.exit(main())

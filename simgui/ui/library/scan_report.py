"""What the window says about a scan: how far it is, whether it waits, and where it was stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject

from simgui.core.task import Phase, Progress
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.library.top_bar import TopBar
from simgui.ui.messages import Message, MessageKind
from simgui.ui.session.session import Session
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.message_bar import MessageBar


class ScanReport(QObject):
    """Passes a session's scans on to the progress in the top bar and to the message bar."""

    def __init__(self, session: Session, top: TopBar, message: MessageBar) -> None:
        super().__init__(top)
        shown = top.progress
        self._session = session
        self._top = top
        self._shown = shown
        self._message = message
        self._last: Progress | None = None
        self._is_check = False
        session.scan_started.connect(self._on_started)
        session.scan_progressed.connect(self._on_progress)
        session.scan_paused.connect(shown.show_paused)
        listen(self, session.scan_ended, self._on_ended)
        shown.pause_toggled.connect(self._toggle_pause)
        shown.stop_wanted.connect(session.cancel)

    def show_state(self) -> None:
        """Show the scan that runs now, if one does."""
        self._shown.setVisible(self._session.is_scanning)
        self._top.fit()
        if self._session.progress is not None:
            self._shown.show_progress(self._session.progress)
        self._shown.show_paused(self._session.is_paused)

    def _on_started(self) -> None:
        self._is_check = self._session.checks.is_checking

    def _on_progress(self, progress: Progress) -> None:
        if progress.phase is Phase.READING:
            self._last = progress
        self._shown.show_progress(progress)

    def _on_ended(self, stats: object) -> None:
        last, self._last = self._last, None
        # A check that is stopped says so itself, and resuming it is no scan of the library.
        if stats is None and last is not None and last.total and not self._is_check:
            text = translate("Progress", "Scan stopped: {done} of {total} photos read.").format(
                done=display.number(last.done), total=display.number(last.total)
            )
            resume = translate("Progress", "Resume")
            message = Message(MessageKind.NOTICE, text)
            self._message.show_message(message, resume, self._session.rescan)
        self.show_state()

    def _toggle_pause(self) -> None:
        if self._session.is_paused:
            self._session.resume()
        else:
            self._session.pause()

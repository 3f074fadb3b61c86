"""Crash handling: a log, one dialog, no network.

Errors of slots, of QThread and of QRunnable all arrive at sys.excepthook, on the thread they
happened on; the dialog is made on the GUI thread by a queued signal. What kills the process at once
leaves its trace in crash.log and is shown at the next start.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from simgui import __version__
from simgui.text.translation import translate
from simgui.ui.widgets.controls import Button, label
from simgui.ui.widgets.theme import Theme

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("simgui.qt")

_QUIET_SECONDS = 5.0  # repeats within this time are only logged
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def about_this_computer() -> str:
    """Versions that matter for a bug, without names of files or people."""
    from PySide6 import __version__ as pyside_version

    return (
        f"simgui {__version__}, Python {platform.python_version()}, PySide6 {pyside_version}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


class CrashDialog(QDialog):
    """The crash dialog: shows the report; the user can copy it, continue or quit."""

    def __init__(self, theme: Theme, sentence: str, details: str, log_dir: Path) -> None:
        super().__init__()
        self.setWindowTitle(translate("Crash", "Something went wrong"))
        self.resize(680, 420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(translate("Crash", "Details"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(sentence, "title"))
        note = label(
            translate(
                "Crash",
                "Your photos are safe: nothing is moved without being recorded in the "
                "deletion history. You can continue, or quit and restart. Nothing was "
                "sent anywhere.",
            ),
            "dim",
        )
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addWidget(self.details, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        copy = Button(theme, translate("Crash", "Copy"), on_click=self._copy)
        folder = Button(
            theme,
            translate("Crash", "Open the log folder"),
            on_click=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir))),
        )
        leave = Button(theme, translate("Crash", "Quit"), on_click=QApplication.quit)
        go_on = Button(theme, translate("Crash", "Continue"), kind="primary", on_click=self.close)
        buttons.addWidget(copy)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(go_on)
        layout.addLayout(buttons)
        go_on.setDefault(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


class CrashReporter(QObject):
    """Handles exceptions that nothing else caught.

    Signals:
        caught: A sentence and the details, on the GUI thread.
    """

    caught = Signal(str, str)

    def __init__(self, theme: Theme, log_dir: Path) -> None:
        super().__init__()
        self._theme = theme
        self._log_dir = log_dir
        self._last = 0.0
        self._is_reporting = False
        self._file: IO[str] | None = None
        self._hooks = (sys.excepthook, threading.excepthook)
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> str:
        """Catch from now on.

        Returns:
            What the last run left when it died, or an empty text.
        """
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._on_error(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        qInstallMessageHandler(_on_qt_message)
        return self._open_crash_log()

    def remove(self) -> None:
        """Stop catching."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def report(self, sentence: str, details: str) -> None:
        """Show a dialog, from any thread."""
        self.caught.emit(sentence, details)

    def _open_crash_log(self) -> str:
        path = self._log_dir / "crash.log"
        left = ""
        try:
            if path.exists():
                left = path.read_text("utf-8", "replace").strip()
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(descriptor, "w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError as error:
            _log.warning("no crash log: %s", error.strerror)
        return left

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("uncaught error", exc_info=(kind, error, trace))
        now = time.monotonic()
        if self._is_reporting or now - self._last < _QUIET_SECONDS:
            return
        self._last = now
        sentence = translate("Crash", "Something went wrong in simgui.")
        self.report(sentence, f"{about_this_computer()}\n\n{text}")

    def _show(self, sentence: str, details: str) -> None:
        if self._is_reporting:
            return
        self._is_reporting = True
        try:
            CrashDialog(self._theme, sentence, details, self._log_dir).show()
        finally:
            self._is_reporting = False


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)

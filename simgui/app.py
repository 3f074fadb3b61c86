"""The window's composition root: puts arguments, log, lock, settings, engine and window together.

What is slow to import (onnxruntime, hnswlib, Pillow) is imported after the first paint.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simgui import APP_ID, APP_NAME, __version__, log, paths, startup
from simgui.text import catalogue, display, translation
from simgui.text.translation import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from simgui.ui.settings import Settings
    from simgui.ui.window_host import Shell

# Seconds a thread may keep the GIL: short, so that the window paints between reads.
SWITCH_SECONDS = 0.00005


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description=translate(
            "Start", "Opens the window. “simgui --help” lists what works without one."
        ),
    )
    folder = translate("Help", "FOLDER")
    parser.add_argument(
        "paths", nargs="*", metavar=folder, help=translate("Start", "folders or photos to scan")
    )
    parser.add_argument(
        "--library", metavar=folder, help=translate("Start", "keep the library in this folder")
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    options, rest = parser.parse_known_args(list(arguments))
    unknown = startup.unknown_option(rest)
    if unknown is not None:
        text = translate("Start", "there is no option {option}; see simgui --help")
        parser.error(text.format(option=unknown))
    return options


def main(arguments: Sequence[str]) -> int:
    """Open the window and run until it is closed.

    Returns:
        The exit code.
    """
    # Before Qt is there to ask; the window then chooses its language by the settings.
    translation.use(catalogue.of_environment())
    options = _arguments(arguments)
    for path in options.paths:
        # A mistyped command must not open a window; what a desktop hands over has a folder.
        if not os.path.dirname(path) and not os.path.lexists(path):
            text = translate(
                "Start",
                "“{name}” is not a command, and there is no folder or photo with this name; see"
                " simgui --help",
            )
            print(f"{APP_NAME}: {text.format(name=display.plain(path))}", file=sys.stderr)
            return 2
    reason = startup.why_no_window()
    if reason is not None:
        print(f"{APP_NAME}: {reason}", file=sys.stderr)
        return 2
    log.start(paths.log_dir())
    app = _application(arguments)
    try:
        return _run(app, options)
    finally:
        log.stop()


def paint_off_screen(seconds: float) -> int:
    """Open the window, paint it once and close it; for the self-test.

    Args:
        seconds: How long the window's event loop runs first.

    Returns:
        How many colours the window has, looked at every eighth pixel.

    Raises:
        RuntimeError: No window can open here; says why.
    """
    reason = startup.why_no_window()
    if reason is not None:
        raise RuntimeError(reason)
    from PySide6.QtCore import QTimer

    log.start(paths.log_dir())
    app = _application([])
    colours: set[int] = set()

    def look(shell: Shell) -> None:
        if shell.window is not None:
            image = shell.window.grab().toImage()
            rows, columns = range(0, image.height(), 8), range(0, image.width(), 8)
            colours.update(image.pixel(x, y) for y in rows for x in columns)
        app.quit()

    def on_open(shell: Shell) -> None:
        QTimer.singleShot(round(seconds * 1000), lambda: look(shell))

    try:
        _run(app, _arguments([]), on_open)
    finally:
        log.stop()
    return len(colours)


def _application(arguments: Sequence[str]) -> QApplication:
    from PySide6.QtCore import QCoreApplication, Qt

    startup.restore_builtin_import()
    from PySide6.QtWidgets import QApplication

    QCoreApplication.setApplicationName(APP_NAME)
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(APP_ID)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    return QApplication([APP_NAME, *arguments])


def _run(
    app: QApplication,
    options: argparse.Namespace,
    on_open: Callable[[Shell], object] = lambda _: None,
) -> int:
    from simgui.engine.workspace import Workspace
    from simgui.ui import settings, single_instance
    from simgui.ui.crash import CrashReporter
    from simgui.ui.platform import i18n
    from simgui.ui.platform.gc_timer import Collector
    from simgui.ui.platform.qt_trash import trash_mover
    from simgui.ui.session.session import Session
    from simgui.ui.settings import Settings
    from simgui.ui.widgets.theme import Theme, ThemeChoice
    from simgui.ui.window_host import Shell

    stored = Settings(paths.config_dir())
    i18n.install(app, stored.get(settings.LANGUAGE))
    theme = Theme(app, ThemeChoice(stored.get(settings.THEME)))
    crash = CrashReporter(theme, paths.log_dir())
    left = crash.install()

    folder, cache = _library_folder(options, stored)
    targets = [os.path.abspath(os.path.expanduser(p)) for p in options.paths]
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    if _is_open_elsewhere(folder):
        single_instance.hand_over(folder, targets)
        crash.remove()
        return 0

    session = Session(Workspace(folder, cache, stored.values, trash_mover), stored)
    shell = Shell(app, session, theme)
    receiver = single_instance.Receiver(folder)
    receiver.asked.connect(shell.on_asked)

    def give_way() -> None:
        # Two starts at the same moment: the lock was free when this one looked.
        single_instance.hand_over(folder, targets)
        app.quit()

    session.locked.connect(give_way)
    # Grouping 100,000 photos is Python on another thread: the window asks for its turn more often.
    sys.setswitchinterval(SWITCH_SECONDS)
    collector = Collector()
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    shell.open()
    on_open(shell)
    if targets:
        session.add(targets)
    if left:
        crash.report(i18n.last_run_died(), left)
    code = app.exec()
    shell.close()
    receiver.close()
    session.close()
    collector.close()
    stored.close()
    crash.remove()
    return int(code)


def _is_open_elsewhere(folder: str) -> bool:
    from simgui.store.database.lock import LibraryLock, LockedError

    try:
        LibraryLock(folder).release()
    except LockedError:
        return True
    return False


def _library_folder(options: argparse.Namespace, stored: Settings) -> tuple[str, str]:
    """Where the library and its cache lie: as asked, as set, or where they belong."""
    from simgui.ui import settings

    chosen = options.library or stored.get(settings.LIBRARY)
    if chosen:
        folder = os.path.abspath(os.path.expanduser(chosen))
        return folder, os.path.join(folder, "cache")
    return str(paths.data_dir()), str(paths.cache_dir())

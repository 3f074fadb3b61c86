"""Pictures of every main state of the window: `python -m tests.ui.screenshots OUT`.

Paints an album, scans it with the real engine and the real network, and grabs the window in both
themes at 100 % and 200 %. Runs without a display; each scale is a process of its own, because Qt
takes it once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simgui.ui.mainwindow import MainWindow
    from simgui.ui.session import Session

_SIZE = (1440, 900)
_SCENES = 48
_PHOTO = (1500, 1000)
_WAIT_MS = 240_000


def _spin(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(signal: Any) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    signal.connect(lambda *_: loop.quit())
    QTimer.singleShot(_WAIT_MS, loop.quit)
    loop.exec()


class Studio:
    """One window on one library, and where its pictures go."""

    def __init__(self, home: Path, out: Path, theme: str, scale: int, language: str) -> None:
        from PySide6.QtWidgets import QApplication

        from simgui.ui import i18n, settings
        from simgui.ui.engine import LibraryEngine
        from simgui.ui.mainwindow import MainWindow
        from simgui.ui.session import Session
        from simgui.ui.settings import Settings
        from simgui.ui.theme import Theme, ThemeChoice

        app = QApplication.instance() or QApplication([])
        stored = Settings(tempfile.mkdtemp())
        stored.set(settings.LANGUAGE, language)
        i18n.install(app, language)
        self._suffix = f"{theme}-{scale}"
        self._out = out
        engine = LibraryEngine(str(home / "data"), str(home / "cache"), stored)
        self.session: Session = Session(engine, stored)
        look = Theme(app, ThemeChoice(theme))
        self.window: MainWindow = MainWindow(self.session, engine, engine, look)
        self.window.resize(*_SIZE)
        self.window.show()
        _wait(self.session.opened)

    def take(self, name: str, milliseconds: int = 900) -> None:
        """Grab the window once it has settled."""
        _spin(milliseconds)
        path = self._out / f"{name}-{self._suffix}.png"
        self.window.grab().save(str(path))
        print(path)

    def close(self) -> None:
        """End everything in order."""
        self.window.close()
        self.window.shut_down()
        self.session.close()
        self.window.deleteLater()
        _spin(50)


def _empty(home: Path, make: Callable[[Path], Studio]) -> None:
    studio = make(home / "empty")
    studio.take("empty", 300)
    studio.close()


def _scanning(album: Path, home: Path, make: Callable[[Path], Studio]) -> None:
    import shutil

    shutil.rmtree(home / "scanning", ignore_errors=True)
    studio = make(home / "scanning")
    studio.session.add(sorted(str(p) for p in album.iterdir()))
    _wait(studio.session.scan_progressed)
    _spin(2500)
    studio.session.pause()
    studio.take("scanning", 300)
    studio.close()


def _library(home: Path, make: Callable[[Path], Studio]) -> None:
    from simgui.ui.sidebar import Place
    from simgui.ui.stage import Mode

    studio = make(home / "full")
    window, session = studio.window, studio.session
    library, review = window.library, session.review
    _wait(session.changed)
    groups = [g for g in library.groups.model.groups if len(g.members) > 2]
    library.groups.choose(groups[0].id)
    for group in library.groups.model.groups[2:6]:
        review.mark_others((group,))
    review.mark([groups[0].members[-1].photo])
    studio.take("groups", 1500)
    library.review.info.click()
    library.review.grid.setCurrentIndex(library.review.model.index(1))
    studio.take("details")
    library.review.info.click()
    library.review.open_compare()
    studio.take("compare", 1500)
    window.compare.set_mode(Mode.SWIPE)
    studio.take("swipe")
    window.compare.set_mode(Mode.DIFFERENCE)
    studio.take("difference")
    window.compare.set_mode(Mode.WHY)
    studio.take("why")
    window.go_back()
    library.review.grid.setCurrentIndex(library.review.model.index(0))
    window.find_similar()
    studio.take("similar", 2000)
    window.go_back()
    window.open_settings()
    studio.take("settings")
    window.go_back()
    window.open_rules()
    studio.take("rules")
    window.go_back()
    library.plan_deletion()
    studio.take("deletion", 1500)
    window.go_back()
    library.show_place(Place.ALL)
    studio.take("all", 1500)
    library.show_place(Place.UNREADABLE)
    studio.take("unreadable", 300)
    studio.close()


def _scan_once(album: Path, home: Path, make: Callable[[Path], Studio]) -> None:
    studio = make(home / "full")
    if not studio.session.folders():
        from simgui.core.types import Role

        studio.session.add(sorted(str(p) for p in album.iterdir()))
        _wait(studio.session.scan_ended)
        studio.session.set_role(str(album / "Camera archive"), Role.PROTECTED)
        _wait(studio.session.changed)
        _spin(500)
    studio.close()


def _grab(out: Path, work: Path, scale: int, language: str) -> None:
    from tests.ui import sceneries

    album = work / "album"
    if not album.exists():
        sceneries.album(album, _SCENES, _PHOTO)
    for theme in ("light", "dark"):

        def make(home: Path, theme: str = theme) -> Studio:
            return Studio(home, out, theme, scale, language)

        _scan_once(album, work, make)
        _empty(work, make)
        _scanning(album, work, make)
        _library(work, make)


def main() -> int:
    """Grab every state at both scales.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--work", type=Path, help="keep the album and the library here")
    parser.add_argument("--scale", type=int, choices=(100, 200), help="only this scale")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    work = options.work or Path(tempfile.mkdtemp(prefix="simgui-pictures-"))
    if options.scale and "SIMGUI_PICTURES" in os.environ:
        _grab(options.out, work, options.scale, options.language)
        return 0
    for scale in (options.scale,) if options.scale else (100, 200):
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "QT_SCALE_FACTOR": str(scale / 100),
            "SIMGUI_HOME": str(work / "home"),
            "XDG_DATA_HOME": str(work / "xdg"),
            "SIMGUI_PICTURES": "1",
        }
        arguments = [str(options.out), "--scale", str(scale), "--work", str(work)]
        command = [sys.executable, "-m", "tests.ui.screenshots", *arguments]
        code = subprocess.call([*command, "--language", options.language], env=environment)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())

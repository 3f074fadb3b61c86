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
    from simgui.ui.session.session import Session

_SIZE = (1440, 900)
_SCENES = 48
_PHOTO = (1500, 1000)
_WAIT_MS = 240_000
_MATCH_EVERY = 24
_README_SIZE = (1400, 876)
_README_COLOURS = 256
_README_BYTES = 390_000


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

        from simgui.engine.workspace import Workspace
        from simgui.ui import settings
        from simgui.ui.mainwindow import MainWindow
        from simgui.ui.platform import i18n
        from simgui.ui.platform.qt_trash import trash_mover
        from simgui.ui.session.session import Session
        from simgui.ui.settings import Settings
        from simgui.ui.widgets.theme import Theme, ThemeChoice

        app = QApplication.instance() or QApplication([])
        stored = Settings(tempfile.mkdtemp())
        stored.set(settings.LANGUAGE, language)
        i18n.install(app, language)
        self._suffix = f"{theme}-{scale}"
        self._out = out
        workspace = Workspace(
            str(home / "data"),
            str(home / "cache"),
            stored.values,
            trash_mover,
            match_every=_MATCH_EVERY,
        )
        self.session: Session = Session(workspace, stored)
        look = Theme(app, ThemeChoice(theme))
        self.window: MainWindow = MainWindow(self.session, look)
        self.window.resize(*_SIZE)
        self.window.show()
        _wait(self.session.opened)

    def take(self, name: str, milliseconds: int = 900) -> Path:
        """Grab the window once it has settled."""
        _spin(milliseconds)
        path = self._out / f"{name}-{self._suffix}.png"
        self.window.grab().save(str(path))
        print(path)
        return path

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
    session = studio.session
    session.add(sorted(str(p) for p in album.iterdir()))
    while len(session.review.groups) < 4 and (session.is_scanning or not session.is_open):
        _spin(10)
    session.pause()
    studio.take("scanning", 300)
    studio.close()


def _choose_and_mark(studio: Studio) -> None:
    """Choose a group with a crop, its crop in it, and mark copies here and there."""
    library, review = studio.window.library, studio.session.review
    review.clear_marks()
    chosen = max(library.groups.model.groups, key=_worth_showing)
    library.groups.choose(chosen.id)
    for group in library.groups.model.groups[2:6]:
        if group.id != chosen.id:
            review.mark_others((group,))
    review.mark([m.photo for m in chosen.members if "crop" not in m.photo.path][-1:])
    crop = next((r for r, m in enumerate(chosen.members) if "crop" in m.photo.path), 1)
    library.review.grid.setCurrentIndex(library.review.model.index(crop))


def _worth_showing(group: Any) -> tuple[bool, bool, int]:
    kept = group.keeper.photo
    is_cropped = any("crop" in member.photo.path for member in group.members)
    is_wide = kept.content.width > kept.content.height
    return is_cropped and is_wide, kept.role.value == "normal", len(group.members)


def _readme(home: Path, make: Callable[[Path], Studio], *, is_dark: bool) -> None:
    studio = make(home / "full")
    studio.window.resize(*_README_SIZE)
    _wait(studio.session.changed)
    _choose_and_mark(studio)
    if is_dark:
        studio.window.library.review.open_compare()
    taken = studio.take("compare" if is_dark else "review", 2000)
    _shrink(taken.rename(taken.with_name(taken.name.replace("-100", ""))))
    studio.close()


def _shrink(path: Path) -> None:
    """As few bytes as a README wants: with fewer colours, if need be."""
    from PIL import Image

    with Image.open(path) as opened:
        image = opened.convert("RGB")
    image.save(path, optimize=True)
    if path.stat().st_size > _README_BYTES:
        few = image.quantize(_README_COLOURS, Image.Quantize.MEDIANCUT, kmeans=4)
        few.save(path, optimize=True)


def _library(home: Path, make: Callable[[Path], Studio]) -> None:
    from simgui.ui.compare.modes import Mode
    from simgui.ui.library.sidebar import Place

    studio = make(home / "full")
    window, session = studio.window, studio.session
    library, review = window.library, session.review
    _wait(session.changed)
    _choose_and_mark(studio)
    studio.take("groups", 1500)
    library.review.info.click()
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
    library.deletion.go.click()
    _wait(window.deletions.finished)
    studio.take("deleted", 1500)
    library.show_place(Place.JOURNAL)
    studio.take("journal")
    review.undo_stack.undo()
    while window.deletions.is_busy or session.pool.is_busy:
        _spin(100)
    library.show_place(Place.ALL)
    studio.take("all", 1500)
    library.show_place(Place.UNREADABLE)
    studio.take("unreadable", 300)
    library.show_place(Place.PAIRS)
    studio.take("pairs", 1500)
    window.check_folder(str(_card(home)))
    _wait(session.scan_ended)
    while session.pool.is_busy:
        _spin(100)
    studio.take("check", 1500)
    studio.close()


def _card(home: Path) -> Path:
    """A card with photos of the album, and one that is nowhere else."""
    import shutil

    from tests.ui import sceneries

    card = home / "CARD" / "DCIM"
    if not card.exists():
        card.mkdir(parents=True)
        for number, photo in enumerate(sorted((home / "album").rglob("*.jpg"))[:7]):
            shutil.copy2(photo, card / f"IMG_{number + 1:04}.jpg")
        sceneries.scene(77, _PHOTO).save(card / "IMG_0100.jpg", quality=90)
    return card.parent


def _scan_once(album: Path, home: Path, make: Callable[[Path], Studio]) -> None:
    studio = make(home / "full")
    if not studio.session.folders():
        from simgui.core.types import Role

        studio.session.add(sorted(str(p) for p in album.iterdir()))
        _wait(studio.session.scan_ended)
        studio.session.watched.set_role(str(album / "Camera archive"), Role.PROTECTED)
        _wait(studio.session.changed)
        _spin(500)
    studio.close()


def _grab(out: Path, work: Path, scale: int, language: str, *, for_readme: bool) -> None:
    from tests.ui import sceneries

    album = work / "album"
    if not album.exists():
        sceneries.album(album, _SCENES, _PHOTO)
    for theme in ("light", "dark"):

        def make(home: Path, theme: str = theme) -> Studio:
            return Studio(home, out, theme, scale, language)

        _scan_once(album, work, make)
        if for_readme:
            _readme(work, make, is_dark=theme == "dark")
            continue
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
    parser.add_argument(
        "--work",
        type=Path,
        help="keep the library here; photos in the folder “album” in it are shown instead of drawn"
        " ones (those of the README: “Camera archive”, “Phone backup”, “WhatsApp Images”)",
    )
    parser.add_argument("--scale", type=int, choices=(100, 200), help="only this scale")
    parser.add_argument("--readme", action="store_true", help="only the two of the README, small")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    work = options.work or Path(tempfile.mkdtemp(prefix="simgui-pictures-"))
    if options.scale and "SIMGUI_PICTURES" in os.environ:
        _grab(options.out, work, options.scale, options.language, for_readme=options.readme)
        return 0
    if options.readme:
        options.scale = 100
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
        if options.readme:
            command.append("--readme")
        code = subprocess.call([*command, "--language", options.language], env=environment)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())

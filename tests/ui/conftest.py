"""A window without a display, on folders of the test's own, and no thread left behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from simgui.core.task import Token
from simgui.engine.workspace import Workspace
from simgui.ui.mainwindow import MainWindow
from simgui.ui.messages import Message
from simgui.ui.platform import i18n
from simgui.ui.platform.qt_trash import trash_mover
from simgui.ui.session.session import Session
from simgui.ui.settings import Settings
from simgui.ui.widgets.theme import Theme, ThemeChoice
from tests.ui import sceneries

SCENES = 9
PHOTO = (540, 360)


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does reaches the user's own trash, settings or library."""
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(autouse=True)
def _no_thread_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    started: list[QThread] = []
    start = QThread.start

    def noted(self: QThread, *arguments: object) -> None:
        started.append(self)
        start(self, *arguments)

    monkeypatch.setattr(QThread, "start", noted)
    yield
    assert not [t.objectName() for t in started if t.isRunning()]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    i18n.install(qapp, "en")
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture(scope="session")
def painted_album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sceneries.album(tmp_path_factory.mktemp("painted") / "album", SCENES, PHOTO)


@pytest.fixture
def album(painted_album: Path, tmp_path: Path) -> Path:
    """Photos of the test's own, to be deleted and changed."""
    return Path(shutil.copytree(painted_album, tmp_path / "album"))


@pytest.fixture
def stored(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "config")


class Opened:
    """A window on a library of its own."""

    def __init__(
        self,
        home: Path,
        stored: Settings,
        theme: Theme,
        qtbot,
        on_told: Callable[[Message], object] = lambda _: None,
    ) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace(
            str(home / "data"), str(home / "cache"), stored.values, trash_mover, match_every=8
        )
        self.session = Session(self.workspace, stored)
        self.session.told.connect(on_told)
        self.window = MainWindow(self.session, theme)
        with qtbot.waitSignal(self.session.opened, timeout=30_000):
            self.window.show()

    @property
    def library(self):
        return self.window.library

    @property
    def review(self):
        return self.session.review

    def scan(self, *paths: Path) -> None:
        """Look through folders and wait for the groups that come of it."""
        with self.qtbot.waitSignal(self.session.scan_ended, timeout=120_000):
            self.session.add([str(p) for p in paths])
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being grouped, moved or stored."""
        self.qtbot.waitUntil(
            lambda: not self.session.pool.is_busy and not self.window.deletions.is_busy,
            timeout=60_000,
        )

    def close(self) -> None:
        self.window.close()
        self.window.shut_down()
        self.session.close()
        self.window.deleteLater()


@pytest.fixture
def opened(tmp_path: Path, stored: Settings, theme: Theme, qtbot) -> Iterator[Opened]:
    made = Opened(tmp_path / "home", stored, theme, qtbot)
    yield made
    made.close()


@pytest.fixture(scope="session")
def scanned(painted_album: Path, tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Path:
    """A library that knows the painted photos, to be copied: a scan takes most of a test's time."""
    home = tmp_path_factory.mktemp("scanned")
    stored = Settings(home / "config")
    workspace = Workspace(str(home / "data"), str(home / "cache"), stored.values, trash_mover)
    workspace.open()
    for _ in workspace.scan([str(painted_album)], Token()):
        pass
    workspace.close()
    return home


@pytest.fixture
def known(scanned: Path, tmp_path: Path, stored: Settings, theme: Theme, qtbot) -> Iterator[Opened]:
    """A window on the painted photos, which are scanned already; no test may change the files."""
    home = tmp_path / "home"
    shutil.copytree(scanned, home)
    made = Opened(home, stored, theme, qtbot)
    session = made.session
    qtbot.waitUntil(lambda: bool(session.snapshot.groups), timeout=60_000)
    qtbot.waitUntil(lambda: session.snapshot.is_whole, timeout=60_000)
    made.settle()
    yield made
    made.close()


@pytest.fixture
def reopened(
    tmp_path: Path, stored: Settings, theme: Theme, qtbot
) -> Iterator[Callable[..., Opened]]:
    """Makes windows one after the other on the same library, as restarts do."""
    made: list[Opened] = []

    def make(on_told: Callable[[Message], object] = lambda _: None) -> Opened:
        if made:
            made.pop().close()
        made.append(Opened(tmp_path / "home", stored, theme, qtbot, on_told))
        return made[-1]

    yield make
    if made:
        made[-1].close()

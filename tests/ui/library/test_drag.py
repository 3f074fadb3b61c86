"""The whole of it by hand: a folder dragged from another program's window, on a real X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simgui.core.errors import UserError
from simgui.core.types import FileState
from simgui.store.library import Library

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)

PATIENCE_SECONDS = 90


def until(what: Callable[[], object]) -> object:
    """Wait for another process."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.1)
    raise TimeoutError(what.__name__)


class Desktop:
    """A display of its own and a hand on its mouse and keyboard."""

    def __init__(self, home: Path) -> None:
        reading, writing = os.pipe()
        size = ["-screen", "0", "1600x1000x24"]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        self.environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "SIMGUI_HOME": str(home / "simgui"),
            "XDG_DATA_HOME": str(home / "share"),
            "HOME": str(home),
        }
        self._programs: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._programs.append(program)
        return program

    def do(self, *words: object) -> str:
        command = ["xdotool", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def window(self, name: str) -> str:
        found = until(lambda: self.do("search", "--onlyvisible", "--name", name))
        return str(found).split()[-1]

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.do("mousemove", *start, "mousedown", 1)
        for step in range(1, 9):
            share = step / 8
            x, y = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
            self.do("mousemove", x, y, "sleep", 0.1)
        self.do("sleep", 0.3, "mouseup", 1)

    def close(self) -> None:
        for program in self._programs:
            program.terminate()
            program.communicate(timeout=30)
        self._server.terminate()
        self._server.wait(timeout=30)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    made = Desktop(tmp_path)
    yield made
    made.close()


def test_a_folder_dragged_in_is_reviewed_deleted_and_brought_back(desktop, album, tmp_path):
    program = desktop.start("-m", "simgui")
    files = desktop.start(str(Path(__file__).with_name("filewindow.py")), str(album))
    window = desktop.window("^simgui$")
    desktop.window("files to drag")
    desktop.do("windowmove", window, 0, 60, "windowsize", window, 1440, 900)
    before = sorted(album.rglob("*.jpg"))

    desktop.drag((1530, 50), (700, 500))
    assert files.stdout.readline().strip() == "CopyAction"

    def scanned() -> bool:
        try:
            with Library(tmp_path / "simgui" / "data", readonly=True) as library:
                stats = library.stats()
                return stats.states.get(FileState.PRESENT, 0) == len(before) - 1 and any(
                    stats.pairs.values()
                )
        except UserError:
            return False

    until(scanned)
    assert sorted(album.rglob("*.jpg")) == before

    def press(*keys: object) -> None:
        # Without a window manager nobody gives the keyboard back to a window that lost it.
        desktop.do("windowfocus", "--sync", window, "key", *keys)

    def marked() -> bool:
        press("a")
        with Library(tmp_path / "simgui" / "data", readonly=True) as library:
            return library.stats().marks > 0

    until(marked)

    def gone() -> bool:
        press("Delete", "sleep", 1.5, "key", "Return", "sleep", 1)
        return len(list(album.rglob("*.jpg"))) < len(before)

    until(gone)

    def undone() -> bool:
        press("ctrl+z", "sleep", 1)
        return back(album, before)

    until(undone)
    assert program.poll() is None


def back(album: Path, before: list[Path]) -> bool:
    """Whether all photos are where they were."""
    return sorted(album.rglob("*.jpg")) == before

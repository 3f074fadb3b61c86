"""What the window costs on a large library: start, slider, scrolling, scanning, memory, blocks.

python -m tests.bench.window [--photos 100000] [--library DIR]

Runs without a display; the library is made, its photos are not on disk, its thumbnails are. A few
painted photos are then scanned for real. The last line tells how busy the machine was: the time of
a fixed piece of work, which takes about 150 ms on two quiet cores of an AMD EPYC.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simgui.ui.mainwindow import MainWindow
    from simgui.ui.session.session import Session

_PAIRED = 0.2  # share of the photos that have a copy
_BATCH = 2000
_MEASURED = 64
_FRAMES = 300
_PRESSES = 12
_SCENES = 150
_SCENES_NAME = "scenes"
_SCENE_PX = (1500, 1000)
_WINDOW_PX = (1440, 900)
_LOOPS = 3_000_000


def make_library(folder: Path, count: int, root: Path) -> None:
    """A library of `count` photos with vectors, thumbnails, and pairs among them."""
    import numpy as np
    from PIL import Image

    from simgui import paths
    from simgui.core.catalog import LocalBackground, Reading
    from simgui.core.matching.candidates import Embedded
    from simgui.core.matching.matcher import rules_version
    from simgui.core.neighbours.exact import ExactIndex
    from simgui.core.network import precision
    from simgui.core.network.model import load, load_background
    from simgui.core.task import Token
    from simgui.core.types import Content, ContentId, FileStat, Metadata, Pair, PhotoFiles, Tier
    from simgui.store.library import Library

    rng = np.random.default_rng(1)
    thumbnails = []
    for _ in range(64):
        small = rng.integers(0, 255, (6, 8, 3), np.uint8)
        image = Image.fromarray(small).resize((320, 240), Image.Resampling.BICUBIC)
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=85)
        thumbnails.append(buffer.getvalue())
    root.mkdir(parents=True, exist_ok=True)
    with Library(folder, cache_dir=folder / "cache") as library:
        # At the precision the window will choose: it shows no pair of another network.
        model = precision.settled(load(str(paths.model_file())), library)
        library.add_root(str(root))
        ids: list[int] = []
        for start in range(0, count, _BATCH):
            vectors = rng.normal(size=(_BATCH, model.dim)).astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            readings = []
            for number in range(start, min(count, start + _BATCH)):
                path = str(root / f"{number // 500:03}" / f"IMG_{number:06}.jpg")
                size = int(rng.integers(200_000, 9_000_000))
                stat = FileStat(path, 1, number + 1, size, 1_600_000_000_000_000_000 + number)
                content = Content(
                    ContentId(0),
                    number.to_bytes(32, "big"),
                    size,
                    "jpeg",
                    4000,
                    3000,
                    rng.bytes(256),
                    number,
                    90,
                    metadata=Metadata(taken_ms=1_600_000_000_000 + number * 600_000, tag_count=40),
                )
                readings.append(
                    Reading(
                        PhotoFiles(stat),
                        str(root),
                        content,
                        vectors[number - start],
                        thumbnails[number % len(thumbnails)],
                    )
                )
            ids += [i or 0 for i in library.record(model.id, readings)]
        pairs = [
            Pair(
                ContentId(ids[n]),
                ContentId(ids[n + 1]),
                Tier.SAME if n % 4 else Tier.EDITED,
                0.96,
                0.95,
                0.99,
            )
            for n in range(0, int(count * _PAIRED), 2)
        ]
        known = Embedded(*library.vectors(model.id), load_background(model))
        rows = np.arange(0, len(known.ids), max(1, len(known.ids) // _MEASURED))
        index = ExactIndex(known.ids, known.vectors)
        # The vectors are all alike, so that a few tell of the rest what a scan would have measured.
        level = known.levels(rows, index, Token()).mean()
        levels = LocalBackground(
            known.ids, np.full(len(known.ids), level), np.full(len(known.ids), len(known.ids))
        )
        library.save_matches(model.id, [ContentId(i) for i in ids], pairs, levels)
        library.set_note(f"evidence {model.id}", rules_version(model))  # or a scan judges all again


def measure(folder: Path, started: float) -> dict[str, float]:
    """Open the window on a library and use it."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from simgui.app import SWITCH_SECONDS
    from simgui.startup import restore_builtin_import

    restore_builtin_import()
    from simgui.engine.snapshot import SliderStop
    from simgui.engine.workspace import Workspace
    from simgui.ui.library.sidebar import Place
    from simgui.ui.mainwindow import MainWindow
    from simgui.ui.platform import i18n
    from simgui.ui.platform.gc_timer import Collector
    from simgui.ui.platform.qt_trash import trash_mover
    from simgui.ui.session.session import Session
    from simgui.ui.settings import Settings
    from simgui.ui.widgets.theme import Theme

    app = QApplication([])
    sys.setswitchinterval(SWITCH_SECONDS)
    i18n.install(app, "en")
    stored = Settings(tempfile.mkdtemp())
    workspace = Workspace(str(folder), str(folder / "cache"), stored.values, trash_mover)
    session = Session(workspace, stored)
    window = MainWindow(session, Theme(app))
    collector = Collector()
    found: dict[str, float] = {}
    beats: list[float] = []
    beat = QTimer(interval=2)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()

    def spin(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait_for_groups() -> None:
        loop = QEventLoop()
        session.changed.connect(loop.quit)
        loop.exec()
        session.changed.disconnect(loop.quit)

    def longest_block() -> float:
        gaps = [b - a for a, b in itertools.pairwise(beats)]
        beats.clear()
        return max(gaps, default=0.0) * 1000

    window.resize(*_WINDOW_PX)  # the screen that is not there is smaller
    window.show()
    app.processEvents()
    found["window, s"] = time.time() - started
    wait_for_groups()
    found["groups, s"] = time.time() - started
    found["groups found"] = len(session.review.groups)
    while not session.snapshot.is_whole:
        wait_for_groups()
    found["all photos read, s"] = time.time() - started
    spin(500)
    found["longest block while opening, ms"] = longest_block()
    for level in (SliderStop.SAME, SliderStop.EDITED):
        begun = time.perf_counter()
        session.set_level(level)
        wait_for_groups()
        found[f"slider to {level.name.lower()}, ms"] = (time.perf_counter() - begun) * 1000
    spin(300)
    found["longest block while sliding, ms"] = longest_block()
    found.update(_reviewed_densely(window, spin))
    longest_block()
    begun = time.perf_counter()
    window.library.show_place(Place.ALL)
    app.processEvents()
    found["all photos, ms"] = (time.perf_counter() - begun) * 1000
    spin(1000)
    longest_block()
    found.update(_scrolled(window, spin))
    longest_block()
    found["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found.update(_scanned(session, folder.parent / _SCENES_NAME, spin))
    found["longest block while scanning, ms"] = longest_block()
    _forgotten(session, folder.parent / _SCENES_NAME, spin)
    spin(500)
    found["longest block while forgetting, ms"] = longest_block()
    found["memory after a scan, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window.close()
    window.shut_down()
    session.close()
    collector.close()
    return found


def _scrolled(window: MainWindow, spin: Callable[[int], None]) -> dict[str, float]:
    """Scroll through all photos, a wheel's step a frame, after a warm-up.

    A frame is all that the window does from the step until it waits again: what comes into view is
    painted, and thumbnails that came meanwhile are.
    """
    from PySide6.QtWidgets import QApplication

    grid = window.library.browser.grid
    bar = grid.verticalScrollBar()
    times = []
    for frame in range(_FRAMES + 60):
        begun = time.perf_counter()
        bar.setValue(bar.value() + 120)
        QApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
        spin(8)
        if frame == 60:
            times.clear()
    times.sort()
    begun = time.perf_counter()
    grid.viewport().repaint()
    return {
        "frame, median ms": times[len(times) // 2],
        "frame, 99 % ms": times[int(len(times) * 0.99)],
        "frame, longest ms": times[-1],
        "the whole grid repainted, ms": (time.perf_counter() - begun) * 1000,
    }


def _reviewed_densely(window: MainWindow, spin: Callable[[int], None]) -> dict[str, float]:
    """Scroll through many groups at once, and press the keys of the review there.

    A frame is all that the window does from the step or the key until it waits again.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    library = window.library
    begun = time.perf_counter()
    library.group_views.set_dense(is_dense=True)
    QApplication.processEvents()
    shown = (time.perf_counter() - begun) * 1000
    spin(800)
    dense = library.dense
    bar = dense.verticalScrollBar()
    frames: list[float] = []
    for frame in range(_FRAMES + 60):
        begun = time.perf_counter()
        bar.setValue(bar.value() + 120)
        QApplication.processEvents()
        frames.append((time.perf_counter() - begun) * 1000)
        spin(8)
        if frame == 60:
            frames.clear()
    keys: list[tuple[float, str]] = []
    window.activateWindow()
    library.take_focus()
    for name in ("Right", "K", "Space", "Down", "Y", "2", "R", "PageDown", "A", "End", "Home"):
        for _ in range(_PRESSES):
            begun = time.perf_counter()
            QTest.keyClick(dense, getattr(Qt.Key, f"Key_{name}"))
            QApplication.processEvents()
            keys.append(((time.perf_counter() - begun) * 1000, name))
            spin(30)
    frames.sort()
    keys.sort()
    print("slowest keys of the dense view:", keys[-8:], file=sys.stderr)
    library.group_views.set_dense(is_dense=False)
    window.session.review.undo_stack.clear()
    window.session.review.clear_marks()
    spin(300)
    return {
        "dense view shown, ms": shown,
        "dense view, frame, median ms": frames[len(frames) // 2],
        "dense view, frame, longest ms": frames[-1],
        "dense view, a key, median ms": keys[len(keys) // 2][0],
        "dense view, a key, longest ms": keys[-1][0],
    }


def _scanned(session: Session, scenes: Path, spin: Callable[[int], None]) -> dict[str, float]:
    """Scan real photos beside the library; pause, go on and stop on the way, then let it end."""
    reports: list[float] = []
    ends: list[float] = []
    session.scan_progressed.connect(lambda _: reports.append(time.perf_counter()))
    session.scan_ended.connect(lambda _: ends.append(time.perf_counter()))

    def wait_for(heard: list[float]) -> None:
        heard.clear()
        for _ in range(6000):
            if heard or not session.is_scanning:
                return
            spin(10)

    session.add([str(scenes)])
    wait_for(reports)
    spin(1500)
    reports.clear()
    paused = time.perf_counter()
    session.pause()
    spin(1000)
    last = max([r for r in reports if r > paused], default=paused)
    resumed = time.perf_counter()
    session.resume()
    wait_for(reports)
    went_on = reports[0] if reports else resumed
    spin(500)
    stopped = time.perf_counter()
    is_running = session.is_scanning
    session.cancel()
    if is_running:
        wait_for(ends)
    cancelled = ends[-1] if is_running else stopped
    session.add([str(scenes)])
    wait_for(ends)
    while not session.snapshot.is_whole:
        spin(20)
    return {
        "pause, ms": (last - paused) * 1000,
        "resume, ms": (went_on - resumed) * 1000,
        "cancel, ms": (cancelled - stopped) * 1000,
    }


def _forgotten(session: Session, scenes: Path, spin: Callable[[int], None]) -> None:
    """Leave the library as it was, for the next run."""
    session.watched.forget(str(scenes))
    while session.pool.is_busy:
        spin(20)


def _yardstick() -> float:
    """Milliseconds of a fixed piece of work."""
    begun = time.perf_counter()
    total = 0
    for number in range(_LOOPS):
        total += number
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Make the library if need be, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--library", type=Path, help="keep the made library here")
    parser.add_argument("--started", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.started:
        print(json.dumps(measure(options.library, options.started)))
        return
    folder = (options.library or Path(tempfile.mkdtemp()) / "library").absolute()
    if not (folder / "library.db").exists():
        make_library(folder, options.photos, folder.parent / "photos")
    # Not above: the measured process must load nothing for it.
    from tests.bench import made
    from tests.ui import sceneries

    if not (folder.parent / _SCENES_NAME).exists():
        sceneries.album(folder.parent / _SCENES_NAME, _SCENES, _SCENE_PX)
    made.compile_simgui()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SIMGUI_HOME": str(folder.parent / "home"),
    }
    command = [sys.executable, "-m", "tests.bench.window", "--library", str(folder)]
    said = subprocess.run(
        [*command, "--started", str(time.time())],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        sys.exit(said.stderr)
    sys.stderr.write(said.stderr)
    print(f"{options.photos:,} photos")
    for name, value in json.loads(said.stdout.splitlines()[-1]).items():
        print(f"{name:36} {value:8.1f}")
    print(f"{'a fixed piece of work, ms':36} {_yardstick():8.1f}")


if __name__ == "__main__":
    main()

"""`simgui --selftest`: proves that this installation works, in a folder of its own.

Makes pictures, finds the copies among them, moves one to a trash of its own and back (to a folder
on Windows and macOS, whose trash is the user's), reads the library it wrote, paints the window off
screen, and looks for open connections. Every package runs it.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

_SIDE = 480  # pixels: enough for the comparison to align two pictures
_COPY_QUALITY = 70  # JPEG quality of the copy: a plain re-encoding
_WINDOW_SECONDS = 0.2  # the window's event loop runs this long before it is painted
_FEWEST_COLOURS = 20  # an empty or black window has fewer
_TRASH_IS_OWN = sys.platform not in ("win32", "darwin")  # XDG_DATA_HOME says where it is


class _FailedError(Exception):
    """A step didn't do what it should."""


def run() -> int:
    """Run every step and print what it found.

    Returns:
        0 if all steps passed, 1 if one failed.
    """
    started = time.monotonic()
    opened: list[str] = []
    sys.addaudithook(lambda event, args: _note_connection(event, args, opened))
    failed = False
    # A virus scanner may hold what is to be removed; that is no failure of simgui.
    scratch = tempfile.TemporaryDirectory(prefix="simgui-selftest-", ignore_cleanup_errors=True)
    with scratch as name, _own_home(Path(name)):
        test = _Selftest(Path(name))
        steps: list[tuple[str, Callable[[], None]]] = [
            ("make pictures", test.make_pictures),
            ("find copies", test.find_copies),
            ("move a copy away", test.move_away),
            ("restore it", test.restore),
            ("reopen the library", test.reopen),
            ("paint the window", test.paint_window),
            ("no connection", lambda: _check_connections(opened)),
        ]
        for what, step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - any error here is the result
                failed = True
                print(f"FAILED  {what}: {error or type(error).__name__}")
                if step != test.paint_window:
                    break
            else:
                print(f"ok      {what}")
    print(f"{'failed' if failed else 'passed'} in {time.monotonic() - started:.1f} s")
    return 1 if failed else 0


@contextmanager
def _own_home(folder: Path) -> Iterator[None]:
    """Point everything simgui writes, and the system's trash, below a folder."""
    mine = {
        "SIMGUI_HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    before = {name: os.environ.get(name) for name in mine}
    os.environ.update(mine)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Selftest:
    """The steps, which follow each other.

    Args:
        folder: An empty folder for all files of the test.
    """

    def __init__(self, folder: Path) -> None:
        self._photos = folder / "photos"
        self._photos.mkdir()
        self._aside = folder / "aside"
        self._removed: set[str] = set()

    def make_pictures(self) -> None:
        import numpy as np
        from PIL import Image

        random = np.random.default_rng(1)
        for number in range(3):
            small = random.integers(0, 255, (24, 32, 3), dtype=np.uint8)
            image = Image.fromarray(small).resize((_SIDE * 4 // 3, _SIDE), Image.Resampling.BICUBIC)
            image.save(self._photos / f"{number}.png")
            if number == 1:
                half = image.resize((_SIDE * 2 // 3, _SIDE // 2), Image.Resampling.LANCZOS)
                half.save(self._photos / "copy.jpg", quality=_COPY_QUALITY)

    def find_copies(self) -> None:
        found = json.loads(_command("scan", self._photos, "--json", "-"))
        if found["unreadable"]:
            raise _FailedError(f"unreadable: {found['unreadable']}")
        groups = [{Path(p["path"]).name for p in g["photos"]} for g in found["groups"]]
        if groups != [{"1.png", "copy.jpg"}]:
            raise _FailedError(f"expected 1.png and copy.jpg in one group, found {groups}")

    def move_away(self) -> None:
        before = self._names()
        command: list[str | Path] = [
            "clean",
            self._photos,
            "--tiers",
            "identical,pixels,same",
            "--apply",
        ]
        if not _TRASH_IS_OWN:
            command += ["--move-to", self._aside]
        _command(*command)
        self._removed = before - self._names()
        if len(self._removed) != 1:
            raise _FailedError(f"expected one photo to go, {sorted(self._removed)} went")

    def restore(self) -> None:
        _command("library", "undo")
        if not self._removed <= self._names():
            raise _FailedError(f"{sorted(self._removed)} did not come back")

    def reopen(self) -> None:
        report = _command("library", "verify")
        if self._removed and not report.strip():
            raise _FailedError("the library's check said nothing")

    def paint_window(self) -> None:
        from simgui import app

        colours = app.paint_off_screen(_WINDOW_SECONDS)
        if colours < _FEWEST_COLOURS:
            raise _FailedError(f"the window was painted in {colours} colours only")

    def _names(self) -> set[str]:
        return {path.name for path in self._photos.iterdir()}


def _command(*arguments: str | Path) -> str:
    """Run a command as a user would, and return what it prints."""
    from simgui.cli import main

    out, complaints = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(complaints):
        code = main([str(argument) for argument in arguments])
    printed, said = (_text(stream) for stream in (out, complaints))
    if code != 0:
        raise _FailedError(f"simgui {arguments[0]} ended with {code}: {said or printed}")
    return printed


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read().strip()


def _note_connection(event: str, arguments: tuple[object, ...], opened: list[str]) -> None:
    """Remember what Python opens to the outside; a local socket to another window is none."""
    if event in {"socket.connect", "socket.bind", "socket.sendto"} and len(arguments) > 1:
        if isinstance(arguments[1], tuple):
            opened.append(f"{event} {arguments[1]}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        opened.append(f"{event} {arguments[:1]}")


def _check_connections(opened: list[str]) -> None:
    """Compare this process's sockets with the system's tables of internet sockets (Linux)."""
    if opened:
        raise _FailedError(", ".join(opened))
    mine = set()
    try:
        for entry in os.scandir("/proc/self/fd"):
            try:
                target = os.readlink(entry.path)
            except OSError:
                continue
            if target.startswith("socket:["):
                mine.add(target[len("socket:[") : -1])
    except OSError:
        return
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        try:
            rows = Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            fields = row.split()
            if len(fields) > 9 and fields[9] in mine:
                raise _FailedError(f"an open {table} socket: {fields[1]} to {fields[2]}")

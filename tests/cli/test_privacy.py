"""What simgui never does: reach out, show others what it remembers, tell its log about photos."""

from __future__ import annotations

import logging
import os
import platform
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simgui import log
from tests.cli import netless
from tests.core import pictures

PROJECT = Path(__file__).parents[2]
NETLESS = [sys.executable, netless.__file__]
SECRET = "Lea in hospital"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="namespaces, filters and tracers are Linux's"
)


def works(*command: str) -> bool:
    """Whether a command can be run here."""
    try:
        return subprocess.run(command, capture_output=True, timeout=30).returncode == 0
    except OSError:
        return False


@pytest.fixture
def home(tmp_path):
    """Folder of a home with photos whose names nobody else should read; with its environment."""
    folder = tmp_path / "photos" / SECRET
    folder.mkdir(parents=True)
    for seed in range(3):
        pictures.save_jpeg(folder / f"{SECRET} {seed}.jpg", pictures.photo(seed, (300, 200)))
    shutil.copy(folder / f"{SECRET} 0.jpg", folder / f"{SECRET} copy.jpg")
    (folder / f"{SECRET} broken.jpg").write_bytes(b"\xff\xd8\xff not a photo")
    (tmp_path / "xdg").mkdir()
    environment = {
        **os.environ,
        "SIMGUI_HOME": str(tmp_path / "simgui"),
        "XDG_DATA_HOME": str(tmp_path / "xdg"),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(PROJECT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return tmp_path, environment


def use_command_line(before: list[str], home) -> None:
    """Scan, search, delete, bring back; `before` stands before every command."""
    folder, environment = home
    photos = str(folder / "photos")
    for code, *arguments in (
        (1, "scan", photos, "--json", str(folder / "groups.json")),  # 1: one file is broken
        (0, "similar", str(folder / "photos" / SECRET / f"{SECRET} 1.jpg")),
        (1, "clean", photos, "--apply"),
        (0, "library", "undo"),
        (0, "library", "verify"),
    ):
        done = subprocess.run(
            [*before, "-m", "simgui", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, (arguments, done.returncode, done.stderr)
    assert "copy.jpg" in (folder / "groups.json").read_text()


def use_window(before: list[str], home) -> None:
    """Open the window on the photos, wait until it has found the copies, and end it."""
    folder, environment = home
    window = subprocess.Popen(
        [*before, "-m", "simgui", str(folder / "photos")],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 120
        while not has_matched(folder / "simgui" / "data" / "library.db"):
            assert window.poll() is None, (window.returncode, window.stderr.read())
            assert time.monotonic() < deadline, "the window found nothing"
            time.sleep(0.2)
        time.sleep(1.0)  # the groups are shown
        assert window.poll() is None
    finally:
        if window.poll() is None:
            os.killpg(window.pid, signal.SIGINT)
        try:
            window.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(window.pid, signal.SIGKILL)
            raise
        error = window.stderr.read()
        window.stderr.close()
    assert window.returncode == 0, (window.returncode, error)


def has_matched(library: Path) -> bool:
    """Whether all photos of the home are in the library and compared."""
    try:
        connection = sqlite3.connect(f"file:{library}?mode=ro", uri=True)
    except sqlite3.Error:
        return False
    try:
        (photos,) = connection.execute("SELECT count(*) FROM photo").fetchone()
        (matched,) = connection.execute("SELECT count(*) FROM matched").fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return photos == 5 and matched == 3


USES = [use_command_line, use_window]


@pytest.mark.skipif(platform.machine() not in netless.CALLS, reason="no table of system calls")
class TestUnderAFilter:
    @pytest.fixture(autouse=True)
    def _has_filters(self):
        if not works(*NETLESS, "-c", "pass"):
            pytest.skip("this kernel has no system call filters")

    @pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
    def test_the_filter_kills_whoever_opens_a_socket(self, family):
        code = f"import socket; socket.socket(socket.{family})"
        done = subprocess.run([*NETLESS, "-c", code], capture_output=True)
        assert done.returncode == -signal.SIGSYS

    @pytest.mark.parametrize("use", USES)
    def test_simgui_opens_none(self, use, home):
        use(NETLESS, home)


@pytest.mark.parametrize("use", USES)
def test_it_works_where_there_is_no_network(use, home):
    ways = (["unshare", "--net"], ["unshare", "--net", "--map-root-user"])
    way = next((way for way in ways if works(*way, "true")), None)
    if way is None:
        pytest.skip("may not make a network namespace here")
    use([*way, sys.executable], home)


@pytest.mark.parametrize("use", USES)
def test_a_tracer_sees_no_network_call(use, home):
    trace = home[0] / "trace"
    tracer = ["strace", "-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-A"]
    tracer += ["-o", str(trace)]
    if not works(*tracer, "true"):
        pytest.skip("no strace here, or it may not trace")
    subprocess.run([*tracer, sys.executable, "-c", "import socket; socket.socket()"], check=True)
    assert "socket(AF_INET" in trace.read_text()
    trace.write_text("")
    use([*tracer, sys.executable], home)
    calls = [line for line in trace.read_text().splitlines() if "(" in line]
    assert calls == []


@pytest.mark.parametrize("use", USES)
def test_what_it_writes_is_for_its_owner_alone_and_its_log_names_no_photo(use, home):
    folder = home[0]
    before = os.umask(0)
    try:
        use([sys.executable], home)
    finally:
        os.umask(before)
    written = list((folder / "simgui").rglob("*"))
    if use is use_window:
        assert folder / "simgui" / "log" / "simgui.log" in written
    assert (folder / "simgui" / "cache" / "thumbs.db") in written
    modes = {str(path): stat.S_IMODE(path.stat().st_mode) for path in written}
    assert {path: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}
    for path in (folder / "simgui" / "log").glob("*"):
        assert SECRET not in path.read_text()


class TestLog:
    @pytest.fixture
    def text(self, tmp_path):
        """What is in the log now."""
        path = log.start(tmp_path / "log")
        yield path.read_text
        log.stop()

    def test_an_exception_tells_what_and_where_and_not_about_which_photo(self, text):
        try:
            try:
                os.stat(f"/photos/{SECRET}/a.jpg")
            except OSError as error:
                raise ValueError(f"can't read {SECRET}") from error
        except ValueError:
            logging.getLogger("simgui.x").exception("a thumbnail failed")
        assert SECRET not in text()
        assert "FileNotFoundError ENOENT" in text()
        assert "ValueError" in text()
        assert "test_privacy.py" in text()

    @pytest.mark.parametrize(
        "path",
        [f"/photos/{SECRET} 'x' (1).jpg", f"C:\\{SECRET}\\a.jpg", f"\\\\nas\\{SECRET}"],
    )
    def test_what_others_write_is_cut_where_a_path_begins(self, path, text):
        logging.getLogger("simgui.qt").warning("%s", f'qt.gui.imageio: "{path}" is no JPEG')
        assert "qt.gui.imageio" in text()
        assert SECRET not in text()

    def test_a_shared_word_is_no_path(self, text):
        logging.getLogger("simgui.x").info("read and/or 3 photos/s")
        assert "read and/or 3 photos/s" in text()

    def test_who_asks_for_everything_gets_it(self, tmp_path):
        path = log.start(tmp_path / "log", level=logging.DEBUG)
        logging.getLogger("simgui.x").debug("read /photos/%s", SECRET)
        log.stop()
        assert SECRET in path.read_text()

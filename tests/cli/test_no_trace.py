"""A real use makes no connection and leaves no file but simgui's own: not simgui, no library of it.

Libraries that report home do so late (onnxruntime's upload timer waits seconds) and write into the
user's home at once, so these uses are long: 300 photos, and a window that is open for 30 s.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import netless
from tests.core import pictures

PROJECT = Path(__file__).parents[2]
WINDOW = Path(__file__).with_name("window_session.py")
PHOTOS = 300
WINDOW_SECONDS = 30

# What the command line and the window may write below a home, without SIMGUI_HOME.
OWN = (".local/share/simgui", ".cache/simgui", ".config/simgui", ".local/state/simgui")
# Devices, and what a process says to itself.
HARMLESS = re.compile(r"/dev/(null|tty|shm/.*)|/proc/(self|\d+)/.*")

_CREATING = re.compile(r"O_CREAT|O_WRONLY|O_RDWR|O_TMPFILE")
_CHANGES = re.compile(r"creat|mkdir|mknod|link|symlink|rename|truncate|unlink")
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tracers are Linux's"),
    pytest.mark.timeout(600),
]


def works(*command: str) -> bool:
    """Whether a command can be run here."""
    try:
        return subprocess.run(command, capture_output=True, timeout=30).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="session")
def photos(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for seed in range(PHOTOS):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (160, 120)))
    return folder


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """Of a user who has just come: an empty home, and no variable that says where things go."""
    (tmp_path / "home").mkdir()
    (tmp_path / "tmp").mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(PROJECT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        env=environment,
        cwd=environment["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, (command, done.returncode, done.stderr)
    assert done.stderr == "", command
    return done.stdout


def use_command_line(python: list[str], photos: Path, environment) -> None:
    """Scan the photos, and look for one."""
    simgui = [*python, "-m", "simgui"]
    assert f"{PHOTOS} photos" in run([*simgui, "scan", str(photos)], environment)
    found = run([*simgui, "similar", str(photos / "7.jpg")], environment)
    assert "7.jpg" in found


def use_window(python: list[str], photos: Path, environment) -> None:
    """Scan the photos, look for one, and leave the window open for a while."""
    script = [str(WINDOW), str(photos), str(photos / "7.jpg"), str(WINDOW_SECONDS)]
    assert run([*python, *script], environment) == "scanned searched\n"


USES = [use_command_line, use_window]


def foreign_files(environment: dict[str, str]) -> list[str]:
    """Everything in the home and among the temporary files that is not simgui's own."""
    home = Path(environment["HOME"])
    found = [str(p.relative_to(home)) for p in home.rglob("*") if not p.is_dir()]
    left = [name for name in found if not name.startswith(tuple(f"{own}/" for own in OWN))]
    return left + [str(p) for p in Path(environment["TMPDIR"]).rglob("*")]


class Tracer:
    """strace, and what it saw."""

    CALLS = (
        "%network,io_uring_setup,execve,open,openat,creat,mkdir,mkdirat,mknod,mknodat,"
        "link,linkat,symlink,symlinkat,rename,renameat,renameat2,truncate,unlink,unlinkat"
    )

    def __init__(self, path: Path) -> None:
        self.path = path
        self.command = ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={self.CALLS}"]
        self.command += ["-e", "signal=none", "-A", "-o", str(path)]

    def calls(self) -> list[tuple[str, str, int]]:
        """Name, arguments and result of every call that returned."""
        started: dict[str, str] = {}
        found = []
        for line in self.path.read_text(errors="surrogateescape").splitlines():
            thread, _, rest = line.partition(" ")
            if rest.endswith("<unfinished ...>"):
                started[thread] = rest.removesuffix("<unfinished ...>").strip()
                continue
            if "resumed>" in rest:
                line = f"{thread} {started.pop(thread, '')}{rest.partition('resumed>')[2]}"
            match = _CALL.match(line)
            if match:
                found.append((match[1], match[2], int(match[3])))
        return found

    def network_calls(self) -> list[str]:
        others = re.compile(rf"{_CHANGES.pattern}|open|execve")
        return [f"{name}({text})" for name, text, _ in self.calls() if not others.match(name)]

    def programs(self) -> list[str]:
        return [_TEXT.search(text)[1] for name, text, _ in self.calls() if name == "execve"]

    def written(self) -> set[str]:
        """Paths that a call tried to make, change or remove, whether it could or not."""
        found = set()
        for name, text, _ in self.calls():
            opens = name in ("open", "openat")
            if _CHANGES.match(name) or (opens and _CREATING.search(text)):
                found.update(_TEXT.findall(text))
        return {path for path in found if os.path.isabs(path)}


@pytest.fixture
def tracer(tmp_path):
    made = Tracer(tmp_path / "trace")
    if not works(*made.command, "true"):
        pytest.skip("no strace here, or it may not trace")
    made.path.unlink()
    return made


def assert_traceless(tracer: Tracer, environment: dict[str, str], own: tuple[str, ...]) -> None:
    assert tracer.network_calls() == []
    home, temporary = environment["HOME"], environment["TMPDIR"]
    allowed = [f"{home}/{name}" for name in own]
    strange = [
        path
        for path in sorted(tracer.written())
        if not any(path == a or path.startswith(f"{a}/") or a.startswith(path) for a in allowed)
        and not path.startswith(f"{temporary}/")
        and not HARMLESS.fullmatch(path)
    ]
    assert strange == []
    assert foreign_files(environment) == []


def test_the_tracer_sees_sockets_files_and_programs(tracer, environment):
    code = (
        "import os, socket, subprocess\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "subprocess.run(['true'])\n"
        f"os.makedirs({environment['HOME']!r} + '/.cache/Other')\n"
        f"open({environment['HOME']!r} + '/.cache/Other/id', 'w').close()\n"
    )
    run([*tracer.command, sys.executable, "-c", code], environment)
    assert any("AF_INET" in call for call in tracer.network_calls())
    assert "id" in {os.path.basename(path) for path in tracer.written()}
    assert "true" in {os.path.basename(path) for path in tracer.programs()}
    assert foreign_files(environment) == [".cache/Other/id"]


@pytest.mark.parametrize("use", USES)
def test_a_long_use_leaves_no_trace(use, tracer, photos, environment):
    use([*tracer.command, sys.executable], photos, environment)
    assert_traceless(tracer, environment, OWN)
    # No other program is started: whichever PATH names first would run.
    assert {os.path.basename(path) for path in tracer.programs()} <= {
        os.path.basename(sys.executable)
    }


@pytest.mark.skipif(platform.machine() not in netless.CALLS, reason="no table of system calls")
@pytest.mark.parametrize("use", USES)
def test_a_long_use_works_where_a_network_call_kills(use, photos, environment):
    python = [sys.executable, netless.__file__]
    if not works(*python, "-c", "pass"):
        pytest.skip("this kernel has no system call filters")
    use(python, photos, environment)
    assert foreign_files(environment) == []

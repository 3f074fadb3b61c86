"""A home with photos and the real program in it, and the count of what must not be lost."""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from simgui import cli, core, engine, paths, store
from simgui.store.library import Library
from tests.core import pictures

PROJECT = Path(__file__).parents[2]
SCENES = 8

_FOLDERS = ("photos", "xdg", "home")
_HANGS_SECONDS = 3600  # some seconds on an idle machine, minutes on a busy one


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str

    @property
    def was_killed(self) -> bool:
        """Whether it was killed."""
        return self.code == -signal.SIGKILL

    def check_clear(self, *words: str) -> None:
        """It ended by itself, with a message for people that holds these words."""
        assert self.code in (0, 1, 2), f"exit code {self.code}: {self.err[-800:]}"
        assert "Traceback" not in self.err, self.err[-2000:]
        for word in words:
            assert word in self.err + self.out, f"no {word!r} in {self.err[-800:]!r}"


class Workshop:
    """A folder of its own with photos in twos, a library, a trash.

    Attributes:
        root: The folder.
        photos: Where the photos are.
    """

    def __init__(self, *, scenes: int = SCENES, size: tuple[int, int] = (240, 180)) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="simgui-faults-"))
        for name in _FOLDERS:
            (self.root / name).mkdir()
        self.photos = self.root / "photos"
        self.environment = {
            **os.environ,
            "SIMGUI_HOME": str(self.root / "simgui"),
            "XDG_DATA_HOME": str(self.root / "xdg"),
            "HOME": str(self.root / "home"),
            "PYTHONPATH": str(PROJECT),
        }
        # What this process does itself must not reach the real home either.
        os.environ.update(self.environment)
        for seed in range(scenes):
            path = self.photos / f"{seed}.jpg"
            pictures.save_jpeg(path, pictures.photo(seed, size), 90)
            (self.photos / "copies").mkdir(exist_ok=True)
            shutil.copy2(path, self.photos / "copies" / f"copy of {seed}.jpg")

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def library_file(self) -> Path:
        """The library's main file."""
        return self.root / "simgui" / "data" / "library.db"

    def library(self) -> Library:
        """The library, opened in this process."""
        return Library(self.root / "simgui" / "data", cache_dir=self.root / "simgui" / "cache")

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The real program, started."""
        return subprocess.Popen(
            [sys.executable, "-m", "simgui", *arguments],
            env=self.environment,
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        )

    def run(self, *arguments: str, kill_after: float | None = None) -> Result:
        """Run the program to its end, or kill it after some seconds.

        Raises:
            subprocess.TimeoutExpired: It hangs.
        """
        child = self.start(*arguments)
        try:
            out, err = child.communicate(timeout=kill_after or _HANGS_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
            if kill_after is None:
                raise
        return Result(child.returncode, out.decode("utf-8", "replace"), err.decode())

    def run_until(self, condition: Callable[[], bool], *arguments: str) -> Result:
        """Run the program and kill it as soon as something holds."""
        child = self.start(*arguments)
        while child.poll() is None and not condition():
            pass  # as fast as can be: what is to be met lasts some milliseconds
        child.kill()
        out, err = child.communicate()
        return Result(child.returncode, out.decode("utf-8", "replace"), err.decode())

    def inside(self, work: Callable[[], int]) -> Result:
        """Run something in a process of its own, and keep what it writes."""
        out, err = self.root / "home" / "out", self.root / "home" / "err"
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                os.environ.update(self.environment)
                for target, path in ((1, out), (2, err)):
                    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666), target)
                code = work()
            except SystemExit as stop:
                code = int(stop.code or 0)
            except BaseException:  # noqa: BLE001 - shown by the parent
                import traceback

                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(pid, 0)
        return Result(
            os.waitstatus_to_exitcode(status),
            out.read_text(errors="replace"),
            err.read_text(errors="replace"),
        )

    def run_as(self, user: int, *arguments: str) -> Result:
        """Run a command of the program as another user, who owns the home but for the photos."""
        from simgui.cli import main

        def work() -> int:
            # The interpreter and this checkout may lie where the other user can't read.
            self.import_all()
            paths._bases = lambda: (program,)
            os.setgroups([])
            os.setegid(user)
            os.seteuid(user)
            return main(list(arguments))

        program = self.root / "program"
        for folder in ("models", "resources"):
            shutil.copytree(PROJECT / folder, program / folder, dirs_exist_ok=True)
        for path in (self.root, *self.root.rglob("*")):
            if self.photos not in (path, *path.parents) and not path.is_symlink():
                os.chown(path, user, user)
        return self.inside(work)

    def import_all(self) -> None:
        """Import what `clean` needs, by doing the like elsewhere; only in a process of its own."""
        from simgui.cli import main

        for package in (cli, core, engine, store):
            for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(found.name)
        with Workshop(scenes=2) as other:
            os.environ.update(other.environment)
            main(["clean", str(other.photos), "--apply", "--json"])
        os.environ.update(self.environment)
        sys.stdout.flush()
        os.ftruncate(1, 0)
        os.lseek(1, 0, os.SEEK_SET)

    def scan(self) -> Result:
        """Scan the photos."""
        return self.run("scan", str(self.photos), "--json", str(self.root / "groups.json"))

    def clean(self, *more: str) -> Result:
        """Move the copies to the trash."""
        return self.run("clean", str(self.photos), "--apply", *more)

    def files(self, tops: Iterable[Path] | None = None) -> list[Path]:
        """The photos, wherever they are now."""
        places = tops or (self.photos, self.root / "xdg" / "Trash" / "files")
        return [
            path
            for top in places
            for path in sorted(top.rglob("*"))
            if path.is_file() and not path.is_symlink() and path.suffix != ".trashinfo"
        ]

    def contents(self) -> set[bytes]:
        """Hashes of all distinct contents on disk and in the trash."""
        return {hashlib.sha256(path.read_bytes()).digest() for path in self.files()}

"""Pulls real disks while photos go and come back, and looks whether the next start finds all.

    python -m tests.faults.pulled_disk [--pulls 100] [--systems ext4,xfs,btrfs] [--ways trash,...]

Needs root, loop devices, and the mkfs of each file system and of XFS. Two disks of the same file
system are images in an XFS, which can clone a file as of one moment. At a random moment of an
action the program is stopped where it is and both images are cloned: that is what the disks hold if
they are pulled then. The clones are mounted in their place, the real recovery and undo run, and
then every photo must be where it was, and nothing under a hidden name.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import plan_removal
from simgui.core.removal.recover import reconcile
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at

PHOTOS = 48
_SIZES = {"ext4": "96M", "xfs": "320M", "btrfs": "256M"}
_WAYS = ("trash", "folder", "other_disk", "hard_link", "reflink")
_CLONES = ("xfs", "btrfs")
"""File systems that can clone a file."""


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def _content(number: int) -> bytes:
    return random.Random(number).randbytes(20_000 + 531 * number)


class Disks:
    """Two mounted images of one file system, and what is done with them."""

    def __init__(self, system: str, base: Path) -> None:
        self.system = system
        self.store = base / "store"
        self.mounts = [base / "one", base / "two"]
        self._base = base
        self._devices: list[str] = []
        for folder in (self.store, *self.mounts):
            folder.mkdir()
        _run("truncate", "-s", "4G", str(base / "outer.img"))
        _run("mkfs.xfs", "-q", "-m", "reflink=1", str(base / "outer.img"))
        _run("mount", "-o", "loop", str(base / "outer.img"), str(self.store))
        for number in range(2):
            image = self._image("clean", number)
            _run("truncate", "-s", _SIZES[system], image)
            _run(f"mkfs.{system}", "-q", image)

    def _image(self, name: str, number: int) -> str:
        return str(self.store / f"{name}-{number}.img")

    def clone(self, source: str, target: str) -> None:
        """Copy both images as of this moment."""
        for number in range(2):
            _run("cp", "--reflink=always", self._image(source, number), self._image(target, number))

    def mount(self, name: str) -> None:
        """Mount both images."""
        for number, folder in enumerate(self.mounts):
            device = _run("losetup", "-f", "--show", self._image(name, number))
            self._devices.append(device)
            options = ["-o", "nouuid"] if self.system == "xfs" else []
            _run("mount", *options, device, str(folder))

    def unmount(self) -> None:
        """Unmount both images."""
        for folder in self.mounts:
            subprocess.run(["umount", str(folder)], capture_output=True)
        for device in self._devices:
            subprocess.run(["losetup", "-d", device], capture_output=True)
        self._devices.clear()

    def close(self) -> None:
        """Give everything back."""
        self.unmount()
        subprocess.run(["umount", str(self.store)], capture_output=True)
        (self._base / "outer.img").unlink(missing_ok=True)


@dataclass
class Pulls:
    """What the pulls found.

    Attributes:
        open_steps: Steps that the recoveries settled: the pulls met actions amidst.
    """

    pulls: int = 0
    lost: int = 0
    hidden: int = 0
    open_steps: int = 0
    problems: list[str] = field(default_factory=list)


def _library(mounts: list[Path]) -> Path:
    """Where the library of a user lies, and the key of this computer's journals beside it."""
    return mounts[0] / "simgui" / "data"


def _mover(way: str, mounts: list[Path]) -> Mover | None:
    if way in ("hard_link", "reflink"):
        return None
    if way == "trash":
        return FreedesktopTrash()
    return FolderMover(str(mounts[way == "other_disk"] / "away"))


def _act(way: str, mounts: list[Path]) -> None:
    """Lay the photos out, say so, and move them to and fro until stopped."""
    top = mounts[0]
    for mount in mounts:
        (mount / "away").mkdir()
    groups, marked = [], set()
    for number in range(PHOTOS):
        for path in (top / "kept" / f"{number}.jpg", top / "p" / f"c{number}.jpg"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_content(number))
        photo = photo_at(top / "p" / f"c{number}.jpg")
        kept = photo_at(top / "kept" / f"{number}.jpg")
        groups.append(group_of(kept, (photo, Tier.IDENTICAL), name=str(number)))
        marked.add(photo.id)
    with Library(_library(mounts)) as library:
        os.sync()
        print("ready", flush=True)
        is_folder = way in ("folder", "other_disk")
        action = Action.FOLDER if is_folder else Action(way)
        plan = plan_removal(groups, marked, action=action)
        journal, token = library.journal, Token()
        outcome = execute(plan, _mover(way, mounts), journal, token, roots=[])
        assert len(outcome.removed) == PHOTOS, outcome
        assert outcome.action_id is not None
        while True:
            undo(journal, outcome.action_id, _mover(way, mounts), token)
            redo(journal, outcome.action_id, _mover(way, mounts), token, roots=[])


def _pull(disks: Disks, way: str, seconds: float) -> None:
    """Start the program on clean disks, and keep what they hold after so long."""
    disks.clone("clean", "used")
    disks.mount("used")
    try:
        child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.faults.pulled_disk",
                "--act",
                way,
                *map(str, disks.mounts),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        if child.stdout.readline() != b"ready\n":
            raise AssertionError(child.communicate()[1].decode()[-2000:])
        time.sleep(seconds)
        child.send_signal(signal.SIGSTOP)
        disks.clone("used", "pulled")
        child.kill()
        error = child.communicate()[1].decode()
        assert not error, error[-2000:]
    finally:
        disks.unmount()


def _visible(mounts: list[Path]) -> tuple[dict[str, bytes], list[str]]:
    """Files that users see, without the kept ones and the library; and all hidden ones."""
    found, hidden = {}, []
    for mount in mounts:
        for path in mount.rglob("*"):
            if path.name.startswith(".simgui-"):
                hidden.append(str(path))
            elif path.is_file() and not {"kept", "simgui", "info"} & set(path.parts):
                found[str(path)] = path.read_bytes()
    return found, hidden


def _check(disks: Disks, way: str, found: Pulls) -> None:
    """Recover and undo on what the pulled disks hold."""
    wanted = {_content(number) for number in range(PHOTOS)}
    with Library(_library(disks.mounts)) as library:
        for notice in library.notices:
            found.problems.append(str(notice))
        found.open_steps += len(reconcile(library.journal, FreedesktopTrash))
        files, hidden = _visible(disks.mounts)
        lost = wanted - set(files.values())
        found.lost += len(lost)
        found.hidden += len(hidden)
        found.problems += [f"hidden: {path}" for path in hidden]
        for record in library.journal.actions():
            result = undo(library.journal, record.id, _mover(way, disks.mounts), Token())
            found.problems += [failure.detail for failure in result.failed]
    top = disks.mounts[0]
    for number in range(PHOTOS):
        path = top / "p" / f"c{number}.jpg"
        if not path.is_file() or path.read_bytes() != _content(number):
            found.problems.append(f"{path.name} is not back")


@contextmanager
def _home(top: Path) -> Iterator[None]:
    os.environ["HOME"] = str(top / "home")
    os.environ["XDG_DATA_HOME"] = str(top / "home" / "data")
    os.environ["SIMGUI_HOME"] = str(top / "simgui")
    yield


def campaign(system: str, pulls: int, seed: int, ways: Sequence[str] = _WAYS) -> Pulls:
    """Pull the disks of one file system so often."""
    found = Pulls()
    ways = [way for way in ways if way != "reflink" or system in _CLONES]
    chance = random.Random(f"{seed} {system}")
    base = Path(tempfile.mkdtemp(prefix="simgui-pull-"))
    disks = Disks(system, base)
    try:
        with _home(disks.mounts[0]):
            for number in range(pulls):
                way = ways[number % len(ways)]
                seconds = chance.uniform(0.0, 0.6)
                _pull(disks, way, seconds)
                before = len(found.problems)
                disks.mount("pulled")
                try:
                    _check(disks, way, found)
                finally:
                    disks.unmount()
                found.pulls += 1
                if len(found.problems) > before:
                    found.problems[before:] = [
                        f"{system} pull {number} ({way}, {seconds:.3f} s): {text}"
                        for text in found.problems[before:]
                    ]
    finally:
        disks.close()
        shutil.rmtree(base, ignore_errors=True)
    return found


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pulls", type=int, default=100)
    parser.add_argument("--systems", default="ext4,xfs,btrfs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ways", default=",".join(_WAYS))
    parser.add_argument("--act", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.act:
        way, one, two = options.act
        _act(way, [Path(one), Path(two)])
        return 0
    if os.geteuid() != 0:
        print("needs root for loop devices")
        return 2
    is_bad = False
    for system in options.systems.split(","):
        if shutil.which(f"mkfs.{system}") is None:
            print(f"{system}: skipped, there is no mkfs.{system}")
            continue
        found = campaign(system, options.pulls, options.seed, options.ways.split(","))
        for problem in found.problems[:20]:
            print(problem)
        print(
            f"{system}: {found.pulls} pulls, {found.open_steps} steps found open,"
            f" {found.lost} lost, {found.hidden} hidden, {len(found.problems)} problems",
            flush=True,
        )
        is_bad = is_bad or bool(found.lost or found.hidden or found.problems)
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main())

"""What removing photos costs: a thousand to the trash, to a folder, and to another disk.

    python -m tests.bench.removing [--photos 1000] [--size 200000] [--other FOLDER]

Prints wall and CPU milliseconds and calls of fsync a photo, the best of some runs.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import tempfile
import time
from pathlib import Path

from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import plan_removal
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at


def _photos(folder: Path, count: int, size: int) -> tuple[list[object], set[object]]:
    groups, marked = [], set()
    chance = random.Random(1)
    for number in range(count):
        data = chance.randbytes(size)
        kept = folder / "kept" / f"{number}.jpg"
        copy = folder / "copies" / str(number % 10) / f"{number}.jpg"
        for path in (kept, copy):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        photo = photo_at(copy)
        groups.append(group_of(photo_at(kept), (photo, Tier.IDENTICAL), name=str(number)))
        marked.add(photo.id)
    return groups, marked


def measure(folder: Path, target: Path | None, count: int, size: int) -> tuple[float, float, float]:
    """Wall ms, CPU ms and fsyncs for each photo."""
    os.environ["XDG_DATA_HOME"] = str(folder / "home")
    groups, marked = _photos(folder, count, size)
    action = Action.FOLDER if target else Action.TRASH
    mover = FolderMover(str(target)) if target else FreedesktopTrash()
    plan = plan_removal(groups, marked, action=action)  # type: ignore[arg-type]
    os.sync()
    syncs = 0
    real = os.fsync

    def counted(descriptor: int) -> None:
        nonlocal syncs
        syncs += 1
        real(descriptor)

    with Library(folder / "library") as library:
        os.fsync = counted  # type: ignore[assignment]
        before, used = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)
        outcome = execute(plan, mover, library.journal, Token(), roots=[])
        wall, now = time.monotonic() - before, resource.getrusage(resource.RUSAGE_SELF)
        os.fsync = real
    assert len(outcome.removed) == count, outcome
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return wall / count * 1000, cpu / count * 1000, syncs / count


def main() -> None:
    """Measure the three ways."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--other", default="/dev/shm", help="a folder on another disk")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for way in ("trash", "folder", "another disk"):
        results = []
        for _ in range(options.runs):
            folder = Path(tempfile.mkdtemp(prefix="simgui-bench-"))
            other = Path(tempfile.mkdtemp(prefix="simgui-bench-", dir=options.other))
            (folder / "away").mkdir()
            target = {"trash": None, "folder": folder / "away", "another disk": other}[way]
            results.append(measure(folder, target, options.photos, options.size))
            shutil.rmtree(folder)
            shutil.rmtree(other)
        wall, cpu, syncs = (min(column) for column in zip(*results, strict=True))
        print(f"{way}: {wall:.2f} ms, {cpu:.2f} ms CPU, {syncs:.2f} fsyncs a photo", flush=True)


if __name__ == "__main__":
    main()

"""How faults are injected for real: small disks, a failing layer, plans that have become stale."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from simgui.core.grouping.groups import group
from simgui.core.removal.execute import Outcome, execute
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.task import Token
from tests.faults.workshop import Workshop

SOMEBODY = 12345

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static int is_bad(int fd, const char *variable) {
    const char *word = getenv(variable);
    char link[64], path[4096];
    if (!word) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return strstr(path, word) != NULL;
}
#define READER(name, ...) \
    if (is_bad(fd, "BAD_READ")) { errno = EIO; return -1; } \
    static ssize_t (*real)(int, void *, size_t, ##__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, #name);
#define WRITER(name, ...) \
    if (is_bad(fd, "BAD_WRITE")) { errno = EIO; return -1; } \
    static ssize_t (*real)(int, const void *, size_t, ##__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, #name);
ssize_t read(int fd, void *b, size_t n) { READER(read) return real(fd, b, n); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { READER(pread, off_t) return real(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off_t o) {
    READER(pread64, off_t) return real(fd, b, n, o); }
ssize_t write(int fd, const void *b, size_t n) { WRITER(write) return real(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) {
    WRITER(pwrite, off_t) return real(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) {
    WRITER(pwrite64, off_t) return real(fd, b, n, o); }
"""


class Skipped(Exception):  # noqa: N818 - no failure
    """This machine can't have this fault."""


@dataclass(frozen=True)
class Report:
    """How one kind of fault ended."""

    name: str
    problem: str = ""
    skipped: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it ended well, or could not be tried."""
        return not self.problem


FAULTS: list[Callable[[Workshop], None]] = []


def fault(function: Callable[[Workshop], None]) -> Callable[[Workshop], None]:
    """Register a kind of fault."""
    FAULTS.append(function)
    return function


@contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """A small disk of its own at a folder, with what was in the folder on it."""
    if os.geteuid() != 0:
        raise Skipped("needs root to mount")
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(folder.name + ".aside")
    shutil.copytree(folder, aside)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        shutil.rmtree(aside)
        raise Skipped("can't mount here")
    try:
        for path in aside.iterdir():
            target = folder / path.name
            shutil.copytree(path, target) if path.is_dir() else shutil.copy2(path, target)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(aside)


def remount(folder: Path, options: str) -> None:
    """Change a disk made by `disk`."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no byte free on a disk."""
    path = folder / "fill"
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return path


def stale(shop: Workshop, harm: Callable[[Path, Path], None]) -> Outcome:
    """Scan, plan, let something happen to keeper and copy of scene 0, and carry the plan out."""
    assert shop.scan().code == 0
    with shop.library() as library:
        groups = group(library.photos(), [])
        marked = {m.photo.id for g in groups for m in g.members if not m.is_keeper}
        plan = plan_removal(groups, marked)
        mine = next(r for r in plan.removals if "0.jpg" in r.victim.path)
        harm(Path(mine.keeper.path), Path(mine.victim.path))
        roots = library.roots()
        return execute(plan, FreedesktopTrash(), library.journal, Token(), roots=roots)


def check_refused(outcome: Outcome, refusal: Refusal, *, others_go: bool = True) -> None:
    """Exactly one photo stayed, for this reason."""
    assert [r.refusal for r in outcome.refused] == [refusal], outcome.refused
    assert bool(outcome.removed) == others_go


def need_root() -> None:
    """Only root can become somebody without privileges."""
    if os.geteuid() != 0:
        raise Skipped("needs root to become somebody else")


@contextmanager
def failing(shop: Workshop, **variables: str) -> Iterator[None]:
    """A layer between the program and the disk that fails for some files."""
    if shutil.which("cc") is None:
        raise Skipped("needs a C compiler")
    source, shim = shop.root / "shim.c", shop.root / "shim.so"
    source.write_text(_SHIM)
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-w", "-o", str(shim), str(source), "-ldl"], check=True
    )
    shop.environment.update(variables, LD_PRELOAD=str(shim))
    try:
        yield
    finally:
        for name in (*variables, "LD_PRELOAD"):
            del shop.environment[name]

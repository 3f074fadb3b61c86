"""Cuts the power at every call that writes a file of the library, or a file a user asked for.

What SQLite writes is left to SQLite. Each state that the model of `tests.faults.power_model`
derives is laid out in a real folder, and then a file is as it was before, or as it is afterwards;
once the call has returned, it is the latter.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simgui.cli import report
from simgui.core.neighbours.hnsw import Index
from simgui.store.library import Library
from simgui.store.recovery import set_aside
from simgui.store.seal import Seal
from tests.faults.power_model import Recorder, State, clear, materialise

_PLENTY = 100_000
"""States of one call; none has nearly as many."""


@dataclass(frozen=True)
class Case:
    """One way of writing files.

    Attributes:
        before: Files that are there at first.
        act: What is recorded; is given the folder that is cut, and one that is not.
        may_be_twice: Whether a content may be under its old and its new name after a cut.
    """

    name: str
    before: dict[str, bytes]
    act: Callable[[Path, Path], object]
    may_be_twice: bool = False


def _make_key(top: Path, _: Path) -> None:
    Seal(os.fspath(top / "new" / "data")).of(("a step",))


def _export(top: Path, elsewhere: Path) -> None:
    with Library(elsewhere / "library") as library:
        library.export(os.fspath(top / "export.json"))


def _save_index(top: Path, _: Path) -> None:
    index = Index(4)
    index.add(np.arange(4), np.eye(4, dtype=np.float32))
    index.save(os.fspath(top / "graph"))


def _report(top: Path, _: Path) -> None:
    report.write("groups", os.fspath(top / "groups.json"))


def _set_aside(top: Path, _: Path) -> None:
    set_aside(os.fspath(top / "library.db"))


_LIBRARY = {"library.db": b"a damaged file", "library.db-wal": b"a log", "library.db-shm": b"s"}

CASES = [
    Case("the key of the journal", {}, _make_key),
    Case("a first export", {}, _export),
    Case("an export in the place of another", {"export.json": b"older"}, _export),
    Case("a graph in the place of another", {"graph": b"older"}, _save_index),
    Case("results in the place of others", {"groups.json": b"older"}, _report),
    Case("a damaged library set aside", _LIBRARY, _set_aside, may_be_twice=True),
]


def states(case: Case, top: Path, elsewhere: Path) -> tuple[list[tuple[bool, State]], list[bytes]]:
    """States after a power cut, each with whether the call had returned; contents afterwards."""
    for folder in (top, elsewhere):
        clear(os.fspath(folder))
    for name, content in case.before.items():
        (top / name).write_bytes(content)
    recorder = Recorder([os.fspath(top)])
    with recorder.recording():
        case.act(top, elsewhere)
    last = len(recorder.cuts) - 1
    found = [
        (number == last, state)
        for number, cut in enumerate(recorder.cuts)
        for state in dict.fromkeys(cut.all())
        if cut.count <= _PLENTY
    ]
    return found, sorted(_contents(top))


def problem(case: Case, top: Path, state: State, after: list[bytes], *, is_over: bool) -> str:
    """What does not hold in a state; empty if all does."""
    materialise(state, [os.fspath(top)])
    found = sorted(_contents(top))
    before = sorted(case.before.values())
    if is_over:
        return "" if found == after else f"afterwards there is {found}"
    if case.may_be_twice:
        return "" if set(found) == set(before) else f"there is {found}"
    return "" if found in (before, after) else f"there is {found}"


def _contents(top: Path) -> Iterator[bytes]:
    """Of all files, but for temporaries and what a next write begins anew."""
    for path in top.rglob("*"):
        if path.is_file() and not path.name.startswith(".simgui-") and ".part" not in path.name:
            yield path.read_bytes()


@contextmanager
def without_syncs() -> Iterator[None]:
    """As if nothing was ever synced."""
    real = Recorder._synced
    Recorder._synced = lambda _self, _descriptor: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        Recorder._synced = real  # type: ignore[method-assign]

"""A power cut at any call of copying from a card: what counts as copied is there, and whole."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from simgui.core.intake.copying import execute
from simgui.core.intake.plan import plan
from simgui.core.intake.reversal import recover, undo
from simgui.core.intake.values import CopyState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.task import Token
from tests.core.removal_fixtures import photo_at, write
from tests.faults import powercut_files
from tests.faults.power_model import Recorder, materialise

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd") or os.name != "posix",
    reason="the recording layer reads paths from /proc",
)


class Log:
    """A log whose every version can be brought back, as a power cut may."""

    def __init__(self, versions=((),)):
        self.versions = list(versions)
        self.on_version = lambda version, *, is_durable: None

    @property
    def copies(self):
        return list(self.versions[-1])

    def _commit(self, copies, *, is_durable):
        self.versions.append(tuple(copies))
        self.on_version(len(self.versions) - 1, is_durable=is_durable)

    def begin(self, target):
        return 1

    def intend(self, intake, copies):
        first = len(self.copies) + 1
        new = [replace(copy, number=first + n) for n, copy in enumerate(copies)]
        self._commit([*self.copies, *new], is_durable=True)
        return new

    def settle(self, copies):
        by_number = {copy.number: copy for copy in copies}
        self._commit([by_number.get(c.number, c) for c in self.copies], is_durable=False)

    def open_copies(self):
        return [copy for copy in self.copies if copy.state is CopyState.INTENDED]


@pytest.fixture
def world(tmp_path):
    """A card, and a folder that takes its photos; all of it on a disk that may lose power."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # thousands of states
    with tempfile.TemporaryDirectory(prefix="simgui-test-", dir=memory) as folder:
        top = Path(folder, "disk")
        first = write(top / "card" / "1.jpg", b"picture 1 " * 100)
        beside = write(top / "card" / "1.xmp", b"<x>1</x>")
        second = write(top / "card" / "2.jpg", b"picture 2 " * 100)
        yield top, [photo_at(first, companions=[beside]), photo_at(second)]


def files(top):
    return {str(p.relative_to(top)): p.read_bytes() for p in top.rglob("*") if p.is_file()}


def problem(top, state, log, originals, *, has_card):
    """What does not hold after a cut that left this state; empty if all does."""
    materialise(state, [os.fspath(top)])
    if not has_card:
        shutil.rmtree(top / "card")
    after = Log([log.versions[state.journal]])
    recover(after, Token())
    found = files(top)
    if any(Path(name).name.startswith(".") for name in found):
        return f"hidden: {sorted(found)}"
    if after.open_copies():
        return "a copy is open"
    for copy in after.copies:
        there = found.get(os.path.relpath(copy.place, top))
        wanted = originals[os.path.relpath(copy.source.path, top)]
        if copy.state is CopyState.DONE and there != wanted:
            return f"{copy.place} counts and is not whole"
        if copy.state is CopyState.FAILED and there is not None:
            return f"{copy.place} is there and does not count"
    lost = [n for n, data in originals.items() if has_card and found.get(n) != data]
    return f"lost: {lost}" if lost else ""


def first_problem(world, *, has_card=True):
    top, photos = world
    originals = files(top)
    log = Log()
    recorder = Recorder([os.fspath(top)], 0)
    log.on_version = recorder.journaled
    with recorder.recording():
        execute(plan(photos, os.fspath(top / "in"), "%Y"), log, Token())
    log.on_version = lambda version, *, is_durable: None
    states = list(dict.fromkeys(s for cut in recorder.cuts for s in cut.all()))
    assert len(states) > 50
    for state in states:
        text = problem(top, state, log, originals, has_card=has_card)
        if text:
            return text
    return ""


@pytest.mark.parametrize("has_card", [True, False], ids=["card at hand", "card gone"])
def test_what_counts_as_copied_is_whole_and_nothing_is_hidden(world, has_card):
    assert first_problem(world, has_card=has_card) == ""


def test_without_syncs_the_model_finds_copies_that_are_not_whole(world):
    with powercut_files.without_syncs():
        assert first_problem(world)


def test_a_cut_while_copies_are_taken_back_leaves_the_card_whole(world):
    top, photos = world
    log = Log()
    execute(plan(photos, os.fspath(top / "in")), log, Token())
    (top / "trash").mkdir()
    originals = set(files(top / "card").values())
    recorder = Recorder([os.fspath(top)], len(log.versions) - 1)
    with recorder.recording():
        undo(log.copies, FolderMover(os.fspath(top / "trash")), log, Token())
    states = dict.fromkeys(s for cut in recorder.cuts for s in cut.all())
    assert len(states) > 10
    for state in states:
        materialise(state, [os.fspath(top)])
        assert originals <= set(files(top / "card").values())

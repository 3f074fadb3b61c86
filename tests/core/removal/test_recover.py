"""After a kill at any line the next start finds every file and knows what happened."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simgui.core.removal.journal import Action, StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.recover import Settlement, reconcile
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.store.library import Library
from tests.core.removal_fixtures import put_back, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")

HERE = Path(__file__).parent
# Of some 900 lines from the plan to the last commit; the fault campaign takes every one.
LINES = [330, 480, 620, 720, 800]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / ".local" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(HERE.parents[2]))
    write(tmp_path / "a.jpg", b"picture")
    write(tmp_path / "p" / "b.jpg", b"picture")
    write(tmp_path / "p" / "b.xmp", b"<side-car/>")
    return tmp_path


def run(folder, what, line, action=Action.TRASH):
    """Run a program that kills itself at a line; whether it was done before it came there."""
    child = subprocess.run(
        [
            sys.executable,
            str(HERE.parent / "kill_at_line.py"),
            str(folder),
            what,
            str(line),
            action.value,
        ],
        capture_output=True,
    )
    assert child.returncode in (0, -signal.SIGKILL), child.stderr.decode()
    return child.returncode == 0


def settle(folder):
    with Library(folder / "library") as library:
        found = reconcile(library.journal, FreedesktopTrash)
        assert library.journal.unsettled() == []
        assert reconcile(library.journal, FreedesktopTrash) == []
        actions = library.journal.actions()
    return found, [step for action in actions for step in action.steps]


def trashed(folder):
    return sorted(path.name for path in folder.glob("home/.local/share/Trash/*/*"))


def check_consistent(folder, steps):
    """The unit is whole, in its place or in the trash; journal, trash and side-car agree."""
    in_place = sorted(os.listdir(folder / "p"))
    assert (folder / "a.jpg").read_bytes() == b"picture"
    is_gone = bool(steps) and steps[-1].state is StepState.DONE
    if is_gone:
        assert in_place == []
        assert trashed(folder) == ["b.jpg", "b.jpg.trashinfo", "b.xmp", "b.xmp.trashinfo"]
    else:
        assert in_place == ["b.jpg", "b.xmp"]
        assert trashed(folder) == []
    assert (folder / "a.jpg.xmp").exists() == is_gone
    assert not list(folder.rglob(".simgui-*"))


@pytest.mark.parametrize("line", LINES)
def test_a_kill_while_photos_go_leaves_them_whole(folder, line):
    run(folder, "execute", line)
    _, steps = settle(folder)
    check_consistent(folder, steps)


@pytest.mark.parametrize("line", LINES)
def test_a_kill_while_photos_come_back_leaves_them_whole(folder, line):
    assert run(folder, "execute", 10**9)
    run(folder, "undo", line)
    _, steps = settle(folder)
    check_consistent(folder, steps)
    with Library(folder / "library") as library:
        undo(library.journal, library.journal.actions()[0].id, FreedesktopTrash(), Token())
    assert sorted(os.listdir(folder / "p")) == ["b.jpg", "b.xmp"]


@pytest.mark.parametrize("line", LINES[2:4])
def test_a_kill_while_photos_go_again_leaves_them_whole(folder, line):
    assert run(folder, "execute", 10**9)
    assert run(folder, "undo", 10**9)
    run(folder, "redo", line)
    _, steps = settle(folder)
    check_consistent(folder, steps)


@pytest.mark.parametrize("line", LINES[1:3])
def test_a_kill_while_a_link_takes_a_place_leaves_a_picture_there(folder, line):
    run(folder, "execute", line, Action.HARD_LINK)
    _, steps = settle(folder)
    assert (folder / "p" / "b.jpg").read_bytes() == b"picture"
    is_linked = os.path.samefile(folder / "a.jpg", folder / "p" / "b.jpg")
    assert is_linked == (bool(steps) and steps[0].state is StepState.DONE)
    assert not list(folder.rglob(".simgui-*"))


def journaled(folder):
    """A photo in the trash, and its step as if the kill had come before its result was written."""
    assert run(folder, "execute", 10**9)
    library = Library(folder / "library")
    (action,) = library.journal.actions()
    (step,) = action.steps
    library.journal.intend(step.action_id, (), [(step.id, step.places)])
    return library, step


def test_what_is_gone_and_not_in_the_trash_is_said_so(folder):
    library, step = journaled(folder)
    with library:
        for place in step.places:
            os.unlink(place)
        (found,) = reconcile(library.journal, FreedesktopTrash)
        assert found.settlement is Settlement.PLACE_UNKNOWN
        assert "b.jpg" in found.detail


def test_a_unit_moved_in_part_is_brought_back(folder):
    library, step = journaled(folder)
    with library:
        put_back(FreedesktopTrash(), step.places[0], step.intent.path)
        (found,) = reconcile(library.journal, FreedesktopTrash)
        assert found.settlement is Settlement.BROUGHT_BACK
        assert sorted(os.listdir(folder / "p")) == ["b.jpg", "b.xmp"]
        assert library.journal.actions()[0].steps[0].state is StepState.FAILED


def test_a_unit_that_can_not_be_made_whole_is_told_and_undo_finishes_it(folder):
    library, step = journaled(folder)
    with library:
        put_back(FreedesktopTrash(), step.places[0], step.intent.path)
        write(folder / "p" / "b.xmp", b"of somebody else")
        (found,) = reconcile(library.journal, FreedesktopTrash)
        assert found.settlement is Settlement.HALF
        os.unlink(folder / "p" / "b.xmp")
        undo(library.journal, step.action_id, FreedesktopTrash(), Token())
        assert (folder / "p" / "b.xmp").read_bytes() == b"<side-car/>"


def test_a_twin_trashed_earlier_is_not_taken_for_the_photo_in_its_place(folder):
    assert run(folder, "execute", 10**9)
    with Library(folder / "library") as library:
        (action,) = library.journal.actions()
        for place, file in zip(action.steps[0].places, action.steps[0].intent.files, strict=True):
            data = Path(place).read_bytes()
            write(Path(file.path), data)
            os.utime(file.path, ns=(file.mtime_ns, file.mtime_ns))
        library.journal.intend(action.id, (), [(action.steps[0].id, (None, None))])
        (found,) = reconcile(library.journal, FreedesktopTrash)
        assert found.settlement is Settlement.NOTHING_MOVED
        assert len(trashed(folder)) == 4


def test_redo_after_a_settled_kill_works(folder):
    run(folder, "execute", 10**9)
    run(folder, "undo", 200)
    settle(folder)
    with Library(folder / "library") as library:
        action_id = library.journal.actions()[0].id
        undo(library.journal, action_id, FreedesktopTrash(), Token())
        assert redo(library.journal, action_id, FreedesktopTrash(), Token(), roots=[]).done
    assert os.listdir(folder / "p") == []


@pytest.mark.parametrize("harm", [os.unlink, lambda path: write(Path(path), b"changed")])
def test_a_photo_whose_keeper_went_with_it_before_a_kill_is_put_back(folder, harm):
    library, step = journaled(folder)
    with library:
        harm(step.intent.keeper_path)
        (found,) = reconcile(library.journal, FreedesktopTrash)
        assert found.settlement is Settlement.BROUGHT_BACK
        assert step.intent.keeper_path in found.detail
        assert sorted(os.listdir(folder / "p")) == ["b.jpg", "b.xmp"]
        assert library.journal.actions()[0].steps[0].state is StepState.FAILED
        assert trashed(folder) == []

"""After a removal, its undo or its redo the library knows what is on disk, for either front end."""

from __future__ import annotations

import os
import shutil

import pytest

from simgui.core.files.filesystem import file_stat
from simgui.core.network.precision import LazyNetwork
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.task import Token
from simgui.core.types import FileState, Tier
from simgui.engine import removals
from simgui.engine.decisions import ReviewDecisions, marked_photos
from simgui.engine.groups import group_folders
from simgui.engine.networks import open_network
from simgui.engine.scan import scan
from simgui.engine.settings import Settings
from simgui.store.library import Library
from tests.core import pictures


class Scanned:
    """A library of two identical photos, and the one of them that a rule would remove."""

    def __init__(self, folder, library: Library) -> None:
        self.library = library
        self.network: LazyNetwork = open_network("", library)
        for _ in scan(library, [str(folder)], self.network, Settings(), Token()):
            pass
        self.groups = group_folders(library, self.network.model, [str(folder)], Tier.IDENTICAL)
        (group,) = self.groups
        self.kept, self.victim = (member.photo for member in group.members)

    def remove(self, action: Action):
        """Mark the victim as a user would, and let it go."""
        ReviewDecisions(self.library).mark([self.victim])
        plan = removals.plan(self.library, self.groups, {self.victim.id}, action=action)
        mover = removals.mover_for(action, "", FreedesktopTrash)
        return removals.execute(self.library, plan, mover, Token())

    def present(self):
        """What the library holds for present, by path."""
        return {photo.path: photo.stat for photo in self.library.photos()}


@pytest.fixture
def scanned(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    folder = tmp_path / "photos"
    folder.mkdir()
    pictures.save_jpeg(folder / "a.jpg", pictures.photo(1, (400, 300)))
    shutil.copy(folder / "a.jpg", folder / "a copy.jpg")
    with Library(tmp_path / "library") as library:
        yield Scanned(folder, library)


def test_a_link_is_known_by_its_new_inode_and_its_mark_is_gone(scanned):
    before = scanned.present()
    outcome = scanned.remove(Action.HARD_LINK)
    assert len(outcome.removed) == 1
    now = scanned.present()
    assert now.keys() == before.keys()
    assert all(stat == file_stat(path) for path, stat in now.items())
    assert now[scanned.victim.path].inode == now[scanned.kept.path].inode
    assert marked_photos(scanned.library) == []


def test_undoing_a_link_is_known_by_the_inode_of_its_own(scanned):
    outcome = scanned.remove(Action.HARD_LINK)
    for reverse, is_one_file in ((removals.undo, False), (removals.redo, True)):
        reverse(scanned.library, outcome.action_id, FreedesktopTrash, Token())
        now = scanned.present()
        assert all(stat == file_stat(path) for path, stat in now.items())
        inodes = {stat.inode for stat in now.values()}
        assert (len(inodes) == 1) is is_one_file


def test_a_photo_in_the_trash_is_gone_until_it_is_brought_back(scanned):
    outcome = scanned.remove(Action.TRASH)
    assert scanned.present().keys() == {scanned.kept.path}
    assert marked_photos(scanned.library) == []
    removals.undo(scanned.library, outcome.action_id, FreedesktopTrash, Token())
    assert scanned.present().keys() == {scanned.kept.path, scanned.victim.path}
    removals.redo(scanned.library, outcome.action_id, FreedesktopTrash, Token())
    assert scanned.present().keys() == {scanned.kept.path}


@pytest.mark.parametrize("is_moved", [True, False])
def test_what_a_kill_left_open_is_known_as_it_is_on_disk(scanned, is_moved, monkeypatch):
    library, journal = scanned.library, scanned.library.journal

    class KilledError(BaseException):
        pass

    def die(*_):
        raise KilledError

    mover = FreedesktopTrash()
    plan = removals.plan(library, scanned.groups, {scanned.victim.id})
    with monkeypatch.context() as patch:
        patch.setattr(*((journal, "settle_all") if is_moved else (mover, "take")), die)
        with pytest.raises(KilledError):
            removals.execute(library, plan, mover, Token())
    assert os.path.lexists(scanned.victim.path) is not is_moved
    removals.recover(library, FreedesktopTrash)
    expected = FileState.GONE if is_moved else FileState.PRESENT
    known = library.known(os.path.dirname(scanned.victim.path))
    assert known[scanned.victim.path].state is expected

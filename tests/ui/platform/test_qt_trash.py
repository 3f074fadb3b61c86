"""The trash through Qt, as Windows and macOS use it: what it says is looked after."""

from __future__ import annotations

import os

import pytest

from simgui.core.removal.execute import execute
from simgui.core.removal.movers.mover import MoveError
from simgui.core.removal.plan import plan_removal
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from simgui.ui.platform.qt_trash import QtTrash
from tests.core.removal_fixtures import group_of, photo_at, put_back, write


def answering(answer):
    """A trash that does nothing and says this."""
    return QtTrash(lambda path: (answer, path))


@pytest.fixture
def recycle_bin(tmp_path):
    """The recycle bin of Windows as it lies on a disk, and what sends a file there."""
    folder = tmp_path / "$Recycle.Bin" / "S-1-5-21-1-2-3-1001"
    folder.mkdir(parents=True)

    def send(path):
        number = f"{len(os.listdir(folder)):06}.jpg"
        note = (2).to_bytes(8, "little") + bytes(16) + len(path).to_bytes(4, "little")
        (folder / f"$I{number}").write_bytes(note + f"{path}\0".encode("utf-16-le"))
        os.rename(path, folder / f"$R{number}")
        # Qt tells the place with its own separators, and an extra one does no harm.
        return True, f"{folder}//$R{number}"

    return folder, QtTrash(send)


def test_a_file_goes_though_nobody_had_a_trash_yet_and_comes_back(tmp_path):
    path = write(tmp_path / "a.jpg", b"picture")
    assert not (tmp_path / "share").exists()
    place = QtTrash().move(str(path))
    assert not path.exists()
    assert place is not None
    with open(place, "rb") as file:
        assert file.read() == b"picture"
    put_back(QtTrash(), place, path)
    assert path.read_bytes() == b"picture"


def test_a_success_that_leaves_the_original_is_none(tmp_path):
    path = write(tmp_path / "a.jpg", b"picture")
    with pytest.raises(MoveError, match="can't be moved to the trash") as refused:
        answering(True).move(str(path))
    assert "folder" in refused.value.remedy
    assert path.exists()


def test_a_trash_that_fails_is_no_reason_to_delete(tmp_path):
    path = write(tmp_path / "a.jpg", b"picture")
    with pytest.raises(MoveError):
        answering(False).move(str(path))
    assert path.read_bytes() == b"picture"


def test_a_name_that_is_no_text_stays(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff\xfe.jpg")
    path.write_bytes(b"picture")
    try:
        place = QtTrash().move(str(path))
    except MoveError:
        assert path.read_bytes() == b"picture"
    else:
        assert place is not None
        assert not path.exists()


def test_the_engine_moves_and_brings_back_through_it(tmp_path):
    mine = write(tmp_path / "p" / "a.xmp", b"<x/>")
    keeper = photo_at(write(tmp_path / "p" / "a.jpg", b"x"), companions=[mine])
    side = write(tmp_path / "p" / "b.xmp", b"<x/>")
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"), companions=[side])
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    plan = plan_removal([group], {copy.id}, by_hand={copy.id})
    with Library(tmp_path / "library") as library:
        outcome = execute(plan, QtTrash(), library.journal, Token(), roots=[])
        assert len(outcome.removed) == 1
        assert sorted(os.listdir(tmp_path / "p")) == ["a.jpg", "a.xmp"]
        undo(library.journal, outcome.action_id, QtTrash(), Token())
        assert sorted(os.listdir(tmp_path / "p")) == ["a.jpg", "a.xmp", "b.jpg", "b.xmp"]


def test_where_the_system_keeps_the_place_to_itself_nothing_is_lost(tmp_path):
    """Windows may not say where in its recycle bin a file is."""

    class Silent(QtTrash):
        def take(self, laid):
            super().take(laid)

    keeper = photo_at(write(tmp_path / "p" / "a.jpg", b"x"))
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"))
    plan = plan_removal([group_of(keeper, (copy, Tier.IDENTICAL))], {copy.id})
    with Library(tmp_path / "library") as library:
        outcome = execute(plan, Silent(), library.journal, Token(), roots=[])
        back = undo(library.journal, outcome.action_id, Silent(), Token())
    assert "did not report" in back.failed[0].detail
    assert [p.name for p in (tmp_path / "share" / "Trash" / "files").iterdir()] == ["b.jpg"]


def test_what_comes_back_from_the_recycle_bin_takes_its_note_along_and_no_other(
    tmp_path, recycle_bin
):
    folder, trash = recycle_bin
    paths = [write(tmp_path / f"{name}.jpg", name.encode()) for name in "ab"]
    places = [trash.move(str(path)) for path in paths]
    assert places == [str(folder / "$R000000.jpg"), str(folder / "$R000002.jpg")]
    put_back(trash, places[0], paths[0])
    assert paths[0].read_bytes() == b"a"
    assert sorted(os.listdir(folder)) == ["$I000002.jpg", "$R000002.jpg"]


def test_a_note_about_another_file_stays(tmp_path, recycle_bin):
    folder, trash = recycle_bin
    path = write(tmp_path / "a.jpg", b"a")
    place = trash.move(str(path))
    note = folder / "$I000000.jpg"
    note.write_bytes(note.read_bytes().replace("a.jpg".encode("utf-16-le"), b"b\0" * 5))
    put_back(trash, place, path)
    assert os.listdir(folder) == [note.name]


@pytest.mark.parametrize("content", [b"", b"\2", b"\xff" * 100])
def test_a_note_that_is_none_stays(tmp_path, recycle_bin, content):
    folder, trash = recycle_bin
    path = write(tmp_path / "a.jpg", b"a")
    place = trash.move(str(path))
    (folder / "$I000000.jpg").write_bytes(content)
    put_back(trash, place, path)
    assert os.listdir(folder) == ["$I000000.jpg"]


def test_a_photo_named_like_a_note_outside_the_bin_stays(tmp_path):
    folder = tmp_path / "Trash"
    folder.mkdir()
    mine = write(folder / "$I1.jpg", b"a photo")
    path = write(tmp_path / "$R1.jpg", b"picture")

    def send(name):
        os.rename(name, folder / "$R1.jpg")
        return True, str(folder / "$R1.jpg")

    trash = QtTrash(send)
    put_back(trash, trash.move(str(path)), path)
    assert mine.read_bytes() == b"a photo"

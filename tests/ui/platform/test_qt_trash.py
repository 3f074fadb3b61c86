"""The trash through Qt, as Windows and macOS use it: what it says is looked after."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QFile

from simgui.core.removal.execute import execute
from simgui.core.removal.movers.mover import MoveError
from simgui.core.removal.plan import plan_removal
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from simgui.ui.platform import qt_trash
from simgui.ui.platform.qt_trash import QtTrash
from tests.core.removal_fixtures import group_of, photo_at, put_back, write


def answering(answer):
    """A QFile whose trash does nothing and says this."""

    class Answering(QFile):
        def moveToTrash(self):
            return answer

    return Answering


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


def test_a_success_that_leaves_the_original_is_none(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jpg", b"picture")
    monkeypatch.setattr(qt_trash, "QFile", answering(True))
    with pytest.raises(MoveError, match="can't be moved to the trash") as refused:
        QtTrash().move(str(path))
    assert "folder" in refused.value.remedy
    assert path.exists()


def test_a_trash_that_fails_is_no_reason_to_delete(tmp_path, monkeypatch):
    path = write(tmp_path / "a.jpg", b"picture")
    monkeypatch.setattr(qt_trash, "QFile", answering(False))
    with pytest.raises(MoveError):
        QtTrash().move(str(path))
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

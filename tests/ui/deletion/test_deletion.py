"""What else can be done with photos that go, and what is saved first, in the window."""

from __future__ import annotations

import os
import shutil

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from simgui.core.imaging.metadata import parse
from simgui.core.removal.journal import Action
from simgui.core.types import Tier
from simgui.ui import settings
from simgui.ui.library.sidebar import Place
from tests.core import pictures


@pytest.fixture
def two(tmp_path):
    """A photo, its copy with a side-car, and the same pixels in another file."""
    folder = tmp_path / "two"
    folder.mkdir()
    pictures.save_jpeg(folder / "kept.jpg", pictures.photo(1, (300, 200)), 90)
    shutil.copy2(folder / "kept.jpg", folder / "kept copy.jpg")
    (folder / "kept copy.xmp").write_bytes(pictures.xmp_bytes())
    with Image.open(folder / "kept.jpg") as image:
        image.save(folder / "kept as png.png")
    return folder


def planned(opened, way=Action.TRASH):
    """The page with the plan of one way to get rid of the copy."""
    page = opened.library.deletion
    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
        opened.library.plan_deletion()
    if way is not Action.TRASH:
        page.way.setCurrentIndex(page.way.findData(way))
        with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
            page.way.activated.emit(page.way.currentIndex())
    assert page.way.currentData() is way
    return page


def execute(opened, page):
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        page.go.click()
    opened.settle()


def mark(opened, *names):
    """Mark photos by hand, keeping the first of the folder."""
    photos = {os.path.basename(p.path): p for p in opened.session.snapshot.photos.values()}
    opened.review.keep(photos["kept.jpg"])
    opened.review.mark([photos[name] for name in names])
    assert {p.id for p in opened.review.marks.photos} == {photos[name].id for name in names}


def test_what_only_the_copy_knows_is_saved_beside_the_kept_photo_and_taken_back(opened, two):
    opened.scan(two)
    mark(opened, "kept copy.jpg")
    before = (two / "kept.jpg").read_bytes()
    page = planned(opened)
    assert page.saves.isVisibleTo(page)
    assert page.saves.isChecked()
    assert "rating" in " ".join(page.model.index(row, 0).data() for row in range(1))
    execute(opened, page)
    assert parse(xmp=(two / "kept.jpg.xmp").read_bytes()).rating == 4
    assert (two / "kept.jpg").read_bytes() == before
    assert not (two / "kept copy.jpg").exists()
    assert not (two / "kept copy.xmp").exists()
    opened.window.undo_action.trigger()
    opened.settle()
    assert sorted(os.listdir(two)) == [
        "kept as png.png",
        "kept copy.jpg",
        "kept copy.xmp",
        "kept.jpg",
    ]


def test_who_does_not_want_it_saved_says_so_once(opened, two):
    opened.scan(two)
    mark(opened, "kept copy.jpg")
    page = planned(opened)
    page.saves.click()
    execute(opened, page)
    assert not (two / "kept.jpg.xmp").exists()
    assert opened.session.settings.get(settings.SAVES_METADATA) is False


def test_photos_that_know_nothing_more_ask_nothing(opened, two):
    opened.scan(two)
    mark(opened, "kept as png.png")
    page = planned(opened)
    assert not page.saves.isVisibleTo(page)


def test_identical_photos_become_links_and_files_again(opened, two):
    opened.scan(two)
    mark(opened, "kept copy.jpg", "kept as png.png")
    page = planned(opened, Action.HARD_LINK)
    rows = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    assert len(rows) == 2
    assert "only identical files can be replaced with links" in rows[0]
    assert page.go.text() == "Replace 1 with a link"
    execute(opened, page)
    copy, kept = two / "kept copy.jpg", two / "kept.jpg"
    assert os.path.samefile(copy, kept)
    assert (two / "kept copy.xmp").exists()
    assert "replaced with a link" in opened.window.message.text
    opened.library.show_place(Place.DUPLICATES)
    # Two names of one file are one photo from now on, without another scan.
    assert all(m.tier is not Tier.IDENTICAL for g in opened.review.groups for m in g.members[1:])
    opened.window.undo_action.trigger()
    opened.settle()
    assert not os.path.samefile(copy, kept)
    assert any(m.tier is Tier.IDENTICAL for g in opened.review.groups for m in g.members[1:])


def test_photos_move_to_a_folder_and_back(opened, two, tmp_path, monkeypatch):
    target = tmp_path / "aside"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    opened.scan(two)
    mark(opened, "kept copy.jpg")
    execute(opened, planned(opened, Action.FOLDER))
    moved = target / str(two).lstrip(os.sep) / "kept copy.jpg"
    assert moved.exists()
    assert not (two / "kept copy.jpg").exists()
    with opened.qtbot.waitSignal(opened.window.deletions.journal_read, timeout=10_000):
        opened.library.show_place(Place.JOURNAL)
    journal = opened.library.journal
    assert journal.actions_model.index(0, 3).data() == "1 in the folder"
    assert journal.steps_model.index(0, 3).data() == "in the folder"
    picture = journal.steps_model.index(0, 0)
    opened.qtbot.waitUntil(
        lambda: picture.data(Qt.ItemDataRole.DecorationRole) is not None, timeout=10_000
    )
    journal._back.click()
    opened.settle()
    assert not moved.exists()
    assert (two / "kept copy.jpg").exists()


def test_who_chooses_no_folder_is_asked_about_the_trash_again(opened, two, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    opened.scan(two)
    mark(opened, "kept copy.jpg")
    page = planned(opened)
    page.way.setCurrentIndex(page.way.findData(Action.FOLDER))
    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
        page.way.activated.emit(page.way.currentIndex())
    assert page.way.currentData() is Action.TRASH
    assert page.go.text() == "Move 1 to trash"

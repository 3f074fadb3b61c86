"""Two folder trees are settled by one decision, which is seen before and undone in one step."""

from __future__ import annotations

import os
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from simgui.core.catalog import Reading
from simgui.core.files.filesystem import file_stat
from simgui.core.imaging.identity import file_hash
from simgui.core.task import Token
from simgui.core.types import Content, ContentId, PhotoFiles, Tier
from simgui.ui.library.sidebar import Place
from tests.core import pictures
from tests.ui import sceneries

GROUPS = 800
MOST_ACTIONS = 5


@pytest.fixture
def trees(tmp_path):
    """Pictures of six photos; a backup with five of them, one larger there, and one of its own."""
    here, there = tmp_path / "Pictures", tmp_path / "Backup"
    here.mkdir()
    there.mkdir()
    for number in range(6):
        sceneries.scene(40 + number, (540, 360)).save(here / f"{number}.jpg", quality=90)
    for number in range(4):
        shutil.copy2(here / f"{number}.jpg", there / f"copy {number}.jpg")
    image = sceneries.scene(70, (1080, 720))
    image.save(there / "larger.jpg", quality=95)
    image.resize((540, 360)).save(here / "4.jpg", quality=85)
    sceneries.scene(60, (540, 360)).save(there / "own.jpg", quality=90)
    return here, there


def open_pairs(opened):
    opened.library.show_place(Place.PAIRS)
    opened.settle()
    return opened.library.pairs


def test_folder_pairs_are_listed_with_what_each_lacks(opened, trees):
    here, there = trees
    opened.scan(here, there)
    page = open_pairs(opened)
    (pair,) = page.model.rows
    assert {pair.inner, pair.outer} == {str(here), str(there)}
    assert pair.shared == 4
    assert opened.library.sidebar.places[Place.PAIRS].accessibleDescription() == "1"
    assert page.keep_outer.isVisible()
    assert not opened.window.grab().isNull()


def test_one_decision_marks_all_copies_and_names_the_exceptions(opened, trees):
    here, there = trees
    opened.scan(here, there)
    page = open_pairs(opened)
    pair = page.pair()
    button = page.keep_outer if pair.outer == str(here) else page.keep_inner
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()
    preview = opened.library.decision
    assert opened.library.middle.currentWidget() is preview
    assert sorted(os.path.basename(r.photo.path) for r in preview.marks.rows) == [
        f"copy {n}.jpg" for n in range(4)
    ]
    assert [os.path.basename(e.photo.path) for e in preview.exceptions.rows] == ["larger.jpg"]
    assert len(opened.review.marks) == 0
    QTest.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    opened.settle()
    assert sorted(os.path.basename(p.path) for p in opened.review.marks.photos) == [
        f"copy {n}.jpg" for n in range(4)
    ]
    keepers = [g.keeper.photo.path for g in opened.review.groups if g.tier is Tier.IDENTICAL]
    assert all(path.startswith(str(here)) for path in keepers)
    opened.review.undo_stack.undo()
    assert len(opened.review.marks) == 0


def test_escape_leaves_the_preview_and_marks_nothing(opened, trees):
    opened.scan(*trees)
    page = open_pairs(opened)
    QTest.mouseClick(page.keep_outer, Qt.MouseButton.LeftButton)
    opened.settle()
    QTest.keyClick(opened.library.decision.go, Qt.Key.Key_Escape)
    assert opened.library.middle.currentWidget() is page
    assert len(opened.review.marks) == 0


def test_a_choice_in_one_group_is_offered_for_all_groups_of_its_folders(opened, trees):
    here, there = trees
    opened.scan(here, there)
    opened.library.show_place(Place.DUPLICATES)
    group = next(g for g in opened.review.groups if g.tier is Tier.IDENTICAL)
    opened.library.groups.choose(group.id)
    kept = os.path.dirname(group.keeper.photo.path)
    QTest.keyClick(opened.library.review.grid, Qt.Key.Key_D)
    opened.settle()
    preview = opened.library.decision
    assert opened.library.middle.currentWidget() is preview
    # Of the fifth the larger stays, whichever folder is preferred.
    assert len(preview.marks.rows) == (4 if kept == str(here) else 5)
    assert {os.path.dirname(r.keeper.path) for r in preview.marks.rows} == {kept}


def write_trees(tmp_path, library, model_id):
    """Two trees of 800 photos each, and a library that knows them as a scan would."""
    here, there = tmp_path / "Pictures", tmp_path / "Backup"
    start = tmp_path / "start.jpg"
    pictures.save_jpeg(start, pictures.photo(5, (64, 48)))
    readings = []
    for number in range(GROUPS):
        for tree in (here, there):
            path = tree / f"{2000 + number // 100}" / f"IMG_{number:04}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(start.read_bytes() + number.to_bytes(4, "big"))
            stat = file_stat(str(path))
            content = Content(
                ContentId(0),
                file_hash(str(path), Token()),
                stat.size,
                "jpeg",
                64,
                48,
                number.to_bytes(256, "big"),
                number,
                90,
            )
            readings.append(Reading(PhotoFiles(stat), str(tree), content))
    for tree in (here, there):
        library.add_root(str(tree))
    library.record(model_id, readings)
    return here, there


def test_800_groups_of_two_trees_are_settled_by_five_actions(opened, tmp_path):
    workspace = opened.workspace
    here, there = write_trees(tmp_path, workspace.library, workspace.model().id)
    opened.session.reload()
    opened.qtbot.waitUntil(lambda: len(opened.review.groups) == GROUPS, timeout=120_000)
    opened.settle()
    actions = 0

    def press(widget, key, keys=Qt.KeyboardModifier.NoModifier):
        nonlocal actions
        actions += 1
        QTest.keyClick(widget, key, keys)
        opened.settle()

    library = opened.library
    press(opened.window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    opened.qtbot.waitUntil(lambda: library.place is Place.PAIRS, timeout=10_000)
    opened.settle()
    (pair,) = library.pairs.model.rows
    assert pair.is_inside
    actions += 1
    button = library.pairs.keep_outer if pair.outer == str(here) else library.pairs.keep_inner
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.settle()
    press(library.decision.go, Qt.Key.Key_Return)
    assert {p.root for p in opened.review.marks.photos} == {str(there)}
    assert len(opened.review.marks) == GROUPS
    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=120_000):
        press(opened.window, Qt.Key.Key_Delete)
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=300_000):
        press(library.deletion.go, Qt.Key.Key_Return)
    opened.settle()
    assert actions <= MOST_ACTIONS
    assert len(list(here.rglob("*.jpg"))) == GROUPS
    assert list(there.rglob("*.jpg")) == []
    assert opened.review.groups == []

"""Folders as a tree: what lies in what, what each is for, and what becomes of added ones."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simgui.core.grouping.criteria import Criterion
from simgui.core.types import Role
from simgui.engine.keep_rules import read_rules
from simgui.engine.snapshot import Folder
from simgui.ui import settings
from simgui.ui.library.folder_rows import rows
from simgui.ui.library.folder_tree import FolderTree

paths = st.lists(st.sampled_from(["a", "b", "c c", "d&"]), min_size=0, max_size=4).map(
    lambda parts: os.sep + os.sep.join(["photos", *parts])
)


@given(st.dictionaries(paths, st.integers(1, 50), min_size=1), st.sets(paths, max_size=3))
def test_every_photo_is_counted_once_in_each_folder_above_it(counts, roots):
    roots = roots | {"/photos"}
    made = rows([Folder(path) for path in sorted(roots)], counts)
    assert made["/photos"].count == sum(counts.values())
    for path, row in made.items():
        below = [n for folder, n in counts.items() if (folder + os.sep).startswith(path + os.sep)]
        assert row.count == sum(below)
        if path != "/photos":
            assert path.startswith(row.parent + os.sep)
    assert list(made).index("/photos") == 0


def test_photos_outside_of_all_folders_make_no_row():
    made = rows([Folder("/photos"), Folder("/x.jpg", is_file=True)], {"/elsewhere": 5})
    assert list(made) == ["/photos", "/x.jpg"]


@pytest.fixture
def tree(known, painted_album):
    known.window.activateWindow()
    found = known.library.sidebar.tree
    assert found.keys()[0] == str(painted_album)
    found.expandAll()
    return found


def found_keys(tree):
    return list(FolderTree.keys(tree))


@pytest.fixture
def sub(tree, painted_album):
    """A folder within the watched one."""
    return next(key for key in found_keys(tree) if os.path.dirname(key) == str(painted_album))


def choose(known, tree, key, text):
    menu = known.library.sidebar.open_menu(key, QPoint(0, 0))
    next(a for a in menu.actions() if a.text().startswith(text)).trigger()
    menu.close()
    known.settle()


def photos_in(known, folder):
    found = known.session.snapshot.photos.values()
    return [p for p in found if p.path.startswith(folder + os.sep)]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_folder_within_a_folder_is_protected_excluded_and_normal_again(known, tree, sub):
    count = len(photos_in(known, sub))
    assert count
    choose(known, tree, sub, "Protected")
    assert {p.role for p in photos_in(known, sub)} == {Role.PROTECTED}
    others = [p for p in known.session.snapshot.photos.values() if p not in photos_in(known, sub)]
    assert {p.role for p in others} == {Role.NORMAL}
    assert tree.row(sub).parent() is tree.topLevelItem(0)
    choose(known, tree, sub, "Excluded")
    assert not photos_in(known, sub)
    assert sub in found_keys(tree)
    with known.qtbot.waitSignal(known.session.scan_ended, timeout=60_000):
        choose(known, tree, sub, "Normal")
    known.settle()
    assert len(photos_in(known, sub)) == count
    assert {p.role for p in photos_in(known, sub)} == {Role.NORMAL}
    assert [f.path for f in known.session.folders()] == [tree.keys()[0]]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_preferred_folder_decides_among_equals_and_shows_it(known, tree, sub, stored):
    choose(known, tree, sub, "Preferred")
    criteria, folders = read_rules(stored.get(settings.KEEP_RULES))
    assert folders == (sub,)
    assert criteria.index(Criterion.FOLDER) < criteria.index(Criterion.OLDEST)
    assert criteria.index(Criterion.RESOLUTION) < criteria.index(Criterion.FOLDER)
    choose(known, tree, sub, "Preferred")
    assert read_rules(stored.get(settings.KEEP_RULES))[1] == ()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_mark_only_here_opens_the_rules_for_that_folder(known, tree, sub):
    choose(known, tree, sub, "Mark copies only")
    rules = known.library.rules
    assert known.library.middle.currentWidget() is rules
    assert rules.choice().only_in == sub
    assert all(m.photo.path.startswith(sub + os.sep) for m in rules._ruling.marks)


def test_a_click_limits_the_groups_to_a_folder_and_another_shows_all(known, tree, sub):
    spot = tree.visualItemRect(tree.row(sub)).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shown = known.library.groups.model.groups
    assert shown
    assert all(any(m.photo.path.startswith(sub) for m in g.members) for g in shown)
    assert len(shown) < len(known.review.groups)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(known.library.groups.model.groups) == len(known.review.groups)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_tree_is_used_with_the_keyboard_alone(known, tree):
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(0))
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.topLevelItem(0).isExpanded()
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.topLevelItem(0).isExpanded()
    QTest.keyClick(tree, Qt.Key.Key_Down)
    key = tree.keys()[1]
    assert tree.currentItem() is tree.row(key)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert known.library.groups.model.filter.root == key
    asked = []
    tree.menu_wanted.connect(lambda which, where: asked.append(which))
    keyboard = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(tree, QContextMenuEvent(keyboard, QPoint(0, 0), QPoint(0, 0)))
    assert asked == [key]
    known.library.sidebar.findChildren(type(known.library.sidebar.open_menu(key, QPoint())))[
        0
    ].close()


def test_adding_a_folder_within_a_known_one_scans_it_and_says_where_it_is(known, tree, sub):
    told = []
    known.session.told.connect(lambda message: told.append(message.text))
    with known.qtbot.waitSignal(known.session.scan_ended, timeout=60_000):
        known.session.add([sub])
    known.settle()
    assert [f.path for f in known.session.folders()] == [tree.keys()[0]]
    assert any(os.path.basename(sub) in text and "part of" in text for text in told)


def test_adding_the_folder_above_takes_the_known_one_in(known, tree, painted_album):
    before = len(known.session.snapshot.photos)
    told = []
    known.session.told.connect(lambda message: told.append(message.text))
    above = str(painted_album.parent)
    with known.qtbot.waitSignal(known.session.scan_ended, timeout=120_000):
        known.session.add([above])

    def taken_in() -> None:
        assert ([f.path for f in known.session.folders()], bool(told)) == ([above], True), told

    # The scan that has ended may be the one before.
    known.qtbot.waitUntil(taken_in, timeout=60_000)
    known.settle()
    assert any(painted_album.name in text and "includes" in text for text in told)
    assert len(known.session.snapshot.photos) >= before
    assert tree.row(str(painted_album)).parent() is tree.row(above)

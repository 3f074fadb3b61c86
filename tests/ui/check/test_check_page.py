"""A card is checked in the window: what is new is seen, copied in, and can be taken back."""

from __future__ import annotations

import os
import shutil
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from simgui.core.intake import copying as core_copying
from simgui.engine.intake.check import Answer, Obstacle
from simgui.engine.intake.visits import visiting
from simgui.engine.workspace import Workspace
from simgui.ui.library.sidebar import Place
from simgui.ui.messages import MessageKind
from simgui.ui.platform.qt_trash import trash_mover
from tests.ui import sceneries


@pytest.fixture
def card(album, tmp_path):
    """A card with copies of three photos of the album and one that is nowhere else."""
    path = tmp_path / "card" / "DCIM"
    path.mkdir(parents=True)
    for number, photo in enumerate(sorted(album.rglob("*.jpg"))[:3]):
        shutil.copy2(photo, path / f"IMG_{number}.jpg")
    sceneries.scene(77, (540, 360)).save(path / "IMG_9.jpg", quality=90)
    return path.parent


def check(opened, folder):
    """Check a folder by the window's command and wait for what is found."""
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        opened.window.check_folder(str(folder))
    opened.settle()
    return opened.session.checks.report


def drop(window, paths, where):
    """Drop files at a place of the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    action = Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(where, action, data, buttons, keys))
    event = QDropEvent(QPointF(where), action, data, buttons, keys)
    QApplication.sendEvent(window, event)
    return event


def names(photos):
    return sorted(os.path.basename(photo.path) for photo in photos)


def test_a_card_is_checked_and_what_is_new_comes_first(opened, album, card):
    opened.scan(album)
    report = check(opened, card)
    page = opened.library.check
    assert opened.library.place is Place.CHECK
    assert report.count(Answer.NEW) == 1
    assert report.count(Answer.YOURS) == 3
    assert [os.path.basename(page.model.items[0].photo.path)] == ["IMG_9.jpg"]
    assert len(page.model.sections) == 2
    assert "Don't format" in page.verdict.text()
    assert page.copy.isVisible()
    assert opened.library.sidebar.places[Place.CHECK].accessibleDescription() == "1"
    yours = page.model.items[1]
    matched = next(c for c in report.checked if c.photo.id == yours.photo.id).match
    assert os.path.basename(matched.path) in yours.lines[0]
    assert not opened.window.grab().isNull()


def test_a_card_that_was_checked_is_no_folder_of_the_library(opened, album, card):
    opened.scan(album)
    before = {m.photo.path for g in opened.review.groups for m in g.members}
    check(opened, card)
    assert [f.path for f in opened.session.folders()] == [str(album)]
    assert {m.photo.path for g in opened.review.groups for m in g.members} == before
    assert not [p for p in opened.session.snapshot.photos.values() if str(card) in p.path]
    assert visiting(opened.workspace.library) == {str(card)}


def test_a_card_leaves_the_library_when_the_window_closes_or_was_killed(
    reopened, album, card, tmp_path
):
    first = reopened()
    first.scan(album)
    check(first, card)
    home = tmp_path / "home"
    # As a kill leaves it: nobody has ended the visit.
    shutil.copytree(home, tmp_path / "killed")
    second = reopened()
    second.settle()
    assert [r.path for r in second.workspace.library.roots()] == [str(album)]
    killed = Workspace(
        str(tmp_path / "killed" / "data"),
        str(tmp_path / "killed" / "cache"),
        second.session.settings.values,
        trash_mover,
    )
    killed.open()
    try:
        assert [r.path for r in killed.library.roots()] == [str(album)]
        assert not [p for p in killed.library.photos() if str(card) in p.path]
    finally:
        killed.close()


def test_a_card_that_is_added_after_all_is_a_folder_like_any_other(opened, album, card):
    opened.scan(album)
    check(opened, card)
    opened.scan(card)
    assert sorted(f.path for f in opened.session.folders()) == sorted([str(album), str(card)])
    assert visiting(opened.workspace.library) == frozenset()


def test_new_photos_are_copied_and_the_card_can_be_formatted_and_all_is_undone(
    opened, album, card, tmp_path, monkeypatch
):
    opened.scan(album)
    check(opened, card)
    page, target = opened.library.check, tmp_path / "taken in"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    page.pattern.setCurrentIndex(page.pattern.findData("%Y"))
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    opened.settle()
    copied = [p for p in target.rglob("*") if p.is_file()]
    assert [p.name for p in copied] == ["IMG_9.jpg"]
    assert copied[0].parent != target
    assert opened.session.checks.report.can_be_erased
    assert "you can format it" in page.verdict.text()
    assert not page.copy.isVisible()
    assert str(target) in [f.path for f in opened.session.folders()]
    assert "1 file copied" in opened.window.message.text

    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        QTest.mouseClick(opened.window.message._action, Qt.MouseButton.LeftButton)
    opened.settle()
    assert [p for p in target.rglob("*") if p.is_file()] == []
    assert (card / "DCIM" / "IMG_9.jpg").exists()
    assert "Don't format" in page.verdict.text()
    opened.session.review.undo_stack.redo()
    opened.qtbot.waitUntil(lambda: any(p.is_file() for p in target.rglob("*")), timeout=60_000)
    opened.qtbot.waitUntil(lambda: not opened.session.checks.is_copying, timeout=60_000)
    opened.qtbot.waitUntil(lambda: not opened.session.checks.is_checking, timeout=120_000)
    opened.settle()


def test_copying_can_be_stopped_and_the_window_stays_alive(
    opened, album, card, tmp_path, monkeypatch
):
    opened.scan(album)
    check(opened, card)
    page, target = opened.library.check, tmp_path / "taken in"
    target.mkdir()
    held, went_on = threading.Event(), threading.Event()
    really = core_copying.execute

    def slow(wanted, log, token, on_file=None):
        held.set()
        assert went_on.wait(60)
        return really(wanted, log, token, on_file)

    monkeypatch.setattr(core_copying, "execute", slow)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    QTest.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(held.is_set, timeout=30_000)
    assert page.stop.isVisible()
    opened.library.show_place(Place.DUPLICATES)  # the window is free meanwhile
    opened.library.show_place(Place.CHECK)
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        QTest.mouseClick(page.stop, Qt.MouseButton.LeftButton)
        went_on.set()
    opened.settle()
    assert [p for p in target.rglob("*") if p.is_file()] == []
    assert "Don't format" in page.verdict.text()


def test_a_check_can_be_stopped_and_said_again(opened, album, card):
    opened.scan(album)
    checks, page = opened.session.checks, opened.library.check
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        opened.window.check_folder(str(card))
        QTest.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    opened.settle()
    assert checks.report is None
    assert "stopped" in page.verdict.text()
    assert opened.window.message.text == ""
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    opened.settle()
    assert checks.report is not None


def test_files_in_the_way_are_named_with_their_reason(opened, album, card):
    (card / "film.mov").write_bytes(b"a film")
    (card / "DCIM" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    opened.scan(album)
    check(opened, card)
    page = opened.library.check
    QTest.mouseClick(page.views.button(1), Qt.MouseButton.LeftButton)
    assert page.table.isVisible()
    found = {os.path.basename(path): why for path, why in page.obstacles.rows}
    assert found == {
        "film.mov": Obstacle.NOT_CHECKED,
        "broken.jpg": Obstacle.UNREADABLE,
        "IMG_9.jpg": Obstacle.NOT_YOURS,
    }
    assert "3 files" in page.views.button(1).text()
    assert not [u for u in opened.session.unreadable if "broken" in u.path]


def test_enter_compares_a_photo_of_the_card_with_the_librarys(opened, album, card):
    opened.scan(album)
    check(opened, card)
    page = opened.library.check
    page.grid.setCurrentIndex(page.model.index(1))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert opened.window.page is opened.window.compare
    opened.window.go_back()
    assert opened.library.place is Place.CHECK


def test_a_folder_dropped_on_the_right_half_is_checked_and_on_the_left_added(
    opened, album, card, tmp_path
):
    opened.scan(album)
    window = opened.window
    right = QPoint(window.width() - 200, 300)
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        event = drop(window, [card], right)
    assert event.dropAction() is Qt.DropAction.CopyAction
    opened.settle()
    assert opened.session.checks.report.folder == str(card)
    assert [f.path for f in opened.session.folders()] == [str(album)]
    other = shutil.copytree(card, tmp_path / "other")
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        drop(window, [other], QPoint(200, 300))
    opened.settle()
    assert str(other) in [f.path for f in opened.session.folders()]


def test_the_veil_offers_both_halves_for_a_folder_alone(opened, album, card):
    opened.scan(album)
    window = opened.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = QPoint(window.width() - 200, 300)
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert window.veil.isVisible()
    assert "Check against my library" in window.veil.accessibleName()
    assert not window.veil.grab().isNull()
    window.drops.left.emit()
    photo = next(card.rglob("*.jpg"))
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert "Check against my library" not in window.veil.accessibleName()
    window.drops.left.emit()


def test_new_photos_are_not_copied_into_the_card_itself(opened, album, card, monkeypatch):
    opened.scan(album)
    check(opened, card)
    told = []
    opened.session.told.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(card / "new"))
    QTest.mouseClick(opened.library.check.copy, Qt.MouseButton.LeftButton)
    opened.qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told[0].kind is MessageKind.PROBLEM
    assert "inside the folder that is checked" in told[0].text
    assert not (card / "new").exists()
    assert opened.session.checks.report is not None


def test_the_report_outlives_a_change_of_language(opened, album, card, theme):
    opened.scan(album)
    check(opened, card)
    again = type(opened.library.check)(theme, opened.window.thumbs, opened.session)
    assert again.count == 1
    assert again.model.rowCount() == 4
    again.deleteLater()

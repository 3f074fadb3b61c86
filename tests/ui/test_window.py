"""From a dropped folder to freed space and back, with the real engine and the real network."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu

from simgui.__main__ import run
from simgui.core.files import scan
from simgui.core.removal.journal import Action, Intent, StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.task import Cancelled
from simgui.core.types import Role, Tier
from simgui.core.types import Role as FolderRole
from simgui.engine.queries import Query
from simgui.engine.snapshot import FolderState, SliderStop, places
from simgui.engine.workspace import Workspace
from simgui.store.library import Library
from simgui.text import display
from simgui.ui import settings
from simgui.ui.background import paint_priority
from simgui.ui.compare.modes import Mode
from simgui.ui.library.sidebar import Place
from simgui.ui.mainwindow import MainWindow
from simgui.ui.platform.qt_trash import trash_mover
from simgui.ui.session.session import Session


def drop(window, paths) -> QDropEvent:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    where = QPoint(300, 300)
    moves = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(where, moves, data, buttons, keys))
    event = QDropEvent(QPointF(where), moves, data, buttons, keys)
    QApplication.sendEvent(window, event)
    return event


def test_an_empty_library_shows_the_invitation(opened):
    assert opened.window.page is opened.window.drop
    assert not opened.window.top.add.isVisible()


def test_a_dropped_folder_is_copied_never_moved_and_scanned_after_the_drop_returned(opened, album):
    event = drop(opened.window, [album])
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert event.isAccepted()
    assert not opened.session.is_scanning
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        opened.qtbot.waitSignal(opened.session.scan_started, timeout=5_000).wait()
    opened.settle()
    assert opened.window.page is opened.window.library
    assert opened.library.groups.model.rowCount() > 3


def test_a_drop_without_local_files_is_refused(opened):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(opened.window, event)
    assert not event.isAccepted()


def test_from_scan_to_trash_and_back_by_keyboard(opened, album):
    opened.scan(album)
    library, review = opened.library, opened.review
    library.groups.view.setFocus()
    before = sorted(str(p) for p in album.rglob("*.jpg"))
    QTest.keyClick(opened.window, Qt.Key.Key_A)
    marked = [p.path for p in review.marks.photos]
    assert marked
    keeper = library.review.group.keeper.photo
    assert keeper.id not in review.marks

    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
        QTest.keyClick(opened.window, Qt.Key.Key_Delete)
    assert library.middle.currentWidget() is library.deletion
    assert all(os.path.exists(p) for p in marked)
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        QTest.keyClick(library.deletion.go, Qt.Key.Key_Return)
    opened.settle()
    assert not any(os.path.exists(p) for p in marked)
    assert os.path.exists(keeper.path)
    assert len(review.marks) == 0

    opened.window.undo_action.trigger()
    opened.settle()
    assert sorted(str(p) for p in album.rglob("*.jpg")) == before


def test_redo_moves_the_photos_again(opened, album):
    opened.scan(album)
    opened.library.review.mark_others()
    marked = [p.path for p in opened.review.marks.photos]
    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
        opened.library.plan_deletion()
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        opened.library.deletion.go.click()
    opened.settle()
    opened.window.undo_action.trigger()
    opened.settle()
    assert all(os.path.exists(p) for p in marked)
    opened.window.redo_action.trigger()
    opened.settle()
    assert not any(os.path.exists(p) for p in marked)


def test_a_deletion_can_be_brought_back_from_the_journal_after_a_restart(reopened, album):
    first = reopened()
    first.scan(album)
    first.library.review.mark_others()
    marked = [p.path for p in first.review.marks.photos]
    with first.qtbot.waitSignal(first.window.deletions.planned, timeout=10_000):
        first.library.plan_deletion()
    with first.qtbot.waitSignal(first.window.deletions.finished, timeout=60_000):
        first.library.deletion.go.click()
    first.settle()

    second = reopened()
    with second.qtbot.waitSignal(second.window.deletions.journal_read, timeout=10_000):
        second.library.show_place(Place.JOURNAL)
    assert second.library.journal.actions_model.rowCount() == 1
    QTest.mouseClick(second.library.journal._back, Qt.MouseButton.LeftButton)
    second.settle()
    assert all(os.path.exists(p) for p in marked)


def test_what_a_kill_left_open_is_settled_at_the_next_start_and_told(reopened, album, tmp_path):
    first = reopened()
    first.scan(album)
    group = first.review.groups[0]
    victim, keeper = group.members[1].photo, group.keeper.photo
    intent = Intent(
        files=(victim.stat, *victim.companions),
        victim_hash=victim.content.hash,
        keeper_path=keeper.path,
        keeper_hash=keeper.content.hash,
        tier=group.members[1].tier,
    )
    # As a kill right after the move leaves it: intended, moved, not settled.
    journal = first.workspace.library.journal
    journal.intend(journal.begin(Action.TRASH), [(intent, [None] * len(intent.files))])
    place = FreedesktopTrash().move(victim.path)

    told = []
    second = reopened(told.append)
    assert [os.path.basename(victim.path) in m.text for m in told] == [True]
    assert "was interrupted" in told[0].text
    (step,) = second.workspace.library.journal.whereabouts(victim.path)
    assert (step.state, step.places) == (StepState.DONE, (place,))
    assert step.intent.keeper_path == keeper.path
    second.window.deletions.undo(step.action_id)
    second.settle()
    assert os.path.exists(victim.path)


def test_a_photo_that_changed_since_the_scan_stays_and_the_window_says_why(opened, album):
    opened.scan(album)
    opened.library.review.mark_others()
    victim = opened.review.marks.photos[0]
    with open(victim.path, "ab") as file:
        file.write(b"more")
    with opened.qtbot.waitSignal(opened.window.deletions.planned, timeout=10_000):
        opened.library.plan_deletion()
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        opened.library.deletion.go.click()
    opened.settle()
    assert os.path.exists(victim.path)
    assert os.path.basename(victim.path) in opened.window.message.text


def test_marks_outlive_a_restart(reopened, album):
    first = reopened()
    first.scan(album)
    first.library.review.mark_others()
    marked = {p.path for p in first.review.marks.photos}

    second = reopened()
    second.qtbot.waitUntil(lambda: len(second.review.marks) == len(marked), timeout=20_000)
    assert {p.path for p in second.review.marks.photos} == marked


def test_not_duplicates_are_remembered_and_come_back_by_undo(opened, album):
    opened.scan(album)
    group = next(g for g in opened.review.groups if g.tier is Tier.EDITED and len(g.members) == 2)
    opened.library.groups.choose(group.id)
    opened.library.review.set_apart()
    opened.settle()
    assert opened.review.group_of(group.keeper.photo.id) is None
    opened.review.undo_stack.undo()
    opened.settle()
    assert opened.review.group_of(group.keeper.photo.id) is not None


def test_photos_of_a_protected_folder_are_kept_and_never_marked(opened, album):
    camera = album / "Phone backup"
    opened.scan(album, camera)
    opened.session.watched.set_role(str(album), Role.PROTECTED)
    opened.settle()
    opened.library.show_place(Place.DUPLICATES)
    for group in opened.review.groups:
        opened.review.mark([m.photo for m in group.members])
    assert all(p.role is Role.NORMAL for p in opened.review.marks.photos)


def test_the_slider_groups_again_without_a_scan(opened, album):
    opened.scan(album)
    edited = len(opened.review.groups)
    with opened.qtbot.waitSignal(opened.session.changed, timeout=10_000):
        opened.library.groups.slider.slider.setValue(SliderStop.IDENTICAL.value)
    assert opened.session.snapshot.level is SliderStop.IDENTICAL
    assert all(g.tier <= Tier.PIXELS for g in opened.review.groups)
    assert 0 < len(opened.review.groups) < edited


def test_an_unreadable_file_is_listed_with_its_reason(opened, album):
    opened.scan(album)
    opened.library.show_place(Place.UNREADABLE)
    model = opened.library.unreadable.model
    assert [os.path.basename(u.path) for u in model.rows] == ["IMG_4499.jpg"]
    assert model.rows[0].reason


def test_a_folder_that_can_not_be_looked_into_is_listed_until_it_can(opened, album, monkeypatch):
    closed = str(album / "Phone backup")
    scandir = os.scandir

    def refusing(path):
        if os.fspath(path).startswith(closed):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(scan.os, "scandir", refusing)
        opened.scan(album)
    opened.library.show_place(Place.UNREADABLE)
    model = opened.library.unreadable.model
    assert closed in [u.path for u in model.rows]
    opened.scan(album)
    assert closed not in [u.path for u in model.rows]


def test_cancelling_keeps_what_was_read_and_the_next_scan_goes_on(opened, album):
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=60_000) as ended:
        opened.session.add([str(album)])
        opened.session.cancel()
    assert ended.args == [None]
    assert not opened.session.is_scanning
    opened.scan(album)
    assert opened.review.groups


def test_a_paused_scan_says_so_and_ends_when_the_window_closes(opened, album):
    opened.session.add([str(album)])
    opened.session.pause()
    assert opened.session.is_paused
    states = {f.state for f in opened.session.folders()}
    assert states == {FolderState.SCANNING}


def test_a_scan_cut_off_by_closing_goes_on_at_the_next_start(reopened, album):
    first = reopened()
    scan = first.session._scan
    # At once, on the scan thread: a queued call might come when all is done.
    scan.worker.progressed.connect(scan.pause, Qt.ConnectionType.DirectConnection)
    with first.qtbot.waitSignal(first.session.scan_progressed, timeout=60_000):
        first.session.add([str(album)])
    photos = len(list(album.rglob("*.jpg"))) - 1

    second = reopened()
    assert second.session.is_scanning
    second.qtbot.waitUntil(lambda: not second.session.is_scanning, timeout=120_000)
    second.settle()
    assert len(second.session.snapshot.photos) == photos

    third = reopened()
    third.settle()
    assert not third.session.is_scanning


def test_the_keyboard_is_on_the_groups_from_the_start(reopened, album):
    first = reopened()
    assert first.window.focusWidget() is first.window.drop.choose
    first.scan(album)
    assert first.window.focusWidget() is first.library.groups.view

    second = reopened()
    second.settle()
    panel = second.library.groups
    assert second.window.focusWidget() is panel.view
    row = panel.view.currentIndex().row()
    QTest.keyClick(second.window.focusWidget(), Qt.Key.Key_Down)
    assert panel.view.currentIndex().row() == row + 1

    panel.set_folder("/no/such/folder")
    assert not panel.view.isVisible()
    assert panel.isAncestorOf(second.window.focusWidget())
    panel.set_folder("")
    assert second.window.focusWidget() is panel.view


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_photos_dropped_by_themselves_are_one_row_in_the_sidebar(opened, album):
    photos = sorted(str(p) for p in album.rglob("*.jpg"))[:6]
    opened.scan(photos[0])
    sidebar = opened.library.sidebar
    tree = sidebar.tree

    def top_rows():
        return [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]

    assert top_rows() == [os.path.basename(photos[0])]
    opened.scan(*photos)
    assert top_rows() == ["6 single photos"]
    assert {f.path for f in opened.session.folders()} == set(photos)
    assert display.place(next(iter(opened.session.snapshot.photos.values()))) in {
        os.path.basename(os.path.dirname(p)) for p in photos
    }

    opened.scan(album)
    opened.window.repaint()
    assert top_rows() == [album.name, "6 single photos"]
    opened.window.open_similar()
    assert opened.window.similar.side.root.count() == 2  # all folders, and the album
    menu = sidebar.open_menu("\0", QPoint(0, 0))
    protect = next(a for a in menu.actions() if a.text().startswith("Protected"))
    protect.trigger()
    menu.close()
    opened.settle()
    by_path = {p.path: p.role for p in opened.session.snapshot.photos.values()}
    assert {by_path[p] for p in photos if p in by_path} == {FolderRole.PROTECTED}
    menu = sidebar.open_menu("\0", QPoint(0, 0))
    menu.actions()[-1].trigger()
    menu.close()
    opened.settle()
    assert top_rows() == [album.name]
    assert all(os.path.exists(p) for p in photos)


def test_a_scan_that_was_stopped_by_hand_stays_stopped(reopened, album):
    first = reopened()
    with first.qtbot.waitSignal(first.session.scan_started, timeout=60_000):
        first.session.add([str(album)])
    with first.qtbot.waitSignal(first.session.scan_ended, timeout=60_000):
        first.session.cancel()
    assert not reopened().session.is_scanning


def test_groups_keep_their_places_after_a_scan_until_sorting_is_asked_for(opened, album):
    opened.scan(album)
    panel = opened.library.groups
    wanted = [g.id for g in panel.model.groups]
    panel.model._shown.reverse()  # as groups lie that grew while a scan went on
    assert [g.id for g in panel.model.groups] != wanted
    opened.session.add([str(album)])
    opened.qtbot.waitSignal(opened.session.scan_ended, timeout=60_000).wait()
    opened.settle()
    assert [g.id for g in panel.model.groups] == wanted[::-1]
    panel.set_order(panel.model.order)
    assert [g.id for g in panel.model.groups] == wanted


def test_groups_appear_while_a_scan_runs_and_can_be_reviewed(opened, album):
    session = opened.session
    session._regroup.setInterval(0)
    # At once, on the scan thread: a queued call might come when all is done.
    pairs_changed = session._scan.worker.pairs_changed
    pairs_changed.connect(session._scan.pause, Qt.ConnectionType.DirectConnection)
    session.add([str(album)])
    opened.qtbot.waitUntil(lambda: bool(opened.review.groups), timeout=60_000)
    assert session.is_scanning
    assert opened.library.groups.model.rowCount() > 0
    opened.library.review.mark_others()
    marked = opened.review.marks.ids
    assert marked
    pairs_changed.disconnect(session._scan.pause)
    with opened.qtbot.waitSignal(session.scan_ended, timeout=120_000):
        session.resume()
    opened.settle()
    assert opened.review.marks.ids == marked


def test_folders_given_before_the_library_is_open_are_scanned(opened, album):
    opened.session.is_open = False
    opened.session.add([str(album)])
    assert not opened.session.is_scanning
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        opened.session._on_opened(([], [], []))
    opened.settle()


def test_a_folder_that_does_not_exist_is_told_with_its_remedy(opened, tmp_path):
    with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=30_000):
        opened.session.add([str(tmp_path / "nowhere")])
    assert "nowhere" in opened.window.message.text


def test_comparing_shows_where_a_crop_lies_and_keeps_by_number(opened, album):
    opened.scan(album)
    group = next(
        g
        for g in opened.review.groups
        if any("crop" in m.photo.path and m.tier is Tier.EDITED for m in g.members)
    )
    opened.library.groups.choose(group.id)
    crop = next(m.photo for m in group.members if "crop" in m.photo.path)
    opened.window.open_compare([group.keeper.photo, crop])
    compare = opened.window.compare
    assert compare._laid[1].is_found
    box = compare._laid[1].outline().boundingRect()
    assert abs(box.left() - 0.12) < 0.02
    assert abs(box.bottom() - 0.9) < 0.02
    for key, mode in (
        ("S", Mode.SWIPE),
        ("B", Mode.BLINK),
        ("D", Mode.DIFFERENCE),
        ("L", Mode.FLIP),
        ("W", Mode.WHY),
    ):
        QTest.keyClick(compare.stage, key.lower())
        assert compare.stage.mode is mode
    opened.qtbot.waitUntil(lambda: compare.stage._agreement is not None, timeout=20_000)
    QTest.keyClick(compare.stage, Qt.Key.Key_2)
    assert opened.review.group_of(crop.id).keeper.photo.id == crop.id
    assert group.keeper.photo.id in opened.review.marks
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.page is opened.window.library


def test_find_similar_ranks_the_copies_first_and_goes_on_and_back(opened, album):
    opened.scan(album)
    group = opened.review.groups[0]
    opened.library.groups.choose(group.id)
    opened.window.find_similar()
    similar = opened.window.similar
    opened.qtbot.waitUntil(lambda: similar.model.rowCount() > 0, timeout=30_000)
    members = {m.photo.id for m in group.members}
    assert similar.model.items[0].photo.id in members
    likeness = [i.similarity for i in similar.model.items]
    assert likeness == sorted(likeness, reverse=True)
    first = similar.query
    similar.search_on()
    opened.qtbot.waitUntil(lambda: not similar._pool.is_busy, timeout=30_000)
    assert similar.query != first
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert similar.query == first
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.page is opened.window.library


def test_a_pasted_picture_is_looked_for(opened, album):
    opened.scan(album)
    original = opened.review.groups[0].keeper.photo
    QGuiApplication.clipboard().setImage(QImage(original.path))
    opened.window.paste()
    similar = opened.window.similar
    opened.qtbot.waitUntil(lambda: similar.model.rowCount() > 0, timeout=60_000)
    assert similar.query.is_pasted
    assert os.stat(similar.query.path).st_mode & 0o077 == 0
    best = similar.model.items[0].photo
    assert opened.review.group_of(best.id) is opened.review.group_of(original.id)


def test_a_picture_dropped_on_a_library_is_looked_for_and_not_scanned(opened, album, tmp_path):
    opened.scan(album)
    original = opened.review.groups[0].keeper.photo
    outside = tmp_path / "outside.png"
    assert QImage(original.path).scaled(300, 200).save(str(outside))
    known = set(opened.session.snapshot.photos)
    drop(opened.window, [outside])
    similar = opened.window.similar
    opened.qtbot.waitUntil(lambda: similar.model.rowCount() > 0, timeout=60_000)
    assert similar.query.path == str(outside)
    best = similar.model.items[0].photo
    assert opened.review.group_of(best.id) is opened.review.group_of(original.id)
    opened.settle()
    assert set(opened.session.snapshot.photos) == known


def test_a_picture_chosen_in_the_file_dialog_is_looked_for(opened, album, monkeypatch):
    opened.scan(album)
    original = opened.review.groups[0].keeper.photo
    opened.window.find_similar()
    chosen = (original.path, "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: chosen)
    similar = opened.window.similar
    similar.open_picture()
    opened.qtbot.waitUntil(lambda: similar.query == Query(original.path), timeout=10_000)
    opened.qtbot.waitUntil(lambda: not similar._pool.is_busy, timeout=60_000)
    assert similar.model.items[0].photo.content.id == original.content.id
    assert similar.model.items[0].similarity == pytest.approx(1, abs=1e-3)


def test_a_file_that_is_no_picture_is_told_when_it_is_looked_for(reopened, album, tmp_path):
    told = []
    opened = reopened(told.append)
    opened.scan(album)
    (tmp_path / "notes.jpg").write_text("not a picture")
    drop(opened.window, [tmp_path / "notes.jpg"])
    opened.qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "notes.jpg" in told[-1].text


def test_the_link_of_a_group_leads_to_the_group_that_is_close(opened, album):
    opened.scan(album)
    first, second, *others = opened.review.groups
    first = replace(first, links=(second.id,))
    shown = (first, second, *others)
    opened.review.show(shown, (), opened.session.snapshot.photos, places(shown, ()))
    opened.library.groups.choose(first.id)
    link = opened.library.review.findChild(QAbstractButton, "close_groups")
    opened.qtbot.waitUntil(link.isVisible, timeout=5_000)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.library.groups.current().id == second.id
    assert not link.isVisible()


# Without a display no menu can come to the front and hold on to the keyboard, and Qt says so.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_of_several_groups_that_are_close_one_is_chosen_from_a_menu(opened, album):
    opened.scan(album)
    first, second, third, *others = opened.review.groups
    first = replace(first, links=(second.id, third.id))
    shown = (first, second, third, *others)
    opened.review.show(shown, (), opened.session.snapshot.photos, places(shown, ()))
    opened.library.groups.choose(first.id)
    link = opened.library.review.findChild(QAbstractButton, "close_groups")
    opened.qtbot.waitUntil(link.isVisible, timeout=5_000)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    menu = link.findChild(QMenu)
    names = [os.path.basename(group.keeper.photo.path) for group in (second, third)]
    assert [action.text().split(" ")[0] for action in menu.actions()] == names
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert opened.library.groups.current().id == third.id


def test_keep_rules_preview_before_they_mark_and_are_one_step_to_undo(opened, album):
    opened.scan(album)
    opened.window.open_rules()
    rules = opened.library.rules
    opened.qtbot.waitUntil(lambda: rules.model.rowCount() > 0, timeout=10_000)
    assert len(opened.review.marks) == 0
    assert all(r.tier <= Tier.PIXELS for r in rules.model.rows)
    would = {r.photo.id for r in rules.model.rows}
    rules.go.click()
    assert opened.review.marks.ids == would
    opened.settle()
    opened.review.undo_stack.undo()
    assert len(opened.review.marks) == 0


def test_all_photos_are_shown_by_date_and_by_folder(opened, album):
    opened.scan(album)
    opened.library.show_place(Place.ALL)
    opened.settle()
    browser = opened.library.browser
    assert browser.model.rowCount() == len(opened.session.snapshot.photos)
    assert len(browser.model.sections) > 1
    browser.by.button(1).click()
    opened.settle()
    titles = [s.title for s in browser.model.sections]
    assert "album/Phone backup/Camera" in titles
    assert titles == sorted(titles)


def test_a_library_from_an_earlier_run_is_being_opened_and_not_empty(
    tmp_path, stored, theme, qtbot, album
):
    folder = str(tmp_path / "library")
    assert run(["scan", str(album), "--library", folder]) == 1  # one photo is cut off
    workspace = Workspace(folder, os.path.join(folder, "cache"), stored.values, trash_mover)
    session = Session(workspace, stored)
    window = MainWindow(session, theme)
    qtbot.addWidget(window)
    panel = window.library.groups
    assert window.page is window.library
    assert "Opening your library" in panel._empty.text()
    assert panel._counts.text() == ""
    with qtbot.waitSignal(session.changed, timeout=30_000):
        window.show()
    assert panel.model.rowCount() > 0
    assert "groups" in panel._counts.text()
    qtbot.waitUntil(lambda: not session.pool.is_busy, timeout=30_000)
    window.shut_down()
    session.close()


def test_a_library_that_cannot_be_opened_is_not_waited_for(tmp_path, stored, theme, qtbot):
    folder = tmp_path / "data"
    with Library(folder):
        workspace = Workspace(str(folder), str(tmp_path / "cache"), stored.values, trash_mover)
        session = Session(workspace, stored)
        window = MainWindow(session, theme)
        qtbot.addWidget(window)
        assert window.page is window.library
        with qtbot.waitSignal(session.locked, timeout=30_000):
            window.show()
        qtbot.waitUntil(lambda: window.page is window.drop)
    window.shut_down()
    session.close()


def test_what_reads_a_library_gives_way_to_the_window_and_still_gets_on(opened, album, monkeypatch):
    opened.scan(album)
    now, slept = [time.monotonic() + 100], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(
        paint_priority, "time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep)
    )
    shown = opened.session.courtesy
    shown.check()
    assert slept == []
    opened.library.groups.view.viewport().repaint()
    shown.check()
    assert sum(slept) > 0
    shown.check()
    rested = len(slept)
    for _ in range(1000):  # a window that paints without end
        shown.ask()
        shown.check()
        now[0] += 0.001
    assert 0 < len(slept) - rested < 100
    over = paint_priority.Courtesy()
    over.cancel()
    with pytest.raises(Cancelled):
        over.check()


def test_a_window_is_dressed_once_it_is_made(opened, theme):
    sheet = QApplication.instance().styleSheet()
    assert theme.tokens.accent in sheet
    with contextlib.suppress(ValueError), theme.without_stylesheet():
        assert not QApplication.instance().styleSheet()
        raise ValueError
    assert QApplication.instance().styleSheet() == sheet


def test_the_theme_changes_at_once_and_the_window_keeps_its_pages(opened, album, theme):
    opened.window.open_settings()
    opened.window.prefs.theme_choice.button(2).click()
    assert theme.tokens.is_dark
    opened.window.prefs.theme_choice.button(1).click()
    assert not theme.tokens.is_dark
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.page is opened.window.drop


def test_a_format_that_is_left_out_goes_and_comes_back_with_its_photos(opened, album):
    photo = next(p for p in album.rglob("IMG_44*.jpg") if p.stem != "IMG_4499")
    with Image.open(photo) as image:
        image.save(photo.with_suffix(".webp"))
    opened.scan(album)

    def suffixes():
        return Counter(os.path.splitext(p.path)[1] for p in opened.session.snapshot.photos.values())

    everything = suffixes()
    assert everything[".webp"]
    for is_wanted in (False, True):
        opened.window.open_settings()
        opened.window.prefs.scanning.formats["webp"].setChecked(is_wanted)
        with opened.qtbot.waitSignal(opened.session.scan_ended, timeout=60_000):
            QTest.keyClick(opened.window, Qt.Key.Key_Escape)
        opened.settle()
        assert suffixes()[".webp"] == (everything[".webp"] if is_wanted else 0)
    assert suffixes() == everything


def test_less_disk_space_for_thumbnails_is_taken_at_once(opened, album):
    opened.scan(album)
    opened.window.open_settings()
    box = opened.window.prefs.storage.disk
    box.setCurrentIndex(0)
    box.activated.emit(0)
    opened.qtbot.waitUntil(opened.window.prefs.storage.check.isEnabled, timeout=10_000)
    assert opened.session.settings.get(settings.DISK_MB) == 250

"""What a user expects without being told: of the wheel, of help, of pause and stop, of history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QSlider, QTabWidget

from simgui.core.task import Phase, Progress


def turn_wheel(widget):
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def value(control):
    return control.currentIndex() if isinstance(control, QComboBox) else control.value()


def test_the_wheel_changes_no_setting_on_any_page(opened, album):
    opened.scan(album)
    opened.window.open_settings()
    controls = [
        control
        for kind in (QComboBox, QAbstractSpinBox, QSlider)
        for control in opened.window.findChildren(kind)
    ]
    assert len(controls) > 6
    before = [value(c) for c in controls]
    for control in controls:
        control.setFocus()
        turn_wheel(control)
    assert [value(c) for c in controls] == before


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")  # offscreen alone
@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_help_lists_every_key_and_says_what_the_program_is(opened, album, key):
    opened.scan(album)
    opened.window.activateWindow()
    opened.library.groups.take_focus()
    QTest.keyClick(QApplication.focusWidget(), key)
    dialog = QApplication.activeModalWidget()
    tabs = dialog.findChild(QTabWidget)
    assert tabs.count() == 2
    listed = {dialog.keys.item(row, 0).text() for row in range(dialog.keys.rowCount())}
    assert {"Space", "K", "Y", "N", "F1", "← →"} <= listed
    assert len(listed) >= len(opened.window.keyed)
    dialog.reject()


def test_paused_says_paused_even_when_progress_comes_in(opened, album):
    opened.scan(album)
    panel = opened.window.top.progress
    panel.show_progress(Progress(Phase.READING, 3, 10))
    panel.show_paused(True)
    assert panel._phase.text() == "Paused"
    panel.show_progress(Progress(Phase.READING, 4, 10))
    assert panel._phase.text() == "Paused"
    panel.show_paused(False)
    panel.show_progress(Progress(Phase.READING, 5, 10))
    assert panel._phase.text() != "Paused"


def test_a_stopped_scan_says_how_far_it_came_and_offers_to_resume(opened, album, qtbot):
    opened.scan(album)
    session = opened.session
    session.scan_progressed.emit(Progress(Phase.READING, 288, 439))
    session.scan_ended.emit(None)
    assert "288" in opened.window.message.text
    assert "439" in opened.window.message.text
    with qtbot.waitSignal(session.scan_started, timeout=20_000):
        opened.window.message._action.click()
    qtbot.waitUntil(lambda: not session.is_scanning, timeout=60_000)
    opened.settle()


def delete_marked(opened, qtbot):
    opened.library.plan_deletion()
    qtbot.waitUntil(lambda: opened.library.deletion.isVisible(), timeout=20_000)
    with qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        opened.library.deletion.go.click()
    opened.settle()


@pytest.fixture
def deleted(opened, album, qtbot):
    opened.scan(album)
    panel = opened.library.groups
    panel.view.setFocus()
    panel.view.selectAll()
    opened.library.commands.mark_others()
    marked = {p.path for p in opened.review.marks.photos}
    delete_marked(opened, qtbot)
    return marked


def test_one_photo_of_a_deletion_is_found_by_name_and_restored_alone(opened, deleted, qtbot):
    import os

    journal = opened.library.journal
    qtbot.waitUntil(lambda: journal.actions_model.rowCount() == 1, timeout=20_000)
    gone = sorted(path for path in deleted if not os.path.exists(path))
    assert len(gone) > 1
    wanted = gone[0]
    journal.search.setText(os.path.basename(wanted))
    assert [s.intent.path for s in journal.steps_model.rows] == [wanted]
    journal._one.click()
    opened.settle()
    qtbot.waitUntil(lambda: os.path.exists(wanted), timeout=20_000)
    assert not any(os.path.exists(path) for path in gone[1:])


def test_a_search_without_a_hit_shows_nothing_and_an_empty_one_all(opened, deleted, qtbot):
    journal = opened.library.journal
    qtbot.waitUntil(lambda: journal.actions_model.rowCount() == 1, timeout=20_000)
    journal.search.setText("no such photo")
    assert journal.actions_model.rowCount() == 0
    journal.search.clear()
    assert journal.actions_model.rowCount() == 1


def test_undoing_a_deletion_brings_its_marks_back(opened, deleted, qtbot):
    assert not opened.review.marks.ids
    opened.review.undo_stack.undo()
    opened.settle()
    qtbot.waitUntil(lambda: {p.path for p in opened.review.marks.photos} == deleted, timeout=30_000)

"""What is wrong with the program is logged and shown once; the program goes on."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from simgui.ui.crash import CrashDialog, CrashReporter
from simgui.ui.single_instance import Receiver, hand_over


@pytest.fixture
def reporter(theme, tmp_path, qtbot):
    made = CrashReporter(theme, tmp_path)
    made.install()
    yield made
    made.remove()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, CrashDialog):
            widget.close()
            widget.deleteLater()


def dialogs():
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    return [w for w in shown if w.isVisible()]


def test_an_error_of_any_thread_opens_one_dialog_here(reporter, qtbot, caplog):
    def fail():
        raise ZeroDivisionError("in a thread")

    with caplog.at_level(logging.CRITICAL):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert "ZeroDivisionError: in a thread" in dialogs()[0].details.toPlainText()
    assert "uncaught error" in caplog.text


def test_repeats_are_only_logged(reporter, qtbot, caplog):
    import sys

    with caplog.at_level(logging.CRITICAL):
        for number in range(5):
            error = ValueError(f"number {number}")
            sys.excepthook(ValueError, error, None)
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert len([r for r in caplog.records if r.levelno == logging.CRITICAL]) == 5


def test_the_dialog_copies_its_details_and_lets_a_person_go_on(reporter, qtbot):
    reporter.report("Something went wrong.", "the details")
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    buttons = {b.text(): b for b in dialog.findChildren(QPushButton)}
    buttons["Copy"].click()
    assert QApplication.clipboard().text() == "the details"
    buttons["Continue"].click()
    assert dialogs() == []


def test_what_the_last_run_left_is_read_once(theme, tmp_path):
    (tmp_path / "crash.log").write_text("Fatal Python error: Segmentation fault")
    first = CrashReporter(theme, tmp_path)
    assert "Segmentation fault" in first.install()
    first.remove()
    second = CrashReporter(theme, tmp_path)
    assert second.install() == ""
    second.remove()


def test_a_second_start_hands_its_folders_to_the_first(tmp_path, qtbot):
    receiver = Receiver(str(tmp_path))
    with qtbot.waitSignal(receiver.asked) as told:
        hand_over(str(tmp_path), ["/photos/\udce9 one", "/photos/two"])
    assert told.args[0] == ["/photos/\udce9 one", "/photos/two"]
    assert not (tmp_path / "open-request.json").exists()


@pytest.mark.parametrize("text", ["", "{}", "[1, 2]", "[", '["a"'])
def test_a_damaged_request_is_passed_over(tmp_path, qtbot, text):
    receiver = Receiver(str(tmp_path))
    with qtbot.assertNotEmitted(receiver.asked, wait=250):
        (tmp_path / "open-request.json").write_text(text)


def test_a_closed_window_hears_nothing_and_holds_no_folder(tmp_path, qtbot):
    receiver = Receiver(str(tmp_path))
    receiver.close()
    assert receiver._watcher.directories() == []
    with qtbot.assertNotEmitted(receiver.asked, wait=250):
        hand_over(str(tmp_path), ["/photos"])

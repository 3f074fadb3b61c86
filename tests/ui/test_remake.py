"""The window is made again when its language changes: nothing is lost, nothing old is called."""

from __future__ import annotations

import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from simgui.core.types import Role
from simgui.ui import settings
from simgui.ui.library.sidebar import Place
from simgui.ui.platform import i18n
from simgui.ui.window_host import Shell


@pytest.fixture
def shell(opened, theme, qapp):
    made = Shell(qapp, opened.session, theme)
    made.open()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    i18n.install(qapp, "en")


def delete_what_waits():
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()


def remake(shell, language):
    shell._session.settings.set(settings.LANGUAGE, language)
    shell.remake()
    delete_what_waits()


def marked(shell):
    return {photo.path for photo in shell._session.review.marks.photos}


def test_groups_marks_and_places_are_there_in_the_new_window(opened, album, shell):
    opened.scan(album)
    window = shell.window
    group = window.library.groups.current()
    window.library.review.mark_others()
    before = marked(shell)
    assert before
    remake(shell, "de")
    new = shell.window
    assert new is not window
    assert new.library.groups.model.total == len(shell._session.review.groups)
    assert new.library.groups.current().id == group.id
    assert new.library.review.group.id == group.id
    assert marked(shell) == before
    new.close_page()
    for place in Place:
        new.library.show_place(place)
        QApplication.processEvents()
    new.library.show_place(Place.DUPLICATES)
    new.library.groups.step(1)
    new.library.review.mark_others()
    assert marked(shell) > before
    shell._session.review.undo_stack.undo()
    assert marked(shell) == before


@pytest.mark.parametrize("times", [1, 3])
def test_no_widget_outlives_its_window(opened, album, shell, times):
    opened.scan(album)
    for number in range(times):
        old = shell.window
        widgets = [weakref.ref(w) for w in (old, *old.findChildren(object))]
        name = type(old).__name__
        del old
        remake(shell, ("de", "en")[number % 2])
        left = [w() for w in widgets if w() is not None]
        assert not [w for w in left if shiboken6.isValid(w)]
        assert name not in [type(w).__name__ for w in left]


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_can_change_while_a_scan_runs(opened, album, shell, qtbot, language):
    with qtbot.waitSignal(opened.session.scan_ended, timeout=120_000):
        opened.session.add([str(album)])
        remake(shell, language)
    opened.settle()
    assert shell.window.library.groups.model.total == len(opened.session.review.groups) > 0
    shell.window.library.review.mark_others()
    assert marked(shell)


SETTINGS = [
    (settings.LANGUAGE, "de"),
    (settings.THEME, "dark"),
    (settings.CARD_PX, settings.CARD_PX.low),
    (settings.TOP, settings.TOP.high),
    (settings.METRIC, "euclidean"),
    (settings.THUMB_MB, settings.THUMB_MB.low),
    (settings.SHOWS_DETAILS, True),
    (settings.ORDER, "place"),
]


@pytest.mark.parametrize("page", ["library", "compare", "similar", "prefs"])
def test_any_setting_can_change_on_any_page_with_marks_set(opened, album, shell, page):
    opened.scan(album)
    shell.window.library.review.mark_others()
    for setting, value in SETTINGS:
        window = shell.window
        before = marked(shell)
        if page == "compare":
            window.library.review.open_compare()
        elif page == "similar":
            window.open_similar()
        elif page == "prefs":
            window.open_settings()
        opened.session.settings.set(setting, value)
        if setting is settings.LANGUAGE:
            shell.remake()
            delete_what_waits()
        QApplication.processEvents()
        now = shell.window
        now.close_page()
        now.library.groups.step(1)
        now.library.review.keep()
        now.library.review.mark_others()
        opened.session.watched.set_role(str(album), Role.NORMAL)
        opened.settle()
        assert marked(shell) >= before, setting.name

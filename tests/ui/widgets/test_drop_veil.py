"""Wherever files are dragged over the window, it shows that they can be dropped."""

from __future__ import annotations


def test_a_drag_over_the_library_shows_the_target_and_covers_nothing_after(known):
    window = known.window
    assert not window.veil.isVisible()
    window.drops.entered.emit()
    assert window.veil.isVisible()
    assert window.veil.geometry() == window.centralWidget().rect()
    assert not window.veil.grab().isNull()
    spot = window.library.groups.view.mapTo(window, window.library.groups.view.rect().center())
    assert window.childAt(spot) is not window.veil
    window.drops.left.emit()
    assert not window.veil.isVisible()


def test_the_empty_window_shows_its_own_target(opened):
    opened.window.drops.entered.emit()
    assert not opened.window.veil.isVisible()

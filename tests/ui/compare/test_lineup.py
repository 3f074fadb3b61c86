"""All photos that are compared are stepped through, at one zoom and place, and none is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simgui.core.types import Tier
from simgui.engine.snapshot import places
from simgui.ui.compare.facts import Shown
from simgui.ui.compare.lineup import MAX_PANES, Lineup
from simgui.ui.compare.modes import Mode
from tests.ui.builders import group, photo


@given(st.integers(2, 30), st.integers(2, 9), st.sampled_from((1, -1)))
def test_a_round_of_steps_shows_every_photo_and_ends_where_it_began(count, panes, by):
    lineup = Lineup([Shown(photo(n), None) for n in range(count)], panes)
    start, seen = lineup.current, set()
    for _ in range(count):
        shown = lineup.shown
        assert shown[0].photo.id == 0
        assert 2 <= len(shown) <= MAX_PANES
        assert lineup.hidden == count - len(shown)
        assert shown[lineup.pane] is lineup.photos[lineup.current]
        seen |= {s.photo.id for s in shown}
        lineup.step(by)
    assert lineup.current == start
    assert seen == set(range(count))


@given(st.integers(2, 30))
def test_beside_the_photo_to_keep_each_other_photo_comes_once(count):
    lineup = Lineup([Shown(photo(n), None) for n in range(count)], 2)
    seen = []
    for _ in range(count - 1):
        seen.append(lineup.shown[1].photo.id)
        lineup.step(1, past_reference=True)
    assert seen == list(range(1, count))
    assert lineup.current == 1


@pytest.fixture
def comparing(known):
    """A group of eleven photos, compared."""
    big = group(100, 11, tier=Tier.SAME)
    photos = {m.photo.id: m.photo for m in big.members}
    known.review.show((big,), (), photos, places((big,), ()))
    known.library.groups.choose(big.id)
    known.window.activateWindow()
    known.library.review.open_compare()
    return known.window, big


def press(window, key):
    QTest.keyClick(window.compare.stage, key)
    QApplication.processEvents()


def test_it_says_how_many_photos_are_not_shown_and_reaches_them_all(comparing):
    window, big = comparing
    compare = window.compare
    assert len(compare.photos) == MAX_PANES
    assert compare.hidden == 7
    assert compare.head._hidden.isVisible()
    assert "7" in compare.head._hidden.text()
    seen = {p.id for p in compare.photos}
    for _ in range(10):
        press(window, Qt.Key.Key_Right)
        seen |= {p.id for p in compare.photos}
    assert seen == {m.photo.id for m in big.members}


def test_a_flip_fills_the_screen_and_zoom_and_place_stay(comparing):
    window, big = comparing
    compare, view = window.compare, window.compare.stage.view
    press(window, Qt.Key.Key_F11)
    assert compare.is_full
    assert window.isFullScreen()
    assert not compare.head.isVisible()
    assert compare.stage.mode is Mode.FLIP
    compare.stage.zoom_to(2.0, QPointF(50, 60))
    where = view.reference_transform()
    for _ in big.members:
        press(window, Qt.Key.Key_Right)
        assert view.reference_transform() == where
    press(window, Qt.Key.Key_F)
    assert view.is_fitted
    press(window, Qt.Key.Key_Escape)
    assert window.page is compare
    assert not window.isFullScreen()
    assert compare.head.isVisible()


def test_keeping_a_photo_that_is_seen_alone_marks_no_photo_that_is_not_seen(comparing, known):
    window, big = comparing
    press(window, Qt.Key.Key_F11)
    press(window, Qt.Key.Key_K)
    assert not known.review.marks.ids
    kept = known.review.group_of(big.members[1].photo.id).keeper.photo
    assert kept.id == big.members[1].photo.id
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Space)
    assert set(known.review.marks.ids) == {big.members[2].photo.id}


def test_accepting_while_comparing_compares_the_next_open_group(known):
    known.window.activateWindow()
    known.library.review.open_compare()
    first = known.library.groups.current()
    press(known.window, Qt.Key.Key_Y)
    assert known.review.is_reviewed(first)
    assert known.window.page is known.window.compare
    now = {m.photo.id for m in known.library.groups.current().members}
    assert known.library.groups.current() is not first
    assert {p.id for p in known.window.compare.photos} <= now

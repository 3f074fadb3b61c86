"""How many keys a review takes, counted while they are pressed on the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simgui.core.types import Tier
from simgui.engine.snapshot import places
from simgui.ui.review.group_model import Order
from tests.ui.builders import group

GROUPS = 5_000
WRONG = 500


class Hands:
    """Presses keys and counts them; clicks count as well."""

    def __init__(self, window) -> None:
        self.window = window
        self.keys = 0
        self.clicks = 0

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()

    def click(self, view, spot) -> None:
        self.clicks += 1
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()


@pytest.fixture
def hands(known):
    known.window.resize(1400, 900)
    known.window.activateWindow()
    known.library.take_focus()
    return Hands(known.window)


def shown(known, wrong):
    """5,000 groups, each of three copies; of the wrong ones the second should be kept."""
    made = []
    for number in range(GROUPS):
        one = group(10 * number, 3, tier=Tier.SAME)
        sure = 0.9 if number in wrong else 0.99
        members = (one.keeper, *(replace(m, probability=sure) for m in one.members[1:]))
        made.append(replace(one, members=members))
    groups = tuple(made)
    photos = {m.photo.id: m.photo for g in groups for m in g.members}
    known.review.show(groups, (), photos, places(groups, ()))
    known.library.show_groups()
    return groups


def is_right(known, groups, wrong):
    """Whether every group keeps what it should, and has marked the rest of its copies."""
    for number, one in enumerate(groups):
        wanted = one.members[1 if number in wrong else 0].photo.id
        now = known.review.group_of(wanted)
        rest = {m.photo.id for m in one.members} - {wanted}
        if now.keeper.photo.id != wanted or not rest <= set(known.review.marks.ids):
            return False
        if wanted in known.review.marks or not known.review.is_reviewed(now):
            return False
    return True


def test_five_thousand_groups_take_a_tenth_of_their_number_in_keys(known, hands, monkeypatch):
    """The doubtful ones come first, a digit each; the rest is accepted at once."""
    wrong = set(range(0, GROUPS, GROUPS // WRONG))
    assert len(wrong) == WRONG
    groups = shown(known, wrong)
    # The decisions are stored as they are anywhere; here they would be of photos nobody scanned.
    monkeypatch.setattr(known.review, "_store", lambda work: None)
    known.library.groups.set_order(Order.DOUBT)
    hands.press(Qt.Key.Key_V)
    known.library.groups.choose(known.library.groups.model.groups[0].id)
    for _ in range(WRONG):
        hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Y)
    assert is_right(known, groups, wrong)
    assert known.library.groups.model.reviewed_count == GROUPS
    assert hands.keys <= 1_000
    assert hands.clicks == 0


def test_a_wrong_group_among_right_ones_takes_a_click_and_a_key(known, hands, monkeypatch):
    """Scrolled past with the wheel; every twentieth is wrong, wherever it stands."""
    wrong = set(range(7, 400, 20))
    groups = shown(known, wrong)
    monkeypatch.setattr(known.review, "_store", lambda work: None)
    hands.press(Qt.Key.Key_V)
    dense = known.library.dense
    rows = {g.id: row for row, g in enumerate(known.library.groups.model.groups)}
    for number in sorted(wrong, key=lambda n: rows[groups[n].id]):
        row = rows[groups[number].id]
        dense.verticalScrollBar().setValue(dense.places.row_rect(row).top() - 40)
        QApplication.processEvents()
        spot = dense.places.head_rect(row).center() - QPoint(0, dense.verticalOffset())
        hands.click(dense.viewport(), spot)
        hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Y)
    assert is_right(known, groups, wrong)
    assert hands.keys + hands.clicks == 2 * len(wrong) + 3


@pytest.mark.parametrize("is_dense", [False, True])
def test_another_photo_to_keep_takes_two_keys_and_a_right_proposal_one(known, hands, is_dense):
    known.library.group_views.set_dense(is_dense=is_dense)
    groups = known.library.groups
    first = groups.current()
    second = first.members[1].photo
    if not is_dense:
        known.library.review.grid.setFocus()
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_K)
    assert known.review.group_of(second.id).keeper.photo.id == second.id
    assert hands.keys == 2
    hands.press(Qt.Key.Key_Y)
    assert known.review.is_reviewed(first)
    assert groups.current().id != first.id
    assert hands.keys == 3


def test_all_exact_copies_take_four_keys(opened, album):
    opened.scan(album)
    opened.window.activateWindow()
    opened.library.take_focus()
    hands = Hands(opened.window)
    hands.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    hands.press(Qt.Key.Key_Return)
    opened.settle()
    assert opened.review.marks.ids
    hands.press(Qt.Key.Key_Delete)
    opened.settle()
    deletion = opened.library.deletion
    opened.qtbot.waitUntil(lambda: deletion.isVisible() and deletion.go.hasFocus(), timeout=20_000)
    with opened.qtbot.waitSignal(opened.window.deletions.finished, timeout=60_000):
        hands.press(Qt.Key.Key_Return)
    opened.settle()
    assert hands.keys <= 4
    left = [g for g in opened.review.groups if g.tier <= Tier.PIXELS]
    assert not left

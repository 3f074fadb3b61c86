"""Hundreds of groups are reviewed with few keys, and what was looked at is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from simgui.core.types import Tier
from simgui.engine.snapshot import group_digest, places
from simgui.ui.review.group_model import Filter, GroupModel, Stage
from simgui.ui.session.review import Review
from tests.ui.builders import group
from tests.ui.review.test_review import Remembered


class Reviewed(Remembered):
    """Also what was looked at, in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.reviewed: set[bytes] = set()

    def set_reviewed(self, groups, *, is_reviewed):
        digests = {group_digest(g) for g in groups}
        self.reviewed = self.reviewed | digests if is_reviewed else self.reviewed - digests


@pytest.fixture
def many(qapp):
    groups = tuple(group(10 * n, 3) for n in range(5_000))
    store = Reviewed()
    review = Review(lambda work: work(store))
    photos = {m.photo.id: m.photo for g in groups for m in g.members}
    review.show(groups, (), photos, places(groups, ()))
    return review, store


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def test_accepting_marks_the_rest_and_is_undone_in_one_step(many):
    review, store = many
    first = review.groups[0]
    review.accept((first,))
    assert set(review.marks.ids) == {m.photo.id for m in first.members[1:]}
    assert review.is_reviewed(first)
    assert store.reviewed == {group_digest(first)}
    review.undo_stack.undo()
    assert not review.marks.ids
    assert not review.is_reviewed(first)
    assert not store.reviewed


@pytest.mark.parametrize("tier", [Tier.MOMENT, Tier.EDITED])
def test_accepting_a_moment_or_edited_versions_marks_nothing(qapp, tier):
    moment = group(0, 4, tier=tier)
    store = Reviewed()
    review = Review(lambda work: work(store))
    review.show((), (moment,), {m.photo.id: m.photo for m in moment.members}, places((), (moment,)))
    review.accept((moment,))
    assert not review.marks.ids
    assert review.is_reviewed(moment)


def test_five_thousand_groups_are_accepted_at_once_and_stay_reviewed(many):
    review, _ = many
    review.accept(review.groups)
    assert len(review.marks.ids) == 10_000
    assert all(map(review.is_reviewed, review.groups))


def test_a_group_that_gets_another_photo_is_open_again(many):
    review, _ = many
    review.accept(review.groups[:1])
    assert review.is_reviewed(group(0, 3))
    assert not review.is_reviewed(group(0, 4))


@pytest.mark.parametrize(
    ("stage", "expected"), [(Stage.ANY, 4), (Stage.OPEN, 3), (Stage.REVIEWED, 1)]
)
def test_the_filter_shows_what_is_left(many, stage, expected):
    review, _ = many
    groups = review.groups[:4]
    review.accept(groups[1:2])
    model = GroupModel(
        None, lambda g: (review.is_reviewed(g), any(m.photo.id in review.marks for m in g.members))
    )
    model.set_filter(Filter(stage=stage))
    model.set_groups(groups)
    assert len(model.groups) == expected
    model.set_filter(Filter(stage=Stage.UNMARKED))
    assert [g.id for g in model.groups] == [groups[0].id, groups[2].id, groups[3].id]


def test_one_key_a_group_when_the_proposal_is_right(opened, album):
    opened.scan(album)
    opened.window.activateWindow()
    panel = opened.library.groups
    panel.view.setFocus()
    total = panel.model.rowCount()
    assert total > 2
    for done in range(1, total + 1):
        press(Qt.Key.Key_Y)
        assert panel.model.reviewed_count == done
    for shown in panel.model.groups:
        rest = {m.photo.id for m in shown.members[1:] if m.tier <= Tier.SAME}
        assert rest == {m.photo.id for m in shown.members} & set(opened.review.marks.ids)
    assert opened.review.marks.ids
    assert not opened.review.marks.by_hand


def test_selected_groups_are_accepted_and_set_apart_together(opened, album):
    opened.scan(album)
    opened.window.activateWindow()
    panel = opened.library.groups
    panel.view.setFocus()
    panel.view.selectAll()
    press(Qt.Key.Key_Y)
    assert panel.model.reviewed_count == panel.model.rowCount()
    opened.review.undo_stack.undo()
    assert panel.model.reviewed_count == 0
    panel.view.selectAll()
    press(Qt.Key.Key_A)
    assert len({opened.review.group_of(i).id for i in opened.review.marks.ids}) == len(
        panel.model.groups
    )


def test_what_was_reviewed_is_known_after_a_restart(reopened, album):
    first = reopened()
    first.scan(album)
    first.library.commands.accept()
    first.settle()
    accepted = first.library.groups.model.reviewed_count
    assert accepted == 1
    second = reopened()
    second.settle()
    second.qtbot.waitUntil(
        lambda: second.library.groups.model.reviewed_count == accepted, timeout=20_000
    )

"""What was called "not duplicates" has a list with pictures, and can be grouped again there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from simgui.core.types import Tier
from simgui.ui.library.sidebar import Place


def apart_groups(known, count):
    """Say of some groups that they are no duplicates."""
    chosen = [
        g
        for g in known.review.groups
        if g.tier > Tier.PIXELS and len({m.photo.content.id for m in g.members}) > 1
    ][:count]
    for group in chosen:
        known.review.set_apart([m.photo for m in group.members])
        known.settle()
    return chosen


def contents(group):
    return {m.photo.content.id for m in group.members}


def test_decisions_are_listed_with_their_photos_and_counted(known):
    _, two = apart_groups(known, 2)
    page = known.library.apart
    known.library.show_place(Place.APART)
    assert page.count == 2
    assert known.library.sidebar.places[Place.APART].accessibleDescription() == "2"
    assert len(page.model.sections) == 2
    newest = page.model.items[: page.model.sections[0].count]
    assert {item.photo.content.id for item in newest} == contents(two)
    assert page.grid.isVisible()
    assert not known.window.grab().isNull()


def test_a_decision_is_taken_back_and_the_photos_are_a_group_again(known):
    one, two = apart_groups(known, 2)
    page = known.library.apart
    known.library.show_place(Place.APART)
    assert contents(two) not in [contents(g) for g in known.review.groups]
    page.grid.setCurrentIndex(page.model.index(0))
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    known.settle()
    assert page.count == 1
    assert contents(two) in [contents(g) for g in known.review.groups]
    assert contents(one) not in [contents(g) for g in known.review.groups]
    known.review.undo_stack.undo()
    known.settle()
    assert page.count == 2
    assert contents(two) not in [contents(g) for g in known.review.groups]


def test_the_list_says_what_it_is_for_while_it_is_empty(known):
    known.library.show_place(Place.APART)
    known.settle()
    assert not known.library.apart.grid.isVisible()
    assert not known.library.apart.again.isEnabled()

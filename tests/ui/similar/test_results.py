"""What a result is to the search image: on its card, the closest first, a line before the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from simgui.core.types import Change, Tier
from simgui.engine.relations import Relation, closest_first, relation, relation_of
from simgui.ui.similar.results import relation_name
from tests.ui.builders import group, photo


def test_the_group_of_the_query_says_what_a_result_is():
    same = group(0, 3, tier=Tier.SAME)
    query, other = same.members[0].photo, same.members[1].photo
    assert relation(query, other, same) is Relation.SAME
    assert relation(other, same.members[2].photo, same) is Relation.SAME
    moment = group(10, 2, tier=Tier.MOMENT)
    assert relation(*(m.photo for m in moment.members), moment) is Relation.MOMENT
    assert relation(query, photo(99), same) is Relation.ALIKE
    assert relation(query, photo(99), None) is Relation.ALIKE
    assert relation(query, photo(98, content=0), None) is Relation.IDENTICAL


@pytest.mark.parametrize(
    ("changes", "expected"),
    [((Change.CROPPED,), Relation.CROPPED), ((Change.RECOLOURED,), Relation.EDITED)],
)
def test_an_edit_says_whether_it_is_a_crop(changes, expected):
    edited = group(0, 2, tier=Tier.EDITED)
    member = edited.members[1]
    cut = replace(member, pair=replace(member.pair, changes=changes))
    made = replace(edited, members=(edited.keeper, cut))
    assert relation(edited.keeper.photo, cut.photo, made) is expected
    assert relation(cut.photo, edited.keeper.photo, made) is expected


def test_a_picture_from_outside_matches_what_it_can_be_laid_on():
    assert relation_of(photo(1), photo(2), None) is Relation.ALIKE
    assert relation_of(photo(1), photo(2, content=1), None) is Relation.IDENTICAL


def test_the_closest_come_first_and_equals_stay_in_their_order():
    hits = [photo(n).id for n in range(5)]
    relations = {hits[1]: Relation.MOMENT, hits[2]: Relation.SAME, hits[4]: Relation.MOMENT}
    related, alike = closest_first(hits, relations)
    assert related == [hits[2], hits[1], hits[4]]
    assert alike == [hits[0], hits[3]]


def test_every_relation_has_a_name_of_its_own(qapp):
    assert len({relation_name(r) for r in Relation}) == len(Relation)


def test_results_stand_under_headings_and_a_result_shows_where_it_lies(known):
    crop = next(
        (g, m)
        for g in known.review.groups
        for m in g.members[1:]
        if "crop" in m.photo.path and m.tier is Tier.EDITED
    )
    group_, member = crop
    known.library.groups.choose(group_.id)
    known.window.find_similar()
    similar = known.window.similar
    known.qtbot.waitUntil(lambda: similar.model.rowCount() > 0, timeout=60_000)
    titles = [section.title for section in similar.model.sections]
    assert titles == ["Yours already", "Looks alike"]
    first = similar.model.sections[0].count
    members = {m.photo.id for m in group_.members}
    assert {i.photo.id for i in similar.model.items[:first]} <= members
    row = similar.model.row(member.photo.id)
    assert similar.model.items[row].note == relation_name(Relation.CROPPED)
    similar.grid.setCurrentIndex(similar.model.index(row))
    known.qtbot.waitUntil(lambda: similar.side.picture._outline is not None, timeout=20_000)
    box = similar.side.picture._outline.boundingRect()
    assert 0 < box.width() < 1.01
    similar.select_sure()
    sure = [i for i in similar.model.items if i.similarity >= 0.9]
    assert len(similar.selected()) == len(sure)
    QTest.keyClick(similar.grid, Qt.Key.Key_Escape)

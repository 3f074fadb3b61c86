"""The plan and the keep rules agree: no rule takes what only one photo holds or knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simgui.core.holdings import Holdings, Item, held
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.types import Metadata, Tier
from simgui.engine.keep_rules import RuleChoice, rule
from tests.core.removal_fixtures import group_of, photo_at, write

FILM = Item("film", "aa", 4000, seconds=2.0)
MORE = {
    "a film": Holdings((FILM,)),
    "pages": held([Item("page", "aa"), Item("page", "bb")]),
    "16 bits": Holdings(depth=16),
    "transparency": Holdings(has_alpha=True),
    "a profile": Holdings(colour="icc:1"),
    "bytes that nobody knows": Holdings((Item("unknown", "cc", 9),)),
}


@pytest.fixture
def twins(tmp_path):
    return photo_at(write(tmp_path / "a.jpg", b"x")), photo_at(write(tmp_path / "b.jpg", b"y"))


def holding(photo, holdings, **more):
    return replace(photo, content=replace(photo.content, holdings=holdings, **more))


@pytest.mark.parametrize("name", MORE)
def test_no_rule_takes_what_holds_more(twins, name):
    keeper, victim = twins[0], holding(twins[1], MORE[name])
    group = group_of(keeper, (victim, Tier.SAME))
    plan = plan_removal([group], {victim.id})
    assert [(r.photo.id, r.refusal) for r in plan.refused] == [(victim.id, Refusal.HOLDS_MORE)]
    assert plan.refused[0].losses
    by_hand = plan_removal([group], {victim.id}, by_hand={victim.id})
    assert by_hand.removals[0].losses == plan.refused[0].losses
    marks = rule([group], RuleChoice(upto=Tier.SAME)).marks
    assert all(mark.photo.id != victim.id for mark in marks)


def test_where_each_holds_something_no_rule_takes_either(twins):
    one = holding(twins[0], Holdings((FILM,)))
    other = holding(twins[1], Holdings(depth=16))
    group = group_of(one, (other, Tier.SAME))
    assert rule([group], RuleChoice(upto=Tier.SAME)).marks == ()
    for victim in (one, other):
        assert plan_removal([group], {victim.id}).removals == ()


def test_equal_pixels_hold_the_same_however_they_are_packed(twins):
    one = holding(twins[0], Holdings((Item("page", "aa"),)), pixel_hash=b"p")
    other = holding(twins[1], Holdings((Item("page", "bb"),)), pixel_hash=b"p")
    assert len(plan_removal([group_of(one, (other, Tier.PIXELS))], {other.id}).removals) == 1


def test_the_survivor_that_holds_as_much_is_the_one_that_stays_for_a_photo(tmp_path, twins):
    bare = twins[0]
    victim = holding(twins[1], Holdings((FILM,)))
    third = holding(photo_at(write(tmp_path / "c.jpg", b"z")), Holdings((FILM,)))
    group = group_of(bare, (victim, Tier.SAME), (third, Tier.SAME))
    (removal,) = plan_removal([group], {victim.id}).removals
    assert removal.keeper.id == third.id
    assert removal.losses == ()


def test_camera_data_are_in_no_side_car(twins):
    keeper, victim = twins
    victim = holding(victim, Holdings(), metadata=Metadata(camera="X100", make="Fuji"))
    group = group_of(keeper, (victim, Tier.SAME))
    plan = plan_removal([group], {victim.id}, saves_metadata=True)
    assert [r.refusal for r in plan.refused] == [Refusal.METADATA_ONLY_HERE]
    assert [loss.name for loss in plan.refused[0].losses] == ["camera"]

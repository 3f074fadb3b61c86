"""What the user may do to the groups, in any order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.grouping.criteria import Criterion
from simgui.core.types import KeepReason, Role, Tier
from simgui.engine.keep_rules import RuleChoice, rule
from simgui.engine.snapshot import places
from simgui.ui.session.keepers import with_keeper
from simgui.ui.session.marks import survivors
from simgui.ui.session.review import Review
from tests.ui.builders import group, photo


class Remembered:
    """Decisions in memory."""

    def __init__(self) -> None:
        self.marked: set[int] = set()
        self.apart: list[frozenset[int]] = []
        self.kept: list[int] = []

    def mark(self, photos):
        self.marked |= {p.id for p in photos}

    def unmark(self, photos):
        self.marked -= {p.id for p in photos}

    def set_apart(self, photos):
        self.apart.append(frozenset(p.id for p in photos))

    def undo_apart(self, photos):
        self.apart.remove(frozenset(p.id for p in photos))

    def choose_keeper(self, chosen, among):
        self.kept.append(chosen.id)


def reviewing(*groups):
    store = Remembered()
    review = Review(lambda work: work(store))
    photos = {m.photo.id: m.photo for g in groups for m in g.members}
    review.show(groups, (), photos, places(groups, ()))
    return review, store


steps = st.lists(
    st.tuples(
        st.sampled_from(("toggle", "keep", "only", "others", "mark_all", "undo", "redo")),
        st.integers(0, 8),
    ),
    max_size=25,
)


@given(steps)
def test_one_photo_of_every_group_stays_whatever_is_done(qapp, done):
    review, store = reviewing(group(0, 4), group(4, 3), group(7, 2))
    everyone = {i: photo(i) for i in range(9)}
    for what, number in done:
        chosen = everyone[number]
        match what:
            case "toggle":
                review.toggle(chosen)
            case "keep":
                review.keep(chosen)
            case "only":
                review.keep_only(chosen)
            case "others":
                review.mark_others(review.groups)
            case "mark_all":
                review.mark(list(everyone.values()))
            case "undo":
                review.undo_stack.undo()
            case "redo":
                review.undo_stack.redo()
        for shown in review.groups:
            assert survivors(shown, review.marks.ids)
            assert sum(m.is_keeper for m in shown.members) == 1
            assert shown.members[0].is_keeper
        assert store.marked == set(review.marks.ids)


@given(steps)
def test_undoing_everything_leaves_nothing_marked(qapp, done):
    review, _ = reviewing(group(0, 4), group(4, 3), group(7, 2))
    keepers = [g.keeper.photo.id for g in review.groups]
    for what, number in done:
        if what == "toggle":
            review.toggle(photo(number))
        elif what == "only":
            review.keep_only(photo(number))
        elif what == "others":
            review.mark_others(review.groups)
    while review.undo_stack.canUndo():
        review.undo_stack.undo()
    assert len(review.marks) == 0
    assert [g.keeper.photo.id for g in review.groups] == keepers


def test_marking_the_keeper_keeps_the_next_photo_instead(qapp):
    review, _ = reviewing(group(1, 3))
    review.toggle(photo(1))
    shown = review.groups[0]
    assert shown.keeper.photo.id == 2
    assert shown.keeper.reason is KeepReason.CHOSEN
    assert 1 in review.marks
    review.undo_stack.undo()
    assert review.groups[0].keeper.photo.id == 1


def test_a_refused_mark_names_the_photo_that_stays(qapp, qtbot):
    review, _ = reviewing(group(1, 2))
    with qtbot.waitSignal(review.refused) as told:
        review.mark([photo(1), photo(2)])
    assert "IMG_0000" in told.args[0]
    assert len(review.marks) == 1


def test_a_photo_without_a_duplicate_is_never_marked(qapp, qtbot):
    review, _ = reviewing(group(1, 2))
    with qtbot.waitSignal(review.refused):
        review.mark([photo(77)])
    assert len(review.marks) == 0


def test_setting_photos_apart_is_stored_and_taken_back(qapp):
    review, store = reviewing(group(1, 3))
    review.set_apart([photo(1), photo(2)])
    assert store.apart == [frozenset({1, 2})]
    review.undo_stack.undo()
    assert store.apart == []


def test_identical_files_can_not_be_set_apart(qapp, qtbot):
    review, store = reviewing(group(1, 2, Tier.IDENTICAL))
    with qtbot.waitSignal(review.refused):
        review.set_apart([photo(1, content=5), photo(2, content=5)])
    assert store.apart == []


def test_a_new_keeper_hands_its_evidence_to_the_old_one(qapp):
    before = group(1, 3)
    pair = before.members[2].pair
    after = with_keeper(before, before.members[2].photo.id)
    assert after.keeper.pair is None
    assert after.members[1].photo.id == 1
    assert after.members[1].pair == pair


def test_rules_mark_sure_copies_alone(qapp):
    sure, edited, moment = group(1, 3), group(10, 3, Tier.EDITED), group(20, 3, Tier.MOMENT)
    found = rule([sure, edited, moment], RuleChoice(upto=Tier.EDITED))
    assert {r.photo.id for r in found.marks} <= {1, 2, 3}
    assert len(found.marks) == 2
    assert not rule([sure], RuleChoice(upto=Tier.PIXELS)).marks


def test_rules_keep_to_a_folder_and_to_names(qapp):
    found = rule([group(1, 3)], RuleChoice(upto=Tier.SAME, pattern="*00003*"))
    assert [r.photo.id for r in found.marks] == [3]
    found = rule([group(1, 3)], RuleChoice(upto=Tier.SAME, only_in="/elsewhere"))
    assert found.marks == ()


def test_rules_never_mark_what_is_protected(qapp):
    found = rule([group(1, 3, role=Role.PROTECTED)], RuleChoice(upto=Tier.SAME))
    assert found.marks == ()


def test_the_order_of_criteria_changes_the_keeper(qapp):
    made = group(1, 2)
    size = RuleChoice(criteria=(Criterion.OLDEST,), upto=Tier.SAME)
    kept = {r.keeper.id for r in rule([made], size).marks}
    assert kept == {1}
    review, _ = reviewing(made)
    review.apply_ruling(rule([made], size))
    assert review.marks.ids == {2}
    assert review.marks.by_hand == frozenset()


def test_photos_of_one_moment_are_never_marked_all_but_one_by_one_key(qapp):
    review, _ = reviewing(group(0, 4, tier=Tier.MOMENT), group(4, 3))
    said = []
    review.refused.connect(said.append)
    moment, copies = review.groups
    review.mark_others((moment,))
    assert not review.marks.ids
    assert len(said) == 1
    review.mark_others((moment, copies))
    assert set(review.marks.ids) == {m.photo.id for m in copies.members[1:]}

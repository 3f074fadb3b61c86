"""What may go, what always stays, and how it comes back."""

import errno
import os
from dataclasses import replace

import pytest

from simgui.core.catalog import Root
from simgui.core.imaging.metadata import parse
from simgui.core.removal import batch
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action, StepState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import MoveError
from simgui.core.removal.plan import Plan, Refusal, Removal, RemovalWarning, plan_removal
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Metadata, PhotoId, Role, Tier
from simgui.store.library import Library
from tests.core import pictures
from tests.core.removal_fixtures import ODD, group_of, photo_at, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / ".local" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def twins(tmp_path):
    """Two photos with the same bytes."""
    write(tmp_path / "photos" / "keep.jpg", b"picture")
    write(tmp_path / "photos" / "sub" / "copy.jpg", b"picture")
    return (
        photo_at(tmp_path / "photos" / "keep.jpg"),
        photo_at(tmp_path / "photos" / "sub" / "copy.jpg"),
    )


def run(plan, library, *, mover=None, roots=()):
    if mover is None and not plan.action.is_link:
        mover = FreedesktopTrash()
    return execute(plan, mover, library.journal, Token(), roots=roots)


def planned(group, *photos, **options):
    return plan_removal([group], {photo.id for photo in photos}, **options)


def refusals(result):
    return {refused.photo.path: refused.refusal for refused in result.refused}


def test_a_copy_goes_to_the_trash_and_its_keeper_stays(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    (place,) = outcome.removed[0].places
    assert not os.path.lexists(copy.path)
    assert os.path.exists(keeper.path)
    with open(place, "rb") as file:
        assert file.read() == b"picture"


def test_of_a_group_that_is_marked_as_a_whole_the_keeper_stays(twins):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), keeper, copy)
    assert [r.victim for r in plan.removals] == [copy]
    assert refusals(plan) == {keeper.path: Refusal.LAST_COPY}


def test_any_member_may_be_chosen_and_the_usual_keeper_may_go(twins):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), keeper)
    assert [(r.victim, r.keeper) for r in plan.removals] == [(keeper, copy)]


def test_a_photo_that_goes_in_one_group_keeps_nothing_in_another(tmp_path):
    a, b, c = (photo_at(write(tmp_path / name, b"x" + name.encode())) for name in "abc")
    groups = [
        group_of(a, (b, Tier.SAME), name="g1"),
        group_of(b, (c, Tier.SAME), name="g2"),
    ]
    plan = plan_removal(groups, {a.id, b.id, c.id})
    going = {r.victim.id for r in plan.removals}
    assert all(r.keeper.id not in going for r in plan.removals)
    for group in groups:
        assert any(m.photo.id not in going for m in group.members)


def test_a_protected_photo_stays_though_a_person_marked_it(tmp_path):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), role=Role.PROTECTED)
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, by_hand={copy.id})
    assert refusals(plan) == {copy.path: Refusal.PROTECTED}
    assert plan.removals == ()


def test_a_folder_protected_since_the_plan_is_not_touched(twins, library, tmp_path):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    roots = [Root(str(tmp_path)), Root(os.path.dirname(copy.path), Role.PROTECTED)]
    outcome = run(plan, library, roots=roots)
    assert refusals(outcome) == {copy.path: Refusal.PROTECTED}
    assert os.path.exists(copy.path)


def test_a_protected_folder_is_protected_under_every_name_of_it(twins, library, tmp_path):
    keeper, copy = twins
    os.symlink(os.path.dirname(copy.path), tmp_path / "alias")
    alias = photo_at(tmp_path / "alias" / "copy.jpg")
    plan = planned(group_of(keeper, (alias, Tier.IDENTICAL)), alias)
    outcome = run(plan, library, roots=[Root(os.path.dirname(copy.path), Role.PROTECTED)])
    assert refusals(outcome) == {alias.path: Refusal.PROTECTED}


def test_two_names_of_one_file_are_one_photo(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    os.link(keeper.path, tmp_path / "b.jpg")
    other = photo_at(tmp_path / "b.jpg")
    keeper = photo_at(keeper.path)
    plan = planned(group_of(keeper, (other, Tier.IDENTICAL)), other)
    assert refusals(plan) == {other.path: Refusal.SAME_FILE}
    forged = Plan(Action.TRASH, (Removal(other, keeper, Tier.IDENTICAL, "g"),))
    assert refusals(run(forged, library)) == {other.path: Refusal.SAME_FILE}
    assert os.path.exists(other.path)


def test_a_hard_link_with_a_real_copy_may_go_but_frees_nothing(tmp_path):
    keeper = photo_at(write(tmp_path / "keeper.jpg", b"x"))
    write(tmp_path / "a.jpg", b"x")
    os.link(tmp_path / "a.jpg", tmp_path / "b.jpg")
    a, b = photo_at(tmp_path / "a.jpg"), photo_at(tmp_path / "b.jpg")
    group = group_of(keeper, (a, Tier.IDENTICAL), (b, Tier.IDENTICAL))
    alone = planned(group, a)
    assert alone.removals[0].keeper == keeper
    assert alone.removals[0].warnings == (RemovalWarning.FREES_NOTHING,)
    assert alone.bytes_freed == 0
    assert planned(group, a, b).bytes_freed == 1


@pytest.mark.parametrize("tier", [Tier.MOMENT, Tier.SIMILAR])
def test_moment_and_similar_go_only_if_marked_by_hand(tmp_path, library, tier):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    other = photo_at(write(tmp_path / "b.jpg", b"y"))
    group = group_of(keeper, (other, tier))
    assert refusals(planned(group, other)) == {other.path: Refusal.NOT_BY_HAND}
    forged = Plan(Action.TRASH, (Removal(other, keeper, tier, "g"),))
    assert refusals(run(forged, library)) == {other.path: Refusal.NOT_BY_HAND}
    outcome = run(planned(group, other, by_hand={other.id}), library)
    assert [r.removal.victim for r in outcome.removed] == [other]


def test_a_photo_that_changed_since_the_scan_stays(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    with open(copy.path, "ab") as file:
        file.write(b" and more")
    assert refusals(run(plan, library)) == {copy.path: Refusal.CHANGED}


def test_a_photo_with_other_bytes_but_old_size_and_time_stays(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    with open(copy.path, "r+b") as file:
        file.write(b"PICTURE")
    os.utime(copy.path, ns=(copy.stat.mtime_ns, copy.stat.mtime_ns))
    assert refusals(run(plan, library)) == {copy.path: Refusal.CHANGED}


def _vanish(path):
    os.unlink(path)


def _empty(path):
    with open(path, "wb"):
        pass


def _replace_by_folder(path):
    os.unlink(path)
    os.mkdir(path)


def _replace_by_link_to_nowhere(path):
    os.unlink(path)
    os.symlink("/nonexistent", path)


@pytest.mark.parametrize(
    ("harm", "refusal"),
    [
        (_vanish, Refusal.KEEPER_GONE),
        (_empty, Refusal.KEEPER_CHANGED),
        (_replace_by_folder, Refusal.KEEPER_GONE),
        (_replace_by_link_to_nowhere, Refusal.KEEPER_GONE),
    ],
)
def test_nothing_goes_for_a_keeper_that_is_not_what_it_was(twins, library, harm, refusal):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    harm(keeper.path)
    assert refusals(run(plan, library)) == {copy.path: refusal}
    assert os.path.exists(copy.path)


def test_identical_is_proved_byte_by_byte_on_disk(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"one"))
    other = photo_at(write(tmp_path / "b.jpg", b"two"))
    forged = Plan(Action.TRASH, (Removal(other, keeper, Tier.IDENTICAL, "g"),))
    assert refusals(run(forged, library)) == {other.path: Refusal.NOT_SAME_BYTES}


def test_a_forged_plan_can_not_take_both_of_two_copies(twins, library):
    keeper, copy = twins
    forged = Plan(
        Action.TRASH,
        (
            Removal(copy, keeper, Tier.IDENTICAL, "g"),
            Removal(keeper, copy, Tier.IDENTICAL, "g"),
        ),
    )
    run(forged, library)
    assert os.path.exists(keeper.path)
    one_after_the_other = [Plan(Action.TRASH, (removal,)) for removal in forged.removals]
    for plan in one_after_the_other:
        run(plan, library)
    assert os.path.exists(keeper.path) or os.path.exists(copy.path)


def test_companions_go_with_their_photo_and_come_back_with_it(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    side = [write(tmp_path / "p" / "b.cr2", b"raw"), write(tmp_path / "p" / "b.xmp", b"<x/>")]
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"), companions=side)
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, by_hand={copy.id})
    outcome = run(plan, library)
    assert os.listdir(tmp_path / "p") == []
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert sorted(os.listdir(tmp_path / "p")) == ["b.cr2", "b.jpg", "b.xmp"]


COMPANIONS = ["b.NEF", "b.xmp", "b.jpg.xmp", "b.AAE", "b.WAV", "b.jpg.json", "b.MOV", "b.jpg.pp3"]


def _twins_with(tmp_path, name, mine, theirs):
    """A keeper and a copy with the same picture and a companion each; None is no companion."""
    keeper_side = [] if mine is None else [write(tmp_path / "a" / name, mine)]
    side = [] if theirs is None else [write(tmp_path / "c" / name, theirs)]
    keeper = photo_at(write(tmp_path / "a" / "b.jpg", b"x"), companions=keeper_side)
    copy = photo_at(write(tmp_path / "c" / "b.jpg", b"x"), companions=side)
    return group_of(keeper, (copy, Tier.IDENTICAL)), keeper, copy


@pytest.mark.parametrize("name", COMPANIONS)
def test_no_rule_takes_a_companion_whose_content_the_keeper_s_side_has_not(tmp_path, library, name):
    group, keeper, copy = _twins_with(tmp_path, name, b"one content", b"two content")
    plan = planned(group, copy)
    (stays,) = plan.refused
    assert stays.refusal in (Refusal.RAW_ONLY_HERE, Refusal.COMPANION_ONLY_HERE)
    assert [file.path for file in stays.only_here] == [str(tmp_path / "c" / name)]
    forged = Plan(Action.TRASH, (Removal(copy, keeper, Tier.IDENTICAL, "g"),))
    assert refusals(run(forged, library)) == {copy.path: Refusal.COMPANION_ONLY_HERE}
    assert sorted(os.listdir(tmp_path / "c")) == sorted(["b.jpg", name])

    by_hand = planned(group, copy, by_hand={copy.id})
    assert [file.path for file in by_hand.removals[0].only_here] == [str(tmp_path / "c" / name)]
    assert by_hand.removals[0].warnings
    assert len(run(by_hand, library).removed) == 1
    assert os.listdir(tmp_path / "c") == []


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_rule_takes_a_companion_that_the_keeper_has_too(tmp_path, library, name):
    group, _, copy = _twins_with(tmp_path, name, b"content", b"content")
    plan = planned(group, copy)
    assert plan.removals[0].warnings == ()
    outcome = run(plan, library)
    assert os.listdir(tmp_path / "c") == []
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert sorted(os.listdir(tmp_path / "c")) == sorted(["b.jpg", name])


def test_a_companion_is_compared_byte_by_byte_before_it_moves(tmp_path, library):
    raw = bytearray(os.urandom(1 << 20))
    other = bytearray(raw)
    other[200_000] ^= 1  # between the samples that the plan looks at
    group, _, copy = _twins_with(tmp_path, "b.NEF", bytes(raw), bytes(other))
    for hand in ((), {copy.id}):
        plan = planned(group, copy, by_hand=hand)
        assert len(plan.removals) == 1
        assert refusals(run(plan, library)) == {copy.path: Refusal.COMPANION_ONLY_HERE}
    assert sorted(os.listdir(tmp_path / "c")) == ["b.NEF", "b.jpg"]


def test_a_keeper_s_companion_that_left_since_the_plan_holds_nothing(tmp_path, library):
    group, _, copy = _twins_with(tmp_path, "b.MOV", b"film", b"film")
    plan = planned(group, copy)
    os.unlink(tmp_path / "a" / "b.MOV")
    assert refusals(run(plan, library)) == {copy.path: Refusal.COMPANION_ONLY_HERE}


def test_a_side_car_of_two_photos_stays_with_the_one_that_stays(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a" / "IMG.jpg", b"x"))
    write(tmp_path / "c" / "IMG.tif", b"another picture")
    write(tmp_path / "c" / "IMG.xmp", b"edits")
    copy = photo_at(write(tmp_path / "c" / "IMG.jpg", b"x"))
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    assert len(run(plan, library).removed) == 1
    assert sorted(os.listdir(tmp_path / "c")) == ["IMG.tif", "IMG.xmp"]


def test_links_leave_companions_where_they_are(tmp_path, library):
    group, _, copy = _twins_with(tmp_path, "b.xmp", None, b"edits")
    plan = planned(group, copy, action=Action.HARD_LINK)
    assert plan.refused == ()
    assert len(run(plan, library, mover=None).removed) == 1
    assert sorted(os.listdir(tmp_path / "c")) == ["b.jpg", "b.xmp"]


class _Stubborn(FreedesktopTrash):
    """A trash that refuses some files, as a disk may at any moment."""

    def __init__(self, refused):
        super().__init__()
        self._refused = refused

    def take(self, laid):
        if laid.path.endswith(self._refused):
            raise MoveError(f"{laid.path} can't be moved", path=laid.path, code=errno.EIO)
        return super().take(laid)


@pytest.mark.parametrize("refused", [".jpg", ".cr2", ".xmp"])
def test_a_unit_goes_as_a_whole_or_not_at_all(tmp_path, library, refused):
    keeper = photo_at(write(tmp_path / "a.png", b"x"))
    side = [write(tmp_path / "p" / "b.cr2", b"raw"), write(tmp_path / "p" / "b.xmp", b"<x/>")]
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"), companions=side)
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, by_hand={copy.id})
    outcome = run(plan, library, mover=_Stubborn(refused))
    assert refusals(outcome) == {copy.path: Refusal.CANT_MOVE}
    assert sorted(os.listdir(tmp_path / "p")) == ["b.cr2", "b.jpg", "b.xmp"]
    assert library.journal.actions()[0].steps[0].state is StepState.FAILED
    assert not any(path.is_file() for path in (tmp_path / "home").rglob("*"))


class _Silent(_Stubborn):
    """A trash that does not tell where files are, and refuses some."""

    def take(self, laid):
        super().take(laid)


def test_a_unit_that_can_not_be_brought_back_stops_everything_and_is_told(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.png", b"x"))
    side = write(tmp_path / "p" / "b.xmp", b"<x/>")
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"), companions=[side])
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, by_hand={copy.id})
    outcome = run(plan, library, mover=_Silent(".jpg"))
    assert "b.xmp" in str(outcome.stopped_by)
    assert os.path.exists(copy.path)
    assert library.journal.actions()[0].steps[0].state is StepState.DONE


def test_where_the_system_does_not_tell_the_place_undo_says_so(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    outcome = run(plan, library, mover=_Silent("nothing"))
    assert outcome.removed[0].places == (None,)
    reversal = undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert "did not report" in reversal.failed[0].detail


class _Boastful(FreedesktopTrash):
    """Says that a file was moved and leaves it, as Qt does in a folder without write permission."""

    def take(self, laid):
        return laid.place


def test_a_move_that_left_the_original_counts_as_failed(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    os.makedirs(os.environ["HOME"])
    outcome = run(plan, library, mover=_Boastful())
    assert refusals(outcome) == {copy.path: Refusal.STILL_THERE}
    assert outcome.removed == ()


class _OneServerTwoNames(FreedesktopTrash):
    """Moves the keeper too: two mounts of one share, which only the server knows to be one."""

    def __init__(self, keeper):
        super().__init__()
        self._keeper = keeper

    def take(self, laid):
        os.rename(self._keeper, self._keeper + ".away")
        return super().take(laid)

    def restore(self, kept):
        os.rename(self._keeper + ".away", self._keeper)
        return super().restore(kept)


def test_if_the_keeper_vanishes_with_its_copy_both_come_back(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    outcome = run(plan, library, mover=_OneServerTwoNames(keeper.path))
    assert refusals(outcome) == {copy.path: Refusal.KEEPER_VANISHED}
    assert os.path.exists(keeper.path)
    assert os.path.exists(copy.path)


def test_a_rule_does_not_take_the_only_raw_of_a_shot(tmp_path):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    raw = write(tmp_path / "b.nef", b"raw")
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), companions=[raw])
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    assert refusals(planned(group, copy)) == {copy.path: Refusal.RAW_ONLY_HERE}
    by_hand = planned(group, copy, by_hand={copy.id})
    assert RemovalWarning.RAW_ONLY_HERE in by_hand.removals[0].warnings


def test_a_cancelled_token_moves_nothing_more(twins, library):
    keeper, copy = twins
    token = Token()
    token.cancel()
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    outcome = execute(plan, FreedesktopTrash(), library.journal, token, roots=[])
    assert outcome.is_cancelled
    assert os.path.exists(copy.path)


def test_undo_and_redo_work_in_another_session(twins, tmp_path):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    with Library(tmp_path / "library") as library:
        action_id = run(plan, library).action_id
    with Library(tmp_path / "library") as library:
        undo(library.journal, action_id, FreedesktopTrash(), Token())
        assert os.path.exists(copy.path)
        assert photo_at(copy.path).stat == copy.stat
    with Library(tmp_path / "library") as library:
        reversal = redo(library.journal, action_id, FreedesktopTrash(), Token(), roots=[])
        assert len(reversal.done) == 1
        assert not os.path.lexists(copy.path)
        undo(library.journal, action_id, FreedesktopTrash(), Token())
        assert os.path.exists(copy.path)


def test_undo_overwrites_nothing(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    with open(copy.path, "wb") as file:
        file.write(b"another")
    reversal = undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert reversal.done == ()
    assert copy.path in reversal.failed[0].detail
    with open(copy.path, "rb") as file:
        assert file.read() == b"another"
    os.unlink(copy.path)
    assert undo(library.journal, outcome.action_id, FreedesktopTrash(), Token()).done


def test_undo_says_so_if_the_trash_was_emptied(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    os.unlink(outcome.removed[0].places[0])
    reversal = undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert copy.path in reversal.failed[0].detail
    assert library.journal.action(outcome.action_id).can_undo


def test_undo_makes_the_folder_that_was_removed_meanwhile(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    os.rmdir(os.path.dirname(copy.path))
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert os.path.exists(copy.path)


def test_redo_checks_the_keeper_again(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    os.unlink(keeper.path)
    reversal = redo(library.journal, outcome.action_id, FreedesktopTrash(), Token(), roots=[])
    assert reversal.failed[0].refusal is Refusal.KEEPER_GONE
    assert os.path.exists(copy.path)


def test_the_journal_answers_where_a_file_went(twins, library):
    keeper, copy = twins
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    (step,) = library.journal.whereabouts(copy.path)
    assert step.intent.keeper_path == keeper.path
    assert step.places == outcome.removed[0].places
    assert library.journal.whereabouts(step.places[0]) == [step]
    assert library.journal.whereabouts(keeper.path) == []


def test_a_move_to_a_folder_keeps_structure_and_overwrites_nothing(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    side = write(tmp_path / "p" / "b.aae", b"edit")
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"), companions=[side])
    target = tmp_path / "away"
    taken = target / str(tmp_path / "p").lstrip("/") / "b.jpg"
    write(taken, b"there before")
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    plan = planned(group, copy, by_hand={copy.id}, action=Action.FOLDER)
    outcome = run(plan, library, mover=FolderMover(str(target)))
    names = sorted(os.path.basename(place) for place in outcome.removed[0].places)
    assert names == ["b (2).aae", "b (2).jpg"]
    assert taken.read_bytes() == b"there before"
    undo(library.journal, outcome.action_id, None, Token())
    assert sorted(os.listdir(tmp_path / "p")) == ["b.aae", "b.jpg"]


def test_a_folder_that_is_not_there_takes_nothing(twins, library, tmp_path):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, action=Action.FOLDER)
    outcome = run(plan, library, mover=FolderMover(str(tmp_path / "missing")))
    assert refusals(outcome) == {copy.path: Refusal.CANT_MOVE}
    assert not (tmp_path / "missing").exists()


def test_a_hard_link_takes_the_place_of_identical_bytes_and_undo_parts_them(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, action=Action.HARD_LINK)
    outcome = run(plan, library)
    assert os.path.samefile(keeper.path, copy.path)
    undo(library.journal, outcome.action_id, None, Token())
    assert not os.path.samefile(keeper.path, copy.path)
    now = photo_at(copy.path)
    assert (now.content.hash, now.stat.mtime_ns) == (copy.content.hash, copy.stat.mtime_ns)


def test_links_replace_identical_bytes_only(tmp_path):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    other = photo_at(write(tmp_path / "b.jpg", b"y"))
    plan = planned(group_of(keeper, (other, Tier.PIXELS)), other, action=Action.HARD_LINK)
    assert refusals(plan) == {other.path: Refusal.NOT_IDENTICAL}


def test_a_file_system_without_reflinks_refuses_and_leaves_no_trace(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, action=Action.REFLINK)
    outcome = run(plan, library)
    assert len(outcome.removed) + len(outcome.refused) == 1
    assert os.listdir(os.path.dirname(copy.path)) == ["copy.jpg"]
    assert photo_at(copy.path).content.hash == copy.content.hash


def test_what_the_keeper_lacks_is_saved_beside_it_and_undo_takes_it_away(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"), metadata=Metadata(title="Pier"))
    knows = Metadata(title="Other", rating=4, keywords=("sea", "dusk"), gps=(51.5, -0.25))
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=knows)
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, saves_metadata=True)
    outcome = run(plan, library)
    text = (tmp_path / "a.jpg.xmp").read_text()
    assert "dusk" in text
    assert "Other" not in text
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert not (tmp_path / "a.jpg.xmp").exists()


def test_what_a_side_car_says_is_known_too(tmp_path, library):
    side = write(tmp_path / "b.xmp", pictures.xmp_bytes())
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), companions=[side])
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    plan = planned(group, copy, by_hand={copy.id}, saves_metadata=True)
    told = parse(xmp=pictures.xmp_bytes())
    assert plan.removals[0].save.rating == told.rating
    run(plan, library)
    assert parse(xmp=(tmp_path / "a.jpg.xmp").read_bytes()).keywords == told.keywords
    assert not side.exists()
    keeper = photo_at(tmp_path / "a.jpg", companions=[tmp_path / "a.jpg.xmp"])
    again = photo_at(
        write(tmp_path / "c.jpg", b"x"), companions=[write(side, pictures.xmp_bytes())]
    )
    group = group_of(keeper, (again, Tier.IDENTICAL))
    plan = planned(group, again, by_hand={again.id}, saves_metadata=True)
    assert plan.removals[0].save is None


def test_a_plan_without_metadata_writes_nothing(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=Metadata(rating=4))
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, saves_metadata=True)
    assert plan.removals[0].save.names == ("rating",)
    by_rule = run(plan.without_metadata(), library)
    assert refusals(by_rule) == {copy.path: Refusal.METADATA_UNSAVED}
    assert [loss.name for loss in by_rule.refused[0].losses] == ["rating"]
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    plan = planned(group, copy, by_hand={copy.id}, saves_metadata=True)
    run(plan.without_metadata(), library)
    assert not os.path.exists(copy.path)
    assert not (tmp_path / "a.jpg.xmp").exists()


def test_two_copies_add_to_what_their_keeper_knows(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    first = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=Metadata(keywords=("sea",)))
    second = photo_at(
        write(tmp_path / "c.jpg", b"x"), metadata=Metadata(keywords=("sea", "dusk"), rating=3)
    )
    group = group_of(keeper, (first, Tier.IDENTICAL), (second, Tier.IDENTICAL))
    plan = planned(group, first, second, saves_metadata=True)
    outcome = run(plan, library)
    text = (tmp_path / "a.jpg.xmp").read_text()
    assert (text.count(">sea<"), text.count(">dusk<")) == (1, 1)
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert not (tmp_path / "a.jpg.xmp").exists()


def test_a_side_car_changed_since_is_left_by_undo(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=Metadata(rating=4))
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy, saves_metadata=True)
    outcome = run(plan, library)
    (tmp_path / "a.jpg.xmp").write_text("mine now")
    reversal = undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert reversal.kept_sidecars == (str(tmp_path / "a.jpg.xmp"),)
    assert (tmp_path / "a.jpg.xmp").read_text() == "mine now"


def test_names_that_are_not_utf8_go_and_come_back(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    name = f"{ODD}%20.jpg"
    copy = photo_at(write(tmp_path / name, b"x"))
    outcome = run(planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy), library)
    assert not os.path.lexists(copy.path)
    assert library.journal.whereabouts(copy.path)
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert os.path.lexists(copy.path)


def test_a_side_car_that_is_new_since_the_scan_keeps_its_photo(twins, library, tmp_path):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    write(tmp_path / "photos" / "sub" / "copy.xmp", b"<x/>")
    assert refusals(run(plan, library)) == {copy.path: Refusal.COMPANION_CHANGED}
    assert os.path.exists(copy.path)


def test_no_caller_can_leave_half_of_a_live_photo_behind(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    write(tmp_path / "p" / "b.mov", b"video")
    copy = photo_at(write(tmp_path / "p" / "b.jpg", b"x"))
    forged = Plan(Action.TRASH, (Removal(copy, keeper, Tier.IDENTICAL, "g"),))
    assert refusals(run(forged, library)) == {copy.path: Refusal.COMPANION_CHANGED}


def test_beside_a_protected_keeper_nothing_is_written(tmp_path, library):
    write(tmp_path / "safe" / "a.jpg", b"x")
    keeper = photo_at(tmp_path / "safe" / "a.jpg", role=Role.PROTECTED)
    copy = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=Metadata(rating=4))
    roots = [Root(str(tmp_path / "safe"), Role.PROTECTED)]
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    linked = run(planned(group, copy, action=Action.HARD_LINK), library, roots=roots)
    assert refusals(linked) == {copy.path: Refusal.PROTECTED}
    outcome = run(planned(group, copy, saves_metadata=True), library, roots=roots)
    assert refusals(outcome) == {copy.path: Refusal.METADATA_ONLY_HERE}
    by_hand = planned(group, copy, by_hand={copy.id}, saves_metadata=True)
    assert [loss.name for loss in by_hand.removals[0].losses] == ["rating"]
    outcome = run(by_hand, library, roots=roots)
    assert len(outcome.removed) == 1
    assert os.listdir(tmp_path / "safe") == ["a.jpg"]


def test_the_journal_of_a_full_disk_stops_before_anything_moves(twins, library):
    keeper, copy = twins
    plan = planned(group_of(keeper, (copy, Tier.IDENTICAL)), copy)
    # The first page beyond the present size makes SQLite say that the disk is full.
    with library._db.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")
        connection.execute("CREATE TEMP TABLE t (x)")
    fill = b"x" * 1_000_000
    with pytest.raises(Exception, match="full"):
        library.set_note("fill", fill.hex())
    big = replace(plan.removals[0], group_id="g" * 1_000_000)
    outcome = run(replace(plan, removals=(big,)), library)
    assert "full" in str(outcome.stopped_by)
    assert outcome.removed == ()
    assert os.path.exists(copy.path)


def test_an_unknown_photo_is_no_removal(twins):
    keeper, copy = twins
    plan = plan_removal([group_of(keeper, (copy, Tier.IDENTICAL))], {PhotoId(10**9)})
    assert plan == Plan(Action.TRASH, ())


@pytest.mark.parametrize(
    ("names", "shared"),
    [
        (("IMG_1.jpg", "IMG_1-edited.jpg"), "IMG_1.jpg.json"),  # a record of Google Takeout
        (("a.jpg", "a.png"), "a.xmp"),
    ],
)
def test_what_two_photos_share_is_no_obstacle_to_the_second(
    tmp_path, library, monkeypatch, names, shared
):
    """Once the first is gone the record would be the second's own, which was not planned."""
    monkeypatch.setattr(batch, "MAX_PHOTOS", 1)
    groups = []
    for folder in ("keep", "copy"):
        for name in names:
            write(tmp_path / folder / name, name.encode())
        write(tmp_path / folder / shared, b"{}")
    for name in names:
        keeper, copy = (photo_at(tmp_path / folder / name) for folder in ("keep", "copy"))
        groups.append(group_of(keeper, (copy, Tier.IDENTICAL), name=name))
    marked = {
        member.photo.id for group in groups for member in group.members if not member.is_keeper
    }
    outcome = run(plan_removal(groups, marked), library)
    assert refusals(outcome) == {}
    assert os.listdir(tmp_path / "copy") == [shared]
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert sorted(os.listdir(tmp_path / "copy")) == sorted([*names, shared])
    again = redo(library.journal, outcome.action_id, FreedesktopTrash(), Token(), roots=())
    assert again.failed == ()
    assert os.listdir(tmp_path / "copy") == [shared]


def test_a_side_car_that_is_new_keeps_the_second_of_two_photos_in_place(
    tmp_path, library, monkeypatch
):
    monkeypatch.setattr(batch, "MAX_PHOTOS", 1)
    groups = []
    for name in ("a.jpg", "b.jpg"):
        for folder in ("keep", "copy"):
            write(tmp_path / folder / name, name.encode())
        keeper, copy = (photo_at(tmp_path / folder / name) for folder in ("keep", "copy"))
        groups.append(group_of(keeper, (copy, Tier.IDENTICAL), name=name))
    marked = {
        member.photo.id for group in groups for member in group.members if not member.is_keeper
    }
    plan = plan_removal(groups, marked)
    write(tmp_path / "copy" / "b.xmp", b"edited meanwhile")
    outcome = run(plan, library)
    assert refusals(outcome) == {str(tmp_path / "copy" / "b.jpg"): Refusal.COMPANION_CHANGED}

"""What people lost photos to in other programs can't happen here: one test a story.

The comment above a test names where the story was told.
"""

import os
import shutil
from dataclasses import replace

import pytest

from simgui.core.grouping.groups import group
from simgui.core.imaging import decode
from simgui.core.network.precision import LazyNetwork
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import MoveError
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.removal.undo import undo
from simgui.core.scanning.pipeline import ScanOptions, scan_folders
from simgui.core.task import Token
from simgui.core.types import FileState, Metadata, Role, Tier
from simgui.store.decisions import meant
from simgui.store.library import Library
from tests.core import pictures
from tests.core.removal.world import MODEL, Embedder
from tests.core.removal_fixtures import group_of, photo_at, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def photos(tmp_path):
    """Four photos, and a copy of the first."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(4):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (200, 150)))
    shutil.copy(folder / "0.jpg", folder / "copy.jpg")
    return folder


def scan(library, folder):
    options = ScanOptions(threads=1)
    for _ in scan_folders(library, [str(folder)], LazyNetwork(MODEL), Embedder, options, Token()):
        pass


def groups(library):
    pairs = library.pairs(MODEL.id)
    return group(library.photos(), pairs, not_duplicates=library.not_duplicates())


def names(found):
    return {os.path.basename(member.photo.path) for group in found for member in group.members}


def clean(library, found, marked=None, **options):
    """Mark all but the keepers, or what is given, and take it away."""
    if marked is None:
        marked = {m.photo.id for g in found for m in g.members if not m.is_keeper}
    plan = plan_removal(found, marked, **options)
    roots = library.roots()
    return execute(plan, FreedesktopTrash(), library.journal, Token(), roots=roots)


# dupeGuru #531
def test_renumbered_files_are_not_taken_for_what_had_their_names(photos, library):
    scan(library, photos)
    for name in ("copy", "3", "2", "1", "0"):  # every file takes the name of another
        os.rename(photos / f"{name}.jpg", photos / f"{name}.moved")
    for new, old in zip(("1", "2", "3", "copy", "0"), ("0", "1", "2", "3", "copy"), strict=True):
        os.rename(photos / f"{old}.moved", photos / f"{new}.jpg")
    scan(library, photos)
    assert names(groups(library)) == {"1.jpg", "0.jpg"}


# dupeGuru #690
def test_photos_in_a_trash_are_never_found_and_hence_never_kept(photos, library):
    for trash in (".Trash-1000/files", "$RECYCLE.BIN", ".Trash/501/files"):
        write(photos / trash / "1.jpg", (photos / "1.jpg").read_bytes())
    scan(library, photos)
    assert names(groups(library)) == {"0.jpg", "copy.jpg"}


# dupeGuru #550
def test_a_deletion_that_did_not_happen_is_not_reported_as_one(photos, library):
    class Lying(FreedesktopTrash):
        """Does nothing and says it was done, like a trash on a network drive."""

        def take(self, laid):
            return laid.path

    scan(library, photos)
    found = groups(library)
    marked = {found[0].members[1].photo.id}
    plan = plan_removal(found, marked)
    outcome = execute(plan, Lying(), library.journal, Token(), roots=library.roots())
    assert outcome.removed == ()
    assert [r.refusal for r in outcome.refused] == [Refusal.STILL_THERE]


# dupeGuru #1279
def test_files_that_could_not_be_read_for_a_moment_are_never_alike(photos, library, monkeypatch):
    def unreadable(*_):
        raise decode.UnreadableError("the drive was away for a moment")

    with monkeypatch.context() as patch:
        patch.setattr(decode, "load", unreadable)
        scan(library, photos)
    assert groups(library) == []
    assert len(library.unreadable()) == 5
    scan(library, photos)
    assert names(groups(library)) == {"0.jpg", "copy.jpg"}


# Czkawka #1314
def test_of_every_photo_that_went_the_journal_knows_when_why_and_for_which_it_was(photos, library):
    scan(library, photos)
    clean(library, groups(library))
    (action,) = library.journal.actions()
    (step,) = action.steps
    assert step.state is StepState.DONE
    assert step.intent.tier is Tier.IDENTICAL
    assert {os.path.basename(step.intent.path), os.path.basename(step.intent.keeper_path)} == {
        "0.jpg",
        "copy.jpg",
    }
    assert step.at_ms >= action.at_ms > 0


# Czkawka #385
def test_deleting_all_of_a_group_leaves_one_without_any_dialog(photos, library):
    scan(library, photos)
    found = groups(library)
    everything = {m.photo.id for m in found[0].members}
    outcome = clean(library, found, everything, by_hand=everything)
    assert len(outcome.removed) == 1
    assert [r.refusal for r in outcome.refused] == [Refusal.LAST_COPY]


# Video Duplicate Finder #448
def test_scanning_and_deleting_again_and_again_leaves_one_of_each(photos, library):
    for _ in range(4):
        scan(library, photos)
        found = groups(library)
        clean(library, found, {m.photo.id for g in found for m in g.members})
    assert len(list(photos.glob("*.jpg"))) == 4
    assert not [g for g in groups(library) if len(g.members) < 2]


# Immich #27733
def test_both_halves_of_a_live_photo_go_and_come_back_together(photos, library):
    os.rename(photos / "copy.jpg", photos / "IMG_7.jpg")
    write(photos / "IMG_7.mov", b"video")
    scan(library, photos)
    found = groups(library)
    marked = {m.photo.id for m in found[0].members if "IMG_7" in m.photo.path}
    clean(library, found, marked)
    assert len(list(photos.glob("IMG_7.*"))) == 2  # no rule takes the only film
    outcome = clean(library, found, marked, by_hand=marked)
    assert not list(photos.glob("IMG_7.*"))
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert len(list(photos.glob("IMG_7.*"))) == 2


# Immich #12506 and #17385
def test_what_only_the_worse_copy_knew_is_kept(tmp_path, library):
    keeper = photo_at(write(tmp_path / "a.jpg", b"x"))
    knows = Metadata(title="Lea's first steps", keywords=("Lea",), rating=5)
    worse = photo_at(write(tmp_path / "b.jpg", b"x"), metadata=knows)
    found = [group_of(keeper, (worse, Tier.IDENTICAL))]
    clean(library, found, {worse.id}, saves_metadata=True)
    text = (tmp_path / "a.jpg.xmp").read_text()
    assert "Lea's first steps" in text


# dupeGuru #1073 and #529
def test_a_folder_inside_a_protected_one_is_protected_and_says_so(photos, library, tmp_path):
    write(photos / "album" / "deep" / "copy.jpg", (photos / "1.jpg").read_bytes())
    library.add_root(str(photos))
    library.set_role(str(photos / "album"), Role.PROTECTED)
    scan(library, photos)
    shown = {p.path: p.role for p in library.photos()}
    assert shown[str(photos / "album" / "deep" / "copy.jpg")] is Role.PROTECTED
    library.close()
    with Library(tmp_path / "library") as library:  # protection is no state of one session
        found = groups(library)
        (group,) = [g for g in found if "1.jpg" in names([g])]
        members = {os.path.basename(m.photo.path): m.photo.id for m in group.members}
        for marked in ({members["copy.jpg"]}, set(members.values())):
            outcome = clean(library, [group], marked, by_hand=marked)
            assert Refusal.PROTECTED in {r.refusal for r in outcome.refused}
            assert (photos / "album" / "deep" / "copy.jpg").exists()
        assert not (photos / "1.jpg").exists()


# dupeGuru #312, #412, #925, #1239 and #271
@pytest.mark.parametrize("index", [0, 1])
def test_any_photo_of_a_group_may_be_the_one_that_goes(photos, library, index):
    scan(library, photos)
    found = groups(library)
    chosen = found[0].members[index].photo
    outcome = clean(library, found, {chosen.id})
    assert [r.removal.victim.id for r in outcome.removed] == [chosen.id]


def test_a_trash_that_fails_leaves_the_photo_and_the_group_as_they_are(photos, library):
    class Broken(FreedesktopTrash):
        """A share without a trash."""

        def lay(self, path, place):
            raise MoveError(f"{path} can't be moved", path=path)

    scan(library, photos)
    found = groups(library)
    plan = plan_removal(found, {found[0].members[1].photo.id})
    outcome = execute(plan, Broken(), library.journal, Token(), roots=library.roots())
    assert [r.refusal for r in outcome.refused] == [Refusal.CANT_MOVE]
    assert len(list(photos.glob("*.jpg"))) == 5


def test_an_unplugged_drive_costs_nothing_when_it_is_back(photos, library, tmp_path):
    scan(library, photos)
    library.decisions.set_apart([p.content.hash for p in library.photos()][1:3])
    vectors = library.contents_with_vector(MODEL.id)
    os.rename(photos, tmp_path / "away")
    photos.mkdir()
    library.set_state([p.id for p in library.photos()], FileState.OFFLINE)
    assert library.contents_with_vector(MODEL.id) == vectors
    photos.rmdir()
    os.rename(tmp_path / "away", photos)
    scan(library, photos)
    assert len(library.photos()) == 5
    assert len(library.not_duplicates()) == 1


def test_a_stale_plan_takes_nothing_that_has_become_the_last_copy(photos, library):
    scan(library, photos)
    found = groups(library)
    keeper, copy = found[0].members
    plan = plan_removal(found, {copy.photo.id})
    os.unlink(keeper.photo.path)
    stale = replace(plan, refused=())
    outcome = execute(stale, FreedesktopTrash(), library.journal, Token(), roots=library.roots())
    assert [r.refusal for r in outcome.refused] == [Refusal.KEEPER_GONE]
    assert os.path.exists(copy.photo.path)


def decisions(library):
    """What the user decided, as names of the files it is about now."""
    photos = library.photos()
    name = {p.id: os.path.basename(p.path) for p in photos}
    by_content = {p.content.id: os.path.basename(p.path) for p in photos}
    stored = library.decisions
    return (
        {name[i] for i in meant(stored.marks(), photos, any_copy=False)},
        {name[i] for i in meant(stored.chosen_keepers().values(), photos, any_copy=True)},
        {tuple(sorted((by_content[a], by_content[b]))) for a, b in library.not_duplicates()},
    )


# Czkawka #1147 and #756, #832, #221, #1262; Immich #16359
def test_what_was_decided_once_holds_wherever_the_photos_go(photos, library, tmp_path):
    scan(library, photos)
    by_name = {os.path.basename(p.path): p for p in library.photos()}
    library.decisions.mark([(by_name["copy.jpg"].content.hash, by_name["copy.jpg"].path)])
    library.decisions.choose_keeper(by_name["0.jpg"].content.hash, by_name["0.jpg"].path)
    library.decisions.set_apart([by_name["2.jpg"].content.hash, by_name["3.jpg"].content.hash])
    assert decisions(library) == ({"copy.jpg"}, {"0.jpg"}, {("2.jpg", "3.jpg")})

    for name in ("0", "2", "copy"):  # renamed, and into another folder
        target = photos / "sorted" / f"new {name}.jpg"
        target.parent.mkdir(exist_ok=True)
        os.rename(photos / f"{name}.jpg", target)
    scan(library, photos)
    now = ({"new copy.jpg"}, {"new 0.jpg"}, {("3.jpg", "new 2.jpg")})
    assert decisions(library) == now

    os.rename(photos, tmp_path / "unplugged")
    photos.mkdir()
    scan(library, photos)
    assert library.photos() == []
    photos.rmdir()
    os.rename(tmp_path / "unplugged", photos)
    scan(library, photos)
    assert decisions(library) == now

    library.rebuild()
    scan(library, photos)
    assert decisions(library) == now

    library.export(str(tmp_path / "export.json"))
    with Library(tmp_path / "other") as other:
        other.import_(str(tmp_path / "export.json"))
        scan(other, photos)
        assert decisions(other) == now
        # On another computer everything lies elsewhere; of two copies nobody knows which was meant.
        elsewhere = shutil.copytree(photos, tmp_path / "elsewhere")
        shutil.rmtree(photos)
        scan(other, elsewhere)
        other.set_state([p.id for p in other.photos([str(photos)])], FileState.GONE)
        assert decisions(other)[1:] == ({"new 0.jpg"}, now[2])

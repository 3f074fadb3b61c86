"""Two paths may be one file though every number says otherwise: no last copy goes for itself."""

import os
import shutil

import pytest

from simgui.core.files.aliases import Aliases, clear_probes
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Role, Tier
from simgui.store.library import Library
from tests.core.files.mirror_mount import mirrored, why_not
from tests.core.removal_fixtures import group_of, photo_at, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")

needs_fuse = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def blind(monkeypatch):
    """The look for other names finds nothing, as in a folder where no folder can be made."""
    monkeypatch.setattr(Aliases, "find", lambda *arguments: None)


def run(groups, marked, library, mover=None):
    plan = plan_removal(groups, {photo.id for photo in marked})
    return execute(plan, mover or FreedesktopTrash(), library.journal, Token(), roots=[])


def names_in(*folders):
    return {
        os.path.join(base, name)
        for folder in folders
        for base, _, names in os.walk(folder)
        for name in names
    }


def four(folder):
    return [write(folder / f"{n}.jpg", b"photo %d" % n) for n in range(4)]


def refusals(outcome):
    return [refused.refusal for refused in outcome.refused]


MOUNTS = [(), ("--remembers",), ("--remembers", "--caches"), ("--unnumbered", "--remembers")]


@needs_fuse
@pytest.mark.parametrize("sees", [True, False], ids=["first", "afterwards"])
@pytest.mark.parametrize("options", MOUNTS, ids=lambda options: "".join(options) or "plain")
@pytest.mark.parametrize("goes", ["mounted", "real"])
def test_of_photos_that_a_mount_shows_twice_no_last_copy_goes(
    tmp_path, library, request, options, goes, sees
):
    if not sees:
        if "--caches" in options and goes == "real":
            pytest.skip("a mount that serves whole files from memory is only found beforehand")
        request.getfixturevalue("blind")
    real = four(tmp_path / "photos")
    before = names_in(tmp_path / "photos")
    with mirrored(tmp_path / "photos", tmp_path / "point", *options) as point:
        pairs = [(photo_at(path), photo_at(point / path.name)) for path in real]
        if goes == "real":
            pairs = [pair[::-1] for pair in pairs]
        groups = [group_of(a, (b, Tier.IDENTICAL), name=f"g{n}") for n, (a, b) in enumerate(pairs)]
        outcome = run(groups, [b for _, b in pairs], library)
        assert names_in(tmp_path / "photos") == before
        assert all(path.read_bytes() == b"photo %d" % n for n, path in enumerate(real))
    assert outcome.removed == ()
    if sees:
        assert refusals(outcome) == [Refusal.SAME_FILE] * 4
        assert outcome.stopped_by is None
    else:
        assert refusals(outcome) == [Refusal.KEEPER_VANISHED, *[Refusal.INTERRUPTED] * 3]
        assert "put back" in str(outcome.stopped_by)


@needs_fuse
@pytest.mark.parametrize("options", MOUNTS, ids=lambda options: "".join(options) or "plain")
def test_a_real_copy_on_such_a_mount_goes(tmp_path, library, options):
    keeper = photo_at(write(tmp_path / "photos" / "a.jpg", b"x"))
    write(tmp_path / "disk" / "a.jpg", b"x")
    with mirrored(tmp_path / "disk", tmp_path / "point", *options) as point:
        copy = photo_at(point / "a.jpg")
        outcome = run([group_of(keeper, (copy, Tier.IDENTICAL))], [copy], library)
        assert refusals(outcome) == []
        assert not os.path.lexists(tmp_path / "disk" / "a.jpg")
        undone = undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
        assert len(undone.done) == 1
    assert names_in(tmp_path / "disk") == {str(tmp_path / "disk" / "a.jpg")}


@needs_fuse
def test_a_protected_photo_does_not_go_under_a_name_that_hides_it(tmp_path, library):
    """Its keeper is another protected photo, so nothing but the folder tells."""
    best = photo_at(write(tmp_path / "best" / "a.jpg", b"x"), role=Role.PROTECTED)
    kept = photo_at(write(tmp_path / "kept" / "b.jpg", b"x"), role=Role.PROTECTED)
    with mirrored(tmp_path / "kept", tmp_path / "point", "--remembers") as point:
        alias = photo_at(point / "b.jpg")
        group = group_of(best, (kept, Tier.IDENTICAL), (alias, Tier.IDENTICAL))
        outcome = run([group], [alias], library)
    assert refusals(outcome) == [Refusal.PROTECTED]
    assert os.path.exists(kept.path)


class _TakesTheKeeper(FreedesktopTrash):
    """A mount that only the server knows to show one file twice: the keeper goes too."""

    def __init__(self, keeper, harm=os.unlink):
        super().__init__()
        self._keeper, self._harm = keeper, harm

    def take(self, laid):
        shutil.copy2(self._keeper, self._keeper + ".saved")
        self._harm(self._keeper)
        return super().take(laid)

    def restore(self, kept):
        os.replace(self._keeper + ".saved", self._keeper)
        return super().restore(kept)


def _same_size_and_time(path):
    """Other bytes under the size and time of before, as a cached answer would have them."""
    times = os.stat(path)
    with open(path, "r+b") as file:
        file.write(b"X")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("harm", [os.unlink, _same_size_and_time])
def test_a_photo_whose_keeper_goes_with_it_is_put_back_and_the_action_ends(tmp_path, library, harm):
    photos = [photo_at(write(tmp_path / f"{name}.jpg", b"x")) for name in "abc"]
    group = group_of(photos[0], *((photo, Tier.IDENTICAL) for photo in photos[1:]))
    before = names_in(tmp_path) - names_in(tmp_path / "library")
    outcome = run([group], photos[1:], library, _TakesTheKeeper(photos[0].path, harm))
    assert refusals(outcome) == [Refusal.KEEPER_VANISHED, Refusal.INTERRUPTED]
    assert outcome.removed == ()
    assert photos[1].path in str(outcome.stopped_by)
    assert outcome.stopped_by.remedy
    here = {path for path in names_in(tmp_path) if "/library/" not in path}
    assert here == before
    steps = library.journal.action(outcome.action_id).steps
    assert {step.state for step in steps} == {StepState.FAILED}
    assert steps[0].reason == Refusal.KEEPER_VANISHED.value


def test_doing_it_again_ends_the_same_way(tmp_path, library):
    keeper, copy, other = (photo_at(write(tmp_path / f"{name}.jpg", b"x")) for name in "abc")
    group = group_of(keeper, (copy, Tier.IDENTICAL), (other, Tier.IDENTICAL))
    action = run([group], [copy, other], library).action_id
    undo(library.journal, action, FreedesktopTrash(), Token())
    mover = _TakesTheKeeper(keeper.path)
    reversal = redo(library.journal, action, mover, Token(), roots=[])
    assert next(failed.refusal for failed in reversal.failed) is Refusal.KEEPER_VANISHED
    assert reversal.done == ()
    assert "put back" in str(reversal.stopped_by)
    assert all(os.path.exists(photo.path) for photo in (keeper, copy, other))


def test_the_look_for_other_names_leaves_nothing_and_is_made_once(tmp_path, monkeypatch):
    a, b, c = (str(tmp_path / name) for name in "abc")
    for folder in (a, b, c):
        os.mkdir(folder)
    os.symlink(a, tmp_path / "link")
    made = []
    mkdir = os.mkdir
    monkeypatch.setattr(os, "mkdir", lambda path: (made.append(path), mkdir(path)))
    aliases = Aliases()
    assert aliases.find(a, [b, c]) is None
    assert aliases.find(a, [c, a, str(tmp_path / "link")]) is None  # one folder, seen by its number
    assert len(made) == 1
    assert all(os.listdir(folder) == [] for folder in (a, b, c))
    assert aliases.find(str(tmp_path / "none"), [b]) is None


def test_what_a_kill_left_of_the_look_is_cleared_but_only_if_empty(tmp_path):
    (tmp_path / ".simgui-1.probe").mkdir()
    write(tmp_path / ".simgui-2.probe" / "mine.jpg", b"x")
    write(tmp_path / ".simgui-3.probe", b"x")
    clear_probes(str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == [".simgui-2.probe", ".simgui-3.probe"]
    clear_probes(str(tmp_path / "none"))

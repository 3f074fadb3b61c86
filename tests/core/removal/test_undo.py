"""What comes back is what went: compared with its record, with all that it had, or said."""

import errno
import os
import shutil
import stat
import struct
import tempfile

import pytest

from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action, StepState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.removal.recover import reconcile
from simgui.core.removal.undo import Incomplete, undo, why_stuck
from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")

WAYS = ["trash", "folder", "folder on another disk"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / ".local" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def elsewhere(tmp_path):
    """A folder on another disk, without root: memory is one."""
    if not os.path.isdir("/dev/shm") or os.stat("/dev/shm").st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second disk that any user can write to")
    folder = tempfile.mkdtemp(dir="/dev/shm", prefix="simgui-test-")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def mover(request, tmp_path):
    """The mover of a way; it is made again for the way back."""
    way = getattr(request, "param", "trash")
    if way == "trash":
        return FreedesktopTrash()
    if way == "folder":
        (tmp_path / "away").mkdir()
        return FolderMover(str(tmp_path / "away"))
    return FolderMover(request.getfixturevalue("elsewhere"))


def remove(library, mover, *copies, keeper):
    kept = photo_at(keeper)
    photos = [photo_at(path) for path in copies]
    group = group_of(kept, *((photo, Tier.IDENTICAL) for photo in photos))
    plan = plan_removal([group], {p.id for p in photos}, action=mover.action)
    return execute(plan, mover, library.journal, Token(), roots=[])


def back(library, action_id, **options):
    return undo(library.journal, action_id, FreedesktopTrash(), Token(), **options)


def acl(user):
    """A POSIX access list that lets one more user read."""
    entries = [(0x01, 6, -1), (0x02, 4, user), (0x04, 4, -1), (0x10, 4, -1), (0x20, 0, -1)]
    packed = [struct.pack("<HHi", tag, bits, who) for tag, bits, who in entries]
    return struct.pack("<I", 2) + b"".join(packed)


def traits(path):
    found = os.lstat(path)
    return (
        path.read_bytes(),
        found.st_mtime_ns,
        stat.S_IMODE(found.st_mode),
        (found.st_uid, found.st_gid),
        {name: os.getxattr(path, name) for name in sorted(os.listxattr(path))},
    )


@pytest.mark.parametrize("mover", WAYS, indirect=True)
@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes of Linux")
def test_all_that_a_photo_had_comes_back(tmp_path, library, mover):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    if os.geteuid() == 0:
        os.chown(copy, 12345, 23456)
    copy.chmod(0o640)
    try:
        os.setxattr(copy, "user.comment", b"\xffmine")
        os.setxattr(copy, "system.posix_acl_access", acl(4321))
    except OSError as error:
        pytest.skip(f"this file system has no extended attributes: {error}")
    os.utime(copy, ns=(10**18, 10**18 + 123_456_789))
    before = traits(copy)
    outcome = remove(library, mover, copy, keeper=keeper)
    assert not copy.exists()
    result = back(library, outcome.action_id)
    assert (result.failed, result.incomplete) == ((), ())
    assert traits(copy) == before


@pytest.mark.parametrize("mover", WAYS, indirect=True)
def test_two_names_of_one_file_are_one_file_again(tmp_path, library, mover):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    names = [tmp_path / "p" / "a.jpg", tmp_path / "q" / "b.jpg"]
    write(names[0], b"picture")
    names[1].parent.mkdir()
    os.link(*names)
    outcome = remove(library, mover, *names, keeper=keeper)
    assert not any(name.exists() for name in names)
    result = back(library, outcome.action_id)
    assert (result.failed, result.incomplete[1:]) == ((), ())
    assert os.path.samefile(*names)


@pytest.mark.parametrize("mover", WAYS, indirect=True)
def test_a_name_whose_other_stayed_is_joined_to_it_or_said_to_be_alone(tmp_path, library, mover):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "a.jpg", b"picture")
    (tmp_path / "far").mkdir()
    os.link(copy, tmp_path / "far" / "other.jpg")
    outcome = remove(library, mover, copy, keeper=keeper)
    result = back(library, outcome.action_id)
    is_joined = os.path.samefile(copy, tmp_path / "far" / "other.jpg")
    assert copy.read_bytes() == b"picture"
    assert is_joined == (result.incomplete == ())
    assert is_joined or result.incomplete == (Incomplete(str(copy), ("links",)),)


@pytest.mark.parametrize("mover", WAYS, indirect=True)
def test_another_file_under_the_name_stays_there_and_is_named(tmp_path, library, mover):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    outcome = remove(library, mover, copy, keeper=keeper)
    (place,) = outcome.removed[0].places
    then = os.stat(place)
    os.unlink(place)
    with open(place, "wb") as file:
        file.write(b"another")  # the same size
    os.utime(place, ns=(then.st_atime_ns, then.st_mtime_ns))
    result = back(library, outcome.action_id)
    assert result.done == ()
    assert place in result.failed[0].detail
    assert str(copy) in result.failed[0].detail
    assert not copy.exists()
    with open(place, "rb") as file:
        assert file.read() == b"another"
    assert why_stuck(library.journal.action(outcome.action_id))


def test_a_companion_is_compared_too(tmp_path, library):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    write(tmp_path / "keep.xmp", b"<x/>")
    side = write(tmp_path / "p" / "copy.xmp", b"<x/>")
    copy = photo_at(write(tmp_path / "p" / "copy.jpg", b"picture"), companions=[side])
    kept = photo_at(keeper, companions=[tmp_path / "keep.xmp"])
    plan = plan_removal([group_of(kept, (copy, Tier.IDENTICAL))], {copy.id})
    outcome = execute(plan, FreedesktopTrash(), library.journal, Token(), roots=[])
    place = next(p for p in outcome.removed[0].places if p.endswith(".xmp"))
    then = os.stat(place)
    with open(place, "wb") as file:
        file.write(b"<y/>")
    os.utime(place, ns=(then.st_atime_ns, then.st_mtime_ns))
    result = back(library, outcome.action_id)
    assert place in result.failed[0].detail
    assert os.listdir(tmp_path / "p") == []  # not half of the photo either


def test_one_photo_of_an_action_comes_back_alone(tmp_path, library):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copies = [write(tmp_path / "p" / f"{n}.jpg", b"picture") for n in range(3)]
    outcome = remove(library, FreedesktopTrash(), *copies, keeper=keeper)
    result = back(library, outcome.action_id, only={str(copies[1])})
    assert [step.intent.path for step in result.done] == [str(copies[1])]
    assert [path.exists() for path in copies] == [False, True, False]
    assert len(back(library, outcome.action_id).done) == 2


def test_what_a_stopped_undo_did_not_reach_is_named(tmp_path, library):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copies = [write(tmp_path / "p" / f"{n}.jpg", b"picture") for n in range(2)]
    outcome = remove(library, FreedesktopTrash(), *copies, keeper=keeper)
    token = Token()
    token.cancel()
    result = undo(library.journal, outcome.action_id, FreedesktopTrash(), token)
    assert result.is_cancelled
    assert {step.intent.path for step in result.left} == {str(path) for path in copies}


@pytest.mark.parametrize("mover", WAYS, indirect=True)
def test_if_the_source_can_not_be_unlinked_no_copy_stays(tmp_path, library, mover, monkeypatch):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    unlink = os.unlink

    def refusing(path, **options):
        if path == str(copy):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        unlink(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refusing)
        outcome = remove(library, mover, copy, keeper=keeper)
    assert [r.refusal for r in outcome.refused] == [Refusal.CANT_MOVE]
    assert copy.stat().st_nlink == 1
    target = getattr(mover, "target", os.environ["XDG_DATA_HOME"])
    assert [name for _, _, names in os.walk(target) for name in names] == []


def test_a_hidden_copy_that_is_the_only_one_is_adopted(tmp_path, library, elsewhere):
    """As simgui left it before: a disk was pulled, and the renamed copy has its hidden name."""
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    outcome = remove(library, FolderMover(elsewhere), copy, keeper=keeper)
    (place,) = outcome.removed[0].places
    step = library.journal.action(outcome.action_id).steps[0]
    library.journal.intend(outcome.action_id, (), [(step.id, step.places)])
    os.rename(place, os.path.join(os.path.dirname(place), ".simgui-0123.tmp"))
    reconcile(library.journal, FreedesktopTrash)
    assert os.listdir(os.path.dirname(place)) == ["copy.jpg"]
    assert library.journal.action(outcome.action_id).steps[0].state is StepState.DONE
    assert back(library, outcome.action_id).done
    assert copy.read_bytes() == b"picture"


def test_a_hidden_file_of_unknown_content_gets_a_name_that_users_see(tmp_path, library):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    outcome = remove(library, FreedesktopTrash(), copy, keeper=keeper)
    step = library.journal.action(outcome.action_id).steps[0]
    library.journal.intend(outcome.action_id, (), [(step.id, step.places)])
    write(tmp_path / "p" / ".simgui-0123.tmp", b"who knows")
    (settled,) = reconcile(library.journal, FreedesktopTrash)
    (name,) = os.listdir(tmp_path / "p")
    assert not name.startswith(".")
    assert name in settled.detail
    assert (tmp_path / "p" / name).read_bytes() == b"who knows"


def test_the_mode_and_owner_of_a_linked_photo_come_back(tmp_path, library):
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copy = write(tmp_path / "p" / "copy.jpg", b"picture")
    for path in (keeper, copy):
        path.chmod(0o640)
    kept, photo = photo_at(keeper), photo_at(copy)
    group = group_of(kept, (photo, Tier.IDENTICAL))
    plan = plan_removal([group], {photo.id}, action=Action.HARD_LINK)
    outcome = execute(plan, None, library.journal, Token(), roots=[])
    assert os.path.samefile(keeper, copy)
    keeper.chmod(0o604)  # of both names now
    result = undo(library.journal, outcome.action_id, None, Token())
    assert result.done
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640
    assert stat.S_IMODE(keeper.stat().st_mode) == 0o604


@pytest.mark.parametrize("mover", ["trash", "folder"], indirect=True)
def test_without_hard_links_photos_go_and_come_back_by_renames(
    tmp_path, library, mover, monkeypatch
):
    def refusing(*_, **__):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refusing)
    keeper = write(tmp_path / "keep.jpg", b"picture")
    copies = [write(tmp_path / "p" / f"{n}.jpg", b"picture") for n in range(3)]
    outcome = remove(library, mover, *copies, keeper=keeper)
    assert len(outcome.removed) == 3
    assert os.listdir(tmp_path / "p") == []
    assert len(back(library, outcome.action_id).done) == 3
    assert len(os.listdir(tmp_path / "p")) == 3

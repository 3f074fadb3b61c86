"""The trash keeps to the specification of freedesktop.org and never loses or overwrites a file."""

import os
import stat
import subprocess
import sys
import urllib.parse
import warnings
from pathlib import Path

import pytest

from simgui.core.files import durable
from simgui.core.files.filesystem import rename_exclusive
from simgui.core.imaging.identity import file_hash
from simgui.core.removal import leftovers
from simgui.core.removal.journal import Action, ActionId, Intent, Step, StepId, StepState
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import Kept, MoveError
from simgui.core.task import Token
from simgui.core.types import Tier
from tests.core.kill_at_line import kill_at
from tests.core.removal_fixtures import put_back, stat_of, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the trash of freedesktop.org")

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "data" / "Trash"


@pytest.fixture
def disk(tmp_path):
    """Another small disk."""
    if not IS_ROOT:
        pytest.skip("needs root to mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("can't mount here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def info_of(place):
    place = Path(place)
    return (place.parent.parent / "info" / (place.name + ".trashinfo")).read_text()


def test_the_info_file_names_the_path_with_escaped_bytes(home, tmp_path):
    name = os.fsdecode("ä %\n\x1b".encode() + b"\xff.jpg")
    photo = write(tmp_path / name, b"x")
    place = FreedesktopTrash().move(str(photo))
    assert place == str(home / "files" / name)
    lines = info_of(place).splitlines()
    assert lines[0] == "[Trash Info]"
    path = lines[1].removeprefix("Path=")
    assert path.isascii()
    assert urllib.parse.unquote_to_bytes(path) == os.fsencode(photo)
    assert len(lines[2]) == len("DeletionDate=2026-01-01T00:00:00")


def test_the_folders_of_the_trash_are_for_their_owner_alone(home, tmp_path):
    FreedesktopTrash().move(str(write(tmp_path / "a.jpg", b"x")))
    for folder in (home, home / "files", home / "info"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_files_of_one_name_lie_beside_each_other_and_all_come_back(home, tmp_path):
    trash = FreedesktopTrash()
    paths = [write(tmp_path / str(n) / "a.tar.jpg", str(n).encode()) for n in range(4)]
    places = [trash.move(str(path)) for path in paths]
    assert len(set(places)) == 4
    for path, place in zip(paths, places, strict=True):
        put_back(trash, place, path)
    assert [path.read_bytes() for path in paths] == [b"0", b"1", b"2", b"3"]
    assert os.listdir(home / "files") == []
    assert os.listdir(home / "info") == []


def test_what_another_program_left_in_the_trash_is_not_overwritten(home, tmp_path):
    write(home / "files" / "a.jpg", b"an orphan")
    write(home / "info" / "a.1.jpg.trashinfo", b"")
    place = FreedesktopTrash().move(str(write(tmp_path / "a.jpg", b"x")))
    assert Path(place).read_bytes() == b"x"
    assert (home / "files" / "a.jpg").read_bytes() == b"an orphan"


def test_the_longest_name_fits(home, tmp_path):
    trash = FreedesktopTrash()
    photo = write(tmp_path / ("ä" * 125 + ".jpg"), b"x")
    place = trash.move(str(photo))
    put_back(trash, place, photo)
    assert photo.read_bytes() == b"x"


def test_a_link_is_not_moved(home, tmp_path):
    write(tmp_path / "a.jpg", b"x")
    os.symlink(tmp_path / "a.jpg", tmp_path / "link.jpg")
    with pytest.raises(MoveError, match=r"link\.jpg"):
        FreedesktopTrash().move(str(tmp_path / "link.jpg"))


def test_a_file_of_another_disk_goes_to_the_trash_of_that_disk(home, disk):
    trash = FreedesktopTrash()
    photo = write(disk / "p" / "a b.jpg", b"x")
    place = trash.move(str(photo))
    assert place == str(disk / f".Trash-{os.getuid()}" / "files" / "a b.jpg")
    assert "Path=p/a%20b.jpg\n" in info_of(place)
    assert trash.find(stat_of(place), b"") is None
    put_back(trash, place, photo)
    assert photo.read_bytes() == b"x"


def test_a_shared_trash_is_used_if_it_is_sticky_and_real(home, disk):
    (disk / ".Trash").mkdir()
    (disk / ".Trash").chmod(0o1777)
    place = FreedesktopTrash().move(str(write(disk / "a.jpg", b"x")))
    assert place == str(disk / ".Trash" / str(os.getuid()) / "files" / "a.jpg")


@pytest.mark.parametrize("harm", ["not sticky", "a link"])
def test_a_shared_trash_that_others_could_turn_against_us_is_not_used(home, disk, tmp_path, harm):
    if harm == "a link":
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere").chmod(0o1777)
        (disk / ".Trash").symlink_to(tmp_path / "elsewhere")
    else:
        (disk / ".Trash").mkdir()
        (disk / ".Trash").chmod(0o777)
    place = FreedesktopTrash().move(str(write(disk / "a.jpg", b"x")))
    assert place == str(disk / f".Trash-{os.getuid()}" / "files" / "a.jpg")


def test_a_trash_folder_of_somebody_else_is_not_used(home, disk):
    (disk / f".Trash-{os.getuid()}").mkdir()
    os.chown(disk / f".Trash-{os.getuid()}", 12345, 12345)
    photo = write(disk / "a.jpg", b"x")
    with pytest.raises(MoveError, match="somebody else"):
        FreedesktopTrash().move(str(photo))
    assert photo.read_bytes() == b"x"


def test_on_a_read_only_disk_the_photo_stays(home, disk):
    photo = write(disk / "a.jpg", b"x")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(MoveError, match=r"a\.jpg") as caught:
        FreedesktopTrash().move(str(photo))
    assert "read-only" in caught.value.remedy
    assert photo.read_bytes() == b"x"


def test_on_a_full_disk_the_photo_stays_and_the_trash_holds_nothing(home, disk):
    photo = write(disk / "p" / "a.jpg", b"x")
    with pytest.raises(OSError, match="space"):
        (disk / "fill").write_bytes(b"x" * 4_000_000)
    with pytest.raises(MoveError):
        FreedesktopTrash().move(str(photo))
    assert photo.read_bytes() == b"x"
    assert not [path for path in disk.glob(".Trash*/**/*") if path.is_file()]


def test_restoring_to_a_disk_that_is_not_mounted_makes_no_folder_there(home, disk):
    trash = FreedesktopTrash()
    place = trash.move(str(write(disk / "p" / "a.jpg", b"x")))
    elsewhere = os.path.join(os.path.dirname(disk), "unplugged", "p", "a.jpg")
    with pytest.raises(MoveError):
        put_back(trash, place, elsewhere)
    assert not os.path.exists(os.path.dirname(os.path.dirname(elsewhere)))
    assert os.path.exists(place)


def folder_on(disk):
    (disk / "aside").mkdir()
    return FolderMover(str(disk / "aside"))


def files_of(*folders):
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def test_a_file_moves_to_a_folder_on_another_disk_whole_and_back(home, tmp_path, disk):
    path = write(tmp_path / "p" / "a.jpg", b"picture" * 1000)
    os.utime(path, ns=(10**18, 10**18))
    before = stat_of(path)
    mover = folder_on(disk)
    place = mover.move(str(path))
    assert files_of(tmp_path / "p", disk) == [Path(place)]
    assert Path(place).read_bytes() == b"picture" * 1000
    assert mover.find(before, b"") == place
    put_back(mover, place, path)
    assert files_of(tmp_path / "p", disk) == [path]
    assert stat_of(path).mtime_ns == before.mtime_ns


def test_a_folder_on_a_full_disk_takes_nothing_and_keeps_no_piece(home, tmp_path, disk):
    path = write(tmp_path / "p" / "a.jpg", bytes(3 << 20))
    with pytest.raises(MoveError, match="space"):
        folder_on(disk).move(str(path))
    assert files_of(tmp_path / "p", disk) == [path]


def test_a_copy_that_differs_is_no_copy(home, tmp_path, disk, monkeypatch):
    path = write(tmp_path / "p" / "a.jpg", b"picture")
    monkeypatch.setattr(durable, "has_same_bytes", lambda *_: False)  # a disk that lies
    with pytest.raises(MoveError, match="differs"):
        folder_on(disk).move(str(path))
    assert files_of(tmp_path / "p", disk) == [path]


def intended(file, place):
    """The step of a move that is under way."""
    content = file_hash(file.path, Token()) if os.path.exists(file.path) else b""
    intent = Intent((file,), content, "/nowhere", b"", Tier.IDENTICAL)
    return Step(StepId(1), ActionId(1), Action.FOLDER, StepState.INTENDED, intent, (place,), "", 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a copy of this process")
def test_a_kill_between_two_disks_leaves_the_photo_whole(home, tmp_path, disk):
    mover = folder_on(disk)
    path = tmp_path / "p" / "a.jpg"
    line, is_done = 1, False
    while not is_done:
        then = stat_of(write(path, b"picture" * 1000))
        planned = mover.choose(str(path))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # fork beside threads
            pid = os.fork()
        if pid == 0:
            kill_at(line)
            mover.move(str(path))
            sys.settrace(None)
            os._exit(0)
        is_done = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        leftovers.settle([(intended(then, planned), mover)])
        place = mover.find(then, b"")
        there = [p for p in (path, place and Path(place)) if p and p.exists()]
        assert there, f"lost at line {line}"
        assert {p.read_bytes() for p in there} == {b"picture" * 1000}
        assert set(files_of(tmp_path / "p", disk)) == set(there)
        for left in there:
            left.unlink()
        line += 1
    assert line > 20


@pytest.fixture
def somebody(tmp_path):
    """Become a user without privileges who owns everything made so far, on calling it."""
    if not IS_ROOT:
        pytest.skip("needs root to become somebody else")

    def become():
        for path in [tmp_path, *tmp_path.rglob("*")]:
            os.chown(path, 12345, 12345)
        for parent in tmp_path.parents:
            if parent.stat().st_mode & 0o011 != 0o011:
                opened.append((parent, parent.stat().st_mode))
                parent.chmod(parent.stat().st_mode | 0o011)
        os.seteuid(12345)

    opened = []
    yield become
    os.seteuid(0)
    for parent, mode in opened:
        parent.chmod(mode)


def test_in_a_folder_without_write_permission_the_photo_stays(home, tmp_path, somebody):
    photo = write(tmp_path / "p" / "a.jpg", b"x")
    (tmp_path / "p").chmod(0o555)
    somebody()
    with pytest.raises(MoveError, match="ermission"):
        FreedesktopTrash().move(str(photo))
    assert photo.read_bytes() == b"x"
    assert not list(home.rglob("*.*"))


def test_without_a_place_for_a_trash_the_photo_stays(tmp_path, monkeypatch, somebody):
    monkeypatch.setenv("XDG_DATA_HOME", "/proc/nowhere")
    monkeypatch.setenv("HOME", "/proc/nowhere")
    photo = write(tmp_path / "p" / "a.jpg", b"x")
    somebody()
    with pytest.raises(MoveError, match="no trash"):
        FreedesktopTrash().move(str(photo))
    assert photo.read_bytes() == b"x"


def test_a_rename_never_replaces_a_file(tmp_path):
    a, b = write(tmp_path / "a", b"a"), write(tmp_path / "b", b"b")
    with pytest.raises(FileExistsError):
        rename_exclusive(str(a), str(b))
    assert (a.read_bytes(), b.read_bytes()) == (b"a", b"b")


def test_a_file_system_without_exclusive_rename_does_not_replace_either(tmp_path, monkeypatch):
    monkeypatch.setattr("simgui.core.files.filesystem._exclusive_call", lambda: None)
    a, b = write(tmp_path / "a", b"a"), write(tmp_path / "b", b"b")
    with pytest.raises(FileExistsError):
        rename_exclusive(str(a), str(b))
    rename_exclusive(str(a), str(tmp_path / "c"))
    assert sorted(os.listdir(tmp_path)) == ["b", "c"]


@pytest.fixture
def bound(tmp_path):
    """A folder that is mounted a second time: on the same disk, and yet nothing can be renamed."""
    if not IS_ROOT:
        pytest.skip("needs root to mount")
    (tmp_path / "source").mkdir()
    point = tmp_path / "bound"
    point.mkdir()
    if subprocess.run(
        ["mount", "--bind", tmp_path / "source", point], capture_output=True
    ).returncode:
        pytest.skip("can't mount here")
    yield point
    subprocess.run(["umount", "-l", point], check=True)


def test_on_a_bind_mount_a_file_goes_to_a_trash_at_its_top_and_comes_back(home, bound):
    photo = write(bound / "sub" / "a.jpg", b"picture")
    before = stat_of(photo)
    trash = FreedesktopTrash()
    place = trash.move(str(photo))
    assert place == str(bound / f".Trash-{os.getuid()}" / "files" / "a.jpg")
    assert "Path=sub/a.jpg" in info_of(place)
    assert not os.path.lexists(photo)
    assert not home.exists()
    assert FreedesktopTrash().find(before, b"") == place
    trash.restore(Kept(before, place))
    assert photo.read_bytes() == b"picture"
    assert os.listdir(os.path.dirname(place)) == []


def test_from_the_disk_around_a_bind_mount_files_go_to_the_home_trash(home, bound, tmp_path):
    photo = write(tmp_path / "source" / "a.jpg", b"x")
    assert FreedesktopTrash().move(str(photo)) == str(home / "files" / "a.jpg")


def test_where_a_bind_mount_can_hold_no_trash_the_photo_stays_and_the_reason_is_told(home, bound):
    photo = write(bound / "a.jpg", b"x")
    write(bound / f".Trash-{os.getuid()}", b"in the way")
    with pytest.raises(MoveError, match="trash"):
        FreedesktopTrash().move(str(photo))
    assert photo.read_bytes() == b"x"

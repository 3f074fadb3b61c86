"""Protection and "the same file" go by what a file is, not by how its path is spelled."""

import os
import subprocess

import pytest

from simgui.core.catalog import Root
from simgui.core.files import scan
from simgui.core.files.mounts import Mount, mount_of, place_on_device, read_mounts
from simgui.core.files.roles import strictest_role
from simgui.core.files.same_file import are_two_names, is_same_file, is_same_folder
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import Laid, Way, drop_name
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.task import Token
from simgui.core.types import FileStat, Role, Tier
from simgui.store.library import Library
from tests.core.files.mirror_mount import mirrored, why_not
from tests.core.removal_fixtures import group_of, photo_at, stat_of, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="mounts, links and inodes")

needs_fuse = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def bind():
    """Show a folder at a second place."""
    if os.geteuid():
        pytest.skip("needs root to mount")
    points = []

    def mount(folder, point):
        point.mkdir(parents=True, exist_ok=True)
        if subprocess.run(["mount", "--bind", folder, point], capture_output=True).returncode:
            pytest.skip("can't mount here")
        points.append(point)
        return point

    yield mount
    for point in points:
        subprocess.run(["umount", "-l", point], check=True)


def is_protected(path, *roots):
    return strictest_role(roots)(str(path)) is Role.PROTECTED


def protected(path):
    return Root(str(path), Role.PROTECTED)


def file_of(path, device=1, inode=1, links=1):
    return FileStat(path, device, inode, 10, 0, links)


def test_a_file_is_its_device_and_inode_under_any_name():
    assert is_same_file(file_of("/a"), file_of("/b"))
    assert not is_same_file(file_of("/a"), file_of("/a", inode=2))
    assert not is_same_file(file_of("/a"), file_of("/a", device=2))


def test_one_name_under_two_paths_is_not_two_names(tmp_path):
    photo = write(tmp_path / "a" / "a.jpg", b"x")
    os.symlink(tmp_path / "a", tmp_path / "b")
    one, other = stat_of(photo), stat_of(tmp_path / "b" / "a.jpg")
    assert is_same_file(one, other)
    assert not are_two_names(one, other)
    os.link(photo, tmp_path / "a" / "b.jpg")
    assert are_two_names(stat_of(photo), stat_of(tmp_path / "b" / "b.jpg"))


def test_what_lies_at_its_place_by_another_path_is_not_removed_as_a_second_name(tmp_path):
    photo = stat_of(write(tmp_path / "a" / "a.jpg", b"x"))
    os.symlink(tmp_path / "a", tmp_path / "b")
    laid = Laid(photo.path, str(tmp_path / "b" / "a.jpg"), Way.LINKED)
    drop_name(laid)
    assert os.path.exists(photo.path)


def test_where_files_have_no_numbers_their_names_count(tmp_path):
    a, b = (str(write(tmp_path / name, b"x")) for name in "ab")
    os.symlink(a, tmp_path / "link")
    assert not is_same_file(file_of(a, inode=0), file_of(b, inode=0))
    assert file_of(a, inode=0).identity != file_of(b, inode=0).identity
    assert is_same_file(file_of(a, inode=0), file_of(str(tmp_path / "link"), inode=0))


def test_copies_on_a_disk_without_file_numbers_are_more_than_one_file(tmp_path):
    keeper, copy = (photo_at(write(tmp_path / name, b"four")) for name in "ab")
    keeper, copy = (_without_number(photo) for photo in (keeper, copy))
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    assert group.reclaimable_bytes == 4
    assert plan_removal([group], {copy.id}).bytes_freed == 4


def _without_number(photo):
    from dataclasses import replace

    return replace(photo, stat=replace(photo.stat, inode=0))


@pytest.mark.parametrize("spelling", ["keep", "./keep", "x/../keep", "alias", "keep/"])
def test_a_folder_is_protected_however_its_path_is_spelled(tmp_path, spelling):
    photo = write(tmp_path / "keep" / "sub" / "a.jpg", b"x")
    (tmp_path / "x").mkdir()
    os.symlink(tmp_path / "keep", tmp_path / "alias")
    assert is_protected(photo, protected(f"{tmp_path}/{spelling}"))
    assert is_protected(f"{tmp_path}/{spelling}/sub/a.jpg", protected(tmp_path / "keep"))


def test_a_normal_folder_in_a_protected_one_stays_normal(tmp_path):
    photo = write(tmp_path / "keep" / "free" / "a.jpg", b"x")
    inner = Root(str(tmp_path / "keep" / "free"))
    assert not is_protected(photo, protected(tmp_path / "keep"), inner)
    assert is_protected(tmp_path / "keep" / "b.jpg", protected(tmp_path / "keep"), inner)


def test_of_two_names_of_one_folder_the_protected_one_counts(tmp_path):
    photo = write(tmp_path / "keep" / "a.jpg", b"x")
    os.symlink(tmp_path / "keep", tmp_path / "alias")
    for roots in ([protected(tmp_path / "alias"), Root(str(tmp_path / "keep"))],) * 2:
        assert is_protected(photo, *roots)
        roots.reverse()


@needs_fuse
@pytest.mark.parametrize("numbers", ["--numbered", "--unnumbered"])
def test_on_a_disk_that_ignores_case_a_folder_is_protected_in_any_letters(tmp_path, numbers):
    write(tmp_path / "disk" / "Photos" / "keep" / "a.jpg", b"x")
    with mirrored(tmp_path / "disk", tmp_path / "point", "--folds", numbers) as point:
        photo = point / "Photos" / "keep" / "a.jpg"
        assert is_protected(photo, protected(point / "PHOTOS" / "KEEP"))
        assert is_protected(point / "photos" / "Keep" / "A.JPG", protected(photo.parent))
        assert not is_protected(point / "Photos" / "b.jpg", protected(photo.parent))
        assert list(scan.walk(str(point), [str(point / "PHOTOS" / "KEEP")], Token())) == []


@pytest.mark.parametrize("part", ["", "sub", "sub/deeper"])
def test_a_protected_folder_is_protected_where_it_or_a_part_of_it_is_mounted(tmp_path, bind, part):
    write(tmp_path / "keep" / "sub" / "deeper" / "a.jpg", b"x")
    point = bind(tmp_path / "keep" / part, tmp_path / "point")
    below = os.path.relpath("sub/deeper/a.jpg", part or ".")
    assert is_protected(point / below, protected(tmp_path / "keep"))
    assert not is_protected(tmp_path / "other.jpg", protected(tmp_path / "keep"))


def test_what_is_protected_where_it_is_mounted_is_so_at_its_first_place(tmp_path, bind):
    photo = write(tmp_path / "photos" / "sub" / "a.jpg", b"x")
    point = bind(tmp_path / "photos" / "sub", tmp_path / "point")
    assert is_protected(photo, protected(point))
    assert is_protected(photo, protected(bind(tmp_path / "photos", tmp_path / "all") / "sub"))
    assert not is_protected(tmp_path / "photos" / "b.jpg", protected(point))


def test_nothing_goes_from_a_protected_folder_through_a_mount_of_a_part(tmp_path, bind):
    keeper = photo_at(write(tmp_path / "photos" / "a.jpg", b"x"))
    write(tmp_path / "keep" / "sub" / "b.jpg", b"x")
    point = bind(tmp_path / "keep" / "sub", tmp_path / "photos" / "point")
    copy = photo_at(point / "b.jpg")
    roots = [protected(tmp_path / "keep"), Root(str(tmp_path / "photos"))]
    groups = [group_of(keeper, (copy, Tier.IDENTICAL))]
    told = plan_removal(groups, {copy.id}, role_of=strictest_role(roots))
    assert [(r.photo, r.refusal) for r in told.refused] == [(copy, Refusal.PROTECTED)]
    with Library(tmp_path / "library") as library:
        plan = plan_removal(groups, {copy.id})
        outcome = execute(plan, FreedesktopTrash(), library.journal, Token(), roots=roots)
    assert [r.refusal for r in outcome.refused] == [Refusal.PROTECTED]
    assert os.path.exists(tmp_path / "keep" / "sub" / "b.jpg")


def test_another_path_to_a_protected_photo_is_protected_but_a_hard_link_is_not(tmp_path):
    """A share of a part of another share: neither names nor folders tell, but the file does."""
    from dataclasses import replace

    keeper = photo_at(write(tmp_path / "keeper.jpg", b"x"))
    shielded = photo_at(write(tmp_path / "keep" / "a.jpg", b"x"), role=Role.PROTECTED)
    alias = photo_at(write(tmp_path / "alias.jpg", b"x"))
    alias = replace(alias, stat=replace(shielded.stat, path=alias.path))
    group = group_of(keeper, (shielded, Tier.IDENTICAL), (alias, Tier.IDENTICAL))
    (refused,) = plan_removal([group], {alias.id}).refused
    assert refused.refusal is Refusal.PROTECTED
    linked = [replace(p, stat=replace(p.stat, links=2)) for p in (shielded, alias)]
    group = group_of(keeper, *((photo, Tier.IDENTICAL) for photo in linked))
    assert plan_removal([group], {alias.id}).refused == ()


def test_an_excluded_folder_is_not_entered_under_any_name(tmp_path, bind):
    write(tmp_path / "photos" / "a.jpg", b"x")
    write(tmp_path / "out" / "b.jpg", b"x")
    point = bind(tmp_path / "out", tmp_path / "photos" / "point")
    excluded = [str(tmp_path / "out")]
    found = [file.path for file in scan.walk(str(tmp_path / "photos"), excluded, Token())]
    assert found == [str(tmp_path / "photos" / "a.jpg")]
    assert list(scan.walk(str(point), excluded, Token())) == []


def test_folders_are_compared_by_what_they_are(tmp_path, bind):
    (tmp_path / "a" / "b").mkdir(parents=True)
    os.symlink(tmp_path / "a", tmp_path / "alias")
    a = str(tmp_path / "a")
    assert is_same_folder(a, str(tmp_path / "alias"))
    assert is_same_folder(a, f"{a}/b/..")
    assert is_same_folder(a, str(bind(tmp_path / "a", tmp_path / "point")))
    assert not is_same_folder(a, f"{a}/b")
    assert is_same_folder(f"{tmp_path}/gone", f"{tmp_path}/a/../gone")


def test_the_mount_table_is_read_with_escapes_and_the_last_mount_hides_the_others(tmp_path):
    table = tmp_path / "mountinfo"
    table.write_bytes(
        b"27 1 254:0 / / rw - ext4 /dev/vda rw\n"
        b"30 27 8:1 / /m\\040x rw shared:1 - ext4 /dev/sda1 rw\n"
        b"31 30 254:0 /home/p\xff /m\\040x rw - ext4 /dev/vda rw\n"
        b"half a line\n"
    )
    mounts = read_mounts(str(table))
    assert mounts[1] == Mount("/m x", "8:1", "/")
    bound = os.fsdecode(b"/home/p\xff")
    assert mount_of("/m x/a/b", mounts) == Mount("/m x", "254:0", bound)
    assert place_on_device("/m x/a", mounts) == ("254:0", bound + "/a")
    assert place_on_device("/home", mounts) == ("254:0", "/home")
    assert read_mounts(str(tmp_path / "none")) == ()
    assert place_on_device("/home", ()) is None


@pytest.mark.parametrize("goes", ["moved", "other"])
def test_what_lies_in_the_folder_to_move_to_neither_goes_there_nor_stays_for_another(
    tmp_path, goes
):
    """Else the same photo moves deeper each time, or nothing stays outside."""
    (tmp_path / "real").mkdir()
    os.symlink(tmp_path / "real", tmp_path / "aside")
    moved = photo_at(write(tmp_path / "real" / "a.jpg", b"x"))
    other = photo_at(write(tmp_path / "photos" / "a.jpg", b"x"))
    keeper, victim = (other, moved) if goes == "moved" else (moved, other)
    plan = plan_removal(
        [group_of(keeper, (victim, Tier.IDENTICAL))], {victim.id}, action=Action.FOLDER
    )
    with Library(tmp_path / "library") as library:
        mover = FolderMover(str(tmp_path / "aside"))
        outcome = execute(plan, mover, library.journal, Token(), roots=[])
    assert [r.refusal for r in outcome.refused] == [Refusal.MOVED_ALREADY]
    assert os.path.exists(victim.path)

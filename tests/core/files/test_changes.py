"""What the inventory says of files that stay, change, move, vanish and return."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.catalog import Known, Root
from simgui.core.files.changes import Walk, diff, is_inside, lies_in, overlapping, plan_walks
from simgui.core.types import ContentId, FileStat, FileState, PhotoFiles, PhotoId, Role

pytestmark = pytest.mark.skipif(os.sep != "/", reason="its paths are those of POSIX")


def stat(path, inode=1, size=10, mtime=100):
    return FileStat(path, 1, inode, size, mtime)


def known(photo_id, file, state=FileState.PRESENT, content=5, companions=()):
    content_id = None if content is None else ContentId(content)
    return Known(PhotoId(photo_id), file, content_id, state, "", companions)


def test_an_unchanged_file_is_not_read():
    file = stat("/a/1.jpg")
    result = diff([PhotoFiles(file)], {file.path: known(1, file)})
    assert (result.unchanged, result.to_read, result.gone) == (1, [], [])


@pytest.mark.parametrize("change", [{"size": 11}, {"mtime": 101}])
def test_a_changed_file_is_read_again(change):
    then = stat("/a/1.jpg")
    now = stat("/a/1.jpg", **change)
    assert diff([PhotoFiles(now)], {then.path: known(1, then)}).to_read == [PhotoFiles(now)]


def test_a_file_that_could_not_be_read_is_tried_again():
    file = stat("/a/1.jpg")
    then = known(1, file, FileState.UNREADABLE, content=None)
    assert diff([PhotoFiles(file)], {file.path: then}).to_read == [PhotoFiles(file)]


def test_a_renamed_file_is_moved_and_not_read():
    then, now = stat("/a/1.jpg"), stat("/a/b/2.jpg")
    result = diff([PhotoFiles(now)], {then.path: known(7, then)})
    assert result.moved == [(7, PhotoFiles(now))]
    assert not result.to_read
    assert not result.gone


def test_a_file_that_came_from_another_root_is_moved():
    then, now = stat("/a/1.jpg"), stat("/b/1.jpg")
    result = diff([PhotoFiles(now)], {}, missing_elsewhere={then.path: known(7, then)})
    assert result.moved == [(7, PhotoFiles(now))]


def test_a_second_name_of_a_file_that_is_still_there_is_read_as_its_own_photo():
    first, second = stat("/a/1.jpg"), stat("/a/2.jpg")
    result = diff([PhotoFiles(first), PhotoFiles(second)], {first.path: known(7, first)})
    assert result.to_read == [PhotoFiles(second)]
    assert result.unchanged == 1


def test_a_vanished_file_is_gone_once():
    file = stat("/a/1.jpg")
    assert diff([], {file.path: known(7, file)}).gone == [7]
    assert diff([], {file.path: known(7, file, FileState.GONE)}).gone == []


def test_a_file_in_a_folder_that_could_not_be_entered_is_offline_not_gone():
    file = stat("/a/locked/1.jpg")
    result = diff([], {file.path: known(7, file)}, unseen=["/a/locked"])
    assert (result.offline, result.gone) == ([7], [])


def test_a_file_that_is_back_returns_without_being_read():
    file = stat("/a/1.jpg")
    result = diff([PhotoFiles(file)], {file.path: known(7, file, FileState.OFFLINE)})
    assert result.returned == [7]
    assert not result.to_read


def test_a_new_companion_updates_the_photo_without_reading_it():
    file, raw = stat("/a/1.jpg"), stat("/a/1.cr2", inode=2)
    result = diff([PhotoFiles(file, (raw,))], {file.path: known(7, file)})
    assert result.moved == [(7, PhotoFiles(file, (raw,)))]


def test_a_name_that_begins_like_a_folder_is_not_inside_it():
    assert is_inside("/a/b", "/a")
    assert is_inside("/a", "/a")
    assert is_inside("/a", "/")
    assert not is_inside("/ab", "/a")


def test_a_protected_folder_inside_a_watched_one_is_walked_for_itself():
    roots = [Root("/a"), Root("/a/safe", Role.PROTECTED)]
    assert plan_walks(["/a"], roots) == [
        Walk("/a", "/a", ("/a/safe",)),
        Walk("/a/safe", "/a/safe"),
    ]


def test_an_excluded_folder_is_never_walked():
    roots = [Root("/a"), Root("/a/no", Role.EXCLUDED)]
    assert plan_walks(["/a", "/a/no"], roots) == [Walk("/a", "/a", ("/a/no",))]


def test_a_target_inside_a_watched_folder_belongs_to_that_folder():
    assert plan_walks(["/a/2021"], [Root("/a")]) == [Walk("/a/2021", "/a")]


def test_a_target_inside_another_target_is_met_once():
    assert plan_walks(["/a", "/a/b"], [Root("/a")]) == [Walk("/a", "/a")]


names = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda p: "/" + "/".join(p))


@given(
    st.lists(names, min_size=1, max_size=5),
    st.dictionaries(names, st.sampled_from(Role), max_size=4),
    names,
)
def test_every_file_is_met_by_exactly_one_walk(targets, roles, file):
    roots = {path: Root(path, role) for path, role in roles.items()}
    for target in targets:
        roots.setdefault(target, Root(target))
    walks = plan_walks(targets, list(roots.values()))
    path = file + "/x.jpg"
    met = [
        w
        for w in walks
        if is_inside(path, w.path) and not any(is_inside(path, e) for e in w.excluded)
    ]
    owners = [p for p in roots if is_inside(path, p)]
    owner = max(owners, key=len, default=None)
    wanted = (
        owner is not None
        and roots[owner].role is not Role.EXCLUDED
        and any(is_inside(path, t) for t in targets)
    )
    assert len(met) == (1 if wanted else 0)
    if wanted:
        assert met[0].root == owner
        assert os.path.isabs(met[0].path)


@given(st.lists(st.sampled_from(["a", "b", "ab"]), max_size=4), st.sets(st.integers(0, 9)))
def test_what_lies_in_many_folders_is_what_is_inside_one_of_them(parts, chosen):
    every = ["/", "/a", "/ab", "/a/b", "/b/a/ab", "/a/b/a", "/b", "/ab/ab", "/a/a", "/b/b/b/b"]
    folders = {every[number] for number in chosen}
    path = "/" + "/".join(parts)
    assert lies_in(path, folders) == any(is_inside(path, folder) for folder in folders)


def test_folders_overlap_if_one_holds_the_other():
    others = ["/a", "/a/b", "/a/b/c", "/a/bc", "/", "/x"]
    assert overlapping("/a/b", others) == ["/a", "/a/b", "/a/b/c", "/"]

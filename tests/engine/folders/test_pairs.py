"""Which folders hold the same photos: counted right for any tree, and told without repetition."""

from __future__ import annotations

import os
import random
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.files.changes import is_inside
from simgui.core.task import Token
from simgui.core.types import Content, ContentId, FileStat, Pair, Photo, PhotoId, Tier
from simgui.engine.folders.pairs import _Counted, folder_pairs


def photo(number, path, content, root="/"):
    made = Content(ContentId(content), bytes([content % 256]) * 32, 10, "jpeg", 4, 3, b"", 0)
    return Photo(PhotoId(number), FileStat(path, 1, number, 10, 0), made, root)


def album(*folders, root="/"):
    """Photos from folders given as (path, contents)."""
    numbers = iter(range(1, 1_000_000))
    return [
        photo(next(numbers), f"{folder}/{content}-{i}.jpg", content, root)
        for folder, contents in folders
        for i, content in enumerate(contents)
    ]


names = st.sampled_from(["/a", "/a/x", "/a/y", "/b", "/b/x", "/b/x/deep", "/c"])
trees = st.lists(st.tuples(names, st.lists(st.integers(1, 6), max_size=5)), max_size=8)


@given(trees)
def test_every_pair_is_counted_as_one_by_one(tree):
    photos = album(*tree)
    counted = _Counted(photos, (), Token())
    folders = {f for p in photos for f in counted.above(os.path.dirname(p.path))}
    for inner in folders:
        for outer in folders:
            if is_inside(inner, outer) or is_inside(outer, inner):
                assert (inner, outer) not in counted.shared
                continue
            there = {p.content.id for p in photos if is_inside(p.path, outer)}
            shared = sum(is_inside(p.path, inner) and p.content.id in there for p in photos)
            assert counted.shared.get((inner, outer), [0])[0] == shared


@given(trees)
def test_what_is_told_is_true_and_told_once(tree):
    photos = album(*tree)
    seen = set()
    for pair in folder_pairs(photos):
        below = [p for p in photos if is_inside(p.path, pair.inner)]
        there = {p.content.id for p in photos if is_inside(p.path, pair.outer)}
        assert pair.total == len(below)
        assert pair.shared == sum(p.content.id in there for p in below) > 0
        assert not is_inside(pair.inner, pair.outer)
        assert not is_inside(pair.outer, pair.inner)
        key = frozenset((pair.inner, pair.outer))
        assert key not in seen
        seen.add(key)


def test_a_backup_of_a_tree_is_one_pair():
    contents = range(60)
    years = [(f"/pictures/{y}", contents[y * 10 : y * 10 + 10]) for y in range(6)]
    copies = [(f"/disk/backup/{y}", c) for (_, c), y in zip(years[:5], range(5), strict=True)]
    (pair,) = folder_pairs(album(*years, *copies))
    assert pair.is_inside
    assert (pair.inner, pair.outer) == ("/disk", "/pictures")
    assert (pair.shared, pair.total) == (50, 50)
    assert (pair.outer_shared, pair.outer_total) == (50, 60)


def test_a_copy_beside_much_else_is_told_by_its_own_folder():
    photos = album(
        ("/pictures", range(20)),
        ("/disk/backup 2018", range(20)),
        ("/disk/other", range(100, 180)),
    )
    (pair,) = folder_pairs(photos)
    assert {pair.inner, pair.outer} == {"/disk/backup 2018", "/pictures"}
    assert pair.is_inside


def test_no_folder_above_the_watched_one_is_named():
    photos = [*album(("/home/me/a", range(5)), root="/home/me/a")]
    photos += [*album(("/home/me/b", range(5)), root="/home/me/b")]
    (pair,) = folder_pairs(photos)
    assert {pair.inner, pair.outer} == {"/home/me/a", "/home/me/b"}


def test_equal_pixels_are_the_same_photo_and_weaker_evidence_is_not():
    photos = album(("/a", [1, 2]), ("/b", [3, 4]))
    one, two = ContentId(1), ContentId(3)
    nan = float("nan")
    pixels = Pair(one, two, Tier.PIXELS, nan, 1.0, 1.0)
    same = Pair(ContentId(2), ContentId(4), Tier.SAME, nan, 1.0, 1.0)
    (pair,) = folder_pairs(photos, [pixels, same])
    assert pair.shared == 1


def test_the_work_grows_with_the_number_of_photos():
    """Counted in additions, not in seconds: ten times the photos, about ten times the work."""

    def work(count):
        chance = random.Random(1)
        folders = defaultdict(list)
        for content in range(count):
            for tree in ("/p", "/q"):
                folders[f"{tree}/{content // 50}/{chance.randrange(2)}"].append(content)
        counted = _Counted(album(*folders.items()), (), Token())
        return len(counted.shared)

    small, large = work(400), work(4000)
    assert large < 12 * small

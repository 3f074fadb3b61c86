"""The keeper is the photo with most in it, and never a mere blow-up of what a camera took."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.keeper import Criterion, KeepRules, choose
from simgui.core.types import (
    Change,
    Content,
    ContentId,
    FileStat,
    KeepReason,
    Metadata,
    Pair,
    Photo,
    PhotoId,
    Role,
    Tier,
)

CAMERA = Metadata(taken_ms=1_000, camera="X100", tag_count=40)


def photo(number, *, width=4000, height=3000, quality=90, size=3_000_000, mtime=100, name=None,
          kind="jpeg", metadata=CAMERA, companions=(), role=Role.NORMAL):  # fmt: skip
    content = Content(
        ContentId(number), bytes([number]) * 32, size, kind, width, height, b"", 0, quality,
        metadata=metadata,
    )  # fmt: skip
    stat = FileStat(name or f"/photos/{number:03}.jpg", 1, number, size, mtime)
    return Photo(PhotoId(number), stat, content, "/photos", role, companions=companions)


def chosen(*photos, rules=None, pairs=None):
    """The keeper's number and the reason, the same for every order of the photos."""
    answers = {
        (int(choice.photo.id), choice.reason)
        for order in permutations(photos)
        for choice in [choose(order, rules or KeepRules(), pairs)]
    }
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.parametrize(
    ("better", "worse", "reason"),
    [
        ({}, {"width": 2000, "height": 1500, "size": 900_000}, KeepReason.RESOLUTION),
        ({"quality": 92}, {"quality": 60, "size": 900_000}, KeepReason.QUALITY),
        ({}, {"metadata": replace(CAMERA, tag_count=12)}, KeepReason.METADATA),
        ({"mtime": 50}, {}, KeepReason.OLDEST),
        ({"size": 3_000_100}, {}, KeepReason.SIZE),
        ({"name": "/photos/a.jpg"}, {"name": "/photos/a (copy).jpg"}, KeepReason.NAME),
        ({"role": Role.PROTECTED, "width": 400}, {}, KeepReason.PROTECTED),
        ({"kind": "raw", "quality": None}, {}, KeepReason.FORMAT),
        (
            {"companions": (FileStat("/photos/1.cr2", 1, 900, 9, 0),)},
            {"quality": 99, "size": 9_000_000},
            KeepReason.FORMAT,
        ),
    ],
)
def test_each_criterion_tells_photos_apart(better, worse, reason):
    assert chosen(photo(1, **better), photo(2, **worse)) == (1, reason)


def test_a_choice_by_hand_comes_before_all():
    rules = KeepRules(chosen=frozenset({PhotoId(2)}))
    small = photo(2, width=100, height=75)
    assert chosen(photo(1, role=Role.PROTECTED), small, rules=rules) == (2, KeepReason.CHOSEN)


def test_folders_are_preferred_in_the_persons_order():
    photos = [photo(1, name="/in/x.jpg"), photo(2, name="/best/x.jpg"), photo(3, name="/x.jpg")]
    rules = KeepRules(folders=("/best", "/in"))
    assert chosen(*photos, rules=rules)[0] == 2
    assert chosen(photos[0], photos[2], rules=rules) == (1, KeepReason.FOLDER)


def test_the_order_of_the_criteria_is_the_persons():
    old_and_small = photo(1, width=2000, height=1500, size=1_000_000, mtime=1)
    large = photo(2)
    assert chosen(old_and_small, large)[0] == 2
    rules = KeepRules(criteria=(Criterion.OLDEST,))
    assert chosen(old_and_small, large, rules=rules) == (1, KeepReason.OLDEST)


def test_an_enlarged_copy_does_not_win_over_what_the_camera_took():
    enlarged = photo(2, width=8000, height=6000, size=4_000_000, metadata=Metadata())
    assert chosen(photo(1), enlarged)[0] == 1


def test_a_larger_photo_with_as_much_in_every_pixel_wins_though_its_data_were_stripped():
    honest = photo(2, width=8000, height=6000, size=11_000_000, metadata=Metadata())
    assert chosen(photo(1), honest) == (2, KeepReason.RESOLUTION)


def test_a_screenshot_does_not_win_by_its_size():
    shot = photo(2, width=6000, height=8000, size=40_000_000, metadata=Metadata(), kind="png")
    pair = Pair(ContentId(1), ContentId(2), Tier.EDITED, 0.5, 0.5, 0.99, None, (Change.FRAMED,))
    assert chosen(photo(1), shot, pairs={(pair.a, pair.b): pair})[0] == 1


def test_a_png_made_from_a_jpeg_is_no_better_format():
    png = photo(2, kind="png", quality=None, size=20_000_000, metadata=Metadata())
    assert chosen(photo(1), png)[0] == 1
    assert chosen(photo(1), replace(png, content=replace(png.content, metadata=CAMERA))) == (
        2,
        KeepReason.FORMAT,
    )


def test_small_differences_decide_nothing():
    cut = photo(2, width=3990, quality=92, mtime=50)
    assert chosen(photo(1), cut) == (2, KeepReason.OLDEST)


def test_figures_say_how_far_apart_keeper_and_runner_up_are():
    first = choose([photo(1), photo(2, width=2000, height=1500), photo(3, width=1000)])
    assert (first.value, first.other) == (4.0, 1.0)
    second = choose([photo(1, quality=95), photo(2, quality=70)])
    assert (second.reason, second.value, second.other) == (KeepReason.QUALITY, 95, 70)
    third = choose([photo(1), photo(2, metadata=replace(CAMERA, tag_count=7))])
    assert (third.reason, third.value, third.other) == (KeepReason.METADATA, 40, 7)


def test_a_photo_alone_is_kept():
    assert chosen(photo(1)) == (1, KeepReason.NAME)


photos = st.builds(
    photo,
    st.integers(1, 250),
    width=st.sampled_from([2000, 3960, 4000, 4080]),
    quality=st.sampled_from([None, 88, 90, 92, 95]),
    size=st.integers(1, 4) | st.just(3_000_000),
    mtime=st.integers(0, 2),
    metadata=st.sampled_from([CAMERA, Metadata(), replace(CAMERA, tag_count=3)]),
    kind=st.sampled_from(["jpeg", "png", "raw"]),
    role=st.sampled_from([Role.NORMAL, Role.PROTECTED]),
)


@given(st.lists(photos, min_size=1, max_size=6, unique_by=lambda p: p.id), st.randoms())
def test_the_answer_does_not_depend_on_the_order_of_the_photos(some, random):
    first = choose(some)
    shuffled = list(some)
    random.shuffle(shuffled)
    assert choose(shuffled) == first
    assert first.photo in some
    if any(p.role is Role.PROTECTED for p in some):
        assert first.photo.role is Role.PROTECTED

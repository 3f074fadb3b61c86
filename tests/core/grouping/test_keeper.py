"""Which photo is kept, and the reason that is given for it."""

import os
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.grouping.criteria import Criterion, KeepRules
from simgui.core.grouping.keeper import choose
from simgui.core.types import (
    Alignment,
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

A_TIME = 1_600_000_000_000_000_000  # in 2020, nanoseconds


def photo(
    number,
    *,
    path=None,
    width=4000,
    height=3000,
    size=3_000_000,
    quality=90,
    tags=10,
    mtime=1000,
    role=Role.NORMAL,
    kind="jpeg",
    camera="",
    companions=(),
    **known,
):
    path = path or f"/photos/{number}.jpg"
    metadata = Metadata(tag_count=tags, camera=camera, taken_ms=1 if camera else None, **known)
    content = Content(
        ContentId(number),
        bytes([number]) * 32,
        size,
        kind,
        width,
        height,
        bytes(256),
        0,
        quality,
        metadata=metadata,
    )
    stat = FileStat(path, 1, number, size, A_TIME + mtime)
    return Photo(PhotoId(number), stat, content, "/photos", role, companions=companions)


@pytest.mark.parametrize(
    ("better", "reason"),
    [
        ({"width": 8000}, KeepReason.RESOLUTION),
        ({"quality": 96}, KeepReason.QUALITY),
        ({"gps": (1.0, 2.0)}, KeepReason.METADATA),
        ({"mtime": 900}, KeepReason.OLDEST),
        ({"size": 3_100_000}, KeepReason.SIZE),
        ({"path": "/photos/a.jpg"}, KeepReason.NAME),
        ({"role": Role.PROTECTED}, KeepReason.PROTECTED),
        ({"companions": (FileStat("/photos/9.cr2", 1, 99, 20, 1),)}, KeepReason.FORMAT),
    ],
)
def test_each_criterion_decides_where_the_ones_before_it_do_not(better, reason):
    good, plain = photo(1, **better), photo(2, path="/photos/longer-name.jpg")
    for photos in ([good, plain], [plain, good]):
        choice = choose(photos)
        assert (choice.photo, choice.reason) == (good, reason)


def test_resolution_comes_before_quality_and_its_reason_carries_the_ratio():
    large, fine = photo(1, quality=60), photo(2, width=2000, height=1500, quality=98)
    choice = choose([fine, large])
    assert choice.photo is large
    assert choice.value == 4.0


def test_two_pixels_of_border_are_no_argument():
    trimmed, whole = photo(1, width=3998, quality=95), photo(2, quality=80)
    assert choose([whole, trimmed]).reason is KeepReason.QUALITY


def test_an_enlarged_copy_does_not_beat_the_photo_of_a_camera():
    original = photo(1, camera="X100")
    enlarged = photo(2, width=8000, height=6000, size=3_500_000, quality=95)
    assert choose([enlarged, original]).photo is original


def test_a_larger_version_with_bytes_to_match_is_the_better_one():
    small = photo(1, width=2000, height=1500, size=800_000, camera="X100")
    large = photo(2, size=3_200_000)
    assert choose([small, large]).photo is large


def test_a_framed_copy_is_not_kept_for_its_larger_size():
    original = photo(1, camera="X100")
    framed = photo(2, width=4400, height=3400, size=3_600_000)
    pair = Pair(ContentId(1), ContentId(2), Tier.EDITED, 0.9, 0.8, 0.99, changes=(Change.FRAMED,))
    choice = choose([framed, original], pairs={(ContentId(1), ContentId(2)): pair})
    assert (choice.photo, choice.reason) == (original, KeepReason.CAMERA)


def seen(matrix, covered_a, covered_b, *changes):
    """Evidence between photos 1 and 2, by the matrix from 1 to 2."""
    found = Alignment(matrix, 40, 0.98, covered_a, covered_b, 0.0)
    made = Pair(ContentId(1), ContentId(2), Tier.EDITED, 0.9, 0.8, 0.99, found, changes)
    return {(ContentId(1), ContentId(2)): made}


INNER = (0.8, 0, 0.1, 0, 0.8, 0.1)
OUTER = (1.25, 0, -0.125, 0, 1.25, -0.125)


@pytest.mark.parametrize(("is_first", "matrix"), [(True, OUTER), (False, INNER)])
def test_a_picture_of_a_picture_is_not_kept_for_its_larger_size(is_first, matrix):
    framed = photo(1 if is_first else 2, width=5000, height=3750)
    plain = photo(2 if is_first else 1)
    choice = choose([framed, plain], pairs=seen(matrix, 1.0, 1.0, Change.FRAMED))
    assert (choice.photo, choice.reason) == (plain, KeepReason.UNFRAMED)


def test_a_framed_picture_with_more_to_show_is_kept():
    framed, small = photo(2, width=5000, height=3750), photo(1, width=2000, height=1500)
    choice = choose([framed, small], pairs=seen(INNER, 1.0, 1.0, Change.FRAMED))
    assert (choice.photo, choice.reason) == (framed, KeepReason.RESOLUTION)


@pytest.mark.parametrize(("is_first", "covered"), [(True, (1.0, 0.6)), (False, (0.6, 1.0))])
def test_the_whole_picture_is_kept_before_an_older_crop_that_was_enlarged(is_first, covered):
    crop = photo(1 if is_first else 2, mtime=5)
    whole = photo(2 if is_first else 1, mtime=900)
    choice = choose([crop, whole], pairs=seen(INNER, *covered, Change.CROPPED))
    assert (choice.photo, choice.reason) == (whole, KeepReason.UNCROPPED)


def test_a_border_that_only_one_of_two_was_seen_to_have_makes_no_crop():
    older, newer = photo(1, mtime=5), photo(2, mtime=900)
    choice = choose([older, newer], pairs=seen((1, 0, 0, 0, 1, 0), 1.0, 0.6, Change.RECOLOURED))
    assert choice.photo is older


def test_a_crop_with_more_pixels_than_a_small_whole_is_left_to_the_criteria():
    crop, whole = photo(1), photo(2, width=800, height=600)
    choice = choose([crop, whole], pairs=seen(INNER, 1.0, 0.6, Change.CROPPED))
    assert choice.photo is crop


def evidence(*ties):
    """Pairs of photos by number, each with what was seen to differ."""
    return {
        (ContentId(a), ContentId(b)): Pair(
            ContentId(a), ContentId(b), Tier.EDITED, 0.9, 0.8, 0.99, changes=tuple(changes)
        )
        for a, b, *changes in ties
    }


def test_of_several_pictures_the_one_that_no_edit_is_peculiar_to_is_kept():
    original, lettered, tilted = photo(1, mtime=900), photo(2, mtime=5), photo(3, mtime=5)
    pairs = evidence(
        (1, 2, Change.WRITTEN_ON),
        (1, 3, Change.TILTED),
        (2, 3, Change.TILTED, Change.WRITTEN_ON),
    )
    choice = choose([tilted, lettered, original], pairs=pairs)
    assert (choice.photo, choice.reason) == (original, KeepReason.UNEDITED)


def test_smaller_copies_have_a_voice_too():
    original, lettered, small = photo(1, mtime=900), photo(2, mtime=5), photo(3, width=2000)
    pairs = evidence((1, 2, Change.WRITTEN_ON), (1, 3), (2, 3, Change.WRITTEN_ON))
    choice = choose([lettered, original, small], pairs=pairs)
    assert (choice.photo, choice.reason) == (original, KeepReason.UNEDITED)


def test_what_a_camera_took_is_not_outvoted_by_copies_of_its_edit():
    original = photo(1, camera="X100", mtime=5)
    graded = [photo(n, mtime=900) for n in (2, 3, 4)]
    pairs = evidence(*((1, n, Change.RECOLOURED) for n in (2, 3, 4)), (2, 3), (2, 4), (3, 4))
    assert choose([*graded, original], pairs=pairs).photo is original


def test_of_several_tones_the_one_nearest_to_all_is_kept():
    dark, original, bright, pale = (photo(n, mtime=1000 - n) for n in (1, 2, 3, 4))
    pairs = evidence(*((a, b, Change.RECOLOURED) for a in (1, 2, 3) for b in range(a + 1, 5)))
    for key, pair in pairs.items():
        pairs[key] = replace(pair, cosine=0.95 if 2 in key else 0.9)
    choice = choose([dark, original, bright, pale], pairs=pairs)
    assert (choice.photo, choice.reason) == (original, KeepReason.UNEDITED)


def test_a_finer_encoding_of_an_edit_does_not_beat_the_photo_it_was_made_of():
    original, lettered = photo(1, quality=80, mtime=5), photo(2, quality=98, size=4_000_000)
    pairs = evidence((1, 2, Change.WRITTEN_ON))
    choice = choose([lettered, original], pairs=pairs)
    assert (choice.photo, choice.reason) == (original, KeepReason.OLDEST)
    pairs[ContentId(1), ContentId(2)] = replace(*pairs.values(), tier=Tier.SAME, changes=())
    assert choose([lettered, original], pairs=pairs).photo is lettered


@pytest.mark.parametrize(("is_first", "covered"), [(True, (1.0, 0.93)), (False, (0.93, 1.0))])
def test_a_straightened_photo_does_not_beat_the_one_that_shows_its_corners(is_first, covered):
    straight = photo(1 if is_first else 2, mtime=5)
    whole = photo(2 if is_first else 1, mtime=900)
    pairs = seen(INNER, *covered, Change.CROPPED, Change.TILTED)
    choice = choose([straight, whole], pairs=pairs)
    assert (choice.photo, choice.reason) == (whole, KeepReason.UNCROPPED)


def test_of_two_tilted_photos_neither_is_a_crop_of_the_other():
    older, newer = photo(1, mtime=5), photo(2, mtime=900)
    pairs = seen(INNER, 0.94, 0.97, Change.CROPPED, Change.TILTED)
    assert choose([older, newer], pairs=pairs).reason is KeepReason.OLDEST


@pytest.mark.parametrize("changes", [(), (Change.TILTED,)])
def test_an_even_edge_around_a_crop_is_no_frame(changes):
    whole, crop = photo(2, width=5000, height=3750), photo(1)
    covered = 0.9 if changes else 0.4
    pairs = seen(INNER, 1.0, covered, Change.FRAMED, Change.CROPPED, *changes)
    choice = choose([whole, crop], pairs=pairs)
    assert (choice.photo, choice.reason) == (whole, KeepReason.RESOLUTION)


@given(st.data())
def test_the_choice_does_not_depend_on_the_order_of_edited_photos(data):
    photos = [
        photo(n, quality=data.draw(st.integers(60, 99)), mtime=data.draw(st.integers(1, 3)))
        for n in range(1, 5)
    ]
    edits = st.sets(st.sampled_from([Change.TILTED, Change.WRITTEN_ON, Change.RECOLOURED]))
    ties = [(a, b, *data.draw(edits)) for a in range(1, 5) for b in range(a + 1, 5)]
    pairs = evidence(*ties)
    choices = {choose(data.draw(st.permutations(photos)), pairs=pairs).photo.id for _ in range(4)}
    assert len(choices) == 1


def test_a_png_made_of_a_jpeg_does_not_win_for_its_format():
    jpeg = photo(1, camera="X100")
    png = photo(2, kind="png", quality=None, size=15_000_000, tags=0)
    assert choose([png, jpeg]).photo is jpeg


def test_what_a_person_chose_wins_over_everything():
    chosen, protected = photo(1, width=100), photo(2, role=Role.PROTECTED)
    choice = choose([protected, chosen], KeepRules(chosen=frozenset({chosen.id})))
    assert (choice.photo, choice.reason) == (chosen, KeepReason.CHOSEN)


def test_the_order_of_criteria_is_the_persons():
    old, large = photo(1, mtime=1, width=2000), photo(2)
    assert choose([old, large]).photo is large
    assert choose([old, large], KeepRules((Criterion.OLDEST,))).photo is old


def test_folders_are_preferred_in_their_order():
    first = photo(1, path=os.path.normpath("/b/long-name.jpg"))
    second = photo(2, path=os.path.normpath("/a/x.jpg"))
    folders = os.path.normpath("/b"), os.path.normpath("/a")
    rules = KeepRules((Criterion.FOLDER,), folders=folders)
    choice = choose([second, first], rules)
    assert (choice.photo, choice.reason) == (first, KeepReason.FOLDER)


def test_a_single_photo_is_its_own_keeper():
    only = photo(1)
    assert choose([only]).photo is only


photos_of = st.lists(
    st.builds(
        dict,
        width=st.sampled_from([1000, 1010, 2000]),
        quality=st.sampled_from([80, 82, 84, 90, None]),
        tags=st.integers(0, 3),
        mtime=st.integers(0, 3),
        camera=st.sampled_from(["", "X100"]),
        role=st.sampled_from([Role.NORMAL, Role.PROTECTED]),
    ),
    min_size=1,
    max_size=7,
)


@given(photos_of, st.integers(0, 1000))
def test_the_choice_does_not_depend_on_the_order_of_the_list(features, seed):
    photos = [photo(i + 1, **f) for i, f in enumerate(features)]
    shuffled = photos[:]
    random.Random(seed).shuffle(shuffled)
    assert choose(shuffled) == choose(photos)
    assert choose(photos).photo in photos

"""Each threshold of the verdict lies between two pieces of evidence that it has to tell apart.

The evidence is made by hand, so that a threshold that moves far fails here and not only in a
benchmark.
"""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from simgui.core.matching import align, copy_score, overlay, verdict
from simgui.core.matching.align import Finding
from simgui.core.matching.overlap import Overlap
from simgui.core.types import Change, Metadata
from tests.core import pictures

PLAIN = Overlap(
    zncc=0.99,
    toned=0.995,
    kept=0.999,
    covered_a=1.0,
    covered_b=1.0,
    residual=0.001,
    agreeing=1.0,
    alike=0.99,
    moved=0.0,
    drift=0.03,
    far_drift=0.3,
    textured=300,
    softening=0.0,
    gain=1.0,
    shift=0.0,
    hue_change=0.0,
    scale=0.45,
)
"""What the pixels of a photo and its re-encoded copy say."""


def finding(*, inliers=150, nearby=2, error=0.4, to_a=((1, 0, 0), (0, 1, 0)), **pixels):
    return Finding(np.array(to_a, np.float64), inliers, nearby, error, replace(PLAIN, **pixels))


COPIES = {
    "re-encoded": finding(),
    "with a sticker": finding(alike=0.8, agreeing=0.85, residual=0.1, zncc=0.9),
    "half of a crop": finding(covered_a=1.0, covered_b=0.45),
    "a crop of a crop": finding(covered_a=0.8, covered_b=0.7),
    "small and strongly compressed": finding(
        inliers=35, error=0.8, alike=0.93, kept=0.985, textured=60, residual=0.02
    ),
}
OTHERS = {
    "a frame in which little moved": finding(
        alike=0.95, moved=0.026, kept=0.998, drift=0.15, far_drift=0.7, error=0.7, nearby=12
    ),
    "a frame in which something moved": finding(
        alike=0.88, agreeing=0.97, moved=0.1, kept=0.97, drift=0.5, far_drift=3.0, error=1.0
    ),
    "a frame from another hand position": finding(
        alike=0.7, moved=0.25, kept=0.93, drift=1.2, far_drift=6.0, nearby=100, error=1.2
    ),
    "the next frame of a panorama": finding(covered_a=0.55, covered_b=0.55),
    "a scene of which little agrees": finding(alike=0.45, agreeing=0.6),
    "another picture of the same tones": finding(kept=0.8),
}


@pytest.mark.parametrize("name", COPIES)
def test_what_was_made_from_a_photo_is_a_copy(name):
    found = copy_score.weigh(COPIES[name])
    assert found.is_copy
    assert found.may_be_copy
    assert found.probability > 0.8


@pytest.mark.parametrize("name", OTHERS)
def test_another_exposure_is_no_copy(name):
    found = copy_score.weigh(OTHERS[name])
    assert not found.is_copy
    assert found.probability < 0.2


def test_the_probability_is_one_half_where_the_verdict_turns():
    """Between a copy and a frame of a burst there is one turn, and the probability tells it."""
    copy, other = COPIES["re-encoded"], OTHERS["a frame in which something moved"]
    seen = []
    for share in np.linspace(0, 1, 200):
        mixed = Overlap(
            **{
                name: type(value)(value + share * (getattr(other.pixels, name) - value))
                for name, value in ((n, getattr(copy.pixels, n)) for n in Overlap.__slots__)
            }
        )
        error = copy.error + share * (other.error - copy.error)
        found = copy_score.weigh(replace(copy, pixels=mixed, error=error))
        assert found.is_copy == (found.probability > 0.5)
        seen.append(found.is_copy)
    assert seen == sorted(seen, reverse=True)
    assert 20 < sum(seen) < 180


def test_only_doubt_can_be_settled_by_a_capture_time():
    """One capture time makes a copy of what is nearly one, not of a frame of a burst."""
    assert not copy_score.weigh(OTHERS["a frame from another hand position"]).may_be_copy
    found = copy_score.weigh(OTHERS["a frame in which little moved"])
    assert found.may_be_copy


@pytest.mark.parametrize(
    ("evidence", "is_same_place"),
    [
        ({"inliers": 25, "kept": 0.9}, True),
        ({"inliers": 6, "kept": 0.9}, False),
        ({"inliers": 25, "kept": 0.7}, False),
        # The header that two receipts share, and pages, which have no moment.
        ({"inliers": 25, "kept": 0.9, "agreeing": 0.6}, False),
        ({"inliers": 25, "kept": 0.9, "flat": 0.7}, False),
    ],
)
def test_the_same_place_needs_points_tones_and_most_of_the_picture(evidence, is_same_place):
    assert copy_score.weigh(finding(**evidence)).is_same_place is is_same_place


@pytest.mark.parametrize(("textured", "is_textured"), [(5, False), (25, True)])
def test_a_bare_wall_does_not_speak_for_itself(textured, is_textured):
    assert copy_score.weigh(finding(textured=textured)).is_textured is is_textured


@pytest.mark.parametrize(
    ("pixels", "is_plain"),
    [
        ({}, True),
        ({"alike": 0.95}, True),
        ({"alike": 0.8}, False),
        ({"softening": 1.0}, True),
        ({"softening": 4.0}, False),
    ],
)
def test_only_small_losses_leave_a_photo_the_same(pixels, is_plain):
    assert copy_score.is_plain(finding(**pixels), ()) is is_plain


@pytest.fixture(scope="module")
def photo():
    stream = io.BytesIO()
    pictures.photo(3, (320, 240)).save(stream, "JPEG", quality=90)
    return align.features(align.decoded(stream.getvalue()), stream.getvalue())


def turned(degrees: float, stretch: float = 1.0):
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return ((c * stretch, -s, 0), (s * stretch, c, 0))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"gain": 1.05}, None),
        ({"gain": 1.4}, Change.RECOLOURED),
        ({"shift": 3.0}, None),
        ({"shift": 25.0}, Change.RECOLOURED),
        ({"hue_change": 2.0}, None),
        ({"hue_change": 15.0}, Change.RECOLOURED),
        ({"residual": 0.004}, None),
        ({"residual": 0.05}, Change.WRITTEN_ON),
        ({"to_a": turned(0.4)}, None),
        ({"to_a": turned(4)}, Change.TILTED),
        ({"to_a": turned(0, 1.02)}, None),
        ({"to_a": turned(0, 1.15)}, Change.STRETCHED),
    ],
)
def test_a_change_is_named_where_it_can_be_seen(photo, changed, expected, monkeypatch):
    # The evidence is made by hand: the pictures themselves do not lie on each other like that.
    monkeypatch.setattr(overlay, "foreign", lambda *_: 0.0)
    found = set(copy_score.changes(photo, photo, finding(**changed)))
    named = found & {Change.RECOLOURED, Change.WRITTEN_ON, Change.TILTED, Change.STRETCHED}
    assert named == ({expected} if expected else set())


SOFT = {"inliers": 0, "textured": 0, "toned": 0.99, "kept": 0.995, "moved": 0.0}


@pytest.mark.parametrize(
    ("changed", "is_copy"),
    [
        ({}, True),
        ({"toned": 0.9}, False),
        ({"kept": 0.95}, False),
        ({"moved": 0.1}, False),
        ({"covered_b": 0.6}, False),
        ({"textured": 10, "alike": 0.95}, True),
        ({"textured": 10, "alike": 0.7}, False),
    ],
)
def test_photos_without_points_must_agree_as_wholes(changed, is_copy):
    assert verdict._is_soft_copy(finding(**{**SOFT, **changed})) is is_copy


def taken(ms: int, *, subsecond: bool) -> Metadata:
    return Metadata(taken_ms=ms, has_subsecond=subsecond, camera="X100")


@pytest.mark.parametrize(
    ("apart_ms", "subsecond", "expected"),
    [
        (0, True, "UNKNOWN"),
        (5, True, "UNKNOWN"),
        (60, True, "TWO_SOON"),
        (600, False, "UNKNOWN"),
        (2_000, False, "TWO_SOON"),
        (4_000, True, "TWO_SOON"),
        (60_000, False, "TWO"),
        (1_800_000, True, "TWO"),
        (3 * 3_600_000, True, "UNKNOWN"),
    ],
)
def test_capture_times_apart_are_two_releases_only_within_the_hour(apart_ms, subsecond, expected):
    first = taken(100_000_000, subsecond=subsecond)
    other = taken(100_000_000 + apart_ms, subsecond=subsecond)
    assert verdict._shutter(first, other).name == expected
    assert verdict._shutter(other, first).name == expected

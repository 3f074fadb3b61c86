"""What one photo shows of another decides who is a crop, and who was merely trimmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simgui.core.grouping import comparisons
from simgui.core.types import Change, ContentId
from tests.core.grouping.test_keeper import INNER, photo, seen

CROP, WHOLE = photo(1), photo(2)
KEY = (ContentId(1), ContentId(2))


@pytest.mark.parametrize(
    ("covered", "changes", "is_crop", "is_trimmed"),
    [
        ((1.0, 0.6), (Change.CROPPED,), True, True),
        ((1.0, 0.96), (Change.CROPPED,), False, True),
        ((1.0, 1.0), (Change.CROPPED,), False, False),
        # Each shows what the other does not: tilted apart, no crop of one another.
        ((0.6, 0.6), (Change.CROPPED,), False, False),
        # Nothing was cut off: a border was seen in one of them alone.
        ((1.0, 0.6), (Change.RECOLOURED,), False, False),
        ((1.0, 0.6), (), False, False),
        # Around a picture in a frame there is less to see, not more.
        ((1.0, 0.6), (Change.FRAMED,), False, False),
        ((1.0, 0.6), (Change.FRAMED, Change.CROPPED), False, False),
    ],
)
def test_a_crop_shows_clearly_less(covered, changes, is_crop, is_trimmed):
    pairs = seen(INNER, *covered, *changes)
    assert comparisons.is_crop(CROP, WHOLE, pairs) is is_crop
    assert comparisons.is_trimmed(CROP, WHOLE, pairs) is is_trimmed
    if covered[0] == 1.0:
        assert not comparisons.is_crop(WHOLE, CROP, pairs)
        assert not comparisons.is_trimmed(WHOLE, CROP, pairs)


def test_without_a_look_at_the_pixels_nothing_is_a_crop():
    """What was passed on by a chain of pairs has no alignment, whatever it is called."""
    assert not comparisons.is_crop(CROP, WHOLE, {})
    told = {KEY: replace(seen(INNER, 1.0, 0.6, Change.CROPPED)[KEY], alignment=None)}
    assert not comparisons.is_crop(CROP, WHOLE, told)
    assert not comparisons.is_trimmed(CROP, WHOLE, told)


@pytest.mark.parametrize(("side", "is_crop"), [(4000, True), (4600, False)])
def test_more_pixels_of_a_part_are_no_loss(side, is_crop):
    part = photo(1, width=side, height=side * 3 // 4)
    pairs = seen(INNER, 1.0, 0.6, Change.CROPPED)
    assert comparisons.is_crop(part, WHOLE, pairs) is is_crop

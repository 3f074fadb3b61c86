"""The families that judge: each changes a picture, and is made again by its seed."""

import numpy as np
import pytest

from models import unseen
from tests.core import pictures

PHOTO = pictures.photo(3).convert("RGB").resize((240, 160))


@pytest.mark.parametrize("family", sorted(unseen.FAMILIES))
def test_a_family_changes_a_picture_and_is_made_again_by_its_seed(family):
    edit = unseen.FAMILIES[family]
    first, again = (edit(PHOTO, np.random.default_rng(4)) for _ in range(2))
    assert first.size == PHOTO.size
    assert first.mode == "RGB"
    assert np.array_equal(first, again)
    assert np.abs(np.asarray(first, float) - np.asarray(PHOTO, float)).mean() > 0.2


def test_a_lens_moves_points_of_one_distance_alike():
    """A pincushion or barrel is round, whatever the shape of the picture."""
    x, y = unseen.plane(PHOTO)
    ramp = np.stack([255 * (x + 1) / 2, 255 * (y + 1) / 2, 0 * x], axis=2)
    shown = np.asarray(unseen.lens(unseen.shown(ramp), np.random.default_rng(4)), float)
    right = (shown[80, 200, 0] / 255 * 2 - 1) / x[80, 200]
    below = (shown[160 - 1, 120, 1] / 255 * 2 - 1) / y[159, 120]
    assert right == pytest.approx(below, abs=0.02)

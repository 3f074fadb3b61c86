"""A picture that perspective or a lens has bent is straightened; anything else is left alone."""

import numpy as np
import pytest

from simgui.core import bend
from simgui.core.imaging.pyramid import picture
from tests.core import pictures

SIZE = (320, 240)
PHOTO = picture(np.asarray(pictures.photo(3).convert("RGB").resize(SIZE)))


def bent(points, perspective, radial):
    """Where points of a are in b."""
    centre, radius = (np.array(SIZE) - 1) / 2, np.hypot(*SIZE) / 2
    unit = (points - centre) / radius
    unit = unit * (1 + radial * (unit**2).sum(axis=1, keepdims=True))
    unit = unit / (1 + unit @ np.array(perspective))[:, None]
    return unit * radius + centre


def matched(perspective, radial, *, strays=30, seed=1):
    rng = np.random.default_rng(seed)
    at_a = rng.uniform((0, 0), SIZE, (150, 2))
    at_b = bent(at_a, perspective, radial) + rng.normal(0, 0.3, (150, 2))
    at_b[:strays] += rng.uniform(-20, 20, (strays, 2))
    rows = np.hstack([at_b, np.ones((150, 1))])
    to_a = np.linalg.lstsq(rows[strays:], at_a[strays:], rcond=None)[0].T
    return at_a.astype(np.float32), at_b.astype(np.float32), to_a


@pytest.mark.parametrize(
    ("perspective", "radial"),
    [((0.12, -0.08), 0.0), ((0.0, 0.0), 0.12), ((0.0, 0.0), -0.1), ((-0.1, 0.05), 0.06)],
    ids=["perspective", "pincushion", "barrel", "both"],
)
def test_strays_do_not_hide_how_a_picture_is_bent(perspective, radial):
    at_a, at_b, to_a = matched(perspective, radial)
    found, misses = bend.fit(at_a, at_b, to_a, SIZE, SIZE)
    assert np.quantile(misses[30:], 0.95) < 1.2
    straight = np.hypot(*(at_b @ to_a[:, :2].T + to_a[:, 2] - at_a).T)[30:]
    assert np.quantile(straight, 0.95) > 2 * np.quantile(misses[30:], 0.95)
    assert found.to_a is to_a


@pytest.mark.parametrize("factor", [1, 2])
def test_a_straightened_picture_lies_on_the_other_at_any_size(factor):
    """B is a under a bend; straightened and moved by the affine map it is a again."""
    import cv2

    at_a, at_b, to_a = matched((0.1, -0.06), 0.08, strays=0)
    found, _ = bend.fit(at_a, at_b, to_a, SIZE, SIZE)
    # Where each point of b is in a, by inverting the bend on a grid of a's points.
    size = (factor * SIZE[0], factor * SIZE[1])
    original = cv2.resize(PHOTO.levels[0], size, interpolation=cv2.INTER_CUBIC)
    down, across = np.indices((size[1], size[0]))
    wanted = np.stack([across.ravel(), down.ravel()], axis=1) / factor
    guess = wanted.copy()
    for _ in range(30):
        guess += wanted - bent(guess, (0.1, -0.06), 0.08)
    maps = (guess * factor).reshape(size[1], size[0], 2).astype(np.float32)
    b = picture(cv2.remap(original, maps[..., 0], maps[..., 1], cv2.INTER_CUBIC))
    laid = found.straightened(b)
    assert laid.size == b.size
    matrix = np.array(to_a)
    matrix[:, 2] *= factor
    on_a = laid.warp(np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2], size)
    inner = (slice(size[1] // 6, -size[1] // 6), slice(size[0] // 6, -size[0] // 6))
    off = np.abs(on_a.astype(float) - original)[inner].mean()
    before = np.abs(
        b.warp(np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2], size).astype(float) - original
    )[inner].mean()
    assert off < 0.5 * before
    left, top, right, bottom = laid.content
    assert 0.7 * b.size[0] < right - left <= b.size[0]
    assert 0.7 * b.size[1] < bottom - top <= b.size[1]


def test_points_that_nothing_explains_give_no_bend():
    rng = np.random.default_rng(2)
    at_a, at_b = (rng.uniform((0, 0), SIZE, (60, 2)).astype(np.float32) for _ in range(2))
    found = bend.fit(at_a, at_b, np.array([[1.0, 0, 0], [0, 1, 0]]), SIZE, SIZE)
    assert found is None or (found[1] < 3).mean() < 0.4

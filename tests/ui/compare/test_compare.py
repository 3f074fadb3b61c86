"""Where photos lie on each other, and what is said to agree and to differ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from simgui.ui.compare.canvas import Stage
from simgui.ui.compare.difference import maps
from simgui.ui.compare.modes import Mode
from simgui.ui.platform.qimages import from_pixels, to_pixels
from simgui.ui.widgets.placement import Laid, inverse, transform
from tests.ui import sceneries
from tests.ui.builders import photo

numbers = st.floats(-3, 3, allow_nan=False)


def image(painted: Image.Image) -> QImage:
    return from_pixels(np.asarray(painted.convert("RGB")))


@given(numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers)
def test_the_inverse_leads_back(a, b, c, d, e, f, x, y):
    there = transform(a, b, c, d, e, f)
    moved = there.map(QPointF(x, y))
    assert abs(moved.x() - (a * x + b * y + c)) < 1e-9
    assert abs(moved.y() - (d * x + e * y + f)) < 1e-9
    if abs(there.determinant()) < 0.05:
        return
    back = inverse(there).map(moved)
    assert abs(back.x() - x) < 1e-6
    assert abs(back.y() - y) < 1e-6


def test_a_map_without_an_inverse_leads_back_to_the_same_place():
    assert inverse(transform(1, 1, 0, 1, 1, 0)).isIdentity()


def test_pictures_survive_the_way_to_qt_and_back():
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    assert (to_pixels(from_pixels(pixels)) == pixels).all()


def test_the_same_picture_agrees_everywhere_and_differs_nowhere():
    scene = image(sceneries.scene(0, (240, 160)))
    made = maps(scene, scene, transform(1, 0, 0, 0, 1, 0))
    assert made.mean_agreement > 0.99
    plain = to_pixels(made.difference).astype(int)
    assert np.abs(plain[..., 0] - plain[..., 2]).max() <= 1


def test_a_crop_agrees_inside_its_rectangle_and_is_unknown_outside():
    scene = sceneries.scene(0, (300, 200))
    crop = sceneries.edited(scene, "crop")
    laid = transform(1 / 0.76, 0, -0.12 / 0.76, 0, 1 / 0.8, -0.1 / 0.8)
    made = maps(image(scene), image(crop), laid)
    assert made.mean_agreement > 0.9
    alpha = array_rgba(made.agreement)
    assert tuple(alpha[5, 5][:3]) == (0, 0, 0)
    green = alpha[100, 150]
    assert green[1] > green[0]


def test_a_filter_is_no_difference_but_a_sticker_is():
    scene = sceneries.scene(1, (300, 200))
    brighter = ImageEnhance.Brightness(scene).enhance(0.8)
    stickered = brighter.copy()
    stickered.paste((230, 30, 30), (200, 40, 260, 90))
    made = to_pixels(
        maps(image(scene), image(stickered), transform(1, 0, 0, 0, 1, 0)).difference
    ).astype(int)
    yellow = made[..., 0] - made[..., 2]
    assert yellow[50:80, 210:250].mean() > 4 * max(1.0, yellow[120:, :100].mean())


def test_another_photo_does_not_agree():
    made = maps(
        image(sceneries.scene(0, (240, 160))),
        image(sceneries.scene(4, (240, 160))),
        transform(1, 0, 0, 0, 1, 0),
    )
    assert made.mean_agreement < 0.5


def array_rgba(shown: QImage) -> np.ndarray:
    rgba = shown.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(rgba.constBits(), np.uint8)
    return flat.reshape(rgba.height(), rgba.bytesPerLine())[:, : rgba.width() * 4].reshape(
        rgba.height(), rgba.width(), 4
    )


@pytest.fixture
def stage(theme, qtbot):
    made = Stage(theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def laid(number=1, width=1600, height=1200, how=None):
    return Laid(
        photo(number, width=width, height=height), how or transform(1, 0, 0, 0, 1, 0), is_found=True
    )


def test_fitted_photos_are_whole_in_their_panes(stage):
    crop = transform(1 / 0.5, 0, -0.25 / 0.5, 0, 1 / 0.5, -0.25 / 0.5)
    stage.show_photos([laid(), laid(2, 800, 600, crop)], 1)
    for index in (0, 1):
        box = stage.view.own_transform(index).mapRect(
            stage.view.laid[index].outline().boundingRect() if index == 0 else _unit()
        )
        assert stage.view.pane(index).contains(box)


def _unit():
    from PySide6.QtCore import QRectF

    return QRectF(0, 0, 1, 1)


def test_the_same_spot_has_the_same_size_in_each_pane(stage):
    crop = transform(1 / 0.5, 0, -0.25 / 0.5, 0, 1 / 0.5, -0.25 / 0.5)
    stage.show_photos([laid(), laid(2, 400, 300, crop)], 1)
    whole = stage.view.own_transform(0).mapRect(_unit())
    part = stage.view.own_transform(1).mapRect(_unit())
    assert abs(part.width() - whole.width() / 2) < 0.5


def test_full_size_shows_pixels_of_the_reference_one_to_one(stage):
    stage.show_photos([laid(), laid(2)], 1)
    stage.show_pixels()
    assert abs(stage.view.own_transform(0).m11() - 1600) < 1e-6
    stage.pan(-10_000, 0)
    right = stage.view.own_transform(0).mapRect(_unit()).right()
    assert abs(right - stage.view.pane(0).right()) < 1
    stage.fit()
    assert stage.view.pane(0).contains(stage.view.own_transform(0).mapRect(_unit()))


def test_zooming_keeps_the_spot_under_the_mouse(stage):
    stage.show_photos([laid(1, 4000, 3000)], 0)
    stage.set_mode(Mode.SWIPE)
    at = QPointF(500, 260)
    stage.zoom_to(0.6, at)
    before = stage.view.reference_transform().inverted()[0].map(at)
    stage.zoom_to(0.9, at)
    after = stage.view.reference_transform().inverted()[0].map(at)
    assert abs(before.x() - after.x()) < 1e-6
    assert abs(before.y() - after.y()) < 1e-6


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_way_of_comparing_paints(stage, mode, count):
    stage.show_photos([laid(n) for n in range(1, count + 1)], count - 1)
    for number in range(1, count + 1):
        stage.show_picture(photo(number).id, image(sceneries.scene(number, (120, 90))))
    small = image(sceneries.scene(0, (60, 40)))
    stage.show_maps(small, small)
    stage.set_mode(mode)
    assert not stage.grab().isNull()

"""What was laid over one of two pictures is found, and nothing else is."""

import numpy as np
import pytest
from PIL import ImageDraw, ImageFont

from simgui.core.imaging.pyramid import picture
from simgui.core.matching import overlap, overlay
from tests.core import pictures

PHOTO = pictures.photo(3).convert("RGB").resize((640, 480))
SAME = np.array([[1.0, 0, 0], [0, 1, 0]])


def with_bar(words, top=0.8, ground="white", ink="black"):
    image = PHOTO.copy()
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, int(480 * top), 640, int(480 * top) + 70), fill=ground)
    pen.text((20, int(480 * top) + 8), words, ink, ImageFont.load_default(44))
    return image


def share(a, b, raster_px=144):
    """Share of the raster that is hidden."""
    raster = overlap.rasterise(picture(np.asarray(a)), picture(np.asarray(b)), SAME, raster_px)
    return overlay.hidden(raster).sum() / raster.mask.sum()


@pytest.mark.parametrize("raster_px", [144, 400])
@pytest.mark.parametrize(("ground", "ink"), [("white", "black"), ("black", "grey")])
def test_a_bar_with_words_is_left_out_on_either_side(ground, ink, raster_px):
    written = with_bar("best day ever", ground=ground, ink=ink)
    for pair in ((written, PHOTO), (PHOTO, written)):
        assert 0.14 < share(*pair, raster_px) < 0.3


def test_two_bars_with_different_words_are_no_overlay():
    assert share(with_bar("best day ever"), with_bar("see you soon")) == 0


def test_what_moved_is_no_overlay():
    moved = PHOTO.copy()
    moved.paste(PHOTO.crop((200, 150, 380, 330)), (230, 170))
    assert share(PHOTO, moved) == 0


def test_nothing_lies_over_equal_pictures():
    assert share(PHOTO, PHOTO) == 0


def test_few_colours_are_told_from_many():
    rng = np.random.default_rng(1)
    ink = np.repeat([[250.0, 250, 250], [20, 30, 160]], 200, axis=0) + rng.normal(0, 3, (400, 3))
    assert overlay.few_colours(ink.astype(np.float32)) > 0.99
    assert overlay.few_colours(rng.uniform(0, 255, (400, 3)).astype(np.float32)) < 0.3
    assert overlay.few_colours(np.empty((0, 3), np.float32)) == 1

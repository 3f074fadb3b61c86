import json

import numpy as np
import pytest
from PIL import Image

from models import bursts, edits, photos, retouch


def generator(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


def opened(name: str, picture: Image.Image) -> Image.Image:
    return photos.upright_rgb(edits.EDITS[name].encoded(picture, generator()))


@pytest.mark.parametrize("name", sorted(edits.EDITS))
def test_an_edit_is_the_same_for_the_same_seed(name, picture):
    if edits.EDITS[name].suffix == ".heic":
        pytest.importorskip("pillow_heif", reason="HEIC needs pillow-heif")
    before = picture.tobytes()
    assert opened(name, picture).tobytes() == opened(name, picture).tobytes()
    assert picture.tobytes() == before


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("resize50", (100, 75)),
        ("resize25", (50, 38)),
        ("crop10", (180, 135)),
        ("crop40", (120, 90)),
        ("turn90", (150, 200)),
        ("turn180", (200, 150)),
    ],
)
def test_an_edit_gives_the_size_it_promises(name, size, picture):
    assert opened(name, picture).size == size


def test_a_crop_is_a_window_of_the_photo(picture):
    cut = retouch.cropped(picture, generator(), 0.4)
    pixels, part = np.asarray(picture), np.asarray(cut)
    places = [
        (top, left)
        for top in range(pixels.shape[0] - part.shape[0] + 1)
        for left in range(pixels.shape[1] - part.shape[1] + 1)
        if (pixels[top, left] == part[0, 0]).all()
        and (pixels[top : top + part.shape[0], left : left + part.shape[1]] == part).all()
    ]
    assert places


def test_a_mirror_image_mirrored_is_the_photo(picture):
    how = Image.Transpose.FLIP_LEFT_RIGHT
    assert retouch.turned(retouch.turned(picture, None, how), None, how) == picture


def test_grey_has_no_colour_and_sepia_has(picture):
    grey = np.asarray(retouch.grey(picture, generator())).astype(int)
    sepia = np.asarray(retouch.sepia(picture, generator())).astype(int)
    assert np.ptp(grey, axis=2).max() == 0
    assert (sepia[..., 0] >= sepia[..., 2]).all()


def test_a_perspective_maps_its_corners():
    seen = np.array([[1, 2], [3, 30], [40, 35], [44, 1]], float)
    flat = np.array([[0, 0], [0, 40], [50, 40], [50, 0]], float)
    a, b, c, d, e, f, g, h = retouch.perspective_terms(seen, flat)
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        scale = g * x + h * y + 1
        assert ((a * x + b * y + c) / scale, (d * x + e * y + f) / scale) == pytest.approx((u, v))


def test_shots_of_a_burst_differ_from_each_other(picture):
    shots = [np.asarray(shot, float) for shot in bursts.burst(picture, generator())]
    for i, one in enumerate(shots):
        for other in shots[i + 1 :]:
            assert np.abs(one - other).mean() > 1.0


def test_a_labelled_folder_lists_what_belongs_together(folder, tmp_path):
    def made(name: str):
        arguments = ["make", "--photos", str(folder), "--out", str(tmp_path / name)]
        arguments += ["--distractors", str(folder), "--copies", "3", "--most", "4", "--seed", "9"]
        arguments += ["--limit", "5", "--edits", "jpeg30", "crop25", "mirror", "grey", "resize50"]
        edits.make(edits.parse(arguments))
        return tmp_path / name

    first, second = made("a"), made("b")
    truth = json.loads((first / "truth.json").read_text())
    assert len(truth["groups"]) == 4 * 4
    assert sorted(set(truth["groups"].values())) == [0, 1, 2, 3]
    assert set(truth["edits"]) == set(truth["groups"])
    assert sum(edit == "original" for edit in truth["edits"].values()) == 4
    names = sorted(path.name for path in first.iterdir())
    assert len(names) == 16 + 5 + 1
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()

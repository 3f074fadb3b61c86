"""Brackets, bursts, panoramas, stereo pairs and pages are shown as sets, and no rule thins one."""

from __future__ import annotations

import os

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from simgui.core.grouping.criteria import Criterion
from tests.core import holding_files as made
from tests.core.pictures import exif_bytes, photo

SIZE = (640, 480)
EVERY_TIER = ("--tiers", "identical,pixels,same,edited")


def noisy(image: Image.Image, seed: int, sigma: float = 3.0) -> Image.Image:
    """A picture with the noise of a shot of its own."""
    noise = np.random.default_rng(seed).normal(0, sigma, (*image.size[::-1], 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))


def exposed(image: Image.Image, gain: float) -> Image.Image:
    return image.point(lambda level: min(255, round(level * gain)))


def tinted(image: Image.Image, red: float, blue: float) -> Image.Image:
    pixels = np.asarray(image) * (red, 1.0, blue)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def focused(image: Image.Image, is_near: bool) -> Image.Image:
    width, height = image.size
    blurred = image.filter(ImageFilter.GaussianBlur(5))
    half = (0, 0, width, height // 2) if is_near else (0, height // 2, width, height)
    blurred.paste(image.crop(half), half[:2])
    return blurred


def page(number: int) -> Image.Image:
    image = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(number)
    for row in range(34):
        words = ["".join(map(chr, rng.integers(97, 123, rng.integers(3, 9)))) for _ in range(11)]
        draw.text((40, 40 + 23 * row), " ".join(words), fill="black")
    return image


def jpeg(image: Image.Image, *, second: int = 0, **tags: object) -> bytes:
    if not tags:
        return made.saved(image, "jpeg", quality=92)
    known = {"Make": "Canon", "Model": "EOS R6", "ISOSpeedRatings": 100, "ExposureTime": 1 / 60}
    exif = exif_bytes(taken=f"2021:06:05 14:03:{second:02}", **{**known, **tags})
    return made.saved(image, "jpeg", quality=92, exif=exif)


def sets() -> dict[str, dict[str, bytes]]:
    """The files of each set by the name of its folder."""
    scenes = [photo(800 + n, SIZE) for n in range(12)]
    wide, other_wide = (photo(seed, (1600, 480)) for seed in (830, 831))
    times = (1 / 15, 1 / 60, 1 / 250)
    return {
        "exposures": {
            f"IMG_{n}.jpg": jpeg(noisy(exposed(scenes[0], gain), n), ExposureTime=time)
            for n, (gain, time) in enumerate(zip((1.6, 1.0, 0.5), times, strict=True), 10)
        },
        "exposures without camera data": {
            f"scene_{n}.jpg": jpeg(noisy(exposed(scenes[1], gain), n))
            for n, gain in enumerate((1.9, 1.0, 0.45))
        },
        "focus": {
            f"DSC_{n}.jpg": jpeg(noisy(focused(scenes[2], n == 20), n), second=n - 20, Artist="")
            for n in (20, 21)
        },
        "white balance": {
            f"P10{n}.jpg": jpeg(tinted(scenes[3], red, 2 - red), subsecond="55", Artist="")
            for n, red in enumerate((0.8, 1.0, 1.2), 30)
        },
        "burst": {
            f"IMG_20210605_BURST00{n}{'_COVER' * (n == 2)}.jpg": jpeg(noisy(scenes[4], n))
            for n in (1, 2, 3)
        },
        "still scene": {f"DSC_{n}.jpg": jpeg(noisy(scenes[5], n), Artist="") for n in (40, 41, 42)},
        "stereo": {
            "church_L.jpg": jpeg(scenes[6].crop((0, 0, 620, 480))),
            "church_R.jpg": jpeg(scenes[6].crop((14, 0, 634, 480))),
        },
        "panorama parts": {
            f"pano_{n}.jpg": jpeg(wide.crop((left, 0, left + 640, 480)))
            for n, left in enumerate((0, 240, 480))
        },
        "panorama": {
            "IMG_50.jpg": jpeg(other_wide, CustomRendered=6),
            "IMG_51.jpg": jpeg(noisy(other_wide.crop((300, 0, 1300, 480)), 9), second=9, Artist=""),
        },
        "pages": {f"scan_00{n}.jpg": jpeg(page(n)) for n in (1, 2)},
        "burst in one file": {
            "burst.heic": made.heif_file(
                scenes[8],
                "heic",
                made.Extra(*made.coded(noisy(scenes[8], 1), "heic")),
                made.Extra(*made.coded(noisy(scenes[8], 2), "heic")),
            ),
            "burst_cover.heic": made.heif_file(scenes[8], "heic"),
        },
    }


SHOWN = {
    "exposures": {("moment", "bracket")},
    "exposures without camera data": {("moment", None)},
    "focus": {("moment", "burst")},
    "white balance": {("moment", "bracket")},
    "burst": {("moment", "burst")},
    "still scene": {("moment", "burst")},
    "stereo": {("moment", "stereo")},
    "panorama parts": {("moment", "panorama")},
    "panorama": {("moment", "panorama")},
    "burst in one file": {("same", None)},
}


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets")
    for name, files in sets().items():
        (folder / name).mkdir()
        for number, (file, data) in enumerate(files.items()):
            path = folder / name / file
            path.write_bytes(data)
            os.utime(path, (1_622_894_602 + number, 1_622_894_602 + number))
    return folder


def names_in(folder):
    return {
        os.path.relpath(os.path.join(b, n), folder).replace(os.sep, "/")
        for b, _, found in os.walk(folder)
        for n in found
    }


def test_each_set_is_shown_as_what_it_is(simgui, laid):
    result = simgui("scan", laid, "--upto", "similar", "--json", "-")
    shown: dict[str, set[tuple[str, str | None]]] = {}
    for group in result.json["groups"]:
        if group["tier"] == "similar":
            continue
        for shot in group["photos"]:
            home = os.path.basename(os.path.dirname(shot["path"]))
            shown.setdefault(home, set()).add((group["tier"], group["set"]))
    assert shown == SHOWN
    text = simgui("scan", laid, "--upto", "similar").out
    for words in ("shots of a bracket", "shots in a burst", "of a panorama", "of a stereo pair"):
        assert words in text


def test_no_rule_thins_a_set(simgui, laid):
    before = names_in(laid)
    for criterion in (None, *Criterion):
        options = () if criterion is None else ("--rule", criterion.value)
        assert simgui("clean", laid, "--apply", *EVERY_TIER, *options).code == 0
        gone = before - names_in(laid)
        assert gone <= {os.path.join("burst in one file", "burst_cover.heic")}, criterion
        if gone:
            assert simgui("library", "undo").code == 0

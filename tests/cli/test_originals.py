"""The photo that is kept is the original: the cases people have reported, with made files."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from tests.core import holding_files as made
from tests.core.pictures import exif_bytes, photo

TIERS = ("--tiers", "identical,pixels,same,edited")
SHOT = photo(31, (640, 480))
TAKEN = "2021:06:05 14:03:22"
CAMERA = exif_bytes(taken=TAKEN, Make="samsung", Model="SM-G991B", ISOSpeedRatings=200)


def edited(software: str, **tags) -> bytes:
    return exif_bytes(
        taken=TAKEN,
        Make="samsung",
        Model="SM-G991B",
        ISOSpeedRatings=200,
        Software=software,
        **tags,
    )


def jpeg(image=SHOT, quality=92, exif=CAMERA) -> bytes:
    return made.saved(image, "jpeg", quality=quality, **({"exif": exif} if exif else {}))


def write(folder, files, years):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        moment = datetime(years.get(name, 2021), 7, 1, tzinfo=UTC).timestamp()
        os.utime(path, (moment, moment))


def scanned(simgui, folder):
    """The one group: its keeper with the reason, and the others with theirs."""
    (group,) = simgui("scan", folder, "--json", "-").json["groups"]
    told = {
        os.path.relpath(p["path"], folder).replace(os.sep, "/"): p["reason"]
        for p in group["photos"]
    }
    (kept,) = (
        os.path.relpath(p["path"], folder).replace(os.sep, "/")
        for p in group["photos"]
        if p["keep"]
    )
    return kept, told


def left_after_clean(simgui, folder, *options):
    simgui("clean", folder, "--apply", *TIERS, *options)
    return {
        os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")
        for base, _, names in os.walk(folder)
        for name in names
    }


def cut_short(data: bytes) -> bytes:
    return data[: len(data) * 9 // 10] + b"\xff\xd9"


def with_errors(data: bytes) -> bytes:
    """A JPEG whose data go wrong two thirds down: all that follows is shifted and recoloured."""
    at = len(data) * 2 // 3
    return data[:at] + np.random.default_rng(3).integers(1, 255, 60, np.uint8).tobytes() + data[at:]


def on_screen() -> tuple[Image.Image, Image.Image]:
    """A screenshot of a chat, and the upper part of it."""
    screen = Image.new("RGB", (540, 1080), "#e8e4dc")
    draw = ImageDraw.Draw(screen)
    rng = np.random.default_rng(5)
    for row in range(18):
        left = 20 if row % 2 else 180
        draw.rounded_rectangle((left, 20 + 58 * row, left + 330, 66 + 58 * row), 12, "white")
        words = " ".join("".join(map(chr, rng.integers(97, 123, 6))) for _ in range(5))
        draw.text((left + 14, 34 + 58 * row), words, fill="black")
    return screen, screen.crop((0, 0, 540, 880))


SCREEN, SCREEN_PART = on_screen()
LARGE = SHOT.resize((1280, 960), Image.Resampling.BICUBIC)

CASES = {
    "the PNG made of a camera JPEG": (
        lambda: {
            "DCIM/IMG_1.jpg": jpeg(),
            "conv/IMG_1.png": made.saved(decoded(jpeg()), "png", exif=CAMERA),
        },
        {"conv/IMG_1.png": 2022},
        "DCIM/IMG_1.jpg",
        "made from it",
    ),
    "saved again at a higher quality": (
        lambda: {
            "DCIM/IMG_1.jpg": jpeg(quality=88),
            "IMG_1_gimp.jpg": jpeg(decoded(jpeg(quality=88)), 98, edited("GIMP 2.10")),
        },
        {"IMG_1_gimp.jpg": 2022},
        "DCIM/IMG_1.jpg",
        "made from it",
    ),
    "an export with more tags": (
        lambda: {
            "IMG_2.HEIC": made.saved(SHOT, "heic", quality=80, exif=CAMERA),
            "export/IMG_2.jpg": jpeg(exif=edited("Photos 9", Artist="me", Copyright="me")),
        },
        {},
        "IMG_2.HEIC",
        "camera",
    ),
    "edited by Google Photos, and a messenger's copy of the original": (
        lambda: {
            "DCIM/IMG_20210605_140322.jpg": jpeg(),
            "Takeout/IMG_20210605_140322-edited.jpg": jpeg(
                ImageEnhance.Contrast(SHOT).enhance(1.25), exif=edited("Google")
            ),
            "WhatsApp/IMG-20210605-WA0003.jpg": jpeg(SHOT.resize((400, 300)), 70, None),
        },
        {"Takeout/IMG_20210605_140322-edited.jpg": 2022},
        "DCIM/IMG_20210605_140322.jpg",
        "camera",
    ),
    "enlarged, with the camera's data": (
        lambda: {"IMG_3.jpg": jpeg(quality=90), "IMG_3_big.jpg": jpeg(LARGE, 90)},
        {"IMG_3_big.jpg": 2022},
        "IMG_3.jpg",
        "made from it",
    ),
    "enlarged, and saved at a high quality": (
        lambda: {"IMG_4.jpg": jpeg(quality=90), "IMG_4_2x.jpg": jpeg(LARGE, 97, None)},
        {"IMG_4_2x.jpg": 2022},
        "IMG_4.jpg",
        "made from it",
    ),
    "16 bits of a scanner against its web copy": (
        lambda: {
            "negative_012.tif": made.deep_file(SHOT, "tiff"),
            "web/neg12.jpg": jpeg(SHOT, 60, exif_bytes(DateTime="2021:06:06 10:00:00")),
        },
        {"web/neg12.jpg": 2022},
        "negative_012.tif",
        "more",
    ),
    "cut off, and with errors in its data": (
        lambda: {
            "bad/IMG_5.jpg": with_errors(jpeg()),
            "bad/IMG_5_cut.jpg": cut_short(jpeg()),
            "good/IMG_5.jpg": jpeg(),
        },
        {"bad/IMG_5.jpg": 2019, "bad/IMG_5_cut.jpg": 2018},
        "good/IMG_5.jpg",
        "damaged",
    ),
    "exiftool's backup": (
        lambda: {
            "IMG_9.jpg_original": jpeg(exif=edited("", gps=(48.2, 11.5))),
            "IMG_9.jpg": jpeg(),
        },
        {"IMG_9.jpg": 2022},
        "IMG_9.jpg",
        "backups of it",
    ),
    "a screenshot and its upper part": (
        lambda: {
            "Screenshot_cut.png": made.saved(SCREEN_PART, "png"),
            "Screenshot_whole.png": made.saved(SCREEN, "png"),
        },
        {},
        "Screenshot_whole.png",
        "pixels",
    ),
}


def decoded(data: bytes) -> Image.Image:
    import io

    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("name", CASES)
def test_the_original_leads_and_stays(simgui, tmp_path, name):
    files, years, original, reason = CASES[name]
    folder = tmp_path / "photos"
    write(folder, files(), years)
    kept, told = scanned(simgui, folder)
    assert kept == original
    assert reason in told[kept]
    assert original in left_after_clean(simgui, folder)


def test_a_damaged_copy_is_called_so_and_goes_by_a_rule(simgui, tmp_path):
    files, years, original, _ = CASES["cut off, and with errors in its data"]
    folder = tmp_path / "photos"
    write(folder, files(), years)
    _, told = scanned(simgui, folder)
    assert sorted(told[name] for name in told if name != original) == ["damaged copy"] * 2
    assert left_after_clean(simgui, folder) == {original}


def test_a_clock_that_was_never_set_makes_no_photo_the_oldest(simgui, tmp_path):
    folder = tmp_path / "photos"
    write(folder, {"2021/IMG_7.jpg": jpeg(), "from phone/IMG_7.jpg": jpeg()}, {})
    os.utime(folder / "from phone" / "IMG_7.jpg", (1, 1))
    kept, told = scanned(simgui, folder)
    assert kept == "2021/IMG_7.jpg"
    assert "oldest" not in told[kept]


@pytest.mark.parametrize("beside", ["IMG_1.MOV", "IMG_1.xmp", "IMG_1.jpg.pp3"])
def test_the_copy_with_a_companion_stays_with_it(simgui, tmp_path, beside):
    folder = tmp_path / "photos"
    write(
        folder,
        {"cloud/IMG_1.jpg": jpeg(), "phone/IMG_1.jpg": jpeg(), f"phone/{beside}": made.film()},
        {"cloud/IMG_1.jpg": 2019},
    )
    assert scanned(simgui, folder)[0] == "phone/IMG_1.jpg"
    assert left_after_clean(simgui, folder) == {"phone/IMG_1.jpg", f"phone/{beside}"}


def test_companions_of_other_content_stay_both(simgui, tmp_path):
    folder = tmp_path / "photos"
    files = {f"{place}/IMG.jpg": jpeg() for place in "ab"}
    films = {"a/IMG.MOV": made.film(1), "b/IMG.MOV": made.film(2)}
    write(folder, {**files, **films}, {})
    assert left_after_clean(simgui, folder) == {*files, *films}


def test_pages_packed_otherwise_are_the_same_pixels(simgui, tmp_path):
    pages = [photo(seed, (300, 400)) for seed in (41, 42, 43)]

    def book(order, **options):
        first, *others = [pages[i] for i in order]
        return made.saved(first, "tiff", save_all=True, append_images=others, **options)

    folder = tmp_path / "photos"
    files = {
        "a.tif": book((0, 1, 2)),
        "b.tif": book((0, 1, 2), compression="tiff_lzw"),
        "c.tif": book((0, 2, 1), compression="tiff_lzw"),
        "d.tif": book((0, 1), compression="tiff_lzw"),
    }
    write(folder, files, {})
    simgui("clean", folder, "--apply", "--tiers", "identical,pixels")
    left = set(os.listdir(folder))
    assert {"c.tif", "d.tif"} < left
    assert len(left & {"a.tif", "b.tif"}) == 1


def test_16_bits_of_a_jpeg_2000_are_compared_in_full(simgui, tmp_path):
    # Without tones near black and white, which lossy compression throws beyond them.
    calm = SHOT.point(lambda level: 60 + level // 2)
    deep = made.deep_file(calm, "jp2")
    stored = cv2.imdecode(np.frombuffer(deep, np.uint8), cv2.IMREAD_UNCHANGED)
    _, as_tiff = cv2.imencode(".tif", stored)
    folder = tmp_path / "photos"
    other = np.where(stored == stored.max(), stored - 1, stored)
    _, off_by_one = cv2.imencode(".tif", other)
    files = {"a.jp2": deep, "b.tif": as_tiff.tobytes(), "c.tif": off_by_one.tobytes()}
    write(folder, files, {})
    simgui("clean", folder, "--apply", "--tiers", "identical,pixels")
    assert set(os.listdir(folder)) in ({"a.jp2", "c.tif"}, {"b.tif", "c.tif"})


def test_webp_of_other_qualities_are_copies(simgui, tmp_path):
    folder = tmp_path / "photos"
    options = {"a.webp": {"lossless": True}, "b.webp": {"quality": 90}, "c.webp": {"quality": 60}}
    write(folder, {n: made.saved(SHOT, "webp", **o) for n, o in options.items()}, {})
    assert len(scanned(simgui, folder)[1]) == 3

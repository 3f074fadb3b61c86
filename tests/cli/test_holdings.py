"""What only one file holds is told, and no rule takes it: the cases people have reported."""

from __future__ import annotations

import os
import sqlite3
from itertools import islice

import numpy as np
import pytest
from PIL import Image

from tests.core import holding_files as made
from tests.core.pictures import exif_bytes, photo
from tests.faults import matrix

TIERS = ("--tiers", "identical,pixels,same,edited")
IMAGE = photo(1, (320, 240))


def write(path, data, *, year=2021):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    time = (year - 1970) * 365.25 * 86400
    os.utime(path, (time, time))
    return path


def reasons(simgui, folder):
    groups = simgui("scan", folder, "--json", "-").json["groups"]
    return {
        os.path.relpath(p["path"], folder).replace(os.sep, "/"): (p["tier"], p["reason"])
        for group in groups
        for p in group["photos"]
        if not p["keep"]
    }


def cleaned(simgui, folder, *options):
    """Names that are left after a clean with every tier."""
    simgui("clean", folder, "--apply", *TIERS, *options)
    return {
        os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")
        for base, _, names in os.walk(folder)
        for name in names
    }


MORE = {
    "a film": (lambda: made.saved(IMAGE, "jpeg") + made.film(), "jpeg", "a 2.0 s video"),
    "a gain map": (
        lambda: made.heif_file(
            IMAGE,
            "avif",
            made.Extra(*made.coded(photo(2, (160, 120)), "avif"), is_hidden=True),
            made.Extra(b"tmap", bytes(20) + b"x", refers=(b"dimg", (1, 2))),
        ),
        "avif",
        "a gain map (HDR)",
    ),
    "pages": (
        lambda: made.saved(
            IMAGE, "tiff", save_all=True, append_images=[photo(n, (320, 240)) for n in (2, 3)]
        ),
        "jpeg",
        "2 more pages",
    ),
    "frames": (
        lambda: made.saved(
            IMAGE, "webp", lossless=True, save_all=True, append_images=[photo(2, (320, 240))]
        ),
        "webp",
        "1 more frame",
    ),
    "16 bits": (lambda: made.deep_file(IMAGE, "ppm"), "png", "16 instead of 8 bits per channel"),
    "a mark of HDR": (
        lambda: made.with_chunk(made.saved(IMAGE, "png"), b"cICP", bytes((9, 16, 0, 1))),
        "png",
        "a colour profile",
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_a_file_that_holds_more_is_the_same_photo_at_most_and_stays(simgui, tmp_path, name):
    holder, kind, words = MORE[name]
    folder = tmp_path / "photos"
    options = {"lossless": True} if kind == "webp" else {}
    plain = made.heif_file(IMAGE, kind) if kind == "avif" else made.saved(IMAGE, kind, **options)
    write(folder / "plain", plain, year=2019)
    write(folder / "more", holder(), year=2021)
    told = reasons(simgui, folder)
    ((other, (tier, reason)),) = told.items()
    assert tier == "same"
    if other == "plain" and name == "16 bits":
        words = "has 8 instead of 16 bits per channel"
    elif name != "a mark of HDR":  # plain colours are something to hold, too
        assert f"{'has' if other == 'more' else 'lacks'} " in reason
    assert words in reason
    assert "more" in cleaned(simgui, folder)


def test_a_cut_out_is_an_edited_copy_and_stays(simgui, tmp_path):
    mask = Image.new("L", IMAGE.size, 255)
    mask.paste(0, (200, 20, 300, 60))
    cut = IMAGE.copy()
    cut.putalpha(mask)
    white = Image.composite(IMAGE, Image.new("RGB", IMAGE.size, "white"), mask)
    folder = tmp_path / "photos"
    write(folder / "cut.png", made.saved(cut, "png"), year=2021)
    write(folder / "white.jpg", made.saved(white, "jpeg", quality=92), year=2019)
    ((tier, reason),) = reasons(simgui, folder).values()
    assert tier == "edited"
    assert "transparency" in reason
    assert "cut.png" in cleaned(simgui, folder)


def test_the_same_pixels_are_seen_however_they_are_turned_and_packed(simgui, tmp_path):
    folder = tmp_path / "photos"
    turns = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90}
    turns[8] = Image.Transpose.ROTATE_270
    image = photo(4, (401, 303))
    write(folder / "o1.png", made.saved(image, "png"))
    for orientation, turn in turns.items():
        exif = exif_bytes(orientation=orientation)
        data = made.saved(image.transpose(turn), "png", exif=exif)
        write(folder / f"o{orientation}.png", data)
    assert {tier for tier, _ in reasons(simgui, folder).values()} == {"pixels"}
    deep = tmp_path / "deep"
    for kind in ("png", "tiff", "ppm"):
        write(deep / f"a.{kind}", made.deep_file(photo(5, (320, 240)), kind))
    found = reasons(simgui, deep)
    assert [tier for tier, _ in found.values()] == ["pixels", "pixels"]


def test_what_no_decoder_knows_is_found_by_its_bytes_goes_and_comes_back(simgui, tmp_path):
    folder = tmp_path / "photos"
    raw = made.box(b"ftyp", b"crx \0\0\0\x01crx isom") + np.random.default_rng(1).bytes(5000)
    half = made.saved(IMAGE, "jpeg", quality=95)[:9000]
    for place in ("a", "b"):
        write(folder / place / "IMG.CR3", raw)
        write(folder / place / "half.jpg", half)
    write(folder / "a" / "other.CR3", raw[:-1] + b"x")
    told = reasons(simgui, folder)
    assert {tier for tier, _ in told.values()} == {"identical"}
    assert len(told) == 2
    left = cleaned(simgui, folder)
    assert len(left) == 3
    assert simgui("library", "undo").code == 0
    assert len(cleaned(simgui, folder, "--tiers", "same")) == 5
    # A file that changes is no twin any more.
    write(folder / "b" / "IMG.CR3", raw[:-2] + b"yy")
    assert len(reasons(simgui, folder)) == 1


def test_no_rule_takes_a_photo_that_alone_knows_its_date(simgui, tmp_path):
    folder, archive = tmp_path / "photos", tmp_path / "archive"
    write(archive / "a.png", made.saved(IMAGE, "png"))
    dated = made.saved(IMAGE, "png", exif=exif_bytes(taken="2021:08:14 11:42:07"))
    write(folder / "b.png", dated)
    # Nothing is written beside a protected photo, so that the date can't be saved there.
    for options in ((), ("--save-metadata",)):
        result = simgui("clean", folder, "--protect", archive, "--apply", *TIERS, *options)
        assert "metadata that the kept photo doesn't have: date\n" in result.err
        assert os.listdir(folder) == ["b.png"]


def test_a_library_of_an_older_version_is_read_again_before_anything_goes(simgui, tmp_path):
    folder = tmp_path / "photos"
    write(folder / "still.jpg", made.saved(IMAGE, "jpeg"), year=2019)
    write(folder / "motion.jpg", made.saved(IMAGE, "jpeg") + made.film(), year=2021)
    simgui("scan", folder)
    (file,) = (tmp_path / "home").rglob("library.db")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE content SET holdings = NULL, pixel_hash = NULL")
    database.close()
    stats = simgui("scan", folder, "--json", "-").json["stats"]
    assert stats["embedded"] == 2
    assert simgui("scan", folder, "--json", "-").json["stats"]["embedded"] == 0
    assert "motion.jpg" in cleaned(simgui, folder)


def test_a_sample_of_the_matrix_loses_nothing(simgui, tmp_path, monkeypatch):
    everything = matrix.pairs()[::4]
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "home"))
    for order in islice(matrix.orders(), 2):
        outcome = matrix.run_order(everything, order, tmp_path)
        assert outcome.lost == ()
        assert outcome.cells == len(everything) >= 25
        assert outcome.removed > 0

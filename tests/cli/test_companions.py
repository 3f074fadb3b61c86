"""What belongs to a photo goes with it and comes back with it, in every spelling there is."""

from __future__ import annotations

import os

import pytest

from tests.core import holding_files as made
from tests.core.pictures import photo

LONG = "Screenshot_20190919-053857743_holiday_in_the_mo"  # 47 characters, as Takeout cuts names off

# The photo's own name and that of its companion.
PAIRS = (
    ("IMG_1.jpg", "IMG_1.jpg.json"),
    ("IMG_1.jpg", "IMG_1.json"),
    ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
    ("IMG_1.jpg", "IMG_1.jpg.supplemental-me.json"),
    ("IMG_1.jpg", "IMG_1.jpg.s.json"),
    ("IMG_1(1).jpg", "IMG_1.jpg(1).json"),
    ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
    ("IMG_1-edited.jpg", "IMG_1.jpg.json"),
    (LONG + "untains.jpg", LONG[:46] + ".json"),
    ("IMG_1.jpg", "IMG_1.xmp"),
    ("IMG_1.jpg", "IMG_1.XMP"),
    ("IMG_1.jpg", "IMG_1.jpg.xmp"),
    ("IMG_1.jpg", "IMG_1_01.jpg.xmp"),
    ("IMG_1.jpg", "img_1.JPG.xmp"),
    ("IMG_1.jpg", "IMG_1.pp3"),
    ("IMG_1.jpg", "IMG_1.jpg.pp3"),
    ("IMG_1.jpg", "IMG_1.jpg.arp"),
    ("IMG_1.jpg", "IMG_1.jpg.dop"),
    ("IMG_1.jpg", "IMG_1.acr"),
    ("IMG_1.jpg", "IMG_1.jpg.cos"),
    ("IMG_1.jpg", "IMG_1.AAE"),
    ("IMG_1234.jpg", "IMG_O1234.AAE"),
    ("IMG_E1234.jpg", "IMG_E1234.AAE"),
    ("IMG_1.jpg", "IMG_1.WAV"),
    ("IMG_1.jpg", "IMG_1.THM"),
    ("IMG_1.jpg", "IMG_1.LRV"),
    ("IMG_1.jpg", "IMG_1.MOV"),
    ("IMG_1.jpg", "IMG_1.mp4"),
    ("PXL_1.MP.jpg", "PXL_1.MP"),
    ("IMG_1.jpg", "IMG_1.NEF"),
    ("IMG_1.jpg", "IMG_1.jpg.txt"),
)


def everything_in(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def lay(folder, *, with_companion):
    """Two equal copies of a photo for each pair of names; the companion beside some of them."""
    for number, (name, beside) in enumerate(PAIRS):
        data = made.saved(photo(500 + number, (160, 120)), "jpeg")
        for place in ("a", "b"):
            home = folder / f"{number:02}" / place
            home.mkdir(parents=True)
            (home / name).write_bytes(data)
            if place in with_companion:
                (home / beside).write_bytes(made.film(number))
            moment = 1_600_000_000 + (place == "a") * 1000
            os.utime(home / name, (moment, moment))


def test_a_companion_goes_and_comes_back_with_its_photo(simgui, tmp_path):
    folder = tmp_path / "photos"
    lay(folder, with_companion="ab")
    before = everything_in(folder)
    assert simgui("clean", folder, "--apply", "--tiers", "identical").code == 0
    left = everything_in(folder)
    for number, names in enumerate(PAIRS):
        homes = [{n for n in names if f"{number:02}/{place}/{n}" in left} for place in "ab"]
        assert sorted(map(len, homes)) == [0, 2], names
    assert simgui("library", "undo").code == 0
    assert everything_in(folder) == before


def test_the_copy_that_alone_has_a_companion_stays_with_it(simgui, tmp_path):
    folder = tmp_path / "photos"
    lay(folder, with_companion="a")
    assert simgui("clean", folder, "--apply", "--tiers", "identical").code == 0
    left = everything_in(folder)
    assert left.keys() == {f"{n:02}/a/{name}" for n, pair in enumerate(PAIRS) for name in pair}


def test_a_record_of_an_original_and_its_edit_stays_whatever_goes(simgui, tmp_path):
    folder = tmp_path / "photos"
    (folder / "a").mkdir(parents=True)
    (folder / "b").mkdir()
    for number, name in enumerate(("IMG_1.jpg", "IMG_1-edited.jpg")):
        data = made.saved(photo(600 + number, (160, 120)), "jpeg")
        for place in ("a", "b"):
            (folder / place / name).write_bytes(data)
    (folder / "b" / "IMG_1.jpg.json").write_bytes(b'{"photoTakenTime": {"timestamp": "5"}}')
    simgui("clean", folder, "--apply", "--tiers", "identical")
    left = everything_in(folder)
    assert len(left) == 3
    assert "b/IMG_1.jpg.json" in left


@pytest.mark.parametrize("ending", ["_original", "~", ".bak"])
def test_an_older_state_never_leads_and_goes_as_a_photo_of_its_own(simgui, tmp_path, ending):
    folder = tmp_path / "photos"
    folder.mkdir()
    data = made.saved(photo(700, (320, 240)), "jpeg", quality=95)
    (folder / "IMG_1.jpg").write_bytes(data)
    (folder / f"IMG_1.jpg{ending}").write_bytes(data)
    os.utime(folder / f"IMG_1.jpg{ending}", (1_500_000_000, 1_500_000_000))
    simgui("clean", folder, "--apply", "--tiers", "identical")
    assert "IMG_1.jpg" in os.listdir(folder)

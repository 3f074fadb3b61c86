"""`simgui folders` and `simgui clean --prefer`: two folders beside each other, really on disk."""

from __future__ import annotations

import os
import shutil

import pytest
from PIL import Image

from tests.core import pictures


@pytest.fixture
def trees(tmp_path):
    """Pictures of four photos, and a backup of three of them with one more and a small version."""
    here, there = tmp_path / "Pictures" / "2018", tmp_path / "Backup 2018" / "old"
    here.mkdir(parents=True)
    there.mkdir(parents=True)
    for number in range(4):
        pictures.save_jpeg(here / f"{number}.jpg", pictures.photo(300 + number, (800, 600)))
    for number in range(3):
        shutil.copy2(here / f"{number}.jpg", there / f"copy {number}.jpg")
    return tmp_path / "Pictures", tmp_path / "Backup 2018"


def names(paths):
    return sorted(os.path.basename(path) for path in paths)


def test_two_folders_are_compared_by_content_and_not_by_name(simgui, trees):
    a, b = trees
    pictures.save_jpeg(b / "new.jpg", pictures.photo(900, (800, 600)))
    result = simgui("folders", "compare", a, b, "--json", "-")
    assert result.code == 0
    assert names(result.json["a"]["only_here"]) == ["3.jpg"]
    assert names(result.json["b"]["only_here"]) == ["new.jpg"]
    assert len(result.json["a"]["in_both"]) == len(result.json["b"]["in_both"]) == 3
    assert {match["tier"] for match in result.json["a"]["in_both"]} == {"identical"}
    text = simgui("folders", "compare", a, b)
    assert "3 photos in both" in text.out
    assert "3.jpg" in text.out


def test_a_folder_is_inside_another_only_with_all_its_side_cars(simgui, trees):
    a, b = trees
    result = simgui("folders", "compare", a, b, "--json", "-")
    assert result.json["b"]["is_inside"]
    assert not result.json["a"]["is_inside"]
    (b / "old" / "copy 1.xmp").write_text("<x>only here</x>")
    result = simgui("folders", "compare", a, b, "--json", "-")
    assert not result.json["b"]["is_inside"]
    assert names(result.json["b"]["companions"]) == ["copy 1.xmp"]


def test_another_version_is_told_from_the_same_file(simgui, trees):
    a, b = trees
    with Image.open(a / "2018" / "3.jpg") as image:
        image.resize((400, 300)).save(b / "small.jpg", quality=80)
    result = simgui("folders", "compare", a, b, "--json", "-")
    (version,) = result.json["b"]["versions"]
    assert names([version["path"], version["other"]]) == ["3.jpg", "small.jpg"]
    assert not result.json["b"]["is_inside"]


def test_folders_in_each_other_and_a_single_one_are_refused(simgui, trees):
    a, _ = trees
    assert simgui("folders", "compare", a).code == 2
    result = simgui("folders", "compare", a, a / "2018")
    assert result.code == 2
    assert "is inside" in result.err


def test_the_pairs_of_a_library_say_which_is_inside_which(simgui, trees):
    a, b = trees
    result = simgui("folders", "pairs", a, b, "--json", "-")
    (pair,) = result.json["pairs"]
    assert (pair["inner"], pair["outer"]) == (str(b), str(a / "2018"))
    assert pair["is_inside"]
    assert (pair["shared"], pair["total"], pair["outer_total"]) == (3, 3, 4)
    assert "is wholly inside" in simgui("folders", "pairs").out


def test_clean_keeps_what_is_preferred_and_takes_only_what_that_has(simgui, trees):
    a, b = trees
    pictures.save_jpeg(b / "new.jpg", pictures.photo(900, (800, 600)))
    shutil.copy2(b / "new.jpg", b / "new again.jpg")
    before = names(p for p in a.rglob("*.jpg"))
    shown = simgui("clean", b, "--prefer", a, "--json")
    assert names(r["path"] for r in shown.json["removals"]) == [
        "copy 0.jpg",
        "copy 1.jpg",
        "copy 2.jpg",
    ]
    assert {os.path.dirname(r["kept"]) for r in shown.json["removals"]} == {str(a / "2018")}
    assert simgui("clean", b, "--prefer", a, "--apply").code == 0
    assert names(p for p in b.rglob("*.jpg")) == ["new again.jpg", "new.jpg"]
    assert names(p for p in a.rglob("*.jpg")) == before
    assert simgui("library", "undo").code == 0
    assert len(list(b.rglob("*.jpg"))) == 5


def test_a_larger_photo_in_the_other_folder_is_not_moved_and_said(simgui, trees):
    a, b = trees
    with Image.open(a / "2018" / "3.jpg") as image:
        image.resize((1600, 1200)).save(tmp := b / "large.jpg", quality=97)
        image.resize((400, 300)).save(a / "2018" / "3.jpg", quality=80)
    result = simgui("clean", b, "--prefer", a, "--tiers", "identical,pixels,same", "--apply")
    assert tmp.exists()
    assert "large.jpg" in result.err

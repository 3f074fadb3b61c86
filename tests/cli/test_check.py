"""`simgui check`: what is new on a card, and when the card may be formatted."""

import os
import random
import shutil

import pytest
from PIL import Image

from simgui.core.task import Token
from simgui.engine.intake.check import check
from simgui.engine.networks import open_network
from simgui.store.library import Library
from tests.core import pictures

TRIALS = 500


@pytest.fixture
def card(photos, tmp_path):
    """A card with copies of five photos of the library, two of them with a side-car."""
    path = tmp_path / "card"
    (path / "DCIM").mkdir(parents=True)
    for number in range(5):
        source = photos.path / f"other-{number}.jpg"
        shutil.copy2(source, path / "DCIM" / f"IMG_{number}.jpg")
        if number < 2:
            (photos.path / f"other-{number}.xmp").write_text(f"<x>{number}</x>")
            shutil.copy2(photos.path / f"other-{number}.xmp", path / "DCIM" / f"IMG_{number}.xmp")
    return path


def answers(result, card):
    return {
        os.path.relpath(photo["path"], card / "DCIM").replace(os.sep, "/"): photo["answer"]
        for photo in result.json["photos"]
    }


def test_a_card_whose_every_file_is_in_the_library_can_be_formatted(simgui, photos, card):
    simgui("scan", photos.path)
    result = simgui("check", card, "--json", "-")
    assert result.code == 0
    assert set(answers(result, card).values()) == {"yours"}
    assert result.json["can_be_erased"]
    assert result.json["obstacles"] == []
    text = simgui("check", card)
    assert "All 5 photos" in text.out
    assert "you can format it" in text.out


def test_new_photos_better_ones_and_those_deleted_earlier_are_told_apart(simgui, photos, card):
    pictures.save_jpeg(card / "DCIM" / "new.jpg", pictures.photo(900, (800, 600)))
    with Image.open(photos.path / "original.jpg") as image:
        image.resize((2400, 1800)).save(card / "DCIM" / "larger.jpg", quality=97)
        image.resize((800, 600)).save(card / "DCIM" / "smaller.jpg", quality=60)
    simgui("scan", photos.path)
    shutil.copy2(photos.path / "copy.jpg", card / "DCIM" / "gone.jpg")
    os.utime(photos.path / "copy.jpg")
    simgui("clean", photos.path, "--tiers", "identical", "--apply")
    result = simgui("check", card, "--json", "-")
    found = answers(result, card)
    assert found["new.jpg"] == "new"
    assert found["larger.jpg"] == "better"
    assert found["smaller.jpg"] == "yours"
    assert found["gone.jpg"] == "yours"  # its twin stayed
    assert not result.json["can_be_erased"]
    why = {os.path.basename(o["path"]): o["why"] for o in result.json["obstacles"]}
    assert why == {
        "new.jpg": "not_yours",
        "larger.jpg": "not_yours",
        "smaller.jpg": "not_identical",
    }


def test_what_was_deleted_on_purpose_is_called_so(simgui, photos, card, tmp_path):
    simgui("scan", photos.path)
    twin = photos.path / "small.jpg"
    shutil.copy2(twin, tmp_path / "kept aside.jpg")
    simgui("clean", photos.path, "--tiers", "identical,pixels,same", "--apply")
    if not twin.exists():
        shutil.copy2(tmp_path / "kept aside.jpg", card / "DCIM" / "again.jpg")
        for left in photos.path.glob("*.jpg"):
            if left.name.startswith(("original", "copy", "mirrored", "cropped")):
                left.unlink()
        for left in photos.path.glob("*.png"):
            left.unlink()
        simgui("scan", photos.path)
        found = answers(simgui("check", card, "--json", "-"), card)
        assert found["again.jpg"] == "deleted"


def test_against_compares_with_those_folders_alone(simgui, photos, card, tmp_path):
    simgui("scan", photos.path)
    empty = tmp_path / "empty"
    empty.mkdir()
    result = simgui("check", card, "--against", empty, "--json", "-")
    assert set(answers(result, card).values()) == {"new"}
    assert not result.json["can_be_erased"]


@pytest.mark.parametrize("name", ["film.mov", ".hidden", "notes.txt", "DCIM/Thumbs.db"])
def test_a_file_that_is_no_photo_keeps_the_card_from_being_formatted(simgui, photos, card, name):
    (card / name).write_bytes(b"something of the user's")
    simgui("scan", photos.path)
    result = simgui("check", card, "--json", "-")
    assert not result.json["can_be_erased"]
    assert [o["path"] for o in result.json["obstacles"]] == [str(card / name)]


def test_an_unreadable_photo_is_named_and_the_exit_code_says_so(simgui, photos, card):
    (card / "DCIM" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    simgui("scan", photos.path)
    result = simgui("check", card, "--json", "-")
    assert result.code == 1
    assert not result.json["can_be_erased"]
    assert "broken.jpg" in result.err


def test_a_card_is_never_its_own_copy(simgui, photos, card, tmp_path):
    """A link to the card, or a hard link of its photos, is no second place."""
    linked = tmp_path / "linked"
    linked.mkdir()
    for path in (card / "DCIM").glob("*"):
        os.link(path, linked / path.name)
    simgui("scan", linked)
    result = simgui("check", card, "--json", "-")
    assert not result.json["can_be_erased"]


def _delete(path, chance):
    path.unlink()


def _cut(path, chance):
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def _flip(path, chance):
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def _half_copied(path, chance):
    data = path.read_bytes()
    cut = chance.randrange(len(data))
    path.write_bytes(data[:cut] + bytes(len(data) - cut))


def _same_size_and_time(path, chance):
    before = path.stat()
    _flip(path, chance)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced_by_a_folder(path, chance):
    path.unlink()
    path.mkdir()


DAMAGES = (_delete, _cut, _flip, _half_copied, _same_size_and_time, _replaced_by_a_folder)


def _mend(path, data, times):
    if path.is_dir():
        path.rmdir()
    path.write_bytes(data)
    os.utime(path, ns=times)


def test_the_sentence_is_never_said_with_one_file_missing(simgui, photos, card, tmp_path):
    """500 ways of one missing, changed, damaged or half-copied file, on either side."""
    simgui("scan", photos.path)
    simgui("scan", card)
    chance = random.Random(5)
    here = sorted(p for p in card.rglob("*") if p.is_file())
    there = [photos.path / f"other-{n}.jpg" for n in range(5)]
    there += [photos.path / f"other-{n}.xmp" for n in range(2)]
    said = 0
    with Library(tmp_path / "home" / "data") as library:
        model = open_network("", library).model
        for _ in range(TRIALS):
            side = chance.choice((here, there))
            path = chance.choice(side)
            before = path.stat()
            data = path.read_bytes()
            chance.choice(DAMAGES)(path, chance)
            changed = not path.is_file() or path.read_bytes() != data
            report = check(library, model, str(card), Token())
            # A card that lost a file wholly is missing nothing that is elsewhere: still not said.
            said += changed and report.can_be_erased
            _mend(path, data, (before.st_atime_ns, before.st_mtime_ns))
        assert said == 0
        assert check(library, model, str(card), Token()).obstacles == ()


def test_what_is_new_is_copied_and_the_card_can_be_formatted(simgui, photos, card, tmp_path):
    pictures.save_jpeg(card / "DCIM" / "new.jpg", pictures.photo(900, (800, 600)))
    (card / "DCIM" / "new.xmp").write_text("<x>new</x>")
    simgui("scan", photos.path)
    target = tmp_path / "taken in"
    result = simgui("check", card, "--copy-new", target, "--by-date", "%Y", "--json", "-")
    assert result.json["can_be_erased"]
    names = sorted(p.name for p in target.rglob("*") if p.is_file())
    assert names == ["new.jpg", "new.xmp"]
    again = simgui("check", card, "--copy-new", target, "--by-date", "%Y")
    assert "you can format it" in again.out
    assert sorted(p.name for p in target.rglob("*") if p.is_file()) == names
    listed = simgui("library", "copies", "--json").json["intakes"]
    assert [len(intake["copies"]) for intake in listed] == [2]
    undone = simgui("library", "undo-copies")
    assert undone.code == 0
    assert [p for p in target.rglob("*") if p.is_file()] == []
    assert (card / "DCIM" / "new.jpg").exists()
    assert not simgui("check", card, "--json", "-").json["can_be_erased"]


def test_new_photos_are_not_copied_into_the_card_itself(simgui, card):
    result = simgui("check", card, "--copy-new", card / "new")
    assert result.code == 2
    assert "inside the folder that is checked" in result.err
    assert not (card / "new").exists()


def test_what_was_on_a_card_that_is_gone_is_not_taken_back(simgui, photos, card, tmp_path):
    pictures.save_jpeg(card / "DCIM" / "new.jpg", pictures.photo(900, (800, 600)))
    simgui("scan", photos.path)
    simgui("check", card, "--copy-new", tmp_path / "in")
    shutil.rmtree(card)
    undone = simgui("library", "undo-copies")
    assert undone.code == 1
    assert "new.jpg" in undone.err
    assert (tmp_path / "in" / "new.jpg").exists()

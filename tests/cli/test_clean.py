"""`simgui clean` and the way back: nothing moves unasked, nothing is lost, everything returns."""

import os
import shutil

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from simgui.core.imaging.metadata import parse
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.folder import FolderMover
from simgui.store.library import Library
from tests.core import pictures


def tree(folder):
    return {
        os.path.relpath(os.path.join(base, name), folder).replace(os.sep, "/")
        for base, _, names in os.walk(folder)
        for name in names
    }


def contents(folder):
    return {
        (folder / name).read_bytes() for name in tree(folder) if not name.endswith(".trashinfo")
    }


def test_without_apply_nothing_moves_and_everything_is_told(simgui, photos):
    before = tree(photos.path)
    result = simgui("clean", photos.path, "--json").json
    assert tree(photos.path) == before
    assert result["applied"] is False
    gone = {os.path.basename(r["path"]) for r in result["removals"]}
    assert len(gone) == 2
    assert gone < {"original.jpg", "copy.jpg", "same-pixels.png"}
    assert all(r["kept"] and r["kept_because"] for r in result["removals"])
    text = simgui("clean", photos.path).out
    assert "would be moved to the trash" in text
    assert "--apply" in text


def test_apply_moves_to_the_trash_and_undo_brings_all_back(simgui, photos, tmp_path):
    before = tree(photos.path)
    everything = contents(photos.path)
    result = simgui("clean", photos.path, "--apply", "--json").json
    after = tree(photos.path)
    assert len(before - after) == 2
    trash = tmp_path / "xdg" / "Trash"
    assert contents(photos.path) | contents(trash / "files") == everything
    assert len(os.listdir(trash / "info")) == 2
    assert all(r["went"] for r in result["removals"])

    assert simgui("library", "undo").code == 0
    assert tree(photos.path) == before
    assert contents(photos.path) == everything
    assert os.listdir(trash / "info") == []


def test_the_trash_is_the_one_the_program_was_started_with(simgui, photos, tmp_path):
    """Windows and macOS have theirs from Qt, which the command line itself doesn't know."""

    class OfThisSystem(FolderMover):
        action = Action.TRASH

    bin_folder = str(tmp_path / "bin")
    os.mkdir(bin_folder)
    before = tree(photos.path)
    assert simgui("clean", photos.path, "--apply", trash=lambda: OfThisSystem(bin_folder)).code == 0
    gone = before - tree(photos.path)
    assert len(gone) == 2
    assert {os.path.basename(name) for name in tree(bin_folder)} == {
        os.path.basename(name) for name in gone
    }
    assert not (tmp_path / "xdg").exists()
    assert simgui("library", "undo", trash=lambda: OfThisSystem(bin_folder)).code == 0
    assert tree(photos.path) == before


def test_undo_and_redo_by_number_are_in_the_journal(simgui, photos):
    action = simgui("clean", photos.path, "--apply", "--json").json["action"]
    (record,) = simgui("library", "journal", "--json").json["actions"]
    assert record["id"] == action
    assert record["can_undo"]
    assert {step["state"] for step in record["steps"]} == {"done"}
    assert all(step["kept"] and len(step["hash"]) == 64 for step in record["steps"])
    simgui("library", "undo", str(action))
    (record,) = simgui("library", "journal", "--json").json["actions"]
    assert {step["state"] for step in record["steps"]} == {"undone"}
    assert simgui("library", "undo").code == 2
    assert simgui("library", "redo").code == 0
    assert len(tree(photos.path)) == 16


def test_where_did_it_go_answers_with_the_keeper(simgui, photos):
    removal = simgui("clean", photos.path, "--apply", "--json").json["removals"][0]
    told = simgui("library", "where", removal["path"]).out
    assert removal["kept"] in told
    assert "Trash" in told


def test_undo_never_overwrites_what_is_there_now(simgui, photos):
    removal = simgui("clean", photos.path, "--apply", "--json").json["removals"][0]
    with open(removal["path"], "w") as stream:
        stream.write("mine")
    result = simgui("library", "undo")
    assert result.code == 1
    with open(removal["path"]) as stream:
        assert stream.read() == "mine"


def test_a_protected_folder_is_never_touched_and_its_photo_is_kept(simgui, photos):
    safe = photos.path.parent / "safe"
    safe.mkdir()
    shutil.copy2(photos.path / "copy.jpg", safe / "mine.jpg")
    result = simgui("clean", photos.path, "--protect", safe, "--apply", "--json").json
    assert (safe / "mine.jpg").exists()
    assert {r["kept"] for r in result["removals"]} == {str(safe / "mine.jpg")}
    assert {os.path.basename(r["path"]) for r in result["removals"]} == {
        "original.jpg",
        "copy.jpg",
        "same-pixels.png",
    }


def test_edited_copies_go_only_if_the_rule_says_so(simgui, photos):
    result = simgui("clean", photos.path, "--tiers", "identical,pixels,same,edited", "--json").json
    gone = {os.path.basename(r["path"]) for r in result["removals"]}
    assert {"small.jpg", "mirrored.jpg", "cropped.jpg"} < gone


@pytest.mark.parametrize("option", [("--tiers", "moment"), ("--rule", "beauty")])
def test_a_rule_that_is_none_is_refused(simgui, photos, option):
    result = simgui("clean", photos.path, *option)
    assert result.code == 2
    assert option[1] in result.err


def test_a_rule_chooses_the_keeper(simgui, photos):
    os.utime(photos.path / "copy.jpg", (1_000_000_000, 1_000_000_000))
    result = simgui("clean", photos.path, "--rule", "oldest", "--json").json
    assert {os.path.basename(r["kept"]) for r in result["removals"]} == {"copy.jpg"}


def test_moving_to_a_folder_keeps_the_structure_and_overwrites_nothing(simgui, photos, tmp_path):
    everything = contents(photos.path)
    target = tmp_path / "set-aside"
    simgui("clean", photos.path, "--apply", "--move-to", target)
    assert contents(photos.path) | contents(target) == everything
    assert len(tree(target)) == 2


def test_identical_files_become_one_and_two_again(simgui, photos):
    before = tree(photos.path)
    options = ("--apply", "--tiers", "identical", "--replace-by", "hardlink", "--json")
    (removal,) = simgui("clean", photos.path, *options).json["removals"]
    assert removal["went"]
    assert tree(photos.path) == before
    assert os.path.samefile(removal["path"], removal["kept"])
    assert simgui("clean", photos.path, *options).json["removals"] == []
    assert simgui("library", "undo").code == 0
    assert not os.path.samefile(removal["path"], removal["kept"])
    assert simgui("library", "redo").code == 0
    assert os.path.samefile(removal["path"], removal["kept"])
    assert simgui("library", "info", "--json").json["photos"]["present"] == 18


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_a_dry_run_says_which_photos_a_link_would_open_to_others(simgui, photos):
    options = ("--tiers", "identical", "--replace-by", "hardlink", "--json")
    (removal,) = simgui("clean", photos.path, *options).json["removals"]
    os.chmod(removal["path"], 0o600)
    for more in ((), ("--apply",)):
        result = simgui("clean", photos.path, *options, *more)
        assert result.json["removals"] == []
        assert [s["why"] for s in result.json["stayed"]] == ["other_access"]
        assert "a link would change its mode" in result.err
    assert os.stat(removal["path"]).st_mode & 0o777 == 0o600


def test_where_clones_are_not_possible_the_photo_stays_and_the_reason_is_told(simgui, photos):
    everything = contents(photos.path)
    options = ("--apply", "--tiers", "identical", "--replace-by", "reflink", "--json")
    result = simgui("clean", photos.path, *options)
    assert contents(photos.path) == everything
    assert len(tree(photos.path)) == 18
    (removal,) = result.json["removals"]
    assert not os.path.samefile(removal["path"], removal["kept"])
    if not removal["went"]:
        assert result.code == 1
        assert "can't be replaced with a link" in result.err


def test_only_identical_files_are_replaced_by_links(simgui, photos):
    result = simgui("clean", photos.path, "--apply", "--replace-by", "hardlink", "--json")
    assert [s["why"] for s in result.json["stayed"]] == ["not_identical"]
    assert result.code == 1


def test_what_only_the_copy_knows_is_offered_and_saved_if_asked_for(simgui, photos):
    kept, copy = photos.path / "kept.jpg", photos.path / "knows.png"
    picture = pictures.photo(50, (640, 480))
    pictures.save_jpeg(kept, picture, 95)
    about = PngInfo()
    about.add_itxt("XML:com.adobe.xmp", pictures.xmp_bytes().decode())
    with Image.open(kept) as image:
        image.save(copy, pnginfo=about)
    rule = ("--rule", "size", "--tiers", "pixels")
    if os.path.getsize(copy) > os.path.getsize(kept):
        rule = ("--rule", "name", "--tiers", "pixels")
    found = simgui("clean", photos.path, *rule, "--json").json["removals"]
    (removal,) = [r for r in found if r["path"] == str(copy)]
    assert set(removal["only_here"]) >= {"rating", "keywords", "title"}
    assert "--save-metadata saves it" in simgui("clean", photos.path, *rule).out

    beside = photos.path / "kept.jpg.xmp"
    simgui("clean", photos.path, *rule, "--apply")
    assert not beside.exists()
    simgui("library", "undo")
    before = kept.read_bytes()
    simgui("clean", photos.path, *rule, "--apply", "--save-metadata")
    assert not copy.exists()
    assert parse(xmp=beside.read_bytes()).rating == parse(xmp=pictures.xmp_bytes()).rating
    assert kept.read_bytes() == before
    simgui("library", "undo")
    assert copy.exists()
    assert not beside.exists()


def test_a_photo_that_changed_after_the_scan_stays(simgui, photos, monkeypatch):
    from simgui.cli import session

    scan = session.scan

    def scan_then_change(*arguments, **options):
        stats = scan(*arguments, **options)
        pictures.save_jpeg(photos.path / "same-pixels.png", pictures.photo(9, (100, 80)))
        return stats

    monkeypatch.setattr(session, "scan", scan_then_change)
    result = simgui("clean", photos.path, "--apply", "--json")
    assert result.code == 1
    assert (photos.path / "same-pixels.png").exists()
    assert any(s["path"].endswith("same-pixels.png") for s in result.json["stayed"])


def test_decisions_and_journal_survive_a_rebuild_and_an_export(simgui, photos, tmp_path):
    simgui("clean", photos.path, "--apply")
    file = tmp_path / "export.json"
    assert simgui("library", "export", file).code == 0
    simgui("library", "rebuild")
    assert len(simgui("library", "journal", "--json").json["actions"]) == 1
    other = tmp_path / "other-library"
    assert simgui("library", "import", file, "--library", other).code == 0
    (record,) = simgui("library", "journal", "--json", "--library", other).json["actions"]
    # Elsewhere the journal is history: to be read, never undone.
    assert not record["can_undo"]
    assert record["steps"]


@pytest.mark.parametrize("spelling", ["aside", "sub/../aside", "alias"])
def test_what_was_moved_inside_the_cleaned_folder_is_not_moved_again(simgui, photos, spelling):
    (photos.path / "sub").mkdir()
    (photos.path / "aside").mkdir()
    os.symlink(photos.path / "aside", photos.path / "alias")
    options = ("--apply", "--move-to", photos.path / spelling, "--json")
    first = simgui("clean", photos.path, *options).json
    assert len(first["removals"]) == 2
    before = tree(photos.path)
    for _ in range(2):
        again = simgui("clean", photos.path, *options)
        assert again.code == 0
        assert again.json["removals"] == []
        assert tree(photos.path) == before
    simgui("scan", photos.path)  # now the moved photos are known
    assert simgui("clean", photos.path, *options).json["removals"] == []
    assert simgui("library", "info", "--json").json["photos"]["gone"] == 0
    assert tree(photos.path) == before
    assert simgui("library", "undo").code == 0
    assert not any(name.startswith("aside") for name in tree(photos.path))


@pytest.mark.parametrize("spelling", [".", "..", "sub/.."])
def test_a_folder_is_not_cleaned_into_itself_or_one_above(simgui, photos, spelling):
    (photos.path / "sub").mkdir()
    before = tree(photos.path)
    result = simgui("clean", photos.path, "--apply", "--move-to", photos.path / spelling)
    assert result.code == 2
    assert str(photos.path) in result.err
    assert tree(photos.path) == before


def emptied(tmp_path):
    trash = tmp_path / "xdg" / "Trash"
    for path in trash.rglob("*"):
        if path.is_file():
            path.unlink()


def test_an_action_that_can_not_be_undone_does_not_block_the_one_before(simgui, photos, tmp_path):
    first = simgui("clean", photos.path, "--apply", "--move-to", tmp_path / "away", "--json").json
    gone = [r["path"] for r in first["removals"] if r["went"]]
    kept = photos.path / "original.jpg"
    kept = kept if kept.exists() else photos.path / "copy.jpg"
    shutil.copy2(kept, photos.path / "later.jpg")
    second = simgui("clean", photos.path, "--apply", "--json").json
    later = [r["path"] for r in second["removals"] if r["went"]]
    assert later
    emptied(tmp_path)
    result = simgui("library", "undo")
    assert result.code == 1
    assert all(path in result.err for path in later)
    assert all(os.path.exists(path) for path in gone)


def test_one_photo_can_be_restored_by_its_name(simgui, photos):
    removals = simgui("clean", photos.path, "--apply", "--json").json["removals"]
    path, other = (r["path"] for r in removals)
    result = simgui("library", "restore", os.path.basename(path))
    assert result.code == 0
    assert os.path.exists(path)
    assert not os.path.exists(other)
    assert simgui("library", "restore", "/nowhere/at/all.jpg").code == 2
    assert simgui("library", "restore", other).code == 0
    assert os.path.exists(other)


@pytest.fixture
def interrupted(simgui, photos, tmp_path):
    """A library with a step left open by a kill: the photo went, and nobody noted it."""
    removal = simgui("clean", photos.path, "--apply", "--json").json["removals"][0]
    data = next((tmp_path).rglob("library.db")).parent
    with Library(data, cache_dir=tmp_path / "cache") as library:
        (step, *_) = library.journal.whereabouts(removal["path"])
        library.journal.intend(step.action_id, (), [(step.id, step.places)])
    return removal["path"]


@pytest.mark.parametrize("command", ["journal", "undo", "redo"])
def test_what_is_open_is_settled_first(simgui, interrupted, command):
    result = simgui("library", command)
    assert f"The last deletion was interrupted. {interrupted} was moved" in result.err
    if command == "undo":
        assert os.path.exists(interrupted)


def test_a_dry_run_says_what_is_open_and_touches_nothing(simgui, photos, interrupted):
    hidden = photos.path / ".simgui-0123.tmp"
    hidden.write_bytes(b"who knows")
    result = simgui("clean", photos.path)
    assert "interrupted" in result.err
    assert hidden.read_bytes() == b"who knows"

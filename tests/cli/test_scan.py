"""`simgui scan`, end to end with the real network."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.core import pictures

TIERS = ["identical", "pixels", "same", "edited", "moment", "similar"]


def test_copies_make_one_group_and_strangers_none(simgui, photos):
    result = simgui("scan", photos.path, "--json", "-")
    assert result.code == 0
    assert photos.names_of(result.json["groups"]) == photos.groups


def test_each_photo_says_how_it_is_related_and_one_is_kept(simgui, photos):
    (group,) = simgui("scan", photos.path, "--json", "-").json["groups"]
    by_name = {os.path.basename(photo["path"]): photo for photo in group["photos"]}
    assert [p["keep"] for p in group["photos"]] == [True] + [False] * 5
    kept = os.path.basename(group["photos"][0]["path"])
    # The PNG holds the same pixels but none of the camera's data.
    assert kept in ("original.jpg", "copy.jpg")
    twin = {"original.jpg": "copy.jpg", "copy.jpg": "original.jpg"}[kept]
    assert by_name[twin]["tier"] == "identical"
    assert by_name["same-pixels.png"]["tier"] == "pixels"
    assert by_name["small.jpg"]["tier"] == "same"
    assert by_name["mirrored.jpg"]["tier"] == "edited"
    assert by_name["cropped.jpg"]["tier"] == "edited"
    assert group["tier"] == "edited"
    for photo in group["photos"]:
        assert 0.0 <= photo["probability"] <= 1.0
        assert 0.0 <= photo["similarity"] <= 1.0
        assert photo["reason"]


@pytest.mark.parametrize(
    ("upto", "names"),
    [
        ("identical", {"original.jpg", "copy.jpg"}),
        ("pixels", {"original.jpg", "copy.jpg", "same-pixels.png"}),
        ("same", {"original.jpg", "copy.jpg", "same-pixels.png", "small.jpg"}),
    ],
)
def test_upto_leaves_weaker_evidence_out(simgui, photos, upto, names):
    result = simgui("scan", photos.path, "--json", "-", "--upto", upto)
    assert photos.names_of(result.json["groups"]) == [names]


def test_a_second_scan_reads_nothing_again(simgui, photos):
    first = simgui("scan", photos.path, "--json", "-").json
    second = simgui("scan", photos.path, "--json", "-").json
    assert first["stats"]["embedded"] == 17  # 18 photos, two of them the same file
    assert second["stats"]["embedded"] == 0
    assert second["stats"]["reused"] == second["stats"]["photos"] == 18
    assert second["groups"] == first["groups"]


def test_a_moved_and_renamed_photo_is_not_read_again(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    (photos.path / "sub").mkdir()
    os.rename(photos.path / "small.jpg", photos.path / "sub" / "renamed.jpg")
    result = simgui("scan", photos.path, "--json", "-").json
    assert result["stats"]["embedded"] == 0
    assert "sub/renamed.jpg" in photos.names_of(result["groups"])[0]


def test_a_copy_on_another_disk_keeps_its_vector(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    other = photos.path.parent / "other"
    shutil.copytree(photos.path, other)
    result = simgui("scan", other, "--json", "-").json
    assert result["stats"]["embedded"] == 0
    assert result["stats"]["photos"] == 18


def test_a_changed_photo_is_read_again_and_leaves_its_group(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    pictures.save_jpeg(photos.path / "small.jpg", pictures.photo(77, (640, 480)))
    result = simgui("scan", photos.path, "--json", "-").json
    assert result["stats"]["embedded"] == 1
    assert "small.jpg" not in photos.names_of(result["groups"])[0]


def test_a_deleted_photo_leaves_its_group(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    os.unlink(photos.path / "mirrored.jpg")
    result = simgui("scan", photos.path, "--json", "-").json
    assert result["stats"]["photos"] == 17
    assert "mirrored.jpg" not in photos.names_of(result["groups"])[0]


def test_only_the_scanned_folder_is_reported(simgui, photos, tmp_path):
    simgui("scan", photos.path, "--json", "-")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(photos.path / "original.jpg", alone / "again.jpg")
    result = simgui("scan", alone, "--json", "-").json
    assert result["groups"] == []
    assert result["stats"]["photos"] == 1


def test_a_damaged_photo_is_listed_with_its_reason_and_the_exit_code_says_so(simgui, photos):
    whole = (photos.path / "other-1.jpg").read_bytes()
    (photos.path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (photos.path / "text.jpg").write_text("this is no picture")
    result = simgui("scan", photos.path, "--json", "-")
    assert result.code == 1
    listed = {os.path.basename(u["path"]): u["reason"] for u in result.json["unreadable"]}
    assert set(listed) == {"cut.jpg", "text.jpg"}
    assert all(listed.values())
    assert photos.names_of(result.json["groups"]) == photos.groups


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not UTF-8")
def test_a_name_that_is_not_utf8_survives_the_round_trip(simgui, photos):
    name = b"caf\xe9-\xff.jpg"
    shutil.copy(photos.path / "original.jpg", os.fsencode(photos.path) + b"/" + name)
    out = photos.path.parent / "out.json"
    assert simgui("scan", photos.path, "--json", out).code == 0
    paths = [p["path"] for g in json.loads(out.read_text())["groups"] for p in g["photos"]]
    found = [p for p in paths if os.fsencode(p).endswith(name)]
    assert len(found) == 1
    assert os.path.exists(os.fsencode(found[0]))
    table = simgui("scan", photos.path, "--csv", "-").out
    assert name in os.fsencode(table)


def test_a_name_with_terminal_escapes_is_printed_harmlessly(simgui, photos):
    name = "evil\x1b[2J\u202egpj.jpg\nline.jpg"
    shutil.copy(photos.path / "original.jpg", photos.path / name)
    out = simgui("scan", photos.path).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\\x1b[2J" in out


def test_csv_has_a_line_for_each_photo(simgui, photos):
    rows = list(csv.DictReader(io.StringIO(simgui("scan", photos.path, "--csv", "-").out)))
    assert len(rows) == 6
    assert [row["keep"] for row in rows].count("yes") == 1
    assert {row["tier"] for row in rows} <= set(TIERS)


def test_standard_output_carries_results_only(simgui, photos):
    result = simgui("scan", photos.path, "--json", photos.path.parent / "out.json")
    assert result.out == ""
    assert result.err == ""


def test_a_missing_folder_is_wrong_use_and_named(simgui, tmp_path):
    result = simgui("scan", tmp_path / "nowhere")
    assert result.code == 2
    assert "nowhere" in result.err
    assert "Traceback" not in result.err


def test_a_folder_that_can_not_be_looked_into_is_named_and_makes_it_1(simgui, photos, monkeypatch):
    closed = photos.path / "closed"
    closed.mkdir()
    scandir = os.scandir

    def refusing(path):
        if os.fspath(path) == str(closed):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # root may look into everything
    result = simgui("scan", photos.path, "--json", "-")
    assert result.code == 1
    assert [u["path"] for u in result.json["unreadable"]] == [str(closed)]
    assert "Permission denied" in result.err
    assert str(closed) in simgui("clean", photos.path).err


def test_an_empty_folder_is_no_error(simgui, tmp_path):
    (tmp_path / "empty").mkdir()
    result = simgui("scan", tmp_path / "empty", "--json", "-")
    assert result.code == 0
    assert result.json["groups"] == []


def test_raw_beside_jpeg_is_one_photo(simgui, tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    image = pictures.photo(5, (640, 480))
    pictures.save_jpeg(folder / "DSC1.JPG", image)
    pictures.save_dng(folder / "DSC1.DNG", image)
    result = simgui("scan", folder, "--json", "-")
    assert result.json["stats"]["photos"] == 1
    assert result.json["groups"] == []


def test_a_killed_scan_goes_on_where_it_was(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(160):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (320, 240)))
    environment = {**os.environ, "SIMGUI_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "simgui", "scan", str(folder), "--json", "-"]
    library = tmp_path / "home" / "data" / "library.db"

    def stored():
        import sqlite3

        try:
            with sqlite3.connect(f"file:{library}?mode=ro", uri=True) as connection:
                return connection.execute("SELECT count(*) FROM vector").fetchone()[0]
        except sqlite3.Error:
            return 0
        finally:
            if "connection" in locals():
                connection.close()

    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while stored() < 40 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    before = stored()
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    stats = json.loads(done.stdout)["stats"]
    assert before > 0
    assert stats["photos"] == 160
    # At most the batch under way was lost, and nothing recorded is embedded again.
    assert stats["embedded"] == 160 - before


def test_ctrl_c_stops_with_130_and_keeps_what_was_read(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for seed in range(160):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (320, 240)))
    environment = {**os.environ, "SIMGUI_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "simgui", "scan", str(folder), "--json", "-"]
    library = tmp_path / "home" / "data" / "library.db"
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 60
        while not library.exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout)["stats"]["photos"] == 160

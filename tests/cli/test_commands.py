"""The other commands, and what the command line never does."""

import json
import os
import sqlite3
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from simgui import __main__ as program
from simgui.cli import parser


def run(*arguments, **kwargs):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, **kwargs
    )


def test_version_is_printed_without_loading_the_engine():
    done = run("-X", "importtime", "-m", "simgui", "--version")
    assert done.stdout.startswith("simgui ")
    for heavy in ("numpy", "PySide6", "onnxruntime", "cv2", "PIL"):
        assert f" {heavy}\n" not in done.stderr


def test_every_command_is_known_where_the_program_begins(monkeypatch):
    # Without a display the window would be tried for a word that is not known there.
    _, commands = (action for action in parser.build()._actions if action.dest != "help")
    assert commands.dest == "command"
    for command in commands.choices:
        asked = []
        monkeypatch.setattr("simgui.cli.main", lambda arguments, *_, to=asked: to.append(arguments))
        program.run([command, "--help"])
        assert asked == [[command, "--help"]]


def test_no_command_imports_qt(photos, tmp_path):
    code = (
        "import sys\n"
        "from simgui.cli import main\n"
        "main(sys.argv[1:])\n"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]\n"
    )
    environment = {**os.environ, "SIMGUI_HOME": str(tmp_path / "home")}
    for arguments in (
        ("scan", str(photos.path)),
        ("similar", str(photos.path / "small.jpg")),
        ("library",),
        ("clean", str(photos.path)),
    ):
        done = run("-c", code, *arguments, env=environment)
        assert done.returncode == 0, done.stderr


def test_help_of_every_command_shows_examples():
    for command in ("scan", "similar", "evaluate", "library", "clean"):
        done = run("-m", "simgui", command, "--help")
        assert done.returncode == 0
        assert f"simgui {command}" in done.stdout.split("examples:")[1]


def test_wrong_use_ends_with_2():
    assert run("-m", "simgui", "scan").returncode == 2
    assert run("-m", "simgui", "scan", ".", "--upto", "nonsense").returncode == 2
    mistyped = run("-m", "simgui", "scam")
    assert mistyped.returncode == 2
    assert "scam" in mistyped.stderr
    assert mistyped.stdout == ""


def test_similar_ranks_the_copies_first_and_in_descending_order(simgui, photos):
    query = photos.path.parent / "query.jpg"
    with Image.open(photos.path / "original.jpg") as image:
        image.resize((400, 300)).save(query, quality=60)
    result = simgui("similar", query, "--in", photos.path, "--top", "10", "--json", "-")
    hits = result.json["results"]
    assert [hit["rank"] for hit in hits] == list(range(1, 11))
    similarities = [hit["similarity"] for hit in hits]
    assert similarities == sorted(similarities, reverse=True)
    best = {os.path.basename(hit["path"]) for hit in hits[:4]}
    assert best == {"original.jpg", "copy.jpg", "same-pixels.png", "small.jpg"}


def test_both_metrics_give_one_order_and_agree_on_the_figures(simgui, photos):
    query = photos.path / "small.jpg"
    cosine = simgui("similar", query, "--in", photos.path, "--json", "-").json["results"]
    euclidean = simgui("similar", query, "--metric", "euclidean", "--json", "-").json["results"]
    assert [h["path"] for h in cosine] == [h["path"] for h in euclidean]
    distances = np.array([h["distance"] for h in euclidean])
    similarities = np.array([h["similarity"] for h in cosine])
    assert np.all(np.diff(distances) >= -1e-5)
    np.testing.assert_allclose(distances**2, 2 - 2 * similarities, atol=1e-3)


def test_a_query_that_is_no_picture_is_named(simgui, photos, tmp_path):
    (tmp_path / "note.txt").write_text("hello")
    result = simgui("similar", tmp_path / "note.txt", "--in", photos.path)
    assert result.code == 2
    assert "note.txt" in result.err


def test_evaluate_measures_the_made_folder(simgui, photos):
    (names,) = photos.groups
    truth = {
        "groups": dict.fromkeys(names, "subject"),
        "edits": {"original.jpg": "original", "small.jpg": "resize", "cropped.jpg": "crop"},
    }
    path = photos.path.parent / "truth.json"
    path.write_text(json.dumps(truth))
    result = simgui("evaluate", photos.path, "--truth", path, "--json").json
    assert result["photos"] == 18
    assert result["precision"] == 1.0
    assert result["recall"] == 1.0
    assert result["f1"] == result["b_cubed_f1"] == 1.0
    assert result["recall_by_edit"]["resize"] == 1.0
    assert (result["originals"], result["originals_kept"]) == (1, 1)
    assert result["wrong_links_per_10000_photos"] == 0.0


def test_evaluate_counts_a_copy_that_could_not_be_read_as_missed(simgui, photos):
    whole = (photos.path / "small.jpg").read_bytes()
    (photos.path / "small.jpg").write_bytes(whole[: len(whole) // 3])
    (names,) = photos.groups
    path = photos.path.parent / "truth.json"
    path.write_text(json.dumps({"groups": dict.fromkeys(names, 1)}))
    result = simgui("evaluate", photos.path, "--truth", path, "--json").json
    assert result["pairs"]["false_negative"] == 5


def test_a_truth_file_that_is_none_is_refused(simgui, photos, tmp_path):
    path = tmp_path / "truth.json"
    path.write_text("[]")
    result = simgui("evaluate", photos.path, "--truth", path)
    assert result.code == 2
    assert "truth.json" in result.err


def test_library_tells_what_is_in_it(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    info = simgui("library", "info", "--json").json
    assert info["photos"]["present"] == 18
    assert simgui("library", "verify").code == 0


def test_a_library_that_somebody_put_a_trigger_into_is_not_called_sound(simgui, tmp_path):
    simgui("library", "info")
    (path,) = tmp_path.rglob("library.db")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON root BEGIN DELETE FROM step; END")
    connection.close()
    result = simgui("library", "verify", "--json")
    assert (result.code, result.json["is_sound"]) == (1, False)
    assert "The library was damaged" in result.err
    assert simgui("library", "verify").code == 0


def test_a_forgotten_folder_is_read_from_scratch(simgui, photos):
    simgui("scan", photos.path, "--json", "-")
    assert simgui("library", "forget", photos.path).code == 0
    again = simgui("scan", photos.path, "--json", "-").json
    assert again["stats"]["photos"] == 18


def test_two_programs_at_once_are_refused_politely(simgui, photos, tmp_path):
    from simgui.store.library import Library

    with Library(tmp_path / "home" / "data", cache_dir=tmp_path / "home" / "cache"):
        result = simgui("scan", photos.path)
    assert result.code == 2
    assert "simgui" in result.err


def test_a_result_that_can_not_be_printed_is_said_in_a_sentence(photos, tmp_path):
    if not os.path.exists("/dev/full"):
        pytest.skip("the system has no device that is always full")
    environment = {**os.environ, "SIMGUI_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "simgui", "scan", str(photos.path)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )
    assert done.returncode == 2
    assert "standard output can't be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_is_no_error(photos, tmp_path):
    environment = {**os.environ, "SIMGUI_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "simgui", "scan", str(photos.path), "--json", "-"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        process.stdout.close()
        complaint = process.stderr.read()
    assert process.returncode == 0
    assert complaint == b""

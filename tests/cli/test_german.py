"""A German terminal speaks German: reports, questions of usage, errors, reasons."""

import json
import os
import subprocess
import sys

import pytest

from simgui.text import translation

ENGLISH = ("photos", "trash", "kept", " copies of ", "can't", "error", "freed", "the ")


@pytest.fixture
def german(simgui, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    yield simgui
    translation.use(None)


def words(result, folder):
    """What a command said, without the paths of the photos."""
    return (result.out + result.err).replace(str(folder), "ORDNER")


def test_every_report_is_german_to_the_last_word(german, photos, tmp_path):
    (photos.path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    (photos.path / "empty.jpg").touch()
    path = photos.path
    gone = path / "copy.jpg"
    told = {}
    for command in (
        ("scan", path),
        ("check", path),
        ("similar", path / "small.jpg"),
        ("clean", path, "--tiers", "identical,pixels,same"),
        ("clean", path, "--apply"),
        ("library", "journal"),
        ("library", "where", gone),
        ("library", "undo"),
        ("library", "redo"),
        ("library", "restore", gone),
        ("library",),
        ("library", "verify"),
        ("library", "rebuild"),
        ("library", "forget", path),
        ("scan", path / "nothing here"),
        ("clean", path, "--tiers", "all"),
        ("library", "undo", "77"),
        ("library", "import", path / "small.jpg"),
    ):
        said = words(german(*command), path)
        told[" ".join(map(str, command[:2]))] = said
        assert said
        assert [word for word in ENGLISH if word in said] == [], said
    assert "5 Kopien" in told[f"scan {path}"]
    assert "broken.jpg: die Datei ist unvollständig" in told[f"scan {path}"]
    assert "in den Papierkorb verschoben" in told["library journal"]
    assert "wiederhergestellt" in told["library restore"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Findet doppelte"),
        (["library", "--help"], "Beispiele:"),
        (["scan"], "Fehler: diese Argumente fehlen: ORDNER"),
        (["scan", "x", "--upto", "all"], "ungültige Auswahl"),
        (["similar", "x", "--top", "0"], "keine ganze Zahl über null"),
        (["nosuchthing"], "„nosuchthing“ ist kein Befehl"),
    ],
)
def test_help_and_usage_errors_are_german(arguments, said, tmp_path):
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("LC_")},
        "SIMGUI_HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "LANGUAGE": "de:en",
    }
    done = subprocess.run(
        [sys.executable, "-m", "simgui", *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said in done.stdout + done.stderr
    assert not [word for word in ENGLISH if word in done.stdout + done.stderr]


def test_what_programs_read_is_the_same_in_every_language(simgui, photos, monkeypatch):
    outputs = []
    for language in ("en_GB.UTF-8", "de_DE.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        groups = simgui("scan", photos.path, "--json", "-").json["groups"]
        table = simgui("scan", photos.path, "--csv", "-").out
        plan = simgui("clean", photos.path, "--json").json["removals"]
        outputs.append(json.dumps([groups, table, plan]))
    translation.use(None)
    assert outputs[0] == outputs[1]
    assert "identical, byte for byte" in outputs[0]

"""A crafted export is history: `undo`, `redo` and `clean` write nowhere for its sake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.core import pictures

BASHRC = b"# the user's own\n"


@pytest.fixture
def scene(tmp_path):
    """Two identical photos, a home with a file of the user, and a payload to be brought there."""
    for folder in ("A", "B"):
        (tmp_path / "pics" / folder).mkdir(parents=True)
        pictures.save_jpeg(tmp_path / "pics" / folder / "a.jpg", pictures.photo(1, (320, 240)))
    (tmp_path / ".config").mkdir()
    (tmp_path / ".bashrc").write_bytes(BASHRC)
    (tmp_path / "payload").write_bytes(b"evil")
    pictures.save_jpeg(tmp_path / "precious.jpg", pictures.photo(2, (320, 240)))
    return tmp_path


def step(base: Path, state: str, **changes) -> dict:
    return {
        "state": state,
        "reason": "",
        "at_ms": 1_795_822_590_806,
        "victim_hash": "d5" * 32,
        "keeper_path": str(base / "pics" / "A" / "a.jpg"),
        "keeper_hash": "d5" * 32,
        "tier": "identical",
        "cosine": None,
        "probability": 1.0,
        "changes": [],
        "group": "g",
        "by_hand": False,
        "sidecar": {
            "path": str(base / ".bashrc"),
            "before": b"evil code".hex(),
            "after": BASHRC.hex(),
        },
        "files": [
            {
                "path": str(base / ".config" / "autostart" / "evil.desktop"),
                "place": str(base / "payload"),
                "size": 4,
                "mtime_ns": 1,
                "device": 1,
                "inode": 1,
            }
        ],
        **changes,
    }


def export(base: Path) -> dict:
    photo = (base / "precious.jpg").read_bytes()
    unlinks = {"path": str(base / "precious.jpg"), "before": None, "after": photo.hex()}
    return {
        "format": "simgui-library",
        "version": 1,
        "roots": [{"path": str(base / "pics"), "role": "normal"}],
        "apart": [],
        "chosen": [],
        "marks": [],
        "journal": [
            {
                "uid": f"{number:032x}",
                "action": action,
                "target": target,
                "at_ms": 1_795_823_590_806,
                "steps": [step(base, state), step(base, state, sidecar=unlinks)],
            }
            for number, (action, target, state) in enumerate(
                (action, target, state)
                for action, target in (
                    ("trash", ""),
                    ("folder", str(base)),
                    ("hard_link", ""),
                    ("reflink", ""),
                )
                for state in ("done", "undone", "intended", "undoing", "failed")
            )
        ],
    }


def everything(base: Path) -> dict:
    """All files but those of simgui and its trash."""
    return {
        path: path.read_bytes()
        for path in base.rglob("*")
        if path.is_file() and not {"home", "xdg"} & set(path.relative_to(base).parts)
    }


def test_a_crafted_import_is_shown_and_never_carried_out(simgui, scene):
    (scene / "evil.json").write_text(json.dumps(export(scene)))
    before = everything(scene)
    assert simgui("library", "import", scene / "evil.json").code == 0
    actions = simgui("library", "journal", "--json").json["actions"]
    assert len(actions) == 20
    assert not any(
        action["can_undo"] or step["is_own"] for action in actions for step in action["steps"]
    )
    assert "recorded on another computer" in simgui("library", "journal").out
    where = simgui("library", "where", scene / ".config" / "autostart" / "evil.desktop")
    assert str(scene / "payload") in where.out
    assert simgui("library", "undo").code == 2
    assert simgui("library", "redo").code == 2
    for action in actions:
        done = any(step["state"] == "done" for step in action["steps"])
        undone = any(step["state"] == "undone" for step in action["steps"])
        result = simgui("library", "undo", str(action["id"]))
        assert (result.code, "not written on this computer" in result.err) == (done, done)
        result = simgui("library", "redo", str(action["id"]))
        assert (result.code, "not written on this computer" in result.err) == (undone, undone)
    assert simgui("clean", scene / "pics").code == 0
    assert everything(scene) == before


@pytest.mark.parametrize(
    "moment", [10**18, -(10**18), 1 << 63, 10**400, float("inf"), "soon", True, None]
)
def test_a_moment_that_is_none_is_refused_by_name(simgui, scene, moment):
    document = export(scene)
    document["journal"][0]["at_ms"] = moment
    (scene / "evil.json").write_text(json.dumps(document))
    result = simgui("library", "import", scene / "evil.json")
    assert result.code == 2
    assert "evil.json" in result.err
    assert simgui("library", "journal", "--json").json["actions"] == []


@pytest.mark.parametrize("year", [1601, 1969, 2300, 9999])
def test_any_year_can_be_imported_and_shown(simgui, scene, year):
    document = export(scene)
    document["journal"] = document["journal"][:1]
    moment = (year - 1970) * 31_556_952_000 + 86_400_000 * (1 if year == 1601 else -1)
    document["journal"][0]["at_ms"] = moment
    document["journal"][0]["steps"][0]["files"][0]["mtime_ns"] = moment * 1_000_000
    (scene / "far.json").write_text(json.dumps(document))
    assert simgui("library", "import", scene / "far.json").code == 0
    assert simgui("library", "journal").code == 0
    assert len(simgui("library", "journal", "--json").json["actions"]) == 1

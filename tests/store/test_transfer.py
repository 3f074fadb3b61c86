"""Decisions, roots and the journal survive an export to JSON and an import elsewhere."""

import json

import pytest

from simgui.core.catalog import Root
from simgui.core.errors import LibraryError
from simgui.core.removal.journal import Action, Evidence, Intent, SidecarChange, StepState
from simgui.core.types import Role, Tier
from simgui.store.library import Library
from simgui.store.transfer import Imported
from tests.core.builders import MODEL, digest, file, reading
from tests.core.removal_fixtures import ODD

ODD_PATH = f"/p/{ODD}.jpg"


def intent(number, **changes):
    values = {
        "files": (file(ODD_PATH, inode=number), file("/p/b.xmp", inode=(1 << 64) + number)),
        "victim_hash": digest(number),
        "keeper_path": "/p/keeper.jpg",
        "keeper_hash": digest(0),
        "tier": Tier.SAME,
        "evidence": Evidence(0.97, 0.99, ("resized",), "g1", True),
        "sidecar": SidecarChange("/p/keeper.jpg.xmp", None, b"\xff<x/>"),
        **changes,
    }
    return Intent(**values)


@pytest.fixture
def rich(tmp_path):
    """A library with something of everything that lasts."""
    with Library(tmp_path / "rich") as library:
        library.set_role("/p", Role.PROTECTED)
        library.set_role(ODD_PATH, Role.NORMAL)
        library.decisions.set_apart([digest(1), digest(2), digest(3)])
        library.decisions.choose_keeper(digest(1), ODD_PATH)
        library.decisions.mark([(digest(2), ODD_PATH), (digest(2), "/p/other.jpg")])
        action = library.journal.begin(Action.FOLDER, "/away")
        nowhere = [None, None]
        (step,) = library.journal.intend(action, [(intent(4), nowhere)])
        library.journal.settle(step, StepState.DONE, ["/away/1.jpg", None])
        library.journal.intend(action, [(intent(5, sidecar=None), nowhere)])
        yield library


def everything(library):
    decisions = library.decisions
    return (
        library.roots(),
        [(a.uid, a.hashes, a.at_ms) for a in decisions.all_apart()],
        decisions.chosen_keepers(),
        decisions.marks(),
        [
            (a.uid, a.action, a.target, a.at_ms, [(s.intent, s.places, s.at_ms) for s in a.steps])
            for a in library.journal.actions()
        ],
    )


def test_everything_that_lasts_arrives_as_it_was(rich, tmp_path):
    path = str(tmp_path / "export.json")
    rich.export(path)
    with Library(tmp_path / "new") as new:
        assert new.import_(path) == Imported(2, 4, 1)
        assert everything(new) == everything(rich)
        states = [step.state for step in new.journal.actions()[0].steps]
        # What a kill left open can't be settled on another computer.
        assert states == [StepState.DONE, StepState.FAILED]
        assert new.journal.unsettled() == []


def test_a_second_import_adds_nothing(rich, tmp_path):
    path = str(tmp_path / "export.json")
    rich.export(path)
    assert rich.import_(path) == Imported(0, 0, 0)


def test_decisions_hold_where_the_same_photos_lie_elsewhere(rich, tmp_path):
    path = str(tmp_path / "export.json")
    rich.export(path)
    with Library(tmp_path / "new") as new:
        new.import_(path)
        a, b = new.record(MODEL, [reading("/q/renamed.jpg", 1), reading("/q/moved.jpg", 3)])
        assert new.not_duplicates() == {(a, b)}


def test_an_import_leaves_the_roles_of_folders_that_are_watched_already(rich, tmp_path):
    path = str(tmp_path / "export.json")
    rich.export(path)
    with Library(tmp_path / "new") as new:
        new.set_role("/p", Role.EXCLUDED)
        new.import_(path)
        assert Root("/p", Role.EXCLUDED) in new.roots()


def test_an_export_is_for_its_owner_and_replaces_an_older_one_whole(rich, tmp_path):
    path = tmp_path / "export.json"
    path.write_text("older")
    rich.export(str(path))
    assert json.loads(path.read_text())["format"] == "simgui-library"
    rich.export(str(tmp_path / "fresh.json"))
    assert (tmp_path / "fresh.json").stat().st_mode & 0o077 == 0
    with pytest.raises(LibraryError, match="written"):
        rich.export(str(tmp_path / "missing" / "export.json"))


def _shorten(document):
    document["apart"][0]["hashes"][0] = "ff"


def _lose_roots(document):
    del document["roots"]


def _invent_role(document):
    document["roots"][0]["role"] = "king"


def _be_newer(document):
    document["version"] = 99


def _lose_files(document):
    document["journal"][0]["steps"][1]["files"] = []


def _flatten(document):
    document["journal"] = 7


@pytest.mark.parametrize(
    "harm", [_shorten, _lose_roots, _invent_role, _be_newer, _lose_files, _flatten]
)
def test_a_damaged_export_changes_nothing(rich, tmp_path, harm):
    path = tmp_path / "export.json"
    rich.export(str(path))
    document = json.loads(path.read_text())
    harm(document)
    path.write_text(json.dumps(document))
    with Library(tmp_path / "new") as new:
        before = everything(new)
        with pytest.raises(LibraryError, match=r"export\.json"):
            new.import_(str(path))
        assert everything(new) == before


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_export_is_refused(rich, tmp_path, data):
    path = tmp_path / "export.json"
    path.write_bytes(data)
    with pytest.raises(LibraryError, match=r"export\.json"):
        rich.import_(str(path))

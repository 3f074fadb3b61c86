"""No power cut in any action loses a photo; the campaign is `python -m tests.faults.powercut`."""

import os

import pytest

from simgui.core.removal.journal import Action, Intent, StepState
from simgui.core.types import FileStat, Tier
from simgui.store.library import Library
from tests.faults import powercut
from tests.faults.power_model import FOLDER

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="the recording layer reads paths from /proc"
)

SMALL = [s for s in powercut.scenarios() if s.photos <= 2]


def test_a_sample_of_all_states_of_all_actions_loses_nothing():
    result = powercut.campaign(0, 1, per_scenario=3)
    assert result.failures == []
    assert result.states > 300


@pytest.mark.parametrize("name", ["trash-execute-1", "folder-undo-1", "folder-execute-1-other"])
def test_without_synced_folders_the_model_finds_losses(name):
    with powercut.without_folder_syncs():
        result = powercut.campaign(0, 1, only=name, per_scenario=200)
    assert result.failures


@pytest.mark.parametrize("scenario", SMALL, ids=lambda scenario: scenario.name)
def test_no_name_of_a_content_is_removed_before_another_is_on_disk(scenario):
    removed = 0
    with powercut.world() as roots:
        recorder = powercut.Run(scenario, roots).recorder
    for before, call in zip(recorder.cuts, recorder.calls[1:], strict=False):
        what, *paths = call.split(" ")
        if what not in ("unlink", "remove", "replace", "rename") or is_ours(paths[-1]):
            continue
        values = before.names.get(os.path.split(paths[-1]), (None,))
        for node in set(values) - {None, FOLDER}:
            removed += 1
            assert is_on_disk(before, before.data[node][-1].content, paths[-1]), call
    assert removed >= scenario.photos or scenario.action is Action.REFLINK


def is_ours(path):
    """Whether simgui alone made it: temporaries, the trash's notes, side-cars it wrote."""
    name = os.path.basename(path)
    return name.startswith(".simgui-") or name.endswith((".trashinfo", ".jpg.xmp"))


def is_on_disk(cut, content, path):
    """Whether a content has a synced name other than this path, in synced folders."""
    return any(
        [data.content for data in cut.data[values[0]]] == [content]
        for key, values in cut.names.items()
        if len(values) == 1 and values[0] not in (None, FOLDER) and key != os.path.split(path)
    )


def test_what_is_intended_is_committed_with_full_synchronisation(tmp_path):
    file = FileStat("/a.jpg", 1, 2, 3, 4)
    intent = Intent((file,), b"a" * 32, "/b.jpg", b"a" * 32, Tier.IDENTICAL)
    with Library(tmp_path / "library") as library:
        journal = library.journal
        statements = []
        library._db.connection().set_trace_callback(statements.append)
        (step,) = journal.intend(journal.begin(Action.TRASH), [(intent, ["/trash/a.jpg"])])
        journal.replan(step, ["/trash/a.2.jpg"])
        journal.settle(step, StepState.DONE, ["/trash/a.2.jpg"])
        journal.intend_undo(step)
        library._db.connection().set_trace_callback(None)
    modes, mode = [], None
    for statement in statements:
        if statement.startswith("PRAGMA synchronous="):
            mode = statement.partition("=")[2]
        elif statement == "COMMIT":
            modes.append(mode)
    assert modes == [None, "FULL", "FULL", "NORMAL", "FULL"]

"""Kills the engine at one line after the other while a photo goes, comes back, and goes again."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from simgui.core.removal.journal import Action, StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.recover import reconcile
from simgui.store.library import Library
from tests.core import kill_at_line
from tests.core.removal_fixtures import write

_BEFORE = {"execute": (), "undo": ("execute",), "redo": ("execute", "undo")}
_NEVER = 10**9


@dataclass
class Lines:
    """What the kills did.

    Attributes:
        problems: What was not as it has to be, with the place that shows it again.
    """

    kills: int = 0
    settled: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether every kill was settled well."""
        return not self.problems


def _home(number: int, base: Path) -> Path:
    """A photo with its companion, its keeper, and an empty home."""
    folder = base / str(number)
    folder.mkdir()
    os.environ["XDG_DATA_HOME"] = str(folder / "home")
    os.environ["HOME"] = str(folder / "home")
    write(folder / "a.jpg", b"picture")
    write(folder / "p" / "b.jpg", b"picture")
    write(folder / "p" / "b.xmp", b"<side-car/>")
    return folder


def _run(folder: Path, what: str, line: int, action: Action) -> bool:
    """Whether it was done before it came to the line."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            sys.argv = ["killed", str(folder), what, str(line), action.value]
            kill_at_line.main()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code <= 0, f"{what} failed at line {line}"
    return code == 0


def _settle(folder: Path, found: Lines) -> StepState | None:
    """Start again after the kill; the state of the step."""
    with Library(folder / "library") as library:
        for settled in reconcile(library.journal, FreedesktopTrash):
            name = settled.settlement.value
            found.settled[name] = found.settled.get(name, 0) + 1
        assert library.journal.unsettled() == []
        assert library.verify() == []
        steps = [step for record in library.journal.actions() for step in record.steps]
    return steps[-1].state if steps else None


def _check(folder: Path, state: StepState | None, action: Action) -> None:
    """Files, trash, side-car and journal agree."""
    is_done = state is StepState.DONE
    in_place = sorted(os.listdir(folder / "p"))
    trashed = sorted(path.name for path in folder.glob("home/Trash/*/*"))
    assert (folder / "a.jpg").read_bytes() == b"picture"
    if action is Action.TRASH and is_done:
        assert in_place == [], in_place
        assert len(trashed) == 4, trashed
    else:
        assert in_place == ["b.jpg", "b.xmp"], in_place
        assert trashed == [], trashed
        assert (folder / "p" / "b.jpg").read_bytes() == b"picture"
    if action is Action.HARD_LINK:
        assert os.path.samefile(folder / "a.jpg", folder / "p" / "b.jpg") == is_done
    # A link keeps its name and what lies beside it: nothing has to be saved beside the keeper.
    has_sidecar = is_done and action is Action.TRASH
    assert (folder / "a.jpg.xmp").exists() == has_sidecar, "side-car"
    assert not list(folder.rglob(".simgui-*")), "temporary file"


def run(every: int) -> Lines:
    """Kill at every n-th line, until one line after the last is reached."""
    found = Lines()
    base = Path(tempfile.mkdtemp(prefix="simgui-lines-"))
    try:
        for action in (Action.TRASH, Action.HARD_LINK):
            for what, before in _BEFORE.items():
                line, is_done = 1, False
                while not is_done:
                    folder = _home(found.kills, base)
                    for step in before:
                        assert _run(folder, step, _NEVER, action)
                    is_done = _run(folder, what, line, action)
                    found.kills += 1
                    try:
                        _check(folder, _settle(folder, found), action)
                    except AssertionError as error:
                        found.problems.append(f"{action.value} {what} line {line}: {error}")
                    shutil.rmtree(folder)
                    line += every
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return found

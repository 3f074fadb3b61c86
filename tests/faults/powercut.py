"""Cuts the power at every call of every action on photos, and looks whether recovery holds.

    python -m tests.faults.powercut --states 100000 [--seed 1] [--only NAME] [--files 3]

No root is needed. Each distinct state that the model of `tests.faults.power_model` derives is laid
out in real folders, the real recovery runs on it, and then:

- every content that was on disk is under a name that a user sees, or in the trash;
- no file is left under a hidden name of simgui's, no step is open, a second recovery does nothing;
- journal and disk agree, and an undo of all that is done brings every photo back to its place.

From some states the recovery is recorded and cut as well. A failure names its scenario, seed and
number, which show it again.
"""

from __future__ import annotations

import argparse
import copy
import functools
import itertools
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from simgui.core.files import durable
from simgui.core.files.mounts import Mount, read_mounts
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import (
    Action,
    ActionId,
    ActionRecord,
    Intent,
    Step,
    StepId,
    StepResult,
    StepState,
)
from simgui.core.removal.movers import freedesktop_trash
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import plan_removal
from simgui.core.removal.recover import reconcile
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Metadata, Tier
from tests.core.removal_fixtures import group_of, photo_at
from tests.faults.power_model import Recorder, State, World, clear, materialise

ALL = 10_000
"""States of one call up to which all of them are tried."""
_ALL_OF_MANY_FILES = 1024
"""Likewise, of three photos with companions and of photos that are not synced themselves: all that
may be left once the first old name is removed."""
_SAMPLE = 200
"""States of a call that has more than that."""
_AGAIN = 12
"""States of a scenario from which the recovery is cut as well."""
_OF_RECOVERY = 200
"""States of one call of such a recovery."""
_NOTE = ".trashinfo"
_ENOUGH = 20
"""Failures after which a campaign ends."""


@dataclass(frozen=True)
class Scenario:
    """One action on some photos, of which one phase is recorded.

    Attributes:
        phase: "execute", "undo" or "redo"; those before it are over and on disk.
        has_companions: Whether each photo has a side-car and a RAW of its own.
        saves: Whether metadata is saved beside the keeper.
        is_other_disk: Whether the folder to move to is on another disk.
        is_fresh: Whether photos were copied there a moment ago and not one of them is synced.
    """

    action: Action
    phase: str
    photos: int
    has_companions: bool = False
    saves: bool = False
    is_other_disk: bool = False
    is_fresh: bool = False

    @property
    def name(self) -> str:
        """A name to call it by."""
        parts = [self.action.value, self.phase, str(self.photos)]
        flags = ("has_companions", "saves", "is_other_disk", "is_fresh")
        return "-".join(parts + [flag.split("_", 1)[-1] for flag in flags if getattr(self, flag)])

    @property
    def files(self) -> int:
        """How many files go."""
        return self.photos * (3 if self.has_companions else 1)

    @property
    def limit(self) -> int:
        """States of one call up to which all of them are tried."""
        has_many_files = self.has_companions and self.photos > 2
        return _ALL_OF_MANY_FILES if has_many_files or self.is_fresh else ALL


def scenarios() -> list[Scenario]:
    """All kinds of action, in all phases, on one to three photos, and some on more."""
    found = []
    for phase in ("execute", "undo", "redo"):
        for photos in (1, 2, 3):
            for action in (Action.TRASH, Action.FOLDER, Action.HARD_LINK):
                one = Scenario(action, phase, photos)
                found.append(one)
                if action is Action.FOLDER:
                    found.append(replace(one, is_other_disk=True))
                found.append(replace(one, saves=True))
                if action is not Action.HARD_LINK:
                    found.append(replace(one, has_companions=True))
                    if action is Action.FOLDER:
                        found.append(replace(one, has_companions=True, is_other_disk=True))
        found.append(Scenario(Action.TRASH, phase, 40, has_companions=True, saves=True))
        found.append(Scenario(Action.FOLDER, phase, 40, has_companions=True, is_other_disk=True))
    found += [Scenario(Action.HARD_LINK, "execute", n, is_fresh=True) for n in (1, 2)]
    return sorted(found, key=lambda scenario: (scenario.files, scenario.is_fresh))


def _files(world: World) -> dict[str, bytes]:
    return {
        path: file[-1]
        for path, file in world.items()
        if file[-1] is not None and not path.endswith(_NOTE)
    }


def _comparable(world: World) -> object:
    """The same for two worlds that differ in the numbers of their inodes alone."""
    numbers: dict[tuple[int, int], int] = {}
    return tuple(
        (path, numbers.setdefault(identity, len(numbers)), *rest)
        for path, (identity, *rest) in sorted(world.items())
    )


class MemoryJournal:
    """A journal whose every version can be brought back, as a power cut may.

    The real one commits intents with synchronous=FULL and results without; this one says which
    calls it holds for durable.
    """

    def __init__(self) -> None:
        self.records: tuple[ActionRecord, ...] = ()
        self.versions: list[tuple[ActionRecord, ...]] = [()]
        self.on_version: Callable[[int, bool], None] = lambda _version, _is_durable: None

    def _commit(self, records: Sequence[ActionRecord], *, is_durable: bool) -> None:
        self.records = tuple(records)
        self.versions.append(self.records)
        self.on_version(len(self.versions) - 1, is_durable)

    def begin(self, action: Action, target: str = "") -> ActionId:
        record = ActionRecord(ActionId(len(self.records) + 1), "", action, target, 0, ())
        self._commit([*self.records, record], is_durable=False)
        return record.id

    def intend(
        self,
        action_id: ActionId,
        new: Sequence[tuple[Intent, Sequence[str | None]]],
        again: Sequence[tuple[StepId, Sequence[str | None]]] = (),
    ) -> list[StepId]:
        record = self.action(action_id)
        assert record is not None
        planned = dict(again)
        steps = [
            replace(s, state=StepState.INTENDED, places=tuple(planned[s.id]), reason="")
            if s.id in planned
            else s
            for s in record.steps
        ]
        ids = [StepId(1000 * action_id + len(steps) + n) for n in range(len(new))]
        steps += [
            Step(i, action_id, record.action, StepState.INTENDED, intent, tuple(places), "", 0,
                 record.target)
            for i, (intent, places) in zip(ids, new, strict=True)
        ]  # fmt: skip
        self._replace(record, steps, is_durable=True)
        return ids

    def _replace(self, record: ActionRecord, steps: Sequence[Step], *, is_durable: bool) -> None:
        new = replace(record, steps=tuple(steps))
        self._commit([new if r.id == new.id else r for r in self.records], is_durable=is_durable)

    def _change(self, results: Sequence[StepResult], *, is_durable: bool) -> None:
        by_id = {result.id: result for result in results}
        records = []
        for record in self.records:
            steps = [
                replace(s, state=r.state, places=tuple(r.places), reason=r.reason)
                if (r := by_id.get(s.id))
                else s
                for s in record.steps
            ]
            records.append(replace(record, steps=tuple(steps)))
        self._commit(records, is_durable=is_durable)

    def _step(self, step_id: StepId) -> Step:
        return next(s for r in self.records for s in r.steps if s.id == step_id)

    def replan(self, step_id: StepId, places: Sequence[str | None]) -> None:
        result = StepResult(step_id, StepState.INTENDED, tuple(places))
        self._change([result], is_durable=True)

    def intend_undo(self, step_id: StepId) -> None:
        step = self._step(step_id)
        result = StepResult(step_id, StepState.UNDOING, step.places, step.reason)
        self._change([result], is_durable=True)

    def settle(
        self, step_id: StepId, state: StepState, places: Sequence[str | None], reason: str = ""
    ) -> None:
        self._change([StepResult(step_id, state, tuple(places), reason)], is_durable=False)

    def settle_all(self, results: Sequence[StepResult]) -> None:
        self._change(results, is_durable=False)

    def action(self, action_id: ActionId) -> ActionRecord | None:
        return next((r for r in self.records if r.id == action_id), None)

    def actions(self, limit: int | None = None) -> list[ActionRecord]:
        return list(reversed(self.records))[:limit]

    def unsettled(self) -> list[Step]:
        open_ = (StepState.INTENDED, StepState.UNDOING)
        return [s for r in self.records for s in r.steps if s.state in open_]

    def whereabouts(self, path: str) -> list[Step]:
        return [s for r in self.records for s in r.steps if path in (s.intent.path, *s.places)]


@dataclass
class Result:
    """What a campaign found.

    Attributes:
        failures: What did not hold, with what shows it again.
        sampled: Scenarios that have too many states to try all.
    """

    states: int = 0
    possible: int = 0
    scenarios: int = 0
    failures: list[str] = field(default_factory=list)
    sampled: list[str] = field(default_factory=list)


@contextmanager
def world() -> Iterator[tuple[str, str]]:
    """Two empty folders on two disks, with a home in the first."""
    bases = ["/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()]
    other = tempfile.gettempdir()
    if os.stat(other).st_dev == os.stat(bases[0]).st_dev:
        other = os.path.expanduser("~")
    roots = [tempfile.mkdtemp(prefix="simgui-power-", dir=base) for base in (*bases, other)]
    before = {name: os.environ.get(name) for name in ("HOME", "XDG_DATA_HOME")}
    os.environ["HOME"] = os.path.join(roots[0], "home")
    os.environ["XDG_DATA_HOME"] = os.path.join(roots[0], "home", "data")
    try:
        yield roots[0], roots[1]
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        for root in roots:
            shutil.rmtree(root, ignore_errors=True)


def _write(path: str, data: bytes) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)
    os.utime(path, ns=(10**18, 10**18 + 123_456_789))
    return path


class Run:
    """One scenario, recorded in a world.

    Attributes:
        contents: Every content that was on disk before the phase, with a name of it.
        originals: Content of each photo and companion before anything was done.
    """

    def __init__(self, scenario: Scenario, roots: tuple[str, str]) -> None:
        self.scenario = scenario
        self.roots = roots
        for root in roots:
            clear(root)
        self.journal = MemoryJournal()
        self.target = os.path.join(roots[scenario.is_other_disk], "away")
        os.makedirs(self.target)
        os.makedirs(os.environ["XDG_DATA_HOME"])
        self._lay_out()
        self.originals = self.files()
        self.contents = {}
        self._good: set[object] = set()
        self._there: World | None = None  # what is on disk, where that is known
        phases = ["execute", "undo", "redo"]
        for phase in phases[: phases.index(scenario.phase)]:
            self._do(phase)
        # A side-car of simgui's own making is in the journal.
        own = {os.path.join(roots[0], "keep", f"{n}.jpg.xmp") for n in range(scenario.photos)}
        self.contents = {d: path for path, d in self.files().items() if path not in own}
        fresh = [path for path in self.originals if scenario.is_fresh]
        self.recorder = Recorder(roots, len(self.journal.versions) - 1, fresh)
        self.journal.on_version = lambda version, is_durable: self.recorder.journaled(
            version, is_durable=is_durable
        )
        with self.recorder.recording():
            self._do(scenario.phase)
        self.journal.on_version = lambda _version, _is_durable: None

    def _lay_out(self) -> None:
        top, scenario = self.roots[0], self.scenario
        self._groups = []
        for n in range(scenario.photos):
            data = f"picture {n} ".encode() * 200
            knows = Metadata(title=f"Pier {n}", rating=4) if scenario.saves else None
            keeper = _write(os.path.join(top, "keep", f"{n}.jpg"), data)
            going = _write(os.path.join(top, "p", f"b{n}.jpg"), data)
            side = []
            if scenario.has_companions:
                for suffix, content in ((".cr2", b"raw"), (".xmp", b"<x/>")):
                    path = os.path.join(top, "p", f"b{n}{suffix}")
                    side.append(_write(path, content * (n + 1)))
            self._groups.append((keeper, going, side, knows))

    def _plan(self) -> object:
        groups, marked = [], set()
        for keeper, path, side, knows in self._groups:
            photo = photo_at(path, companions=[Path(s) for s in side], metadata=knows)
            groups.append(group_of(photo_at(keeper), (photo, Tier.IDENTICAL), name=path))
            marked.add(photo.id)
        return plan_removal(
            groups,
            marked,
            by_hand=marked,
            action=self.scenario.action,
            saves_metadata=self.scenario.saves,
        )

    def mover(self) -> Mover | None:
        """The mover of the scenario."""
        if self.scenario.action.is_link:
            return None
        is_folder = self.scenario.action is Action.FOLDER
        return FolderMover(self.target) if is_folder else FreedesktopTrash()

    def _do(self, phase: str) -> None:
        token = Token()
        if phase == "execute":
            outcome = execute(self._plan(), self.mover(), self.journal, token, roots=[])  # type: ignore[arg-type]
            assert len(outcome.removed) == self.scenario.photos, (outcome.refused, outcome)
            return
        action_id = self.journal.records[-1].id
        if phase == "undo":
            result = undo(self.journal, action_id, self.mover(), token)
        else:
            result = redo(self.journal, action_id, self.mover(), token, roots=[])
        assert len(result.done) == self.scenario.photos, result

    def files(self) -> dict[str, bytes]:
        """Every file of the world with its content, but the trash's notes."""
        return _files(self._everything())

    def _everything(self) -> World:
        """All that is in the world."""
        found: World = {}
        for root in self.roots:
            for folder, folders, names in os.walk(root):
                for name in folders:
                    found[os.path.join(folder, name)] = ((0, 0), 0, 0, None)
                for name in names:
                    path = os.path.join(folder, name)
                    with open(path, "rb") as file:
                        now = os.fstat(file.fileno())
                        identity = now.st_dev, now.st_ino
                        found[path] = (identity, now.st_mtime_ns, now.st_mode, file.read())
        return found

    def recovering(self, state: State) -> Run:
        """The recovery from a state, recorded: the power may fail in it as well."""
        run = copy.copy(self)
        run._there = self._there = None
        materialise(state, self.roots)
        run.journal = MemoryJournal()
        run.journal.records = self.journal.versions[state.journal]
        run.journal.versions = [run.journal.records]
        run.recorder = Recorder(self.roots)
        run.journal.on_version = lambda version, is_durable: run.recorder.journaled(
            version, is_durable=is_durable
        )
        with run.recorder.recording():
            reconcile(run.journal, FreedesktopTrash)
        return run

    def check(self, state: State) -> str:
        """What does not hold after a power cut that left this state; empty if all does."""
        materialise(state, self.roots, self._there)
        self._there = None
        journal = MemoryJournal()
        journal.records = self.journal.versions[state.journal]
        with _no_waiting():
            reconcile(journal, FreedesktopTrash)
            everything = self._everything()
            # Many states are recovered to the same one, which need not be judged twice.
            outcome = _comparable(everything), repr(journal.records)
            if outcome in self._good:
                self._there = everything
                return ""
            problem = self._check_settled(journal, _files(everything)) or self._check_undo(journal)
        if not problem:
            self._good.add(outcome)
        return problem

    def _check_settled(self, journal: MemoryJournal, files: dict[str, bytes]) -> str:
        hidden = [path for path in files if os.path.basename(path).startswith(".")]
        if hidden:
            return f"hidden: {hidden}"
        there = set(files.values())
        lost = [path for data, path in self.contents.items() if data not in there]
        if lost and not self.scenario.is_fresh:
            return f"lost: {lost}"
        if journal.unsettled():
            return "a step is open"
        if reconcile(journal, FreedesktopTrash):
            return "a second recovery found something"
        for record in journal.records:
            for step in record.steps:
                problem = self._check_step(step, files)
                if problem:
                    return problem
        return ""

    def _check_step(self, step: Step, files: dict[str, bytes]) -> str:
        for file, place in zip(step.intent.files, step.places, strict=True):
            wanted = self.originals[file.path]
            if step.state is StepState.DONE and not step.action.is_link:
                if file.path in files or place is None or files.get(place) != wanted:
                    return f"{file.path} is not where the journal says: {place}"
            elif files.get(file.path) != wanted and not self.scenario.is_fresh:
                return f"{file.path} is not in its place"
        return ""

    def _check_undo(self, journal: MemoryJournal) -> str:
        for record in reversed(journal.records):
            if record.can_undo:
                result = undo(journal, record.id, self.mover(), Token())
                if result.failed or result.stopped_by:
                    return f"undo: {result.failed or result.stopped_by}"
        if self.scenario.is_fresh:
            return ""
        files = self.files()
        missing = [path for path, data in self.originals.items() if files.get(path) != data]
        more = sorted(set(files) - set(self.originals))
        return f"after undo: missing {missing}, more {more}" if missing or more else ""


def campaign(
    states: int,
    seed: int,
    *,
    only: str = "",
    files: int = 1000,
    per_scenario: int | None = None,
    is_loud: bool = False,
) -> Result:
    """Try all states of the small actions, and samples of the large ones.

    Args:
        states: At least so many in all, as far as there are so many.
        seed: Of the samples.
        only: A part of the names of scenarios.
        files: No scenarios in which more files go.
        per_scenario: At most so many of each.
        is_loud: Whether to say how far it is.
    """
    result = Result()
    chosen = [s for s in scenarios() if only in s.name and s.files <= files]
    with world() as roots:
        for index, scenario in enumerate(chosen):
            run = Run(scenario, roots)
            chance = random.Random(f"{seed} {scenario.name}")
            is_small = scenario.photos <= 3
            wanted = per_scenario or max(200, states // (4 * len(chosen)))
            limit = scenario.limit if is_small and not per_scenario else max(1, wanted // 50)
            if any(cut.count_of_lasting > limit for cut in run.recorder.cuts):
                result.sampled.append(scenario.name)
            result.possible += run.recorder.count()
            result.scenarios += 1
            found = run.recorder.states(limit, chance, min(limit, _SAMPLE))
            if per_scenario:
                pool = list(found)
                found = iter(chance.sample(pool, min(per_scenario, len(pool))))
            again = _try(run, found, result, f"{scenario.name} seed {seed}", chance)
            for state in again[:1] if per_scenario else again:
                recovery = run.recovering(state)
                few = itertools.islice(recovery.recorder.states(_OF_RECOVERY, chance), per_scenario)
                _try(recovery, few, result, f"recovery of {scenario.name} seed {seed}", chance)
            if len(result.failures) >= _ENOUGH:
                break
            if is_loud:
                print(f"{index + 1}/{len(chosen)} {scenario.name}: {result.states:,}", flush=True)
    return result


def _try(
    run: Run,
    states: Iterable[tuple[int, State]],
    result: Result,
    name: str,
    chance: random.Random,
) -> list[State]:
    """Check states; some of them, in which a second power cut is worth a try."""
    some: list[State] = []
    for count, (number, state) in enumerate(states):
        result.states += 1
        problem = _problem(run, state)
        if problem:
            call = run.recorder.calls[number]
            result.failures.append(f"{name} after call {number} ({call}): {problem}")
            print(result.failures[-1], flush=True)
            if len(result.failures) >= _ENOUGH:
                break
        if len(some) < _AGAIN:
            some.append(state)
        elif chance.randrange(count + 1) < _AGAIN:
            some[chance.randrange(_AGAIN)] = state
    return some


@functools.cache
def _mounts() -> list[Mount]:
    return read_mounts()


@contextmanager
def _no_waiting() -> Iterator[None]:
    """Nothing is recorded now: don't wait for the disk."""
    real = os.fsync, freedesktop_trash.read_mounts
    os.fsync = lambda _descriptor: None  # type: ignore[assignment]
    freedesktop_trash.read_mounts = _mounts
    try:
        yield
    finally:
        os.fsync, freedesktop_trash.read_mounts = real


def _problem(run: Run, state: State) -> str:
    try:
        return run.check(state)
    except Exception as error:  # noqa: BLE001 - a recovery that fails is a finding like others
        return f"{type(error).__name__}: {error}"


@contextmanager
def without_folder_syncs() -> Iterator[None]:
    """As simgui was before: files are synced, folders never."""
    real = durable.sync_folder
    durable.sync_folder = lambda _folder: None
    try:
        yield
    finally:
        durable.sync_folder = real


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--states", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="scenarios whose name holds this")
    parser.add_argument("--files", type=int, default=1000, help="scenarios of at most so many")
    options = parser.parse_args()
    started = time.monotonic()
    result = campaign(
        options.states, options.seed, only=options.only, files=options.files, is_loud=True
    )
    print(
        f"{result.states:,} distinct states of {result.scenarios} actions"
        f" ({result.possible:,} with repetitions), {len(result.failures)} failures,"
        f" {time.monotonic() - started:.0f} s; sampled: {', '.join(result.sampled) or 'none'}"
    )
    return bool(result.failures)


if __name__ == "__main__":
    sys.exit(main())

"""The journal in library.db: what went where, for which keeper, and why. Intents are durable."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Sequence
from typing import Any

from simgui.core.files.traits import Traits
from simgui.core.removal.journal import (
    Action,
    ActionId,
    ActionRecord,
    Evidence,
    Intent,
    SidecarChange,
    Step,
    StepId,
    StepResult,
    StepState,
)
from simgui.core.types import FileStat, Tier
from simgui.store.columns import chunks, decode_path, encode_path, from_number
from simgui.store.db import Database
from simgui.store.decisions import now_ms

_STEP_COLUMNS = (
    "s.id, s.action_id, a.kind, s.state, s.reason, s.at_ms, a.target, s.settled_ms,"
    " s.victim_hash, s.keeper_path, s.keeper_hash, s.tier, s.evidence, s.sidecar"
)


def _from_evidence(evidence: Evidence) -> str:
    return json.dumps(
        {
            "cosine": evidence.cosine,
            "probability": evidence.probability,
            "changes": evidence.changes,
            "group": evidence.group_id,
            "by_hand": evidence.by_hand,
            "losses": evidence.losses,
        }
    )


def _to_evidence(text: str) -> Evidence:
    get = json.loads(text).get
    return Evidence(
        get("cosine"),
        float(get("probability", 1.0)),
        tuple(get("changes", ())),
        get("group", ""),
        bool(get("by_hand", False)),
        tuple(str(path) for path in get("losses", ())),
    )


def _from_sidecar(change: SidecarChange | None) -> str:
    if change is None:
        return ""
    before = None if change.before is None else change.before.hex()
    return json.dumps({"path": change.path, "before": before, "after": change.after.hex()})


def _to_sidecar(text: str) -> SidecarChange | None:
    if not text:
        return None
    value = json.loads(text)
    before = value["before"]
    return SidecarChange(
        value["path"],
        None if before is None else bytes.fromhex(before),
        bytes.fromhex(value["after"]),
    )


def _from_traits(traits: Traits) -> str:
    value = {
        "mode": traits.mode,
        "owner": traits.owner,
        "group": traits.group,
        "links": traits.links,
        "attributes": {name: data.hex() for name, data in traits.attributes},
    }
    return json.dumps(value)


def _to_traits(content: bytes, text: str) -> Traits:
    value = json.loads(text)
    return Traits(
        value["mode"],
        value["owner"],
        value["group"],
        value["links"],
        tuple((name, bytes.fromhex(data)) for name, data in value["attributes"].items()),
        content,
    )


class SqliteJournal:
    """Reads and writes the journal; any thread may use it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, action: Action, target: str = "") -> ActionId:
        """Open a new action; `target` is the folder photos are moved to, if they are."""
        return self.add_action(uuid.uuid4().hex, action, target, now_ms())

    def add_action(self, uid: str, action: Action, target: str, at_ms: int) -> ActionId:
        """Write down an action under the name it has elsewhere."""
        with self._db.writing() as run:
            cursor = run.execute(
                "INSERT INTO action (uid, kind, target, at_ms) VALUES (?, ?, ?, ?)",
                (uid, action.value, encode_path(target), at_ms),
            )
            return ActionId(cursor.lastrowid or 0)

    def has_action(self, uid: str) -> bool:
        """Whether the action of this name is written down."""
        with self._db.reading() as run:
            return run.execute("SELECT 1 FROM action WHERE uid = ?", (uid,)).fetchone() is not None

    def intend(
        self,
        action_id: ActionId,
        new: Sequence[tuple[Intent, Sequence[str | None]]],
        again: Sequence[tuple[StepId, Sequence[str | None]]] = (),
    ) -> list[StepId]:
        """Write down that photos are about to go, and where to; it is on disk when this returns."""
        with self._db.writing_durably() as run:
            for step_id, places in again:
                _update(run, StepResult(step_id, StepState.INTENDED, tuple(places)), None)
            return [
                self.add_step(action_id, intent, StepState.INTENDED, places, "", now_ms())
                for intent, places in new
            ]

    def replan(self, step_id: StepId, places: Sequence[str | None]) -> None:
        """Write down other places for an intended step; on disk at return."""
        with self._db.writing_durably() as run:
            _update(run, StepResult(step_id, StepState.INTENDED, tuple(places)), None)

    def add_step(
        self,
        action_id: ActionId,
        intent: Intent,
        state: StepState,
        places: Sequence[str | None],
        reason: str,
        at_ms: int,
    ) -> StepId:
        """Write down a step in any state, durably."""
        with self._db.writing_durably() as run:
            cursor = run.execute(
                "INSERT INTO step (action_id, state, reason, at_ms, victim_hash, keeper_path,"
                " keeper_hash, tier, evidence, sidecar) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    action_id,
                    state.value,
                    reason,
                    at_ms,
                    intent.victim_hash,
                    encode_path(intent.keeper_path),
                    intent.keeper_hash,
                    int(intent.tier),
                    _from_evidence(intent.evidence),
                    _from_sidecar(intent.sidecar),
                ),
            )
            step_id = StepId(cursor.lastrowid or 0)
            run.executemany(
                "INSERT INTO step_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        step_id,
                        number,
                        encode_path(file.path),
                        None if place is None else encode_path(place),
                        file.size,
                        file.mtime_ns,
                        from_number(file.device),
                        from_number(file.inode),
                    )
                    for number, (file, place) in enumerate(zip(intent.files, places, strict=True))
                ],
            )
            run.executemany(
                "INSERT INTO step_traits VALUES (?, ?, ?, ?)",
                [
                    (step_id, number, traits.hash, _from_traits(traits))
                    for number, traits in enumerate(intent.traits)
                ],
            )
        return step_id

    def intend_undo(self, step_id: StepId) -> None:
        """Write down that a step is about to be undone; on disk at return."""
        with self._db.writing_durably() as run:
            state = StepState.UNDOING.value
            run.execute("UPDATE step SET state = ? WHERE id = ?", (state, step_id))

    def settle(
        self, step_id: StepId, state: StepState, places: Sequence[str | None], reason: str = ""
    ) -> None:
        """Write down what came of a step.

        A power failure may lose this; then the disk is asked at the next start.
        """
        self.settle_all([StepResult(step_id, state, tuple(places), reason)])

    def settle_all(self, results: Sequence[StepResult]) -> None:
        """Write down what came of several steps, in one transaction; see `settle`."""
        with self._db.writing() as run:
            for result in results:
                _update(run, result, now_ms())

    def action(self, action_id: ActionId) -> ActionRecord | None:
        """One action with its steps in their order."""
        return next(iter(self._actions("WHERE id = ?", (action_id,))), None)

    def actions(self, limit: int | None = None) -> list[ActionRecord]:
        """Actions, the latest first."""
        return self._actions("ORDER BY id DESC LIMIT ?", (-1 if limit is None else limit,))

    def _actions(self, clause: str, parameters: tuple[int, ...]) -> list[ActionRecord]:
        with self._db.reading() as run:
            rows = run.execute(
                f"SELECT id, uid, kind, target, at_ms FROM action {clause}", parameters
            ).fetchall()
            steps: dict[int, list[Step]] = {row[0]: [] for row in rows}
            for part, marks in chunks(steps):
                for step in self._steps(run, f"WHERE s.action_id IN ({marks}) ORDER BY s.id", part):
                    steps[step.action_id].append(step)
            return [
                ActionRecord(
                    ActionId(row[0]),
                    row[1],
                    Action(row[2]),
                    decode_path(row[3]),
                    row[4],
                    tuple(steps[row[0]]),
                )
                for row in rows
            ]

    def unsettled(self) -> list[Step]:
        """Steps that are INTENDED or UNDOING: a kill came in between."""
        with self._db.reading() as run:
            clause = "WHERE s.state IN ('intended', 'undoing') ORDER BY s.id"
            return self._steps(run, clause, ())

    def whereabouts(self, path: str) -> list[Step]:
        """Steps that moved this file (or brought a file to this path), the latest first."""
        clause = (
            "WHERE s.id IN (SELECT step_id FROM step_file WHERE path = ?1 OR place = ?1)"
            " ORDER BY s.id DESC"
        )
        with self._db.reading() as run:
            return self._steps(run, clause, (encode_path(path),))

    def _steps(self, run: sqlite3.Connection, clause: str, parameters: Sequence[Any]) -> list[Step]:
        rows = run.execute(
            f"SELECT {_STEP_COLUMNS} FROM step s JOIN action a ON a.id = s.action_id {clause}",
            parameters,
        ).fetchall()
        files: dict[int, list[Any]] = {row[0]: [] for row in rows}
        for part, marks in chunks(files):
            for row in run.execute(
                "SELECT step_id, path, place, size, mtime_ns, device, inode FROM step_file"
                f" WHERE step_id IN ({marks}) ORDER BY step_id, seq",
                part,
            ):
                files[row[0]].append(row[1:])
        traits: dict[int, list[Traits]] = {row[0]: [] for row in rows}
        for part, marks in chunks(traits):
            for row in run.execute(
                "SELECT step_id, hash, traits FROM step_traits"
                f" WHERE step_id IN ({marks}) ORDER BY step_id, seq",
                part,
            ):
                traits[row[0]].append(_to_traits(row[1], row[2]))
        return [
            _to_step(row, files[row[0]], tuple(traits[row[0]])) for row in rows if files[row[0]]
        ]


def _update(run: sqlite3.Connection, result: StepResult, settled_ms: int | None) -> None:
    run.execute(
        "UPDATE step SET state = ?, reason = ?, settled_ms = coalesce(?, settled_ms) WHERE id = ?",
        (result.state.value, result.reason, settled_ms, result.id),
    )
    run.executemany(
        "UPDATE step_file SET place = ? WHERE step_id = ? AND seq = ?",
        [
            (None if place is None else encode_path(place), result.id, number)
            for number, place in enumerate(result.places)
        ],
    )


def _to_step(
    row: Sequence[Any], files: Sequence[Sequence[Any]], traits: tuple[Traits, ...]
) -> Step:
    intent = Intent(
        files=tuple(
            FileStat(decode_path(path), int(device), int(inode), size, mtime_ns)
            for path, _, size, mtime_ns, device, inode in files
        ),
        victim_hash=row[8],
        keeper_path=decode_path(row[9]),
        keeper_hash=row[10],
        tier=Tier(row[11]),
        evidence=_to_evidence(row[12]),
        sidecar=_to_sidecar(row[13]),
        traits=traits,
    )
    return Step(
        id=StepId(row[0]),
        action_id=ActionId(row[1]),
        action=Action(row[2]),
        state=StepState(row[3]),
        intent=intent,
        places=tuple(None if file[1] is None else decode_path(file[1]) for file in files),
        reason=row[4],
        at_ms=row[5],
        target=decode_path(row[6]),
        settled_ms=row[7],
    )

"""The journal in library.db: what went where, for which keeper, and why. Intents are durable."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
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
from simgui.store import values
from simgui.store.columns import chunks, decode_path, encode_path, from_number, to_number
from simgui.store.db import DamagedError, Database
from simgui.store.decisions import now_ms
from simgui.store.seal import Seal
from simgui.store.values import JsonObject

_STEP_COLUMNS = (
    "s.id, s.action_id, a.kind, s.state, s.reason, s.at_ms, a.target, s.settled_ms,"
    " s.victim_hash, s.keeper_path, s.keeper_hash, s.tier, s.evidence, s.sidecar"
)
_ACTION_COLUMNS = "id, uid, kind, target, at_ms"
_MAX_MODE = 0o777
_TRAITS_COLUMNS = "hash, traits"
_FILE_COLUMNS = "path, place, size, mtime_ns, device, inode"
# All that undoing, redoing or settling a step acts on. Ids are left out: the backup that outlives a
# damaged library gives a step another one.
_SEALED_COLUMNS = (
    "a.uid, a.kind, a.target, a.at_ms, s.state, s.at_ms, s.victim_hash, s.keeper_path,"
    " s.keeper_hash, s.tier, s.sidecar"
)
_SEALED_COUNT = _SEALED_COLUMNS.count(",") + 1


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
    value = JsonObject(json.loads(text))
    return Evidence(
        value.number_or_none("cosine"),
        value.number("probability") if value.has("probability") else 1.0,
        tuple(value.texts("changes")) if value.has("changes") else (),
        value.text("group") if value.has("group") else "",
        value.boolean("by_hand") if value.has("by_hand") else False,
        tuple(value.paths("losses")) if value.has("losses") else (),
    )


def _from_sidecar(change: SidecarChange | None) -> str:
    if change is None:
        return ""
    before = None if change.before is None else change.before.hex()
    return json.dumps({"path": change.path, "before": before, "after": change.after.hex()})


def _to_sidecar(text: str) -> SidecarChange | None:
    if not text:
        return None
    value = JsonObject(json.loads(text))
    return SidecarChange(value.path("path"), value.raw_or_none("before"), value.raw("after"))


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
    value = JsonObject(json.loads(text))
    return Traits(
        value.integer_or_none("mode", 0, _MAX_MODE),
        value.integer_or_none("owner", 0),
        value.integer_or_none("group", 0),
        value.integer("links", 0),
        tuple(value.raw_by_name("attributes")),
        content if content == b"" else values.content_hash(content),
    )


class SqliteJournal:
    """Reads and writes the journal; any thread may use it."""

    def __init__(self, database: Database, seal: Seal | None = None) -> None:
        self._db = database
        self._seal = seal or Seal()

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
                self._update(run, StepResult(step_id, StepState.INTENDED, tuple(places)), None)
            ids = [
                self.add_step(action_id, intent, StepState.INTENDED, places, "", now_ms())
                for intent, places in new
            ]
            for step_id in ids:
                self._write_seal(run, step_id)
        return ids

    def replan(self, step_id: StepId, places: Sequence[str | None]) -> None:
        """Write down other places for an intended step; on disk at return."""
        with self._db.writing_durably() as run:
            self._update(run, StepResult(step_id, StepState.INTENDED, tuple(places)), None)

    def add_step(
        self,
        action_id: ActionId,
        intent: Intent,
        state: StepState,
        places: Sequence[str | None],
        reason: str,
        at_ms: int,
    ) -> StepId:
        """Write down a step of another library, durably: it is history, and never undone."""
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
                        from_number(file.mtime_ns),
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
        with self._db.writing_durably() as run, self._resealing(run, step_id):
            state = StepState.UNDOING.value
            run.execute("UPDATE step SET state = ? WHERE id = ?", (state, step_id))

    @contextmanager
    def _resealing(self, run: sqlite3.Connection, step_id: StepId) -> Iterator[None]:
        """Change a step; its seal holds afterwards only if it did before."""
        is_own = self.seal(step_id) is not None
        yield
        if is_own:
            self._write_seal(run, step_id)

    def _write_seal(self, run: sqlite3.Connection, step_id: StepId) -> None:
        seal = self._seal.of(self._sealed_values(run, step_id))
        run.execute("INSERT OR REPLACE INTO step_seal VALUES (?, ?)", (step_id, seal))

    @staticmethod
    def _sealed_values(run: sqlite3.Connection, step_id: StepId) -> tuple[Any, ...]:
        row = run.execute(
            f"SELECT {_SEALED_COLUMNS} FROM step s JOIN action a ON a.id = s.action_id"
            " WHERE s.id = ?",
            (step_id,),
        ).fetchone()
        files = run.execute(
            f"SELECT {_FILE_COLUMNS} FROM step_file WHERE step_id = ? ORDER BY seq", (step_id,)
        ).fetchall()
        traits = run.execute(
            f"SELECT {_TRAITS_COLUMNS} FROM step_traits WHERE step_id = ? ORDER BY seq", (step_id,)
        ).fetchall()
        return (*(row or ()), *files, *traits)

    def seal(self, step_id: StepId) -> bytes | None:
        """The seal of a step that this library wrote on this computer, else None."""
        with self._db.reading() as run:
            row = run.execute("SELECT seal FROM step_seal WHERE step_id = ?", (step_id,)).fetchone()
            if row and self._seal.holds(row[0], self._sealed_values(run, step_id)):
                return bytes(row[0])
        return None

    def adopt(self, step_id: StepId, seal: bytes) -> bool:
        """Give a step back the seal it had in this library's own backup; whether it holds."""
        with self._db.writing_durably() as run:
            run.execute("INSERT OR REPLACE INTO step_seal VALUES (?, ?)", (step_id, seal))
        return self.seal(step_id) is not None

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
                self._update(run, result, now_ms())

    def action(self, action_id: ActionId) -> ActionRecord | None:
        """One action with its steps in their order."""
        return next(iter(self._actions("WHERE id = ?", (action_id,))), None)

    def actions(self, limit: int | None = None) -> list[ActionRecord]:
        """Actions, the latest first."""
        return self._actions("ORDER BY id DESC LIMIT ?", (-1 if limit is None else limit,))

    def _actions(self, clause: str, parameters: tuple[int, ...]) -> list[ActionRecord]:
        with self._db.reading() as run:
            rows = run.execute(
                f"SELECT {_ACTION_COLUMNS} FROM action {clause}", parameters
            ).fetchall()
            steps: dict[int, list[Step]] = {row[0]: [] for row in rows}
            for part, marks in chunks(steps):
                for step in self._steps(run, f"WHERE s.action_id IN ({marks}) ORDER BY s.id", part):
                    steps[step.action_id].append(step)
            return [
                replace(record, steps=tuple(steps[record.id]))
                for record in self._db.decode(_to_action, rows)
            ]

    def unsettled(self) -> list[Step]:
        """Own steps that are INTENDED or UNDOING: a kill came in between."""
        with self._db.reading() as run:
            clause = "WHERE s.state IN ('intended', 'undoing') ORDER BY s.id"
            return [step for step in self._steps(run, clause, ()) if step.is_own]

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
            f"SELECT {_STEP_COLUMNS}, z.seal, {_SEALED_COLUMNS} FROM step s"
            " JOIN action a ON a.id = s.action_id LEFT JOIN step_seal z ON z.step_id = s.id"
            f" {clause}",
            parameters,
        ).fetchall()
        files: dict[int, list[Any]] = {row[0]: [] for row in rows}
        for part, marks in chunks(files):
            for row in run.execute(
                f"SELECT step_id, {_FILE_COLUMNS} FROM step_file"
                f" WHERE step_id IN ({marks}) ORDER BY step_id, seq",
                part,
            ):
                files[row[0]].append(row[1:])
        traits: dict[int, list[Any]] = {row[0]: [] for row in rows}
        for part, marks in chunks(traits):
            for row in run.execute(
                f"SELECT step_id, {_TRAITS_COLUMNS} FROM step_traits"
                f" WHERE step_id IN ({marks}) ORDER BY step_id, seq",
                part,
            ):
                traits[row[0]].append(row[1:])
        whole = ((row, files[row[0]], traits[row[0]]) for row in rows if files[row[0]])
        return list(self._db.decode(self._to_step, whole))

    def _to_step(self, columns: tuple[Sequence[Any], list[Any], list[Any]]) -> Step:
        row, files, traits = columns
        seal, sealed = row[-_SEALED_COUNT - 1], row[-_SEALED_COUNT:]
        is_own = self._seal.holds(seal, (*sealed, *files, *traits))
        return _to_step(row, files, tuple(_to_traits(*item) for item in traits), is_own=is_own)

    def _update(self, run: sqlite3.Connection, result: StepResult, settled_ms: int | None) -> None:
        with self._resealing(run, result.id):
            _update(run, result, settled_ms)

    def drop_unreadable(self) -> None:
        """Drop the actions and steps that can't be made into values."""
        with self._db.writing_durably() as run:
            for row in run.execute(f"SELECT {_ACTION_COLUMNS} FROM action").fetchall():
                with suppress(DamagedError):
                    next(self._db.decode(_to_action, (row,)))
                    continue
                run.execute("DELETE FROM action WHERE id = ?", (row[0],))
            for (step_id,) in run.execute("SELECT id FROM step").fetchall():
                with suppress(DamagedError):
                    self._steps(run, "WHERE s.id = ?", (step_id,))
                    continue
                run.execute("DELETE FROM step WHERE id = ?", (step_id,))


def _to_action(row: Sequence[Any]) -> ActionRecord:
    return ActionRecord(
        ActionId(row[0]),
        values.text(row[1]),
        Action(row[2]),
        _to_place(row[3]) if row[3] != b"" else "",
        values.time_ms(row[4]),
        (),
    )


def _to_place(data: bytes) -> str:
    return values.path(decode_path(data))


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
    row: Sequence[Any],
    files: Sequence[Sequence[Any]],
    traits: tuple[Traits, ...],
    *,
    is_own: bool,
) -> Step:
    intent = Intent(
        files=tuple(
            FileStat(
                _to_place(path),
                to_number(device),
                to_number(inode),
                values.integer(size, 0, values.MAX_SIZE),
                to_number(mtime_ns),
            )
            for path, _, size, mtime_ns, device, inode in files
        ),
        victim_hash=values.content_hash(row[8]),
        keeper_path=_to_place(row[9]),
        keeper_hash=values.content_hash(row[10]),
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
        places=tuple(None if file[1] is None else _to_place(file[1]) for file in files),
        reason=values.text(row[4]),
        at_ms=values.time_ms(row[5]),
        target=_to_place(row[6]) if row[6] != b"" else "",
        settled_ms=None if row[7] is None else values.time_ms(row[7]),
        is_own=is_own,
    )

"""The journal in library.db: what went where, for which keeper, and why. Intents are durable."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

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
from simgui.store.database.columns import chunks, encode_path, from_number
from simgui.store.database.db import DamagedError, Database
from simgui.store.decisions import now_ms
from simgui.store.journal_rows import (
    from_evidence,
    from_sidecar,
    from_traits,
    to_action,
    to_step,
    to_traits,
)
from simgui.store.seal import Seal

_STEP_COLUMNS = (
    "s.id, s.action_id, a.kind, s.state, s.reason, s.at_ms, a.target, s.settled_ms,"
    " s.victim_hash, s.keeper_path, s.keeper_hash, s.tier, s.evidence, s.sidecar"
)
_ACTION_COLUMNS = "id, uid, kind, target, at_ms"
_TRAITS_COLUMNS = "hash, traits"
_FILE_COLUMNS = "path, place, size, mtime_ns, device, inode"
# All that undoing, redoing or settling a step acts on. Ids are left out: the backup that outlives a
# damaged library gives a step another one.
_SEALED_COLUMNS = (
    "a.uid, a.kind, a.target, a.at_ms, s.state, s.at_ms, s.victim_hash, s.keeper_path,"
    " s.keeper_hash, s.tier, s.sidecar"
)
_SEALED_COUNT = _SEALED_COLUMNS.count(",") + 1  # columns


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
                    from_evidence(intent.evidence),
                    from_sidecar(intent.sidecar),
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
                    (step_id, number, traits.hash, from_traits(traits))
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
                for record in self._db.decode(to_action, rows)
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
        return to_step(row, files, tuple(to_traits(*item) for item in traits), is_own=is_own)

    def _update(self, run: sqlite3.Connection, result: StepResult, settled_ms: int | None) -> None:
        with self._resealing(run, result.id):
            _update(run, result, settled_ms)

    def drop_unreadable(self) -> None:
        """Drop the actions and steps that can't be made into values."""
        with self._db.writing_durably() as run:
            for row in run.execute(f"SELECT {_ACTION_COLUMNS} FROM action").fetchall():
                with suppress(DamagedError):
                    next(self._db.decode(to_action, (row,)))
                    continue
                run.execute("DELETE FROM action WHERE id = ?", (row[0],))
            for (step_id,) in run.execute("SELECT id FROM step").fetchall():
                with suppress(DamagedError):
                    self._steps(run, "WHERE s.id = ?", (step_id,))
                    continue
                run.execute("DELETE FROM step WHERE id = ?", (step_id,))


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

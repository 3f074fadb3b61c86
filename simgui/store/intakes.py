"""What was copied into the user's folders from cards and disks, and whether it was taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from simgui.core.intake.values import Copy, CopyState
from simgui.core.types import FileStat
from simgui.store.database.columns import decode_path, encode_path, from_number, to_number
from simgui.store.database.db import DamagedError, Database
from simgui.store.database.values import integer
from simgui.store.decisions import now_ms
from simgui.store.seal import Seal

# All that taking a copy back acts on.
_COLUMNS = "c.id, c.source, c.place, c.hash, c.size, c.mtime_ns, c.device, c.inode, c.state"


@dataclass(frozen=True, slots=True)
class Intake:
    """One time that photos were copied in.

    Attributes:
        number: Its name.
        target: The folder that took them.
        at_ms: When, milliseconds since 1970, UTC.
        copies: Every file.
    """

    number: int
    target: str
    at_ms: int
    copies: tuple[Copy, ...]

    def count(self, state: CopyState) -> int:
        """How many files are in a state."""
        return sum(copy.state is state for copy in self.copies)


class Intakes:
    """Reads and writes the log of copies; any thread may use it."""

    def __init__(self, database: Database, seal: Seal | None = None) -> None:
        self._db = database
        self._seal = seal or Seal()

    def begin(self, target: str) -> int:
        """Open a new intake; returns its number."""
        with self._db.writing() as run:
            cursor = run.execute(
                "INSERT INTO intake (target, at_ms) VALUES (?, ?)", (encode_path(target), now_ms())
            )
            return cursor.lastrowid or 0

    def intend(self, intake: int, copies: Sequence[Copy]) -> list[Copy]:
        """Write down copies that are about to be made; on disk at return. Returns them numbered."""
        found = []
        with self._db.writing_durably() as run:
            for copy in copies:
                source = copy.source
                cursor = run.execute(
                    "INSERT INTO intake_copy (intake_id, source, place, hash, size, mtime_ns,"
                    " device, inode, state, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, x'')",
                    (
                        intake,
                        encode_path(source.path),
                        encode_path(copy.place),
                        copy.hash,
                        source.size,
                        from_number(source.mtime_ns),
                        from_number(source.device),
                        from_number(source.inode),
                        CopyState.INTENDED.value,
                    ),
                )
                found.append(replace(copy, number=cursor.lastrowid or 0, state=CopyState.INTENDED))
            self._write_seals(run, found)
        return found

    def settle(self, copies: Sequence[Copy]) -> None:
        """Write down what came of copies: their state and hash.

        A power failure may lose this; then the disk is asked at the next start.
        """
        with self._db.writing() as run:
            own = [copy for copy in copies if self._is_own(run, copy.number)]
            run.executemany(
                "UPDATE intake_copy SET state = ?, hash = ? WHERE id = ?",
                [(copy.state.value, copy.hash, copy.number) for copy in own],
            )
            self._write_seals(run, own)

    def open_copies(self) -> list[Copy]:
        """Own copies that are INTENDED: a kill came in between."""
        with self._db.reading() as run:
            found = self._copies(run, "WHERE c.state = ?", (CopyState.INTENDED.value,))
        return [copy for _, copy in found if copy.is_own]

    def all(self) -> list[Intake]:
        """Every intake, the latest first."""
        with self._db.reading() as run:
            rows = run.execute("SELECT id, target, at_ms FROM intake ORDER BY id DESC").fetchall()
            copies: dict[int, list[Copy]] = {row[0]: [] for row in rows}
            for intake, copy in self._copies(run, "", ()):
                copies.setdefault(intake, []).append(copy)
        made = self._db.decode(_to_intake, rows)
        return [replace(intake, copies=tuple(copies[intake.number])) for intake in made]

    def drop_unreadable(self) -> None:
        """Drop the rows that can't be made into values."""
        with self._db.writing_durably() as run:
            for row in run.execute("SELECT id, target, at_ms FROM intake").fetchall():
                with suppress(DamagedError):
                    next(self._db.decode(_to_intake, (row,)))
                    continue
                run.execute("DELETE FROM intake WHERE id = ?", (row[0],))
            for (number,) in run.execute("SELECT id FROM intake_copy").fetchall():
                with suppress(DamagedError):
                    self._copies(run, "WHERE c.id = ?", (number,))
                    continue
                run.execute("DELETE FROM intake_copy WHERE id = ?", (number,))

    def _copies(
        self, run: sqlite3.Connection, clause: str, parameters: Sequence[Any]
    ) -> list[tuple[int, Copy]]:
        rows = run.execute(
            f"SELECT c.intake_id, {_COLUMNS}, c.seal FROM intake_copy c {clause} ORDER BY c.id",
            parameters,
        ).fetchall()
        return list(self._db.decode(self._to_copy, rows))

    def _to_copy(self, row: Sequence[Any]) -> tuple[int, Copy]:
        intake, number, source, place, content, size, mtime, device, inode, state, seal = row
        stat = FileStat(
            decode_path(source),
            device=to_number(device),
            inode=to_number(inode),
            size=integer(size),
            mtime_ns=to_number(mtime),
        )
        is_own = self._seal.holds(seal, row[:-1])
        copy = Copy(stat, decode_path(place), content, CopyState(state), number, is_own)
        return intake, copy

    def _is_own(self, run: sqlite3.Connection, number: int) -> bool:
        found = self._copies(run, "WHERE c.id = ?", (number,))
        return any(copy.is_own for _, copy in found)

    def _write_seals(self, run: sqlite3.Connection, copies: Sequence[Copy]) -> None:
        for copy in copies:
            row = run.execute(
                f"SELECT c.intake_id, {_COLUMNS} FROM intake_copy c WHERE c.id = ?", (copy.number,)
            ).fetchone()
            run.execute(
                "UPDATE intake_copy SET seal = ? WHERE id = ?", (self._seal.of(row), copy.number)
            )


def _to_intake(row: Sequence[Any]) -> Intake:
    number, target, at_ms = row
    return Intake(integer(number), decode_path(target), integer(at_ms), ())

"""Decisions, roots and the journal as a JSON file, to keep or to carry to another library.

Contents are named by hash, so an export fits any library that knows the same photos, wherever they
lie there. Paths are JSON text; bytes that are not UTF-8 are lone surrogates, which JSON can escape.

An export may come from anyone. Every value is checked for type, size and range before any is
stored, and the journal in it is history: to be read and searched, never undone or redone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from simgui.core.catalog import Root
from simgui.core.errors import LibraryError
from simgui.core.files import durable
from simgui.core.removal.journal import (
    Action,
    ActionRecord,
    Evidence,
    Intent,
    SidecarChange,
    Step,
    StepState,
)
from simgui.core.types import FileStat, Role, Tier
from simgui.store.database.db import Database
from simgui.store.database.values import JsonObject
from simgui.store.decisions import Apart, ApartId, Decisions, Named
from simgui.store.journal import SqliteJournal
from simgui.store.photos import Photos

_FORMAT = "simgui-library"
_VERSION = 1  # of the format; raised when older programs can't read it
_MAX_BYTES = 1 << 30  # of an export that is read: bounds memory

_TIERS = {tier.label: tier for tier in Tier}

# What a kill has left open can only be settled where it happened.
_SETTLED = {StepState.INTENDED: StepState.FAILED, StepState.UNDOING: StepState.DONE}


@dataclass(frozen=True, slots=True)
class Imported:
    """How much an import brought that was not there before."""

    roots: int
    decisions: int
    actions: int


class Transfer:
    """Writes and reads exports of one library."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._photos = Photos(database)
        self._decisions = Decisions(database)
        self._journal = SqliteJournal(database)

    def write(self, path: str, *, is_backup: bool = False) -> None:
        """Write an export; an older file of that name is replaced as a whole.

        Args:
            path: Where.
            is_backup: Whether it is for this library itself, which may go on undoing its steps.

        Raises:
            LibraryError: It can't be written.
        """
        document = {
            "format": _FORMAT,
            "version": _VERSION,
            "roots": [{"path": r.path, "role": r.role.value} for r in self._photos.roots()],
            "apart": [
                {"uid": a.uid, "hashes": [h.hex() for h in a.hashes], "at_ms": a.at_ms}
                for a in self._decisions.all_apart()
            ],
            "chosen": _from_named(self._decisions.chosen_keepers().values()),
            "marks": _from_named(self._decisions.marks()),
            "journal": [
                self._from_action(record, is_backup=is_backup)
                for record in reversed(self._journal.actions())
            ],
        }
        data = json.dumps(document, indent=1).encode("ascii")
        path = os.path.realpath(path)
        try:
            durable.write_whole(path, data, replaces=os.path.lexists(path), mode=0o600)
        except OSError as error:
            raise LibraryError(
                "{path} can't be written: {why}",
                path=path,
                remedy="Choose a folder that you can write to.",
                why=error.strerror,
            ) from error

    def stamp(self) -> str:
        """A text that changes with whatever an export would hold."""
        with self._db.reading() as run:
            rows = run.execute(
                "SELECT group_concat(hex(path) || role) FROM root"
                " UNION ALL SELECT count(*) || ' ' || coalesce(max(id), 0) FROM apart"
                " UNION ALL SELECT count(*) || ' ' || coalesce(max(at_ms), 0) FROM chosen"
                " UNION ALL SELECT count(*) || ' ' || coalesce(max(at_ms), 0) FROM mark"
                " UNION ALL SELECT count(*) || ' ' || coalesce(max(id), 0) || ' ' ||"
                " coalesce(max(settled_ms), 0) FROM step"
            )
            return "\n".join(str(row[0]) for row in rows)

    def _from_action(self, record: ActionRecord, *, is_backup: bool) -> dict[str, Any]:
        steps = [_from_step(step) for step in record.steps]
        if is_backup:
            for value, step in zip(steps, record.steps, strict=True):
                seal = self._journal.seal(step.id)
                value["seal"] = None if seal is None else seal.hex()
        return {
            "uid": record.uid,
            "action": record.action.value,
            "target": record.target,
            "at_ms": record.at_ms,
            "steps": steps,
        }

    def read(self, path: str, *, is_backup: bool = False) -> Imported:
        """Add what an export holds; all of it or, if it is damaged, nothing.

        Args:
            path: The export.
            is_backup: Whether it was written beside this very library: then steps whose seal holds
                can still be undone.

        Raises:
            LibraryError: It can't be read or is no export of simgui.
        """
        try:
            with open(path, "rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except OSError as error:
            raise LibraryError(
                "{path} can't be read: {why}", path=path, why=error.strerror
            ) from error
        try:
            if len(data) > _MAX_BYTES:
                raise ValueError("too large")  # noqa: TRY301 - told like every other defect
            export = _Export(JsonObject(json.loads(data)))
        except (ValueError, RecursionError) as error:
            raise LibraryError(
                "{path} is not an export of a simgui library, or is damaged",
                path=path,
                remedy="Export the library again with “simgui library export”.",
            ) from error
        return self._merge(export, is_backup=is_backup)

    def _merge(self, export: _Export, *, is_backup: bool) -> Imported:
        with self._db.writing_durably():
            present = {root.path for root in self._photos.roots()}
            fresh = [root for root in export.roots if root.path not in present]
            for root in fresh:
                self._photos.set_role(root.path, root.role)
            decisions = self._decisions.merge(export.aparts, export.chosen, export.marks)
            actions = sum(self._merge_action(a, is_backup=is_backup) for a in export.actions)
        return Imported(len(fresh), decisions, actions)

    def _merge_action(self, action: _ExportedAction, *, is_backup: bool) -> bool:
        """Add an action unless it is there already; whether it was new."""
        if self._journal.has_action(action.uid):
            return False
        action_id = self._journal.add_action(action.uid, action.action, action.target, action.at_ms)
        for step in action.steps:
            step_id = self._journal.add_step(
                action_id, step.intent, step.state, step.places, step.reason, step.at_ms
            )
            if is_backup and step.seal is not None:
                self._journal.adopt(step_id, step.seal)
            if step.state in _SETTLED:
                self._journal.settle(step_id, _SETTLED[step.state], step.places, step.reason)
        return True


@dataclass(frozen=True, slots=True)
class _ExportedStep:
    intent: Intent
    state: StepState
    places: tuple[str | None, ...]
    reason: str
    at_ms: int
    seal: bytes | None

    @classmethod
    def of(cls, value: JsonObject) -> _ExportedStep:
        files = value.objects("files")
        return cls(
            _to_intent(value, files),
            StepState(value.text("state")),
            tuple(f.path_or_none("place") for f in files),
            value.text("reason"),
            value.time_ms("at_ms"),
            value.hash("seal") if value.has("seal") else None,
        )


@dataclass(frozen=True, slots=True)
class _ExportedAction:
    uid: str
    action: Action
    target: str
    at_ms: int
    steps: tuple[_ExportedStep, ...]

    @classmethod
    def of(cls, value: JsonObject) -> _ExportedAction:
        return cls(
            value.name("uid"),
            Action(value.text("action")),
            value.path("target", may_be_empty=True),
            value.time_ms("at_ms"),
            tuple(map(_ExportedStep.of, value.objects("steps"))),
        )


class _Export:
    """The values of an export, all checked.

    Raises:
        ValueError: It is no export, or a value is of the wrong type, size or range.
    """

    def __init__(self, document: JsonObject) -> None:
        if document.text("format") != _FORMAT or document.integer("version") > _VERSION:
            raise ValueError("another format")
        self.roots = [Root(r.path("path"), Role(r.text("role"))) for r in document.objects("roots")]
        self.aparts = [_to_apart(a) for a in document.objects("apart")]
        self.chosen = [_to_named(n) for n in document.objects("chosen")]
        self.marks = [_to_named(n) for n in document.objects("marks")]
        self.actions = [_ExportedAction.of(a) for a in document.objects("journal")]


def _to_apart(value: JsonObject) -> Apart:
    hashes = tuple(sorted(set(value.hashes("hashes"))))
    return Apart(ApartId(0), value.name("uid"), hashes, value.time_ms("at_ms"))


def _from_named(named: Iterable[Named]) -> list[dict[str, Any]]:
    return [{"hash": n.hash.hex(), "path": n.path, "at_ms": n.at_ms} for n in named]


def _to_named(value: JsonObject) -> Named:
    return Named(value.hash("hash"), value.path("path"), value.time_ms("at_ms"))


def _from_step(step: Step) -> dict[str, Any]:
    intent, evidence, change = step.intent, step.intent.evidence, step.intent.sidecar
    return {
        "state": step.state.value,
        "reason": step.reason,
        "at_ms": step.at_ms,
        "victim_hash": intent.victim_hash.hex(),
        "keeper_path": intent.keeper_path,
        "keeper_hash": intent.keeper_hash.hex(),
        "tier": intent.tier.label,
        "cosine": evidence.cosine,
        "probability": evidence.probability,
        "changes": evidence.changes,
        "group": evidence.group_id,
        "by_hand": evidence.by_hand,
        "losses": evidence.losses,
        "sidecar": change
        and {
            "path": change.path,
            "before": None if change.before is None else change.before.hex(),
            "after": change.after.hex(),
        },
        "files": [
            {
                "path": file.path,
                "place": place,
                "size": file.size,
                "mtime_ns": file.mtime_ns,
                "device": file.device,
                "inode": file.inode,
            }
            for file, place in zip(intent.files, step.places, strict=True)
        ],
    }


def _to_intent(value: JsonObject, files: Sequence[JsonObject]) -> Intent:
    if not files:
        raise ValueError("a step without a file")
    tier = _TIERS.get(value.text("tier"))
    if tier is None:
        raise ValueError("no tier")
    change = value.object_or_none("sidecar")
    return Intent(
        files=tuple(
            FileStat(
                f.path("path"),
                f.integer("device", 0),
                f.integer("inode", 0),
                f.size("size"),
                f.integer("mtime_ns"),
            )
            for f in files
        ),
        victim_hash=value.hash("victim_hash"),
        keeper_path=value.path("keeper_path"),
        keeper_hash=value.hash("keeper_hash"),
        tier=tier,
        evidence=Evidence(
            value.number_or_none("cosine"),
            value.number("probability"),
            tuple(value.texts("changes")),
            value.text("group"),
            value.boolean("by_hand"),
            tuple(value.paths("losses")) if value.has("losses") else (),
        ),
        sidecar=None
        if change is None
        else SidecarChange(change.path("path"), change.raw_or_none("before"), change.raw("after")),
    )

"""Decisions, roots and the journal as a JSON file, to keep or to carry to another library.

Contents are named by hash, so an export fits any library that knows the same photos, wherever they
lie there. Paths are JSON text; bytes that are not UTF-8 are lone surrogates, which JSON can escape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
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
from simgui.store.db import Database
from simgui.store.decisions import Apart, ApartId, Decisions, Named
from simgui.store.journal import SqliteJournal
from simgui.store.photos import Photos

_FORMAT = "simgui-library"
_VERSION = 1
_MAX_BYTES = 1 << 30
_HASH_BYTES = 32

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

    def write(self, path: str) -> None:
        """Write an export; an older file of that name is replaced as a whole.

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
            "journal": [_from_action(record) for record in reversed(self._journal.actions())],
        }
        data = json.dumps(document, indent=1).encode("ascii")
        path = os.path.realpath(path)
        try:
            durable.write_whole(path, data, replaces=os.path.lexists(path), mode=0o600)
        except OSError as error:
            raise LibraryError(
                f"{path} can't be written: {error.strerror}",
                path=path,
                remedy="Choose a folder that you can write to.",
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

    def read(self, path: str) -> Imported:
        """Add what an export holds; all of it or, if it is damaged, nothing.

        Raises:
            LibraryError: It can't be read or is no export of simgui.
        """
        try:
            with open(path, "rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except OSError as error:
            raise LibraryError(f"{path} can't be read: {error.strerror}", path=path) from error
        try:
            if len(data) > _MAX_BYTES:
                raise ValueError("too large")  # noqa: TRY301 - told like every other defect
            return self._merge(json.loads(data))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise LibraryError(
                f"{path} is no export of a simgui library, or is damaged",
                path=path,
                remedy="Export the library again with `simgui library export`.",
            ) from error

    def _merge(self, document: dict[str, Any]) -> Imported:
        if document["format"] != _FORMAT or document["version"] > _VERSION:
            raise ValueError("another format")
        roots = [Root(_path(r["path"]), Role(r["role"])) for r in document["roots"]]
        aparts = [
            Apart(
                ApartId(0),
                str(a["uid"]),
                tuple(sorted({_hash(h) for h in a["hashes"]})),
                int(a["at_ms"]),
            )
            for a in document["apart"]
        ]
        chosen = [_to_named(n) for n in document["chosen"]]
        marks = [_to_named(n) for n in document["marks"]]
        with self._db.writing_durably():
            present = {root.path for root in self._photos.roots()}
            fresh = [root for root in roots if root.path not in present]
            for root in fresh:
                self._photos.set_role(root.path, root.role)
            decisions = self._decisions.merge(aparts, chosen, marks)
            actions = sum(self._merge_action(value) for value in document["journal"])
        return Imported(len(fresh), decisions, actions)

    def _merge_action(self, value: dict[str, Any]) -> bool:
        """Add an action unless it is there already; whether it was new."""
        if self._journal.has_action(str(value["uid"])):
            return False
        action_id = self._journal.add_action(
            str(value["uid"]),
            Action(value["action"]),
            _path(value["target"]),
            int(value["at_ms"]),
        )
        for step in value["steps"]:
            state = StepState(step["state"])
            places = [None if f["place"] is None else _path(f["place"]) for f in step["files"]]
            self._journal.add_step(
                action_id,
                _to_intent(step),
                _SETTLED.get(state, state),
                places,
                str(step["reason"]),
                int(step["at_ms"]),
            )
        return True


def _hash(text: str) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != _HASH_BYTES:
        raise ValueError("not a hash")
    return value


def _path(text: str) -> str:
    os.fsencode(text)
    return text


def _from_named(named: Iterable[Named]) -> list[dict[str, Any]]:
    return [{"hash": n.hash.hex(), "path": n.path, "at_ms": n.at_ms} for n in named]


def _to_named(value: dict[str, Any]) -> Named:
    return Named(_hash(value["hash"]), _path(value["path"]), int(value["at_ms"]))


def _from_action(record: ActionRecord) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "action": record.action.value,
        "target": record.target,
        "at_ms": record.at_ms,
        "steps": [_from_step(step) for step in record.steps],
    }


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


def _to_intent(value: dict[str, Any]) -> Intent:
    files = tuple(
        FileStat(
            _path(f["path"]), int(f["device"]), int(f["inode"]), int(f["size"]), int(f["mtime_ns"])
        )
        for f in value["files"]
    )
    if not files:
        raise ValueError("a step without a file")
    change = value["sidecar"]
    before = change and change["before"]
    return Intent(
        files=files,
        victim_hash=_hash(value["victim_hash"]),
        keeper_path=_path(value["keeper_path"]),
        keeper_hash=_hash(value["keeper_hash"]),
        tier=Tier[value["tier"].upper()],
        evidence=Evidence(
            None if value["cosine"] is None else float(value["cosine"]),
            float(value["probability"]),
            tuple(str(change) for change in value["changes"]),
            str(value["group"]),
            bool(value["by_hand"]),
            tuple(_path(path) for path in value.get("losses", ())),
        ),
        sidecar=change
        and SidecarChange(
            _path(change["path"]),
            None if before is None else bytes.fromhex(before),
            bytes.fromhex(change["after"]),
        ),
    )

"""Values of the journal to and from rows and JSON."""

from __future__ import annotations

import json
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
    StepState,
)
from simgui.core.types import FileStat, Tier
from simgui.store.database import values
from simgui.store.database.columns import decode_path, to_number
from simgui.store.database.values import JsonObject

_MAX_MODE = 0o777  # permission bits (POSIX)


def from_evidence(evidence: Evidence) -> str:
    """Evidence as JSON."""
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


def to_evidence(text: str) -> Evidence:
    """Evidence from JSON."""
    value = JsonObject(json.loads(text))
    return Evidence(
        value.number_or_none("cosine"),
        value.number("probability") if value.has("probability") else 1.0,
        tuple(value.texts("changes")) if value.has("changes") else (),
        value.text("group") if value.has("group") else "",
        value.boolean("by_hand") if value.has("by_hand") else False,
        tuple(value.paths("losses")) if value.has("losses") else (),
    )


def from_sidecar(change: SidecarChange | None) -> str:
    """A change of a side-car as JSON, or an empty text."""
    if change is None:
        return ""
    before = None if change.before is None else change.before.hex()
    return json.dumps({"path": change.path, "before": before, "after": change.after.hex()})


def to_sidecar(text: str) -> SidecarChange | None:
    """A change of a side-car from JSON; None for an empty text."""
    if not text:
        return None
    value = JsonObject(json.loads(text))
    return SidecarChange(value.path("path"), value.raw_or_none("before"), value.raw("after"))


def from_traits(traits: Traits) -> str:
    """What an undo compares a file with, as JSON."""
    value = {
        "mode": traits.mode,
        "owner": traits.owner,
        "group": traits.group,
        "links": traits.links,
        "attributes": {name: data.hex() for name, data in traits.attributes},
    }
    return json.dumps(value)


def to_traits(content: bytes, text: str) -> Traits:
    """What an undo compares a file with."""
    value = JsonObject(json.loads(text))
    return Traits(
        value.integer_or_none("mode", 0, _MAX_MODE),
        value.integer_or_none("owner", 0),
        value.integer_or_none("group", 0),
        value.integer("links", 0),
        tuple(value.raw_by_name("attributes")),
        content if content == b"" else values.content_hash(content),
    )


def to_action(row: Sequence[Any]) -> ActionRecord:
    """An action without its steps."""
    return ActionRecord(
        ActionId(row[0]),
        values.text(row[1]),
        Action(row[2]),
        to_place(row[3]) if row[3] != b"" else "",
        values.time_ms(row[4]),
        (),
    )


def to_place(data: bytes) -> str:
    """Where a file is now."""
    return values.path(decode_path(data))


def to_step(
    row: Sequence[Any],
    files: Sequence[Sequence[Any]],
    traits: tuple[Traits, ...],
    *,
    is_own: bool,
) -> Step:
    """A step with its files."""
    intent = Intent(
        files=tuple(
            FileStat(
                to_place(path),
                to_number(device),
                to_number(inode),
                values.integer(size, 0, values.MAX_SIZE),
                to_number(mtime_ns),
            )
            for path, _, size, mtime_ns, device, inode in files
        ),
        victim_hash=values.content_hash(row[8]),
        keeper_path=to_place(row[9]),
        keeper_hash=values.content_hash(row[10]),
        tier=Tier(row[11]),
        evidence=to_evidence(row[12]),
        sidecar=to_sidecar(row[13]),
        traits=traits,
    )
    return Step(
        id=StepId(row[0]),
        action_id=ActionId(row[1]),
        action=Action(row[2]),
        state=StepState(row[3]),
        intent=intent,
        places=tuple(None if file[1] is None else to_place(file[1]) for file in files),
        reason=values.text(row[4]),
        at_ms=values.time_ms(row[5]),
        target=to_place(row[6]) if row[6] != b"" else "",
        settled_ms=None if row[7] is None else values.time_ms(row[7]),
        is_own=is_own,
    )

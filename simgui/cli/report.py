"""Groups as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from simgui.cli.console import plain
from simgui.core.errors import UserError, marked
from simgui.core.files import durable
from simgui.core.scanning.pipeline import ScanStats
from simgui.core.types import Group, Member, Tier
from simgui.text import display, keeping_wording, translation, wording
from simgui.text.translation import translate

_MARK_WIDTH = 8
"""Columns of the word "keep": the longest translation so far, "behalten"."""


def member_reason(member: Member) -> str:
    """Why a photo is kept, or what it is to the photo to keep."""
    return keeping_wording.keep_reason(member) if member.is_keeper else wording.relation(member)


def to_json(
    groups: Sequence[Group], unreadable: Sequence[tuple[str, str]], stats: ScanStats
) -> dict[str, Any]:
    """The scan as one JSON object, version 1; its reasons are always English."""
    with translation.in_english():
        return _document(groups, unreadable, stats)


def _document(
    groups: Sequence[Group], unreadable: Sequence[tuple[str, str]], stats: ScanStats
) -> dict[str, Any]:
    return {
        "version": 1,
        "groups": [
            {
                "id": group.id,
                "tier": group.tier.label,
                "set": None if group.set_kind is None else group.set_kind.value,
                "photos": [
                    {
                        "path": member.photo.path,
                        "keep": member.is_keeper,
                        "tier": member.tier.label,
                        "probability": round(member.probability, 6),
                        "similarity": round(member.similarity, 6),
                        "reason": member_reason(member),
                    }
                    for member in group.members
                ],
            }
            for group in groups
        ],
        "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
        "stats": {
            "files": stats.files,
            "photos": stats.photos,
            "embedded": stats.embedded,
            "reused": stats.reused,
            "seconds": round(stats.seconds, 3),
        },
    }


def to_csv(groups: Sequence[Group]) -> str:
    """One line a photo, with a header; surrogate escapes stand for bytes that are not UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "group",
            "group_tier",
            "path",
            "keep",
            "tier",
            "probability",
            "similarity",
            "bytes",
            "reason",
        ]
    )
    with translation.in_english():
        reasons = {m.photo.id: member_reason(m) for group in groups for m in group.members}
    for group in groups:
        for member in group.members:
            writer.writerow(
                [
                    group.id,
                    group.tier.label,
                    member.photo.path,
                    "yes" if member.is_keeper else "no",
                    member.tier.label,
                    f"{member.probability:.6f}",
                    f"{member.similarity:.6f}",
                    member.photo.stat.size,
                    reasons[member.photo.id],
                ]
            )
    return text.getvalue()


def to_text(groups: Sequence[Group], stats: ScanStats) -> str:
    """The scan for the user to read."""
    lines = []
    for group in groups:
        head = f"{wording.group_heading(group)} ({wording.tier_name(group.tier)})"
        lines.append(
            f"{head}, {wording.could_be_freed(group)}" if group.reclaimable_bytes else head
        )
        for member in group.members:
            content = member.photo.content
            facts = display.size(member.photo.stat.size)
            if content.width:  # nothing is known of what can't be decoded
                facts = f"{content.width}×{content.height}  {facts}"
            if not member.is_keeper and member.tier >= Tier.SAME:
                facts += f"  {display.percent(member.probability, 1)}"
            mark = translate("Terminal", "keep") if member.is_keeper else ""
            lines.append(f"  {mark:<{_MARK_WIDTH}}  {plain(member.photo.path)}")
            lines.append(f"  {'':<{_MARK_WIDTH}}  {facts}  {plain(member_reason(member))}")
        lines.append("")
    freed = sum(group.reclaimable_bytes for group in groups)
    copies = sum(len(group.members) - 1 for group in groups)
    totals = [
        translate("Terminal", "%Ln photos", "", stats.photos),
        translate("Terminal", "%Ln groups", "", len(groups)),
        translate("Terminal", "%Ln copies", "", copies),
        translate("Terminal", "{size} could be freed").format(size=display.size(freed)),
    ]
    lines.append(", ".join(totals))
    return "\n".join(lines) + "\n"


def dump(value: object) -> str:
    """JSON in ASCII: what is not UTF-8 in a path survives as the escape of a lone surrogate."""
    return json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def write(text: str, target: str) -> None:
    """Write a result to a file, whole or not at all, or to standard output for "-".

    Raises:
        UserError: It can't be written.
        BrokenPipeError: The reader of standard output has left.
    """
    # Windows may have half a character in a name, other systems any bytes.
    data = text.encode("utf-8", sys.getfilesystemencodeerrors())
    try:
        if target == "-":
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        if os.path.exists(target) and not os.path.isfile(target):
            # A pipe or a device is written to, never replaced.
            with open(target, "wb") as stream:
                stream.write(data)
            return
        path = os.path.realpath(target)
        durable.write_whole(path, data, replaces=os.path.lexists(path))
    except OSError as error:
        if target == "-" and isinstance(error, BrokenPipeError):
            raise
        place = marked("standard output") if target == "-" else target
        raise UserError(
            "{place} can't be written: {why}",
            path=target,
            remedy="Choose another place, or free some space on that disk.",
            place=place,
            why=error.strerror or error,
        ) from error

"""Groups as text, JSON and CSV."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from simgui.cli.console import plain, size_text
from simgui.cli.losses import losses_text
from simgui.core.errors import UserError, marked
from simgui.core.files import durable
from simgui.core.holdings import as_told
from simgui.core.scanning.pipeline import ScanStats
from simgui.core.types import Change, Group, KeepReason, Member, SetKind, Tier

_CHANGES = {
    Change.RESIZED: "resized",
    Change.REENCODED: "re-encoded",
    Change.CROPPED: "cropped",
    Change.MIRRORED: "mirrored",
    Change.TURNED: "turned",
    Change.TILTED: "tilted",
    Change.RECOLOURED: "recoloured",
    Change.FRAMED: "framed",
    Change.STRETCHED: "stretched",
    Change.WRITTEN_ON: "written on",
}
_SETS = {
    SetKind.BRACKET: "moment: a bracket",
    SetKind.BURST: "moment: a burst",
    SetKind.PANORAMA: "moment: parts of a panorama",
    SetKind.STEREO: "moment: a stereo pair",
    SetKind.PAGES: "moment: pages of one document",
}
_TIERS = {
    Tier.IDENTICAL: "the same file",
    Tier.PIXELS: "the same pixels",
    Tier.SAME: "the same photo",
    Tier.EDITED: "an edited copy",
    Tier.MOMENT: "another shot of the same moment",
    Tier.SIMILAR: "looks alike",
}


def keep_reason(member: Member) -> str:
    """Why a photo is kept, as a sentence fragment."""
    value, other = member.reason_value, member.reason_other
    match member.reason:
        case KeepReason.CHOSEN:
            return "chosen by you"
        case KeepReason.PROTECTED:
            return "in a protected folder"
        case KeepReason.CURRENT:
            return "the others are backups of it"
        case KeepReason.UNDAMAGED:
            return "the others are damaged"
        case KeepReason.PARENT:
            return "the others were made from it"
        case KeepReason.CAMERA:
            return "as the camera wrote it"
        case KeepReason.HOLDS_MORE:
            return "holds more than the others"
        case KeepReason.RESOLUTION:
            return f"{value:.1f} times the pixels" if value else "most pixels"
        case KeepReason.UNCROPPED:
            return "shows the whole picture"
        case KeepReason.UNFRAMED:
            return "has no frame around it"
        case KeepReason.FORMAT:
            return "the better format"
        case KeepReason.UNEDITED:
            return "differs least from the others"
        case KeepReason.QUALITY:
            return f"higher quality ({value:.0f} against {other:.0f})"
        case KeepReason.METADATA:
            return f"more known of the shot ({value:.0f} facts against {other:.0f})"
        case KeepReason.OLDEST:
            return "the oldest"
        case KeepReason.FOLDER:
            return "its folder comes first"
        case KeepReason.SIZE:
            return "the largest file"
        case KeepReason.NAME:
            return "its name comes first"
        case KeepReason.MIDDLE:
            return "all the others are copies of it"
        case KeepReason.NONE:
            return "all are equal"
        case _:
            return "kept"


def copy_reason(member: Member) -> str:
    """How a photo is related to the keeper, as a sentence fragment."""
    text = _TIERS[member.tier]
    changes = member.pair.changes if member.pair else ()
    if member.is_damaged:
        text, changes = "a damaged copy", ()
    if changes and member.tier in (Tier.SAME, Tier.EDITED):
        text += ": " + ", ".join(_CHANGES[change] for change in changes)
    more, less = as_told(member.more, member.less)
    if more:
        text += f"; has {losses_text(more)}"
    if less:
        text += f"; lacks {losses_text(less)}"
    return text


def member_reason(member: Member) -> str:
    """Why a photo is kept, or what it is to the keeper."""
    return keep_reason(member) if member.is_keeper else copy_reason(member)


def to_json(
    groups: Sequence[Group], unreadable: Sequence[tuple[str, str]], stats: ScanStats
) -> dict[str, Any]:
    """The scan as one JSON object, version 1."""
    return {
        "version": 1,
        "groups": [
            {
                "id": group.id,
                "tier": group.tier.label,
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
                    member_reason(member),
                ]
            )
    return text.getvalue()


def to_text(groups: Sequence[Group], stats: ScanStats) -> str:
    """The scan for the user to read."""
    lines = []
    for group in groups:
        label = group.tier.label if group.set_kind is None else _SETS[group.set_kind]
        head = f"{len(group.members)} photos, {label}"
        if group.reclaimable_bytes:
            head += f", {size_text(group.reclaimable_bytes)} could be freed"
        lines.append(head)
        for member in group.members:
            content = member.photo.content
            facts = size_text(member.photo.stat.size)
            if content.width:  # nothing is known of what can't be decoded
                facts = f"{content.width}×{content.height}  {facts}"
            if not member.is_keeper and member.tier >= Tier.SAME:
                facts += f"  {member.probability:.1%}"
            mark = "keep" if member.is_keeper else "    "
            lines.append(f"  {mark}  {plain(member.photo.path)}")
            lines.append(f"        {facts}  {member_reason(member)}")
        lines.append("")
    won = sum(group.reclaimable_bytes for group in groups)
    copies = sum(len(group.members) - 1 for group in groups)
    totals = f"{stats.photos:,} photos, {len(groups):,} groups, {copies:,} copies"
    lines.append(f"{totals}, {size_text(won)} could be freed")
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
    data = text.encode("utf-8", "surrogateescape")
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
        temporary = f"{target}.{os.getpid()}.part"
        try:
            with open(temporary, "xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            durable.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
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

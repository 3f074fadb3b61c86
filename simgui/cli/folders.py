"""`simgui folders`: what two folders share, and which folders share most."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import UserError
from simgui.core.types import Tier
from simgui.engine.folders.compare import Comparison, Match, Side, compare
from simgui.engine.folders.pairs import FolderPair, folder_pairs
from simgui.text import display, folder_wording, wording
from simgui.text.translation import translate


def run(options: argparse.Namespace) -> int:
    """Compare two folders, or list the pairs of folders that share photos."""
    return _compare(options) if options.action == "compare" else _pairs(options)


def _compare(options: argparse.Namespace) -> int:
    if len(options.folders) != 2:
        raise UserError("Comparing takes two folders", remedy="Run “simgui folders compare A B”.")
    a, b = session.absolute(options.folders)
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        stats = session.scan(library, [a, b], network, options, token)
        found = compare(library, network.model, a, b, token)
        unreadable = (*stats.unseen, *library.unreadable([a, b]))
    if options.json:
        value = {
            "version": 1,
            "a": _side(found.a),
            "b": _side(found.b),
            "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
        }
        report.write(report.dump(value), options.json)
    else:
        report.write(_comparison_text(found), "-")
    session.tell_unreadable(unreadable)
    return EXIT_UNREADABLE if unreadable else EXIT_DONE


def _side(side: Side) -> dict[str, object]:
    return {
        "folder": side.folder,
        "is_inside": side.is_inside,
        "only_here": [photo.path for photo in side.only_here],
        "versions": [_match(match) for match in side.versions],
        "in_both": [_match(match) for match in side.in_both],
        "companions": [file.path for file in side.companions],
    }


def _match(match: Match) -> dict[str, str]:
    return {"path": match.photo.path, "other": match.other.path, "tier": match.tier.label}


def _comparison_text(found: Comparison) -> str:
    lines = []
    for side, other in ((found.a, found.b), (found.b, found.a)):
        only = translate("Folders", "only in {folder}").format(folder=plain(side.folder))
        lines += [f"{only}: {plain(photo.path)}" for photo in side.only_here]
        for match in side.versions:
            tier = wording.tier_name(match.tier)
            lines += [f"{only}: {plain(match.photo.path)}", f"  {tier}: {plain(match.other.path)}"]
        lines += [f"{only}: {plain(file.path)}" for file in side.companions]
        if side.is_inside:
            text = translate("Folders", "{inner} is wholly inside {outer}")
            lines.append(text.format(inner=plain(side.folder), outer=plain(other.folder)))
    both = len(found.a.in_both)
    counts = (
        translate("Folders", "%Ln photos in both", "", both),
        *(
            translate("Folders", "%Ln only in {folder}", "", _only(side)).format(
                folder=plain(side.folder)
            )
            for side in (found.a, found.b)
        ),
    )
    return "\n".join([*lines, ", ".join(counts)]) + "\n"


def _only(side: Side) -> int:
    return len(side.only_here) + len(side.versions)


def _pairs(options: argparse.Namespace) -> int:
    folders = session.absolute(options.folders)
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        if folders:
            session.scan(library, folders, network, options, token)
        photos = library.photos(folders or None)
        found = folder_pairs(photos, library.pairs(network.model.id, Tier.PIXELS), token)
    if options.json:
        value = {"version": 1, "pairs": [_pair(pair) for pair in found]}
        report.write(report.dump(value), options.json)
    else:
        report.write(_pairs_text(found), "-")
    return EXIT_DONE


def _pair(pair: FolderPair) -> dict[str, object]:
    return {
        "inner": pair.inner,
        "outer": pair.outer,
        "share": round(pair.share, 6),
        "is_inside": pair.is_inside,
        "shared": pair.shared,
        "total": pair.total,
        "outer_shared": pair.outer_shared,
        "outer_total": pair.outer_total,
        "shared_bytes": pair.shared_bytes,
    }


def _pairs_text(pairs: Sequence[FolderPair]) -> str:
    lines = []
    for pair in pairs:
        photos = translate("Terminal", "%Ln photos", "", pair.shared)
        lines.append(f"{folder_wording.overlap(pair)}: {photos}, {display.size(pair.shared_bytes)}")
    nothing = translate("Folders", "No two folders share photos.")
    return "\n".join(lines or [nothing]) + "\n"

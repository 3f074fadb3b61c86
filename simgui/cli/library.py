"""`simgui library`: what simgui remembers, checked, moved, and taken back."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from simgui.cli import journal, report, session
from simgui.cli.console import plain, size_text
from simgui.cli.parser import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.errors import marked
from simgui.core.types import FileState
from simgui.engine import maintenance
from simgui.store.checkup import FindingKind
from simgui.store.library import Library

_FINDINGS = {
    FindingKind.MALFORMED: "the file is damaged",
    FindingKind.BROKEN_REFERENCE: "entries refer to missing data",
    FindingKind.FOREIGN: "triggers or views that simgui did not create",
    FindingKind.BAD_VECTOR: "damaged vectors",
    FindingKind.ORPHAN_CONTENT: "records of photos that no longer exist (harmless)",
    FindingKind.BAD_HASH: "damaged checksums",
    FindingKind.UNREADABLE_ROW: "unreadable entries",
}


def run(options: argparse.Namespace) -> int:
    """Do one thing with the library."""
    actions: dict[str, Callable[[Library, argparse.Namespace], int]] = {
        "info": _info,
        "verify": _verify,
        "rebuild": _rebuild,
        "forget": _forget,
        "export": journal.export,
        "import": journal.import_,
        "journal": journal.show,
        "undo": journal.undo,
        "redo": journal.redo,
        "restore": journal.restore,
        "where": journal.where,
    }
    with session.opened_library(options) as library:
        return actions[options.action](library, options)


def _info(library: Library, options: argparse.Namespace) -> int:
    stats = library.stats()
    roots = library.roots()
    if options.json:
        value = {
            "version": 1,
            "library": str(library.folder),
            "bytes": stats.file_bytes,
            "roots": [{"path": root.path, "role": root.role.value} for root in roots],
            "photos": {state.value: stats.states.get(state, 0) for state in FileState},
            "photo_bytes": stats.bytes_present,
            "vectors": stats.vectors,
            "pairs": stats.pairs,
            "not_duplicates": stats.apart,
            "actions": stats.actions,
        }
        report.write(report.dump(value), "-")
        return EXIT_DONE
    present = stats.states.get(FileState.PRESENT, 0)
    lines = [
        f"library    {plain(str(library.folder))} ({size_text(stats.file_bytes)})",
        f"photos     {present:,} ({size_text(stats.bytes_present)})",
    ]
    lines += [
        f"           {stats.states[state]:,} {state.value}"
        for state in (FileState.UNREADABLE, FileState.OFFLINE, FileState.GONE)
        if stats.states.get(state)
    ]
    lines += [f"model      {name}: {count:,} vectors" for name, count in stats.vectors.items()]
    lines.append(f"pairs      {sum(stats.pairs.values()):,}")
    lines.append(f"decisions  {stats.apart:,} times “not duplicates”, {stats.actions:,} actions")
    for root in roots:
        role = "" if root.role.value == "normal" else f" ({root.role.value})"
        lines.append(f"folder     {plain(root.path)}{role}")
    report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE


def _verify(library: Library, options: argparse.Namespace) -> int:
    with session.interruptible() as token:
        findings = library.verify(token)
    serious = [finding for finding in findings if not finding.is_harmless]
    if options.json:
        value = {
            "version": 1,
            "is_sound": not serious,
            "findings": [
                {"kind": f.kind.value, "count": f.count, "detail": f.detail} for f in findings
            ],
        }
        report.write(report.dump(value), "-")
    else:
        lines = [
            f"{finding.count:,} × {_FINDINGS[finding.kind]}"
            + (f": {plain(finding.detail)}" if finding.detail else "")
            for finding in findings
        ]
        if serious:
            lines.append(
                "Run “simgui library rebuild” and scan again to repair it; your decisions are kept."
            )
        else:
            lines.append("No problems found.")
        report.write("\n".join(lines) + "\n", "-")
    return EXIT_UNREADABLE if serious else EXIT_DONE


def _rebuild(library: Library, options: argparse.Namespace) -> int:
    library.rebuild()
    report.write(
        "The next scan reads every photo again. Decisions and deletion history are kept.\n", "-"
    )
    return EXIT_DONE


def _forget(library: Library, options: argparse.Namespace) -> int:
    folder = session.absolute([session.target_of(options, marked("a folder"))])[0]
    maintenance.forget_folder(library, folder)
    report.write(f"Removed from the library: {plain(folder)}. The photos stay on disk.\n", "-")
    return EXIT_DONE

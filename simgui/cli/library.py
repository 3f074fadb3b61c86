"""`simgui library`: shows, checks, exports and rebuilds the library; undoes deletions."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from simgui.cli import apart, journal, report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.cli.intake import copies
from simgui.core.errors import marked
from simgui.core.types import FileState, Role
from simgui.engine import maintenance
from simgui.store.checkup import Defect, DefectKind
from simgui.store.library import Library
from simgui.store.notices import NoticeKind, Stats
from simgui.text import display, wording
from simgui.text.translation import translate


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
        "apart": apart.show,
        "together": apart.together,
        "copies": copies.show,
        "undo-copies": copies.undo,
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
    report.write("\n".join(_info_lines(library, stats)) + "\n", "-")
    return EXIT_DONE


def _info_lines(library: Library, stats: Stats) -> list[str]:
    present = translate("Terminal", "%Ln photos", "", stats.states.get(FileState.PRESENT, 0))
    rows = [
        (
            translate("Library", "library"),
            f"{plain(str(library.folder))} ({display.size(stats.file_bytes)})",
        ),
        (translate("Library", "photos"), f"{present} ({display.size(stats.bytes_present)})"),
    ]
    rows += [
        ("", _state(state, stats.states[state]))
        for state in (FileState.UNREADABLE, FileState.OFFLINE, FileState.GONE)
        if stats.states.get(state)
    ]
    for name, count in stats.vectors.items():
        vectors = translate("Library", "%Ln photos analysed", "", count)
        rows.append((translate("Library", "AI model"), f"{plain(name)}: {vectors}"))
    pairs = display.number(sum(stats.pairs.values()))
    rows.append((translate("Library", "pairs"), pairs))
    apart = translate("Library", "%Ln times “not duplicates”", "", stats.apart)
    actions = translate("Library", "%Ln deletions", "", stats.actions)
    rows.append((translate("Library", "decisions"), f"{apart}, {actions}"))
    for root in library.roots():
        role = "" if root.role is Role.NORMAL else f" ({wording.role_name(root.role)})"
        rows.append((translate("Library", "folder"), f"{plain(root.path)}{role}"))
    width = max(len(name) for name, _ in rows)
    return [f"{name:{width}}  {value}" for name, value in rows]


def _state(state: FileState, count: int) -> str:
    if state is FileState.UNREADABLE:
        return translate("Library", "%Ln unreadable", "", count)
    if state is FileState.OFFLINE:
        return translate("Library", "%Ln on disks that are not connected", "", count)
    return translate("Library", "%Ln no longer there", "", count)


def _verify(library: Library, options: argparse.Namespace) -> int:
    with session.interruptible() as token:
        findings = library.verify(token)
    serious = [defect for defect in findings if not defect.is_harmless]
    # Opening it has replaced a damaged file and said so: what was asked about is not sound.
    was_replaced = any(notice.kind is NoticeKind.SET_ASIDE for notice in library.notices)
    is_sound = not serious and not was_replaced
    if options.json:
        value = {
            "version": 1,
            "is_sound": is_sound,
            "findings": [
                {"kind": f.kind.value, "count": f.count, "detail": f.detail} for f in findings
            ],
        }
        report.write(report.dump(value), "-")
    else:
        lines = [_defect(defect) for defect in findings]
        if serious:
            lines.append(
                translate(
                    "Library",
                    "To repair it, run “simgui library rebuild” and scan again. Your decisions are"
                    " kept.",
                )
            )
        else:
            lines.append(translate("Library", "No problems found."))
        report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE if is_sound else EXIT_UNREADABLE


def _defect(defect: Defect) -> str:
    text = {
        DefectKind.MALFORMED: translate("Library", "the file is damaged"),
        DefectKind.BROKEN_REFERENCE: translate("Library", "entries refer to missing data"),
        DefectKind.FOREIGN: translate("Library", "triggers or views that simgui did not create"),
        DefectKind.BAD_VECTOR: translate("Library", "damaged vectors"),
        DefectKind.ORPHAN_CONTENT: translate(
            "Library", "records of photos that no longer exist (harmless)"
        ),
        DefectKind.BAD_HASH: translate("Library", "damaged checksums"),
        DefectKind.UNREADABLE_ROW: translate("Library", "unreadable entries"),
    }[defect.kind]
    counted = f"{display.number(defect.count)} × {text}"
    return f"{counted}: {plain(defect.detail)}" if defect.detail else counted


def _rebuild(library: Library, options: argparse.Namespace) -> int:
    library.rebuild()
    text = translate(
        "Library",
        "The next scan will read every photo again. Decisions and deletion history are kept.",
    )
    report.write(text + "\n", "-")
    return EXIT_DONE


def _forget(library: Library, options: argparse.Namespace) -> int:
    folder = session.absolute([session.target_of(options, marked("a folder"))])[0]
    maintenance.forget_folder(library, folder)
    text = translate("Library", "Removed from the library: {folder}. The photos stay on disk.")
    report.write(text.format(folder=plain(folder)) + "\n", "-")
    return EXIT_DONE

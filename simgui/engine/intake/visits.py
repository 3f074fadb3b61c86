"""A card or disk that is checked in the window: read like any folder, but no part of the library.

While its photos are compared they stand in the library's tables, or nothing could be compared with
them. They are shown in no group and counted nowhere, and leave when the visit ends. What is
visiting is written down first, so that a kill can't leave a card behind as a folder of the user's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from simgui.core.files.changes import lies_in, overlapping
from simgui.core.network.model import ModelInfo
from simgui.core.scanning.pipeline import (
    Event,
    Finished,
    FoundUnreadable,
    PairsChanged,
    Progressed,
    ScanStats,
)
from simgui.core.task import Progress, Token
from simgui.engine.intake.check import Report, checking
from simgui.store.library import Library

_NOTE = "visits"


def visiting(library: Library) -> frozenset[str]:
    """The folders that are visiting now."""
    text = library.note(_NOTE)
    try:
        stored = json.loads(text) if text else []
    except ValueError:
        return frozenset()
    return frozenset(path for path in stored if isinstance(path, str))


def begin(library: Library, folder: str) -> None:
    """Let a folder visit, in place of any other; one that lies in the library is no guest."""
    end(library, visiting(library) - {folder})
    if folder in visiting(library) or lies_in(folder, {root.path for root in library.roots()}):
        return
    library.set_note(_NOTE, json.dumps([folder]))


def end(library: Library, folders: Iterable[str] | None = None) -> None:
    """Forget visiting folders: these, or all."""
    now = visiting(library)
    leaving = now if folders is None else now & set(folders)
    for folder in sorted(leaving):
        library.forget(folder)
    if leaving:
        library.set_note(_NOTE, json.dumps(sorted(now - leaving)))


def make_room(library: Library, targets: Sequence[str]) -> None:
    """End the visits of what is about to become part of the library, or holds or lies in it."""
    for folder in visiting(library):
        if overlapping(folder, targets):
            end(library, [folder])


def visit(
    library: Library,
    folder: str,
    model: ModelInfo,
    events: Iterator[Event],
    token: Token,
) -> Iterator[Event | Report]:
    """Check a folder that a scan has just read.

    Args:
        library: Has begun the visit.
        folder: The card or disk, as an absolute path.
        model: Whose pairs count.
        events: Of the scan of it.
        token: Stops between two files.

    Yields:
        What the scan says but for its files that can't be read, which are in the report; progress;
        the Report, and Finished.

    Raises:
        Cancelled: The token was cancelled.
    """
    unseen: tuple[tuple[str, str], ...] = ()
    for event in events:
        match event:
            case Finished(stats):
                unseen = stats.unseen
            case FoundUnreadable() | PairsChanged():
                pass
            case _:
                yield event
    for step in checking(library, model, folder, token, unseen=unseen):
        yield Progressed(step) if isinstance(step, Progress) else step
    yield Finished(ScanStats())

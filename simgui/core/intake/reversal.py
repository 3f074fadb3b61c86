"""Copies are taken back, and what a kill or a power cut left of them is settled.

A copy goes to the trash, and only while the very same bytes are at its source still.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from simgui.core.errors import UnreadableError, marked
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, rename_exclusive
from simgui.core.files.same_file import is_same_file
from simgui.core.imaging.identity import file_hash
from simgui.core.intake.values import Copy, CopyState, IntakeLog, Outcome, sentence
from simgui.core.removal.movers.mover import MoveError, Mover, move
from simgui.core.task import Token


def undo(copies: Sequence[Copy], trash: Mover, log: IntakeLog, token: Token) -> Outcome:
    """Move copies to the trash, each only while the same bytes are at its source.

    Args:
        copies: Of one intake.
        trash: Takes them.
        log: Learns what came of it.
        token: Stops between two files.
    """
    done: list[Copy] = []
    failed: list[tuple[Copy, str]] = []
    for copy in reversed(copies):
        if copy.state is not CopyState.DONE or not copy.is_own:
            continue
        if token.is_cancelled:
            break
        why = _take_back(copy, trash, token)
        if why:
            failed.append((copy, why))
            continue
        log.settle([replace(copy, state=CopyState.UNDONE)])
        done.append(copy)
    return Outcome(None, tuple(done), tuple(failed))


def _take_back(copy: Copy, trash: Mover, token: Token) -> str:
    now, source = file_stat(copy.place), file_stat(copy.source.path)
    if now is None:
        return sentence(marked("{name} is no longer there"), copy.place)
    try:
        if now.size != copy.source.size or file_hash(copy.place, token) != copy.hash:
            return sentence(marked("{name} was changed since, so it stays"), copy.place)
        if (
            source is None
            or is_same_file(source, now)
            or not durable.has_same_bytes(source.path, copy.place)
        ):
            return sentence(
                marked("{name} stays: the file that it was copied from is not there"), copy.place
            )
        move(trash, copy.place)
    except (OSError, UnreadableError, MoveError) as error:
        return str(error)
    return ""


def recover(log: IntakeLog, token: Token) -> list[Copy]:
    """Settle what a kill or a power cut left open; nothing whole is removed.

    Returns:
        The copies that were open, settled.
    """
    found = log.open_copies()
    for folder in dict.fromkeys(os.path.dirname(copy.place) for copy in found):
        here = [copy for copy in found if os.path.dirname(copy.place) == folder]
        for path in durable.temporaries(folder):
            with suppress(OSError):
                _clear(path, here, token)
    settled = []
    for copy in found:
        content = _content(copy, copy.place, token)
        state = CopyState.DONE if content else CopyState.FAILED
        settled.append(replace(copy, state=state, hash=content or copy.hash))
    durable.sync_folders(os.path.dirname(c.place) for c in settled if c.state is CopyState.DONE)
    log.settle(settled)
    return settled


def _content(copy: Copy, path: str, token: Token) -> bytes:
    """The hash of a file that is the whole copy; empty if it is not."""
    now = file_stat(path)
    if now is None or now.size != copy.source.size:
        return b""
    with suppress(OSError, UnreadableError):
        content = file_hash(path, token)
        if copy.hash:
            return content if content == copy.hash else b""
        if file_stat(copy.source.path) is None:
            # Out of reach: a copy gets its name only once it is compared and on disk.
            return content if path == copy.place else b""
        if durable.has_same_bytes(path, copy.source.path):
            return content
    return b""


def _clear(path: str, copies: Sequence[Copy], token: Token) -> None:
    """Settle a hidden file: a whole copy gets its name, what is elsewhere goes.

    A part of a file that is out of reach gets a name that is seen.
    """
    for copy in copies:
        if _content(copy, path, token):
            if os.path.lexists(copy.place):
                continue
            rename_exclusive(path, copy.place)
            os.utime(copy.place, ns=(copy.source.mtime_ns, copy.source.mtime_ns))
            durable.sync_folder(os.path.dirname(path))
            return
    wholes = [
        whole
        for copy in copies
        for whole in (copy.source.path, copy.place)
        if _content(copy, whole, token)
    ]
    if os.path.getsize(path) == 0 or any(durable.is_torn_copy(path, whole) for whole in wholes):
        durable.remove(path)
        return
    hidden = os.path.basename(path).strip(".").split(".")[0]
    name = os.path.basename(copies[0].place)  # one of the batch: which is not known
    folder = os.path.dirname(path)
    rename_exclusive(path, os.path.join(folder, f"part of {hidden} {name}"))
    durable.sync_folder(folder)

"""Copies into a folder, never over anything; the card is only read.

Each copy is written down before it is made, compared with its source byte by byte, and synced with
its folder before it counts.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from simgui.core.errors import UnreadableError, UserError, marked
from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, is_unchanged
from simgui.core.imaging.identity import file_hash
from simgui.core.intake.values import Copy, CopyState, IntakeLog, Outcome, Plan, sentence
from simgui.core.task import Token

_BATCH_FILES = 64  # files between two syncs of their folders
_BATCH_BYTES = 256 << 20
"""Copied between two syncs of the folders: some seconds of a card reader."""
_SPARE_BYTES = 64 << 20
"""Left free on the disk that is copied to, for its own records and for the library."""
_ENDS_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""After these no further file could be written either. A card that can't be read says EIO."""


def execute(
    wanted: Plan,
    log: IntakeLog,
    token: Token,
    on_file: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Copy what was planned; nothing at the target is ever replaced.

    Args:
        wanted: See `plan`.
        log: Notes each copy before it is made.
        token: Stops between two batches.
        on_file: Called with the number of bytes done and their total.

    Raises:
        UserError: There is not enough room, or the folder can't be made.
    """
    if not wanted.copies:
        return Outcome(None, (), ())
    _make_room(wanted)
    number = log.begin(wanted.target)
    done: list[Copy] = []
    failed: list[tuple[Copy, str]] = []
    stopped: UserError | None = None
    size = 0
    for batch in _batches(wanted.copies):
        if token.is_cancelled or stopped is not None:
            break
        settled = []
        for copy in log.intend(number, batch):
            result, why, code = (
                _copy(copy, wanted.target, token)
                if stopped is None
                else (replace(copy, state=CopyState.FAILED), str(stopped), 0)
            )
            settled.append(result)
            if why:
                failed.append((result, why))
            if code in _ENDS_ALL and stopped is None:
                stopped = UserError(
                    "Copying to {path} was stopped: {why}",
                    path=wanted.target,
                    why=os.strerror(code),
                )
            size += copy.source.size
            if on_file is not None:
                on_file(size, wanted.size)
        settled, lost = _synced(settled)
        failed += lost
        log.settle(settled)
        done += [copy for copy in settled if copy.state is CopyState.DONE]
    return Outcome(number, tuple(done), tuple(failed), stopped)


def _make_room(wanted: Plan) -> None:
    try:
        durable.make_folders(wanted.target)
        free = shutil.disk_usage(wanted.target).free
    except OSError as error:
        raise UserError(
            "The folder {path} can't be created: {why}",
            path=wanted.target,
            remedy="Choose another folder for the photos.",
            why=error.strerror,
        ) from error
    if free < wanted.size + _SPARE_BYTES:
        raise UserError(
            "There is not enough room in {path}: {count} MB more are needed",
            path=wanted.target,
            remedy="Free some space, or choose a folder on another disk.",
            count=-(-(wanted.size + _SPARE_BYTES - free) // 10**6),
        )


def _batches(copies: Sequence[Copy]) -> Iterator[list[Copy]]:
    batch: list[Copy] = []
    size = 0
    for copy in copies:
        if batch and (len(batch) >= _BATCH_FILES or size + copy.source.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(copy)
        size += copy.source.size
    if batch:
        yield batch


def _copy(copy: Copy, target: str, token: Token) -> tuple[Copy, str, int]:
    """Copy one file; what came of it, why not, and the system's code for it."""
    failed = replace(copy, state=CopyState.FAILED)
    path = copy.source.path
    now = file_stat(path)
    if now is None or not is_unchanged(now, copy.source):
        return failed, sentence(marked("{name} is gone or was changed"), path), 0
    try:
        # A disk that was pulled leaves an empty folder behind, which is no place for photos.
        durable.make_folders(os.path.dirname(copy.place), os.stat(target).st_dev)
        durable.copy_file(path, copy.place)
        content = file_hash(copy.place, token)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return (
            failed,
            sentence(marked("{name} was not copied: {why}"), path, why),
            error.errno or 0,
        )
    except UnreadableError as error:
        return failed, str(error), 0
    if copy.hash and copy.hash != content:
        # The card gives other bytes now than when it was scanned, without a later date.
        durable.discard(copy.place)
        return failed, sentence(marked("{name} is gone or was changed"), path), 0
    return replace(copy, state=CopyState.DONE, hash=content), "", 0


def _synced(settled: Sequence[Copy]) -> tuple[list[Copy], list[tuple[Copy, str]]]:
    """Sync the folders of what was copied; a copy whose name is not on disk does not count."""
    lost: dict[str, str] = {}
    for folder in {os.path.dirname(c.place) for c in settled if c.state is CopyState.DONE}:
        try:
            durable.sync_folder(folder)
        except OSError as error:
            lost[folder] = error.strerror or type(error).__name__
    found, failed = [], []
    for copy in settled:
        why = lost.get(os.path.dirname(copy.place))
        if why is None or copy.state is not CopyState.DONE:
            found.append(copy)
        else:
            found.append(replace(copy, state=CopyState.FAILED))
            text = sentence(marked("{name} was not copied: {why}"), copy.source.path, why)
            failed.append((found[-1], text))
    return found, failed

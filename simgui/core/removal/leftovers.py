"""Temporary files that a kill or a power cut left: adopted, removed, or given a name users see.

A temporary is removed only if all it holds was found elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, rename_exclusive
from simgui.core.removal.journal import Step, StepState
from simgui.core.removal.movers import Mover, holds


def settle(step: Step, mover: Mover | None) -> list[str]:
    """Settle the temporaries in every folder that an open step writes to.

    Args:
        step: The open step.
        mover: What its files were moved with, None for links.

    Returns:
        Paths of files that hold something else than what the step knows; they are visible now.
    """
    rescued = []
    for folder in _notes_folders(step, mover):
        for path in durable.temporaries(folder):
            durable.discard(path)
    for folder in sorted(_folders(step)):
        for path in durable.temporaries(folder):
            with suppress(OSError):
                if not _is_known(path, step) and not _adopt(path, step):
                    rescued.append(_show(path, step))
    return rescued


def _notes_folders(step: Step, mover: Mover | None) -> set[str]:
    folders = {mover.notes_folder(place) for place in step.places if place and mover}
    return {folder for folder in folders if folder is not None}


def _folders(step: Step) -> set[str]:
    paths = [file.path for file in step.intent.files]
    paths += [place for place in step.places if place]
    if step.intent.sidecar is not None:
        paths.append(step.intent.sidecar.path)
    return {os.path.dirname(path) for path in paths}


def _is_known(path: str, step: Step) -> bool:
    """Remove a temporary whose content is elsewhere; whether it was one."""
    size = os.path.getsize(path)
    change = step.intent.sidecar
    texts = [] if change is None else [change.after, change.before or b""]
    is_known = size == 0 or any(durable.is_torn_copy(path, text) for text in texts)
    if not is_known:
        is_known = any(durable.is_torn_copy(path, whole) for whole in _whole_files(step))
    if is_known:
        durable.remove(path)
    return is_known


def _whole_files(step: Step) -> Iterator[str]:
    """Paths that hold a file of the step, or its keeper, as recorded."""
    intent = step.intent
    for number, file in enumerate(intent.files):
        for path in (file.path, step.places[number]):
            if path is not None and holds(path, file, intent.hash_of(number)):
                yield path
    keeper = file_stat(intent.keeper_path)
    if keeper is not None and holds(intent.keeper_path, keeper, intent.keeper_hash):
        yield intent.keeper_path


def _adopt(path: str, step: Step) -> bool:
    """Give a temporary that is the only whole copy of a file its name; whether it is one."""
    intent = step.intent
    for number, file in enumerate(intent.files):
        content = intent.hash_of(number)
        if not content or not holds(path, file, content):
            continue
        place = step.places[number]
        targets = [file.path, place]
        if step.state is StepState.INTENDED:
            targets.reverse()
        for target in targets:
            if target is None or os.path.lexists(target):
                continue
            rename_exclusive(path, target)
            os.utime(target, ns=(file.mtime_ns, file.mtime_ns))
            durable.sync_folders((os.path.dirname(target), os.path.dirname(path)))
            return True
    return False


def _show(path: str, step: Step) -> str:
    """Give a temporary a name that users see."""
    folder, hidden = os.path.split(path)
    suffix = os.path.splitext(step.intent.path)[1]
    visible = os.path.join(folder, f"recovered-{hidden.strip('.').split('.')[0]}{suffix}")
    rename_exclusive(path, visible)
    durable.sync_folder(folder)
    return visible

"""Temporary files that a kill or a power cut left: adopted, removed, or given a name users see.

A temporary is removed only if all it holds was found elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from simgui.core.files import durable
from simgui.core.files.filesystem import file_stat, rename_exclusive
from simgui.core.removal.journal import Step, StepId, StepState
from simgui.core.removal.movers.mover import Mover, holds

Open = tuple[Step, Mover | None]
"""An open step, and what its files were moved with (None for links)."""


def settle(steps: Sequence[Open]) -> dict[StepId, str]:
    """Settle the temporaries in every folder that open steps write to.

    Args:
        steps: All of them: a temporary of one may lie in a folder of another.

    Returns:
        Paths of files that hold something else than the steps know, by a step that writes to their
        folder; they have names now that users see.
    """
    rescued = {}
    for folder in {folder for step, mover in steps for folder in _notes_folders(step, mover)}:
        for path in durable.temporaries(folder):
            durable.discard(path)
    owners = {folder: step for step, _ in reversed(steps) for folder in _folders(step)}
    for folder, owner in owners.items():
        for path in durable.temporaries(folder):
            with suppress(OSError):
                if any(_adopt(path, step) for step, _ in steps):
                    continue
                if any(_is_known(path, step) for step, _ in steps):
                    durable.remove(path)
                else:
                    rescued[owner.id] = _show(path, owner)
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
    """Whether all that a temporary holds is elsewhere."""
    change = step.intent.sidecar
    texts = [] if change is None else [change.after, change.before or b""]
    return (
        os.path.getsize(path) == 0
        or any(durable.is_torn_copy(path, text) for text in texts)
        or _is_copy(path, step)
    )


def _is_copy(path: str, step: Step) -> bool:
    """Whether it is a copy, or a part of one, of a file of the step that is whole elsewhere."""
    intent = step.intent
    keeper = file_stat(intent.keeper_path)
    whole = [
        (place, file, intent.hash_of(number))
        for number, file in enumerate(intent.files)
        for place in (file.path, step.places[number])
        if place is not None
    ]
    if keeper is not None:
        whole.append((intent.keeper_path, keeper, intent.keeper_hash))
    return any(
        durable.is_torn_copy(path, place) and holds(place, file, content)
        for place, file, content in whole
    )


def _adopt(path: str, step: Step) -> bool:
    """Give a temporary that is the only whole copy of a file its name; whether it is one."""
    intent = step.intent
    for number, file in enumerate(intent.files):
        content = intent.hash_of(number)
        if not content or not holds(path, file, content):
            continue
        place = step.places[number]
        if any(name is not None and holds(name, file, content) for name in (file.path, place)):
            continue
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

"""What a step of the journal may touch: the photo's files, its trash or folder, its side-car.

Checked before a step is undone, redone or settled, whatever wrote it down.
"""

from __future__ import annotations

import os

from simgui.core.errors import marked
from simgui.core.files.same_file import real_path
from simgui.core.removal.journal import Action, SidecarChange, Step
from simgui.core.removal.movers.mover import MoveError

_XMP = ".xmp"


def check(step: Step) -> None:
    """Refuse a step that this library did not write, or that leaves the places it names.

    Raises:
        MoveError: It may not be carried out.
    """
    path = step.intent.path
    if not step.is_own:
        raise MoveError(
            "{path} was not touched: this entry of the deletion history was not written on "
            "this computer, or was changed since",
            path=path,
            remedy=_LOOK if _place(step) else "",
            place=_place(step),
        )
    if not keeps_to_its_places(step):
        raise MoveError(
            "{path} was not touched: its entry in the deletion history names places that "
            "simgui does not use",
            path=path,
            remedy=_LOOK if _place(step) else "",
            place=_place(step),
        )


_LOOK = marked("Look for the file at {place}.")


def _place(step: Step) -> str:
    return next((place for place in step.places if place), "")


def keeps_to_its_places(step: Step) -> bool:
    """Whether a step moves files only between their folder and its trash or target folder."""
    files = [file.path for file in step.intent.files]
    folder = os.path.dirname(files[0])
    places = [place for place in step.places if place is not None]
    return (
        all(_is_plain(path) and os.path.dirname(path) == folder for path in files)
        and _is_plain(step.intent.keeper_path)
        and all(_is_plain(place) and _may_hold(step, place) for place in places)
        and (step.intent.sidecar is None or is_sidecar_of(step.intent.sidecar, step))
    )


def _is_plain(path: str) -> bool:
    """Whether a path is absolute and takes no detours."""
    return os.path.isabs(path) and os.path.normpath(path) == path and "\0" not in path


def _may_hold(step: Step, place: str) -> bool:
    """Whether a photo of this step can have gone to this place."""
    if step.action.is_link:
        return False
    if step.action is Action.FOLDER:
        target = os.path.abspath(step.target)
        return bool(step.target) and os.path.commonpath([target, place]) == target
    return True


def is_sidecar_of(change: SidecarChange, step: Step) -> bool:
    """Whether a side-car is the XMP side-car of the step's keeper, wherever a link leads it."""
    keeper = step.intent.keeper_path
    stem = os.path.splitext(keeper)[0]
    names = [base + suffix for base in (keeper, stem) for suffix in (_XMP, _XMP.upper())]
    return (
        change.path.lower().endswith(_XMP)
        and _is_plain(change.path)
        and (change.path in names or change.path in map(real_path, names))
    )

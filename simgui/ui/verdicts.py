"""Sentences about deletions: why something stays, what to know before, what a kill has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgui.core.removal.journal import Action, ActionRecord, Step, StepState
from simgui.core.removal.plan import Refusal, RemovalWarning
from simgui.ui import display
from simgui.ui.wording import translate

if TYPE_CHECKING:
    from simgui.core.removal.recover import Settled
    from simgui.core.removal.sidecar import Fields
    from simgui.store.library import Notice


def refusal(reason: Refusal) -> str:
    """Why a photo stays."""
    return _planned().get(reason) or _on_disk()[reason]


def _planned() -> dict[Refusal, str]:
    return {
        Refusal.PROTECTED: translate("Refusal", "it is in a protected folder"),
        Refusal.LAST_COPY: translate("Refusal", "nothing else of its group would be left"),
        Refusal.SAME_FILE: translate(
            "Refusal", "the photo that would be kept is another name of the same file"
        ),
        Refusal.NOT_BY_HAND: translate(
            "Refusal", "photos that are no copies go only when marked one by one"
        ),
        Refusal.RAW_ONLY_HERE: translate("Refusal", "it has the only RAW file of this shot"),
        Refusal.COMPANION_ONLY_HERE: translate(
            "Refusal", "it has files that are not beside the photo to keep"
        ),
        Refusal.HOLDS_MORE: translate(
            "Refusal", "it holds something that the photo to keep does not"
        ),
        Refusal.METADATA_ONLY_HERE: translate(
            "Refusal", "it knows something that the photo to keep does not"
        ),
        Refusal.NOT_IDENTICAL: translate("Refusal", "only identical files can be linked"),
    }


def _on_disk() -> dict[Refusal, str]:
    return {
        Refusal.GONE: translate("Refusal", "it is not there any more"),
        Refusal.CHANGED: translate("Refusal", "it has changed since it was read; scan again"),
        Refusal.COMPANION_CHANGED: translate("Refusal", "a file that goes with it has changed"),
        Refusal.KEEPER_GONE: translate("Refusal", "the photo to keep is not there any more"),
        Refusal.KEEPER_CHANGED: translate("Refusal", "the photo to keep has changed; scan again"),
        Refusal.KEEPER_UNREADABLE: translate("Refusal", "the photo to keep can't be read"),
        Refusal.UNREADABLE: translate("Refusal", "it can't be read"),
        Refusal.NOT_SAME_BYTES: translate("Refusal", "its bytes are not the same after all"),
        Refusal.NOT_SAME_PIXELS: translate("Refusal", "its pixels are not the same after all"),
        Refusal.CANT_SAVE_METADATA: translate("Refusal", "its metadata could not be saved first"),
        Refusal.MOVED_ALREADY: translate(
            "Refusal", "it or the photo to keep is in the folder that photos are moved to"
        ),
        Refusal.OTHER_ACCESS: translate("Refusal", "a link would change who may read it"),
        Refusal.CANT_MOVE: translate("Refusal", "it can't be moved to the trash"),
        Refusal.STILL_THERE: translate("Refusal", "the system did not move it"),
        Refusal.KEEPER_VANISHED: translate(
            "Refusal", "the photo to keep went with it, so it was brought back"
        ),
        Refusal.INTERRUPTED: translate("Refusal", "simgui was ended before it moved"),
    }


def warning(kind: RemovalWarning) -> str:
    """What a person should know before a photo goes."""
    return {
        RemovalWarning.RAW_ONLY_HERE: translate("Warning", "has the only RAW file"),
        RemovalWarning.VIDEO_ONLY_HERE: translate("Warning", "has the only video of a Live Photo"),
        RemovalWarning.SOUND_ONLY_HERE: translate("Warning", "has the only sound recording"),
        RemovalWarning.SIDECAR_ONLY_HERE: translate("Warning", "has the only side-car file"),
        RemovalWarning.FREES_NOTHING: translate(
            "Warning", "frees nothing: the file has another name"
        ),
    }[kind]


def settled(found: Settled) -> str:
    """What was found of a step that a kill had left open."""
    from simgui.core.removal.recover import Settlement

    name = display.name(found.step.intent.path)
    text = {
        Settlement.NOTHING_MOVED: translate("Settled", "{name} had not been moved yet."),
        Settlement.MOVED: _moved(found.step.action),
        Settlement.BROUGHT_BACK: translate("Settled", "{name} was moved in part: brought back."),
        Settlement.RESTORED: translate("Settled", "{name} was brought back."),
        Settlement.NOT_RESTORED: translate("Settled", "{name} has not been brought back yet."),
        Settlement.PLACE_UNKNOWN: translate(
            "Settled", "{name} is gone from its place and not found in the trash."
        ),
        Settlement.HALF: translate("Settled", "{name} is back in part; undo again to try again."),
    }[found.settlement]
    lead = translate("Settled", "The last deletion was cut off.")
    return f"{lead} {text.format(name=name)}"


def _moved(way: Action) -> str:
    if way is Action.FOLDER:
        return translate("Settled", "{name} had been moved to its folder.")
    if way.is_link:
        return translate("Settled", "{name} had been replaced by a link.")
    return translate("Settled", "{name} had been moved to the trash.")


def way_name(way: Action) -> str:
    """What can be done with photos that go."""
    return {
        Action.TRASH: translate("Plan", "Move to the trash"),
        Action.FOLDER: translate("Plan", "Move to a folder…"),
        Action.HARD_LINK: translate("Plan", "Replace by hard links"),
        Action.REFLINK: translate("Plan", "Replace by clones (reflinks)"),
    }[way]


def would(way: Action, count: int) -> str:
    """What would happen to some photos."""
    if way is Action.FOLDER:
        return translate("Plan", "%Ln photos would move to a folder", "", count)
    if way.is_link:
        return translate("Plan", "%Ln photos would be replaced by links", "", count)
    return translate("Plan", "%Ln photos would go to the trash", "", count)


def go(way: Action, count: int) -> str:
    """The button that makes it happen."""
    if way is Action.FOLDER:
        return translate("Plan", "Move %Ln to the folder", "", count)
    if way.is_link:
        return translate("Plan", "Replace %Ln by links", "", count)
    return translate("Plan", "Move %Ln to trash", "", count)


def done(way: Action, count: int) -> str:
    """What has happened to some photos."""
    if way is Action.FOLDER:
        return translate("Deletion", "%Ln photos moved to the folder.", "", count)
    if way.is_link:
        return translate("Deletion", "%Ln photos replaced by links.", "", count)
    return translate("Deletion", "%Ln photos moved to the trash.", "", count)


def step_text(way: Action, count: int) -> str:
    """What the undo button takes back."""
    if way is Action.FOLDER:
        return translate("Undo", "move %Ln photos to a folder", "", count)
    if way.is_link:
        return translate("Undo", "replace %Ln photos by links", "", count)
    return translate("Undo", "move %Ln photos to the trash", "", count)


def only_here(fields: Fields) -> str:
    """What a photo knows and its keeper does not."""
    words = {
        "date": translate("Plan", "date"),
        "place": translate("Plan", "place"),
        "rating": translate("Plan", "rating"),
        "title": translate("Plan", "title"),
        "keywords": translate("Plan", "keywords"),
    }
    return translate("Plan", "only it knows: {words}").format(
        words=", ".join(words[name] for name in fields.names)
    )


def notice(found: Notice) -> str:
    """What the opening of a library has to tell."""
    from simgui.store.library import NoticeKind

    text = {
        NoticeKind.SET_ASIDE: translate(
            "Notice", "The library was damaged. It was set aside as {path} and a new one begun."
        ),
        NoticeKind.CARRIED_OVER: translate(
            "Notice", "{count} folders, decisions and journal entries were saved from it."
        ),
        NoticeKind.MIGRATED: translate(
            "Notice", "The library was brought up to date; the one before is {path}."
        ),
        NoticeKind.NEWER_MINOR: translate(
            "Notice", "The library was written by a somewhat newer simgui."
        ),
        NoticeKind.THUMBNAILS_LOST: translate(
            "Notice", "The thumbnails were damaged and are made again."
        ),
        NoticeKind.BAD_VECTORS: translate(
            "Notice", "{count} damaged vectors are made again at the next scan."
        ),
    }[found.kind]
    return text.format(path=display.plain(found.path), count=display.number(found.count))


def action(record: ActionRecord) -> str:
    """What an action in the journal did, such as "12 photos to the trash"."""
    count = len(record.steps)
    if record.action is Action.FOLDER:
        return translate("Journal", "%Ln photos moved to a folder", "", count)
    if record.action.is_link:
        return translate("Journal", "%Ln photos replaced by links", "", count)
    return translate("Journal", "%Ln photos to the trash", "", count)


def step_state(step: Step) -> str:
    """Where a photo of the journal is."""
    return {
        StepState.INTENDED: translate("Journal", "not settled"),
        StepState.DONE: _away(step.action),
        StepState.FAILED: translate("Journal", "stayed"),
        StepState.UNDOING: translate("Journal", "not settled"),
        StepState.UNDONE: translate("Journal", "brought back"),
    }[step.state]


def _away(way: Action) -> str:
    if way is Action.FOLDER:
        return translate("Journal", "in the folder")
    return translate("Journal", "a link") if way.is_link else translate("Journal", "in the trash")


def away(way: Action, count: int) -> str:
    """How many photos of an action are away."""
    if way is Action.FOLDER:
        return translate("Journal", "%Ln in the folder", "", count)
    if way.is_link:
        return translate("Journal", "%Ln are links", "", count)
    return translate("Journal", "%Ln in the trash", "", count)

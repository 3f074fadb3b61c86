"""Sentences about deletions: why something stays, what to know before, what a kill has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgui.core.removal.journal import Action, ActionRecord, Step, StepState
from simgui.core.removal.plan import Refusal, RemovalWarning
from simgui.text import display, errors, holding_wording
from simgui.text.translation import translate

if TYPE_CHECKING:
    from simgui.core.removal.plan import Refused
    from simgui.core.removal.recover import Settled
    from simgui.core.removal.sidecar import Fields
    from simgui.core.removal.undo import Failed
    from simgui.store.library import Notice


_ABOUT_FILES = frozenset(
    {Refusal.RAW_ONLY_HERE, Refusal.COMPANION_ONLY_HERE, Refusal.COMPANION_CHANGED}
)
"""Where what matters is a file that belongs to the photo."""
_TOLD_BY_THE_SYSTEM = frozenset(
    {
        Refusal.CANT_MOVE,
        Refusal.CANT_SAVE_METADATA,
        Refusal.KEEPER_UNREADABLE,
        Refusal.OTHER_ACCESS,
        Refusal.UNREADABLE,
    }
)
"""Where the cause is a sentence of its own that says more."""


def refusal(reason: Refusal) -> str:
    """Why a photo stays."""
    return _planned().get(reason) or _on_disk()[reason]


def refused(item: Refused) -> str:
    """Why a photo stays: what the system said, what would be lost, which files matter."""
    if item.losses:
        return f"{refusal(item.refusal)}: {holding_wording.losses(item.losses)}"
    if item.refusal in _ABOUT_FILES:
        files = [file.path for file in item.only_here] or [item.detail]
        names = ", ".join(display.name(path) for path in files if path)
        return f"{refusal(item.refusal)}: {names}" if names else refusal(item.refusal)
    return _cause(item.refusal, item.detail)


def failed(item: Failed) -> str:
    """Why a photo could not be restored or moved again; names it unless the refusal tells."""
    if item.refusal is None:
        return display.plain(errors.retold(item.detail)).rstrip(".")
    return _cause(item.refusal, item.detail)


def _cause(reason: Refusal, detail: str) -> str:
    if detail and reason in _TOLD_BY_THE_SYSTEM:
        return display.plain(errors.retold(detail)).rstrip(".")
    return refusal(reason)


def _planned() -> dict[Refusal, str]:
    return {
        Refusal.PROTECTED: translate("Refusal", "it is in a protected folder"),
        Refusal.LAST_COPY: translate("Refusal", "it is the last copy in its group"),
        Refusal.SAME_FILE: translate(
            "Refusal", "the kept photo is the same file under another name"
        ),
        Refusal.NOT_BY_HAND: translate(
            "Refusal", "photos that aren't copies must be marked one at a time"
        ),
        Refusal.RAW_ONLY_HERE: translate("Refusal", "it has the only RAW file of this shot"),
        Refusal.COMPANION_ONLY_HERE: translate(
            "Refusal", "files belong to it that the kept photo doesn't have"
        ),
        Refusal.HOLDS_MORE: translate("Refusal", "it holds something that the kept photo doesn't"),
        Refusal.METADATA_ONLY_HERE: translate(
            "Refusal", "it has metadata that the kept photo doesn't have"
        ),
        Refusal.METADATA_UNSAVED: translate(
            "Refusal", "it has metadata that the kept photo doesn't have"
        ),
        Refusal.NOT_IDENTICAL: translate(
            "Refusal", "only identical files can be replaced with links"
        ),
    }


def _on_disk() -> dict[Refusal, str]:
    return {
        Refusal.GONE: translate("Refusal", "it no longer exists"),
        Refusal.CHANGED: translate("Refusal", "it has changed since the last scan; rescan first"),
        Refusal.COMPANION_CHANGED: translate("Refusal", "a file that belongs to it has changed"),
        Refusal.KEEPER_GONE: translate("Refusal", "the kept photo no longer exists"),
        Refusal.KEEPER_CHANGED: translate(
            "Refusal", "the kept photo has changed since the last scan; rescan first"
        ),
        Refusal.KEEPER_UNREADABLE: translate("Refusal", "the kept photo can't be read"),
        Refusal.UNREADABLE: translate("Refusal", "it can't be read"),
        Refusal.NOT_SAME_BYTES: translate(
            "Refusal", "the files are not byte-for-byte identical after all"
        ),
        Refusal.NOT_SAME_PIXELS: translate("Refusal", "the pixels are not identical after all"),
        Refusal.CANT_SAVE_METADATA: translate("Refusal", "its metadata could not be saved"),
        Refusal.MOVED_ALREADY: translate(
            "Refusal", "it or the kept photo is already in the folder you are moving photos to"
        ),
        Refusal.OTHER_ACCESS: translate("Refusal", "a link would change who can read it"),
        Refusal.CANT_MOVE: translate("Refusal", "it can't be moved"),
        Refusal.STILL_THERE: translate(
            "Refusal", "the system reported success but did not move it"
        ),
        Refusal.KEEPER_VANISHED: translate(
            "Refusal", "the kept photo disappeared with it, so it was restored"
        ),
        Refusal.INTERRUPTED: translate("Refusal", "simgui was closed before the file was moved"),
    }


def warning(kind: RemovalWarning) -> str:
    """What the user should know before a photo goes."""
    return {
        RemovalWarning.RAW_ONLY_HERE: translate("Warning", "the only RAW file belongs to it"),
        RemovalWarning.VIDEO_ONLY_HERE: translate(
            "Warning", "the only Live Photo video belongs to it"
        ),
        RemovalWarning.SOUND_ONLY_HERE: translate(
            "Warning", "the only sound recording belongs to it"
        ),
        RemovalWarning.SIDECAR_ONLY_HERE: translate(
            "Warning", "the only side-car file belongs to it"
        ),
        RemovalWarning.FREES_NOTHING: translate(
            "Warning", "frees no space: the file also exists under another name"
        ),
    }[kind]


def settled(found: Settled, *, in_full: bool = False) -> str:
    """What was found of a step that a kill had left open; with the photo's whole path if asked."""
    from simgui.core.removal.recover import Settlement

    lead = translate("Settled", "The last deletion was interrupted.")
    if found.detail:
        detail = errors.retold(found.detail)
        return f"{lead} {detail if in_full else display.plain(detail)}".rstrip(".") + "."
    path = found.step.intent.path
    name = path if in_full else display.name(path)
    text = {
        Settlement.NOTHING_MOVED: translate("Settled", "{name} was not moved."),
        Settlement.MOVED: _moved(found.step.action),
        Settlement.BROUGHT_BACK: translate(
            "Settled", "{name} was only partly moved, so it was restored."
        ),
        Settlement.RESTORED: translate("Settled", "{name} was restored."),
        Settlement.NOT_RESTORED: translate("Settled", "{name} was not restored."),
        Settlement.PLACE_UNKNOWN: translate(
            "Settled", "{name} is missing and was not found in the trash."
        ),
        Settlement.HALF: translate(
            "Settled", "{name} was only partly restored; undo again to retry."
        ),
    }[found.settlement]
    return f"{lead} {text.format(name=name)}"


def _moved(way: Action) -> str:
    if way is Action.FOLDER:
        return translate("Settled", "{name} was moved to the folder.")
    if way.is_link:
        return translate("Settled", "{name} was replaced with a link.")
    return translate("Settled", "{name} was moved to the trash.")


def way_name(way: Action) -> str:
    """What can be done with photos that go."""
    return {
        Action.TRASH: translate("Plan", "Move to the trash"),
        Action.FOLDER: translate("Plan", "Move to a folder…"),
        Action.HARD_LINK: translate("Plan", "Replace with hard links"),
        Action.REFLINK: translate("Plan", "Replace with clones (reflinks)"),
    }[way]


def would(way: Action, count: int) -> str:
    """What would happen to some photos."""
    if way is Action.FOLDER:
        return translate("Plan", "Move %Ln photos to a folder?", "", count)
    if way.is_link:
        return translate("Plan", "Replace %Ln photos with links?", "", count)
    return translate("Plan", "Move %Ln photos to the trash?", "", count)


def planned(way: Action, count: int) -> str:
    """How many photos a preview would move."""
    if way is Action.FOLDER:
        return translate("Plan", "%Ln photos would be moved to the folder.", "", count)
    if way.is_link:
        return translate("Plan", "%Ln photos would be replaced with links.", "", count)
    return translate("Plan", "%Ln photos would be moved to the trash.", "", count)


def go(way: Action, count: int) -> str:
    """The button that makes it happen."""
    if way is Action.FOLDER:
        return translate("Plan", "Move %Ln to the folder", "", count)
    if way.is_link:
        return translate("Plan", "Replace %Ln with links", "", count)
    return translate("Plan", "Move %Ln to trash", "", count)


def frees(way: Action, size: int) -> str:
    """How much space a plan frees, and when."""
    if way is Action.TRASH:
        text = translate("Plan", "{size} will be free once the trash is emptied")
    elif way is Action.FOLDER:
        text = translate("Plan", "{size} will be moved")
    else:
        text = translate("Plan", "{size} will be freed")
    return text.format(size=display.size(size))


def freed(way: Action, size: int) -> str:
    """How much space a deletion has freed, or will once the trash is emptied."""
    if way is Action.TRASH:
        text = translate("Deletion", "{size} will be free once the trash is emptied.")
    elif way is Action.FOLDER:
        return ""  # a folder on the same disk takes as much
    else:
        text = translate("Deletion", "{size} freed.")
    return text.format(size=display.size(size))


def done(way: Action, count: int) -> str:
    """What has happened to some photos."""
    if not count:
        return translate("Deletion", "Nothing was moved.")
    if way is Action.FOLDER:
        return translate("Deletion", "%Ln photos moved to the folder.", "", count)
    if way.is_link:
        return translate("Deletion", "%Ln photos replaced with links.", "", count)
    return translate("Deletion", "%Ln photos moved to the trash.", "", count)


def step_text(way: Action, count: int) -> str:
    """What the undo button takes back."""
    if way is Action.FOLDER:
        return translate("Undo", "move %Ln photos to a folder", "", count)
    if way.is_link:
        return translate("Undo", "replace %Ln photos with links", "", count)
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
    return translate("Plan", "only copy with: {words}").format(
        words=", ".join(words[name] for name in fields.names)
    )


def notice(found: Notice) -> str:
    """What the opening of a library has to tell."""
    from simgui.store.library import NoticeKind

    text = {
        NoticeKind.SET_ASIDE: translate(
            "Notice",
            "The library was damaged. A new one was started; the damaged file is kept at {path}.",
        ),
        NoticeKind.CARRIED_OVER: translate(
            "Notice", "{count} folders, decisions and deletion records were recovered from it."
        ),
        NoticeKind.MIGRATED: translate(
            "Notice", "The library was upgraded to the new version; a backup is at {path}."
        ),
        NoticeKind.NEWER_MINOR: translate(
            "Notice", "The library was last used by a slightly newer version of simgui."
        ),
        NoticeKind.THUMBNAILS_LOST: translate(
            "Notice", "The thumbnails were damaged and will be recreated."
        ),
        NoticeKind.BAD_VECTORS: translate(
            "Notice", "{count} photos have damaged data and will be read again at the next scan."
        ),
        NoticeKind.CRASHES: translate(
            "Notice",
            "simgui crashed while reading {path}. The file is left alone until it changes.",
        ),
    }[found.kind]
    return text.format(path=display.plain(found.path), count=display.number(found.count))


def action(record: ActionRecord) -> str:
    """What an action in the journal did, such as "12 photos to the trash"."""
    count = len(record.steps)
    if record.action is Action.FOLDER:
        return translate("Journal", "%Ln photos moved to a folder", "", count)
    if record.action.is_link:
        return translate("Journal", "%Ln photos replaced with links", "", count)
    return translate("Journal", "%Ln photos moved to the trash", "", count)


def step_state(step: Step) -> str:
    """Where a photo of the journal is."""
    return {
        StepState.INTENDED: translate("Journal", "unfinished"),
        StepState.DONE: _away(step.action),
        StepState.FAILED: translate("Journal", "not moved"),
        StepState.UNDOING: translate("Journal", "unfinished"),
        StepState.UNDONE: translate("Journal", "restored"),
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

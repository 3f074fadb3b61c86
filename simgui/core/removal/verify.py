"""Checks on disk, at the moment of removal, that a photo may go."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence

from simgui.core.errors import UnreadableError
from simgui.core.files.access import differences, would_change
from simgui.core.files.aliases import Aliases
from simgui.core.files.companions import companions_now
from simgui.core.files.filesystem import file_stat, forget_cached, is_unchanged
from simgui.core.files.same_content import only_among
from simgui.core.files.same_file import is_same_file
from simgui.core.imaging.identity import file_hash, hash_both, same_pixels
from simgui.core.removal.journal import Action, Intent
from simgui.core.removal.plan import Refusal
from simgui.core.task import Token
from simgui.core.types import FileStat, Role, Tier


class RemovalRefusedError(Exception):
    """A photo stays where it is.

    Attributes:
        refusal: Why.
        detail: The system's own words, where there are any.
    """

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.detail = detail


Gone = Mapping[str, Sequence[FileStat]]
"""Files that an action has taken away, by folder."""


def verify(
    intent: Intent,
    action: Action,
    role_of: Callable[[str], Role],
    token: Token,
    gone: Gone | None = None,
) -> None:
    """Check every rule on disk: roles, sizes and times, contents of both photos, the evidence.

    Args:
        intent: What shall go.
        action: What is done.
        role_of: The role of a path.
        token: Cancels while files are read.
        gone: What this action has taken away so far.

    Raises:
        RemovalRefusedError: The photo has to stay.
        Cancelled: The token was cancelled.
    """
    _check_rules(intent, action, role_of)
    _check_unchanged(intent)
    if action.is_link:
        _check_access(intent)
    else:
        _check_whole(intent, gone or {})
    keeper = file_stat(intent.keeper_path)
    if keeper is None:
        raise RemovalRefusedError(Refusal.KEEPER_GONE)
    _check_other_file(keeper, intent)
    _check_contents(intent, token)
    if not action.is_link:
        _check_companions(intent, keeper, token)
    # Reading took its time: what goes must be what was read.
    _check_unchanged(intent)
    now = file_stat(intent.keeper_path)
    if now is None or not is_unchanged(now, keeper):
        raise RemovalRefusedError(Refusal.KEEPER_CHANGED)


def _check_rules(intent: Intent, action: Action, role_of: Callable[[str], Role]) -> None:
    if any(role_of(file.path) is not Role.NORMAL for file in intent.files):
        raise RemovalRefusedError(Refusal.PROTECTED)
    if not intent.tier.is_copy and not intent.evidence.by_hand:
        raise RemovalRefusedError(Refusal.NOT_BY_HAND)
    if action.is_link and intent.tier is not Tier.IDENTICAL:
        raise RemovalRefusedError(Refusal.NOT_IDENTICAL)
    if action is Action.HARD_LINK and role_of(intent.keeper_path) is not Role.NORMAL:
        # What is later written into the link would change the protected photo.
        raise RemovalRefusedError(Refusal.PROTECTED)


def _check_unchanged(intent: Intent) -> None:
    for number, then in enumerate(intent.files):
        now = file_stat(then.path)
        if number > 0 and (now is None or not is_unchanged(now, then)):
            raise RemovalRefusedError(Refusal.COMPANION_CHANGED, then.path)
        if now is None:
            raise RemovalRefusedError(Refusal.GONE)
        if not is_unchanged(now, then):
            raise RemovalRefusedError(Refusal.CHANGED)


def _check_whole(intent: Intent, gone: Gone) -> None:
    """The photo's companions on disk must be those of the plan: a side-car may be new."""
    try:
        here = gone.get(os.path.dirname(intent.path), ())
        found = {file.path for file in companions_now(intent.path, here)}
    except OSError as error:
        raise RemovalRefusedError(Refusal.UNREADABLE, str(error)) from error
    missed = found.symmetric_difference(file.path for file in intent.files[1:])
    if missed:
        raise RemovalRefusedError(Refusal.COMPANION_CHANGED, min(missed))


def _check_companions(intent: Intent, keeper: FileStat, token: Token) -> None:
    """What goes with the photo must be beside its keeper too, or the user was told of the loss."""
    evidence = intent.evidence
    told = set(evidence.losses) if evidence.by_hand else set()
    going = [file for file in intent.files[1:] if file.path not in told]
    if not going:
        return
    paths = {file.path for file in intent.files}
    try:
        beside = [f for f in companions_now(intent.keeper_path) if f.path not in paths]
        lost = only_among(
            going,
            [keeper, *beside],
            lambda a, b: a.size == b.size and hash_both(a.path, b.path, token)[2],
        )
    except (OSError, UnreadableError) as error:
        raise RemovalRefusedError(Refusal.UNREADABLE, str(error)) from error
    if lost:
        raise RemovalRefusedError(Refusal.COMPANION_ONLY_HERE, lost[0].path)


def _check_access(intent: Intent) -> None:
    """A link must change nothing of who may read the photo."""
    try:
        found = differences(intent.keeper_path, intent.path)
    except FileNotFoundError:
        return  # told of below
    except (OSError, AttributeError) as error:
        raise RemovalRefusedError(Refusal.OTHER_ACCESS, str(error)) from error
    if found:
        raise RemovalRefusedError(Refusal.OTHER_ACCESS, would_change(found))


def _check_other_file(keeper: FileStat, intent: Intent) -> None:
    """What stays must not be one of the files that go, by whatever name."""
    for file in intent.files:
        now = file_stat(file.path)
        if now is None or is_same_file(keeper, now):
            raise RemovalRefusedError(Refusal.SAME_FILE)


def _check_contents(intent: Intent, token: Token) -> None:
    """Both files are what was recorded, to the last byte, and as alike as the evidence says."""
    keeper, victim = intent.keeper_path, intent.path
    try:
        kept, going, is_same = hash_both(keeper, victim, token)
        if kept != intent.keeper_hash:
            raise RemovalRefusedError(Refusal.KEEPER_CHANGED)
        if going != intent.victim_hash:
            raise RemovalRefusedError(Refusal.CHANGED)
        if intent.tier is Tier.IDENTICAL and not is_same:
            raise RemovalRefusedError(Refusal.NOT_SAME_BYTES)
        if intent.tier is Tier.PIXELS and not same_pixels(keeper, victim):
            raise RemovalRefusedError(Refusal.NOT_SAME_PIXELS)
    except UnreadableError as error:
        is_keeper = error.path == keeper
        refusal = Refusal.KEEPER_UNREADABLE if is_keeper else Refusal.UNREADABLE
        raise RemovalRefusedError(refusal, str(error)) from error


def check_aliases(intent: Intent, aliases: Aliases, protected_folders: Collection[str]) -> None:
    """Refuse what is the keeper or a protected photo under a name that hides it.

    Args:
        intent: The step; it is in the journal already, so that recovery clears up after a kill.
        aliases: What is known already of this action's folders.
        protected_folders: Where protected photos lie that the victim might be.

    Raises:
        RemovalRefusedError: The photo has to stay.
    """
    keeper_folder = os.path.dirname(intent.keeper_path)
    wanted = dict.fromkeys([keeper_folder, *protected_folders])
    for folder in dict.fromkeys(os.path.dirname(file.path) for file in intent.files):
        found = aliases.find(folder, wanted)
        if found is not None:
            is_keeper = found == keeper_folder
            raise RemovalRefusedError(Refusal.SAME_FILE if is_keeper else Refusal.PROTECTED)


def still_holds(intent: Intent, before: FileStat | None) -> bool:
    """Whether the keeper is still there: looked at, opened and read to its end once more.

    A mount that caches may show a file that is gone, and has to answer for it only when the file
    is opened. Where keeper and victim lie on different devices, what the system itself has cached
    of the keeper is dropped first.

    Args:
        intent: The step whose photo was just moved.
        before: The keeper before the move.
    """
    now = file_stat(intent.keeper_path)
    if now is None or before is None or not is_unchanged(now, before):
        return False
    if now.device != intent.files[0].device:
        forget_cached(now.path)
    try:
        return file_hash(now.path, Token()) == intent.keeper_hash
    except UnreadableError:
        return False

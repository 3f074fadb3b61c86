"""Looks on disk, at the moment of deletion, whether a photo may really go."""

from __future__ import annotations

import os
from collections.abc import Callable

from simgui.core.errors import UnreadableError
from simgui.core.files.companions import gather
from simgui.core.files.filesystem import file_stat, is_unchanged
from simgui.core.files.same_file import is_same_file
from simgui.core.imaging.identity import file_hash, same_bytes, same_pixels
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


def verify(intent: Intent, action: Action, role_of: Callable[[str], Role], token: Token) -> None:
    """Check every rule on disk: roles, sizes and times, contents of both photos, the evidence.

    Raises:
        RemovalRefusedError: The photo has to stay.
        Cancelled: The token was cancelled.
    """
    _check_rules(intent, action, role_of)
    _check_unchanged(intent)
    if not action.is_link:
        _check_whole(intent)
    keeper = file_stat(intent.keeper_path)
    if keeper is None:
        raise RemovalRefusedError(Refusal.KEEPER_GONE)
    _check_other_file(keeper, intent)
    _check_contents(intent, token)
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


def _check_whole(intent: Intent) -> None:
    """What belongs to the photo now must be what goes with it: a side-car may be new since."""
    folder, name = os.path.split(intent.path)
    stem = os.path.splitext(name)[0].casefold()
    starts = (stem, stem[:4] + "o" + stem[4:])  # Apple keeps the edits of IMG_1 in IMG_O1.AAE
    try:
        names = [n for n in os.listdir(folder) if n.casefold().startswith(starts)]
    except OSError as error:
        raise RemovalRefusedError(Refusal.UNREADABLE, str(error)) from error
    files = [file_stat(os.path.join(folder, n)) for n in names if not n.startswith(".")]
    for unit in gather([file for file in files if file is not None]):
        if unit.primary.path == intent.path:
            found = {file.path for file in unit.companions}
            missed = found.symmetric_difference(file.path for file in intent.files[1:])
            if missed:
                raise RemovalRefusedError(Refusal.COMPANION_CHANGED, min(missed))


def _check_other_file(keeper: FileStat, intent: Intent) -> None:
    """What stays must not be one of the files that go, by whatever name."""
    for file in intent.files:
        now = file_stat(file.path)
        if now is None or is_same_file(keeper, now):
            raise RemovalRefusedError(Refusal.SAME_FILE)


def _check_contents(intent: Intent, token: Token) -> None:
    try:
        if file_hash(intent.keeper_path, token) != intent.keeper_hash:
            raise RemovalRefusedError(Refusal.KEEPER_CHANGED)
    except UnreadableError as error:
        raise RemovalRefusedError(Refusal.KEEPER_UNREADABLE, str(error)) from error
    try:
        if file_hash(intent.path, token) != intent.victim_hash:
            raise RemovalRefusedError(Refusal.CHANGED)
        if intent.tier is Tier.IDENTICAL and not same_bytes(intent.keeper_path, intent.path, token):
            raise RemovalRefusedError(Refusal.NOT_SAME_BYTES)
        if intent.tier is Tier.PIXELS and not same_pixels(intent.keeper_path, intent.path):
            raise RemovalRefusedError(Refusal.NOT_SAME_PIXELS)
    except UnreadableError as error:
        raise RemovalRefusedError(Refusal.UNREADABLE, str(error)) from error

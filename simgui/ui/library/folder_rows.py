"""What the tree of folders says: one row for each folder, single photo or heap of photos."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from simgui.core.types import Role
from simgui.engine.snapshot import Folder, FolderState
from simgui.text import display, wording
from simgui.text.translation import translate

PHOTOS = "\0"
"""No path: the row of all photos that are watched by themselves."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a row shows beside its name."""

    icon: str
    tag: str = ""
    tag_icon: str = ""
    end: str = ""
    is_dim: bool = False


@dataclass(frozen=True, slots=True)
class FolderRow:
    """One row.

    Attributes:
        parent: Key of the row above it, or "" at the top.
        told: The lines of its tool tip.
        count: How many photos it holds, with all below it.
    """

    name: str
    parent: str
    look: Look
    told: tuple[str, ...]
    count: int


def rows(
    folders: Sequence[Folder], counts: Mapping[str, int], preferred: Collection[str] = ()
) -> dict[str, FolderRow]:
    """All rows by their key, parents before their children.

    Args:
        folders: Watched folders and photos.
        counts: How many photos lie directly in each folder.
        preferred: Folders whose photos are kept where copies are equally good.
    """
    files = [f for f in folders if f.is_file]
    roots = {f.path.rstrip(os.sep) or os.sep: f for f in folders if not f.is_file}
    totals = _totals(roots, counts)
    found: dict[str, FolderRow] = {}
    for path in sorted({*roots, *totals}):
        folder = roots.get(path)
        above = _above(path, found)
        if folder is None:
            found[path] = _sub_row(path, above, totals[path], is_preferred=path in preferred)
        else:
            total = totals.get(path, 0) or folder.photos
            found[path] = _root_row(folder, above, total)
    if len(files) == 1:
        found[files[0].path] = _root_row(files[0], "", 0)
    elif files:
        look = _look(as_one(files), 0, icon="photos")
        name = translate("Sidebar", "%Ln single photos", "", len(files))
        told = (wording.role_explained(as_one(files).role),)
        found[PHOTOS] = FolderRow(name, "", look, told, 0)
    return found


def _totals(roots: Mapping[str, Folder], counts: Mapping[str, int]) -> dict[str, int]:
    """How many photos lie in and below each folder within the roots."""
    totals: dict[str, int] = {}
    for path, count in counts.items():
        folder = path
        chain = []
        top = -1
        while True:
            chain.append(folder)
            if folder in roots:
                top = len(chain)  # the root furthest up counts its roots' photos, too
            above = os.path.dirname(folder)
            if above == folder:
                break
            folder = above
        for one in chain[: max(top, 0)]:
            totals[one] = totals.get(one, 0) + count
    return totals


def _above(path: str, found: Mapping[str, FolderRow]) -> str:
    above = os.path.dirname(path)
    while above not in found:
        further = os.path.dirname(above)
        if further == above:
            return ""
        above = further
    return above


def _sub_row(path: str, above: str, total: int, *, is_preferred: bool) -> FolderRow:
    look = _look(Folder(path, is_preferred=is_preferred), total, icon="folder")
    told = (display.plain(path), translate("Sidebar", "Part of the folder above"))
    return FolderRow(display.name(path), above, look, told, total)


def _root_row(folder: Folder, above: str, total: int) -> FolderRow:
    told: tuple[str, ...] = (display.plain(folder.path), wording.role_explained(folder.role))
    look = _look(folder, total, icon="image" if folder.is_file else "folder")
    if folder.state is FolderState.OFFLINE:
        told = (*told, translate("Sidebar", "This folder can't be reached now."))
    return FolderRow(display.name(folder.path), above, look, told, total)


def _look(folder: Folder, total: int, *, icon: str) -> Look:
    tag, tag_icon = "", ""
    if folder.role is Role.EXCLUDED:
        tag = wording.role_name(folder.role)
    elif folder.state is FolderState.OFFLINE:
        tag = translate("Sidebar", "offline")
    elif folder.state is FolderState.SCANNING:
        tag = translate("Sidebar", "scanning")
    elif folder.state is FolderState.UNSCANNED:
        tag = translate("Sidebar", "queued")
    elif folder.role is Role.PROTECTED:
        tag, tag_icon = wording.role_name(folder.role), "shield-filled"
    elif folder.is_preferred:
        tag, tag_icon = translate("Sidebar", "preferred"), "star"
    is_dim = folder.role is Role.EXCLUDED or folder.state is FolderState.OFFLINE
    return Look(icon, tag, tag_icon, display.number(total) if total else "", is_dim)


def as_one(folders: Sequence[Folder]) -> Folder:
    """What one row says of several photos that are watched by themselves."""
    roles, states = {f.role for f in folders}, {f.state for f in folders}
    busy = next((s for s in (FolderState.SCANNING, FolderState.UNSCANNED) if s in states), None)
    return Folder(
        PHOTOS,
        roles.pop() if len(roles) == 1 else Role.NORMAL,
        busy or (states.pop() if len(states) == 1 else FolderState.READY),
    )


def photos_in(count: int) -> str:
    """How many photos a folder holds, in words."""
    return translate("Sidebar", "%Ln photos", "", count)

"""What changed on disk since the catalog last looked: new, moved, returned, gone, offline."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from simgui.core.catalog import Known, Root
from simgui.core.files.filesystem import is_unchanged
from simgui.core.types import FileIdentity, FileStat, FileState, PhotoFiles, PhotoId, Role


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it, by name alone."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def overlapping(folder: str, others: Iterable[str]) -> list[str]:
    """Those of other folders that lie in a folder or hold it, by name alone."""
    return [other for other in others if is_inside(other, folder) or is_inside(folder, other)]


def lies_in(path: str, folders: Set[str]) -> bool:
    """Whether a path is one of some folders or lies below one, however many they are."""
    while path not in folders:
        above = os.path.dirname(path)
        if above == path:
            return path.rstrip(os.sep) in folders  # a share of Windows, named without an end
        path = above
    return True


@dataclass(frozen=True, slots=True)
class Walk:
    """One folder (or file) to look through.

    Attributes:
        path: Where to begin.
        root: The watched folder its photos belong to.
        excluded: Folders below it that are not entered: other walks and excluded roots.
    """

    path: str
    root: str
    excluded: tuple[str, ...] = ()


def plan_walks(targets: Iterable[str], roots: Sequence[Root]) -> list[Walk]:
    """Cut the folders to scan into walks such that each file is met once, under its own root.

    A watched folder inside another is walked for itself, since it may have another role; an
    excluded one is not walked at all.

    Args:
        targets: Absolute paths to scan.
        roots: All watched folders; each target must be one of them or lie in one.
    """
    by_path = {root.path: root for root in roots}
    starts: dict[str, str] = {}
    for target in sorted(set(targets)):
        owners = [path for path in by_path if is_inside(target, path)]
        owner = max(owners, key=len)
        if by_path[owner].role is not Role.EXCLUDED:
            starts.setdefault(target, owner)
        for path, root in by_path.items():
            if path != target and is_inside(path, target) and root.role is not Role.EXCLUDED:
                starts.setdefault(path, path)
    walks = []
    for start, owner in sorted(starts.items()):
        covered = any(
            other != start and starts[other] == owner and is_inside(start, other)
            for other in starts
        )
        if covered:
            continue
        inner = sorted(p for p in by_path if p != start and is_inside(p, start))
        walks.append(Walk(start, owner, tuple(inner)))
    return walks


@dataclass(slots=True)
class Inventory:
    """What one walk found against what was known.

    Attributes:
        to_read: Units whose primary file is new or changed, or could not be read last time.
        moved: Known photos at a new path or with other companions, with their unit now.
        returned: Photos that are back unchanged after being gone or offline.
        gone: Photos that are no longer there.
        offline: Photos that can't be looked at now.
        unchanged: Number of photos that cost no more than a stat.
    """

    to_read: list[PhotoFiles] = field(default_factory=list)
    moved: list[tuple[PhotoId, PhotoFiles]] = field(default_factory=list)
    returned: list[PhotoId] = field(default_factory=list)
    gone: list[PhotoId] = field(default_factory=list)
    offline: list[PhotoId] = field(default_factory=list)
    unchanged: int = 0


def _fingerprint(stat: FileStat) -> tuple[FileIdentity, int, int]:
    return (stat.identity, stat.size, stat.mtime_ns)


def diff(
    units: Iterable[PhotoFiles],
    known: Mapping[str, Known],
    *,
    missing_elsewhere: Mapping[str, Known] | None = None,
    unseen: Collection[str] = (),
    claimed: set[PhotoId] | None = None,
) -> Inventory:
    """Compare the units on disk with what is known of the same folder.

    Args:
        units: Everything the walk found.
        known: What is remembered of the walked folder, by path.
        missing_elsewhere: Known files of other walks that were not found, where a moved file may
            come from.
        unseen: Folders that could not be looked into; what is known in them is offline, not gone.
        claimed: Photos that a moved file was already found for, by this walk or another; added to.
    """
    result = Inventory()
    found: set[str] = set()
    strangers: list[PhotoFiles] = []
    for unit in units:
        path = unit.primary.path
        found.add(path)
        then = known.get(path)
        if then is None or then.content_id is None or not is_unchanged(unit.primary, then.stat):
            strangers.append(unit)
        elif then.stat != unit.primary or then.companions != unit.companions:
            result.moved.append((then.id, unit))
        elif then.state is not FileState.PRESENT:
            result.returned.append(then.id)
        else:
            result.unchanged += 1

    missing = {p: k for p, k in known.items() if p not in found}
    candidates = {
        _fingerprint(k.stat): k
        for k in [*(missing_elsewhere or {}).values(), *missing.values()]
        if k.content_id is not None
    }
    taken = set() if claimed is None else claimed
    for unit in strangers:
        # Same device, inode, size and time in nanoseconds: the file was renamed, not written.
        old = candidates.get(_fingerprint(unit.primary))
        if old is not None and old.id not in taken and unit.primary.path not in known:
            taken.add(old.id)
            result.moved.append((old.id, unit))
        else:
            result.to_read.append(unit)

    for path, then in missing.items():
        if then.id in taken:
            continue
        is_unseen = any(is_inside(path, folder) for folder in unseen)
        if is_unseen:
            if then.state is not FileState.OFFLINE:
                result.offline.append(then.id)
        elif then.state is not FileState.GONE:
            result.gone.append(then.id)
    return result

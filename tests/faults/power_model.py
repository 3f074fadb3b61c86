"""A model of what a disk may hold after a power cut, recorded from a real run.

A layer over the file calls of `os` notes what a run does in two folders on two disks. From that
follow the states the disks may be left in, whatever the file system:

- Each name of a folder that was not synced since has any of the values it had since the last sync,
  each name by itself: a rename may be half there.
- A file that was not synced since it was written is empty, torn, zeros, or whole.
- A folder whose own name is missing takes everything in it along.
- The journal is a SQLite file: what was committed with synchronous=FULL is there; later commits may
  be missing, but only from the end. `tests/core/removal/test_power_cut.py` checks that the rows
  that matter are committed so.
"""

from __future__ import annotations

import builtins
import itertools
import os
import random
import shutil
import stat as modes
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from simgui.core.files import filesystem

Key = tuple[str, str]  # folder, name


@dataclass(frozen=True)
class Data:
    """What is in a file."""

    content: bytes
    mtime_ns: int
    mode: int = 0o644


@dataclass
class Node:
    """A file of the model.

    Attributes:
        versions: What it may hold on disk: the synced version, then all since.
        is_dirty: Whether something was written since the last sync.
    """

    versions: list[Data]
    is_dirty: bool = False
    reader: int = -1

    @property
    def possible(self) -> list[Data]:
        """What a power cut may leave of it."""
        if not self.is_dirty:
            return self.versions[-1:]
        now = self.versions[-1]
        size = len(now.content)
        torn = [b"", bytes(size), now.content[: size // 2], now.content]
        return [Data(content, now.mtime_ns, now.mode) for content in dict.fromkeys(torn)]


FOLDER = -1
"""Instead of a node's number: a folder."""


@dataclass(frozen=True)
class State:
    """What is on the disks.

    Attributes:
        names: Node of each name, FOLDER for folders.
        data: What each node holds.
        journal: Index of the journal's version.
    """

    names: tuple[tuple[Key, int], ...]
    data: tuple[tuple[int, Data], ...]
    journal: int


@dataclass
class _Cut:
    """The model after one call: for each name and node what may be on disk."""

    names: dict[Key, tuple[int | None, ...]]
    data: dict[int, tuple[Data, ...]]
    journal: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many states there are."""
        return self._count(self.names)

    @property
    def count_of_lasting(self) -> int:
        """How many there are that differ in more than temporaries of the trash's notes."""
        return self._count([key for key in self.names if not _is_note_in_making(key)])

    def _count(self, names: Iterable[Key]) -> int:
        total = len(self.journal)
        for values in (*(self.names[key] for key in names), *self.data.values()):
            total *= len(values)
        return total

    def choose(self, pick: Callable[[Sequence[Any]], Any]) -> State:
        names = {key: pick(values) for key, values in sorted(self.names.items())}
        data = {number: pick(values) for number, values in sorted(self.data.items())}
        return _state(names, data, pick(self.journal))

    def all(self, chance: random.Random | None = None) -> Iterator[State]:
        """Every state.

        Args:
            chance: Chooses whether a temporary of the trash's notes is there, instead of trying
                both: a recovery removes those before it looks at anything else.
        """
        keys, numbers = sorted(self.names), sorted(self.data)
        loose = [key for key in keys if chance is not None and _is_note_in_making(key)]
        firm = [key for key in keys if key not in loose]
        for names in itertools.product(*(self.names[key] for key in firm)):
            for data in itertools.product(*(self.data[number] for number in numbers)):
                for journal in self.journal:
                    there = dict(zip(firm, names, strict=True))
                    if chance is not None:
                        there |= {key: chance.choice(self.names[key]) for key in loose}
                    yield _state(there, dict(zip(numbers, data, strict=True)), journal)


def _is_note_in_making(key: Key) -> bool:
    folder, name = key
    return os.path.basename(folder) == "info" and name.startswith(".simgui-")


def _state(names: dict[Key, int | None], data: dict[int, Data], journal: int) -> State:
    there: dict[Key, int] = {}
    for (folder, name), node in sorted(names.items()):  # a folder comes before what is in it
        parent = os.path.split(folder)
        has_parent = parent not in names or there.get(parent) == FOLDER
        if node is not None and has_parent:
            there[folder, name] = node
    used = {node for node in there.values() if node != FOLDER}
    return State(
        tuple(sorted(there.items())),
        tuple(sorted((number, data[number]) for number in used)),
        journal,
    )


@dataclass
class Recorder:
    """Records a run in some folders and derives the states of a power cut in it.

    Attributes:
        roots: The folders, each on a disk of its own.
        journal: The journal's version now.
        unsynced: Files that were copied there a moment ago.
        cuts: The model after each call.
        calls: What was called, for messages.
    """

    roots: Sequence[str]
    journal: int = 0
    unsynced: Sequence[str] = ()
    cuts: list[_Cut] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _names: dict[Key, list[int | None]] = field(default_factory=dict)
    _nodes: dict[int, Node] = field(default_factory=dict)
    _of: dict[tuple[int, int], int] = field(default_factory=dict)
    _durable: int = 0

    def __post_init__(self) -> None:
        self._durable = self.journal
        for root in self.roots:
            for folder, folders, files in os.walk(root):
                for name in folders:
                    self._names[folder, name] = [FOLDER]
                for name in files:
                    path = os.path.join(folder, name)
                    self._names[folder, name] = [self._node_at(path)]
        for path in self.unsynced:
            node = self._nodes[self._current(path)]  # type: ignore[index]
            node.is_dirty = True
            key = os.path.split(path)
            self._names[key].insert(0, None)
        self._note("start")

    def _node_at(self, path: str) -> int:
        found = os.lstat(path)
        key = (found.st_dev, found.st_ino)
        if key not in self._of:
            self._of[key] = len(self._nodes)
            self._nodes[self._of[key]] = Node([_data_at(path)])
        return self._of[key]

    def journaled(self, version: int, *, is_durable: bool) -> None:
        """Note that the journal has a new version."""
        self.journal = version
        if is_durable:
            self._durable = version
        self._note(f"journal {version}{' durably' if is_durable else ''}")

    def _is_inside(self, path: str) -> bool:
        return any(path == root or path.startswith(root + os.sep) for root in self.roots)

    def _current(self, path: str) -> int | None:
        return self._names.get(os.path.split(path), [None])[-1]  # type: ignore[call-overload]

    def _set(self, path: str, node: int | None) -> None:
        self._names.setdefault(os.path.split(path), [None]).append(node)

    def _note(self, call: str) -> None:
        for node in self._nodes.values():
            if node.reader >= 0 and (now := _data_of(node.reader)) != node.versions[-1]:
                node.versions.append(now)
                node.is_dirty = True
        self.calls.append(call)
        self.cuts.append(
            _Cut(
                {key: tuple(dict.fromkeys(values)) for key, values in self._names.items()},
                {number: tuple(node.possible) for number, node in self._nodes.items()},
                tuple(range(self._durable, self.journal + 1)),
            )
        )

    def _created(self, path: str) -> None:
        found = os.lstat(path)
        number = len(self._nodes)
        self._of[found.st_dev, found.st_ino] = number  # a number may be used again
        reader = _REAL["open"](path, os.O_RDONLY)
        self._nodes[number] = Node([_data_of(reader)], is_dirty=True, reader=reader)
        self._set(path, number)

    def _notice(self, path: str) -> None:
        """Note a file that was made past the layer, by C code: nothing of it is synced."""
        if self._is_inside(path) and self._current(path) is None and os.path.isfile(path):
            self._created(path)
            self._note(f"create {path}")

    def _synced(self, descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if not self._is_inside(path):
            return
        found = os.fstat(descriptor)
        if modes.S_ISDIR(found.st_mode):
            for (folder, name), values in self._names.items():
                if folder == path:
                    self._names[folder, name] = values[-1:]
        else:
            self._notice(path)
            node = self._nodes[self._of[found.st_dev, found.st_ino]]
            node.versions = [_data_of(descriptor) if node.reader < 0 else _data_of(node.reader)]
            node.is_dirty = False
        self._note(f"fsync {path}")

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record what this process does meanwhile."""
        for name, replacement in self._replacements().items():
            setattr(os, name, replacement)
        builtins.open = self._open_file  # type: ignore[assignment]
        exclusive = filesystem._exclusive_call
        filesystem._exclusive_call = lambda: None  # link and unlink, or a rename, instead
        renamed = filesystem.rename_exclusive
        for module in _users_of_rename():
            module.rename_exclusive = self._rename_exclusive
        try:
            yield
        finally:
            for name, real in _REAL.items():
                setattr(os, name, real)
            builtins.open = _REAL_OPEN
            filesystem._exclusive_call = exclusive
            for module in _users_of_rename():
                module.rename_exclusive = renamed
            for node in self._nodes.values():
                if node.reader >= 0:
                    os.close(node.reader)
                    node.reader = -1

    def _rename_exclusive(self, source: str, target: str) -> None:
        """What renameat2 does with RENAME_NOREPLACE."""
        if os.path.lexists(target):
            raise FileExistsError(17, "File exists", target)
        os.rename(source, target)

    def _replacements(self) -> dict[str, Callable[..., Any]]:
        def changed(name: str) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                paths = [os.fspath(a) for a in arguments if isinstance(a, str | os.PathLike)]
                for path in paths:
                    self._notice(path)
                before = [self._current(path) for path in paths]
                result = _REAL[name](*arguments, **options)
                if paths and self._is_inside(paths[-1]):
                    self._apply(name, paths, before)
                    self._note(" ".join([name, *paths]))
                return result

            return call

        def open_(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
            is_new = not os.path.lexists(path)
            descriptor = _REAL["open"](path, flags, *arguments, **options)
            if is_new and flags & os.O_CREAT and self._is_inside(os.fspath(path)):
                self._created(os.fspath(path))
                self._note(f"create {path}")
            return int(descriptor)

        def fsync(descriptor: int) -> None:
            self._synced(descriptor)

        names = ("link", "unlink", "remove", "rename", "replace", "mkdir", "rmdir", "truncate")
        return {name: changed(name) for name in names} | {"open": open_, "fsync": fsync}

    def _apply(self, name: str, paths: list[str], before: list[int | None]) -> None:
        if name == "link":
            self._set(paths[1], before[0])
        elif name in ("rename", "replace"):
            self._set(paths[1], before[0])
            self._set(paths[0], None)
        elif name == "mkdir":
            self._set(paths[0], FOLDER)
        elif name != "truncate":
            self._set(paths[0], None)

    def _open_file(self, file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        is_path = isinstance(file, str | os.PathLike)
        is_new = is_path and not os.path.lexists(file) and "opener" not in options
        stream = _REAL_OPEN(file, mode, *arguments, **options)
        if is_new and set(mode) & set("wxa") and self._is_inside(os.fspath(file)):
            self._created(os.fspath(file))
            self._note(f"create {file}")
        return stream

    def count(self) -> int:
        """How many states there are, those that are the same after several calls included."""
        return sum(cut.count for cut in self.cuts)

    def states(
        self, limit: int, chance: random.Random, sample: int | None = None
    ) -> Iterator[tuple[int, State]]:
        """Distinct states with the number of the call they come after.

        Args:
            limit: All states of a call are given if they are no more than this; else all that
                differ in more than temporaries of the trash's notes, if those are no more.
            chance: Chooses among more.
            sample: How many of more states, the limit by default.
        """
        seen: set[State] = set()
        for number, cut in enumerate(self.cuts):
            if cut.count <= limit:
                states: Iterator[State] = cut.all()
            elif cut.count_of_lasting <= limit:
                states = cut.all(chance)
            else:
                states = (cut.choose(chance.choice) for _ in range(sample or limit))
            for state in states:
                if state not in seen:
                    seen.add(state)
                    yield number, state


_REAL = {
    name: getattr(os, name)
    for name in (
        "open", "link", "unlink", "remove", "rename", "replace", "mkdir", "rmdir", "truncate",
        "fsync",
    )
}  # fmt: skip
_REAL_OPEN = builtins.open


def _users_of_rename() -> list[Any]:
    import sys

    return [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("simgui.") and hasattr(module, "rename_exclusive")
    ]


def _data_at(path: str) -> Data:
    descriptor = _REAL["open"](path, os.O_RDONLY)
    try:
        return _data_of(descriptor)
    finally:
        os.close(descriptor)


def _data_of(descriptor: int) -> Data:
    found = os.fstat(descriptor)
    content = os.pread(descriptor, found.st_size, 0)
    return Data(content, found.st_mtime_ns, modes.S_IMODE(found.st_mode))


def clear(root: str) -> None:
    """Remove all that is in a folder, and keep the folder: removing it may wait for a disk."""
    with os.scandir(root) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                os.unlink(entry.path)


World = dict[str, tuple[tuple[int, int], int, int, bytes | None]]
"""Identity, time, mode and content at each path; no content for a folder."""


def materialise(state: State, roots: Sequence[str], there: World | None = None) -> None:
    """Put the disks into a state.

    Args:
        state: Which.
        roots: The folders that stand for the disks.
        there: What is in them now, where that is known: what fits is left as it is.
    """
    if there is None:
        for root in roots:
            clear(root)
    data = dict(state.data)
    paths = {os.path.join(*key): node for key, node in state.names}
    fitting = _fitting(paths, data, there or {})
    for path, found in sorted((there or {}).items(), reverse=True):  # what is in folders first
        if path not in fitting:
            (os.rmdir if found[-1] is None else os.unlink)(path)
    first: dict[int, str] = {}
    for path, node in sorted(paths.items()):
        if path in fitting:
            continue
        if node == FOLDER:
            os.mkdir(path, 0o700)
        elif node in first:
            os.link(first[node], path)
        else:
            first[node] = path
            with open(path, "xb") as file:
                file.write(data[node].content)
            os.chmod(path, data[node].mode)
            os.utime(path, ns=(data[node].mtime_ns, data[node].mtime_ns))


def _fitting(paths: dict[str, int], data: dict[int, Data], there: World) -> set[str]:
    """Paths that are there already as a state has them, with all names of their files."""
    names: dict[int, set[str]] = {}
    known: dict[tuple[int, int], set[str]] = {}
    for path, node in paths.items():
        names.setdefault(node, set()).add(path)
    for path, (identity, *_, content) in there.items():
        if content is not None:
            known.setdefault(identity, set()).add(path)
    fitting = set()
    for path, node in paths.items():
        found = there.get(path)
        if found is None or (node == FOLDER) != (found[-1] is None):
            continue
        identity, mtime_ns, mode, content = found
        if node == FOLDER or (
            names[node] == known[identity]
            and Data(content or b"", mtime_ns, modes.S_IMODE(mode)) == data[node]
        ):
            fitting.add(path)
    return fitting

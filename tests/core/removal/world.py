"""A world of photos in which anything happens, and the promise that no picture is ever lost.

Real files, the real scan and library, the real engine for removals, real kills; only the network is
replaced, by vectors that depend on the picture's bytes.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from simgui.core.grouping.groups import group
from simgui.core.imaging.identity import file_hash
from simgui.core.network.model import ModelInfo
from simgui.core.network.precision import LazyNetwork
from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.folder import FolderMover
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.movers.mover import Mover
from simgui.core.removal.plan import Plan, Removal, plan_removal
from simgui.core.removal.recover import reconcile
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.scanning.pipeline import ScanOptions, scan_folders
from simgui.core.task import Token
from simgui.core.types import FileState, Role, Tier
from simgui.store.library import Library
from tests.core.kill_at_line import kill_at
from tests.core.removal_fixtures import ODD

MODEL = ModelInfo("world", "", "", 16, 8)
FOLDERS = ("disk", "disk/sub", "disk/kept", "other")
NAMES = ("a.png", "b.png", "c.jpg", "a.xmp", f"{ODD}.png")
LINES = 900
"""About as many lines as taking a photo or two away runs through."""

ACTIONS = st.sampled_from((Action.TRASH, Action.TRASH, Action.HARD_LINK, Action.FOLDER))


class Embedder:
    """Gives each picture a vector of its own."""

    info = MODEL

    def embed(self, images: NDArray[np.uint8], token: Token | None = None) -> NDArray[np.float32]:
        """float32 [n, 8] of unit length."""
        seeds = [int(image.astype(np.int64).sum()) for image in images]
        vectors = np.stack([np.random.default_rng(seed).normal(size=8) for seed in seeds])
        return (vectors / np.linalg.norm(vectors, axis=1)[:, None]).astype(np.float32)


@cache
def picture(number: int) -> bytes:
    """One of nine files: three scenes, each as PNG, as PNG with a text, and as JPEG."""
    scene, form = divmod(number, 3)
    noise = np.random.default_rng(scene).integers(0, 255, (5, 5, 3), dtype=np.uint8)
    image = Image.fromarray(noise).resize((40, 40))
    buffer = io.BytesIO()
    if form == 2:
        image.save(buffer, "JPEG")
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "x" * form)
        image.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


class World(RuleBasedStateMachine):
    """Every distinct content that was on disk is on disk or in the trash."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.mkdtemp(prefix="simgui-world-")
        os.environ["XDG_DATA_HOME"] = os.path.join(self.folder, "home", "data")
        os.environ["HOME"] = os.path.join(self.folder, "home")
        for name in (*FOLDERS, "target"):
            os.makedirs(self.at(name))
        os.makedirs(os.environ["XDG_DATA_HOME"])
        self.library = self.opened()
        self.expected: set[bytes] = set()
        self.decisions = 0
        self.is_plugged = True

    def at(self, *parts: str) -> str:
        """A path of this world."""
        return os.path.join(self.folder, *parts)

    def opened(self) -> Library:
        """The library; it must never be found damaged here."""
        library = Library(self.at("library"))
        assert library.notices == []
        return library

    def teardown(self) -> None:
        """Take the world down."""
        self.library.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def files(self, *, with_trash: bool = False) -> list[str]:
        """All files of the photo folders, and of the trash."""
        tops = ["disk", "other", "unplugged", "target", *(["home"] if with_trash else [])]
        found = []
        for top in tops:
            for folder, _, names in os.walk(self.at(top)):
                found += [os.path.join(folder, name) for name in names]
        return sorted(found)

    def roots(self) -> list[str]:
        """The watched folders."""
        return [self.at("disk"), self.at("other")]

    def choose(self, seed: int) -> str | None:
        """One of the photo files."""
        tops = (self.at("disk") + os.sep, self.at("other") + os.sep)
        files = [path for path in self.files() if path.startswith(tops)]
        return files[seed % len(files)] if files else None

    def lose(self, path: str) -> None:
        """Note that the user is about to destroy what is at a path."""
        with open(path, "rb") as file:
            data = file.read()
        others = [p for p in self.files(with_trash=True) if not os.path.samefile(p, path)]
        if not any(_is(p, data) for p in others):
            self.expected.discard(data)

    # What people and other programs do.

    @initialize(numbers=st.lists(st.integers(0, 8), min_size=2, max_size=5))
    def begin(self, numbers: list[int]) -> None:
        """Some photos are there, most of them twice."""
        for index, number in enumerate(numbers):
            self.add(number, FOLDERS[index % len(FOLDERS)], NAMES[index % 3])
            self.add(number, FOLDERS[(index + 1) % len(FOLDERS)], NAMES[(index + 1) % 3])

    @rule(number=st.integers(0, 8), folder=st.sampled_from(FOLDERS), name=st.sampled_from(NAMES))
    def add(self, number: int, folder: str, name: str) -> None:
        """A file arrives where nothing is."""
        path = self.at(folder, name)
        if os.path.isdir(self.at(folder)) and not os.path.lexists(path):
            data = b"<side-car/>" if name.endswith(".xmp") else picture(number)
            with open(path, "wb") as file:
                file.write(data)
            self.expected.add(data)

    @rule(seed=st.integers(0, 99), folder=st.sampled_from(FOLDERS), name=st.sampled_from(NAMES))
    def rename(self, seed: int, folder: str, name: str) -> None:
        """A file gets another name."""
        path, target = self.choose(seed), self.at(folder, name)
        if path and os.path.isdir(self.at(folder)) and not os.path.lexists(target):
            os.rename(path, target)

    @rule(seed=st.integers(0, 99), folder=st.sampled_from(FOLDERS), name=st.sampled_from(NAMES))
    def link(self, seed: int, folder: str, name: str) -> None:
        """A file gets a second name."""
        path, target = self.choose(seed), self.at(folder, name)
        if path and os.path.isdir(self.at(folder)) and not os.path.lexists(target):
            os.link(path, target)

    @rule(seed=st.integers(0, 99))
    def destroy(self, seed: int) -> None:
        """The user deletes a file for good."""
        path = self.choose(seed)
        if path:
            if os.stat(path).st_nlink == 1:
                self.lose(path)
            os.unlink(path)

    @rule(seed=st.integers(0, 99), number=st.integers(0, 8))
    def overwrite(self, seed: int, number: int) -> None:
        """Another program writes another picture into a file, under all its names."""
        path = self.choose(seed)
        if path and not path.endswith(".xmp"):
            self.lose(path)
            with open(path, "wb") as file:
                file.write(picture(number))
            self.expected.add(picture(number))

    @precondition(lambda self: self.is_plugged)
    @rule()
    def unplug(self) -> None:
        """A disk goes."""
        os.rename(self.at("disk"), self.at("unplugged"))
        self.is_plugged = False

    @precondition(lambda self: not self.is_plugged)
    @rule()
    def plug_in(self) -> None:
        """It is back."""
        with suppress(OSError):
            os.rename(self.at("unplugged"), self.at("disk"))
            self.is_plugged = True

    @rule(role=st.sampled_from((Role.NORMAL, Role.PROTECTED)))
    def set_role(self, role: Role) -> None:
        """The user protects a folder, or no more."""
        self.library.set_role(self.at("disk", "kept"), role)

    @rule()
    def decide(self) -> None:
        """The user says that two photos are no duplicates."""
        hashes = sorted(c.hash for c in self.library.contents().values())
        if len(hashes) > 1:
            self.library.decisions.set_apart(hashes[:2])
            self.decisions += 1

    # What simgui does.

    @rule()
    def scan(self) -> None:
        """Bring the library up to date."""
        targets = [root for root in self.roots() if os.path.isdir(root)]
        options = ScanOptions(threads=1)
        for _ in scan_folders(
            self.library, targets, LazyNetwork(MODEL), Embedder, options, Token()
        ):  # type: ignore[arg-type]
            pass

    def plan(self, seed: int, action: Action) -> Plan:
        """Mark anything at all in the groups as they were at the last scan."""
        pairs = self.library.pairs(MODEL.id)
        groups = group(self.library.photos(), pairs, not_duplicates=self.library.not_duplicates())
        chance = random.Random(seed)
        ids = [m.photo.id for g in groups for m in g.members]
        marked = {photo_id for photo_id in ids if chance.random() < 0.5}
        by_hand = {photo_id for photo_id in marked if chance.random() < 0.5}
        return plan_removal(groups, marked, by_hand=by_hand, action=action)

    def apply(self, plan: Plan) -> None:
        """Carry a plan out and tell the library."""
        mover: Mover | None = None if plan.action.is_link else FreedesktopTrash()
        if plan.action is Action.FOLDER:
            mover = FolderMover(self.at("target"))
        protected = self.protected()
        outcome = execute(plan, mover, self.library.journal, Token(), roots=self.library.roots())
        assert outcome.stopped_by is None
        assert protected == self.protected()
        for removed in outcome.removed:
            removal = removed.removal
            assert file_hash(removal.keeper.path, Token()) == removal.keeper.content.hash
            if removal.tier is Tier.IDENTICAL:
                assert removal.keeper.content.hash == removal.victim.content.hash
        if not plan.action.is_link:
            self.library.set_state([r.removal.victim.id for r in outcome.removed], FileState.GONE)

    def protected(self) -> list[str]:
        """Files in protected folders."""
        kept = self.at("disk", "kept")
        roles = {root.path: root.role for root in self.library.roots()}
        if roles.get(kept) is not Role.PROTECTED:
            return []
        return [path for path in self.files() if path.startswith(kept + os.sep)]

    @rule(seed=st.integers(0, 9999), action=ACTIONS)
    def clean(self, seed: int, action: Action) -> None:
        """Take away what the plan allows, however stale it is."""
        self.apply(self.plan(seed, action))

    @rule(seed=st.integers(0, 9999), action=ACTIONS)
    def scan_and_clean(self, seed: int, action: Action) -> None:
        """Take away what the plan allows."""
        self.scan()
        self.clean(seed, action)

    @rule(seed=st.integers(0, 9999), tier=st.sampled_from(tuple(Tier)[:2]))
    def forge(self, seed: int, tier: Tier) -> None:
        """Ask for removals that no plan would contain."""
        photos = self.library.photos()
        chance = random.Random(seed)
        removals = tuple(
            Removal(chance.choice(photos), chance.choice(photos), tier, "forged", by_hand=True)
            for _ in range(min(len(photos), 4))
        )
        self.apply(Plan(Action.TRASH, removals))

    @precondition(lambda self: self.is_plugged)
    @rule(seed=st.integers(0, 99), is_undo=st.booleans())
    def reverse(self, seed: int, is_undo: bool) -> None:
        """Undo or redo one of the actions."""
        actions = self.library.journal.actions()
        fitting = [a for a in actions if (a.can_undo if is_undo else a.can_redo)]
        if not actions:
            return
        chosen = (fitting or actions)[seed % len(fitting or actions)].id
        trash, journal = FreedesktopTrash(), self.library.journal
        if is_undo:
            undo(journal, chosen, trash, Token())
        else:
            redo(journal, chosen, trash, Token(), roots=self.library.roots())

    def killed(self, work: Callable[[], None]) -> None:
        """Do something deadly in a process of its own, then start again."""
        self.library.close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # fork beside threads
            pid = os.fork()
        if pid == 0:
            code = 1
            try:
                self.library = self.opened()
                work()
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
        self.library = self.opened()
        reconcile(self.library.journal, FreedesktopTrash)
        assert self.library.journal.unsettled() == []

    @rule(seed=st.integers(0, 9999), line=st.integers(1, LINES), action=ACTIONS)
    def clean_and_be_killed(self, seed: int, line: int, action: Action) -> None:
        """A kill comes while photos go."""
        self.scan()
        plan = self.plan(seed, action)

        def work() -> None:
            kill_at(line)
            self.apply(plan)

        if plan.removals:
            self.killed(work)

    @precondition(lambda self: self.is_plugged)
    @rule(seed=st.integers(0, 99), line=st.integers(1, LINES), is_undo=st.booleans())
    def reverse_and_be_killed(self, seed: int, line: int, is_undo: bool) -> None:
        """A kill comes while photos come back or go again."""

        def work() -> None:
            kill_at(line)
            self.reverse(seed, is_undo)

        if self.library.journal.actions():
            self.killed(work)

    @rule()
    def restart(self) -> None:
        """Close the library and open it again."""
        self.library.close()
        self.library = self.opened()

    @invariant()
    def nothing_is_lost(self) -> None:
        """The promise."""
        there = set()
        for path in self.files(with_trash=True):
            with open(path, "rb") as file:
                there.add(file.read())
        missing = self.expected - there
        assert not missing, f"{len(missing)} contents lost"

    @invariant()
    def decisions_are_kept(self) -> None:
        """No decision is ever lost."""
        assert len(self.library.decisions.all_apart()) == self.decisions


def _is(path: str, data: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read() == data

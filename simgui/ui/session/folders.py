"""The watched folders: adding one in or around another, what each is for, which is preferred."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simgui.core.catalog import Root
from simgui.core.files.changes import is_inside, lies_in
from simgui.core.files.roles import role_by_folder
from simgui.core.grouping.criteria import Criterion
from simgui.core.types import Role
from simgui.engine.keep_rules import read_rules, write_rules
from simgui.engine.snapshot import Folder, FolderState
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.messages import MessageKind
from simgui.ui.settings import KEEP_RULES

if TYPE_CHECKING:
    from simgui.ui.session.session import Session


class WatchedFolders:
    """The folders of a session, as they are and as they are about to be."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._added: dict[str, Folder] = {}
        self._scanned: frozenset[str] = frozenset()

    def all(self) -> list[Folder]:
        """The watched folders and photos with what they are doing, sorted by path."""
        known = {f.path: f for f in self._session.snapshot.folders}
        for path, folder in self._added.items():
            known.setdefault(path, folder)
        preferred = self.preferred()
        return [
            replace(self._with_state(f), is_preferred=f.path in preferred)
            for f in sorted(known.values(), key=lambda f: f.path)
        ]

    def preferred(self) -> tuple[str, ...]:
        """The preferred folders, the most preferred first."""
        return read_rules(self._session.settings.get(KEEP_RULES))[1]

    def role_of(self, path: str) -> Role:
        """The role of any folder: that of the deepest watched folder it lies in."""
        return role_by_folder([Root(f.path, f.role) for f in self.all()])(path)

    def show_scanned(self, targets: frozenset[str]) -> None:
        """Say what is scanned now."""
        self._scanned = targets

    def settle(self) -> None:
        """The snapshot knows what was added."""
        known = {f.path for f in self._session.snapshot.folders}
        self._added = {path: f for path, f in self._added.items() if path not in known}

    def look(self) -> None:
        """Find out which folders can't be reached, and say what changed."""
        session = self._session
        if not session.is_open or session.is_scanning or session.pool.is_busy:
            return
        roots = [f.path for f in session.snapshot.folders if f.role is not Role.EXCLUDED]
        session.pool.run(
            lambda: frozenset(path for path in roots if not os.path.exists(path)), self._on_looked
        )

    def _on_looked(self, away: frozenset[str]) -> None:
        marks = self._session.review.marks
        before = marks.away
        if away == before:
            return
        marks.set_away(away)
        for path in sorted(away - before):
            text = translate(
                "Folders",
                "{name} can't be reached. Its photos are greyed out and left alone for now.",
            )
            self._session.tell(MessageKind.WARNING, text.format(name=display.name(path)))
        for path in sorted(before - away):
            text = translate("Folders", "{name} is back.")
            self._tell(text.format(name=display.name(path)))
        self._session.folders_changed.emit()

    # -- what the user does

    def add(self, targets: Sequence[str]) -> None:
        """Watch folders or photos; says what becomes of those that lie in each other."""
        watched = {f.path for f in self.all()}
        for path in targets:
            is_file = os.path.isfile(path)
            if not lies_in(path, watched):
                self._added[path] = Folder(path, state=FolderState.UNSCANNED, is_file=is_file)
            if not is_file and path not in watched:
                self._tell_of_others(path)

    def set_role(self, path: str, role: Role) -> None:
        """Give a folder, or one within a watched one, another role."""
        session = self._session
        library = session.workspace.library
        was_excluded = self.role_of(path) is Role.EXCLUDED
        above = [f for f in self.all() if is_inside(path, f.path) and f.path != path]
        inherited = above[-1].role if above else None

        def change() -> None:
            if role is inherited:
                library.forget(path)  # the folder above holds its photos still
            else:
                library.set_role(path, role)

        def go_on(_: None) -> None:
            session.reload()
            if was_excluded and role is not Role.EXCLUDED:
                session.scan_again([path])

        session.pool.run(change, go_on)

    def forget(self, path: str) -> None:
        """Stop watching a folder; its photos stay where they are."""
        session = self._session
        self._added.pop(path, None)
        session.pool.run(lambda: session.workspace.library.forget(path), lambda _: session.reload())

    def prefer(self, path: str, *, is_preferred: bool) -> None:
        """Keep photos in this folder where copies are equally good, or no longer."""
        session = self._session
        criteria, folders = read_rules(session.settings.get(KEEP_RULES))
        folders = tuple(f for f in folders if f != path)
        if is_preferred:
            folders = (path, *folders)
            criteria = _asked_before_age(criteria)
        session.settings.set(KEEP_RULES, write_rules(criteria, folders))
        session.reload()

    # -- how it is done

    def _tell_of_others(self, path: str) -> None:
        folders = [f for f in self.all() if not f.is_file and f.path != path]
        above = [f for f in folders if is_inside(path, f.path)]
        below = [f for f in folders if is_inside(f.path, path)]
        name = display.name(path)
        if above and self.role_of(path) is Role.EXCLUDED:
            text = translate("Folders", "{name} was excluded with {parent}. It is included now.")
            self._tell(text.format(name=name, parent=display.name(above[-1].path)))
            library = self._session.workspace.library
            self._session.pool.run(lambda: library.set_role(path, Role.NORMAL), lambda _: None)
        elif above:
            text = translate(
                "Folders", "{name} is part of {parent}, which is in your library. It is rescanned."
            )
            self._tell(text.format(name=name, parent=display.name(above[-1].path)))
        elif below:
            names = ", ".join(display.name(f.path) for f in below)
            text = translate("Folders", "{name} now includes {children}, added earlier.")
            self._tell(text.format(name=name, children=names))
            self._merge(path, [f.path for f in below if f.role is Role.NORMAL])

    def _merge(self, path: str, below: Sequence[str]) -> None:
        """Let a folder take in others; those with a role of their own keep it."""
        session = self._session
        if not session.is_open:
            return
        library = session.workspace.library

        def merge() -> None:
            library.add_root(path)
            for child in below:
                library.forget(child)

        session.pool.run(merge, lambda _: session.reload())

    def _tell(self, text: str) -> None:
        self._session.tell(MessageKind.NOTICE, text)

    def _with_state(self, folder: Folder) -> Folder:
        is_looked_at = lies_in(folder.path, self._scanned)
        if not is_looked_at and not folder.is_file:
            is_looked_at = any(is_inside(target, folder.path) for target in self._scanned)
        if is_looked_at:
            return replace(folder, state=FolderState.SCANNING)
        if folder.path in self._session.review.marks.away:
            return replace(folder, state=FolderState.OFFLINE)
        if folder.state is FolderState.OFFLINE and os.path.exists(folder.path):
            return replace(folder, state=FolderState.READY)
        return folder


def _asked_before_age(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, with the folder asked before which file is older, which says little."""
    order = [c for c in criteria if c is not Criterion.FOLDER]
    weak = (Criterion.OLDEST, Criterion.SIZE, Criterion.NAME)
    first = min((order.index(c) for c in weak if c in order), default=len(order))
    if Criterion.FOLDER in criteria and list(criteria).index(Criterion.FOLDER) <= first:
        return tuple(criteria)
    return (*order[:first], Criterion.FOLDER, *order[first:])

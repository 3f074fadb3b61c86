"""An open library with its network and its groups: what a window keeps between two requests.

Methods run on pool threads and on the scan thread; the library locks for itself. What costs time to
import is imported where it is first used, after the window has been painted.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simgui.core.errors import UserError
from simgui.core.files.changes import lies_in
from simgui.core.task import Token
from simgui.engine.settings import Settings
from simgui.engine.snapshot import SliderStop, Snapshot, Unreadable, digests_of, folders_of, places
from simgui.store.database.db import LIBRARY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simgui.core.intake.values import Copy
    from simgui.core.network.model import ModelInfo
    from simgui.core.removal.movers.mover import Mover
    from simgui.core.removal.recover import Settled
    from simgui.core.scanning.pipeline import Event
    from simgui.engine.decisions import ReviewDecisions
    from simgui.engine.groups import Grouping
    from simgui.engine.intake.check import Report
    from simgui.engine.networks import NetworkFacts
    from simgui.engine.queries import Answer, Query, Searcher, SearchOptions
    from simgui.store.library import Library
    from simgui.store.notices import Notice

_MATCH_SECONDS = 2.0
"""Seconds between two looks for copies at first: the first group is seen within five."""

_MATCH_EVERY = 250
"""Photos read between two looks for copies: some seconds of reading, and a small part of a scan."""


class Workspace:
    """The library of one folder, opened when it is first needed.

    Args:
        folder: Where the library lies.
        cache: Where its thumbnails lie.
        settings: Gives the user's settings as they are now.
        trash: Makes the mover for this system's trash.
        match_every: Match after this many new photos, so that groups appear while a scan runs.
    """

    def __init__(
        self,
        folder: str,
        cache: str,
        settings: Callable[[], Settings],
        trash: Callable[[], Mover],
        *,
        match_every: int = _MATCH_EVERY,
    ) -> None:
        self.folder = folder
        self.cache = cache
        self.trash = trash
        self._settings = settings
        self._match_every = match_every
        self._library: Library | None = None
        self._decisions: ReviewDecisions | None = None
        self._model: ModelInfo | None = None
        self._grouping: Grouping | None = None
        self._searcher: Searcher | None = None
        self._lock = threading.Lock()

    @property
    def library(self) -> Library:
        """The open library.

        Raises:
            UserError: It is not open.
        """
        if self._library is None:
            raise UserError("The library is not open", path=self.folder)
        return self._library

    @property
    def decisions(self) -> ReviewDecisions:
        """Where the user's decisions are stored.

        Raises:
            UserError: The library is not open.
        """
        from simgui.engine.decisions import ReviewDecisions

        if self._decisions is None:
            self._decisions = ReviewDecisions(self.library)
        return self._decisions

    @property
    def is_open(self) -> bool:
        """Whether the library is open."""
        return self._library is not None

    def has_library(self) -> bool:
        """Whether there is a library from an earlier run."""
        return os.path.exists(os.path.join(self.folder, LIBRARY_FILE))

    def open(self) -> tuple[list[Notice], list[Settled], list[Copy]]:
        """Open the library and recover what a kill left open.

        Returns:
            What the user should know of the library, and which removals and copies were settled.

        Raises:
            LockedError: Another process has it open.
            LibraryError: It can't be opened.
        """
        from simgui.engine import removals
        from simgui.engine.intake import copying, visits
        from simgui.store.library import Library

        limit = self._settings().thumbnail_bytes
        self._library = Library(self.folder, cache_dir=self.cache, thumbnail_bytes=limit)
        settled = removals.recover(self._library, self.trash)
        copied = copying.recover(self._library, Token())
        visits.end(self._library)
        return self._library.notices, settled, copied

    def close(self) -> None:
        """Close the library; what was visiting leaves it."""
        if self._library is not None:
            from simgui.engine.intake import visits

            visits.end(self._library)
            self._library.close()
            self._library = None

    def model(self) -> ModelInfo:
        """The network in use; loaded when first asked for.

        Raises:
            ModelError: Its file is missing or breaks the contract.
        """
        with self._lock:
            if self._model is None:
                from simgui.engine.networks import open_network

                self._model = open_network(self._settings().model, self.library).model
            return self._model

    def use_model(self, path: str) -> NetworkFacts:
        """Use another network from now on; "" for the one that ships.

        Raises:
            ModelError: The file breaks the contract; the one before stays in use.
        """
        from simgui.engine import networks

        info = networks.checked_network(path, self.library)
        with self._lock:
            self._model = info
            self._grouping = None
            self._searcher = None
        return networks.facts(info)

    def refresh(self) -> None:
        """Read photos and pairs again at the next snapshot."""
        grouping = self._grouping
        if grouping is not None:
            grouping.is_stale = True

    def limit_thumbnails(self) -> None:
        """Let the thumbnails on disk take as much as the settings say."""
        self.library.limit_thumbnails(self._settings().thumbnail_bytes)

    def rebuild(self) -> None:
        """Delete scan results; decisions and the journal stay."""
        from simgui.engine.intake import visits

        visits.end(self.library)
        self.library.rebuild()
        self.refresh()

    def snapshot(self, level: SliderStop, token: Token | None = None) -> Snapshot:
        """Everything to show, grouped for a setting of the slider.

        Args:
            level: The setting.
            token: Is checked while the library is read.
        """
        from simgui.engine.groups import Grouping
        from simgui.engine.intake.visits import visiting

        library = self.library
        if self._grouping is None:
            self._grouping = Grouping(library, self.model())
        guests = visiting(library)
        made = self._grouping.at(level, self._settings(), token or Token(), guests)
        return Snapshot(
            level=level,
            photos=made.photos,
            groups=made.groups,
            moments=made.moments,
            group_of=places(made.groups, made.moments),
            digests=digests_of(made.groups, made.moments),
            folders=folders_of([r for r in library.roots() if r.path not in guests], made.counts),
            by_folder=made.by_folder,
            unreadable=tuple(
                Unreadable(path, why)
                for path, why in library.unreadable()
                if not lies_in(path, guests)
            ),
            expected_wrong=made.expected_wrong,
            is_whole=made.is_whole,
        )

    def scan(self, targets: Sequence[str], token: Token) -> Iterator[Event]:
        """Scan some folders; what was visiting among them becomes part of the library."""
        from simgui.engine.intake import visits

        visits.make_room(self.library, targets)
        return self._scan(targets, token)

    def check(
        self, folder: str, token: Token, also: Sequence[str] = ()
    ) -> Iterator[Event | Report]:
        """Read a card or disk and find out which of its photos the library has.

        Args:
            folder: What is checked, as an absolute path.
            token: Pauses and cancels it.
            also: Folders of the library to bring up to date first.

        Yields:
            As `visits.visit` does.
        """
        from simgui.engine.intake import visits

        visits.begin(self.library, folder)
        events = self._scan([*also, folder], token)
        return visits.visit(self.library, folder, self.model(), events, token)

    def _scan(self, targets: Sequence[str], token: Token) -> Iterator[Event]:
        from simgui.core.network.precision import LazyNetwork
        from simgui.engine.scan import scan

        return scan(
            self.library,
            targets,
            LazyNetwork(self.model()),
            self._settings(),
            token,
            match_every=self._match_every,
            match_seconds=_MATCH_SECONDS,
            opens_first=True,
        )

    def search(self, query: Query, options: SearchOptions) -> Answer:
        """Find the photos most like a picture.

        Raises:
            UserError: The picture can't be read.
        """
        from simgui.engine.queries import Searcher

        if self._searcher is None:
            self._searcher = Searcher(self.library, self.model())
        return self._searcher.answer(query, options)

"""What a person decides on its way into the library: queued in the window, stored in the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simgui.core.types import Photo
from simgui.ui.background.jobs import Pool
from simgui.ui.session.review import DecisionStore

if TYPE_CHECKING:
    from simgui.store.decisions import ApartId
    from simgui.ui.engine import LibraryEngine
    from simgui.ui.session.session import Engine


class QueuedDecisions:
    """Decisions stored one after the other off the GUI thread, in the order they were made."""

    def __init__(self, pool: Pool, engine: Engine) -> None:
        self._pool = pool
        self._engine = engine

    def _queue(self, work: Callable[[DecisionStore], None]) -> None:
        self._pool.run(lambda: work(self._engine.decisions), lambda _: None)

    def mark(self, photos: Sequence[Photo]) -> None:
        """Remember marks."""
        self._queue(lambda store: store.mark(photos))

    def unmark(self, photos: Sequence[Photo]) -> None:
        """Forget marks."""
        self._queue(lambda store: store.unmark(photos))

    def set_apart(self, photos: Sequence[Photo]) -> None:
        """Remember that these photos are no duplicates of each other."""
        self._queue(lambda store: store.set_apart(photos))

    def take_back_apart(self, photos: Sequence[Photo]) -> None:
        """Forget that again."""
        self._queue(lambda store: store.take_back_apart(photos))

    def choose_keeper(self, chosen: Photo, among: Sequence[Photo]) -> None:
        """Remember which of these photos a person wants to keep."""
        self._queue(lambda store: store.choose_keeper(chosen, among))

    def unchoose_keeper(self, among: Sequence[Photo]) -> None:
        """Leave it to the rules again."""
        self._queue(lambda store: store.unchoose_keeper(among))


class StoredDecisions:
    """Decisions in the engine's library."""

    def __init__(self, engine: LibraryEngine) -> None:
        self._engine = engine
        self._apart: dict[frozenset[bytes], list[ApartId]] = {}

    def mark(self, photos: Sequence[Photo]) -> None:
        """Remember marks."""
        self._engine.library.decisions.mark([(p.content.hash, p.path) for p in photos])

    def unmark(self, photos: Sequence[Photo]) -> None:
        """Forget marks."""
        self._engine.library.decisions.unmark([(p.content.hash, p.path) for p in photos])

    def set_apart(self, photos: Sequence[Photo]) -> None:
        """Remember that these photos are no duplicates of each other."""
        hashes = frozenset(p.content.hash for p in photos)
        apart_id = self._engine.library.decisions.set_apart(hashes)
        self._apart.setdefault(hashes, []).append(apart_id)

    def take_back_apart(self, photos: Sequence[Photo]) -> None:
        """Forget that again."""
        for apart_id in self._apart.pop(frozenset(p.content.hash for p in photos), ()):
            self._engine.library.decisions.take_back(apart_id)

    def choose_keeper(self, chosen: Photo, among: Sequence[Photo]) -> None:
        """Remember which of these photos a person wants to keep."""
        self.unchoose_keeper(among)
        self._engine.library.decisions.choose_keeper(chosen.content.hash, chosen.path)

    def unchoose_keeper(self, among: Sequence[Photo]) -> None:
        """Leave it to the rules again."""
        for photo in among:
            self._engine.library.decisions.unchoose_keeper(photo.content.hash)

"""Which photos are compared and which of them are seen: a page at a time, all of them in turn."""

from __future__ import annotations

from collections.abc import Sequence

from simgui.ui.compare.facts import Shown

MAX_PANES = 4  # side by side; more are too small to compare


class Lineup:
    """Photos in order; the first is the reference and is always among those shown.

    Attributes:
        current: Place of the chosen photo in the whole line, from 0.
    """

    def __init__(self, photos: Sequence[Shown] = (), panes: int = MAX_PANES) -> None:
        """Line photos up.

        Args:
            photos: All of them; the reference comes first.
            panes: How many are shown side by side.
        """
        self.photos = list(photos)
        self._others = max(1, min(panes, MAX_PANES, len(self.photos)) - 1)
        self._first = 1
        self.current = min(1, max(0, len(self.photos) - 1))

    @property
    def places(self) -> list[int]:
        """The places in the line of the photos that are shown, from 0."""
        last = min(len(self.photos), self._first + self._others)
        return [0, *range(self._first, last)] if self.photos else []

    @property
    def shown(self) -> list[Shown]:
        """The photos side by side; the first is the reference."""
        return [self.photos[place] for place in self.places]

    @property
    def hidden(self) -> int:
        """How many photos are not shown now."""
        return len(self.photos) - len(self.places)

    @property
    def pane(self) -> int:
        """The pane of the chosen photo, from 0."""
        return self.places.index(self.current) if self.current in self.places else 0

    @property
    def next(self) -> Shown | None:
        """The photo that a step forward would show and that is not shown yet."""
        after = self._first + self._others
        return self.photos[after] if after < len(self.photos) else None

    def choose_pane(self, pane: int) -> None:
        """Choose one of the photos shown."""
        if 0 <= pane < len(self.places):
            self.current = self.places[pane]

    def step(self, by: int, *, past_reference: bool = False) -> bool:
        """Choose the next photo, after the last one the first.

        Args:
            by: 1 or -1.
            past_reference: Whether the reference is passed over, as it is beside the chosen one.

        Returns:
            Whether other photos are shown now.
        """
        count = len(self.photos)
        if count < 2:
            return False
        low = 1 if past_reference else 0
        self.current = low + (self.current - low + by) % (count - low)
        if self.current in self.places:
            return False
        self._first = 1 + (self.current - 1) // self._others * self._others
        return True

"""The list of groups: one row a group, sorted and filtered as a Python list."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from simgui.core.files.changes import is_inside
from simgui.core.types import Group, Photo, PhotoId, Tier
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.widgets.model_index import ModelIndex


class Order(Enum):
    """How the groups are sorted."""

    WIN = "win"
    COUNT = "count"
    TIER = "tier"
    DOUBT = "doubt"
    DATE = "date"
    PLACE = "place"


def order_name(order: Order) -> str:
    """The words for a way of sorting."""
    return {
        Order.WIN: translate("Groups", "Most space first"),
        Order.COUNT: translate("Groups", "Most copies first"),
        Order.TIER: translate("Groups", "Most certain first"),
        Order.DOUBT: translate("Groups", "Least certain first"),
        Order.DATE: translate("Groups", "Newest first"),
        Order.PLACE: translate("Groups", "By folder"),
    }[order]


class Stage(Enum):
    """How far the user has come with a group."""

    ANY = "any"
    OPEN = "open"
    REVIEWED = "reviewed"
    UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which groups are shown.

    Attributes:
        text: Part of a member's path, in any case.
        tiers: The tiers shown, or empty for all.
        root: A folder that must hold a member, or empty.
        min_bytes: The least a group must win.
        since_ms: The earliest capture time, or None.
        stage: How far the user has come with a group.
    """

    text: str = ""
    tiers: frozenset[Tier] = frozenset()
    root: str = ""
    min_bytes: int = 0
    since_ms: int | None = None
    stage: Stage = Stage.ANY

    def accepts(self, group: Group) -> bool:
        """Whether a group passes."""
        if self.tiers and group.tier not in self.tiers:
            return False
        if self.min_bytes and group.reclaimable_bytes < self.min_bytes:
            return False
        if self.root and not any(is_inside(m.photo.path, self.root) for m in group.members):
            return False
        if self.since_ms is not None and _newest(group) < self.since_ms:
            return False
        needle = self.text.casefold()
        return not needle or any(needle in m.photo.path.casefold() for m in group.members)


def _newest(group: Group) -> int:
    return max(m.photo.date_ms for m in group.members)


def _certainty(group: Group) -> tuple[int, float]:
    """How sure a group is: its weakest evidence first, then its least likely member."""
    return -group.tier, min(member.probability for member in group.members)


def _in_order(order: Order, groups: Iterable[Group]) -> list[Group]:
    """The groups sorted; ties keep their order, most space first."""
    match order:
        case Order.WIN:
            return sorted(groups, key=attrgetter("reclaimable_bytes"), reverse=True)
        case Order.COUNT:
            return sorted(groups, key=lambda group: len(group.members), reverse=True)
        case Order.TIER:
            return sorted(groups, key=attrgetter("tier"))
        case Order.DOUBT:
            return sorted(groups, key=_certainty)
        case Order.DATE:
            return sorted(groups, key=_newest, reverse=True)
        case Order.PLACE:
            return sorted(groups, key=lambda group: group.keeper.photo.path)


class GroupModel(QAbstractListModel):
    """Groups as rows; holds all of them and the shown ones in order."""

    def __init__(
        self,
        parent: QObject | None = None,
        stage_of: Callable[[Group], tuple[bool, bool]] = lambda _: (False, False),
        reviewed: Container[str] = frozenset(),
        is_away: Callable[[Photo], bool] = lambda _: False,
    ) -> None:
        """Make an empty list.

        Args:
            parent: Owns it.
            stage_of: Whether a group is reviewed, and whether one of its photos is marked.
            reviewed: The names of all reviewed groups, as they are at any time.
            is_away: Whether a photo can't be reached now: then it frees nothing.
        """
        super().__init__(parent)
        self._stage_of = stage_of
        self._reviewed = reviewed
        self._is_away = is_away
        self._some_away = False
        self._all: dict[str, Group] = {}
        self._shown: list[Group] = []
        self._rows: dict[str, int] = {}
        self._sums: tuple[int, int] | None = None
        self._order = Order.WIN
        self._filter = Filter()

    @property
    def groups(self) -> Sequence[Group]:
        """The groups shown, in order."""
        return self._shown

    @property
    def sums(self) -> tuple[int, int]:
        """How many photos the groups shown hold, and the bytes that could be freed in them."""
        if self._sums is None:
            self._sums = (
                sum(map(len, map(attrgetter("members"), self._shown))),
                sum(map(attrgetter("reclaimable_bytes"), self._there())),
            )
        return self._sums

    def _there(self) -> Iterable[Group]:
        """The groups shown all of whose photos can be reached now."""
        if not self._some_away:  # in one piece: the sums are shown after each key
            return self._shown
        return (g for g in self._shown if not any(self._is_away(m.photo) for m in g.members))

    def note_away(self, *, has_some: bool) -> None:
        """Some folders can't be reached now, or all can again."""
        self._some_away = has_some
        self._sums = None

    @property
    def total(self) -> int:
        """How many groups there are before the filter."""
        return len(self._all)

    @property
    def order(self) -> Order:
        """How they are sorted."""
        return self._order

    @property
    def filter(self) -> Filter:
        """Which of them are shown."""
        return self._filter

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        group = self._shown[index.row()]
        if role == ItemRole.GROUP:
            return group
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.group_title(group)
        if role == Qt.ItemDataRole.ToolTipRole:
            place = display.plain(os.path.dirname(group.keeper.photo.path))
            win = wording.could_be_freed(group)
            return display.hint("\n".join((place, win, wording.tier_explained(group.tier))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(group)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return wording.tier_explained(group.tier)
        return None

    def group(self, group_id: str) -> Group | None:
        """A shown group by its name."""
        row = self._rows.get(group_id)
        return None if row is None else self._shown[row]

    def row(self, group_id: str) -> int:
        """The row of a shown group, or -1."""
        return self._rows.get(group_id, -1)

    def row_holding(self, photo_ids: frozenset[PhotoId]) -> int:
        """The first row whose group holds one of these photos, or -1."""
        for row, group in enumerate(self._shown):
            if any(m.photo.id in photo_ids for m in group.members):
                return row
        return -1

    def set_order(self, order: Order) -> None:
        """Sort in this way; the same order again sorts what changed since."""
        self._order = order
        self._show(_in_order(self._order, self._accepted(list(self._all.values()))))

    def set_filter(self, wanted: Filter) -> None:
        """Show other groups."""
        if wanted != self._filter:
            self._filter = wanted
            self._show(_in_order(self._order, self._accepted(list(self._all.values()))))

    def set_groups(self, groups: Sequence[Group], *, keep_places: bool = False) -> None:
        """Take over new groups.

        Args:
            groups: All groups there are.
            keep_places: Leave the rows that are there where they are and put new ones below, so
                that nothing moves under the mouse while a scan goes on.
        """
        self._all = dict(zip(map(attrgetter("id"), groups), groups, strict=True))
        wanted = self._accepted(groups)
        if not keep_places or not self._shown:
            self._show(_in_order(self._order, wanted))
            return
        self._show_in_place(wanted)

    def take(self, group: Group) -> None:
        """Take over one group that changed; it stays where it is."""
        if group.id not in self._all:
            return
        self._all[group.id] = group
        row = self.row(group.id)
        if row >= 0:
            self._shown[row] = group
            self._sums = None
            self.dataChanged.emit(self.index(row), self.index(row))

    def _accepted(self, groups: Sequence[Group]) -> Sequence[Group]:
        if self._filter == Filter():
            return groups
        accepted = filter(self._filter.accepts, groups)
        stage = self._filter.stage
        if stage is Stage.ANY:
            return list(accepted)
        return [group for group in accepted if self._is_at(stage, group)]

    def _is_at(self, stage: Stage, group: Group) -> bool:
        is_reviewed, is_marked = self._stage_of(group)
        if stage is Stage.UNMARKED:
            return not is_marked
        return is_reviewed is (stage is Stage.REVIEWED)

    def next_open(self, row: int) -> int:
        """The first row after this one whose group is not reviewed, from the top if need be; or -1.

        Args:
            row: Where to begin.
        """
        count = len(self._shown)
        for step in range(1, count + 1):
            at = (row + step) % count
            if self._shown[at].id not in self._reviewed:
                return at
        return -1

    @property
    def reviewed_count(self) -> int:
        """How many of the groups shown are reviewed."""
        return sum(map(self._reviewed.__contains__, self._rows))

    def _show(self, shown: list[Group]) -> None:
        self.beginResetModel()
        self._shown = shown
        self._index_rows()
        self.endResetModel()

    def _show_in_place(self, wanted: Sequence[Group]) -> None:
        # Nearly all have their name still, and 10,000 are looked at in sight of the user.
        stay: dict[int, Group] = {}
        new = []
        rows = map(self._rows.get, map(attrgetter("id"), wanted))
        for row, group in zip(rows, wanted, strict=True):
            if row is None or row in stay:
                new.append(group)
            else:
                stay[row] = group
        left = {
            member.photo.id: row
            for row in range(len(self._shown))
            if row not in stay
            for member in self._shown[row].members
        }
        below = []
        for group in _in_order(self._order, new):
            before = (left.get(member.photo.id) for member in group.members)
            row = next((r for r in before if r is not None and r not in stay), None)
            if row is None:
                below.append(group)
            else:
                stay[row] = group
        if len(stay) < len(self._shown):
            self._show([*(stay[row] for row in sorted(stay)), *below])
            return
        shown = list(map(stay.__getitem__, range(len(stay))))
        changed = [
            row
            for row, (now, then) in enumerate(zip(shown, self._shown, strict=True))
            if now is not then and now != then
        ]
        self._shown[:] = shown
        self._index_rows()
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))
        if below:
            self.beginInsertRows(QModelIndex(), len(shown), len(shown) + len(below) - 1)
            self._shown.extend(below)
            self._index_rows()
            self.endInsertRows()

    def _index_rows(self) -> None:
        # In one piece: 10,000 steps of Python take five times as long, in sight of the user.
        self._rows = dict(zip(map(attrgetter("id"), self._shown), itertools.count()))
        self._sums = None

    @staticmethod
    def _spoken(group: Group) -> str:
        return translate("Spoken", "{what}, {tier}, {win}, {place}").format(
            what=wording.group_heading(group),
            tier=wording.tier_name(group.tier),
            win=wording.could_be_freed(group),
            place=display.place(group.keeper.photo),
        )

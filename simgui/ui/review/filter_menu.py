"""The menu that narrows the list of groups: kind, size, date, and how far the user has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from simgui.core.types import Tier
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.review.group_model import Filter, Stage
from simgui.ui.widgets.theme import Theme

_MB = 1_000_000  # bytes
_DAY_MS = 86_400_000  # milliseconds
_SIZES = (0, _MB, 10 * _MB, 100 * _MB)  # bytes; steps of ten
_YEARS = (0, 1, 5)  # years


class FilterMenu(QMenu):
    """What the list of groups can be narrowed by.

    Signals:
        narrowed: A function that gives the filter, made of the one before.
        cleared: All groups are wanted.
    """

    narrowed = Signal(object)
    cleared = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.addSection(translate("Groups", "Kind"))
        self._tiers: dict[Tier, QAction] = {}
        for tier in Tier:
            action = self.addAction(theme.icon(f"tier-{tier.label}"), wording.tier_name(tier))
            action.setCheckable(True)
            action.triggered.connect(self._on_tiers_changed)
            self._tiers[tier] = action
        self.addSection(translate("Groups", "Frees at least"))
        self._sizes = self._choices(
            [(size, _size_choice(size)) for size in _SIZES],
            lambda size: self._narrow(min_bytes=size),
        )
        self.addSection(translate("Groups", "Taken"))
        self._years = self._choices(
            [(years, _year_choice(years)) for years in _YEARS], self._on_years_chosen
        )
        self.addSection(translate("Groups", "Progress"))
        self._stages = self._choices(
            (
                (Stage.ANY, translate("Groups", "All")),
                (Stage.OPEN, translate("Groups", "Not reviewed yet")),
                (Stage.REVIEWED, translate("Groups", "Reviewed")),
                (Stage.UNMARKED, translate("Groups", "Nothing marked")),
            ),
            lambda stage: self._narrow(stage=stage),
        )
        self.addSeparator()
        self.addAction(translate("Groups", "Show all groups"), self.cleared.emit)

    def reset(self) -> None:
        """Show that nothing is narrowed."""
        for action in self._tiers.values():
            action.setChecked(False)
        for group in (self._sizes, self._years, self._stages):
            group.actions()[0].setChecked(True)

    def _choices(
        self, choices: Sequence[tuple[object, str]], chosen: Callable[..., None]
    ) -> QActionGroup:
        group = QActionGroup(self)
        for value, text in choices:
            action = self.addAction(text)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(not group.actions())
            group.addAction(action)
        group.triggered.connect(lambda action: chosen(action.data()))
        return group

    def _narrow(self, **changes: object) -> None:
        def change(before: Filter) -> Filter:
            return replace(before, **changes)  # type: ignore[arg-type]

        self.narrowed.emit(change)

    def _on_tiers_changed(self) -> None:
        chosen = frozenset(t for t, action in self._tiers.items() if action.isChecked())
        self._narrow(tiers=chosen)

    def _on_years_chosen(self, years: int) -> None:
        since = None
        if years:
            since = QDateTime.currentMSecsSinceEpoch() - years * 365 * _DAY_MS
        self._narrow(since_ms=since)


def _size_choice(size: int) -> str:
    return display.size(size) if size else translate("Groups", "Any size")


def _year_choice(years: int) -> str:
    if not years:
        return translate("Groups", "Any time")
    return translate("Groups", "In the last %Ln years", "", years)

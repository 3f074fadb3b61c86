"""Photos as cards: the members of a group, the results of a search, or the whole library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from simgui.core.types import Group, Member, Photo, PhotoId
from simgui.core.types import Role as FolderRole
from simgui.text import display, keeping_wording, wording
from simgui.text.translation import translate
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.session.marks import Marks
from simgui.ui.widgets.model_index import ModelIndex


@dataclass(frozen=True, slots=True)
class Item:
    """One card.

    Attributes:
        member: What the photo is in its group, or None outside of groups.
        similarity: Likeness to what was searched for, 0..1, or None.
        note: What it is to what was searched for, in some words.
        lines: What else the card says, line by line.
    """

    photo: Photo
    member: Member | None = None
    similarity: float | None = None
    note: str = ""
    lines: tuple[str, ...] = ()

    def is_as(self, other: Item) -> bool:
        """Whether both are of the very same things, so that they look alike."""
        return (
            self.photo is other.photo
            and self.member is other.member
            and self.similarity == other.similarity
            and self.note == other.note
            and self.lines == other.lines
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows under one heading."""

    title: str
    start: int
    count: int


def rows_of(items: Iterable[Item]) -> dict[PhotoId, int]:
    """The row of each photo; of 100,000 it takes as long as two frames."""
    return {item.photo.id: row for row, item in enumerate(items)}


class PhotoModel(QAbstractListModel):
    """A list of cards, with sections if it was given any."""

    def __init__(self, marks: Marks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._items: list[Item] = []
        self._rows: dict[PhotoId, int] = {}
        self._sections: tuple[Section, ...] = ()
        marks.changed.connect(self._on_marks_changed)

    @property
    def items(self) -> Sequence[Item]:
        """All cards in order."""
        return self._items

    @property
    def sections(self) -> tuple[Section, ...]:
        """The headings, in order; empty for a plain list."""
        return self._sections

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._items):
            return None
        item = self._items[index.row()]
        if role == ItemRole.ITEM:
            return item
        if role == ItemRole.MARKED:
            return item.photo.id in self._marks
        if role == ItemRole.AWAY:
            return self._marks.is_away(item.photo)
        if role == Qt.ItemDataRole.DisplayRole:
            return display.name(item.photo.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item, index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._described(item)
        return None

    def row(self, photo_id: PhotoId) -> int:
        """The row of a photo, or -1."""
        return self._rows.get(photo_id, -1)

    def photo(self, row: int) -> Photo | None:
        """The photo of a row, or None."""
        return self._items[row].photo if 0 <= row < len(self._items) else None

    def set_items(
        self,
        items: Sequence[Item],
        sections: Sequence[Section] = (),
        rows: dict[PhotoId, int] | None = None,
    ) -> None:
        """Show other photos.

        Args:
            items: In order.
            sections: Their headings.
            rows: What `rows_of` makes of the items, where another thread has made it.
        """
        self.beginResetModel()
        self._items = list(items)
        self._sections = tuple(sections)
        self._rows = rows_of(items) if rows is None else rows
        self.endResetModel()

    def set_group(self, group: Group | None) -> None:
        """Show the members of a group."""
        members = () if group is None else group.members
        items = [Item(member.photo, member) for member in members]
        is_same = [i.photo.id for i in items] == [i.photo.id for i in self._items]
        if not is_same or self._sections:
            self.set_items(items)
        elif items and items != self._items:
            self._items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))

    def _on_marks_changed(self, photo_ids: frozenset[PhotoId]) -> None:
        if not photo_ids and self._items:
            last = self.index(len(self._items) - 1)
            self.dataChanged.emit(self.index(0), last, [ItemRole.AWAY])
        for photo_id in photo_ids:
            row = self._rows.get(photo_id)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [ItemRole.MARKED])

    def _spoken(self, item: Item, row: int) -> str:
        if item.member is not None:
            is_marked = item.photo.id in self._marks
            return wording.spoken(item.member, row + 1, len(self._items), is_marked=is_marked)
        name = display.name(item.photo.path)
        if item.similarity is None:
            return name
        said = translate("Spoken", "{name}, {share} similar").format(
            name=name, share=display.percent(item.similarity)
        )
        return f"{said}, {item.note}" if item.note else said

    @staticmethod
    def _tip(item: Item) -> str:
        """All that a card says, whole: a small card cuts it off."""
        photo = item.photo
        facts = (item.note, _why(item), *item.lines, wording.photo_facts(photo))
        shown = [display.plain(photo.path), *(text for text in facts if text)]
        return display.hint("\n".join(shown))

    @staticmethod
    def _described(item: Item) -> str:
        why = _why(item)
        role = item.photo.role
        guarded = wording.role_explained(role) if role is FolderRole.PROTECTED else ""
        facts = (wording.photo_facts(item.photo), display.place(item.photo))
        parts = (why, *item.lines, *facts, guarded)
        return ", ".join(part for part in parts if part)


def _why(item: Item) -> str:
    """Why a photo is kept, or what it is to the one that is; empty outside of groups."""
    if item.member is None:
        return ""
    if item.member.is_keeper:
        return keeping_wording.keep_reason(item.member)
    return wording.kind(item.member)

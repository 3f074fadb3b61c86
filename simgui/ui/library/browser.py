"""All photos, by month or by folder, in the same grid as everywhere."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLineEdit

from simgui.core.types import Photo, PhotoId
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui import dates
from simgui.ui.background.jobs import Pool
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.model import Item, PhotoModel, Section, rows_of
from simgui.ui.session.marks import Marks
from simgui.ui.widgets.controls import Segments
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.theme import Theme

_TYPING_MS = 200  # pause after which typing counts as done
_BROWSE_PX = 190  # width of a card when all photos are browsed


class Arrangement(Enum):
    """How all photos are laid out."""

    DATE = "date"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Arranged:
    """Photos in order.

    Attributes:
        sections: The headings of their runs.
        rows: The row of each photo.
    """

    items: list[Item]
    sections: list[Section]
    rows: dict[PhotoId, int]

    def item(self, photo: Photo) -> Item:
        """The card of a photo, a new one if there is none of the very same."""
        row = self.rows.get(photo.id)
        found = None if row is None else self.items[row]
        return found if found is not None and found.photo is photo else Item(photo)


def arranged(
    photos: Iterable[Photo], arrangement: Arrangement, before: Arranged | None = None
) -> Arranged:
    """Put photos in order.

    Run by run: to sort 100,000 at once would hold up every other thread meanwhile.

    Args:
        photos: What there is.
        arrangement: How to lay it out.
        before: What was shown; its cards of the same photos are used again, for 100,000 new ones
            and as many to free are a tenth of a second of the interpreter.
    """
    before = before or Arranged([], [], {})
    is_by_date = arrangement is Arrangement.DATE
    runs: dict[Any, list[Photo]] = defaultdict(list)
    for photo in photos:
        runs[_month(photo) if is_by_date else os.path.dirname(photo.path)].append(photo)
    sections: list[Section] = []
    items: list[Item] = []
    for key in sorted(runs, reverse=is_by_date):
        run = sorted(runs[key], key=_moment if is_by_date else _path, reverse=is_by_date)
        title = dates.month(key) if is_by_date else display.place(run[0])
        if sections and sections[-1].title == title:  # two watched folders of one name
            last = sections.pop()
            sections.append(Section(title, last.start, last.count + len(run)))
        else:
            sections.append(Section(title, len(items), len(run)))
        items += [before.item(photo) for photo in run]
    return Arranged(items, sections, rows_of(items))


def _month(photo: Photo) -> tuple[int, int]:
    return dates.month_key(photo.date_ms)


def _moment(photo: Photo) -> tuple[int, str]:
    return photo.date_ms, photo.path


def _path(photo: Photo) -> str:
    return photo.path


def _matching(photos: Iterable[Photo], needle: str) -> list[Photo]:
    return [p for p in photos if not needle or needle in p.path.casefold()]


class BrowserPage(Page):
    """The whole library.

    Signals:
        opened: Photo that was opened.
        menu_wanted: list of Photo, and the global position of a context menu.
    """

    opened = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, thumbs: ThumbLoader, marks: Marks, pool: Pool) -> None:
        self.model = PhotoModel(marks)
        self.grid = PhotoGrid(theme, CardDelegate(theme, thumbs, CardKind.BROWSE))
        super().__init__(
            translate("Browser", "All photos"),
            self.grid,
            translate("Browser", "No photos to show."),
        )
        self.model.setParent(self)
        self.grid.set_card_px(_BROWSE_PX)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(translate("Browser", "All photos"))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._on_menu)
        self.grid.opened.connect(self._on_opened)
        self._photos: dict[PhotoId, Photo] = {}
        self._arrangement = Arrangement.DATE
        self._shown = Arranged([], [], {})
        self._is_stale = False
        self._pool = pool
        self._job = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Browser", "Name or folder"))
        self.search.setAccessibleName(translate("Browser", "Show photos with this name or folder"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.by = Segments(
            theme,
            (translate("Browser", "By date"), translate("Browser", "By folder")),
            name=translate("Browser", "Sort photos"),
        )
        self.head.addWidget(self.search)
        self.head.addWidget(self.by)
        self.by.chosen.connect(self._on_arrangement)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._arrange)
        self.search.textChanged.connect(lambda _: self._typing.start())
        thumbs.arrived.connect(self.grid.thumbs_arrived)

    def show_photos(self, photos: dict[PhotoId, Photo]) -> None:
        """Show these photos; laid out only once the page is seen."""
        if photos is self._photos:
            return
        self._photos = photos
        self._is_stale = True
        if self.isVisible():
            self._arrange()

    def refresh(self) -> None:
        """Lay out what has come while the page was not seen."""
        if self._is_stale:
            self._arrange()

    def _arrange(self) -> None:
        """Lay the photos out; ordering 100,000 takes too long for the GUI thread."""
        self._is_stale = False
        needle = self.search.text().strip().casefold()
        photos, arrangement, before = self._photos, self._arrangement, self._shown
        self._pool.forget(self._job)
        self._job = self._pool.run(
            lambda: arranged(_matching(photos.values(), needle), arrangement, before), self._show
        )

    def _show(self, made: Arranged) -> None:
        items = made.items
        current = self.grid.current_item()
        old, self._shown = list(self._shown.items), made
        self.model.set_items(items, made.sections, made.rows)
        self._pool.let_go(old)
        if current is not None:
            self.grid.select_photo(current.photo.id)
        elif items:
            self.grid.setCurrentIndex(self.model.index(0))
        self.set_note(translate("Browser", "%Ln photos", "", len(items)))
        self.show_body(has_any=bool(items))

    def _on_arrangement(self, index: int) -> None:
        self._arrangement = list(Arrangement)[index]
        self._arrange()

    def _on_opened(self, _: object) -> None:
        item = self.grid.current_item()
        if item is not None:
            self.opened.emit(item.photo)

    def _on_menu(self, _: object) -> None:
        photos = [item.photo for item in self.grid.selected_items()]
        if photos:
            self.menu_wanted.emit(photos, QCursor.pos())

"""The photos of the chosen group, and what can be done with them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QMargins, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from simgui.core.types import Group, Photo, PhotoId, Tier
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.model import PhotoModel
from simgui.ui.review.details import DetailsPanel
from simgui.ui.review.group_delegate import chip_width, draw_chip
from simgui.ui.session.review import Review
from simgui.ui.widgets.controls import Button, ElidedLabel, label, set_kind
from simgui.ui.widgets.folding_bar import FittingLine, FoldingBar
from simgui.ui.widgets.theme import SPACE, Theme

_LEAST_PX = 400  # least width: for a card and the buttons above it


class TierChip(QWidget):
    """A tier's chip as a widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tier = Tier.IDENTICAL
        theme.changed.connect(self.update)

    def show_tier(self, tier: Tier) -> None:
        """Show another tier."""
        self._tier = tier
        self.setToolTip(wording.tier_explained(tier))
        self.setAccessibleName(wording.tier_name(tier))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(chip_width(self._tier, self.font())) + 1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_chip(painter, self._theme, QPointF(0, 0), self._tier, self.font())


class ReviewPage(QWidget):
    """The right part of the window.

    Signals:
        compare_wanted: list of Photo to lay side by side.
        similar_wanted: Photo to look for.
        link_wanted: Name of another group.
        menu_wanted: list of Photo, and the global position of a context menu.
        zoomed: Width of a card.
        accept_wanted: Take the proposal and go to the next group.
    """

    compare_wanted = Signal(object)
    similar_wanted = Signal(object)
    link_wanted = Signal(str)
    menu_wanted = Signal(object, object)
    zoomed = Signal(int)
    details_shown = Signal(bool)
    accept_wanted = Signal()
    _dense: QWidget | None = None
    _is_dense = False

    def __init__(self, theme: Theme, thumbs: ThumbLoader, review: Review, card_px: int) -> None:
        super().__init__()
        set_kind(self, "page")
        self.setMinimumWidth(_LEAST_PX)
        self._review = review
        self._group: Group | None = None
        self.model = PhotoModel(review.marks, self)
        self.grid = PhotoGrid(theme, CardDelegate(theme, thumbs, CardKind.MEMBER, self))
        self.grid.set_card_px(card_px)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(translate("Grid", "Photos in this group"))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._title = ElidedLabel(kind="title")
        self._chip = TierChip(theme)
        self._win = ElidedLabel(kind="dim")
        self._link = Button(theme, kind="link", icon="link")
        self._link.setObjectName("close_groups")
        self._link.hide()
        self.others = Button(
            theme,
            translate("Review", "Mark the rest"),
            hint=translate("Review", "Mark every photo in this group except the one to keep (A)"),
            on_click=self.mark_others,
        )
        self.accept = Button(
            theme,
            translate("Review", "Accept"),
            key="Y",
            hint=translate(
                "Review", "Mark the copies, not edited versions, and go to the next group (Y)"
            ),
            on_click=self.accept_wanted.emit,
        )
        self.compare = Button(
            theme,
            translate("Review", "Compare"),
            key=translate("Key", "Enter"),
            hint=translate("Review", "Compare photos side by side"),
            on_click=self.open_compare,
        )
        self.apart = Button(
            theme,
            translate("Review", "Not duplicates"),
            hint=translate(
                "Review", "Don't group these photos again: all, or the selected ones (X)"
            ),
            on_click=self.set_apart,
        )
        self.info = Button(
            theme,
            icon="info",
            kind="icon",
            hint=translate("Review", "Show photo details (I)"),
        )
        self.info.setCheckable(True)
        self.details = DetailsPanel(theme)
        self.details.hide()
        self._build()
        self._connect(thumbs)
        self.show_group(None)

    @property
    def group(self) -> Group | None:
        """The group that is shown."""
        return self._group

    def show_group(self, group: Group | None) -> None:
        """Show a group, or nothing."""
        is_other = group is None or self._group is None or group.id != self._group.id
        current = self.grid.current_item()
        self._group = group
        self.model.set_group(group)
        self._show_body()
        self._head.setVisible(group is not None)
        if group is None:
            self.details.show_photos([], None)
            return
        self._title.set_text(wording.group_heading(group))
        self._chip.show_tier(group.tier)
        self._win.set_text(wording.could_be_freed(group))
        self._link.setVisible(bool(group.links))
        self._link.setText(
            translate("Review", "also similar to %Ln other groups", "", len(group.links))
        )
        if is_other and current is not None and self.model.row(current.photo.id) >= 0:
            is_other = False
        if is_other:
            self.grid.setCurrentIndex(self.model.index(0))
            self.grid.verticalScrollBar().setValue(0)
        elif current is not None:
            self.grid.select_photo(current.photo.id)
        self._show_details()

    def show_waiting(self, *, is_reading: bool = False, is_scanning: bool = False) -> None:
        """Say what to wait for while there is no group."""
        if is_reading:
            text = ""
        elif is_scanning:
            text = translate("Review", "Scanning your photos. You can keep working.")
        else:
            text = translate("Review", "Select a group to see its photos.")
        self._empty.setText(text)

    def tab_stops(self) -> list[QWidget]:
        """What the tab key goes through above the photos, in order."""
        return [self._link, self.accept, self.compare, self.others, self.info, self.apart]

    def add_dense(self, view: QWidget) -> None:
        """Take the view of many groups, shown in the place of one group's photos when asked."""
        self._dense = view
        self._stack.addWidget(view)

    @property
    def is_dense(self) -> bool:
        """Whether many groups are shown at once."""
        return self._is_dense

    def set_dense(self, *, is_dense: bool) -> None:
        """Show many groups at once, or the photos of one."""
        self._is_dense = is_dense and self._dense is not None
        self._head.drops_words = self._is_dense  # each row says what its group is
        self._head.fold()
        self._show_body()

    def _show_body(self) -> None:
        view = self._dense if self._is_dense and self._dense is not None else self.grid
        self._stack.setCurrentWidget(view if self._group is not None else self._empty)

    def say(self, text: str) -> None:
        """Say why there is no group."""
        self._empty.setText(text)

    def selected(self) -> list[Photo]:
        """The selected photos, or the current one."""
        return [item.photo for item in self.grid.selected_items()]

    def step_photo(self, by: int) -> None:
        """Go to the next photo of the group, or to the one before; stay at either end."""
        row = self.grid.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(row))

    # -- actions, also called by the window's keys

    def toggle_mark(self) -> None:
        """Mark the selected photos, or take their marks away if all have one."""
        photos = self.selected()
        if len(photos) == 1:
            self._review.toggle(photos[0])
        elif photos and all(p.id in self._review.marks for p in photos):
            self._review.unmark(photos)
        elif photos:
            self._review.mark(photos)

    def keep(self) -> None:
        """Keep the current photo instead of the one that is kept."""
        item = self.grid.current_item()
        if item is not None:
            self._review.keep(item.photo)

    def keep_only(self) -> None:
        """Keep the current photo and mark the others."""
        item = self.grid.current_item()
        if item is not None:
            self._review.keep_only(item.photo)

    def mark_others(self) -> None:
        """Mark all but the keeper."""
        if self._group is not None:
            self._review.mark_others((self._group,))

    def set_apart(self) -> None:
        """Say that the selected photos are no duplicates; one against the others, none: all."""
        if self._group is None:
            return
        photos = self.selected()
        everyone = [m.photo for m in self._group.members]
        if len(photos) < 2:
            self._review.set_apart(everyone)
        else:
            self._review.set_apart(photos)

    def open_compare(self) -> None:
        """Compare the selected photos, or the current one with the keeper."""
        if self._group is None:
            return
        photos = self.selected()
        if len(photos) < 2:
            keeper = self._group.keeper.photo
            others = [m.photo for m in self._group.members[1:]]
            if photos and photos[0].id != keeper.id:
                others = [photos[0]]
            photos = [keeper, *others]
        self.compare_wanted.emit(photos)

    # -- building

    def _build(self) -> None:
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._chip)
        second.addWidget(self._win)
        second.addWidget(self._link)
        second.addStretch(1)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addLayout(second)
        words.addStretch(1)
        # In a narrow window the last are left out; their keys and the menu of a photo stay.
        buttons = (self.accept, self.compare, self.others, self.info, self.apart)
        done = FittingLine(buttons, SPACE, squeezes=True)
        self._head = FoldingBar("head", said, done, height=64, margins=QMargins(20, 0, 16, 1))
        self._empty = label(kind="dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_waiting()
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(body, 1)
        middle.addWidget(self.details)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(middle, 1)

    def _connect(self, thumbs: ThumbLoader) -> None:
        thumbs.arrived.connect(self.grid.thumbs_arrived)
        self.grid.mark_toggled.connect(self.toggle_photo)
        self.grid.opened.connect(lambda _: self.open_compare())
        self.grid.zoomed.connect(self.zoomed)
        self.grid.customContextMenuRequested.connect(self.open_menu)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        self.info.toggled.connect(self._on_info)
        self._link.clicked.connect(self._on_link)

    def toggle_photo(self, photo_id: PhotoId) -> None:
        """Mark a photo of the group, or take its mark away."""
        row = self.model.row(photo_id)
        photo = self.model.photo(row)
        if photo is not None:
            self._review.toggle(photo)

    def open_menu(self, position: object) -> None:
        """Open the menu of the chosen photos at the mouse."""
        photos = self.selected()
        if photos:
            from PySide6.QtGui import QCursor

            self.menu_wanted.emit(photos, QCursor.pos())

    def _on_info(self, is_shown: bool) -> None:
        self.details.setVisible(is_shown)
        self._show_details()
        self.details_shown.emit(is_shown)

    def _on_link(self) -> None:
        """Go to the group that is close, or let one of several be chosen."""
        links = self._group.links if self._group is not None else ()
        close = [found for link in links if (found := self._review.group(link)) is not None]
        if len(close) == 1:
            self.link_wanted.emit(close[0].id)
        elif close:
            self.open_links(close)

    def open_links(self, close: Sequence[Group]) -> QMenu:
        """Open the menu of the groups that are close."""
        menu = QMenu(self._link)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in close:
            name = display.plain(os.path.basename(group.keeper.photo.path)).replace("&", "&&")
            entry = menu.addAction(f"{name} \N{MIDDLE DOT} {wording.group_heading(group)}")
            entry.triggered.connect(lambda _=False, to=group.id: self.link_wanted.emit(to))
        menu.popup(self._link.mapToGlobal(self._link.rect().bottomLeft()))
        return menu

    def _show_details(self) -> None:
        if self.details.isHidden() or self._group is None:
            return
        self.details.show_photos(self.selected(), self._group.keeper.photo)

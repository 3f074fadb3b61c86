"""Two to four photos compared: side by side, swiped, blinked, their difference, and the why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from simgui.core.types import Alignment, Group, Photo, PhotoId
from simgui.text.translation import translate
from simgui.ui.background.jobs import Pool
from simgui.ui.background.pictures import Pictures
from simgui.ui.compare.bars import CompareFoot, CompareHead
from simgui.ui.compare.canvas import Stage
from simgui.ui.compare.facts import FactsTable, Shown, headline
from simgui.ui.compare.modes import Badge, Mode
from simgui.ui.compare.placement import Laid, laid, of_alignment
from simgui.ui.session.review import Review
from simgui.ui.widgets.controls import set_kind
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.ui.compare.difference import Maps

MAX_PHOTOS = 4  # side by side; more are too small to compare
_FIRST_PX = 1600  # long side read first: fills a pane at once
_FULL_PX = 12_000  # long side read on zooming in; bounds memory to 430 MB a photo
_MAP_PX = 900  # long side at which the match map is computed


class ComparePage(QWidget):
    """The page; its keys work wherever the focus is on it.

    Signals:
        left: Go back to where it was opened.
        next_wanted: Go to the next group and compare that.
    """

    left = Signal()
    next_wanted = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, review: Review) -> None:
        super().__init__()
        set_kind(self, "page")
        self._theme = theme
        self._pictures = pictures
        self._review = review
        self._pool = Pool(2, self)
        self._maps_pool = Pool(1, self)
        self._group: Group | None = None
        self._shown: list[Shown] = []
        self._laid: list[Laid] = []
        self._images: dict[PhotoId, QImage] = {}
        self._asked: dict[PhotoId, int] = {}
        self._maps_for: tuple[PhotoId, PhotoId] | None = None
        self.stage = Stage(theme)
        self.head = CompareHead(theme)
        self.foot = CompareFoot(theme)
        self._build(theme)
        self.head.back.clicked.connect(self.left)
        self.head.fit.clicked.connect(self.stage.fit)
        self.head.full.clicked.connect(self.stage.show_pixels)
        self.head.modes.chosen.connect(lambda i: self.set_mode(list(Mode)[i]))
        self.foot.apart.clicked.connect(self.set_apart)
        self.foot.next.clicked.connect(self.keep_and_go_on)
        self.stage.pane_chosen.connect(self._on_pane)
        self.stage.detail_wanted.connect(self._on_detail)
        self.stage.zoom_changed.connect(self.head.show_zoom)
        listen(self, review.marks.changed, lambda _: self._show_badges())
        review.groups_changed.connect(self._on_groups_changed)

    # -- what is compared

    def compare(self, photos: Sequence[Photo], group: Group | None) -> None:
        """Lay photos side by side; the keeper of their group comes first."""
        members = {m.photo.id: m for m in group.members} if group is not None else {}
        shown = [Shown(p, members.get(p.id)) for p in photos[:MAX_PHOTOS]]
        shown.sort(key=lambda s: s.member is None or not s.member.is_keeper)
        self._group = group
        self._show(shown, min(1, len(shown) - 1))

    @property
    def photos(self) -> list[Photo]:
        """The photos laid side by side."""
        return [s.photo for s in self._shown]

    def set_mode(self, mode: Mode) -> None:
        """Compare in another way."""
        self.head.modes.set_current(mode.value)
        self.stage.set_mode(mode)
        if mode in {Mode.DIFFERENCE, Mode.WHY}:
            self._want_maps()

    def close_pools(self) -> None:
        """Wait for the picture that is being read."""
        for pool in (self._pool, self._maps_pool):
            pool.drop()
            pool.close()

    def _show(self, shown: list[Shown], current: int) -> None:
        self._shown = shown
        keeper = shown[0].member
        self._laid = []
        for entry in shown:
            if entry is shown[0] or keeper is None or entry.member is None:
                first = entry is shown[0]
                self._laid.append(Laid(entry.photo, QTransform(), is_found=first))
            else:
                self._laid.append(laid(keeper, entry.member))
        self._maps_for = None
        self._asked.clear()
        ids = {s.photo.id for s in shown}
        self._images = {key: image for key, image in self._images.items() if key in ids}
        self.stage.show_photos(self._laid, current)
        for photo_id, image in self._images.items():
            self.stage.show_picture(photo_id, image)
        for entry in shown:
            self._read(entry.photo, _FIRST_PX)
        self._find_alignments()
        self._show_words()
        self.set_mode(self.stage.mode)
        self.stage.setFocus()

    def _find_alignments(self) -> None:
        """Look how pictures lie on each other where nobody has looked yet."""
        reference = self._shown[0].photo
        for index, entry in enumerate(self._shown[1:], start=1):
            same = entry.photo.content.id == reference.content.id
            if self._laid[index].is_found or same:
                continue
            self._align(reference, entry.photo, index)

    def _align(self, reference: Photo, other: Photo, index: int) -> None:
        self._pool.run(
            lambda: self._pictures.align(reference, other),
            lambda found: self._on_aligned(index, other.id, found),
        )

    def _on_aligned(self, index: int, photo_id: PhotoId, found: Alignment | None) -> None:
        is_stale = index >= len(self._shown) or self._shown[index].photo.id != photo_id
        if is_stale or found is None:
            return
        self._laid[index] = Laid(self._shown[index].photo, of_alignment(found), is_found=True)
        self._maps_for = None
        self.stage.show_photos(self._laid, self.stage.current)
        self._want_maps()

    # -- reading pictures

    def _read(self, photo: Photo, px: int) -> None:
        if self._asked.get(photo.id, 0) >= px:
            return
        self._asked[photo.id] = px
        self._pool.run(
            lambda: self._pictures.picture(photo.path, px),
            lambda image: self._on_picture(photo.id, image),
        )

    def _on_picture(self, photo_id: PhotoId, image: QImage | None) -> None:
        if image is None or photo_id not in {s.photo.id for s in self._shown}:
            return
        old = self._images.get(photo_id)
        if old is None or image.width() > old.width():
            self._images[photo_id] = image
        self.stage.show_picture(photo_id, image)
        self._want_maps()

    def _on_detail(self, px: int) -> None:
        if px > _FIRST_PX:
            for entry in self._shown:
                content = entry.photo.content
                if max(content.width, content.height) > _FIRST_PX:
                    self._read(entry.photo, _FULL_PX)

    def _want_maps(self) -> None:
        if self.stage.mode not in {Mode.DIFFERENCE, Mode.WHY} or len(self._shown) < 2:
            return
        index = self.stage.current or 1
        a, b = self._shown[0].photo, self._shown[index].photo
        if self._maps_for == (a.id, b.id) or not {a.id, b.id} <= self._images.keys():
            return
        from simgui.ui.compare.difference import maps

        self._maps_for = (a.id, b.id)
        reference, other = _smaller(self._images[a.id]), _smaller(self._images[b.id])
        map_ = self._laid[index].map
        self._maps_pool.drop()
        self._maps_pool.run(
            lambda: maps(reference, other, map_), lambda made: self._on_maps((a.id, b.id), made)
        )

    def _on_maps(self, of: tuple[PhotoId, PhotoId], made: Maps) -> None:
        if of == self._maps_for:
            self.stage.show_maps(made.difference, made.agreement)

    # -- words

    def _show_words(self) -> None:
        index = min(max(1, self.stage.current), len(self._shown) - 1)
        member = self._shown[index].member if self._shown else None
        self.head.show_words(headline(self._shown), member)
        photos = self.photos
        for number, table in enumerate(self._tables):
            table.setVisible(number < len(self._shown))
            if number < len(self._shown):
                others = [p for p in photos if p.id != photos[number].id]
                table.show_photo(self._shown[number], others)
        self.foot.show_choices(has_group=self._group is not None)
        self._show_badges()

    def _show_badges(self) -> None:
        tokens = self._theme.tokens
        badges = []
        for number, entry in enumerate(self._shown, start=1):
            is_keeper = entry.member is not None and entry.member.is_keeper
            if entry.photo.id in self._review.marks:
                text = translate("Compare", "{number} · Trash")
                badge = Badge(text.format(number=number), tokens.trash, tokens.on_trash)
            elif is_keeper:
                text = translate("Compare", "{number} · Keep")
                badge = Badge(text.format(number=number), tokens.keep, tokens.on_keep)
            else:
                badge = Badge(str(number), tokens.raised, tokens.text)
            badges.append(badge)
        self.stage.set_badges(badges)
        self.foot.show_kept(self._kept())
        chosen = translate("Compare", "Photo {number} selected.")
        self.stage.setAccessibleDescription(
            f"{self.head.title.full_text()}. {chosen.format(number=self.stage.current + 1)}"
        )

    def _kept(self) -> int:
        for number, entry in enumerate(self._shown, start=1):
            if entry.member is not None and entry.member.is_keeper:
                return number
        return 1

    # -- what the user does

    def keep(self, number: int) -> None:
        """Keep a photo by its number, from 1, and mark the others that are shown."""
        if self._group is None or not 1 <= number <= len(self._shown):
            return
        chosen = self._shown[number - 1].photo
        others = [s.photo for s in self._shown if s.photo.id != chosen.id]
        self._review.undo_stack.beginMacro(translate("Undo", "keep one photo and mark the rest"))
        self._review.keep(chosen)
        self._review.mark(others)
        self._review.undo_stack.endMacro()

    def keep_chosen(self) -> None:
        """Keep the chosen photo and mark the others that are shown."""
        self.keep(self.stage.current + 1)

    def keep_and_go_on(self) -> None:
        """Keep what is kept, mark the others that are shown, and go to the next group."""
        self.keep(self._kept())
        self.next_wanted.emit()

    def step(self, by: int) -> None:
        """Put another member of the group beside the keeper, or choose another pane."""
        if len(self._shown) > 2 or self._group is None:
            index = (self.stage.current + by) % max(1, len(self._shown))
            self._on_pane(index)
            return
        others = [m for m in self._group.members if m.photo.id != self._shown[0].photo.id]
        if not others:
            return
        ids = [m.photo.id for m in others]
        now = ids.index(self._shown[1].photo.id) if self._shown[1].photo.id in ids else 0
        member = others[(now + by) % len(others)]
        self._show([self._shown[0], Shown(member.photo, member)], 1)

    def toggle_mark(self) -> None:
        """Mark the chosen photo, or take its mark away."""
        if self._group is not None and self._shown:
            self._review.toggle(self._shown[self.stage.current].photo)

    def set_apart(self) -> None:
        """Say that the photos shown are no duplicates of each other, and go back."""
        if self._group is not None:
            self._review.set_apart(self.photos)
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        letters = {
            Qt.Key.Key_S: Mode.SWIPE,
            Qt.Key.Key_B: Mode.BLINK,
            Qt.Key.Key_D: Mode.DIFFERENCE,
            Qt.Key.Key_W: Mode.WHY,
        }
        if key in letters:
            wanted = letters[Qt.Key(key)]
            self.set_mode(Mode.SIDE_BY_SIDE if self.stage.mode is wanted else wanted)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.keep(key - Qt.Key.Key_0)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Up}:
            self.step(-1)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Down}:
            self.step(1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.stage.zoom(1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep_and_go_on()
        elif key == Qt.Key.Key_Minus:
            self.stage.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.stage.show_pixels()
        elif key == Qt.Key.Key_F:
            self.stage.fit()
        elif key == Qt.Key.Key_N:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stage.set_mode(Mode.SIDE_BY_SIDE)
        self.head.modes.set_current(0)

    # -- building

    def _build(self, theme: Theme) -> None:
        tables = QFrame()
        set_kind(tables, "footer")
        row = QHBoxLayout(tables)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(0)
        self._tables = [FactsTable(theme) for _ in range(MAX_PHOTOS)]
        for number, table in enumerate(self._tables):
            set_kind(table, "panel" if number == 0 else "side")
            row.addWidget(table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stage, 1)
        layout.addWidget(tables)
        layout.addWidget(self.foot)

    # -- what comes from elsewhere

    def _on_pane(self, index: int) -> None:
        self.stage.set_current(index)
        self._maps_for = None
        self._want_maps()
        self._show_words()

    def _on_groups_changed(self) -> None:
        """The keeper is another, or the group was made again: take over what is shown."""
        if self._group is None or not self._shown or self.isHidden():
            return
        group = self._review.group_of(self._shown[0].photo.id)
        if group is None:
            return
        self._group = group
        members = {m.photo.id: m for m in group.members}
        self._shown = [Shown(s.photo, members.get(s.photo.id)) for s in self._shown]
        self._show_words()


def _smaller(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= _MAP_PX:
        return image
    return image.scaled(
        _MAP_PX,
        _MAP_PX,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )

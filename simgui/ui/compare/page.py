"""Photos compared: side by side, swiped, blinked, one by one, their difference, and the why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QTransform
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from simgui.core.types import Alignment, Group, Photo, PhotoId
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui.background.jobs import Pool
from simgui.ui.background.pictures import Pictures
from simgui.ui.compare.bars import CompareFoot, CompareHead
from simgui.ui.compare.canvas import Stage
from simgui.ui.compare.facts import FactsTable, Shown, headline
from simgui.ui.compare.lineup import MAX_PANES, Lineup
from simgui.ui.compare.modes import Badge, Mode
from simgui.ui.compare.reading import PictureReader
from simgui.ui.session.review import Review
from simgui.ui.widgets.controls import set_kind
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.placement import Laid, laid, of_alignment
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.ui.compare.difference import Maps

_LETTERS = {
    Qt.Key.Key_S: Mode.SWIPE,
    Qt.Key.Key_B: Mode.BLINK,
    Qt.Key.Key_D: Mode.DIFFERENCE,
    Qt.Key.Key_W: Mode.WHY,
    Qt.Key.Key_L: Mode.FLIP,
}


class ComparePage(QWidget):
    """The page; its keys work wherever the focus is on it.

    Signals:
        left: Go back to where it was opened.
        next_wanted: Go to the next group and compare that.
        full_wanted: Whether the photos are to fill the screen.
    """

    left = Signal()
    next_wanted = Signal()
    full_wanted = Signal(bool)

    def __init__(self, theme: Theme, pictures: Pictures, review: Review) -> None:
        super().__init__()
        set_kind(self, "page")
        self._theme = theme
        self._review = review
        self._reader = PictureReader(pictures, self)
        self._maps_pool = Pool(1, self)
        self._group: Group | None = None
        self._lineup = Lineup()
        self._laid: list[Laid] = []
        self._is_full = False
        self._maps_for: tuple[PhotoId, PhotoId] | None = None
        self.stage = Stage(theme)
        self.head = CompareHead(theme)
        self.foot = CompareFoot(theme)
        self._build(theme)
        self.head.back.clicked.connect(self.left)
        self.head.fit.clicked.connect(self.stage.fit)
        self.head.full.clicked.connect(self.stage.show_pixels)
        self.head.whole.clicked.connect(lambda: self.set_full(is_full=True))
        self._reader.read.connect(self._on_picture)
        self.head.modes.chosen.connect(lambda i: self.set_mode(list(Mode)[i]))
        self.foot.apart.clicked.connect(self.set_apart)
        self.foot.next.clicked.connect(self.keep_and_go_on)
        self.stage.pane_chosen.connect(self._on_pane)
        self.stage.detail_wanted.connect(self._on_detail)
        self.stage.zoom_changed.connect(self.head.show_zoom)
        listen(self, review.marks.changed, lambda _: self._show_badges())
        review.groups_changed.connect(self._on_groups_changed)
        review.group_changed.connect(self._on_groups_changed)

    # -- what is compared

    def compare(self, photos: Sequence[Photo], group: Group | None) -> None:
        """Lay photos side by side; the keeper of their group comes first.

        What has no room, and the other photos of the group, can be stepped to.
        """
        members = {m.photo.id: m for m in group.members} if group is not None else {}
        shown = [Shown(p, members.get(p.id)) for p in photos]
        shown.sort(key=lambda s: s.member is None or not s.member.is_keeper)
        asked = {s.photo.id for s in shown}
        rest = [Shown(m.photo, m) for m in members.values() if m.photo.id not in asked]
        self._group = group
        self._lineup = Lineup([*shown, *rest], len(shown))
        self._show()

    @property
    def photos(self) -> list[Photo]:
        """The photos laid side by side."""
        return [s.photo for s in self._shown]

    @property
    def hidden(self) -> int:
        """How many more photos there are to step to."""
        return self._lineup.hidden

    @property
    def _shown(self) -> list[Shown]:
        return self._lineup.shown

    def set_mode(self, mode: Mode) -> None:
        """Compare in another way."""
        self.head.modes.set_current(mode.value)
        self.stage.set_mode(mode)
        self._show_caption()
        if mode in {Mode.DIFFERENCE, Mode.WHY}:
            self._want_maps()

    def toggle_mode(self, wanted: Mode) -> None:
        """Compare in another way, or side by side again."""
        self.set_mode(Mode.SIDE_BY_SIDE if self.stage.mode is wanted else wanted)

    @property
    def is_full(self) -> bool:
        """Whether the photos fill the screen."""
        return self._is_full

    def set_full(self, *, is_full: bool) -> None:
        """Let the photos fill the screen, one at a time and all at one zoom and place; or not."""
        if is_full == self._is_full:
            return
        self._is_full = is_full
        for part in (self.head, self.foot, self._facts):
            part.setVisible(not is_full)
        self.set_mode(Mode.FLIP if is_full else Mode.SIDE_BY_SIDE)
        self.full_wanted.emit(is_full)
        self.stage.setFocus()

    def close_pools(self) -> None:
        """Wait for the picture that is being read."""
        self._reader.close()
        self._maps_pool.drop()
        self._maps_pool.close()

    def _show(self) -> None:
        shown = self._shown
        keeper = shown[0].member
        self._laid = []
        for entry in shown:
            if entry is shown[0] or keeper is None or entry.member is None:
                first = entry is shown[0]
                self._laid.append(Laid(entry.photo, QTransform(), is_found=first))
            else:
                self._laid.append(laid(keeper, entry.member))
        self._maps_for = None
        ahead = self._lineup.next
        coming = [ahead.photo] if ahead is not None else []
        self._reader.keep_only([*self.photos, *coming])
        self.stage.show_photos(self._laid, self._lineup.pane)
        for photo_id, image in self._reader.images.items():
            self.stage.show_picture(photo_id, image)
        for photo in (*self.photos, *coming):
            self._reader.want(photo)
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
        self._reader.align(reference, other, lambda found: self._on_aligned(index, other.id, found))

    def _on_aligned(self, index: int, photo_id: PhotoId, found: Alignment | None) -> None:
        is_stale = index >= len(self._shown) or self._shown[index].photo.id != photo_id
        if is_stale or found is None:
            return
        self._laid[index] = Laid(self._shown[index].photo, of_alignment(found), is_found=True)
        self._maps_for = None
        self.stage.show_photos(self._laid, self.stage.current)
        self._want_maps()

    # -- reading pictures

    def _on_picture(self, photo_id: PhotoId, image: QImage) -> None:
        self.stage.show_picture(photo_id, image)
        self._want_maps()

    def _on_detail(self, px: int) -> None:
        self._reader.want_detail(self.photos, px)

    def _want_maps(self) -> None:
        if self.stage.mode not in {Mode.DIFFERENCE, Mode.WHY} or len(self._shown) < 2:
            return
        index = self.stage.current or 1
        a, b = self._shown[0].photo, self._shown[index].photo
        if self._maps_for == (a.id, b.id) or not {a.id, b.id} <= self._reader.images.keys():
            return
        from simgui.ui.compare.difference import maps

        self._maps_for = (a.id, b.id)
        reference, other = self._reader.small(a.id), self._reader.small(b.id)
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
        self.head.show_words(headline(self._shown), member, hidden=self.hidden)
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
        for place, entry in zip(self._lineup.places, self._shown, strict=True):
            number = place + 1
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
            f"{self.head.title.full_text()}. {chosen.format(number=self._lineup.current + 1)}"
        )
        self._show_caption()

    def _show_caption(self) -> None:
        """What photo is seen where one at a time is."""
        if self.stage.mode is not Mode.FLIP or not self._lineup.photos:
            self.stage.set_caption("")
            return
        photo = self._lineup.photos[self._lineup.current].photo
        where = translate("Compare", "{number} of {all}").format(
            number=self._lineup.current + 1, all=len(self._lineup.photos)
        )
        keys = translate("Compare", "← → next photo · Space marks · + − zoom · Esc back")
        words = (where, display.name(photo.path), wording.photo_facts(photo), keys)
        self.stage.set_caption("   \N{MIDDLE DOT}   ".join(words))

    def _kept(self) -> int:
        for place, entry in zip(self._lineup.places, self._shown, strict=True):
            if entry.member is not None and entry.member.is_keeper:
                return place + 1
        return 1

    # -- what the user does

    def keep(self, number: int) -> None:
        """Keep a photo by its number, from 1, and mark the others that are shown beside it."""
        if self._group is None or number - 1 not in self._lineup.places:
            return
        chosen = self._lineup.photos[number - 1].photo
        others = [p for p in self.photos if p.id != chosen.id]
        if self.stage.mode is Mode.FLIP:  # the others are not seen
            others = []
        self._review.undo_stack.beginMacro(translate("Undo", "keep one photo and mark the rest"))
        self._review.keep(chosen)
        if others:
            self._review.mark(others)
        self._review.undo_stack.endMacro()

    def keep_chosen(self) -> None:
        """Keep the chosen photo and mark the others that are shown."""
        self.keep(self._lineup.current + 1)

    def keep_and_go_on(self) -> None:
        """Keep what is kept, mark the others that are shown, and go to the next group."""
        self.keep(self._kept())
        self.next_wanted.emit()

    def step(self, by: int) -> None:
        """Choose the next photo; where two are compared, put it beside the keeper."""
        beside = len(self._shown) == 2 and self.stage.mode is not Mode.FLIP
        if self._lineup.step(by, past_reference=beside):
            self._show()
        else:
            self._choose()

    def toggle_mark(self) -> None:
        """Mark the chosen photo, or take its mark away."""
        if self._group is not None and self._shown:
            self._review.toggle(self._lineup.photos[self._lineup.current].photo)

    def set_apart(self) -> None:
        """Say that the photos shown are no duplicates of each other, and go back."""
        if self._group is not None:
            self._review.set_apart(self.photos)
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _LETTERS:
            self.toggle_mode(_LETTERS[Qt.Key(key)])
        elif key == Qt.Key.Key_F11:
            self.set_full(is_full=not self._is_full)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
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
        self.set_full(is_full=False)
        self.stage.set_mode(Mode.SIDE_BY_SIDE)
        self.head.modes.set_current(0)

    # -- building

    def _build(self, theme: Theme) -> None:
        self._facts = QFrame()
        set_kind(self._facts, "footer")
        row = QHBoxLayout(self._facts)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(0)
        self._tables = [FactsTable(theme) for _ in range(MAX_PANES)]
        for number, table in enumerate(self._tables):
            set_kind(table, "panel" if number == 0 else "side")
            row.addWidget(table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.stage, 1)
        layout.addWidget(self._facts)
        layout.addWidget(self.foot)

    # -- what comes from elsewhere

    def _on_pane(self, index: int) -> None:
        self._lineup.choose_pane(index)
        self._choose()

    def _choose(self) -> None:
        self.stage.set_current(self._lineup.pane)
        self._maps_for = None
        self._want_maps()
        self._show_words()

    def _on_groups_changed(self) -> None:
        """The keeper is another, or the group was made again: take over what is shown."""
        if self._group is None or not self._lineup.photos or self.isHidden():
            return
        group = self._review.group_of(self._lineup.photos[0].photo.id)
        if group is None:
            return
        self._group = group
        members = {m.photo.id: m for m in group.members}
        self._lineup.photos = [Shown(s.photo, members.get(s.photo.id)) for s in self._lineup.photos]
        self._show_words()

"""The deletion plan: what would be moved and what is kept, shown before anything moves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QObject,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from simgui.core.removal.journal import Action
from simgui.core.types import ContentId, Photo
from simgui.text import deletion_wording, display, holding_wording, wording
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_delegate import draw_thumb
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.settings import Settings
from simgui.ui.widgets.controls import Button, set_kind
from simgui.ui.widgets.model_index import ModelIndex
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.core.removal.plan import Plan, Refused, Removal

_ROW_PX = 72  # height of a row
_THUMB = (68.0, 52.0)  # width and height of its picture in pixels


class PlanModel(QAbstractListModel):
    """The removals of a plan, then what it refuses."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Removal | Refused] = []

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ItemRole.ITEM:
            return row
        texts = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return " ".join(lines(row)) if role in texts else None

    def set_plan(self, plan: Plan | None) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._rows = [] if plan is None else [*plan.refused, *plan.removals]
        self.endResetModel()

    def thumbs_arrived(self, contents: frozenset[ContentId]) -> None:
        """Repaint all: few rows are visible."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [ItemRole.THUMB])


def lines(row: Removal | Refused) -> tuple[str, str, str]:
    """What a row says: the photo, where it is, and what stays or why it stays itself."""
    from simgui.core.removal.plan import Refused

    if isinstance(row, Refused):
        reason = deletion_wording.refused(row)
        stays = translate("Plan", "not moved: {reason}").format(reason=reason)
        return display.name(row.photo.path), display.place(row.photo), stays
    victim, keeper = row.victim, row.keeper
    stays = translate("Plan", "Keeping {name} in {place}").format(
        name=display.name(keeper.path), place=display.place(keeper)
    )
    notes = [deletion_wording.warning(w) for w in row.warnings]
    if row.losses:
        things = holding_wording.losses(row.losses)
        notes.append(translate("Plan", "only copy with: {things}").format(things=things))
    if row.save is not None:
        notes.append(deletion_wording.only_here(row.save))
    facts = f"{wording.photo_facts(victim)} \N{MIDDLE DOT} {display.place(victim)}"
    if notes:
        facts = f"{'; '.join(notes)} \N{MIDDLE DOT} {facts}"
    return display.name(victim.path), facts, stays


class _PlanDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, thumbs: ThumbLoader, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(300, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        from simgui.core.removal.plan import Refused

        row = index.data(ItemRole.ITEM)
        tokens = self._theme.tokens
        rect = QRectF(option.rect)
        painter.save()
        # Everything is placed by its distance from the left, whichever way a language is written.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(tokens.line))
        name, facts, stays = lines(row)
        is_refused = isinstance(row, Refused)
        victim = row.photo if is_refused else row.victim
        half = rect.width() * 0.52
        self._paint_photo(painter, rect.left() + 20, rect, victim, is_dim=not is_refused)
        left = rect.left() + 20 + _THUMB[0] + 14
        self._paint_words(
            painter, QRectF(left, rect.top(), half - left, rect.height()), name, facts
        )
        x = rect.left() + half + 12
        icon = "shield" if is_refused else "forward"
        spot = QRectF(x, rect.center().y() - 9, 18, 18)
        self._theme.draw_icon(painter, icon, spot, tokens.amber if is_refused else tokens.dim)
        x += 32
        if not is_refused:
            self._paint_photo(painter, x, rect, row.keeper, is_dim=False)
            x += _THUMB[0] + 14
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.amber if is_refused else tokens.text))
        room = rect.right() - x - 20
        text = QFontMetrics(option.font).elidedText(stays, Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(QRectF(x, rect.top(), room, rect.height()), _flags(), text)
        painter.restore()

    def _paint_photo(
        self, painter: QPainter, x: float, row: QRectF, photo: Photo, *, is_dim: bool
    ) -> None:
        width, height = max(1, photo.content.width), max(1, photo.content.height)
        scale = min(_THUMB[0] / width, _THUMB[1] / height, 1.0)
        w, h = width * scale, height * scale
        centre = row.center().y()
        target = QRectF(x + (_THUMB[0] - w) / 2, centre - h / 2, w, h)
        ratio = painter.device().devicePixelRatio()
        painter.setOpacity(0.55 if is_dim else 1.0)
        draw_thumb(
            painter, target, self._thumbs.get(photo, max(w, h) * ratio), self._theme.tokens.mat
        )
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, rect: QRectF, name: str, facts: str) -> None:
        tokens = self._theme.tokens
        strong = QFont(painter.font())
        strong.setWeight(QFont.Weight.DemiBold)
        middle = rect.center().y()
        for font, text, colour, y, elide in (
            (strong, name, tokens.text, middle - 20, Qt.TextElideMode.ElideMiddle),
            (painter.font(), facts, tokens.dim, middle, Qt.TextElideMode.ElideRight),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, elide, int(rect.width()))
            painter.drawText(QRectF(rect.left(), y, rect.width(), 20), _flags(), shown)


class DeletionPage(Page):
    """The plan of a deletion with its two answers, and what else could be done with the photos.

    Signals:
        confirmed: Plan to carry out.
        cancelled: Nothing is to happen, or no more.
        way_chosen: Action to plan instead.
    """

    confirmed = Signal(object)
    cancelled = Signal()
    way_chosen = Signal(object)

    def __init__(self, theme: Theme, thumbs: ThumbLoader, stored: Settings) -> None:
        self._settings = stored
        self.model = PlanModel()
        self.view = QListView()
        super().__init__(
            translate("Plan", "Move to the trash"),
            self.view,
            translate("Plan", "None of these can be removed."),
        )
        self.model.setParent(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_PlanDelegate(theme, thumbs, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(translate("Plan", "Photos to remove and photos that stay"))
        self._plan: Plan | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(translate("Plan", "Photos moved"))
        self.cancel = Button(
            theme, translate("Plan", "Cancel"), key="Esc", on_click=self.cancelled.emit
        )
        self.go = Button(
            theme,
            translate("Plan", "Move to the trash"),
            kind="danger",
            icon="trash",
            on_click=self._on_go,
        )
        self._build_choices()
        self.head.addWidget(self._bar)
        self.head.addWidget(self.cancel)
        self.head.addWidget(self.go)
        thumbs.arrived.connect(self.model.thumbs_arrived)
        self.show_busy(is_busy=False)

    def _build_choices(self) -> None:
        """The row below the head: what is done with the photos, and what is saved first."""
        self.way = QComboBox()
        self.way.setAccessibleName(translate("Plan", "What to do with the photos"))
        for way in Action:
            if way is not Action.REFLINK or sys.platform != "win32":
                self.way.addItem(deletion_wording.way_name(way), way)
        self.way.activated.connect(lambda _: self.way_chosen.emit(self.way.currentData()))
        self.saves = QCheckBox()
        self.saves.hide()  # until there is something to save
        self.saves.setToolTip(
            translate(
                "Plan",
                "Date, place, rating, title and keywords that the kept photo lacks are "
                "saved in an XMP side-car file next to it. The photo itself is never "
                "changed.",
            )
        )
        self.saves.setChecked(self._settings.get(settings.SAVES_METADATA))
        self.saves.toggled.connect(lambda on: self._settings.set(settings.SAVES_METADATA, on))
        bar = QFrame()
        set_kind(bar, "head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 16, 9)
        row.setSpacing(16)
        row.addWidget(self.way)
        row.addWidget(self.saves)
        row.addStretch(1)
        self.column.insertWidget(1, bar)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan and ask."""
        self._plan = plan
        self.model.set_plan(plan)
        count = len(plan.removals)
        self.show_way(plan.action)
        self.set_title(deletion_wording.would(plan.action, count))
        knowing = sum(removal.save is not None for removal in plan.removals)
        self.saves.setVisible(knowing > 0)
        self.saves.setText(
            translate(
                "Plan",
                "Save metadata found only in %Ln of these photos to an XMP side-car",
                "",
                knowing,
            )
        )
        checked = translate("Plan", "We re-check every kept photo on disk first")
        space = deletion_wording.frees(plan.action, plan.bytes_freed)
        note = f"{space} \N{MIDDLE DOT} {checked}"
        if plan.refused:
            stay = translate("Plan", "%Ln will not be moved", "", len(plan.refused))
            note = f"{note} \N{MIDDLE DOT} {stay}"
        self.set_note(note)
        self.go.setText(deletion_wording.go(plan.action, count))
        self.go.setEnabled(count > 0)
        self.show_body(has_any=self.model.rowCount() > 0)
        self.show_busy(is_busy=False)
        self.go.setFocus()

    def show_way(self, way: Action) -> None:
        """Show what is done with the photos."""
        self.way.setCurrentIndex(self.way.findData(way))

    def show_busy(self, *, is_busy: bool) -> None:
        """Show that files are being moved."""
        self.way.setEnabled(not is_busy)
        self.saves.setEnabled(not is_busy)
        self._bar.setVisible(is_busy)
        self.go.setVisible(not is_busy)
        text = translate("Plan", "Stop") if is_busy else translate("Plan", "Cancel")
        self.cancel.setText(text)
        self.cancel.setAccessibleName(text)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many photos are moved."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_go(self) -> None:
        if self._plan is not None:
            plan, self._plan = self._plan, None
            self.show_busy(is_busy=True)
            self.confirmed.emit(plan if self.saves.isChecked() else plan.without_metadata())


def _flags() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

"""Auto-select: the order of criteria, and a preview of what they would mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion
from simgui.core.types import Group, Tier
from simgui.engine.keep_rules import RuleChoice, Ruled, Ruling, read_rules, rule, write_rules
from simgui.engine.snapshot import Folder
from simgui.text import display, keeping_wording, wording
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import Button, Segments, label, set_kind
from simgui.ui.widgets.page import Page
from simgui.ui.widgets.table import Column, Table, TableModel
from simgui.ui.widgets.theme import Theme

_SETTLE_MS = 150  # pause after which the preview follows a change
_SIDE_PX = 340  # least width of the rules
_TIERS = (Tier.PIXELS, Tier.SAME)
_KIND, _REASON = 2, 4  # columns that can be done without
_NARROW_PX = 640  # a table narrower than this shows the photos alone


class OrderList(QWidget):
    """A short list whose order the user changes by dragging or by two buttons.

    Signals:
        changed: The order is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, rows: int) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(rows * 26 + 12)
        up = Button(
            theme,
            icon="up",
            kind="icon",
            hint=translate("Rules", "Move up"),
            on_click=lambda: self._move(-1),
        )
        down = Button(
            theme,
            icon="chevron",
            kind="icon",
            hint=translate("Rules", "Move down"),
            on_click=lambda: self._move(1),
        )
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(up)
        buttons.addWidget(down)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        self.list.model().rowsMoved.connect(lambda *_: self.changed.emit())

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows: a value and its words."""
        self.list.clear()
        for value, text in rows:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, value)
            self.list.addItem(item)
        if rows:
            self.list.setCurrentRow(0)

    def values(self) -> list[str]:
        """The values in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(target, item)
        self.list.setCurrentRow(target)
        self.changed.emit()


class _Column(QScrollArea):
    """Scrolls down and is as wide as what is in it, whatever the language makes of that."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        set_kind(self, "column")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._inner = inner

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        edges = self.contentsMargins()
        wide = self._inner.minimumSizeHint().width() + bar + edges.left() + edges.right()
        return QSize(max(_SIDE_PX, wide), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def _kept(ruled: Ruled) -> str:
    """The photo that is kept, with its folder: it may lie in another than the marked one."""
    return f"{display.name(ruled.keeper.path)} \N{MIDDLE DOT} {display.place(ruled.keeper)}"


def _table_model() -> TableModel[Ruled]:
    return TableModel(
        (
            Column(
                translate("Rules", "Photo to mark"),
                lambda r: display.name(r.photo.path),
                share=2,
            ),
            Column(translate("Rules", "Folder"), lambda r: display.place(r.photo), share=2),
            Column(translate("Rules", "Kind"), lambda r: wording.tier_name(r.tier), share=0),
            Column(translate("Rules", "Kept photo"), _kept, share=2),
            Column(
                translate("Rules", "Reason"),
                lambda r: keeping_wording.reason_name(r.reason),
                share=0,
            ),
        )
    )


class RulesPage(Page):
    """The rules on the left, what they would mark on the right.

    Signals:
        confirmed: Ruling to apply.
        cancelled: Nothing is to be marked.
    """

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        self._session = session
        self.model = _table_model()
        self.table = Table(self.model, translate("Rules", "Photos that will be marked"))
        self.table.hide_when_narrow((_KIND, _REASON), _NARROW_PX)
        self._theme = theme
        self._build_controls(theme)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.addWidget(self._build_side())
        body.addWidget(self.table)
        body.setStretchFactor(1, 1)
        body.setChildrenCollapsible(False)
        super().__init__(translate("Rules", "Auto-select"), body, "")
        self.model.setParent(self)
        self.cancel = Button(
            theme, translate("Rules", "Cancel"), key="Esc", on_click=self.cancelled.emit
        )
        self.go = Button(
            theme, translate("Rules", "Mark"), kind="primary", icon="check", on_click=self._on_go
        )
        self.head.addWidget(self.cancel)
        self.head.addWidget(self.go)
        self.show_body(has_any=True)
        self._groups: tuple[list[Group], list[Group], list[Group]] = ([], [], [])
        self._ruling = Ruling()
        self._paths: list[str] = []
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._preview)
        self._connect()
        self._load()

    def _build_controls(self, theme: Theme) -> None:
        self.scope = Segments(
            theme,
            (
                translate("Rules", "This group"),
                translate("Rules", "Selected"),
                translate("Rules", "All groups"),
            ),
            name=translate("Rules", "Apply to"),
        )
        self.scope.set_current(2)
        self.tier = QComboBox()
        self.tier.setAccessibleName(translate("Rules", "Mark which copies"))
        self.tier.addItem(translate("Rules", "Only identical files or pixels"), Tier.PIXELS.value)
        self.tier.addItem(translate("Rules", "Also re-saved or resized copies"), Tier.SAME.value)
        self.criteria = OrderList(
            theme, translate("Rules", "Prefer to keep photos with"), len(DEFAULT_CRITERIA)
        )
        self.folders = OrderList(theme, translate("Rules", "Preferred folders"), 3)
        self.only_in = QComboBox()
        self.only_in.setAccessibleName(translate("Rules", "Only mark photos in this folder"))
        self.pattern = QLineEdit()
        self.pattern.setPlaceholderText(translate("Rules", "e.g. *copy*"))
        self.pattern.setAccessibleName(
            translate("Rules", "Only mark photos with matching file names")
        )

    def _connect(self) -> None:
        """Refresh the preview shortly after a rule was changed."""
        for signal in (self.criteria.changed, self.folders.changed):
            signal.connect(self._settle.start)
        self.scope.chosen.connect(lambda _: self._settle.start())
        self.tier.activated.connect(lambda _: self._settle.start())
        self.only_in.activated.connect(lambda _: self._settle.start())
        self.pattern.textChanged.connect(lambda _: self._settle.start())

    def open_for(
        self,
        current: list[Group],
        selected: list[Group],
        shown: list[Group],
        folders: Sequence[Folder],
        only_in: str = "",
    ) -> None:
        """Preview the rules on some groups.

        Args:
            current: The group shown.
            selected: Those selected.
            shown: All of the list.
            folders: Watched folders.
            only_in: The only folder whose photos are to be marked, or "" for any.
        """
        self._groups = (current, selected, shown)
        self.only_in.clear()
        self._paths = [f.path for f in folders if not f.is_file]
        if only_in and only_in not in self._paths:
            self._paths.append(only_in)
        self.only_in.addItem(translate("Rules", "Any folder"))
        self.only_in.addItems([display.name(path) for path in self._paths])
        _, preferred = read_rules(self._session.settings.get(settings.KEEP_RULES))
        ranks = {path: rank for rank, path in enumerate(preferred)}
        ordered = sorted(self._paths, key=lambda p: ranks.get(p, len(ranks)))
        # By number: as an item's data a path would lose bytes that are no text.
        rows = [(str(self._paths.index(p)), display.name(p)) for p in ordered]
        self.folders.set_rows(rows)
        if only_in:
            self.only_in.setCurrentIndex(1 + self._paths.index(only_in))
        self._preview()
        self.go.setFocus()

    def choice(self) -> RuleChoice:
        """The rules as they are set."""
        chosen = self.only_in.currentIndex()
        return RuleChoice(
            criteria=tuple(Criterion(v) for v in self.criteria.values()),
            upto=Tier(self.tier.currentData()),
            folders=tuple(self._paths[int(v)] for v in self.folders.values()),
            only_in=self._paths[chosen - 1] if chosen > 0 else "",
            pattern=self.pattern.text().strip(),
        )

    def _load(self) -> None:
        criteria, _ = read_rules(self._session.settings.get(settings.KEEP_RULES))
        ordered = [*criteria, *(c for c in DEFAULT_CRITERIA if c not in criteria)]
        self.criteria.set_rows([(c.value, keeping_wording.criterion_name(c)) for c in ordered])
        wanted = self._session.settings.get(settings.AUTO_TIER)
        self.tier.setCurrentIndex(1 if wanted == "same" else 0)

    def _preview(self) -> None:
        groups = self._groups[self.scope.current()]
        choice = self.choice()
        self._session.pool.run(lambda: rule(groups, choice), self._show)

    def _show(self, ruling: Ruling) -> None:
        self._ruling = ruling
        self.model.set_rows(ruling.marks)
        count = len(ruling.marks)
        where = translate("Rules", "in %Ln groups", "", ruling.groups)
        note = translate("Rules", "%Ln photos {groups} will be marked", "", count)
        note = note.format(groups=where)
        freed = translate("Rules", "{size} could be freed").format(
            size=display.size(ruling.bytes_freed)
        )
        parts = [note, freed]
        if ruling.keepers:
            parts.append(
                translate(
                    "Rules", "The photo to keep would change in %Ln groups", "", len(ruling.keepers)
                )
            )
        self.set_note(" \N{MIDDLE DOT} ".join(parts))
        self.go.setText(translate("Rules", "Mark %Ln photos", "", count))
        self.go.setEnabled(count > 0)

    def _on_go(self) -> None:
        choice = self.choice()
        stored = self._session.settings
        stored.set(settings.KEEP_RULES, write_rules(choice.criteria, choice.folders))
        stored.set(settings.AUTO_TIER, "same" if choice.upto is Tier.SAME else "pixels")
        self.confirmed.emit(self._ruling)

    def _build_side(self) -> QWidget:
        side = QFrame()
        set_kind(side, "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 16, 17, 16)
        column.setSpacing(6)
        for text, widget in (
            (translate("Rules", "Apply to"), self.scope),
            (translate("Rules", "Mark which copies"), self.tier),
            (translate("Rules", "Prefer to keep photos with"), self.criteria),
            (translate("Rules", "Preferred folders"), self.folders),
            (translate("Rules", "Only in folder"), self.only_in),
            (translate("Rules", "Only file names matching"), self.pattern),
        ):
            name = label(text, "strong")
            name.setBuddy(widget)
            column.addWidget(name)
            column.addWidget(widget)
            column.addSpacing(4)
        note = label(
            translate(
                "Rules",
                "Auto-select never marks edited versions, other shots of a burst, or "
                "anything in a protected folder.",
            ),
            "small",
        )
        note.setWordWrap(True)
        column.addWidget(note)
        column.addStretch(1)
        return _Column(side)

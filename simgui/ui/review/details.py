"""A photo's details next to those of the photo to keep; differences are highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from simgui.core.types import Photo
from simgui.text import display, wording
from simgui.text.translation import translate
from simgui.ui import dates
from simgui.ui.widgets.controls import ElidedLabel, label, set_kind
from simgui.ui.widgets.theme import Theme

_WIDTH_PX = 300  # of the panel
_LEAST_PX = 256  # of the panel when space is short
_ONE_LINE = 24  # characters of a fact that fit beside its name


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about a photo; `key` is the same for the same fact of every photo."""

    key: str
    name: str
    value: str


def facts(photo: Photo) -> list[Fact]:
    """What there is to know of a photo, in the order of interest."""
    content, data = photo.content, photo.content.metadata
    found = [
        Fact("name", translate("Facts", "Name"), display.name(photo.path)),
        Fact("folder", translate("Facts", "Folder"), display.place(photo)),
        Fact(
            "dimensions",
            translate("Facts", "Dimensions"),
            display.dimensions(content.width, content.height),
        ),
        Fact("size", translate("Facts", "Size"), display.size(photo.stat.size)),
        Fact("format", translate("Facts", "Format"), _format(photo)),
        Fact(
            "taken",
            translate("Facts", "Taken"),
            translate("Facts", "no date") if data.taken_ms is None else dates.moment(data.taken_ms),
        ),
        Fact("changed", translate("Facts", "File modified"), dates.file_time(photo.stat.mtime_ns)),
        Fact("camera", translate("Facts", "Camera"), _camera(photo)),
    ]
    optional = (
        ("lens", translate("Facts", "Lens"), data.lens),
        ("exposure", translate("Facts", "Exposure"), _unbroken(data.exposure)),
        ("software", translate("Facts", "Software"), data.software),
        ("place", translate("Facts", "Place"), _place(photo)),
        ("title", translate("Facts", "Title"), data.title),
        ("keywords", translate("Facts", "Keywords"), ", ".join(data.keywords)),
        ("rating", translate("Facts", "Rating"), "★" * data.rating if data.rating else ""),
        ("companions", translate("Facts", "Other files"), _companions(photo)),
    )
    found += [Fact(key, name, display.plain(value)) for key, name, value in optional if value]
    return found


def _unbroken(exposure: str) -> str:
    """Figures that stay with their units where the line breaks."""
    dot = " \N{MIDDLE DOT} "
    figures = (figure.replace(" ", "\N{NO-BREAK SPACE}") for figure in exposure.split(dot))
    return f"\N{NO-BREAK SPACE}{dot.lstrip()}".join(figures)


def _format(photo: Photo) -> str:
    content = photo.content
    text = content.format.upper()
    if content.quality is not None:
        text = translate("Facts", "{format}, quality {quality}").format(
            format=text, quality=display.number(content.quality)
        )
    if content.depth > 8:
        text = translate("Facts", "{format}, {bits} bits").format(format=text, bits=content.depth)
    return display.plain(text)


def _camera(photo: Photo) -> str:
    data = photo.content.metadata
    make, camera = data.make.strip(), data.camera.strip()
    if not make and not camera:
        return translate("Facts", "none")
    if camera.casefold().startswith(make.casefold()):
        return display.plain(camera)
    return display.plain(f"{make} {camera}".strip())


def _place(photo: Photo) -> str:
    gps = photo.content.metadata.gps
    if gps is None:
        return ""
    return f"{display.decimal(gps[0], 4)}, {display.decimal(gps[1], 4)}"


def _companions(photo: Photo) -> str:
    return ", ".join(display.name(c.path) for c in photo.companions)


class DetailsPanel(QFrame):
    """Facts of one photo, those that differ from the keeper's on a wash of their own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_kind(self, "side")
        self.setMinimumWidth(_LEAST_PX)
        self.setMaximumWidth(_WIDTH_PX)
        self._title = ElidedLabel(kind="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._note = label(kind="small")
        self._note.setWordWrap(True)
        holder = QWidget()
        set_kind(holder, "panel")
        self._rows = QGridLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(17, 16, 8, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._note)
        layout.addSpacing(4)
        layout.addWidget(area, 1)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_PX, super().sizeHint().height())

    def show_photos(self, photos: Sequence[Photo], keeper: Photo | None) -> None:
        """Show the first of the photos, compared with the keeper."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not photos:
            self._title.set_text(translate("Facts", "Nothing selected"))
            self._note.setText("")
            return
        photo = photos[0]
        self._title.set_text(display.name(photo.path))
        is_other = keeper is not None and keeper.id != photo.id
        note = translate("Facts", "Differences from the kept photo are highlighted.")
        self._note.setText(note if is_other else wording.photo_facts(photo))
        kept = {f.key: f.value for f in facts(keeper)} if keeper is not None and is_other else None
        for row, fact in enumerate(facts(photo)):
            differs = kept is not None and kept.get(fact.key, "") != fact.value
            name = label(fact.name, "dim")
            value = fact_label(fact, differs=differs)
            top = Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(name, row, 0, top)
            self._rows.addWidget(value, row, 1, top | Qt.AlignmentFlag.AlignLeft)
        self._rows.setRowStretch(len(facts(photo)), 1)


def fact_label(fact: Fact, *, differs: bool) -> QLabel:
    """A fact's value; told apart for eyes by a wash, for ears by a word."""
    value = label(fact.value, "differs" if differs else "")
    value.setWordWrap(len(fact.value) > _ONE_LINE)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    said = translate("Facts", "{name}: {value}, different") if differs else "{name}: {value}"
    value.setAccessibleName(said.format(name=fact.name, value=fact.value))
    return value

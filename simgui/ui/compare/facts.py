"""The words of the compare page: what two photos are to each other, and the facts of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from simgui.core.types import Change, Member, Photo, Role, Tier
from simgui.text import display, keeping_wording, wording
from simgui.text.translation import translate
from simgui.ui.review.details import facts
from simgui.ui.widgets.controls import ElidedLabel, IconLabel, label, row, set_kind
from simgui.ui.widgets.folding_bar import FittingLine
from simgui.ui.widgets.theme import Theme

_BETWEEN_PX = 6  # pixels between two facts


@dataclass(frozen=True, slots=True)
class Shown:
    """One photo of the comparison.

    Attributes:
        member: What it is in its group, None for a picture from outside.
    """

    photo: Photo
    member: Member | None


class FactsTable(QFrame):
    """The facts of one photo below its pane; what differs from the others is marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_kind(self, "panel")
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(18, 12, 18, 12)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 92)

    def show_photo(self, shown: Shown, others: Sequence[Photo]) -> None:
        """Show a photo's facts."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        photo = shown.photo
        own = {f.key: f.value for f in facts(photo)}
        rest = [{f.key: f.value for f in facts(other)} for other in others]

        def differs(key: str) -> bool:
            return any(other.get(key, "") != own.get(key, "") for other in rest)

        content = photo.content
        self._file_row(photo)
        self._row(
            1,
            translate("Compare", "Size"),
            (
                (display.dimensions(content.width, content.height), differs("dimensions")),
                (display.size(photo.stat.size), differs("size")),
                (own.get("format", ""), differs("format")),
            ),
        )
        self._row(2, translate("Compare", "Taken"), ((own["taken"], differs("taken")),))
        camera: tuple[tuple[str, bool], ...] = ((own["camera"], differs("camera")),)
        if own.get("exposure"):
            camera += ((own["exposure"], differs("exposure")),)
        self._row(3, translate("Compare", "Camera"), camera)
        member = shown.member
        if member is not None and member.is_keeper:
            reason = keeping_wording.keep_reason(member)
            self._row(4, translate("Compare", "Why this one is kept"), ((reason, False),))
        elif member is not None:
            self._row(4, translate("Compare", "Evidence"), ((evidence(member), False),))

    def _file_row(self, photo: Photo) -> None:
        text = f"{display.name(photo.path)} \N{MIDDLE DOT} {display.place(photo)}"
        holder = QWidget()
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        name = ElidedLabel(text, mode=Qt.TextElideMode.ElideMiddle)
        inner.addWidget(name)
        if photo.role is Role.PROTECTED:
            shield = IconLabel(self._theme, "shield-filled", "dim", 14)
            shield.setToolTip(wording.role_explained(photo.role))
            inner.addWidget(shield)
        inner.addStretch(1)
        self._grid.addWidget(label(translate("Compare", "File"), "dim"), 0, 0)
        self._grid.addWidget(holder, 0, 1)

    def _row(self, row: int, name: str, values: Sequence[tuple[str, bool]]) -> None:
        parts = []
        for position, (text, is_other) in enumerate(v for v in values if v[0]):
            value: QLabel = label(text, "differs") if is_other else ElidedLabel(text)
            said = (
                translate("Facts", "{name}: {value}, different") if is_other else "{name}: {value}"
            )
            value.setAccessibleName(said.format(name=name, value=text))
            parts.append(_after_dot(value) if position else value)
        self._grid.addWidget(label(name, "dim"), row, 0)
        self._grid.addWidget(FittingLine(parts, _BETWEEN_PX), row, 1)


def _after_dot(value: QWidget) -> QWidget:
    holder = QWidget()
    dot = label("\N{MIDDLE DOT}", "dim")
    holder.setLayout(row(dot, value, spacing=_BETWEEN_PX, stretch_last=True))
    return holder


def evidence(member: Member) -> str:
    """What speaks for two photos being one shot, in a line."""
    alignment = member.pair.alignment if member.pair is not None else None
    if member.tier is Tier.IDENTICAL:
        return translate("Compare", "byte-for-byte identical")
    if member.tier is Tier.PIXELS:
        return translate("Compare", "same pixels, different file")
    if alignment is None:
        return translate("Compare", "{share} similar").format(
            share=display.percent(member.similarity)
        )
    return translate(
        "Compare", "{points} matching points; {agreement} pixel match after alignment"
    ).format(
        points=display.number(alignment.inliers),
        agreement=display.percent(max(0.0, alignment.zncc)),
    )


def headline(shown: Sequence[Shown]) -> str:
    """What the comparison is about, in one sentence."""
    if len(shown) < 2:
        return ""
    first, second = (display.name(s.photo.path) for s in shown[:2])
    if len(shown) > 2:
        return translate("Compare", "%Ln photos side by side", "", len(shown))
    member = shown[1].member
    found = member.pair.changes if member is not None and member.pair is not None else ()
    if Change.CROPPED in found:
        text = translate("Compare", "{b} is a crop of {a}")
    elif Change.MIRRORED in found:
        text = translate("Compare", "{b} is mirrored from {a}")
    elif Change.TURNED in found:
        text = translate("Compare", "{b} is {a} rotated")
    elif Change.RECOLOURED in found:
        text = translate("Compare", "{b} is {a} with adjusted colours")
    elif Change.FRAMED in found:
        text = translate("Compare", "{b} is {a} with a border")
    elif Change.RESIZED in found:
        text = translate("Compare", "{b} is {a} at another size")
    else:
        text = translate("Compare", "{a} and {b}")
    return text.format(a=first, b=second)

"""Where photos lie on each other and on the screen: affine maps over 0..1.

A map takes a point of the reference photo to the point of another photo that shows the same spot;
both run 0..1 over the upright picture, as in `types.Alignment`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from simgui.core.types import Alignment, Member, Photo


@dataclass(frozen=True, slots=True)
class Laid:
    """A photo and how the reference lies on it.

    Attributes:
        map: From the reference's 0..1 to the photo's.
        is_found: Whether the map was found by alignment and is not merely assumed.
    """

    photo: Photo
    map: QTransform
    is_found: bool

    def scale_to(self, reference: Photo) -> float:
        """Pixels of this photo for one pixel of the reference, at the same spot."""
        own = self.photo.content.width * self.photo.content.height
        other = reference.content.width * reference.content.height
        return math.sqrt(max(1e-9, abs(self.map.determinant()) * own / max(1, other)))

    def outline(self) -> QPolygonF:
        """Which part of the reference this photo shows, over 0..1."""
        corners = (QPointF(0, 0), QPointF(1, 0), QPointF(1, 1), QPointF(0, 1))
        return inverse(self.map).map(QPolygonF(corners))


def transform(a: float, b: float, c: float, d: float, e: float, f: float) -> QTransform:
    """The map x' = a x + b y + c and y' = d x + e y + f."""
    return QTransform(a, d, b, e, c, f)


def of_alignment(alignment: Alignment) -> QTransform:
    """The map of an alignment, from a's coordinates to b's."""
    return transform(*alignment.matrix)


def inverse(mapping: QTransform) -> QTransform:
    """The way back; the identity for a map that has none."""
    back, has_inverse = mapping.inverted()
    return back if has_inverse else QTransform()


def laid(keeper: Member, member: Member) -> Laid:
    """How the keeper lies on a member, by the evidence between them."""
    pair = member.pair
    if pair is None or pair.alignment is None or member is keeper:
        return Laid(
            member.photo, QTransform(), is_found=member.pair is None and member is not keeper
        )
    found = of_alignment(pair.alignment)
    if pair.a == keeper.photo.content.id and pair.b == member.photo.content.id:
        return Laid(member.photo, found, is_found=True)
    if pair.b == keeper.photo.content.id and pair.a == member.photo.content.id:
        return Laid(member.photo, inverse(found), is_found=True)
    return Laid(member.photo, QTransform(), is_found=False)


def contained(width: float, height: float, area: QRectF) -> float:
    """The scale at which a picture just fits into an area."""
    return min(area.width() / max(1.0, width), area.height() / max(1.0, height))


def is_whole(outline: QPolygonF) -> bool:
    """Whether an outline over 0..1 leaves hardly anything out."""
    box = outline.boundingRect()
    margins = (box.left(), box.top(), 1 - box.right(), 1 - box.bottom())
    return all(m < 0.02 for m in margins)

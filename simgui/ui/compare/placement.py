"""Where photos lie on each other and on the screen: affine maps over 0..1, and their inverses.

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
class Affine:
    """x' = a x + b y + c and y' = d x + e y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    @property
    def determinant(self) -> float:
        """Signed factor by which areas grow; negative for a mirror image."""
        return self.a * self.e - self.b * self.d

    def inverse(self) -> Affine:
        """The way back; the identity for a map that has none."""
        det = self.determinant
        if abs(det) < 1e-9:
            return Affine()
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def after(self, first: Affine) -> Affine:
        """The map that applies `first` and then this one."""
        return Affine(
            self.a * first.a + self.b * first.d,
            self.a * first.b + self.b * first.e,
            self.a * first.c + self.b * first.f + self.c,
            self.d * first.a + self.e * first.d,
            self.d * first.b + self.e * first.e,
            self.d * first.c + self.e * first.f + self.f,
        )

    def apply(self, point: QPointF) -> QPointF:
        """The image of a point."""
        x, y = point.x(), point.y()
        return QPointF(self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f)

    def transform(self) -> QTransform:
        """The same as Qt's transform."""
        return QTransform(self.a, self.d, self.b, self.e, self.c, self.f)


@dataclass(frozen=True, slots=True)
class Laid:
    """A photo and how the reference lies on it.

    Attributes:
        map: From the reference's 0..1 to the photo's.
        is_found: Whether the map was found by alignment and is not merely assumed.
    """

    photo: Photo
    map: Affine
    is_found: bool

    def scale_to(self, reference: Photo) -> float:
        """Pixels of this photo for one pixel of the reference, at the same spot."""
        own = self.photo.content.width * self.photo.content.height
        other = reference.content.width * reference.content.height
        return math.sqrt(max(1e-9, abs(self.map.determinant) * own / max(1, other)))

    def outline(self) -> QPolygonF:
        """Which part of the reference this photo shows, over 0..1."""
        back = self.map.inverse()
        corners = (QPointF(0, 0), QPointF(1, 0), QPointF(1, 1), QPointF(0, 1))
        return QPolygonF([back.apply(corner) for corner in corners])


def of_alignment(alignment: Alignment) -> Affine:
    """The map of an alignment, from a's coordinates to b's."""
    return Affine(*alignment.matrix)


def laid(keeper: Member, member: Member) -> Laid:
    """How the keeper lies on a member, by the evidence between them."""
    pair = member.pair
    if pair is None or pair.alignment is None or member is keeper:
        return Laid(member.photo, Affine(), is_found=member.pair is None and member is not keeper)
    found = of_alignment(pair.alignment)
    if pair.a == keeper.photo.content.id and pair.b == member.photo.content.id:
        return Laid(member.photo, found, is_found=True)
    if pair.b == keeper.photo.content.id and pair.a == member.photo.content.id:
        return Laid(member.photo, found.inverse(), is_found=True)
    return Laid(member.photo, Affine(), is_found=False)


def contained(width: float, height: float, area: QRectF) -> float:
    """The scale at which a picture just fits into an area."""
    return min(area.width() / max(1.0, width), area.height() / max(1.0, height))

"""One zoom and one centre for several photos: where each lies on the canvas of the compare page.

All photos are drawn at one scale of the scene, so that the same spot has the same size in each; a
crop is as large as the part of the original that it shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from simgui.ui.widgets.placement import Laid, contained, inverse

_MARGIN = 24  # pixels of empty border that may be dragged into view
_MAX_SCALE = 8.0  # screen pixels for one of the reference


class Viewport:
    """The panes of the canvas and the part of the reference they show.

    Attributes:
        laid: The photos; the first is the reference.
        is_split: Whether each photo has a pane of its own.
    """

    def __init__(self) -> None:
        self.laid: list[Laid] = []
        self.is_split = True
        self._size = QSizeF(1, 1)
        self._scale = 0.0  # 0: fitted
        self._centre = QPointF(0.5, 0.5)

    @property
    def scale(self) -> float:
        """Screen pixels for one pixel of the reference."""
        return self._scale or self._fitted_scale()

    @property
    def is_fitted(self) -> bool:
        """Whether the photos are shown whole."""
        return not self._scale

    @property
    def panes(self) -> int:
        """Number of panes."""
        return len(self.laid) if self.is_split else 1

    @property
    def long_side(self) -> float:
        """Long side of the reference as it is shown, in screen pixels."""
        return max(self._reference_size()) * self.scale

    def show(self, laid: Sequence[Laid]) -> None:
        """Take other photos; zoom and place stay if they lie on the same reference."""
        before = self.laid[0].photo.id if self.laid else None
        self.laid = list(laid)
        if laid and laid[0].photo.id == before:
            self.clamp()
        else:
            self.fit()

    def resize(self, size: QSizeF) -> None:
        """The canvas has another size."""
        self._size = size
        self.clamp()

    # -- zoom and pan

    def fit(self) -> None:
        """Show the photos whole."""
        self._scale = 0.0
        self._centre = QPointF(0.5, 0.5)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show the reference at a scale; the spot under `at` stays where it is."""
        before = self.scale
        fitted = self._fitted_scale()
        scale = min(max(scale, fitted), max(_MAX_SCALE, fitted))
        if at is not None:
            offset = at - self.pane(self.pane_at(at)).center()
            width, height = self._reference_size()
            shift = (1 / before - 1 / scale) if scale else 0.0
            self._centre += QPointF(offset.x() * shift / width, offset.y() * shift / height)
        self._scale = 0.0 if scale <= fitted * 1.001 else scale
        self.clamp()

    def pan(self, dx: float, dy: float) -> None:
        """Move all photos by screen pixels."""
        width, height = self._reference_size()
        scale = self.scale
        self._centre -= QPointF(dx / scale / width, dy / scale / height)
        self.clamp()

    def clamp(self) -> None:
        """Keep the reference in its pane: no more empty border than there must be."""
        if not self.laid or not self._scale:
            self._centre = QPointF(0.5, 0.5)
            return
        width, height = self._reference_size()
        pane = self.pane(0)
        half_w = min(0.5, pane.width() / 2 / self._scale / width)
        half_h = min(0.5, pane.height() / 2 / self._scale / height)
        self._centre = QPointF(
            min(1 - half_w, max(half_w, self._centre.x())),
            min(1 - half_h, max(half_h, self._centre.y())),
        )

    # -- where things are

    def pane(self, index: int) -> QRectF:
        """The part of the canvas that is a photo's."""
        count = max(1, self.panes)
        if count == 4:
            size = QSizeF(self._size.width() / 2, self._size.height() / 2)
            corner = QPointF((index % 2) * size.width(), (index // 2) * size.height())
            return QRectF(corner, size)
        width = self._size.width() / count
        return QRectF(index * width, 0, width, self._size.height())

    def pane_at(self, point: QPointF) -> int:
        """Index of the pane under a point of the canvas."""
        for index in range(self.panes):
            if self.pane(index).contains(point):
                return index
        return 0

    def own_transform(self, index: int) -> QTransform:
        """From a photo's 0..1 to the screen, upright in its own pane."""
        laid = self.laid[index]
        content = laid.photo.content
        scale = self.scale / laid.scale_to(self.laid[0].photo)
        width, height = content.width * scale, content.height * scale
        middle = laid.map.map(self._centre) if self._scale else QPointF(0.5, 0.5)
        middle = QPointF(min(1.0, max(0.0, middle.x())), min(1.0, max(0.0, middle.y())))
        corner = self.pane(index).center() - QPointF(middle.x() * width, middle.y() * height)
        return QTransform(width, 0, 0, height, corner.x(), corner.y())

    def reference_transform(self) -> QTransform:
        """From the reference's 0..1 to the screen."""
        width, height = (side * self.scale for side in self._reference_size())
        middle = self.pane(0).center()
        corner = middle - QPointF(self._centre.x() * width, self._centre.y() * height)
        return QTransform(width, 0, 0, height, corner.x(), corner.y())

    def on_reference(self, index: int) -> QTransform:
        """From a photo's 0..1 to where it lies on the reference on the screen."""
        back = inverse(self.laid[index].map) if index else QTransform()
        return back * self.reference_transform()

    def _reference_size(self) -> tuple[int, int]:
        if not self.laid:
            return 1, 1
        content = self.laid[0].photo.content
        return max(1, content.width), max(1, content.height)

    def _fitted_scale(self) -> float:
        """The largest scale of the reference at which every photo shown is whole."""
        if not self.laid:
            return 1.0
        reference = self.laid[0].photo
        area = self.pane(0).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scales = [contained(reference.content.width, reference.content.height, area)]
        if self.panes > 1:
            for laid in self.laid[1:]:
                content = laid.photo.content
                fitting = contained(content.width, content.height, area)
                scales.append(fitting * laid.scale_to(reference))
        return max(1e-4, min(*scales, 1.0))

"""Reads the pictures of the compare page on pool threads: small first, whole when zoomed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from simgui.core.types import Alignment, Photo, PhotoId
from simgui.ui.background.jobs import Pool
from simgui.ui.background.pictures import Pictures

FIRST_PX = 1600  # long side read first: fills a pane at once
_FULL_PX = 12_000  # long side read on zooming in: 430 MB a photo at most
_MAP_PX = 900  # long side at which the match map is computed


class PictureReader(QObject):
    """The pictures at hand of the photos that are compared.

    Signals:
        read: PhotoId and its QImage, larger than the one before.
    """

    read = Signal(object, object)

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._pool = Pool(2, self)
        self._asked: dict[PhotoId, int] = {}
        self.images: dict[PhotoId, QImage] = {}

    def keep_only(self, photos: Sequence[Photo]) -> None:
        """Forget the pictures of all other photos."""
        ids = {photo.id for photo in photos}
        self.images = {key: image for key, image in self.images.items() if key in ids}
        self._asked = {key: px for key, px in self._asked.items() if key in self.images}

    def want(self, photo: Photo, px: int = FIRST_PX) -> None:
        """Read a photo at about this long side, unless that is done or under way."""
        if self._asked.get(photo.id, 0) >= px:
            return
        self._asked[photo.id] = px
        self._pool.run(
            lambda: self._pictures.picture(photo.path, px),
            lambda image: self._on_picture(photo.id, image),
        )

    def want_detail(self, photos: Sequence[Photo], px: int) -> None:
        """Read photos whole if they are shown this large."""
        if px <= FIRST_PX:
            return
        for photo in photos:
            if max(photo.content.width, photo.content.height) > FIRST_PX:
                self.want(photo, _FULL_PX)

    def align(self, reference: Photo, other: Photo, found: object) -> None:
        """Find how one photo lies on another; `found` is called with the alignment or None."""

        def pass_on(alignment: Alignment | None) -> None:
            if callable(found):
                found(alignment)

        self._pool.run(lambda: self._pictures.align(reference, other), pass_on)

    def small(self, photo_id: PhotoId) -> QImage:
        """A photo's picture, at most as large as maps of differences are."""
        image = self.images[photo_id]
        if max(image.width(), image.height()) <= _MAP_PX:
            return image
        return image.scaled(
            _MAP_PX,
            _MAP_PX,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

    def close(self) -> None:
        """Wait for the picture that is being read."""
        self._pool.drop()
        self._pool.close()

    def _on_picture(self, photo_id: PhotoId, image: QImage | None) -> None:
        if image is None or photo_id not in self._asked:
            return
        old = self.images.get(photo_id)
        if old is None or image.width() > old.width():
            self.images[photo_id] = image
            self.read.emit(photo_id, image)

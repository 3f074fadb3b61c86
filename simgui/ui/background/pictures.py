"""Pictures of photos as Qt paints them; called on pool threads."""

from __future__ import annotations

import os

from PySide6.QtGui import QImage

from simgui.core.errors import UserError
from simgui.core.types import Alignment, Photo
from simgui.engine import pictures
from simgui.engine.workspace import Workspace
from simgui.ui.platform import qimages
from simgui.ui.settings import make_private


class Pictures:
    """The pictures of a workspace's photos."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def thumbnail(self, photo: Photo, px: int) -> QImage | None:
        """An upright picture of a photo, of about that long side; None if unreadable."""
        from simgui.core.imaging.decode import THUMBNAIL_PX

        if not self._workspace.is_open:
            return None
        stored = pictures.thumbnail(self._workspace.library, photo)
        if px > THUMBNAIL_PX or stored is None:
            image = self.picture(photo.path, px)
            if image is not None:
                return image
        return None if stored is None else qimages.from_jpeg(stored, px)

    def picture(self, path: str, px: int) -> QImage | None:
        """The upright picture of a file, no larger than a long side of `px`; None if unreadable."""
        if not self._workspace.is_open:
            return None
        pixels = pictures.picture(self._workspace.library, path, px)
        return None if pixels is None else qimages.from_pixels(pixels)

    def align(self, a: Photo, b: Photo) -> Alignment | None:
        """How photo b lies on photo a, looked for now; None if it can't be found."""
        return pictures.align(self._workspace.library, a, b)

    def keep_pasted(self, image: QImage) -> str:
        """Put a picture from the clipboard into a file of the cache.

        Returns:
            Its path.

        Raises:
            UserError: It can't be written.
        """
        path = os.path.join(self._workspace.cache, "pasted.png")
        make_private(path)
        if not image.save(path):
            raise UserError("The image on the clipboard can't be saved.", path=path)
        return path

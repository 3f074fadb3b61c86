"""Pictures of photos, and how two of them lie on each other."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from simgui.core.errors import UserError
from simgui.core.types import Alignment, Photo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from simgui.store.library import Library


def thumbnail(library: Library, photo: Photo) -> bytes | None:
    """The JPEG of a photo's stored thumbnail, of a long side of at most `THUMBNAIL_PX`."""
    return library.thumbnails([photo.content.id]).get(photo.content.id)


def picture(library: Library, path: str, px: int) -> NDArray[np.uint8] | None:
    """The upright picture of a file, uint8 [H, W, 3] RGB, no larger than a long side of `px`.

    Args:
        library: Keeps a note of the file, in case its decoder takes the process down.
        path: The file, of this library or not.
        px: Pixels.

    Returns:
        None if it can't be read.
    """
    from simgui.core.imaging import decode

    try:
        with library.in_flight.decoding(path):
            return decode.pixels(path, px)
    except UserError:
        return None


def align(library: Library, a: Photo, b: Photo) -> Alignment | None:
    """How photo b lies on photo a, looked for now; None if it can't be found."""
    from simgui.core.matching import align as matching
    from simgui.core.matching import copy_score

    found = [_small(library, photo) for photo in (a, b)]
    of_a, of_b = (None if pixels is None else matching.features(pixels) for pixels in found)
    if of_a is None or of_b is None:
        return None
    finding = matching.align(of_a, of_b) or matching.align_whole(of_a, of_b)
    return None if finding is None else copy_score.alignment(of_a, of_b, finding)


def _small(library: Library, photo: Photo) -> NDArray[np.uint8] | None:
    """A photo at the size at which photos are aligned, or None if it can't be read."""
    from simgui.core.imaging.decode import THUMBNAIL_PX
    from simgui.core.matching import align as matching

    stored = thumbnail(library, photo)
    if stored is not None:
        with suppress(ValueError):  # damaged: made from the file instead
            return matching.decoded(stored)
    return picture(library, photo.path, THUMBNAIL_PX)

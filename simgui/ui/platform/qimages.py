"""Pictures for Qt, made without holding the GIL.

QImage decodes and scales without letting other threads run, the one that paints among them; Pillow
lets them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def from_jpeg(data: bytes, px: int) -> QImage | None:
    """The picture of a stored thumbnail, no larger than a long side of `px`; None if damaged."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
            opened.thumbnail((px, px), Image.Resampling.HAMMING)
            image = opened.convert("RGBA")
            # As Qt's own format has it: a pixmap needs no conversion, and the fourth byte is full,
            # without which Qt scales to nothing.
            pixels = image.tobytes("raw", "BGRA")
    except (OSError, ValueError, SyntaxError):
        return None
    width, height = image.size
    # The copy owns its memory.
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def to_pixels(image: QImage) -> NDArray[np.uint8]:
    """An image as uint8 [h, w, 3] RGB."""
    import numpy as np

    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    height, width, stride = rgb.height(), rgb.width(), rgb.bytesPerLine()
    data = np.frombuffer(rgb.constBits(), np.uint8, height * stride).reshape(height, stride)
    return data[:, : width * 3].reshape(height, width, 3).copy()


def from_pixels(pixels: NDArray[np.uint8]) -> QImage:
    """uint8 [h, w, 3] RGB or [h, w, 4] RGBA as an image that owns its memory."""
    import numpy as np

    pixels = np.ascontiguousarray(pixels)
    height, width, channels = pixels.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.tobytes(), width, height, width * channels, kind).copy()

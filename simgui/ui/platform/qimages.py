"""Pictures for Qt, made where Python may go on meanwhile.

QImage decodes and scales without letting other threads run, the one that paints among them; Pillow
lets them.
"""

from __future__ import annotations

import io

from PySide6.QtGui import QImage


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

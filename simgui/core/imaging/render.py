"""An opened picture -> opaque sRGB at a fraction of its size -> upright pictures of any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simgui.core.imaging import codec, colour
from simgui.core.imaging.codec import Limits, Opened
from simgui.core.imaging.luma import LUMA_PX

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Rendered:
    """A picture in opaque sRGB, as it is stored: what is made from it is turned upright.

    Attributes:
        box: The part of `image` that the picture covers, in its pixels: the last row and column
            stand for less than the others where the size does not divide.
        width: Of the upright picture before it was scaled down.
        height: Of the upright picture before it was scaled down.
        orientation: How `image` still has to be turned, 1 to 8 as EXIF counts.
        is_turned: Whether stored width and upright width are different sides.
    """

    image: Image.Image
    box: tuple[float, float, float, float]
    width: int
    height: int
    orientation: int
    exif: Image.Exif | None
    has_alpha: bool
    is_turned: bool = False

    def upright(self) -> Image.Image:
        """The picture at the size it was rendered in."""
        return turned(self.image, self.orientation)

    def resized(self, width: int, height: int, resample: Image.Resampling) -> Image.Image:
        """The upright picture at an exact size."""
        size = (height, width) if self.orientation > 4 else (width, height)
        if size == self.image.size and self.box == (0, 0, *size):
            return self.upright()
        return turned(self.image.resize(size, resample, self.box), self.orientation)

    def fitted(self, side: int, resample: Image.Resampling) -> Image.Image:
        """The upright picture with a long side of at most `side`, never enlarged."""
        scale = min(1.0, side / max(self.width, self.height))
        return self.resized(
            max(1, round(self.width * scale)), max(1, round(self.height * scale)), resample
        )

    def luma(self) -> NDArray[np.uint8]:
        """The upright picture in the smallest, uint8 [LUMA_PX, LUMA_PX]."""
        from PIL import Image

        small = self.image.convert("L").resize(
            (LUMA_PX, LUMA_PX), Image.Resampling.HAMMING, self.box
        )
        return np.asarray(turned(small, self.orientation))


def render(opened: Opened, limits: Limits, long_px: int, short_px: int = 1) -> Rendered:
    """Load a picture, at a fraction of its size that keeps its sides at least as long as asked.

    Args:
        opened: The picture; of a TIFF, width and height are upright afterwards.
        limits: How much memory it may take.
        long_px: Wanted length of the long side; 0 for all pixels.
        short_px: Wanted length of the short side.

    Raises:
        UnreadableError: It would take more memory than the limits allow.
        Exception: Whatever a decoder raises on damaged bytes.
    """
    image = opened.image
    # A TIFF reads its EXIF from the file, which is closed once it is loaded; the other formats may
    # have it behind the pixels.
    exif = codec.exif_of(opened) if opened.format == "tiff" else None
    width, height = image.size
    wanted = (long_px, short_px) if width >= height else (short_px, long_px)
    wanted = (max(1, wanted[0]), max(1, wanted[1])) if long_px else image.size
    box = (0.0, 0.0, float(width), float(height))
    if opened.can_draft:
        drafted = image.draft(None, wanted)
        box = drafted[1] if drafted is not None else box
    with codec.turn_for(codec.check_memory(opened, limits) + opened.held_bytes):
        image.load()
        if not opened.can_draft:
            width, height = image.size
            box = (0.0, 0.0, float(width), float(height))
        if opened.format == "tiff":
            opened.width, opened.height = width, height  # turned while it was loaded
        else:
            exif = codec.exif_of(opened)
        profile = image.info.get("icc_profile")
        reducible = colour.to_reducible(image)
        orientation = codec.orientation_of(opened, exif)
        is_turned = orientation > 4
        if not opened.can_draft and orientation > 1:
            # Turned before anything is averaged: equal upright pixels give an equal luma then.
            reducible, orientation = turned(reducible, orientation), 1
            if is_turned:
                wanted = (wanted[1], wanted[0])
                width, height = height, width
                box = (0.0, 0.0, float(width), float(height))
        factor = min(reducible.width // wanted[0], reducible.height // wanted[1])
        if factor > 1:
            reducible = reducible.reduce(factor)
            box = (0.0, 0.0, box[2] / factor, box[3] / factor)
    has_alpha = reducible.mode in ("LA", "RGBA") and not colour.is_opaque(reducible)
    if orientation > 4:
        width, height = height, width
    rgb = colour.to_srgb(reducible, profile)
    return Rendered(rgb, box, width, height, orientation, exif, has_alpha, is_turned)


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Undo an EXIF orientation of 2 to 8."""
    from PIL import Image

    way = Image.Transpose
    turns = {
        2: way.FLIP_LEFT_RIGHT,
        3: way.ROTATE_180,
        4: way.FLIP_TOP_BOTTOM,
        5: way.TRANSPOSE,
        6: way.ROTATE_270,
        7: way.TRANSVERSE,
        8: way.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image

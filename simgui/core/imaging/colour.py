"""Converts any mode and profile that Pillow knows to opaque 8-bit sRGB on white."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL import Image

# Profiles that move no colour of a test ramp by more than this many levels are sRGB under another
# name; converting costs more than the whole rest of a small photo and changes nothing to see.
_SAME_COLOUR_LEVELS = 2


def to_reducible(image: Image.Image) -> Image.Image:
    """Convert a picture to L, LA, RGB, RGBA, CMYK or LAB of 8 bits, which can be averaged."""
    mode = image.mode
    if "transparency" in image.info and mode in ("1", "L", "P", "RGB", "I;16"):
        # Averaging would lose the one colour, or palette entry, that means transparent.
        return (_grey(image) if mode == "I;16" else image).convert("RGBA")
    if mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB"):
        return image
    if mode == "1":
        return image.convert("L")
    if mode in ("PA", "RGBa"):
        return image.convert("RGBA")
    if mode == "La":
        return image.convert("LA")
    if mode[0] in "IF":
        return _grey(image)
    return image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None = None) -> Image.Image:
    """Convert a picture to opaque RGB in sRGB; what shows through is white.

    Args:
        image: In a mode that `to_reducible` returns.
        profile: Its ICC profile; one that is broken or does not fit the mode is ignored.
    """
    from PIL import Image

    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if alpha is not None:
        image = image.convert("RGB" if image.mode == "RGBA" else "L")
    rgb = _converted(image, profile)
    if alpha is None or is_opaque(alpha):
        return rgb
    return Image.composite(rgb, Image.new("RGB", rgb.size, "white"), alpha)


def is_srgb(profile: bytes | None, mode: str) -> bool:
    """Whether a profile shows the colours of a mode as sRGB would, or can't be used."""
    return not profile or _transform(profile, mode) is None


def is_opaque(image: Image.Image) -> bool:
    """Whether the alpha channel (or a picture of it alone) lets nothing show through."""
    alpha = image if image.mode == "L" else image.getchannel("A")
    return alpha.getextrema() == (255, 255)


def _converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    from PIL import ImageCms

    transform = _transform(profile, image.mode) if profile else None
    if transform is None and image.mode == "LAB":
        transform = _lab_transform()
    if transform is not None:
        try:
            converted = ImageCms.applyTransform(image, transform)
        except (ImageCms.PyCMSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


@functools.lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> Any:
    """The way from a profile to sRGB, or None if there is nothing to do or it can't be used.

    Making one costs milliseconds and a camera writes the same profile into every photo. LittleCMS
    only reads a transform while it applies it, so threads may share one.
    """
    from PIL import Image, ImageCms

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
        if mode == "CMYK":
            return transform
        ramp = Image.fromarray(_ramp()).convert(mode)
        moved = ImageCms.applyTransform(ramp, transform)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    shift = np.asarray(moved, np.int16) - np.asarray(ramp.convert("RGB"), np.int16)
    return transform if np.abs(shift).max() > _SAME_COLOUR_LEVELS else None


@functools.cache
def _lab_transform() -> Any:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )


def _ramp() -> NDArray[np.uint8]:
    """Colours over the whole cube, uint8 [5, 25, 3]."""
    levels = np.linspace(0, 255, 5).astype(np.uint8)
    return np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), -1).reshape(5, 25, 3)


def _grey(image: Image.Image) -> Image.Image:
    """16-bit, 32-bit or float grey to L, by the range that the values themselves show."""
    from PIL import Image

    if image.mode.startswith("I;16"):
        # The high byte is exact; the difference to a division by 257 is one level at most.
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    values = np.nan_to_num(np.asarray(image, np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if low < 0 or high > 65535:
        values = (values - low) * (255.0 / max(high - low, 1e-12))
    elif image.mode == "F" and high <= 1.0:
        values = values * 255.0
    elif high > 255:
        values = values / 257.0
    return Image.fromarray(np.clip(values + 0.5, 0, 255).astype(np.uint8))

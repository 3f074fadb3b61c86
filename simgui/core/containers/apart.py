"""Takes a file apart by its format: `take_apart`, the one door to the walkers."""

from __future__ import annotations

from collections.abc import Callable

from simgui.core.containers import gif, heif, jp2, jpeg, jxl, png, raster, tiff, webp
from simgui.core.containers.parts import Parts

_WALKERS: dict[str, Callable[[bytes], Parts]] = {
    "jpeg": jpeg.walk,
    "mpo": jpeg.walk,
    "png": png.walk,
    "gif": gif.walk,
    "webp": webp.walk,
    "tiff": tiff.walk,
    "heif": heif.walk,
    "avif": heif.walk,
    "jxl": jxl.walk,
    "jp2": jp2.walk,
    "bmp": raster.bmp,
    "ppm": raster.ppm,
    "tga": raster.tga,
    "ico": raster.ico,
    "psd": raster.psd,
    "raw": raster.raw,
}


def take_apart(data: bytes, kind: str) -> Parts:
    """Take a file apart; what no walker explains is an item of its own.

    Args:
        data: The whole file.
        kind: Its format, as `codec.open_picture` names it.
    """
    walker = _WALKERS.get(kind)
    if walker is None:
        parts = Parts(data)
        parts.add_unknown(0, len(data))
        return parts
    return walker(data)

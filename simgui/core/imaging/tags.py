"""Tags of an opened picture, however damaged they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image


def raw_exif(data: bytes) -> Image.Exif | None:
    """The EXIF of a RAW that is a TIFF file, nearly; None for the others."""
    from PIL import Image

    if data[:2] not in (b"II", b"MM"):
        return None
    mark = b"II*\0" if data[:2] == b"II" else b"MM\0*"
    exif = Image.Exif()
    try:
        # Directories stand at the beginning; a copy of all the rest would serve nothing.
        exif.load(mark + data[4 : 4 << 20])
    except Exception:  # noqa: BLE001 - Pillow's parser fails in many ways on fuzzed tags
        return None
    return exif if len(exif) else None


def xmp_of(image: Any) -> bytes:
    """The XMP packet, wherever the plugin of the format puts it."""
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if isinstance(found, str):
        return found.encode("utf-8", "replace")
    found = found or tag(getattr(image, "tag_v2", None), 700)
    if not found and image.format == "PSD":
        found = next((data for code, _, data in image.resources if code == 1060), b"")
    return as_bytes(found)


def tag(tags: Any, code: int) -> Any:
    """A tag of a directory, None if there is no such tag or it can't be read."""
    try:
        return tags.get(code) if tags is not None else None
    except Exception:  # noqa: BLE001 - Pillow's lazy parser fails in many ways on fuzzed tags
        return None


def as_bytes(value: Any) -> bytes:
    """A tag's value as bytes; empty if it is of another kind."""
    if isinstance(value, tuple):
        return bytes(v & 0xFF for v in value if isinstance(v, int))
    return value if isinstance(value, bytes) else b""

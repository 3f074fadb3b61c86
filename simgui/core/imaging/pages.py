"""The further pages of a TIFF by what they show, however their pixels are packed."""

from __future__ import annotations

import io

from simgui.core.imaging import codec

_PLAIN_MODES = frozenset(("1", "L", "P", "LA", "RGB", "RGBA", "CMYK"))
_BITS, _ORIENTATION = 258, 274  # tags of TIFF 6.0
_LARGEST_BYTES = 1 << 30  # decoded; larger pages are compared by their coded bytes


def pages_digest(data: bytes, least: int) -> bytes | None:
    """Digest of the pixels of all pages but the first.

    Args:
        data: A whole TIFF.
        least: Further pages that its structure has, each different one counted once.

    Returns:
        32 bytes; None where the decoder finds fewer pages, or gives less than they hold.

    Raises:
        Exception: Whatever the decoder raises on damaged bytes.
    """
    from blake3 import blake3
    from PIL import Image

    hasher = blake3()
    with Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
        count = getattr(image, "n_frames", 1)
        if count <= least:
            return None
        for number in range(1, count):
            image.seek(number)
            tags = getattr(image, "tag_v2", {})
            needed = image.width * image.height * 4
            if image.mode not in _PLAIN_MODES or max(tags.get(_BITS, (1,))) > 8:
                return None
            if needed > _LARGEST_BYTES:
                return None
            with codec.turn_for(needed):
                page = image.copy()
                if page.mode in ("1", "L", "P", "LA"):
                    page = page.convert("RGBA" if "transparency" in page.info else "RGB")
                facts = (page.mode, page.size, tags.get(_ORIENTATION, 1))
                hasher.update(repr(facts).encode())
                hasher.update(image.info.get("icc_profile") or b"")
                hasher.update(page.tobytes())
    return hasher.digest()

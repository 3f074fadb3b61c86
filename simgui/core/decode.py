"""File -> what the scan, the views and the alignment need of a photo, with limits.

Runs on any number of threads at once: nothing is shared but caches of constants. Whatever goes
wrong with a file becomes an UnreadableError that says why.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simgui.core import codec, colour, jpeg, metadata
from simgui.core.codec import DEFAULT_LIMITS, Limits, Opened
from simgui.core.errors import UnreadableError
from simgui.core.formats import long_path
from simgui.core.luma import dhash
from simgui.core.types import Content, ContentId, FileStat

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL_PX = 320
"""Long side of a stored thumbnail."""
THUMBNAIL_QUALITY = 85
LUMA_PX = 16

__all__ = [
    "LUMA_PX",
    "THUMBNAIL_PX",
    "Decoded",
    "Limits",
    "Source",
    "decode",
    "full",
    "load",
    "native",
    "pixels",
    "read",
    "reasons",
    "size_of",
]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file that did not change while they were read.

    Attributes:
        hash: BLAKE3 of them, 32 bytes.
    """

    path: str
    data: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """One photo as the scan needs it, all made from one decoding.

    Attributes:
        array: uint8 [embed_px, embed_px, 3], upright sRGB, squashed to a square, for the network.
        thumbnail: JPEG bytes, upright, long side at most THUMBNAIL_PX, never enlarged.
    """

    array: NDArray[np.uint8]
    thumbnail: bytes
    content: Content


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A picture in upright opaque sRGB at a fraction of its size."""

    image: Image.Image
    exif: Image.Exif | None
    is_turned: bool
    has_alpha: bool


def load(file: FileStat | str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read and hash a file.

    Args:
        file: A path, or a file as a walk saw it, which must still be the same.
        limits: How much it may ask for.

    Raises:
        UnreadableError: It is no plain file, too large, can't be read, or changed meanwhile.
    """
    path = file if isinstance(file, str) else file.path
    with reasons(path):
        # Asked before it is opened: opening a pipe would wait for its writer.
        if not stat.S_ISREG(os.stat(long_path(path)).st_mode):
            raise UnreadableError("it is not a plain file")
        with open(long_path(path), "rb", buffering=0) as stream:
            before = os.fstat(stream.fileno())
            if before.st_size > limits.max_bytes:
                raise UnreadableError(f"it is too large: {before.st_size >> 20} MB")
            data = stream.readall()
            after = os.fstat(stream.fileno())
        seen = (before.st_size, before.st_mtime_ns)
        is_same = seen == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size
        if isinstance(file, FileStat):
            is_same = is_same and seen == (file.size, file.mtime_ns)
        if not is_same:
            raise UnreadableError("it changed while it was read")
        if not data:
            raise UnreadableError("it is empty")
        from blake3 import blake3

        return Source(path, data, blake3(data).digest())


def decode(source: Source, limits: Limits = DEFAULT_LIMITS, *, embed_px: int) -> Decoded:
    """Decode a photo once and make of it all that the scan stores.

    A JPEG is decoded at 1/2, 1/4 or 1/8 of its size where its short side stays at least twice
    `embed_px`; the thumbnail, the square for the network and the luma come from that one picture.

    Raises:
        UnreadableError: It is no picture, is damaged or cut off, or exceeds the limits.
    """
    with reasons(source.path):
        opened = codec.open_picture(source.data, source.path, limits)
        rendered = _render(opened, limits, max(2 * embed_px, THUMBNAIL_PX), 2 * embed_px)
        image = rendered.image
        luma = _luma(image)
        width, height = opened.width, opened.height
        if rendered.is_turned:
            width, height = height, width
        content = Content(
            id=ContentId(0),
            hash=source.hash,
            size=len(source.data),
            format=opened.format,
            width=width,
            height=height,
            luma=luma.tobytes(),
            dhash=dhash(luma),
            quality=jpeg.quality(opened.image) if opened.format in ("jpeg", "mpo") else None,
            frames=opened.frames,
            has_alpha=rendered.has_alpha,
            depth=opened.depth,
            metadata=metadata.parse(rendered.exif, opened.xmp, codec.iptc_of(opened)),
        )
        return Decoded(_squash(image, embed_px), _thumbnail(image), content)


def read(file: FileStat | str, limits: Limits = DEFAULT_LIMITS, *, embed_px: int) -> Decoded:
    """Load and decode a photo.

    Raises:
        UnreadableError: As `load` and `decode`.
    """
    return decode(load(file, limits), limits, embed_px=embed_px)


def pixels(path: str, max_px: int, limits: Limits = DEFAULT_LIMITS) -> NDArray[np.uint8]:
    """Decode a photo for a view or for alignment.

    Returns:
        uint8 [height, width, 3], upright sRGB, long side at most `max_px`, never enlarged.

    Raises:
        UnreadableError: As `load` and `decode`.
    """
    from PIL import Image

    source = load(path, limits)
    with reasons(path):
        opened = codec.open_picture(source.data, path, limits)
        long, short = max(opened.width, opened.height), min(opened.width, opened.height)
        scale = min(1.0, max_px / long)
        image = _render(opened, limits, round(long * scale), round(short * scale)).image
        scale = max_px / max(image.size)
        if scale < 1:
            image = image.resize(_scaled(image.size, scale), Image.Resampling.BICUBIC)
        return np.array(image)


def full(path: str, limits: Limits = DEFAULT_LIMITS) -> NDArray[np.uint8]:
    """Decode all pixels of a photo (of a RAW: of its preview).

    Returns:
        uint8 [height, width, 3], upright sRGB.

    Raises:
        UnreadableError: As `load` and `decode`.
    """
    source = load(path, limits)
    with reasons(path):
        opened = codec.open_picture(source.data, path, limits)
        return np.array(_render(opened, limits, 0, 0).image)


def size_of(path: str, limits: Limits = DEFAULT_LIMITS) -> tuple[int, int]:
    """Upright width and height of a photo in pixels, from its header.

    Raises:
        UnreadableError: As `load`, or there is no header that can be read.
    """
    source = load(path, limits)
    with reasons(path):
        opened = codec.open_picture(source.data, path, limits)
        # Pillow gives the size of a TIFF upright already, though it turns the pixels later.
        is_turned = opened.format != "tiff" and (
            codec.orientation_of(opened, codec.exif_of(opened)) > 4
        )
        return (opened.height, opened.width) if is_turned else (opened.width, opened.height)


def native(opened: Opened) -> Image.Image:
    """Load all pixels of a picture, upright, with nothing lost of them.

    Returns:
        RGB or RGBA for whatever 8-bit RGB can say (RGB if it is opaque), else the mode as it is.
    """
    exif = codec.exif_of(opened) if opened.format == "tiff" else None
    image = opened.image
    image.load()
    exif = exif or codec.exif_of(opened)
    orientation = codec.orientation_of(opened, exif)
    if "transparency" in image.info or image.mode in ("PA", "LA", "La", "RGBa"):
        image = image.convert("RGBA")
    elif image.mode in ("1", "L", "P", "RGBX", "YCbCr"):
        image = image.convert("RGB")
    if image.mode == "RGBA" and colour.is_opaque(image):
        image = image.convert("RGB")
    return _turned(image, orientation)


@contextmanager
def reasons(path: str) -> Iterator[None]:
    """Turn whatever goes wrong with a file into an UnreadableError that names it and says why."""
    try:
        yield
    except BaseException as error:
        # Every decoder fails in its own way on damaged bytes (Pillow alone raises ten classes), and
        # none of it may end a scan. Panics of the Rust decoder are no Exceptions; an interrupt by a
        # person, however, must get through.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        if isinstance(error, UnreadableError) and error.path is not None:
            raise
        message = f"{_shown(path)} can't be read: {_reason(error)}."
        raise UnreadableError(message, path=path, remedy=_REMEDY) from error


_REMEDY = "Open it in another program, or copy it again from where it came."


def _shown(path: str) -> str:
    """A file's name that can be stored and printed anywhere."""
    name = os.fsencode(os.path.basename(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _reason(error: BaseException) -> str:
    """The second half of the sentence "NAME can't be read: ...", without its full stop."""
    from PIL import Image

    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, Image.DecompressionBombError):
        return "it is too large: its size is that of a decompression bomb"
    if isinstance(error, MemoryError):
        return "there is not enough memory for it"
    if isinstance(error, FileNotFoundError):
        return "it is no longer there"
    if isinstance(error, PermissionError):
        return "permission is denied"
    if isinstance(error, OSError) and error.errno is not None:
        return f"the disk answers “{error.strerror}”"
    text = str(error).lower()
    if "truncated" in text or "premature" in text or isinstance(error, EOFError):
        return "the file ends too early"
    if "not available" in text or "unsupported" in text or "not supported" in text:
        return "it is of a kind that can't be decoded"
    return "it is damaged"


def _render(opened: Opened, limits: Limits, long_px: int, short_px: int) -> _Rendered:
    """Load a picture, at a fraction of its size that keeps its sides at least as long as asked.

    Args:
        opened: The picture; of a TIFF, width and height are upright afterwards.
        limits: How much memory it may take.
        long_px: Wanted length of the long side; 0 for all pixels.
        short_px: Wanted length of the short side.
    """
    image = opened.image
    is_wide = opened.width >= opened.height
    wanted = (long_px, short_px) if is_wide else (short_px, long_px)
    wanted = (max(1, wanted[0]), max(1, wanted[1])) if long_px else image.size
    # A TIFF reads its EXIF from the file, which is closed once it is loaded; the other formats may
    # have it behind the pixels.
    exif = codec.exif_of(opened) if opened.format == "tiff" else None
    if opened.can_draft:
        image.draft(None, wanted)
        codec.check_size(*image.size, 4, limits)
    with codec.turn_for(image):
        image.load()
        if opened.format == "tiff":
            opened.width, opened.height = image.size  # turned while it was loaded
        else:
            exif = codec.exif_of(opened)
        profile = image.info.get("icc_profile")
        reducible = colour.to_reducible(image)
        factor = min(image.width // wanted[0], image.height // wanted[1])
        if factor > 1:
            reducible = reducible.reduce(factor)
    orientation = codec.orientation_of(opened, exif)
    rgb = _turned(colour.to_srgb(reducible, profile), orientation)
    has_alpha = reducible.mode in ("LA", "RGBA") and not colour.is_opaque(reducible)
    return _Rendered(rgb, exif, orientation > 4, has_alpha)


def _turned(image: Image.Image, orientation: int) -> Image.Image:
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


def _luma(image: Image.Image) -> NDArray[np.uint8]:
    """uint8 [LUMA_PX, LUMA_PX], box-averaged."""
    from PIL import Image

    return np.asarray(image.convert("L").resize((LUMA_PX, LUMA_PX), Image.Resampling.BOX))


def _squash(image: Image.Image, side: int) -> NDArray[np.uint8]:
    """uint8 [side, side, 3], box-averaged; a picture that must grow grows without steps."""
    from PIL import Image

    is_small = min(image.size) < side
    resample = Image.Resampling.BILINEAR if is_small else Image.Resampling.BOX
    return np.array(image.resize((side, side), resample))


def _thumbnail(image: Image.Image) -> bytes:
    from PIL import Image

    scale = THUMBNAIL_PX / max(image.size)
    if scale < 1:
        image = image.resize(_scaled(image.size, scale), Image.Resampling.HAMMING)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=THUMBNAIL_QUALITY)
    return stream.getvalue()


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))

"""File -> what the scan, the views and the alignment need of a photo, with limits.

Runs on any number of threads at once: nothing is shared but caches of constants. Whatever goes
wrong with a file becomes an UnreadableError that says why.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import UnreadableError, marked
from simgui.core.files.formats import long_path
from simgui.core.holdings import unread
from simgui.core.imaging import codec, colour, contents, jpeg_quality, metadata
from simgui.core.imaging.codec import DEFAULT_LIMITS, Limits, Opened
from simgui.core.imaging.luma import dhash
from simgui.core.imaging.pyramid import content_box
from simgui.core.imaging.render import Rendered, render, turned
from simgui.core.task import Cancelled
from simgui.core.types import UNDECODED, Content, ContentId, FileStat

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL_PX = 320
"""Long side of a stored thumbnail."""
THUMBNAIL_QUALITY = 85  # of JPEG: 10 KB a thumbnail without visible blocks

_LEAST_SCALE = 15
"""Eighths of the network's side that the short side of a reduced JPEG must have: nearly twice, and
yet an eighth of a photo of 12 megapixels (3,000 rows) will do for a network that takes 192."""

Decoding = Callable[[str], AbstractContextManager[None]]
"""Entered while the file of that path is decoded, to keep a note of it."""

__all__ = [
    "THUMBNAIL_PX",
    "Decoded",
    "Decoding",
    "Limits",
    "Source",
    "decode",
    "full",
    "load",
    "native",
    "pixels",
    "read",
    "reasons",
    "shown",
    "size_of",
    "unnoted",
]


def unnoted(path: str) -> AbstractContextManager[None]:
    """Decode without a note of it."""
    return nullcontext()


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
        array: uint8 [embed_px, embed_px, 3], upright sRGB, squashed to a square, without a frame,
            for the network.
        thumbnail: JPEG bytes, upright, long side at most THUMBNAIL_PX, never enlarged.
    """

    array: NDArray[np.uint8]
    thumbnail: bytes
    content: Content


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
            raise UnreadableError("it is not a regular file")
        with open(long_path(path), "rb", buffering=0) as stream:
            before = os.fstat(stream.fileno())
            if before.st_size > limits.max_bytes:
                raise UnreadableError(
                    "it is too large: {megabytes} MB", megabytes=before.st_size >> 20
                )
            data = stream.readall()
            after = os.fstat(stream.fileno())
        seen = (before.st_size, before.st_mtime_ns)
        is_same = seen == (after.st_size, after.st_mtime_ns) and len(data) == after.st_size
        if isinstance(file, FileStat):
            is_same = is_same and seen == (file.size, file.mtime_ns)
        if not is_same:
            raise UnreadableError("it changed while it was being read")
        if not data:
            raise UnreadableError("it is empty")
        from blake3 import blake3

        return Source(path, data, blake3(data).digest())


def decode(source: Source, limits: Limits = DEFAULT_LIMITS, *, embed_px: int) -> Decoded:
    """Decode a photo once and make of it all that the scan stores.

    A JPEG is decoded at 1/2, 1/4 or 1/8 of its size where its short side stays at least 15/8 of
    `embed_px`; the thumbnail, the square for the network and the luma come from that one picture.

    Raises:
        UnreadableError: It is no picture, is damaged or cut off, or exceeds the limits.
    """
    with reasons(source.path):
        opened = codec.open_picture(source.data, source.path, limits)
        side = _LEAST_SCALE * embed_px // 8
        rendered = render(opened, limits, max(side, THUMBNAIL_PX), side)
        luma = rendered.luma()
        parts = contents.parts_of(opened, source.data)
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
            quality=jpeg_quality.quality(opened.image)
            if opened.format in ("jpeg", "mpo")
            else None,
            frames=opened.frames,
            has_alpha=rendered.has_alpha,
            depth=opened.depth,
            metadata=metadata.parse(
                rendered.exif, opened.xmp, codec.iptc_of(opened), opened.image.info
            ),
            holdings=contents.holdings_of(opened, parts, has_alpha=rendered.has_alpha),
        )
        small = rendered.fitted(THUMBNAIL_PX, _hamming())
        return Decoded(_squash(rendered, small, embed_px), _jpeg(small), content)


def undecoded(file_hash: bytes, size: int) -> Content:
    """The content of a file whose bytes alone are known."""
    return Content(
        ContentId(0), file_hash, size, UNDECODED, 0, 0, b"", 0, holdings=unread(file_hash, size)
    )


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
        scale = min(1.0, max_px / max(opened.image.size))
        rendered = render(opened, limits, *(round(side * scale) for side in _sides(opened)))
        return np.array(rendered.fitted(max_px, Image.Resampling.BICUBIC))


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
        return np.array(render(opened, limits, 0).upright())


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
    return turned(image, orientation)


@contextmanager
def reasons(path: str) -> Iterator[None]:
    """Turn whatever goes wrong with a file into an UnreadableError that names it and says why."""
    try:
        yield
    except BaseException as error:
        # Every decoder fails in its own way on damaged bytes (Pillow alone raises ten classes), and
        # none of it may end a scan. Panics of the Rust decoder are no Exceptions. What the user
        # asked for, however, must get through.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | Cancelled):
            raise
        if isinstance(error, UnreadableError) and error.path is not None:
            raise
        remedy = _PERMIT if isinstance(error, PermissionError) else _REMEDY
        raise UnreadableError(
            "{name} can't be read: {reason}.",
            path=path,
            remedy=remedy,
            name=shown(path),
            reason=_reason(error),
        ) from error


_PERMIT = marked("Give yourself permission to read it, then rescan.")
_REMEDY = marked("Try to open it in another program, or copy it again from its source.")


def shown(path: str) -> str:
    """A file's name that can be stored and printed anywhere."""
    name = os.fsencode(os.path.basename(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _reason(error: BaseException) -> UnreadableError | str:
    """The second half of the sentence "NAME can't be read: ...", without its full stop."""
    from PIL import Image

    if isinstance(error, UnreadableError):
        return error
    if isinstance(error, Image.DecompressionBombError):
        return marked("it is too large and may be a decompression bomb")
    if isinstance(error, MemoryError):
        return marked("there is not enough memory")
    if isinstance(error, ImportError):
        # Of the program, not of the photo: a person who reads "damaged" would give it up.
        return UnreadableError(
            "simgui can't load “{library}”, which it needs for this photo; reinstall simgui",
            library=error.name or str(error),
        )
    if type(error).__module__ == "cv2":
        return UnreadableError("simgui's own library OpenCV failed; reinstall simgui")
    if isinstance(error, FileNotFoundError):
        return marked("it no longer exists")
    if isinstance(error, PermissionError):
        return marked("permission denied")
    if isinstance(error, OSError) and error.errno is not None:
        return UnreadableError("the disk reports “{why}”", why=error.strerror)
    text = str(error).lower()
    if "truncated" in text or "premature" in text or isinstance(error, EOFError):
        return marked("the file is incomplete")
    if "not available" in text or "unsupported" in text or "not supported" in text:
        return marked("it is in an unsupported format")
    return marked("it is damaged")


def _sides(opened: Opened) -> tuple[int, int]:
    """The long and the short side of a picture before it is scaled down."""
    return max(opened.image.size), min(opened.image.size)


def _squash(rendered: Rendered, small: Image.Image, side: int) -> NDArray[np.uint8]:
    """What the network sees, uint8 [side, side, 3]: every field the mean of what it covers, near
    enough, and of a framed photo or a screenshot the photo in it alone.

    Pillow's box filter gives a pixel on a border to one field or the other, so that one photo in
    two sizes differs by 1.8 levels on average; the Hamming filter keeps that to 0.35.

    Args:
        rendered: The picture.
        small: Its thumbnail, to look for a frame in.
        side: Pixels.
    """
    box = content_box(np.asarray(small))
    if box == (-0.5, -0.5, small.width - 0.5, small.height - 0.5):
        return np.array(rendered.resized(side, side, _hamming()))
    upright = rendered.upright()
    across, down = upright.width / small.width, upright.height / small.height
    left, top, right, bottom = (edge + 0.5 for edge in box)
    inside = (left * across, top * down, right * across, bottom * down)
    return np.array(upright.resize((side, side), _hamming(), inside))


def _jpeg(small: Image.Image) -> bytes:
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=THUMBNAIL_QUALITY)
    return stream.getvalue()


def _hamming() -> Image.Resampling:
    from PIL import Image

    return Image.Resampling.HAMMING

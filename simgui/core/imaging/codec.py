"""Opens a picture of any format with its dimensions checked before its pixels are allocated.

Knows the ways of Pillow's plugins, LibRaw and libjxl; what it raises is turned into reasons by
`simgui.core.imaging.decode`.
"""

from __future__ import annotations

import functools
import io
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simgui.core.errors import UnreadableError
from simgui.core.files import formats
from simgui.core.imaging import headers
from simgui.core.imaging.tags import as_bytes, raw_exif, tag, xmp_of

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one photo may ask for.

    Attributes:
        max_bytes: Size of the file.
        max_hashed_bytes: Size of a file that is too large to be decoded, and yet read to find its
            copies. A sparse file takes no room and says it has terabytes, which take hours to read.
        max_side: Longest side in pixels.
        max_pixels: Pixels of any picture. A JPEG, decoded at a fraction of its size, may have them
            whatever its other sizes are.
        max_decoded_bytes: Memory to decode any other format, which is decoded in full: as much as
            a phone's HEIC of 200 megapixels takes. One photo at a time may take much of it.
        free_decoded_bytes: Memory that any file may take, however small it is.
        max_unpacking: How many times its own size a file may take beyond that; a photo takes 2 to
            100 times its size, a decompression bomb thousands.
        max_scan_megapixels: Megapixels times scans of a progressive JPEG; a photo of 12 megapixels
            has 120, and 2,000 take about 4 s.
    """

    max_bytes: int = 1 << 30
    max_hashed_bytes: int = 16 << 30
    max_side: int = 65_535
    max_pixels: int = 500_000_000
    max_decoded_bytes: int = 5 << 29
    free_decoded_bytes: int = 1 << 29
    max_unpacking: int = 300
    max_scan_megapixels: int = 2_000


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class Opened:
    """A picture whose header is read.

    Attributes:
        image: Not yet loaded, unless its decoder loads at once.
        width: Of the full picture as it is stored, not yet upright.
        frames: Number of frames or pages.
        depth: Bits per channel in the file, whatever Pillow makes of it.
        held_bytes: Memory that the decoder keeps besides the picture it gives.
        orientation: 1 to 8 as EXIF counts, or None if the EXIF of `image` tells.
        exif: Of a RAW, whose preview may have none.
    """

    image: Image.Image
    format: str
    width: int
    height: int
    frames: int = 1
    depth: int = 8
    file_bytes: int = 0
    held_bytes: int = 0
    orientation: int | None = None
    exif: Image.Exif | None = None
    xmp: bytes = b""

    @property
    def can_draft(self) -> bool:
        """Whether the decoder can give a smaller picture for less work."""
        return self.image.format in ("JPEG", "MPO")


_ZEROS = bytes(512)  # an end of so many zeros, and no end mark before them, was never written

# Very large photos are decoded one at a time, to bound memory.
_LARGE_BYTES = 256 << 20
_large_turn = threading.Lock()

# A progressive JPEG of 400 megapixels with halved colour takes 1.2 GB; scans need some beside it.
_MAX_COEFFICIENT_BYTES = 1300 << 20

# Bytes that one pixel takes: with most decoders by its mode, as loaded and with its conversion to
# RGB beside it; some decoders keep planes, floats or canvases of their own (measured).
_PIXEL_BYTES = {"1": 2, "L": 1, "P": 5, "RGB": 4, "CMYK": 4, "I;16": 4, "LA": 8, "RGBA": 8}
_DECODER_BYTES = {"jxl": 15, "webp": 16, "heif": 12, "avif": 10, "jp2": 16}
_EARLY_SIZES = {"jxl": headers.jxl_size, "webp": headers.webp_size}

_NAMES = {"jpeg2000": "jp2", "dib": "bmp"}  # where Pillow calls a format otherwise than we do
_QUIET = r"PIL|pillow_jxl|pillow_heif"
# libjpeg starts a row of blocks again wherever its data end; in pieces of 64 kB, Pillow's own, a
# photo of 3 MB takes 4 % longer.
_JPEG_BLOCK = 4 << 20
_RAW_PREVIEW_PX = 256  # a smaller preview is an icon: then the RAW itself is developed at half size


def open_picture(data: bytes, name: str, limits: Limits) -> Opened:
    """Open the bytes of a file as what its content says it is.

    Raises:
        UnreadableError: It is no picture, or asks for more than the limits allow.
        Exception: Whatever a decoder raises on damaged bytes.
    """
    _hush()
    kind = formats.sniff(data[: formats.SNIFF_BYTES], name)
    if kind is None:
        raise UnreadableError("it is not in a supported image format")
    if kind == "raw":
        return _open_raw(data, limits)
    with turn_for(_early_check(kind, data, limits)):
        image = _factory(kind)(io.BytesIO(data), "")
    kind = (image.format or kind).lower()
    opened = Opened(image, _NAMES.get(kind, kind), image.width, image.height, xmp=xmp_of(image))
    opened.frames = _frames(opened, data)
    opened.depth = _depth(image)
    opened.file_bytes = len(data)
    if opened.can_draft:
        image.decodermaxblock = _JPEG_BLOCK
        _check_jpeg(opened, data, limits)
    else:
        check_memory(opened, limits)
    if opened.format == "jxl":
        # libjxl turns the picture itself, unless it hands out the JPEG it was made from.
        opened.orientation = None if getattr(image, "jpeg", False) else 1
        opened.xmp = next((data[a:b] for kind, a, b in headers.boxes(data) if kind == b"xml "), b"")
    return opened


def _early_check(kind: str, data: bytes, limits: Limits) -> int:
    """Check what a plugin would allocate while it opens a file; the bytes it takes, near enough."""
    if kind == "ico":
        return max(
            (check_size(*size, 8, len(data), limits) for size in headers.png_sizes(data)), default=0
        )
    if kind not in _EARLY_SIZES:
        return 0
    size = _EARLY_SIZES[kind](data)
    if size is None:
        raise UnreadableError("it is damaged: its size can't be read")
    return check_size(*size, _DECODER_BYTES[kind], len(data), limits)


def check_memory(opened: Opened, limits: Limits) -> int:
    """Refuse a picture that would take too much memory in the size it has now.

    Returns:
        How many bytes decoding it takes, near enough.

    Raises:
        UnreadableError: The picture is too large, or has no area.
    """
    image = opened.image
    pixel_bytes = _DECODER_BYTES.get(opened.format, _PIXEL_BYTES.get(image.mode, 8))
    return check_size(image.width, image.height, pixel_bytes, opened.file_bytes, limits)


def check_size(width: int, height: int, pixel_bytes: int, file_bytes: int, limits: Limits) -> int:
    """Refuse dimensions before anything of that size is allocated; see `check_memory`."""
    if width < 1 or height < 1:
        raise UnreadableError("it is damaged: it has no width or no height")
    pixels = width * height
    if max(width, height) > limits.max_side or pixels > limits.max_pixels:
        raise UnreadableError(
            "it is too large: {width} x {height} pixels", width=width, height=height
        )
    needed = pixels * pixel_bytes
    fair = max(limits.free_decoded_bytes, limits.max_unpacking * file_bytes)
    if needed > min(limits.max_decoded_bytes, fair):
        raise UnreadableError(
            "it is too large: {width} x {height} pixels would take {megabytes} MB of memory",
            width=width,
            height=height,
            megabytes=needed >> 20,
        )
    return needed


def exif_of(opened: Opened) -> Image.Exif | None:
    """The EXIF of a picture, None if it is too damaged to be read at all."""
    if opened.exif is not None:
        return opened.exif
    try:
        return opened.image.getexif()
    except Exception:  # noqa: BLE001 - Pillow's parser fails in many ways on fuzzed tags
        return None


def orientation_of(opened: Opened, exif: Image.Exif | None) -> int:
    """How the loaded pixels still have to be turned, 1 to 8 as EXIF counts.

    To be asked after loading: the decoders of TIFF and HEIF turn the pixels and reset the tag.
    """
    found = opened.orientation
    if found is None and exif is not None:
        found = tag(exif, 0x0112)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


@contextmanager
def turn_for(needed_bytes: int) -> Iterator[None]:
    """Decode one very large picture at a time, to bound memory."""
    if needed_bytes < _LARGE_BYTES:
        yield
        return
    with _large_turn:
        yield


@functools.cache
def _factory(kind: str) -> Callable[[Any, str], Any]:
    """Pillow's opener of one format.

    Called directly, because `Image.open` would try formats that nobody asked for (EPS starts
    Ghostscript) and has a limit of its own, which warns or raises according to a global.
    """
    from PIL import Image

    # Some plugins check against this while they open, and scans and panoramas are beyond its
    # default. What exceeds twice the number is an error there, and so it is here.
    Image.MAX_IMAGE_PIXELS = DEFAULT_LIMITS.max_pixels // 2
    Image.preinit()
    if kind in ("jpeg", "png", "gif", "bmp", "ppm"):
        pass
    elif kind == "heif":
        import pillow_heif

        # Two photos are decoded at a time already, and nothing else of the file is shown.
        pillow_heif.register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )
    elif kind == "jxl":
        from pillow_jxl import JpegXLImagePlugin

        JpegXLImagePlugin.DECODE_THREADS = 0
    else:
        from PIL import (  # noqa: F401 - each registers itself
            AvifImagePlugin,
            IcoImagePlugin,
            Jpeg2KImagePlugin,
            PsdImagePlugin,
            TgaImagePlugin,
            TiffImagePlugin,
            WebPImagePlugin,
        )
    key = {"jp2": "JPEG2000"}.get(kind, kind.upper())
    return Image.OPEN[key][0]


def _hush() -> None:
    """Keep Pillow's warnings about odd tags off the terminal: a file is read or listed, no more.

    Done at each call: code that resets the filters (pytest does) would undo it otherwise, and
    `warnings.catch_warnings` may not be used from several threads.
    """
    first = warnings.filters[0] if warnings.filters else None
    if first is None or getattr(first[3], "pattern", first[3]) != _QUIET:
        warnings.filterwarnings("ignore", module=_QUIET)


def _frames(opened: Opened, data: bytes) -> int:
    """Number of frames, counted without decoding them."""
    if opened.format == "gif":
        return headers.gif_frames(data)
    if opened.format == "tiff":
        return headers.tiff_pages(data)
    if opened.format in ("png", "webp", "mpo", "heif", "avif"):
        return max(1, int(getattr(opened.image, "n_frames", 1)))
    return 1


def _depth(image: Any) -> int:
    """Bits per channel in the file."""
    if "bit_depth" in image.info:
        return int(image.info["bit_depth"])
    tags = getattr(image, "tag_v2", None)
    if tags is not None:
        bits = tags.get(258, (8,))
        return max(bits) if isinstance(bits, tuple) and bits else 8
    if image.mode.startswith("I;16"):
        return 16
    if image.mode in ("I", "F"):
        return 32
    codec_arguments = [str(tile[3]) for tile in image.tile]
    return 16 if any(";16" in text for text in codec_arguments) else 8


def _check_jpeg(opened: Opened, data: bytes, limits: Limits) -> None:
    """Check a JPEG: that its end is there, and how much its scans ask for.

    A copy that broke off often has its full length, with zeros where nothing arrived; libjpeg takes
    them for grey. A progressive JPEG is kept whole in memory and gone through once a scan.
    """
    width, height = opened.width, opened.height
    if data.endswith(_ZEROS) and not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise UnreadableError("its end is missing: it contains only zeros")
    if not opened.image.info.get("progressive"):
        check_size(width, height, 0, len(data), limits)
        return
    opened.held_bytes = _coefficient_bytes(opened)
    if opened.held_bytes > _MAX_COEFFICIENT_BYTES:
        raise UnreadableError(
            "it is too large: as a progressive JPEG it takes {megabytes} MB of memory",
            megabytes=opened.held_bytes >> 20,
        )
    check_size(width, height, 6, len(data), limits)
    if width * height * data.count(b"\xff\xda") > limits.max_scan_megapixels * 1_000_000:
        raise UnreadableError("it is damaged: it has more scans than any camera or program writes")


def _coefficient_bytes(opened: Opened) -> int:
    """What libjpeg keeps of a progressive JPEG at whatever size it is decoded: 2 bytes a value."""
    described: list[tuple[int, int, int, int]] = opened.image.layer  # type: ignore[attr-defined]
    layers = [(across, down) for _, across, down, _ in described]
    most = max(across for across, _ in layers) * max(down for _, down in layers)
    values = opened.width * opened.height * sum(across * down for across, down in layers)
    return 2 * values // max(1, most)


def _open_raw(data: bytes, limits: Limits) -> Opened:
    """Open a camera RAW by the preview inside it, or develop it at half size if there is none."""
    import rawpy
    from PIL import Image

    with rawpy.imread(io.BytesIO(data)) as raw:
        sizes = raw.sizes
        width, height, flip = int(sizes.width), int(sizes.height), int(sizes.flip)
        raw_width, raw_height = int(sizes.raw_width), int(sizes.raw_height)
        check_size(max(width, raw_width), max(height, raw_height), 4, len(data), limits)
        depth = max(8, int(raw.white_level or 0).bit_length())
        image = _raw_preview(raw, limits)
        is_developed = image is None or min(image.size) < _RAW_PREVIEW_PX <= min(width, height)
        if image is None or is_developed:
            image = Image.fromarray(
                raw.postprocess(half_size=True, use_camera_wb=True, output_bps=8)
            )
    orientation = {3: 3, 5: 8, 6: 6}.get(flip, 1)
    # LibRaw turns what it develops. A preview lies as the sensor does, unless the camera turned it.
    is_tall = height > width
    if is_developed or (orientation > 4 and is_tall != (image.height > image.width)):
        if orientation > 4:
            width, height = height, width
        orientation = 1
    exif = raw_exif(data)
    xmp = as_bytes(tag(exif, 700))
    return Opened(
        image,
        "raw",
        width,
        height,
        depth=depth,
        file_bytes=len(data),
        orientation=orientation,
        exif=exif,
        xmp=xmp,
    )


def _raw_preview(raw: Any, limits: Limits) -> Image.Image | None:
    import rawpy
    from PIL import Image

    try:
        preview = raw.extract_thumb()
    except (rawpy.LibRawNoThumbnailError, rawpy.LibRawUnsupportedThumbnailError):
        return None
    if preview.format == rawpy.ThumbFormat.BITMAP:
        return Image.fromarray(preview.data)
    data = bytes(preview.data)
    if formats.sniff(data) != "jpeg":
        return None
    image: Image.Image = _factory("jpeg")(io.BytesIO(data), "")
    check_size(image.width, image.height, 0, len(data), limits)
    return image


def iptc_of(opened: Opened) -> bytes:
    """The IPTC-IIM records of a JPEG or TIFF, empty if there are none."""
    resources = opened.image.info.get("photoshop")
    if isinstance(resources, dict):
        return as_bytes(resources.get(0x0404))
    return as_bytes(tag(getattr(opened.image, "tag_v2", None), 33723))

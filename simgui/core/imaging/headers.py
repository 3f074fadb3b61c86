"""Reads sizes and counts from a file's structure, where decoders are too slow or too late.

Every function is total: bytes that make no sense give None or a small number, never an exception.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAX_FRAMES = 10_000
"""Counting stops here; what has so many frames is no photo anyway."""

_PNG_START = b"\x89PNG\r\n\x1a\n"


class _Bits:
    """Reads bits, the lowest of each byte first, as JPEG XL packs them."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "little")

    def take(self, count: int) -> int:
        value = self._value & ((1 << count) - 1)
        self._value >>= count
        return value


def jxl_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG XL picture: ISO/IEC 18181-1, SizeHeader.

    Its decoder reads the whole picture while it opens it, so nothing else could refuse a bomb.
    """
    start = _jxl_codestream(data)
    if data[start : start + 2] != b"\xff\x0a":
        return None
    bits = _Bits(data[start + 2 : start + 18])

    def side(is_small: bool) -> int:
        if is_small:
            return 8 * (1 + bits.take(5))
        return 1 + bits.take((9, 13, 18, 30)[bits.take(2)])

    is_small = bool(bits.take(1))
    height = side(is_small)
    ratio = bits.take(3)
    if ratio == 0:
        return side(is_small), height
    over, under = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))[ratio - 1]
    return height * over // under, height


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP picture: the canvas, or its one frame (RFC 9649).

    Its decoder allocates two canvases when it is made, before Pillow can tell the size.
    """
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return (
            1 + int.from_bytes(data[24:27], "little"),
            1 + int.from_bytes(data[27:30], "little"),
        )
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jxl_codestream(data: bytes) -> int:
    """Where the codestream begins: at once, or in the first jxlc or jxlp box."""
    for kind, start, _ in boxes(data):
        if kind == b"jxlc":
            return start
        if kind == b"jxlp":
            return start + 4
    return 0


def boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The top boxes of an ISO media file or JPEG XL container: type, start and end of content."""
    at = 0
    for _ in range(1000):
        if at + 8 > len(data):
            return
        size, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
            start = at + 16
        end = len(data) if size == 0 else at + size
        if end < start:
            return
        yield kind, start, min(end, len(data))
        at = end


def png_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Width and height of each PNG inside a file, such as an icon of several sizes."""
    at = data.find(_PNG_START)
    while at >= 0 and at + 24 <= len(data):
        width, height = struct.unpack_from(">II", data, at + 16)
        yield width, height
        at = data.find(_PNG_START, at + 8)


def gif_frames(data: bytes) -> int:
    """How many pictures a GIF holds, by its block structure alone (Pillow decodes to count)."""
    if len(data) < 13:
        return 1
    at = 13 + _gif_palette(data[10])
    frames = 0
    while at + 1 < len(data) and frames < MAX_FRAMES:
        if data[at] == 0x2C and at + 9 < len(data):
            frames += 1
            at += 11 + _gif_palette(data[at + 9])
        elif data[at] == 0x21:
            at += 2
        else:
            break
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    return max(1, frames)


def _gif_palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def tiff_pages(data: bytes) -> int:
    """How many directories the main chain of a TIFF or BigTIFF has."""
    order = "<" if data[:2] == b"II" else ">"
    is_big = data[2:4] in (b"+\0", b"\0+")
    offset_code, count_code, entry_bytes = ("Q", "Q", 20) if is_big else ("I", "H", 12)
    seen: set[int] = set()
    try:
        (at,) = struct.unpack_from(order + offset_code, data, 8 if is_big else 4)
        while at and at not in seen and len(seen) < MAX_FRAMES:
            seen.add(at)
            (entries,) = struct.unpack_from(order + count_code, data, at)
            behind = at + struct.calcsize("=" + count_code) + entries * entry_bytes
            (at,) = struct.unpack_from(order + offset_code, data, behind)
    except (struct.error, OverflowError):
        pass  # the chain leaves the file: what was seen counts
    return max(1, len(seen))

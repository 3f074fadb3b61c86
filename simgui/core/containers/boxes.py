"""Boxes of ISO base media files (ISO/IEC 14496-12): films, HEIF, AVIF, JPEG XL, JPEG 2000."""

from __future__ import annotations

import struct
from typing import NamedTuple

# Boxes of one file; real films have some thousands, a hostile file could have millions.
MAX_BOXES = 10_000
MAX_SECONDS = 86_400.0 * 7  # a week; longer films are a damaged header

_FILM_BOXES = frozenset(
    b"ftyp moov mdat free skip wide uuid meta moof mfra sidx ssix styp pdin udta prft emsg".split()
)


class Box(NamedTuple):
    """One box.

    Attributes:
        at: Where its header begins.
        start: Where its content begins.
        end: Where it ends.
    """

    kind: bytes
    at: int
    start: int
    end: int


def walk(data: bytes, start: int, end: int) -> tuple[list[Box], int]:
    """The boxes that follow each other from a place, and where what is no box begins.

    A last box that claims more than there is ends with the file.
    """
    found: list[Box] = []
    at = start
    while at + 8 <= end and len(found) < MAX_BOXES:
        size, kind = struct.unpack_from(">I4s", data, at)
        first = at + 8
        if size == 1:
            if at + 16 > end:
                break
            (size,) = struct.unpack_from(">Q", data, at + 8)
            first = at + 16
        elif size == 0:
            size = end - at
        if size < first - at or not kind.strip(b"\0"):
            break
        last = min(at + size, end)
        found.append(Box(kind, at, first, last))
        at = last
    return found, at


def children(data: bytes, box: Box, skip: int = 0) -> list[Box]:
    """The boxes in a box, behind some bytes of its own."""
    return walk(data, min(box.start + skip, box.end), box.end)[0]


def child(data: bytes, parent: list[Box], kind: bytes) -> Box | None:
    """The first box of a kind among some."""
    return next((box for box in parent if box.kind == kind), None)


def before_film(top: list[Box], end: int) -> tuple[list[Box], int]:
    """The boxes of a picture without a film that was put behind it, and where that begins.

    A film is a file of its own, and begins as every such file does.
    """
    first = next((box.at for box in top if box.kind == b"ftyp"), end)
    second = next((box.at for box in top if box.kind == b"ftyp" and box.at > first), end)
    return [box for box in top if box.at < second], min(second, end)


def is_film(data: bytes, at: int) -> bool:
    """Whether a film begins here."""
    return data[at + 4 : at + 8] == b"ftyp"


def film_end(data: bytes, start: int, end: int) -> int:
    """Where the film that begins at a place ends."""
    last = start
    for box in walk(data, start, end)[0]:
        if box.kind not in _FILM_BOXES:
            break
        last = box.end
    return last


def film_seconds(data: bytes, start: int, end: int) -> float:
    """How long a film lasts by its movie header, 0.0 if it does not say."""
    moov = child(data, walk(data, start, end)[0], b"moov")
    head = child(data, children(data, moov), b"mvhd") if moov is not None else None
    if head is None or head.end - head.start < 32:
        return 0.0
    if data[head.start] == 1:
        scale, length = struct.unpack_from(">IQ", data, head.start + 20)
    else:
        scale, length = struct.unpack_from(">II", data, head.start + 12)
    seconds = length / scale if scale else 0.0
    return float(round(seconds, 1)) if 0 <= seconds <= MAX_SECONDS else 0.0

"""JPEG (ITU-T T.81): segments, further pictures (CIPA DC-007), and what lies behind the end."""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts, Range
from simgui.core.holdings import Part

_MAX_SEGMENTS = 20_000  # segments; ICC and XMP of 64 KB pieces fill a few hundred
_MAX_MPF = 100  # pictures of one MPF index; cameras write two to nine
_SEARCHED_AT_ONCE = 1 << 20  # bytes; bounds the copy that a search makes
_EOI = b"\xff\xd9"

_XMP_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
# What application segments may be without being content: metadata, and what decoding needs.
_KNOWN: dict[int, tuple[bytes, ...]] = {
    0xE0: (b"JFIF\0", b"JFXX\0", b"AVI1", b"II", b"MM"),
    0xE1: (b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", _XMP_EXTENSION),
    0xE2: (b"ICC_PROFILE\0", b"MPF\0", b"urn:iso:std:iso:ts:21496:-1\0"),
    0xE3: (b"Meta\0", b"META\0"),
    0xE5: (b"ssuniqueid\0", b"RMETA\0"),
    0xEA: (b"AROT\0", b"UNICODE\0"),
    0xEC: (b"Ducky", b"PictureInfo", b"[picture info]"),
    0xED: (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:", b"Adobe_CM\0"),
    0xEE: (b"Adobe",),
}
_C2PA = (b"c2pa", b"jumb")  # in APP11: a signed history
_EXTENSION_HEAD = 35 + 32 + 8  # namespace, GUID, length and offset
_EXTENSIONS = (
    (b"GDepth:Data", Part.DEPTH_MAP),
    (b"GImage:Data", Part.PICTURE),
    (b"GAudio:Data", Part.SOUND),
)
_PREVIEWS = (0x010001, 0x010002)  # large thumbnails, which every camera writes


class Segment(NamedTuple):
    """A marker segment: its content without marker and length."""

    marker: int
    start: int
    end: int


def walk(data: bytes) -> Parts:
    """Take a JPEG apart."""
    parts = Parts(data)
    segments, end = segments_of(data, 0)
    extension: list[Range] = []
    foreign: list[Segment] = []
    listed: list[Range] = []
    for segment in segments:
        marker, start, last = segment
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and start < last:
            parts.depth = data[start]
        elif marker == 0xE1 and data.startswith(_XMP_EXTENSION, start):
            extension.append((start + _EXTENSION_HEAD, last))
        elif marker == 0xE2 and data.startswith(b"MPF\0", start):
            listed = _further_pictures(parts, start + 4, last, end)
        elif 0xE0 <= marker <= 0xEF and not _is_known(data, segment):
            foreign.append(segment)
        if not 0xE0 <= marker <= 0xFE:
            parts.picture.append((start, last))
    _add_foreign(parts, foreign)
    _add_extension(parts, extension)
    if end < len(data):
        trailer.read(parts, end, listed)
    parts.finish()
    return parts


def end_of(data: bytes, start: int) -> int:
    """Where the JPEG that begins at a place ends."""
    return segments_of(data, start)[1]


def segments_of(data: bytes, start: int) -> tuple[list[Segment], int]:
    """The segments of the JPEG that begins at a place, and where it ends.

    From the first scan to the end mark all is one segment: coded data hold no end mark (0xFF is
    followed by 0 in them), so that a search for it does.
    """
    found: list[Segment] = []
    at, end = start + 2, len(data)
    while at + 4 <= end and len(found) < _MAX_SEGMENTS:
        if data[at] != 0xFF:
            return found, at
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == 0xD9:
            return found, at + 2
        elif marker in (0x01, 0xD8) or 0xD0 <= marker <= 0xD7:
            at += 2
        elif marker == 0xDA:
            last = _end_mark(data, at)
            found.append(Segment(marker, at, last))
            return found, min(end, last + 2)
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            if length < 2 or at + 2 + length > end:
                return found, at
            found.append(Segment(marker, at + 4, at + 2 + length))
            at += 2 + length
    return found, min(at + 2 if data[at : at + 2] == _EOI else at, end)


def _end_mark(data: bytes, at: int) -> int:
    """Where the next end mark lies; the end of the file if there is none.

    `bytes.find` takes 1 ms for a photo of 1.4 MB, since half of the mark is in it everywhere; this
    takes a fifth of that.
    """
    view = np.frombuffer(data, np.uint8)
    for start in range(at, len(data), _SEARCHED_AT_ONCE):
        piece = view[start : start + _SEARCHED_AT_ONCE + 1]
        marks = np.flatnonzero(piece[:-1] == 0xFF)
        ends = marks[piece[marks + 1] == 0xD9]
        if len(ends):
            return start + int(ends[0])
    return len(data)


def _is_known(data: bytes, segment: Segment) -> bool:
    marker, start, end = segment
    if any(data.startswith(name, start) for name in _KNOWN.get(marker, ())):
        return True
    if marker == 0xEB:
        return any(mark in data[start : min(end, start + 512)] for mark in _C2PA)
    return start >= end


def _add_foreign(parts: Parts, foreign: list[Segment]) -> None:
    """Note application segments that nobody knows; those that follow each other are one."""
    run: list[Segment] = []
    for segment in (*foreign, None):
        follows = run and segment and segment[:2] == (run[-1].marker, run[-1].end + 4)
        if run and not follows:
            parts.add(Part.UNKNOWN, *((s.start, s.end) for s in run))
            run = []
        if segment is not None:
            run.append(segment)


def _add_extension(parts: Parts, ranges: list[Range]) -> None:
    """Note the pictures and sounds that an XMP packet in pieces holds as text."""
    if not ranges:
        return
    text = b"".join(parts.data[start:end] for start, end in ranges)
    for name, part in _EXTENSIONS:
        if name in text:
            parts.add(part, *ranges, salt=name)


def _further_pictures(parts: Parts, start: int, end: int, picture_end: int) -> list[Range]:
    """Note the pictures that an MPF index lists.

    Returns:
        What of the file they account for.
    """
    data = parts.data
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[start : start + 4])
    if order is None:
        return []
    found: list[Range] = []
    for kind, size, offset in _mpf_entries(data, start, end, order):
        first, last = start + offset, start + offset + size
        if offset == 0 or first < picture_end or last > len(data) or size < 4:
            continue
        found.append((first, last))
        if kind not in _PREVIEWS:
            of_jpeg = trailer.kind_of_jpeg(data, first, last)
            parts.add(of_jpeg, (first, last))
    return found


def _mpf_entries(data: bytes, start: int, end: int, order: str) -> list[tuple[int, int, int]]:
    """Type, size and offset of each picture in an MPF index."""
    try:
        (directory,) = struct.unpack_from(order + "I", data, start + 4)
        at = start + directory
        (count,) = struct.unpack_from(order + "H", data, at)
        for number in range(min(count, _MAX_MPF)):
            tag, _, size, where = struct.unpack_from(order + "HHII", data, at + 2 + 12 * number)
            if tag == 0xB002 and start + where + size <= end:
                return [
                    (attribute & 0xFFFFFF, length, offset)
                    for attribute, length, offset, _, _ in struct.iter_unpack(
                        order + "IIIHH",
                        data[start + where : start + where + min(size, 16 * _MAX_MPF) // 16 * 16],
                    )
                ]
    except struct.error:
        pass  # an index that points beyond the file lists nothing: the pictures are found anyway
    return []

"""What programs and phones put behind the end of a picture: films, further pictures, their notes.

Sources: Google's Motion Photo format 1.0, the Samsung trailer as ExifTool documents it
(`Samsung.pm`), CIPA DC-007 for the further pictures of a JPEG.
"""

from __future__ import annotations

import struct

from simgui.core.containers import boxes
from simgui.core.containers.parts import Parts, Range, gaps, skip_fill
from simgui.core.holdings import Part

_SEF_HEAD, _SEF_END = b"SEFH", b"SEFT"
_MAX_SEF = 200  # blocks of a Samsung trailer; phones write below twenty
_MAX_PIECES = 300  # pieces behind a picture; bounds a hostile file

# Notes of Samsung's camera: times, modes, display hints. Everything else in its trailer counts.
_SEF_NOTES = frozenset(
    b"Image_UTC_Data MCC_Data Camera_Capture_Mode_Info Camera_Scene_Info Color_Display_P3"
    b" Photo_HDR_Info Gallery_DC_Data Watermark_Info MotionPhoto_Version MotionPhoto_AutoPlay"
    b" PhotoEditor_Re_Edit_Data_Version Intelligent_PhotoEditor_Data Camera_Sticker_Info".split()
)
_GAIN_MAP_MARKS = (b"hdrgm:", b"urn:iso:std:iso:ts:21496", b"HDRGainMap", b"hdrgainmap")
_DEPTH_MARKS = (b"auxid:2", b"aux:disparity", b"aux:depth", b"GDepth", b"DepthMap")
_MATTE_MARKS = (b"matte", b"Matte")


def read(parts: Parts, start: int, covered: list[Range] | None = None) -> None:
    """Take apart what lies behind a picture.

    Args:
        parts: Where to note it.
        start: Where the picture ends.
        covered: What is known already, such as pictures that an index lists.
    """
    end = len(parts.data)
    known = list(covered or ())
    known += _samsung(parts, start)
    for first, last in gaps(known, start, end)[:_MAX_PIECES]:
        _piece(parts, first, last)


def _piece(parts: Parts, start: int, end: int) -> None:
    """Note what lies between two places: films and pictures one after the other."""
    from simgui.core.containers import jpeg

    data = parts.data
    for _ in range(_MAX_PIECES):
        start = _begin(data, start, end)
        if start >= end:
            return
        if boxes.is_film(data, start):
            last = boxes.film_end(data, start, end)
            add_film(parts, start, last)
        elif data[start : start + 3] == b"\xff\xd8\xff":
            last = min(end, jpeg.end_of(data, start))
            parts.add(kind_of_jpeg(data, start, last), (start, last))
        else:
            last = _next_known(data, start, end)
            parts.add_unknown(start, last)
        start = max(last, start + 1)
    parts.add_unknown(start, end)


def _begin(data: bytes, start: int, end: int) -> int:
    """Behind fill; the size of a film's first box begins with zeros that are none."""
    at = skip_fill(data, start, end)
    for before in range(max(start, at - 3), at):
        if boxes.is_film(data, before):
            return before
    return at


def _next_known(data: bytes, start: int, end: int) -> int:
    """Where a film or a picture begins behind bytes nobody knows; `end` if none does."""
    found = data.find(b"ftyp", start + 5, end)
    film = found - 4 if found >= 0 and data[found - 4 : found - 2] == b"\0\0" else end
    picture = data.find(b"\xff\xd8\xff\xe1", start + 1, end)
    return min(film, picture if picture >= 0 else end)


def add_film(parts: Parts, start: int, end: int) -> None:
    """Note a film, with its length."""
    parts.add(Part.FILM, (start, end), seconds=boxes.film_seconds(parts.data, start, end))


def kind_of_jpeg(data: bytes, start: int, end: int) -> Part:
    """What a further JPEG in a file is, by what its first segments say."""
    head = data[start : min(end, start + (64 << 10))]
    for part, marks in (
        (Part.GAIN_MAP, _GAIN_MAP_MARKS),
        (Part.DEPTH_MAP, _DEPTH_MARKS),
        (Part.MATTE, _MATTE_MARKS),
    ):
        if any(mark in head for mark in marks):
            return part
    return Part.PICTURE


def _samsung(parts: Parts, start: int) -> list[Range]:
    """Note the blocks of a Samsung trailer.

    Returns:
        What of the file they account for.
    """
    data = parts.data
    end = len(data)
    if data[-4:] != _SEF_END:
        return []
    (length,) = struct.unpack_from("<I", data, end - 8)
    at = end - 8 - length
    if length < 12 or at < start or data[at : at + 4] != _SEF_HEAD:
        return []
    (count,) = struct.unpack_from("<I", data, at + 8)
    covered = [(at, end)]
    for number in range(min(count, _MAX_SEF, (length - 12) // 12)):
        _, _, back, size = struct.unpack_from("<HHII", data, at + 12 + 12 * number)
        first = at - back
        if back < 8 or first < start or size < 8 or first + size > at:
            continue
        (name_bytes,) = struct.unpack_from("<I", data, first + 4)
        inner = first + 8 + name_bytes
        if inner > first + size:
            continue
        _samsung_block(parts, data[first + 8 : inner], inner, first + size)
        covered.append((first, first + size))
    return covered


def _samsung_block(parts: Parts, name: bytes, start: int, end: int) -> None:
    data = parts.data
    if start >= end or name in _SEF_NOTES:
        return
    if boxes.is_film(data, start):
        add_film(parts, start, end)
    elif b"Depth" in name:
        parts.add(Part.DEPTH_MAP, (start, end))
    elif data[start : start + 3] == b"\xff\xd8\xff":
        parts.add(kind_of_jpeg(data, start, end), (start, end))
    elif b"Sound" in name:
        parts.add(Part.SOUND, (start, end))
    else:
        parts.add_unknown(start, end)

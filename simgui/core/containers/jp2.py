"""JPEG 2000 (ISO/IEC 15444): boxes, and where its codestream ends."""

from __future__ import annotations

import struct

from simgui.core.containers import boxes, trailer
from simgui.core.containers.boxes import Box
from simgui.core.containers.parts import Parts
from simgui.core.holdings import Part

_MAX_TILE_PARTS = 2_000_000  # 65,535 tiles in some 30 parts each (ITU-T T.800)
_NOTES = frozenset((b"ftyp", b"uinf", b"rreq", b"jP  ", b"xml "))
_NOTE_UUIDS = (
    b"JpgTiffExif->JP2",
    bytes.fromhex("be7acfcb97a942e89c71999491e3afac"),  # XMP
    bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"),  # IPTC
)
_PLAIN_SPACES = (16, 17, 18)  # sRGB, grey, sYCC
_SOC_SIZ = b"\xff\x4f\xff\x51"


def walk(data: bytes) -> Parts:
    """Take a JPEG 2000 picture apart."""
    parts = Parts(data)
    if data[:4] == _SOC_SIZ:
        end = codestream_end(data, 0, len(data))
        parts.picture.append((0, end))
        parts.depth = _codestream_depth(data, 0)
    else:
        top, end = boxes.before_film(*boxes.walk(data, 0, len(data)))
        for box in top:
            _add_box(parts, box)
    if end < len(data):
        trailer.read(parts, end)
    parts.finish()
    return parts


def _add_box(parts: Parts, box: Box) -> None:
    data = parts.data
    if box.kind == b"jp2h":
        parts.picture.append((box.start, box.end))
        _read_header(parts, boxes.children(data, box))
    elif box.kind == b"jp2c":
        end = codestream_end(data, box.start, box.end)
        if _has_stream(parts):
            parts.add(Part.PAGE, (box.start, end))
        else:
            parts.picture.append((box.start, end))
            parts.depth = _codestream_depth(data, box.start) or parts.depth
        parts.add_unknown(end, box.end)
    elif box.kind == b"uuid":
        if not data.startswith(_NOTE_UUIDS, box.start):
            parts.add_unknown(box.start, box.end)
    elif box.kind not in _NOTES:
        parts.add_unknown(box.start, box.end, salt=box.kind)


def _has_stream(parts: Parts) -> bool:
    return any(parts.data[start : start + 4] == _SOC_SIZ for start, _ in parts.picture)


def _read_header(parts: Parts, inner: list[Box]) -> None:
    data = parts.data
    for box in inner:
        if box.kind == b"ihdr" and box.end - box.start >= 11:
            bits = data[box.start + 10]
            parts.depth = None if bits == 255 else (bits & 127) + 1
        elif box.kind == b"bpcc":
            parts.depth = max(((b & 127) + 1 for b in data[box.start : box.end]), default=None)
        elif box.kind == b"colr" and box.end - box.start > 3:
            if data[box.start] == 1 and box.end - box.start >= 7:
                (space,) = struct.unpack_from(">I", data, box.start + 3)
                if space not in _PLAIN_SPACES:
                    parts.colour = f"jp2:{space}"
            elif data[box.start] in (2, 3):
                parts.profile = data[box.start + 3 : box.end]


def _codestream_depth(data: bytes, at: int) -> int | None:
    """Bits of the deepest component, from the SIZ segment."""
    if data[at : at + 4] != _SOC_SIZ or at + 42 > len(data):
        return None
    (count,) = struct.unpack_from(">H", data, at + 40)
    depths = data[at + 42 : at + 42 + 3 * count : 3]
    return max(((bits & 127) + 1 for bits in depths), default=None)


def codestream_end(data: bytes, at: int, end: int) -> int:
    """Where a codestream ends, by the lengths of its segments and tile-parts; `end` if unclear."""
    if data[at : at + 2] != b"\xff\x4f":
        return end
    at += 2
    for _ in range(_MAX_TILE_PARTS):
        if at + 4 > end:
            return end
        marker = data[at : at + 2]
        if marker == b"\xff\xd9":
            return at + 2
        if marker == b"\xff\x90":  # a tile-part says how long it is, or 0 for "to the end"
            if at + 12 > end:
                return end
            (size,) = struct.unpack_from(">I", data, at + 6)
            if size == 0:
                return end
            at += max(size, 14)
        elif marker[0] == 0xFF:
            at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
        else:
            return end
    return end

"""GIF (89a): its blocks."""

from __future__ import annotations

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts, Range
from simgui.core.holdings import Part

_MAX_BLOCKS = 2_000_000  # more than a GIF of 100 MB has; bounds a hostile file
_MAX_FRAMES = 100_000  # an hour at 25 frames a second
_KNOWN_EXTENSIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"XMP DataXMP", b"ICCRGBG1012")
_COMMENT, _APPLICATION, _CONTROL = 0xFE, 0xFF, 0xF9  # labels of GIF89a, appendix A


def walk(data: bytes) -> Parts:
    """Take a GIF apart."""
    parts = Parts(data)
    parts.depth = 8
    if len(data) < 13:
        parts.add_unknown(0, len(data))
        return parts
    at = 13 + _palette(data[10])
    parts.picture.append((6, at))
    frames: list[Range] = []
    control: list[Range] = []
    for _ in range(_MAX_FRAMES):
        start = at
        if at >= len(data) or data[at] == 0x3B:
            at += 1
            break
        if data[at] == 0x2C and at + 9 < len(data):
            at = _blocks_end(data, at + 11 + _palette(data[at + 9]))
            (frames if frames or len(parts.picture) > 1 else parts.picture).extend(
                (*control, (start, at))
            )
            control = []
        elif data[at] == 0x21 and at + 2 < len(data):
            at = _blocks_end(data, at + 2)
            control += _extension(parts, start, at)
        else:
            break
    pictures = sum(data[start] == 0x2C for start, _ in frames)
    if pictures:
        parts.add(Part.FRAME, *frames, count=pictures)
    if at < len(data):
        trailer.read(parts, at)
    parts.finish()
    return parts


def _extension(parts: Parts, start: int, end: int) -> list[Range]:
    """Note an extension block; gives it back if it belongs to the next picture."""
    kind = parts.data[start + 1]
    if kind == _CONTROL:
        return [(start, end)]
    name = parts.data[start + 3 : start + 14]
    if kind != _COMMENT and not (kind == _APPLICATION and name in _KNOWN_EXTENSIONS):
        parts.add(Part.UNKNOWN, (start, end))
    return []


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Behind the data blocks that begin at a place and their end mark."""
    for _ in range(_MAX_BLOCKS):
        if at >= len(data):
            return len(data)
        if not data[at]:
            return at + 1
        at += data[at] + 1
    return at

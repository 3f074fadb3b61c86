"""WebP (RFC 9649): its RIFF chunks."""

from __future__ import annotations

import struct

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts, Range
from simgui.core.holdings import Part

_MAX_CHUNKS = 100_000  # an animation of an hour
_PICTURE = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_NOTES = frozenset((b"VP8X", b"ICCP", b"EXIF", b"XMP ", b"ANIM"))


def walk(data: bytes) -> Parts:
    """Take a WebP picture apart."""
    parts = Parts(data)
    parts.depth = 8
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    frames: list[Range] = []
    at = 12
    for _ in range(_MAX_CHUNKS):
        if at + 8 > end:
            break
        kind, size = struct.unpack_from("<4sI", data, at)
        start, last = at + 8, at + 8 + size
        if last > end:
            break
        if kind in _PICTURE:
            parts.picture.append((start, last))
        elif kind == b"ANMF":
            (frames if parts.picture else parts.picture).append((start, last))
        elif kind not in _NOTES:
            parts.add(Part.UNKNOWN, (start, last), salt=kind)
        at = last + (size & 1)
    if frames:
        parts.add(Part.FRAME, *frames, count=len(frames))
    if at < len(data):
        trailer.read(parts, at)
    parts.finish()
    return parts

"""PNG and APNG (W3C PNG, third edition): its chunks."""

from __future__ import annotations

import struct

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts, Range
from simgui.core.holdings import Part

_MAX_CHUNKS = 1_000_000  # chunks; a PNG of 8 GB in chunks of 8 KB
_PICTURE = frozenset((b"IHDR", b"PLTE", b"IDAT", b"tRNS"))
_FRAMES = frozenset((b"fcTL", b"fdAT"))
# Metadata, and what helps to decode or print: nothing of it is a picture.
_NOTES = frozenset(
    b"tEXt zTXt iTXt eXIf tIME pHYs sPLT hIST bKGD sBIT iCCP sRGB gAMA cHRM cICP mDCV mDCv cLLI"
    b" cLLi acTL IEND oFFs sCAL pCAL sTER iDOT vpAg caNv orNT zxIf caBX".split()
)
_SRGB_GAMMA, _GAMMA_STEP = 45455, 500  # hundred-thousandths; programs round to 0.45 or 1/2.2
# White, red, green, blue of sRGB in hundred-thousandths (PNG, cHRM).
_SRGB_POINTS = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
_POINT_STEP = 300  # hundred-thousandths; programs round to two or three decimals
_SRGB_CICP = (1, 13)  # primaries and transfer of sRGB (ITU-T H.273)


def walk(data: bytes) -> Parts:
    """Take a PNG apart."""
    parts = Parts(data)
    frames: list[Range] = []
    count = 0
    seen: dict[bytes, Range] = {}
    at = 8
    for _ in range(_MAX_CHUNKS):
        if at + 12 > len(data):
            break
        size, kind = struct.unpack_from(">I4s", data, at)
        start, end = at + 8, at + 8 + size
        if end + 4 > len(data) or not kind.isalpha():
            break
        if kind in _PICTURE:
            parts.picture.append((start, end))
        elif kind in _FRAMES:
            # The first four bytes count up over the whole file and say nothing else.
            frames.append((start + 4, max(start + 4, end)))
            count += kind == b"fcTL"
        elif kind not in _NOTES:
            parts.add(Part.UNKNOWN, (start, end), salt=kind)
        seen.setdefault(kind, (start, end))
        at = end + 4
        if kind == b"IEND":
            break
    header = seen.get(b"IHDR", (0, 0))[0]
    if header and header + 9 <= len(data):
        parts.depth = data[header + 8]
    if frames:
        _add_frames(parts, frames, count, seen)
    parts.colour = _colour(data, seen)
    if at < len(data):
        trailer.read(parts, at)
    parts.finish()
    return parts


def _add_frames(parts: Parts, frames: list[Range], count: int, seen: dict[bytes, Range]) -> None:
    """Note the frames behind the first; the default picture may be none of them."""
    first_frame, first_data = seen.get(b"fcTL"), seen.get(b"IDAT")
    shows_default = first_frame and first_data and first_frame[0] < first_data[0]
    if count > 1 or not shows_default:
        parts.add(Part.FRAME, *frames, count=max(1, count - bool(shows_default)))


def _colour(data: bytes, seen: dict[bytes, Range]) -> str:
    """What the chunks say of the colours where it is not sRGB, by their rank in the standard."""
    if b"cICP" in seen:
        primaries, transfer = (*data[slice(*seen[b"cICP"])], 0, 0)[:2]
        return "" if (primaries, transfer) == _SRGB_CICP else f"cicp:{primaries}/{transfer}"
    # A gamma of its own counts beside a profile too: many programs know only one of the two.
    text = []
    gamma = data[slice(*seen.get(b"gAMA", (0, 0)))]
    if len(gamma) == 4:
        (value,) = struct.unpack(">I", gamma)
        if abs(value - _SRGB_GAMMA) > _GAMMA_STEP:
            text.append(f"gama:{value}")
    points = data[slice(*seen.get(b"cHRM", (0, 0)))]
    if len(points) == 32 and b"iCCP" not in seen and b"sRGB" not in seen:
        values = struct.unpack(">8I", points)
        apart = max(abs(a - b) for a, b in zip(values, _SRGB_POINTS, strict=True))
        if apart > _POINT_STEP:
            text.append("chrm:" + ",".join(str(value) for value in values))
    return " ".join(text)

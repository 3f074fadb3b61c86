"""JPEG XL (ISO/IEC 18181): the header of its codestream and the boxes around it."""

from __future__ import annotations

from contextlib import suppress

from simgui.core.containers import boxes, trailer
from simgui.core.containers.parts import Parts
from simgui.core.holdings import Part

_NOTES = frozenset((b"JXL ", b"ftyp", b"jxll", b"jxli", b"Exif", b"xml ", b"jumb", b"jbrd"))
_CODESTREAM = frozenset((b"jxlc", b"jxlp"))
_PACKED_NOTES = (b"Exif", b"xml ", b"jumb")
_MAX_HEADER = 4096  # bytes; a header with 64 channels and names takes less
_MAX_CHANNELS = 64  # extra channels; programs write one or two
_TRANSFERS = (8, 16, 17, 18)  # linear, PQ, DCI, HLG: no profile of theirs fits 8 bits
_GREY, _XYB, _CUSTOM = 1, 2, 2  # colour space and white point codes of ISO/IEC 18181-1
# Types of extra channels in ISO/IEC 18181-1.
_EXTRA_PARTS = {0: None, 1: Part.DEPTH_MAP, 3: Part.MATTE}


class Bits:
    """Reads bits, the lowest of each byte first, as JPEG XL packs them."""

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "little")
        self._left = 8 * len(data)

    def take(self, count: int) -> int:
        """The next bits.

        Raises:
            EOFError: There are none left.
        """
        self._left -= count
        if self._left < 0:
            raise EOFError
        value = self._value & ((1 << count) - 1)
        self._value >>= count
        return value

    def one(self) -> bool:
        """The next bit."""
        return bool(self.take(1))

    def choice(self, *ways: tuple[int, int]) -> int:
        """A number in one of four ways: what to add and how many bits, the specification's U32."""
        base, count = ways[self.take(2)]
        return base + self.take(count)

    def enum(self) -> int:
        """A number of an enumeration."""
        return self.choice((0, 0), (1, 0), (2, 4), (18, 6))


def walk(data: bytes) -> Parts:
    """Take a JPEG XL picture apart."""
    parts = Parts(data)
    pieces: list[bytes] = []
    if data[:2] == b"\xff\x0a":
        parts.picture.append((0, len(data)))
        pieces.append(data[:_MAX_HEADER])
    else:
        top, end = boxes.before_film(*boxes.walk(data, 0, len(data)))
        for box in top:
            start = box.start + (4 if box.kind == b"jxlp" else 0)
            if box.kind in _CODESTREAM:
                parts.picture.append((start, box.end))
                pieces.append(data[start : min(box.end, start + _MAX_HEADER)])
            elif box.kind == b"jhgm":
                parts.add(Part.GAIN_MAP, (box.start, box.end))
            elif box.kind == b"brob":
                if data[box.start : box.start + 4] not in _PACKED_NOTES:
                    parts.add_unknown(box.start, box.end)
            elif box.kind not in _NOTES:
                parts.add_unknown(box.start, box.end, salt=box.kind)
        if end < len(data):
            trailer.read(parts, end)
    with suppress(EOFError):  # a header that is cut off tells nothing: the decoder will say so
        _read_header(parts, Bits(b"".join(pieces)[2:_MAX_HEADER]))
    parts.finish()
    return parts


def _size(bits: Bits) -> None:
    is_small = bits.one()
    _side(bits, is_small)
    if bits.take(3) == 0:
        _side(bits, is_small)


def _side(bits: Bits, is_small: bool) -> None:
    if is_small:
        bits.take(5)
    else:
        bits.choice((1, 9), (1, 13), (1, 18), (1, 30))


def _depth(bits: Bits) -> int:
    if bits.one():  # floating point
        depth = bits.choice((32, 0), (16, 0), (24, 0), (1, 6))
        bits.take(4)
        return depth
    return bits.choice((8, 0), (10, 0), (12, 0), (1, 6))


def _read_header(parts: Parts, bits: Bits) -> None:
    """Read SizeHeader and ImageMetadata as far as they tell of content."""
    _size(bits)
    parts.depth = 8
    if bits.one():
        return
    if bits.one() and _extra_fields(bits):
        # How many frames there are stands in each frame; the codestream as a whole tells two apart.
        parts.add(Part.FRAME, *parts.picture)
    parts.depth = _depth(bits)
    bits.one()
    channels = bits.choice((0, 0), (1, 0), (2, 4), (1, 12))
    for _ in range(min(channels, _MAX_CHANNELS)):
        kind = _extra_channel(bits)
        if kind:
            parts.add(_EXTRA_PARTS.get(kind) or Part.UNKNOWN, *parts.picture, salt=bytes([kind]))
    bits.one()
    parts.colour = _colour(bits)


def _extra_fields(bits: Bits) -> bool:
    """Skip orientation, intrinsic size and preview; says whether there is an animation."""
    bits.take(3)
    if bits.one():
        _size(bits)
    if bits.one():
        _preview(bits)
    if not bits.one():
        return False
    bits.choice((100, 0), (1000, 0), (1, 10), (1, 30))
    bits.choice((1, 0), (1001, 0), (1, 8), (1, 10))
    bits.choice((0, 0), (0, 3), (0, 16), (0, 32))
    bits.one()
    return True


def _preview(bits: Bits) -> None:
    by_eight = bits.one()
    ways = (
        ((16, 0), (32, 0), (1, 5), (33, 9))
        if by_eight
        else ((1, 6), (65, 8), (321, 10), (1345, 12))
    )
    bits.choice(*ways)
    if bits.take(3) == 0:
        bits.choice(*ways)


def _extra_channel(bits: Bits) -> int:
    """Skip the description of one channel beside colour; gives its type, 0 for alpha."""
    if bits.one():
        return 0
    kind = bits.enum()
    _depth(bits)
    bits.choice((0, 0), (3, 0), (4, 0), (1, 3))
    for _ in range(bits.choice((0, 0), (0, 4), (16, 5), (48, 10))):
        bits.take(8)
    if kind == 0:
        bits.one()
    elif kind == 2:
        bits.take(64)
    elif kind == 5:
        bits.choice((1, 0), (0, 2), (3, 4), (19, 8))
    return kind


def _colour(bits: Bits) -> str:
    """A colour signal that no ICC profile of the decoder stands for."""
    if bits.one():
        return ""
    has_profile, space = bits.one(), bits.enum()
    if has_profile or space == _XYB:
        return ""
    primaries = 1
    if bits.enum() == _CUSTOM:
        _custom(bits, 1)
    if space != _GREY:
        primaries = bits.enum()
        if primaries == _CUSTOM:
            _custom(bits, 3)
    if bits.one():
        return ""  # a plain gamma, which a profile can say
    transfer = bits.enum()
    return f"cicp:{primaries}/{transfer}" if transfer in _TRANSFERS else ""


def _custom(bits: Bits, points: int) -> None:
    for _ in range(2 * points):
        bits.choice((0, 19), (524288, 19), (1048576, 20), (2097152, 21))

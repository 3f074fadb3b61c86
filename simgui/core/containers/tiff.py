"""TIFF 6.0 and BigTIFF: its directories, and the bytes that none of them points to."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts, Range, gaps
from simgui.core.holdings import Part

_MAX_PAGES = 10_000  # directories; scanned books have some hundreds
_MAX_DEPTH = 4  # levels of sub-directories; cameras nest two
_MAX_STRIPS = 1_000_000  # strips or tiles of one picture
_MAX_ENTRIES = 4_096  # tags of one directory; real ones have below a hundred
_HEAD_BYTES = 16  # of a BigTIFF; eight of a TIFF
_LEAST_GAP = 4  # smaller ones are there for alignment

# Bytes of each type of TIFF 6.0 and BigTIFF.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SIZES |= {16: 8, 17: 8, 18: 8}
# Of struct, for the types with whole numbers.
_CODES = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}

_SUBFILE, _OLD_SUBFILE, _BITS, _PHOTOMETRIC = 254, 255, 258, 262  # numbers of tags (TIFF 6.0)
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325  # numbers of tags (TIFF 6.0)
_JPEG, _JPEG_BYTES = 513, 514  # numbers of tags (TIFF 6.0)
_SUB_DIRECTORIES = 330  # number of the tag SubIFDs (TIFF Tech Note 1)
_LAYERS = 37724  # tag of Photoshop's ImageSourceData
_NOTES_DIRECTORIES = (34665, 34853, 40965)  # tags of the EXIF, GPS and interoperability directories
_TABLES = 347  # of JPEG in TIFF: nothing is decoded without them
# How pixels are written down, and metadata. Any other tag counts with its value: what a map, a
# microscope or a program keeps there is lost with the file.
_KNOWN = frozenset(
    (
        *(*range(254, 275), *range(277, 286), 288, 289, 292, 293, 296, 297, 301, 305, 306, 315),
        *(316, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 331, 332, 333, 334, 336, 337),
        *(338, 339, 340, 341, 347, 512, *range(513, 522), 529, 530, 531, 532, 700, 18246, 18249),
        *(33432, 33434, 33437, 33723, 34377, 34665, 34675, 34853, 36867, 36868, 37510, 37724),
        *(*range(40091, 40096), 40965, 50341, 59932),
    )
)
_COLOUR = (301, 318, 319, 532)  # how numbers become light, which nothing here converts
# White point and primaries of sRGB (IEC 61966-2-1).
_SRGB_POINTS = ((0.3127, 0.329), (0.64, 0.33, 0.3, 0.6, 0.15, 0.06))
# PhotometricInterpretation of a colour filter array and of LinearRaw (DNG).
_MATRICES_OF_SENSORS = (32803, 34892)


@dataclass(slots=True)
class _Directory:
    """A directory: where its values lie, and its numbers."""

    ranges: list[Range] = field(default_factory=list)
    values: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # type, count, place
    after: int = 0


class _Directories:
    """Reads directories of one file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = "<" if data[:2] == b"II" else ">"
        self.is_big = data[2:4] in (b"+\0", b"\0+")
        self.covered: list[Range] = [(0, 16 if self.is_big else 8)]
        self.seen: set[int] = set()
        code = "Q" if self.is_big else "I"
        self._offset = struct.Struct(self.order + code)
        self._count = struct.Struct(self.order + ("Q" if self.is_big else "H"))
        self._entry = struct.Struct(self.order + ("HHQ" if self.is_big else "HHI"))
        self._room = 8 if self.is_big else 4

    def first(self) -> int:
        """Where the first directory lies."""
        return self.offset(8 if self.is_big else 4)

    def offset(self, at: int) -> int:
        """A place that is written at a place; 0 if it is outside of the file."""
        if at + self._room > len(self.data):
            return 0
        return int(self._offset.unpack_from(self.data, at)[0])

    def directory(self, at: int) -> _Directory | None:
        """The directory at a place, None if there is none or it was read before."""
        data = self.data
        if not at or at in self.seen or at + self._count.size > len(data):
            return None
        self.seen.add(at)
        (entries,) = self._count.unpack_from(data, at)
        width = self._entry.size + self._room
        start = at + self._count.size
        end = start + entries * width
        if entries > _MAX_ENTRIES or end > len(data):
            return None
        found = _Directory(after=self.offset(end))
        found.ranges.append((at, min(len(data), end + self._room)))
        for number in range(entries):
            place = start + number * width
            tag, kind, count = self._entry.unpack_from(data, place)
            where, size = place + self._entry.size, count * _SIZES.get(kind, 1)
            if size > self._room:
                where = self.offset(where)
                if where + size <= len(data):
                    found.ranges.append((where, where + size))
            found.values.setdefault(tag, (kind, count, where))
        self.covered += found.ranges
        return found

    def numbers(self, found: _Directory, tag: int) -> tuple[int, ...]:
        """Whole numbers of a tag, empty if it has none."""
        kind, count, where = found.values.get(tag, (0, 0, 0))
        code = _CODES.get(kind)
        if code is None or count > _MAX_STRIPS or where + count * _SIZES[kind] > len(self.data):
            return ()
        return struct.unpack_from(f"{self.order}{count}{code}", self.data, where)

    def raw(self, found: _Directory, tag: int) -> Range:
        """Where the value of a tag lies."""
        kind, count, where = found.values.get(tag, (0, 0, 0))
        return where, min(len(self.data), where + count * _SIZES.get(kind, 1))

    def ratios(self, found: _Directory, tag: int) -> tuple[float, ...]:
        """Fractions of a tag."""
        start, end = self.raw(found, tag)
        if found.values.get(tag, (0,))[0] != 5 or end - start > 64 or (end - start) % 8:
            return ()
        numbers = struct.iter_unpack(self.order + "II", self.data[start:end])
        return tuple(over / under if under else 0.0 for over, under in numbers)

    def pixels(self, found: _Directory) -> list[Range]:
        """Where the strips, tiles or the old kind of JPEG of a directory lie."""
        ranges: list[Range] = []
        for places, sizes in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES), (_JPEG, _JPEG_BYTES)):
            starts, lengths = self.numbers(found, places), self.numbers(found, sizes)
            if starts and not lengths and len(starts) == 1:
                lengths = (len(self.data) - starts[0],)
            ranges += [
                (start, max(start, min(start + size, len(self.data))))
                for start, size in zip(starts, lengths, strict=False)
                if start <= len(self.data)
            ]
        if _TABLES in found.values:
            ranges.append(self.raw(found, _TABLES))
        return ranges


def walk(data: bytes) -> Parts:
    """Take a TIFF apart."""
    parts = Parts(data)
    reader = _Directories(data)
    at, number = reader.first(), 0
    while number < _MAX_PAGES:
        page = reader.directory(at)
        if page is None:
            break
        _add_page(parts, reader, page, is_first=number == 0)
        at, number = page.after, number + 1
    for start, end in gaps(reader.covered, 0, len(data), _LEAST_GAP):
        if end == len(data):
            trailer.read(parts, start)
        elif not _is_inner_head(data[start:end]):
            parts.add_unknown(start, end)
    parts.finish()
    return parts


def _is_inner_head(piece: bytes) -> bool:
    """Whether bytes are no more than the head of a TIFF: programs append pages with theirs."""
    bare = piece.strip(b"\0")
    return len(bare) <= _HEAD_BYTES and bare[:2] in (b"II", b"MM")


def _add_page(parts: Parts, reader: _Directories, page: _Directory, *, is_first: bool) -> None:
    ranges = reader.pixels(page)
    reader.covered += ranges
    if is_first:
        parts.picture += ranges
        bits = reader.numbers(page, _BITS)
        parts.depth = max(bits) if bits else None
        parts.colour = _colour(reader, page)
    else:
        part = _kind_of(reader, page, Part.PAGE)
        if part is not None:
            parts.add(part, *ranges, salt=_shape(reader, page))
    for tag in page.values:
        if tag not in _KNOWN:
            start, end = reader.raw(page, tag)
            parts.add_unknown(start, end, salt=str(tag).encode())
    if _LAYERS in page.values:
        parts.add(Part.LAYERS, reader.raw(page, _LAYERS))
    for inner in _inner(reader, page, _MAX_DEPTH):
        ranges = reader.pixels(inner)
        reader.covered += ranges
        part = _kind_of(reader, inner, Part.PICTURE)
        if part is not None and ranges:
            parts.add(part, *ranges, salt=_shape(reader, inner))


def _inner(reader: _Directories, page: _Directory, depth: int) -> Iterator[_Directory]:
    """The directories below one that hold pictures; those of metadata are marked as known."""
    if depth == 0:
        return
    for tag in (_SUB_DIRECTORIES, *_NOTES_DIRECTORIES):
        for at in reader.numbers(page, tag)[:_MAX_ENTRIES]:
            found = reader.directory(at)
            if found is None:
                continue
            if tag == _SUB_DIRECTORIES:
                yield found
            yield from _inner(reader, found, depth - 1)


def _kind_of(reader: _Directories, page: _Directory, usual: Part) -> Part | None:
    """What a directory beside the first one holds; None for a smaller version of another."""
    flags = (reader.numbers(page, _SUBFILE) or (0,))[0]
    photometric = (reader.numbers(page, _PHOTOMETRIC) or (2,))[0]
    if photometric in _MATRICES_OF_SENSORS:
        return Part.SENSOR_DATA
    if flags & 8:
        return Part.DEPTH_MAP
    if flags & 4 or photometric == 4:
        return Part.MATTE
    is_reduced = flags & 1 or reader.numbers(page, _OLD_SUBFILE) == (2,)
    return None if is_reduced else usual


def _shape(reader: _Directories, page: _Directory) -> bytes:
    """The numbers without which the bytes of a picture mean nothing."""
    tags = (256, 257, _BITS, 259, _PHOTOMETRIC, 277, 284, 317, 339)
    return repr([reader.numbers(page, tag)[:8] for tag in tags]).encode()


def _colour(reader: _Directories, page: _Directory) -> str:
    """What the first page says of its colours where it is not sRGB."""
    white, points = reader.ratios(page, 318), reader.ratios(page, 319)
    is_srgb = all(
        not found or (len(found) == len(wanted) and _near(found, wanted))
        for found, wanted in zip((white, points), _SRGB_POINTS, strict=True)
    )
    if is_srgb and 301 not in page.values:
        return ""
    from simgui.core.containers.parts import digest

    ranges = [reader.raw(page, tag) for tag in _COLOUR if tag in page.values]
    return "tiff:" + digest(reader.data, ranges)


def _near(found: tuple[float, ...], wanted: tuple[float, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 0.003

"""HEIF and AVIF (ISO/IEC 23008-12, AV1 Image File Format): their items and what refers to what."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from simgui.core.containers import boxes, trailer
from simgui.core.containers.boxes import Box
from simgui.core.containers.parts import Parts, Range, gaps
from simgui.core.holdings import Part

_MAX_ITEMS = 20_000  # tiles of 512 px make 5 gigapixels; bounds a hostile file
_MAX_EXTENTS = 200_000  # ten times the items
_LEAST_GAP = 4  # bytes; shorter gaps are padding

_IMAGES = frozenset(
    b"hvc1 hev1 av01 avc1 vvc1 lhv1 jpeg j2k1 grid iden iovl unci mski evc1 tili".split()
)
_NOTES = frozenset((b"Exif", b"uri "))
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
# Primaries and transfer of sRGB or unspecified (ITU-T H.273, tables 2 and 3).
_SRGB_NCLX = {(p, t) for p in (1, 2) for t in (1, 2, 6, 13)}
# ISO/IEC 23008-12 and 23002-3; Apple's names are in the files its phones write.
_AUXILIARY = (
    (b"auxid:1", None),  # alpha: part of the first picture, which decoding shows
    (b"auxiliary:alpha", None),
    (b"hdrgainmap", Part.GAIN_MAP),
    (b"auxid:2", Part.DEPTH_MAP),
    (b"auxiliary:depth", Part.DEPTH_MAP),
    (b"disparity", Part.DEPTH_MAP),
    (b"matte", Part.MATTE),
    (b"glasses", Part.MATTE),
)
_TOP_NOTES = frozenset((b"ftyp", b"meta", b"mdat", b"moov", b"wide"))
_META_NOTES = frozenset(b"hdlr pitm iinf iref iprp iloc idat grpl dinf".split())


@dataclass(slots=True)
class _Item:
    kind: bytes = b""
    content_type: bytes = b""
    is_hidden: bool = False
    ranges: list[Range] = field(default_factory=list)
    properties: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """What the meta box says."""

    data: bytes
    items: dict[int, _Item] = field(default_factory=lambda: defaultdict(_Item))
    refers: dict[bytes, dict[int, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    primary: int = 0

    def tree(self, start: int) -> list[int]:
        """An item and all that it is derived from."""
        found, pending = [start], [start]
        while pending:
            for other in self.refers[b"dimg"].get(pending.pop(), ()):
                if other not in found:
                    found.append(other)
                    pending.append(other)
        return found

    def ranges(self, ids: Iterable[int]) -> list[Range]:
        return [r for i in ids for r in self.items[i].ranges]

    def auxiliary(self, item_id: int) -> bytes:
        """What an auxiliary picture says that it is."""
        for box in self.items[item_id].properties:
            if box.kind == b"auxC":
                return self.data[box.start + 4 : box.end].partition(b"\0")[0]
        return b""


def walk(data: bytes) -> Parts:
    """Take a HEIF or AVIF file apart."""
    parts = Parts(data)
    top, end = boxes.walk(data, 0, len(data))
    top, end = boxes.before_film(top, end)
    meta = boxes.child(data, top, b"meta")
    file = _File(data)
    if meta is not None:
        _read_meta(file, meta, parts)
    covered = _add_items(parts, file)
    _add_top(parts, top, covered)
    if end < len(data):
        trailer.read(parts, end)
    parts.finish()
    return parts


def _add_top(parts: Parts, top: list[Box], covered: list[Range]) -> None:
    """Note films, sequences and what nobody knows among the top boxes."""
    data = parts.data
    moov = boxes.child(data, top, b"moov")
    for box in top:
        if box.kind == b"mpvd":
            trailer.add_film(parts, box.start, box.end)
        elif box.kind == b"sefd":  # Samsung's trailer in a box
            inner = Parts(data[: box.end])
            trailer.read(inner, box.start)
            parts.items += inner.items
        elif box.kind == b"mdat" and moov is None:
            for start, end in gaps(covered, box.start, box.end, _LEAST_GAP):
                parts.add_unknown(start, end)
        elif box.kind == b"uuid" and data.startswith(_XMP_UUID, box.start):
            pass
        elif box.kind not in _TOP_NOTES:
            parts.add_unknown(box.start, box.end, salt=b"" if box.kind == b"free" else box.kind)
    if moov is not None:
        _add_tracks(parts, moov, [box for box in top if box.kind == b"mdat"])


def _add_tracks(parts: Parts, moov: Box, media: list[Box]) -> None:
    """Note the tracks of a sequence or a film as one, with all of the media data."""
    data = parts.data
    frames, is_film = 0, False
    for track in boxes.children(data, moov):
        if track.kind != b"trak":
            continue
        mdia = boxes.child(data, boxes.children(data, track), b"mdia")
        inner = boxes.children(data, mdia) if mdia else []
        handler = boxes.child(data, inner, b"hdlr")
        name = data[handler.start + 8 : handler.start + 12] if handler else b""
        is_film |= name in (b"vide", b"soun")
        if name in (b"pict", b"vide"):
            frames = max(frames, _samples(data, inner))
    ranges = [(box.start, box.end) for box in (moov, *media)]
    seconds = boxes.film_seconds(data, moov.at, moov.end) if is_film else 0.0
    if is_film:
        parts.add(Part.FILM, *ranges, seconds=seconds)
    else:
        parts.add(Part.FRAME, *ranges, count=max(1, frames - 1))


def _samples(data: bytes, media: list[Box]) -> int:
    minf = boxes.child(data, media, b"minf")
    stbl = boxes.child(data, boxes.children(data, minf), b"stbl") if minf else None
    stsz = boxes.child(data, boxes.children(data, stbl), b"stsz") if stbl else None
    if stsz is None or stsz.end - stsz.start < 12:
        return 0
    return min(int(struct.unpack_from(">I", data, stsz.start + 8)[0]), 100_000)


def _add_items(parts: Parts, file: _File) -> list[Range]:
    """Note what each item is.

    Returns:
        What of the file items account for.
    """
    first = file.tree(file.primary) if file.primary in file.items else []
    for item_id in first:
        parts.picture += file.items[item_id].ranges
    _describe_first(parts, file, first)
    done = set(first)
    thumbnails = file.refers[b"thmb"]
    for item_id in sorted(thumbnails):
        done.update(file.tree(item_id))
    for item_id in sorted(file.refers[b"auxl"]):
        _add_auxiliary(parts, file, item_id, done)
    for item_id in sorted(file.items):
        if file.items[item_id].kind == b"tmap":
            tree = [i for i in file.tree(item_id) if i not in done]
            done.update(tree)
            parts.add(Part.GAIN_MAP, *file.ranges(tree))
    derived = {i for ids in file.refers[b"dimg"].values() for i in ids}
    for item_id in sorted(set(file.items) - done, key=lambda i: (i in derived, i)):
        if item_id not in done:
            _add_other(parts, file, item_id, done)
    return file.ranges(file.items)


def _add_auxiliary(parts: Parts, file: _File, item_id: int, done: set[int]) -> None:
    tree = [i for i in file.tree(item_id) if i not in done]
    done.update(tree)
    ranges = file.ranges(tree)
    name = file.auxiliary(item_id)
    for mark, part in _AUXILIARY:
        if mark in name:
            if part is not None:
                parts.add(part, *ranges)
            elif file.primary in file.refers[b"auxl"][item_id]:
                parts.picture += ranges
            else:
                parts.add(Part.MATTE, *ranges)
            return
    parts.add(Part.UNKNOWN, *ranges, salt=name)


def _add_other(parts: Parts, file: _File, item_id: int, done: set[int]) -> None:
    """Note an item that belongs to no other one: a further picture, metadata, or unknown."""
    item = file.items[item_id]
    tree = [i for i in file.tree(item_id) if i not in done]
    done.update(tree)
    is_note = item.kind in _NOTES or (item.kind == b"mime" and b"xml" in item.content_type)
    if is_note or not any(end > start for start, end in file.ranges(tree)):
        return
    is_picture = item.kind in _IMAGES and not item.is_hidden
    parts.add(Part.PICTURE if is_picture else Part.UNKNOWN, *file.ranges(tree))


def _describe_first(parts: Parts, file: _File, first: list[int]) -> None:
    """Depth and colours of the first picture, by its own properties and those of its tiles."""
    data = parts.data
    depths: list[int] = []
    signal: tuple[int, int] | None = None
    has_profile = False
    for item_id in first:
        for box in file.items[item_id].properties:
            start, size = box.start, box.end - box.start
            parts.picture += [(start, box.end)] if box.kind not in (b"irot", b"imir") else []
            if box.kind == b"pixi" and size > 5:
                depths += data[start + 5 : box.end]
            elif box.kind == b"av1C" and size >= 4:
                flags = data[start + 2]
                depths.append((8, 10, 8, 12)[flags >> 5 & 3])
            elif box.kind == b"hvcC" and size >= 23:
                depths.append(8 + (data[start + 17] & 7))
            elif box.kind == b"colr" and size >= 4:
                if data[start : start + 4] == b"nclx" and size >= 8:
                    signal = signal or struct.unpack_from(">HH", data, start + 4)
                else:
                    has_profile = True
    parts.depth = max(depths, default=None)
    if signal is not None and signal not in _SRGB_NCLX and not has_profile:
        parts.colour = f"cicp:{signal[0]}/{signal[1]}"


# -- the meta box


def _read_meta(file: _File, meta: Box, parts: Parts) -> None:
    data = file.data
    inner = boxes.children(data, meta, 4)
    for box in inner:
        if box.kind not in _META_NOTES:
            parts.add_unknown(box.start, box.end, salt=box.kind)
    try:
        for kind, read in (
            (b"pitm", _read_primary),
            (b"iinf", _read_infos),
            (b"iref", _read_references),
            (b"iprp", _read_properties),
        ):
            found = boxes.child(data, inner, kind)
            if found is not None:
                read(file, found)
        places, idat = boxes.child(data, inner, b"iloc"), boxes.child(data, inner, b"idat")
        if places is not None:
            _read_places(file, places, idat)
        if idat is not None:
            for start, end in gaps(file.ranges(file.items), idat.start, idat.end, _LEAST_GAP):
                parts.add_unknown(start, end)
    except (struct.error, IndexError):
        # What is broken here accounts for nothing: its bytes count as unknown then.
        return


def _read_primary(file: _File, box: Box) -> None:
    code = ">I" if file.data[box.start] else ">H"
    (file.primary,) = struct.unpack_from(code, file.data, box.start + 4)


def _read_infos(file: _File, box: Box) -> None:
    data = file.data
    for info in boxes.children(data, box, 4 + (4 if data[box.start] else 2))[:_MAX_ITEMS]:
        version = data[info.start]
        if info.kind != b"infe" or version < 2:
            continue
        code, at = (">H", info.start + 4) if version == 2 else (">I", info.start + 4)
        (item_id,) = struct.unpack_from(code, data, at)
        at += struct.calcsize(code) + 2
        item = file.items[item_id]
        item.is_hidden = bool(data[info.start + 3] & 1)
        item.kind = data[at : at + 4]
        texts = data[at + 4 : info.end].split(b"\0")
        item.content_type = texts[1] if item.kind == b"mime" and len(texts) > 1 else b""


def _read_references(file: _File, box: Box) -> None:
    data = file.data
    code = ">I" if data[box.start] else ">H"
    width = struct.calcsize(code)
    for reference in boxes.children(data, box, 4):
        (source,) = struct.unpack_from(code, data, reference.start)
        (count,) = struct.unpack_from(">H", data, reference.start + width)
        first = reference.start + width + 2
        for number in range(min(count, (reference.end - first) // width)):
            (target,) = struct.unpack_from(code, data, first + number * width)
            file.refers[reference.kind][source].append(target)


def _read_properties(file: _File, box: Box) -> None:
    data = file.data
    inner = boxes.children(data, box)
    container = boxes.child(data, inner, b"ipco")
    known = boxes.children(data, container) if container is not None else []
    for links in inner:
        if links.kind != b"ipma":
            continue
        version, is_wide = data[links.start], data[links.start + 3] & 1
        (count,) = struct.unpack_from(">I", data, links.start + 4)
        at = links.start + 8
        for _ in range(min(count, _MAX_ITEMS)):
            code = ">I" if version else ">H"
            (item_id,) = struct.unpack_from(code, data, at)
            at += struct.calcsize(code)
            number = data[at]
            at += 1
            for _ in range(number):
                index = (
                    struct.unpack_from(">H", data, at)[0] & 0x7FFF if is_wide else data[at] & 127
                )
                at += 2 if is_wide else 1
                if 0 < index <= len(known) and at <= links.end:
                    file.items[item_id].properties.append(known[index - 1])


def _read_places(file: _File, box: Box, idat: Box | None) -> None:
    """Where the bytes of each item lie: in the file, or in the box for small ones."""
    data = file.data
    version = data[box.start]
    sizes = (data[box.start + 4] >> 4, data[box.start + 4] & 15, data[box.start + 5] >> 4)
    index_size = data[box.start + 5] & 15 if version else 0
    at = box.start + 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > box.end:
            raise IndexError("the box ends before its numbers")
        return int.from_bytes(data[at - size : at], "big")

    extents = 0
    for _ in range(min(number(4 if version == 2 else 2), _MAX_ITEMS)):
        item = file.items[number(4 if version == 2 else 2)]
        method = number(2) & 15 if version else 0
        number(2)  # in which file: always this one
        base = number(sizes[2])
        for _ in range(number(2)):
            number(index_size)
            start, size = base + number(sizes[0]), number(sizes[1])
            extents += 1
            if extents > _MAX_EXTENTS:
                return
            if method == 1 and idat is not None:
                start += idat.start
            elif method:
                continue
            end = min(len(data), start + size) if size else len(data)
            if start < end:
                item.ranges.append((start, end))

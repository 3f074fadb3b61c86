"""Formats of one plain grid of pixels: BMP, PPM and its kin, TGA; and icons and Photoshop files."""

from __future__ import annotations

import re
import struct

from simgui.core.containers import trailer
from simgui.core.containers.parts import Parts
from simgui.core.holdings import Part

_PPM_NUMBERS = re.compile(rb"(?:\s|#[^\n]*\n)*(\d+)")
_PPM_CHANNELS = {b"P4": 1, b"P5": 1, b"P6": 3}  # of netpbm
_PPM_TEXT = (b"P1", b"P2", b"P3")
_MAX_TEXT = 1 << 26  # bytes of numbers written as text: bounds the time to read them
_MAX_PACKETS = 5_000_000  # run-length packets; bounds a hostile file
_TGA_END = b"TRUEVISION-XFILE.\0"
_BMP_PROFILES = (0x4C494E4B, 0x4D424544)  # linked, embedded
_MAX_SIDE = 1 << 20  # pixels; no format here writes larger sides
_MAX_RESOURCES = 10_000  # of a Photoshop file; real ones have below a hundred
_RESOURCE_MARKS = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
# Resolution, printing, guides, thumbnails, EXIF, XMP, IPTC, ICC and the state of the program.
_RESOURCE_NOTES = frozenset(
    (
        *(1000, 1001, 1002, 1003, 1005, *range(1007, 1021), 1024, 1026, 1028, 1030, 1032, 1033),
        *(1034, 1035, 1036, 1037, 1039, 1040, 1041, 1043, 1044, 1045, 1047, 1049, 1050, 1051),
        *(1052, 1053, 1054, 1057, 1058, 1059, 1060, 1061, 1062, 1064, 1065, 1066, 1067, 1069),
        *(1070, 1071, 1072, 1073, 1074, 1075, 1077, 1078, 1080, 1082, 1083, 1084, 1085, 1086),
        *(1087, 1088, 10000),
    )
)


def bmp(data: bytes) -> Parts:
    """Take a Windows bitmap apart."""
    parts = Parts(data)
    parts.depth = 8
    if len(data) < 26:
        parts.add_unknown(0, len(data))
        return parts
    (pixels,) = struct.unpack_from("<I", data, 10)
    (header,) = struct.unpack_from("<I", data, 14)
    end = len(data)
    if header >= 40 and len(data) >= 54:
        width, height, _, bits, packing, size = struct.unpack_from("<iiHHII", data, 18)
        if packing in (0, 3, 6) and abs(width) < _MAX_SIDE and abs(height) < _MAX_SIDE:
            size = (width * bits + 31) // 32 * 4 * abs(height)
        end = min(len(data), pixels + size) if size else len(data)
        if header >= 124 and len(data) >= 14 + 124:
            (space,) = struct.unpack_from("<I", data, 14 + 56)
            place, length = struct.unpack_from("<II", data, 14 + 112)
            if space in _BMP_PROFILES and length:
                parts.profile = data[14 + place : 14 + place + length]
                if 14 + place >= end:
                    end = max(end, min(len(data), 14 + place + length))
    parts.picture.append((14, end))
    if end < len(data):
        trailer.read(parts, end)
    parts.finish()
    return parts


def ppm(data: bytes) -> Parts:
    """Take a PBM, PGM, PPM or PFM apart; further pictures in one file count."""
    parts = Parts(data)
    kind = data[:2]
    numbers, at = _ppm_numbers(data, 2 if kind in (b"P1", b"P4") else 3)
    end = 0
    if kind in _PPM_CHANNELS and numbers:
        width, height, *most = numbers
        parts.depth = max(8, most[0].bit_length()) if most else 8
        row = (width + 7) // 8 if not most else width * _PPM_CHANNELS[kind] * (1 + (most[0] > 255))
        end = at + 1 + row * height
    elif kind in _PPM_TEXT and numbers and len(data) <= _MAX_TEXT:
        most = numbers[2:]
        parts.depth = max(8, most[0].bit_length()) if most else 8
        wanted = numbers[0] * numbers[1] * (3 if kind == b"P3" else 1)
        given = data[at:].split()
        if len(given) == wanted or (kind == b"P1" and sum(map(len, given)) == wanted):
            end = len(data)
    elif kind.upper() == b"PF":
        numbers, at = _ppm_numbers(data, 2)
        line = data.find(b"\n", at + 1)
        if numbers and line > 0:
            parts.depth = 32
            end = line + 1 + numbers[0] * numbers[1] * (12 if kind == b"PF" else 4)
    if not end or end > len(data):
        parts.add_unknown(0, len(data))
        return parts
    parts.picture.append((0, end))
    if data[end:].strip():
        trailer.read(parts, end)
    parts.finish()
    return parts


def _ppm_numbers(data: bytes, count: int) -> tuple[list[int], int]:
    found: list[int] = []
    at = 2
    for _ in range(count):
        match = _PPM_NUMBERS.match(data, at, at + 4096)
        if match is None or len(match[1]) > 9:
            return [], at
        found.append(int(match[1]))
        at = match.end()
    return found, at


def tga(data: bytes) -> Parts:
    """Take a Truevision TGA apart."""
    parts = Parts(data)
    parts.depth = 8
    if len(data) < 18:
        parts.add_unknown(0, len(data))
        return parts
    ident, has_map, kind = data[0], data[1], data[2]
    map_size, map_bits = struct.unpack_from("<HB", data, 5)
    width, height, bits = struct.unpack_from("<HHB", data, 12)
    start = 18 + ident + (map_size * ((map_bits + 7) // 8) if has_map else 0)
    pixel = (bits + 7) // 8
    end = _packets_end(data, start, width * height, pixel) if kind & 8 else None
    if not kind & 8:
        end = start + width * height * pixel
    if end is None or end > len(data):
        parts.add_unknown(0, len(data))
        return parts
    parts.picture.append((0, end))
    last = len(data)
    if data.endswith(_TGA_END) and last - 26 >= end:
        last -= 26  # the footer: where notes of programs lie, which count as all unknown bytes do
    parts.add_unknown(end, last)
    parts.finish()
    return parts


def _packets_end(data: bytes, at: int, pixels: int, size: int) -> int | None:
    """Where run-length packets for so many pixels end."""
    for _ in range(_MAX_PACKETS):
        if pixels <= 0:
            return at
        if at >= len(data):
            return None
        count = (data[at] & 127) + 1
        at += 1 + (size if data[at] & 128 else size * count)
        pixels -= count
    return None


def ico(data: bytes) -> Parts:
    """Take an icon apart: every size is a drawing of its own."""
    parts = Parts(data)
    count = int.from_bytes(data[4:6], "little")
    parts.add(Part.PICTURE, (0, len(data)), count=max(1, count - 1))
    return parts


def psd(data: bytes) -> Parts:
    """Take a Photoshop file apart: layers, and channels beside the colours and alpha."""
    parts = Parts(data)
    resources = 30 + int.from_bytes(data[26:30], "big")
    at = resources + 4 + int.from_bytes(data[resources : resources + 4], "big")
    layers = at + 4
    end = layers + int.from_bytes(data[at:layers], "big")
    if end + 2 > len(data) or len(data) < 26:
        parts.add_unknown(0, len(data))
        return parts
    channels, _, _, parts.depth, mode = struct.unpack_from(">HIIHH", data, 12)
    _add_resources(parts, resources + 4, at)
    if data[layers:end].strip(b"\0"):
        parts.add(Part.LAYERS, (layers, end))
    usual = {0: 1, 1: 1, 2: 1, 4: 4, 8: 1}.get(mode, 3)
    if channels > usual:
        # What the channels beyond the colours mean (alpha, a spot colour, a selection) is nowhere.
        parts.add(Part.LAYERS, (end, len(data)), salt=b"channels")
    parts.picture.append((end, len(data)))
    parts.finish()
    return parts


def _add_resources(parts: Parts, at: int, end: int) -> None:
    """Note the image resources of a Photoshop file that are no metadata, such as paths."""
    data = parts.data
    for _ in range(_MAX_RESOURCES):
        if at + 12 > end:
            return
        mark, number, name = struct.unpack_from(">4sHB", data, at)
        start = at + 6 + (name + 2) // 2 * 2
        size = int.from_bytes(data[start : start + 4], "big")
        last = start + 4 + size
        if mark not in _RESOURCE_MARKS or last > end:
            parts.add_unknown(at, end)
            return
        if number not in _RESOURCE_NOTES:
            parts.add_unknown(start + 4, last, salt=str(number).encode())
        at = last + (size & 1)


def raw(data: bytes) -> Parts:
    """A camera RAW: what the sensor saw is in no other file."""
    parts = Parts(data)
    parts.add(Part.SENSOR_DATA, (0, len(data)))
    return parts

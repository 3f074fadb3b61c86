"""Makes picture files that hold more than a picture: films, gain maps, pages, 16 bits, ..."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from simgui.core.containers import boxes, heif

XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture in a format by Pillow and its plugins."""
    import pillow_heif
    import pillow_jxl  # noqa: F401 - registers itself

    pillow_heif.register_heif_opener()
    # Copies: Pillow leaves settings of one format in a picture, which another stumbles over.
    if "append_images" in options:
        options["append_images"] = [other.copy() for other in options["append_images"]]
    buffer = io.BytesIO()
    name = {"heic": "HEIF", "jp2": "JPEG2000"}.get(kind, kind.upper())
    image.copy().save(buffer, name, **options)
    return buffer.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), kind) + data


def film(seed: int = 1, seconds: float = 2.0) -> bytes:
    """A film of ISO boxes: it says how long it is, and has nothing to play."""
    head = struct.pack(">IIIII", 0, 0, 0, 1000, round(seconds * 1000)) + bytes(80)
    payload = np.random.default_rng(seed).bytes(3000)
    return (
        box(b"ftyp", b"mp42\0\0\0\0isommp42")
        + box(b"moov", box(b"mvhd", head))
        + box(b"mdat", payload)
    )


# -- JPEG


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """A JPEG with segments behind its start mark."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def with_further_picture(jpeg: bytes, other: bytes, kind: int = 0) -> bytes:
    """A JPEG with another picture behind it and an index of CIPA DC-007 that lists both."""
    head = b"MPF\0"
    index = struct.pack(">4sI", b"MM\0*", 8) + struct.pack(">H", 3)
    index += struct.pack(">HHI4s", 0xB000, 7, 4, b"0100")
    index += struct.pack(">HHII", 0xB001, 4, 1, 2)
    index += struct.pack(">HHII", 0xB002, 7, 32, len(index) + 16)
    index += struct.pack(">I", 0)
    size = len(jpeg) + 4 + len(head) + len(index) + 32
    base = 2 + 4 + len(head)  # offsets count from the head of the index
    index += struct.pack(">IIIHH", 0x20030000, size, 0, 0, 0)
    index += struct.pack(">IIIHH", kind, len(other), size - base, 0, 0)
    return with_segments(jpeg, segment(0xE2, head + index)) + other


def samsung_trailer(*blocks: tuple[bytes, bytes]) -> bytes:
    """The trailer of a Samsung phone with named blocks."""
    data, places = b"", []
    for name, payload in blocks:
        places.append(len(data))
        data += struct.pack("<HHI", 0, 0x0A30, len(name)) + name + payload
    head = struct.pack("<4sII", b"SEFH", 106, len(blocks))
    for (name, payload), place in zip(blocks, places, strict=True):
        head += struct.pack("<HHII", 0, 0x0A30, len(data) - place, 8 + len(name) + len(payload))
    return data + head + struct.pack("<I4s", len(head), b"SEFT")


# -- PNG


def with_chunk(png: bytes, kind: bytes, content: bytes) -> bytes:
    """A PNG with a chunk behind its header."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return png[:33] + struct.pack(">I", len(content)) + kind + content + check + png[33:]


# -- WebP


def with_riff_chunk(webp: bytes, kind: bytes, content: bytes) -> bytes:
    """A WebP with one more chunk at its end."""
    data = webp + struct.pack("<4sI", kind, len(content)) + content + b"\0" * (len(content) & 1)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


# -- HEIF and AVIF


@dataclass(frozen=True)
class Extra:
    """An item beside the first picture.

    Attributes:
        name: What an auxiliary picture says that it is.
        refers: The kind of its reference and to which items: 1 is the first picture.
    """

    kind: bytes
    data: bytes
    properties: tuple[bytes, ...] = ()
    name: bytes = b""
    refers: tuple[bytes, tuple[int, ...]] | None = None
    is_hidden: bool = False


def coded(image: Image.Image, kind: str) -> tuple[bytes, bytes, tuple[bytes, ...]]:
    """A picture as an item: its type, coded bytes and properties."""
    file = saved(image, kind, quality=80)
    top, _ = boxes.walk(file, 0, len(file))
    meta = next(b for b in top if b.kind == b"meta")
    found = heif._File(file)
    heif._read_meta(found, meta, heif.Parts(file))
    item = found.items[found.primary]
    data = b"".join(file[start:end] for start, end in item.ranges)
    return item.kind, data, tuple(file[p.at : p.end] for p in item.properties)


def heif_file(
    image: Image.Image, kind: str, *extras: Extra, behind: bytes = b"", properties: bytes = b""
) -> bytes:
    """A HEIC or AVIF file with further items, and with boxes behind."""
    item_kind, data, own = coded(image, kind)
    items = [Extra(item_kind, data, (*own, *([properties] if properties else ()))), *extras]
    brand = b"heic" if kind == "heic" else b"avif"
    start = box(b"ftyp", brand, bytes(4), b"mif1miaf", brand)
    meta = _meta(items, 0)
    meta = _meta(items, len(start) + len(meta) + 8)
    return start + meta + box(b"mdat", *(item.data for item in items)) + behind


def _meta(items: Sequence[Extra], media_at: int) -> bytes:
    infos, places, links, known, references = b"", b"", b"", [], b""
    for number, item in enumerate(items, 1):
        flags = int(item.is_hidden)
        infos += box(b"infe", struct.pack(">IHH4s", 2 << 24 | flags, number, 0, item.kind), b"\0")
        places += struct.pack(">HHHII", number, 0, 1, media_at, len(item.data))
        media_at += len(item.data)
        own = list(item.properties)
        if item.name:
            own.append(box(b"auxC", bytes(4), item.name, b"\0"))
        known += own
        first = len(known) - len(own) + 1
        links += struct.pack(">HB", number, len(own)) + bytes(range(first, first + len(own)))
        if item.refers:
            name, targets = item.refers
            body = struct.pack(f">HH{len(targets)}H", number, len(targets), *targets)
            references += box(name, body)
    return box(
        b"meta",
        bytes(4),
        box(b"hdlr", bytes(8), b"pict", bytes(13)),
        box(b"pitm", struct.pack(">IH", 0, 1)),
        box(b"iloc", struct.pack(">IBBH", 0, 0x44, 0, len(items)), places),
        box(b"iinf", struct.pack(">IH", 0, len(items)), infos),
        *([box(b"iref", bytes(4), references)] if references else ()),
        box(
            b"iprp",
            box(b"ipco", *known),
            box(b"ipma", struct.pack(">II", 0, len(items)), links),
        ),
    )


def auxiliary(image: Image.Image, kind: str, name: bytes) -> Extra:
    """An auxiliary picture of the first one."""
    item_kind, data, properties = coded(image, kind)
    return Extra(item_kind, data, properties, name, (b"auxl", (1,)), is_hidden=True)


# -- depth and colours


def deep(image: Image.Image) -> np.ndarray:
    """16 bits a channel [height, width, 3], with something in the lower eight."""
    wide = np.asarray(image).astype(np.uint16) * 257
    noise = np.random.default_rng(5).integers(0, 200, wide.shape, dtype=np.uint16)
    return np.where(wide > 65000, wide, wide + noise)


def deep_file(image: Image.Image, kind: str) -> bytes:
    """A colour picture of 16 bits a channel as PNG, TIFF or PPM, 10 bits as HEIC."""
    import cv2

    pixels = deep(image)
    if kind == "ppm":
        head = f"P6\n{image.width} {image.height}\n65535\n".encode()
        return head + pixels.astype(">u2").tobytes()
    if kind == "heic":
        import pillow_heif

        made = pillow_heif.from_bytes("RGB;16", image.size, pixels.tobytes())
        buffer = io.BytesIO()
        made.save(buffer, quality=90)
        return buffer.getvalue()
    done, coded_bytes = cv2.imencode(f".{kind}", pixels[..., ::-1])
    assert done
    return coded_bytes.tobytes()


def wide_profile() -> bytes:
    """An ICC profile with the primaries of Display P3."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.5151, 0.2412, -0.0011),
        b"gXYZ": (0.2920, 0.6922, 0.0419),
        b"bXYZ": (0.1571, 0.0666, 0.7841),
    }
    for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12):
        values = primaries.get(bytes(data[at : at + 4]))
        if values:
            place = int.from_bytes(data[at + 4 : at + 8], "big") + 8
            data[place : place + 12] = struct.pack(">3i", *(round(v * 65536) for v in values))
    return bytes(data)

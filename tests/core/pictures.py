"""Test pictures made from a seed: photos with structure, and the files around them."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="{rating}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag>{keywords}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def photo(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture of its own for each seed: sky-like gradients, textured shapes, fine grain.

    Two seeds share nothing, and feature detectors find hundreds of points in each.
    """
    rng = np.random.default_rng(seed)
    width, height = size
    canvas = Image.fromarray(_clouds(rng, width, height, (3, 2)))
    for _ in range(14):
        mask, corner = _shape(rng, width, height)
        texture = _clouds(rng, *mask.size, (int(rng.integers(4, 40)),) * 2)
        canvas.paste(Image.fromarray(texture), corner, mask)
    draw = ImageDraw.Draw(canvas)
    for _ in range(40):
        x, y = (int(v) for v in rng.uniform(0, 1, 2) * size)
        reach = max(2, int(rng.uniform(0.005, 0.05) * min(size)))
        colour = tuple(int(v) for v in rng.integers(0, 256, 3))
        box = (x, y, x + reach, y + reach)
        (draw.ellipse if rng.random() < 0.5 else draw.rectangle)(box, fill=colour)
    grain = rng.normal(0, 3, (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(np.asarray(canvas) + grain, 0, 255).astype(np.uint8))


def _clouds(
    rng: np.random.Generator, width: int, height: int, cells: tuple[int, int]
) -> NDArray[np.uint8]:
    """Smooth colour noise, uint8 [height, width, 3]."""
    base = rng.integers(20, 236, 3)
    noise = base + rng.normal(0, 45, (cells[1] + 1, cells[0] + 1, 3))
    small = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC))


def _shape(
    rng: np.random.Generator, width: int, height: int
) -> tuple[Image.Image, tuple[int, int]]:
    """A mask with one polygon whose edge is almost sharp, and where its corner goes."""
    centre = rng.uniform(0, 1, 2) * (width, height)
    radius = rng.uniform(0.08, 0.35) * min(width, height)
    angles = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 9))))
    side = 2 * int(radius) + 4
    points = [
        (float(side / 2 + radius * np.cos(a)), float(side / 2 + radius * np.sin(a))) for a in angles
    ]
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).polygon(points, fill=255)
    corner = (int(centre[0]) - side // 2, int(centre[1]) - side // 2)
    return mask.filter(ImageFilter.GaussianBlur(0.7)), corner


def exif_bytes(
    *,
    taken: str | None = None,
    subsecond: str | None = None,
    orientation: int | None = None,
    gps: tuple[float, float] | None = None,
    **tags: Any,
) -> bytes:
    """An EXIF block; `tags` are names of `PIL.ExifTags.Base`, such as Model="X100"."""
    from PIL import ExifTags, TiffImagePlugin

    exif = Image.Exif()
    if orientation is not None:
        exif[ExifTags.Base.Orientation] = orientation
    inner: dict[int, Any] = {}
    if taken is not None:
        inner[ExifTags.Base.DateTimeOriginal] = taken
    if subsecond is not None:
        inner[ExifTags.Base.SubsecTimeOriginal] = subsecond
    for name, value in tags.items():
        tag = ExifTags.Base[name]
        is_main = tag < 0x8298 or 0x9C9B <= tag <= 0x9C9F
        (exif if is_main else inner)[tag] = value
    if inner:
        exif.get_ifd(ExifTags.IFD.Exif).update(inner)
    if gps is not None:
        rational = TiffImagePlugin.IFDRational
        degrees = [rational(round(abs(v) * 1_000_000), 1_000_000) for v in gps]
        exif.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                1: "N" if gps[0] >= 0 else "S",
                2: (degrees[0], rational(0), rational(0)),
                3: "E" if gps[1] >= 0 else "W",
                4: (degrees[1], rational(0), rational(0)),
            }
        )
    return exif.tobytes()


def xmp_bytes(rating: int = 4, title: str = "Pier", keywords: tuple[str, ...] = ("sea",)) -> bytes:
    """An XMP packet with rating, title and keywords."""
    bag = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords)
    return XMP.format(rating=rating, title=title, keywords=bag).encode()


def save_jpeg(
    path: Path, image: Image.Image, quality: int = 90, *, xmp: bytes = b"", **exif: Any
) -> Path:
    """Write a JPEG; the keywords after `xmp` are those of `exif_bytes`."""
    options: dict[str, Any] = {"quality": quality}
    if exif:
        options["exif"] = exif_bytes(**exif)
    if xmp:
        options["xmp"] = xmp
    image.save(path, "JPEG", **options)
    return path


def save_dng(
    path: Path, image: Image.Image, *, orientation: int = 1, with_preview: bool = True
) -> Path:
    """Write a camera RAW: an uncompressed 16-bit Bayer mosaic, and a JPEG preview half its size.

    The smallest DNG (Adobe Digital Negative 1.4) that LibRaw decodes: IFD0 holds the preview,
    SubIFD 0 the mosaic.
    """
    rgb = np.asarray(image.convert("RGB"))
    height, width = (n - n % 2 for n in rgb.shape[:2])
    rgb = rgb[:height, :width].astype(np.uint16) * 257
    mosaic = rgb[..., 1].copy()
    mosaic[0::2, 0::2] = rgb[0::2, 0::2, 0]
    mosaic[1::2, 1::2] = rgb[1::2, 1::2, 2]
    preview = io.BytesIO()
    image.crop((0, 0, width, height)).reduce(2).save(preview, "JPEG", quality=85)
    jpeg = preview.getvalue()
    raw = mosaic.astype("<u2").tobytes()
    matrix = [(v, 10_000) for v in (10000, 0, 0, 0, 10000, 0, 0, 0, 10000)]
    common = [
        (271, "s", b"Testmake\0"),
        (272, "s", b"Testcam\0"),
        (274, "H", [orientation]),
        (50706, "B", [1, 4, 0, 0]),
        (50708, "s", b"Testcam\0"),
        (50721, "r", matrix),
        (50728, "r", [(1, 1)] * 3),
        (50778, "H", [21]),
    ]
    mosaic_tags = [
        (254, "I", [0]),
        (256, "I", [width]),
        (257, "I", [height]),
        (258, "H", [16]),
        (259, "H", [1]),
        (262, "H", [32803]),
        (273, "I", ["raw"]),
        (277, "H", [1]),
        (278, "I", [height]),
        (279, "I", [len(raw)]),
        (33421, "H", [2, 2]),
        (33422, "B", [0, 1, 1, 2]),
        (50717, "I", [65535]),
    ]
    if with_preview:
        first = [
            (254, "I", [1]),
            (256, "I", [width // 2]),
            (257, "I", [height // 2]),
            (258, "H", [8, 8, 8]),
            (259, "H", [7]),
            (262, "H", [6]),
            (273, "I", ["jpeg"]),
            (277, "H", [3]),
            (278, "I", [height // 2]),
            (279, "I", [len(jpeg)]),
            (330, "I", ["sub"]),
        ]
        path.write_bytes(_tiff([sorted(first + common), mosaic_tags], {"jpeg": jpeg, "raw": raw}))
    else:
        path.write_bytes(_tiff([sorted(mosaic_tags + common)], {"raw": raw}))
    return path


def _tiff(ifds: list[list[tuple[int, str, Any]]], blobs: dict[str, bytes]) -> bytes:
    """A little-endian TIFF of IFDs; values named "sub" or like a blob become their offset."""
    codes = {"B": 1, "s": 2, "H": 3, "I": 4, "r": 5}
    position = 8 + sum(6 + 12 * len(ifd) for ifd in ifds)
    places = {"sub": 8 + 6 + 12 * len(ifds[0])}
    tail = b""
    for name, blob in blobs.items():
        places[name] = position + len(tail)
        tail += blob + b"\0" * (len(blob) % 2)
    out = b"II*\0" + struct.pack("<I", 8)
    for ifd in ifds:
        out += struct.pack("<H", len(ifd))
        for tag, kind, values in ifd:
            if kind == "s":
                count, payload = len(values), values
            elif kind == "r":
                count, payload = len(values), b"".join(struct.pack("<II", *v) for v in values)
            else:
                count = len(values)
                numbers = [places[v] if isinstance(v, str) else v for v in values]
                payload = struct.pack(f"<{count}{kind}", *numbers)
            if len(payload) > 4:
                tail += b"\0" * (len(tail) % 2)
                payload, tail = struct.pack("<I", position + len(tail)), tail + payload
            out += struct.pack("<HHI", tag, codes[kind], count) + payload.ljust(4, b"\0")
        out += struct.pack("<I", 0)
    return out + tail

"""Reads training photos from folders and tar archives into memory as small RGB arrays."""

from __future__ import annotations

import io
import logging
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from simgui.core.imaging import decode

log = logging.getLogger(__name__)

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff", ".gif"}
# Photos whose terms allow what ships to be trained on them, by the start of their file name.
OPEN_SOURCES = ("commons", "caltech101", "grocery", "trashnet", "feedme", "openimages")
# Larger photos are reduced while loading: the network never sees more than this.
LOAD_SIDE_PX = 176


def is_open(name: str) -> bool:
    """True when the source that the file name begins with is openly licensed."""
    return Path(name).name.startswith(OPEN_SOURCES)


def files_of(place: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the pictures of a folder (with its subfolders) or a tar file."""
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                yield str(path.relative_to(place)), path.read_bytes()
        return
    with tarfile.open(place) as archive:
        for member in archive:
            if member.isfile() and Path(member.name).suffix.lower() in SUFFIXES:
                content = archive.extractfile(member)
                assert content is not None
                yield member.name, content.read()


def upright_rgb(content: bytes, side_px: int | None = None) -> Image.Image:
    """Decodes a picture: EXIF orientation applied, alpha over white, RGB.

    Args:
        content: the file.
        side_px: if given, JPEG decoding may shrink the picture while its smaller side stays
            at least twice this.
    """
    with Image.open(io.BytesIO(content)) as opened:
        if side_px is not None:
            opened.draft("RGB", (2 * side_px, 2 * side_px))
        picture = ImageOps.exif_transpose(opened)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        picture = Image.alpha_composite(ground, layered)
    return picture.convert("RGB")


def load(
    places: list[Path], wanted: Callable[[str], bool] = lambda name: True, most: int | None = None
) -> tuple[list[str], list[np.ndarray]]:
    """Loads pictures whose name is `wanted`, at most `most`, short side <= LOAD_SIDE_PX.

    Returns:
        names, and uint8 arrays [height, width, 3]; files that do not open are left out.
    """
    names: list[str] = []
    pictures: list[np.ndarray] = []
    for place in places:
        for name, content in files_of(place):
            if not wanted(name):
                continue
            try:
                picture = upright_rgb(content, LOAD_SIDE_PX)
            except (OSError, UnidentifiedImageError, ValueError) as error:
                log.warning("skipped %s: %s", name, error)
                continue
            shrink = LOAD_SIDE_PX / min(picture.size)
            if shrink < 1:
                size = tuple(max(1, round(length * shrink)) for length in picture.size)
                picture = picture.resize(size, Image.Resampling.BOX)
            names.append(name)
            pictures.append(np.asarray(picture))
            if most is not None and len(names) >= most:
                return names, pictures
    return names, pictures


def square(name: str, content: bytes, size: int) -> np.ndarray:
    """What the program hands to the network of this photo: uint8 [size, size, 3]."""
    return decode.decode(decode.Source(name, content, b""), embed_px=size).array

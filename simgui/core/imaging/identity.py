"""Identity of files: the same bytes, or the same pixels in another container.

Nothing here asks the network; these are the proofs that let a photo be deleted.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.catalog import PixelSignature
from simgui.core.errors import UnreadableError
from simgui.core.files.formats import long_path
from simgui.core.holdings import Holdings, Part
from simgui.core.imaging import codec, contents, decode, pages
from simgui.core.imaging.codec import DEFAULT_LIMITS, Limits, Opened
from simgui.core.imaging.luma import LUMA_PX, dhash, hamming
from simgui.core.task import Token
from simgui.core.types import ContentId

__all__ = [
    "dhash",
    "file_hash",
    "hamming",
    "hash_both",
    "pixel_candidates",
    "pixel_hash",
    "same_pixels",
]

_CHUNK_BYTES = 1 << 20  # read at once: 1 MB keeps a disk busy
_STRIP_PIXELS = 1 << 22  # hashed at once: 12 MB of RGB
# Larger pictures are compared by their coded bytes.
_LARGEST_DECODED = 1 << 30

# A JPEG is averaged by its decoder, anything else from its full pixels. Over pictures of 200 to
# 4000 px and qualities of 10 to 100 the two lumas of one picture differed by 2 levels at most.
_LUMA_TOLERANCE = 4
# Of many alike frames (a black video still, a white page) the nearest are enough: equal lumas are
# chained in any case.
_NEAREST = 16
_MORE_THAN_PIXELS = frozenset(("raw", "ico"))  # a sensor's data, drawings of other sizes
_DEEP = frozenset(("png", "tiff", "ppm", "jp2"))  # OpenCV gives what they store
# How stored pixels [height, width, 3] are turned upright, by their EXIF orientation.
_TURNS: dict[int, Callable[[NDArray[np.uint16]], NDArray[np.uint16]]] = {
    2: np.fliplr,
    3: lambda pixels: np.rot90(pixels, 2),
    4: np.flipud,
    5: lambda pixels: pixels.transpose(1, 0, 2),
    6: lambda pixels: np.rot90(pixels, -1),
    7: lambda pixels: np.rot90(pixels, 2).transpose(1, 0, 2),
    8: np.rot90,
}
_DRAFTED = frozenset(("jpeg", "mpo"))
# Their luma is not quite that of a lossless copy: a JPEG is drafted, 16 bits of a PPM are rounded,
# and of a JPEG 2000 cut off.
_INEXACT = _DRAFTED | {"ppm", "jp2"}
_NEVER_EXACT = frozenset(("heif", "avif"))  # lossy in practice: no other format has their pixels


def file_hash(path: str, token: Token) -> bytes:
    """BLAKE3 of a whole file, 32 bytes, read in pieces.

    Raises:
        UnreadableError: It can't be read.
        Cancelled: The token was cancelled.
    """
    from blake3 import blake3

    hasher = blake3()
    with _opened(path) as file:
        while chunk := _chunk(path, file):
            token.check()
            hasher.update(chunk)
    return hasher.digest()


def hash_both(a: str, b: str, token: Token) -> tuple[bytes, bytes, bool]:
    """Hash two files and compare them byte by byte, reading each once.

    Returns:
        The hash of each, as `file_hash` has it, and whether they are the same to the last byte.

    Raises:
        UnreadableError: One of them can't be read; its path is that file's.
        Cancelled: The token was cancelled.
    """
    from blake3 import blake3

    hashers = blake3(), blake3()
    is_same = True
    with _opened(a) as left, _opened(b) as right:
        while True:
            token.check()
            chunks = _chunk(a, left), _chunk(b, right)
            if not any(chunks):
                return hashers[0].digest(), hashers[1].digest(), is_same
            is_same = is_same and chunks[0] == chunks[1]
            for hasher, chunk in zip(hashers, chunks, strict=True):
                hasher.update(chunk)


def pixel_hash(path: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """BLAKE3 over all that a photo shows and holds, its first picture upright and in full depth.

    The way pixels are written down does not count (palette, grey as RGB, an alpha channel that is
    opaque everywhere), and neither does metadata. Everything else in the file does: size,
    transparency, colours other than sRGB, pages, frames, films, gain maps, and bytes that nobody
    knows. What a decoder can't show in full (more bits than it gives, a camera RAW) counts with its
    coded bytes instead of its pixels.

    Returns:
        32 bytes.

    Raises:
        UnreadableError: It can't be read.
    """
    from blake3 import blake3

    source = decode.load(path, limits)
    with decode.reasons(path):
        opened = codec.open_picture(source.data, path, limits)
        if opened.format in _MORE_THAN_PIXELS:
            return blake3(b"file" + source.hash).digest()
        parts = contents.parts_of(opened, source.data)
        turn = codec.orientation_of(opened, codec.exif_of(opened))
        needed = codec.check_memory(opened, limits) + opened.held_bytes
        if needed > _LARGEST_DECODED and parts.picture:
            # As good a proof, and never a picture of more than a gigabyte in memory.
            has_alpha = "A" in opened.image.mode or "transparency" in opened.image.info
            holdings = contents.holdings_of(opened, parts, has_alpha=has_alpha)
            hasher = blake3(_described(holdings).encode())
            hasher.update(f"{opened.format} {turn}".encode() + parts.picture_digest())
            return hasher.digest()
        with codec.turn_for(needed), closing(opened.image), closing(decode.native(opened)) as image:
            holdings = contents.holdings_of(opened, parts, has_alpha=image.mode == "RGBA")
            holdings, further = _shown_pages(holdings, opened.format, source.data)
            hasher = blake3(_described(holdings).encode() + further)
            hasher.update(f"{image.mode} {image.width} {image.height}".encode())
            if not _is_cut(opened, image):
                for strip in _pixel_bytes(image):
                    hasher.update(strip)
            elif (deep := _deep_pixels(opened, source.data, turn)) is not None:
                hasher.update(b"deep" + deep)
            elif parts.picture:
                hasher.update(f"{opened.format} {turn}".encode() + parts.picture_digest())
            else:
                return blake3(b"file" + source.hash).digest()
        return hasher.digest()


def _described(holdings: Holdings) -> str:
    """Holdings as text, without figures that are only for showing."""
    items = [(item.part, item.digest) for item in holdings.items]
    return repr((items, holdings.depth, holdings.has_alpha, holdings.colour))


def _shown_pages(holdings: Holdings, kind: str, data: bytes) -> tuple[Holdings, bytes]:
    """The holdings without the pages of a TIFF, and a digest of what those show.

    All of the holdings and no digest where pages count by their coded bytes.
    """
    count = holdings.count(Part.PAGE) if kind == "tiff" else 0
    found = pages.pages_digest(data, count) if count else None
    if found is None:
        return holdings, b""
    others = tuple(item for item in holdings.items if item.part != Part.PAGE.value)
    return replace(holdings, items=others), b"pages" + found


def _is_cut(opened: Opened, image: Any) -> bool:
    """Whether the decoded pixels are less than what the file has."""
    has_key = image.mode[0] == "I" and "transparency" in opened.image.info
    return has_key or (opened.depth > 8 and image.mode in ("RGB", "RGBA", "P", "L", "LA"))


def _deep_pixels(opened: Opened, data: bytes, orientation: int) -> bytes | None:
    """All 16 bits of a colour picture that Pillow gives 8 of, upright; None if it is no such."""
    if opened.format not in _DEEP or opened.depth != 16:
        return None
    import cv2

    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16 or pixels.ndim != 3 or pixels.shape[2] != 3:
        return None
    return np.ascontiguousarray(_TURNS.get(orientation, np.asarray)(pixels)).tobytes()


def same_pixels(a: str, b: str, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Decode two photos in full and compare their pixels.

    Raises:
        UnreadableError: One of them can't be read.
    """
    return pixel_hash(a, limits) == pixel_hash(b, limits)


def pixel_candidates(contents: Iterable[PixelSignature]) -> list[tuple[ContentId, ContentId]]:
    """Nominate contents that may have the same pixels, by their size and luma alone.

    Two decodings by the same decoder are equal in luma if they are in pixels; a JPEG and a lossless
    copy of it are alike within _LUMA_TOLERANCE. Contents that are all alike are *chained*, not
    paired each with each: hash all that the pairs connect, and equal hashes are the answer.

    Returns:
        Pairs (a < b), sorted; each content in a handful of them.
    """
    sizes: dict[tuple[int, int], list[PixelSignature]] = defaultdict(list)
    for content in contents:
        if _may_equal_another(content):
            sizes[content.width, content.height].append(content)
    pairs: set[tuple[ContentId, ContentId]] = set()
    for members in sizes.values():
        if len(members) > 1:
            pairs.update(_candidates_of_one_size(members))
    return sorted(pairs)


def partners(
    new: Iterable[PixelSignature], everything: Iterable[PixelSignature]
) -> list[PixelSignature]:
    """The contents that something new may be paired with, and the new ones themselves.

    A library holds a hundred thousand photos of one size if one camera took them: only those are
    kept that the rules of `pixel_candidates` can tie to something new.

    Args:
        new: The looks of what is new.
        everything: The looks of all contents, one after the other.
    """
    lumas: set[tuple[int, int, bytes]] = set()
    drafted: set[tuple[int, int]] = set()
    exact: set[tuple[int, int]] = set()
    for look in new:
        lumas.add((look.width, look.height, look.luma))
        if look.format in _INEXACT:
            drafted.add((look.width, look.height))
        if _may_be_exact(look):
            exact.add((look.width, look.height))

    def may_pair(look: PixelSignature) -> bool:
        size = (look.width, look.height)
        is_near = (look.format in _INEXACT and size in exact) or (
            _may_be_exact(look) and size in drafted
        )
        return is_near or (*size, look.luma) in lumas

    return [look for look in everything if may_pair(look)]


def _may_be_exact(look: PixelSignature) -> bool:
    return look.format not in _DRAFTED and look.format not in _NEVER_EXACT


def _may_equal_another(content: PixelSignature) -> bool:
    if content.format in _MORE_THAN_PIXELS:
        return False
    return len(content.luma) == LUMA_PX**2


def _candidates_of_one_size(
    members: Sequence[PixelSignature],
) -> Iterator[tuple[ContentId, ContentId]]:
    alike: dict[bytes, list[PixelSignature]] = defaultdict(list)
    for content in members:
        alike[content.luma].append(content)
    for group in alike.values():
        yield from pairwise(sorted(content.id for content in group))
    drafted = [g[0] for g in alike.values() if any(c.format in _INEXACT for c in g)]
    exact = [g[0] for g in alike.values() if any(_may_be_exact(c) for c in g)]
    if drafted and exact:
        yield from _near(drafted, exact)


def _near(
    drafted: Sequence[PixelSignature], exact: Sequence[PixelSignature]
) -> Iterator[tuple[ContentId, ContentId]]:
    """Pairs of a JPEG and something else whose lumas differ by little everywhere."""
    luma = _lumas(drafted)
    quarters = _quarters(luma)
    order = np.argsort(quarters[:, 0], kind="stable")
    luma, quarters = luma[order], quarters[order]
    for content, wanted in zip(exact, _lumas(exact), strict=True):
        centre = _quarters(wanted[None])[0]
        # Averages differ by no more than what they are averages of.
        first = np.searchsorted(quarters[:, 0], centre[0] - _LUMA_TOLERANCE)
        last = np.searchsorted(quarters[:, 0], centre[0] + _LUMA_TOLERANCE, side="right")
        window = np.abs(quarters[first:last] - centre).max(axis=1, initial=0) <= _LUMA_TOLERANCE
        rows = first + np.flatnonzero(window)
        distance = np.abs(luma[rows] - wanted).max(axis=1, initial=0)
        for at in np.argsort(distance, kind="stable")[:_NEAREST]:
            other = drafted[order[rows[at]]]
            if distance[at] <= _LUMA_TOLERANCE and other.id != content.id:
                yield min(content.id, other.id), max(content.id, other.id)


def _lumas(contents: Sequence[PixelSignature]) -> NDArray[np.int16]:
    """int16 [N, 256]."""
    return np.stack([np.frombuffer(c.luma, np.uint8) for c in contents]).astype(np.int16)


def _quarters(luma: NDArray[np.int16]) -> NDArray[np.float32]:
    """Mean luma of the four quarters, float32 [N, 4]."""
    half = LUMA_PX // 2
    blocks = luma.reshape(len(luma), 2, half, 2, half)
    means: NDArray[np.float32] = blocks.mean(axis=(2, 4), dtype=np.float32)
    return means.reshape(len(luma), 4)


def _pixel_bytes(image: Any) -> Iterator[bytes]:
    """The pixels row by row, some rows at a time: a copy of them all would double the memory."""
    rows = max(1, _STRIP_PIXELS // image.width)
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        if image.mode.startswith("I;16"):
            yield np.asarray(strip).astype("<u2").tobytes()
        else:
            yield strip.tobytes()


def _opened(path: str) -> IO[bytes]:
    with decode.reasons(path):
        if not stat.S_ISREG(os.stat(long_path(path)).st_mode):
            raise UnreadableError("it is not a regular file")
        return open(long_path(path), "rb", buffering=0)


def _chunk(path: str, file: IO[bytes]) -> bytes:
    with decode.reasons(path):
        return file.read(_CHUNK_BYTES)

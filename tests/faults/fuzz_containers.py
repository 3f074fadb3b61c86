"""Damages files of every container and takes them apart: no exception, no hang, bounded lists.

python -m tests.faults.fuzz_containers [FILES]
"""

from __future__ import annotations

import random
import signal
import struct
import sys
import time
from dataclasses import dataclass, field
from functools import cache

from simgui.core.containers import take_apart
from simgui.core.containers.parts import MAX_ITEMS
from simgui.core.holdings import held
from tests.core import holding_files as made
from tests.core.pictures import photo
from tests.faults.fuzz import _DAMAGES

SECONDS_PER_FILE = 2.0
_KINDS = ("jpeg", "png", "webp", "tiff", "heif", "avif", "gif", "jxl", "jp2", "ppm", "bmp", "tga")
_KINDS += ("psd", "ico", "mpo")


@dataclass
class Found:
    """What the damaged files did."""

    files: int = 0
    slowest: float = 0.0
    problems: list[str] = field(default_factory=list)


@cache
def originals(kind: str) -> tuple[bytes, ...]:
    """Sound files of a kind, plain and with all that it can hold."""
    image, other = photo(1, (96, 64)), photo(2, (96, 64))
    film = made.film()
    if kind in ("heif", "avif"):
        name = "heic" if kind == "heif" else kind
        gain = made.Extra(*made.coded(other, name), is_hidden=True)
        tone = made.Extra(b"tmap", bytes(20) + b"x", refers=(b"dimg", (1, 2)))
        depth = made.auxiliary(other, name, b"urn:mpeg:hevc:2015:auxid:2")
        rich = made.heif_file(image, name, gain, tone, depth, behind=made.box(b"mpvd", film))
        return made.saved(image, name), rich, rich + film
    if kind in ("jpeg", "mpo"):
        plain = made.saved(image, "jpeg")
        rich = made.with_further_picture(plain, made.saved(other, "jpeg"))
        trailer = made.samsung_trailer((b"MotionPhoto_Data", film), (b"Nobody", b"knows"))
        return (
            plain,
            rich,
            rich + film,
            plain + trailer,
            made.saved(image, "jpeg", progressive=True),
        )
    if kind == "psd":
        head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 64, 96, 8, 3)
        planes = b"".join(band.tobytes() for band in image.split())
        return (head + struct.pack(">IIIH", 0, 0, 0, 0) + planes,)
    if kind == "gif":
        frames = [photo(seed, (40, 30)).convert("P") for seed in (1, 2, 3)]
        return (made.saved(frames[0], "gif", save_all=True, append_images=frames[1:]),)
    plain = made.saved(image, kind)
    if kind in ("png", "webp", "tiff"):
        several = made.saved(image, kind, save_all=True, append_images=[other, other])
        return plain, several, plain + film
    return plain, plain + film


def damaged(seed: int) -> tuple[str, bytes]:
    """A kind and the bytes of one damaged file."""
    chance = random.Random(seed)
    kind = _KINDS[seed % len(_KINDS)]
    data = bytearray(chance.choice(originals(kind)))
    for _ in range(chance.choice((1, 1, 2, 4))):
        chance.choice(_DAMAGES)(data, chance)
        if not data:
            data = bytearray(b"\0")
    # Now and then a file is taken for what it is not: its first bytes lie.
    return (chance.choice(_KINDS) if chance.random() < 0.1 else kind), bytes(data)


def _interrupt(*_: object) -> None:
    raise TimeoutError("it hangs")


def fuzz(count: int, first: int = 0) -> Found:
    """Take so many damaged files apart."""
    found = Found()
    before = signal.signal(signal.SIGALRM, _interrupt)
    try:
        for seed in range(first, first + count):
            kind, data = damaged(seed)
            started = time.process_time()
            signal.setitimer(signal.ITIMER_REAL, 20 * SECONDS_PER_FILE)
            try:
                parts = take_apart(data, kind)
                held(parts.items, depth=parts.depth or 8, colour=parts.colour)
                parts.picture_digest()
                if len(parts.items) > MAX_ITEMS + 20:
                    found.problems.append(f"{seed} {kind}: {len(parts.items)} items")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported
                found.problems.append(f"{seed} {kind}: {type(error).__name__} {error}")
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            seconds = time.process_time() - started
            if seconds > SECONDS_PER_FILE:
                found.problems.append(f"{seed} {kind}: {seconds:.1f} s")
            found.slowest = max(found.slowest, seconds)
            found.files += 1
    finally:
        signal.signal(signal.SIGALRM, before)
    return found


def main(arguments: list[str]) -> int:
    """Fuzz; 1 if anything was wrong."""
    found = fuzz(int(arguments[0]) if arguments else 5000)
    for problem in found.problems[:40]:
        print(problem)
    print(
        f"{found.files:,} damaged files, {len(found.problems)} problems,"
        f" the slowest took {found.slowest:.2f} s"
    )
    return int(bool(found.problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Damages pictures of every format in seeded ways and reads them with the real decoder.

Each batch runs in a process of its own: a crash of a decoder is seen as the death of that process.
"""

from __future__ import annotations

import io
import os
import random
import signal
import struct
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from tests.core import pictures

SECONDS_PER_FILE = 5.0
_BATCH = 100
_MEMORY_BYTES = 4 << 30
_FORMATS = ("jpeg", "png", "webp", "gif", "tiff", "bmp", "heif", "avif", "jxl", "dng", "ico", "ppm")


@dataclass
class Fuzz:
    """What the damaged pictures did.

    Attributes:
        read: Files that were still readable.
        refused: Files with a clear reason.
        peak_mb: Largest resident memory of a batch's process.
        slowest: Seconds the slowest file took.
        problems: What went wrong, with the seed that shows it again.
    """

    files: int = 0
    read: int = 0
    refused: int = 0
    crashes: int = 0
    hangs: int = 0
    peak_mb: float = 0.0
    slowest: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing crashed or hung."""
        return not (self.crashes or self.hangs or self.problems)


@cache
def original(name: str) -> bytes:
    """A sound picture of a format."""
    import pillow_heif
    import pillow_jxl  # noqa: F401 - registers itself

    pillow_heif.register_heif_opener()
    image = pictures.photo(len(name), (320, 240))
    buffer = io.BytesIO()
    if name == "dng":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.dng"
            pictures.save_dng(path, image)
            return path.read_bytes()
    options: dict[str, object] = {}
    if name in ("jpeg", "webp"):
        options = {"exif": pictures.exif_bytes(), "xmp": pictures.xmp_bytes()}
    image.save(buffer, "HEIF" if name == "heif" else name.upper(), **options)
    return buffer.getvalue()


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 4, 30, 300))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _drop(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 400)]


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 400)]
    data[start:start] = piece * chance.choice((1, 3, 50))


def _blank(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    length = min(chance.randrange(1, 2000), len(data) - start)
    data[start : start + length] = bytes([chance.choice((0, 255))]) * length


def _inflate(data: bytearray, chance: random.Random) -> None:
    """Write a huge number where a size or an offset may stand, near the start."""
    start = chance.randrange(max(1, min(len(data), 400) - 8))
    value = chance.choice((0x7FFFFFFF, 0xFFFFFFFF, 0x10000, 65535, 0))
    data[start : start + 4] = struct.pack(chance.choice("<>") + "I", value)


def _noise(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(min(len(data), 200))
    data[start:] = chance.randbytes(chance.randrange(1, 3000))


def _splice(data: bytearray, chance: random.Random) -> None:
    other = original(chance.choice(_FORMATS))
    start = chance.randrange(len(other))
    data[chance.randrange(len(data)) :] = other[start:]


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _drop,
    _repeat,
    _blank,
    _inflate,
    _noise,
    _splice,
)


def damaged(seed: int) -> tuple[str, bytes]:
    """The suffix and the bytes of one damaged picture."""
    chance = random.Random(seed)
    name = _FORMATS[seed % len(_FORMATS)]
    data = bytearray(original(name))
    for _ in range(chance.choice((1, 1, 2))):
        chance.choice(_DAMAGES)(data, chance)
        if not data:
            data = bytearray(b"\0")
    suffix = chance.choice((name, name, name, "jpg", "png", "nef"))
    return suffix, bytes(data)


def _read(path: str) -> bool:
    """Read a file in every way the program does; whether it is a picture."""
    from simgui.core.errors import UnreadableError
    from simgui.core.imaging import decode

    is_picture = True
    for way in (
        lambda: decode.read(path, embed_px=128),
        lambda: decode.pixels(path, 512),
        lambda: decode.full(path),
    ):
        try:
            way()
        except UnreadableError as error:
            is_picture = False
            if not str(error):
                raise ValueError("no reason") from error
    return is_picture


def _work(seeds: range, folder: str, report: int) -> None:
    """Read a batch; write "seed seconds result" lines as it goes."""
    import resource  # no such thing on Windows

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    for seed in seeds:
        suffix, data = damaged(seed)
        path = os.path.join(folder, f"{seed}.{suffix}")
        with open(path, "wb") as file:
            file.write(data)
        os.write(report, f"{seed} ".encode())
        started = time.monotonic()
        try:
            result = "read" if _read(path) else "refused"
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is reported
            result = f"problem:{type(error).__name__}:{str(error)[:80]!r}".replace(" ", "_")
        os.write(report, f"{time.monotonic() - started:.3f} {result}\n".encode())
        os.unlink(path)


def _batch(seeds: range, found: Fuzz) -> None:
    with tempfile.TemporaryDirectory(prefix="simgui-fuzz-") as folder:
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # decoders chatter
                _work(seeds, folder, writer)
                code = 0
            finally:
                os._exit(code)
        os.close(writer)
        lines = _watch(reader, pid, found)
        _, status, usage = os.wait4(pid, 0)
        found.peak_mb = max(found.peak_mb, usage.ru_maxrss / 1024)
        rest = _count(lines, found)
        code = os.waitstatus_to_exitcode(status)
        if code and code != -signal.SIGKILL:
            found.crashes += 1
            found.problems.append(f"process ended with {code} at seed {rest}")
        if code and rest is not None and rest + 1 < seeds.stop:
            _batch(range(rest + 1, seeds.stop), found)


def _watch(reader: int, pid: int, found: Fuzz) -> bytes:
    """Collect the reports of a batch; kill it if a file takes far too long."""
    import select

    data = b""
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while True:
            ready, _, _ = select.select([pipe], [], [], 4 * SECONDS_PER_FILE)
            if not ready:
                found.hangs += 1
                os.kill(pid, signal.SIGKILL)
                break
            piece = pipe.read(65536)
            if not piece:
                break
            data += piece
    return data


def _count(data: bytes, found: Fuzz) -> int | None:
    """Count the reports; the seed that was being read at the end, if one was."""
    last = None
    for line in data.decode().splitlines():
        words = line.split()
        found.files += 1
        if len(words) < 3:
            last = int(words[0])
            found.problems.append(f"seed {last} was never finished")
            continue
        seed, seconds, result = words
        found.slowest = max(found.slowest, float(seconds))
        if float(seconds) > SECONDS_PER_FILE:
            found.hangs += 1
            found.problems.append(f"seed {seed} took {seconds} s")
        if result == "read":
            found.read += 1
        elif result == "refused":
            found.refused += 1
        else:
            found.problems.append(f"seed {seed}: {result}")
    return last


def run(count: int, seed: int) -> Fuzz:
    """Read `count` damaged pictures, made from the seeds that follow `seed`."""
    found = Fuzz()
    for name in _FORMATS:
        original(name)
    np.zeros(1)
    Image.init()
    for start in range(seed, seed + count, _BATCH):
        _batch(range(start, min(start + _BATCH, seed + count)), found)
    return found

"""Photos made for a benchmark: as heavy to decode as a camera's, and none of them anybody's."""

from __future__ import annotations

import compileall
import functools
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

import simgui

_GRAIN_PX = 509


def camera_photo(seed: int, width: int, height: int) -> Image.Image:
    """A picture whose JPEG has about the bytes of a camera's: a scene of its own, edges, grain."""
    random = np.random.default_rng(seed)
    sky = Image.fromarray(random.integers(30, 226, (3, 4, 3), np.uint8))
    picture = sky.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(90):
        x, y = random.uniform(-0.1, 1.1, 2) * (width, height)
        reach = random.uniform(0.01, 0.22) ** 1.5 * width
        angles = np.sort(random.uniform(0, 2 * np.pi, random.integers(3, 12)))
        edge = [(x + reach * np.cos(a), y + reach * np.sin(a)) for a in angles]
        colour = tuple(int(v) for v in random.integers(0, 256, 3))
        if random.uniform() < 0.5:
            draw.polygon(edge, fill=colour)
        else:
            draw.line(edge, fill=colour, width=max(1, int(reach / 20)), joint="curve")
    # A tile of a prime size: grain that costs a camera's bytes and repeats with nothing else.
    tile = random.normal(0, 6.0, (_GRAIN_PX, _GRAIN_PX, 1)).astype(np.int16)
    rows, columns = height // _GRAIN_PX + 1, width // _GRAIN_PX + 1
    grain = np.tile(tile, (rows, columns, 1))[:height, :width]
    return Image.fromarray((np.asarray(picture, np.int16) + grain).clip(0, 255).astype(np.uint8))


def make_folder(folder: Path, count: int, width: int, height: int, quality: int = 90) -> int:
    """Write `count` JPEGs that are there already or not; returns their bytes together."""
    folder.mkdir(parents=True, exist_ok=True)

    def one(seed: int) -> int:
        path = folder / f"{seed // 1000:03d}" / f"IMG_{seed:06d}.jpg"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            buffer = io.BytesIO()
            camera_photo(seed, width, height).save(buffer, "JPEG", quality=quality)
            path.write_bytes(buffer.getvalue())
        return path.stat().st_size

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(one, range(count)))


def forget_cached(folder: Path) -> None:
    """Ask the system to drop the files' pages, so that a run begins cold; quietly, if it can."""
    for path in folder.rglob("*.jpg"):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


@functools.cache
def compile_simgui() -> None:
    """Have simgui's modules compiled, as they are in every installation.

    Where Python may write no bytecode (PYTHONDONTWRITEBYTECODE, as containers often set it), each
    start of a checkout would compile all of them: 0.2 s of every run.
    """
    compileall.compile_dir(str(Path(simgui.__file__).parent), quiet=1)


def run_simgui(*arguments: str) -> tuple[float, float, str]:
    """Run the real program.

    Returns:
        Seconds, peak resident memory in MB, and what it printed.
    """
    compile_simgui()
    code = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "done = subprocess.run([sys.executable, '-m', 'simgui', *sys.argv[1:]],"
        " stdout=subprocess.PIPE)\n"
        "seconds = time.perf_counter() - start\n"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024\n"
        "sys.stdout.buffer.write(f'{seconds} {peak}\\n'.encode() + done.stdout)\n"
        "sys.exit(done.returncode)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"simgui {' '.join(arguments)} ended with {done.returncode}")
    head, _, rest = done.stdout.decode().partition("\n")
    seconds, peak = head.split()
    return float(seconds), float(peak), rest

"""Photos made for a benchmark: as heavy to decode as a camera's, and none of them anybody's."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter


def camera_photo(seed: int, width: int, height: int) -> Image.Image:
    """A picture whose JPEG has about the bytes of a camera's: soft shapes, edges and some grain."""
    random = np.random.default_rng(seed)
    canvas = np.zeros((height, width, 3), np.float32)
    for cells, strength in ((3, 90.0), (11, 45.0), (47, 28.0), (190, 16.0)):
        low = random.normal(0, strength, (cells * height // width + 2, cells + 2, 3))
        layer = Image.fromarray(np.clip(low + 128, 0, 255).astype(np.uint8))
        grown = layer.resize((width, height), Image.Resampling.BICUBIC)
        canvas += np.asarray(grown, np.float32) - 128
    grain = random.normal(0, 4.0, (height // 2, width // 2)).astype(np.float32)
    canvas += np.repeat(np.repeat(grain, 2, 0), 2, 1)[:height, :width, None]
    picture = Image.fromarray(np.clip(canvas + 128, 0, 255).astype(np.uint8))
    return picture.filter(ImageFilter.GaussianBlur(0.6))


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


def run_simgui(*arguments: str) -> tuple[float, float, str]:
    """Run the real program.

    Returns:
        Seconds, peak resident memory in MB, and what it printed.
    """
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

"""How fast a scan is against the bare decode and the Czkawka core, on 12-megapixel JPEGs.

    python -m tests.bench.speed [--photos 200] [--folder DIR] [--runs 3]

Prints seconds, their ratio to the DCT-scaled decode alone, and photos a second. The Czkawka core is
measured where it is installed (`pip install czkawka`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import made

_DECODE = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from PIL import Image

def decode(path):
    with Image.open(path) as image:
        image.draft("RGB", (320, 320))
        image.load()

paths = sorted(Path(sys.argv[1]).rglob("*.jpg"))
with ThreadPoolExecutor(int(sys.argv[2])) as pool:
    list(pool.map(decode, paths))
"""
_CZKAWKA = """
import sys
from pathlib import Path
from czkawka import ImageSimilarity

finder = ImageSimilarity()
finder.set_directories([Path(sys.argv[1])])
finder.set_similarity(10)
finder.find_similar()
"""


def _timed(command: list[str], env: dict[str, str] | None = None) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    return time.perf_counter() - start


def main() -> None:
    """Make the photos, run each program a few times, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep the made photos here")
    options = parser.parse_args()
    threads = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "photos"
        size = made.make_folder(folder, options.photos, 4000, 3000)
        print(
            f"{options.photos} JPEGs of 12 MP, {size / options.photos / 1e6:.1f} MB each, ", end=""
        )
        print(f"{threads} cores; median of {options.runs} runs, each a process of its own")
        rows: dict[str, list[float]] = {"decode": [], "simgui": [], "czkawka": []}
        for run in range(options.runs):
            made.forget_cached(folder)
            rows["decode"].append(
                _timed([sys.executable, "-c", _DECODE, str(folder), str(threads)])
            )
            made.forget_cached(folder)
            library = str(Path(scratch) / f"library-{run}")
            seconds, _, _ = made.run_simgui("scan", str(folder), "--library", library)
            rows["simgui"].append(seconds)
            made.forget_cached(folder)
            home = {**os.environ, "HOME": scratch, "XDG_CACHE_HOME": f"{scratch}/cz-{run}"}
            try:
                rows["czkawka"].append(
                    _timed([sys.executable, "-c", _CZKAWKA, str(folder)], env=home)
                )
            except subprocess.CalledProcessError:
                rows.pop("czkawka", None)
                break
        base = statistics.median(rows["decode"])
        for name, seconds_list in rows.items():
            if seconds_list:
                value = statistics.median(seconds_list)
                rate = options.photos / value
                ratio = f"{value / base:5.2f} x decode"
                print(f"{name:10} {value:7.2f} s   {ratio}   {rate:6.1f} photos/s")


if __name__ == "__main__":
    main()

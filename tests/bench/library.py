"""What a large library costs: first scan, second scan of unchanged photos, peak memory.

python -m tests.bench.library [--photos 20000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench import made


def main() -> None:
    """Make a folder of small photos, scan it twice, print seconds and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="keep the made photos here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "photos"
        made.make_folder(folder, options.photos, 320, 240)
        library = str(Path(scratch) / "library")
        print(f"{options.photos:,} JPEGs of 320×240, each run a process of its own")
        for name in ("first scan", "second scan", "third scan"):
            seconds, peak, _ = made.run_simgui("scan", str(folder), "--library", library)
            rate = options.photos / seconds
            print(f"{name:12} {seconds:8.2f} s  {rate:9.0f} photos/s  peak {peak:6.0f} MB")


if __name__ == "__main__":
    main()

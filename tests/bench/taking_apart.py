"""What it costs to take files apart while they are read: CPU time of 12-megapixel JPEGs.

    python -m tests.bench.taking_apart [PHOTOS]

The same photos are read with and without it, in turns, and the least time of each photo counts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from simgui.core.containers import Parts
from simgui.core.holdings import NOTHING_MORE
from simgui.core.imaging import contents, decode
from tests.core.pictures import photo, save_jpeg

ROUNDS = 5


def _seconds(path: str) -> float:
    started = time.process_time()
    decode.read(path, embed_px=192)
    return time.process_time() - started


def measure(count: int) -> tuple[float, float]:
    """Seconds a photo without and with it."""
    real = contents.parts_of, contents.holdings_of
    bare = (lambda opened, data: Parts(data)), (lambda opened, parts, has_alpha: NOTHING_MORE)
    totals = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            small = photo(number, (1000, 750))
            path = str(save_jpeg(Path(folder) / f"{number}.jpg", small.resize((4000, 3000)), 92))
            least = [9e9, 9e9]
            for _ in range(ROUNDS):
                for way, functions in enumerate((bare, real)):
                    contents.parts_of, contents.holdings_of = functions
                    least[way] = min(least[way], _seconds(path))
            totals = [total + one for total, one in zip(totals, least, strict=True)]
    contents.parts_of, contents.holdings_of = real
    return totals[0] / count, totals[1] / count


def main(arguments: list[str]) -> int:
    """Print the cost."""
    without, with_it = measure(int(arguments[0]) if arguments else 6)
    print(
        f"12 megapixels: {without * 1000:.1f} ms without, {with_it * 1000:.1f} ms with it:"
        f" {with_it / without - 1:+.1%}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

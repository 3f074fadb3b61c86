"""How long a card is compared with a large library, once its photos are decoded and matched.

    python -m tests.bench.checking [--library 100000] [--card 10000] [--bytes 200000]

The library and the card are made rows over files of zeros that take no room; 99 of 100 photos of
the card are copies. Every one is read again and compared with its copy, byte by byte, so that the
time grows with the size of the files: that of a real card is the time of reading it once more.
Also counts the pairs of folders of that library.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simgui.core.task import Token
from simgui.core.types import Tier
from simgui.engine.folders.pairs import folder_pairs
from simgui.engine.intake.check import Answer, check
from simgui.engine.networks import open_network
from simgui.store.library import Library
from tests.bench import rows

_NEW_EVERY = 100  # photos of the card: one of so many is nowhere else


@contextmanager
def _timed(what: str) -> Iterator[None]:
    wall, processor = time.monotonic(), time.process_time()
    yield
    wall, processor = time.monotonic() - wall, time.process_time() - processor
    print(f"{what}: {wall:.1f} s by the clock, {processor:.1f} s of processor time", flush=True)


def _fill(folder: Path, card: Path, in_library: int, on_card: int) -> None:
    """Put photos on the card whose contents the library has, but for one of a hundred."""
    with Library(folder, cache_dir=folder / "cache") as library:
        library.add_root(str(card))
        numbers = range(on_card)
        found = []
        for number, row in zip(numbers, rows._files(card, numbers), strict=True):
            is_new = number % _NEW_EVERY == 0
            found.append((*row[:-1], in_library + number + 1 if is_new else number + 1))
        with library._db.writing() as run:
            run.executemany(
                "INSERT INTO content SELECT ?1, randomblob(32), size, format, width, height, luma,"
                " dhash, quality, frames, has_alpha, depth, metadata, pixel_hash, holdings"
                " FROM content WHERE id = 1",
                [(row[-1],) for row in found if row[-1] > in_library],
            )
            run.executemany(
                "INSERT INTO photo (path, device, inode, size, mtime_ns, links, root, content_id,"
                " state, reason, companions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'present', x'', '')",
                found,
            )


def main() -> None:
    """Make both, check, and count the pairs of folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=int, default=100_000)
    parser.add_argument("--card", type=int, default=10_000)
    parser.add_argument("--bytes", type=int, default=200_000, help="size of each file")
    options = parser.parse_args()
    rows._FILE_BYTES = options.bytes
    with tempfile.TemporaryDirectory(prefix="simgui-checking-") as made:
        folder, root, card = (Path(made) / name for name in ("library", "photos", "card"))
        with _timed("made"):
            rows.make(folder, root, options.library)
            _fill(folder, card, options.library, options.card)
        with Library(folder, cache_dir=folder / "cache") as library:
            model = open_network("", library).model
            with _timed("check"):
                report = check(library, model, str(card), Token())
            yours, new = report.count(Answer.YOURS), report.count(Answer.NEW)
            print(f"  {yours:,} yours, {new:,} new, {len(report.obstacles):,} in the way")
            with _timed("photos read"):
                photos = library.photos()
            with _timed("pairs of folders"):
                pairs = folder_pairs(photos, library.pairs(model.id, Tier.PIXELS))
            print(f"  {len(pairs):,} pairs of {len(photos):,} photos")


if __name__ == "__main__":
    main()

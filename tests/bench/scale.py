"""What a million photos cost: the graph of their vectors, a library of their rows, their files.

    python -m tests.bench.scale vectors [--count 1000000]
    python -m tests.bench.scale rows [--count 1000000] [--folder DIR]
    python -m tests.bench.scale files [--counts 1000 20000]

`vectors`: seconds to build, save and load a graph of vectors of 256 numbers, time of a query, share
of planted copies found, peak memory of the process. `rows`: a made library with files that hold
nothing; an unchanged rescan, the window's groups and query by example. `files`: first scans of
small pictures of mixed material, and the exponent with which their time grows.

Seconds by the clock come with the seconds of processor time, for a machine that others use too.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from simgui.core.neighbours.hnsw import Index
from simgui.core.vectors import HalfVectors
from tests.bench import made, mixed, rows

_DIM = 256
_BATCH = 8192
_CROWD = 200  # photos of one subject
_ALIKE = 0.9  # length of what they share, against 1 of what is their own
_COPIES = 0.05
_NOISE = 0.03  # of each number of a copy: a cosine of 0.90
_ASKED = 2000
_NEAREST = 49


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print how long something took, and what memory the process had until then."""
    clock, used = time.perf_counter(), _processor()
    yield
    print(
        f"{name:34} {time.perf_counter() - clock:9.2f} s  processor {_processor() - used:9.2f} s"
        f"  peak {_peak_mb():6.0f} MB",
        flush=True,
    )


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_vectors(count: int) -> tuple[HalfVectors, int]:
    """Vectors of subjects with many photos each; the last of them copies of the first.

    Returns:
        The vectors, and how many are copies: the last but i of the i-th.
    """
    rng = np.random.default_rng(1)
    halves = np.empty((count, _DIM), np.float16)
    copies = int(count * _COPIES)
    subjects = rng.standard_normal((max(1, count // _CROWD), _DIM), np.float32)
    for start in range(0, count - copies, _BATCH):
        end = min(count - copies, start + _BATCH)
        some = _ALIKE * subjects[rng.integers(0, len(subjects), end - start)]
        some += rng.standard_normal(some.shape, np.float32)
        halves[start:end] = some / np.linalg.norm(some, axis=1, keepdims=True)
    for start in range(0, copies, _BATCH):
        end = min(copies, start + _BATCH)
        some = halves[start:end].astype(np.float32)
        some += _NOISE * rng.standard_normal(some.shape, np.float32)
        halves[count - copies + start : count - copies + end] = some / np.linalg.norm(
            some, axis=1, keepdims=True
        )
    return HalfVectors(halves), copies


def vectors(count: int) -> None:
    """Build, save, load and query a graph."""
    threads = os.cpu_count() or 1
    points, copies = made_vectors(count)
    ids = np.arange(count, dtype=np.int64) + 1
    print(f"{count:,} vectors of {_DIM} numbers, {threads} threads; they take {_peak_mb():.0f} MB")
    index = Index(_DIM, threads=threads)
    with timed("build"):
        index.update(ids, points)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "graph")
        with timed("save"):
            stamp = index.save(path)
        del index
        with timed("load"):
            index = Index.load(path, stamp, ids, points, threads=threads)
    rng = np.random.default_rng(2)
    asked = rng.integers(0, copies, _ASKED)
    times, spent, found, itself = [], [], 0, 0
    for row in asked.tolist():
        vector = points[count - copies + row : count - copies + row + 1]
        clock, used = time.perf_counter(), time.thread_time()
        near, _ = index.query(vector, _NEAREST)
        times.append((time.perf_counter() - clock) * 1000)
        spent.append((time.thread_time() - used) * 1000)
        found += int(ids[row] in near[0])
        itself += int(ids[count - copies + row] in near[0])
    for name, values in (("by the clock", times), ("of the processor", spent)):
        half, most = np.percentile(values, (50, 99))
        print(f"query, ms {name:24} median {half:.2f}, 99 % {most:.2f}")
    print(
        f"planted copies found {found / _ASKED:.4f}, themselves {itself / _ASKED:.4f};"
        f" peak {_peak_mb():.0f} MB"
    )


def files(counts: list[int]) -> None:
    """Scan folders of different size and tell how the time grows."""
    spent = []
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "pictures"
            mixed.make_folder(folder, count)
            library = str(Path(scratch) / "library")
            used = _processor()
            seconds, peak, _ = made.run_simgui("scan", str(folder), "--library", library)
            used = _processor() - used
            spent.append(used)
            again, _, _ = made.run_simgui("scan", str(folder), "--library", library)
        print(
            f"{count:8,} pictures: {seconds:8.1f} s, processor {used:8.1f} s"
            f" ({used / count * 1000:.2f} ms each), peak {peak:.0f} MB, again {again:.1f} s",
            flush=True,
        )
    if len(counts) > 1:
        grown = math.log(spent[-1] / spent[0]) / math.log(counts[-1] / counts[0])
        print(f"processor time grows with the pictures to the power of {grown:.3f}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("vectors", "rows", "files"))
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 20_000])
    parser.add_argument("--folder", type=Path, help="keep the made library here")
    options = parser.parse_args()
    if options.what == "vectors":
        vectors(options.count)
    elif options.what == "files":
        files(options.counts)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            folder = (options.folder or Path(scratch)).absolute()
            if not (folder / "library").exists():
                with timed(f"make {options.count:,} rows"):
                    rows.make(folder / "library", folder / "photos", options.count)
            rows.measure(folder / "library", folder / "photos", timed)


if __name__ == "__main__":
    main()

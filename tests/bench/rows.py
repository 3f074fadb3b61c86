"""A made library of many rows, whose files are there and hold nothing; what it costs to use it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from simgui import paths
from simgui.core.matching.matcher import rules_version
from simgui.core.network import precision
from simgui.core.network.model import ModelInfo, load
from simgui.core.task import Token
from simgui.core.types import Alignment, Content, ContentId, Metadata, Pair, Tier
from simgui.engine.groups import Grouping
from simgui.engine.networks import open_network
from simgui.engine.queries import Query, Searcher, SearchOptions
from simgui.engine.scan import scan
from simgui.engine.settings import Settings
from simgui.engine.snapshot import SliderStop
from simgui.store.database.columns import PAIR_COLUMNS, from_content, from_pair
from simgui.store.library import Library

_PAIRED = 0.2  # share of the photos that have a copy
_FOLDER = 500  # files in each
_BATCH = 20_000
_FILE_BYTES = 3_000_000  # that take no room on the disk


def make(folder: Path, root: Path, count: int) -> None:
    """Make files of zeros that take no room, and a library that knows them all.

    Args:
        folder: Of the library.
        root: Of the files.
        count: How many photos.
    """
    rng = np.random.default_rng(1)
    with Library(folder, cache_dir=folder / "cache") as library:
        model = _model(library)
        library.add_root(str(root))
        with library._db.writing() as run:
            run.execute("INSERT INTO model (name, dim) VALUES (?, ?)", (model.id, model.dim))
            (key,) = run.execute("SELECT id FROM model").fetchone()
        for start in range(0, count, _BATCH):
            numbers = range(start, min(count, start + _BATCH))
            vectors = rng.standard_normal((len(numbers), model.dim), np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            lumas = rng.bytes(256 * len(numbers))
            with library._db.writing() as run:
                run.executemany(
                    "INSERT INTO content (hash, size, format, width, height, luma, dhash, quality,"
                    " frames, has_alpha, depth, metadata, pixel_hash, holdings)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        from_content(_content(n, lumas[256 * i : 256 * i + 256]))
                        for i, n in enumerate(numbers)
                    ),
                )
                run.executemany(
                    "INSERT INTO photo (path, device, inode, size, mtime_ns, links, root,"
                    " content_id, state, reason, companions)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'present', x'', '')",
                    _files(root, numbers),
                )
                run.executemany(
                    "INSERT INTO vector VALUES (?, ?, ?)",
                    (
                        (key, n + 1, v.tobytes())
                        for n, v in zip(numbers, vectors.astype("<f2"), strict=True)
                    ),
                )
                run.executemany(
                    "INSERT INTO matched VALUES (?, ?)", ((n + 1, key) for n in numbers)
                )
                run.executemany(
                    "INSERT INTO level VALUES (?, ?, 0.3, ?)",
                    ((key, n + 1, count) for n in numbers),
                )
                run.executemany(
                    f"INSERT INTO pair (model, {PAIR_COLUMNS})"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (key, *from_pair(_pair(n + 1)))
                        for n in numbers[: int(len(numbers) * _PAIRED) : 2]
                    ),
                )
        library.set_note(f"evidence {model.id}", rules_version(model))  # or all is judged anew


def measure(folder: Path, root: Path, timed: Callable[[str], AbstractContextManager[None]]) -> None:
    """Scan the files again, group the library, and ask for likenesses.

    Args:
        folder: Of the library.
        root: Of the files.
        timed: Prints how long what happens within it takes.
    """
    settings = Settings()
    with timed("open the library"):
        library = Library(folder, cache_dir=folder / "cache")
    with library:
        network = open_network("", library)
        with timed("scan what is unchanged"):
            *_, end = scan(library, [str(root)], network, settings, Token())
        print(f"  {end.stats.reused:,} photos known, {end.stats.embedded} read")
        searcher = Searcher(library, network.model)
        for name in ("first query by example", "the next one", "one more"):
            (photo,) = library.photos_of([ContentId(5)])
            with timed(name):
                answer = searcher.answer(Query(photo.path, photo), SearchOptions())
        print(f"  {answer.searched:,} photos searched")
        grouping = Grouping(library, network.model)
        for name, stop in (
            ("photos with a partner, grouped", SliderStop.EDITED),
            ("all photos, grouped", SliderStop.EDITED),
            ("regrouped, fewer", SliderStop.SAME),
            ("regrouped, more", SliderStop.EDITED),
        ):
            with timed(name):
                found = grouping.at(stop, settings, Token())
        print(f"  {len(found.groups):,} groups of {len(found.photos):,} photos")


def _model(library: Library) -> ModelInfo:
    return precision.settled(load(str(paths.model_file())), library)


def _content(number: int, luma: bytes) -> Content:
    taken = Metadata(taken_ms=1_600_000_000_000 + number * 600_000, tag_count=40)
    return Content(
        ContentId(0),
        number.to_bytes(32, "big"),
        _FILE_BYTES,
        "jpeg",
        4000,
        3000,
        luma,
        number,
        90,
        metadata=taken,
    )


def _pair(first: int) -> Pair:
    alignment = Alignment((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 100, 0.9, 1.0, 1.0, 0.01, 0, False)
    tier = Tier.SAME if first % 4 > 1 else Tier.EDITED
    return Pair(ContentId(first), ContentId(first + 1), tier, 0.96, 0.95, 0.99, alignment)


def _files(root: Path, numbers: range) -> Iterator[tuple[object, ...]]:
    where = os.fsencode(root)
    for number in numbers:
        path = root / f"{number // _FOLDER:04}" / f"IMG_{number:07}.jpg"
        if number % _FOLDER == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "wb") as file:
            file.truncate(_FILE_BYTES)
        info = os.stat(path)
        yield (
            os.fsencode(path),
            info.st_dev,
            info.st_ino,
            info.st_size,
            info.st_mtime_ns,
            1,
            where,
            number + 1,
        )

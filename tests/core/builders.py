"""Readings, contents and pairs made from a number."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np

from simgui.core.catalog import Reading
from simgui.core.types import (
    Alignment,
    Change,
    Content,
    ContentId,
    FileStat,
    Metadata,
    Pair,
    PhotoFiles,
    Tier,
)

MODEL = "net-1"


def digest(number: int) -> bytes:
    """The hash of a content."""
    return hashlib.sha256(str(number).encode()).digest()


def file(path: str, *, device: int = 1, inode: int = 1, size: int = 10) -> FileStat:
    return FileStat(path, device, inode, size, 1_700_000_000_123_456_789)


def content(number: int, **changes: object) -> Content:
    made = Content(
        ContentId(0),
        digest(number),
        1000 + number,
        "jpeg",
        4000,
        3000,
        bytes(range(256)),
        (1 << 64) - 1 - number,
        quality=90,
        has_alpha=True,
        metadata=Metadata(
            taken_ms=-number,
            has_subsecond=True,
            make="Make\udcff",
            gps=(51.5, -0.25),
            rating=4,
            title="Pier \u202e",
            keywords=("sea", "dusk"),
            tag_count=3,
        ),
    )
    return replace(made, **changes)


def unit_vector(number: int, dim: int = 8) -> np.ndarray:
    vector = np.random.default_rng(number).normal(size=dim).astype(np.float32)
    return vector / np.linalg.norm(vector)


def reading(
    path: str,
    number: int,
    *,
    root: str = "/p",
    vector: np.ndarray | None = None,
    companions: tuple[FileStat, ...] = (),
) -> Reading:
    return Reading(
        PhotoFiles(file(path, inode=number), companions),
        root,
        content(number),
        unit_vector(number) if vector is None else vector,
        f"thumb {number}".encode(),
    )


def pair(a: int, b: int, **changes: object) -> Pair:
    made = Pair(
        ContentId(a),
        ContentId(b),
        Tier.SAME,
        0.97,
        0.9,
        0.99,
        Alignment((1, 0, 0.5, 0, 1, 0.25), 40, 0.98, 1.0, 0.75, 0.01, 3, True),
        (Change.RESIZED, Change.CROPPED),
    )
    return replace(made, **changes)

"""Whether the files beside one photo are held beside another: compared by content, not by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from simgui.core.files.same_file import is_same_file, is_same_folder
from simgui.core.types import FileStat

SAMPLE_BYTES = 64 << 10
"""Read at the beginning, in the middle and at the end of a file to tell it from another one: a
side-car is read as a whole, and of two RAW files the time of capture and the picture differ."""

IsSame = Callable[[FileStat, FileStat], bool]


def looks_same(a: FileStat, b: FileStat) -> bool:
    """Whether two files have one size and the same bytes where they are sampled.

    Cheap enough for a plan of thousands of photos; every byte is compared before a file moves.
    A file that can't be read is not the same as any.
    """
    if a.size != b.size:
        return False
    middle, end = (a.size - SAMPLE_BYTES) // 2, a.size - SAMPLE_BYTES
    try:
        with open(a.path, "rb", buffering=0) as left, open(b.path, "rb", buffering=0) as right:
            for start in sorted({0, max(0, middle), max(0, end)}):
                left.seek(start)
                right.seek(start)
                if left.read(SAMPLE_BYTES) != right.read(SAMPLE_BYTES):
                    return False
    except OSError:
        return False
    return True


def only_among(
    files: Sequence[FileStat], kept: Sequence[FileStat], is_same: IsSame = looks_same
) -> tuple[FileStat, ...]:
    """The files whose content none of the kept files has.

    Args:
        files: Files that would go.
        kept: Files that stay. One that is another spelling of a file that goes does not count.
        is_same: Compares the contents of two files.
    """
    return tuple(
        file
        for file in files
        if not any(not _is_one_name(file, other) and is_same(file, other) for other in kept)
    )


def _is_one_name(a: FileStat, b: FileStat) -> bool:
    """Whether two paths are one name in one folder; two hard links are two names."""
    if not is_same_file(a, b):
        return False
    if os.path.basename(a.path).casefold() != os.path.basename(b.path).casefold():
        return False
    return is_same_folder(os.path.dirname(a.path), os.path.dirname(b.path))

"""Estimates the quality a JPEG was saved with."""

from __future__ import annotations

import bisect
import functools
from typing import Any

# The luminance table of ITU-T T.81, Annex K.1, which libjpeg scales by the quality asked for.
_STANDARD_LUMINANCE = (
    *(16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55),
    *(14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62),
    *(18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92),
    *(49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99),
)


def quality(image: Any) -> int | None:
    """The libjpeg quality, 1 to 100, whose luminance table is as coarse as that of a JPEG.

    Other encoders use other tables; comparing sums puts them on the same scale.

    Args:
        image: Pillow's JpegImageFile.
    """
    tables = getattr(image, "quantization", None)
    if not tables:
        return None
    coarseness = sum(tables[min(tables)])
    sums = _standard_sums()
    at = bisect.bisect_left(sums, coarseness)
    if at and (at == len(sums) or coarseness - sums[at - 1] <= sums[at] - coarseness):
        at -= 1
    return 100 - at


@functools.cache
def _standard_sums() -> list[int]:
    """Sums of the standard table at quality 100, 99 .. 1, ascending."""

    def table_sum(percent: int) -> int:
        scale = 5000 // percent if percent < 50 else 200 - 2 * percent
        return sum(min(255, max(1, (v * scale + 50) // 100)) for v in _STANDARD_LUMINANCE)

    return [table_sum(percent) for percent in range(100, 0, -1)]

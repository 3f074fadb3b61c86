"""Collages: a picture made of several photos matches each of them, but they are no copies.

To the pixels a collage of two photos is what an original is to its crops, so each part would be
tied to it, and the parts would share a group with a stranger. What tells them apart is that the
parts tile the picture without overlapping and that nothing ties them to each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simgui.core import geometry
from simgui.core.geometry import Box
from simgui.core.types import ContentId, Pair, Tier, pair_key

_WHOLE = geometry.corners((0.0, 0.0, 1.0, 1.0))  # the unit square: all of a picture

_PART = (0.1, 0.75)
"""Share of a collage that one part of it takes."""

_SHOWN = 0.7
"""Share of a part's photo that must be in the collage: parts are cut to fit their place."""

_APART = 0.1
"""Share of the smaller box that two parts may overlap by, for the error of the alignment."""

_TILED = 0.8
"""Share of the picture that the parts must fill. Two details cut out of a photo rarely do."""


@dataclass(frozen=True, slots=True)
class _Part:
    id: ContentId
    box: Box  # 0..1 of the picture


def demote_collage_pairs(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, with those between a collage and its parts demoted to SIMILAR.

    Args:
        pairs: Of distinct contents, each once.
    """
    tied = {(pair.a, pair.b) for pair in pairs if pair.tier.is_copy}
    parts: dict[ContentId, list[_Part]] = defaultdict(list)
    for pair in pairs:
        alignment = pair.alignment
        if pair.tier is not Tier.EDITED or alignment is None:
            continue
        to_b = np.reshape(alignment.matrix, (2, 3))
        if not geometry.zoom(to_b):
            continue
        views = (
            (pair.a, pair.b, geometry.inverse(to_b), alignment.covered_b),
            (pair.b, pair.a, to_b, alignment.covered_a),
        )
        for whole, part, matrix, shown in views:
            box = _box(matrix)
            if _PART[0] <= _area(box) <= _PART[1] and shown >= _SHOWN:
                parts[whole].append(_Part(part, box))
    collages = {whole for whole, found in parts.items() if _tile(found, tied)}
    if not collages:
        return list(pairs)
    loose = {pair_key(whole, part.id) for whole in collages for part in parts[whole]}
    return [
        replace(pair, tier=Tier.SIMILAR) if (pair.a, pair.b) in loose else pair for pair in pairs
    ]


def _tile(parts: Iterable[_Part], tied: set[tuple[ContentId, ContentId]]) -> bool:
    """Whether parts without a pair between them fill the picture side by side."""
    chosen: list[_Part] = []
    for part in sorted(parts, key=lambda part: (-_area(part.box), part.id)):
        if all(
            _overlap(part.box, other.box) <= _APART * min(_area(part.box), _area(other.box))
            and pair_key(part.id, other.id) not in tied
            for other in chosen
        ):
            chosen.append(part)
    return len(chosen) > 1 and sum(_area(part.box) for part in chosen) >= _TILED


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(x: Box, y: Box) -> float:
    return _area((max(x[0], y[0]), max(x[1], y[1]), min(x[2], y[2]), min(x[3], y[3])))


def _box(matrix: geometry.Affine) -> Box:
    """Outline of the mapped unit square, clipped to the picture."""
    outline = geometry.moved(_WHOLE, matrix).clip(0.0, 1.0)
    (left, top), (right, bottom) = outline.min(axis=0).tolist(), outline.max(axis=0).tolist()
    return (left, top, right, bottom)

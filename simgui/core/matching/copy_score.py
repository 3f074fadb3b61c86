"""Rates an alignment: the probability of a copy, and which changes made it.

Numbers here are geometry and pixels alone and were fitted to copies, to bursts (other frames of one
scene) and to views of one place; what depends on the network stands in its description.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from simgui.core import geometry
from simgui.core.errors import ModelError
from simgui.core.geometry import Affine
from simgui.core.imaging.pyramid import Picture
from simgui.core.matching import overlap, overlay
from simgui.core.matching.align import Features, Finding
from simgui.core.types import Alignment, Change, Content

_MIN_KEPT = 0.9  # correlation without the worst 15 %; chosen by hand, see `models.everyday`
_MIN_ALIKE = 0.6  # share of textured blocks; likewise
_MIN_CONTAINED = 0.66
"""One picture holds most of the other, frames and crops of a crop included. Neighbouring frames of
a panorama share half."""

_MIN_TEXTURED = 12
"""Textured blocks from which the pixels speak for themselves, without the network."""

_FITTED = "copy_score.json"  # beside this module; written by `models.fit_evidence`
_MOST_ABSOLUTE = 100.0
"""Of a weight or of log odds: the largest that was fitted is 10."""

MEASURES = (
    "inliers",
    "error",
    "nearby",
    "kept",
    "agreeing",
    "alike",
    "moved",
    "residual",
    "drift",
    "far_drift",
    "covered_most",
    "covered_least",
    "textured",
    "explained",
)
"""Names of what `measures` returns, in its order."""

_MOMENT_INLIERS = 12  # point matches
_MOMENT_KEPT = 0.85  # correlation without the worst 15 %
_MOMENT_SHOWN = 0.85  # share of textured blocks that agree, moved or not
_FLAT = 0.5
"""Share without slope from which pictures are pages, screens or drawings, which have no moment."""

# Limits of the named changes, chosen by hand; `models.edits` makes each change to try them on.
_BARE_SHARE = 0.03  # share of the area from which a crop or a border is named
_TILT_DEGREES = 1.2  # from which a turn is named
_STRETCH = 1.05  # ratio of the sides
_GAIN = 0.12  # logarithm of the contrast
_SHIFT_LEVELS = 9.0  # grey levels of the mean
_HUE_LEVELS = 6.0  # grey levels of colour beside the luma
_RESIZED = 0.05
"""Of the logarithm of the area that the same things take: thumbnails are aligned to 2 % or so."""
_WRITTEN_SHARE = 0.008  # share of the overlap that differs

_PLAIN_ALIKE = 0.9  # share of textured blocks
_SOFTENING = 2.0  # standard deviation of the blur, in raster pixels
_SHARPER = 1.5  # ratio of edge strengths


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression of "is a copy" on `measures`; all but the weights are log odds.

    Attributes:
        weights: Of each measure by its name, in the order of `measures`.
        offset: Fitted with the weights, to as many copies as others.
        turns_at: Above it, a pair is a copy.
        doubtful: Up to it, not even the same capture time makes a copy.
        steepness: Of the probability, which is one half where the verdict turns. Fitted where
            bursts are seldom, as in a library: what is left open is a copy more often there.
    """

    weights: Mapping[str, float]
    offset: float
    turns_at: float
    doubtful: float
    steepness: float

    @staticmethod
    def load(path: str) -> Regression:
        """Read and check what `models.fit_evidence` wrote.

        Raises:
            ModelError: The file is missing or damaged, or a number is out of range.
        """
        try:
            with open(path, encoding="utf-8") as file:
                return Regression._checked(json.load(file))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                "{path} can't be read: {why}", path=path, remedy="Reinstall simgui.", why=error
            ) from error

    @staticmethod
    def _checked(described: dict[str, Any]) -> Regression:
        names = described["weights"].keys()
        if names != set(MEASURES):
            raise ValueError(f"weights of {', '.join(names)}")
        found = Regression(
            {name: float(described["weights"][name]) for name in MEASURES},
            float(described["offset"]),
            float(described["turns_at"]),
            float(described["doubtful"]),
            float(described["steepness"]),
        )
        numbers = (*found.weights.values(), found.offset, found.turns_at, found.doubtful)
        if not (
            all(abs(number) <= _MOST_ABSOLUTE for number in numbers)
            and found.doubtful < found.turns_at
            and 0 < found.steepness <= _MOST_ABSOLUTE
        ):
            raise ValueError("a number is out of range")
        return found


@cache
def shipped() -> Regression:
    """The regression that comes with the program.

    Raises:
        ModelError: The installation is damaged.
    """
    return Regression.load(os.path.join(os.path.dirname(__file__), _FITTED))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an alignment says of two photos.

    Attributes:
        is_copy: Whether they are copies, by geometry and pixels alone.
        probability: Of that; above one half for copies alone.
        may_be_copy: Whether another sign, such as one capture time, would settle it.
        is_textured: Whether there was enough texture for that to be believed on its own.
        is_same_place: Whether at least the same things are seen in both.
    """

    is_copy: bool
    probability: float
    may_be_copy: bool
    is_textured: bool
    is_same_place: bool


def weigh(finding: Finding) -> Verdict:
    """Judge an alignment.

    Raises:
        ModelError: The installation is damaged.
    """
    pixels = finding.pixels
    is_same_place = (
        finding.inliers >= _MOMENT_INLIERS
        and pixels.kept >= _MOMENT_KEPT
        # A header that two receipts share is no moment: most of the rest has to be there too.
        and pixels.agreeing + pixels.moved >= _MOMENT_SHOWN
        and pixels.flat < _FLAT
    )
    is_textured = pixels.textured >= _MIN_TEXTURED
    if not holds_enough(finding):
        return Verdict(False, 0.0, False, is_textured, is_same_place)
    score = shipped()
    terms = measures(finding)
    total = score.offset + sum(score.weights[name] * value for name, value in terms.items())
    probability = _logistic(score.steepness * (total - score.turns_at))
    return Verdict(
        total > score.turns_at, probability, total > score.doubtful, is_textured, is_same_place
    )


def holds_enough(finding: Finding) -> bool:
    """Whether so much of the pictures agrees that the regression is asked at all."""
    pixels = finding.pixels
    return (
        pixels.kept >= _MIN_KEPT
        and pixels.alike >= _MIN_ALIKE
        and max(pixels.covered_a, pixels.covered_b) >= _MIN_CONTAINED
    )


def measures(finding: Finding) -> dict[str, float]:
    """The numbers the logistic regression is made on, by name."""
    pixels = finding.pixels
    return {
        "inliers": math.log1p(finding.inliers),
        "error": finding.error,
        "nearby": finding.nearby / max(1, finding.inliers + finding.nearby),
        "kept": math.log(1.001 - pixels.kept),
        "agreeing": pixels.agreeing,
        "alike": pixels.alike,
        "moved": math.log(0.02 + pixels.moved),
        "residual": math.sqrt(pixels.residual),
        "drift": math.log(0.1 + pixels.drift / pixels.scale),
        "far_drift": math.log(0.2 + pixels.far_drift / pixels.scale),
        "covered_most": max(pixels.covered_a, pixels.covered_b),
        "covered_least": min(pixels.covered_a, pixels.covered_b),
        "textured": math.log1p(pixels.textured),
        # Of what disagrees, how much has merely moved: a sticker has not.
        "explained": pixels.moved / (1.03 - pixels.alike),
    }


def alignment(a: Features, b: Features, finding: Finding) -> Alignment:
    """The finding in shares of the pictures, from a to b."""
    (wide_a, high_a), (wide_b, high_b) = a.picture.size, b.picture.size
    unit_a = np.array([[wide_a, 0, -0.5], [0, high_a, -0.5]])
    unit_b = np.array([[wide_b, 0, -0.5], [0, high_b, -0.5]])
    matrix = geometry.chain(
        geometry.chain(unit_a, geometry.inverse(finding.to_a)), geometry.inverse(unit_b)
    )
    turn, _, is_mirrored, _ = _shape(finding.to_a)
    values = [float(value) for value in matrix.ravel()]
    pixels = finding.pixels
    return Alignment(
        matrix=(values[0], values[1], values[2], values[3], values[4], values[5]),
        inliers=finding.inliers,
        zncc=pixels.kept,
        covered_a=pixels.covered_a,
        covered_b=pixels.covered_b,
        residual=pixels.residual,
        turn=turn,
        is_mirrored=is_mirrored,
    )


def changes(a: Features, b: Features, finding: Finding) -> tuple[Change, ...]:
    """What was done to one photo to make the other, as far as thumbnails show it; in order."""
    pixels = finding.pixels
    turn, tilt, is_mirrored, stretch = _shape(finding.to_a)
    found = set()
    of_a, of_b = a.picture, finding.laid(b.picture)
    views = (
        (of_a, finding.to_a, of_b, pixels.covered_a),
        (of_b, geometry.inverse(finding.to_a), of_a, pixels.covered_b),
    )
    shown = [_shown(photo, other, to_photo) for photo, to_photo, other, _ in views]
    for (photo, _, _, covered), share in zip(views, shown, strict=True):
        if 1 - share > _BARE_SHARE:
            if _frame_share(photo) > _BARE_SHARE:
                found.add(Change.FRAMED)
            if 1 - covered > _BARE_SHARE:
                found.add(Change.CROPPED)
    if 1 - min(shown) <= _BARE_SHARE < 1 - min(pixels.covered_a, pixels.covered_b):
        # One picture may have a bar where the other goes on, or both a sky that looked like one.
        whole_a, whole_b = (replace(p, content=p.whole) for p in (a.picture, b.picture))
        compared = overlap.compare(whole_a, finding.laid(whole_b), finding.to_a)
        if compared and compared[0].residual > _WRITTEN_SHARE:
            found.add(Change.WRITTEN_ON)
    if is_mirrored:
        found.add(Change.MIRRORED)
    if turn:
        found.add(Change.TURNED)
    if abs(tilt) > _TILT_DEGREES:
        found.add(Change.TILTED)
    if stretch > _STRETCH or finding.bend is not None:
        found.add(Change.STRETCHED)
    if (
        (abs(math.log(pixels.gain)) > _GAIN and pixels.softening == 0)
        or abs(pixels.shift) > _SHIFT_LEVELS
        or pixels.hue_change > _HUE_LEVELS
    ):
        found.add(Change.RECOLOURED)
    if pixels.residual > _WRITTEN_SHARE:
        found.add(Change.WRITTEN_ON)
    if not found and overlay.foreign(of_a, of_b, finding.to_a) > 1:
        found.add(Change.WRITTEN_ON)
    return tuple(change for change in Change if change in found)


def file_changes(a: Content, b: Content, fits: Alignment) -> tuple[Change, ...]:
    """What the files themselves say: another size, another encoding.

    Args:
        a: One content.
        b: The other.
        fits: How b lies on a: a crop has another size, and was not resized.
    """
    found = []
    if sorted((a.width, a.height)) != sorted((b.width, b.height)):
        (p, q, _), (r, s, _) = fits.matrix[:3], fits.matrix[3:]
        area = abs(p * s - q * r) * (b.width * b.height) / max(a.width * a.height, 1)
        if area <= 0 or abs(math.log(area)) > _RESIZED:
            found.append(Change.RESIZED)
    if (a.format, a.quality) != (b.format, b.quality) or not found:
        found.append(Change.REENCODED)
    return tuple(found)


def is_plain(finding: Finding, seen: tuple[Change, ...]) -> bool:
    """Whether nothing but size and encoding was changed."""
    pixels = finding.pixels
    return not seen and pixels.alike > _PLAIN_ALIKE and pixels.softening <= _SOFTENING


def is_one_sharper(a: Features, b: Features) -> bool:
    """Whether one of two photos of equal size was blurred: nothing else would tell which."""
    first, second = _sharpness(a.picture), _sharpness(b.picture)
    return max(first, second) > _SHARPER * min(first, second)


def _sharpness(photo: Picture) -> float:
    import cv2

    grey = cv2.cvtColor(photo.levels[0], cv2.COLOR_RGB2GRAY)
    return float(np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean()) + 1.0


def _shape(to_a: Affine) -> tuple[int, float, bool, float]:
    """Quarter turns clockwise from a to b, further tilt in degrees, mirrored or not, stretch."""
    linear = np.linalg.inv(to_a[:, :2])
    is_mirrored = bool(np.linalg.det(linear) < 0)
    if is_mirrored:
        linear = linear @ np.diag([-1.0, 1.0])
    left, sizes, right = np.linalg.svd(linear)
    rotation = left @ right
    angle = math.degrees(math.atan2(rotation[1, 0], rotation[0, 0]))
    quarters = round(angle / 90)
    return quarters % 4, angle - 90 * quarters, is_mirrored, float(sizes[0] / sizes[1])


def _shown(photo: Picture, other: Picture, to_photo: Affine) -> float:
    """Share of a picture, its frame included, that the other one covers."""
    outline = geometry.clip(geometry.moved(geometry.corners(other.whole), to_photo), photo.whole)
    return geometry.area(outline) / geometry.area(geometry.corners(photo.whole))


def _frame_share(photo: Picture) -> float:
    """Share of a picture that is border or bars."""
    content, whole = geometry.corners(photo.content), geometry.corners(photo.whole)
    return 1 - geometry.area(content) / geometry.area(whole)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, x))))

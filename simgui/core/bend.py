"""Photos that lie on each other after a change that no affine map makes: perspective and lenses.

A photo of a print, a scanner program and the lens correction of phones and raw developers bend a
picture a little. A homography and one radial term (Brown, "Decentering distortion of lenses",
1966) are fitted to the points that an affine map nearly explains; one picture is then straightened,
so that everything after goes on with an affine map. Ten numbers for hundreds of points: what moved
in a scene bends otherwise, and stays visible.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simgui.core import geometry
from simgui.core.geometry import Affine, Box
from simgui.core.imaging.pyramid import Picture, reduced

_ROUNDS = 12  # of the robust fit; the reach falls from 8 px to 1 in six
_REACH_PX = 3.0
"""As for an affine map, in pixels of the thumbnail."""

_MOST_RADIAL = 0.4  # of the corners' distance from the middle; a strong fish-eye
_MOST_PERSPECTIVE = 0.4
"""Of the half diagonal: the near edge is shown 2.3 times as large as the far one."""

_BORDER_POINTS = 16  # on each edge, to find what has a source


@dataclass(frozen=True, slots=True)
class Bend:
    """How b is sampled to make a picture that an affine map lays on a.

    Attributes:
        values: Of the homography, eight, and of the radial term, in the units below.
        centre: Of a in its thumbnail, in pixels; `radius` its half diagonal.
        centre_b: The same of b; `radius_b` likewise.
        to_a: The affine map from b, straightened, to a, between pixel centres of the thumbnails.
        size_b: Width and height of b's thumbnail.
    """

    values: tuple[float, ...]
    centre: tuple[float, float]
    radius: float
    centre_b: tuple[float, float]
    radius_b: float
    to_a: Affine
    size_b: tuple[int, int]

    def straightened(self, b: Picture) -> Picture:
        """Picture b, at any size, as it would lie on a under an affine map.

        Parts of it that have no source repeat its edge and are no content.
        """
        import cv2

        width, height = b.size
        factor = np.array([width / self.size_b[0], height / self.size_b[1]])
        down, across = np.indices((height, width), np.float64)
        places = self._sources(np.stack([across, down], axis=-1).reshape(-1, 2), factor)
        places = places.reshape(height, width, 2).astype(np.float32)
        bent = cv2.remap(
            b.levels[0],
            places[..., 0],
            places[..., 1],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return Picture(reduced(np.asarray(bent, np.uint8)), self._content(b.content, factor))

    def _sources(
        self, points: NDArray[np.float64], factor: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Where in b straightened points [n, 2] come from; both in pixels of an enlarged b."""
        small = (points + 0.5) / factor - 0.5
        return (self._to_b(geometry.moved(small, self.to_a)) + 0.5) * factor - 0.5

    def _to_b(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        unit = (points - np.array(self.centre)) / self.radius
        return np.asarray(
            _mapped(np.array(self.values), unit)[0] * self.radius_b + np.array(self.centre_b)
        )

    def _content(self, box: Box, factor: NDArray[np.float64]) -> Box:
        """The part of a box all of whose points have a source inside it."""
        left, top, right, bottom = box
        along = np.linspace(0, 1, _BORDER_POINTS)
        edges = []
        for axis, edge, sign in ((0, left, -1), (1, top, -1), (0, right, 1), (1, bottom, 1)):
            low, high = (box[1 - axis], box[3 - axis])
            points = np.empty((_BORDER_POINTS, 2))
            points[:, axis] = edge
            points[:, 1 - axis] = low + along * (high - low)
            beyond = sign * (self._sources(points, factor)[:, axis] - edge)
            edges.append(edge - sign * max(0.0, float(beyond.max())))
        return edges[0], edges[1], edges[2], edges[3]


def fit(
    at_a: NDArray[np.float32],
    at_b: NDArray[np.float32],
    to_a: Affine,
    size_a: tuple[int, int],
    size_b: tuple[int, int],
) -> tuple[Bend, NDArray[np.float64]] | None:
    """Fit a bend to matched points that an affine map nearly explains.

    Args:
        at_a: float32 [n, 2], points of a's thumbnail; `at_b` their partners.
        at_b: Those of b's thumbnail.
        to_a: Affine map from b to a, as good as there is.
        size_a: Width and height of a's thumbnail.
        size_b: The same of b's.

    Returns:
        The bend and the distances [n] of each pair under it, in pixels of b; None if no sensible
        bend explains the points.
    """
    centre, radius = _frame(size_a)
    centre_b, radius_b = _frame(size_b)
    start, wanted = (at_a - centre) / radius, (at_b - centre_b) / radius_b
    flat = geometry.inverse(to_a)
    values = np.zeros(9)
    values[:3] = flat[0, 0] * radius, flat[0, 1] * radius, flat[0] @ (*centre, 1) - centre_b[0]
    values[3:6] = flat[1, 0] * radius, flat[1, 1] * radius, flat[1] @ (*centre, 1) - centre_b[1]
    values[:6] /= radius_b
    reach = 8.0 / radius_b
    for _ in range(_ROUNDS):
        found, slopes = _mapped(values, start)
        rest = wanted - found
        miss = np.hypot(rest[:, 0], rest[:, 1])
        weight = 1 / (1 + (miss / reach) ** 2)
        jacobian = (slopes * weight[:, None, None]).reshape(-1, 9)
        normal = jacobian.T @ jacobian
        step = np.linalg.solve(
            normal + 1e-9 * np.trace(normal) * np.eye(9),
            jacobian.T @ (rest * weight[:, None]).ravel(),
        )
        values = values + step
        reach = max(1.0 / radius_b, 0.7 * reach)
        if not np.isfinite(values).all():
            return None
    if abs(values[8]) > _MOST_RADIAL or np.abs(values[6:8]).max() > _MOST_PERSPECTIVE:
        return None
    misses = np.linalg.norm(wanted - _mapped(values, start)[0], axis=1) * radius_b
    near = misses < _REACH_PX
    if near.sum() < len(values):
        return None
    bend = Bend(
        tuple(float(v) for v in values),
        (float(centre[0]), float(centre[1])),
        radius,
        (float(centre_b[0]), float(centre_b[1])),
        radius_b,
        to_a,
        size_b,
    )
    return bend, misses


def _frame(size: tuple[int, int]) -> tuple[NDArray[np.float64], float]:
    """Centre of a thumbnail, and its half diagonal."""
    return (np.array(size) - 1) / 2, float(np.hypot(*size)) / 2


def _mapped(
    values: NDArray[np.float64], points: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points [n, 2] under the nine values, and the derivatives [n, 2, 9]."""
    x, y = points[:, 0], points[:, 1]
    far = x * x + y * y
    u, v = x * (1 + values[8] * far), y * (1 + values[8] * far)
    depth = 1 + values[6] * u + values[7] * v
    out_x = (values[0] * u + values[1] * v + values[2]) / depth
    out_y = (values[3] * u + values[4] * v + values[5]) / depth
    slopes = np.zeros((len(points), 2, 9))
    for place, (row, out) in enumerate(((values[:3], out_x), (values[3:6], out_y))):
        first = 3 * place
        slopes[:, place, first] = u / depth
        slopes[:, place, first + 1] = v / depth
        slopes[:, place, first + 2] = 1 / depth
        slopes[:, place, 6] = -out * u / depth
        slopes[:, place, 7] = -out * v / depth
        along_u, along_v = row[0] - out * values[6], row[1] - out * values[7]
        slopes[:, place, 8] = (along_u * x + along_v * y) * far / depth
    return np.stack([out_x, out_y], axis=1), slopes

"""Affine maps and convex outlines in the plane of pixel centres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Affine = NDArray[np.float64]
"""2x3, from pixel centres of one picture to those of another."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; the whole of a picture begins at -0.5."""

Points = NDArray[np.float64]


def square(matrix: Affine) -> NDArray[np.float64]:
    """The 3x3 form of a map."""
    return np.vstack([matrix, [0.0, 0.0, 1.0]])


def inverse(matrix: Affine) -> Affine:
    """The inverse map."""
    return np.asarray(np.linalg.inv(square(matrix))[:2])


def chain(first: Affine, second: Affine) -> Affine:
    """The map that applies `first`, then `second`."""
    return np.asarray((square(second) @ square(first))[:2])


def moved(points: Points, matrix: Affine) -> Points:
    """Points [n, 2] under a map."""
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def zoom(matrix: Affine) -> float:
    """Mean factor by which a map stretches lengths."""
    return float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))


def corners(box: Box) -> Points:
    """The four corners [4, 2] of a box, in order."""
    left, top, right, bottom = box
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def clip(outline: Points, box: Box) -> Points:
    """The part of a convex outline inside a box (Sutherland and Hodgman, 1974); may be empty."""
    points = list(outline)
    left, top, right, bottom = box
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        clipped: list[Points] = []
        previous = [points[-1], *points[:-1]] if points else []
        for before, here in zip(previous, points, strict=True):
            inside_before = (before[axis] - edge) * sign
            inside = (here[axis] - edge) * sign
            if (inside_before < 0) != (inside < 0):
                share = inside_before / (inside_before - inside)
                clipped.append(before + (here - before) * share)
            if inside >= 0:
                clipped.append(here)
        points = clipped
    return np.array(points)


def area(outline: Points) -> float:
    """Area of an outline; 0 of fewer than three points."""
    if len(outline) < 3:
        return 0.0
    x, y = outline[:, 0], outline[:, 1]
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)

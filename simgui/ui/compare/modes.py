"""Ways of comparing, and what a pane says of its photo."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mode(Enum):
    """How photos are compared."""

    SIDE_BY_SIDE = 0
    SWIPE = 1
    BLINK = 2
    DIFFERENCE = 3
    WHY = 4
    FLIP = 5


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands in the corner of a pane."""

    text: str
    fill: str
    ink: str

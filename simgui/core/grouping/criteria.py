"""The criteria for the photo to keep, and the user's order of them. Imports nothing slow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from simgui.core.types import PhotoId


class Criterion(Enum):
    """What a photo can be preferred for."""

    RESOLUTION = "resolution"
    FORMAT = "format"
    UNEDITED = "unedited"
    QUALITY = "quality"
    METADATA = "metadata"
    OLDEST = "oldest"
    FOLDER = "folder"
    SIZE = "size"
    NAME = "name"


DEFAULT_CRITERIA = tuple(Criterion)


@dataclass(frozen=True, slots=True)
class KeepRules:
    """How the user wants keepers chosen.

    Attributes:
        criteria: In order; those left out are asked last, in their usual order.
        folders: Folders in order of preference, for Criterion.FOLDER; any other comes after them.
        chosen: Photos picked by hand.
    """

    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA
    folders: tuple[str, ...] = ()
    chosen: frozenset[PhotoId] = frozenset()


DEFAULT_RULES = KeepRules()

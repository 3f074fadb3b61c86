"""What is looked for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from simgui.core.types import Photo


@dataclass(frozen=True, slots=True)
class Query:
    """A picture to find likenesses of.

    Attributes:
        path: Its file.
        photo: The photo of the library it is, or None for a picture from outside.
        is_pasted: Whether it came from the clipboard.
    """

    path: str
    photo: Photo | None = None
    is_pasted: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """How to look.

    Attributes:
        metric: "cosine" or "euclidean".
        top: How many photos at most.
        root: Only photos in this folder, or "" for all.
    """

    metric: str = "cosine"
    top: int = 24
    root: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A photo that was found.

    Attributes:
        similarity: Cosine similarity clipped to 0..1.
        distance: Euclidean distance of the unit vectors, 0..2.
    """

    photo: Photo
    similarity: float
    distance: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The photos found, best first.

    Attributes:
        picture: The query itself, for display.
        query_photo: The query as a photo, so that it can be compared; None if it can't be read.
        searched: Number of photos looked at.
        seconds: Time the search took, without reading the query.
    """

    query: Query
    options: Options
    hits: tuple[Hit, ...]
    picture: QImage | None
    query_photo: Photo | None
    searched: int
    seconds: float

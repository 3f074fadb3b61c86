"""The storage interface the engine depends on: the Catalog protocol.

`simgui.store.library.Library` is the real one. Paths are os.fsdecode strings throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from simgui.core.task import Token
from simgui.core.types import (
    Content,
    ContentId,
    FileStat,
    FileState,
    Pair,
    Photo,
    PhotoFiles,
    PhotoId,
    Role,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from simgui.core.vectors import HalfVectors


class PixelSignature(NamedTuple):
    """Cheap facts that say whether two contents may have the same pixels; see Content."""

    id: ContentId
    format: str
    width: int
    height: int
    luma: bytes
    frames: int = 1


@dataclass(frozen=True, slots=True)
class Root:
    """A watched folder, or a single file that was given by name."""

    path: str
    role: Role = Role.NORMAL


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog knows of one primary file; small, because scans make tens of thousands."""

    id: PhotoId
    stat: FileStat
    content_id: ContentId | None
    state: FileState
    reason: str  # why it is unreadable, else empty
    companions: tuple[FileStat, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one photo: a content with its vector, a known content, or a reason.

    Attributes:
        content: The content; its id is 0 if it is new to the catalog. None if unreadable.
        vector: float32 [D] of unit length for `model_id`, or None if it is stored already.
        thumbnail: JPEG bytes, long side THUMBNAIL_PX, or None if it is stored already.
        reason: Why it could not be read, else empty.
        undecoded: The bytes of a file that could be read but not decoded, so that its copies are
            found; else None.
    """

    unit: PhotoFiles
    root: str
    content: Content | None
    vector: NDArray[np.float32] | None = None
    thumbnail: bytes | None = None
    reason: str = ""
    undecoded: Content | None = None


@dataclass(frozen=True, slots=True)
class LocalBackground:
    """How alike contents are to the photos around them, as `nomination.Embedded` measures it.

    Attributes:
        ids: int64 [n], ascending.
        values: float32 [n], mean scores.
        among: int64 [n], how many contents there were when it was measured.
    """

    ids: NDArray[np.int64]
    values: NDArray[np.float32]
    among: NDArray[np.int64]


class Catalog(Protocol):
    """Remembers photos across runs. Each writing method is one transaction."""

    def roots(self) -> list[Root]:
        """All watched folders, sorted by path."""

    def known(self, root: str) -> dict[str, Known]:
        """Everything remembered at or under a root, by path, whatever its state."""

    def content_ids(self, hashes: Iterable[bytes]) -> dict[bytes, ContentId]:
        """Ids of the contents among these hashes that are stored."""

    def contents_with_vector(self, model_id: str) -> set[bytes]:
        """Hashes of the contents that have a vector of this network."""

    def record(self, model_id: str, readings: Sequence[Reading]) -> list[ContentId | None]:
        """Store a batch of readings and the photos at their paths: the unit of resume.

        Returns:
            The content id of each reading, None for the unreadable.
        """

    def move(self, moves: Sequence[tuple[PhotoId, PhotoFiles, str]]) -> None:
        """Give known photos a new place (id, unit, root): same file, other path or companions."""

    def set_state(self, photo_ids: Sequence[PhotoId], state: FileState) -> None:
        """Mark photos present, gone or offline."""

    def vectors(
        self, model_id: str, token: Token | None = None
    ) -> tuple[NDArray[np.int64], HalfVectors]:
        """Ids [N] ascending and vectors [N, D] of every content that some known photo still has.

        Raises:
            Cancelled: The token was cancelled.
        """

    def vectors_of(
        self, model_id: str, ids: NDArray[np.int64] | None = None
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Vectors of these contents, or of all, whether a photo still has them or not.

        Yields:
            Some at a time: ids int64 [n] and vectors float32 [n, D] of unit length; those that are
            damaged are left out.
        """

    def vectors_stored(
        self, model_id: str, position: int | None
    ) -> tuple[NDArray[np.int64] | None, int]:
        """Ids of the contents whose vectors were stored since an earlier call.

        Args:
            model_id: The network's id.
            position: What that call returned, or None if there was none.

        Returns:
            The ids, None for all; and a position for the next call.
        """

    def contents(self, ids: Iterable[ContentId]) -> dict[ContentId, Content]:
        """Contents by id."""

    def looks(
        self, ids: Iterable[int] | None = None, token: Token | None = None
    ) -> Iterator[PixelSignature]:
        """Pixel signatures of these contents, or of all, that some known photo still has.

        Raises:
            Cancelled: The token was cancelled.
        """

    def set_pixel_hashes(self, hashes: dict[ContentId, bytes]) -> None:
        """Remember the hash of the full decoded pixels of some contents."""

    def thumbnails(self, ids: Sequence[ContentId]) -> dict[ContentId, bytes]:
        """JPEG bytes of the stored thumbnails among these contents."""

    def unmatched(self, model_id: str) -> NDArray[np.int64]:
        """Ids of contents that have a vector but were not yet matched under this network."""

    def levels(self, model_id: str) -> LocalBackground:
        """What `save_matches` stored of levels, damaged ones left out."""

    def save_matches(
        self,
        model_id: str,
        matched: Sequence[ContentId],
        pairs: Sequence[Pair],
        levels: LocalBackground | None = None,
    ) -> None:
        """Store pairs (replacing older evidence) and levels, and note what was matched."""

    def pairs(self, model_id: str) -> list[Pair]:
        """All stored pairs of this network whose two contents some known photo still has."""

    def forget_matches(self, model_id: str) -> None:
        """Drop this network's pairs and note its contents as unmatched: the rules have changed."""

    def missing_vectors(self, model_id: str) -> set[PhotoId]:
        """Present photos whose content is known but has no vector of this network yet."""

    def note(self, key: str) -> str | None:
        """A small remembered value, such as the stamp of the saved graph."""

    def set_note(self, key: str, value: str) -> None:
        """Remember a small value."""

    def add_root(self, path: str, role: Role = Role.NORMAL) -> None:
        """Watch a folder; a folder that is watched already keeps its role."""

    def not_duplicates(self) -> set[tuple[ContentId, ContentId]]:
        """Pairs (a < b) the user said are no duplicates."""

    def photos(self, roots: Sequence[str] | None = None) -> list[Photo]:
        """Present, readable photos at or under the roots (all if None), sorted by path."""

    def photos_of(
        self, ids: Iterable[ContentId], roots: Sequence[str] | None = None
    ) -> list[Photo]:
        """Those of `photos` that have one of these contents, sorted by path."""

    def counts(self, roots: Sequence[str] | None = None) -> dict[str, int]:
        """How many of `photos` were found in each watched folder."""

    def unreadable(self, roots: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """Path and reason of the unreadable files, sorted by path."""

"""The values the whole program speaks in: files, contents, photos, pairs, groups.

A *content* is one distinct sequence of bytes; a *photo* is a content at a path, with the files that
belong to it. Vectors, pairs and decisions belong to contents, so that a file keeps them wherever it
is moved, and any number of identical copies cost one vector.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, NewType, TypeAlias

from simgui.core.holdings import NOTHING_MORE, Holdings, Loss, Part

if TYPE_CHECKING:  # the window opens before there is any vector, and NumPy takes its time
    import numpy as np
    from numpy.typing import NDArray

PhotoId = NewType("PhotoId", int)
ContentId = NewType("ContentId", int)

Vector: TypeAlias = "NDArray[np.float32]"
"""An embedding, float32 [D] of unit length."""


class Tier(IntEnum):
    """How a pair of photos is related, by evidence; a lower value is stronger evidence."""

    IDENTICAL = 1  # same bytes
    PIXELS = 2  # same decoded pixels, other metadata or container
    SAME = 3  # same shot, re-encoded or resized; verified after alignment
    EDITED = 4  # same shot, cropped, turned, mirrored, recoloured, framed, written on
    MOMENT = 5  # another shot of the same moment
    SIMILAR = 6  # looks alike

    @property
    def label(self) -> str:
        """The name in files and on the command line, such as "identical"."""
        return self.name.lower()

    @property
    def is_copy(self) -> bool:
        """Whether photos of this tier show one and the same shot."""
        return self <= Tier.EDITED


class Role(Enum):
    """What a folder's photos may be used for."""

    NORMAL = "normal"
    PROTECTED = "protected"  # never marked, wins as keeper
    EXCLUDED = "excluded"


class FileState(Enum):
    """Where a known file stands since the last scan."""

    PRESENT = "present"
    UNREADABLE = "unreadable"
    GONE = "gone"
    OFFLINE = "offline"  # its root is not mounted; nothing of it is forgotten


class Change(Enum):
    """What was done to one photo to make the other, seen in their alignment."""

    RESIZED = "resized"
    REENCODED = "reencoded"
    CROPPED = "cropped"
    MIRRORED = "mirrored"
    TURNED = "turned"
    TILTED = "tilted"
    RECOLOURED = "recoloured"
    FRAMED = "framed"
    STRETCHED = "stretched"
    WRITTEN_ON = "written_on"


class SetKind(Enum):
    """Kinds of sets: photos that belong together but are not copies."""

    BRACKET = "bracket"  # exposure, focus or white balance varied
    BURST = "burst"
    PANORAMA = "panorama"  # its parts, or it and its parts
    STEREO = "stereo"
    PAGES = "pages"


class Descent(Enum):
    """How one file was made from another, as their pixels prove it."""

    RECOMPRESSED = "recompressed"
    ENLARGED = "enlarged"
    DAMAGED = "damaged"  # the same file with errors in its data
    COMMON = "common"  # neither of the other: both were compressed from one picture


FileIdentity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class FileStat:
    """One file as the file system shows it.

    Attributes:
        path: Absolute, as os.fsdecode gives it: bytes that are not UTF-8 are surrogate escapes.
        links: Number of hard links (st_nlink).
    """

    path: str
    device: int
    inode: int
    size: int
    mtime_ns: int
    links: int = 1

    @property
    def identity(self) -> FileIdentity:
        """What tells one file from another, whatever names lead to it.

        Device and inode, with the path where a file system numbers no files (inode 0).
        """
        return self.device, self.inode, "" if self.inode else self.path


@dataclass(frozen=True, slots=True)
class PhotoFiles:
    """One photo's files: the picture itself and the companions that move with it.

    Attributes:
        primary: The file that is decoded (of RAW+JPEG the JPEG; a lone RAW itself).
        companions: RAW beside JPEG, XMP/AAE side-cars, Live Photo video; sorted by path.
    """

    primary: FileStat
    companions: tuple[FileStat, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a photo says about itself; text is raw and must be shown as plain text.

    Attributes:
        taken_ms: Capture time on the camera's clock, milliseconds since 1970 as if it were UTC.
    """

    taken_ms: int | None = None
    has_subsecond: bool = False  # whether taken_ms is finer than a second
    make: str = ""
    camera: str = ""
    lens: str = ""
    exposure: str = ""  # such as "23 mm · f/8 · 1/320 s · ISO 200"
    software: str = ""
    gps: tuple[float, float] | None = None  # latitude and longitude in degrees
    rating: int | None = None
    title: str = ""
    keywords: tuple[str, ...] = ()
    unique_id: str = ""  # ImageUniqueID, the same in every version of one shutter release
    tag_count: int = 0  # metadata fields in the file, a measure of richness
    has_maker_note: bool = False  # the camera maker's own block
    said_size: tuple[int, int] | None = None  # width and height by the EXIF, not by the picture
    changed_ms: int | None = None  # DateTime, which editors set to the time of the change
    is_screenshot: bool = False
    is_derived: bool = False  # it says that it was made from another file
    burst: str = ""  # the same in every shot of one burst
    is_bracketed: bool = False  # one of a series with the exposure varied by the camera
    bias_ev: float | None = None
    is_panorama: bool = False
    is_utc: bool = False  # taken_ms is in truth UTC: nobody knows the camera's time zone
    words: tuple[str, ...] = ()  # what is written in it, see `imaging.words`


UNDECODED = ""
"""The format of a content that can't be decoded: its copies are found by their bytes alone."""


@dataclass(frozen=True, slots=True)
class Content:
    """One distinct sequence of bytes that is a picture.

    Attributes:
        id: 0 until stored.
        hash: BLAKE3 of the whole file, 32 bytes.
        format: Lower-case name of the decoder, such as "jpeg", "heif", "raw"; UNDECODED for bytes
            that no decoder takes, of which only the hash is known.
        width: Upright width in pixels of the full picture; `height` likewise.
        luma: uint8 [16, 16] box-averaged luma of the upright picture; empty in a catalog's photos.
        dhash: 64-bit difference hash of it; left out with it. Nominates pairs without the network.
        quality: Estimated JPEG quality 1-100, or None where it means nothing.
        frames: Number of frames or pages.
        depth: Bits per channel.
        pixel_hash: BLAKE3 over the full decoded pixels, or None until they were needed.
        holdings: What the file holds beyond the numbers of its first picture.
    """

    id: ContentId
    hash: bytes
    size: int
    format: str
    width: int
    height: int
    luma: bytes
    dhash: int
    quality: int | None = None
    frames: int = 1
    has_alpha: bool = False
    depth: int = 8
    metadata: Metadata = field(default_factory=Metadata)
    pixel_hash: bytes | None = None
    holdings: Holdings = NOTHING_MORE

    @property
    def is_unread(self) -> bool:
        """Whether nobody has looked yet what the file holds: an older simgui has read it."""
        return self.format != UNDECODED and self.holdings.count(Part.UNREAD) > 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A content at a path in a watched folder."""

    id: PhotoId
    stat: FileStat
    content: Content
    root: str
    role: Role = Role.NORMAL
    state: FileState = FileState.PRESENT
    companions: tuple[FileStat, ...] = ()

    @property
    def path(self) -> str:
        """Absolute path of the primary file."""
        return self.stat.path

    @property
    def date_ms(self) -> int:
        """Capture time, or where none is known the file's last change; as `Metadata.taken_ms`."""
        taken = self.content.metadata.taken_ms
        return self.stat.mtime_ns // 1_000_000 if taken is None else taken

    @property
    def pixels(self) -> int:
        """Number of pixels of the full picture."""
        return self.content.width * self.content.height

    @property
    def total_size(self) -> int:
        """Bytes on disk of the photo and its companions."""
        return self.stat.size + sum(c.size for c in self.companions)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How photo b lies on photo a, as found by `align`.

    Attributes:
        matrix: Affine 2x3, row by row, from a's to b's coordinates; both run 0..1 over the upright
            picture, x to the right, y down.
        inliers: Point matches that agree with the matrix.
        zncc: Zero-mean normalised cross-correlation of the aligned luma, -1..1.
        covered_a: Share of a's area that b shows, 0..1; `covered_b` likewise.
        residual: Share of the overlap that re-encoding does not explain, 0..1: high in bursts.
        turn: Quarter turns clockwise from a to b, 0..3.
    """

    matrix: tuple[float, float, float, float, float, float]
    inliers: int
    zncc: float
    covered_a: float
    covered_b: float
    residual: float
    turn: int = 0
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contents and the evidence between them; a < b.

    Attributes:
        cosine: Cosine similarity of the embeddings, -1..1; NaN where no embedding was compared.
        score: Background-normalised cosine.
        probability: Calibrated probability that both show the same shot, 0..1.
        parent: Which of the two the other was made from; None if nothing proves it.
        descent: How; COMMON has no parent.
    """

    a: ContentId
    b: ContentId
    tier: Tier
    cosine: float
    score: float
    probability: float
    alignment: Alignment | None = None
    changes: tuple[Change, ...] = ()
    parent: ContentId | None = None
    descent: Descent | None = None


def pair_key(x: ContentId, y: ContentId) -> tuple[ContentId, ContentId]:
    """The key of a pair: the lower id first."""
    return (x, y) if x < y else (y, x)


class KeepReason(Enum):
    """Why a photo is kept, strongest criterion that told it from the runner-up."""

    CHOSEN = "chosen"  # the user said so
    PROTECTED = "protected"
    CURRENT = "current"  # the others are backups of it that lie beside it
    UNDAMAGED = "undamaged"
    PARENT = "parent"  # the others were made from it, as the pixels prove
    CAMERA = "camera"  # as the camera wrote it
    HOLDS_MORE = "holds_more"  # has a film, a depth, a side-car that the others lack
    RESOLUTION = "resolution"  # value: ratio of pixels to the runner-up's
    UNCROPPED = "uncropped"
    UNFRAMED = "unframed"  # without the border or the screen around another one
    FORMAT = "format"  # RAW beside it, lossless
    UNEDITED = "unedited"  # differs least from the others: no text, turn or tone of its own
    QUALITY = "quality"  # value: JPEG quality, other: the runner-up's
    METADATA = "metadata"  # value: fields, other: the runner-up's
    OLDEST = "oldest"
    FOLDER = "folder"
    SIZE = "size"
    NAME = "name"
    MIDDLE = "middle"  # all the others are copies of it, and not of one another
    NONE = "none"  # nothing tells it from the others


@dataclass(frozen=True, slots=True)
class Member:
    """A photo in a group.

    Attributes:
        tier: How it is related to the keeper; the keeper itself carries the group's strongest tier.
        probability: That it shows the keeper's shot, 1.0 for the keeper.
        similarity: Cosine similarity with the keeper, clipped to 0..1.
        pair: The evidence, or None for the keeper and for identical bytes.
        reason: Why it is kept; None for the others.
        more: What its file holds and the keeper's does not; `less` the other way.
    """

    photo: Photo
    tier: Tier
    probability: float
    similarity: float
    is_keeper: bool
    pair: Pair | None = None
    reason: KeepReason | None = None
    reason_value: float = 0.0
    reason_other: float = 0.0
    more: tuple[Loss, ...] = ()
    less: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Photos of one shot (or one moment), the keeper first.

    Attributes:
        id: Short hexadecimal name made from the members' contents: the same group, the same name.
        tier: The weakest evidence in it.
        medoid: The content every member is tied to.
        links: Names of groups that a member of this one also fits.
        set_kind: What the photos of a moment are together, if something says.
        reclaimable_bytes: Bytes that going down to the keeper would free; hard links of one file
            count once.
    """

    id: str
    tier: Tier
    members: tuple[Member, ...]
    medoid: ContentId
    links: tuple[str, ...] = ()
    set_kind: SetKind | None = None
    # Counted once: lists of 10,000 groups sort and add it up again and again.
    reclaimable_bytes: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reclaimable_bytes", self._reclaimable_bytes())

    @property
    def keeper(self) -> Member:
        """The member to keep."""
        return self.members[0]

    def _reclaimable_bytes(self) -> int:
        keeper = self.keeper.photo
        seen = {keeper.stat.identity}
        won = 0
        for member in self.members[1:]:
            key = member.photo.stat.identity
            if key not in seen and member.photo.role is Role.NORMAL:
                seen.add(key)
                won += member.photo.total_size
        return won

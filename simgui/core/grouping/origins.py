"""How close a file is to the camera's original, by its camera data, software and name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import IntEnum

from simgui.core.files.companion_kinds import takeout_original
from simgui.core.types import Metadata, Photo


class Origin(IntEnum):
    """Where a file comes from; lower values are closer to the camera's original."""

    CAMERA = 0  # as the camera wrote it
    PROCESSED = 1  # with the camera's data, and marks of a program that wrote it since
    UNKNOWN = 2
    PASSED_ON = 3  # sent by a messenger, posted, or shown on a screen


# Parts of what programs write as Software or CreatorTool. What a camera writes is its firmware.
_EDITORS = re.compile(
    r"photoshop|lightroom|adobe|gimp|snapseed|picasa|paint|affinity|pixelmator|darktable"
    r"|rawtherapee|capture one|luminar|facetune|instagram|vsco|canva|picsart|acdsee|xnview"
    r"|irfanview|imagemagick|graphicsmagick|windows photo|microsoft|^photos \d|polarr|fotor|digikam"
    r"|gthumb|krita|\bon1\b|dxo|topaz|gigapixel|waifu2x|esrgan|upscayl|ffmpeg|libvips|whatsapp"
    r"|telegram|meitu|beautyplus|b612|pillow|inshot|photodirector|photoscape|google photos|editor",
    re.IGNORECASE,
)

# What messengers, networks and systems call the pictures that they write.
_PASSED_ON = re.compile(
    r"(IMG|VID)-\d{8}-WA\d+|FB_IMG_\d|received_\d|signal-\d{4}|photo_\d{4}-\d\d-\d\d_\d\d-\d\d"
    r"|telegram|screen[ _-]?shot|Bildschirmfoto|Capture d.écran|Captura de pantalla|SmartSelect_"
    r"|\d+_\d+_\d+_[no]\.|image\d+ ?\(?\d*\)?\.|WhatsApp Image|Instagram_|Snapchat-\d|viber_image",
    re.IGNORECASE,
)

# What programs and people add to the name of a version they made.
_VERSION = re.compile(
    r"[-_ (](edit(ed)?|bearbeitet|modifi[eé]|copy|kopie|copie|small|large|big|thumb|web|resized?"
    r"|scaled|export(ed)?|gimp|cropped|crop|enhanced|upscaled?|\dx|\d{2,5}x\d{2,5}|final|retouch\w*"
    r"|collage|effects|animation|color_pop)\)?[-_ (\d)]*\.\w+$|^IMG_E\d{4}",
    re.IGNORECASE,
)

# What cameras and phones call their files: DCF names, and dates with times.
_CAMERA_NAME = re.compile(
    r"^(_?(DSC|IMG|MG|DSCN|DSCF|PXL|MVIMG|SAM|GOPR|GX|DJI|P|PICT|CIMG|HPIM|IMGP|R|L|K|MOV|BURST|WP)"
    r"_?[A-Z]?\d{3,}|\d{8}_\d{6}|\d{3}_\d{4})",
    re.IGNORECASE,
)

_BACKUPS = ("_original", "~", ".bak", ".orig", ".old", "_backup")
"""Endings of the older state of a file beside it, such as exiftool's."""

_LOSSY_OF_CAMERAS = frozenset({"jpeg", "mpo", "heif", "raw", "tiff", "avif", "jxl"})

_CHANGED_LATER_MS = 2000  # milliseconds; FAT keeps times to two seconds
_DAY_MS = 86_400_000  # milliseconds
# Earlier file times are those of unset clocks (1970, 1980).
_FIRST_TIME_MS = int(datetime(1981, 1, 1, tzinfo=UTC).timestamp() * 1000)


def has_camera(photo: Photo) -> bool:
    """Whether a photo says what camera took it, and when."""
    metadata = photo.content.metadata
    return bool(metadata.camera and metadata.taken_ms is not None)


def origin_of(photo: Photo) -> Origin:
    """Where a photo's file comes from, by its metadata, its format and its name."""
    name = os.path.basename(photo.path)
    metadata = photo.content.metadata
    if metadata.is_screenshot or (not has_camera(photo) and _PASSED_ON.search(name)):
        return Origin.PASSED_ON
    if not has_camera(photo):
        return Origin.UNKNOWN
    return Origin.PROCESSED if _is_processed(photo, name) else Origin.CAMERA


def _is_processed(photo: Photo, name: str) -> bool:
    content, metadata = photo.content, photo.content.metadata
    if content.format not in _LOSSY_OF_CAMERAS:
        return True
    if was_resized(photo) or metadata.is_derived or is_named_as_version(name):
        return True
    return is_of_editor(metadata) or bool(_PASSED_ON.search(name))


def was_resized(photo: Photo) -> bool:
    """Whether the picture has another size than its EXIF says."""
    said = photo.content.metadata.said_size
    if said is None or photo.content.format == "raw":
        return False
    return sorted(said) != sorted((photo.content.width, photo.content.height))


def is_of_editor(metadata: Metadata) -> bool:
    """Whether a program that edits pictures wrote the file, or changed it after it was taken."""
    if _EDITORS.search(metadata.software):
        return True
    taken, changed = metadata.taken_ms, metadata.changed_ms
    return taken is not None and changed is not None and changed - taken > _CHANGED_LATER_MS


def is_named_as_version(name: str) -> bool:
    """Whether a file is named as a version that was made of another one."""
    return bool(_VERSION.search(name)) or takeout_original(name) is not None


def name_rank(photo: Photo) -> int:
    """Low for camera names, high for names of versions and of downloads."""
    name = os.path.basename(photo.path)
    if is_named_as_version(name):
        return 2
    if _PASSED_ON.search(name):
        return 2
    return 0 if _CAMERA_NAME.search(name) else 1


def unnamed_versions(photos: Sequence[Photo]) -> list[Photo]:
    """The photos that are not named as versions, nor written by an editor; all if none is left."""
    left = [
        photo
        for photo in photos
        if not is_named_as_version(os.path.basename(photo.path))
        and not _EDITORS.search(photo.content.metadata.software)
    ]
    return left if left and len({photo.content.id for photo in photos}) > 1 else list(photos)


def facts_known(metadata: Metadata) -> int:
    """How many facts about the shot a photo has; fields that programs add don't count."""
    facts = (
        *(metadata.taken_ms is not None, metadata.make, metadata.camera, metadata.lens),
        *(metadata.exposure, metadata.gps, metadata.rating, metadata.title, metadata.keywords),
        *(metadata.unique_id, metadata.has_subsecond, metadata.has_maker_note),
    )
    return sum(bool(fact) for fact in facts)


def is_backup_of(photo: Photo, other: Photo) -> bool:
    """Whether a file is an older state of another one that lies beside it."""
    return any(photo.path == other.path + ending for ending in _BACKUPS)


def newest_backups(photos: Sequence[Photo]) -> list[Photo]:
    """The photos that are no older state of another one of them."""
    return [p for p in photos if not any(is_backup_of(p, other) for other in photos)]


def tells_time(photo: Photo) -> bool:
    """Whether a file's time may be that of its making.

    Clocks that were never set show 1970, 1980 or 1904, zip files without times and FAT 1980. A file
    can't be older than the photo in it, or made tomorrow.
    """
    mtime_ms = photo.stat.mtime_ns // 1_000_000
    if not _FIRST_TIME_MS <= mtime_ms <= datetime.now(UTC).timestamp() * 1000 + _DAY_MS:
        return False
    taken = photo.content.metadata.taken_ms
    return taken is None or mtime_ms >= taken - _DAY_MS


def oldest(photos: Iterable[Photo]) -> list[Photo]:
    """The photos without those that are younger than another one; unknown times say nothing."""
    photos = list(photos)
    known = [photo for photo in photos if tells_time(photo)]
    if not known:
        return photos
    first = min(photo.stat.mtime_ns for photo in known)
    return [p for p in photos if p.stat.mtime_ns == first or not tells_time(p)]

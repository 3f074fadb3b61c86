"""How values become columns and come back."""

from __future__ import annotations

import json
import math
import os
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from simgui.core.catalog import PixelSignature
from simgui.core.holdings import NOTHING_MORE, Holdings, Item, unread
from simgui.core.types import (
    UNDECODED,
    Alignment,
    Change,
    Content,
    ContentId,
    Descent,
    FileStat,
    Metadata,
    Pair,
    Tier,
)
from simgui.store.database import values
from simgui.store.database.values import MAX_SIZE, integer

T = TypeVar("T")

LUMA_BYTES = 256
"""Of the small luma that is kept of a content: 16 x 16."""

# SQLite takes at least 999 parameters a statement.
_CHUNK = 900

_INT64 = 1 << 63  # SQLite keeps signed integers of 64 bits
_MAX_DIGITS = 40  # of 128 bits, with a sign
_MAX_PX = 1 << 31  # no format here has larger sides
_ALIGNMENT = struct.Struct("<6dI4dBB")

CONTENT_COLUMNS = (
    "c.id, c.hash, c.size, c.format, c.width, c.height, c.luma, c.dhash, c.quality, c.frames, "
    "c.has_alpha, c.depth, c.metadata, c.pixel_hash, c.holdings"
)

# json.loads looks at the text's type and white space first, which takes four times as long as
# reading the short texts here.
_from_json = json.JSONDecoder().raw_decode

# What os.fsdecode looks up at each call.
_PATH_ENCODING = sys.getfilesystemencoding()
_PATH_ERRORS = sys.getfilesystemencodeerrors()

_NO_METADATA = Metadata()
_METADATA_TYPES = {
    "taken_ms": int,
    "has_subsecond": bool,
    "is_utc": bool,
    "make": str,
    "camera": str,
    "lens": str,
    "exposure": str,
    "software": str,
    "gps": tuple,
    "rating": int,
    "title": str,
    "keywords": tuple,
    "unique_id": str,
    "tag_count": int,
    "has_maker_note": bool,
    "said_size": tuple,
    "changed_ms": int,
    "is_screenshot": bool,
    "is_derived": bool,
    "burst": str,
    "is_bracketed": bool,
    "bias_ev": float,
    "is_panorama": bool,
    "words": tuple,
}
_METADATA_FIELDS = _METADATA_TYPES.keys()
# Of CONTENT_COLUMNS. Quality, the hash of the pixels and the holdings may be missing.
_CONTENT_TYPES = {
    (int, bytes, int, str, int, int, bytes, int, quality, int, int, int, str, pixel_hash, holdings)
    for quality in (int, type(None))
    for pixel_hash in (bytes, type(None))
    for holdings in (str, type(None))
}
_PLAIN_FIELDS: dict[str, Any] = {
    name: getattr(NOTHING_MORE, name) for name in ("depth", "has_alpha", "colour")
}
_ITEM_TYPES = [str, str, int, int, float]
_SIGNATURE_TYPES = (int, str, int, int, bytes, int)
_TIERS = {int(tier): tier for tier in Tier}
_DESCENTS = {descent.value: descent for descent in Descent}
_CHANGES = {change.value: change for change in Change}


def chunks(values: Iterable[T]) -> Iterator[tuple[list[T], str]]:
    """Cut values into lists that fit one statement, each with its "?, ?, ..."."""
    items = list(values)
    for start in range(0, len(items), _CHUNK):
        part = items[start : start + _CHUNK]
        yield part, ",".join("?" * len(part))


def whole(numbers: Iterable[int]) -> list[int]:
    """Distinct ids as Python's own integers: SQLite would take NumPy's for bytes."""
    return list({int(number) for number in numbers})


def encode_path(path: str) -> bytes:
    """A path as the bytes of the file system."""
    return os.fsencode(path)


def decode_path(data: bytes) -> str:
    """The path those bytes are."""
    return data.decode(_PATH_ENCODING, _PATH_ERRORS)


def below(folder: str) -> tuple[bytes, bytes, bytes]:
    """The folder itself, and first and last bound of the paths below it, in byte order.

    Decisions that were imported may be about folders of another system.
    """
    path = os.fsencode(folder)
    separator = b"/" if path.startswith(b"/") else b"\\"
    start = path if path.endswith(separator) else path + separator
    return path, start, start[:-1] + bytes([start[-1] + 1])


BELOW = "(path = ? OR (path >= ? AND path < ?))"
"""SQL for a path at or under a folder; its parameters are `below(folder)`."""


def from_number(number: int) -> int | bytes:
    """A number of a file (device, inode, time): its digits if it does not fit 64 bits."""
    return number if -_INT64 <= number < _INT64 else str(number).encode()


def to_number(value: int | bytes) -> int:
    """The number that `from_number` stored."""
    if type(value) is int:
        return value
    if type(value) is not bytes or len(value) > _MAX_DIGITS:
        raise ValueError("not a number of a file")
    return int(value)


def from_unsigned(number: int) -> int:
    """64 unsigned bits as SQLite's signed integer."""
    return number - (1 << 64) if number >= _INT64 else number


def to_unsigned(number: int) -> int:
    """The 64 unsigned bits a signed integer holds."""
    return number & 0xFFFF_FFFF_FFFF_FFFF


def from_text(text: str) -> bytes:
    """Text that may quote a path with bytes that are not UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """The text those bytes are."""
    return data.decode("utf-8", "surrogatepass")


def from_companions(companions: Sequence[FileStat]) -> str:
    """The files beside a photo, as JSON; empty text if there are none."""
    if not companions:
        return ""
    return json.dumps(
        [[c.path, c.device, c.inode, c.size, c.mtime_ns, c.links] for c in companions]
    )


def to_companions(text: str) -> tuple[FileStat, ...]:
    """The files that JSON describes."""
    if not text:
        return ()
    return tuple(
        FileStat(
            values.path(path),
            integer(device),
            integer(inode),
            integer(size, 0, MAX_SIZE),
            integer(mtime_ns),
            integer(links),
        )
        for path, device, inode, size, mtime_ns, links in json.loads(text)
    )


def to_stat(row: Sequence[Any]) -> FileStat:
    """The file in the columns path, device, inode, size, mtime_ns, links."""
    path, device, inode, size, mtime_ns, links = row
    if type(size) is not int or size < 0 or type(links) is not int:
        raise ValueError("not the facts of a file")
    if not type(device) is type(inode) is type(mtime_ns) is int:
        device, inode, mtime_ns = to_number(device), to_number(inode), to_number(mtime_ns)
    return FileStat(path.decode(_PATH_ENCODING, _PATH_ERRORS), device, inode, size, mtime_ns, links)


def from_metadata(metadata: Metadata) -> str:
    """What a photo says about itself, as JSON without the empty fields."""
    fields: dict[str, object] = {}
    for name in Metadata.__slots__:
        value = getattr(metadata, name)
        if value != getattr(_NO_METADATA, name):
            fields[name] = value
    return json.dumps(fields, separators=(",", ":")) if fields else ""


def to_metadata(text: str) -> Metadata:
    """The metadata that JSON describes."""
    if not text:
        return _NO_METADATA
    fields = _from_json(text)[0]
    if not fields.keys() <= _METADATA_FIELDS:  # a newer simgui may have stored more
        fields = {name: value for name, value in fields.items() if name in _METADATA_FIELDS}
    if "gps" in fields:
        latitude, longitude = fields["gps"]
        fields["gps"] = (float(latitude), float(longitude))
    if "said_size" in fields:
        width, height = fields["said_size"]
        fields["said_size"] = (integer(width), integer(height))
    for name in ("keywords", "words"):
        if name in fields:
            fields[name] = tuple(map(values.text, fields[name]))
    for name, value in fields.items():
        if type(value) is not _METADATA_TYPES[name]:
            raise ValueError(f"{name} is a {type(value).__name__}")
    if "taken_ms" in fields:
        values.time_ms(fields["taken_ms"])
    return Metadata(**fields)


def from_holdings(holdings: Holdings) -> str:
    """What a file holds, as JSON without what a plain picture has; "{}" for one that is plain."""
    fields: dict[str, object] = {}
    if holdings.items:
        fields["items"] = [[i.part, i.digest, i.size, i.count, i.seconds] for i in holdings.items]
    for name, usual in _PLAIN_FIELDS.items():
        if getattr(holdings, name) != usual:
            fields[name] = getattr(holdings, name)
    return json.dumps(fields, separators=(",", ":"))


def to_holdings(text: str | None, file_hash: bytes, size: int) -> Holdings:
    """What a file holds by that JSON; NULL, from an older library, says that nobody looked yet."""
    if text == "{}":
        return NOTHING_MORE
    if not text:
        return unread(file_hash, size)
    fields = {"items": [], **_PLAIN_FIELDS, **_from_json(text)[0]}
    if any(type(fields[name]) is not type(usual) for name, usual in _PLAIN_FIELDS.items()):
        raise ValueError("not what a file holds")
    if any(list(map(type, item)) != _ITEM_TYPES for item in fields["items"]):
        raise ValueError("not the items of a file")
    items = tuple(Item(*item) for item in fields["items"])
    return Holdings(items, fields["depth"], fields["has_alpha"], sys.intern(fields["colour"]))


def from_content(content: Content) -> tuple[object, ...]:
    """The columns of a content after its id."""
    return (
        content.hash,
        content.size,
        content.format,
        content.width,
        content.height,
        content.luma,
        from_unsigned(content.dhash),
        content.quality,
        content.frames,
        int(content.has_alpha),
        content.depth,
        from_metadata(content.metadata),
        content.pixel_hash,
        from_holdings(content.holdings),
    )


def to_content(row: Sequence[Any]) -> Content:
    """The content in CONTENT_COLUMNS."""
    least_px = 0 if row[3] == UNDECODED else 1
    if tuple(map(type, row)) not in _CONTENT_TYPES or not (
        row[2] >= 0 and least_px <= row[4] < _MAX_PX and least_px <= row[5] < _MAX_PX
    ):
        raise ValueError("not a content")
    return Content(
        ContentId(row[0]),
        row[1],
        row[2],
        sys.intern(row[3]),
        row[4],
        row[5],
        row[6],
        to_unsigned(row[7]),
        row[8],
        row[9],
        bool(row[10]),
        row[11],
        to_metadata(row[12]),
        row[13],
        to_holdings(row[14], row[1], row[2]),
    )


def to_pixel_signature(row: Sequence[Any]) -> PixelSignature:
    """What the columns id, format, width, height, luma, frames say of a content."""
    if tuple(map(type, row)) != _SIGNATURE_TYPES or len(row[4]) != LUMA_BYTES:
        raise ValueError("not the signature of a content")
    return PixelSignature._make(row)


def from_alignment(alignment: Alignment | None) -> bytes | None:
    """An alignment as 86 bytes."""
    if alignment is None:
        return None
    return _ALIGNMENT.pack(
        *alignment.matrix,
        alignment.inliers,
        alignment.zncc,
        alignment.covered_a,
        alignment.covered_b,
        alignment.residual,
        alignment.turn,
        alignment.is_mirrored,
    )


def to_alignment(data: bytes | None) -> Alignment | None:
    """The alignment in those bytes."""
    if data is None:
        return None
    a, b, c, d, e, f, inliers, zncc, covered_a, covered_b, residual, turn, mirrored = (
        _ALIGNMENT.unpack(data)
    )
    return Alignment(
        (a, b, c, d, e, f), inliers, zncc, covered_a, covered_b, residual, turn, bool(mirrored)
    )


PAIR_COLUMNS = "a, b, tier, cosine, score, probability, alignment, changes, parent, descent"


def from_pair(pair: Pair) -> tuple[object, ...]:
    """The columns of a pair after its model, in the order of PAIR_COLUMNS; NaN becomes NULL.

    SQLite would store NumPy's integers as bytes, hence the conversions.
    """
    return (
        int(pair.a),
        int(pair.b),
        int(pair.tier),
        float(pair.cosine),
        float(pair.score),
        float(pair.probability),
        from_alignment(pair.alignment),
        ",".join(change.value for change in pair.changes),
        None if pair.parent is None else int(pair.parent),
        None if pair.descent is None else pair.descent.value,
    )


def _number(value: float | None) -> float:
    if value is None:
        return math.nan
    if type(value) is not float:
        raise ValueError("not a number")
    return value


def to_pair(row: Sequence[Any]) -> Pair:
    """The pair in PAIR_COLUMNS."""
    changes = row[7]
    return Pair(
        ContentId(integer(row[0])),
        ContentId(integer(row[1])),
        _TIERS[row[2]],
        _number(row[3]),
        _number(row[4]),
        _number(row[5]),
        to_alignment(row[6]),
        tuple(_CHANGES[name] for name in changes.split(",")) if changes else (),
        ContentId(row[8]) if row[8] in row[:2] else None,
        _DESCENTS.get(row[9]),
    )

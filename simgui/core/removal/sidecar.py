"""What a duplicate knows and its keeper does not, saved into an XMP side-car of the keeper.

The photo itself is never rewritten. An existing side-car keeps every byte it has: new properties
are inserted, nothing in it is replaced.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.imaging.metadata import parse
from simgui.core.removal import takeout
from simgui.core.removal.journal import SidecarChange
from simgui.core.types import Metadata, Photo

MAX_BYTES = 4 << 20
"""A larger side-car is not touched: real ones take some kilobytes."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_EXIF = "http://ns.adobe.com/exif/1.0/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # of `Metadata.taken_ms`

# XML 1.0 has no way to write these at all.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_FRAME = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    f' <rdf:RDF xmlns:rdf="{_RDF}">\n'
    "{}"
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    '<?xpacket end="w"?>\n'
)


@dataclass(frozen=True, slots=True)
class Fields:
    """Metadata to be saved; as in `Metadata`, empty where there is nothing to save."""

    taken_ms: int | None = None
    has_subsecond: bool = False
    gps: tuple[float, float] | None = None
    rating: int | None = None
    title: str = ""
    keywords: tuple[str, ...] = ()
    is_utc: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return self == Fields()

    @property
    def names(self) -> tuple[str, ...]:
        """Which there are, of "date", "place", "rating", "title", "keywords"."""
        held = {
            "date": self.taken_ms is not None,
            "place": self.gps is not None,
            "rating": self.rating is not None,
            "title": bool(self.title),
            "keywords": bool(self.keywords),
        }
        return tuple(name for name, is_held in held.items() if is_held)

    def added_to(self, metadata: Metadata) -> Metadata:
        """The metadata of a photo with these fields beside it."""
        return replace(
            metadata,
            taken_ms=metadata.taken_ms if self.taken_ms is None else self.taken_ms,
            has_subsecond=metadata.has_subsecond or self.has_subsecond,
            is_utc=metadata.is_utc or self.is_utc,
            gps=metadata.gps or self.gps,
            rating=metadata.rating or self.rating,
            title=metadata.title or self.title,
            keywords=(*metadata.keywords, *self.keywords),
        )


def missing(keeper: Metadata, victim: Metadata) -> Fields:
    """What the victim knows and the keeper does not: date, place, rating, title, keywords.

    No stars count as no rating.
    """
    lacks_date = keeper.taken_ms is None and victim.taken_ms is not None
    known = {word.casefold() for word in keeper.keywords}
    return Fields(
        taken_ms=victim.taken_ms if lacks_date else None,
        has_subsecond=victim.has_subsecond if lacks_date else False,
        is_utc=victim.is_utc if lacks_date else False,
        gps=victim.gps if keeper.gps is None else None,
        rating=(victim.rating or None) if not keeper.rating else None,
        title=victim.title if not keeper.title else "",
        keywords=tuple(word for word in victim.keywords if word.casefold() not in known),
    )


def known_of(photo: Photo) -> Metadata:
    """What a photo says about itself, and what its side-cars and records say beyond that."""
    known = photo.content.metadata
    for ending, read, limit in (
        (".xmp", lambda data: parse(xmp=data), MAX_BYTES),
        (".json", takeout.parse_record, takeout.MAX_BYTES + 1),
    ):
        for companion in photo.companions:
            if companion.path.lower().endswith(ending):
                with suppress(OSError), open(companion.path, "rb") as file:
                    beside = read(file.read(limit))
                    known = missing(known, beside).added_to(known)
    return known


def sidecar_path(photo: str) -> str:
    """The side-car of a photo: `a.jpg.xmp` or `a.xmp` if it exists, else a new `a.jpg.xmp`."""
    stem, _ = os.path.splitext(photo)
    for candidate in (photo + ".xmp", photo + ".XMP", stem + ".xmp", stem + ".XMP"):
        if os.path.lexists(candidate):
            return os.path.realpath(candidate)
    return photo + ".xmp"


def prepare(photo: str, fields: Fields) -> SidecarChange | None:
    """Work out the side-car of a photo with these fields in it; nothing is written yet.

    What the side-car says already is left as it is.

    Returns:
        The change, None if there is nothing to add.

    Raises:
        UserError: The existing side-car can't be read or is not XMP.
    """
    path = sidecar_path(photo)
    try:
        with open(path, "rb") as file:
            before = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        after = _FRAME.format(_description(fields, set())).encode()
        return None if fields.is_empty else SidecarChange(path, None, after)
    except OSError as error:
        raise UserError(
            "The side-car {path} can't be read: {why}", path=path, why=error.strerror
        ) from error
    merged = _merge(path, before, fields)
    return None if merged == before else SidecarChange(path, before, merged)


def apply(change: SidecarChange) -> None:
    """Write a prepared side-car, whole or not at all, and on disk at return.

    Raises:
        UserError: It has changed meanwhile or can't be written.
    """
    if _content(change.path) != change.before:
        raise UserError("The side-car {path} has changed", path=change.path)
    try:
        durable.write_whole(change.path, change.after, replaces=change.before is not None)
    except OSError as error:
        raise UserError(
            "The side-car {path} can't be written: {why}",
            path=change.path,
            remedy="Make the folder writable, or continue without saving metadata.",
            why=error.strerror,
        ) from error


def revert(change: SidecarChange) -> bool:
    """Bring back what was there before, unless somebody has changed it since.

    Returns:
        Whether it is as before now.

    Raises:
        UserError: It can't be written.
    """
    now = _content(change.path)
    if now == change.before:
        return True
    if now != change.after:
        return False
    try:
        if change.before is None:
            durable.remove(change.path)  # of our own making, byte by byte
        else:
            durable.write_whole(change.path, change.before, replaces=True)
    except OSError as error:
        raise UserError(
            "The side-car {path} can't be written: {why}", path=change.path, why=error.strerror
        ) from error
    return True


def write_sidecar(photo: str, fields: Fields) -> SidecarChange | None:
    """Save fields beside a photo at once; see `prepare` and `apply`."""
    change = prepare(photo, fields)
    if change is not None:
        apply(change)
    return change


def _content(path: str) -> bytes | None:
    with suppress(OSError), open(path, "rb") as file:
        return file.read()
    return None


def _merge(path: str, data: bytes, fields: Fields) -> bytes:
    """Insert fields into a side-car."""
    has, prefixes = _inventory(path, data)
    text = data.decode("utf-8")
    rdf = prefixes.get(_RDF, "rdf")
    if "subject" in has:
        text = _add_keywords(text, fields.keywords, prefixes.get(_DC, "dc"), rdf, has["subject"])
    block = _description(fields, set(has))
    end = text.rfind(f"</{rdf}:RDF")
    if block and end < 0:
        raise _not_mergeable(path)
    if block:
        end = len(text[:end].rstrip(" \t"))  # the end tag keeps its indentation
        text = f"{text[:end]}{block}{text[end:]}"
    merged = text.encode()
    _inventory(path, merged)  # still well-formed, or nothing is written
    return merged


def _not_mergeable(path: str) -> UserError:
    return UserError(
        "The side-car {path} is not an XMP file that simgui can extend",
        path=path,
        remedy="Continue without saving metadata, or repair the side-car.",
    )


def _inventory(path: str, data: bytes) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Properties of a packet by lower-case local name with their texts, and prefixes by namespace.

    Raises:
        UserError: It is not well-formed UTF-8 XML with an rdf:RDF in it.
    """
    import io
    from xml.etree.ElementTree import ParseError

    from defusedxml import ElementTree  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    if len(data) > MAX_BYTES:
        raise _not_mergeable(path)
    prefixes: dict[str, str] = {}
    has: dict[str, list[str]] = {}
    is_xmp = False
    try:
        data.decode("utf-8")
        for event, found in ElementTree.iterparse(io.BytesIO(data), ("start-ns", "end")):
            if event == "start-ns":
                prefixes.setdefault(found[1], found[0])
            elif found.tag == f"{{{_RDF}}}RDF":
                is_xmp = True
            elif found.tag == f"{{{_RDF}}}Description":
                for name in found.attrib:
                    has.setdefault(_local(name), [])
                for child in found:
                    has.setdefault(_local(child.tag), []).extend(
                        item.text or "" for item in child.iter(f"{{{_RDF}}}li")
                    )
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise _not_mergeable(path) from None
    if not is_xmp:
        raise _not_mergeable(path)
    return has, prefixes


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _add_keywords(
    text: str, keywords: tuple[str, ...], dc: str, rdf: str, present: list[str]
) -> str:
    """Add list items at the end of an existing dc:subject."""
    known = {word.casefold() for word in present}
    fresh = [word for word in keywords if word.casefold() not in known]
    pattern = rf"(<{re.escape(dc)}:subject\b[^>]*>.*?)(\s*</{re.escape(rdf)}:(?:Bag|Seq)\s*>)"
    items = "".join(f"\n     <{rdf}:li>{_text(word)}</{rdf}:li>" for word in fresh)
    return re.sub(pattern, lambda m: m[1] + items + m[2], text, count=1, flags=re.DOTALL)


def _description(fields: Fields, has: set[str]) -> str:
    """An rdf:Description with the fields that are not there yet; empty text if there are none."""
    from xml.sax.saxutils import quoteattr  # draws in the whole of the network's modules

    attributes = [
        f"\n    {name}={quoteattr(value)}"
        for name, value in _simple(fields)
        if _local(name.partition(":")[2]) not in has
    ]
    children = []
    if fields.title and "title" not in has:
        children.append(
            f'   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(fields.title)}</rdf:li>'
            "</rdf:Alt></dc:title>\n"
        )
    if fields.keywords and "subject" not in has:
        items = "".join(f"\n     <rdf:li>{_text(word)}</rdf:li>" for word in fields.keywords)
        children.append(
            f"   <dc:subject>\n    <rdf:Bag>{items}\n    </rdf:Bag>\n   </dc:subject>\n"
        )
    if not attributes and not children:
        return ""
    names = (
        f'\n    xmlns:rdf="{_RDF}"\n    xmlns:dc="{_DC}"\n    xmlns:exif="{_EXIF}"'
        f'\n    xmlns:xmp="{_XMP}"'
    )
    start = f'  <rdf:Description rdf:about=""{names}{"".join(attributes)}'
    return f"{start}>\n{''.join(children)}  </rdf:Description>\n" if children else f"{start}/>\n"


def _simple(fields: Fields) -> Iterator[tuple[str, str]]:
    """The fields that are one text each, as qualified name and value."""
    if fields.taken_ms is not None:
        moment = _EPOCH + timedelta(milliseconds=fields.taken_ms)
        text = moment.strftime("%Y-%m-%dT%H:%M:%S")
        if fields.has_subsecond:
            text += f".{fields.taken_ms % 1000:03d}"
        if fields.is_utc:
            text += "Z"
        yield "exif:DateTimeOriginal", text
    if fields.gps is not None:
        latitude, longitude = fields.gps
        yield "exif:GPSLatitude", _degrees(latitude, "NS")
        yield "exif:GPSLongitude", _degrees(longitude, "EW")
    if fields.rating is not None:
        yield "xmp:Rating", str(fields.rating)


def _degrees(value: float, hemispheres: str) -> str:
    """Degrees and decimal minutes with a hemisphere, as XMP writes a coordinate ("51,30.5N")."""
    degrees, minutes = divmod(round(abs(value) * 60, 6), 60)
    return f"{int(degrees)},{minutes:.6f}{hemispheres[value < 0]}"


def _text(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(_NOT_XML.sub("\ufffd", text))

"""What a photo says about itself: EXIF, XMP and IPTC -> Metadata. Garbage gives empty fields."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError

from simgui.core.imaging import words
from simgui.core.types import Metadata

if TYPE_CHECKING:
    from PIL import Image

MAX_TEXT = 500
"""Longest text kept of one field, in characters."""
MAX_KEYWORDS = 100  # kept of one photo; picture agencies use up to 50
# Photoshop's editing history can make a packet of megabytes, which takes longer to parse than the
# photo to decode; what we look for stands in packets of a few kilobytes.
MAX_XMP_BYTES = 256 << 10

_EXIF_IFD = 0x8769  # number of a TIFF tag (EXIF 2.32)
_GPS_IFD = 0x8825  # number of a TIFF tag (EXIF 2.32)
# Tags of the picture data itself, of which a TIFF has a dozen; they tell nothing about the photo.
_STRUCTURE = frozenset(
    (
        *(*range(254, 260), 262, 266, 273, 274, *range(277, 285), 296, 317, *range(320, 326)),
        *(330, 338, 339, 513, 514, *range(529, 533), 700, 33723, 34377, 34665, 34675, 34853),
    )
)
_LEAST_MAKER_NOTE = 16
"""Bytes; fewer are what an editor leaves of it."""

# GPano of Google, which panoramas of other makers carry too.
_PANORAMA = frozenset({"usepanoramaviewer", "projectiontype", "fullpanowidthpixels"})
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_CAMERA_RAW = "{http://ns.adobe.com/camera-raw-settings/1.0/}"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_DATE = re.compile(r"(\d{4})\D(\d\d)\D(\d\d)(?:[T ](\d\d)\D(\d\d)(?:\D(\d\d))?(?:[.,](\d+))?)?")
# What clocks show that were never set.
_EPOCHS = frozenset(datetime(year, 1, 1, tzinfo=UTC) for year in (1904, 1970, 1980))
_OLDEST = datetime(1826, 1, 1, tzinfo=UTC)


def parse(
    exif: Image.Exif | None = None,
    xmp: bytes | str = b"",
    iptc: bytes = b"",
    info: Mapping[Any, Any] = MappingProxyType({}),
) -> Metadata:
    """Collect what matters for telling and choosing photos; EXIF wins over XMP over IPTC.

    Args:
        exif: As Pillow's `getexif` gives it.
        xmp: An XMP packet.
        iptc: IPTC-IIM records (Photoshop resource 0x0404, TIFF tag 33723).
        info: What Pillow found beside the pixels, for comments and the texts of a PNG.
    """
    main = _fields(exif) if exif is not None else {}
    inner = _ifd(exif, _EXIF_IFD)
    gps = _ifd(exif, _GPS_IFD)
    packet = parse_xmp(xmp)
    records = _iptc_records(iptc)
    taken, has_subsecond = _taken(main, inner, packet, records)
    title = packet.get("title") or records.get("title") or _utf16(main.get(0x9C9B))
    keywords = (
        packet.get("subject") or records.get("keywords") or _utf16(main.get(0x9C9E)).split(";")
    )
    count = len(main.keys() - _STRUCTURE) + len(inner) + len(gps) + len(packet) + len(records)
    return Metadata(
        taken_ms=taken,
        has_subsecond=has_subsecond,
        make=_text(main.get(0x010F)) or _text(packet.get("make")),
        camera=_text(main.get(0x0110)) or _text(packet.get("model")),
        lens=_text(inner.get(0xA434)) or _text(packet.get("lensmodel") or packet.get("lens")),
        exposure=_exposure(inner),
        software=_text(main.get(0x0131)) or _text(packet.get("creatortool")),
        gps=_gps(gps) or _xmp_gps(packet),
        rating=_rating(packet.get("rating", main.get(0x4746))),
        title=_text(title),
        keywords=_keywords(keywords),
        unique_id=_text(inner.get(0xA420)),
        tag_count=count,
        has_maker_note=len(_bytes(inner.get(0x927C))) > _LEAST_MAKER_NOTE,
        said_size=_size(inner.get(0xA002), inner.get(0xA003)),
        changed_ms=_milliseconds(main.get(0x0132)),
        is_screenshot=b"screenshot" in _bytes(inner.get(0x9286))[:40].lower(),
        is_derived=_is_derived(packet, records),
        burst=_burst(inner, packet),
        is_bracketed=inner.get(0xA402) == 2,  # ExposureMode: auto bracket
        bias_ev=_bias(inner.get(0x9204)),
        is_panorama=bool(_PANORAMA & packet.keys()) or inner.get(0xA401) == 6,  # CustomRendered
        words=words.words(main, inner, packet, _iptc_datasets(iptc), info),
    )


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else b""


def _size(width: Any, height: Any) -> tuple[int, int] | None:
    sides = _number(width), _number(height)
    if sides[0] is None or sides[1] is None or not (0 < min(sides[0], sides[1]) < 1e6):
        return None
    return int(sides[0]), int(sides[1])


def _milliseconds(value: Any) -> int | None:
    moment, _ = _moment(_text(value))
    if moment is None:
        return None
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _bias(value: Any) -> float | None:
    number = _number(value)
    return round(number, 2) if number is not None and abs(number) <= 20 else None


def _is_derived(packet: Mapping[str, Any], records: Mapping[str, Any]) -> bool:
    """Whether a file says that another one was its source, or that a social network made it."""
    if packet.get("derivedfrom") is not None:
        return True
    own, first = _text(packet.get("documentid")), _text(packet.get("originaldocumentid"))
    return bool(own and first and own != first) or bool(records.get("is_of_facebook"))


def _burst(inner: Mapping[int, Any], packet: Mapping[str, Any]) -> str:
    """The name of the burst a shot belongs to: Google's GCamera:BurstID, or Apple's BurstUUID."""
    return _text(packet.get("burstid")) or _apple_note(_bytes(inner.get(0x927C)), 0x000B)


def _apple_note(note: bytes, wanted: int) -> str:
    """A text of Apple's maker note, whose directory follows a header of 14 bytes, big-endian."""
    if not note.startswith(b"Apple iOS\0"):
        return ""
    count = int.from_bytes(note[14:16], "big")
    for start in range(16, min(16 + 12 * count, len(note) - 11), 12):
        tag, kind = int.from_bytes(note[start : start + 2], "big"), note[start + 3]
        if tag == wanted and kind == 2:
            size = int.from_bytes(note[start + 4 : start + 8], "big")
            offset = int.from_bytes(note[start + 8 : start + 12], "big")
            return _text(note[offset : offset + size])
    return ""


def parse_xmp(xmp: bytes | str) -> dict[str, Any]:
    """The properties of an XMP packet or side-car by lower-case local name.

    Lists (`dc:subject`) become lists of texts, everything else one text; what is broken, too large
    or tries an entity trick gives an empty dictionary.
    """
    if isinstance(xmp, str):
        xmp = xmp.encode("utf-8", "replace")
    xmp = xmp.strip(b"\0 \r\n\t")
    if not xmp or len(xmp) > MAX_XMP_BYTES:
        return {}
    from defusedxml import ElementTree  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    try:
        tree = ElementTree.fromstring(xmp)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return {}
    found: dict[str, Any] = {}
    edits: list[str] = []
    for description in tree.iter(_RDF + "Description"):
        properties = [(n, v) for n, v in description.attrib.items() if not n.startswith(_RDF)]
        properties += [(child.tag, _xmp_value(child)) for child in description]
        for name, value in properties:
            found.setdefault(_local(name), value)
            if name.startswith(_CAMERA_RAW):
                edits.append(f"{_local(name)} {value}")
    # A picture that was made with the settings has them in its pixels.
    if edits and str(found.get("alreadyapplied")).lower() != "true":
        found[words.EDITS] = " ".join(sorted(edits))
    return found


def _xmp_value(element: Element) -> Any:
    """A text, or a list of them; of a structure all that is in it as one text."""
    if element.find(f".//{_RDF}Description") is not None or element.get(_RDF + "parseType"):
        parts = (part for e in element.iter() for part in (*e.attrib.values(), e.text or ""))
        return " ".join(part.strip() for part in parts if part.strip())
    items = [item.text or "" for item in element.iter(_RDF + "li")]
    is_choice = element.find(_RDF + "Alt") is not None
    if items and not is_choice:
        return items
    return items[0] if items else (element.text or "").strip()


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _fields(fields: Any) -> dict[int, Any]:
    """The tags of a directory that can be read; one that can't is left out."""
    result = {}
    for tag in list(fields):
        try:
            result[tag] = fields[tag]
        except Exception:  # noqa: BLE001 - Pillow's lazy parser fails in many ways on fuzzed tags
            continue
    return result


def _ifd(exif: Image.Exif | None, tag: int) -> dict[int, Any]:
    if exif is None:
        return {}
    try:
        return _fields(exif.get_ifd(tag))
    except Exception:  # noqa: BLE001 - as above: a damaged directory counts as absent
        return {}


def _text(value: Any) -> str:
    """One line of printable text of bounded length."""
    if isinstance(value, tuple | list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = value[: 4 * MAX_TEXT].decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    line = _CONTROL.sub(" ", value[: 4 * MAX_TEXT].split("\0", 1)[0])
    # Lone surrogates could not be stored or printed.
    return line.encode("utf-8", "replace").decode().strip()[:MAX_TEXT]


def _keywords(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        values = [values]
    if not isinstance(values, list | tuple):
        return ()
    cleaned = (_text(value) for value in values[:MAX_KEYWORDS])
    return tuple(dict.fromkeys(word for word in cleaned if word))


def _utf16(value: Any) -> str:
    """What Windows writes as title and keywords (with semicolons between them)."""
    if isinstance(value, tuple):
        value = bytes(v & 0xFF for v in value if isinstance(v, int))
    if not isinstance(value, bytes):
        return ""
    return value[: 8 * MAX_TEXT].decode("utf-16-le", "replace").rstrip("\0")


def _number(value: Any) -> float | None:
    """A finite number of what EXIF may give for one."""
    if isinstance(value, tuple | list):
        value = value[0] if value else None
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _rating(value: Any) -> int | None:
    """Stars: 0 to 5, or -1 for a rejected photo (XMP)."""
    number = _number(value)
    return int(number) if number is not None and -1 <= number <= 5 else None


def _taken(
    main: Mapping[int, Any],
    inner: Mapping[int, Any],
    packet: Mapping[str, Any],
    records: Mapping[str, Any],
) -> tuple[int | None, bool]:
    """Capture time in milliseconds, and whether it is finer than a second."""
    sources = (
        (inner.get(0x9003), inner.get(0x9291)),  # DateTimeOriginal, SubSecTimeOriginal
        (inner.get(0x9004), inner.get(0x9292)),  # DateTimeDigitized
        (packet.get("datetimeoriginal"), None),
        (packet.get("datecreated"), None),
        (packet.get("createdate"), None),
        (records.get("date"), None),
        # DateTime is of the last change: a camera writes it when it takes the photo, but a program
        # gives one second to a whole batch.
        (main.get(0x0132) if main.get(0x010F) else None, inner.get(0x9290)),
    )
    for value, subsecond in sources:
        moment, digits = _moment(_text(value))
        if moment is None:
            continue
        digits = digits or re.sub(r"\D.*", "", _text(subsecond))
        milliseconds = int((digits + "000")[:3]) if digits else 0
        elapsed = moment - datetime(1970, 1, 1, tzinfo=UTC)
        return elapsed // timedelta(milliseconds=1) + milliseconds, bool(digits)
    return None, False


def _moment(text: str) -> tuple[datetime | None, str]:
    """A plausible date and time of what cameras and programs write, and its decimals."""
    match = _DATE.match(text)
    if match is None:
        return None, ""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None, ""
    is_plausible = _OLDEST <= moment <= datetime.now(UTC) + timedelta(days=366)
    if not is_plausible or moment in _EPOCHS:
        return None, ""
    return moment, match.group(7) or ""


def _exposure(inner: Mapping[int, Any]) -> str:
    """Such as "23 mm · f/8 · 1/320 s · ISO 200", of what is known."""
    parts = []
    focal, aperture = _number(inner.get(0x920A)), _number(inner.get(0x829D))
    seconds, iso = _number(inner.get(0x829A)), _number(inner.get(0x8827))
    if focal is not None and 0 < focal < 10_000:
        parts.append(f"{round(focal, 1):g} mm")
    if aperture is not None and 0 < aperture < 1000:
        parts.append(f"f/{round(aperture, 1):g}")
    if seconds is not None and 1e-6 < seconds < 100_000:
        is_short = seconds < 0.3
        parts.append(f"1/{round(1 / seconds)} s" if is_short else f"{round(seconds, 1):g} s")
    if iso is not None and 0 < iso < 10_000_000:
        parts.append(f"ISO {iso:.0f}")
    return " · ".join(parts)


def _gps(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    return _position(_degrees(gps.get(2), gps.get(1)), _degrees(gps.get(4), gps.get(3)))


def _xmp_gps(packet: Mapping[str, Any]) -> tuple[float, float] | None:
    """XMP writes "51,30.5N" or "51,30,30N"."""
    sides = []
    for name in ("gpslatitude", "gpslongitude"):
        match = re.fullmatch(r"([\d.,]+)([NSEW])", _text(packet.get(name)))
        sides.append(_degrees(match[1].split(","), match[2]) if match else None)
    return _position(*sides)


def _degrees(parts: Any, hemisphere: Any) -> float | None:
    """Degrees, minutes and seconds as one number; south and west are negative."""
    if not isinstance(parts, tuple | list) or not 1 <= len(parts) <= 3:
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or number < 0 for number in numbers):
        return None
    total = sum(Fraction(number or 0) / 60**i for i, number in enumerate(numbers))
    return float(-total if _text(hemisphere).upper() in ("S", "W") else total)


def _position(
    latitude: float | None = None, longitude: float | None = None
) -> tuple[float, float] | None:
    """A place on earth; 0, 0 is what devices without a fix write."""
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _iptc_records(data: bytes) -> dict[str, Any]:
    """Title, keywords and date of IPTC-IIM record 2."""
    found: dict[str, Any] = {}
    keywords: list[str] = []
    date = time = ""
    for dataset, value in _iptc_datasets(data):
        if dataset == 5:
            found["title"] = _text(value)
        elif dataset == 25 and len(keywords) < MAX_KEYWORDS:
            keywords.append(_text(value))
        elif dataset == 40 and value.startswith(b"FBMD"):  # SpecialInstructions
            found["is_of_facebook"] = True
        elif dataset == 55:
            date = _text(value)
        elif dataset == 60:
            time = _text(value)
    if keywords:
        found["keywords"] = keywords
    if re.fullmatch(r"\d{8}", date):
        day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
        is_timed = re.match(r"\d{6}", time)
        found["date"] = f"{day} {time[:2]}:{time[2:4]}:{time[4:6]}" if is_timed else day
    return found


def _iptc_datasets(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        size = int.from_bytes(data[at + 3 : at + 5], "big")
        if size > 0x7FFF:
            return  # an extended length: nothing we look for is that long
        if data[at + 1] == 2:
            yield data[at + 2], data[at + 5 : at + 5 + size]
        at += 5 + size

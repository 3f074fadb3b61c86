"""What people and programs wrote about a picture: captions, authors, faces, edits, comments.

None of it can be saved elsewhere in full, so it is kept as digests only: enough to see that one
file says something that another does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from simgui.core.types import Metadata

MOST = 64
"""Of more words in one file than this, the rest count as one."""

_LEAST_CHARACTERS = 2  # letters and digits of a text that says something
_DIGEST_BYTES = 6  # of the words of two files, never of a whole library

# Tags of EXIF 2.32, and those that Windows writes as UTF-16.
_EXIF = {0x010E: "caption", 0x013B: "author", 0x8298: "author"}
_WINDOWS = {0x9C9C: "caption", 0x9C9D: "author", 0x9C9F: "caption"}  # UTF-16
_USER_COMMENT, _OWNER = 0x9286, 0xA430  # tags of EXIF 2.32
_CHARSET_BYTES = 8  # before the text of a UserComment
_PACKET = {
    **dict.fromkeys(("description", "headline", "usercomment", "instructions"), "caption"),
    **dict.fromkeys(
        ("imagedescription", "extdescraccessibility", "alttextaccessibility"), "caption"
    ),
    **dict.fromkeys(("city", "state", "country", "location", "sublocation"), "caption"),
    **dict.fromkeys(("creator", "rights", "artist", "copyright", "credit", "byline"), "author"),
    **dict.fromkeys(("regions", "regioninfo", "personinimage", "persondisplayname"), "people"),
}
EDITS = "camera-raw"
"""The property under which `metadata.parse_xmp` puts all that Camera Raw would do to a picture."""

# Datasets of record 2 of IPTC-IIM 4.2.
_IPTC = {105: "caption", 120: "caption", 90: "caption", 92: "caption", 95: "caption"}
_IPTC |= {101: "caption", 80: "author", 110: "author", 116: "author"}

# What cameras and programs write by themselves.
_MACHINE = re.compile(
    r"\s*(olympus digital camera|sony dsc|samsung( camera pictures)?|digital camera|exif_jpeg\w*"
    r"|minolta dsc|konica.*|created by .*|default\w*|untitled|screenshot|dcim.*|imagej=.*"
    r"|\{\"shape\".*|oplus_\d+|(file )?(written|created|saved|edited|made|compressed) (by|with) .*"
    r"|creator: gd-jpeg.*|adobe.*|lead technologies.*|lavc.*|intel.*|acd systems.*|processed by .*"
    r"|optimi[sz]ed .*|applemark.*|jpeg(optim|-)?.*quality.*|gimp.*|imagemagick.*|xv .*|.*ffmpeg.*)"
    r"\s*",
    re.IGNORECASE | re.DOTALL,
)
# Keys of a PNG's texts that say how it was made or repeat its EXIF and XMP, and other entries of
# Pillow's `info`.
_TEXT_NOTES = re.compile(
    r"software|creation ?time|.*(date|time).*|(exif|icc|xmp|thumb|png|tiff|jpeg)[:\s].*|xml:.*"
    r"|raw profile type .*|source|signature|.*resolution.*|srgb|gamma|interlace|mtime|size|loop"
    r"|background|version|compression|progressi.*|adobe.*|jfif.*|transparency|duration|extension",
    re.IGNORECASE,
)


def words(
    main: Mapping[int, Any],
    inner: Mapping[int, Any],
    packet: Mapping[str, Any],
    datasets: Iterator[tuple[int, bytes]],
    info: Mapping[Any, Any],
) -> tuple[str, ...]:
    """What is written in a file, as sorted names of `word`.

    Args:
        main: Tags of the EXIF's main directory.
        inner: Tags of its own directory.
        packet: As `metadata.parse_xmp` gives it.
        datasets: Numbers and values of IPTC-IIM record 2.
        info: As Pillow gives it; the texts of a PNG and comments are in it.
    """
    found = {
        word(kind, text)
        for kind, text in _texts(main, inner, packet, datasets, info)
        if is_written(text)
    }
    names = sorted(found)
    if len(names) > MOST:
        rest = " ".join(names[MOST - 1 :])
        names = [*names[: MOST - 1], word(kind_of(names[MOST - 1]), rest)]
    return tuple(names)


def word(kind: str, text: str) -> str:
    """The name of a text: its kind and a digest that case and spaces do not change."""
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    digest = blake2b(plain.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES)
    return f"{kind}:{digest.hexdigest()}"


def kind_of(name: str) -> str:
    """What a `word` is: "caption", "author", "people", "edits" or "comment"."""
    return name.partition(":")[0]


def lacking(keeper: Metadata, victim: Metadata) -> tuple[str, ...]:
    """Words that a victim has and its keeper has not, by caption or by title."""
    known = {*keeper.words, word("caption", keeper.title)}
    return tuple(name for name in victim.words if name not in known)


def is_written(text: str) -> bool:
    """Whether a text may be somebody's: not empty, and not what a camera or program always says."""
    plain = "".join(c for c in text if c.isalnum())
    return len(plain) >= _LEAST_CHARACTERS and _MACHINE.fullmatch(text) is None


def _texts(
    main: Mapping[int, Any],
    inner: Mapping[int, Any],
    packet: Mapping[str, Any],
    datasets: Iterator[tuple[int, bytes]],
    info: Mapping[Any, Any],
) -> Iterator[tuple[str, str]]:
    for tag, kind in _EXIF.items():
        yield kind, _text(main.get(tag))
    for tag, kind in _WINDOWS.items():
        yield kind, _text(main.get(tag), "utf-16-le")
    yield "author", _text(inner.get(_OWNER))
    yield "caption", _user_comment(inner.get(_USER_COMMENT))
    for name, kind in _PACKET.items():
        yield kind, _text(packet.get(name))
    yield "edits", _text(packet.get(EDITS))
    for number, value in datasets:
        if number in _IPTC:
            yield _IPTC[number], _text(value)
    for key, value in info.items():
        if key == "comment":
            yield "comment", _text(value)
        elif isinstance(key, str) and isinstance(value, str) and not _TEXT_NOTES.fullmatch(key):
            kind = "author" if key.casefold() in ("author", "copyright") else "caption"
            yield kind, value


def _user_comment(value: Any) -> str:
    """EXIF's UserComment behind the name of its character set."""
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, bytes):
        return ""
    coding = "utf-16" if value.startswith(b"UNICODE") else "utf-8"
    return _text(value[_CHARSET_BYTES:], coding)


def _text(value: Any, coding: str = "utf-8") -> str:
    if isinstance(value, bytes):
        value = value.decode(coding, "replace")
    if isinstance(value, list | tuple):
        value = " ".join(part for part in value if isinstance(part, str))
    return value.replace("\0", " ").strip() if isinstance(value, str) else ""

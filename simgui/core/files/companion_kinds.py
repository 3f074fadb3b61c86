"""The files that belong to a photo, by their names: one line of REGISTRY for each kind.

A companion is named after its photo. How exactly differs from program to program, so each kind
lists *naming rules*: functions that take the companion's name without its own suffix and give the
photo names it may mean, the most exact first.

Sources of the naming rules:

* Google Takeout: the file names of public exports, as TheLastGimbus/GooglePhotosTakeoutHelper and
  simulot/immich-go read them (names cut to 46 characters, numbers that move behind the suffix).
* darktable: user manual, "sidecar files" (`IMG_01.jpg.xmp` is the first duplicate of `IMG.jpg`).
* Apple: `IMG_O1234.AAE` describes the edits of `IMG_1234`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Holds(Enum):
    """What a companion holds for its photo."""

    RAW = "raw"
    FILM = "film"
    SOUND = "sound"
    EDITS = "edits"  # development settings, ratings, keywords
    RECORD = "record"  # what an export knows of the photo: date, place, people, description
    PREVIEW = "preview"


class Means(Enum):
    """Which part of a photo's name a naming rule gives."""

    WHOLE = "whole"  # "IMG_1.jpg"
    STEM = "stem"  # "IMG_1", whatever the photo's suffix is
    CUT = "cut"  # the first characters of "IMG_1.jpg"


class Target(NamedTuple):
    """A photo name that a companion may mean.

    Attributes:
        number: What follows in the photo's stem but not in `name`, such as "(1)". Only for CUT.
    """

    means: Means
    name: str
    number: str = ""


NamingRule = Callable[[str], Iterator[Target]]

TAKEOUT_NAME_LENGTH = 46
"""Characters of the name of a Takeout record before ".json"."""

EDITED_ENDINGS = (
    *("-edited", "-effects", "-bearbeitet", "-modifié", "-modificato", "-editado", "-editada"),
    *("-bewerkt", "-edytowane", "-redigerad", "-redigert", "-redigeret", "-muokattu", "-upravené"),
    *("-編集済み", "-изменено", "-已修改", "-수정됨"),
)
"""What Google Photos adds to the name of an edited photo, by the language of the account."""

_TAKEOUT_TAIL = ".supplemental-metadata"
# Characters; Takeout counts one more or less by suffix.
_SHORTENED = range(TAKEOUT_NAME_LENGTH - 1, TAKEOUT_NAME_LENGTH + 2)
_NUMBER = re.compile(r"\((\d{1,4})\)$")
_DARKTABLE = re.compile(r"(.+)_\d\d{1,2}(\.[^.]+)")


def whole_name(stem: str) -> Iterator[Target]:
    """`IMG_1.jpg.xmp` means `IMG_1.jpg`."""
    yield Target(Means.WHOLE, stem)


def same_stem(stem: str) -> Iterator[Target]:
    """`IMG_1.xmp` means `IMG_1` with any suffix."""
    yield Target(Means.STEM, stem)


def darktable_duplicate(stem: str) -> Iterator[Target]:
    """`IMG_1_01.jpg.xmp` means `IMG_1.jpg`."""
    match = _DARKTABLE.fullmatch(stem)
    if match is not None:
        yield Target(Means.WHOLE, match[1] + match[2])


def apple_adjustments(stem: str) -> Iterator[Target]:
    """`IMG_O1234.AAE` means `IMG_1234`."""
    if stem[:5].upper() == "IMG_O":
        yield Target(Means.STEM, stem[:4] + stem[5:])


def motion_photo(stem: str) -> Iterator[Target]:
    """`PXL_1.MP` and `PXL_1.mp4` mean `PXL_1.MP.jpg`."""
    yield Target(Means.STEM, stem + ".MP")


def takeout_record(stem: str) -> Iterator[Target]:
    """The photos that a Takeout record may mean.

    `a.jpg.supplemental-metadata(1)`, `a.jpg.suppl(1)` and `a.jpg(1)` mean `a(1).jpg`. Long names
    are cut off, within the tail or within the photo's own name. An edited photo has no record of
    its own and shares that of its original.
    """
    found = _NUMBER.search(stem)
    number = found[0] if found else ""
    stem = stem[: len(stem) - len(number)]
    names = [stem]
    for length in range(1, len(_TAKEOUT_TAIL) + 1):
        if stem.endswith(_TAKEOUT_TAIL[:length]):
            names.append(stem[:-length])
    for name in names:
        yield Target(Means.WHOLE, _numbered(name, number))
    if len(stem) in _SHORTENED or len(stem) + len(number) in _SHORTENED:
        yield Target(Means.CUT, stem, number)
    for name in names:
        for ending in EDITED_ENDINGS:
            yield Target(Means.WHOLE, _numbered(_with_ending(name, ending), number))


def takeout_original(name: str) -> str | None:
    """The name of the photo that Google Photos made an edited version of, None if it is none."""
    stem, dot, suffix = name.rpartition(".")
    found = _NUMBER.search(stem)
    number = found[0] if found else ""
    stem = stem[: len(stem) - len(number)]
    for ending in EDITED_ENDINGS:
        if stem.endswith(ending) and len(stem) > len(ending):
            return stem[: -len(ending)] + number + dot + suffix
    return None


def _numbered(name: str, number: str) -> str:
    return _with_ending(name, number) if number else name


def _with_ending(name: str, ending: str) -> str:
    """A name with something put between its stem and its suffix."""
    stem, dot, suffix = name.rpartition(".")
    return stem + ending + dot + suffix if dot else name + ending


@dataclass(frozen=True, slots=True)
class CompanionKind:
    """One kind of companion.

    Attributes:
        suffixes: Lower case, with their dot.
        rules: Asked in order; the first that names photos of the folder decides. If it names more
            than one, the companion belongs to none of them alone.
        of_camera_only: Whether only a picture as cameras write it can own such a file by its stem.
        max_bytes: A larger file is something else of the same name.
    """

    holds: Holds
    suffixes: frozenset[str]
    rules: tuple[NamingRule, ...] = (whole_name, same_stem)
    of_camera_only: bool = False
    max_bytes: int | None = None


MAX_LIVE_FILM_BYTES = 64 << 20
"""A Live Photo's film lasts 3 s and takes 2-10 MB; a larger film of the same name is a film."""


def _kind(holds: Holds, suffixes: str, *rules: NamingRule, film: bool = False) -> CompanionKind:
    chosen = rules or (whole_name, same_stem)
    limit = MAX_LIVE_FILM_BYTES if film else None
    return CompanionKind(holds, frozenset(suffixes.split()), chosen, film, limit)


REGISTRY = (
    _kind(Holds.EDITS, ".xmp", whole_name, darktable_duplicate, same_stem),
    _kind(Holds.EDITS, ".aae", whole_name, apple_adjustments, same_stem),
    _kind(Holds.EDITS, ".acr"),  # Adobe Camera Raw: masks, beside an .xmp
    _kind(Holds.EDITS, ".pp3 .arp"),  # RawTherapee, ART
    _kind(Holds.EDITS, ".dop"),  # DxO PhotoLab
    _kind(Holds.EDITS, ".cos .cot .cop .on1 .nksc .vrd .dr4"),  # Capture One, ON1, Nikon, Canon
    _kind(Holds.RECORD, ".json", takeout_record, same_stem),
    _kind(Holds.SOUND, ".wav"),  # a camera's spoken note
    _kind(Holds.PREVIEW, ".thm"),
    _kind(Holds.FILM, ".mov", film=True),  # Live Photo
    _kind(Holds.FILM, ".mp4 .mp", whole_name, same_stem, motion_photo, film=True),  # Pixel
    _kind(Holds.FILM, ".lrv", film=True),  # small version of an action camera's film
)

_BY_SUFFIX = {suffix: kind for kind in REGISTRY for suffix in kind.suffixes}


def companion_kind(suffix: str) -> CompanionKind | None:
    """The kind of a companion by its lower-case suffix, None if it is none that we know."""
    return _BY_SUFFIX.get(suffix)


def suffixes_of(*holds: Holds) -> frozenset[str]:
    """All suffixes of companions that hold one of these."""
    return frozenset(end for kind in REGISTRY if kind.holds in holds for end in kind.suffixes)

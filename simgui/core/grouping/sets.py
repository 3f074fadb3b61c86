"""Photos that belong together and are not copies: brackets, bursts, panoramas, stereo, pages.

To the pixels two frames of a tripod are as alike as two copies. Camera data and names tell them
apart: a camera gives each release its own number, and its own exposure if it varies it. Pairs of a
set are moments, which no rule thins.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simgui.core.grouping.origins import Origin, has_camera, origin_of
from simgui.core.types import Change, ContentId, Pair, Photo, SetKind, Tier, pair_key

_LOOKED_AT = 12
"""Photos of a moment that are asked what they are together."""

_HOUR_MS = 3_600_000  # milliseconds

_MOST_SHARED = 0.85
"""Share of each of two frames of one size that the other shows, at most, if they are parts of a
panorama. Of two crops of one photo the sizes differ."""

_WIDE = 2.2
"""Width by height from which a camera's picture is a panorama; no sensor is so wide."""

_LAST_NUMBER = re.compile(r"^(.*?)(\d+)(\D*)$")
_BURST_NAMES = (
    re.compile(r"(?P<frame>\d{1,5})IMG_\d+_BURST(?P<burst>\d+)(_COVER)?", re.IGNORECASE),
    re.compile(r"(?P<burst>.*BURST\D?)(?P<frame>\d{1,4})(_COVER)?", re.IGNORECASE),
)
"""How Google's camera and others call the frames of a burst."""

_SIDE = re.compile(r"^(.*?)[-_ ]?(left|right|links|rechts|L|R)$", re.IGNORECASE)
_LEFT = ("left", "links", "l")
_PANORAMA_NAME = re.compile(r"pano(rama)?(?![a-z])", re.IGNORECASE)
_PAGE_NAME = re.compile(r"scan|page|seite|blatt|folio|pagina|página|document|dokument", re.I)


def demote_set_pairs(pairs: Sequence[Pair], photos: Iterable[Sequence[Photo]]) -> list[Pair]:
    """The pairs, with those within a set demoted to MOMENT.

    What is a copy of one frame often looks like one of the next frame too: it keeps its tie to the
    frame that it is nearest to, so that it never stands for both.

    Args:
        pairs: Of distinct contents, each once.
        photos: The photos of each content.
    """
    by_content = {group[0].content.id: group for group in photos}
    found = {
        (pair.a, pair.b): replace(pair, tier=Tier.MOMENT) if _is_of_set(pair, by_content) else pair
        for pair in pairs
    }
    copies: dict[ContentId, set[ContentId]] = defaultdict(set)
    for pair in found.values():
        if pair.tier.is_copy:
            copies[pair.a].add(pair.b)
            copies[pair.b].add(pair.a)
    for pair in list(found.values()):
        if pair.tier is not Tier.MOMENT or not (copies[pair.a] and copies[pair.b]):
            continue
        if not all(has_camera(by_content[end][0]) for end in (pair.a, pair.b)):
            continue
        for between in sorted(copies[pair.a] & copies[pair.b]):
            ties = [found[pair_key(between, end)] for end in (pair.a, pair.b)]
            weaker = max(ties, key=lambda tie: (tie.tier, -tie.cosine, tie.a, tie.b))
            found[weaker.a, weaker.b] = replace(weaker, tier=Tier.MOMENT)
            copies[weaker.a].discard(weaker.b)
            copies[weaker.b].discard(weaker.a)
    return [found[pair.a, pair.b] for pair in pairs]


def set_kind(
    photos: Sequence[Photo], pairs: Mapping[tuple[ContentId, ContentId], Pair]
) -> SetKind | None:
    """What kind of set the photos of a moment are, None if nothing says."""
    for number, photo in enumerate(photos[:_LOOKED_AT]):
        for other in photos[number + 1 : _LOOKED_AT]:
            pair = pairs.get(pair_key(photo.content.id, other.content.id))
            first, second = (
                (photo, other) if photo.content.id < other.content.id else (other, photo)
            )
            kind = _kind(first, second, pair)
            if kind is not None:
                return kind
    return None


def _is_of_set(pair: Pair, photos: Mapping[ContentId, Sequence[Photo]]) -> bool:
    if pair.tier not in (Tier.SAME, Tier.EDITED) or pair.parent is not None:
        return False
    return any(
        _kind(photo, other, pair) is not None
        for photo in photos[pair.a]
        for other in photos[pair.b]
    )


def _kind(a: Photo, b: Photo, pair: Pair | None) -> SetKind | None:
    """What set two photos belong to as different shots."""
    if _are_two_sides(a, b):
        return SetKind.STEREO
    if _are_two_pages(a, b):
        return SetKind.PAGES
    if _are_of_panorama(a, b, pair):
        return SetKind.PANORAMA
    if _are_of_burst(a, b):
        return SetKind.BURST
    return _of_one_camera(a, b, pair)


def _of_one_camera(a: Photo, b: Photo, pair: Pair | None) -> SetKind | None:
    """The set of two files that one camera wrote, mostly at two releases of its shutter."""
    one, other = a.content.metadata, b.content.metadata
    if one.taken_ms is None or other.taken_ms is None or not one.camera:
        return None
    if one.camera != other.camera or abs(one.taken_ms - other.taken_ms) > _HOUR_MS:
        return None
    # An editor keeps the exposure, whatever it does to the picture.
    varies = bool(one.exposure and other.exposure and one.exposure != other.exposure)
    if one.bias_ev is not None and other.bias_ev is not None:
        varies = varies or one.bias_ev != other.bias_ev
    if varies:
        return SetKind.BRACKET
    if not _are_numbered_apart(a, b):
        return None
    if any(origin_of(photo) is not Origin.CAMERA for photo in (a, b)):
        return None
    if one.has_subsecond and other.has_subsecond and one.taken_ms == other.taken_ms:
        # One release: two colours of it are a bracket of the white balance, else it is one photo.
        if pair is None or (pair.tier.is_copy and Change.RECOLOURED not in pair.changes):
            return None
        return SetKind.BRACKET
    return SetKind.BRACKET if one.is_bracketed and other.is_bracketed else SetKind.BURST


def _are_numbered_apart(a: Photo, b: Photo) -> bool:
    """Whether two files of one folder and format differ in the last number of their names only."""
    if os.path.dirname(a.path) != os.path.dirname(b.path):
        return False
    if a.content.format != b.content.format:
        return False
    if (a.content.width, a.content.height) not in (
        (b.content.width, b.content.height),
        (b.content.height, b.content.width),
    ):
        return False
    return _differ_in_number(_LAST_NUMBER, _stem(a), _stem(b))


def _are_of_burst(a: Photo, b: Photo) -> bool:
    one, other = a.content.metadata, b.content.metadata
    if one.burst and one.burst == other.burst and one.taken_ms != other.taken_ms:
        return True
    frames = _burst_frame(_stem(a)), _burst_frame(_stem(b))
    if frames[0] is None or frames[1] is None:
        return False
    return frames[0][0] == frames[1][0] and frames[0][1] != frames[1][1]


def _burst_frame(stem: str) -> tuple[str, int] | None:
    """The burst and the number of the frame in it that a file is named after."""
    for pattern in _BURST_NAMES:
        match = pattern.fullmatch(stem)
        if match is not None:
            return match["burst"].casefold(), int(match["frame"])
    return None


def _are_two_sides(a: Photo, b: Photo) -> bool:
    """Whether two files are the left and the right picture of a stereo pair."""
    first, second = _SIDE.match(_stem(a)), _SIDE.match(_stem(b))
    if first is None or second is None or first[1].casefold() != second[1].casefold():
        return False
    is_left = [match[2].casefold() in _LEFT for match in (first, second)]
    return is_left[0] != is_left[1] and bool(first[1])


def _are_two_pages(a: Photo, b: Photo) -> bool:
    """Whether two files are scanned pages that are numbered in a row."""
    if has_camera(a) or has_camera(b) or not _PAGE_NAME.search(_stem(a)):
        return False
    return _differ_in_number(_LAST_NUMBER, _stem(a), _stem(b))


def _are_of_panorama(a: Photo, b: Photo, pair: Pair | None) -> bool:
    """Whether two photos are parts of one panorama, or one is a panorama and one a part."""
    if _PANORAMA_NAME.search(_stem(a)) and _differ_in_number(_LAST_NUMBER, _stem(a), _stem(b)):
        return True
    if pair is None or (pair.tier.is_copy and Change.CROPPED not in pair.changes):
        return False
    if all(origin_of(photo) is Origin.CAMERA for photo in (a, b)) and _is_wide(a) != _is_wide(b):
        return True
    if pair.alignment is None:
        return False
    sizes = {tuple(sorted((p.content.width, p.content.height))) for p in (a, b)}
    shared = max(pair.alignment.covered_a, pair.alignment.covered_b)
    is_shifted = not {Change.FRAMED, Change.TILTED, Change.STRETCHED} & set(pair.changes)
    return len(sizes) == 1 and is_shifted and shared < _MOST_SHARED


def _is_wide(photo: Photo) -> bool:
    sides = sorted((photo.content.width, photo.content.height))
    return photo.content.metadata.is_panorama or sides[1] >= _WIDE * sides[0]


def _differ_in_number(where: re.Pattern[str], one: str, other: str) -> bool:
    """Whether two names are equal but for the number that a pattern finds."""
    first, second = where.match(one), where.match(other)
    if first is None or second is None:
        return False
    rest = [(match[1].casefold(), match[3].casefold()) for match in (first, second)]
    return rest[0] == rest[1] and int(first[2]) != int(second[2])


def _stem(photo: Photo) -> str:
    return os.path.splitext(os.path.basename(photo.path))[0]

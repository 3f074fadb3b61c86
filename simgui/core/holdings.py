"""What a file holds beside its first picture, and whether it holds all that another does.

Two files can show the same first picture while only one of them has a film, a gain map, 16 bits a
channel or more pages. A file is taken apart once, while it is read (`simgui.core.containers`); what
was found is a `Holdings`, and everything here is a pure function of two of them.

This module lies at the root of core and not beside the parsers, because `types.Content` carries it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

PLAIN_COLOUR = ""
"""Colours are sRGB, or the file does not say: every program shows the numbers as sRGB."""

MANAGED_COLOUR = "icc:"
"""Starts the colour of a file with an ICC profile: such a picture is compared in sRGB."""

LEAST_DEPTH = 8
"""Bits a channel of a plain picture; one of fewer (a fax, a palette) counts as having so many."""


class Part(Enum):
    """What a file may hold beyond its first picture, or a photo in files beside its own."""

    # In the file itself.
    PICTURE = "picture"  # another whole picture: half of a stereo pair, a frame of a burst
    PAGE = "page"
    FRAME = "frame"  # of an animation
    FILM = "film"
    SOUND = "sound"
    GAIN_MAP = "gain_map"
    DEPTH_MAP = "depth_map"
    MATTE = "matte"
    LAYERS = "layers"
    SENSOR_DATA = "sensor_data"  # a camera RAW
    UNKNOWN = "unknown"  # bytes that no known structure accounts for
    UNREAD = "unread"  # the whole file: it was not taken apart yet, or can't be
    # Properties of the first picture.
    ALPHA = "alpha"
    BIT_DEPTH = "bit_depth"
    COLOUR = "colour"
    # Around the picture.
    METADATA = "metadata"
    COMPANION = "companion"  # a file beside it


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing in a file, known by its bytes.

    Attributes:
        part: The value of a `Part`.
        digest: Hexadecimal digest of its bytes.
        size: Bytes.
        count: Pictures in it, where several are taken as one: the frames of an animation.
        seconds: How long a film lasts; 0.0 if it does not say.
    """

    part: str
    digest: str
    size: int = 0
    count: int = 1
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a file holds beyond the numbers of its first picture.

    Attributes:
        items: Sorted and distinct; see `held`.
        depth: Bits a channel as stored, at least LEAST_DEPTH.
        has_alpha: Whether something shows through the first picture.
        colour: What its numbers mean: PLAIN_COLOUR, a profile (MANAGED_COLOUR and its digest), or
            another signal that changes the look (cICP, gAMA, NCLX) and that is not converted.
    """

    items: tuple[Item, ...] = ()
    depth: int = LEAST_DEPTH
    has_alpha: bool = False
    colour: str = PLAIN_COLOUR

    def count(self, part: Part) -> int:
        """How many pictures, pages, films or other things of a kind there are."""
        return sum(item.count for item in self.items if item.part == part.value)


NOTHING_MORE = Holdings()
"""A plain picture of 8 bits a channel in sRGB."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that one photo holds and another lacks; `text` makes the sentence.

    Attributes:
        amount: How much: pages, frames, seconds of film, bits a channel; 0.0 if that says nothing.
        other: What the other one has instead, such as its bits a channel.
        name: The field or the file, for METADATA and COMPANION; the signal for COLOUR.
    """

    part: Part
    amount: float = 0.0
    other: float = 0.0
    name: str = ""


def held(
    items: Iterable[Item],
    *,
    depth: int = LEAST_DEPTH,
    has_alpha: bool = False,
    colour: str = PLAIN_COLOUR,
) -> Holdings:
    """Holdings of items in any order, each counted once."""
    return Holdings(tuple(sorted(set(items))), max(depth, LEAST_DEPTH), has_alpha, colour)


def unread(file_hash: bytes, size: int) -> Holdings:
    """The holdings of a file that was not taken apart: only the same bytes hold as much."""
    return Holdings((Item(Part.UNREAD.value, file_hash.hex(), size),))


def lacking(keeper: Holdings, victim: Holdings) -> tuple[Loss, ...]:
    """What a victim holds and its keeper does not, one loss a kind, in the order of `Part`."""
    if keeper == victim:
        return ()
    by_part: dict[str, list[Item]] = {}
    for item in _missing(keeper, victim):
        by_part.setdefault(item.part, []).append(item)
    losses = [_loss(part, by_part[part.value]) for part in Part if part.value in by_part]
    if victim.has_alpha and not keeper.has_alpha:
        losses.append(Loss(Part.ALPHA))
    if victim.depth > keeper.depth:
        losses.append(Loss(Part.BIT_DEPTH, float(victim.depth), float(keeper.depth)))
    if not _shows_colour(keeper.colour, victim.colour):
        losses.append(Loss(Part.COLOUR, name=victim.colour))
    return tuple(losses)


def covers(keeper: Holdings, victim: Holdings) -> bool:
    """Whether a file holds all that another one does: a partial order.

    Nothing is said of the first picture itself; that is what a pair and its tier are about.
    """
    return not lacking(keeper, victim)


def as_told(
    more: tuple[Loss, ...], less: tuple[Loss, ...]
) -> tuple[tuple[Loss, ...], tuple[Loss, ...]]:
    """Gains and losses as people say them: it has 8 bits instead of 16, once."""
    fewer = tuple(
        replace(loss, amount=loss.other, other=loss.amount)
        for loss in less
        if loss.part is Part.BIT_DEPTH
    )
    return more + fewer, tuple(loss for loss in less if loss.part is not Part.BIT_DEPTH)


def _missing(keeper: Holdings, victim: Holdings) -> list[Item]:
    """Items of the victim without their match among the keeper's.

    Bytes nobody knows are matched by the same bytes under any name. The reverse does not hold: a
    gain map that no program recognises any more is lost, though its bytes are there.
    """
    same = {(item.part, item.digest) for item in keeper.items}
    bytes_held = {item.digest for item in keeper.items}
    return [
        item
        for item in victim.items
        if (item.part, item.digest) not in same
        and not (item.part == Part.UNKNOWN.value and item.digest in bytes_held)
    ]


def _loss(part: Part, items: list[Item]) -> Loss:
    if part is Part.FILM:
        return Loss(part, sum(item.seconds for item in items))
    if part in (Part.PICTURE, Part.PAGE, Part.FRAME):
        return Loss(part, float(sum(item.count for item in items)))
    if part is Part.UNKNOWN:
        return Loss(part, float(sum(item.size for item in items)))
    return Loss(part)


def _shows_colour(keeper: str, victim: str) -> bool:
    """Whether a keeper's colours can hold a victim's: equal, or sRGB within a profile."""
    return keeper == victim or (victim == PLAIN_COLOUR and keeper.startswith(MANAGED_COLOUR))

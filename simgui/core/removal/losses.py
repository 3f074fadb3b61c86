"""What would be lost if one photo went and another stayed for it."""

from __future__ import annotations

from collections.abc import Sequence

from simgui.core.files import formats
from simgui.core.files.formats import Kind
from simgui.core.files.same_content import only_among
from simgui.core.holdings import Loss, Part, lacking
from simgui.core.imaging import words
from simgui.core.removal.sidecar import Fields
from simgui.core.types import FileStat, Photo


def lost_content(keeper: Photo, victim: Photo) -> tuple[Loss, ...]:
    """What a victim's own file holds and a keeper's does not; nothing for equal bytes or pixels.

    Camera data and what is written in it count, since no side-car can hold them all.
    """
    one, other = keeper.content, victim.content
    if one.hash == other.hash:
        return ()
    lost: tuple[Loss, ...] = ()
    if one.pixel_hash is None or one.pixel_hash != other.pixel_hash:
        lost = lacking(one.holdings, other.holdings)
    if other.metadata.camera and not one.metadata.camera:
        lost = (*lost, Loss(Part.METADATA, name="camera"))
    kinds = dict.fromkeys(map(words.kind_of, words.lacking(one.metadata, other.metadata)))
    return (*lost, *(Loss(Part.METADATA, name=kind) for kind in kinds))


def loses(keeper: Photo, victim: Photo) -> bool:
    """Whether something would be lost if a victim went and this keeper stayed."""
    return bool(lost_content(keeper, victim) or only_here(keeper, victim))


def only_here(keeper: Photo, victim: Photo) -> tuple[FileStat, ...]:
    """Companions of the victim whose content the keeper and its companions do not have."""
    if not victim.companions:
        return ()
    return only_among(victim.companions, (keeper.stat, *keeper.companions))


def is_only_raw(keeper: Photo, victim: Photo, lost: Sequence[FileStat]) -> bool:
    """Whether a victim is or has a RAW that the keeper's side does not have.

    Args:
        keeper: Stays.
        victim: Goes.
        lost: From `only_here`.
    """
    if any(formats.kind(file.path) is Kind.RAW for file in lost):
        return True
    has_raw = keeper.content.format == "raw" or any(
        formats.kind(file.path) is Kind.RAW for file in keeper.companions
    )
    return victim.content.format == "raw" and not has_raw


def unsaved(fields: Fields | None) -> tuple[Loss, ...]:
    """Metadata that is not saved, as losses."""
    return tuple(Loss(Part.METADATA, name=name) for name in (fields.names if fields else ()))

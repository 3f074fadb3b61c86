"""What a photo that was found is to the picture that was looked for."""

from __future__ import annotations

from enum import Enum

from simgui.core.types import Alignment, Change, Group, Photo, PhotoId, Tier


class Relation(Enum):
    """What a photo is to the search image, the closest first."""

    IDENTICAL = "identical"
    SAME = "same"
    CROPPED = "cropped"
    EDITED = "edited"
    MATCHES = "matches"  # of a picture from outside: the same one, or of the same moment
    MOMENT = "moment"
    ALIKE = "alike"


def relation(query: Photo, photo: Photo, group: Group | None) -> Relation:
    """What a photo of the library is to another one.

    Args:
        query: The one that was looked for.
        photo: The one that was found.
        group: The group of the query, if it is in one.
    """
    if photo.content.hash == query.content.hash:
        return Relation.IDENTICAL
    members = {} if group is None else {m.photo.id: m for m in group.members}
    if group is None or query.id not in members or photo.id not in members:
        return Relation.ALIKE
    if group.tier is Tier.MOMENT:
        return Relation.MOMENT
    if group.tier is Tier.SIMILAR:
        return Relation.ALIKE
    pair = (members[query.id], members[photo.id])
    others = [member for member in pair if not member.is_keeper]
    tier = max((member.tier for member in others), default=Tier.SAME)
    if tier <= Tier.SAME:
        return Relation.SAME
    is_cropped = any(
        member.pair is not None and Change.CROPPED in member.pair.changes for member in others
    )
    return Relation.CROPPED if is_cropped else Relation.EDITED


def relation_of(query: Photo, photo: Photo, alignment: Alignment | None) -> Relation:
    """What a photo is to a picture from outside, by how it lies on it."""
    if photo.content.hash == query.content.hash:
        return Relation.IDENTICAL
    return Relation.ALIKE if alignment is None else Relation.MATCHES


def closest_first(
    hits: list[PhotoId], relations: dict[PhotoId, Relation]
) -> tuple[list[PhotoId], list[PhotoId]]:
    """Hits that show the picture or its moment, the closest first, and those that look alike."""
    order = {relation: number for number, relation in enumerate(Relation)}
    related = [h for h in hits if relations.get(h, Relation.ALIKE) is not Relation.ALIKE]
    related.sort(key=lambda h: order[relations[h]])
    return related, [h for h in hits if h not in set(related)]

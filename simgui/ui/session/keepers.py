"""A group with another photo to keep."""

from __future__ import annotations

from dataclasses import replace

from simgui.core.types import Group, KeepReason, Member, PhotoId


def with_keeper(group: Group, photo_id: PhotoId) -> Group:
    """The group with another keeper, chosen by the user.

    The evidence between the old and the new keeper stands with the old one afterwards; that of the
    other members was found against the old keeper and stays as it is.
    """
    if group.keeper.photo.id == photo_id:
        return group
    old = group.keeper
    chosen = next((m for m in group.members if m.photo.id == photo_id), None)
    if chosen is None:
        return group
    keeper = replace(
        chosen, is_keeper=True, reason=KeepReason.CHOSEN, probability=1.0, similarity=1.0, pair=None
    )
    demoted = Member(
        photo=old.photo,
        tier=chosen.tier,
        probability=chosen.probability,
        similarity=chosen.similarity,
        is_keeper=False,
        pair=chosen.pair,
    )
    rest = tuple(m for m in group.members[1:] if m.photo.id != photo_id)
    return replace(group, members=(keeper, demoted, *rest))

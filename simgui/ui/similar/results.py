"""The photos found, in the order and under the headings in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from simgui.core.types import PhotoId
from simgui.engine.relations import Relation, closest_first
from simgui.text.translation import translate
from simgui.ui.grid.model import Item, Section

if TYPE_CHECKING:
    from simgui.core.neighbours.ranking import Hit


def relation_name(relation: Relation) -> str:
    """What a result is to the search image, in some words."""
    return {
        Relation.IDENTICAL: translate("Similar", "identical"),
        Relation.SAME: translate("Similar", "the same picture"),
        Relation.CROPPED: translate("Similar", "the same picture, cropped"),
        Relation.EDITED: translate("Similar", "the same picture, edited"),
        Relation.MATCHES: translate("Similar", "the same picture or moment"),
        Relation.MOMENT: translate("Similar", "the same moment"),
        Relation.ALIKE: translate("Similar", "looks alike"),
    }[relation]


def arranged(
    hits: Sequence[Hit], relations: Mapping[PhotoId, Relation]
) -> tuple[list[Item], list[Section]]:
    """Cards and headings: what the library has of this picture already, and what looks alike."""
    by_id = {hit.photo.id: hit for hit in hits}
    related, alike = closest_first(list(by_id), dict(relations))
    items = []
    for photo_id in (*related, *alike):
        hit = by_id[photo_id]
        share = min(1.0, max(0.0, hit.similarity))  # negative cosines count as 0
        name = relation_name(relations.get(photo_id, Relation.ALIKE))
        items.append(Item(hit.photo, None, share, name))
    if not related:
        return items, []
    sections = [Section(translate("Similar", "Yours already"), 0, len(related))]
    if alike:
        sections.append(Section(translate("Similar", "Looks alike"), len(related), len(alike)))
    return items, sections

"""The message after a deletion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from simgui.text import deletion_wording, display
from simgui.text.translation import translate
from simgui.ui.messages import Message, MessageKind

if TYPE_CHECKING:
    from simgui.core.removal.execute import Outcome
    from simgui.core.removal.plan import Plan


def outcome_message(outcome: Outcome, plan: Plan) -> Message:
    """How many photos were moved, the space freed, and the first photo that was not moved."""
    text = deletion_wording.done(plan.action, len(outcome.removed))
    freed = replace(plan, removals=tuple(r.removal for r in outcome.removed)).bytes_freed
    if freed:
        text = f"{text} {deletion_wording.freed(plan.action, freed)}".rstrip()
    if not outcome.refused:
        return Message(MessageKind.NOTICE, text)
    first = outcome.refused[0]
    stays = translate("Deletion", "{name} was not moved: {reason}.").format(
        name=display.name(first.photo.path), reason=deletion_wording.refused(first)
    )
    text = f"{text} {stays}"
    more = len(outcome.refused) - 1
    if more:
        text = f"{text} {translate('Deletion', '%Ln more were not moved.', '', more)}"
    return Message(MessageKind.WARNING, text)

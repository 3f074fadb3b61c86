"""What was found on a card or disk, as cards in sections."""

from __future__ import annotations

from collections.abc import Sequence

from simgui.engine.intake.check import Answer, Checked, Report
from simgui.text import check_wording, display, wording
from simgui.text.translation import translate
from simgui.ui.grid.model import Item, Section

ORDER = (Answer.NEW, Answer.BETTER, Answer.DELETED, Answer.YOURS)
"""What a person has to decide about comes first."""


def arranged(report: Report) -> tuple[list[Item], list[Section]]:
    """The photos of a report, what is new first; each says what the library has of it."""
    items: list[Item] = []
    sections: list[Section] = []
    for answer in ORDER:
        found = [checked for checked in report.checked if checked.answer is answer]
        if found:
            sections.append(Section(_title(answer, found), len(items), len(found)))
            items += [Item(checked.photo, lines=_lines(checked)) for checked in found]
    return items, sections


def by_photo(report: Report) -> dict[int, Checked]:
    """What was found of each photo, by its id."""
    return {checked.photo.id: checked for checked in report.checked}


def _title(answer: Answer, found: Sequence[Checked]) -> str:
    text = {
        Answer.NEW: translate("Check", "New: %Ln photos", "", len(found)),
        Answer.BETTER: translate("Check", "Better than yours: %Ln photos", "", len(found)),
        Answer.DELETED: translate("Check", "Deleted earlier: %Ln photos", "", len(found)),
        Answer.YOURS: translate("Check", "Already yours: %Ln photos", "", len(found)),
    }[answer]
    size = display.size(sum(checked.photo.total_size for checked in found))
    return f"{text} \N{MIDDLE DOT} {size}"


def _lines(checked: Checked) -> tuple[str, str]:
    """How close the library's photo is and its name, and where it lies."""
    match = checked.match
    if match is not None and checked.tier is not None:
        tier = wording.tier_name(checked.tier)
        return f"{tier}: {display.name(match.path)}", display.place(match)
    if checked.kept:
        return translate("Check", "kept then:"), display.plain(checked.kept)
    return check_wording.answer(checked.answer), ""

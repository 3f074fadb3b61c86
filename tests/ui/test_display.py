"""Whatever a file is called, its name takes one line and steers nothing."""

from __future__ import annotations

import os
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel

from simgui.core.errors import UserError
from simgui.core.grouping.criteria import Criterion
from simgui.core.task import Phase, Progress
from simgui.core.types import Change, KeepReason, Tier
from simgui.text import display, errors, keeping_wording, progress_wording, wording
from simgui.ui.review.details import facts
from simgui.ui.widgets.controls import ElidedLabel, label
from tests.ui.builders import group, photo


@given(st.text(alphabet=st.characters(), max_size=60))
def test_shown_text_is_one_line_without_steering_characters(text):
    shown = display.plain(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp", "Cn"} for c in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    shown.encode("utf-8")


def test_names_that_are_not_utf8_can_be_shown(qtbot):
    name = os.fsdecode(b"/photos/caf\xe9.jpg")
    made = label(display.name(name))
    qtbot.addWidget(made)
    assert made.text() == "caf\ufffd.jpg"


def test_html_in_a_name_is_shown_as_it_is(qtbot):
    for made in (label("<b>x</b>"), ElidedLabel("<b>x</b>")):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText


def test_every_label_of_the_window_shows_plain_text(opened):
    rich = [
        w.text()
        for w in opened.window.findChildren(QLabel)
        if w.textFormat() is not Qt.TextFormat.PlainText and w.text()
    ]
    assert rich == []


def test_sizes_have_three_figures_at_most(theme):
    QLocale.setDefault(QLocale("en"))
    sizes = (0, 999, 1000, 999_999, 1_000_000, 18_420_000, 999_900_000, 3_200_000_000)
    shown = [display.size(size) for size in sizes]
    assert shown[1:] == [
        "999 bytes",
        "1 kB",
        "1.0 MB",
        "1.0 MB",
        "18.4 MB",
        "1.0 GB",
        "3.2 GB",
    ]


@given(st.floats(0, 1))
def test_less_than_all_is_never_shown_as_100_percent(share):
    assert display.percent(share, 1).startswith("100") == (share == 1.0)


@given(st.integers(0, 10**15))
def test_any_number_of_bytes_has_a_unit(size):
    assert display.size(size).endswith((" byte", " bytes", "B"))


def test_a_place_begins_with_the_watched_folder(theme):
    made = photo(1, path="/photos/2021/Alps/a.jpg")
    assert display.place(made) == "photos/2021/Alps"
    assert display.place(photo(1)) == "photos"


def test_the_most_telling_changes_come_first(theme):
    from dataclasses import replace

    member = group(1, 2, Tier.EDITED).members[1]
    changes = (Change.RESIZED, Change.REENCODED, Change.FRAMED, Change.CROPPED)
    member = replace(member, pair=replace(member.pair, changes=changes))
    assert wording.changes(member) == "cropped, border added"


def test_each_reason_tier_and_phase_has_its_words(theme):
    from dataclasses import replace

    keeper = group(1).keeper
    said = {
        keeping_wording.keep_reason(replace(keeper, reason=r, reason_value=2.0)) for r in KeepReason
    }
    assert len(said) == len(KeepReason)
    assert all(map(keeping_wording.reason_name, KeepReason))
    assert all(map(keeping_wording.criterion_name, Criterion))
    assert len({wording.tier_explained(t) for t in Tier}) == len(Tier)
    assert len({progress_wording.phase(Progress(p, 1, 2)) for p in Phase}) == len(Phase)


def test_progress_says_what_is_known_and_no_more(theme):
    assert progress_wording.progress(Progress(Phase.LOOKING, 0, 0)) == ""
    assert progress_wording.progress(Progress(Phase.LOOKING, 1200, 0)) == "1,200 found"
    full = Progress(Phase.READING, 12480, 18902, 142.4, 45.0, 3)
    assert (
        progress_wording.progress(full)
        == "12,480 of 18,902 · 142 photos/s · 45 s left · 3 unreadable"
    )


def test_a_problem_comes_with_its_remedy_on_one_line(theme):
    problem = UserError("The disk\nis full", remedy="Free some space.")
    assert errors.told(problem) == "The disk\ufffdis full. Free some space."


def test_one_is_singular(theme):
    assert wording.group_title(group(1, 1)) == "1 copy"
    assert wording.group_title(group(1, 2)) == "2 copies"


def test_facts_name_what_is_known_of_a_photo(theme):
    keys = [f.key for f in facts(photo(1))]
    assert keys[:4] == ["name", "folder", "dimensions", "size"]

"""What a terminal may see."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.cli.console import ProgressLine, duration_text, plain, size_text
from simgui.core.task import Phase, Progress


@given(st.text())
def test_plain_text_holds_no_character_that_acts(text):
    assert all(unicodedata.category(char)[0] != "C" for char in plain(text))


def test_ordinary_names_are_left_alone():
    assert plain("Größe 山.jpg") == "Größe 山.jpg"


def test_bytes_that_are_not_utf8_are_shown_as_escapes():
    assert plain(b"caf\xe9.jpg".decode("utf-8", "surrogateescape")) == "caf\\udce9.jpg"


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (18_400_000, "18.4 MB"), (5 * 10**12, "5.0 TB")],
)
def test_sizes_are_decimal_as_file_managers_show_them(size, text):
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(8.2, "8 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_durations_are_as_precise_as_helps(seconds, text):
    assert duration_text(seconds) == text


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_silent_where_nobody_watches():
    stream = io.StringIO()
    ProgressLine(stream).show(Progress(Phase.READING, 5, 10))
    assert stream.getvalue() == ""


def test_progress_rewrites_one_line():
    stream = Terminal()
    line = ProgressLine(stream)
    line.show(Progress(Phase.READING, 5, 10, 2.0, 3.0, 1))
    line.clear()
    assert "5 of 10" in stream.getvalue()
    assert "3 s left" in stream.getvalue()
    assert "1 unreadable" in stream.getvalue()
    assert "\n" not in stream.getvalue()

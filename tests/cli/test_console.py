"""What a terminal may see."""

import io
import shutil
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from simgui.cli.console import ProgressLine, plain
from simgui.core.task import Phase, Progress
from tests.core import pictures


@given(st.text())
def test_plain_text_holds_no_character_that_acts(text):
    assert all(unicodedata.category(char)[0] != "C" for char in plain(text))


def test_ordinary_names_are_left_alone():
    assert plain("Größe 山.jpg") == "Größe 山.jpg"


def test_bytes_that_are_not_utf8_are_shown_as_escapes():
    assert plain(b"caf\xe9.jpg".decode("utf-8", "surrogateescape")) == "caf\\udce9.jpg"


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


def test_no_command_lets_a_name_write_on_the_screen(simgui, tmp_path):
    evil = "\x1b[2J\x1b]0;x\x07\u202e\u2066\r\nFAKE: nothing was deleted "
    folder = tmp_path / f"photos {evil}"
    folder.mkdir()
    for seed in range(2):
        path = folder / f"{seed} {evil}.jpg"
        pictures.save_jpeg(path, pictures.photo(seed, (200, 150)), Make=evil, Model=evil)
        shutil.copy(path, folder / f"copy of {seed} {evil}.jpg")
    (folder / f"broken {evil}.jpg").write_bytes(b"\xff\xd8\xff not a photo")
    photo = folder / f"0 {evil}.jpg"
    for command in (
        ("scan", folder),
        ("similar", photo),
        ("clean", folder),
        ("clean", folder, "--move-to", tmp_path / evil.strip(), "--tiers", "identical"),
        ("clean", folder, "--apply"),
        ("library",),
        ("library", "journal"),
        ("library", "where", photo),
        ("library", "where", folder / f"copy of 0 {evil}.jpg"),
        ("library", "undo"),
        ("library", "redo"),
        ("library", "verify"),
        ("library", "export", tmp_path / evil / "none.json"),
        ("library", "import", photo),
        ("library", "forget", tmp_path / evil),
        ("library", "forget", folder),
        ("scan", tmp_path / evil),
        ("scan", folder, "--model", photo),
    ):
        result = simgui(*command)
        shown = result.out + result.err
        assert not {"\x1b", "\x07", "\r", "\u202e", "\u2066"} & set(shown), command
        assert not [line for line in shown.splitlines() if line.startswith("FAKE")], command

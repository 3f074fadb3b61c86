"""Settings survive the file; what does not belong there is passed over."""

from __future__ import annotations

import subprocess
import sys

import pytest

from simgui.engine.keep_rules import read_rules, write_rules
from simgui.ui import settings
from simgui.ui.settings import Key, Settings

READ = """
import sys
from simgui.ui import settings
stored = settings.Settings(sys.argv[1])
print(stored.get(settings.SHOWS_DETAILS), stored.get(settings.CARD_PX), stored.get(settings.THEME))
"""


def keys():
    return [k for k in vars(settings).values() if isinstance(k, Key)]


def test_values_are_typed_when_another_process_reads_them(tmp_path):
    stored = Settings(tmp_path)
    stored.set(settings.SHOWS_DETAILS, True)
    stored.set(settings.CARD_PX, 300)
    stored.set(settings.THEME, "dark")
    stored.close()
    command = [sys.executable, "-c", READ, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "300", "dark"]


def test_formats_that_are_left_out_are_those_that_exist(tmp_path):
    stored = Settings(tmp_path)
    assert stored.left_out() == frozenset()
    stored.set(settings.LEFT_OUT, "png,raw,nonsense")
    stored.close()
    assert Settings(tmp_path).left_out() == {"png", "raw"}


def test_every_default_may_stand_under_its_key():
    assert all(key.accepts(key.default) for key in keys())
    assert len({key.name for key in keys()}) == len(keys())


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        (settings.CARD_PX, "99999"),
        (settings.CARD_PX, "wide"),
        (settings.CARD_PX, ""),
        (settings.THEME, "purple"),
        (settings.STRICTNESS, "-1"),
    ],
)
def test_what_is_out_of_range_falls_back_to_the_default(tmp_path, key, raw):
    section, name = key.name.split("/")
    (tmp_path / "simgui.ini").write_text(f"[{section}]\n{name}={raw}\n")
    assert Settings(tmp_path).get(key) == key.default


def test_a_value_that_may_not_stand_there_is_refused(stored):
    with pytest.raises(ValueError, match="purple"):
        stored.set(settings.THEME, "purple")


def test_a_change_is_told_once(stored, qtbot):
    with qtbot.waitSignal(stored.changed) as told:
        stored.set(settings.CARD_PX, 250)
    assert told.args == [settings.CARD_PX.name]
    with qtbot.assertNotEmitted(stored.changed):
        stored.set(settings.CARD_PX, 250)


def test_a_damaged_file_gives_defaults(tmp_path):
    (tmp_path / "simgui.ini").write_bytes(b"\x00\xff[window\ncard_px==\n\xfe")
    assert Settings(tmp_path).get(settings.CARD_PX) == settings.CARD_PX.default


@pytest.mark.parametrize("text", ["", "{", "[]", '{"criteria": ["nonsense"], "folders": [7]}'])
def test_damaged_keep_rules_give_the_usual_ones(text):
    criteria, folders = read_rules(text)
    assert read_rules(write_rules(criteria, folders)) == (criteria, folders)
    assert folders == ()

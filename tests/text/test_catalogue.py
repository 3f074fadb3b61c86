"""The command line's own reader of the translations, against Qt's."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QLocale, QTranslator

from simgui import paths
from simgui.text import display, translation
from simgui.text.catalogue import Catalogue, language_of


@pytest.fixture
def german():
    translation.use(Catalogue.load("de"))
    yield
    translation.use(None)


@pytest.mark.parametrize("language", paths.languages())
def test_it_says_what_qt_says(language):
    """Every text, with every number that may take another plural form."""
    catalogue = Catalogue.load(language)
    assert catalogue.language == language
    qt = QTranslator()
    assert qt.load(str(paths.resource(f"i18n/simgui_{language}.qm")))
    wrong = []
    for context, texts in catalogue.texts.items():
        for source, forms in texts.items():
            counts = (0, 1, 2, 5, 11, 21, 99, 101, 111, 199, 201, 311) if len(forms) > 1 else (-1,)
            for count in counts:
                theirs = qt.translate(context, source, "", count)
                theirs = theirs.replace("%Ln", QLocale(language).toString(count))
                if catalogue.translate(context, source, count) != theirs:
                    wrong.append((context, source, count))
    assert wrong == []


@pytest.mark.parametrize("language", paths.languages())
@pytest.mark.parametrize("value", [0.0, 7.26, 999.0, 1234.4, 12480.0, -1234567.0])
def test_it_writes_numbers_as_qt_does(language, value):
    for digits in (0, 1, 3):
        theirs = QLocale(language).toString(value, "f", digits)
        assert Catalogue.load(language).decimal(value, digits) == theirs


def test_a_language_without_a_file_is_english():
    assert Catalogue.load("xx") == Catalogue()
    assert Catalogue().translate("Group", "%Ln copies", 3) == "3 copies"


def test_a_damaged_file_is_english(tmp_path, monkeypatch):
    broken = tmp_path / "broken.json"
    for content in ("", "[]", '{"language": 1}', json.dumps({"language": "de", "texts": {}})):
        broken.write_text(content)
        monkeypatch.setattr(paths, "resource", lambda name: broken)
        assert Catalogue.load("de") == Catalogue()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, "de"),
        ({"LC_ALL": "", "LC_MESSAGES": "de_AT", "LANG": "C"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de-CH@euro"}, "de"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_names_the_language(environment, language, monkeypatch):
    monkeypatch.setattr("simgui.text.catalogue._system_locale", lambda: "")
    assert language_of(environment, ("en", "de")) == language


def test_numbers_follow_the_language(german):
    assert display.number(12480) == "12.480"
    assert display.size(1_234_567) == "1,2 MB"
    assert display.percent(0.9961, 1) == "99,6\N{NO-BREAK SPACE}%"

"""Every text is translated, compiled, and put together as its language wants."""

from __future__ import annotations

import importlib.util
import string
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QScrollArea

from simgui import paths
from simgui.text import display, wording
from simgui.ui.platform import i18n
from tests.ui.builders import group

FOLDER = Path(paths.resource("i18n/simgui_de.ts")).parent


@pytest.fixture(scope="module")
def collect():
    spec = importlib.util.spec_from_file_location("collect_texts", FOLDER / "collect.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp, theme):
    i18n.install(qapp, "de")
    yield
    i18n.install(qapp, "en")


def test_no_text_is_missed(collect):
    texts = collect.texts()
    assert len(texts) > 400
    german = collect.known(FOLDER / "simgui_de.ts")
    assert [t for t in texts if (t.context, t.source) not in german] == []
    english = collect.known(FOLDER / "simgui_en.ts")
    plural = [t for t in texts if t.is_plural]
    assert [t for t in plural if (t.context, t.source) not in english] == []


def test_no_translation_is_left_over(collect):
    texts = {(t.context, t.source) for t in collect.texts()}
    for language in collect.LANGUAGES:
        assert set(collect.known(FOLDER / f"simgui_{language}.ts")) <= texts


def test_translations_name_the_same_fields(collect):
    def fields(text):
        return sorted(f for _, f, _, _ in string.Formatter().parse(text) if f is not None)

    wrong = [
        source
        for (_, source), forms in collect.known(FOLDER / "simgui_de.ts").items()
        for form in forms
        if fields(source) != fields(form)
    ]
    assert wrong == []


def test_plurals_have_all_forms(collect):
    for language in collect.LANGUAGES:
        known = collect.known(FOLDER / f"simgui_{language}.ts")
        plural = [t for t in collect.texts() if t.is_plural]
        forms = max(collect.plural_forms(language)) + 1
        assert all(len(known[t.context, t.source]) == forms for t in plural)


@pytest.mark.parametrize("language", paths.languages())
def test_the_compiled_files_are_those_of_their_source(language, tmp_path, request):
    source = FOLDER / f"simgui_{language}.ts"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    made = tmp_path / "made.qm"
    subprocess.run([tool, "-silent", source, "-qm", made], check=True)
    assert made.read_bytes() == source.with_suffix(".qm").read_bytes()
    collect = request.getfixturevalue("collect")
    written = source.with_suffix(".json").read_text("utf-8")
    assert written == collect.catalogue(language, collect.known(source))


def test_german_speaks_german_and_counts_in_german(german):
    assert wording.group_title(group(1, 2)) == "2 Kopien"
    assert wording.group_title(group(1, 1)) == "1 Kopie"
    assert display.number(12480) == "12.480"
    assert display.percent(0.996, 1) == "99,6\N{NO-BREAK SPACE}%"


def test_a_window_in_german_shows_no_english_button(german, opened):
    from PySide6.QtWidgets import QAbstractButton

    texts = {b.text() for b in opened.window.findChildren(QAbstractButton)}
    assert "Rückgängig" in texts
    assert not texts & {"Undo", "Compare", "Back", "Auto-select…", "Add folder", "Duplicates"}


@pytest.mark.parametrize("language", paths.languages())
def test_nothing_is_cut_off_in_the_smallest_window(language, qapp, request, album):
    i18n.install(qapp, language)
    try:
        opened = request.getfixturevalue("opened")
        smallest = opened.window.minimumSize()
        opened.window.resize(smallest)
        opened.scan(album)
        assert opened.window.minimumSizeHint().width() <= smallest.width()
        assert opened.window.minimumSizeHint().height() <= smallest.height()
        for show in (opened.window.open_rules, opened.window.open_settings):
            show()
            qapp.processEvents()
            areas = [a for a in opened.window.findChildren(QScrollArea) if a.isVisible()]
            assert areas
            for area in areas:
                assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    finally:
        i18n.install(qapp, "en")


def test_an_unknown_language_is_english(qapp):
    assert i18n.language("xx") in paths.languages()
    assert i18n.language("de") == "de"


def test_numbers_have_thousands_even_without_a_locale(qapp, theme):
    i18n.install(qapp, "en")
    assert QLocale().toString(12480) == "12,480"


def test_a_language_is_a_catalogue_that_ships(tmp_path, monkeypatch):
    catalogues = tmp_path / "resources" / "i18n"
    catalogues.mkdir(parents=True)
    (catalogues / "simgui_fr.qm").touch()
    bases = (tmp_path, *paths._bases())
    monkeypatch.setattr(paths, "_bases", lambda: bases)
    paths.languages.cache_clear()
    try:
        assert paths.languages() == ("en", "de", "fr")
        assert i18n.language("fr") == "fr"
        assert [i18n.own_name(code) for code in paths.languages()] == [
            "English",
            "Deutsch",
            "Français",
        ]
    finally:
        paths.languages.cache_clear()


def test_each_language_has_its_own_plural_forms(collect):
    """Asked of Qt before anything is translated: a new language begins with the right number."""
    assert [max(collect.plural_forms(code)) + 1 for code in ("de", "fr", "pl", "ja")] == [
        2,
        2,
        3,
        1,
    ]
    assert [collect.plural_forms("fr")[n] for n in (0, 1, 2)] == [0, 0, 1]

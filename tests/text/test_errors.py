"""Errors in the user's language, live and as the library has stored them; none bypasses that."""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import sys
from pathlib import Path

import pytest

import simgui
from simgui import paths
from simgui.core.errors import UserError, fill
from simgui.core.imaging import decode
from simgui.core.removal.movers.mover import explain
from simgui.store.database.lock import LockedError
from simgui.text import errors, translation
from simgui.text.catalogue import Catalogue

PACKAGE = Path(simgui.__file__).parent
FOLDER = Path(paths.resource("i18n/simgui_de.ts")).parent


@pytest.fixture(scope="module")
def collect():
    spec = importlib.util.spec_from_file_location("collect_texts", FOLDER / "collect.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german():
    translation.use(Catalogue.load("de"))
    yield
    translation.use(None)


def unreadable(path):
    with pytest.raises(UserError) as caught:
        decode.read(str(path), embed_px=224)
    return caught.value


def test_no_error_is_put_together_at_run_time(collect):
    """An f-string would reach the user in English, and no translator would ever see it."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            remedies = [k.value for k in node.keywords if k.arg == "remedy"]
            given = [*node.args[:1], *remedies] if name in collect.ERROR_CLASSES else []
            given += node.args if name == "marked" else []
            wrong += [
                f"{path.relative_to(PACKAGE)}:{value.lineno}: {ast.unparse(value)}"
                for value in given
                if isinstance(value, ast.JoinedStr | ast.BinOp)
                or (isinstance(value, ast.Call) and ast.unparse(value.func) != "marked")
            ]
    assert [w for w in wrong if "remedies.get(" not in w] == []


def test_an_error_is_its_template_with_values():
    error = UserError("{path} is {how}", path="/a {how}", remedy="Mend {path}.", how="{path}")
    assert str(error) == "/a {how} is {path}"
    assert error.remedy == "Mend /a {how}."
    assert fill("{unknown} stays", {"path": 1}) == "{unknown} stays"


def test_an_error_speaks_german(german, tmp_path):
    assert errors.told(LockedError("/lib", 7)) == (
        "simgui läuft bereits (Prozess 7) mit der Bibliothek in /lib. Schließen Sie es und"
        " versuchen Sie es erneut, oder wählen Sie einen anderen Bibliotheksordner."
    )
    moved = explain(OSError(errno.EACCES, os.strerror(errno.EACCES)), "/a.jpg", "moved")
    assert errors.message(moved) == "/a.jpg kann nicht verschoben werden: Zugriff verweigert"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "die Datei ist leer"),
        (b"no picture at all", "das Bildformat wird nicht unterstützt"),
    ],
)
def test_a_stored_reason_speaks_german(german, tmp_path, content, reason):
    """What the library keeps is English text: another run may have another language."""
    path = tmp_path / "can't be read: it is damaged.jpg"
    path.write_bytes(content)
    error = unreadable(path)
    assert errors.message(error) == f"{path.name} kann nicht gelesen werden: {reason}."
    (tmp_path / "plain.jpg").write_bytes(content)
    stored = str(unreadable(tmp_path / "plain.jpg"))
    assert errors.retold(stored) == f"plain.jpg kann nicht gelesen werden: {reason}."
    assert errors.reason(stored) == reason


def test_in_english_nothing_is_retold():
    assert errors.retold("x.jpg can't be read: it is empty.") == "x.jpg can't be read: it is empty."
    assert errors.reason("x.jpg can't be read: it is empty.") == "it is empty"


def test_every_template_is_found_again_in_its_text(german):
    """Each with values that look like nothing else; a translation names the same ones."""
    missed = []
    for source, forms in Catalogue.load("de").texts[errors.CONTEXT].items():
        names = sorted(set(errors._FIELD.findall(source)))
        values = {name: f"⟨{name}⟩" for name in names}
        told = errors.retold(fill(source, values))
        if source != "{why}" and told != fill(forms[0], values):
            missed.append((source, told))
    assert missed == []

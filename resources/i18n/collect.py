"""Brings the .ts files up to date with the program's texts and compiles them.

    python resources/i18n/collect.py [NEW LANGUAGE]

A language is a .ts file: give a new one's two-letter code to begin it.

lupdate's reader of Python does not know plurals (`translate(context, text, "", n)`), so the texts
are found by Python's own parser; what it writes is what Qt Linguist edits and lrelease compiles.
English has entries for its plurals alone: all else is shown as it stands in the program.

The command line has no Qt: it reads the same texts from a JSON file beside the compiled one, see
`simgui/text/catalogue.py`.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent.parent / "simgui"
LANGUAGES = tuple(sorted(path.stem.partition("_")[2] for path in HERE.glob("simgui_*.ts")))
# A painter has a `translate`, too.
_NAMES = frozenset({"translate", "translation.translate"})
_MOST_FORMS = 6  # Arabic has as many (Unicode CLDR)
_COUNTED = 200  # numbers whose plural form is asked of Qt; every rule repeats after 199


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text of the program."""

    context: str
    source: str
    is_plural: bool


def texts(package: Path = PACKAGE) -> list[Text]:
    """Every text given to `translate` or to an error, in the order of context and text.

    Raises:
        ValueError: A text is put together at run time, so that no translation could find it.
    """
    found = set()
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found.update(Text(ERRORS, template, is_plural=False) for template in _templates(tree))
        for call in _calls(tree):
            words = [a.value if isinstance(a, ast.Constant) else None for a in call.args[:2]]
            if len(words) < 2 or not all(isinstance(w, str) for w in words):
                raise ValueError(f"{path.name}:{call.lineno}: the text is no plain string")
            found.add(Text(str(words[0]), str(words[1]), len(call.args) > 3))
    return sorted(found)


def _templates(tree: ast.AST) -> Iterator[str]:
    """What errors say and advise, and the texts marked to become part of an error."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name == "marked":
            given = list(node.args)
        elif name in ERROR_CLASSES:
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "remedy")]
        else:
            continue
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value


def _error_classes() -> frozenset[str]:
    """Names of the classes whose first argument is a template: UserError's and those below it."""
    bases = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    found = {"UserError"}
    while True:
        more = {name for name, own in bases.items() if own & found} - found
        if not more:
            return frozenset(found)
        found |= more


ERRORS = "Error"
"""The context of what errors say."""
ERROR_CLASSES = _error_classes()


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _NAMES:
            yield node


def known(path: Path) -> dict[tuple[str, str], list[str]]:
    """The finished translations of a .ts file; plurals have several forms."""
    found: dict[tuple[str, str], list[str]] = {}
    if not path.exists():
        return found
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                continue
            forms = [f.text or "" for f in translation.iter("numerusform")]
            found[name, message.findtext("source", "")] = forms or [translation.text or ""]
    return found


def tree(language: str, wanted: list[Text], have: dict[tuple[str, str], list[str]]) -> ET.Element:
    """A .ts file with these texts and what is known of them."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for text in wanted:
        if language == "en" and not text.is_plural:
            continue
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        message = ET.SubElement(contexts[text.context], "message")
        if text.is_plural:
            message.set("numerus", "yes")
        ET.SubElement(message, "source").text = text.source
        translation = ET.SubElement(message, "translation")
        forms = have.get((text.context, text.source), [])
        if not forms:
            translation.set("type", "unfinished")
        if text.is_plural:
            for form in forms or [""] * (max(plural_forms(language)) + 1):
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
    return root


@cache
def plural_forms(language: str) -> tuple[int, ...]:
    """Which of a language's plural forms each number from 0 to 199 takes, asked of Qt.

    Args:
        language: Two letters.
    """
    from PySide6.QtCore import QTranslator

    text = Text("Plural", "%n", is_plural=True)
    root = tree(language, [text], {("Plural", "%n"): [str(form) for form in range(_MOST_FORMS)]})
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"plural_{language}.ts"
        compiled = source.with_suffix(".qm")
        source.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
        compile_texts(source, compiled, is_quiet=True)
        translator = QTranslator()
        translator.load(str(compiled))
        return tuple(int(translator.translate("Plural", "%n", "", n)) for n in range(_COUNTED))


def catalogue(language: str, have: dict[tuple[str, str], list[str]]) -> str:
    """The JSON file that is read where there is no Qt."""
    from PySide6.QtCore import QLocale

    contexts: dict[str, dict[str, list[str]]] = {}
    for (context, source), forms in sorted(have.items()):
        contexts.setdefault(context, {})[source] = forms
    numbers = QLocale(language)
    value = {
        "language": language,
        "decimal_point": numbers.decimalPoint(),
        "group_separator": numbers.groupSeparator(),
        "plural_forms": "".join(map(str, plural_forms(language))),
        "texts": contexts,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def compile_texts(source: Path, compiled: Path, *, is_quiet: bool = False) -> None:
    """Have Qt compile a .ts file; quiet about surplus plural forms if asked."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    told = subprocess.DEVNULL if is_quiet else None
    subprocess.run([tool, "-silent", source, "-qm", compiled], check=True, stderr=told, stdout=told)


def main() -> int:
    """Write and compile all languages.

    Returns:
        0, or 1 if a text has no translation yet.
    """
    wanted = texts()
    missing = 0
    for language in sorted({*LANGUAGES, *sys.argv[1:]}):
        path = HERE / f"simgui_{language}.ts"
        root = tree(language, wanted, known(path))
        ET.indent(root)
        body = ET.tostring(root, encoding="unicode")
        path.write_text(
            f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8"
        )
        missing += body.count('type="unfinished"')
        compile_texts(path, path.with_suffix(".qm"))
        path.with_suffix(".json").write_text(catalogue(language, known(path)), encoding="utf-8")
    print(f"{len(wanted)} texts, {missing} without a translation")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())

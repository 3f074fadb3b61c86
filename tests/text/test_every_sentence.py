"""Every sentence for people goes through the translation: none stands bare in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import simgui

PACKAGE = Path(simgui.__file__).parent

SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}")
"""Two words with a space between them."""
WORD = re.compile(r"[^\W\d_]{2,}")
UNITS = frozenset({"kB", "MB", "GB", "TB", "px", "min", "ms"})

TRANSLATED = frozenset({"translate", "marked"})
FOR_DEVELOPERS = frozenset(
    {
        *("debug", "info", "warning", "error", "exception", "critical", "log"),  # the log file
        *("compile", "execute", "executemany", "one", "rows", "query"),  # patterns and SQL
        *("getLogger", "connect", "find", "startswith", "endswith", "encode", "property"),
    }
)
"""Functions whose texts nobody sees in the window or the terminal."""
BUGS = frozenset(
    {
        *("ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError", "IndexError"),
        *("NotImplementedError", "LookupError", "AttributeError"),
    }
)
"""What is raised with these is caught, or a bug that the crash report shows as it is."""
SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|PRAGMA|WITH|ALTER|BEGIN|ATTACH|FROM|WHERE|JOIN"
    r"|ORDER|AND|ON|LEFT|GROUP|VALUES|SET|UNION|LIMIT|VACUUM|ANALYZE|id INTEGER)\b"
)


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def error_classes() -> set[str]:
    """UserError and all below it: their texts are templates, which test_errors looks after."""
    bases: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    found = {"UserError"}
    while more := {name for name, own in bases.items() if own & found} - found:
        found |= more
    return found


ERRORS = error_classes()


def bare(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every literal that is neither translated nor for developers."""
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return  # a docstring
    if isinstance(tree, ast.Call):
        name = _name(tree)
        if name in TRANSLATED | FOR_DEVELOPERS | BUGS:
            return
        if name in ERRORS:
            for keyword in tree.keywords:
                if keyword.arg != "remedy":
                    yield from bare(keyword.value)
            return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.lineno, tree.value
    for child in ast.iter_child_nodes(tree):
        yield from bare(child)


def modules(*parts: str) -> list[Path]:
    found = [path for part in parts for path in (PACKAGE / part).rglob("*.py")]
    return sorted(found)


def sentences(paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in paths
        for line, text in bare(ast.parse(path.read_text("utf-8")))
        if SENTENCE.search(text) and not SQL.match(text)
    ]


NO_SENTENCES = {
    "cli/help_text.py": "argparse's own words, by which their translations are found",
    "core/files/access.py": "names of attributes",
    "core/files/scan.py": "names of folders",
    "core/imaging/decode.py": "words that decoders say",
    "core/intake/reversal.py": "the name of a file",
    "core/removal/sidecar.py": "XML",
    "store": "SQL",
    "ui/dates.py": "Qt's date formats",
    "ui/settings_page/scan_section.py": "a format's own name",
    "ui/widgets/stylesheet.py": "Qt's style sheet",
    "startup.py": "a pattern",
}
"""Where literals with spaces that are left are something else."""
STORE_SENTENCE = re.compile(r"^[A-Z{][^()=?]*[.!]$")


def is_excused(found: str) -> bool:
    """Whether a literal is no sentence for people."""
    place, _, text = found.split(":", 2)
    if place.startswith("cli/parser.py"):
        return text.lstrip().startswith("simgui ")  # an example
    known = next((part for part in NO_SENTENCES if place.startswith(part)), None)
    return known is not None and not (known == "store" and STORE_SENTENCE.match(text.strip()))


def test_no_sentence_bypasses_the_translation():
    paths = [
        *modules("core", "store", "engine", "text", "cli", "ui"),
        *(PACKAGE / name for name in ("__main__.py", "app.py", "startup.py")),
    ]
    assert [found for found in sentences(paths) if not is_excused(found)] == []


NO_WORDS = (": .part",)
"""The end of a temporary file's name."""
SHOWN_BY = frozenset({"print", "tell", "setText", "setToolTip", "setTitle", "setWindowTitle"})
SHOWN_BY_UI = frozenset({"setAccessibleName", "setAccessibleDescription", "setPlaceholderText"})


@pytest.mark.parametrize("part", ["cli", "ui"])
def test_not_even_a_word_is_shown_untranslated(part):
    """Of what is printed, told, set on a widget or put into a line of a report."""
    wrong = []
    for path in modules(part):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            shown: list[ast.AST] = []
            if isinstance(node, ast.Call) and _name(node) in SHOWN_BY | SHOWN_BY_UI:
                shown = list(node.args)
            elif isinstance(node, ast.JoinedStr) and part == "cli":
                shown = [value for value in node.values if isinstance(value, ast.Constant)]
            wrong += [
                f"{path.relative_to(PACKAGE)}:{line}: {text}"
                for value in shown
                for line, text in bare(value)
                if WORD.search(text) and text not in UNITS and text != "simgui"
            ]
    assert [found for found in wrong if not found.endswith(NO_WORDS)] == []


@pytest.mark.parametrize(
    "source",
    [
        'def f(x):\n    print("Nothing was moved.")',
        'def f(x):\n    return f"{x} can not be read"',
        'WORDS = {1: "the same file"}',
        'def f(x):\n    raise UserError("{why} is wrong", why="a bad day")',
        'button.setText("Move to the trash")',
    ],
)
def test_a_bare_sentence_is_found(source):
    assert any(SENTENCE.search(text) for _, text in bare(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        'def f(x):\n    """A docstring, which nobody is shown."""',
        'raise UserError("{path} can not be read", path=p, remedy="Try again later.")',
        'translate("Context", "A sentence for people.")',
        '_LOG.info("for the log %s only", x)',
    ],
)
def test_what_is_translated_or_for_developers_is_not(source):
    assert not any(SENTENCE.search(text) for _, text in bare(ast.parse(source)))

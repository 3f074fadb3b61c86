"""The shape of the house: sizes a reader can hold in mind, and a map that leads somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import simgui

PROJECT = Path(simgui.__file__).resolve().parents[1]
PACKAGE = PROJECT / "simgui"
CONTRIBUTING = PROJECT / ".github" / "CONTRIBUTING.md"

MAX_MODULE_LINES = 400
MAX_MODULES = 15
MAX_FUNCTION_LINES = 60


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def trained_with() -> list[Path]:
    """The programs that train, make data and judge."""
    return sorted((PROJECT / "models").glob("*.py"))


def functions() -> Iterator[tuple[str, int]]:
    for path in [*modules(), *trained_with()]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(PROJECT)}: {node.name}", lines


def test_no_module_is_longer_than_a_reader_holds_in_mind():
    paths = [*modules(), *trained_with()]
    lines = {str(p.relative_to(PROJECT)): p.read_text("utf-8").count("\n") for p in paths}
    assert {name for name, count in lines.items() if count > MAX_MODULE_LINES} == set()


def test_no_package_has_more_modules_than_fit_on_a_screen():
    counts: dict[str, int] = {}
    for path in modules():
        if path.name != "__init__.py":
            package = str(path.parent.relative_to(PROJECT))
            counts[package] = counts.get(package, 0) + 1
    assert {name: count for name, count in counts.items() if count > MAX_MODULES} == {}


def test_no_function_is_longer_than_a_screen():
    assert {name for name, lines in functions() if lines > MAX_FUNCTION_LINES} == set()


def test_every_package_is_in_the_wheel():
    listed = re.search(
        r"^packages = \[([^\]]*)\]", (PROJECT / "pyproject.toml").read_text("utf-8"), re.M
    )
    assert listed is not None
    names = set(re.findall(r'"([\w.]+)"', listed[1])) - {"simgui.shipped"}
    packages = {
        str(path.parent.relative_to(PROJECT)).replace("/", ".")
        for path in PACKAGE.rglob("__init__.py")
    }
    assert names == packages


def test_the_map_for_contributors_leads_somewhere():
    text = CONTRIBUTING.read_text(encoding="utf-8")
    named = re.findall(r"`((?:simgui|tests|resources|models)/[\w/.]+)`", text)
    assert len(named) > 15
    assert [name for name in named if not (PROJECT / name).exists()] == []


def unexplained(path: Path) -> Iterator[str]:
    """Constants made of numbers without a word on their unit or source.

    The word stands behind the constant, below it, or above it or the block it begins.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    body = ast.parse("\n".join(lines)).body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        names = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]
        values = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant)]
        if not all(n.lstrip("_").isupper() for n in names) or not any(
            type(value) in (int, float) for value in values
        ):
            continue
        is_told_below = isinstance(following, ast.Expr) and isinstance(
            following.value, ast.Constant
        )
        above = node.lineno - 2
        while above >= 0 and " = " in lines[above] and not lines[above].startswith("#"):
            above -= 1
        is_told = (
            is_told_below
            or any("#" in line for line in lines[node.lineno - 1 : node.end_lineno])
            or (above >= 0 and lines[above].startswith("#"))
        )
        if not is_told and "copy_score.Verdict" not in ast.unparse(node.value):
            yield f"{path.relative_to(PROJECT)}:{node.lineno}: {lines[node.lineno - 1]}"


def test_every_number_says_its_unit_or_source():
    found = [line for path in modules() for line in unexplained(path)]
    assert [line for line in found if "schema.py" not in line] == []


ONE_MEANING = frozenset({"Finding", "Opened", "Reader", "Row", "Section", "Index"})


def test_a_name_means_one_thing():
    """Names that had two meanings each have one now."""
    found: dict[str, set[str]] = {}
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [node.name] if isinstance(node, ast.ClassDef) else []
            if isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            for name in names:
                found.setdefault(name.lstrip("_"), set()).add(str(path.relative_to(PROJECT)))
    assert {name: found[name] for name in ONE_MEANING & found.keys() if len(found[name]) > 1} == {}

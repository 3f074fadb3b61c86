"""The wheel, built from a copy of the checkout and installed where the checkout is out of sight.

Needs no network: the build uses this environment's setuptools and the installed program this
environment's libraries.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import simgui
from tests.core import pictures

ROOT = Path(simgui.__file__).resolve().parent.parent
SHIPPED = "simgui/shipped/"


def run(*command, cwd, **environment):
    return subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def pip(*arguments, cwd):
    result = run(sys.executable, "-m", "pip", "--no-input", *arguments, cwd=cwd)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in ("simgui", "models", "resources"):
        without = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, source / name, ignore=without)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", folder, source, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The `simgui` program of an environment that holds the wheel and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    made = run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=folder)
    assert made.returncode == 0, made.stderr
    scheme = {"base": str(environment), "platbase": str(environment)}
    place = Path(sysconfig.get_path("purelib", "venv", scheme))
    # A folder in a .pth file is searched for modules, but its own .pth files, among them that of
    # an editable simgui, are not obeyed.
    (place / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    programs = Path(sysconfig.get_path("scripts", "venv", scheme))
    python = programs / f"python{sysconfig.get_config_var('EXE')}"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return programs / f"simgui{sysconfig.get_config_var('EXE')}"


def files_below(folder, pattern="**/*"):
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_module_of_the_package_is_in_the_wheel(names):
    assert files_below("simgui", "**/*.py") <= names


def test_network_and_resources_are_in_the_wheel(names):
    sources = files_below("resources", "i18n/*.py") | files_below("resources", "i18n/*.ts")
    for system in ("linux", "macos", "windows"):  # what the installers are made of
        sources |= files_below(f"resources/{system}")
    pictures_of_readme = files_below("resources", "screenshots/*")
    assert pictures_of_readme
    wanted = files_below("resources") - sources - pictures_of_readme
    for pattern in ("*.onnx", "*.json", "*.npy"):
        wanted |= files_below("models", pattern)
    assert {SHIPPED + name for name in wanted} <= names
    assert files_below("simgui", "**/*.json") <= names  # the weights of the copy score
    assert not {SHIPPED + name for name in pictures_of_readme} & names


def test_tests_and_the_tools_that_trained_the_network_stay_out(names):
    code = {name for name in names if name.endswith(".py")}
    assert code == files_below("simgui", "**/*.py")
    assert {name.split("/")[0] for name in names} == {
        "simgui",
        f"simgui-{simgui.__version__}.dist-info",
    }


def test_every_dependency_is_asked_for(wheel, names):
    (metadata,) = (name for name in names if name.endswith("METADATA"))
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(metadata).decode()
    with open(ROOT / "pyproject.toml", "rb") as file:
        dependencies = tomllib.load(file)["project"]["dependencies"]
    required = [
        line
        for line in text.splitlines()
        if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]
    assert len(required) == len(dependencies)


def test_the_installed_program_tells_its_version(installed, tmp_path):
    result = run(installed, "--version", cwd=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        f"simgui {simgui.__version__}\n",
        "",
    )


def test_the_installed_program_explains_itself(installed, tmp_path):
    result = run(installed, "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "simgui scan" in result.stdout


def test_the_installed_program_runs_from_its_own_files(installed, tmp_path):
    python = installed.parent / f"python{sysconfig.get_config_var('EXE')}"
    code = "from simgui import paths; print(paths.__file__, paths.resource('icons/simgui.svg'))"
    result = run(python, "-Ic", code, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    for path in result.stdout.split():
        assert Path(path).is_relative_to(installed.parent.parent)


def test_the_installed_program_finds_copies(installed, tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(4):
        pictures.save_jpeg(folder / f"{seed}.jpg", pictures.photo(seed, (640, 480)))
    shutil.copy(folder / "2.jpg", folder / "again.jpg")
    result = run(
        installed, "scan", folder, "--json", "-", cwd=tmp_path, SIMGUI_HOME=str(tmp_path / "home")
    )
    assert result.returncode == 0, result.stderr
    (group,) = json.loads(result.stdout)["groups"]
    assert group["tier"] == "identical"
    assert {Path(photo["path"]).name for photo in group["photos"]} == {"2.jpg", "again.jpg"}

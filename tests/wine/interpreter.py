"""A Python 3.11 of Windows with simgui's libraries, put together from what PyPI has.

python.org is out of reach of most build machines, but panda3d's wheel for Windows carries the real
python311.dll and its extension modules. The standard library is that of the Python that runs this.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

from tests.wine import shims
from tests.wine.system import System, say

VERSION = (3, 11)
CARRIER = "panda3d==1.10.16"
ROOT = Path(__file__).resolve().parents[2]

# hnswlib has no wheels; this is the same module under another name of a distribution.
INSTEAD = {
    "hnswlib": "chroma-hnswlib==0.7.6",
    # OpenCV 5 needs a thread pool of Windows that Wine has not.
    "opencv-python-headless": "opencv-python-headless==4.12.0.88",
}
# What is asked for on Windows alone: pip looks at the system it runs on instead.
BESIDE = ("colorama", "pytest", "pytest-timeout", "hypothesis", "onnx", "setuptools")

LAUNCHER = """
#include <windows.h>
typedef int (*main_t)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
  HMODULE library = LoadLibraryW(L"python311.dll");
  main_t run = library ? (main_t)GetProcAddress(library, "Py_Main") : 0;
  return run ? run(argc, argv) : 99;
}
"""


def make(system: System) -> None:
    """Put the interpreter and its libraries together unless an earlier run did."""
    python = system.drive / "python"
    if not system.is_made("python"):
        say("a Python for Windows")
        shutil.rmtree(python, ignore_errors=True)
        _unpack_carrier(system, python)
        _copy_standard_library(python / "Lib")
        system.made("python")
    wanted = _requirements()
    stamp = system.folder / "libraries.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(wanted):
        say("its libraries")
        packages = python / "Lib" / "site-packages"
        shutil.rmtree(packages, ignore_errors=True)
        _pip("install", "--target", packages, *wanted)
        _finish(system, python, packages)
        stamp.write_text("\n".join(wanted))


def _requirements() -> list[str]:
    with open(ROOT / "pyproject.toml", "rb") as file:
        lines = tomllib.load(file)["project"]["dependencies"]
    wanted = []
    for line in lines:
        name = next((n for n in INSTEAD if line.startswith(n)), "")
        wanted.append(INSTEAD[name] if name else line)
    return [*wanted, *BESIDE]


def _pip(command: str, *arguments: str | Path) -> None:
    platform = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    words = [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check"]
    words += [*platform, "--only-binary", ":all:", *map(str, arguments)]
    if subprocess.run(words).returncode:
        raise SystemExit(1)


def _unpack_carrier(system: System, python: Path) -> None:
    downloads = system.folder / "downloads"
    _pip("download", "--no-deps", "--dest", downloads, CARRIER)
    (wheel,) = downloads.glob("panda3d-*.whl")
    (python / "DLLs").mkdir(parents=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs" or file.name.startswith("api-ms-"):
                continue
            is_core = file.name.lower() in ("python311.dll", "vcruntime140.dll")
            target = python if is_core else python / "DLLs"
            (target / file.name).write_bytes(archive.read(name))
    shims.compile_program(system, "python.exe", LAUNCHER, "-municode")
    shims.forward_stable_interface(system)


def _copy_standard_library(target: Path) -> None:
    unwanted = shutil.ignore_patterns("site-packages", "__pycache__", "test", "lib-dynload", "*.so")
    shutil.copytree(sysconfig.get_path("stdlib"), target, ignore=unwanted)


def _finish(system: System, python: Path, packages: Path) -> None:
    # Of the C++ library of Visual Studio, which every Windows has once a program installed it.
    for name in ("msvcp140", "msvcp140_1", "msvcp140_2", "vcruntime140_1"):
        shutil.copy(packages / "PySide6" / f"{name}.dll", python)
    with open(packages / "cv2" / "__init__.py", "a", encoding="utf-8") as file:
        # OpenCV's threads wait for a wake-up that Wine does not deliver.
        file.write("\nsetNumThreads(1)\n")
    shims.complex_functions(system, packages)
    shims.encodings(system)

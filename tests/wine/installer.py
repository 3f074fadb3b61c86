"""The installer with a real program in it: compiled, installed silently, tried, removed.

PyInstaller makes programs only for the system it runs on. What is installed here is the same
program in other clothes: Python with simgui and its libraries in _internal, and two small programs
that start it. The release has what PyInstaller makes on Windows.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import simgui
from tests.wine import shims
from tests.wine.interpreter import ROOT
from tests.wine.system import System, say

# Beside what imports it at all, of Qt: what PyInstaller would bring.
QT_MODULES = "QtCore QtGui QtWidgets QtSvg"
QT_PLUGINS = "platforms styles imageformats iconengines"
NOT_INSTALLED = (
    r"_?pytest\w*|hypothesis|_hypothesis\w*|onnx|ml_dtypes|google|pip|pygments|iniconfig|pluggy"
    r"|sortedcontainers|setuptools|_distutils_hack|distutils-precedence.pth|pkg_resources|bin|py.py"
    r"|.*\.dist-info"
)

STARTER = r"""
#include <windows.h>
#include <wchar.h>
typedef int (*main_t)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
  static wchar_t home[32768], path[32800], *words[4096];
  GetModuleFileNameW(0, home, 32700);
  *wcsrchr(home, L'\\') = 0;
  wcscat(home, L"\\_internal");
  SetEnvironmentVariableW(L"PYTHONHOME", home);
  SetDllDirectoryW(home);
  wcscpy(path, home);
  wcscat(path, L"\\python311.dll");
  HMODULE library = LoadLibraryW(path);
  main_t run = library ? (main_t)GetProcAddress(library, "Py_Main") : 0;
  if (!run || argc > 4000) return 99;
  words[0] = argv[0];
  words[1] = L"-c";
  words[2] = L"from simgui.__main__ import main; main()";
  for (int i = 1; i < argc; i++) words[i + 2] = argv[i];
  return run(argc + 2, words);
}
"""

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\simgui"
VERBS = [
    rf"HKCU\Software\Classes\{kind}\shell\simgui"
    for kind in ("Directory", "Drive", r"SystemFileAssociations\image")
]
PROGRAM = r"C:\users\root\AppData\Local\Programs\simgui"


def run(system: System) -> bool:
    """Compile, install, try, remove; print what was found."""
    payload = system.folder / "payload"
    _gather(system, payload)
    setup = system.drive / f"simgui-{simgui.__version__}-setup.exe"
    say("compiling the installer")
    inside = system.root / "payload"
    shutil.rmtree(inside, ignore_errors=True)
    payload.rename(inside)
    shutil.copy(ROOT / "resources" / "windows" / "setup.nsi", system.root / "tmp")
    defined = {
        "VERSION": simgui.__version__,
        "SOURCE": "/payload",
        "OUTPUT": "/" + str(setup.relative_to(system.root)),
        "STUB": "amd64-unicode",
        "QUICK": "1",
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    system.inside("makensis", "-V2", "-WX", *words, "/tmp/setup.nsi")
    unpacked = sum(path.stat().st_size for path in inside.rglob("*") if path.is_file())
    size = setup.stat().st_size / 1e6
    print(f"installer: {size:.0f} MB by zlib (the release has lzma), {unpacked / 1e6:.0f} unpacked")
    shutil.rmtree(inside)
    problems = [*_install(system, setup), *_try(system), *_remove(system)]
    setup.unlink()
    for problem in problems:
        print(f"PROBLEM {problem}")
    return not problems


def _gather(system: System, payload: Path) -> None:
    """What the installer installs: simgui.exe, simgui-cli.exe and _internal."""
    shutil.rmtree(payload, ignore_errors=True)
    python = system.drive / "python"
    inner = payload / "_internal"

    def unwanted(folder: str, names: list[str]) -> set[str]:
        found = {name for name in names if name == "__pycache__" or name.endswith(".pyi")}
        if Path(folder).name == "site-packages":
            found |= {name for name in names if re.fullmatch(NOT_INSTALLED, name)}
        if Path(folder).name == "PySide6":
            found |= {name for name in names if not _is_used_of_qt(name)}
        if Path(folder).name == "plugins":
            found |= set(names) - set(QT_PLUGINS.split())
        return found

    shutil.copytree(python, inner, ignore=unwanted)
    packages = inner / "Lib" / "site-packages"
    without = ["__pycache__", "*.ts", "linux", "macos", "windows", "screenshots"]
    for name, more in (("simgui", ()), ("models", ("*.py",)), ("resources", ("*.py",))):
        ignored = shutil.ignore_patterns(*without, *more)
        shutil.copytree(ROOT / name, packages / name, ignore=ignored)
    for name in ("simgui.exe", "simgui-cli.exe"):
        windowed = ["-mwindows"] if name == "simgui.exe" else []
        shims.compile_program(system, name, STARTER, "-municode", *windowed)
        (python / name).rename(payload / name)


def _is_used_of_qt(name: str) -> bool:
    used = "|".join(module.removeprefix("Qt") for module in QT_MODULES.split())
    if not re.match(r"Qt|[a-z]*(exe)$", name) or "." not in name:
        return not name.endswith(".exe") and name not in ("qml", "include", "typesystems", "glue")
    return re.fullmatch(rf"Qt6?({used})\.(dll|pyd)", name) is not None


def _install(system: System, setup: Path) -> list[str]:
    done = system.windows(f"C:\\{setup.name}", "/S", timeout=1200)
    problems = [f"the installer ended with {done.returncode}"] if done.returncode else []
    folder = _as_path(system, PROGRAM)
    for name in ("simgui.exe", "simgui-cli.exe", "uninstall.exe", "_internal/python311.dll"):
        if not (folder / name).is_file():
            problems.append(f"{name} was not installed")
    if not list(system.drive.glob("users/root/AppData/Roaming/**/simgui.lnk")):
        problems.append("there is no entry in the Start menu")
    version = _registered(system, UNINSTALL, "DisplayVersion")
    if version != simgui.__version__:
        problems.append(f"the list of programs says version {version}")
    size = _registered(system, UNINSTALL, "EstimatedSize")
    print(f"installed: version {version}, EstimatedSize {int(size or '0', 16) / 1024:.0f} MB")
    for key in VERBS:
        command = _registered(system, rf"{key}\command", "")
        if command != rf'"{PROGRAM}\simgui.exe" "%1"'.replace(r"C:\users\root", _home(command)):
            problems.append(f"{key} starts {command}")
    return problems


def _home(command: str) -> str:
    """The home folder in the letters that Windows has it in."""
    found = re.match(r'"(C:\\users\\[^\\]+)', command, re.IGNORECASE)
    return found[1] if found else ""


def _try(system: System) -> list[str]:
    problems = []
    program = rf"{PROGRAM}\simgui-cli.exe"
    version = system.windows(program, "--version")
    if version.stdout.strip() != f"simgui {simgui.__version__}":
        problems.append(f"--version says {version.stdout!r}")
    test = system.windows(program, "--selftest")
    print("".join(f"  {line}\n" for line in test.stdout.splitlines()), end="")
    if test.returncode:
        problems.append(f"its self-test ended with {test.returncode}")
    return problems


def _remove(system: System) -> list[str]:
    """The library and the settings stay: a silent removal asks nobody."""
    library = system.drive / "users" / "root" / "AppData" / "Local" / "simgui"
    library.mkdir(parents=True, exist_ok=True)
    (library / "library.db").write_bytes(b"decisions")
    # With _? it removes itself in place and is waited for, instead of from a copy.
    system.windows(rf"{PROGRAM}\uninstall.exe", "/S", rf"_?={PROGRAM}", timeout=600)
    left = [p for p in _as_path(system, PROGRAM).rglob("*") if p.name != "uninstall.exe"]
    problems = [f"left behind: {path.name}" for path in left]
    problems += [f"left behind: {k}" for k in (UNINSTALL, *VERBS) if _registered(system, k, None)]
    if list(system.drive.glob("users/root/AppData/Roaming/**/simgui.lnk")):
        problems.append("left behind: the entry in the Start menu")
    if not (library / "library.db").exists():
        problems.append("a silent removal took the library")
    shutil.rmtree(library)
    return problems


def _as_path(system: System, place: str) -> Path:
    return system.drive.joinpath(*place.split("\\")[1:])


def _registered(system: System, key: str, name: str | None) -> str:
    """A value in the registry, the whole key for None, empty if it is not there."""
    which = [] if name is None else ["/ve"] if name == "" else ["/v", name]
    done = system.windows("reg", "query", key, *which)
    if done.returncode:
        return ""
    if name is None:
        return done.stdout
    found = re.search(r"REG_(?:SZ|DWORD)\s+(.*)", done.stdout)
    return found[1].strip() if found else ""

"""simgui on Windows, tried under Wine: a Windows Python with every library, made from nothing.

    python -m tests.wine                      all of it: minutes to build, then an hour or more
    python -m tests.wine selftest scan        parts: selftest, scan, tests, installer
    python -m tests.wine tests --tests tests/store

Needs root, debootstrap, Python 3.11 with pip, 6 GB, and a way to Debian's packages and to PyPI.
What it makes is kept in build/wine (or --cache FOLDER); the checkout is copied in at each run.
Prints what was found; ends with 1 if anything failed.

Wine is no Windows: what passes here may fail there, and what only Wine lacks is listed in gaps.py.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.wine import installer, interpreter, scanning, suite
from tests.wine.system import System, say

ROOT = Path(__file__).resolve().parents[2]
TESTS = ("tests/store", "tests/core", "tests/engine", "tests/cli")


def _selftest(system: System, options: argparse.Namespace) -> bool:
    """The program's own test, its window painted off screen."""
    done = system.python("-m", "simgui", "--selftest", timeout=600)
    print(done.stdout.strip())
    return done.returncode == 0


def _scan(system: System, options: argparse.Namespace) -> bool:
    return scanning.run(system)


def _tests(system: System, options: argparse.Namespace) -> bool:
    return suite.run(system, options.tests)


def _installer(system: System, options: argparse.Namespace) -> bool:
    return installer.run(system)


PARTS: dict[str, Callable[[System, argparse.Namespace], bool]] = {
    "selftest": _selftest,
    "scan": _scan,
    "installer": _installer,
    "tests": _tests,
}


def main() -> int:
    """Build what is missing and run the parts that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[], metavar="PART")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "wine", metavar="FOLDER")
    parser.add_argument("--tests", nargs="+", default=TESTS, metavar="PATH")
    options = parser.parse_args()
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        say("this needs root and debootstrap")
        return 2
    if sys.version_info[:2] != interpreter.VERSION:
        say("run this with Python 3.11: Windows gets the standard library of the one that runs it")
        return 2
    system = System(options.cache)
    system.make()
    interpreter.make(system)
    failed = []
    with system.running():
        system.copy_checkout(ROOT)
        for name in options.parts or PARTS:
            begun = time.monotonic()
            is_good = PARTS[name](system, options)
            print(f"{name}: {'passed' if is_good else 'FAILED'}", end="")
            print(f" ({time.monotonic() - begun:.0f} s)", flush=True)
            failed += [] if is_good else [name]
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The window opens before anything is loaded that only a scan needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("numpy", "onnxruntime", "hnswlib", "PIL", "ssl", "http.client")


def test_the_window_loads_nothing_slow_before_it_is_painted():
    code = (
        "import sys, simgui.app, simgui.ui.window_host\n"
        f"print(*(m for m in {SLOW!r} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_source_of_what_is_imported_later_is_not_read():
    code = (
        "import linecache, PySide6.QtCore\n"
        "import csv\n"
        "from simgui.app import import_plainly\n"
        "import_plainly()\n"
        "import PySide6.QtWidgets, wave\n"
        "read = [name.rpartition('/')[2] for name in linecache.cache]\n"
        "print('csv.py' in read, 'wave.py' in read)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.split()
    if first == "False":
        pytest.skip("this PySide reads no source")
    assert second == "False"

"""The window opens before anything is loaded that only a scan needs."""

from __future__ import annotations

import subprocess
import sys

SLOW = ("numpy", "onnxruntime", "hnswlib", "PIL", "ssl", "http.client")


def test_the_window_loads_nothing_slow_before_it_is_painted():
    code = (
        "import sys, simgui.app, simgui.ui.shell\n"
        f"print(*(m for m in {SLOW!r} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []

"""A screen reader reads a group, marks copies, and hears what has changed: on a bus of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_TOOLS = ("dbus-run-session", "gdbus", "xvfb-run")
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_SECONDS = 240

_MISSING = [tool for tool in _TOOLS if shutil.which(tool) is None]
if not _SERVICE.exists():
    _MISSING.append("at-spi2-core")


@pytest.mark.skipif(bool(_MISSING), reason=f"a session bus with AT-SPI needs {_MISSING}")
def test_a_screen_reader_reads_a_review_and_hears_what_a_button_did(scanned, tmp_path):
    home = Path(shutil.copytree(scanned, tmp_path / "home"))
    with tempfile.TemporaryDirectory() as runtime:  # its sockets want a short path
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": runtime,
            "SIMGUI_HOME": str(tmp_path / "own"),
        }
        display = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24"]
        reader = [sys.executable, "-m", "tests.ui.screen_reader", str(home)]
        said = subprocess.run(
            ["dbus-run-session", "--", *display, *reader],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    assert said.returncode == 0, said.stderr[-3000:]
    groups, before, after = (json.loads(line) for line in said.stdout.splitlines()[-3:])
    assert len(groups) > 2
    assert all("of one photo" in group or "in a burst" in group for group in groups)
    assert sum("to keep" in photo for photo in before) == 1
    assert not any("marked for the trash" in photo for photo in before)
    assert sum("marked for the trash" in photo for photo in after) == len(before) - 1
    for number, photo in enumerate(before, start=1):
        assert photo.endswith(f"{number} of {len(before)}")

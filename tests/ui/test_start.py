"""The window opens before anything is loaded that only a scan needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from simgui import startup

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
        "from simgui.startup import restore_builtin_import\n"
        "restore_builtin_import()\n"
        "import PySide6.QtWidgets, wave\n"
        "read = [name.rpartition('/')[2] for name in linecache.cache]\n"
        "print('csv.py' in read, 'wave.py' in read)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.split()
    if first == "False":
        pytest.skip("this PySide reads no source")
    assert second == "False"


def run(*arguments, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    clean.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "simgui", *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":7777"}, {"WAYLAND_DISPLAY": "nowhere"}])
def test_without_a_display_it_says_one_sentence_and_what_works(display, tmp_path):
    done = run(SIMGUI_HOME=str(tmp_path), **display)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "display" in line
    assert "simgui scan" in line


@pytest.mark.parametrize("option", ["--no-such-option", "-x", "--apply"])
def test_an_unknown_option_is_an_error_and_no_window(option, tmp_path):
    done = run(option, SIMGUI_HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 2
    assert option in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_system_library_is_named_with_its_package(monkeypatch):
    complaint = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(startup, "_load_x11_plugin", lambda: complaint)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "platform", "linux")
    reason = startup.why_no_window()
    assert "libxcb-cursor.so.0" in reason
    assert "apt install libxcb-cursor0" in reason


def test_the_selftest_passes(tmp_path):
    done = run("--selftest", HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    results = [line.split()[0] for line in done.stdout.splitlines()]
    assert results == ["ok"] * 7 + ["passed"]
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == []


def test_the_selftest_says_what_failed(tmp_path, monkeypatch):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"nothing")
    code = (
        "from simgui import paths, selftest\n"
        f"paths.model_file = lambda name='model.json': {str(broken)!r}\n"
        "raise SystemExit(selftest.run())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "FAILED  find copies: simgui scan ended with 2" in done.stdout

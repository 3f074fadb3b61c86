"""onnxruntime comes in through one door, with its telemetry off and its warnings in the log."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]
PACKAGE = "onnxruntime"


def imported(tree):
    """Everything a module imports by statement, or names to a function that imports by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if "import" in name or name == "find_spec":
                yield from (
                    a.value
                    for a in node.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                )


def importers(root):
    """Paths of the sources that import onnxruntime."""
    found = []
    for folder in ("simgui", "models", "tests", "resources", "."):
        below = (root / folder).glob("*.py") if folder == "." else (root / folder).rglob("*.py")
        for path in below:
            names = imported(ast.parse(path.read_text("utf-8"), str(path)))
            if any(name.split(".")[0] == PACKAGE for name in names):
                found.append(path)
    return found


def test_one_module_imports_onnxruntime():
    (door,) = importers(PROJECT)
    assert door.is_relative_to(PROJECT / "simgui" / "core")


@pytest.mark.parametrize(
    "code",
    [
        "import onnxruntime",
        "import onnxruntime as ort",
        "from onnxruntime.quantization import calibrate",
        "def f():\n    import onnxruntime.quantization",
        "import importlib\nimportlib.import_module('onnxruntime')",
        "__import__('onnxruntime')",
        "import pytest\npytest.importorskip('onnxruntime')",
    ],
)
def test_another_importer_would_be_found(tmp_path, code):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "new.py").write_text(code)
    assert importers(tmp_path) == [tmp_path / "models" / "new.py"]


def in_python(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(PROJECT), *filter(None, sys.path)]),
            **environment,
        },
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("before", ["", "0", "false"])
def test_telemetry_is_off_whatever_the_environment_says_and_leaves_no_file(tmp_path, before):
    code = (
        "from simgui.core.network.onnx_session import runtime\n"
        "import os, time\n"
        "assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'\n"
        "runtime()\n"
        "time.sleep(1)\n"
    )
    done = in_python(code, HOME=str(tmp_path), ORT_DISABLE_TELEMETRY=before)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.rglob("*")) == []


def test_warnings_of_the_import_go_to_the_log_and_standard_error_works_again(tmp_path):
    # What onnxruntime says depends on the machine, so a stand-in for it speaks here.
    (tmp_path / "onnxruntime.py").write_text(
        "import os\n"
        "os.write(2, b'\\x1b[0;93m[W:onnxruntime] no cpuinfo\\n')\n"
        "def set_default_logger_severity(level): pass\n"
        "def disable_telemetry_events(): pass\n"
    )
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import logging\n"
        "told = logging.Handler(); told.emit = lambda r: print(r.getMessage())\n"
        "log = logging.getLogger('simgui'); log.setLevel(logging.INFO); log.addHandler(told)\n"
        "from simgui.core.network.onnx_session import runtime\n"
        "runtime()\n"
        "print('heard', file=sys.stderr)\n"
    )
    done = in_python(code, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "no cpuinfo" in done.stdout
    assert done.stderr == "heard\n"


def test_a_process_without_standard_error_imports_it(tmp_path):
    code = (
        "import os; os.close(2)\nfrom simgui.core.network.onnx_session import runtime\nruntime()\n"
    )
    assert in_python(code, HOME=str(tmp_path)).returncode == 0

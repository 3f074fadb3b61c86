"""Runs inside Windows: the tests, with a line in a file for each as it begins and as it ends.

So the caller knows which test hung or crashed the interpreter, and can go on behind it.

    python tests/wine/inside.py RECORD [ARGUMENT OF PYTEST...]
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240  # a test; the slowest takes a fifth of it on a busy machine with two cores


class Recorder:
    """Leaves out what an earlier process has finished and writes down what this one does."""

    def __init__(self, path: str) -> None:
        done = Path(path).read_text(encoding="utf-8").splitlines() if os.path.exists(path) else []
        self._done = {record["id"] for record in map(json.loads, done) if "outcome" in record}
        self._file = open(path, "a", encoding="utf-8")  # noqa: SIM115 - open as long as pytest runs

    def _write(self, **record: str) -> None:
        self._file.write(json.dumps(record) + "\n")
        self._file.flush()

    def pytest_collection_modifyitems(self, items) -> None:
        import pytest

        from tests.wine.gaps import reason

        items[:] = [item for item in items if item.nodeid not in self._done]
        for item in items:
            if why := reason(item.nodeid):
                item.add_marker(pytest.mark.skip(reason=f"Wine: {why}"))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._write(start=nodeid)

    def pytest_runtest_logreport(self, report) -> None:
        is_last = report.when == "teardown"
        if report.failed or report.skipped:
            why = report.longrepr[2] if report.skipped else report.longreprtext
            if hasattr(report, "wasxfail"):
                why = f"expected to fail: {report.wasxfail}"
            self._write(id=report.nodeid, outcome=report.outcome, why=why)
        elif is_last:
            self._write(id=report.nodeid, outcome="passed")

    def pytest_collectreport(self, report) -> None:
        if report.failed:
            self._write(id=report.nodeid, outcome="failed", why=report.longreprtext)


def main() -> int:
    """Run pytest with the arguments of this process."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    record, *arguments = sys.argv[1:]
    import pytest

    limits = [f"--timeout={SECONDS}", "--timeout-method=thread"]
    settings = ["-c", os.path.join("tests", "wine", "pytest.ini"), "--rootdir", str(ROOT)]
    settings += ["--confcutdir", str(ROOT)]
    # The window's plug-in would load Qt for tests that need none.
    without = ["-p", "no:pytest-qt", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return pytest.main(
        ["-q", "--no-header", "--tb=short", *settings, *limits, *without, *arguments],
        plugins=[Recorder(record)],
    )


if __name__ == "__main__":
    sys.exit(main())

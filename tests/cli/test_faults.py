"""Every kind of fault of the campaign ends well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.mark.timeout(1000)
def test_every_kind_of_fault_loses_nothing_and_is_told_clearly():
    # In a process of its own: some faults fork it, which threads of other tests would not survive.
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.campaign", "--only", "faults"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]

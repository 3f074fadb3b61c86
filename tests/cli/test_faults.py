"""Every kind of fault of the campaign (`python -m tests.faults.campaign`) ends well."""

from __future__ import annotations

import os

import pytest

from tests.faults import faults


@pytest.fixture
def environment():
    """A workshop puts its own home into the environment of the process."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_loses_nothing_and_is_told_clearly(fault, environment, capfd):
    # Some run the program in a fork and read what it writes to the real streams.
    with capfd.disabled():
        report = faults.inject(fault)
    if report.skipped:
        pytest.skip(report.skipped)
    assert report.problem == ""

"""Damaged containers: a seeded sample of `python -m tests.faults.fuzz_containers`."""

from __future__ import annotations

import signal

import pytest

from simgui.core.containers import take_apart
from tests.faults.fuzz_containers import _KINDS, fuzz, originals


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="an alarm ends what hangs")
def test_damaged_containers_neither_raise_nor_hang():
    found = fuzz(400)
    assert found.problems == []
    assert found.files == 400


@pytest.mark.parametrize("kind", _KINDS)
def test_a_file_cut_off_anywhere_is_taken_apart(kind):
    data = originals(kind)[-1]
    for end in range(0, min(len(data), 4000), 7):
        take_apart(data[:end], kind)

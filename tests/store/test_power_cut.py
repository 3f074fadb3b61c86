"""No power cut leaves a torn key, export, graph or result, or loses a library set aside."""

import os

import pytest

from tests.faults import powercut_files

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd") or os.name != "posix",
    reason="the recording layer reads paths from /proc",
)


@pytest.fixture
def folders(tmp_path):
    pair = tmp_path / "cut", tmp_path / "elsewhere"
    for folder in pair:
        folder.mkdir()
    return pair


def problems(case, top, elsewhere):
    states, after = powercut_files.states(case, top, elsewhere)
    assert len(states) > 8
    assert {is_over for is_over, _ in states} == {False, True}
    found = (powercut_files.problem(case, top, s, after, is_over=over) for over, s in states)
    return [text for text in found if text]


@pytest.mark.parametrize("case", powercut_files.CASES, ids=lambda case: case.name)
def test_a_file_is_as_before_or_as_afterwards_at_every_moment(case, folders):
    assert problems(case, *folders) == []


@pytest.mark.parametrize("case", powercut_files.CASES, ids=lambda case: case.name)
def test_without_syncs_the_model_finds_it_torn_or_gone(case, folders):
    with powercut_files.without_syncs():
        assert problems(case, *folders)

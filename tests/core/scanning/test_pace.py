"""Groups are looked for while photos are read: soon at first, and never for much of the time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.scanning.pace import Pace


class Clock:
    def __init__(self):
        self.now = 50.0

    def __call__(self):
        return self.now


def test_two_seconds_are_enough_however_slowly_photos_come():
    clock = Clock()
    pace = Pace(250, 2.0, clock)
    clock.now += 1.0
    assert not pace.is_due(3)
    clock.now += 1.0
    assert pace.is_due(3)


def test_nothing_new_is_no_reason_to_match():
    clock = Clock()
    pace = Pace(250, 2.0, clock)
    clock.now += 60.0
    assert not pace.is_due(0)


def test_without_a_number_matching_waits_for_the_end():
    clock = Clock()
    pace = Pace(0, 2.0, clock)
    clock.now += 60.0
    assert not pace.is_due(1_000)


@given(st.lists(st.tuples(st.floats(0.05, 3), st.integers(0, 40), st.floats(0, 30)), max_size=60))
def test_matching_takes_a_tenth_of_the_time_at_most_where_seconds_decide(steps):
    clock = Clock()
    pace = Pace(10_000, 2.0, clock)
    matched, last = 0.0, 0.0
    for seconds, fresh, takes in steps:
        clock.now += seconds
        if pace.is_due(fresh):
            clock.now += takes
            matched += takes
            last = takes
            pace.note_matched()
    total = clock.now - 50.0
    assert matched - last <= 0.1 * total + 1e-6

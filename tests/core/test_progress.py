"""Rates and times left, on a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.progress import Meter
from simgui.core.task import Phase


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_steady_pace_gives_its_rate_and_the_time_left():
    clock = Clock()
    meter = Meter(Phase.READING, 100, clock)
    for _ in range(4):
        clock.now += 1.0
        meter.add(10)
    report = meter.report()
    assert (report.done, report.total) == (40, 100)
    assert report.rate == 10.0
    assert report.seconds_left == 6.0


def test_nothing_is_guessed_in_the_first_second():
    clock = Clock()
    meter = Meter(Phase.READING, 100, clock)
    clock.now += 0.5
    meter.add(10)
    assert meter.report().rate == 0.0
    assert meter.report().seconds_left is None


def test_the_rate_follows_the_last_seconds_and_not_the_whole_task():
    clock = Clock()
    meter = Meter(Phase.READING, 10_000, clock)
    for _ in range(100):
        clock.now += 1.0
        meter.add(1)
    for _ in range(20):
        clock.now += 1.0
        meter.add(50)
    assert meter.report().rate > 45


@given(st.lists(st.tuples(st.floats(0, 10), st.integers(0, 50)), max_size=30))
def test_time_left_is_never_negative(steps):
    clock = Clock()
    meter = Meter(Phase.READING, 100, clock)
    for seconds, count in steps:
        clock.now += seconds
        meter.add(count)
    report = meter.report()
    assert report.rate >= 0
    assert report.seconds_left is None or report.seconds_left >= 0

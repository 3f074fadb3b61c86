"""Rates and times left, on a clock of the test's own."""

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.progress import Meter
from simgui.core.task import Phase, Token


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


def test_nothing_is_guessed_in_the_first_seconds():
    clock = Clock()
    meter = Meter(Phase.READING, 100, clock)
    clock.now += 0.5
    meter.add(10)
    clock.now += 2.5
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


def test_what_comes_before_the_first_photo_says_nothing_about_the_rest():
    clock = Clock()
    meter = Meter(Phase.READING, 1_000, clock)
    clock.now += 60.0  # a large network is loaded from a slow disk
    for _ in range(5):
        meter.add(10)
        clock.now += 1.0
    left = meter.report().seconds_left
    assert left is not None
    assert left < 150


def test_a_pause_makes_no_scan_look_slow(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("simgui.core.task.time.monotonic", clock)
    token = Token()
    meter = Meter(Phase.READING, 1_000, token.clock)
    for _ in range(6):
        meter.add(10)
        clock.now += 1.0
    before = meter.report().seconds_left
    token.pause()
    token.pause()
    clock.now += 3_600.0
    assert meter.report().seconds_left == before
    token.resume()
    token.resume()
    clock.now += 1.0
    meter.add(10)
    assert meter.report().seconds_left < 120


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

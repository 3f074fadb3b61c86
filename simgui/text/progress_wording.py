"""How far a scan is, in words."""

from __future__ import annotations

from simgui.core.task import Phase, Progress
from simgui.text import display
from simgui.text.translation import translate

_SECONDS_A_MINUTE = 60  # below, seconds are shown
_SECONDS_AN_HOUR = 3600  # below, minutes are shown


def phase(progress: Progress) -> str:
    """What a scan is doing."""
    return {
        Phase.LOOKING: translate("Progress", "Finding photos"),
        Phase.READING: translate("Progress", "Reading photos"),
        Phase.MATCHING: translate("Progress", "Comparing photos"),
        Phase.GROUPING: translate("Progress", "Grouping photos"),
        Phase.VERIFYING: translate("Progress", "Verifying copies"),
    }[progress.phase]


def progress(report: Progress) -> str:
    """How far a scan is, on one line."""
    return progress_lines(report)[0]


def progress_lines(report: Progress) -> tuple[str, ...]:
    """How far a scan is, on one line: in full, and shorter for where there is less room."""
    far, pace, left, bad = "", "", "", ""
    if report.total:
        far = translate("Progress", "{done} of {total}").format(
            done=display.number(report.done), total=display.number(report.total)
        )
    elif report.done:
        far = translate("Progress", "%Ln found", "", report.done)
    if report.rate >= 1.0:
        pace = translate("Progress", "%Ln photos/s", "", round(report.rate))
    if report.seconds_left is not None:
        left = time_left(report.seconds_left)
    if report.unreadable:
        bad = translate("Progress", "%Ln unreadable", "", report.unreadable)
    choices = ((far, pace, left, bad), (far, left, bad), (far, left), (left or far,))
    return tuple(" \N{MIDDLE DOT} ".join(part for part in parts if part) for parts in choices)


def time_left(seconds: float) -> str:
    """An estimate of the time left, no finer than it can be trusted."""
    if seconds < 1:
        return translate("Progress", "almost done")
    if seconds < _SECONDS_A_MINUTE:
        return translate("Progress", "%Ln s left", "", int(seconds))
    if seconds < _SECONDS_AN_HOUR:
        return translate("Progress", "%Ln min left", "", round(seconds / _SECONDS_A_MINUTE))
    return translate("Progress", "%Ln h left", "", round(seconds / _SECONDS_AN_HOUR))

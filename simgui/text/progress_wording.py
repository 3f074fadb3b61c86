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
    }[progress.phase]


def progress(report: Progress) -> str:
    """How far a scan is, on one line."""
    parts = []
    if report.total:
        parts.append(
            translate("Progress", "{done} of {total}").format(
                done=display.number(report.done), total=display.number(report.total)
            )
        )
    elif report.done:
        parts.append(translate("Progress", "%Ln found", "", report.done))
    if report.rate >= 1.0:
        parts.append(translate("Progress", "%Ln photos/s", "", round(report.rate)))
    if report.seconds_left is not None:
        parts.append(time_left(report.seconds_left))
    if report.unreadable:
        parts.append(translate("Progress", "%Ln unreadable", "", report.unreadable))
    return " \N{MIDDLE DOT} ".join(parts)


def time_left(seconds: float) -> str:
    """An estimate of the time left, no finer than it can be trusted."""
    if seconds < 1:
        return translate("Progress", "almost done")
    if seconds < _SECONDS_A_MINUTE:
        return translate("Progress", "%Ln s left", "", int(seconds))
    if seconds < _SECONDS_AN_HOUR:
        return translate("Progress", "%Ln min left", "", round(seconds / _SECONDS_A_MINUTE))
    return translate("Progress", "%Ln h left", "", round(seconds / _SECONDS_AN_HOUR))

"""Dates and times as the user's locale writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale, QTimeZone


def moment(taken_ms: int) -> str:
    """A capture time on the camera's clock, to the second."""
    when = _date_time(taken_ms)
    day = QLocale().toString(when.date(), "d MMM yyyy")
    return f"{day}, {when.time().toString('HH:mm:ss')}"


def date(taken_ms: int) -> str:
    """The day of a capture time, written out."""
    return QLocale().toString(_date_time(taken_ms).date(), QLocale.FormatType.LongFormat)


def file_time(mtime_ns: int) -> str:
    """A file's time of change in the computer's zone."""
    when = QDateTime.fromMSecsSinceEpoch(mtime_ns // 1_000_000)
    day = QLocale().toString(when.date(), "d MMM yyyy")
    return f"{day}, {when.time().toString('HH:mm')}"


def month_key(date_ms: int) -> tuple[int, int]:
    """Year and month of a `Photo.date_ms`."""
    try:
        when = datetime.fromtimestamp(date_ms / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return (1970, 1)
    return (when.year, when.month)


def month(key: tuple[int, int]) -> str:
    """Month and year, written out."""
    named = QLocale().standaloneMonthName(key[1], QLocale.FormatType.LongFormat)
    return f"{named} {key[0]}"


def _date_time(taken_ms: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(taken_ms, QTimeZone(QTimeZone.Initialization.UTC))

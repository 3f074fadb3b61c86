"""What a record of Google Takeout knows of its photo: the JSON file beside it.

Google Photos leaves a photo's own bytes alone; a date, a place and a description that were given
there are in the record only.
"""

from __future__ import annotations

import json
import math
from typing import Any

from simgui.core.types import Metadata

MAX_BYTES = 1 << 20
"""A larger file is no record: real ones take some kilobytes."""

_NEVER_SET = 0  # seconds since 1970
_LAST_SECOND = 253_402_300_799  # of the year 9999


def parse_record(data: bytes) -> Metadata:
    """Date, place and description of a record; nothing for any other JSON, or what is damaged.

    The time is UTC, since the record knows no time zone.
    """
    if len(data) > MAX_BYTES:
        return Metadata()
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return Metadata()
    if not isinstance(record, dict) or "photoTakenTime" not in record:
        return Metadata()
    seconds = _seconds(record["photoTakenTime"])
    description = record.get("description")
    return Metadata(
        taken_ms=None if seconds is None else seconds * 1000,
        is_utc=seconds is not None,
        gps=_place(record.get("geoData")) or _place(record.get("geoDataExif")),
        title=description.strip() if isinstance(description, str) else "",
    )


def _seconds(moment: Any) -> int | None:
    if not isinstance(moment, dict):
        return None
    try:
        seconds = int(moment.get("timestamp", _NEVER_SET))
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if seconds != _NEVER_SET and abs(seconds) <= _LAST_SECOND else None


def _place(place: Any) -> tuple[float, float] | None:
    """Latitude and longitude; 0 and 0 stand for no place."""
    if not isinstance(place, dict):
        return None
    found = place.get("latitude"), place.get("longitude")
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in found):
        return None
    latitude, longitude = (float(value) for value in found if value is not None)
    if abs(latitude) > 90 or abs(longitude) > 180 or latitude == longitude == 0:
        return None
    return latitude, longitude

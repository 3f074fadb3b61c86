"""What Wine lacks, and which tests can't pass for it: nothing here is about simgui."""

from __future__ import annotations

GAPS: dict[str, str] = {}


def reason(nodeid: str) -> str | None:
    """Why a test can't pass under Wine, None if it should."""
    return next((why for part, why in GAPS.items() if part in nodeid), None)

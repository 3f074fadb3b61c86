"""What Wine lacks, and which tests can't pass for it: nothing here is about simgui."""

from __future__ import annotations

_NO_BIN = "no recycle bin: its IFileOperation is not implemented"

GAPS = {
    "test_qt_trash.py::test_a_file_goes_though_nobody_had_a_trash_yet": _NO_BIN,
    "test_qt_trash.py::test_the_engine_moves_and_brings_back_through_it": _NO_BIN,
    "test_qt_trash.py::test_where_the_system_keeps_the_place_to_itself": _NO_BIN,
}


def reason(nodeid: str) -> str | None:
    """Why a test can't pass under Wine, None if it should."""
    return next((why for part, why in GAPS.items() if part in nodeid), None)

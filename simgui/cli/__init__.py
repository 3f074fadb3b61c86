"""The command line: the same engine without a window, and without Qt.

Standard output carries results only; progress and complaints go to standard error.
"""

from __future__ import annotations

from simgui.cli.entry import main

__all__ = ["main"]

"""Logging: one named logger a module, one rotating file that only its owner can read.

Paths of photos are logged at DEBUG and no other level: a log that is sent along with a question
must not tell what somebody photographs.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_MAX_BYTES = 1_000_000
_BACKUPS = 3


class _PrivateFileHandler(logging.handlers.RotatingFileHandler):
    """A rotating file that is created with mode 0600 whatever the umask."""

    def _open(self) -> object:  # type: ignore[override]
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, self.mode, encoding=self.encoding, errors=self.errors)


def start(folder: Path, *, level: int = logging.INFO) -> Path:
    """Send the log to simgui.log in `folder` and nothing to the terminal.

    Returns:
        The path of the log. A folder that can't be written leaves the program without a log.
    """
    path = folder / "simgui.log"
    root = logging.getLogger("simgui")
    root.setLevel(level)
    root.propagate = False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _PrivateFileHandler(
            path,
            mode="a",
            maxBytes=_MAX_BYTES,
            backupCount=_BACKUPS,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.handlers[:] = [handler]
    return path


def stop() -> None:
    """Close the log."""
    root = logging.getLogger("simgui")
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = [logging.NullHandler()]

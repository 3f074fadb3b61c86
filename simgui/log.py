"""Logging: one named logger a module, one rotating file that only its owner can read.

Paths of photos are logged at DEBUG and no other level: a log that is sent along with a question
must not tell what somebody photographs. What others write (Qt's messages, exceptions) is cut.
"""

from __future__ import annotations

import errno
import logging
import logging.handlers
import os
import re
import traceback
from pathlib import Path
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s"
_MAX_BYTES = 1_000_000  # of one file
_BACKUPS = 3  # files kept beside the current one: 4 MB in all
# An absolute path begins at the start of a word; where it ends nobody can tell, for names hold
# spaces and quotes.
_PATH = re.compile(r"(?:file:)?(?<![\w.])(?:/|\\\\|[A-Za-z]:[\\/]).*", re.DOTALL)


class _PrivateFormatter(logging.Formatter):
    """Leaves out what may name a photo: paths, and the messages of exceptions."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - of logging
        if record.levelno > logging.DEBUG:
            record.message = _PATH.sub("…", record.message)
        return super().formatMessage(record)

    def formatException(  # noqa: N802 - of logging
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        error = ei[1]
        if error is None:
            return ""
        parts = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            code = getattr(error, "errno", None)
            name = type(error).__qualname__
            if isinstance(code, int):
                name = f"{name} {errno.errorcode.get(code, code)}"
            stack = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
            parts.append("".join(stack.format()) + name)
            error = error.__cause__ or error.__context__
        return "\ncaused by\n".join(parts)


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
    is_private = level > logging.DEBUG
    handler.setFormatter((_PrivateFormatter if is_private else logging.Formatter)(_FORMAT))
    root.handlers[:] = [handler]
    return path


def stop() -> None:
    """Close the log."""
    root = logging.getLogger("simgui")
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = [logging.NullHandler()]

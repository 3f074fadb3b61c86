"""Entry point of `simgui`, `python -m simgui` and the frozen program."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simgui.core.removal.movers.mover import Mover

# What these words start needs no window, so that it runs on a machine without a display.
_COMMANDS = frozenset({"scan", "similar", "check", "folders", "evaluate", "library", "clean"})
_EXIT_USAGE = 2
_QT_HAS_THE_TRASH = sys.platform in ("win32", "darwin")
"""Elsewhere the command line has one of its own, and needs no Qt."""


def run(arguments: list[str] | None = None) -> int:
    """Run the command line or the window.

    Returns:
        The exit code: 0 done, 1 done with unreadable files, 2 usage error, 130 interrupted.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and (arguments[0] in _COMMANDS or arguments[0] in {"--version", "-h", "--help"}):
        from simgui.cli import main as command_line

        return command_line(arguments, _trash) if _QT_HAS_THE_TRASH else command_line(arguments)
    if arguments and arguments[0] == "--selftest":
        from simgui.selftest import run as selftest

        return selftest()
    from simgui.app import main as window

    return window(arguments)


def _trash() -> Mover:
    from simgui.ui.platform.qt_trash import trash_mover

    return trash_mover()


def main() -> None:
    """Run, and end the process with the exit code."""
    if os.name == "posix":
        _fill_standard_streams()
    if sys.stdout is not None and not sys.stdout.isatty():
        # Under PYTHONUNBUFFERED a help text that can't be written would be lost without a word.
        sys.stdout.reconfigure(write_through=False)  # type: ignore[union-attr]
    try:
        code = run()
    except SystemExit as end:  # of a help text or of a usage error
        code = end.code if isinstance(end.code, int) else 0
    code = _flushed(code)
    if "PySide6" not in sys.modules:
        # A command has written and closed all it had to. Taking networks, pools and modules apart
        # one by one takes 0.15 s, and the system does it at once.
        logging.shutdown()
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _fill_standard_streams() -> None:
    """Open what the caller closed of the three standard streams.

    The next file would take the free number otherwise, a photo's copy or the library, and get the
    warnings that decoders write to number 2. Nothing can be written to a closed standard output
    still: its number is filled with something to read, so that a result that is lost is an error.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            filled = os.open(os.devnull, os.O_RDONLY if number == 1 else os.O_RDWR)
            os.set_inheritable(filled, True)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _flushed(code: int) -> int:
    """Write what is still held of standard output; the exit code, 2 if that fails."""
    if sys.stdout is None:  # a window of Windows
        return code
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError) or code == _EXIT_USAGE:  # told already
            return code
        with suppress(OSError):
            from simgui.core.errors import UserError, marked
            from simgui.text import errors

            problem = UserError(
                "{place} can't be written: {why}",
                place=marked("standard output"),
                why=error.strerror or str(error),
            )
            print(f"simgui: {errors.message(problem)}", file=sys.stderr)
        return _EXIT_USAGE
    return code


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    main()

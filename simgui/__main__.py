"""Entry point of `simgui`, `python -m simgui` and the frozen program."""

from __future__ import annotations

import logging
import os
import sys

# What these words start needs no window, so that it runs on a machine without a display.
_COMMANDS = frozenset({"scan", "similar", "evaluate", "library", "clean"})


def run(arguments: list[str] | None = None) -> int:
    """Run the command line or the window.

    Returns:
        The exit code: 0 done, 1 done with unreadable files, 2 wrong use, 130 interrupted.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and (arguments[0] in _COMMANDS or arguments[0] in {"--version", "-h", "--help"}):
        from simgui.cli import main as command_line

        return command_line(arguments)
    if arguments and arguments[0] == "--selftest":
        from simgui.selftest import run as selftest

        return selftest()
    from simgui.app import main as window

    return window(arguments)


def main() -> None:
    """Run, and end the process with the exit code."""
    code = run()
    if "PySide6" not in sys.modules:
        # A command has written and closed all it had to. Taking networks, pools and modules apart
        # one by one takes 0.15 s, and the system does it at once.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    main()

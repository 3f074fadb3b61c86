"""Entry point of `simgui`, `python -m simgui` and the frozen program."""

from __future__ import annotations

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
    from simgui.app import main as window

    return window(arguments)


if __name__ == "__main__":
    import multiprocessing

    multiprocessing.freeze_support()
    sys.exit(run())

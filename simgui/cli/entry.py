"""Runs one command of the command line; its exit codes, and how its failures look."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from simgui.cli import parser
from simgui.cli.console import plain, tell, write_message
from simgui.core.errors import UserError
from simgui.core.task import Cancelled
from simgui.text import catalogue, errors, translation
from simgui.text.translation import translate

if TYPE_CHECKING:
    from simgui.core.removal.movers.mover import Mover
    from simgui.engine.removals import Trash

EXIT_DONE = 0  # as documented in the README
EXIT_UNREADABLE = 1  # done, but some files could not be read
EXIT_USAGE = 2  # as argparse and the shells have it
EXIT_INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""


def _freedesktop_trash() -> Mover:
    from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash

    return FreedesktopTrash()


def main(arguments: Sequence[str] | None = None, trash: Trash = _freedesktop_trash) -> int:
    """Run one command.

    Args:
        arguments: Of the program; None for those of this process.
        trash: Makes the mover for this system's trash, called only if it is needed.

    Returns:
        0 done, 1 done with unreadable files, 2 usage error, 130 interrupted.
    """
    translation.use(catalogue.of_environment())
    options = parser.build().parse_args(arguments)
    options.trash = trash
    # A plain kill stops like Ctrl+C does: the batch under way is finished and recorded.
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code: int = import_module(options.run).run(options)
        sys.stdout.flush()
    except UserError as error:
        tell(errors.message(error))
        if error.remedy:
            write_message(f"  {plain(errors.remedy(error))}")
        return EXIT_USAGE
    except (KeyboardInterrupt, Cancelled):
        write_message("")
        tell(translate("Terminal", "interrupted; the next run resumes from here"))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (as `head` does): nobody is there to complain to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    return code

"""What every command needs: the library, the network, a scan that shows its progress."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from simgui import paths
from simgui.cli.console import ProgressLine, tell
from simgui.core.errors import UserError
from simgui.core.network.precision import LazyNetwork
from simgui.core.scanning.pipeline import Finished, Progressed, ScanStats
from simgui.core.task import Token
from simgui.engine import scan as engine
from simgui.engine.networks import open_network
from simgui.engine.settings import Settings
from simgui.store.library import Library
from simgui.text import deletion_wording, errors
from simgui.text.translation import translate

_SHOWN_REASONS = 20
"""Lines: what fits on a screen; a JSON report has them all."""


@contextmanager
def opened_library(options: argparse.Namespace) -> Iterator[Library]:
    """Open the library of the options, and say on stderr what it has to tell."""
    chosen = options.library
    folder = Path(chosen).absolute() if chosen else paths.data_dir()
    cache = folder / "cache" if chosen else paths.cache_dir()
    with Library(folder, cache_dir=cache) as library:
        for notice in library.notices:
            tell(deletion_wording.notice(notice))
        yield library


def network(options: argparse.Namespace, library: Library) -> LazyNetwork:
    """The network of the options, or the one that ships.

    Raises:
        ModelError: The file is missing or breaks the contract.
    """
    return open_network(getattr(options, "model", None) or "", library)


def tell_unreadable(unreadable: Sequence[tuple[str, str]]) -> None:
    """Name on stderr the photos that could not be read, and why."""
    for path, reason in unreadable[:_SHOWN_REASONS]:
        tell(f"{path}: {errors.reason(reason)}")
    if len(unreadable) > _SHOWN_REASONS:
        rest = len(unreadable) - _SHOWN_REASONS
        tell(translate("Terminal", "and %Ln more unreadable files", "", rest))


@contextmanager
def interruptible() -> Iterator[Token]:
    """A token that Ctrl+C cancels; a second Ctrl+C stops at once."""
    token = Token()

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.default_int_handler)
        token.cancel()

    before = {
        number: signal.signal(number, on_interrupt) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield token
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def scan(
    library: Library,
    targets: Sequence[str],
    network: LazyNetwork,
    options: argparse.Namespace,
    token: Token,
    *,
    leaving_out: Sequence[str] = (),
) -> ScanStats:
    """Scan folders with a progress line on stderr; folders in `leaving_out` are not entered.

    Returns:
        What the scan did.
    """
    line = ProgressLine()
    stats = ScanStats()
    settings = Settings(threads=options.threads or 0)
    try:
        for event in engine.scan(
            library, targets, network, settings, token, leaving_out=leaving_out
        ):
            match event:
                case Progressed(progress):
                    line.show(progress)
                case Finished(stats):
                    pass
                case _:
                    pass
    finally:
        line.clear()
    for path, reason in stats.unseen:
        tell(f"{path}: {errors.retold(reason)}")
    return stats


def absolute(folders: Sequence[str]) -> list[str]:
    """Absolute paths; links stay as they are, so that people recognise their folders."""
    return [os.path.abspath(os.path.expanduser(folder)) for folder in folders]


def target_of(options: argparse.Namespace, what: str) -> str:
    """The argument after the action.

    Raises:
        UserError: There is none.
    """
    if not options.target:
        raise UserError("“simgui library {action}” needs {what}", action=options.action, what=what)
    return str(options.target)

"""What every command needs: the library, the network, a scan that shows its progress."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from simgui import paths
from simgui.cli.console import ProgressLine, plain
from simgui.core.errors import UserError
from simgui.core.files.roles import lies_within
from simgui.core.grouping.groups import group
from simgui.core.grouping.keeper import DEFAULT_CRITERIA, Criterion, KeepRules
from simgui.core.network.embed import Embedder
from simgui.core.network.model import ModelInfo, load
from simgui.core.network.precision import LazyNetwork
from simgui.core.scanning.pipeline import (
    Finished,
    FoundUnreadable,
    Progressed,
    ScanOptions,
    ScanStats,
    scan_folders,
)
from simgui.core.task import Token
from simgui.core.types import Group, Tier
from simgui.store.decisions import meant
from simgui.store.library import Library


@contextmanager
def opened_library(options: argparse.Namespace) -> Iterator[Library]:
    """Open the library of the options, and say on stderr what it has to tell."""
    chosen = options.library
    folder = Path(chosen).absolute() if chosen else paths.data_dir()
    cache = folder / "cache" if chosen else paths.cache_dir()
    with Library(folder, cache_dir=cache) as library:
        for notice in library.notices:
            print(f"simgui: {plain(str(notice))}", file=sys.stderr)
        yield library


def network(options: argparse.Namespace, library: Library) -> LazyNetwork:
    """The network of the options, or the one that ships.

    Raises:
        ModelError: The file is missing or breaks the contract.
    """
    chosen = getattr(options, "model", None)
    info = load(os.path.abspath(chosen) if chosen else str(paths.model_file()))
    return LazyNetwork(info, library)


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
    threads = options.threads or os.cpu_count() or 1
    scan_options = ScanOptions(
        threads=threads,
        excluded=(
            str(library.folder),
            str(paths.data_dir()),
            str(paths.cache_dir()),
            *leaving_out,
        ),
        index_path=str(library.folder / "index"),
    )
    stats = ScanStats()
    try:
        for event in scan_folders(
            library, targets, network, lambda: Embedder(network.model), scan_options, token
        ):
            match event:
                case Progressed(progress):
                    line.show(progress)
                case Finished(stats):
                    pass
                case FoundUnreadable():
                    pass
                case _:
                    pass
    finally:
        line.clear()
    for path, reason in stats.unseen:
        print(f"simgui: {plain(path)}: {plain(reason)}", file=sys.stderr)
    return stats


def absolute(folders: Sequence[str]) -> list[str]:
    """Absolute paths without a resolved link: people find their photos where they put them."""
    return [os.path.abspath(os.path.expanduser(folder)) for folder in folders]


def target_of(options: argparse.Namespace, what: str) -> str:
    """The argument after the action.

    Raises:
        UserError: There is none.
    """
    if not options.target:
        raise UserError(f"simgui library {options.action} needs {what}")
    return str(options.target)


def groups(
    library: Library,
    model: ModelInfo,
    targets: Sequence[str],
    upto: Tier,
    *,
    criteria: Sequence[Criterion] | None = None,
    leaving_out: Sequence[str] = (),
) -> list[Group]:
    """The groups of the scanned folders but for some, from what the library knows now."""
    # A collage is known by all pairs of copies, whatever is wanted.
    needed = max(upto, Tier.EDITED)
    photos = library.related(model.id, targets, needed)
    for folder in leaving_out:
        lies_there = lies_within(folder)
        photos = [photo for photo in photos if not lies_there(photo.path)]
    chosen = library.decisions.chosen_keepers()
    rules = KeepRules(
        criteria=tuple(criteria) if criteria is not None else DEFAULT_CRITERIA,
        folders=tuple(targets),
        chosen=frozenset(meant(chosen.values(), photos, any_copy=True)),
    )
    return group(
        photos,
        library.pairs(model.id, needed),
        upto=upto,
        not_duplicates=library.not_duplicates(),
        rules=rules,
    )

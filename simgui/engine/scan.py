"""A scan: which folders it leaves alone, where its graph lies, what computes the vectors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from simgui import paths
from simgui.core.network.embed import Embedder
from simgui.core.network.precision import LazyNetwork
from simgui.core.scanning.pipeline import Event, ScanOptions, scan_folders
from simgui.core.task import Token
from simgui.engine.networks import providers_for
from simgui.engine.settings import Settings
from simgui.store.library import Library


def scan(
    library: Library,
    targets: Sequence[str],
    network: LazyNetwork,
    settings: Settings,
    token: Token,
    *,
    leaving_out: Sequence[str] = (),
    match_every: int = 0,
    match_seconds: float = 0.0,
    opens_first: bool = False,
) -> Iterator[Event]:
    """Bring a library up to date with folders on disk.

    Args:
        library: Where the photos are remembered.
        targets: Folders or photos, as absolute paths.
        network: Makes the vectors.
        settings: The user's.
        token: Pauses and cancels the scan.
        leaving_out: More folders that are not entered.
        match_every: Match after this many new photos; 0 to match once at the end.
        match_seconds: Match after this many seconds, too; 0 to go by the number alone.
        opens_first: Open the network before photos are decoded (see `ScanOptions`).

    Yields:
        What a front end may show; `Finished` comes last.
    """
    options = ScanOptions(
        threads=settings.threads or os.cpu_count() or 1,
        excluded=(
            str(library.folder),
            str(paths.data_dir()),
            str(paths.cache_dir()),
            *leaving_out,
        ),
        left_out=settings.left_out,
        match_every=match_every,
        match_seconds=match_seconds,
        index_path=str(library.folder / "index"),
        in_flight=library.in_flight,
        opens_first=opens_first,
    )

    def embedder() -> Embedder:
        return Embedder(network.model, providers=providers_for(settings.provider))

    return scan_folders(library, targets, network, embedder, options, token)

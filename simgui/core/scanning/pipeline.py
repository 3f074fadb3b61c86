"""A whole scan: find files, read them, match them.

`scan_folders` is a generator of events, so that a window and a command line follow the same work.
Everything it learns is in the catalog at once: after a kill the next scan goes on from there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from simgui.core import malloc
from simgui.core.catalog import Catalog, Known, Reading
from simgui.core.errors import UserError
from simgui.core.files import changes, companions, formats, scan
from simgui.core.imaging import decode
from simgui.core.matching.run import Matching
from simgui.core.network.embed import Embedder
from simgui.core.network.precision import LazyNetwork
from simgui.core.progress import Meter
from simgui.core.scanning.in_flight import InFlight
from simgui.core.scanning.pace import Pace
from simgui.core.scanning.reader import Reader, Task
from simgui.core.task import Phase, Progress, Token
from simgui.core.types import FileStat, FileState, PhotoFiles, PhotoId


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far the scan is."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class FoundUnreadable:
    """A photo or folder that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairsChanged:
    """New pairs are stored: groups can be made again."""


@dataclass(frozen=True, slots=True)
class ScanStats:
    """What a scan did.

    Attributes:
        files: Picture files met, companions not counted.
        photos: Photos of the targets that can be read now.
        embedded: Photos that went through the network in this scan.
        reused: Photos whose vector was there already.
        unreadable: Files of the targets that can't be read.
        unseen: Folders that can't be looked into, and why. They are not remembered, for nothing
            in them is known to be a photo.
    """

    files: int = 0
    photos: int = 0
    embedded: int = 0
    reused: int = 0
    unreadable: int = 0
    seconds: float = 0.0
    unseen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The scan is complete."""

    stats: ScanStats


Event = Progressed | FoundUnreadable | PairsChanged | Finished


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How to scan.

    Attributes:
        threads: Decoding threads.
        excluded: Folders never entered, such as simgui's own.
        left_out: Names in `formats.FAMILIES` of pictures that a scan ignores. A RAW still
            belongs to its JPEG.
        match_every: Match after this many new photos, or more in a large library, so that groups
            appear while the scan runs; 0 to match once at the end, which is a little faster.
        match_seconds: Match after this many seconds, too, or later where matching takes long; 0 to
            go by the number of photos alone.
        index_path: Where the graph of a large library is kept, or None to keep none.
        in_flight: Keeps notes of what is being decoded.
        opens_first: Open the network before any photo is decoded and not meanwhile, which takes a
            little longer: where a window is open its loading holds that up, and the more beside
            decoders.
    """

    threads: int = field(default_factory=lambda: os.cpu_count() or 1)
    excluded: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    match_every: int = 0
    match_seconds: float = 0.0
    index_path: str | None = None
    in_flight: InFlight = field(default_factory=InFlight)
    opens_first: bool = False
    limits: decode.Limits = field(default_factory=decode.Limits)


_FILES_BETWEEN_REPORTS = 500  # files found between two reports of progress

_MATCH_SHARE = 50
"""A scan that matches while it runs waits for one new photo for so many that it knows: each time
all vectors are read, which with every 250 of a million photos would take most of the time."""


@dataclass(slots=True)
class _Found:
    """What the walks found, and what was read of it."""

    tasks: list[Task] = field(default_factory=list)
    unreadable_folders: list[tuple[str, str]] = field(default_factory=list)
    files: int = 0
    embedded: int = 0
    reused: int = 0


def scan_folders(
    catalog: Catalog,
    targets: Sequence[str],
    network: LazyNetwork,
    embedder: Callable[[], Embedder],
    options: ScanOptions,
    token: Token,
) -> Iterator[Event]:
    """Bring the catalog up to date with the folders and match what is new.

    Args:
        catalog: Remembers everything found.
        targets: Absolute folders or files; each becomes a watched root unless it lies in one.
        network: Whose vectors are compared.
        embedder: Makes the embedder when the first photo needs it: an unchanged folder needs none.
        options: How to scan.
        token: Cancels or pauses.

    Raises:
        Cancelled: The token was cancelled; everything recorded so far stays.
        UserError: A target does not exist, or the catalog can't be written.
    """
    started = time.monotonic()
    found = _Found()
    yield from _look(catalog, targets, network, options, token, found)
    for path, reason in found.unreadable_folders:
        yield FoundUnreadable(path, reason)

    yield from _read_and_match(catalog, network, embedder, options, token, found)
    unreadable = catalog.unreadable(targets)
    yield Finished(
        ScanStats(
            found.files,
            sum(catalog.counts(targets).values()),
            found.embedded,
            found.reused,
            len(unreadable),
            time.monotonic() - started,
            tuple(found.unreadable_folders),
        )
    )


def _read_and_match(
    catalog: Catalog,
    network: LazyNetwork,
    embedder: Callable[[], Embedder],
    options: ScanOptions,
    token: Token,
    found: _Found,
) -> Iterator[Event]:
    with Matching(
        catalog,
        network,
        threads=options.threads,
        limits=options.limits,
        index_path=options.index_path,
        decoding=options.in_flight.decoding,
    ) as matching:
        if found.tasks:
            reader = Reader(
                catalog,
                network.input_size,
                embedder,
                threads=options.threads,
                limits=options.limits,
                opens_first=options.opens_first,
                in_flight=options.in_flight,
            )
            yield from _read(reader, matching, catalog, network, options, token, found)
            malloc.give_back()
        yield from _match(matching, token)
        matching.keep_graph()


def _read(
    reader: Reader,
    matching: Matching,
    catalog: Catalog,
    network: LazyNetwork,
    options: ScanOptions,
    token: Token,
    found: _Found,
) -> Iterator[Event]:
    """Read and record what must be read; match now and then, if that is wanted."""
    meter = Meter(Phase.READING, len(found.tasks), token.clock)
    yield Progressed(meter.report())
    pace = Pace(options.match_every, options.match_seconds, token.clock)
    for batch in reader.run(found.tasks, token):
        catalog.record(network.model.id, _still_watched(catalog, batch))
        fresh = sum(reading.vector is not None for reading in batch)
        found.embedded += fresh
        for reading in batch:
            if reading.content is None:
                meter.unreadable += 1
                yield FoundUnreadable(reading.unit.primary.path, reading.reason)
            elif reading.vector is None:
                found.reused += 1
        meter.add(len(batch))
        yield Progressed(meter.report())
        if pace.is_due(fresh, (found.embedded + found.reused) // _MATCH_SHARE):
            yield from _match(matching, token)
            pace.note_matched()


def _still_watched(catalog: Catalog, batch: Sequence[Reading]) -> Sequence[Reading]:
    """Those that lie in a watched folder: one that was removed meanwhile must not come back."""
    watched = {root.path for root in catalog.roots()}
    return [r for r in batch if changes.lies_in(r.unit.primary.path, watched)]


def _match(matching: Matching, token: Token) -> Iterator[Event]:
    has_changed = False
    for progress in matching.run(token):
        has_changed = True
        yield Progressed(progress)
    if has_changed:
        yield PairsChanged()


def _look(
    catalog: Catalog,
    targets: Sequence[str],
    network: LazyNetwork,
    options: ScanOptions,
    token: Token,
    found: _Found,
) -> Iterator[Event]:
    """Walk the targets, bring states and moves up to date, and collect what must be read."""
    watched = {root.path for root in catalog.roots()}
    for target in targets:
        if not changes.lies_in(target, watched):
            if not os.path.lexists(target):
                raise UserError(
                    "{path} does not exist",
                    path=target,
                    remedy="Check the spelling, or connect the drive.",
                )
            catalog.add_root(target)
            watched.add(target)

    walked = []
    missing: dict[str, Known] = {}
    for walk in changes.plan_walks(targets, catalog.roots()):
        # What is not looked at is not known to be gone.
        excluded = changes.overlapping(walk.path, (*options.excluded, *walk.excluded))
        known = catalog.known(walk.path)
        if excluded:
            known = {
                path: item
                for path, item in known.items()
                if not any(changes.is_inside(path, inner) for inner in excluded)
            }
        device = next((item.stat.device for item in known.values()), None)
        if not scan.is_online(walk.path, known_files=len(known), device=device):
            catalog.set_state([k.id for k in known.values()], FileState.OFFLINE)
            continue
        visit = _Visit(walk, known)
        yield from _visit(visit, options, token, found)
        walked.append(visit)
        paths = {unit.primary.path for unit in visit.units}
        missing.update((path, item) for path, item in known.items() if path not in paths)
    yield Progressed(Progress(Phase.LOOKING, found.files, found.files))
    lacking: set[PhotoId] = set()
    if any(visit.known for visit in walked):
        lacking = catalog.missing_vectors(network.model.id)
    _apply(catalog, walked, missing, lacking, options.in_flight, found)


@dataclass(slots=True)
class _Visit:
    """One walk with what was known of it and what is there now."""

    walk: changes.Walk
    known: dict[str, Known]
    units: list[PhotoFiles] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def _visit(visit: _Visit, options: ScanOptions, token: Token, found: _Found) -> Iterator[Event]:
    def note_error(folder: str, reason: str) -> None:
        visit.unseen.append(folder)
        found.unreadable_folders.append((folder, reason))

    files: list[FileStat] = []
    excluded = (*options.excluded, *visit.walk.excluded)
    for file in scan.walk(visit.walk.path, excluded, token, on_error=note_error):
        files.append(file)
        if len(files) % _FILES_BETWEEN_REPORTS == 0:
            yield Progressed(Progress(Phase.LOOKING, found.files + len(files), 0))
    visit.units = companions.gather(files)
    if options.left_out:
        visit.units = [
            unit
            for unit in visit.units
            if formats.family(unit.primary.path) not in options.left_out
        ]
    found.files += len(visit.units)


def _apply(
    catalog: Catalog,
    walked: Sequence[_Visit],
    missing: dict[str, Known],
    lacking: set[PhotoId],
    in_flight: InFlight,
    found: _Found,
) -> None:
    """Record moves and states, and collect what must be read."""
    claimed: set[PhotoId] = set()
    gone: list[PhotoId] = []
    for visit in walked:
        taken = changes.diff(
            visit.units,
            visit.known,
            missing_elsewhere=missing,
            unseen=visit.unseen,
            claimed=claimed,
        )
        root = visit.walk.root
        catalog.move([(photo_id, unit, root) for photo_id, unit in taken.moved])
        catalog.set_state(taken.returned, FileState.PRESENT)
        catalog.set_state(taken.offline, FileState.OFFLINE)
        gone += taken.gone
        found.tasks += [Task(unit, root) for unit in taken.to_read]
        found.reused += taken.unchanged + len(taken.moved) + len(taken.returned)
        # The network was changed: what is unchanged on disk still needs its vector. And a decoder
        # may have crashed on a photo that was read before: it is recorded as unreadable now.
        read_anyway = {unit.primary.path for unit in taken.to_read}
        stale = [
            unit
            for unit in visit.units
            if (item := visit.known.get(unit.primary.path))
            and (item.id in lacking or (not item.reason and in_flight.is_set_aside(unit.primary)))
            and unit.primary.path not in read_anyway
        ]
        found.tasks += [Task(unit, root) for unit in stale]
        found.reused -= len(stale)
    catalog.set_state([photo_id for photo_id in gone if photo_id not in claimed], FileState.GONE)

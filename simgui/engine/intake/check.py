"""Whether the photos of a card or an old disk are in the library already.

Each photo is looked for by content, not by name. That a folder can be erased is said only after
every file in it was compared, byte for byte or pixel for pixel, with a file elsewhere.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from simgui.core.errors import UnreadableError
from simgui.core.files.filesystem import file_stat, is_unchanged
from simgui.core.files.roles import lies_within
from simgui.core.files.same_file import is_same_file
from simgui.core.progress import Meter
from simgui.core.removal.journal import StepState
from simgui.core.removal.losses import loses, only_here
from simgui.core.task import Phase, Progress, Token
from simgui.core.types import ContentId, FileStat, FileState, Pair, Photo, Tier

if TYPE_CHECKING:
    from simgui.core.network.model import ModelInfo
    from simgui.store.library import Library


class Answer(Enum):
    """What is known of a photo that was checked."""

    YOURS = "yours"  # a photo elsewhere holds all that this one holds
    BETTER = "better"  # the same picture is elsewhere, and this one holds more
    DELETED = "deleted"  # the same bytes were moved away by simgui earlier
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Checked:
    """One photo of the folder.

    Attributes:
        match: The photo elsewhere that comes closest, if there is one.
        tier: How close it is.
        kept: For DELETED, the copy that was kept then.
    """

    photo: Photo
    answer: Answer
    match: Photo | None = None
    tier: Tier | None = None
    kept: str = ""


class Obstacle(Enum):
    """Why a folder can't be called safe to erase."""

    NOT_YOURS = "not_yours"  # no photo elsewhere holds what this one holds
    NOT_VERIFIED = "not_verified"  # the copy elsewhere is gone, changed or can't be read
    NOT_IDENTICAL = "not_identical"  # the same picture, saved again: not byte for byte
    UNREADABLE = "unreadable"
    NOT_CHECKED = "not_checked"  # a file that is no photo and belongs to none
    CHANGED = "changed"  # changed while it was checked


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Attributes:
        folder: What was checked, as an absolute path.
        checked: Every photo of the folder, by path.
        unreadable: Photos that could not be read: path and reason.
        obstacles: Every file for which the folder can't be erased, by path.
    """

    folder: str
    checked: tuple[Checked, ...]
    unreadable: tuple[tuple[str, str], ...]
    obstacles: tuple[tuple[str, Obstacle], ...]

    @property
    def can_be_erased(self) -> bool:
        """Whether every single file of the folder is elsewhere, looked at just now."""
        return bool(self.checked) and not self.obstacles

    def count(self, answer: Answer) -> int:
        """How many photos have this answer."""
        return sum(checked.answer is answer for checked in self.checked)

    @property
    def worth_copying(self) -> tuple[Checked, ...]:
        """The photos that are new, and those that hold more than their copies elsewhere."""
        wanted = {Answer.NEW, Answer.BETTER}
        return tuple(checked for checked in self.checked if checked.answer in wanted)


def check(
    library: Library,
    model: ModelInfo,
    folder: str,
    token: Token,
    *,
    against: Sequence[str] = (),
    unseen: Sequence[tuple[str, str]] = (),
) -> Report:
    """Compare a scanned folder with the rest of the library; see `checking`.

    Raises:
        Cancelled: The token was cancelled.
    """
    for step in checking(library, model, folder, token, against=against, unseen=unseen):
        if isinstance(step, Report):
            return step
    raise AssertionError


def checking(
    library: Library,
    model: ModelInfo,
    folder: str,
    token: Token,
    *,
    against: Sequence[str] = (),
    unseen: Sequence[tuple[str, str]] = (),
) -> Iterator[Progress | Report]:
    """Compare a scanned folder with the rest of the library, and tell how far that is.

    Args:
        library: Has scanned the folder, and what it is compared with.
        model: Whose pairs count.
        folder: The card or disk, as an absolute path.
        token: Stops between two files.
        against: Compare with photos of these folders alone; empty for the whole library.
        unseen: Folders and files that the scan could not read.

    Yields:
        Progress while files are read; the Report comes last.

    Raises:
        Cancelled: The token was cancelled.
    """
    lies_here = lies_within(folder)
    others = [lies_within(place) for place in against]
    here: list[Photo] = []
    elsewhere: list[Photo] = []
    for photo in library.photos(token=token):
        if photo.state is not FileState.PRESENT:
            continue
        if lies_here(photo.path):
            here.append(photo)
        elif not others or any(lies(photo.path) for lies in others):
            elsewhere.append(photo)
    here.sort(key=lambda photo: photo.path)
    finder = Finder(elsewhere, library.pairs(model.id, Tier.EDITED))
    deleted = _deleted(library)
    checked = []
    for photo in here:
        token.check()
        checked.append(_answer(photo, finder, deleted))
    unreadable = (*unseen, *library.unreadable([folder]))
    obstacles: dict[str, Obstacle] = {path: Obstacle.UNREADABLE for path, _ in unreadable}
    yield from _find_obstacles(folder, checked, obstacles, token)
    yield Report(folder, tuple(checked), unreadable, tuple(sorted(obstacles.items())))


class Finder:
    """Photos elsewhere by how close they are to a content."""

    def __init__(self, photos: Iterable[Photo], pairs: Iterable[Pair]) -> None:
        self._by_content: dict[ContentId, list[Photo]] = defaultdict(list)
        for photo in photos:
            self._by_content[photo.content.id].append(photo)
        self._close: dict[ContentId, list[tuple[Tier, float, ContentId]]] = defaultdict(list)
        for pair in pairs:
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if other in self._by_content:
                    self._close[one].append((pair.tier, -pair.probability, other))

    def candidates(self, photo: Photo) -> Iterable[tuple[Tier, Photo]]:
        """Photos elsewhere that show this one, the closest first; never the file itself."""
        for other in self._by_content.get(photo.content.id, ()):
            if not is_same_file(photo.stat, other.stat):
                yield Tier.IDENTICAL, other
        for tier, _, content in sorted(self._close.get(photo.content.id, ())):
            for other in self._by_content[content]:
                if not is_same_file(photo.stat, other.stat):
                    yield tier, other


def _answer(photo: Photo, finder: Finder, deleted: dict[bytes, str]) -> Checked:
    closest: tuple[Tier, Photo] | None = None
    for tier, other in finder.candidates(photo):
        closest = closest or (tier, other)
        if tier.is_copy and tier < Tier.EDITED and _is_as_good(other, photo):
            return Checked(photo, Answer.YOURS, other, tier)
    if closest is not None and closest[0] < Tier.EDITED:
        return Checked(photo, Answer.BETTER, closest[1], closest[0])
    if photo.content.hash in deleted:
        return Checked(photo, Answer.DELETED, kept=deleted[photo.content.hash])
    if closest is not None:
        return Checked(photo, Answer.NEW, closest[1], closest[0])
    return Checked(photo, Answer.NEW)


def _is_as_good(other: Photo, photo: Photo) -> bool:
    """Whether a photo elsewhere holds all that this one holds, at no smaller size."""
    pixels = other.content.width * other.content.height
    return pixels >= photo.content.width * photo.content.height and not loses(other, photo)


def _deleted(library: Library) -> dict[bytes, str]:
    """Contents that simgui moved away and that did not come back, with the copy that was kept."""
    found: dict[bytes, str] = {}
    for record in library.journal.actions():
        for step in record.steps:
            if step.state is StepState.DONE:
                found.setdefault(step.intent.victim_hash, step.intent.keeper_path)
    return found


def _find_obstacles(
    folder: str, checked: Sequence[Checked], found: dict[str, Obstacle], token: Token
) -> Iterator[Progress]:
    """Add every file of the folder that keeps it from being erased, looked at on disk now."""
    accounted: set[str] = set()
    meter = Meter(Phase.VERIFYING, len(checked), token.clock)
    yield meter.report()
    for item in checked:
        token.check()
        accounted.update((item.photo.path, *(file.path for file in item.photo.companions)))
        for path, obstacle in _verify(item, token):
            found.setdefault(path, obstacle)
        meter.add(1)
        yield meter.report()
    for path in _files_now(folder, found):
        if path not in accounted:
            found.setdefault(path, Obstacle.NOT_CHECKED)


def _verify(item: Checked, token: Token) -> Iterable[tuple[str, Obstacle]]:
    """Read a photo and its match again, and its companions and theirs."""
    photo, match = item.photo, item.match
    for file in (photo.stat, *photo.companions):
        now = file_stat(file.path)
        if now is None or not is_unchanged(now, file):
            yield file.path, Obstacle.CHANGED
            return
    if item.answer is not Answer.YOURS or match is None:
        yield photo.path, Obstacle.NOT_YOURS
        return
    if item.tier not in {Tier.IDENTICAL, Tier.PIXELS}:
        yield photo.path, Obstacle.NOT_IDENTICAL
        return
    try:
        same = _is_there(photo.stat, match.stat, item.tier, token)
        lost = only_here(match, photo) if same else ()
        beside = [match.stat, *match.companions]
        unlike = [f for f in photo.companions if same and not _any_same(f, beside, token)]
    except (OSError, UnreadableError):
        same, lost, unlike = False, (), []
    if not same:
        yield photo.path, Obstacle.NOT_VERIFIED
    for file in (*lost, *unlike):
        yield file.path, Obstacle.NOT_YOURS


def _is_there(file: FileStat, match: FileStat, tier: Tier, token: Token) -> bool:
    from simgui.core.imaging.identity import hash_both, same_pixels  # loads NumPy

    now = file_stat(match.path)
    if now is None or is_same_file(now, file):
        return False
    return hash_both(file.path, match.path, token)[2] or (
        tier is Tier.PIXELS and same_pixels(file.path, match.path)
    )


def _any_same(file: FileStat, others: Iterable[FileStat], token: Token) -> bool:
    from simgui.core.imaging.identity import hash_both  # loads NumPy

    return any(
        other.size == file.size and hash_both(file.path, other.path, token)[2] for other in others
    )


def _files_now(folder: str, found: dict[str, Obstacle]) -> Iterable[str]:
    """Every file below a folder, hidden ones and links too; what can't be listed is an obstacle."""

    def note(error: OSError) -> None:
        found.setdefault(str(error.filename), Obstacle.UNREADABLE)

    if not os.path.isdir(folder):
        yield folder
        return
    for parent, folders, names in os.walk(folder, onerror=note):
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in (*names, *links):
            path = os.path.join(parent, name)
            try:
                is_folder = stat.S_ISDIR(os.lstat(path).st_mode)
            except OSError:
                is_folder = False
            if not is_folder:
                yield path

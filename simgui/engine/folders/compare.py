"""What is only in one of two folders, and what is in both, by content and not by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simgui.core.errors import UserError
from simgui.core.files.roles import lies_within
from simgui.core.network.model import ModelInfo
from simgui.core.removal.losses import only_here
from simgui.core.task import Token
from simgui.core.types import FileStat, FileState, Photo, Tier
from simgui.engine.intake.check import Finder
from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class Match:
    """A photo of one folder and the closest of the other."""

    photo: Photo
    other: Photo
    tier: Tier


@dataclass(frozen=True, slots=True)
class Side:
    """One of two folders.

    Attributes:
        folder: As an absolute path.
        only_here: Photos that the other folder shows in no version.
        versions: Photos of which the other folder has another version: saved again, or edited.
        in_both: Photos that the other folder has with the same bytes or the same pixels.
        companions: Files beside photos of `in_both` whose content the other folder lacks.
    """

    folder: str
    only_here: tuple[Photo, ...]
    versions: tuple[Match, ...]
    in_both: tuple[Match, ...]
    companions: tuple[FileStat, ...]

    @property
    def is_inside(self) -> bool:
        """Whether the other folder has every photo of this one, and what belongs to it."""
        return bool(self.in_both) and not (self.only_here or self.versions or self.companions)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two folders beside each other."""

    a: Side
    b: Side


def compare(library: Library, model: ModelInfo, a: str, b: str, token: Token) -> Comparison:
    """Compare two scanned folders.

    Args:
        library: Has just scanned both, so that it knows the bytes of each file.
        model: Whose pairs count.
        a: A folder, as an absolute path.
        b: The other.
        token: Stops between two photos.

    Raises:
        Cancelled: The token was cancelled.
        UserError: One folder lies in the other.
        OSError: A companion can't be read.
    """
    lies_in_a, lies_in_b = lies_within(a), lies_within(b)
    for inner, is_within, outer in ((b, lies_in_a, a), (a, lies_in_b, b)):
        if is_within(inner):
            raise UserError("{path} is inside {folder}", path=inner, folder=outer)
    pairs = library.pairs(model.id, Tier.EDITED)
    photos = [p for p in library.photos([a, b]) if p.state is FileState.PRESENT]
    of_a = [photo for photo in photos if lies_in_a(photo.path)]
    of_b = [photo for photo in photos if lies_in_b(photo.path)]
    return Comparison(
        _side(a, of_a, Finder(of_b, pairs), token), _side(b, of_b, Finder(of_a, pairs), token)
    )


def _side(folder: str, photos: Iterable[Photo], others: Finder, token: Token) -> Side:
    only: list[Photo] = []
    versions: list[Match] = []
    both: list[Match] = []
    lost: list[FileStat] = []
    for photo in photos:
        token.check()
        matches = [Match(photo, other, tier) for tier, other in others.candidates(photo)]
        twins = [match for match in matches if match.tier <= Tier.PIXELS]
        if twins:
            # Of several twins the one counts that has the companions, too.
            lacking = {match: only_here(match.other, photo) for match in twins}
            best = min(twins, key=lambda match: len(lacking[match]))
            both.append(best)
            lost += lacking[best]
        elif matches:
            versions.append(matches[0])
        else:
            only.append(photo)
    return Side(folder, tuple(only), tuple(versions), tuple(both), tuple(lost))

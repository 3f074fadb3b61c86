"""What is taken in: the values, and the log that remembers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from simgui.core.errors import UserError
from simgui.core.types import FileStat


class CopyState(Enum):
    """How far a copy is. After a kill, INTENDED means: only the disk knows."""

    INTENDED = "intended"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Copy:
    """One file that is taken in.

    Attributes:
        source: The file on the card, as it was scanned.
        place: Where its copy is, or will be.
        hash: BLAKE3 of it; empty while it is not known.
        number: Its name in the log, 0 before it is written down.
        is_own: Whether this library wrote it down on this computer; others are never undone.
    """

    source: FileStat
    place: str
    hash: bytes = b""
    state: CopyState = CopyState.INTENDED
    number: int = 0
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be copied.

    Attributes:
        target: The folder that takes it in.
        copies: Each file; those of a photo one after the other, the photo first.
        present: Files that lie there already, byte for byte.
    """

    target: str
    copies: tuple[Copy, ...]
    present: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to be copied."""
        return sum(copy.source.size for copy in self.copies)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of copying, or of undoing it.

    Attributes:
        number: The intake's name in the log; None if nothing was begun.
        done: Copied, or taken back.
        failed: The others, each with the reason, a sentence.
        stopped_by: Why the rest was not tried.
    """

    number: int | None
    done: tuple[Copy, ...]
    failed: tuple[tuple[Copy, str], ...]
    stopped_by: UserError | None = None


class IntakeLog(Protocol):
    """Remembers what was taken in; `simgui.store.intakes.Intakes` is the real one."""

    def begin(self, target: str) -> int:
        """Open a new intake; returns its number."""

    def intend(self, intake: int, copies: Sequence[Copy]) -> list[Copy]:
        """Write down copies that are about to be made; on disk at return. Returns them numbered."""

    def settle(self, copies: Sequence[Copy]) -> None:
        """Write down what came of them: their state and hash."""

    def open_copies(self) -> list[Copy]:
        """Own copies that are INTENDED: a kill came in between."""


def sentence(template: str, path: str, why: str = "") -> str:
    """A sentence about one file, in the user's language."""
    return str(UserError(template, path=path, name=path, why=why))

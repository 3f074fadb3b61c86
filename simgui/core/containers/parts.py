"""What a walker finds in a file, and the one rule for what it can't explain.

Walkers read a file's own structure and never decode a picture. All of them are total: bytes that
make no sense are content that nobody knows, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from simgui.core.holdings import Item, Part

MAX_ITEMS = 256
"""Items kept apart; of more, those of a kind are taken as one: a scanned book has hundreds."""

_DIGEST_BYTES = 16  # 128 bits: no two items of a library collide by accident
_FILL = b"\0\xff"  # what programs and disks put where nothing was written

Range = tuple[int, int]
"""Start and end in a file, bytes."""


@dataclass(slots=True)
class Parts:
    """What was found in a file.

    Attributes:
        data: The whole file.
        items: What it holds beyond its first picture.
        picture: Where the coded first picture lies, with all that decoding it needs.
        depth: Bits a channel as stored, or None if the structure does not tell.
        colour: A signal that changes the look and is not converted, such as "cicp:9/16".
        profile: An ICC profile that Pillow does not hand out.
    """

    data: bytes
    items: list[Item] = field(default_factory=list)
    picture: list[Range] = field(default_factory=list)
    depth: int | None = None
    colour: str = ""
    profile: bytes = b""

    def add(
        self, part: Part, *ranges: Range, count: int = 1, seconds: float = 0.0, salt: bytes = b""
    ) -> None:
        """Note an item whose bytes lie in some ranges."""
        size = sum(end - start for start, end in ranges)
        found = digest(self.data, ranges, salt)
        self.items.append(Item(part.value, found, size, count, seconds))

    def add_unknown(self, start: int, end: int, salt: bytes = b"") -> None:
        """Note bytes that no structure accounts for; mere fill is nothing."""
        piece = self.data[start:end]
        if piece.strip(b"\0") and piece.strip(b"\xff"):
            self.add(Part.UNKNOWN, (start, end), salt=salt)

    def picture_digest(self) -> bytes:
        """Digest of the coded first picture, equal for equal bytes only."""
        return bytes.fromhex(digest(self.data, self.picture))

    def finish(self) -> None:
        """Take further items of a kind as one where there are very many."""
        if len(self.items) <= MAX_ITEMS:
            return
        rest: dict[str, list[Item]] = {}
        for item in self.items[MAX_ITEMS:]:
            rest.setdefault(item.part, []).append(item)
        del self.items[MAX_ITEMS:]
        for part, items in rest.items():
            together = "".join(item.digest for item in items).encode()
            size, count = sum(i.size for i in items), sum(i.count for i in items)
            self.items.append(Item(part, digest(together, [(0, len(together))]), size, count))


def digest(data: bytes, ranges: Iterable[Range], salt: bytes = b"") -> str:
    """Hexadecimal BLAKE3 of some ranges of a file, one after the other."""
    from blake3 import blake3

    hasher = blake3(salt)
    view = memoryview(data)
    for start, end in ranges:
        hasher.update(view[start:end])
    return str(hasher.hexdigest(length=_DIGEST_BYTES))


def skip_fill(data: bytes, start: int, end: int) -> int:
    """Where fill ends that begins at a place; `end` if there is nothing else."""
    rest = data[start:end]
    return end - len(rest.lstrip(_FILL[:1]))


def gaps(covered: Iterable[Range], start: int, end: int, least: int = 1) -> list[Range]:
    """The stretches between start and end that no range covers and that are `least` bytes long."""
    found: list[Range] = []
    at = start
    for first, last in sorted(covered):
        if first - at >= least and first <= end:
            found.append((at, first))
        at = max(at, last)
    if end - at >= least:
        found.append((at, end))
    return found

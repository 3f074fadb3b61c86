"""What truth.json of a labelled folder says, whichever program of `models` wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path


class Truth:
    """What is known of a labelled folder.

    Attributes:
        groups: the shot of each picture, by file name; what has none is no copy of anything.
        edits: what was done to it, "original" for the shot itself.
    """

    def __init__(self, folder: Path) -> None:
        said = json.loads((folder / "truth.json").read_text())
        self._folder = folder.name
        self.groups: dict[str, int] = said["groups"]
        self.edits: dict[str, str] = said.get("edits", {})
        self._related: dict[str, str] = said.get("related", {})
        self._kinds: dict[str, str] = said.get("kinds", {})

    def kind(self, name: str) -> str:
        """The kind of a picture; "photo" where nothing is said."""
        return self._kinds.get(name, "photo")

    def is_copy(self, a: str, b: str) -> bool:
        """Whether two pictures show the same shot."""
        return a in self.groups and self.groups[a] == self.groups.get(b)

    def is_related(self, a: str, b: str) -> bool:
        """Whether two pictures are of one scene or one template."""
        return a in self._related and self._related[a] == self._related.get(b)

    def true_pairs(self) -> Iterator[tuple[str, str]]:
        """Every pair of copies."""
        shots: dict[int, list[str]] = {}
        for name, group in sorted(self.groups.items()):
            shots.setdefault(group, []).append(name)
        for names in shots.values():
            yield from combinations(names, 2)

    def subject(self, name: str) -> str:
        """The photo or the family that a picture was made from, the shots of a burst included."""
        stem = re.split(r"-(?!\d)", Path(name).stem)[0]
        return f"{self._folder}/{self._related.get(name, stem)}"

    def change(self, a: str, b: str) -> str:
        """What makes two pictures differ: an edit or "chain"; "burst", a kind, or "others"."""
        if self.is_copy(a, b):
            edits = {self.edits.get(name, "") for name in (a, b)} - {"original"}
            is_chain = len(edits) > 1 or any("+" in edit for edit in edits)
            return "chain" if is_chain else next(iter(edits), "original")
        return self._kinds.get(a, "burst") if self.subject(a) == self.subject(b) else "others"

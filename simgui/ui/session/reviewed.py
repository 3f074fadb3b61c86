"""Which groups the user has looked at, as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simgui.core.types import Group
from simgui.engine.snapshot import group_digest


class Reviewed:
    """Remembers contents, not names: a group that gets another photo is open again.

    Attributes:
        ids: Names of the groups shown that were looked at; always the same set, so that 10,000
            groups can be counted at each key.
    """

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._digests: set[bytes] = set()
        self._shown: Mapping[str, bytes] = {}

    def show(self, digests: Mapping[str, bytes]) -> None:
        """Other groups are shown.

        Args:
            digests: `group_digest` of each by its name.
        """
        self._shown = digests
        self.ids.clear()
        if self._digests:
            self.ids |= {name for name, digest in digests.items() if digest in self._digests}

    def restore(self, digests: Iterable[bytes]) -> None:
        """Take over what was looked at in earlier sessions."""
        self._digests = set(digests)
        self.show(self._shown)

    def put(self, groups: Sequence[Group], *, is_reviewed: bool) -> None:
        """Remember that groups were looked at, or that they are open again."""
        digests, names = set(map(group_digest, groups)), {group.id for group in groups}
        if is_reviewed:
            self._digests |= digests
            self.ids |= names
        else:
            self._digests -= digests
            self.ids -= names

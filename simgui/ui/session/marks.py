"""The marks: photos the user has chosen to remove, not yet removed.

The only owner of marks; models and panels listen to it. Marks are photos' ids, so that they outlive
every regrouping.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from simgui.core.types import Group, Member, Photo, PhotoId, Role


class Marks(QObject):
    """The photos marked for the trash.

    Signals:
        changed: frozenset of PhotoId whose mark changed; empty when folders came or went.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: dict[PhotoId, Photo] = {}
        self._by_hand: set[PhotoId] = set()
        self._away: frozenset[str] = frozenset()

    def __contains__(self, photo_id: object) -> bool:
        return photo_id in self._photos

    def __len__(self) -> int:
        return len(self._photos)

    @property
    def photos(self) -> list[Photo]:
        """The marked photos, in the order they were marked."""
        return list(self._photos.values())

    @property
    def ids(self) -> frozenset[PhotoId]:
        """Their ids."""
        return frozenset(self._photos)

    @property
    def by_hand(self) -> frozenset[PhotoId]:
        """The photos among them that the user marked, not a rule."""
        return frozenset(self._by_hand)

    @property
    def total_bytes(self) -> int:
        """Bytes they take; hard links of one file count once, what can't be reached not at all."""
        there = (p for p in self._photos.values() if not self.is_away(p))
        sizes = {p.stat.identity: p.total_size for p in there}
        return sum(sizes.values())

    def apply(
        self, marked: Iterable[Photo], unmarked: Iterable[PhotoId], *, by_hand: bool = True
    ) -> None:
        """Set and remove marks at once; protected photos are passed over.

        Args:
            marked: Photos to mark.
            unmarked: Photos whose marks are taken away.
            by_hand: Whether the user chose these very photos.
        """
        changed: set[PhotoId] = set()
        for photo_id in unmarked:
            self._by_hand.discard(photo_id)
            if self._photos.pop(photo_id, None) is not None:
                changed.add(photo_id)
        for photo in marked:
            if photo.role is Role.NORMAL and photo.id not in self._photos:
                self._photos[photo.id] = photo
                changed.add(photo.id)
                if by_hand:
                    self._by_hand.add(photo.id)
        if changed:
            self.changed.emit(frozenset(changed))

    @property
    def away(self) -> frozenset[str]:
        """The watched folders that can't be reached now."""
        return self._away

    def is_away(self, photo: Photo) -> bool:
        """Whether a photo's folder can't be reached now."""
        return photo.root in self._away

    def set_away(self, roots: frozenset[str]) -> None:
        """Say which watched folders can't be reached; marks in them stay, and count nothing."""
        if roots != self._away:
            self._away = roots
            self.changed.emit(frozenset())

    def drop(self, photo_ids: Iterable[PhotoId]) -> None:
        """Forget the marks of photos that are gone."""
        self.apply((), photo_ids)

    def refresh(self, known: dict[PhotoId, Photo]) -> None:
        """Take over the photos' new facts; a photo that is gone or protected loses its mark."""
        lost: set[PhotoId] = set()
        for photo_id in list(self._photos):
            photo = known.get(photo_id)
            if photo is None or photo.role is not Role.NORMAL:
                del self._photos[photo_id]
                self._by_hand.discard(photo_id)
                lost.add(photo_id)
            else:
                self._photos[photo_id] = photo
        if lost:
            self.changed.emit(frozenset(lost))


def survivors(group: Group, marked: Iterable[PhotoId]) -> list[Member]:
    """The members that stay if these photos go; the hard links of one file are one photo."""
    gone = set(marked)
    files = {m.photo.stat.identity for m in group.members if m.photo.id in gone}
    return [
        m for m in group.members if m.photo.id not in gone and m.photo.stat.identity not in files
    ]

"""The user's work on the groups: marks, keepers, "no duplicates", each of them undoable.

Widgets call its methods and listen; it never shows anything and never touches a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from simgui.core.types import Group, Photo, PhotoId, Role, Tier
from simgui.engine.keep_rules import Ruling
from simgui.engine.snapshot import digests_of
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.session.keepers import with_keeper
from simgui.ui.session.marks import Marks, survivors
from simgui.ui.session.reviewed import Reviewed
from simgui.ui.session.undo_commands import ActionCommand, MarkCommand

if TYPE_CHECKING:
    from simgui.engine.decisions import ReviewDecisions


StoreDecision = Callable[[Callable[["ReviewDecisions"], None]], None]
"""Stores a decision; returns at once and does its work later, in order."""


class Review(QObject):
    """Groups with what was decided about them.

    Attributes:
        reviewed: The groups that the user has looked at.

    Signals:
        groups_changed: The groups are others.
        group_changed: Group that keeps another photo now.
        refused: A sentence that says why something was not done.
        reviewed_changed: Groups were looked at, or are open again.
        apart_changed: What counts as duplicates changed; groups must be made again.
    """

    groups_changed = Signal()
    group_changed = Signal(object)
    reviewed_changed = Signal()
    refused = Signal(str)
    apart_changed = Signal()

    def __init__(self, store: StoreDecision, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks = Marks(self)
        self.undo_stack = QUndoStack(self)
        self._store = store
        self._groups: dict[str, Group] = {}
        self._moments: dict[str, Group] = {}
        self._group_of: dict[PhotoId, str] = {}
        self._given: tuple[tuple[Group, ...], tuple[Group, ...]] = ((), ())
        self._keepers: dict[PhotoId, frozenset[PhotoId]] = {}
        self._is_restoring = False
        self.reviewed = Reviewed()
        self.marks.changed.connect(self._on_marks_changed)
        self._marked_before: dict[PhotoId, Photo] = {}

    @property
    def groups(self) -> list[Group]:
        """The groups of one shot."""
        return list(self._groups.values())

    @property
    def moments(self) -> list[Group]:
        """The groups of one moment."""
        return list(self._moments.values())

    def group(self, group_id: str) -> Group | None:
        """A group by its name."""
        return self._groups.get(group_id) or self._moments.get(group_id)

    def group_of(self, photo_id: PhotoId) -> Group | None:
        """The group a photo is in."""
        name = self._group_of.get(photo_id)
        return None if name is None else self.group(name)

    def show(
        self,
        groups: tuple[Group, ...],
        moments: tuple[Group, ...],
        photos: dict[PhotoId, Photo] | None,
        group_of: dict[PhotoId, str],
        digests: dict[str, bytes] | None = None,
    ) -> None:
        """Take over freshly made groups; keepers chosen here and not yet stored stay chosen.

        Args:
            groups: The groups of one shot; those shown already are not shown again.
            moments: The groups of one moment; likewise.
            photos: All photos: what is not among them loses its mark. None while not all are read.
            group_of: What `places` says of these groups.
            digests: What `digests_of` says of them; made here where nobody did it before.
        """
        are_new = groups is not self._given[0] or moments is not self._given[1]
        if are_new:
            self._given = (groups, moments)
            self._groups = self._lane(groups)
            self._moments = self._lane(moments)
            self._group_of = group_of
            self.reviewed.show(digests_of(groups, moments) if digests is None else digests)
        if photos is not None:
            self.marks.refresh(photos)
        if are_new:
            self.groups_changed.emit()

    def restore_marks(self, photos: Iterable[Photo]) -> None:
        """Take over the marks of the last run, without storing them again."""
        self._is_restoring = True
        self.marks.apply(photos, ())
        self._is_restoring = False

    # -- marks

    def toggle(self, photo: Photo) -> None:
        """Mark a photo, or take its mark away."""
        if photo.id in self.marks:
            self._push_marks(translate("Undo", "unmark a photo"), (), (photo,))
        else:
            self.mark((photo,))

    def mark(self, photos: Sequence[Photo], *, by_hand: bool = True) -> None:
        """Mark photos; what would leave a group without a photo is refused.

        Args:
            photos: What to mark.
            by_hand: Whether the user looked at each: then the plan names what would be lost, and
                otherwise it refuses.
        """
        wanted = [p for p in photos if p.role is Role.NORMAL and p.id not in self.marks]
        if not wanted:
            if any(p.role is Role.PROTECTED for p in photos):
                self.refused.emit(
                    translate("Refused", "This photo is in a protected folder and can't be marked.")
                )
            return
        if any(p.id not in self._group_of for p in wanted):
            self.refused.emit(
                translate("Refused", "Only photos that have a duplicate can be marked.")
            )
            wanted = [p for p in wanted if p.id in self._group_of]
        allowed, spared = self._keep_one(wanted)
        if spared:
            self.refused.emit(
                translate("Refused", "Every group keeps one photo: {name} was not marked.").format(
                    name=display.name(spared[0].path)
                )
            )
        if not allowed:
            return
        text = translate("Undo", "mark %Ln photos", "", len(allowed))
        self.undo_stack.beginMacro(text)
        self.undo_stack.push(MarkCommand(text, self.marks, allowed, (), by_hand=by_hand))
        self._move_keepers(allowed)
        self.undo_stack.endMacro()

    def unmark(self, photos: Sequence[Photo]) -> None:
        """Take marks away."""
        marked = [p for p in photos if p.id in self.marks]
        if marked:
            text = translate("Undo", "unmark %Ln photos", "", len(marked))
            self._push_marks(text, (), marked)

    def mark_others(self, groups: Sequence[Group]) -> None:
        """Mark all but the photo to keep of each group of copies.

        Shots of one moment are different photos: they are marked one by one, never all but one.
        """
        copies = [group for group in groups if group.tier.is_copy]
        if len(copies) < len(groups):
            self.refused.emit(
                translate(
                    "Refused",
                    "Photos that aren't copies of each other must be marked one at a time.",
                )
            )
        photos = [m.photo for g in copies for m in g.members[1:] if m.photo.role is Role.NORMAL]
        if photos:
            self.mark(photos, by_hand=len(groups) == 1)

    def apply_ruling(self, ruling: Ruling) -> None:
        """Mark what keep rules have chosen, and keep what they keep."""
        photos = [r.photo for r in ruling.marks if r.photo.id not in self.marks]
        allowed, _ = self._keep_one(photos)
        if not allowed:
            return
        text = translate("Undo", "auto-select %Ln photos", "", len(allowed))
        self.undo_stack.beginMacro(text)
        for photo in ruling.keepers:
            self.unmark((photo,))
            group = self.group_of(photo.id)
            if group is not None and group.keeper.photo.id != photo.id:
                self._push_keeper(group, photo)
        self.undo_stack.push(MarkCommand(text, self.marks, allowed, (), by_hand=False))
        self.undo_stack.endMacro()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.unmark(self.marks.photos)

    def keep(self, photo: Photo) -> None:
        """Make a photo the one its group keeps, and take its mark away."""
        group = self.group_of(photo.id)
        if group is None or group.keeper.photo.id == photo.id:
            self.unmark((photo,))
            return
        text = translate("Undo", "keep another photo")
        self.undo_stack.beginMacro(text)
        self.unmark((photo,))
        self._push_keeper(group, photo)
        self.undo_stack.endMacro()

    def keep_only(self, photo: Photo) -> None:
        """Keep a photo and mark all others of its group."""
        self.undo_stack.beginMacro(translate("Undo", "keep one photo and mark the rest"))
        self.keep(photo)
        group = self.group_of(photo.id)
        if group is not None:
            self.mark_others((group,))
        self.undo_stack.endMacro()

    def is_reviewed(self, group: Group) -> bool:
        """Whether the user has looked at a group as it is now."""
        return group.id in self.reviewed.ids

    def restore_reviewed(self, digests: Iterable[bytes]) -> None:
        """Take over what was looked at in earlier sessions."""
        self.reviewed.restore(digests)
        self.reviewed_changed.emit()

    def set_reviewed(self, groups: Sequence[Group], *, is_reviewed: bool) -> None:
        """Record that groups were reviewed, or that they are open again."""
        changed = [group for group in groups if self.is_reviewed(group) != is_reviewed]
        if not changed:
            return
        text = (
            translate("Undo", "mark as reviewed")
            if is_reviewed
            else translate("Undo", "mark as not reviewed")
        )
        self.undo_stack.push(
            ActionCommand(
                text,
                lambda: self._store_reviewed(changed, is_reviewed=is_reviewed),
                lambda: self._store_reviewed(changed, is_reviewed=not is_reviewed),
            )
        )

    def accept(self, groups: Sequence[Group]) -> None:
        """Take the proposal of groups: what may go by a rule is marked, and they are reviewed.

        Edited versions and other shots of one moment stay: they are the user's to mark.
        """
        photos = [
            member.photo
            for group in groups
            for member in group.members[1:]
            if member.tier <= Tier.SAME and member.photo.role is Role.NORMAL
        ]
        self.undo_stack.beginMacro(translate("Undo", "accept %Ln groups", "", len(groups)))
        if photos:
            self.mark(photos, by_hand=False)
        self.set_reviewed(groups, is_reviewed=True)
        self.undo_stack.endMacro()

    def accept_keeping(self, group: Group, photo: Photo) -> None:
        """Keep a photo of a group and take the proposal for the rest, in one step."""
        self.undo_stack.beginMacro(translate("Undo", "keep a photo and accept the rest"))
        self.keep(photo)
        self.accept((self.group_of(photo.id) or group,))
        self.undo_stack.endMacro()

    def _store_reviewed(self, groups: Sequence[Group], *, is_reviewed: bool) -> None:
        self.reviewed.put(groups, is_reviewed=is_reviewed)
        self._store(lambda decisions: decisions.set_reviewed(groups, is_reviewed=is_reviewed))
        self.reviewed_changed.emit()

    # -- no duplicates

    def set_apart(self, photos: Sequence[Photo]) -> None:
        """Record that these photos are not duplicates of each other."""
        contents = {p.content.id for p in photos}
        if len(contents) < 2:
            self.refused.emit(
                translate("Refused", "These files are identical, so they stay duplicates.")
            )
            return
        chosen = tuple(photos)

        def redo() -> None:
            self._store(lambda decisions: decisions.set_apart(chosen))
            self.apart_changed.emit()

        def undo() -> None:
            self._store(lambda decisions: decisions.undo_apart(chosen))
            self.apart_changed.emit()

        text = translate("Undo", "not duplicates")
        self.undo_stack.beginMacro(text)
        self.unmark(chosen)
        self.undo_stack.push(ActionCommand(text, redo, undo))
        self.undo_stack.endMacro()

    def withdraw_apart(self, decisions: Sequence[Sequence[bytes]]) -> None:
        """Take back that contents are not duplicates; each decision is named by its contents."""

        def redo() -> None:
            for hashes in decisions:
                self._store(lambda stored, hashes=hashes: stored.withdraw(hashes))  # type: ignore[misc]
            self.apart_changed.emit()

        def undo() -> None:
            for hashes in decisions:
                self._store(lambda stored, hashes=hashes: stored.separate(hashes))  # type: ignore[misc]
            self.apart_changed.emit()

        self.undo_stack.push(ActionCommand(translate("Undo", "group photos again"), redo, undo))

    # -- how it is done

    def _push_marks(self, text: str, marked: Sequence[Photo], unmarked: Sequence[Photo]) -> None:
        self.undo_stack.push(MarkCommand(text, self.marks, marked, unmarked))

    def _keep_one(self, wanted: Sequence[Photo]) -> tuple[list[Photo], list[Photo]]:
        """Split photos into those that may be marked and those that are the last of a group."""
        gone = set(self.marks.ids) | {p.id for p in wanted}
        spared: dict[PhotoId, Photo] = {}
        for name in {self._group_of[p.id] for p in wanted if p.id in self._group_of}:
            group = self.group(name)
            if group is None or survivors(group, gone):
                continue
            stays = next((m.photo for m in group.members if m.photo.id not in self.marks), None)
            if stays is not None:
                spared[stays.id] = stays
        return [p for p in wanted if p.id not in spared], list(spared.values())

    def _move_keepers(self, marked: Sequence[Photo]) -> None:
        """Where a keeper was marked, the next best photo that stays is kept instead."""
        for photo in marked:
            group = self.group_of(photo.id)
            if group is not None and group.keeper.photo.id == photo.id:
                left = survivors(group, self.marks.ids)
                if left:
                    self._push_keeper(group, left[0].photo)

    def _push_keeper(self, group: Group, photo: Photo) -> None:
        before = group.keeper.photo
        members = tuple(m.photo for m in group.members)

        def redo() -> None:
            self._set_keeper(photo, members)

        def undo() -> None:
            self._set_keeper(before, members)

        self.undo_stack.push(ActionCommand(translate("Undo", "keep another photo"), redo, undo))

    def _set_keeper(self, photo: Photo, among: Sequence[Photo]) -> None:
        for other in among:
            self._keepers.pop(other.id, None)
        self._keepers[photo.id] = frozenset(p.id for p in among)
        self._store(lambda decisions: decisions.choose_keeper(photo, among))
        name = self._group_of.get(photo.id)
        for lane in (self._groups, self._moments):
            if name in lane:
                lane[name] = with_keeper(lane[name], photo.id)
                self.group_changed.emit(lane[name])

    def _lane(self, groups: Sequence[Group]) -> dict[str, Group]:
        if not self._keepers:
            return dict(zip(map(attrgetter("id"), groups), groups, strict=True))
        return {group.id: self._with_chosen(group) for group in groups}

    def _with_chosen(self, group: Group) -> Group:
        for member in group.members:
            if member.photo.id in self._keepers and member.photo.id not in self.marks:
                return with_keeper(group, member.photo.id)
        return group

    def _on_marks_changed(self, changed: frozenset[PhotoId]) -> None:
        now = {p.id: p for p in self.marks.photos if p.id in changed}
        before = [self._marked_before[i] for i in changed if i in self._marked_before]
        self._marked_before = {p.id: p for p in self.marks.photos}
        if self._is_restoring:
            return
        gone = [p for p in before if p.id not in now]
        if now:
            marked = list(now.values())
            self._store(lambda decisions: decisions.mark(marked))
        if gone:
            self._store(lambda decisions: decisions.unmark(gone))

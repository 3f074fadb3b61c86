"""What the keys and buttons of the review do with the chosen groups."""

from __future__ import annotations

from collections.abc import Callable

from simgui.core.types import Group
from simgui.text.translation import translate
from simgui.ui.review.group_panel import GroupPanel
from simgui.ui.review.page import ReviewPage
from simgui.ui.session.review import Review


class GroupCommands:
    """Commands about the groups that are selected in the list, or else about the one shown.

    Args:
        groups: The list.
        page: The group shown.
        review: Does it.
        has_groups: Whether a place with groups is open.
    """

    def __init__(
        self, groups: GroupPanel, page: ReviewPage, review: Review, has_groups: Callable[[], bool]
    ) -> None:
        self._groups = groups
        self._page = page
        self._review = review
        self._has_groups = has_groups

    def chosen(self) -> list[Group]:
        """The groups that a command is about; says so where there can be none."""
        if not self._has_groups():
            self._review.refused.emit(
                translate("Refused", "This works on groups. Open Duplicates first.")
            )
            return []
        selected = self._groups.selected()
        if len(selected) > 1:
            return selected
        return [self._page.group] if self._page.group is not None else []

    def mark_others(self) -> None:
        """Mark the rest of the chosen groups."""
        groups = self.chosen()
        if groups:
            self._review.mark_others(groups)

    def set_apart(self) -> None:
        """Say that the chosen photos, or those of each selected group, are no duplicates."""
        groups = self.chosen()
        if len(groups) == 1:
            self._page.set_apart()
            return
        for group in groups:
            self._review.set_apart([m.photo for m in group.members])

    def accept(self) -> None:
        """Take the proposal of the chosen groups and go to the next that is not reviewed.

        Of several groups those that are reviewed stay as they are: the user has decided there.
        """
        groups = self.chosen()
        if len(groups) > 1:
            groups = [group for group in groups if not self._review.is_reviewed(group)]
            if not groups:
                self._review.refused.emit(translate("Refused", "All selected groups are reviewed."))
        if groups:
            self._review.accept(groups)
            self._groups.step_open()

    def keep_number(self, number: int) -> None:
        """Keep a photo of the group shown by its number, from 1, accept the rest and go on."""
        group = self._page.group
        if group is not None and number <= len(group.members):
            self._review.accept_keeping(group, group.members[number - 1].photo)
            self._groups.step_open()

    def toggle_reviewed(self) -> None:
        """Say that the chosen groups were looked at, or that they are open again."""
        groups, review = self.chosen(), self._review
        if groups:
            review.set_reviewed(groups, is_reviewed=not all(map(review.is_reviewed, groups)))

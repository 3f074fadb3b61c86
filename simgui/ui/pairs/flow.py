"""From two folders, or one group of them, to a decision that is shown and then carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from simgui.text.translation import translate
from simgui.ui.pairs.page import PairsPage
from simgui.ui.pairs.preview import DecisionPage
from simgui.ui.session.session import Session

if TYPE_CHECKING:
    from simgui.core.types import Group, Photo
    from simgui.engine.folders.decide import Decision


class DecisionFlow(QObject):
    """Ties the list of pairs and the preview to the session.

    Signals:
        opened: The preview has a decision to show.
        ruled: Ruling to apply.
    """

    opened = Signal()
    ruled = Signal(object)

    def __init__(self, session: Session, pairs: PairsPage, preview: DecisionPage) -> None:
        super().__init__(preview)
        self._session = session
        self._pairs = pairs
        self._preview = preview
        pairs.wanted.connect(self.preview)
        preview.confirmed.connect(lambda decision: self.ruled.emit(decision.ruling))

    def preview(self, keep: str, drop: str) -> None:
        """Show what would be marked if the photos of one folder stay and not those of another."""
        groups = self._session.review.groups

        def work() -> Decision:
            from simgui.engine.folders.decide import decide

            return decide(groups, (keep,), (drop,))

        self._session.pool.run(work, lambda decision: self._show(decision, keep, drop))

    def extend(self, group: Group, chosen: Photo | None) -> None:
        """Offer the decision of a group for all groups of the same two folders.

        Args:
            group: Keeps its keeper.
            chosen: The photo that does not stay, or None for the first that lies elsewhere.
        """
        keeper = group.keeper.photo
        others = [m.photo for m in group.members[1:]]
        if chosen is not None and chosen.id != keeper.id:
            others.insert(0, chosen)
        self._pairs.refresh(lambda: self._preview_first(keeper, others))

    def _preview_first(self, keeper: Photo, others: Sequence[Photo]) -> None:
        from simgui.engine.folders.pairs import folders_of

        for photo in others:
            folders = folders_of(keeper, photo, self._pairs.model.rows)
            if folders is not None:
                self.preview(*folders)
                return
        self._session.review.refused.emit(
            translate("Refused", "All photos of this group are in one folder.")
        )

    def _show(self, decision: Decision, keep: str, drop: str) -> None:
        self._preview.show_decision(decision, keep, drop)
        self.opened.emit()
        self._preview.go.setFocus()

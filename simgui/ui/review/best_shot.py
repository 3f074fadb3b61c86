"""Proposes the best shot of the moment that is shown; marks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from simgui.core.task import Token
from simgui.core.types import Group, Tier
from simgui.text.translation import translate
from simgui.ui.messages import Message, MessageKind
from simgui.ui.review.page import ReviewPage
from simgui.ui.session.session import Session

if TYPE_CHECKING:
    from simgui.core.grouping.best_shot import Judged
    from simgui.core.types import Photo


class BestShot(QObject):
    """Compares the shots of a group on the session's pool.

    Signals:
        said: Message.
    """

    said = Signal(object)

    def __init__(self, session: Session, page: ReviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._group = ""

    def propose(self, group: Group) -> None:
        """Make the best shot of a moment the current photo, and say why."""
        if group.tier is not Tier.MOMENT:
            self._tell(translate("Shot", "This compares shots of one moment. Open Bursts first."))
            return
        from simgui.engine.best_shot import best_first

        self._group = group.id
        library = self._session.workspace.library
        self._tell(translate("Shot", "Comparing the shots…"))
        self._session.pool.run(lambda: best_first(library, group, Token()), self._show)

    def _show(self, judged: list[tuple[Photo, Judged]] | None) -> None:
        from simgui.text import shot_wording

        if judged is None:
            self._tell(
                translate("Shot", "These photos belong together or can't be laid on one another.")
            )
            return
        self._tell(shot_wording.proposal(judged))
        if self._page.group is not None and self._page.group.id == self._group:
            self._page.grid.select_photo(judged[0][0].id)

    def _tell(self, text: str) -> None:
        self.said.emit(Message(MessageKind.NOTICE, text))

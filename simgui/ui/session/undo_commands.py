"""What the user can undo: marks, keepers, "no duplicates", deletions. One command an action.

The stack calls `redo` when a command is pushed. Commands are instant; a deletion is pushed after
its files have moved and does its undoing through the file pool.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand

from simgui.core.types import Photo
from simgui.ui.session.marks import Marks


class MarkCommand(QUndoCommand):
    """Some photos were marked and some unmarked."""

    def __init__(
        self,
        text: str,
        marks: Marks,
        marked: Sequence[Photo],
        unmarked: Sequence[Photo],
        *,
        by_hand: bool = True,
    ) -> None:
        super().__init__(text)
        self._by_hand = by_hand
        self._marks = marks
        self._marked = tuple(marked)
        self._unmarked = tuple(unmarked)

    def redo(self) -> None:
        self._marks.apply(self._marked, [p.id for p in self._unmarked], by_hand=self._by_hand)

    def undo(self) -> None:
        self._marks.apply(self._unmarked, [p.id for p in self._marked])


class ActionCommand(QUndoCommand):
    """Something that can be undone and redone.

    Args:
        text: What the undo menu says.
        redo: Does it.
        undo: Undoes it.
        is_done: It has happened already; the redo that comes with the push does nothing.
    """

    def __init__(
        self,
        text: str,
        redo: Callable[[], object],
        undo: Callable[[], object],
        *,
        is_done: bool = False,
    ) -> None:
        super().__init__(text)
        self._redo = redo
        self._undo = undo
        self._skips_next = is_done

    def redo(self) -> None:
        if self._skips_next:
            self._skips_next = False
            return
        self._redo()

    def undo(self) -> None:
        self._undo()

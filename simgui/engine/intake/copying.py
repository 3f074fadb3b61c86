"""Copying what is new on a card into the library's folders, with the library told.

planned = copying.plan(report, "/photos/new", "%Y/%m")
outcome = copying.execute(library, planned, token)
copying.undo(library, outcome.number, trash, token)
"""

from __future__ import annotations

from collections.abc import Callable

from simgui.core.errors import UserError
from simgui.core.files.roles import lies_within
from simgui.core.intake import copying, reversal
from simgui.core.intake.plan import plan as plan_copies
from simgui.core.intake.values import Copy, CopyState, Outcome, Plan
from simgui.core.removal.movers.mover import Mover
from simgui.core.task import Token
from simgui.core.types import FileState
from simgui.engine.intake.check import Report
from simgui.store.intakes import Intake
from simgui.store.library import Library


def plan(report: Report, target: str, pattern: str = "") -> Plan:
    """Decide which photos of a checked folder are copied, and where; nothing is touched.

    Those that are new, and those that hold more than their copies elsewhere.

    Args:
        report: Of the folder, see `check`.
        target: The folder that takes them, as an absolute path.
        pattern: Folders by date below it, such as "%Y/%m".

    Raises:
        UserError: The target lies in the checked folder, or the pattern leads out of it.
    """
    if lies_within(report.folder)(target):
        raise UserError(
            "{path} is inside the folder that is checked",
            path=target,
            remedy="Choose a folder outside it for the new photos.",
        )
    return plan_copies((item.photo for item in report.worth_copying), target, pattern)


def execute(
    library: Library,
    wanted: Plan,
    token: Token,
    on_file: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Copy what was planned; see `simgui.core.intake.copying`.

    Raises:
        UserError: There is not enough room, or the folder can't be made.
    """
    return copying.execute(wanted, library.intakes, token, on_file)


def undo(library: Library, number: int | None, trash: Callable[[], Mover], token: Token) -> Outcome:
    """Move copies to the trash while their sources are there; the library then knows.

    Args:
        library: Its log says what was copied.
        number: Which intake; None for the latest with copies to take back.
        trash: Makes the mover for the trash.
        token: Stops between two files.

    Raises:
        UserError: There is none.
    """
    intake = _find(library, number)
    outcome = reversal.undo(intake.copies, trash(), library.intakes, token)
    ids = library.ids_at([copy.place for copy in outcome.done])
    library.set_state(list(ids.values()), FileState.GONE)
    return outcome


def _find(library: Library, number: int | None) -> Intake:
    for intake in library.intakes.all():
        is_wanted = intake.number == number
        if number is None:
            is_wanted = any(c.is_own and c.state is CopyState.DONE for c in intake.copies)
        if is_wanted:
            return intake
    raise UserError("There are no copied photos to take back")


def recover(library: Library, token: Token) -> list[Copy]:
    """Settle copies that a kill or a power cut left open; to be called once the library is open."""
    return reversal.recover(library.intakes, token)

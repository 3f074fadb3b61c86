"""A program that kills itself at a given line of ours while it takes photos away or back.

Usage: python kill_at_line.py FOLDER execute|undo|redo LINE
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

from simgui.core.removal.execute import execute
from simgui.core.removal.journal import Action
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import plan_removal
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Metadata, Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at


def kill_at(line: int) -> None:
    """End this process the hard way when it comes to the n-th line of simgui."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if f"{os.sep}simgui{os.sep}" not in frame.f_code.co_filename:
            return None
        if event == "line":
            count += 1
            if count >= line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def main() -> None:
    """Do one thing and die at the given line of it; exit 0 if it is done before."""
    folder, what, line = sys.argv[1], sys.argv[2], int(sys.argv[3])
    action = Action(sys.argv[4]) if len(sys.argv) > 4 else Action.TRASH
    mover = FreedesktopTrash() if action is Action.TRASH else None
    with Library(os.path.join(folder, "library")) as library:
        journal = library.journal
        if what == "execute":
            keeper = photo_at(os.path.join(folder, "a.jpg"))
            side = os.path.join(folder, "p", "b.xmp")
            knows = Metadata(title="Pier", rating=4)
            copy = photo_at(os.path.join(folder, "p", "b.jpg"), companions=[side], metadata=knows)
            plan = plan_removal(
                [group_of(keeper, (copy, Tier.IDENTICAL))],
                {copy.id},
                by_hand={copy.id},  # only the copy has a side-car
                action=action,
                saves_metadata=True,
            )
            kill_at(line)
            execute(plan, mover, journal, Token(), roots=[])
        else:
            action_id = journal.actions()[0].id
            kill_at(line)
            if what == "undo":
                undo(journal, action_id, mover, Token())
            else:
                redo(journal, action_id, mover, Token(), roots=[])
        sys.settrace(None)


if __name__ == "__main__":
    main()

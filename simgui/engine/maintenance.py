"""Library maintenance: contents, health, rebuild."""

from __future__ import annotations

from dataclasses import dataclass

from simgui.core.errors import UserError
from simgui.core.types import FileState
from simgui.store.library import Library


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What is known of a library."""

    folder: str
    photos: int
    file_bytes: int


def facts(library: Library) -> LibraryFacts:
    """What to tell a user about a library."""
    stats = library.stats()
    present = stats.states.get(FileState.PRESENT, 0)
    return LibraryFacts(str(library.folder), present, stats.file_bytes)


def forget_folder(library: Library, folder: str) -> None:
    """Stop watching a folder; its photos stay where they are.

    Raises:
        UserError: It is not watched.
    """
    if not any(root.path == folder for root in library.roots()):
        raise UserError(
            "{path} is not a folder of the library",
            path=folder,
            remedy="Run “simgui library” to list its folders.",
        )
    library.forget(folder)

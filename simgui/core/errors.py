"""Two families of failure: the world (UserError, shown with its remedy) and bugs (all the rest)."""

from __future__ import annotations


class UserError(Exception):
    """Something in the world stands in the way, and a person can do something about it.

    Attributes:
        path: The file or folder it is about, or None.
        remedy: One sentence that says what to do, or an empty string.
    """

    def __init__(self, message: str, *, path: str | None = None, remedy: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.remedy = remedy


class UnreadableError(UserError):
    """A photo that can't be decoded; it is listed with its reason and never stops a scan."""


class ModelError(UserError):
    """A network file that is missing, damaged, or breaks the contract."""


class LibraryError(UserError):
    """A library file that can't be opened, is damaged, locked, or too new."""


class IndexDamagedError(UserError):
    """A saved graph that fails a check; it is rebuilt from the stored vectors."""

"""Two families of failure: the world (UserError, shown with its remedy) and bugs (all the rest).

A UserError carries a code and values. The code is its English template, which is also the key of
its translation, as with gettext: `simgui.text.errors` makes the sentence in the user's language,
`str()` the English one for logs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{(\w+)\}")


def marked(template: str) -> str:
    """Mark a text for translation that is passed on before it becomes part of an error."""
    return template


def fill(template: str, values: Mapping[str, object]) -> str:
    """Put values into a template; braces that name no value stay as they are."""
    return _FIELD.sub(lambda m: str(values[m[1]]) if m[1] in values else m[0], template)


class UserError(Exception):
    """Something in the world stands in the way, and the user can do something about it.

    Args:
        template: What is wrong, with the names of values in braces: a plain string, so that
            `resources/i18n/collect.py` finds it.
        path: The file or folder it is about; the value {path}.
        remedy: One sentence that says what to do, a template like the other, or empty.
        values: What the templates name; a value may itself be an error or a marked text.

    Attributes:
        template: See above.
        remedy_template: See above.
        values: See above.
        path: The file or folder it is about, or None.
    """

    def __init__(
        self, template: str, *, path: str | None = None, remedy: str = "", **values: object
    ) -> None:
        self.template = template
        self.remedy_template = remedy
        self.values: dict[str, object] = values if path is None else {"path": path, **values}
        self.path = path
        super().__init__(fill(template, self.values))

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return fill(self.remedy_template, self.values)


class UnreadableError(UserError):
    """A photo that can't be decoded; it is listed with its reason and never stops a scan."""


class ModelError(UserError):
    """A network file that is missing, damaged, or breaks the contract."""


class LibraryError(UserError):
    """A library file that can't be opened, is damaged, locked, or too new."""


class IndexDamagedError(UserError):
    """A saved graph that fails a check; it is rebuilt from the stored vectors."""

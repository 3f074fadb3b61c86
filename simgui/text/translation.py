"""The language of this process: the window and the command line choose it once, at their start.

The window hands in Qt's translator, the command line its own reader of the same texts (see
`catalogue`). Until then the program speaks English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from simgui.text.catalogue import Catalogue


class Translator(Protocol):
    """Puts texts and numbers into one language."""

    @property
    def language(self) -> str:
        """Two letters, such as "de"."""

    def translate(self, context: str, source: str, count: int) -> str:
        """The text in this language, or the English source if there is no translation.

        Args:
            context: Where the text is used; the same source may need two translations.
            source: The English text.
            count: Chooses the plural form and replaces "%Ln"; -1 for a text without a number.
        """

    def decimal(self, value: float, digits: int) -> str:
        """A number with this language's decimal sign and thousands separators."""


class _Process:
    """What the process speaks; one language a process, as with gettext and Qt."""

    translator: Translator | None = None


def use(translator: Translator | None) -> None:
    """Speak another language from now on; None for English."""
    _Process.translator = translator


def current() -> Translator:
    """The translator in use."""
    if _Process.translator is None:
        _Process.translator = Catalogue.load("en")
    return _Process.translator


@contextmanager
def in_english() -> Iterator[None]:
    """English for a while: what other programs read is the same in every language."""
    before = _Process.translator
    use(None)
    try:
        yield
    finally:
        use(before)


def translate(context: str, source: str, comment: str = "", count: int = -1) -> str:
    """A text in the user's language; see `Translator.translate`.

    Args:
        context: Where the text is used.
        source: The English text: a plain string, so that `resources/i18n/collect.py` finds it.
        comment: Always empty; stands where Qt's function has its comment.
        count: The number in the text, -1 without one.
    """
    return current().translate(context, source, count)

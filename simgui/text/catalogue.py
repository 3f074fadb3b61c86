"""Translations without Qt, read from the JSON file that `resources/i18n/collect.py` writes.

It holds what the compiled file for Qt holds, and besides how the language writes numbers and which
plural form it takes for 0 to 199: every language's rule repeats after that (Unicode CLDR, plural
rules for integers).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from simgui import paths
from simgui.core.errors import UserError

_PERIOD = 100
"""The plural form of a number from 200 on is that of 100 plus its last two digits."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's texts and number format.

    Attributes:
        language: Two letters.
        texts: Forms by context and source: one, or one for each plural form.
        plural_forms: Index of the form for each number from 0 to 199; empty for English.
    """

    language: str = "en"
    texts: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    plural_forms: Sequence[int] = ()
    decimal_point: str = "."
    group_separator: str = ","

    @classmethod
    def load(cls, language: str) -> Catalogue:
        """A language's catalogue; plain English where its file is missing or damaged."""
        try:
            path = paths.resource(f"i18n/simgui_{language}.json")
            read = json.loads(path.read_text("utf-8"))
            return cls(
                language=str(read["language"]),
                texts=read["texts"],
                plural_forms=[int(form) for form in read["plural_forms"]],
                decimal_point=str(read["decimal_point"]),
                group_separator=str(read["group_separator"]),
            )
        except (UserError, OSError, ValueError, KeyError, TypeError):
            return cls()

    def translate(self, context: str, source: str, count: int = -1) -> str:
        """The text in this language, see `translation.Translator`."""
        forms = self.texts.get(context, {}).get(source)
        if count < 0:
            return forms[0] if forms else source
        text = forms[min(self._form(count), len(forms) - 1)] if forms else source
        return text.replace("%Ln", self.decimal(count, 0)).replace("%n", str(count))

    def decimal(self, value: float, digits: int) -> str:
        """A number with the language's own signs."""
        plain = f"{value:,.{digits}f}"
        marks = {",": self.group_separator, ".": self.decimal_point}
        return "".join(marks.get(char, char) for char in plain)

    def sources(self, context: str) -> Iterator[str]:
        """The English texts of a context that are translated."""
        yield from self.texts.get(context, {})

    def _form(self, count: int) -> int:
        if not self.plural_forms:
            return int(count != 1)
        large = count >= len(self.plural_forms)
        return self.plural_forms[_PERIOD + count % _PERIOD if large else count]


def language_of(environment: Mapping[str, str], available: Sequence[str]) -> str:
    """The language that a terminal's user asks for, by the variables that gettext knows.

    LANGUAGE lists languages, the best first; it counts unless the locale is "C". The locale is the
    first of LC_ALL, LC_MESSAGES and LANG that is set.

    Args:
        environment: The environment's variables.
        available: The languages that texts exist in.

    Returns:
        One of `available`, English if the user's is none of them.
    """
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "") or _system_locale()
    wanted = [] if locale in {"C", "POSIX"} else environment.get("LANGUAGE", "").split(":")
    codes = (_code(name) for name in (*filter(None, wanted), locale))
    return next((code for code in codes if code in available), "en")


def _code(locale: str) -> str:
    return locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()


def of_environment() -> Catalogue:
    """The catalogue for the user of this terminal."""
    return Catalogue.load(language_of(os.environ, paths.languages()))


def _system_locale() -> str:
    """The display language of Windows, which sets no variable."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return locale.windows_locale.get(number, "")

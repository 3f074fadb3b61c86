"""What went wrong and what to do, in the user's language, from an error's template and values.

Some errors come back as text: reasons that the library has stored, details of a removal. Their
template is found again by matching it, so that they are translated, too.
"""

from __future__ import annotations

import re
from functools import cache

from simgui.core.errors import UserError, fill, marked
from simgui.text import display, translation
from simgui.text.catalogue import Catalogue

CONTEXT = "Error"
_FIELD = re.compile(r"\{(\w+)\}")
SYSTEM = (
    marked("Device or resource busy"),
    marked("File exists"),
    marked("File name too long"),
    marked("Input/output error"),
    marked("Is a directory"),
    marked("No space left on device"),
    marked("No such file or directory"),
    marked("Not a directory"),
    marked("Operation not permitted"),
    marked("Permission denied"),
    marked("Read-only file system"),
)
"""What the system says of the commonest failures of files (strerror of glibc)."""
_LEAST_WORDS = 6
"""Letters that a template must have outside of its values to be looked for in a text."""


def message(problem: UserError) -> str:
    """What is wrong; ends as the template does."""
    return _sentence(problem.template, problem.values)


def remedy(problem: UserError) -> str:
    """What to do, or an empty text."""
    return _sentence(problem.remedy_template, problem.values) if problem.remedy_template else ""


def told(problem: UserError) -> str:
    """What is wrong and what to do, on one line, harmless to show."""
    text = display.plain(message(problem))
    if text and text[-1] not in ".!?":
        text += "."
    return f"{text} {display.plain(remedy(problem))}".strip()


def retold(text: str) -> str:
    """An error that was kept as English text, in the user's language."""
    language = translation.current().language
    if language == "en" or not text:
        return text
    known = _template(text, language)
    if known is None:
        return text
    template, values = known
    return _sentence(template, values)


def reason(text: str) -> str:
    """The second half of the sentence "NAME can't be read: REASON." as it was stored.

    For a list that names the file already.
    """
    match = _UNREADABLE.fullmatch(text)
    return retold(match[2]) if match else retold(text)


_UNREADABLE = re.compile(r"(.+?) can't be read: (.+)\.", re.DOTALL)


def _sentence(template: str, values: dict[str, object]) -> str:
    text = translation.current().translate(CONTEXT, template, -1)
    shown = {name: _value(value) for name, value in values.items() if f"{{{name}}}" in template}
    return fill(text, shown)


def _value(value: object) -> str:
    if isinstance(value, UserError):
        return message(value)
    return retold(value) if isinstance(value, str) else str(value)


def _template(text: str, language: str) -> tuple[str, dict[str, object]] | None:
    """The template that a text was made from, the one with the most words of its own."""
    for template, pattern in _patterns(language):
        match = pattern.fullmatch(text)
        if match is not None:
            return template, dict(match.groupdict())
    return None


@cache
def _patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Every template and what matches a text made from it, the longest template first."""
    found = []
    for template in Catalogue.load(language).sources(CONTEXT):
        words = _FIELD.split(template)[::2]
        if sum(map(len, words)) < _LEAST_WORDS and len(words) > 1:
            continue
        names: set[str] = set()
        pattern = ""
        for number, part in enumerate(_FIELD.split(template)):
            if number % 2 == 0:
                pattern += re.escape(part)
            elif part in names:
                pattern += f"(?P={part})"
            else:
                pattern += f"(?P<{part}>.+?)"
                names.add(part)
        found.append((sum(map(len, words)), template, re.compile(pattern, re.DOTALL)))
    return [(template, pattern) for _, template, pattern in sorted(found, key=lambda f: -f[0])]

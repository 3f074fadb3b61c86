"""How raw values become text: file names made harmless, numbers as the language writes them.

Names of files and metadata may hold HTML, line breaks, bidi controls, or bytes that are no text at
all; whatever they hold, they take one line and can't reorder what stands beside them.
"""

from __future__ import annotations

import html
import os
import unicodedata

from simgui.core.files.changes import is_inside
from simgui.core.types import Photo
from simgui.text.translation import current, translate

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Joiners are part of how some scripts and emoji are written, and reorder nothing.
_JOINERS = frozenset("\u200c\u200d")
_MAX_CHARS = 1000
_STEP = 1000
_UNITS = ("kB", "MB", "GB", "TB", "PB", "EB")


def plain(text: str) -> str:
    """The text on one line, without characters that are invisible or steer the text around them."""
    text = text[:_MAX_CHARS]
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _REPLACEMENT if unicodedata.category(c) in _HIDDEN and c not in _JOINERS else c
        for c in text
    )


def hint(text: str) -> str:
    """A text for a tool tip, which Qt would take for HTML if it looked like it.

    HTML in a file's name could name a picture on another computer, which Windows would fetch.
    """
    if "<" not in text and "&" not in text:
        return text
    lines = html.escape(text).split("\n")
    return f"<span>{'<br>'.join(lines)}</span>"


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN and character not in _JOINERS


def name(path: str) -> str:
    """The file's name, fit to be shown."""
    return plain(os.path.basename(path) or path)


def place(photo: Photo) -> str:
    """The photo's folder as the user knows it: the watched folder's name and what is below it."""
    folder = os.path.dirname(photo.path)
    return place_of(folder, photo.root)


def place_of(folder: str, root: str) -> str:
    """A folder below a watched one, beginning with the watched one's name."""
    if not is_inside(folder, root):  # the root is a single file
        return plain(os.path.basename(folder) or folder)
    base = os.path.basename(root.rstrip(os.sep)) or root
    below = os.path.relpath(folder, root)
    if below == os.curdir:
        return plain(base)
    return plain("/".join([base, *below.split(os.sep)]))


def number(value: int) -> str:
    """A count with the language's thousands."""
    return current().decimal(int(value), 0)


def decimal(value: float, digits: int = 1) -> str:
    """A number with the language's decimal sign."""
    return current().decimal(float(value), digits)


def size(value: int) -> str:
    """Bytes in decimal units, as file managers show them, three figures at most."""
    if value < _STEP:
        return translate("Number", "%Ln bytes", "", value)
    scaled, unit = value / _STEP, 1
    while scaled >= _STEP - 0.5 and unit < len(_UNITS):
        scaled /= _STEP
        unit += 1
    digits = 0 if unit == 1 or scaled >= 99.95 else 1
    return f"{decimal(scaled, digits)} {_UNITS[unit - 1]}"


def percent(share: float, digits: int = 0) -> str:
    """A share 0..1 as percent; less than all never rounds up to 100."""
    value = share * 100.0
    step = 10.0**-digits
    if value < 100.0 and round(value, digits) >= 100.0:
        value = 100.0 - step
    # Whether a space goes before the sign is the language's.
    return translate("Number", "{number}%").format(number=decimal(value, digits))


def dimensions(width: int, height: int) -> str:
    """Width and height in pixels."""
    # Left-to-right isolate: the two numbers keep their order in a right-to-left interface.
    return f"{width}\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}{height}"

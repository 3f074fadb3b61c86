"""How raw values become text: file names made harmless, numbers in the person's locale.

Names of files and metadata may hold HTML, line breaks, bidi controls, or bytes that are no text at
all; whatever they hold, they take one line and can't reorder what stands beside them.
"""

from __future__ import annotations

import html
import os
import unicodedata
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

from simgui.core.files.changes import is_inside
from simgui.core.types import Photo

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Joiners are part of how some scripts and emoji are written, and reorder nothing.
_JOINERS = frozenset("\u200c\u200d")
_MAX_CHARS = 1000


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
    """The photo's folder as a person knows it: the watched folder's name and what is below it."""
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
    """A count with the locale's thousands."""
    return QLocale().toString(int(value))


def decimal(value: float, digits: int = 1) -> str:
    """A number with the locale's decimal sign."""
    return QLocale().toString(float(value), "f", digits)


def size(value: int) -> str:
    """Bytes in the unit a person would use, three figures at most."""
    if value < 1000:
        return QLocale().formattedDataSize(value, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    scaled, units = value / 1000.0, 1
    while scaled >= 999.5:
        scaled /= 1000.0
        units += 1
    digits = 0 if units == 1 or scaled >= 99.95 else 1
    return QLocale().formattedDataSize(
        max(1000**units, round(scaled * 1000**units)),
        digits,
        QLocale.DataSizeFormat.DataSizeSIFormat,
    )


def percent(share: float, digits: int = 0) -> str:
    """A share 0..1 as percent; less than all never rounds up to 100."""
    value = share * 100.0
    step = 10.0**-digits
    if value < 100.0 and round(value, digits) >= 100.0:
        value = 100.0 - step
    # Whether a space goes before the sign is the language's.
    pattern = QCoreApplication.translate("Number", "{number}%")
    return pattern.format(number=QLocale().toString(value, "f", digits))


def dimensions(width: int, height: int) -> str:
    """Width and height in pixels."""
    # Left-to-right isolate: the two numbers keep their order in a right-to-left interface.
    return f"{width}\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}{height}"


def moment(taken_ms: int) -> str:
    """A capture time on the camera's clock, to the second."""
    when = _date_time(taken_ms)
    day = QLocale().toString(when.date(), "d MMM yyyy")
    return f"{day}, {when.time().toString('HH:mm:ss')}"


def date(taken_ms: int) -> str:
    """The day of a capture time, written out."""
    return QLocale().toString(_date_time(taken_ms).date(), QLocale.FormatType.LongFormat)


def file_time(mtime_ns: int) -> str:
    """A file's time of change in the computer's zone."""
    when = QDateTime.fromMSecsSinceEpoch(mtime_ns // 1_000_000)
    day = QLocale().toString(when.date(), "d MMM yyyy")
    return f"{day}, {when.time().toString('HH:mm')}"


def month_key(date_ms: int) -> tuple[int, int]:
    """Year and month of a `Photo.date_ms`."""
    try:
        when = datetime.fromtimestamp(date_ms / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return (1970, 1)
    return (when.year, when.month)


def month(key: tuple[int, int]) -> str:
    """Month and year, written out."""
    named = QLocale().standaloneMonthName(key[1], QLocale.FormatType.LongFormat)
    return f"{named} {key[0]}"


def _date_time(taken_ms: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(taken_ms, QTimeZone(QTimeZone.Initialization.UTC))

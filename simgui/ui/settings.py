"""Settings in an INI file: one table of keys, defaults and ranges; nothing else reads the file.

Values come back from an INI file as text, so each key says what it is; what is unknown or out of
range falls back to the default. Shares and thresholds are kept as whole thousandths, because Qt
reads floats in single precision.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from simgui.core.files.formats import FAMILIES
from simgui.engine import settings as engine
from simgui.engine.keep_rules import read_rules

_log = logging.getLogger(__name__)

T = TypeVar("T", bool, int, str)


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One setting.

    Attributes:
        low: Least value of a number.
        high: Greatest value of a number.
        choices: The allowed texts, or empty for any.
    """

    name: str
    default: T
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether a value may stand under this key."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(self.default, int):
            return isinstance(value, int) and self.low <= value <= self.high
        return isinstance(value, str) and (not self.choices or value in self.choices)


THEME = Key("window/theme", "system", choices=("system", "light", "dark"))
LANGUAGE = Key("window/language", "")  # one of paths.languages(); empty: the system's
CARD_PX = Key("window/card_px", 220, 150, 480)  # default, least and most, in logical pixels
DENSE = Key("window/dense", False)
DENSE_PX = Key("window/dense_px", 136, 96, 240)  # the same of the dense grid
STRICTNESS = Key("groups/strictness", 2, 0, 3)  # a stop of the slider
ORDER = Key("groups/order", "win", choices=("win", "count", "tier", "doubt", "date", "place"))
THUMB_MB = Key("cache/thumbnails_mb", 64, 32, 4096)  # megabytes of memory
DISK_MB = Key("cache/disk_mb", 1000, 100, 20_000)  # megabytes
THREADS = Key("scan/threads", 0, 0, 64)  # 0: as many as there are cores
PROVIDER = Key("scan/provider", "")  # of onnxruntime; empty: the CPU
MODEL = Key("scan/model", "")
LEFT_OUT = Key("scan/left_out", "")  # families of formats that are not read, with commas
UNFINISHED = Key("scan/unfinished", "")  # what a scan that was cut off was looking through
METRIC = Key("similar/metric", "cosine", choices=("cosine", "euclidean"))
TOP = Key("similar/top", 24, 6, 500)  # results
KEEP_RULES = Key("keep/rules", "")
AUTO_TIER = Key("keep/auto_tier", "pixels", choices=("none", "pixels", "same"))
LIBRARY = Key("library/folder", "")
SAVES_METADATA = Key("clean/saves_metadata", True)
SHOWS_DETAILS = Key("window/shows_details", False)

_MB = 1_000_000  # bytes
_GEOMETRY = "window/geometry"
_SPLITTER = "window/splitter"


def make_private(path: str) -> None:
    """Make an empty file that only its owner can read, unless there is one; Qt keeps its mode."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


class Settings(QObject):
    """The user's settings.

    Signals:
        changed: Name of the key whose value changed.
    """

    changed = Signal(str)

    def __init__(self, folder: str | os.PathLike[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = os.path.join(os.fspath(folder), "simgui.ini")
        make_private(path)
        self._store = QSettings(path, QSettings.Format.IniFormat)

    def get(self, key: Key[T]) -> T:
        """The value of a key, or its default."""
        kind = type(key.default)
        raw: Any = self._store.value(key.name)
        if raw is None:
            return key.default
        try:
            value: Any = self._store.value(key.name, key.default, type=kind)
        except (TypeError, ValueError):
            value = None
        if kind is int and isinstance(raw, str) and not raw.lstrip("-").isdigit():
            value = None
        if not key.accepts(value):
            _log.warning("setting %s is out of range and ignored", key.name)
            return key.default
        result: T = value
        return result

    def set(self, key: Key[T], value: T) -> None:
        """Change a value.

        Raises:
            ValueError: The value may not stand under this key.
        """
        if not key.accepts(value):
            raise ValueError(f"{value!r} is no value of {key.name}")
        if self.get(key) != value or self._store.value(key.name) is None:
            self._store.setValue(key.name, value)
            self.changed.emit(key.name)

    def left_out(self) -> frozenset[str]:
        """Families of formats that a scan does not read."""
        return frozenset(self.get(LEFT_OUT).split(",")) & FAMILIES.keys()

    def values(self) -> engine.Settings:
        """What the engine goes by, as it is set now."""
        criteria, folders = read_rules(self.get(KEEP_RULES))
        return engine.Settings(
            model=self.get(MODEL),
            provider=self.get(PROVIDER),
            threads=self.get(THREADS),
            left_out=self.left_out(),
            thumbnail_bytes=self.get(DISK_MB) * _MB,
            criteria=criteria,
            folders=folders,
        )

    def geometry(self) -> QByteArray | None:
        """Where the window was, or None."""
        value = self._store.value(_GEOMETRY)
        return value if isinstance(value, QByteArray) else None

    def splitter(self) -> QByteArray | None:
        """How wide its parts were, or None."""
        value = self._store.value(_SPLITTER)
        return value if isinstance(value, QByteArray) else None

    def set_window(self, geometry: QByteArray, splitter: QByteArray) -> None:
        """Remember the window's place and parts."""
        self._store.setValue(_GEOMETRY, geometry)
        self._store.setValue(_SPLITTER, splitter)

    def close(self) -> None:
        """Write what is not yet on disk."""
        self._store.sync()

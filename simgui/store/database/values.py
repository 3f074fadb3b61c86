"""Values from files that may come from anyone: right in type, size and range, or ValueError."""

from __future__ import annotations

import math
import ntpath
import os
import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

HASH_BYTES = 32  # of BLAKE3

MAX_SIZE = (1 << 63) - 1
"""Bytes of a file, and any count: SQLite's largest integer."""

MAX_ID = (1 << 128) - 1
"""Device and inode numbers; ReFS has numbers of 128 bits."""

MAX_PATH = 65_536
"""Characters; Windows' longest paths have half of it, Linux' 4,096 bytes."""

# The first and last moment that a file system can give a file, in milliseconds since 1970, UTC:
# NTFS counts from 1601, and Python's calendar ends with 9999.
MIN_TIME_MS = -11_644_473_600_000
MAX_TIME_MS = 253_402_300_799_999

_MAX_TEXT = 1 << 16  # characters; longest fields take some hundreds
_MAX_NAME = 200  # characters of a short text, such as an id


def time_ms(value: object) -> int:
    """A moment in milliseconds since 1970, of the years 1601 to 9999."""
    return integer(value, MIN_TIME_MS, MAX_TIME_MS)


def integer(value: object, least: int = -MAX_ID, most: int = MAX_ID) -> int:
    """An integer within bounds; True is none."""
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"not an integer from {least} to {most}")
    return value


def text(value: object, most: int = _MAX_TEXT) -> str:
    """A text of at most so many characters."""
    if type(value) is not str or len(value) > most:
        raise ValueError(f"not a text of up to {most} characters")
    return value


def path(value: object) -> str:
    """An absolute path of any system, without "." and ".."."""
    found = text(value, MAX_PATH)
    os.fsencode(found)  # raises where this system could not name such a file
    is_absolute = posixpath.isabs(found) or (ntpath.isabs(found) and ntpath.splitdrive(found)[0])
    if not is_absolute or "\0" in found:
        raise ValueError("not an absolute path")
    steps = found.split("/") if posixpath.isabs(found) else found.replace("\\", "/").split("/")
    if "." in steps or ".." in steps:
        raise ValueError("a path with detours")
    return found


def content_hash(value: object) -> bytes:
    """The 32 bytes of a hash."""
    if type(value) is not bytes or len(value) != HASH_BYTES:
        raise ValueError("not a hash")
    return value


def number(value: object) -> float:
    """A finite number."""
    if type(value) not in (int, float):
        raise ValueError("not a number")
    found = float(integer(value)) if type(value) is int else float(value)  # type: ignore[arg-type]
    if not math.isfinite(found):
        raise ValueError("not a finite number")
    return found


class JsonObject:
    """An object of a JSON file. Its methods raise ValueError for what is missing or wrong."""

    def __init__(self, value: object) -> None:
        if type(value) is not dict:
            raise ValueError("not an object")
        self._fields: dict[str, Any] = value

    def has(self, key: str) -> bool:
        """Whether there is a value that is not null."""
        return self._fields.get(key) is not None

    def _get(self, key: str) -> object:
        if key not in self._fields:
            raise ValueError(f"{key} is missing")
        return self._fields[key]

    def _list(self, key: str) -> Iterable[object]:
        found = self._get(key)
        if type(found) is not list:
            raise ValueError(f"{key} is not a list")
        return found

    def integer(self, key: str, least: int = -MAX_ID, most: int = MAX_ID) -> int:
        """An integer within bounds."""
        return integer(self._get(key), least, most)

    def integer_or_none(self, key: str, least: int = -MAX_ID, most: int = MAX_ID) -> int | None:
        """An integer within bounds, or None for null."""
        return self.integer(key, least, most) if self.has(key) else None

    def size(self, key: str) -> int:
        """A number of bytes."""
        return integer(self._get(key), 0, MAX_SIZE)

    def time_ms(self, key: str) -> int:
        """A moment in milliseconds since 1970."""
        return time_ms(self._get(key))

    def text(self, key: str) -> str:
        """A text."""
        return text(self._get(key))

    def name(self, key: str) -> str:
        """A short text that is not empty."""
        found = text(self._get(key), _MAX_NAME)
        if not found:
            raise ValueError(f"{key} is empty")
        return found

    def texts(self, key: str) -> list[str]:
        """A list of short texts."""
        return [text(item, _MAX_NAME) for item in self._list(key)]

    def path(self, key: str, *, may_be_empty: bool = False) -> str:
        """An absolute path."""
        found = self._get(key)
        return "" if may_be_empty and found == "" else path(found)

    def paths(self, key: str) -> list[str]:
        """A list of absolute paths."""
        return [path(item) for item in self._list(key)]

    def path_or_none(self, key: str) -> str | None:
        """An absolute path, or None for null."""
        return path(self._fields[key]) if self.has(key) else None

    def raw(self, key: str) -> bytes:
        """Bytes written in hexadecimal digits."""
        found = self._get(key)
        if type(found) is not str:
            raise ValueError(f"{key} is not a text")
        return bytes.fromhex(found)

    def raw_or_none(self, key: str) -> bytes | None:
        """Bytes written in hexadecimal digits, or None for null."""
        return self.raw(key) if self.has(key) else None

    def hash(self, key: str) -> bytes:
        """A hash written in hexadecimal digits."""
        return content_hash(self.raw(key))

    def hashes(self, key: str) -> list[bytes]:
        """A list of hashes."""
        found = [bytes.fromhex(text(item, 2 * HASH_BYTES)) for item in self._list(key)]
        return [content_hash(item) for item in found]

    def boolean(self, key: str) -> bool:
        """True or false."""
        found = self._get(key)
        if type(found) is not bool:
            raise ValueError(f"{key} is neither true nor false")
        return found

    def number(self, key: str) -> float:
        """A finite number."""
        return number(self._get(key))

    def number_or_none(self, key: str) -> float | None:
        """A finite number, or None for null."""
        return self.number(key) if self.has(key) else None

    def raw_by_name(self, key: str) -> Iterator[tuple[str, bytes]]:
        """Bytes by name, of an object whose values are hexadecimal digits."""
        found = JsonObject(self._get(key))
        for name in found._fields:
            yield name, found.raw(name)

    def object_or_none(self, key: str) -> JsonObject | None:
        """An object, or None for null."""
        return JsonObject(self._fields[key]) if self.has(key) else None

    def objects(self, key: str) -> list[JsonObject]:
        """A list of objects."""
        return [JsonObject(item) for item in self._list(key)]

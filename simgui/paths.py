"""Where simgui keeps things, and where its own files are, frozen, installed or in a checkout.

SIMGUI_HOME moves everything a run writes below one folder (a portable installation, a test).
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import platformdirs

from simgui import APP_NAME
from simgui.core.errors import UserError

_HOME_VARIABLE = "SIMGUI_HOME"


def _own(kind: str, standard: Path) -> Path:
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home).expanduser().absolute() / kind if home else standard


def data_dir() -> Path:
    """Folder of the library: what would be a real loss."""
    return _own("data", platformdirs.user_data_path(APP_NAME, appauthor=False))


def cache_dir() -> Path:
    """Folder of what can be made again."""
    return _own("cache", platformdirs.user_cache_path(APP_NAME, appauthor=False))


def config_dir() -> Path:
    """Folder of the settings."""
    return _own("config", platformdirs.user_config_path(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """Folder of the logs."""
    return _own("log", platformdirs.user_log_path(APP_NAME, appauthor=False))


@cache
def _bases() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    found = [package / "shipped", package.parent]
    if frozen:
        found.insert(0, Path(frozen))
    return tuple(found)


def _shipped(folder: str, name: str) -> Path:
    for base in _bases():
        candidate = base / folder / name
        if candidate.exists():
            return candidate
    raise UserError(
        "simgui's file {folder}/{name} is missing",
        path=str(_bases()[0] / folder / name),
        remedy="Reinstall simgui.",
        folder=folder,
        name=name,
    )


def resource(name: str) -> Path:
    """A file of `resources`, such as "icons/keep.svg".

    Raises:
        UserError: The installation is incomplete.
    """
    return _shipped("resources", name)


def model_file(name: str = "model.json") -> Path:
    """A file of `models`; without a name, the description of the network that ships.

    Raises:
        UserError: The installation is incomplete.
    """
    return _shipped("models", name)


@cache
def languages() -> tuple[str, ...]:
    """The languages that a catalogue ships for, as two-letter codes; English comes first.

    English is there without a catalogue, too: it is what the program's texts are written in.
    """
    found = {
        path.stem.partition("_")[2]
        for base in _bases()
        for path in (base / "resources" / "i18n").glob("simgui_*.qm")
    }
    return ("en", *sorted(found - {"en"}))

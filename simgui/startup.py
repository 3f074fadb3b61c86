"""Whether a window can open here; checked before Qt, which would abort the process.

Qt's own answer to a missing display or a missing library is SIGABRT and a page of text.
"""

from __future__ import annotations

import builtins
import ctypes
import os
import re
import sys
from pathlib import Path

from simgui.text.translation import translate

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
"""Libraries that Qt loads from the system, and their packages on Debian and Ubuntu."""

_QT_OPTIONS = frozenset(
    (
        *("display", "fontengine", "geometry", "platform", "platformpluginpath", "platformtheme"),
        *("plugin", "qwindowgeometry", "qwindowicon", "qwindowtitle", "reverse", "session"),
        *("style", "stylesheet"),
    )
)
"""Options that QApplication takes out of the arguments (Qt's documentation of QGuiApplication)."""


def unknown_option(arguments: list[str]) -> str | None:
    """The first argument that looks like an option and is none of Qt's, or None.

    Args:
        arguments: What simgui's own parser left over.
    """
    for argument in arguments:
        if argument.startswith("-") and argument.lstrip("-").partition("=")[0] not in _QT_OPTIONS:
            return argument
    return None


def restore_builtin_import() -> None:
    """Restore Python's own import function; called once PySide is imported.

    PySide reads the source of every module that is imported after it and keeps its lines, to learn
    whether it wants PySide's other naming (`__feature__`), which nothing here does.
    """
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def why_no_window() -> str | None:
    """Why no window can open and what to do, or None if one can."""
    try:
        import PySide6.QtCore

        restore_builtin_import()
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return _library_missing(str(error))
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if _wayland_socket() is not None:
        return None
    if not os.environ.get("DISPLAY"):
        text = translate("Start", "There is no display here, so no window can open.")
        return f"{text} {_commands_work()}"
    complaint = _load_x11_plugin()
    if complaint:
        return _library_missing(complaint)
    if not _x11_answers():
        text = translate("Start", "The display {name} doesn't answer, so no window can open.")
        return f"{text.format(name=os.environ['DISPLAY'])} {_commands_work()}"
    return None


def _wayland_socket() -> str | None:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return None
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    return path if os.path.exists(path) else None


def _load_x11_plugin() -> str:
    """What the system's loader says against Qt's plug-in for X11, or nothing."""
    import PySide6
    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    for folder in (plugins, os.path.join(Path(PySide6.__file__).parent, "Qt", "plugins")):
        plugin = os.path.join(folder, "platforms", "libqxcb.so")
        if os.path.exists(plugin):
            try:
                ctypes.CDLL(plugin)
            except OSError as error:
                return str(error)
            break
    return ""


def _x11_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt knows more
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


def _library_missing(complaint: str) -> str:
    match = re.search(r"[\w.+-]+\.so[.\d]*(?=: cannot open)", complaint)
    if match is None:
        text = translate("Start", "simgui's window can't be loaded: {reason}.")
        return f"{text.format(reason=complaint)} {_commands_work()}"
    library = match.group()
    text = translate("Start", "The system library {library} is missing, so no window can open.")
    sentences = [text.format(library=library)]
    if library in _PACKAGES:
        remedy = translate("Start", "On Debian or Ubuntu: sudo apt install {package}.")
        sentences.append(remedy.format(package=_PACKAGES[library]))
    return " ".join([*sentences, _commands_work()])


def _commands_work() -> str:
    return translate("Start", "The command line works without a window: simgui scan FOLDER.")

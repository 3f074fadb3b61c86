"""Desktop services: opening a photo, showing it in the file manager."""

from __future__ import annotations

import os

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from simgui.core.files import formats
from simgui.core.files.formats import Kind


def reveal(path: str) -> None:
    """Show a file or folder in the file manager."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    QDesktopServices.openUrl(_url(folder))


def open_file(path: str) -> None:
    """Open a photo in the program that is set for it; what is named otherwise is only shown."""
    # The bytes of a photo under the name of a script: anyone who opens the name would run it.
    if formats.kind(path) in (Kind.PICTURE, Kind.RAW):
        QDesktopServices.openUrl(_url(path))
    else:
        reveal(path)


def _url(path: str) -> QUrl:
    # A name that is no text can't be given to Qt as it is; its nearest text opens the folder above.
    return QUrl.fromLocalFile(path.encode("utf-8", "replace").decode())

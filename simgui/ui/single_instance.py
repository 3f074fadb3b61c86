"""One process per library: a second start passes its folders to the first and raises it.

It goes through a small file beside the library, which the first program watches: no socket is ever
opened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_FILE = "open-request.json"
_SETTLE_MS = 100  # pause after a folder changed, so that a request is read whole
_MAX_BYTES = 1_000_000  # of a request; some paths take kilobytes


def hand_over(folder: str, paths: Sequence[str]) -> None:
    """Ask the program that has the library open to come forward and look through these paths."""
    target = os.path.join(folder, _FILE)
    temporary = f"{target}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump([os.path.abspath(p) for p in paths], file)
    os.replace(temporary, target)


class Receiver(QObject):
    """Watches for requests of a second start.

    Signals:
        asked: list of paths to look through; the window shall come forward.
    """

    asked = Signal(object)

    def __init__(self, folder: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = os.path.join(folder, _FILE)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self._watcher = QFileSystemWatcher([folder], self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._read)
        self._watcher.directoryChanged.connect(lambda _: self._on_changed())

    def close(self) -> None:
        """Let go of the folder, which Windows removes for nobody as long as it is watched."""
        self._settle.stop()
        self._watcher.removePaths(self._watcher.directories())

    def _on_changed(self) -> None:
        # The library's own files change here all the time during a scan.
        if not self._settle.isActive():
            self._settle.start()

    def _read(self) -> None:
        if not os.path.exists(self._path):
            return
        try:
            with open(self._path, encoding="ascii") as file:
                wanted = json.loads(file.read(_MAX_BYTES))
            os.remove(self._path)
        except (OSError, ValueError):
            return
        if isinstance(wanted, list) and all(isinstance(p, str) for p in wanted):
            self.asked.emit(wanted)

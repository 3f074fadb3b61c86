"""A window as of a file manager: what its arguments name can be dragged out of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Files(QLabel):
    """One icon that stands for all the files."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
            drag = QDrag(self)
            drag.setMimeData(data)
            actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
            print(drag.exec(actions, Qt.DropAction.MoveAction).name, flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    files = Files("files")
    files.setWindowTitle("files to drag")
    files.setGeometry(1480, 0, 110, 110)
    files.show()
    sys.exit(app.exec())

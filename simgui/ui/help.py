"""The keys of the window, and what simgui is: version, licences, where a newer version would be."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from simgui import APP_NAME, __version__
from simgui.text.translation import translate

_SIZE = (560, 640)  # width and height in pixels: the key list fits without scrolling
_HOMEPAGE = "https://simgui.io/"
_PARTS = (
    "PySide6_Essentials",
    "onnxruntime",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pillow-heif",
    "pillow-jxl-plugin",
    "rawpy",
    "hnswlib",
    "blake3",
    "defusedxml",
    "platformdirs",
    "threadpoolctl",
)


class HelpDialog(QDialog):
    """A window with the list of keys and the facts about the program.

    Args:
        keyed: The window's actions by their key.
        more: Keys that no action has, with what they do.
    """

    def __init__(
        self, keyed: Mapping[str, QAction], more: Iterable[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Help", "Help"))
        self.resize(*_SIZE)
        self.tabs = QTabWidget()
        rows = [
            (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText), action.text())
            for key, action in keyed.items()
        ]
        self.keys = _table([*rows, *more])
        self.tabs.addTab(self.keys, translate("Help", "Keyboard shortcuts"))
        self.tabs.addTab(_about(), translate("Help", "About simgui"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(buttons)


def _table(rows: list[tuple[str, str]]) -> QTableWidget:
    table = QTableWidget(len(rows), 2)
    table.setHorizontalHeaderLabels([translate("Help", "Key"), translate("Help", "Action")])
    table.setAccessibleName(translate("Help", "Keyboard shortcuts"))
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for number, (key, text) in enumerate(rows):
        table.setItem(number, 0, QTableWidgetItem(key))
        table.setItem(number, 1, QTableWidgetItem(text.replace("&", "").rstrip("…")))
    table.resizeColumnToContents(0)
    return table


def _about() -> QWidget:
    page = QWidget()
    text = QLabel(
        "\n\n".join(
            (
                f"{APP_NAME} {__version__}",
                translate("Help", "Finds duplicate photos and helps you delete them without fear."),
                translate("Help", "Your photos never leave this computer."),
                translate(
                    "Help",
                    "simgui never asks the network for a newer version. Look here: {address}",
                ).format(address=_HOMEPAGE),
                translate("Help", "MIT licence. It uses these libraries:"),
            )
        )
    )
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    parts = QPlainTextEdit("\n".join(_libraries()))
    parts.setReadOnly(True)
    parts.setAccessibleName(translate("Help", "Libraries and their licences"))
    layout = QVBoxLayout(page)
    layout.addWidget(text)
    layout.addWidget(parts, 1)
    return page


def _libraries() -> list[str]:
    """Each library with its version and licence, as its makers state it."""
    lines = []
    for name in _PARTS:
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        fields = [name for name in ("License-Expression", "License") if name in metadata]
        stated = metadata[fields[0]] if fields else ""
        licence = stated.splitlines()[0] if stated else ""
        if not licence or len(licence) > 60:
            kinds = [c for c in metadata.get_all("Classifier", []) if c.startswith("License")]
            licence = kinds[0].rpartition(" :: ")[2] if kinds else ""
        lines.append(" \N{MIDDLE DOT} ".join(filter(None, (name, metadata["Version"], licence))))
    return lines

"""Settings of scanning: threads, formats, and the network and what it is computed on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from simgui.core.files.formats import FAMILIES
from simgui.engine.workspace import Workspace
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.settings import Settings
from simgui.ui.settings_page.section import EngineSection, Run
from simgui.ui.widgets.controls import Button, SpinBox
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.engine.networks import NetworkFacts

_COLUMNS = 4  # of check boxes
_NAMES = {
    "jpeg": "JPEG",
    "heif": "HEIC",
    "png": "PNG",
    "tiff": "TIFF",
    "webp": "WebP",
    "gif": "GIF",
    "avif": "AVIF",
    "jxl": "JPEG XL",
    "jp2": "JPEG 2000",
    "psd": "Photoshop",
    "bmp": "BMP",
}


class ScanSection(EngineSection):
    """What concerns the next scan.

    Signals:
        rescan_wanted: Another network is in use.
    """

    rescan_wanted = Signal()

    def __init__(self, theme: Theme, stored: Settings, workspace: Workspace, run: Run) -> None:
        super().__init__(translate("Settings", "SCANNING"), theme, stored, workspace, run)
        self._build_threads()
        self._build_formats()
        self._build_network()

    def show_providers(self, providers: list[str]) -> None:
        """Offer what the network can be computed on."""
        chosen = self._stored.get(settings.PROVIDER)
        while self.provider.count() > 1:
            self.provider.removeItem(1)
        for name in providers:
            self.provider.addItem(name.removesuffix("ExecutionProvider"), name)
        self.provider.setCurrentIndex(max(0, self.provider.findData(chosen)))

    def show_model(self, found: NetworkFacts) -> None:
        """Say which network is in use."""
        text = translate("Settings", "{id}, licence: {licence}").format(
            id=display.plain(found.id),
            licence=display.plain(found.licence) or translate("Settings", "unknown"),
        )
        self._model_note.setText(text)
        self._model_note.setToolTip(display.hint(display.plain(found.training_data)))

    def _build_threads(self) -> None:
        self.threads = SpinBox(0, 64)
        self.threads.setSpecialValueText(
            translate("Settings", "automatic ({count})").format(count=os.cpu_count() or 1)
        )
        self.threads.setValue(self._stored.get(settings.THREADS))
        self.threads.setAccessibleName(translate("Settings", "Threads"))
        self.threads.valueChanged.connect(lambda n: self._stored.set(settings.THREADS, n))
        self.add_row(
            translate("Settings", "Threads"),
            self.threads,
            note=translate("Settings", "Photos read at the same time, from the next scan."),
        )

    def _build_formats(self) -> None:
        names = {
            **_NAMES,
            "raw": translate("Settings", "camera RAW"),
            "other": translate("Settings", "other"),
        }
        left_out = self._stored.left_out()
        self.formats: dict[str, QCheckBox] = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, family in enumerate(FAMILIES):
            box = QCheckBox(names.get(family, family.upper()))
            box.setChecked(family not in left_out)
            box.setToolTip(display.hint(" ".join(sorted(FAMILIES[family]))))
            box.toggled.connect(lambda _: self._on_format())
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            self.formats[family] = box
        self.add_row(
            translate("Settings", "Formats"),
            holder,
            note=translate(
                "Settings",
                "Unticked formats are ignored; your decisions about them are kept. RAW "
                "files next to a JPEG still move with it.",
            ),
        )

    def _build_network(self) -> None:
        self.provider = QComboBox()
        self.provider.setAccessibleName(translate("Settings", "Run on"))
        self.provider.addItem(translate("Settings", "CPU"), "")
        self.provider.activated.connect(
            lambda _: self._stored.set(settings.PROVIDER, str(self.provider.currentData()))
        )
        self.add_row(translate("Settings", "Run on"), self.provider)
        self.model = QLineEdit(self._stored.get(settings.MODEL))
        self.model.setReadOnly(True)
        self.model.setPlaceholderText(translate("Settings", "Built-in model"))
        self.model.setAccessibleName(translate("Settings", "AI model"))
        choose = Button(self._theme, translate("Settings", "Choose…"), on_click=self._choose_model)
        choose.setAccessibleName(translate("Settings", "Choose an AI model file"))
        own = Button(
            self._theme, translate("Settings", "Reset"), on_click=lambda: self._use_model("")
        )
        own.setAccessibleName(translate("Settings", "Use the built-in model"))
        self.add_row(translate("Settings", "AI model"), self.model, choose, own)
        self._model_note = self.add_note()

    def _on_format(self) -> None:
        left_out = [family for family, box in self.formats.items() if not box.isChecked()]
        self._stored.set(settings.LEFT_OUT, ",".join(left_out))

    def _choose_model(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, translate("Settings", "Choose an AI model"), "", "ONNX (*.onnx *.json)"
        )
        if path:
            self._use_model(path)

    def _use_model(self, path: str) -> None:
        def done(found: NetworkFacts) -> None:
            self._stored.set(settings.MODEL, path)
            self.model.setText(path)
            self.show_model(found)
            self.rescan_wanted.emit()

        self._run(lambda: self._workspace.use_model(path), done)

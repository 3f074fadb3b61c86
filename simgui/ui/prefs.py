"""The settings page: everything in effect at once, or it says from when."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from simgui.core.errors import UserError
from simgui.ui import display, i18n, settings, wording
from simgui.ui.controls import Button, Segments, Slider, label, set_kind
from simgui.ui.grid import MAX_CARD_PX, MIN_CARD_PX
from simgui.ui.pool import Pool
from simgui.ui.session import MessageKind, Session
from simgui.ui.settings import Settings
from simgui.ui.theme import Theme, ThemeChoice
from simgui.ui.wording import translate

_WIDTH_PX = 760
_LABEL_PX = 220
_THEMES = (ThemeChoice.SYSTEM, ThemeChoice.LIGHT, ThemeChoice.DARK)
_MEMORY_MB = (64, 96, 192, 384, 768)


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of the network in use."""

    id: str
    path: str
    licence: str
    training_data: str


@dataclass(frozen=True, slots=True)
class LibraryFacts:
    """What is known of the library."""

    folder: str
    photos: int
    file_bytes: int


class Maintenance(Protocol):
    """What the settings page asks of the engine, off the GUI thread."""

    def providers(self) -> list[str]:
        """What the network can be computed on, besides the processor."""

    def model_facts(self) -> ModelFacts:
        """What is known of the network in use."""

    def use_model(self, path: str) -> ModelFacts:
        """Use another network from now on; "" for the one that ships."""

    def library_facts(self) -> LibraryFacts:
        """What is known of the library."""

    def check_library(self) -> list[str]:
        """Read the whole library; sentences about what is wrong, none if all is well."""

    def rebuild_library(self) -> None:
        """Forget what a scan makes; decisions and the journal stay."""


class SettingsPage(QWidget):
    """The page.

    Signals:
        left: Go back to where it was opened.
        language_changed: The window must be made anew.
        rules_wanted: Open the keep rules.
        rescan_wanted: The library was rebuilt, or has another network.
    """

    left = Signal()
    language_changed = Signal()
    rules_wanted = Signal()
    rescan_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, maintenance: Maintenance) -> None:
        super().__init__()
        set_kind(self, "page")
        self._theme = theme
        self._session = session
        self._maintenance = maintenance
        self._stored: Settings = session.settings
        self._pool = Pool(1, self)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._build_frame()
        self._build_look()
        self._build_scanning()
        self._build_finding()
        self._build_keeping()
        self._build_storage()
        self._column.addStretch(1)

    def refresh(self) -> None:
        """Read what may have changed since the page was last open."""
        if self._session.is_open:
            self._pool.run(self._maintenance.library_facts, self._show_library, self._on_failed)
            self._pool.run(self._maintenance.model_facts, self._show_model, self._on_failed)
            self._pool.run(self._maintenance.providers, self._show_providers, self._on_failed)

    def close_pool(self) -> None:
        """Wait for the job that runs."""
        self._pool.drop()
        self._pool.close()

    # -- building

    def _build_frame(self) -> None:
        bar = QFrame()
        set_kind(bar, "topbar")
        bar.setFixedHeight(52)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(12)
        self.back = Button(
            self._theme,
            translate("Settings", "Back"),
            icon="back",
            key="Esc",
            on_click=self.left.emit,
        )
        row.addWidget(self.back)
        row.addWidget(label(translate("Settings", "Settings"), "title"))
        row.addStretch(1)
        holder = QWidget()
        set_kind(holder, "page")
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH_PX)
        inner.setLayout(self._column)
        self._column.setContentsMargins(0, 20, 0, 32)
        centred = QHBoxLayout(holder)
        centred.setContentsMargins(24, 0, 24, 0)
        centred.addStretch(1)
        centred.addWidget(inner, 100)
        centred.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(area, 1)

    def _section(self, title: str) -> QVBoxLayout:
        self._column.addSpacing(8)
        self._column.addWidget(label(title, "section"))
        card = QFrame()
        set_kind(card, "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(20, 12, 20, 12)
        rows.setSpacing(12)
        self._column.addWidget(card)
        return rows

    @staticmethod
    def _row(rows: QVBoxLayout, text: str, *widgets: QWidget, note: str = "") -> None:
        name = label(text)
        name.setMinimumWidth(_LABEL_PX)
        name.setMaximumWidth(_LABEL_PX)
        name.setWordWrap(True)
        name.setBuddy(widgets[0])
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(name)
        for widget in widgets:
            is_wide = isinstance(widget, QLineEdit)
            row.addWidget(widget, 1 if is_wide else 0)
        if not any(isinstance(w, QLineEdit) for w in widgets):
            row.addStretch(1)
        rows.addLayout(row)
        if note:
            said = label(note, "small")
            said.setWordWrap(True)
            said.setContentsMargins(_LABEL_PX + 8, 0, 0, 0)
            rows.addWidget(said)

    def _build_look(self) -> None:
        rows = self._section(translate("Settings", "APPEARANCE"))
        self.theme_choice = Segments(
            self._theme,
            (
                translate("Settings", "System"),
                translate("Settings", "Light"),
                translate("Settings", "Dark"),
            ),
            name=translate("Settings", "Theme"),
        )
        self.theme_choice.set_current(_THEMES.index(self._theme.choice))
        self.theme_choice.chosen.connect(self._on_theme)
        self._row(rows, translate("Settings", "Theme"), self.theme_choice)
        self.language = QComboBox()
        self.language.setAccessibleName(translate("Settings", "Language"))
        self.language.addItem(translate("Settings", "As the system"), "")
        for code in i18n.LANGUAGES:
            self.language.addItem(i18n.own_name(code), code)
        chosen = self._stored.get(settings.LANGUAGE)
        self.language.setCurrentIndex(max(0, self.language.findData(chosen)))
        self.language.activated.connect(self._on_language)
        self._row(rows, translate("Settings", "Language"), self.language)
        self.card_px = Slider(self._theme)
        self.card_px.setRange(MIN_CARD_PX, MAX_CARD_PX)
        self.card_px.setFixedWidth(220)
        self.card_px.setValue(self._stored.get(settings.CARD_PX))
        self.card_px.setAccessibleName(translate("Settings", "Size of the pictures"))
        self.card_px.valueChanged.connect(lambda px: self._stored.set(settings.CARD_PX, px))
        self._row(rows, translate("Settings", "Size of the pictures"), self.card_px)

    def _build_scanning(self) -> None:
        rows = self._section(translate("Settings", "SCANNING"))
        self.threads = QSpinBox()
        self.threads.setRange(0, 64)
        self.threads.setSpecialValueText(
            translate("Settings", "automatic ({count})").format(count=os.cpu_count() or 1)
        )
        self.threads.setFixedWidth(140)
        self.threads.setValue(self._stored.get(settings.THREADS))
        self.threads.setAccessibleName(translate("Settings", "Threads"))
        self.threads.valueChanged.connect(lambda n: self._stored.set(settings.THREADS, n))
        self._row(
            rows,
            translate("Settings", "Threads"),
            self.threads,
            note=translate("Settings", "How many photos are read at once, from the next scan on."),
        )
        formats = label(translate("Settings", "all that can be read"))
        self._row(
            rows,
            translate("Settings", "Formats"),
            formats,
            note=translate(
                "Settings",
                "JPEG, PNG, HEIC, AVIF, WebP, TIFF, GIF, JPEG 2000, PSD, camera RAW and others; "
                "the content of a file decides, not its name.",
            ),
        )
        self.provider = QComboBox()
        self.provider.setAccessibleName(translate("Settings", "Computed on"))
        self.provider.addItem(translate("Settings", "the processor"), "")
        self.provider.activated.connect(
            lambda _: self._stored.set(settings.PROVIDER, str(self.provider.currentData()))
        )
        self._row(rows, translate("Settings", "Computed on"), self.provider)
        self.model = QLineEdit(self._stored.get(settings.MODEL))
        self.model.setReadOnly(True)
        self.model.setPlaceholderText(translate("Settings", "the network that ships with simgui"))
        self.model.setAccessibleName(translate("Settings", "Network"))
        choose = Button(self._theme, translate("Settings", "Choose…"), on_click=self._choose_model)
        choose.setAccessibleName(translate("Settings", "Choose a network file"))
        own = Button(self._theme, translate("Settings", "Standard"), on_click=self._standard_model)
        own.setAccessibleName(translate("Settings", "Use the network that ships"))
        self._row(rows, translate("Settings", "Network"), self.model, choose, own)
        self._model_note = label(kind="small")
        self._model_note.setWordWrap(True)
        self._model_note.setContentsMargins(_LABEL_PX + 8, 0, 0, 0)
        rows.addWidget(self._model_note)

    def _build_finding(self) -> None:
        rows = self._section(translate("Settings", "FIND SIMILAR"))
        self.measure = Segments(
            self._theme,
            (translate("Settings", "Cosine"), translate("Settings", "Euclidean")),
            name=translate("Settings", "Compare by"),
        )
        self.measure.set_current(int(self._stored.get(settings.METRIC) == "euclidean"))
        self.measure.chosen.connect(
            lambda i: self._stored.set(settings.METRIC, ("cosine", "euclidean")[i])
        )
        self._row(rows, translate("Settings", "Compare by"), self.measure)
        self.top = QSpinBox()
        self.top.setRange(settings.TOP.low, settings.TOP.high)
        self.top.setValue(self._stored.get(settings.TOP))
        self.top.setFixedWidth(140)
        self.top.setAccessibleName(translate("Settings", "Photos to show"))
        self.top.valueChanged.connect(lambda n: self._stored.set(settings.TOP, n))
        self._row(rows, translate("Settings", "Photos to show"), self.top)

    def _build_keeping(self) -> None:
        rows = self._section(translate("Settings", "KEEPING"))
        self.rules = Button(
            self._theme,
            translate("Settings", "Keep rules…"),
            icon="rules",
            on_click=self.rules_wanted.emit,
        )
        self._row(
            rows,
            translate("Settings", "Which photo stays"),
            self.rules,
            note=translate("Settings", "The order of what counts, and what rules may mark."),
        )

    def _build_storage(self) -> None:
        rows = self._section(translate("Settings", "STORAGE"))
        self.memory = QComboBox()
        self.memory.setAccessibleName(translate("Settings", "Memory for thumbnails"))
        for amount in _MEMORY_MB:
            self.memory.addItem(display.size(amount * 1_000_000), amount)
        chosen = self.memory.findData(self._stored.get(settings.THUMB_MB))
        self.memory.setCurrentIndex(max(0, chosen))
        self.memory.activated.connect(
            lambda _: self._stored.set(settings.THUMB_MB, int(self.memory.currentData()))
        )
        self._row(rows, translate("Settings", "Memory for thumbnails"), self.memory)
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(translate("Settings", "Library folder"))
        move = Button(self._theme, translate("Settings", "Choose…"), on_click=self._choose_library)
        move.setAccessibleName(translate("Settings", "Choose another library folder"))
        self._row(
            rows,
            translate("Settings", "Library folder"),
            self.folder,
            move,
            note=translate("Settings", "Another folder is used from the next start on."),
        )
        self.check = Button(
            self._theme, translate("Settings", "Check"), icon="check", on_click=self._check
        )
        self.rebuild = Button(
            self._theme, translate("Settings", "Rebuild…"), icon="redo", on_click=self._ask_rebuild
        )
        self.sure = Button(
            self._theme,
            translate("Settings", "Rebuild now"),
            kind="danger",
            on_click=self._rebuild,
        )
        self.sure.hide()
        self._row(rows, translate("Settings", "Library"), self.check, self.rebuild, self.sure)
        # Qt's own padding does not reach the text of a spin box.
        for box in (self.threads, self.top):
            box.lineEdit().setTextMargins(9, 0, 0, 0)
        self._library_note = label(kind="small")
        self._library_note.setWordWrap(True)
        self._library_note.setContentsMargins(_LABEL_PX + 8, 0, 0, 0)
        rows.addWidget(self._library_note)

    # -- what a person does

    def _on_theme(self, index: int) -> None:
        choice = _THEMES[index]
        self._stored.set(settings.THEME, choice.value)
        self._theme.choose(choice)

    def _on_language(self, _: int) -> None:
        code = str(self.language.currentData())
        if code != self._stored.get(settings.LANGUAGE):
            self._stored.set(settings.LANGUAGE, code)
            self.language_changed.emit()

    def _choose_model(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, translate("Settings", "Choose a network"), "", "ONNX (*.onnx *.json)"
        )
        if path:
            self._use_model(path)

    def _standard_model(self) -> None:
        self._use_model("")

    def _use_model(self, path: str) -> None:
        def done(found: ModelFacts) -> None:
            self._stored.set(settings.MODEL, path)
            self._show_model(found)
            self.rescan_wanted.emit()

        self._run(lambda: self._maintenance.use_model(path), done)

    def _choose_library(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, translate("Settings", "Choose a folder for the library")
        )
        if path:
            self._stored.set(settings.LIBRARY, path)
            self.folder.setText(display.plain(path))

    def _check(self) -> None:
        self._library_note.setText(translate("Settings", "Reading the whole library…"))
        self._run(self._maintenance.check_library, self._show_findings)

    def _ask_rebuild(self) -> None:
        self.sure.show()
        self._library_note.setText(
            translate(
                "Settings",
                "All photos are read again. Folders, decisions and the journal stay.",
            )
        )

    def _rebuild(self) -> None:
        self.sure.hide()
        self._session.cancel()
        self._run(self._maintenance.rebuild_library, lambda _: self.rescan_wanted.emit())

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        for button in (self.check, self.rebuild):
            button.setEnabled(False)

        def finished(result: object) -> None:
            self._enable()
            done(result)

        def failed(error: Exception) -> None:
            self._enable()
            self._on_failed(error)

        self._pool.run(work, finished, failed)

    def _enable(self) -> None:
        for button in (self.check, self.rebuild):
            button.setEnabled(True)

    # -- what comes back

    def _show_findings(self, findings: list[str]) -> None:
        if findings:
            self._library_note.setText(" ".join(display.plain(f) for f in findings[:5]))
        else:
            self._library_note.setText(translate("Settings", "The library is sound."))

    def _show_library(self, found: LibraryFacts) -> None:
        self.folder.setText(display.plain(found.folder))
        photos = translate("Settings", "%Ln photos", "", found.photos)
        self._library_note.setText(f"{photos} \N{MIDDLE DOT} {display.size(found.file_bytes)}")

    def _show_providers(self, providers: list[str]) -> None:
        chosen = self._stored.get(settings.PROVIDER)
        while self.provider.count() > 1:
            self.provider.removeItem(1)
        for name in providers:
            self.provider.addItem(name.removesuffix("ExecutionProvider"), name)
        self.provider.setCurrentIndex(max(0, self.provider.findData(chosen)))

    def _show_model(self, found: ModelFacts) -> None:
        text = translate("Settings", "{id}, licence: {licence}").format(
            id=display.plain(found.id),
            licence=display.plain(found.licence) or translate("Settings", "unknown"),
        )
        self._model_note.setText(text)
        self._model_note.setToolTip(display.hint(display.plain(found.training_data)))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._session.tell(MessageKind.PROBLEM, wording.error(error))

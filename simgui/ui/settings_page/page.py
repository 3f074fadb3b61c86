"""The settings page: everything in effect at once, or it says from when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from simgui import paths
from simgui.core.errors import UserError
from simgui.text import errors
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.background.jobs import Pool
from simgui.ui.grid.grid import MAX_CARD_PX, MIN_CARD_PX
from simgui.ui.messages import MessageKind
from simgui.ui.platform import i18n
from simgui.ui.session.session import Session
from simgui.ui.settings import Settings
from simgui.ui.settings_page.scan_section import ScanSection
from simgui.ui.settings_page.section import SettingsSection
from simgui.ui.settings_page.storage_section import StorageSection
from simgui.ui.widgets.controls import Button, Segments, Slider, SpinBox, label, set_kind
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from simgui.engine.maintenance import LibraryFacts
    from simgui.engine.networks import NetworkFacts

_WIDTH_PX = 760  # of the page: rows stay readable on wide screens
_THEMES = (ThemeChoice.SYSTEM, ThemeChoice.LIGHT, ThemeChoice.DARK)


class SettingsPage(QWidget):
    """The page.

    Signals:
        left: Go back to where it was opened.
        language_changed: The window must be made again.
        rules_wanted: Open the keep rules.
        rescan_wanted: The library was rebuilt, has another network, or holds other formats.
    """

    left = Signal()
    language_changed = Signal()
    rules_wanted = Signal()
    rescan_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        set_kind(self, "page")
        self._theme = theme
        self._session = session
        self._workspace = session.workspace
        self._stored: Settings = session.settings
        self._left_out = self._stored.left_out()
        self._pool = Pool(1, self)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._build_frame()
        self._build_look()
        self.scanning = ScanSection(theme, self._stored, self._workspace, self._run)
        self.scanning.rescan_wanted.connect(self.rescan_wanted)
        self._column.addWidget(self.scanning)
        self._build_finding()
        self._build_keeping()
        self.storage = StorageSection(theme, self._stored, self._workspace, self._run)
        self.storage.rebuild_begins.connect(session.cancel)
        self.storage.rescan_wanted.connect(self.rescan_wanted)
        self._column.addWidget(self.storage)
        self._column.addStretch(1)
        # Nothing is asked before the page is open: what the network can be computed on takes the
        # whole of onnxruntime, in the very moment in which the groups are read.
        listen(self, session.opened, lambda: self.refresh() if self.isVisible() else None)

    def refresh(self) -> None:
        """Read what may have changed since the page was last open."""
        self._left_out = self._stored.left_out()
        if self._session.is_open:
            self._pool.run(self._library_facts, self.storage.show_library, self._on_failed)
            self._pool.run(self._network_facts, self.scanning.show_model, self._on_failed)
            self._pool.run(_providers, self.scanning.show_providers, self._on_failed)

    def _library_facts(self) -> LibraryFacts:
        from simgui.engine import maintenance

        return maintenance.facts(self._workspace.library)

    def _network_facts(self) -> NetworkFacts:
        from simgui.engine import networks

        return networks.facts(self._workspace.model())

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

    def _build_look(self) -> None:
        section = SettingsSection(translate("Settings", "APPEARANCE"))
        self._column.addWidget(section)
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
        section.add_row(translate("Settings", "Theme"), self.theme_choice)
        self.language = QComboBox()
        self.language.setAccessibleName(translate("Settings", "Language"))
        self.language.addItem(translate("Settings", "System default"), "")
        for code in paths.languages():
            self.language.addItem(i18n.own_name(code), code)
        chosen = self._stored.get(settings.LANGUAGE)
        self.language.setCurrentIndex(max(0, self.language.findData(chosen)))
        self.language.activated.connect(self._on_language)
        section.add_row(translate("Settings", "Language"), self.language)
        self.card_px = Slider(self._theme)
        self.card_px.setRange(MIN_CARD_PX, MAX_CARD_PX)
        self.card_px.setFixedWidth(220)
        self.card_px.setValue(self._stored.get(settings.CARD_PX))
        self.card_px.setAccessibleName(translate("Settings", "Thumbnail size"))
        self.card_px.valueChanged.connect(lambda px: self._stored.set(settings.CARD_PX, px))
        section.add_row(translate("Settings", "Thumbnail size"), self.card_px)

    def _build_finding(self) -> None:
        section = SettingsSection(translate("Settings", "FIND SIMILAR"))
        self._column.addWidget(section)
        self.measure = Segments(
            self._theme,
            (translate("Settings", "Cosine"), translate("Settings", "Euclidean")),
            name=translate("Settings", "Similarity measure"),
        )
        self.measure.set_current(int(self._stored.get(settings.METRIC) == "euclidean"))
        self.measure.chosen.connect(
            lambda i: self._stored.set(settings.METRIC, settings.METRIC.choices[i])
        )
        section.add_row(translate("Settings", "Similarity measure"), self.measure)
        self.top = SpinBox(settings.TOP.low, settings.TOP.high)
        self.top.setValue(self._stored.get(settings.TOP))
        self.top.setAccessibleName(translate("Settings", "Number of photos to show"))
        self.top.valueChanged.connect(lambda n: self._stored.set(settings.TOP, n))
        section.add_row(translate("Settings", "Number of photos to show"), self.top)

    def _build_keeping(self) -> None:
        section = SettingsSection(translate("Settings", "KEEPING"))
        self._column.addWidget(section)
        self.rules = Button(
            self._theme,
            translate("Settings", "Auto-select…"),
            icon="rules",
            on_click=self.rules_wanted.emit,
        )
        section.add_row(
            translate("Settings", "Which photo to keep"),
            self.rules,
            note=translate("Settings", "Order of criteria and limits for automatic marking"),
        )

    # -- what the user does

    def _on_theme(self, index: int) -> None:
        choice = _THEMES[index]
        self._stored.set(settings.THEME, choice.value)
        self._theme.choose(choice)

    def _on_language(self, _: int) -> None:
        code = str(self.language.currentData())
        if code != self._stored.get(settings.LANGUAGE):
            self._stored.set(settings.LANGUAGE, code)
            self.language_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._left_out != self._stored.left_out():
            self._left_out = self._stored.left_out()
            self.rescan_wanted.emit()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.storage.set_busy(True)

        def finished(result: object) -> None:
            self.storage.set_busy(False)
            done(result)

        def failed(error: Exception) -> None:
            self.storage.set_busy(False)
            self._on_failed(error)

        self._pool.run(work, finished, failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._session.tell(MessageKind.PROBLEM, errors.told(error))


def _providers() -> list[str]:
    from simgui.engine import networks

    return networks.providers()

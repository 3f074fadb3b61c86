"""How the window looks: the colours of both themes, the font, and the style sheet made from them.

One Theme object is handed to every widget that paints; it tells them when its tokens change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from simgui.core.types import Tier
from simgui.paths import resource
from simgui.ui.widgets.stylesheet import stylesheet

FONT_PX = 13  # logical pixels
SPACE = 8  # pixels between related parts
RADIUS = 8  # pixels of rounded corners
CARD_RADIUS = 12  # the same of cards

_ICON_SIZES = (16, 20, 24, 32, 48)  # logical pixels
_RATIOS = (1, 1.5, 2)  # device pixels to a logical one
_FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")


class ThemeChoice(Enum):
    """Which theme the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of one theme, each "#rrggbb"."""

    is_dark: bool
    background: str
    panel: str
    raised: str
    line: str
    edge: str  # outline of controls: 3:1 against the panel is asked of checkboxes
    text: str
    dim: str
    accent: str
    wash: str
    on_accent: str
    keep: str
    on_keep: str
    keep_wash: str
    trash: str
    on_trash: str
    trash_wash: str
    amber: str
    amber_wash: str
    violet: str
    violet_wash: str
    neutral_wash: str
    hover: str
    stage: str  # behind pictures in the compare page
    mat: str  # behind thumbnails on a card
    frame: str  # the paper edge of stacked thumbnails

    def colour(self, name: str) -> QColor:
        """A token as a colour."""
        return QColor(getattr(self, name))

    def tier(self, tier: Tier) -> tuple[str, str]:
        """Text and wash of a tier's chip."""
        return {
            Tier.IDENTICAL: (self.keep, self.keep_wash),
            Tier.PIXELS: (self.keep, self.keep_wash),
            Tier.SAME: (self.accent, self.wash),
            Tier.EDITED: (self.amber, self.amber_wash),
            Tier.MOMENT: (self.violet, self.violet_wash),
            Tier.SIMILAR: (self.dim, self.neutral_wash),
        }[tier]


LIGHT = Tokens(
    is_dark=False,
    background="#f6f7f9",
    panel="#ffffff",
    raised="#ffffff",
    line="#e3e6ea",
    edge="#8a94a0",
    text="#1d232b",
    dim="#606a76",
    accent="#1769d2",
    wash="#e8f1fd",
    on_accent="#ffffff",
    keep="#147d4b",
    on_keep="#ffffff",
    keep_wash="#e2f4ea",
    trash="#b3261e",
    on_trash="#ffffff",
    trash_wash="#fcebea",
    amber="#845400",
    amber_wash="#fdf0d6",
    violet="#6b46c1",
    violet_wash="#f1ebfc",
    neutral_wash="#eceef1",
    hover="#f0f2f5",
    stage="#eceef1",
    mat="#f1f2f4",
    frame="#ffffff",
)

DARK = Tokens(
    is_dark=True,
    background="#15181c",
    panel="#1d2126",
    raised="#242a31",
    line="#2d333b",
    edge="#77818d",
    text="#eceff3",
    dim="#9aa4b0",
    accent="#6fb0ff",
    wash="#1e3350",
    on_accent="#0c1420",
    keep="#57d093",
    on_keep="#06180f",
    keep_wash="#153324",
    trash="#ff8a80",
    on_trash="#2a0a08",
    trash_wash="#3a1c1b",
    amber="#f3c069",
    amber_wash="#3a2b0e",
    violet="#c3a6ff",
    violet_wash="#2e2547",
    neutral_wash="#2a3037",
    hover="#262c33",
    stage="#0c0e11",
    mat="#14171a",
    frame="#e8eaed",
)


class Theme(QObject):
    """The tokens in force, and what is made from them.

    Signals:
        changed: The tokens changed; paint again and fetch icons again.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._icons: dict[tuple[str, str, str, tuple[int, ...]], QIcon] = {}
        # To read an icon takes twice as long as to draw it.
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        app.setStyle("Fusion")
        app.setFont(_interface_font())
        self.tokens = self._wanted()
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to another theme at once."""
        self._choice = choice
        self._refresh()

    def icon(self, name: str, token: str = "text", sizes: tuple[int, ...] = _ICON_SIZES) -> QIcon:
        """An icon of `resources/icons`, drawn in a token's colour and crisp at any scale.

        Args:
            name: Of its file.
            token: Its colour.
            sizes: In pixels; each costs half a millisecond before the window is seen.
        """
        key = (name, token, self.tokens.background, sizes)
        if key not in self._icons:
            icon = QIcon()
            for size in sizes:
                for ratio in _RATIOS:
                    icon.addPixmap(self._render(name, token, size, ratio))
                    icon.addPixmap(self._render(name, "edge", size, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def draw_icon(self, painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
        """Draw an icon in a colour "#rrggbb" into a rectangle of a painter."""
        self._renderer(name, colour).render(painter, rect)

    @contextmanager
    def without_stylesheet(self) -> Iterator[None]:
        """Remove the style sheet while many widgets are made, and apply it once at the end.

        Otherwise every widget put into another one is styled again with all that is in it: of a
        window that took 0.7 s to make, 0.35.
        """
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._app.setStyleSheet(self._sheet)

    def _render(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self._renderer(name, getattr(self.tokens, token)).render(painter)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        key = (name, colour)
        if key not in self._renderers:
            source = Path(resource(f"icons/{name}.svg")).read_bytes()
            coloured = source.replace(b"currentColor", colour.encode())
            self._renderers[key] = QSvgRenderer(QByteArray(coloured))
        return self._renderers[key]

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        tokens = self._wanted()
        if tokens is not self.tokens:
            self.tokens = tokens
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(_palette(self.tokens))
        values = {f.name: getattr(self.tokens, f.name) for f in fields(self.tokens)}
        icons = resource("icons/check.svg").parent.as_posix()
        self._sheet = stylesheet(values, icons)
        self._app.setStyleSheet(self._sheet)


def _interface_font() -> QFont:
    """The platform's own interface font; on Linux, where it may be any, the one that ships."""
    font = QApplication.font()
    if sys.platform.startswith("linux"):
        loaded = [
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{f}"))) for f in _FONT_FILES
        ]
        if -1 not in loaded:
            font = QFont(QFontDatabase.applicationFontFamilies(loaded[0])[0])
    font.setPixelSize(FONT_PX)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    plain = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.background,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.dim,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Mid: tokens.line,
        role.Midlight: tokens.line,
        role.Dark: tokens.edge,
        role.Light: tokens.panel,
        role.Shadow: tokens.edge,
    }
    for key, value in plain.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.edge))
    return palette

"""The style sheet: one text with the tokens of a theme put in.

Widgets say what they are by the dynamic property `kind`, never by a style of their own.
"""

from __future__ import annotations

from string import Template

_TEMPLATE = Template(
    """
QWidget { color: $text; }
QMainWindow, QDialog { background: $background; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 5px 8px; }
QFrame[kind="panel"], QWidget[kind="panel"] { background: $panel; }
QFrame[kind="page"], QWidget[kind="page"] { background: $background; }
QFrame[kind="topbar"] { background: $panel; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="footer"] { background: $panel; border: 0; border-top: 1px solid $line; }
QFrame[kind="head"] { background: $panel; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="sidebar"] { background: $panel; border: 0; border-right: 1px solid $line; }
QFrame[kind="column"] { background: $panel; border: 0; border-right: 1px solid $line; }
QFrame[kind="side"] { background: $panel; border: 0; border-left: 1px solid $line; }
QFrame[kind="card"] { background: $panel; border: 1px solid $line; border-radius: 12px; }
QFrame[kind="pill"] { background: $raised; border: 1px solid $line; border-radius: 17px; }
QFrame[kind="divider"] { background: $line; border: 0; }
QFrame[kind="notice"] { background: $wash; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="problem"] { background: $trash_wash; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="warning"] { background: $amber_wash; border: 0; border-bottom: 1px solid $line; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: 16px; font-weight: 600; }
QLabel[kind="brand"] { font-size: 15px; font-weight: 600; }
QLabel[kind="hero"] { font-size: 20px; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="dim"] { color: $dim; }
QLabel[kind="small"] { color: $dim; font-size: 12px; }
QLabel[kind="section"] { color: $dim; font-size: 11px; font-weight: 600; letter-spacing: 0.6px; }
QLabel[kind="bad"] { color: $trash; }
QLabel[kind="good"] { color: $keep; }
QLabel[kind="differs"] { background: $amber_wash; color: $amber; border-radius: 4px;
    padding: 0 5px; }
QLabel[kind="key"] { background: $neutral_wash; color: $dim; border: 1px solid $line;
    border-radius: 4px; padding: 0 6px; font-size: 11px; }

QPushButton { background: $panel; border: 1px solid $line; border-radius: 8px;
    padding: 0 13px; min-height: 32px; font-weight: 500; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $neutral_wash; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $edge; background: $panel; }
QPushButton:checked { background: $wash; color: $accent; }
QPushButton::menu-indicator { width: 0; image: none; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent; border: 1px solid $text; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $neutral_wash; color: $edge;
    border: 1px solid $line; }
QPushButton[kind="danger"] { background: $trash; color: $on_trash; border: 1px solid $trash; }
QPushButton[kind="danger"]:hover { border: 1px solid $text; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"]:disabled { background: $neutral_wash; color: $edge;
    border: 1px solid $line; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; padding: 0 8px;
    color: $dim; min-height: 28px; }
QPushButton[kind="quiet"]:hover { background: $hover; color: $text; }
QPushButton[kind="quiet"]:focus { border: 1px solid $accent; }
QPushButton[kind="quiet"]:checked { color: $accent; background: $wash; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; padding: 0 4px;
    color: $accent; min-height: 24px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QPushButton[kind="icon"] { padding: 0; min-width: 34px; max-width: 34px; }
QPushButton[kind="segment"] { border-radius: 0; border-right-width: 0; min-height: 32px; }
QPushButton[kind="segment"]:checked { background: $wash; color: $accent; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: 8px;
    border-bottom-left-radius: 8px; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: 8px;
    border-bottom-right-radius: 8px; border-right-width: 1px; }
QPushButton[kind="segment"]:focus { border: 1px solid $accent; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $panel; border: 1px solid $line;
    border-radius: 8px; padding: 0 10px; min-height: 32px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid $accent; }
QComboBox:focus { border: 1px solid $accent; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: $edge; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($icons/chevron-$shade.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; border-radius: 8px;
    padding: 4px; outline: 0; selection-background-color: $wash; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    width: 0; border: 0; }
QAbstractSpinBox QLineEdit { border: 0; background: transparent; padding: 0; min-height: 20px; }
QPlainTextEdit, QTextEdit { background: $panel; border: 1px solid $line; border-radius: 8px;
    padding: 6px; }

QMenu { background: $raised; border: 1px solid $line; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $wash; color: $text; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; }
QMenu::indicator:checked { image: url($icons/check-$shade.svg); }
QMenuBar { background: $panel; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px;
    background: $panel; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent;
    image: url($icons/check-on-$shade.svg); }
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked:focus { border: 2px solid $text; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px;
    background: $panel; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px;
    background: $on_accent; }
QRadioButton:focus { color: $accent; }

QProgressBar { background: $neutral_wash; border: 0; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; min-height: 36px; min-width: 36px;
    margin: 2px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; }
QListView, QTreeView, QTableView { background: $panel; border: 0; outline: 0; }
QListView[kind="grid"] { background: $background; }
QListWidget { border: 1px solid $line; border-radius: 8px; padding: 4px; }
QListWidget::item { padding: 0 8px; height: 26px; border-radius: 5px; color: $text; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $wash; color: $text; }
QTableView { gridline-color: $line; selection-background-color: $wash; selection-color: $text;
    alternate-background-color: $background; }
QTableView::item { padding: 4px 8px; border: 0; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $wash; color: $text; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $dim; border: 0; border-bottom: 1px solid $line;
    padding: 6px 11px; font-weight: 500; }
QSplitter::handle { background: transparent; }
QGroupBox { border: 0; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
"""
)


def stylesheet(tokens: dict[str, object], icons: str) -> str:
    """The style sheet of a theme.

    Args:
        tokens: The fields of `theme.Tokens` by name.
        icons: Folder of the icons, with forward slashes.
    """
    is_dark = bool(tokens["is_dark"])
    return _TEMPLATE.substitute(
        tokens,
        icons=icons,
        shade="dark" if is_dark else "light",
        scroll="#49515b" if is_dark else "#c6ccd3",
    )

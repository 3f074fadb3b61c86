"""Roles under which the models give more than text."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class ItemRole(IntEnum):
    """Own item roles; each returns the value named, or None."""

    GROUP = Qt.ItemDataRole.UserRole + 1  # types.Group
    ITEM = Qt.ItemDataRole.UserRole + 2  # photomodel.Item
    MARKED = Qt.ItemDataRole.UserRole + 3  # bool
    AWAY = Qt.ItemDataRole.UserRole + 5  # bool
    THUMB = Qt.ItemDataRole.UserRole + 4  # changes when a thumbnail has arrived

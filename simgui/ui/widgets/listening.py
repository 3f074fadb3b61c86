"""Connections that end with the widget that listens.

A lambda that is connected to a signal of the session lives as long as the session, and with it the
widgets it holds: after a change of language the old window's would be called although Qt has
deleted them. A connection to a method of a QObject ends when that object is deleted.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance


class _Listener(QObject):
    """Passes a signal on to a function, until its owner is deleted."""

    def __init__(self, owner: QObject, call: Callable[..., object]) -> None:
        super().__init__(owner)
        self._call: Callable[..., object] | None = call
        self.destroyed.connect(self._forget)

    def pass_on(self, *arguments: object) -> None:
        if self._call is not None:
            self._call(*arguments)

    def _forget(self) -> None:
        self._call = None


def listen(owner: QObject, signal: SignalInstance, call: Callable[..., object]) -> None:
    """Connect a signal to a function for as long as an object lives.

    Args:
        owner: The object, usually the widget that the function changes.
        signal: A signal of something that lives longer.
        call: The function; gets the signal's arguments.
    """
    signal.connect(_Listener(owner, call).pass_on)

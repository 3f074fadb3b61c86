"""Sentences for the bar at the top of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class MessageKind(Enum):
    """How a message is shown."""

    NOTICE = "notice"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the bar at the top of the window."""

    kind: MessageKind
    text: str

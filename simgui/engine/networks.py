"""Models: the built-in one or a user's own, and the hardware they can run on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from simgui import paths
from simgui.core.network import onnx_session, precision
from simgui.core.network.embed import Embedder
from simgui.core.network.model import ModelInfo, load
from simgui.core.network.precision import LazyNetwork
from simgui.store.library import Library

_CPU = "CPUExecutionProvider"
# Azure's sends pictures over the network, which simgui never does.
_NO_CHOICE = frozenset({_CPU, "AzureExecutionProvider"})


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What is known of a network."""

    id: str
    path: str
    licence: str
    training_data: str


def open_network(path: str, library: Library) -> LazyNetwork:
    """A network whose precision is settled when it is first used.

    Args:
        path: Its file, or "" for the one that ships.
        library: Remembers the precision that was measured on this computer.

    Raises:
        ModelError: The file is missing or breaks the contract.
    """
    return LazyNetwork(load(_file(path)), library)


def checked_network(path: str, library: Library) -> ModelInfo:
    """A network that was run once: it keeps what its file says.

    Raises:
        ModelError: The file is missing or breaks the contract.
    """
    info = precision.settled(load(_file(path)), library)
    Embedder(info)
    return info


def _file(path: str) -> str:
    return os.path.abspath(path) if path else str(paths.model_file())


def facts(info: ModelInfo) -> NetworkFacts:
    """What to tell a user about a network."""
    return NetworkFacts(info.id, info.path, info.licence, info.training_data)


def providers() -> list[str]:
    """What networks can be computed on here, besides the processor."""
    return [name for name in onnx_session.providers() if name not in _NO_CHOICE]


def providers_for(chosen: str) -> Sequence[str] | None:
    """The providers to ask onnxruntime for; None for its own choice, the processor."""
    return [chosen, _CPU] if chosen and chosen in providers() else None

"""What the settings page asks of the engine, and what it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


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

    def limit_cache(self) -> None:
        """Let the thumbnails on disk take as much as the settings say."""

    def check_library(self) -> list[str]:
        """Read the whole library; sentences about what is wrong, none if all is well."""

    def rebuild_library(self) -> None:
        """Forget what a scan makes; decisions and the journal stay."""

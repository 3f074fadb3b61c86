"""The user's settings as values, so that the engine needn't know where they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from simgui.core.grouping.criteria import DEFAULT_CRITERIA, Criterion

DEFAULT_THUMBNAIL_BYTES = 1_000_000_000
"""Disk for thumbnails: about 100,000 of them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose.

    Attributes:
        model: File of the network, or "" for the one that ships.
        provider: What the network is computed on, by onnxruntime's name; "" for the processor.
        threads: Decoding threads; 0 for as many as there are cores.
        left_out: Families of formats that a scan does not read, see `formats.FAMILIES`.
        thumbnail_bytes: What the thumbnails on disk may take.
        criteria: By what a keeper is chosen, the most important first.
        folders: Folders to keep photos in, the preferred first; empty for the watched folders.
    """

    model: str = ""
    provider: str = ""
    threads: int = 0
    left_out: frozenset[str] = field(default_factory=frozenset)
    thumbnail_bytes: int = DEFAULT_THUMBNAIL_BYTES
    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA
    folders: tuple[str, ...] = ()

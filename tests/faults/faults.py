"""Injects every kind of fault, one after the other, and looks that each ends well.

Each fault is a function that harms a workshop and asserts what has to happen; its first line says
what it is. Whatever it does, every content must still be on disk or in the trash.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.faults import changes, disks, stores
from tests.faults.injection import FAULTS, Report, Skipped
from tests.faults.workshop import Workshop

__all__ = ["changes", "disks", "run", "stores"]


def run() -> Iterator[Report]:
    """Inject every kind of fault, each into a workshop of its own."""
    for function in FAULTS:
        name = (function.__doc__ or function.__name__).rstrip(".")
        with Workshop() as shop:
            wanted = shop.contents()
            try:
                function(shop)
                missing = wanted - shop.contents()
                yield Report(name, f"{len(missing)} photos lost" if missing else "")
            except Skipped as reason:
                yield Report(name, skipped=str(reason))
            except Exception as error:  # noqa: BLE001 - whatever it is, the fault ended badly
                yield Report(name, f"{type(error).__name__}: {error}")

"""Which precision of a network a computer uses: measured once, then remembered."""

from __future__ import annotations

import os
import platform

from simgui.core.catalog import Catalog
from simgui.core.network.embed import choose
from simgui.core.network.model import ModelInfo


class LazyNetwork:
    """A network whose precision is settled when it is first asked for.

    The measuring then takes the core that waits while the first photos are decoded.

    Attributes:
        input_size: Side of the pictures it takes, in pixels, at any precision.
    """

    def __init__(self, info: ModelInfo, catalog: Catalog | None = None) -> None:
        """Choose no precision yet.

        Args:
            info: The network as it is in its file.
            catalog: Of the library; None where the precision is settled already.
        """
        self.input_size = info.input_size
        self._info = info
        self._catalog = catalog

    @property
    def model(self) -> ModelInfo:
        """The network at its precision; to be asked for on the thread of the scan.

        Raises:
            ModelError: The network can't be used.
        """
        if self._catalog is not None:
            self._info, self._catalog = settled(self._info, self._catalog), None
        return self._info


def settled(info: ModelInfo, catalog: Catalog) -> ModelInfo:
    """The network at the precision this library was begun with on this kind of computer.

    The first call takes about 0.2 s; the answer is kept with the library, because vectors
    of two precisions are never compared and a second choice would embed every photo again.

    Raises:
        ModelError: The network can't be used.
    """
    if info.quantised is None:
        return info
    # Not platform.processor(): it starts a program called uname, whichever PATH names first.
    processor = os.environ.get("PROCESSOR_IDENTIFIER", "")  # of Windows
    key = f"precision {info.id} {platform.machine()} {processor}"
    remembered = catalog.note(key)
    if remembered == info.quantised.id:
        return info.at(info.quantised)
    if remembered == info.id:
        return info
    chosen = choose(info)
    catalog.set_note(key, chosen.id)
    return chosen

"""Which precision of a network a computer uses: measured once, then remembered."""

from __future__ import annotations

import platform

from simgui.core.catalog import Catalog
from simgui.core.embed import choose
from simgui.core.model import ModelInfo


def settled(info: ModelInfo, catalog: Catalog) -> ModelInfo:
    """The network at the precision this library was begun with on this kind of computer.

    The first call takes about 0.4 s; the answer is kept with the library, because vectors
    of two precisions are never compared and a second choice would embed every photo again.

    Raises:
        ModelError: The network can't be used.
    """
    if info.quantised is None:
        return info
    key = f"precision {info.id} {platform.machine()} {platform.processor()}"
    remembered = catalog.note(key)
    if remembered == info.quantised.id:
        return info.at(info.quantised)
    if remembered == info.id:
        return info
    chosen = choose(info)
    catalog.set_note(key, chosen.id)
    return chosen

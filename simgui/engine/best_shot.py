"""Which shot of a moment is the best: looked for when asked, proposed and never marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simgui.core.task import Token
from simgui.core.types import Group, SetKind
from simgui.engine.pictures import align, picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from simgui.core.grouping.best_shot import Judged, Onto
    from simgui.core.types import Photo
    from simgui.store.library import Library

_LOOK_PX = 640  # long side at which shots are compared
_MOST = 16  # shots that are laid on one another at once: some 20 MB
_KEPT_WHOLE = frozenset({SetKind.BRACKET, SetKind.PANORAMA, SetKind.STEREO, SetKind.PAGES})
"""Sets whose photos differ on purpose: none of them is the best."""


def best_first(library: Library, group: Group, token: Token) -> list[tuple[Photo, Judged]] | None:
    """The shots of a moment, the best first, each with what is to be said of it.

    Args:
        library: Has the thumbnails by which shots are laid on one another.
        group: Of one moment.
        token: Stops between two shots.

    Returns:
        None if the photos belong together as they are, or can't be compared.

    Raises:
        Cancelled: The token was cancelled.
    """
    from simgui.core.grouping.best_shot import judge

    if group.set_kind in _KEPT_WHOLE:
        return None
    photos: list[Photo] = []
    pictures: list[NDArray[np.uint8]] = []
    onto: list[Onto | None] = []
    for member in group.members[:_MOST]:
        token.check()
        pixels = picture(library, member.photo.path, _LOOK_PX)
        if pixels is None:
            continue
        found = align(library, photos[0], member.photo) if photos else None
        matrix = None if found is None else found.matrix
        photos.append(member.photo)
        pictures.append(pixels)
        onto.append((1.0, 0.0, 0.0, 0.0, 1.0, 0.0) if len(photos) == 1 else matrix)
    judged = judge(pictures, onto) if pictures else None
    if judged is None:
        return None
    order = sorted(range(len(photos)), key=lambda n: -judged[n].score)
    return [(photos[n], judged[n]) for n in order]

"""Why two pictures that agree in most pixels are not copies.

Each doubt is a principle that covers whole kinds of pictures: what differs is on both sides; the
noise is of two shots; the light is of two exposures. The limits were read off copies and
look-alikes; `models.everyday` prints what they do to each kind of picture.
"""

from __future__ import annotations

import math
from enum import Enum

from simgui.core.matching.close_look import CloseLook

_FLAT = 0.45
"""Share without slope from which a picture counts as page, screen or drawing."""

_EVEN = 0.35  # share of the paper's tone in the picture
_DENSE, _PAPER = 0.2, 0.5
"""The same for a page that is full of print, by the tone of its paper."""

_WORST = 0.75  # correlation, of photos
_WORST_PAGE = 0.8  # correlation, of pages
_DIGIT = 24
"""Points of the raster."""

"""Correlation at the worst hundredth of the places with detail. Re-encoded, resized and toned
copies stay above 0.85; one other digit on a page is below 0.65."""

_STRONG = 3.5  # largest difference, in units of what edges and noise explain
_ONLY = 2e-4  # share of the overlap with ink on one side alone
_LOST_BOTH = 4e-3  # share where one side is clipped and the other has detail
_UNLIKE_PAGE, _UNLIKE_PHOTO = 4.0, 9.0
"""Median differences in grey levels. Copies of pages stay below 3.4 (JPEG of quality 10), of photos
below 8.3; faces of two people that lie on each other differ by 13."""

_OVERLAY, _SURE_OVERLAY = 0.9, 0.95  # share of the changed pixels in three colours
_CLEAR = 3e-3  # share of the overlap: ink that can't be overlooked
_ONE_SIDED = 20.0  # times more ink on one side, of pages
_ONE_SIDED_PHOTO = 3.0  # the same of photos
_ONE_SIDED_SHOT = 2.0  # the same where noise proves one shot
# Share of the weaker noise in the other picture, and grey levels from which it can be compared.
_SHARED_SLOPE, _SHARED_NOISE = 0.85, 0.2
# Share of the changed pixels in three colours, and times more ink on one side.
_PLAIN, _FAR_ONE_SIDED = 0.75, 50.0
_ALL_FEW, _BOTH_FEW = 0.95, 0.97  # shares in three colours of the pixels under an overlay
_PLAINER = 0.12  # by which the overlay has fewer colours than what it covers
_FRAMES_NOISE = 0.3  # grey levels of noise from which two shots can be told; JPEGs make less
_FRAMES_SLOPE = 0.25  # share of the weaker noise that two shots can share by chance
# The same from so much noise on, which only strong compression makes as well; that differs by more.
_SENSOR_NOISE, _SENSOR_SLOPE, _SENSOR_DIFFERENCE = 0.6, 0.45, 1.5
"""Of copies in two labelled folders the least share is 0.52; frames of still scenes reach 0.41."""
_FRAMES_RATIO = 1.6  # of both noises; further apart, one was processed
_FRAMES_DIFFERENCE = 2.0  # median difference in grey levels
_PROVEN_DIFFERENCE, _PROVEN_SLOPE = 0.33, 0.98
"""Frames of still scenes and of brackets differ by 0.34 grey levels and more (0.05 to 0.95 of 133
pairs), and the few that share 0.98 of their detail differ by more than 0.36."""

_EXPOSED = 0.05  # logarithm of the contrast from which the tone was changed
_CLIPPED = 0.01  # share that one side has lost to clipping, from which a tone edit shows
_WORST_CLIPPED = 0.7  # correlation; one other digit on a page is below 0.65
_LOST = 2e-3  # share where one side is clipped and the other has detail


class Doubt(Enum):
    """What speaks against a copy."""

    CONTENT = "content"  # something else is shown on either side
    PAGE = "page"  # the same of pages, screens and drawings, which have no moment in common
    SHOT = "shot"  # the noise of two shots
    EXPOSURE = "exposure"  # detail is lost in both directions


def doubt_of(look: CloseLook, *, are_twins: bool, is_bare: bool = False) -> Doubt | None:
    """The first doubt that a closer look leaves, or None.

    Args:
        look: At both pictures.
        are_twins: Whether both files have one format, size and quality, and one picture lies on
            the other without a change of geometry: as a camera writes its frames. Edited
            photos are seldom saved just so.
        is_bare: Whether what lies over one of both was left out.
    """
    is_page = not is_bare and is_flat(look)
    if _is_other_content(look, is_page=is_page):
        return Doubt.PAGE if is_page else Doubt.CONTENT
    if are_twins and not (_shares_noise(look) if is_bare else _is_proven(look)):
        return Doubt.SHOT if look.gain <= _EXPOSED else Doubt.EXPOSURE
    if is_page:
        return None
    if _is_other_shot(look):
        return Doubt.SHOT
    return Doubt.EXPOSURE if _is_other_exposure(look) else None


def is_of_one_shot(look: CloseLook) -> bool:
    """Whether all detail agrees and the noise is that of one shot: chance makes no such pair."""
    return look.worst >= _WORST and _shares_noise(look)


def _is_proven(look: CloseLook) -> bool:
    """Whether so little differs, and so much noise is shared, that it can't be two shots."""
    is_toned = look.gain > _EXPOSED
    if look.worst < _WORST and not is_toned:
        return _shares_noise(look)  # lettering, which has been looked at
    # The difference is in the tone of the duller picture: a dark one would seem to differ less.
    if look.difference * math.exp(look.gain) > _PROVEN_DIFFERENCE:
        return False
    return not is_toned if math.isnan(look.shared_noise) else _slope(look) >= _PROVEN_SLOPE


def is_flat(look: CloseLook) -> bool:
    """Whether this is a page, a screen or a drawing rather than a photo."""
    if look.flat >= _FLAT:
        return look.ground >= _EVEN
    return look.flat >= _DENSE and look.ground >= _PAPER


def _is_other_content(look: CloseLook, *, is_page: bool) -> bool:
    """Whether something differs that one overlay does not explain."""
    least, most = sorted((look.only_a, look.only_b))
    plain, busy = sorted((look.overlay_a, look.overlay_b), reverse=True)
    lost = min(look.lost_a, look.lost_b)
    if not is_page:
        if look.difference > _UNLIKE_PHOTO:
            return True
        if look.worst >= _WORST:
            return False
        if plain >= _PLAIN and most >= max(_CLEAR, _FAR_ONE_SIDED * least):
            return False
        if _shares_noise(look):
            is_one_sided = most >= _ONE_SIDED_SHOT * least
            return plain < (_OVERLAY if is_one_sided and busy <= _BOTH_FEW else _SURE_OVERLAY)
        if most < _CLEAR or _is_noise_of_two(look):
            return True
        # Lettering has few colours, and the photo under it has many.
        if busy > _ALL_FEW:
            return most < _ONE_SIDED_PHOTO * least
        return plain < _OVERLAY or plain - busy < _PLAINER
    if look.difference > _UNLIKE_PAGE:
        return True
    if (
        look.worst >= _WORST_PAGE
        and look.unlike_pixels < _DIGIT
        and look.strong <= _STRONG
        and least <= _ONLY
        and (lost <= _LOST_BOTH or most <= _ONLY)
    ):
        return False
    if _is_toned_one_way(look):
        return False
    # Both sides are paper and ink: an overlay brings ink to one of them alone.
    is_clear = most >= _CLEAR and most >= _ONE_SIDED * least and lost <= _LOST_BOTH
    return plain < _OVERLAY or not is_clear


def _is_toned_one_way(look: CloseLook) -> bool:
    """Whether one was brightened or darkened until places clipped, and nothing else differs.

    Where a sky or a wall is blown out edges end elsewhere, which looks like ink on one side.
    """
    least, most = sorted((look.lost_a, look.lost_b))
    return (
        look.gain > _EXPOSED
        and most >= _CLIPPED
        and least <= _LOST
        and look.unlike_pixels < _DIGIT
        and look.worst >= _WORST_CLIPPED
        and look.difference <= _PROVEN_DIFFERENCE
    )


def _slope(look: CloseLook) -> float:
    """How much of the weaker picture's noise is in the other: 1 in copies, however processed."""
    weak, strong = sorted((look.noise_a, look.noise_b))
    return look.shared_noise * strong / max(weak, 1e-3)


def _shares_noise(look: CloseLook) -> bool:
    """Whether there is noise, and it is that of one shot; False where nothing tells."""
    has_noise = min(look.noise_a, look.noise_b) > _SHARED_NOISE
    return has_noise and _slope(look) > _SHARED_SLOPE


def _is_other_shot(look: CloseLook) -> bool:
    """Whether both have noise of like strength and none of it is shared."""
    return _is_noise_of_two(look) and look.difference < _FRAMES_DIFFERENCE


def _is_noise_of_two(look: CloseLook) -> bool:
    """The same wherever strong compression, which makes noise of its own, was not ruled out."""
    weak, strong = sorted((look.noise_a, look.noise_b))
    if math.isnan(look.shared_noise) or weak < _FRAMES_NOISE or strong > _FRAMES_RATIO * weak:
        return False
    is_sensors = weak >= _SENSOR_NOISE and look.difference < _SENSOR_DIFFERENCE
    most = _SENSOR_SLOPE if is_sensors else _FRAMES_SLOPE
    return look.shared_noise * strong / weak < most


def _is_other_exposure(look: CloseLook) -> bool:
    """Whether the tone changed and each picture has detail that the other has lost."""
    lost = min(look.lost_a, look.lost_b)
    return look.gain > _EXPOSED and lost > _LOST and look.worst >= _WORST

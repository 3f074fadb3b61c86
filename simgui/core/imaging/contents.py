"""What an opened file holds: its container taken apart, and what only its decoder can tell."""

from __future__ import annotations

from simgui.core.containers import Parts, take_apart, trailer
from simgui.core.containers.parts import digest
from simgui.core.holdings import MANAGED_COLOUR, Holdings, held
from simgui.core.imaging import codec, colour
from simgui.core.imaging.codec import Opened

_OPAQUE_MODES = {"RGBA": "RGB", "LA": "L", "P": "RGB", "1": "L", "PA": "RGB"}


def parts_of(opened: Opened, data: bytes) -> Parts:
    """Take an opened file apart, and correct the depth that its decoder claims."""
    parts = take_apart(data, opened.format)
    if opened.format == "jxl" and parts.picture[:1] == [(0, len(data))]:
        end = _bare_jxl_end(data)
        if end < len(data):
            parts.picture[0] = (0, end)
            trailer.read(parts, end)
    if parts.depth is not None:
        opened.depth = parts.depth
    return parts


def _bare_jxl_end(data: bytes) -> int:
    """Where a JPEG XL codestream without boxes ends, found by trying.

    Nothing in the file says how long it is. One byte less than all is too little for the decoder,
    unless something lies behind the picture.
    """

    def decodes(size: int) -> bool:
        try:
            codec.open_picture(data[:size], "", codec.DEFAULT_LIMITS).image.load()
        except BaseException as error:
            # Panics of the Rust decoder are no Exceptions.
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            return False
        return True

    if not decodes(len(data) - 1):
        return len(data)
    short, enough = 2, len(data) - 1
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (short, middle) if decodes(middle) else (middle, enough)
    return enough


def holdings_of(opened: Opened, parts: Parts, *, has_alpha: bool) -> Holdings:
    """What a file holds beyond the numbers of its first picture.

    Args:
        opened: The picture, loaded: some decoders know the profile only then.
        parts: Its container.
        has_alpha: Whether something shows through it.
    """
    return held(
        parts.items,
        depth=opened.depth,
        has_alpha=has_alpha,
        colour=_colour(opened, parts),
    )


def _colour(opened: Opened, parts: Parts) -> str:
    signal = parts.colour
    image = opened.image
    mode = _OPAQUE_MODES.get(image.mode, image.mode)
    profile = image.info.get("icc_profile")
    if profile and not colour.is_srgb(profile, mode):
        return f"{signal} {_profile(profile)}" if signal else _profile(profile)
    if not profile and parts.profile and not colour.is_srgb(parts.profile, mode):
        return f"{signal} unconverted {_profile(parts.profile)}".strip()
    return signal


def _profile(profile: bytes) -> str:
    """A profile's name: without its date and its checksum, which say nothing of colours."""
    return MANAGED_COLOUR + digest(profile, ((0, 24), (36, 84), (100, len(profile))))

"""Training views: cheap random edits of small photos (uint8 RGB arrays) with OpenCV and numpy.

`models/edits.py` makes files as people make them; this module makes their look at the size the
network sees, hundreds a second on one core, with one knob for hardness. It never touches disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.random import Generator

Picture = np.ndarray  # uint8 [height, width, 3], RGB

cv2.setNumThreads(0)

# What libjpeg scaling followed by a box filter, and other programs' decoders, may do to a photo.
SHRINKERS = (cv2.INTER_AREA, cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)
LUMA = np.array([0.299, 0.587, 0.114], np.float32)
SEPIA = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]], np.float32)
RAMP = np.arange(256, dtype=np.float32)


def squash(photo: Picture, size: int, rng: Generator) -> Picture:
    """`photo` resized to `size` x `size` by one of the filters a decode path may use."""
    shrinker = SHRINKERS[rng.integers(len(SHRINKERS))]
    if rng.random() < 0.3:
        between = int(size * rng.uniform(1.0, 1.6))
        photo = cv2.resize(photo, (between, between), interpolation=cv2.INTER_LINEAR)
    if min(photo.shape[:2]) < size:
        shrinker = cv2.INTER_LINEAR if rng.random() < 0.7 else cv2.INTER_CUBIC
    return cv2.resize(photo, (size, size), interpolation=shrinker)


def crop(photo: Picture, keep: float, rng: Generator) -> Picture:
    """A window that keeps about `keep` of each side, its aspect a little off."""
    height, width = photo.shape[:2]
    skew = rng.uniform(0.85, 1.18)
    tall = max(8, int(height * min(1.0, keep * skew)))
    wide = max(8, int(width * min(1.0, keep / skew)))
    top = rng.integers(height - tall + 1)
    left = rng.integers(width - wide + 1)
    return photo[top : top + tall, left : left + wide]


def instance(photo: Picture, rng: Generator) -> Picture:
    """The photo that both views show, often a part of the stored one.

    So 12,000 photos stand for more, and skies and walls (which look alike) turn up on their own.
    """
    if rng.random() < 0.5:
        photo = crop(photo, rng.uniform(0.55, 1.0), rng)
    if rng.random() < 0.5:
        photo = photo[:, ::-1]
    if rng.random() < 0.2:
        photo = tone(photo, rng, 0.6)
    return np.ascontiguousarray(photo)


def plain_view(photo: Picture, size: int, rng: Generator) -> Picture:
    """The photo as the program reads it: a decode path, perhaps one more JPEG generation."""
    if rng.random() < 0.25:
        photo = jpeg(photo, int(rng.integers(60, 96)))
    return squash(photo, size, rng)


def edited_view(
    photo: Picture, size: int, rng: Generator, hardness: float, others: Sequence[Picture]
) -> Picture:
    """One edited copy.

    Args:
        photo: the photo, any size.
        size: side of the result.
        rng: source of chance.
        hardness: 0 (a re-send) to 1 (crops to a third, frames, turns, stickers, filters).
        others: pictures to use as background of collages and screenshots.

    Returns:
        uint8 [size, size, 3].
    """
    work = int(size * rng.uniform(1.0, 1.35))
    picture = geometry(photo, work, rng, hardness)
    if rng.random() < 0.35 + 0.3 * hardness:
        picture = tone(picture, rng, 0.3 + 0.7 * hardness)
    if rng.random() < 0.1 + 0.12 * hardness:
        picture = tint(picture, rng)
    if rng.random() < 0.1 + 0.2 * hardness:
        picture = soften(picture, rng, hardness)
    if rng.random() < 0.2 * hardness:
        picture = rng.choice(OVERLAYS)(picture, rng)
    if rng.random() < 0.28 * hardness:
        picture = framed(picture, rng, others)
    if rng.random() < 0.3 + 0.3 * hardness:
        for _ in range(rng.integers(1, 3)):
            picture = compressed(picture, int(rng.integers(95 - int(75 * hardness), 96)), rng)
    if rng.random() < 0.2:
        picture = noisy(picture, rng, 2 + 18 * hardness * rng.random())
    return squash(picture, size, rng)


def geometry(photo: Picture, work: int, rng: Generator, hardness: float) -> Picture:
    """Crop, tilt, perspective, turn and mirror; returns [work, work, 3]."""
    if rng.random() < 0.35 + 0.3 * hardness:
        hardest = 1.0 - 0.55 * hardness
        keep = rng.uniform(hardest, 1.0)
        if rng.random() < 0.12 * hardness:
            keep = rng.uniform(0.38, 0.5)
        photo = crop(photo, keep, rng)
    draw = rng.random()
    if draw < 0.22 * hardness:
        picture = tilted(photo, work, rng, 12 if rng.random() < 0.8 else 45)
    elif draw < 0.32 * hardness:
        picture = perspective(photo, work, rng, 0.18)
    else:
        picture = squash(photo, work, rng)
    turns = rng.random()
    if turns < 0.10 + 0.08 * hardness:
        picture = np.rot90(picture, rng.integers(1, 4))
    if rng.random() < 0.10 + 0.08 * hardness:
        picture = picture[:, ::-1]
    return np.ascontiguousarray(picture)


def fill(rng: Generator) -> tuple[int, tuple[int, int, int]]:
    """Border mode and colour of what a warp uncovers."""
    mode = (cv2.BORDER_CONSTANT, cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT)
    return mode[rng.integers(4)], colour(rng)


def colour(rng: Generator) -> tuple[int, int, int]:
    """Black, white or any colour, a third each."""
    draw = rng.integers(3)
    if draw < 2:
        return ((0, 0, 0), (255, 255, 255))[draw]
    red, green, blue = rng.integers(0, 256, 3).tolist()
    return red, green, blue


def tilted(photo: Picture, work: int, rng: Generator, most: float) -> Picture:
    """Turned by up to `most` degrees, either filled at the corners or zoomed until filled."""
    height, width = photo.shape[:2]
    angle = rng.uniform(-most, most)
    radians = np.deg2rad(abs(angle))
    zoom = 1.0
    if rng.random() < 0.5:
        ratio = max(height / width, width / height)
        zoom = float(np.cos(radians) + ratio * np.sin(radians))
    elif rng.random() < 0.5:
        zoom = float(1.0 / (np.cos(radians) + np.sin(radians)))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, zoom)
    matrix[0] *= work / width
    matrix[1] *= work / height
    mode, shade = fill(rng)
    return cv2.warpAffine(
        photo, matrix, (work, work), flags=cv2.INTER_LINEAR, borderMode=mode, borderValue=shade
    )


def perspective(photo: Picture, work: int, rng: Generator, most: float) -> Picture:
    """Seen at an angle, as a photo of a screen or a print."""
    height, width = photo.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    moved = (unit + rng.uniform(-most / 2, most, (4, 2)) * (1 - 2 * unit)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, moved * work)
    mode, shade = fill(rng)
    return cv2.warpPerspective(
        photo, matrix, (work, work), flags=cv2.INTER_LINEAR, borderMode=mode, borderValue=shade
    )


def tone(picture: Picture, rng: Generator, amount: float) -> Picture:
    """Brightness, contrast, gamma, white balance (one table a channel) and saturation."""
    gamma = float(np.exp(rng.normal(0, 0.35 * amount)))
    gain = float(np.exp(rng.normal(-0.05 * amount, 0.33 * amount)))
    contrast = float(np.exp(rng.normal(0, 0.33 * amount)))
    curve = (RAMP / 255.0) ** gamma * 255.0 * gain
    curve = (curve - 128.0) * contrast + 128.0 + rng.normal(0, 12 * amount)
    if rng.random() < 0.35:
        casts = np.exp(rng.normal(0, 0.13 * amount, 3))
        table = np.clip(curve[:, None] * casts, 0, 255).astype(np.uint8)[None]
        picture = cv2.LUT(picture, table)
    else:
        picture = cv2.LUT(picture, np.clip(curve, 0, 255).astype(np.uint8))
    if rng.random() < 0.5:
        picture = saturate(picture, float(rng.uniform(1 - 0.9 * amount, 1 + 1.2 * amount)))
    return picture


def saturate(picture: Picture, factor: float) -> Picture:
    """Colours pulled to (`factor` < 1) or pushed from (> 1) grey."""
    matrix = np.eye(3, dtype=np.float32) * factor + (1 - factor) * LUMA[None]
    return cv2.transform(picture, matrix)


def tint(picture: Picture, rng: Generator) -> Picture:
    """Grey, sepia, a turned hue or negative-like duotone; sometimes with a vignette."""
    draw = rng.random()
    if draw < 0.4:
        picture = saturate(picture, 0.0)
    elif draw < 0.7:
        strength = rng.uniform(0.5, 1.0)
        matrix = SEPIA * strength + np.eye(3, dtype=np.float32) * (1 - strength)
        picture = cv2.transform(picture, matrix.astype(np.float32))
    elif draw < 0.85:
        shade = rng.uniform(0.5, 1.2, 3).astype(np.float32)
        picture = cv2.transform(picture, shade[:, None] * LUMA[None])
    else:
        angle = rng.uniform(-0.5, 0.5)
        spread = np.sqrt(1 / 3) * np.sin(angle)
        rest = (1 - np.cos(angle)) / 3
        base = np.full((3, 3), rest) + np.eye(3) * np.cos(angle)
        swirl = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) * spread
        picture = cv2.transform(picture, (base + swirl).astype(np.float32))
    if rng.random() < 0.25:
        picture = vignette(picture, rng.uniform(0.3, 0.8))
    return picture


def vignette(picture: Picture, depth: float) -> Picture:
    """Corners darkened by `depth`."""
    height, width = picture.shape[:2]
    rows = np.linspace(-1, 1, height, dtype=np.float32)[:, None] ** 2
    columns = np.linspace(-1, 1, width, dtype=np.float32)[None] ** 2
    mask = 1.0 - depth * (rows + columns) / 2
    return (picture * mask[..., None]).astype(np.uint8)


def soften(picture: Picture, rng: Generator, hardness: float) -> Picture:
    """Blur, sharpening, or a trip through a much smaller size."""
    draw = rng.random()
    if draw < 0.45:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 0.8 + 1.6 * hardness))
    side = picture.shape[0]
    if draw < 0.8:
        small = max(24, int(side * rng.uniform(0.75 - 0.5 * hardness, 0.9)))
        shrunk = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
        back = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST)[
            rng.choice(3, p=[0.5, 0.4, 0.1])
        ]
        return cv2.resize(shrunk, (side, side), interpolation=back)
    blurred = cv2.GaussianBlur(picture, (0, 0), 1.2)
    strength = rng.uniform(0.4, 1.5)
    return cv2.addWeighted(picture, 1 + strength, blurred, -strength, 0)


def noisy(picture: Picture, rng: Generator, sigma: float) -> Picture:
    """Gaussian noise; half the time the same for all channels, as film grain."""
    channels = 3 if rng.random() < 0.5 else 1
    shape = (*picture.shape[:2], channels)
    grain = rng.standard_normal(shape, dtype=np.float32) * sigma
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def compressed(picture: Picture, quality: int, rng: Generator) -> Picture:
    """Through JPEG and back, or now and then WebP, whose blocks are predicted as HEIC's are."""
    if rng.random() < 0.15:
        return coded(picture, ".webp", cv2.IMWRITE_WEBP_QUALITY, quality)
    return jpeg(picture, quality)


def jpeg(picture: Picture, quality: int) -> Picture:
    """Through JPEG and back."""
    return coded(picture, ".jpg", cv2.IMWRITE_JPEG_QUALITY, quality)


def coded(picture: Picture, suffix: str, option: int, quality: int) -> Picture:
    """Through a file and back; channel order matters for the chroma subsampling."""
    swapped = picture[:, :, ::-1]
    done, data = cv2.imencode(suffix, swapped, (option, quality))
    if not done:
        return picture
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[:, :, ::-1])


def lettered(picture: Picture, rng: Generator) -> Picture:
    """One to three lines of text, sometimes on a bar."""
    picture = picture.copy()
    side = picture.shape[0]
    for _ in range(rng.integers(1, 4)):
        letters = "".join(chr(code) for code in rng.integers(48, 123, rng.integers(3, 16)))
        scale = rng.uniform(0.25, 1.1) * side / 160
        left, top = int(rng.uniform(0, 0.5) * side), int(rng.uniform(0.12, 1.0) * side)
        if rng.random() < 0.3:
            corner = (side, min(side, top + 5))
            cv2.rectangle(picture, (0, top - int(26 * scale)), corner, colour(rng), -1)
        font = int(rng.integers(0, 8))
        cv2.putText(
            picture, letters, (left, top), font, scale, colour(rng), int(rng.integers(1, 3))
        )
    return picture


def stickered(picture: Picture, rng: Generator) -> Picture:
    """Emoji-like shapes over up to about a quarter of the picture, opaque or not."""
    drawn = picture.copy()
    side = picture.shape[0]
    for _ in range(rng.integers(1, 4)):
        centre = rng.integers(0, side, 2).tolist()
        radius = int(rng.uniform(0.04, 0.2) * side)
        shape = rng.integers(3)
        if shape == 0:
            cv2.circle(drawn, centre, radius, colour(rng), -1)
            cv2.circle(drawn, [centre[0] - radius // 3, centre[1]], radius // 5, (0, 0, 0), -1)
            cv2.circle(drawn, [centre[0] + radius // 3, centre[1]], radius // 5, (0, 0, 0), -1)
        elif shape == 1:
            corners = (rng.uniform(-1, 1, (5, 2)) * radius + centre).astype(np.int32)
            cv2.fillPoly(drawn, [corners], colour(rng))
        else:
            end = [centre[0] + 2 * radius, centre[1] + radius]
            cv2.rectangle(drawn, centre, end, colour(rng), -1)
    if rng.random() < 0.3:
        opacity = float(rng.uniform(0.4, 0.9))
        return cv2.addWeighted(drawn, opacity, picture, 1 - opacity, 0)
    return drawn


def glared(picture: Picture, rng: Generator) -> Picture:
    """A photo of a screen: stripes between pixels and an uneven light."""
    side = picture.shape[0]
    phase = np.arange(side, dtype=np.float32)
    period = rng.uniform(2.2, 6.0)
    stripes = 1 + rng.uniform(0.03, 0.15) * np.sin(phase * (2 * np.pi / period) + rng.uniform(0, 6))
    light = np.linspace(rng.uniform(0.7, 1.1), rng.uniform(0.7, 1.2), side, dtype=np.float32)
    stripes = stripes[None] if rng.random() < 0.5 else stripes[:, None]
    mask = (stripes * light[None]).astype(np.float32)
    return np.clip(picture * mask[..., None], 0, 255).astype(np.uint8)


OVERLAYS: tuple[Callable[[Picture, Generator], Picture], ...] = (lettered, stickered, glared)


def framed(picture: Picture, rng: Generator, others: Sequence[Picture]) -> Picture:
    """Inside something larger: a border, a screenshot, a collage with other photos."""
    side = picture.shape[0]
    draw = rng.random()
    if draw < 0.35:
        pads = [int(side * rng.uniform(0.02, 0.18)) for _ in range(2)]
        mode, shade = fill(rng)
        if rng.random() < 0.5:
            pads[1] = pads[0]
        return cv2.copyMakeBorder(picture, *np.repeat(pads, 2).tolist(), mode, value=shade)
    if draw < 0.75:
        return screenshot(picture, rng)
    canvas = cv2.resize(others[rng.integers(len(others))], (side, side))
    part = rng.uniform(0.6, 0.92)
    tall = wide = int(side * part)
    if rng.random() < 0.4:
        tall, wide = (side, int(side * rng.uniform(0.5, 0.75)))
        if rng.random() < 0.5:
            tall, wide = wide, tall
    top, left = rng.integers(side - tall + 1), rng.integers(side - wide + 1)
    canvas[top : top + tall, left : left + wide] = cv2.resize(
        picture, (wide, tall), interpolation=cv2.INTER_AREA
    )
    return canvas


def screenshot(picture: Picture, rng: Generator) -> Picture:
    """A phone's or a viewer's screen: bars with marks, the photo between them."""
    side = picture.shape[0]
    ground = (255, 255, 255) if rng.random() < 0.5 else (18, 18, 20)
    if rng.random() < 0.3:
        ground = colour(rng)
    canvas = np.full((side, side, 3), ground, np.uint8)
    upper = int(side * rng.uniform(0.04, 0.26))
    lower = int(side * rng.uniform(0.04, 0.26))
    inset = int(side * rng.choice([0.0, rng.uniform(0.0, 0.15)]))
    room = canvas[upper : side - lower, inset : side - inset]
    room[:] = cv2.resize(picture, room.shape[1::-1], interpolation=cv2.INTER_AREA)
    ink = tuple(255 - value for value in ground)
    for _ in range(rng.integers(2, 9)):
        row = rng.integers(0, upper) if rng.random() < 0.5 else side - 1 - rng.integers(0, lower)
        left = int(rng.integers(0, side - 8))
        wide = int(rng.integers(3, side // 3))
        cv2.rectangle(canvas, (left, int(row)), (left + wide, int(row) + 2), ink, -1)
    return canvas

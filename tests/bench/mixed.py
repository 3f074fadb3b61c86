"""Small pictures of mixed material: photos, pages, screens, drawings, and copies among them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance

from tests.bench import made

_SIZE = (320, 240)
_COPIED = 10
"""Of so many pictures one is a copy of the one before it."""

_WORDS = (
    *("sum", "total", "date", "page", "item", "price", "north", "river", "order"),
    *("paid", "due", "street", "road", "sent", "note", "part"),
)


def make_folder(folder: Path, count: int) -> None:
    """Write `count` pictures, five kinds in turn, or leave them if they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_write, [folder] * count, range(count), chunksize=64))


def _write(folder: Path, number: int) -> None:
    path = folder / f"{number // 500:04}" / f"{number:06}.jpg"
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    if number % _COPIED == _COPIED - 1:
        picture = _copy(_picture(number - 1), np.random.default_rng(number))
    else:
        picture = _picture(number)
    picture.save(path, "JPEG", quality=88)


def _picture(number: int) -> Image.Image:
    # The kinds do not keep step with the copies: each kind is copied.
    kind = (number // _COPIED + number) % len(_KINDS)
    return _KINDS[kind](np.random.default_rng([7, number]))


def _copy(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    way = rng.integers(3)
    if way == 0:
        return picture.resize((200, 150))
    if way == 1:
        return picture.crop((20, 15, 310, 232))
    return ImageEnhance.Brightness(picture).enhance(1.2)


def _photo(rng: np.random.Generator) -> Image.Image:
    return made.camera_photo(int(rng.integers(1 << 40)), *_SIZE)


def _page(rng: np.random.Generator) -> Image.Image:
    page = Image.new("RGB", _SIZE[::-1], "white")
    draw = ImageDraw.Draw(page)
    for line in range(10, 300, 12):
        text = " ".join(rng.choice(_WORDS, int(rng.integers(2, 8))))
        draw.text((12, line), f"{text} {rng.integers(10_000)}", fill="black")
    return page


def _screen(rng: np.random.Generator) -> Image.Image:
    screen = Image.new("RGB", _SIZE, tuple(int(v) for v in rng.integers(200, 256, 3)))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, _SIZE[0], 18), fill=(40, 60, 120))
    for top in range(24, 230, 26):
        left = int(rng.integers(6, 120))
        draw.rounded_rectangle((left, top, left + 180, top + 20), 6, fill=(250, 250, 250))
        draw.text((left + 6, top + 4), " ".join(rng.choice(_WORDS, 4)), fill=(20, 20, 20))
    return screen


def _plot(rng: np.random.Generator) -> Image.Image:
    plot = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(plot)
    draw.line([(30, 10), (30, 215), (310, 215)], fill="black", width=2)
    for colour in ("crimson", "navy", "seagreen")[: rng.integers(1, 4)]:
        heights = 110 + np.cumsum(rng.normal(0, 14, 29))
        points = [(30 + 10 * x, float(y)) for x, y in enumerate(heights.clip(12, 214))]
        draw.line(points, fill=colour, width=2)
    return plot


def _texture(rng: np.random.Generator) -> Image.Image:
    coarse = rng.integers(0, 256, (int(rng.integers(5, 30)), int(rng.integers(5, 40)), 3), np.uint8)
    return Image.fromarray(coarse).resize(_SIZE, Image.Resampling.NEAREST)


_KINDS = (_photo, _page, _screen, _plot, _texture)

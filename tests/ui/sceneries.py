"""Pictures that look like photos, painted from a seed: mountains, lakes, dunes, towns, flowers.

For tests and for the pictures of the window: no photo of anybody is needed. Two seeds give two
scenes that have nothing in common.
"""

from __future__ import annotations

import colorsys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

KINDS = ("alps", "lake", "dunes", "town", "flowers", "forest", "sea", "balloons")


def scene(seed: int, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """A picture; its kind follows the seed, and so does everything in it."""
    rng = np.random.default_rng(seed)
    paint = {
        "alps": _alps,
        "lake": _lake,
        "dunes": _dunes,
        "town": _town,
        "flowers": _flowers,
        "forest": _forest,
        "sea": _sea,
        "balloons": _balloons,
    }[KINDS[seed % len(KINDS)]]
    image = paint(rng, *size)
    return _photographed(rng, image)


def _rgb(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    r, g, b = colorsys.hsv_to_rgb(hue % 1.0, min(1, max(0, saturation)), min(1, max(0, value)))
    return int(r * 255), int(g * 255), int(b * 255)


def _gradient(width: int, height: int, top: tuple, bottom: tuple) -> Image.Image:
    ramp = np.linspace(0, 1, height)[:, None, None] ** 0.9
    rows = np.array(top, float) * (1 - ramp) + np.array(bottom, float) * ramp
    return Image.fromarray(np.repeat(rows, width, axis=1).astype(np.uint8))


def _noise(rng: np.random.Generator, count: int, octaves: int = 6, rough: float = 0.5):
    """A ridge line of `count` points within 0..1."""
    line = np.zeros(count)
    weight = 1.0
    for octave in range(octaves):
        points = rng.random(2 ** (octave + 1) + 2)
        places = np.linspace(0, len(points) - 1.001, count)
        left = places.astype(int)
        share = places - left
        line += weight * (points[left] * (1 - share) + points[left + 1] * share)
        weight *= rough
    line -= line.min()
    return line / max(1e-6, line.max())


def _clouds(rng: np.random.Generator, image: Image.Image, below: float, amount: float):
    width, height = image.size
    field = np.zeros((height, width))
    for octave in range(5):
        small = rng.random((3 * 2**octave, 4 * 2**octave)).astype(np.float32)
        layer = Image.fromarray((small * 255).astype(np.uint8)).resize(
            (width, height), Image.Resampling.BICUBIC
        )
        field += np.asarray(layer, float) / 255 / 1.9**octave
    field = (field - field.min()) / (field.max() - field.min())
    mask = np.clip((field - (1 - amount)) * 3.0, 0, 1)
    fade = np.clip(1 - np.arange(height) / (height * below), 0, 1)[:, None] ** 0.5
    white = Image.new("RGB", image.size, (255, 252, 248))
    image.paste(white, mask=Image.fromarray((mask * fade * 215).astype(np.uint8)))


def _ridge(image, rng, base: float, tall: float, colour, light=None, rough=0.5) -> np.ndarray:
    width, height = image.size
    line = height * (base - tall * _noise(rng, width, 8, rough))
    ys = np.arange(height)[:, None]
    inside = ys > line[None, :]
    depth = np.clip((ys - line[None, :]) / (height * 0.35), 0, 1)
    slope = np.gradient(line)
    lit = np.clip(0.5 - slope * 0.22, 0.15, 1.0)[None, :]
    grain = rng.normal(0, 0.06, (height // 3 + 1, width // 3 + 1)).repeat(3, 0).repeat(3, 1)
    shade = np.clip(0.62 + 0.5 * lit - 0.3 * depth + grain[:height, :width], 0.2, 1.5)
    pixels = np.asarray(image).astype(float)
    body = np.array(colour, float)[None, None, :] * shade[..., None]
    if light is not None:
        snow = np.clip((0.42 - depth * 1.4 + 0.4 * grain[:height, :width]) * 3, 0, 1) * lit
        body = body * (1 - snow[..., None]) + np.array(light, float) * snow[..., None]
    pixels[inside] = body[inside]
    image.paste(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))
    return line


def _sky(rng, width, height, *, warm=None):
    warm = rng.random() < 0.4 if warm is None else warm
    if warm:
        hue = rng.uniform(0.02, 0.1)
        return _gradient(width, height, _rgb(hue + 0.58, 0.45, 0.62), _rgb(hue, 0.5, 1.0))
    hue = rng.uniform(0.53, 0.62)
    return _gradient(width, height, _rgb(hue, 0.7, 0.75), _rgb(hue - 0.03, 0.15, 0.97))


def _alps(rng, width, height):
    image = _sky(rng, width, height, warm=False)
    _clouds(rng, image, 0.6, rng.uniform(0.4, 0.65))
    hue = rng.uniform(0.56, 0.66)
    _ridge(image, rng, 0.62, 0.42, _rgb(hue, 0.3, 0.62), (244, 247, 252), 0.55)
    _ridge(image, rng, 0.72, 0.28, _rgb(hue - 0.05, 0.35, 0.45), (226, 232, 240), 0.55)
    _ridge(image, rng, 0.86, 0.18, _rgb(rng.uniform(0.24, 0.36), 0.5, 0.42))
    _ridge(image, rng, 0.98, 0.16, _rgb(rng.uniform(0.2, 0.3), 0.62, 0.5))
    return image


def _lake(rng, width, height):
    image = _sky(rng, width, height)
    _clouds(rng, image, 0.5, rng.uniform(0.3, 0.55))
    shore = int(height * rng.uniform(0.48, 0.6))
    _ridge(image, rng, shore / height, 0.3, _rgb(rng.uniform(0.5, 0.62), 0.3, 0.55))
    _ridge(image, rng, shore / height, 0.13, _rgb(rng.uniform(0.25, 0.4), 0.5, 0.36))
    above = image.crop((0, max(0, 2 * shore - height), width, shore))
    water = ImageOps.flip(above).resize((width, height - shore))
    water = ImageEnhance.Brightness(water.filter(ImageFilter.GaussianBlur(2))).enhance(0.72)
    pixels = np.asarray(water)
    rows = np.arange(pixels.shape[0])
    shift = (np.sin(rows / 3.1) * 4 * (rows / len(rows) + 0.15)).astype(int)
    rolled = np.stack([np.roll(pixels[row], shift[row], axis=0) for row in rows])
    image.paste(Image.fromarray(rolled), (0, shore))
    return image


def _dunes(rng, width, height):
    image = _sky(rng, width, height, warm=rng.random() < 0.6)
    hue = rng.uniform(0.05, 0.11)
    for number, base in enumerate(np.linspace(0.55, 1.05, int(rng.integers(4, 7)))):
        value = 0.62 + 0.08 * number
        _ridge(image, rng, base, 0.2, _rgb(hue, 0.55 + 0.03 * number, value), rough=0.28)
    return image


def _town(rng, width, height):
    night = rng.random() < 0.55
    hue = rng.uniform(0.6, 0.72)
    image = (
        _gradient(width, height, _rgb(hue, 0.8, 0.12), _rgb(hue + 0.25, 0.5, 0.45))
        if night
        else _sky(rng, width, height)
    )
    draw = ImageDraw.Draw(image)
    x = -int(rng.integers(0, 40))
    while x < width:
        wide = int(rng.integers(width // 18, width // 8))
        tall = int(height * rng.uniform(0.25, 0.72))
        tone = rng.uniform(0.1, 0.25) if night else rng.uniform(0.4, 0.8)
        wall = _rgb(rng.random(), 0.25, tone)
        draw.rectangle((x, height - tall, x + wide - 3, height), fill=wall)
        step = max(9, wide // int(rng.integers(4, 8)))
        for wx in range(x + 6, x + wide - 10, step):
            for wy in range(height - tall + 10, height - 12, step + 4):
                lit = rng.random() < (0.45 if night else 0.2)
                glow = _rgb(0.12, 0.5, rng.uniform(0.8, 1.0)) if lit else _rgb(0.6, 0.2, tone * 0.6)
                draw.rectangle((wx, wy, wx + step // 2, wy + step // 2 + 2), fill=glow)
        x += wide
    return image


def _flowers(rng, width, height):
    hue = rng.uniform(0.2, 0.38)
    image = _gradient(width, height, _rgb(hue, 0.5, 0.55), _rgb(hue, 0.7, 0.25))
    draw = ImageDraw.Draw(image)
    for _ in range(70):
        x, y, r = rng.integers(0, width), rng.integers(0, height), rng.integers(3, 4 + width // 16)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=_rgb(hue + rng.normal(0, 0.06), 0.5, 0.6))
    image = image.filter(ImageFilter.GaussianBlur(width / 60))
    draw = ImageDraw.Draw(image)
    bloom = rng.random()
    for _ in range(int(rng.integers(3, 8))):
        cx, cy = rng.uniform(0.12, 0.88) * width, rng.uniform(0.2, 0.8) * height
        r = rng.uniform(0.08, 0.17) * height
        draw.line((cx, cy, cx + rng.normal(0, 40), height), fill=_rgb(hue, 0.8, 0.35), width=8)
        petals = int(rng.integers(5, 13))
        for layer, share in ((0.85, 1.0), (1.0, 0.78)):
            for petal in range(petals):
                angle = 2 * np.pi * (petal + (layer == 1.0) * 0.5) / petals
                px, py = cx + np.cos(angle) * r * share, cy + np.sin(angle) * r * share
                size = r * 0.52
                tone = _rgb(bloom + rng.normal(0, 0.01), 0.65, layer * rng.uniform(0.82, 1.0))
                draw.ellipse((px - size, py - size, px + size, py + size), fill=tone)
        draw.ellipse((cx - r / 2, cy - r / 2, cx + r / 2, cy + r / 2), fill=_rgb(0.13, 0.85, 0.9))
    return image


def _forest(rng, width, height):
    hue = rng.uniform(0.22, 0.4)
    image = _gradient(width, height, _rgb(hue - 0.05, 0.2, 0.95), _rgb(hue, 0.6, 0.3))
    for depth in np.linspace(0.2, 1.0, 4):
        draw = ImageDraw.Draw(image)
        for _ in range(int(12 * depth) + 5):
            x = rng.uniform(-0.05, 1.05) * width
            wide = width * 0.013 * depth * rng.uniform(0.6, 1.9)
            dark = 0.62 - 0.5 * depth
            lean = rng.normal(0, 14)
            bark = _rgb(rng.uniform(0.05, 0.1), 0.4, dark)
            draw.polygon(
                ((x, 0), (x + wide, 0), (x + wide * 1.4 + lean, height), (x + lean, height)),
                fill=bark,
            )
        for _ in range(int(160 * depth)):
            x, y = rng.uniform(0, width), rng.uniform(0, height) ** 1.02
            r = rng.uniform(3, 15) * depth
            leaf = _rgb(hue + rng.normal(0, 0.03), 0.6, rng.uniform(0.3, 0.85))
            draw.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill=leaf)
        image = image.filter(ImageFilter.GaussianBlur(float(2.4 * (1.05 - depth))))
    return image


def _sea(rng, width, height):
    horizon = int(height * rng.uniform(0.35, 0.55))
    image = _sky(rng, width, height, warm=rng.random() < 0.7)
    _clouds(rng, image, 0.5, rng.uniform(0.25, 0.5))
    draw = ImageDraw.Draw(image)
    sun = rng.uniform(0.15, 0.85) * width
    r = width * rng.uniform(0.025, 0.05)
    draw.ellipse((sun - r, horizon - 3 * r, sun + r, horizon - r), fill=(255, 246, 214))
    hue = rng.uniform(0.5, 0.62)
    sea = _gradient(width, height - horizon, _rgb(hue, 0.45, 0.72), _rgb(hue, 0.75, 0.3))
    pen = ImageDraw.Draw(sea)
    for _ in range(900):
        y = (height - horizon) * rng.random() ** 1.6
        near = y / (height - horizon)
        x, wide = rng.uniform(0, width), 6 + 60 * near * rng.random()
        glint = abs(x - sun) < width * (0.04 + 0.14 * near)
        tone = _rgb(0.12, 0.25, 0.98) if glint else _rgb(hue, 0.5, rng.uniform(0.35, 0.85))
        pen.line((x, y, x + wide, y), fill=tone, width=1 + int(2.5 * near))
    image.paste(sea, (0, horizon))
    if rng.random() < 0.6:
        x, w = rng.uniform(0.2, 0.8) * width, width * 0.05
        draw = ImageDraw.Draw(image)
        draw.polygon(
            ((x, horizon + w), (x, horizon - 2 * w), (x + w * 1.3, horizon + w)), "#fbfbf6"
        )
        hull = (
            (x - w, horizon + w * 1.1),
            (x + 1.6 * w, horizon + w * 1.1),
            (x + w, horizon + 2 * w),
        )
        draw.polygon((*hull, (x - w * 0.5, horizon + 2 * w)), _rgb(rng.random(), 0.7, 0.5))
    return image


def _balloons(rng, width, height):
    image = _sky(rng, width, height, warm=rng.random() < 0.5)
    _ridge(image, rng, 0.95, 0.2, _rgb(rng.uniform(0.05, 0.4), 0.45, 0.5))
    for _ in range(int(rng.integers(3, 8))):
        x, y = rng.uniform(0.08, 0.92) * width, rng.uniform(0.1, 0.65) * height
        r = height * rng.uniform(0.05, 0.16)
        hue, stripes = rng.random(), int(rng.integers(4, 9))
        draw = ImageDraw.Draw(image)
        for stripe in range(stripes):
            share = 1 - stripe / stripes
            tone = _rgb(hue + 0.5 * (stripe % 2), 0.75, 0.95 - 0.05 * stripe)
            draw.ellipse((x - r * share, y - r, x + r * share, y + r * 1.1), fill=tone)
        for side in (-1, 1):
            draw.line(
                (x + side * r * 0.4, y + r, x + side * r * 0.14, y + r * 1.5), (70, 50, 40), 2
            )
        basket = (x - r * 0.16, y + r * 1.45, x + r * 0.16, y + r * 1.75)
        draw.rectangle(basket, fill=(110, 74, 44))
    return image


def _photographed(rng: np.random.Generator, image: Image.Image) -> Image.Image:
    """Vignette, grain and a little softness, as a lens and a sensor give."""
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6))).astype(float)
    height, width = pixels.shape[:2]
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    pixels *= (1 - 0.16 * (xs**2 + ys**2))[..., None]
    pixels += rng.normal(0, 4.5, (height, width, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def edited(image: Image.Image, edit: str) -> Image.Image:
    """A version of a picture."""
    width, height = image.size
    if edit == "crop":
        box = (int(width * 0.12), int(height * 0.1), int(width * 0.88), int(height * 0.9))
        return image.crop(box)
    if edit == "mirror":
        return ImageOps.mirror(image)
    if edit == "grey":
        return ImageOps.grayscale(image).convert("RGB")
    if edit == "small":
        return image.resize((width // 2, height // 2), Image.Resampling.LANCZOS)
    if edit == "frame":
        return ImageOps.expand(image, border=width // 30, fill="white")
    if edit == "warm":
        r, g, b = image.split()
        return Image.merge(
            "RGB", (r.point(lambda v: min(255, v * 1.18)), g, b.point(lambda v: v * 0.8))
        )
    if edit == "turn":
        return image.rotate(90, expand=True)
    return image.copy()


def save(image: Image.Image, path: Path, *, quality: int = 92, taken: str = "") -> Path:
    """Write a JPEG with what a camera writes beside it, if it was taken by one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    if taken:
        exif[0x010F], exif[0x0110], exif[0x0132] = "FUJIFILM", "X-T4", taken
        camera = exif.get_ifd(0x8769)
        camera[0x9003], camera[0x829D], camera[0x829A] = taken, 8.0, 1 / 320
        camera[0x8827], camera[0x920A] = 200, 23.0
    image.save(path, quality=quality, exif=exif)
    return path


def album(folder: Path, scenes: int, size: tuple[int, int] = (900, 600)) -> Path:
    """A folder of photos with the copies and versions the user collects over the years."""
    places = ("Pictures/2021/Alps", "Pictures/2022/Coast", "Phone backup/Camera", "Camera archive")
    versions = (
        ("copy", "crop", "small"),
        ("grey",),
        (),
        ("small", "frame"),
        ("copy",),
        (),
        ("mirror", "crop"),
        ("warm", "small", "copy"),
    )
    for number in range(scenes):
        rng = np.random.default_rng(number + 900)
        upright = rng.random() < 0.2
        image = scene(number, (size[1], size[0]) if upright else size)
        place = places[number % len(places)]
        name = f"IMG_{4400 + number}"
        taken = f"2021:{1 + number % 12:02d}:{1 + number % 27:02d} 11:{number % 60:02d}:07"
        original = save(image, folder / place / f"{name}.jpg", taken=taken)
        for edit in versions[(number * 5 + number // 8) % len(versions)]:
            if edit == "copy":
                target = folder / "Phone backup" / "Camera" / f"{name} copy.jpg"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(original.read_bytes())
            elif edit == "small":
                target = folder / "Phone backup" / "Messenger" / f"IMG-2021-WA{number:04d}.jpg"
                save(edited(image, edit), target, quality=66)
            else:
                save(edited(image, edit), folder / place / f"{name}-{edit}.jpg", quality=88)
    broken = folder / "Pictures" / "2022" / "Coast" / "IMG_4499.jpg"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_bytes(b"\xff\xd8\xff\xe0 not all of a photo")
    return folder

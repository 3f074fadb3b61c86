"""Different pictures that look like copies, drawn and simulated from a seed.

    python -m models.lookalikes --photos DIR --out DIR --seed 1

writes families of look-alikes: documents of one template, screens of one program, codes, captions
on one photo, frames of a still scene, exposure brackets, blinks. No two pictures of a family are
copies, so `truth.json` gives every picture a group of its own, and names its family under
`related` and its kind under `kinds`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFont

from models import bursts, photos, retouch

Family = list[Image.Image]

NAMES = ("Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "June", "Karl", "Lea")
GOODS = ("Milk", "Bread", "Apples", "Rice", "Tea", "Soap", "Paper", "Salt", "Eggs", "Butter")
MONTHS = ("January", "March", "May", "July", "August", "October")
INK = (25, 25, 30)


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that comes with Pillow."""
    return ImageFont.load_default(size)


def page(
    width: int, height: int, ground: object = "white"
) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty picture and its pen."""
    picture = Image.new("RGB", (width, height), ground)
    return picture, ImageDraw.Draw(picture)


def invoices(rng: Generator, count: int) -> Family:
    """One template; number, date and amounts differ."""
    company = str(rng.choice(NAMES)) + " & Sons"
    lines = [str(rng.choice(GOODS)) for _ in range(int(rng.integers(4, 9)))]
    prices = rng.integers(100, 9000, len(lines))
    family = []
    for _ in range(count):
        picture, pen = page(620, 877)
        pen.text((40, 40), company, INK, font(30))
        pen.text((40, 90), "12 Harbour Street, Port", INK, font(14))
        number = int(rng.integers(1000, 9999))
        pen.text((40, 150), f"Invoice {number}", INK, font(20))
        pen.text(
            (400, 150), f"{rng.integers(1, 29):02d}.{rng.integers(1, 13):02d}.2024", INK, font(16)
        )
        shown = prices.copy()
        shown[rng.integers(len(shown))] = rng.integers(100, 9000)
        for row, (name, price) in enumerate(zip(lines, shown, strict=True)):
            pen.text((60, 240 + 34 * row), name, INK, font(16))
            pen.text((480, 240 + 34 * row), f"{price / 100:.2f}", INK, font(16))
        pen.line((40, 600, 580, 600), INK, 2)
        pen.text((380, 620), f"Total {shown.sum() / 100:.2f}", INK, font(22))
        family.append(picture)
    return family


def forms(rng: Generator, count: int) -> Family:
    """One form, filled in by different people."""
    fields = ("Surname", "First name", "Born", "Street", "Town", "Phone", "Date", "Signature")
    family = []
    for _ in range(count):
        picture, pen = page(620, 877, (252, 251, 247))
        pen.text((160, 30), "Application for a permit", INK, font(24))
        for row, field in enumerate(fields):
            top = 110 + 85 * row
            pen.text((40, top), field, INK, font(16))
            pen.rectangle((190, top - 8, 580, top + 34), outline=INK)
            word = f"{rng.choice(NAMES)} {rng.integers(10, 9999)}"
            pen.text((200 + int(rng.integers(20)), top), word, (20, 30, 120), font(22))
        family.append(picture)
    return family


def receipts(rng: Generator, count: int) -> Family:
    """One shop, different baskets."""
    family = []
    for _ in range(count):
        picture, pen = page(300, 620, (248, 248, 244))
        pen.text((70, 20), "CORNER SHOP", INK, font(22))
        pen.text((80, 50), "Tel. 555 0100", INK, font(13))
        total = 0
        for row in range(int(rng.integers(5, 13))):
            price = int(rng.integers(50, 1999))
            total += price
            pen.text((20, 100 + 28 * row), str(rng.choice(GOODS)), INK, font(15))
            pen.text((220, 100 + 28 * row), f"{price / 100:.2f}", INK, font(15))
        pen.text((20, 500), f"TOTAL {total / 100:.2f}", INK, font(22))
        day, hour = f"{rng.integers(1, 29)}/{rng.integers(1, 13)}", int(rng.integers(24))
        pen.text((20, 560), f"{day} {hour}:{rng.integers(60):02d}", INK, font(14))
        family.append(picture)
    return family


def calendars(rng: Generator, count: int) -> Family:
    """Months of one calendar: days and appointments differ."""
    shade = tuple(int(v) for v in rng.integers(30, 200, 3))
    family = []
    for _ in range(count):
        picture, pen = page(480, 640)
        pen.rectangle((0, 0, 480, 60), fill=shade)
        pen.text((20, 14), f"{rng.choice(MONTHS)} {rng.integers(2015, 2026)}", "white", font(26))
        first = int(rng.integers(7))
        for day in range(1, int(rng.integers(28, 32)) + 1):
            row, column = divmod(first + day - 1, 7)
            pen.text((20 + 65 * column, 90 + 88 * row), str(day), INK, font(18))
            if rng.random() < 0.3:
                colour = ((60, 160, 90), (240, 160, 40), (60, 120, 220))[rng.integers(3)]
                pen.rectangle(
                    (16 + 65 * column, 122 + 88 * row, 66 + 65 * column, 140 + 88 * row),
                    fill=colour,
                )
        family.append(picture)
    return family


def sudokus(rng: Generator, count: int) -> Family:
    """One grid, different numbers."""
    family = []
    for _ in range(count):
        picture, pen = page(450, 450)
        for line in range(10):
            wide = 3 if line % 3 == 0 else 1
            pen.line((9 + 48 * line, 9, 9 + 48 * line, 441), INK, wide)
            pen.line((9, 9 + 48 * line, 441, 9 + 48 * line), INK, wide)
        for cell in rng.choice(81, 30, replace=False).tolist():
            row, column = divmod(cell, 9)
            pen.text((24 + 48 * column, 18 + 48 * row), str(rng.integers(1, 10)), INK, font(26))
        family.append(picture)
    return family


def codes(rng: Generator, count: int) -> Family:
    """Square codes with finder marks: every module is chance."""
    side = int(rng.choice([25, 29, 33]))
    family = []
    for _ in range(count):
        modules = rng.random((side, side)) < 0.5
        for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
            modules[max(0, top - 1) : top + 8, max(0, left - 1) : left + 8] = False
            modules[top : top + 7, left : left + 7] = True
            modules[top + 1 : top + 6, left + 1 : left + 6] = False
            modules[top + 2 : top + 5, left + 2 : left + 5] = True
        small = Image.fromarray(np.where(np.pad(modules, 4), 0, 255).astype(np.uint8))
        family.append(
            small.resize((12 * small.width, 12 * small.height), Image.Resampling.NEAREST).convert(
                "RGB"
            )
        )
    return family


def chats(rng: Generator, count: int) -> Family:
    """One messenger, different talks."""
    ground, mine, other = ((236, 229, 221), (220, 248, 198), (255, 255, 255))
    name = str(rng.choice(NAMES))
    family = []
    for _ in range(count):
        picture, pen = page(360, 740, ground)
        pen.rectangle((0, 0, 360, 56), fill=(7, 94, 84))
        pen.text((20, 14), name, "white", font(22))
        top = 76
        while top < 680:
            words = " ".join(rng.choice((*retouch.WORDS, *GOODS), int(rng.integers(2, 6))))
            left = int(rng.choice([12, 90]))
            pen.rounded_rectangle(
                (left, top, left + 250, top + 40), 8, fill=other if left < 50 else mine
            )
            pen.text((left + 10, top + 10), words[:30], INK, font(15))
            top += int(rng.choice([52, 60]))
        family.append(picture)
    return family


def screens(rng: Generator, count: int) -> Family:
    """One program's settings: switches and one value differ."""
    is_dark = rng.random() < 0.5
    ground, ink = ((18, 18, 20), (230, 230, 230)) if is_dark else ((250, 250, 250), INK)
    labels = [str(word) for word in rng.choice((*retouch.WORDS, *GOODS), 9)]
    family = []
    states = rng.random((count, 9)) < 0.5
    states[:, 0] = [n % 2 == 0 for n in range(count)]
    for state in states:
        picture, pen = page(360, 720, ground)
        pen.text((20, 24), "Settings", ink, font(26))
        for row, (label, is_on) in enumerate(zip(labels, state, strict=True)):
            top = 100 + 64 * row
            pen.text((20, top), label, ink, font(18))
            pen.rounded_rectangle(
                (300, top, 340, top + 20), 10, fill=(40, 140, 240) if is_on else (150, 150, 150)
            )
            x = 330 if is_on else 310
            pen.ellipse((x - 9, top + 1, x + 9, top + 19), fill="white")
        pen.text(
            (20, 680),
            f"{rng.integers(10, 24)}:{rng.integers(10, 60)}  {rng.integers(5, 100)} %",
            ink,
            font(14),
        )
        family.append(picture)
    return family


def plots(rng: Generator, count: int) -> Family:
    """One set of axes, different curves."""
    family = []
    for _ in range(count):
        picture, pen = page(560, 420)
        pen.rectangle((60, 30, 530, 370), outline=INK)
        for tick in range(6):
            pen.text((64 + 90 * tick, 378), str(20 * tick), INK, font(13))
            pen.text((24, 360 - 64 * tick), str(tick), INK, font(13))
        x = np.linspace(0, 1, 200)
        y = np.cumsum(rng.normal(0, 0.03, 200)) + rng.uniform(0.3, 0.7)
        points = [
            (60 + 470 * a, 370 - 340 * float(np.clip(b, 0, 1))) for a, b in zip(x, y, strict=True)
        ]
        pen.line(points, (30, 90, 180), 2)
        family.append(picture)
    return family


def captions(rng: Generator, count: int, photo: Image.Image) -> Family:
    """One picture with different words on it, as a meme or a subtitle."""
    family = []
    for _ in range(count):
        picture = photo.copy()
        pen = ImageDraw.Draw(picture)
        size = max(14, picture.height // 12)
        words = " ".join(rng.choice((*retouch.WORDS, *GOODS), 3)).upper()
        place = (picture.width // 2, int(picture.height * 0.88))
        pen.text(
            place, words, "white", font(size), anchor="mm", stroke_width=2, stroke_fill="black"
        )
        family.append(picture)
    return family


def sensor(linear: np.ndarray, rng: Generator, exposure: float, noise: float) -> Image.Image:
    """A shot of a scene in linear light 0..1: exposure, sensor noise, clipping, tone curve."""
    light = np.clip(linear * exposure, 0, None)
    light = light + rng.normal(0, 1, light.shape) * noise * np.sqrt(0.02 + light)
    light = np.clip(light, 0, 1)
    return Image.fromarray((255 * light ** (1 / 2.2) + 0.5).astype(np.uint8))


def scene(photo: Image.Image) -> np.ndarray:
    """A photo as a scene without noise of its own: linear light, slightly smoothed."""
    from PIL import ImageFilter

    soft = photo.filter(ImageFilter.GaussianBlur(0.6))
    return (np.asarray(soft, np.float64) / 255) ** 2.2


def stills(rng: Generator, count: int, photo: Image.Image) -> Family:
    """A tripod, a scene in which nothing moves: only the noise differs."""
    linear, noise = scene(photo), float(rng.uniform(0.015, 0.05))
    return [sensor(linear, rng, 1.0, noise) for _ in range(count)]


def brackets(rng: Generator, count: int, photo: Image.Image) -> Family:
    """One scene at several exposures."""
    linear, noise = scene(photo) * 1.5, float(rng.uniform(0.008, 0.03))
    steps = np.linspace(-1, 1, count) * rng.uniform(1.0, 2.0)
    return [sensor(linear, rng, float(2.0**step), noise) for step in steps]


def blinks(rng: Generator, count: int, photo: Image.Image) -> Family:
    """One small thing differs between shots: an eye, a hand, a passer-by."""
    linear = scene(photo)
    height, width = linear.shape[:2]
    noise = float(rng.uniform(0.01, 0.03))
    y, x = np.mgrid[0:height, 0:width]
    family = []
    for _ in range(count):
        reach = rng.uniform(0.05, 0.1) * width
        centre = rng.uniform(0.2, 0.8, 2) * (width, height)
        inside = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * reach**2))
        push = rng.choice([-1, 1], 2) * rng.uniform(0.03, 0.06, 2) * width
        moved = bursts.sampled(linear, y + inside * push[1], x + inside * push[0])
        family.append(sensor(moved, rng, 1.0, noise))
    return family


def frames(rng: Generator, count: int, photo: Image.Image) -> Family:
    """A burst from the hand."""
    return bursts.burst(photo, rng, count)


DRAWN: dict[str, Callable[[Generator, int], Family]] = {
    "invoice": invoices,
    "form": forms,
    "receipt": receipts,
    "calendar": calendars,
    "sudoku": sudokus,
    "code": codes,
    "chat": chats,
    "screen": screens,
    "plot": plots,
}
SHOT: dict[str, Callable[[Generator, int, Image.Image], Family]] = {
    "caption": captions,
    "still": stills,
    "bracket": brackets,
    "blink": blinks,
    "burst": frames,
}
_QUALITIES = (95, 92, 88, 80)


def write(out: Path, shots: list[Image.Image], families: int, count: int, seed: int) -> None:
    """Write `families` families of each kind, `count` pictures each, and truth.json."""
    out.mkdir(parents=True, exist_ok=True)
    groups: dict[str, int] = {}
    related: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for kind in (*DRAWN, *SHOT):
        for number in range(families):
            rng = np.random.default_rng((seed, number, *map(ord, kind)))
            if kind in DRAWN:
                family = DRAWN[kind](rng, count)
            else:
                family = SHOT[kind](rng, count, shots[int(rng.integers(len(shots)))])
            is_png = kind in DRAWN and rng.random() < 0.5
            suffix, options = (
                (".png", {}) if is_png else (".jpg", {"quality": int(rng.choice(_QUALITIES))})
            )
            for place, picture in enumerate(family):
                name = f"{kind}_{number:02d}_{place}{suffix}"
                (out / name).write_bytes(retouch.encode(picture, suffix, options))
                groups[name] = len(groups)
                related[name] = f"{kind}_{number:02d}"
                kinds[name] = kind
    truth = {
        "groups": groups,
        "edits": dict.fromkeys(groups, "original"),
        "related": related,
        "kinds": kinds,
    }
    (out / "truth.json").write_text(json.dumps(truth, indent=0))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, required=True, help="folder or tar file of photos")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--families", type=int, default=4, help="of each kind")
    parser.add_argument("--count", type=int, default=4, help="pictures in a family")
    parser.add_argument("--most", type=int, default=40, help="photos used")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    shots = [
        photos.upright_rgb(content)
        for _, content in list(photos.files_of(given.photos))[: given.most]
    ]
    write(given.out, shots, given.families, given.count, given.seed)


if __name__ == "__main__":
    main()

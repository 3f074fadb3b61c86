"""Ten families of edits that no generator makes: they judge, and nothing is fitted on them.

    python -m models.unseen --photos DIR --out DIR --seed 1
    python -m models.everyday judge DIR

writes photos, one copy of each by each family, and `truth.json` as `models.edits` does. Strengths
are drawn anew for each copy.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from models import bursts, photos, retouch
from models.edits import Folder


def paper(picture: Image.Image, rng: Generator) -> Image.Image:
    """A print photographed a little askew, or a scanner program's idea of straight."""
    width, height = picture.size
    unit = np.array([[0, 0], [0, 1], [1, 1], [1, 0]], np.float64)
    seen = (unit + rng.uniform(0.0, 0.08, (4, 2)) * (1 - 2 * unit)) * (width, height)
    terms = retouch.perspective_terms(unit * (width, height), seen)
    return picture.transform(
        picture.size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC
    )


def lens(picture: Image.Image, rng: Generator) -> Image.Image:
    """A lens corrected, or seen without its correction."""
    pixels = np.asarray(picture, np.float32)
    x, y = plane(picture)
    # A lens is round: distances count in pixels, in units of the half diagonal.
    far = (x * x * picture.width**2 + y * y * picture.height**2) / (
        picture.width**2 + picture.height**2
    )
    strength = rng.uniform(0.03, 0.1) * rng.choice([-1.0, 1.0])
    factor = (1 + strength * far) / (1 + max(0.0, strength))
    height, width = x.shape
    rows, columns = (y * factor + 1) / 2 * (height - 1), (x * factor + 1) / 2 * (width - 1)
    return shown(bursts.sampled(pixels, rows, columns))


def vignette(picture: Image.Image, rng: Generator) -> Image.Image:
    """Corners darker by 20 to 60 %, or a lens's dark corners lit up."""
    x, y = plane(picture)
    light = 1 - rng.uniform(0.2, 0.6) * ((x * x + y * y) / 2) ** rng.uniform(0.8, 1.6)
    light = light if rng.random() < 0.7 else 1 / np.maximum(light, 0.6)
    return shown(np.asarray(picture, np.float32) * light[..., None])


def graduated(picture: Image.Image, rng: Generator) -> Image.Image:
    """A graduated filter: the light falls off towards one side."""
    x, y = plane(picture)
    angle = rng.uniform(0, 2 * np.pi)
    along = np.cos(angle) * x + np.sin(angle) * y
    light = 1 - rng.uniform(0.25, 0.5) / (1 + np.exp(-4 * along))
    return shown(np.asarray(picture, np.float32) * light[..., None])


def clarity(picture: Image.Image, rng: Generator) -> Image.Image:
    """Contrast of large details raised."""
    radius = picture.width * float(rng.uniform(0.01, 0.03))
    return picture.filter(ImageFilter.UnsharpMask(radius, int(rng.integers(40, 110)), 0))


def palette(picture: Image.Image, rng: Generator) -> Image.Image:
    """As a GIF or a small PNG: 48 to 128 colours, dithered."""
    return picture.quantize(int(rng.integers(48, 129))).convert("RGB")


def smoothed(picture: Image.Image, rng: Generator) -> Image.Image:
    """Noise reduction that paints: details of a few pixels vanish, edges stay."""
    return picture.filter(ImageFilter.MedianFilter(int(rng.choice([5, 7]))))


def miniature(picture: Image.Image, rng: Generator) -> Image.Image:
    """A band in focus, the rest blurred as if near."""
    _, y = plane(picture)
    away = np.clip(np.abs(y - rng.uniform(-0.3, 0.3)) - 0.25, 0, 0.4) / 0.4
    blurred = picture.filter(ImageFilter.GaussianBlur(picture.width * rng.uniform(0.006, 0.012)))
    sharp, soft = (np.asarray(p, np.float32) for p in (picture, blurred))
    return shown(sharp + away[..., None] * (soft - sharp))


def stamped(picture: Image.Image, rng: Generator) -> Image.Image:
    """A camera's date in a corner, or an agency's mark all over."""
    picture = picture.copy()
    font = ImageFont.load_default(max(12, picture.height // 18))
    if rng.random() < 0.5:
        place = (int(picture.width * 0.66), int(picture.height * 0.9))
        ImageDraw.Draw(picture).text(place, f"'{rng.integers(10, 99)} 7 14", (255, 140, 40), font)
        return picture
    layer = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(layer)
    for top in range(0, picture.height, picture.height // 5):
        pen.text((int(rng.integers(picture.width // 2)), top), "sample", (255, 255, 255, 90), font)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def relit(picture: Image.Image, rng: Generator) -> Image.Image:
    """Shadows opened and lights held back by what is around them, as HDR filters do."""
    pixels = np.asarray(picture, np.float32) / 255
    around = picture.convert("L").filter(ImageFilter.GaussianBlur(picture.width / 12))
    bright = np.asarray(around, np.float32)[..., None] / 255
    return shown(255 * pixels ** (1 + rng.uniform(0.5, 0.9) * (bright - 0.5)))


FAMILIES: dict[str, Callable[[Image.Image, Generator], Image.Image]] = {
    "paper": paper,
    "lens": lens,
    "vignette": vignette,
    "graduated": graduated,
    "clarity": clarity,
    "palette": palette,
    "smoothed": smoothed,
    "miniature": miniature,
    "stamped": stamped,
    "relit": relit,
}


def plane(picture: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates of each pixel from -1 to 1, across and down, [h, w] each."""
    y, x = np.mgrid[-1 : 1 : picture.height * 1j, -1 : 1 : picture.width * 1j]
    return x, y


def shown(pixels: np.ndarray) -> Image.Image:
    """A picture of float grey levels [h, w, 3]."""
    return Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, required=True, help="folder or tar file of photos")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--skip", type=int, default=0, help="leave out the first photos")
    parser.add_argument("--most", type=int, default=60, help="photos used")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = Folder(given.out)
    chosen = list(photos.files_of(given.photos))[given.skip :][: given.most]
    for group, (name, content) in enumerate(chosen):
        rng = np.random.default_rng((given.seed, group))
        picture = photos.upright_rgb(content)
        folder.add(f"{group:05d}{Path(name).suffix.lower()}", content, group, "original")
        for family, edit in FAMILIES.items():
            made = retouch.encode(
                edit(picture, rng), ".jpg", {"quality": int(rng.integers(80, 94))}
            )
            folder.add(f"{group:05d}-{family}.jpg", made, group, family)
    folder.close()


if __name__ == "__main__":
    main()

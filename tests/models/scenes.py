"""Generated pictures for the tests of the training programs and of the network file."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

MODELS = Path(__file__).parents[2] / "models"


def scene(seed: int, width: int = 200, height: int = 150) -> Image.Image:
    """A picture with large shapes and fine texture, so that every edit shows."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (5, 6, 3), np.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(14):
        left, top = int(rng.integers(width)), int(rng.integers(height))
        size = int(rng.integers(8, 50))
        shade = tuple(rng.integers(0, 256, 3).tolist())
        shape = draw.ellipse if rng.random() < 0.5 else draw.rectangle
        shape((left, top, left + size, top + size), fill=shade)
    return picture


def square(seed: int, size: int) -> np.ndarray:
    """uint8 [size, size, 3]."""
    return np.asarray(scene(seed, size, size))

"""What people do to photos, one function an edit: (picture, rng, ...) -> picture.

Pillow and numpy alone; every random choice comes from the generator that is passed in.
"""

from __future__ import annotations

import io

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Shade = tuple[int, int, int]

BLACK: Shade = (0, 0, 0)
WHITE: Shade = (255, 255, 255)
SEPIA = (0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0)
WORDS = ("happy", "birthday", "see", "you", "soon", "best", "day", "ever", "lake", "sale", "new")


def encode(picture: Image.Image, suffix: str, options: dict) -> bytes:
    """The bytes of a file with `picture`."""
    if suffix in (".heic", ".avif"):
        import pillow_heif

        pillow_heif.register_heif_opener()
    kind = {".jpg": "JPEG", ".heic": "HEIF"}.get(suffix, suffix[1:].upper())
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def through_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    """Through a JPEG file and back."""
    return Image.open(io.BytesIO(encode(picture, ".jpg", {"quality": quality}))).convert("RGB")


def keep(picture: Image.Image, rng: Generator) -> Image.Image:
    """The picture as it is: only the saving differs."""
    return picture


def scaled(picture: Image.Image, rng: Generator, factor: float) -> Image.Image:
    """Both sides times `factor`."""
    size = tuple(max(1, round(length * factor)) for length in picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS)


def cropped(picture: Image.Image, rng: Generator, share: float) -> Image.Image:
    """`share` of the width and of the height cut away, at a random place."""
    width, height = (max(8, round(length * (1 - share))) for length in picture.size)
    left = int(rng.integers(picture.width - width + 1))
    top = int(rng.integers(picture.height - height + 1))
    return picture.crop((left, top, left + width, top + height))


def turned(picture: Image.Image, rng: Generator, how: Image.Transpose) -> Image.Image:
    """Turned or mirrored without loss."""
    return picture.transpose(how)


def quarter_turned(picture: Image.Image, rng: Generator) -> Image.Image:
    """A quarter turn to the left or to the right."""
    how = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)[rng.integers(2)]
    return picture.transpose(how)


def tilted(picture: Image.Image, rng: Generator, degrees: float) -> Image.Image:
    """Tilted either way: corners black, or the middle cut out so that no corner shows."""
    angle = degrees * float(rng.choice([-1.0, 1.0]))
    turned_picture = picture.rotate(angle, Image.Resampling.BICUBIC)
    if rng.random() < 0.5:
        return turned_picture
    radians = np.deg2rad(degrees)
    ratio = max(picture.width / picture.height, picture.height / picture.width)
    inner = 1 / (np.cos(radians) + ratio * np.sin(radians))
    width, height = (int(length * inner) for length in picture.size)
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return turned_picture.crop((left, top, left + width, top + height))


def freely_turned(picture: Image.Image, rng: Generator) -> Image.Image:
    """Turned by any angle on a larger ground."""
    angle = float(rng.uniform(12, 348))
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=any_shade(rng))


def any_shade(rng: Generator) -> Shade:
    """Black, white, or any colour."""
    draw = rng.integers(3)
    if draw < 2:
        return (BLACK, WHITE)[draw]
    red, green, blue = rng.integers(0, 256, 3).tolist()
    return red, green, blue


def bordered(picture: Image.Image, rng: Generator) -> Image.Image:
    """A frame of one colour, 4 to 12 % of the larger side wide."""
    wide = max(2, int(max(picture.size) * rng.uniform(0.04, 0.12)))
    return ImageOps.expand(picture, wide, any_shade(rng))


def lettered(picture: Image.Image, rng: Generator) -> Image.Image:
    """A line of text, on a bar or straight on the photo."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    height = max(10, int(picture.height * rng.uniform(0.06, 0.14)))
    top = int(rng.choice([0.04, 0.45, 0.82]) * picture.height)
    ink = any_shade(rng)
    if rng.random() < 0.5:
        ground = WHITE if sum(ink) < 380 else BLACK
        draw.rectangle((0, top, picture.width, top + int(height * 1.4)), fill=ground)
    text = " ".join(rng.choice(WORDS, rng.integers(2, 5)).tolist())
    draw.text((int(0.04 * picture.width), top), text, ink, ImageFont.load_default(height))
    return picture


def screenshot(picture: Image.Image, rng: Generator) -> Image.Image:
    """Shown on a phone: status bar, title, the photo over the whole width, buttons."""
    width = picture.width
    is_dark = rng.random() < 0.5
    ground, ink = ((16, 16, 18), (235, 235, 235)) if is_dark else (WHITE, (30, 30, 30))
    bar = int(width * rng.uniform(0.05, 0.08))
    above = bar + int(width * rng.uniform(0.08, 0.25))
    below = int(width * rng.uniform(0.12, 0.4))
    canvas = Image.new("RGB", (width, above + picture.height + below), ground)
    canvas.paste(picture, (0, above))
    draw = ImageDraw.Draw(canvas)
    small, large = (ImageFont.load_default(max(8, int(bar * part))) for part in (0.6, 0.9))
    clock = f"{rng.integers(24):02d}:{rng.integers(60):02d}"
    draw.text((int(0.05 * width), int(bar * 0.15)), clock, ink, small)
    draw.rectangle((int(0.86 * width), bar // 4, int(0.94 * width), bar * 3 // 4), outline=ink)
    draw.text((int(0.12 * width), bar + 4), str(rng.choice(WORDS)), ink, large)
    radius = int(width * 0.025)
    for place in range(int(rng.integers(3, 6))):
        x = int(width * (0.1 + 0.19 * place))
        y = above + picture.height + below // 2
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=2)
    return canvas


def enhanced(picture: Image.Image, rng: Generator, kind: type, factor: float) -> Image.Image:
    """One of Pillow's enhancements (brightness, contrast, colour)."""
    return kind(picture).enhance(factor)


def grey(picture: Image.Image, rng: Generator) -> Image.Image:
    """Black and white."""
    return picture.convert("L").convert("RGB")


def sepia(picture: Image.Image, rng: Generator) -> Image.Image:
    """Brown, as an old print."""
    return picture.convert("RGB", SEPIA)


def blurred(picture: Image.Image, rng: Generator) -> Image.Image:
    """Out of focus by 0.4 to 0.8 % of the width."""
    return picture.filter(ImageFilter.GaussianBlur(picture.width * rng.uniform(0.004, 0.008)))


def noisy(picture: Image.Image, rng: Generator) -> Image.Image:
    """Noise of a sensor at night: sigma 12 to 22 grey levels."""
    pixels = np.asarray(picture, np.float32)
    noise = rng.standard_normal(pixels.shape, np.float32) * rng.uniform(12, 22)
    return Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def squashed(picture: Image.Image, rng: Generator) -> Image.Image:
    """One side 15 to 30 % shorter, the other as it was."""
    short = rng.uniform(0.7, 0.85)
    width, height = picture.size
    if rng.random() < 0.5:
        return picture.resize((max(8, round(width * short)), height))
    return picture.resize((width, max(8, round(height * short))))


def messenger(picture: Image.Image, rng: Generator) -> Image.Image:
    """As a messenger sends it on: smaller, twice through JPEG."""
    sent = scaled(picture, rng, float(rng.uniform(0.45, 0.75)))
    return through_jpeg(sent, int(rng.integers(55, 75)))


def perspective(picture: Image.Image, rng: Generator) -> Image.Image:
    """Seen from the side: each corner moves inward by up to 15 %."""
    width, height = picture.size
    unit = np.array([[0, 0], [0, 1], [1, 1], [1, 0]], np.float64)
    seen = (unit + rng.uniform(0.0, 0.15, (4, 2)) * (1 - 2 * unit)) * (width, height)
    return picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        perspective_terms(seen, unit * (width, height)),
        Image.Resampling.BICUBIC,
        fillcolor=any_shade(rng),
    )


def perspective_terms(seen: np.ndarray, flat: np.ndarray) -> list[float]:
    """The eight numbers that map points `seen` [4, 2] of the result to `flat` ones [4, 2]."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values)).tolist()


def screen_photo(picture: Image.Image, rng: Generator) -> Image.Image:
    """A photo of a screen that shows the photo: askew, striped, unevenly lit."""
    pixels = np.asarray(perspective(picture, rng), np.float32)
    height, width = pixels.shape[:2]
    stripes = 1 + 0.06 * np.sin(np.arange(width) * 2 * np.pi / rng.uniform(2.5, 5.0))
    light = np.linspace(rng.uniform(0.75, 1.0), rng.uniform(0.85, 1.15), height)
    lit = pixels * stripes[None, :, None] * light[:, None, None]
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


def collage(picture: Image.Image, rng: Generator) -> Image.Image:
    """The photo as the largest of three on one sheet; its companions are made of its colours."""
    width, height = picture.size
    narrow = max(8, width // 3)
    sheet = Image.new("RGB", (width + narrow + 6, height), WHITE)
    sheet.paste(picture, (0, 0))
    for place in range(2):
        patch = cropped(picture, rng, 0.9).resize((2, 2)).resize((narrow, height // 2 - 3))
        sheet.paste(patch, (width + 6, place * (height // 2 + 3)))
    return sheet


def stickered(picture: Image.Image, rng: Generator) -> Image.Image:
    """One to three round faces and shapes stuck on."""
    picture = picture.copy()
    draw = ImageDraw.Draw(picture)
    for _ in range(int(rng.integers(1, 4))):
        size = int(min(picture.size) * rng.uniform(0.1, 0.25))
        left = int(rng.integers(0, max(1, picture.width - size)))
        top = int(rng.integers(0, max(1, picture.height - size)))
        box = (left, top, left + size, top + size)
        if rng.random() < 0.6:
            draw.ellipse(box, fill=(255, 205, 60), outline=(120, 90, 0))
            for eye in (0.33, 0.67):
                x, y, r = left + size * eye, top + size * 0.38, size * 0.07
                draw.ellipse((x - r, y - r, x + r, y + r), fill=BLACK)
            mouth = (left + size // 4, top + size // 3, left + size * 3 // 4, top + size * 4 // 5)
            draw.arc(mouth, 20, 160, BLACK, max(1, size // 14))
        else:
            middle = left + size // 2
            draw.polygon([(middle, top), box[2:], (left, top + size)], fill=any_shade(rng))
    return picture


def filtered(picture: Image.Image, rng: Generator) -> Image.Image:
    """A phone's filter: tone curve, white balance, colour, darkened corners."""
    pixels = np.asarray(picture, np.float32) / 255
    pixels = pixels ** rng.uniform(0.7, 1.4)
    pixels = pixels + rng.uniform(0.1, 0.5) * (pixels - 0.5) * (1 - np.abs(2 * pixels - 1))
    pixels = pixels * rng.uniform(0.85, 1.12, 3)
    rows = np.linspace(-1, 1, pixels.shape[0])[:, None, None] ** 2
    columns = np.linspace(-1, 1, pixels.shape[1])[None, :, None] ** 2
    pixels = pixels * (1 - rng.uniform(0.0, 0.3) * (rows + columns))
    result = Image.fromarray(np.clip(pixels * 255, 0, 255).astype(np.uint8))
    return ImageEnhance.Color(result).enhance(float(rng.uniform(0.6, 1.5)))

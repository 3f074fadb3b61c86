"""Makes labelled copies of photos as people make them, with Pillow and numpy, from a seed.

    python -m models.edits make --photos DIR --distractors TAR --out DIR --copies 6 --seed 1

writes the photos, their edited copies and unrelated photos into one folder, and beside them
`truth.json`: `{"groups": {file: group}, "edits": {file: edit}}`. Only photos that have a group
are listed; the others are unrelated to everything. An edit's percentage of a crop is the share
cut from the width and from the height.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance

from models import photos, retouch

Apply = Callable[[Image.Image, Generator], Image.Image]


@dataclass(frozen=True)
class Edit:
    """One named edit.

    Attributes:
        name: stands in truth.json.
        apply: what happens to the picture.
        suffix: format it is saved in.
        options: options of Pillow's `save`.
    """

    name: str
    apply: Apply
    suffix: str = ".jpg"
    options: dict = field(default_factory=lambda: {"quality": 92})

    def encoded(self, picture: Image.Image, rng: Generator) -> bytes:
        """The edited picture as the bytes of a file."""
        return retouch.encode(self.apply(picture, rng), self.suffix, self.options)


def quality(value: int) -> dict:
    """Options of a JPEG of this quality."""
    return {"quality": value}


def bound(function: Callable, *values: object) -> Apply:
    """`function(picture, rng, *values)` as an edit."""
    return lambda picture, rng: function(picture, rng, *values)


def _registry() -> dict[str, Edit]:
    brightness, contrast, colour = (
        ImageEnhance.Brightness,
        ImageEnhance.Contrast,
        ImageEnhance.Color,
    )
    edits = [
        Edit("resize50", bound(retouch.scaled, 0.5)),
        Edit("resize25", bound(retouch.scaled, 0.25)),
        *(
            Edit(f"jpeg{level}", retouch.keep, options=quality(level))
            for level in (95, 75, 50, 30, 10)
        ),
        Edit("webp", retouch.keep, ".webp", {"quality": 75}),
        Edit("heic", retouch.keep, ".heic", {"quality": 60}),
        Edit("png", retouch.keep, ".png", {}),
        *(Edit(f"crop{cut}", bound(retouch.cropped, cut / 100)) for cut in (5, 10, 25, 40)),
        Edit("turn90", retouch.quarter_turned),
        Edit("turn180", bound(retouch.turned, Image.Transpose.ROTATE_180)),
        Edit("mirror", bound(retouch.turned, Image.Transpose.FLIP_LEFT_RIGHT)),
        *(Edit(f"tilt{angle}", bound(retouch.tilted, angle)) for angle in (2, 5, 10)),
        Edit("border", retouch.bordered),
        Edit("text", retouch.lettered),
        Edit("screenshot", retouch.screenshot, ".png", {}),
        Edit("bright", bound(retouch.enhanced, brightness, 1.5)),
        Edit("dark", bound(retouch.enhanced, brightness, 0.55)),
        Edit("contrast", bound(retouch.enhanced, contrast, 1.6)),
        Edit("flat", bound(retouch.enhanced, contrast, 0.6)),
        Edit("saturated", bound(retouch.enhanced, colour, 1.9)),
        Edit("muted", bound(retouch.enhanced, colour, 0.4)),
        Edit("grey", retouch.grey),
        Edit("sepia", retouch.sepia),
        Edit("blur", retouch.blurred),
        Edit("noise", retouch.noisy),
        Edit("squash", retouch.squashed),
        Edit("messenger", retouch.messenger, options=quality(70)),
        Edit("rotate", retouch.freely_turned),
        Edit("perspective", retouch.perspective),
        Edit("screen", retouch.screen_photo),
        Edit("collage", retouch.collage),
        Edit("sticker", retouch.stickered),
        Edit("filter", retouch.filtered),
    ]
    return {edit.name: edit for edit in edits}


EDITS: dict[str, Edit] = _registry()
# Harder than what the product promises; kept apart so that a table can leave them out.
HARD = frozenset({"rotate", "perspective", "screen", "collage", "sticker", "filter"})
STANDARD = tuple(name for name in EDITS if name not in HARD)
# Chains of two leave out what is no edit of the look.
CHAINABLE = tuple(name for name in STANDARD if name not in ("png", "jpeg95", "webp", "heic"))


def chain(first: Edit, second: Edit) -> Edit:
    """`second` made of the file that `first` gave."""

    def apply(picture: Image.Image, rng: Generator) -> Image.Image:
        between = photos.upright_rgb(first.encoded(picture, rng))
        return second.apply(between, rng)

    return Edit(f"{first.name}+{second.name}", apply, second.suffix, second.options)


def draw_edits(copies: int, rng: Generator, chains: float, names: tuple[str, ...]) -> list[Edit]:
    """Different edits for the copies of one photo, a share of them chains of two."""
    chosen = rng.choice(len(names), size=min(copies, len(names)), replace=False)
    edits = [EDITS[names[place]] for place in chosen]
    for place in range(len(edits)):
        if rng.random() < chains:
            first, second = rng.choice(len(CHAINABLE), size=2, replace=False)
            edits[place] = chain(EDITS[CHAINABLE[first]], EDITS[CHAINABLE[second]])
    return edits


class CameraData:
    """The EXIF of one photo, and what of it programs leave in its copies."""

    def __init__(self, picture: Image.Image, number: int) -> None:
        self._rng = np.random.default_rng((number, 7))
        self._picture = picture
        self._taken = f"2019:05:{1 + number % 28:02d} 12:{number // 28 % 60:02d}:07"

    def on_original(self, content: bytes) -> bytes:
        """A JPEG with its camera's data."""
        return with_exif(content, self._exif())

    def on_copy(self, content: bytes, edit: Edit) -> bytes:
        """A copy as programs leave it.

        What was sent or shown has none of the data; of the other JPEGs 4 of 10 have them with the
        program's name and time, 2 as they were, 4 none.
        """
        if edit.suffix != ".jpg" or "messenger" in edit.name or "screenshot" in edit.name:
            return content
        fate = self._rng.random()
        if fate < 0.4:
            return with_exif(content, self._exif("GIMP 2.10.34", "2023:01:02 03:04:05"))
        return with_exif(content, self._exif()) if fate < 0.6 else content

    def _exif(self, software: str = "", changed: str = "") -> bytes:
        exif = Image.Exif()
        exif[0x010F], exif[0x0110] = "Canon", "EOS R6"
        exif[0x0132] = changed or self._taken
        if software:
            exif[0x0131] = software
        width, height = self._picture.size
        inner = {0x9003: self._taken, 0x927C: b"maker" + bytes(60), 0xA002: width, 0xA003: height}
        exif.get_ifd(0x8769).update(inner)
        return exif.tobytes()


def with_exif(content: bytes, exif: bytes) -> bytes:
    """A JPEG with an EXIF block, its pixels untouched."""
    if not content.startswith(b"\xff\xd8"):
        return content
    return content[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + content[2:]


class Folder:
    """The folder being written, and the truth about it."""

    def __init__(self, out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.out = out
        self.groups: dict[str, int] = {}
        self.edits: dict[str, str] = {}

    def add(self, name: str, content: bytes, group: int, edit: str) -> None:
        """Writes one photo that has a group."""
        (self.out / name).write_bytes(content)
        self.groups[name] = group
        self.edits[name] = edit

    def close(self) -> None:
        """Writes truth.json."""
        truth = {"groups": self.groups, "edits": self.edits}
        (self.out / "truth.json").write_text(json.dumps(truth, indent=0))


def make(options: argparse.Namespace) -> None:
    """Writes a labelled folder; the same arguments give the same bytes."""
    from models import bursts

    folder = Folder(options.out)
    names = STANDARD if not options.hard else tuple(EDITS)
    if options.edits:
        names = tuple(options.edits)
    group = seen = 0
    for place in options.photos:
        for name, content in list(photos.files_of(place))[options.skip :][: options.most]:
            rng = np.random.default_rng((options.seed, seen))
            stem = f"{seen:05d}"
            seen += 1
            picture = photos.upright_rgb(content)
            data = CameraData(picture, seen) if options.camera_data else None
            written = data.on_original(content) if data else content
            folder.add(stem + Path(name).suffix.lower(), written, group, "original")
            for edit in draw_edits(options.copies, rng, options.chains, names):
                copy = f"{stem}-{edit.name}{edit.suffix}"
                made = edit.encoded(picture, rng)
                folder.add(copy, data.on_copy(made, edit) if data else made, group, edit.name)
            group += 1
            if seen <= options.bursts:
                group = bursts.write(folder, picture, stem, group, rng)
    written = 0
    for place in options.distractors:
        for name, content in photos.files_of(place):
            if written >= options.limit:
                break
            if options.closed_only and photos.is_open(name):
                continue
            number = f"other-{written:05d}{Path(name).suffix.lower()}"
            (folder.out / number).write_bytes(content)
            written += 1
    folder.close()
    print(f"{len(folder.groups)} photos in {group} groups, {written} unrelated")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    maker = commands.add_parser("make", help="write a folder of labelled copies")
    add = partial(maker.add_argument)
    add("--photos", nargs="+", type=Path, required=True, help="folders or tar files")
    add("--distractors", nargs="*", type=Path, default=[], help="folders or tar files")
    add("--out", type=Path, required=True)
    add("--copies", type=int, default=6, help="edited copies of each photo")
    add("--chains", type=float, default=0.2, help="share of copies edited twice")
    add("--seed", type=int, default=1)
    add("--skip", type=int, default=0, help="leave out the first photos of each folder")
    add("--most", type=int, help="take at most so many photos of each folder")
    add("--limit", type=int, default=10**9, help="at most so many unrelated photos")
    add("--bursts", type=int, default=0, help="make bursts of so many photos, with crops")
    add("--camera-data", action="store_true", help="photos have EXIF, and some of their copies")
    add("--hard", action="store_true", help="also free turns, screens, collages, stickers")
    add("--edits", nargs="*", help="these edits alone")
    add("--closed-only", action="store_true", help="no openly licensed (training) distractors")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    make(parse())

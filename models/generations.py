"""Makes families of files as people come by them: a camera's file and what was made from it.

    python -m models.generations make --photos DIR --out DIR --families 200 --seed 1
    simgui evaluate OUT --truth OUT/truth.json

Every camera file has camera data; its descendants keep them, lose them or change them as programs
do. File times are drawn at random, some of them from clocks that were never set, and folders and
names sort in any order. In `truth.json` the camera file is the "original": "original kept" counts
the families that it leads.
"""

from __future__ import annotations

import argparse
import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance

from models import photos, retouch

_MAKER_NOTE = b"maker" + bytes(range(60))
_CAMERAS = (
    ("Canon", "EOS R6"),
    ("Apple", "iPhone 12"),
    ("samsung", "SM-G991B"),
    ("Google", "Pixel 6"),
)
_EDITORS = ("Adobe Photoshop 24.1", "GIMP 2.10.34", "Adobe Lightroom 7.3", "Snapseed 2.0", "Picasa")
_NEVER_SET = (0, 315_532_800)  # 1970, and 1980 as FAT and zip files begin

_MAKE, _MODEL, _SOFTWARE, _CHANGED = 0x010F, 0x0110, 0x0131, 0x0132
_INNER, _TAKEN, _NOTE, _WIDTH, _HEIGHT = 0x8769, 0x9003, 0x927C, 0xA002, 0xA003


@dataclass(frozen=True)
class Shot:
    """One release of a camera.

    Attributes:
        picture: What it took.
        name: The stem of the file's name.
        taken: When, by its clock.
    """

    picture: Image.Image
    name: str
    make: str
    model: str
    taken: datetime

    def exif(self, software: str = "", later: timedelta = timedelta()) -> bytes:
        """Camera data, as the camera wrote them or as an editor left them."""
        exif = Image.Exif()
        exif[_MAKE], exif[_MODEL] = self.make, self.model
        exif[_CHANGED] = f"{self.taken + later:%Y:%m:%d %H:%M:%S}"
        if software:
            exif[_SOFTWARE] = software
        exif.get_ifd(_INNER).update(
            {
                _TAKEN: f"{self.taken:%Y:%m:%d %H:%M:%S}",
                _NOTE: _MAKER_NOTE,
                _WIDTH: self.picture.width,
                _HEIGHT: self.picture.height,
            }
        )
        return exif.tobytes()


@dataclass(frozen=True)
class Made:
    """A file of a family: its name, its bytes, what it is."""

    name: str
    content: bytes
    what: str


Branch = Callable[[Shot, Generator], Iterator[Made]]


def _jpeg(picture: Image.Image, quality: int, exif: bytes = b"") -> bytes:
    return retouch.encode(picture, ".jpg", {"quality": quality} | ({"exif": exif} if exif else {}))


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def _kept(shot: Shot, rng: Generator) -> bytes:
    """Camera data after an editor: with its name, or copied as they were, or gone."""
    fate = rng.random()
    if fate < 0.4:
        return shot.exif(str(rng.choice(_EDITORS)), timedelta(days=int(rng.integers(1, 400))))
    return shot.exif() if fate < 0.7 else b""


def _camera_jpeg(shot: Shot, rng: Generator) -> bytes:
    return _jpeg(shot.picture, int(rng.integers(86, 97)), shot.exif())


def sent_on(shot: Shot, rng: Generator) -> Iterator[Made]:
    """Camera -> export -> messenger -> screenshot."""
    camera = _camera_jpeg(shot, rng)
    yield Made(shot.name + ".jpg", camera, "original")
    share = float(rng.uniform(0.6, 1.0))
    toned = ImageEnhance.Contrast(_opened(camera)).enhance(float(rng.uniform(1.0, 1.15)))
    small = retouch.scaled(toned, rng, share)
    export = _jpeg(
        small, int(rng.integers(80, 99)), shot.exif(str(rng.choice(_EDITORS)), timedelta(3))
    )
    yield Made(f"{shot.name}_export.jpg", export, "export")
    sent = _jpeg(retouch.messenger(_opened(export), rng), 70)
    yield Made(f"IMG-{shot.taken:%Y%m%d}-WA{int(rng.integers(10_000)):04d}.jpg", sent, "messenger")
    shown = retouch.screenshot(_opened(sent), rng)
    factor = float(rng.uniform(1.0, 3.0))
    shown = shown.resize((round(shown.width * factor), round(shown.height * factor)))
    stamp = f"{shot.taken + timedelta(5):%Y%m%d-%H%M%S}"
    yield Made(f"Screenshot_{stamp}.png", retouch.encode(shown, ".png", {}), "screenshot")


def converted(shot: Shot, rng: Generator) -> Iterator[Made]:
    """Camera HEIC -> JPEG."""
    options = {"quality": int(rng.integers(60, 85)), "exif": shot.exif()}
    camera = retouch.encode(shot.picture, ".heic", options)
    yield Made(shot.name + ".HEIC", camera, "original")
    yield Made(
        shot.name + ".jpg",
        _jpeg(_opened(camera), int(rng.integers(85, 99)), _kept(shot, rng)),
        "jpeg",
    )


def lossless(shot: Shot, rng: Generator) -> Iterator[Made]:
    """JPEG -> PNG."""
    camera = _camera_jpeg(shot, rng)
    yield Made(shot.name + ".jpg", camera, "original")
    exif = _kept(shot, rng)
    options = {"exif": exif} if exif else {}
    yield Made(shot.name + ".png", retouch.encode(_opened(camera), ".png", options), "png")


def enlarged(shot: Shot, rng: Generator) -> Iterator[Made]:
    """Twice as large on each side."""
    camera = _camera_jpeg(shot, rng)
    yield Made(shot.name + ".jpg", camera, "original")
    picture = _opened(camera)
    way = rng.choice(
        [Image.Resampling.BICUBIC, Image.Resampling.LANCZOS, Image.Resampling.BILINEAR]
    )
    large = picture.resize((2 * picture.width, 2 * picture.height), Image.Resampling(int(way)))
    name = f"{shot.name}{rng.choice(['_2x', '_big', ' large', '', '-hd'])}.jpg"
    yield Made(name, _jpeg(large, int(rng.integers(85, 99)), _kept(shot, rng)), "enlarged")


def saved_again(shot: Shot, rng: Generator) -> Iterator[Made]:
    """Saved again at quality 98."""
    camera = _camera_jpeg(shot, rng)
    yield Made(shot.name + ".jpg", camera, "original")
    name = f"{shot.name}{rng.choice(['_gimp', ' (1)', '_edit', ''])}.jpg"
    yield Made(name, _jpeg(_opened(camera), 98, _kept(shot, rng)), "saved again")


def takeout(shot: Shot, rng: Generator) -> Iterator[Made]:
    """In a Google Takeout: the photo, its edited version and the record."""
    camera = _camera_jpeg(shot, rng)
    yield Made(shot.name + ".jpg", camera, "original")
    toned = ImageEnhance.Color(_opened(camera)).enhance(float(rng.uniform(1.1, 1.5)))
    edited = _jpeg(toned, 95, shot.exif("", timedelta(minutes=int(rng.integers(0, 2)) * 9)))
    yield Made(shot.name + "-edited.jpg", edited, "edited")
    record = {
        "title": shot.name + ".jpg",
        "photoTakenTime": {"timestamp": str(int(shot.taken.timestamp()))},
    }
    yield Made(shot.name + ".jpg.supplemental-metadata.json", json.dumps(record).encode(), "")


BRANCHES: tuple[Branch, ...] = (sent_on, converted, lossless, enlarged, saved_again, takeout)


def make(options: argparse.Namespace) -> None:
    """Writes families; the same arguments give the same files."""
    groups: dict[str, int] = {}
    edits: dict[str, str] = {}
    pictures = [pair for place in options.photos for pair in photos.files_of(place)]
    for number, (_, content) in enumerate(pictures[: options.families]):
        rng = np.random.default_rng((options.seed, number))
        taken = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=int(rng.integers(2_600_000)))
        make_, model = _CAMERAS[int(rng.integers(len(_CAMERAS)))]
        stem = str(rng.choice([f"IMG_{number:04d}", f"DSC{number:05d}", f"{taken:%Y%m%d_%H%M%S}"]))
        shot = Shot(photos.upright_rgb(content), stem, make_, model, taken)
        for made in BRANCHES[number % len(BRANCHES)](shot, rng):
            folder = str(rng.choice(["DCIM", "backup", "Pictures", "from phone", "web"]))
            if BRANCHES[number % len(BRANCHES)] is takeout:
                folder = "Takeout"
            path = options.out / f"{number:04d}" / folder / made.name
            if path.exists():
                path = path.with_stem(path.stem + "~2")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.content)
            _draw_time(path, rng)
            if made.what:
                name = str(path.relative_to(options.out))
                groups[name], edits[name] = number, made.what
    (options.out / "truth.json").write_text(
        json.dumps({"groups": groups, "edits": edits}, indent=0)
    )
    print(f"{len(groups)} files in {len(set(groups.values()))} families")


def _draw_time(path: Path, rng: Generator) -> None:
    """A file time that tells nothing: of a copy, or of a clock that was never set."""
    seconds = int(rng.integers(1_700_000_000, 1_780_000_000))
    if rng.random() < 0.2:
        seconds = int(rng.choice(_NEVER_SET))
    os.utime(path, (seconds, seconds))


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    maker = commands.add_parser("make", help="write families of files")
    maker.add_argument("--photos", nargs="+", type=Path, required=True, help="folders or tar files")
    maker.add_argument("--out", type=Path, required=True)
    maker.add_argument("--families", type=int, default=200)
    maker.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    make(parse())

"""The matrix: whatever one file holds and its copy lacks is still on disk after `clean --apply`.

    python -m tests.faults.matrix [ORDERS]

A *cell* is one kind of holding in one container that can carry it, beside a copy without it, under
one order of names, times, tags, folders and keep rules. Each order is one run of the real command
with every tier over all the pairs at once. Prints how many cells there were, how many lost what
they held, and how many copies went: a matrix in which nothing goes proves nothing.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import random
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from tests.core import holding_files as made
from tests.core.pictures import exif_bytes, photo, xmp_bytes

TIERS = "identical,pixels,same,edited"
RULES = ("", "oldest", "size", "name", "metadata", "folder,name", "quality", "format")
_SIZE = (320, 240)


@dataclass(frozen=True)
class Pair:
    """A file that holds something and its copy without it.

    Attributes:
        beside: Files that belong to the holder, by suffix.
        is_mutual: Whether the copy holds something that the holder lacks, too.
    """

    name: str
    suffix: str
    holder: bytes
    plain_suffix: str
    plain: bytes
    beside: tuple[tuple[str, bytes], ...] = ()
    is_mutual: bool = False


@dataclass(frozen=True)
class Order:
    """How the two files of every pair lie on disk."""

    holder_is_first: bool
    holder_is_older: bool
    has_tags: bool
    is_one_folder: bool
    rule: str


def orders() -> Iterator[Order]:
    """All orders, in a fixed shuffle so that the first few differ in everything."""
    found = [Order(*each) for each in itertools.product(*[(False, True)] * 4, RULES)]
    random.Random(7).shuffle(found)
    yield from found


def pairs() -> list[Pair]:
    """Every holding in every container that can carry it here."""
    found: list[Pair] = []
    for make in (_films, _maps, _pictures, _layers, _unknown, _depths, _alphas, _colours):
        found += make(len(found))
    found += _metadata(len(found)) + _companions(len(found)) + _both(len(found))
    return found


def _image(number: int) -> Image.Image:
    return photo(1000 + number, _SIZE)


def _each(
    start: int, names: str, make: Callable[[str, Image.Image, int], tuple[str, bytes, bytes]]
) -> list[Pair]:
    """One pair for each name; `make` gives suffix, the file that holds and the one that lacks."""
    found = []
    for number, name in enumerate(names.split(), start):
        suffix, holder, plain = make(name, _image(number), number)
        found.append(Pair(name, suffix, holder, suffix, plain))
    return found


def _films(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        kind, _, way = name.partition("-")[2].partition("-")
        plain = made.saved(image, kind)
        film = made.film(number)
        if way == "samsung":
            return kind, plain + made.samsung_trailer((b"MotionPhoto_Data", film)), plain
        if way == "box":
            plain = made.heif_file(image, kind)
            return kind, plain + made.box(b"mpvd", film), plain
        return kind, plain + film, plain

    return _each(
        start,
        "film-jpeg film-jpeg-samsung film-heic-box film-avif-box film-heic film-avif film-png"
        " film-webp film-gif film-jxl film-jp2 film-tiff film-bmp",
        make,
    )


def _maps(start: int) -> list[Pair]:
    names = {
        "gain": b"urn:com:apple:photo:2020:aux:hdrgainmap",
        "depth": b"urn:mpeg:hevc:2015:auxid:2",
        "matte": b"urn:com:apple:photo:2018:aux:portraiteffectsmatte",
    }
    notes = {"gain": b'<x hdrgm:Version="1.0"/>', "depth": b"<x aux:depth/>"}

    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        what, kind, *way = name.split("-")
        other = photo(9000 + number, (160, 120))
        if kind == "jpeg" and way:
            head = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", 99, 0)
            packet = head + b'<x %s:Data="aGVsbG8%d"/>' % (way[0].encode(), number)
            plain = made.saved(image, kind)
            return kind, made.with_segments(plain, made.segment(0xE1, packet)), plain
        if kind == "jpeg":
            plain = made.saved(image, kind)
            return (
                kind,
                made.with_further_picture(plain, made.saved(other, kind, xmp=notes[what])),
                plain,
            )
        if way:
            gain = made.Extra(*made.coded(other, kind), is_hidden=True)
            tone = made.Extra(b"tmap", bytes(20) + bytes([number]), refers=(b"dimg", (1, 2)))
            return kind, made.heif_file(image, kind, gain, tone), made.heif_file(image, kind)
        extra = made.auxiliary(other, kind, names[what])
        return kind, made.heif_file(image, kind, extra), made.heif_file(image, kind)

    return _each(
        start,
        "gain-jpeg gain-heic gain-avif gain-heic-tmap gain-avif-tmap depth-jpeg depth-heic"
        " depth-avif depth-jpeg-GDepth picture-jpeg-GImage sound-jpeg-GAudio matte-heic matte-avif",
        make,
    )


def _pictures(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        _, kind, *way = name.split("-")
        others = [photo(8000 + 3 * number + i, _SIZE) for i in range(2)]
        if kind in ("heic", "avif"):
            extra = made.Extra(*made.coded(others[0], kind))
            return kind, made.heif_file(image, kind, extra), made.heif_file(image, kind)
        if kind == "jpeg":
            plain = made.saved(image, kind)
            return kind, made.with_further_picture(plain, made.saved(others[0], kind)), plain
        if kind == "gif":
            image, others = image.convert("P"), [other.convert("P") for other in others]
        options = {"lossless": True} if kind == "webp" else {}
        holder = made.saved(image, kind, save_all=True, append_images=others, **options)
        plain_kind = "jpeg" if way else kind
        plain = made.saved(image.convert("RGB") if way else image, plain_kind)
        return kind, holder, plain

    return _each(
        start,
        "picture-jpeg picture-heic picture-avif page-tiff page-tiff-jpeg frame-png frame-webp"
        " frame-gif frame-png-jpeg frame-webp-jpeg",
        make,
    )


def _layers(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        if name == "layers-tiff":
            plain = made.saved(image, "tiff")
            note = b"Adobe Photoshop Document Data Block %d" % number
            return "tiff", made.saved(image, "tiff", tiffinfo={37724: note}), plain
        head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, image.height, image.width, 8, 3)
        planes = b"".join(band.tobytes() for band in image.split())
        layer = struct.pack(">IH", 14, 1) + b"LAYERS OF %4d" % number
        flat = head + struct.pack(">IIIH", 0, 0, 0, 0) + planes
        layered = head + struct.pack(">III", 0, 0, len(layer)) + layer + b"\0\0" + planes
        return "psd", layered, flat

    return _each(start, "layers-tiff layers-psd", make)


def _unknown(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        _, kind, *way = name.split("-")
        secret = b"#" + np.random.default_rng(number).bytes(400) + b"#"
        plain = made.heif_file(image, kind) if kind in ("heic", "avif") else made.saved(image, kind)
        if not way:
            return kind, plain + secret, plain
        within = {
            "jpeg": lambda: made.with_segments(plain, made.segment(0xE9, b"PRIVATE" + secret)),
            "png": lambda: made.with_chunk(plain, b"prVt", secret),
            "webp": lambda: made.with_riff_chunk(plain, b"PRVT", secret),
            "heic": lambda: plain + made.box(b"prvt", secret),
            "avif": lambda: plain + made.box(b"prvt", secret),
            "jp2": lambda: plain + made.box(b"prvt", secret),
            "gif": lambda: plain[:-1] + b"\x21\xff\x0bNOBODYKNOWS\x04" + secret[:4] + b"\0;",
            "tiff": lambda: made.saved(image, kind, tiffinfo={65001: secret}),
        }
        return kind, within[kind](), plain

    behind = "jpeg png webp tiff heic avif gif jxl jp2 ppm bmp tga"
    names = [f"unknown-{kind}" for kind in behind.split()]
    within = "jpeg png webp heic avif jp2 gif tiff"
    names += [f"unknown-{kind}-within" for kind in within.split()]
    return _each(start, " ".join(names), make)


def _depths(start: int) -> list[Pair]:
    found = []
    kinds = [(a, b) for a in ("png", "tiff", "ppm", "heic", "jp2") for b in ("png", "jpeg")]
    for number, (kind, plain) in enumerate(kinds, start):
        image = _image(number)
        if kind == "jp2":
            grey = Image.fromarray(made.deep(image)[..., 0])
            holder = made.saved(grey, "jp2")
            image = Image.fromarray((np.asarray(grey) >> 8).astype(np.uint8))
        else:
            holder = made.deep_file(image, kind)
        found.append(Pair(f"depth-{kind}", kind, holder, plain, made.saved(image, plain)))
    return found


def _alphas(start: int) -> list[Pair]:
    found = []
    kinds = [(a, b) for a in ("png", "webp", "tiff", "heic", "avif", "jxl", "jp2") for b in "pj"]
    for number, (kind, plain) in enumerate(kinds, start):
        image = _image(number)
        mask = Image.new("L", image.size, 255)
        mask.paste(0, (200, 20, 300, 60))
        cut = image.copy()
        cut.putalpha(mask)
        white = Image.composite(image, Image.new("RGB", image.size, "white"), mask)
        options = {"quality": 95} if kind in ("webp", "heic", "avif", "jxl") else {}
        plain_kind = "png" if plain == "p" else "jpeg"
        holder = made.saved(cut, kind, **options)
        found.append(Pair(f"alpha-{kind}", kind, holder, plain_kind, made.saved(white, plain_kind)))
    return found


def _colours(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        _, kind, *way = name.split("-")
        signals = {
            "cicp": (b"cICP", bytes((9, 16, 0, 1))),
            "gama": (b"gAMA", struct.pack(">I", 100_000)),
        }
        if way and way[0] in signals:
            plain = made.saved(image, kind)
            return kind, made.with_chunk(plain, *signals[way[0]]), plain
        options = {"lossless": True} if kind == "webp" else {}
        plain = made.saved(image, kind, **options)
        return kind, made.saved(image, kind, icc_profile=made.wide_profile(), **options), plain

    return _each(
        start,
        "colour-jpeg colour-png colour-webp colour-tiff colour-heic colour-avif colour-png-cicp"
        " colour-png-gama",
        make,
    )


def _metadata(start: int) -> list[Pair]:
    def make(name: str, image: Image.Image, number: int) -> tuple[str, bytes, bytes]:
        _, kind, what = name.split("-")
        facts: dict[str, bytes] = {
            "date": exif_bytes(taken="2021:08:14 11:42:07"),
            "place": exif_bytes(gps=(48.1, 11.5)),
            "camera": exif_bytes(Model="X100", taken="2021:08:14 11:42:07"),
        }
        options = {"lossless": True} if kind == "webp" else {}
        plain = made.saved(image, kind, **options)
        if what == "rating":
            return kind, made.saved(image, kind, xmp=xmp_bytes(), **options), plain
        return kind, made.saved(image, kind, exif=facts[what], **options), plain

    names = [f"metadata-{k}-{w}" for k in ("jpeg", "png", "webp") for w in ("date", "place")]
    names += ["metadata-jpeg-camera", "metadata-jpeg-rating", "metadata-webp-rating"]
    return _each(start, " ".join(names), make)


def _companions(start: int) -> list[Pair]:
    found = []
    suffixes = ".NEF .MOV .xmp .pp3 .dop .acr .WAV .AAE .jpg.json .jpg.supplemental-metadata.json"
    for number, suffix in enumerate(suffixes.split(), start):
        data = made.saved(_image(number), "jpeg")
        beside = made.film(number) if suffix == ".MOV" else b"%d of %s" % (number, suffix.encode())
        found.append(
            Pair(f"companion{suffix}", "jpg", data, "jpg", data, beside=((suffix, beside),))
        )
    return found


def _both(start: int) -> list[Pair]:
    """Each of the two holds something that the other lacks."""
    found = []
    for number, (kind, other) in enumerate(
        itertools.product(("jpeg", "png", "heic"), repeat=2), start
    ):
        image = _image(number)
        holder = made.saved(image, kind) + made.film(number)
        lacks = made.saved(image, other) + made.film(5000 + number)
        found.append(Pair(f"both-{kind}-{other}", kind, holder, other, lacks, is_mutual=True))
    return found


# -- on disk


def lay(folder: Path, everything: list[Pair], order: Order) -> dict[str, list[list[Path]]]:
    """Write all pairs; gives for each the sets of files of which one must stay each."""
    wanted: dict[str, list[list[Path]]] = {}
    for number, pair in enumerate(everything):
        first, second = ("a", "b") if order.holder_is_first else ("b", "a")
        base = folder / f"{number:03}"
        homes = (base, base) if order.is_one_folder else (base / first, base / second)
        for home in homes:
            home.mkdir(parents=True, exist_ok=True)
        # Companions go by names, so that copies with some have to have one name.
        stems = ("IMG", "IMG") if pair.beside else (f"{first}_IMG", f"{second}_IMG")
        if pair.beside and order.is_one_folder:
            homes = (base / first, base / second)
            for home in homes:
                home.mkdir(exist_ok=True)
        holder = homes[0] / f"{stems[0]}.{pair.suffix}"
        plain = homes[1] / f"{stems[1]}.{pair.plain_suffix}"
        data = pair.plain
        if order.has_tags and pair.plain_suffix == "jpeg" and not pair.is_mutual:
            note = b"Exif\0\0" + exif_bytes(Software="Editor 1.0", Artist="Somebody")[6:]
            data = made.with_segments(data, made.segment(0xE1, note))
        holder.write_bytes(pair.holder)
        plain.write_bytes(data)
        old, new = 1_600_000_000, 1_650_000_000
        times = (old, new) if order.holder_is_older else (new, old)
        os.utime(holder, (times[0], times[0]))
        os.utime(plain, (times[1], times[1]))
        sets = [[holder]] if not pair.beside else []
        for suffix, content in pair.beside:
            file = holder.parent / (
                suffix.replace(".jpg", "IMG.jpg", 1)
                if suffix.startswith(".jpg")
                else f"IMG{suffix}"
            )
            file.write_bytes(content)
            sets.append([file])
        if pair.is_mutual:
            sets.append([plain])
        wanted[f"{number:03} {pair.name}"] = sets
    return wanted


@dataclass
class Outcome:
    """What became of the cells.

    Attributes:
        removed: Files that went to the trash.
    """

    cells: int = 0
    removed: int = 0
    lost: tuple[str, ...] = ()


def run_order(everything: list[Pair], order: Order, home: Path) -> Outcome:
    """Lay everything out in one order and clean it."""
    from simgui.cli import main

    with tempfile.TemporaryDirectory(prefix="simgui-matrix-", dir=home) as place:
        folder = Path(place) / "photos"
        wanted = lay(folder, everything, order)
        before = sum(len(files) for _, _, files in os.walk(folder))
        arguments = ["clean", str(folder), "--library", f"{place}/library", "--apply"]
        arguments += ["--tiers", TIERS, *(["--rule", order.rule] if order.rule else [])]
        with contextlib.redirect_stderr(io.StringIO()), _quiet_stdout():
            code = main(arguments)
        if code not in (0, 1):
            raise RuntimeError(f"clean ended with {code}")
        after = sum(len(files) for _, _, files in os.walk(folder))
        lost = [
            name
            for name, sets in wanted.items()
            if not all(any(file.exists() for file in files) for files in sets)
        ]
    return Outcome(len(wanted), before - after, tuple(f"{name} in {order}" for name in lost))


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[None]:
    """Standard output to nowhere: the command writes its bytes to the buffer below it."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield


def campaign(count: int, home: Path) -> Outcome:
    """Run the first orders."""
    everything = pairs()
    total = Outcome()
    for order in itertools.islice(orders(), count):
        one = run_order(everything, order, home)
        total.cells += one.cells
        total.removed += one.removed
        total.lost += one.lost
        print(
            f"{total.cells} cells, {total.removed} files removed, {len(total.lost)} lost",
            flush=True,
        )
    return total


def run(arguments: list[str]) -> int:
    """Run the campaign; 1 if anything was lost."""
    with tempfile.TemporaryDirectory(prefix="simgui-matrix-home-") as home:
        os.environ["XDG_DATA_HOME"] = os.path.join(home, "xdg")
        os.environ["HOME"] = home
        os.environ["SIMGUI_HOME"] = os.path.join(home, "simgui")
        total = campaign(int(arguments[0]) if arguments else 22, Path(home))
    for name in total.lost:
        print("LOST", name)
    return int(bool(total.lost))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

"""Adapts the network to a user's own photos: `models.train --init model.onnx --images FOLDER`.

A fifth of the photos is held out; edited copies of it judge the network before and after, among
all other photos of the folder. A network that got worse is refused. What is written is a whole
model folder (fp32, int8, background vectors, thresholds) that the program can be pointed at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from models import calibrate, edits, export, judging, photos
from models.judging import Curve, Labelled
from models.network import SlimVGG

log = logging.getLogger("finetune")

HELD_OUT = 5
COPIES = 5
LEAST_PHOTOS = 20
MOST_JUDGED = 300
# A tenth of a point is noise on a few hundred photos.
ALLOWANCE = 0.001


def is_held_out(name: str) -> bool:
    """True for a fifth of all names, always the same ones."""
    return hashlib.sha256(name.encode()).digest()[0] % HELD_OUT == 0


def write_labelled(names: list[str], pictures: list[np.ndarray], out: Path, seed: int) -> Labelled:
    """A labelled folder: held-out photos with edited copies, the others as unrelated."""
    folder = edits.Folder(out)
    group = 0
    for place, (name, picture) in enumerate(zip(names, pictures, strict=True)):
        image = Image.fromarray(picture)
        if not is_held_out(name) or group >= MOST_JUDGED:
            image.save(out / f"other-{place:06d}.png", compress_level=1)
            continue
        rng = np.random.default_rng((seed, place))
        original = edits.EDITS["png"].encoded(image, rng)
        folder.add(f"{place:06d}.png", original, group, "original")
        for edit in edits.draw_edits(COPIES, rng, 0.3, edits.STANDARD):
            copy = f"{place:06d}-{edit.name}{edit.suffix}"
            folder.add(copy, edit.encoded(image, rng), group, edit.name)
        group += 1
    folder.close()
    return Labelled.read(out)


def merit(network: SlimVGG, size: int, data: Labelled, squares: np.ndarray) -> float:
    """Mean of uAP and recall at precision 0.99 by cosine."""
    vectors = export.embed(export.session_of(export.to_onnx(network, size)), squares)
    pairs = judging.cosine_pairs(data, vectors)
    return (judging.average_precision(pairs) + Curve.of(pairs).recall_at(0.99)) / 2


def finetune(options: argparse.Namespace) -> dict:
    """Trains on, judges and exports; returns the new model.json.

    Raises:
        SystemExit: there are too few photos, or the network got worse.
    """
    from models.train import Trainer

    names, pictures = photos.load([options.images])
    held = [is_held_out(name) for name in names]
    training = [picture for picture, out in zip(pictures, held, strict=True) if not out]
    if len(training) < LEAST_PHOTOS or not any(held):
        raise SystemExit(f"{len(names)} photos are too few to adapt to")
    size = export.input_size(options.init)
    options.size = size
    with tempfile.TemporaryDirectory() as place:
        data = write_labelled(names, pictures, Path(place, "labelled"), options.seed)
        squares = data.squares(size)
        before = export.trunk_from_onnx(options.init, squares[:128])
        was = merit(before, size, data, squares)
        trainer = Trainer(options, training)
        trainer.run()
        now = merit(trainer.average, size, data, squares)
        log.info("held-out photos: %.4f before, %.4f after", was, now)
        if now < was - ALLOWANCE:
            raise SystemExit(
                f"refused: held-out photos are told apart worse ({was:.4f}, {now:.4f})"
            )
        return publish(trainer.average.cpu(), options, Path(place, "labelled"), (was, now))


def publish(
    network: SlimVGG, options: argparse.Namespace, labelled: Path, merits: tuple[float, float]
) -> dict:
    """Exports and calibrates into the folder `model` of the output."""
    target = options.out / "model"
    target.mkdir(parents=True, exist_ok=True)
    place = [str(options.images)]
    arguments = ["--checkpoint", str(options.init), "--photos", *place, "--out", str(target)]
    arguments += ["--version", "own", "--size", str(options.size), "--any-photos"]
    trained_on = f"fine-tuned on a user's own photos; held-out figure {merits[0]:.4f} before,"
    export.write(network, export.parse(arguments), f"{trained_on} {merits[1]:.4f} after")
    arguments = ["--model", str(target), "--photos", *place, "--labelled", str(labelled)]
    calibrate.calibrate(calibrate.parse([*arguments, "--any-photos"]))
    return json.loads((target / "model.json").read_text())

"""Bursts: several slightly different shots of one subject, made from one photo.

A moving subject and a moving camera are imitated by a smooth warp with a parallax between a
middle region and its surroundings. Frames of a burst are different photos: each has a group of
its own, with a tight crop and a re-send of it as true copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator
from PIL import Image, ImageEnhance

from models import retouch

if TYPE_CHECKING:
    from models.edits import Folder

FRAMES = 4


def sampled(pixels: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Bilinear samples of float [h, w, 3] at float positions [h, w], edges repeated."""
    height, width = pixels.shape[:2]
    rows = np.clip(rows, 0, height - 1.001)
    columns = np.clip(columns, 0, width - 1.001)
    top, left = rows.astype(np.intp), columns.astype(np.intp)
    down, right = (rows - top)[..., None], (columns - left)[..., None]
    upper = pixels[top, left] * (1 - right) + pixels[top, left + 1] * right
    lower = pixels[top + 1, left] * (1 - right) + pixels[top + 1, left + 1] * right
    return upper * (1 - down) + lower * down


def frame(picture: Image.Image, subject: tuple[float, ...], rng: Generator) -> Image.Image:
    """Another shot of the scene.

    Args:
        picture: the first shot.
        subject: centre x, y and radii x, y of the moving region, in shares of the picture.
        rng: source of chance.
    """
    pixels = np.asarray(picture, np.float32)
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width, y / height
    centre_x, centre_y, radius_x, radius_y = subject
    distance = ((x - centre_x) / radius_x) ** 2 + ((y - centre_y) / radius_y) ** 2
    inside = 1 / (1 + np.exp(6 * (distance - 1)))
    camera = rng.normal(0, 0.012, 2)
    moved = rng.normal(0, 0.022, 2) + rng.choice([-1, 1], 2) * 0.012
    angle, zoom = rng.normal(0, 0.05), rng.normal(0, 0.03)
    shift_x = camera[0] + inside * (moved[0] - angle * (y - centre_y) + zoom * (x - centre_x))
    shift_y = camera[1] + inside * (moved[1] + angle * (x - centre_x) + zoom * (y - centre_y))
    for _ in range(3):
        # Limbs, leaves and faces move on their own.
        there_x, there_y = rng.uniform(0.2, 0.8, 2)
        reach = rng.uniform(0.05, 0.14)
        bump = np.exp(-((x - there_x) ** 2 + (y - there_y) ** 2) / (2 * reach**2))
        push = rng.normal(0, 0.018, 2)
        shift_x, shift_y = shift_x + bump * push[0], shift_y + bump * push[1]
    warped = sampled(pixels, (y + shift_y) * height, (x + shift_x) * width)
    warped = warped + rng.standard_normal(warped.shape, np.float32) * 2.0
    shot = Image.fromarray(np.clip(warped, 0, 255).astype(np.uint8))
    margin = (round(width * 0.04), round(height * 0.04))
    shot = shot.crop((*margin, width - margin[0], height - margin[1]))
    return ImageEnhance.Brightness(shot).enhance(float(np.exp(rng.normal(0, 0.03))))


def burst(picture: Image.Image, rng: Generator, frames: int = FRAMES) -> list[Image.Image]:
    """`frames` different shots of what `picture` shows."""
    subject = (*rng.uniform(0.4, 0.6, 2), *rng.uniform(0.2, 0.35, 2))
    return [frame(picture, subject, rng) for _ in range(frames)]


def tight_crop(shot: Image.Image, rng: Generator) -> Image.Image:
    """The middle of a shot, stretched a little, as people cut out a face."""
    keep_x, keep_y = rng.uniform(0.55, 0.75, 2)
    left = rng.uniform(0.2, 0.8) * (1 - keep_x)
    top = rng.uniform(0.2, 0.8) * (1 - keep_y)
    box = (left, top, left + keep_x, top + keep_y)
    cut = shot.crop(tuple(round(part * shot.size[i % 2]) for i, part in enumerate(box)))
    return cut.resize((cut.width, round(cut.height * rng.uniform(0.92, 1.08))))


def write(folder: Folder, picture: Image.Image, stem: str, group: int, rng: Generator) -> int:
    """Adds a burst to a labelled folder; returns the next free group."""
    from models.edits import EDITS

    for number, shot in enumerate(burst(picture, rng)):
        content = retouch.encode(shot, ".jpg", {"quality": 93})
        folder.add(f"{stem}-shot{number}.jpg", content, group, "original")
        cut = retouch.encode(tight_crop(shot, rng), ".jpg", {"quality": 90})
        folder.add(f"{stem}-shot{number}-tight.jpg", cut, group, "tight")
        sent = EDITS["messenger"].encoded(shot, rng)
        folder.add(f"{stem}-shot{number}-messenger.jpg", sent, group, "messenger")
        group += 1
    return group

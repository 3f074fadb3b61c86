"""The best of a made burst comes first, and each of the others says what is wrong with it."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest

from simgui.core.grouping.best_shot import Flaw, judge
from tests.ui import sceneries

BURSTS = 60
LEAST = 0.95
SIZE = (360, 240)
ROOM = 48


def blurred(image, chance):
    return cv2.GaussianBlur(image, (0, 0), chance.uniform(1.2, 3.0))


def moved(image, chance):
    length, angle = chance.randrange(7, 17, 2), chance.uniform(0, 180)
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D((length // 2, length // 2), angle, 1.0)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def exposed(image, chance):
    stops = chance.choice((-1, 1)) * chance.uniform(1.2, 2.0)
    linear = (image / 255.0) ** 2.2 * 2.0**stops
    return (np.clip(linear, 0, 1) ** (1 / 2.2) * 255).astype(np.uint8)


FAULTS = {
    "blur": (blurred, {Flaw.SOFT, Flaw.SMEARED}),
    "motion": (moved, {Flaw.SMEARED, Flaw.SOFT}),
    "exposure": (exposed, {Flaw.BLOWN, Flaw.DARK, Flaw.BRIGHT}),
}


def shot(scene, chance, dx=0, dy=0):
    """A frame of the scene, as a hand holds it, with the noise of a sensor."""
    width, height = SIZE
    x, y = ROOM + dx + chance.randrange(-6, 7), ROOM + dy + chance.randrange(-6, 7)
    noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, 3, (height, width, 3))
    frame = np.clip(scene[y : y + height, x : x + width] + noise, 0, 255).astype(np.uint8)
    return frame, (x, y)


def burst(seed):
    """Five shots of a scene, one of which has no fault; which, and what the others have."""
    chance = random.Random(seed)
    width, height = SIZE
    scene = np.asarray(sceneries.scene(seed, (width + 2 * ROOM, height + 2 * ROOM)))
    names = [chance.choice(list(FAULTS)) for _ in range(3)]
    made = [(*shot(scene, chance), "")]
    for name in names:
        frame, place = shot(scene, chance)
        made.append((FAULTS[name][0](frame, chance), place, name))
    made.append((*shot(scene, chance, dx=chance.choice((-40, 40))), "cut"))
    chance.shuffle(made)
    x0, y0 = made[0][1]
    onto = [(1.0, 0.0, (x0 - x) / width, 0.0, 1.0, (y0 - y) / height) for _, (x, y), _ in made]
    return [frame for frame, _, _ in made], onto, [name for _, _, name in made]


def test_the_best_of_made_bursts_comes_first():
    right = 0
    for seed in range(BURSTS):
        pictures, onto, names = burst(seed)
        judged = judge(pictures, onto)
        best = max(range(len(judged)), key=lambda n: judged[n].score)
        right += names[best] == ""
    assert right >= LEAST * BURSTS


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_called_by_its_name(name):
    make, flaws = FAULTS[name]
    named = 0
    for seed in range(20):
        chance = random.Random(seed)
        scene = np.asarray(sceneries.scene(seed, (SIZE[0] + 2 * ROOM, SIZE[1] + 2 * ROOM)))
        made = [shot(scene, chance) for _ in range(3)]
        pictures = [frame for frame, _ in made]
        pictures[1] = make(pictures[1], chance)
        x0, y0 = made[0][1]
        onto = [(1.0, 0.0, (x0 - x) / SIZE[0], 0.0, 1.0, (y0 - y) / SIZE[1]) for _, (x, y) in made]
        judged = judge(pictures, onto)
        is_last = min(judged, key=lambda found: found.score) is judged[1]
        named += is_last and bool(set(judged[1].flaws) & flaws)
    # A shot of the night that is exposed more may well be the better one.
    assert named >= 16


def test_shots_that_can_t_be_laid_on_one_another_are_not_compared():
    picture = np.zeros((32, 48, 3), np.uint8)
    whole = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    assert judge([picture, picture], [whole, None]) is None
    assert judge([picture], [whole]) is None

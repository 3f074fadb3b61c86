"""What changes during a training: size of the pictures, hardness, learning rate, threads."""

from __future__ import annotations

import math

import torch

LEARNING_RATE = 2e-3
WARM_UP = 0.02
# Full hardness costs more steps than a few hours on two cores hold: the plain copies suffer.
MOST_HARD = 0.85
# The bank is filled before it counts, then its weight grows: switched on at once it undid
# 400 steps of training within 100.
BANK_FROM, BANK_COUNTS_FROM, BANK_RAMP = 0.06, 0.08, 0.10
# Small pictures first: a step at 112 px costs half of one at 160, and edges and textures are
# learned as well on them. The last stretch fits the network to the size it is used at.
SIZES_PX = ((0.0, 112), (0.70, 128), (0.92, 160))


def size_at(progress: float, sizes: tuple[tuple[float, int], ...] = SIZES_PX) -> int:
    """Side of the training pictures at this point of the schedule."""
    return next(size for start, size in reversed(sizes) if progress >= start)


def hardness_at(progress: float, start: float = 0.25) -> float:
    """Hardness of the edits: from `start` to MOST_HARD within the first half of the schedule."""
    return min(MOST_HARD, start + (1 - start) * progress / 0.5)


def rate_at(progress: float, peak: float = LEARNING_RATE) -> float:
    """Learning rate: short warm-up, then half a cosine to nearly nothing."""
    if progress < WARM_UP:
        return peak * (0.05 + 0.95 * progress / WARM_UP)
    along = (progress - WARM_UP) / (1 - WARM_UP)
    return peak * (0.002 + 0.998 * 0.5 * (1 + math.cos(math.pi * min(1.0, along))))


def bank_weight_at(progress: float) -> float:
    """How much the bank counts: nothing at first, then from a hundredth up to 1."""
    ramp = (progress - BANK_COUNTS_FROM) / BANK_RAMP
    return 0.0 if ramp <= 0 else min(1.0, 10 ** (2 * ramp - 2))


class Threads:
    """Chooses how many threads a step uses by what steps cost of late.

    Beside other busy programs the slowest thread of a parallel loop decides: two threads were
    nine times slower than one on a machine with two cores, one of them taken.
    """

    TRY_EVERY = 12

    def __init__(self, most: int) -> None:
        self.choices = sorted({1, most})
        self.cost_s = dict.fromkeys(self.choices, 0.0)
        self.count = 0
        self.current = most

    def choose(self) -> None:
        """Sets the number of threads for the next step: the cheapest, or now and then another."""
        self.count += 1
        best = min(self.choices, key=self.cost_s.__getitem__)
        if self.count % self.TRY_EVERY == 0:
            best = self.choices[(self.count // self.TRY_EVERY) % len(self.choices)]
        if best != self.current:
            torch.set_num_threads(best)
            self.current = best

    def charge(self, seconds: float) -> None:
        """Notes what the step cost."""
        before = self.cost_s[self.current]
        self.cost_s[self.current] = seconds if before == 0 else 0.5 * (before + seconds)

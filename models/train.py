"""Trains the network by itself on unlabelled photos: copies of one photo must meet, others part.

    python -m models.train --data train/*.tar --open-only --out run --hours 2

Each step shows two edited views of every photo of the batch to the live network and the photo
as it is to a slowly moving average of it. The average's answers fill a bank with one row a
photo, so that each query is told from every photo of the training set; rows of the query's own
photo are left out. The schedule follows the clock (`--hours`) or counts steps (`--steps`).
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import multiprocessing
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

from models import photos, schedule, views
from models.network import SMOKE_SHAPE, Shape, SlimVGG

log = logging.getLogger("train")

TEMPERATURE = 0.06
KOLEO_WEIGHT = 2.0
WEIGHT_DECAY = 0.02
AVERAGE_DECAY = 0.998
FINE_RATE = 2e-4
SAVE_EVERY_S = 180.0
# A network that has been trained starts here in the schedule.
WARM_PROGRESS = 0.2
WARM_RAMP_STEPS = 100


@dataclass
class Progress:
    """How far the schedule is, from 0 to 1, shared with the loader's processes."""

    shared: object

    def __float__(self) -> float:
        return float(self.shared.value)  # type: ignore[attr-defined]


class Batches(IterableDataset):
    """Endless batches (photo indices, two edited views, the plain view) as uint8 arrays."""

    def __init__(
        self, pictures: list[np.ndarray], batch: int, progress: Progress, seed: int, sizes, start
    ) -> None:
        super().__init__()
        self.pictures = pictures
        self.batch = batch
        self.progress = progress
        self.seed = seed
        self.sizes = sizes
        self.start = start

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        worker = torch.utils.data.get_worker_info()
        number = worker.id if worker else 0
        rng = np.random.default_rng((self.seed, number))
        order: list[int] = []
        while True:
            while len(order) < self.batch:
                order += rng.permutation(len(self.pictures)).tolist()
            chosen, order = order[: self.batch], order[self.batch :]
            if len(set(chosen)) < len(chosen) and len(self.pictures) >= self.batch:
                continue
            yield self.make(chosen, rng)

    def make(self, chosen: list[int], rng: np.random.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """One batch: indices [B], edited uint8 [2B, S, S, 3], plain uint8 [B, S, S, 3]."""
        progress = float(self.progress)
        size = schedule.size_at(progress, self.sizes)
        hard = schedule.hardness_at(progress, self.start)
        edited = np.empty((2 * len(chosen), size, size, 3), np.uint8)
        plain = np.empty((len(chosen), size, size, 3), np.uint8)
        others = [self.pictures[i] for i in rng.integers(len(self.pictures), size=8)]
        for place, index in enumerate(chosen):
            photo = views.instance(self.pictures[index], rng)
            mild = hard * rng.uniform(0.0, 0.6)
            edited[place] = views.edited_view(photo, size, rng, mild, others)
            edited[len(chosen) + place] = views.edited_view(photo, size, rng, hard, others)
            plain[place] = views.plain_view(photo, size, rng)
        return torch.tensor(chosen), torch.from_numpy(edited), torch.from_numpy(plain)


def losses(
    live: Tensor, owner: Tensor, bank: Tensor, keys: Tensor | None, weight: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Contrast with everything else, and spread.

    Args:
        live: [2B, D] unit embeddings of both edited views, with gradient.
        owner: [2B] photo of each.
        bank: [M, D] one row a photo; row i belongs to photo i. Empty before it is in use.
        keys: [B, D] the average's embeddings of the plain views, or None before that.
        weight: 0..1, how much bank and keys count.

    Returns:
        contrast (InfoNCE), spread (KoLeo), and the share of queries whose nearest is their own.
    """
    rows = len(live)
    similar = live @ live.T
    own = owner[:, None] == owner[None]
    twin = similar[torch.arange(rows), torch.arange(rows).roll(rows // 2)]
    negatives = similar.masked_fill(own, -math.inf)
    nearest = negatives.max(1).values
    negatives = negatives / TEMPERATURE
    if keys is None or weight <= 0:
        positives, shares = twin[:, None], live.new_ones(1)
    else:
        far = live @ bank.T
        far.scatter_(1, owner[:, None], -math.inf)
        nearest = torch.maximum(nearest, far.max(1).values)
        negatives = torch.cat([negatives, far / TEMPERATURE + math.log(weight)], 1)
        to_key = (live * keys.repeat(2, 1)).sum(1)
        positives = torch.stack([twin, to_key], 1)
        shares = live.new_tensor([1.0, weight]) / (1.0 + weight)
    total = torch.logsumexp(negatives, 1)
    scaled = positives / TEMPERATURE
    contrast = ((torch.logaddexp(scaled, total[:, None]) - scaled) * shares).sum(1).mean()
    spread = -torch.log((2 - 2 * nearest).clamp(min=1e-4).sqrt() + 1e-4).mean()
    return contrast, spread, (twin > nearest).float().mean()


@torch.no_grad()
def follow(average: SlimVGG, live: SlimVGG, decay: float) -> None:
    """Moves the average a little towards the live network, statistics included."""
    for mean, now in zip(average.state_dict().values(), live.state_dict().values(), strict=True):
        if mean.dtype.is_floating_point:
            mean.lerp_(now, 1 - decay)
        else:
            mean.copy_(now)


@torch.no_grad()
def halves_pay(network: SlimVGG, device: torch.device) -> bool:
    """True where bfloat16 is faster; a processor that only emulates it is ten times slower."""
    images = torch.zeros(8, 96, 96, 3, dtype=torch.uint8, device=device)
    seconds = {}
    for is_half in (False, True):
        with torch.autocast(device.type, torch.bfloat16, enabled=is_half):
            network(images)
            started = time.monotonic()
            network(images)[0].cpu()
        seconds[is_half] = time.monotonic() - started
    log.info("seconds in float32 and bfloat16: %.3f, %.3f", *seconds.values())
    return seconds[True] < seconds[False]


class Trainer:
    """One training run: networks, optimiser, bank, curve and checkpoint."""

    def __init__(self, options: argparse.Namespace, pictures: list[np.ndarray]) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.device = torch.device(options.device)
        self.shape = SMOKE_SHAPE if options.smoke else Shape()
        self.live = SlimVGG(self.shape)
        self.average = SlimVGG(self.shape).eval()
        self.step = 0
        self.elapsed_s = 0.0
        self.bank = torch.zeros(len(pictures), self.shape.dim)
        self.out = Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.checkpoint = self.out / "checkpoint.pt"
        saved = None
        if options.resume and self.checkpoint.exists():
            saved = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
            self.live.load_state_dict(saved["live"])
            self.step, self.elapsed_s = saved["step"], saved["elapsed_s"]
        elif options.init or options.warm:
            from models.export import trunk_from_onnx

            size = min(schedule.SIZES_PX)[1]
            some = pictures[:: max(1, len(pictures) // 128)]
            squares = np.stack([cv2.resize(picture, (size, size)) for picture in some])
            self.live = trunk_from_onnx(options.init or options.warm, squares)
            self.elapsed_s = WARM_PROGRESS * options.hours * 3600 if options.warm else 0.0
            self.shape = self.live.shape
            self.average = SlimVGG(self.shape).eval()
            self.bank = torch.zeros(len(pictures), self.shape.dim)
        # The first steps of a fresh optimiser are as large as its rate, whatever the gradient.
        self.ramp_steps = WARM_RAMP_STEPS if options.warm else 1
        layout = torch.channels_last
        self.live = self.live.to(self.device, memory_format=layout)
        self.average = self.average.to(self.device, memory_format=layout)
        self.average.load_state_dict(saved["average"] if saved else self.live.state_dict())
        self.bank = self.bank.to(self.device)
        self.is_half_fast = halves_pay(self.average, self.device)
        self.optimiser = self.make_optimiser()
        if saved:
            self.optimiser.load_state_dict(saved["optimiser"])
            if saved["bank"].shape == self.bank.shape:
                self.bank = saved["bank"].to(self.device)
        self.sizes = ((0.0, 32),) if options.smoke else schedule.SIZES_PX
        if options.init:
            self.sizes = ((0.0, options.size),)
        self.progress = Progress(multiprocessing.get_context("fork").Value("d", 0.0))
        self.batches = Batches(
            pictures,
            min(options.batch, len(pictures)),
            self.progress,
            options.seed + self.step,
            self.sizes,
            0.6 if options.init else 0.25,
        )

    def make_optimiser(self) -> torch.optim.AdamW:
        """AdamW; no weight decay on normalisation and biases."""
        decayed = [weight for weight in self.live.parameters() if weight.ndim > 1]
        free = [weight for weight in self.live.parameters() if weight.ndim <= 1]
        groups = [{"params": decayed}, {"params": free, "weight_decay": 0.0}]
        return torch.optim.AdamW(groups, lr=schedule.LEARNING_RATE, weight_decay=WEIGHT_DECAY)

    def now(self, started: float) -> float:
        """Progress of the schedule, 0..1."""
        if self.options.steps:
            return min(1.0, self.step / self.options.steps)
        return min(1.0, (self.elapsed_s + time.monotonic() - started) / (self.options.hours * 3600))

    def run(self) -> None:
        """Trains to the end of the schedule, saving as it goes and when it is told to stop."""
        started = time.monotonic()
        signal.signal(signal.SIGTERM, _stop)
        try:
            self.loop(started)
        finally:
            self.save(started)

    def loop(self, started: float) -> None:
        """Steps until the schedule ends."""
        last_save = last_log = time.monotonic()
        self.progress.shared.value = self.now(started)
        loader = DataLoader(
            self.batches,
            batch_size=None,
            num_workers=self.options.workers,
            prefetch_factor=3 if self.options.workers else None,
            multiprocessing_context="fork" if self.options.workers else None,
        )
        threads = schedule.Threads(torch.get_num_threads())
        sums, count, waited = np.zeros(3), 0, 0.0
        mark = time.monotonic()
        for chosen, edited, plain in loader:
            waited += time.monotonic() - mark
            progress = self.now(started)
            self.progress.shared.value = progress
            if progress >= 1.0:
                break
            threads.choose()
            mark = time.monotonic()
            sums += self.one_step(chosen, edited, plain, progress)
            threads.charge(time.monotonic() - mark)
            count += 1
            self.step += 1
            now = time.monotonic()
            if now - last_log > self.options.log_every:
                views_s = count * len(edited) / (now - last_log)
                self.note(progress, sums / count, views_s, waited / (now - last_log))
                sums, count, waited, last_log = np.zeros(3), 0, 0.0, now
            if now - last_save > SAVE_EVERY_S:
                self.save(started)
                last_save = now
            mark = time.monotonic()

    def one_step(
        self, chosen: Tensor, edited: Tensor, plain: Tensor, progress: float
    ) -> np.ndarray:
        """One update; returns contrast, spread and share of right nearest ones."""
        rate = schedule.rate_at(progress, self.options.rate) * min(
            1.0, (self.step + 1) / self.ramp_steps
        )
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        chosen = chosen.to(self.device)
        keys = None
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.is_half_fast):
            if progress >= schedule.BANK_FROM:
                with torch.no_grad():
                    keys = self.average(plain.to(self.device))[0]
            live = self.live(edited.to(self.device))[0]
        owner = chosen.repeat(2)
        contrast, spread, right = losses(
            live, owner, self.bank, keys, schedule.bank_weight_at(progress)
        )
        self.optimiser.zero_grad(set_to_none=True)
        (contrast + KOLEO_WEIGHT * spread).backward()
        torch.nn.utils.clip_grad_norm_(self.live.parameters(), 2.0)
        self.optimiser.step()
        follow(self.average, self.live, min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step)))
        if keys is not None:
            self.bank[chosen] = functional.normalize(keys)
        return np.array([contrast.item(), spread.item(), right.item()])

    def note(self, progress: float, mean: np.ndarray, views_s: float, waiting: float) -> None:
        """Adds a line to the curve."""
        line = {
            "step": self.step,
            "progress": round(progress, 4),
            "contrast": round(float(mean[0]), 4),
            "spread": round(float(mean[1]), 4),
            "right": round(float(mean[2]), 4),
            "views_s": round(views_s, 1),
            "waiting": round(waiting, 3),
            "size": schedule.size_at(progress, self.sizes),
            "threads": torch.get_num_threads(),
        }
        log.info("%s", json.dumps(line))
        with (self.out / "curve.jsonl").open("a") as curve:
            curve.write(json.dumps(line) + "\n")

    def save(self, started: float) -> None:
        """Writes the checkpoint whole or not at all."""
        state = {
            "shape": json.dumps(self.shape.to_json()),
            "live": self.live.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "bank": self.bank,
            "step": self.step,
            "elapsed_s": self.elapsed_s + time.monotonic() - started,
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)


def _stop(number: int, frame: object) -> None:
    raise SystemExit(f"stopped by signal {number}")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", nargs="+", type=Path, help="tar files or folders")
    parser.add_argument("--open-only", action="store_true", help="openly licensed sources alone")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--steps", type=int, help="count steps instead of hours")
    parser.add_argument("--batch", type=int, default=128, help="photos a step (two views each)")
    parser.add_argument("--rate", type=float, default=schedule.LEARNING_RATE)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log-every", type=float, default=30.0, help="seconds")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--warm", type=Path, help="start from this ONNX file's weights")
    parser.add_argument("--smoke", action="store_true", help="a tiny network, to test the loop")
    parser.add_argument("--init", type=Path, help="adapt this ONNX file to --images")
    parser.add_argument("--images", type=Path, help="a folder of a user's own photos")
    options = parser.parse_args(arguments)
    if options.init:
        if not options.images:
            parser.error("--init needs --images")
        # A trained network needs small steps: the usual ones would throw it away.
        options.rate = min(options.rate, FINE_RATE)
    elif not options.data:
        parser.error("--data is needed")
    return options


def main(arguments: list[str] | None = None) -> None:
    """Loads the photos and trains."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    options = parse(arguments)
    if options.init:
        from models.finetune import finetune

        finetune(options)
        return
    wanted = photos.is_open if options.open_only else (lambda name: True)
    names, pictures = photos.load(options.data, wanted)
    if len(pictures) < 2:
        raise SystemExit("fewer than two photos found")
    log.info("%d photos", len(pictures))
    trainer = Trainer(options, pictures)
    (trainer.out / "photos.txt").write_text("\n".join(names) + "\n")
    trainer.run()


if __name__ == "__main__":
    main()

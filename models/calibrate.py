"""Gives scores a meaning: background vectors, thresholds and probabilities, into model.json.

    python -m models.calibrate --photos train/*.tar --labelled validation

The score of a pair is its cosine less beta times the mean bias of both photos; the bias of a
photo is its mean cosine with the nearest background vectors (what it resembles merely by being
sky or paper). Thresholds are set in the tail of unrelated photos and extrapolated to a library of
10,000, because wrong pairs grow with the square of a library.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from models import judging
from models.judging import Curve, Labelled, Pairs
from simgui.core.matching import candidates
from simgui.core.metrics import reliability
from simgui.core.neighbours.exact import ExactIndex
from simgui.core.network.model import Background, Thresholds
from simgui.core.task import Token

log = logging.getLogger("calibrate")

LIBRARY = 10_000
BETAS = (0.0, 0.25, 0.5, 0.75, 1.0)
# The tail is fitted to so many of the highest-scored wrong pairs; fewer are noise, more are body.
TAIL = 300
# Wrong pairs in a library of 10,000 that each threshold may let through.
ACCEPT_WRONG, SAME_WRONG, EDITED_WRONG = 0.5, 0.2, 2.0
# An alignment costs some milliseconds: so many unrelated pairs a photo are affordable.
NOMINATED_PER_PHOTO = 4.0
SIMILAR_PER_PHOTO = 1.5
NOMINATE_MISSES = 0.003
# The share by which a pair must be nearer than what is around: the smallest that nominates
# at most so many wrong pairs a photo.
STANDOUTS = np.arange(0.08, 0.3001, 0.01)
STANDING_OUT_PER_PHOTO = 1.0


@dataclass(frozen=True)
class Tail:
    """Exponential upper tail of the scores of unrelated pairs.

    Attributes:
        start: score where the fit begins.
        rate: decay of the logarithm of the number of pairs above a score.
        count: wrong pairs above `start`.
        photos: unrelated photos they were found among.
    """

    start: float
    rate: float
    count: int
    photos: int

    @staticmethod
    def of(pairs: Pairs, photos: int) -> Tail:
        """Fits the highest TAIL wrong scores but the five highest.

        Unlabelled true copies among the unrelated photos end up among those five; the maximum
        likelihood of an exponential is the mean excess.
        """
        wrong = np.sort(pairs.score[~pairs.right])[::-1][5 : TAIL + 5].astype(np.float64)
        start = float(wrong[-1])
        return Tail(start, 1.0 / max(1e-6, float((wrong - start).mean())), len(wrong), photos)

    def wrong_at(self, score: float, library: int = LIBRARY) -> float:
        """Expected unrelated pairs at or above `score` in a library."""
        scale = (library / self.photos) ** 2
        return self.count * scale * float(np.exp(-self.rate * (score - self.start)))

    def score_for(self, wrong: float, library: int = LIBRARY) -> float:
        """Score above which a library holds `wrong` unrelated pairs."""
        scale = (library / self.photos) ** 2
        return self.start + float(np.log(self.count * scale / wrong)) / self.rate


def body_score(pairs: Pairs, photos: int, per_photo: float, library: int = LIBRARY) -> float:
    """Score above which each photo of a library has `per_photo` unrelated ones (no tail needed)."""
    wrong = np.sort(pairs.score[~pairs.right])[::-1]
    allowed = int(per_photo * library / 2 * (photos / library) ** 2)
    return float(wrong[min(allowed, len(wrong) - 1)])


def logistic(
    features: np.ndarray,
    right: np.ndarray,
    rounds: int = 60,
    *,
    share: np.ndarray | None = None,
    ridge: float = 1e-3,
) -> np.ndarray:
    """Weights [F + 1] (last one the offset) of a logistic regression by Newton's method.

    Args:
        features: float [P, F].
        right: bool [P].
        rounds: steps.
        share: float [P], how much each row counts; 1 if None.
        ridge: added to the curvature of each weight but the offset: keeps separable data finite.
    """
    inputs = np.column_stack([features, np.ones(len(features))]).astype(np.float64)
    weights = np.zeros(inputs.shape[1])
    counts = np.ones(len(inputs)) if share is None else share
    ridges = np.full(len(weights), ridge)
    ridges[-1] = 0.0
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -40, 40)))
        slope = inputs.T @ (counts * (chance - right)) + ridges * weights
        certain = counts * chance * (1 - chance)
        curvature = (inputs * certain[:, None]).T @ inputs + np.diag(ridges + 1e-9)
        step = np.linalg.solve(curvature, slope)
        weights -= step / max(1.0, float(np.abs(step).max()) / 5.0)
        if np.abs(step).max() < 1e-8:
            break
    return weights


def background_vectors(embeddings: np.ndarray) -> np.ndarray:
    """Unit vectors [B, D] as int8, each scaled to its own largest number; readers normalise."""
    largest = np.abs(embeddings).max(1, keepdims=True)
    return np.round(embeddings / largest * 127).astype(np.int8)


def choose_beta(data: Labelled, embeddings: np.ndarray, shift: np.ndarray) -> float:
    """The beta with the best recall at high precision on the validation folder."""
    merits = {}
    for beta in BETAS:
        curve = Curve.of(judging.cosine_pairs(data, embeddings, beta * shift))
        merits[beta] = curve.recall_at(0.99) + curve.recall_at(0.999)
        log.info("beta %.2f: %.4f / %.4f", beta, curve.recall_at(0.99), curve.recall_at(0.999))
    return max(merits, key=merits.__getitem__)


def chances(scores: np.ndarray, calibration: dict) -> np.ndarray:
    """Probabilities [P] of scores [P] by the curve in model.json."""
    return 1 / (1 + np.exp(-(scores * calibration["slope"] + calibration["offset"])))


def thresholds(pairs: Pairs, photos: int) -> tuple[dict[str, float], Tail]:
    """Scores for each use, from the tail of unrelated pairs and the scores of true ones."""
    tail = Tail.of(pairs, photos)
    true_scores = np.sort(pairs.score[pairs.right])
    missed = float(true_scores[int(NOMINATE_MISSES * len(true_scores))])
    affordable = body_score(pairs, photos, NOMINATED_PER_PHOTO)
    found = {
        "nominate": max(missed, affordable),
        "edited": tail.score_for(EDITED_WRONG),
        "accept": tail.score_for(ACCEPT_WRONG),
        "same": tail.score_for(SAME_WRONG),
        "similar": body_score(pairs, photos, SIMILAR_PER_PHOTO),
    }
    return {name: round(score, 4) for name, score in found.items()}, tail


def standout(
    data: Labelled, embeddings: np.ndarray, background: Background, levels: dict[str, float]
) -> float:
    """How far pairs must stand out, by the program's own nomination on the labelled folder."""
    ids = np.arange(len(embeddings))
    known = candidates.Embedded(ids, embeddings, background)
    index = ExactIndex(ids, embeddings)
    for candidate in STANDOUTS:
        limits = Thresholds(**levels, standout=float(candidate))
        found = candidates.nominate(known, index, ids, limits, Token())
        group = data.group[found.a]
        right = (group == data.group[found.b]) & (group >= 0)
        wrong = float((~right).sum()) / len(ids)
        log.info("standout %.3f: %d true pairs, %.2f wrong a photo", candidate, right.sum(), wrong)
        if wrong <= STANDING_OUT_PER_PHOTO:
            return round(float(candidate), 4)
    return round(float(STANDOUTS[-1]), 4)


def calibrate(options: argparse.Namespace) -> dict:
    """Fits everything and writes it; returns model.json."""
    from models import export  # what is above needs no torch

    folder: Path = options.model
    card = json.loads((folder / "model.json").read_text())
    session = export.session_of(folder / card["file"])
    size = card["input_size"]
    pictures = export.squares(options.photos, size, options.background, not options.any_photos)
    background = export.embed(session, pictures)
    data = Labelled.read(options.labelled)
    embeddings = export.embed(session, data.squares(size))
    shift = judging.bias(embeddings, background)
    beta = choose_beta(data, embeddings, shift)
    pairs = judging.cosine_pairs(data, embeddings, beta * shift)
    photos = len(data.names)
    levels, tail = thresholds(pairs, photos)
    # Pairs that are never nominated never get a probability: they would only bend the curve.
    asked = pairs.score >= levels["nominate"]
    weights = logistic(pairs.score[asked, None], pairs.right[asked])
    stops = [round(float(stop), 3) for stop in np.linspace(levels["nominate"], levels["same"], 9)]
    norms = np.linalg.norm(background, axis=1, keepdims=True)
    normalised = Background(background / norms, beta, judging.BACKGROUND_K)
    card["thresholds"] = {
        **levels,
        "standout": standout(data, embeddings, normalised, levels),
    }
    card["calibration"] = {
        "slope": round(float(weights[0]), 4),
        "offset": round(float(weights[1]), 4),
        "photos": photos,
        "tail": {"start": round(tail.start, 4), "rate": round(tail.rate, 3)},
        "wrong_pairs_per_10000": {str(stop): round(tail.wrong_at(stop), 3) for stop in stops},
    }
    stored = background_vectors(background)
    np.save(folder / "background.npy", stored)
    digest = hashlib.sha256((folder / "background.npy").read_bytes()).hexdigest()
    card["background"] = {
        "file": "background.npy",
        "sha256": digest,
        "beta": beta,
        "k": judging.BACKGROUND_K,
    }
    (folder / "model.json").write_text(json.dumps(card, indent=2) + "\n")
    export.restamp(folder)
    curve = Curve.of(pairs)
    rows = reliability(chances(pairs.score[asked], card["calibration"]), pairs.right[asked])
    log.info("%s", json.dumps(levels))
    log.info("recall at 0.99 / 0.999: %.4f / %.4f", curve.recall_at(0.99), curve.recall_at(0.999))
    for name, level in levels.items():
        log.info("%s: %s", name, judging.at_threshold(pairs, level))
    log.info("reliability %s", json.dumps([asdict(row) for row in rows]))
    return card


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=Path(__file__).parent)
    parser.add_argument("--photos", nargs="+", type=Path, required=True, help="training photos")
    parser.add_argument("--labelled", type=Path, required=True, help="validation folder")
    parser.add_argument("--any-photos", action="store_true", help="not only the open sources")
    parser.add_argument("--background", type=int, default=2000, help="number of vectors")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    calibrate(parse())

"""Fits the weights of the copy score, from labelled folders.

    python -m models.edits make --photos DIR --out copies
    python -m models.edits make --photos DIR --out bursts --copies 0 --bursts 100
    python -m models.lookalikes --photos DIR --out alike
    python -m models.fit_evidence copies bursts --judged alike --work fit

Folders of `models.everyday` do, too. Of each folder the pairs are aligned that the network
nominates, and all true ones; what lies where is kept in the work folder, so that a run that was
ended goes on from there. The fit is a logistic regression on as many copies as others with a small
ridge. It prints how well it does on subjects that it has not seen, beside the weights that ship;
only with `--write` do the new ones take their place.

Look-alikes are judged, not fitted to: pages of one template agree in their thumbnails, and it is
`simgui.core.matching.doubts` that tells them apart. Weights that try to tell them lose the copies.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.calibrate import logistic
from models.truth import Truth
from simgui.core.errors import UnreadableError
from simgui.core.imaging import decode
from simgui.core.matching import align, copy_score
from simgui.core.matching.candidates import Embedded, nominate
from simgui.core.matching.copy_score import MEASURES, Regression
from simgui.core.metrics import largest_gap, reliability
from simgui.core.neighbours.exact import ExactIndex
from simgui.core.network import model
from simgui.core.network.embed import Embedder
from simgui.core.task import Token

log = logging.getLogger("fit_evidence")

SHIPPED = Path(copy_score.__file__).with_name("copy_score.json")
FOLDS = 5
# Of the standardised measures, per pair. On 5,737 pairs of copies and bursts the log loss held out
# was 0.0043, 0.0051, 0.0064 and 0.0151 with 1e-5 to 1e-2; below 1e-4 weights grow threefold for it.
RIDGE = 1e-4
# A wrong link costs a photo, a missed one some room: seven to three for a copy, as it was before.
TURNS_AT = math.log(7 / 3)
# One to ten: what is left to doubt is settled by a capture time.
DOUBTFUL = math.log(1 / 10)
STEEPNESSES = np.arange(0.2, 8.01, 0.05)
LEAST_CHANCE = 1e-6  # of a probability in the log loss: one wrong pair does not outweigh all


@dataclass(frozen=True)
class Evidence:
    """Aligned pairs that hold enough for the regression to be asked.

    Attributes:
        measures: float64 [P, 14], in the order of `copy_score.MEASURES`.
        right: bool [P], whether the two are copies.
        first, second: str [P], the subjects of the two photos, for the folds.
        kind: str [P], what was done to the copy, or the kind of others.
    """

    measures: np.ndarray
    right: np.ndarray
    first: np.ndarray
    second: np.ndarray
    kind: np.ndarray

    @staticmethod
    def joined(parts: list[Evidence]) -> Evidence:
        """Those of several folders."""
        names = Evidence.__dataclass_fields__
        return Evidence(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))

    def where(self, chosen: np.ndarray) -> Evidence:
        """Those of a bool [P]."""
        return Evidence(*(getattr(self, name)[chosen] for name in Evidence.__dataclass_fields__))

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        part = path.with_suffix(".part.npz")
        np.savez(part, **{name: getattr(self, name) for name in Evidence.__dataclass_fields__})
        part.replace(path)

    @staticmethod
    def load(path: Path) -> Evidence:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return Evidence(*(stored[name] for name in Evidence.__dataclass_fields__))


def nominated(folder: Path, description: Path) -> tuple[dict[str, bytes], set[tuple[str, str]]]:
    """The stored thumbnail of each picture of a folder, and the pairs that the network asks for."""
    info = model.load(str(description))
    embedder = Embedder(info, threads=1)
    names, thumbnails, vectors = [], [], []
    for path in sorted(folder.iterdir()):
        try:
            read = decode.read(str(path), embed_px=info.input_size)
        except UnreadableError:
            continue
        names.append(path.name)
        thumbnails.append(read.thumbnail)
        vectors.append(embedder.embed(read.array[None])[0])
    ids = np.arange(len(names))
    found = nominate(
        Embedded(ids, np.stack(vectors), model.load_background(info)),
        ExactIndex(ids, np.stack(vectors)),
        ids,
        info.thresholds,
        Token(),
    )
    pairs = {(names[a], names[b]) for a, b in zip(found.a, found.b, strict=True)}
    return dict(zip(names, thumbnails, strict=True)), pairs


def collected(folder: Path, description: Path, threads: int) -> Evidence:
    """Align the pairs of a labelled folder."""
    truth = Truth(folder)
    thumbnails, pairs = nominated(folder, description)
    known = {pair for pair in truth.true_pairs() if all(name in thumbnails for name in pair)}
    wanted = sorted({(min(pair), max(pair)) for pair in pairs | known})

    def prepared(stored: bytes) -> align.Features | None:
        try:
            return align.features(align.decoded(stored), stored)
        except ValueError:
            return None  # hardly any pixels

    def measured(pair: tuple[str, str]) -> list[float] | None:
        a, b = (features[name] for name in pair)
        finding = align.align(a, b) if a and b else None
        if finding is None or not copy_score.holds_enough(finding):
            return None
        return list(copy_score.measures(finding).values())

    with ThreadPoolExecutor(threads) as pool:
        features = dict(zip(thumbnails, pool.map(prepared, thumbnails.values()), strict=True))
        rows = list(pool.map(measured, wanted))
    kept = [(pair, row) for pair, row in zip(wanted, rows, strict=True) if row is not None]
    log.info("%s: %d of %d pairs hold enough", folder.name, len(kept), len(wanted))
    return Evidence(
        np.array([row for _, row in kept], np.float64).reshape(-1, len(MEASURES)),
        np.array([truth.is_copy(*pair) for pair, _ in kept], bool),
        np.array([truth.subject(a) for (a, _), _ in kept], str),
        np.array([truth.subject(b) for (_, b), _ in kept], str),
        np.array([truth.change(*pair) for pair, _ in kept], str),
    )


def log_odds(evidence: Evidence, weights: np.ndarray, offset: float) -> np.ndarray:
    """Float64 [P]."""
    return np.asarray(evidence.measures @ weights + offset)


def chances(totals: np.ndarray, steepness: float, turns_at: float) -> np.ndarray:
    """Probabilities [P] of log odds, as `copy_score.weigh` gives them."""
    return 1 / (1 + np.exp(-np.clip(steepness * (totals - turns_at), -40, 40)))


def log_loss(probability: np.ndarray, right: np.ndarray) -> float:
    """Mean of -log of the probability of what was so, in nats."""
    said = np.clip(np.where(right, probability, 1 - probability), LEAST_CHANCE, 1)
    return float(-np.log(said).mean())


def fitted(evidence: Evidence) -> tuple[np.ndarray, float]:
    """Weights [14] and offset, of as many copies as others.

    Raises:
        ValueError: There are no copies, or nothing but copies.
    """
    right = evidence.right
    if right.all() or not right.any():
        raise ValueError("copies and other pictures are both needed")
    mean, spread = evidence.measures.mean(0), evidence.measures.std(0)
    spread[spread == 0] = 1.0
    share = np.where(right, 0.5 / right.mean(), 0.5 / (1 - right.mean()))
    standard = (evidence.measures - mean) / spread
    found = logistic(standard, right, share=share, ridge=RIDGE * len(right))
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def steepness_of(totals: np.ndarray, right: np.ndarray) -> float:
    """What makes the probability fit best, where the verdict stays."""
    losses = [log_loss(chances(totals, float(s), TURNS_AT), right) for s in STEEPNESSES]
    return float(STEEPNESSES[int(np.argmin(losses))])


def folds(evidence: Evidence, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs to fit to and pairs held out, bool [P] each: no subject is in both."""
    subjects = np.unique(np.concatenate([evidence.first, evidence.second]))
    fold = dict(zip(subjects, np.random.default_rng(seed).permutation(len(subjects)), strict=True))
    first, second = (
        np.array([fold[name] % FOLDS for name in side], int)
        for side in (evidence.first, evidence.second)
    )
    for number in range(FOLDS):
        yield (first != number) & (second != number), first == number


def held_out(evidence: Evidence, seed: int) -> np.ndarray:
    """Log odds [P] of each pair, by weights fitted to other subjects."""
    totals = np.empty(len(evidence.right))
    for fit_to, held in folds(evidence, seed):
        totals[held] = log_odds(evidence.where(held), *fitted(evidence.where(fit_to)))
    return totals


def judged(name: str, probability: np.ndarray, evidence: Evidence) -> Iterator[str]:
    """Lines on probabilities [P]: log loss, links and misses, and the calibration by kind."""
    right, linked = evidence.right, probability > 0.5
    wrong = int((linked & ~right).sum())
    precision = 1 - wrong / max(1, int(linked.sum()))
    recall = f"{float(linked[right].mean()):.4f}" if right.any() else "-"
    yield (
        f"{name}: log loss {log_loss(probability, right):.4f}, precision {precision:.4f} "
        f"({wrong} wrong), recall {recall}"
    )
    for kind in np.unique(evidence.kind):
        of_kind = evidence.kind == kind
        gap = largest_gap(reliability(probability[of_kind], right[of_kind]))
        off = int((linked != right)[of_kind].sum())
        yield f"  {kind}: {int(of_kind.sum())} pairs, {off} wrongly judged, gap {gap:.3f}"


def said_by_shipped(evidence: Evidence) -> np.ndarray:
    """Probabilities [P] by the weights that ship."""
    shipped = copy_score.shipped()
    totals = log_odds(evidence, np.array(list(shipped.weights.values())), shipped.offset)
    return chances(totals, shipped.steepness, shipped.turns_at)


def fit(
    evidence: Evidence, others: Evidence | None, seed: int
) -> tuple[dict[str, object], list[str]]:
    """What goes into the file, and the lines to print; `others` are judged alone."""
    said_before = said_by_shipped(evidence)
    unseen = held_out(evidence, seed)
    steepness = steepness_of(unseen, evidence.right)
    weights, offset = fitted(evidence)
    now = chances(log_odds(evidence, weights, offset), steepness, TURNS_AT)
    lines = [
        f"{len(evidence.right)} pairs, {int(evidence.right.sum())} of them copies",
        *judged("shipped", said_before, evidence),
        *judged("refitted, held out", chances(unseen, steepness, TURNS_AT), evidence),
        f"largest change of a probability: {float(np.abs(now - said_before).max()):.3f}",
    ]
    if others is not None:
        said = chances(log_odds(others, weights, offset), steepness, TURNS_AT)
        lines += judged("judged alone, shipped", said_by_shipped(others), others)
        lines += judged("judged alone, refitted", said, others)
    described: dict[str, object] = {
        "weights": {n: round(float(w), 4) for n, w in zip(MEASURES, weights, strict=True)},
        "offset": round(offset, 4),
        "turns_at": round(TURNS_AT, 4),
        "doubtful": round(DOUBTFUL, 4),
        "steepness": round(steepness, 2),
    }
    return described, lines


def evidence_of(folder: Path, options: argparse.Namespace) -> Evidence:
    """That of a folder, aligned now or kept from before."""
    kept: Path = options.work / f"{folder.name}.npz"
    if not kept.exists():
        collected(folder, options.model, options.threads).save(kept)
    return Evidence.load(kept)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="labelled folders")
    parser.add_argument("--judged", nargs="*", type=Path, default=[], help="not fitted to")
    parser.add_argument("--work", type=Path, required=True, help="keeps what was aligned")
    parser.add_argument("--model", type=Path, default=Path(__file__).with_name("model.json"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="of the folds")
    parser.add_argument("--write", action="store_true", help="replace the weights that ship")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    fit_to, others = (
        [evidence_of(folder.resolve(), options) for folder in folders]
        for folders in (options.folders, options.judged)
    )
    judged_alone = Evidence.joined(others) if others else None
    described, lines = fit(Evidence.joined(fit_to), judged_alone, options.seed)
    text = json.dumps(described, indent=2) + "\n"
    target = SHIPPED if options.write else options.work / SHIPPED.name
    target.write_text(text)
    Regression.load(str(target))
    log.info("\n".join([*lines, f"written to {target}"]))
    (options.work / "log.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

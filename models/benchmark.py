"""One table of all methods on the same photos, each at its own best threshold.

    python -m models.benchmark --validation DIR --test DIR --card models/README.md

Both folders come from `models.edits make`, of different subjects. Every method's threshold is the
one with the best F1 on the validation folder; figures are of the test folder, with bootstrap
intervals over subjects. Local methods cost a millisecond a pair, so they are compared with ours
on all pairs of a smaller part.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from models import baselines, calibrate, export, judging
from models.judging import Curve, Labelled, Pairs
from simgui.core.metrics import Bin, reliability

log = logging.getLogger("benchmark")

LIBRARY = 10_000
RESAMPLES = 200
# Larger side of the photos that classical methods see; ours sees its own input size.
PHOTO_PX = 400


@dataclass
class Row:
    """A line of the table.

    Attributes:
        name: the method.
        threshold: best on the validation folder.
        figures: of the test folder at that threshold.
        interval: 95 % interval of F1 over subjects.
        by_edit: recall of copies by edit.
        curve: precision and recall on the test folder, for the plot.
        reliability: probability said and share of right pairs, by probability.
    """

    name: str
    threshold: float
    figures: dict[str, float]
    interval: tuple[float, float]
    by_edit: dict[str, float] = field(default_factory=dict)
    curve: Curve | None = None
    reliability: tuple[Bin, ...] = ()


def judged(
    name: str, validation: Pairs, test: Pairs, data: Labelled, ms: float, threshold: float | None
) -> Row:
    """Figures of one method from its ordered pairs on both folders."""
    if threshold is None:
        threshold = Curve.of(validation).best()[1]
    curve = Curve.of(test)
    figures = judging.at_threshold(test, threshold)
    count = len(data.names)
    pairs = count * (count - 1) / 2
    missed = test.total - figures["hits"]
    figures["accuracy"] = 1 - (figures["wrong"] + missed) / pairs
    figures["uap"] = judging.average_precision(test)
    figures["r99"], figures["r999"] = curve.recall_at(0.99), curve.recall_at(0.999)
    figures["wrong_10k"] = figures["wrong"] * (LIBRARY / count) ** 2
    figures["ms"] = ms
    interval = bootstrap(test, threshold, data)
    by_edit = judging.recall_by_edit(data, test, threshold)
    log.info("%s: F1 %.4f", name, figures["f1"])
    return Row(name, threshold, figures, interval, by_edit, curve)


def bootstrap(pairs: Pairs, threshold: float, data: Labelled) -> tuple[float, float]:
    """95 % interval of F1 when subjects are resampled (an unrelated photo is a subject)."""
    rng = np.random.default_rng(0)
    group = data.group.copy()
    alone = group < 0
    group[alone] = group.max() + 1 + np.arange(alone.sum())
    subjects = int(group.max()) + 1
    above = pairs.score >= threshold
    first, second = group[pairs.first[above]], group[pairs.second[above]]
    right = pairs.right[above]
    sizes = np.bincount(group[~alone], minlength=subjects)
    true_pairs = sizes * (sizes - 1) // 2
    values = []
    for _ in range(RESAMPLES):
        weight = np.bincount(rng.integers(subjects, size=subjects), minlength=subjects)
        hits = weight[first[right]].sum()
        wrong = (weight[first[~right]] * weight[second[~right]]).sum()
        total = (true_pairs * weight).sum()
        values.append(2 * hits / max(1, hits + wrong + total))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def timed(function: Callable, photos: list) -> tuple[list, float]:
    """Results of `function` for every photo, and ms a photo."""
    start = time.perf_counter()
    results = [function(photo) for photo in photos]
    return results, 1e3 * (time.perf_counter() - start) / len(photos)


def random_weights(path: Path) -> onnx.ModelProto:
    """Our graph with weights drawn by He's rule: what the architecture alone can do."""
    rng = np.random.default_rng(0)
    model = onnx.load(path)
    for item in model.graph.initializer:
        value = numpy_helper.to_array(item)
        if item.name.endswith(".weight"):
            scale = np.sqrt(2 / np.prod(value.shape[1:]))
            drawn = (rng.standard_normal(value.shape) * scale).astype(np.float32)
            item.CopyFrom(numpy_helper.from_array(drawn, item.name))
        elif item.name.endswith(".bias"):
            item.CopyFrom(numpy_helper.from_array(np.zeros_like(value), item.name))
    return model


@dataclass
class Network:
    """Our network on both folders: embeddings, biases and ms a photo."""

    validation: np.ndarray
    test: np.ndarray
    shift: tuple[np.ndarray, np.ndarray]
    ms: float


def run_network(source, card: dict, squares: tuple, background: np.ndarray) -> Network:
    """Embeds both folders with an ONNX file or model."""
    session = export.session_of(source)
    start = time.perf_counter()
    validation, test = (export.embed(session, part) for part in squares)
    ms = 1e3 * (time.perf_counter() - start) / sum(map(len, squares))
    beta, k = card["background"]["beta"], card["background"]["k"]
    shift = tuple(beta * judging.bias(part, background, k) for part in (validation, test))
    return Network(validation, test, shift, ms)


def our_rows(folder: Path, card: dict, squares: tuple, data: tuple) -> tuple[list[Row], Network]:
    """fp32 and int8 with and without normalisation, and the network with random weights."""
    background = np.load(folder / card["background"]["file"]).astype(np.float32)
    background /= np.linalg.norm(background, axis=1, keepdims=True)
    rows, kept = [], None
    variants: list[tuple[str, object]] = [("simgui fp32", folder / card["file"])]
    if "int8" in card:
        variants.append(("simgui int8", folder / card["int8"]["file"]))
    variants.append(("random weights", random_weights(folder / card["file"])))
    for name, source in variants:
        network = run_network(source, card, squares, background)
        kept = kept or network
        plain = [
            judging.cosine_pairs(part, vectors)
            for part, vectors in zip(data, (network.validation, network.test), strict=True)
        ]
        rows.append(judged(f"{name}, cosine", *plain, data[1], network.ms, None))
        if name.startswith("random"):
            continue
        scored = [
            judging.cosine_pairs(part, vectors, shift)
            for part, vectors, shift in zip(
                data, (network.validation, network.test), network.shift, strict=True
            )
        ]
        rows.append(judged(f"{name}, normalised", *scored, data[1], network.ms, None))
        if name.endswith("fp32"):
            level = card["thresholds"]["edited"]
            row = judged(f"{name}, shipped threshold", *scored, data[1], network.ms, level)
            asked = scored[1].score >= card["thresholds"]["nominate"]
            said = calibrate.chances(scored[1].score[asked], card["calibration"])
            row.reliability = reliability(said, scored[1].right[asked])
            rows.append(row)
    assert kept is not None
    return rows, kept


def program_rows(folder: Path, card: dict, data: Labelled) -> list[Row]:
    """The whole program at its default setting: nomination, verification and groups."""
    rows = []
    for name, entry in (("fp32", card), ("int8", card.get("int8"))):
        if entry is None:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            place = Path(scratch, "model")
            place.mkdir()
            for file in (entry["file"], card["background"]["file"]):
                shutil.copy(folder / file, place)
            alone = {key: value for key, value in {**card, **entry}.items() if key != "int8"}
            (place / "model.json").write_text(json.dumps(alone))
            rows.append(program_row(f"simgui {name}, whole program", place, Path(scratch), data))
    return rows


def program_row(name: str, model: Path, scratch: Path, data: Labelled) -> Row:
    """Judges what the program itself says of the folder."""
    options = ["--library", str(scratch / "library"), "--model", str(model / "model.json")]
    program = [sys.executable, "-m", "simgui"]
    truth = ["--truth", str(data.root / "truth.json"), "--json", str(scratch / "figures.json")]
    subprocess.run([*program, "evaluate", str(data.root), *truth, *options], check=True)
    said = ["--json", str(scratch / "groups.json")]
    subprocess.run([*program, "scan", str(data.root), *said, *options], check=False)
    figures = json.loads((scratch / "figures.json").read_text())
    place = {file: number for number, file in enumerate(data.names)}
    linked = set()
    for group in json.loads((scratch / "groups.json").read_text())["groups"]:
        members = sorted(place.get(Path(photo["path"]).name, -1) for photo in group["photos"])
        linked |= set(combinations([member for member in members if member >= 0], 2))
    ends = np.array(sorted(linked), np.int64).reshape(-1, 2)
    first, second = ends[:, 0], ends[:, 1]
    right = (data.group[first] == data.group[second]) & (data.group[first] >= 0)
    pairs = Pairs(first, second, np.ones(len(ends), np.float32), right, data.positives())
    row = judged(name, pairs, pairs, data, 1e3 / figures["photos_per_second"], 1.0)
    row.curve = None
    row.figures["uap"] = figures["uap"]
    row.figures["r99"] = figures["recall_at_precision_0.99"]
    row.figures["r999"] = figures["recall_at_precision_0.999"]
    row.reliability = tuple(Bin(**part) for part in figures["reliability"])
    return row


def global_rows(data: tuple, pictures: tuple) -> list[Row]:
    """Hashes and the histogram."""
    rows = []
    for method in baselines.global_methods():
        parts, cost = [], 0.0
        for labelled, photos in zip(data, pictures, strict=True):
            found, cost = timed(method.describe, photos)
            parts.append(judging.cosine_pairs(labelled, np.stack(found)))
        rows.append(judged(method.name, *parts, data[1], cost, None))
    return rows


def subset(data: Labelled, groups: int, copies: int, others: int) -> np.ndarray:
    """Indices of a smaller folder: the first copies of the first groups, and unrelated photos."""
    chosen: list[int] = []
    for group in np.unique(data.group[data.group >= 0])[:groups]:
        members = np.nonzero(data.group == group)[0].tolist()
        members.sort(key=lambda place: data.edits[place] != "original")
        chosen += members[: copies + 1]
    chosen += np.nonzero(data.group < 0)[0][:others].tolist()
    return np.array(sorted(chosen))


def part_of(data: Labelled, chosen: np.ndarray) -> Labelled:
    """The folder reduced to some of its photos."""
    return Labelled(
        [data.names[i] for i in chosen],
        data.group[chosen],
        [data.edits[i] for i in chosen],
        data.root,
    )


def local_rows(data: tuple, pictures: tuple, network: Network, options) -> list[Row]:
    """Local methods and ours on all pairs of a smaller part of both folders."""
    chosen = [subset(part, options.local_groups, 3, options.local_others) for part in data]
    parts = tuple(part_of(part, some) for part, some in zip(data, chosen, strict=True))
    vectors = (network.validation, network.test)
    scored = [
        judging.cosine_pairs(part, vector[some], shift[some])
        for part, some, vector, shift in zip(parts, chosen, vectors, network.shift, strict=True)
    ]
    rows = [judged("simgui fp32, normalised", *scored, parts[1], network.ms, None)]
    described: dict[Callable, list] = {}
    for method in baselines.local_methods():
        results, cost, pair_cost = [], 0.0, 0.0
        for place, part in enumerate(parts):
            key = (method.describe, place)
            if key not in described:
                photos = [pictures[place][i] for i in chosen[place]]
                described[key] = timed(method.describe, photos)
            found, cost = described[key]
            start = time.perf_counter()
            pairs = judging.top_pairs(part, local_scores(method, found))
            pair_cost = 1e3 * (time.perf_counter() - start) / (len(found) ** 2 / 2)
            results.append(pairs)
        row = judged(method.name, *results, parts[1], cost, None)
        row.figures["ms_pair"] = pair_cost
        rows.append(row)
    return rows


def local_scores(method: baselines.Local, found: list) -> Callable[[int, int], np.ndarray]:
    """Rows of scores, upper triangle only (the lower one is never read)."""

    def rows(start: int, stop: int) -> np.ndarray:
        scores = np.full((stop - start, len(found)), -1.0, np.float32)
        for i in range(start, stop):
            for j in range(i + 1, len(found)):
                scores[i - start, j] = baselines.agreement(method, found[i], found[j])
        return scores

    return rows


def retrieval(data: Labelled, vectors: np.ndarray, counts: tuple[int, ...]) -> list[dict]:
    """Top-N retrieval as in papers: each original asks, its copies are what is sought.

    Accuracy counts every photo as taken or left; by cosine and by Euclidean distance.
    """
    queries = [i for i, edit in enumerate(data.edits) if edit == "original"]
    rows = []
    for metric in ("cosine", "euclidean"):
        asked = vectors[queries]
        if metric == "cosine":
            scores = asked @ vectors.T
        else:
            scores = -np.sqrt(np.maximum(0, 2 - 2 * asked.astype(np.float64) @ vectors.T))
        scores[np.arange(len(queries)), queries] = -np.inf
        order = np.argsort(-scores, axis=1, kind="stable")
        for count in counts:
            hits = (data.group[order[:, :count]] == data.group[queries][:, None]).sum(1)
            sought = np.array([(data.group == data.group[i]).sum() - 1 for i in queries])
            precision, recall = (hits / count).mean(), (hits / sought).mean()
            wrong = count - hits + sought - hits
            rows.append(
                {
                    "metric": metric,
                    "n": count,
                    "accuracy": float(1 - (wrong / (len(data.names) - 1)).mean()),
                    "precision": float(precision),
                    "recall": float(recall),
                    "f1": float(2 * precision * recall / max(1e-9, precision + recall)),
                }
            )
    return rows


def run(options: argparse.Namespace) -> None:
    """Measures everything and writes table, figures and plots."""
    from models import report

    start = time.perf_counter()
    card = json.loads((options.model / "model.json").read_text())
    data = tuple(Labelled.read(folder) for folder in (options.validation, options.test))
    squares = tuple(part.squares(card["input_size"]) for part in data)
    rows, network = our_rows(options.model, card, squares, data)
    rows = program_rows(options.model, card, data[1]) + rows
    pictures = tuple(part.pictures(PHOTO_PX) for part in data)
    rows += global_rows(data, pictures)
    locals_ = local_rows(data, pictures, network, options) if options.local_groups else []
    top = retrieval(data[1], network.test, (1, 4, 8))
    minutes = (time.perf_counter() - start) / 60
    lines = report.write(options.out, card, data, rows, locals_, top, minutes)
    if options.card:
        plots = Path(os.path.relpath(options.out, options.card.parent)).as_posix()
        report.into_card(options.card, lines, plots)


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=Path(__file__).parent)
    parser.add_argument("--validation", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "plots")
    parser.add_argument("--card", type=Path, help="put the results into this model card")
    parser.add_argument("--local-groups", type=int, default=30, help="0: no local methods")
    parser.add_argument("--local-others", type=int, default=60)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run(parse())

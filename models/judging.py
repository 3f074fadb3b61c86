"""Labelled folders, embeddings of them, and figures over pairs; shared by calibration and table."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from models import photos

# The nearest background vectors that make up a photo's bias.
BACKGROUND_K = 3


@dataclass
class Labelled:
    """A folder written by `models.edits make`.

    Attributes:
        names: file names, sorted.
        group: int [N], -1 where a photo belongs to nothing.
        edits: name of the edit of each file, empty for unrelated ones.
        root: the folder.
    """

    names: list[str]
    group: np.ndarray
    edits: list[str]
    root: Path

    @staticmethod
    def read(root: Path) -> Labelled:
        """Reads truth.json and the list of files."""
        truth = json.loads((root / "truth.json").read_text())
        names = sorted(path.name for path in root.iterdir() if path.name != "truth.json")
        group = np.array([truth["groups"].get(name, -1) for name in names])
        return Labelled(names, group, [truth["edits"].get(name, "") for name in names], root)

    def squares(self, size: int) -> np.ndarray:
        """Decodes as the program does: uint8 [N, size, size, 3]."""
        read = [(self.root / name).read_bytes() for name in self.names]
        pairs = zip(self.names, read, strict=True)
        return np.stack([photos.square(name, content, size) for name, content in pairs])

    def pictures(self, most_px: int) -> list[np.ndarray]:
        """Decoded photos, larger side at most `most_px`, uint8 [h, w, 3] each."""
        _register()
        result = []
        for name in self.names:
            picture = photos.upright_rgb((self.root / name).read_bytes())
            picture.thumbnail((most_px, most_px), Image.Resampling.BOX)
            result.append(np.asarray(picture))
        return result

    def positives(self) -> int:
        """Number of true pairs."""
        _, counts = np.unique(self.group[self.group >= 0], return_counts=True)
        return int((counts * (counts - 1) // 2).sum())


@dataclass
class Pairs:
    """Pairs i < j worth looking at (the best-scored), with score and truth.

    Attributes:
        first, second: int [P] indices.
        score: float [P], higher means more alike.
        right: bool [P].
        total: number of true pairs, listed or not.
    """

    first: np.ndarray
    second: np.ndarray
    score: np.ndarray
    right: np.ndarray
    total: int

    def ordered(self) -> Pairs:
        """The same, best first; among equal scores wrong ones first, so ties flatter no one."""
        order = np.lexsort((self.right, -self.score))
        return Pairs(
            self.first[order], self.second[order], self.score[order], self.right[order], self.total
        )


def _register() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()


def bias(embeddings: np.ndarray, background: np.ndarray, k: int = BACKGROUND_K) -> np.ndarray:
    """Mean cosine of each [N, D] with its k nearest of the background [B, D]; float [N]."""
    result = np.empty(len(embeddings), np.float32)
    for start in range(0, len(embeddings), 1024):
        near = embeddings[start : start + 1024] @ background.T
        result[start : start + 1024] = np.partition(near, -k, axis=1)[:, -k:].mean(1)
    return result


def top_pairs(
    data: Labelled, score_rows: Callable[[int, int], np.ndarray], most: int = 300_000
) -> Pairs:
    """The best-scored pairs of all, and every true pair.

    Args:
        data: the labelled folder.
        score_rows: (start, stop) -> float [stop - start, N], scores of these rows with all.
        most: how many wrong pairs are kept.
    """
    count = len(data.names)
    first, second, score, right = [], [], [], []
    floor = -np.inf
    for start in range(0, count, 512):
        stop = min(count, start + 512)
        rows = score_rows(start, stop)
        i, j = np.arange(start, stop)[:, None], np.arange(count)[None]
        same = (data.group[i] == data.group[j]) & (data.group[i] >= 0)
        wanted = (j > i) & (same | (rows > floor))
        at = np.nonzero(wanted)
        first.append(at[0] + start)
        second.append(at[1])
        score.append(rows[at].astype(np.float32))
        right.append(same[at])
        if sum(map(len, score)) > 3 * most:
            parts = [np.concatenate(part) for part in (first, second, score, right)]
            wrong = parts[2][~parts[3]]
            if len(wrong) > most:
                floor = float(np.partition(wrong, -most)[-most])
            chosen = parts[3] | (parts[2] > floor)
            first, second, score, right = ([part[chosen]] for part in parts)
    parts = [np.concatenate(part) for part in (first, second, score, right)]
    return Pairs(parts[0], parts[1], parts[2], parts[3], data.positives()).ordered()


def cosine_pairs(data: Labelled, embeddings: np.ndarray, shift: np.ndarray | None = None) -> Pairs:
    """Pairs by cosine, less the mean of both photos' `shift` [N] (beta times bias) if given."""
    half = np.zeros(len(embeddings), np.float32) if shift is None else shift / 2

    def score_rows(start: int, stop: int) -> np.ndarray:
        return embeddings[start:stop] @ embeddings.T - half[start:stop, None] - half[None]

    return top_pairs(data, score_rows)


@dataclass
class Curve:
    """Precision and recall at every cut of ordered pairs."""

    precision: np.ndarray
    recall: np.ndarray
    score: np.ndarray

    @staticmethod
    def of(pairs: Pairs) -> Curve:
        """Curve of pairs that are ordered best first."""
        hits = np.cumsum(pairs.right)
        seen = np.arange(1, len(hits) + 1)
        return Curve(hits / seen, hits / max(1, pairs.total), pairs.score)

    def recall_at(self, precision: float) -> float:
        """Highest recall with at least this precision."""
        good = self.recall[self.precision >= precision]
        return float(good.max()) if len(good) else 0.0

    def threshold_at(self, precision: float) -> float:
        """Lowest score at which the pairs above it reach this precision."""
        good = np.nonzero(self.precision >= precision)[0]
        return float(self.score[good[-1]]) if len(good) else float("inf")

    def best(self) -> tuple[float, float]:
        """Largest F1 and its score."""
        f1 = 2 * self.precision * self.recall / np.maximum(self.precision + self.recall, 1e-9)
        place = int(f1.argmax())
        return float(f1[place]), float(self.score[place])


def average_precision(pairs: Pairs) -> float:
    """Micro average precision over all pairs (uAP)."""
    curve = Curve.of(pairs)
    return float(curve.precision[pairs.right].sum() / max(1, pairs.total))


def at_threshold(pairs: Pairs, threshold: float) -> dict[str, float]:
    """Precision, recall, F1 and number of wrong pairs at or above a score."""
    above = pairs.score >= threshold
    hits = int((above & pairs.right).sum())
    wrong = int((above & ~pairs.right).sum())
    precision = hits / max(1, hits + wrong)
    recall = hits / max(1, pairs.total)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "wrong": wrong, "hits": hits}


def recall_by_edit(data: Labelled, pairs: Pairs, threshold: float) -> dict[str, float]:
    """For each edit, the share of its copies linked straight to their original."""
    original = {
        int(group): place
        for place, (group, edit) in enumerate(zip(data.group, data.edits, strict=True))
        if edit == "original"
    }
    above = pairs.right & (pairs.score >= threshold)
    linked = set(zip(pairs.first[above].tolist(), pairs.second[above].tolist(), strict=True))
    found: dict[str, list[bool]] = {}
    for place, (group, edit) in enumerate(zip(data.group.tolist(), data.edits, strict=True)):
        if edit in ("", "original"):
            continue
        source = original[group]
        name = "chain" if "+" in edit else edit
        found.setdefault(name, []).append((min(place, source), max(place, source)) in linked)
    return {name: float(np.mean(values)) for name, values in sorted(found.items())}

"""Measures groups and scores against labels: pure functions on names and arrays.

Pairwise figures count the pairs of names that share a group. B-cubed: Bagga and Baldwin,
"Entity-based cross-document coreferencing using the vector space model" (1998). Micro average
precision over all pairs: as in Facebook's image similarity challenge (Douze et al., 2021).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_FEWEST_IN_BIN = 20  # pairs; fewer say nothing about a share of 5 %

UNTOUCHED = frozenset({"", "none", "original"})
"""Names of edits that mean: this is the photo the others were made from."""


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Counts of photo pairs: found or not, true or not."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def accuracy(self) -> float:
        """Share of all pairs that are judged right; 1.0 of no pairs."""
        right = self.true_positive + self.true_negative
        return _ratio(right, right + self.false_positive + self.false_negative)

    @property
    def precision(self) -> float:
        """Share of the linked pairs that are right; 1.0 if none is linked."""
        return _ratio(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float:
        """Share of the true pairs that are linked; 1.0 if there are none."""
        return _ratio(self.true_positive, self.true_positive + self.false_negative)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Means over queries of what the first N answers hold."""

    n: int
    accuracy: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """Pairs with a score, higher meaning more alike; pairs not listed score below all of these."""

    first: Sequence[str]
    second: Sequence[str]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of about one probability.

    Attributes:
        said: Their mean probability.
        was: Share of them that are right.
        pairs: How many they are.
    """

    said: float
    was: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything `judge` finds out.

    Attributes:
        photos: Number of names judged.
        average_precision: Micro average precision (uAP) of the scored pairs.
        recall_at_99: Highest recall at a precision of at least 0.99; `recall_at_999` likewise.
        recall_by_edit: For each edit, the share of the photos so edited that are linked to the
            untouched photo of their group (to each group mate where none is untouched).
        wrong_per_10k: Wrong links for every 10,000 photos.
        reliability: What the probabilities of pairs are worth, by probability.
        originals: Groups found that hold an untouched photo and an edited one.
        originals_kept: In how many of them an untouched one is kept.
    """

    photos: int
    pairs: PairCounts
    b_cubed_precision: float
    b_cubed_recall: float
    b_cubed_f1: float
    average_precision: float
    recall_at_99: float
    recall_at_999: float
    wrong_per_10k: float
    recall_by_edit: dict[str, float] = field(default_factory=dict)
    reliability: tuple[Bin, ...] = ()
    originals: int = 0
    originals_kept: int = 0

    @property
    def largest_gap(self) -> float:
        """Largest difference between a probability that was said and the share of right pairs."""
        return largest_gap(self.reliability)


def judge(
    names: Iterable[str],
    found: Mapping[str, Hashable],
    truth: Mapping[str, Hashable],
    scored: ScoredPairs,
    edits: Mapping[str, str] | None = None,
    likely: ScoredPairs | None = None,
    keepers: Collection[str] = (),
) -> Report:
    """Compare groups and scores with the truth.

    Args:
        names: All photos that were judged.
        found: Group of each grouped photo; the others stand alone.
        truth: Subject of each labelled photo; the others have a subject of their own.
        scored: Scored pairs of these names, for the figures over all thresholds.
        edits: What was done to a photo, for the recall by edit.
        likely: Pairs of these names with the probability that was said of each.
        keepers: The photo of each group that is kept.
    """
    everyone = sorted(set(names))
    said, so = _labels(everyone, found), _labels(everyone, truth)
    counts = pair_counts(said, so)
    precision, recall = b_cubed(said, so)
    place = {name: i for i, name in enumerate(everyone)}

    def truth_of(pairs: ScoredPairs) -> NDArray[np.bool_]:
        first = np.array([place[name] for name in pairs.first], np.int64)
        second = np.array([place[name] for name in pairs.second], np.int64)
        same: NDArray[np.bool_] = so[first] == so[second]
        return same

    is_true = truth_of(scored)
    positives = counts.true_positive + counts.false_negative
    originals = _originals(found, edits or {})
    return Report(
        photos=len(everyone),
        pairs=counts,
        b_cubed_precision=precision,
        b_cubed_recall=recall,
        b_cubed_f1=_harmonic(precision, recall),
        average_precision=average_precision(scored.scores, is_true, positives),
        recall_at_99=recall_at_precision(scored.scores, is_true, positives, 0.99),
        recall_at_999=recall_at_precision(scored.scores, is_true, positives, 0.999),
        wrong_per_10k=10_000 * counts.false_positive / max(1, len(everyone)),
        recall_by_edit=_recall_by_edit(everyone, said, so, edits or {}),
        reliability=reliability(likely.scores, truth_of(likely)) if likely else (),
        originals=len(originals),
        originals_kept=sum(not untouched.isdisjoint(keepers) for untouched in originals),
    )


def pair_counts(found: NDArray[np.int64], truth: NDArray[np.int64]) -> PairCounts:
    """Count pairs that share a group by what was found and by the truth.

    Args:
        found: int64 [n], the group of each photo; one that stands alone has a number of its own.
        truth: int64 [n], the subject of each photo.
    """
    both = Counter(zip(found.tolist(), truth.tolist(), strict=True))
    linked = sum(_pairs(size) for size in Counter(found.tolist()).values())
    related = sum(_pairs(size) for size in Counter(truth.tolist()).values())
    right = sum(_pairs(size) for size in both.values())
    total = _pairs(len(found))
    return PairCounts(right, linked - right, related - right, total - linked - related + right)


def b_cubed(found: NDArray[np.int64], truth: NDArray[np.int64]) -> tuple[float, float]:
    """B-cubed precision and recall of groups, arguments as for `pair_counts`; 1.0 of no photos."""
    if len(found) == 0:
        return 1.0, 1.0
    both = Counter(zip(found.tolist(), truth.tolist(), strict=True))
    in_group, in_subject = Counter(found.tolist()), Counter(truth.tolist())
    precision = sum(n * n / in_group[group] for (group, _), n in both.items())
    recall = sum(n * n / in_subject[subject] for (_, subject), n in both.items())
    return precision / len(found), recall / len(found)


def average_precision(
    scores: NDArray[np.float64], is_true: NDArray[np.bool_], positives: int
) -> float:
    """Micro average precision: the mean over all true pairs of the precision where each stands.

    Pairs of equal score stand together, at the precision after the last of them, so that the order
    of ties can't flatter. True pairs without a score count as never found.

    Args:
        scores: float64 [m].
        is_true: bool [m].
        positives: Number of true pairs, scored or not.
    """
    if positives == 0:
        return 1.0
    hits, seen = _at_each_score(scores, is_true)
    gained = np.diff(hits, prepend=0)
    return float((gained * hits / np.maximum(seen, 1)).sum() / positives)


def recall_at_precision(
    scores: NDArray[np.float64], is_true: NDArray[np.bool_], positives: int, precision: float
) -> float:
    """Highest recall of a threshold whose precision is at least `precision`; 0.0 if none has it."""
    if positives == 0:
        return 1.0
    hits, seen = _at_each_score(scores, is_true)
    good = hits >= precision * seen - 1e-9
    return float(hits[good].max(initial=0) / positives)


def reliability(
    probabilities: NDArray[np.float64], is_true: NDArray[np.bool_], *, bins: int = 10
) -> tuple[Bin, ...]:
    """Reliability of the probabilities, in bins of equal width; nearly empty bins are left out.

    Args:
        probabilities: float64 [m], 0..1.
        is_true: bool [m].
        bins: How many.
    """
    places = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    found = []
    for place in range(bins):
        inside = places == place
        count = int(inside.sum())
        if count >= _FEWEST_IN_BIN:
            said, was = float(probabilities[inside].mean()), float(is_true[inside].mean())
            found.append(Bin(said, was, count))
    return tuple(found)


def largest_gap(bins: Iterable[Bin]) -> float:
    """Largest difference between what was said and what was; 0.0 of no bins."""
    return max((abs(part.said - part.was) for part in bins), default=0.0)


def retrieval(
    rankings: Mapping[str, Sequence[str]], truth: Mapping[str, Hashable], n: int
) -> Retrieval:
    """Judge the first n answers to each query, over queries that have a true partner.

    Args:
        rankings: For each query the other names, best first.
        truth: Subject of each name; the candidates of a query are all its other names.
        n: How many answers count.
    """
    size_of = Counter(truth.values())
    rows = []
    for query, ranking in rankings.items():
        partners = size_of[truth[query]] - 1
        if partners < 1:
            continue
        answers = [name for name in ranking if name != query][:n]
        hits = sum(truth.get(name) == truth[query] for name in answers)
        wrong = len(answers) - hits
        missed = partners - hits
        total = len(truth) - 1
        precision, recall = _ratio(hits, len(answers)), hits / partners
        accuracy = (total - wrong - missed) / total
        rows.append((accuracy, precision, recall, _harmonic(precision, recall)))
    if not rows:
        return Retrieval(n, 1.0, 1.0, 1.0, 1.0)
    return Retrieval(n, *(float(mean) for mean in np.mean(rows, axis=0)))


def _labels(names: Sequence[str], groups: Mapping[str, Hashable]) -> NDArray[np.int64]:
    """Number the groups; a name without one gets a number of its own."""
    numbers: dict[Hashable, int] = {}
    labels = [
        numbers.setdefault(("group", groups[name]) if name in groups else ("alone", name), i)
        for i, name in enumerate(names)
    ]
    return np.array(labels, np.int64)


def _originals(found: Mapping[str, Hashable], edits: Mapping[str, str]) -> list[set[str]]:
    """The untouched photos of each group that holds edited ones beside them."""
    untouched: dict[Hashable, set[str]] = defaultdict(set)
    edited: set[Hashable] = set()
    for name, edit in edits.items():
        if name in found and edit in UNTOUCHED:
            untouched[found[name]].add(name)
        elif name in found:
            edited.add(found[name])
    return [names for group, names in untouched.items() if group in edited]


def _recall_by_edit(
    names: Sequence[str],
    found: NDArray[np.int64],
    truth: NDArray[np.int64],
    edits: Mapping[str, str],
) -> dict[str, float]:
    subjects: dict[int, list[int]] = defaultdict(list)
    for i, subject in enumerate(truth.tolist()):
        subjects[subject].append(i)
    linked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for members in subjects.values():
        untouched = [i for i in members if edits.get(names[i], "") in UNTOUCHED]
        for i in members:
            edit = edits.get(names[i], "")
            if edit in UNTOUCHED:
                continue
            mates = [j for j in (untouched or members) if j != i]
            total[edit] += len(mates)
            linked[edit] += sum(int(found[i] == found[j]) for j in mates)
    return {edit: linked[edit] / total[edit] for edit in sorted(total) if total[edit]}


def _at_each_score(
    scores: NDArray[np.float64], is_true: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """True pairs and all pairs at or above each distinct score, from the highest down."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    is_last = np.append(ranked[1:] != ranked[:-1], True)[: len(ranked)]
    hits = np.cumsum(is_true[order].astype(np.int64))
    return hits[is_last], np.flatnonzero(is_last).astype(np.int64) + 1


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _harmonic(x: float, y: float) -> float:
    return 2 * x * y / (x + y) if x + y > 0 else 0.0

import numpy as np

from models import calibrate, judging
from models.judging import Curve, Labelled, Pairs


def labelled(groups: list[int]) -> Labelled:
    names = [f"{place}.jpg" for place in range(len(groups))]
    edits = ["original" if g >= 0 and g not in groups[:p] else "jpeg" for p, g in enumerate(groups)]
    return Labelled(names, np.array(groups), edits, None)


def unit(rows: list[list[float]]) -> np.ndarray:
    values = np.array(rows, np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def test_cosine_pairs_hold_every_true_pair_once():
    data = labelled([0, 0, 1, 1, 1, -1, -1])
    rng = np.random.default_rng(0)
    pairs = judging.cosine_pairs(data, unit(rng.standard_normal((7, 4)).tolist()))
    assert pairs.total == 4
    assert pairs.right.sum() == 4
    assert len(pairs.first) == 21
    assert (pairs.first < pairs.second).all()
    assert (np.diff(pairs.score) <= 0).all()


def test_a_perfect_order_has_full_recall_and_a_bad_one_has_not():
    places = np.arange(4)
    right = np.array([True, True, False, False])
    good = Pairs(places, places + 1, np.array([4.0, 3, 2, 1]), right, 2)
    bad = Pairs(places, places + 1, np.array([4.0, 3, 2, 1]), ~right, 2)
    assert Curve.of(good).recall_at(1.0) == 1.0
    assert judging.average_precision(good) == 1.0
    assert Curve.of(bad).recall_at(0.99) == 0.0
    assert Curve.of(bad).best()[0] == 2 * 0.5 / 1.5


def test_bias_is_the_mean_of_the_nearest_background_cosines():
    vectors = unit([[1, 0], [0, 1]])
    background = unit([[1, 0], [1, 0], [0, 1], [-1, 0]])
    assert np.allclose(judging.bias(vectors, background, 2), [1.0, 0.5])


def test_a_logistic_fit_finds_the_weights_it_was_made_with():
    rng = np.random.default_rng(1)
    features = rng.standard_normal((40_000, 2))
    chance = 1 / (1 + np.exp(-(features @ [2.0, -1.0] + 0.5)))
    weights = calibrate.logistic(features, rng.random(len(features)) < chance)
    assert np.allclose(weights, [2.0, -1.0, 0.5], atol=0.1)
    rows = calibrate.reliability(chance, rng.random(len(features)) < chance)
    assert max(abs(row["said"] - row["was"]) for row in rows) < 0.05


def test_an_exponential_tail_is_extrapolated():
    rng = np.random.default_rng(2)
    scores = np.sort(rng.exponential(0.02, 100_000))[::-1]
    places = np.arange(len(scores))
    pairs = Pairs(places, places + 1, scores, np.zeros(len(scores), bool), 1)
    tail = calibrate.Tail.of(pairs, 1000)
    expected = 100_000 * np.exp(-0.18 / 0.02)
    assert 0.5 * expected < tail.wrong_at(0.18, library=1000) < 2 * expected
    assert abs(tail.wrong_at(tail.score_for(2.0)) - 2.0) < 1e-6
    assert tail.wrong_at(0.2, 2000) / tail.wrong_at(0.2, 1000) == 4

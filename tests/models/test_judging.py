import numpy as np
import pytest

from models import calibrate, judging, report
from models.judging import Curve, Labelled, Pairs
from simgui.core import metrics


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
    bins = metrics.reliability(chance, rng.random(len(features)) < chance)
    assert len(bins) == 10
    assert max(abs(part.said - part.was) for part in bins) < 0.05


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


def test_pairs_stand_out_by_the_least_that_spares_unrelated_photos():
    rng = np.random.default_rng(3)
    unrelated = rng.standard_normal((300, 128))
    data = labelled([place // 2 for place in range(40)] + [-1] * 260)
    # Copies lie close together; the rest is as nature made it.
    unrelated[1:40:2] = unrelated[0:40:2] + 0.1 * rng.standard_normal((20, 128))
    nothing = calibrate.Background(np.zeros((0, 128), np.float32), 0.0, 3)
    levels = {"nominate": 0.2, "edited": 0.999, "accept": 0.999, "same": 0.999, "similar": 0.1}
    found = calibrate.standout(data, unit(unrelated.tolist()), nothing, levels)
    assert calibrate.STANDOUTS[0] < found < calibrate.STANDOUTS[-1]
    assert found in calibrate.STANDOUTS.round(4)


def test_results_replace_those_of_the_last_time(tmp_path):
    card = tmp_path / "README.md"
    card.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    report.into_card(card, ["| new |"], "plots")
    report.into_card(card, ["| newer |"], "plots")
    text = card.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "| newer |" in text
    assert "old" not in text
    assert text.count("plots/reliability.png") == 1


def test_results_have_no_place_in_a_card_without_marks(tmp_path):
    card = tmp_path / "README.md"
    card.write_text("mine")
    with pytest.raises(ValueError, match="marks"):
        report.into_card(card, [], "plots")
    assert card.read_text() == "mine"

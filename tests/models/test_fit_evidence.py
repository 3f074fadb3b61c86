"""The copy score can be fitted anew: known weights come back, and one command does it all."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from models import edits, fit_evidence
from models.fit_evidence import Evidence
from models.truth import Truth
from simgui.core.matching import copy_score
from simgui.core.matching.copy_score import MEASURES, Regression

COUNT = len(MEASURES)


def drawn(pairs: int, weights: np.ndarray, offset: float, seed: int) -> Evidence:
    """Pairs whose labels follow a logistic regression; measures of odd means and spreads."""
    rng = np.random.default_rng(seed)
    measures = rng.standard_normal((pairs, COUNT)) * np.linspace(0.2, 3, COUNT) + 1.5
    odds = (measures - 1.5) @ weights + offset
    right = rng.random(pairs) < 1 / (1 + np.exp(-odds))
    subjects = rng.integers(0, pairs // 4, (2, pairs)).astype(str)
    kind = np.where(right, "jpeg50", "burst")
    return Evidence(measures, right, subjects[0], subjects[1], kind)


def test_known_weights_are_found_again():
    weights = np.linspace(-1, 1, COUNT)
    found, offset = fit_evidence.fitted(drawn(60_000, weights, 0.0, 1))
    assert np.abs(found - weights).max() < 0.15
    assert offset + 1.5 * found.sum() == pytest.approx(0, abs=0.1)


def test_copies_and_others_count_alike():
    """Bursts are seldom in a library and many in a folder of bursts: the weights are the same."""
    weights = np.linspace(-1, 1, COUNT)
    many = drawn(60_000, weights, 0.0, 2)
    seldom = many.where(many.right | (np.arange(60_000) % 10 == 0))
    (one, offset), (other, moved) = fit_evidence.fitted(many), fit_evidence.fitted(seldom)
    assert np.abs(one - other).max() < 0.15
    assert moved + 1.5 * other.sum() == pytest.approx(offset + 1.5 * one.sum(), abs=0.15)


def test_copies_alone_can_not_be_fitted_to():
    evidence = drawn(100, np.ones(COUNT), 0.0, 3)
    with pytest.raises(ValueError, match="both"):
        fit_evidence.fitted(evidence.where(evidence.right))


def test_no_subject_is_fitted_to_and_held_out():
    evidence = drawn(2_000, np.ones(COUNT), 0.0, 4)
    held_times = np.zeros(2_000, int)
    for fit_to, held in fit_evidence.folds(evidence, seed=1):
        a, b = evidence.where(fit_to), evidence.where(held)
        assert not {*a.first, *a.second} & {*b.first}
        held_times += held
    assert (held_times == 1).all()


def test_what_is_learnt_by_heart_does_not_count():
    """Labels that only the subject tells are guessed no better than by chance."""
    rng = np.random.default_rng(5)
    subjects = np.repeat(np.arange(300), 10)
    right = rng.random(300) < 0.5
    measures = np.repeat(rng.standard_normal((300, COUNT)), 10, axis=0)
    names = subjects.astype(str)
    evidence = Evidence(measures, right[subjects], names, names, names)
    unseen = fit_evidence.chances(fit_evidence.held_out(evidence, 1), 1.0, 0.0)
    assert fit_evidence.log_loss(unseen, evidence.right) > math.log(2)


def test_the_steepness_makes_the_probability_true():
    rng = np.random.default_rng(6)
    totals = rng.normal(fit_evidence.TURNS_AT, 2, 20_000)
    right = rng.random(20_000) < fit_evidence.chances(totals, 1.7, fit_evidence.TURNS_AT)
    assert fit_evidence.steepness_of(totals, right) == pytest.approx(1.7, abs=0.15)


def test_lines_count_wrong_links_and_the_gap_of_each_kind():
    right = np.array([True] * 50 + [False] * 50)
    evidence = replace(
        drawn(100, np.ones(COUNT), 0.0, 7), right=right, kind=np.where(right, "crop25", "burst")
    )
    said = np.where(right, 0.95, 0.05)
    said[-1] = 0.9
    lines = list(fit_evidence.judged("shipped", said, evidence))
    assert "(1 wrong), recall 1.0000" in lines[0]
    assert lines[1:] == [
        "  burst: 50 pairs, 1 wrongly judged, gap 0.050",
        "  crop25: 50 pairs, 0 wrongly judged, gap 0.050",
    ]


def test_of_look_alikes_alone_there_is_no_recall():
    evidence = replace(drawn(30, np.ones(COUNT), 0.0, 8), right=np.zeros(30, bool))
    (line, *_) = fit_evidence.judged("judged alone", np.full(30, 0.01), evidence)
    assert line.endswith("(0 wrong), recall -")


def test_truth_tells_subjects_and_changes(tmp_path):
    said = {
        "groups": {"0-shot0.jpg": 1, "0-shot0-tight.jpg": 1, "0-shot1.jpg": 2, "b_0.png": 3},
        "edits": {"0-shot0.jpg": "original", "0-shot0-tight.jpg": "tight"},
        "related": {"b_0.png": "b", "b_1.png": "b"},
        "kinds": {"b_0.png": "invoice", "b_1.png": "invoice"},
    }
    (tmp_path / "truth.json").write_text(json.dumps(said))
    truth = Truth(tmp_path)
    assert list(truth.true_pairs()) == [("0-shot0-tight.jpg", "0-shot0.jpg")]
    assert truth.change("0-shot0.jpg", "0-shot0-tight.jpg") == "tight"
    assert truth.change("0-shot0.jpg", "0-shot1.jpg") == "burst"
    assert truth.change("b_0.png", "b_1.png") == "invoice"
    assert truth.change("0-shot0.jpg", "b_0.png") == "others"
    assert truth.subject("0-shot0-tight.jpg") == truth.subject("0-shot1.jpg")
    assert truth.subject("other-00001.jpg") != truth.subject("other-00002.jpg")


@pytest.fixture
def made(folder, tmp_path):
    """Copies and bursts of scenes, made by the command that makes them for the real fit."""
    out = tmp_path / "made"
    words = ["make", "--photos", str(folder), "--out", str(out), "--most", "4"]
    edits.make(edits.parse([*words, "--copies", "2", "--bursts", "3", "--edits", "jpeg50"]))
    return out


def test_one_command_makes_the_file_from_a_labelled_folder(made, tmp_path, monkeypatch):
    work = tmp_path / "work"
    words = [str(made), "--judged", str(made), "--work", str(work), "--threads", "1"]
    fit_evidence.main(words)
    written = (work / "copy_score.json").read_bytes()
    assert tuple(Regression.load(str(work / "copy_score.json")).weights) == MEASURES
    log = (work / "log.txt").read_text()
    for wanted in (
        "shipped: log loss",
        "held out: log loss",
        "burst: ",
        "largest change of a",
        "judged alone",
    ):
        assert wanted in log

    def again(*_):
        raise AssertionError("what was aligned is kept")

    monkeypatch.setattr(fit_evidence, "collected", again)
    (work / "copy_score.json").unlink()
    fit_evidence.main(words)
    assert (work / "copy_score.json").read_bytes() == written

    monkeypatch.setattr(fit_evidence, "SHIPPED", tmp_path / "shipped.json")
    fit_evidence.main([*words, "--write"])
    assert (tmp_path / "shipped.json").read_bytes() == written


def test_the_weights_that_ship_are_where_the_fit_writes_them():
    assert Regression.load(str(fit_evidence.SHIPPED)) == copy_score.shipped()

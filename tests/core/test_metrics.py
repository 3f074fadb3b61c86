"""The figures are what their definitions say, by hand-made cases and by brute force."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core import metrics
from simgui.core.metrics import ScoredPairs


def labels(*values):
    return np.array(values, np.int64)


def test_pairs_of_a_known_case_are_counted_by_hand():
    # Found {0,1,2} {3,4}; truth {0,1} {2,3,4}: right 01, 34; wrong 02, 12; missed 23, 24.
    counts = metrics.pair_counts(labels(0, 0, 0, 1, 1), labels(0, 0, 1, 1, 1))
    assert (counts.true_positive, counts.false_positive, counts.false_negative) == (2, 2, 2)
    assert counts.true_negative == 4
    assert counts.precision == counts.recall == counts.f1 == 0.5
    assert counts.accuracy == 0.6


def test_b_cubed_of_a_known_case_is_as_by_hand():
    precision, recall = metrics.b_cubed(labels(0, 0, 0, 1, 1), labels(0, 0, 1, 1, 1))
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)


def test_average_precision_of_a_known_ranking_is_as_by_hand():
    scores = np.array([0.9, 0.8, 0.7, 0.6])
    is_true = np.array([True, False, True, False])
    assert metrics.average_precision(scores, is_true, 2) == pytest.approx((1 + 2 / 3) / 2)
    assert metrics.average_precision(scores, is_true, 4) == pytest.approx((1 + 2 / 3) / 4)


def test_equal_scores_stand_together_whatever_their_order():
    is_true = np.array([True, False])
    up = metrics.average_precision(np.array([0.5, 0.5]), is_true, 1)
    down = metrics.average_precision(np.array([0.5, 0.5]), is_true[::-1], 1)
    assert up == down == 0.5


def test_recall_at_a_precision_takes_the_best_threshold():
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    is_true = np.array([True, False, True, True, True])
    assert metrics.recall_at_precision(scores, is_true, 4, 0.99) == 0.25
    assert metrics.recall_at_precision(scores, is_true, 4, 0.8) == 1.0
    assert metrics.recall_at_precision(scores, ~is_true, 4, 0.99) == 0.0


def test_nothing_found_and_nothing_to_find_is_a_perfect_answer():
    empty = np.zeros(0)
    assert metrics.average_precision(empty, empty.astype(bool), 0) == 1.0
    assert metrics.recall_at_precision(empty, empty.astype(bool), 3, 0.99) == 0.0
    assert metrics.pair_counts(labels(), labels()).f1 == 1.0
    assert metrics.b_cubed(labels(), labels()) == (1.0, 1.0)


def test_retrieval_judges_the_first_n_answers_of_each_query():
    truth = {"a": 1, "b": 1, "c": 1, "x": 2, "y": 3}
    answers = metrics.retrieval({"a": ["a", "b", "x", "c"], "x": ["a", "b"]}, truth, 2)
    # x has no partner and is no query; of a's first two answers (itself set aside) one is right.
    assert (answers.precision, answers.recall, answers.f1) == (0.5, 0.5, 0.5)
    assert answers.accuracy == 0.5


def test_report_joins_all_figures_and_unlabelled_photos_have_their_own_subject():
    names = ["o", "crop", "grey", "other"]
    truth = {"o": "s", "crop": "s", "grey": "s"}
    found = {"o": 7, "grey": 7, "other": 7}
    scored = ScoredPairs(["o", "o"], ["grey", "other"], np.array([0.9, 0.8]))
    report = metrics.judge(names, found, truth, scored, {"crop": "crop", "grey": "grey"})
    assert report.photos == 4
    assert report.pairs.true_positive == 1
    assert report.pairs.false_positive == 2
    assert report.recall_by_edit == {"crop": 0.0, "grey": 1.0}
    assert report.wrong_per_10k == 5000
    assert report.average_precision == pytest.approx(1 / 3)
    assert report.recall_at_99 == report.recall_at_999 == pytest.approx(1 / 3)


def test_an_original_is_kept_where_an_untouched_photo_of_its_group_is():
    names = ["o", "grey", "p", "crop", "q", "r"]
    truth = {"o": 1, "grey": 1, "p": 2, "crop": 2, "q": 3, "r": 3}
    found = {"o": 1, "grey": 1, "p": 2, "crop": 2, "q": 3, "r": 3}
    edits = {"o": "original", "grey": "grey", "p": "original", "crop": "crop", "q": "original"}
    scored = ScoredPairs([], [], np.zeros(0))
    report = metrics.judge(names, found, truth, scored, edits, keepers={"o", "crop", "q"})
    # The third group holds nothing that is known to be edited: any of it may be kept.
    assert (report.originals, report.originals_kept) == (2, 1)


def test_without_an_untouched_photo_every_group_mate_counts_for_an_edit():
    truth = {"a": 1, "b": 1, "c": 1}
    scored = ScoredPairs([], [], np.zeros(0))
    edits = {"a": "grey", "b": "crop", "c": "crop"}
    report = metrics.judge(truth, {"a": 0, "b": 0}, truth, scored, edits)
    assert report.recall_by_edit == {"crop": 0.25, "grey": 0.5}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_pair_figures_equal_a_count_over_all_pairs(rows):
    found, truth = labels(*(r[0] for r in rows)), labels(*(r[1] for r in rows))
    seen = [
        (found[i] == found[j], truth[i] == truth[j]) for i, j in combinations(range(len(rows)), 2)
    ]
    counts = metrics.pair_counts(found, truth)
    assert counts.true_positive == seen.count((True, True))
    assert counts.false_positive == seen.count((True, False))
    assert counts.false_negative == seen.count((False, True))
    assert counts.true_negative == seen.count((False, False))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14))
def test_b_cubed_equals_its_definition_photo_by_photo(rows):
    groups = [{j for j, r in enumerate(rows) if r[0] == row[0]} for row in rows]
    subjects = [{j for j, r in enumerate(rows) if r[1] == row[1]} for row in rows]
    both = [len(g & s) for g, s in zip(groups, subjects, strict=True)]
    precision, recall = metrics.b_cubed(
        labels(*(r[0] for r in rows)), labels(*(r[1] for r in rows))
    )
    assert precision == pytest.approx(
        np.mean([b / len(g) for b, g in zip(both, groups, strict=True)])
    )
    assert recall == pytest.approx(
        np.mean([b / len(s) for b, s in zip(both, subjects, strict=True)])
    )


@given(
    st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=20),
    st.integers(0, 3),
)
def test_figures_over_thresholds_equal_a_scan_of_all_thresholds(rows, unscored):
    scores = np.array([float(r[0]) for r in rows])
    is_true = np.array([r[1] for r in rows])
    positives = int(is_true.sum()) + unscored
    total, best, before = 0.0, 0.0, 0
    for threshold in sorted(set(scores), reverse=True):
        chosen = is_true[scores >= threshold]
        total += (chosen.sum() - before) * chosen.mean()
        before = chosen.sum()
        if chosen.mean() >= 0.6:
            best = max(best, float(chosen.sum()))
    expected = (total / positives, best / positives) if positives else (1.0, 1.0)
    assert metrics.average_precision(scores, is_true, positives) == pytest.approx(expected[0])
    assert metrics.recall_at_precision(scores, is_true, positives, 0.6) == pytest.approx(
        expected[1]
    )


def test_reliability_compares_what_was_said_with_what_was():
    said = np.array([0.05] * 40 + [0.9] * 20 + [1.0] * 20 + [0.5] * 19)
    was = np.array([True] * 4 + [False] * 36 + [True] * 38 + [False] * 2 + [True] * 19)
    low, high = metrics.reliability(said, was)  # nineteen pairs are too few to say
    assert (low.said, low.was, low.pairs) == (pytest.approx(0.05), 0.1, 40)
    assert (high.said, high.was, high.pairs) == (pytest.approx(0.95), 0.95, 40)
    names = ["a", "b", "c"]
    likely = metrics.ScoredPairs(["a"] * 20, ["b"] * 20, np.full(20, 0.8))
    report = metrics.judge(names, {}, {"a": 1, "b": 1}, likely, likely=likely)
    assert report.largest_gap == pytest.approx(0.2)

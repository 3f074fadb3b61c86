"""The weights of the copy score are data: shipped, checked, and what decides."""

from __future__ import annotations

import json
import math
import os

import pytest

from simgui.core.errors import ModelError
from simgui.core.matching import copy_score, matcher
from tests.core.matching.test_thresholds import COPIES, OTHERS

FOLDER = os.path.dirname(copy_score.__file__)


def shipped() -> dict:
    with open(os.path.join(FOLDER, "copy_score.json"), encoding="utf-8") as file:
        return json.load(file)


def kept_in(folder, described: object) -> str:
    path = folder / "copy_score.json"
    path.write_text(json.dumps(described), encoding="utf-8")
    return str(path)


def test_every_measure_has_a_weight():
    assert tuple(copy_score.measures(COPIES["re-encoded"])) == copy_score.MEASURES
    assert tuple(copy_score.shipped().weights) == copy_score.MEASURES


@pytest.mark.parametrize("finding", {**COPIES, **OTHERS}.values(), ids={**COPIES, **OTHERS})
def test_the_probability_is_what_the_file_says(finding):
    described = shipped()
    total = described["offset"] + sum(
        described["weights"][name] * value for name, value in copy_score.measures(finding).items()
    )
    probability = 1 / (1 + math.exp(-described["steepness"] * (total - described["turns_at"])))
    found = copy_score.weigh(finding)
    if copy_score.holds_enough(finding):
        assert found.probability == pytest.approx(probability, rel=1e-12)
        assert found.is_copy == (total > described["turns_at"])
        assert found.may_be_copy == (total > described["doubtful"])
    else:
        assert (found.is_copy, found.probability, found.may_be_copy) == (False, 0.0, False)


def test_other_weights_give_other_answers(tmp_path, monkeypatch):
    described = shipped()
    described["offset"] -= 20
    other = copy_score.Regression.load(kept_in(tmp_path, described))
    copy = COPIES["re-encoded"]
    assert copy_score.weigh(copy).is_copy
    monkeypatch.setattr(copy_score, "shipped", lambda: other)
    assert not copy_score.weigh(copy).is_copy


def test_pairs_are_judged_again_after_a_refit(tmp_path, monkeypatch):
    from simgui.core.network.model import ModelInfo

    info = ModelInfo(id="tiny", path="tiny.onnx", sha256="", input_size=32, dim=8)
    before = matcher.rules_version(info)
    assert matcher.rules_version(info) == before
    described = shipped()
    described["weights"]["error"] -= 0.1
    other = copy_score.Regression.load(kept_in(tmp_path, described))
    monkeypatch.setattr(copy_score, "shipped", lambda: other)
    assert matcher.rules_version(info) != before


@pytest.mark.parametrize(
    "damage",
    [
        {"offset": float("nan")},
        {"offset": 1e9},
        {"offset": None},
        {"steepness": 0},
        {"steepness": -2.5},
        {"turns_at": -3.0},
        {"weights": {}},
        {"weights": {**shipped()["weights"], "error": float("inf")}},
        {"weights": {**shipped()["weights"], "one_more": 1.0}},
        {"weights": [1, 2, 3]},
    ],
    ids=str,
)
def test_a_damaged_file_is_told_by_its_name(tmp_path, damage):
    path = kept_in(tmp_path, {**shipped(), **damage})
    with pytest.raises(ModelError) as raised:
        copy_score.Regression.load(path)
    assert raised.value.path == path


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe\x00", b'{"weights": 1}'])
def test_what_is_no_such_file_is_told_too(tmp_path, content):
    path = tmp_path / "copy_score.json"
    path.write_bytes(content)
    with pytest.raises(ModelError):
        copy_score.Regression.load(str(path))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ModelError):
        copy_score.Regression.load(str(tmp_path / "none.json"))

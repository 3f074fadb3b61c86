"""A network's description is believed only where it holds together."""

import hashlib
import json

import numpy as np
import pytest

from simgui.core.errors import ModelError
from simgui.core.network import model
from tests.core import networks


def test_description_is_read_whole(tmp_path):
    path = networks.shipped(
        tmp_path,
        int8={"file": "small.onnx", "id": "tiny-1-int8", "sha256": "0" * 64},
        calibration={"slope": 9.5, "offset": -4, "photos": 2000, "curve": [1, 2]},
    )
    info = model.load(path)
    assert (info.id, info.input_size, info.dim, info.grid) == ("tiny-1", 32, 12, (4, 4, 3))
    assert info.thresholds.nominate == 0.3
    assert info.thresholds.similar == model.Thresholds().similar
    assert info.calibration == model.Calibration(9.5, -4.0, 2000)
    assert info.quantised is not None
    small = info.at(info.quantised)
    assert (small.id, small.path) == ("tiny-1-int8", str(tmp_path / "small.onnx"))


def test_description_beside_a_network_is_used_when_the_network_is_named(tmp_path):
    networks.describe(
        tmp_path / "tiny.json", networks.save(networks.tiny(), tmp_path / "tiny.onnx")
    )
    assert model.load(str(tmp_path / "tiny.onnx")).id == "tiny-1"


def test_lone_network_describes_itself(tmp_path):
    metadata = {"id": "mine", "licence": "CC0", "thresholds": '{"accept": 0.8}', "version": "2.0"}
    digest = networks.save(networks.tiny(metadata=metadata), tmp_path / "mine.onnx")
    info = model.load(str(tmp_path / "mine.onnx"))
    assert (info.id, info.sha256, info.input_size, info.dim) == ("mine", digest, 32, 12)
    assert info.thresholds.accept == 0.8


def test_lone_network_without_metadata_is_named_by_its_content(tmp_path):
    digest = networks.save(networks.tiny(), tmp_path / "mine.onnx")
    assert model.load(str(tmp_path / "mine.onnx")).id == f"own-{digest[:12]}"


@pytest.mark.parametrize(
    "change",
    [
        {"dim": None},
        {"dim": 1},
        {"input_size": 100_000},
        {"id": ""},
        {"id": "a\nb"},
        {"file": ""},
        {"thresholds": {"accept": "high"}},
        {"thresholds": {"accept": float("nan")}},
        {"thresholds": [1]},
        {"int8": {"file": "x"}},
        {"background": {"file": "b.npy", "sha256": "", "beta": 99}},
        {"grid": [1]},
    ],
)
def test_wrong_description_is_refused_with_its_name(tmp_path, change):
    path = networks.shipped(tmp_path, **change)
    with pytest.raises(ModelError, match=r"model\.json"):
        model.load(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", '{"id": 1}'])
def test_damaged_description_is_refused(tmp_path, text):
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(ModelError, match=r"model\.json"):
        model.load(str(path))


def test_missing_network_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"gone\.onnx"):
        model.load(str(tmp_path / "gone.onnx"))


def test_altered_network_is_refused(tmp_path):
    path = networks.shipped(tmp_path)
    with (tmp_path / "tiny.onnx").open("r+b") as file:
        file.seek(200)
        file.write(b"\xff\xff")
    with pytest.raises(ModelError, match="checksum"):
        model.read_network(model.load(path))


def test_network_with_weights_elsewhere_is_refused(tmp_path):
    path = networks.with_external_data(networks.tiny(), tmp_path)
    with pytest.raises(ModelError, match="other files"):
        model.load(str(path))


def background(folder, vectors, **more):
    np.save(folder / "background.npy", vectors)
    digest = hashlib.sha256((folder / "background.npy").read_bytes()).hexdigest()
    described = {"file": "background.npy", "sha256": digest, "beta": 0.5, "k": 2, **more}
    return model.load(networks.shipped(folder, background=described))


def test_score_is_the_cosine_less_what_both_share_with_unrelated_photos(tmp_path):
    vectors = np.zeros((3, networks.DIM), np.int8)
    vectors[0, 0], vectors[1, 1], vectors[2, 2] = 100, 100, 100
    known = model.load_background(background(tmp_path, vectors))
    photos = np.zeros((2, networks.DIM), np.float32)
    photos[0, 0] = 1
    photos[1, :2] = (0.6, 0.8)
    bias = known.bias(photos)
    assert bias.tolist() == pytest.approx([0.5, 0.7])
    score = known.score(np.float32([0.6]), bias[:1], bias[1:])
    assert score.tolist() == pytest.approx([0.6 - 0.5 * 0.6])


def test_without_background_the_score_is_the_cosine(tmp_path):
    known = model.load_background(model.load(networks.shipped(tmp_path)))
    bias = known.bias(np.eye(networks.DIM, dtype=np.float32))
    assert not bias.any()


@pytest.mark.parametrize(
    "vectors",
    [
        np.zeros((2, networks.DIM), np.int8),
        np.ones((2, networks.DIM + 1), np.int8),
        np.full((2, networks.DIM), np.nan, np.float32),
        np.array([{}], dtype=object),
    ],
)
def test_background_of_another_network_is_refused(tmp_path, vectors):
    info = background(tmp_path, vectors)
    with pytest.raises(ModelError, match=r"background\.npy"):
        model.load_background(info)


def test_altered_background_is_refused(tmp_path):
    info = background(tmp_path, np.ones((2, networks.DIM), np.int8), sha256="1" * 64)
    with pytest.raises(ModelError, match="checksum"):
        model.load_background(info)


def test_json_is_not_needed_to_hold_more_than_the_file_and_its_shape(tmp_path):
    digest = networks.save(networks.tiny(), tmp_path / "tiny.onnx")
    path = tmp_path / "model.json"
    few = {"id": "x", "file": "tiny.onnx", "sha256": digest, "input_size": 32, "dim": 12}
    path.write_text(json.dumps(few))
    assert model.load(str(path)).thresholds == model.Thresholds()

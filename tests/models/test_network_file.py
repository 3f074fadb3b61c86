"""The committed network keeps its contract, whatever trained it."""

import hashlib
import json

import numpy as np
import pytest
from PIL import Image

from simgui.core.network.onnx_session import runtime
from tests.models.scenes import MODELS, square


def card() -> dict:
    return json.loads((MODELS / "model.json").read_text())


def variants() -> list[dict]:
    described = card()
    return [described] + ([described["int8"]] if "int8" in described else [])


@pytest.fixture(params=variants(), ids=lambda entry: entry["id"])
def variant(request) -> dict:
    return request.param


def session(entry: dict):
    path = MODELS / entry["file"]
    return runtime().InferenceSession(str(path), providers=["CPUExecutionProvider"])


def test_checksum_and_size_are_as_described(variant):
    content = (MODELS / variant["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == variant["sha256"]
    assert len(content) <= (5 << 20 if "int8" in variant["id"] else 16 << 20)


def test_embeddings_have_unit_length_and_the_grid_its_shape(variant):
    described = card()
    size = described["input_size"]
    images = np.stack([square(seed, size) for seed in range(3)])
    embedding, grid = session(variant).run(["embedding", "grid"], {"images": images})
    assert embedding.dtype == grid.dtype == np.float32
    assert embedding.shape == (3, described["dim"])
    assert grid.shape == (3, *described["grid"])
    assert np.allclose(np.linalg.norm(embedding, axis=1), 1, atol=1e-4)


def test_metadata_say_what_model_json_says(variant):
    described = card()
    found = session(variant).get_modelmeta().custom_metadata_map
    assert found["id"] == variant["id"]
    for key in ("version", "licence", "training_data"):
        assert found[key] == described[key]
    for key in ("calibration", "thresholds", "grid", "input_size", "dim"):
        assert json.loads(found[key]) == described[key]


def test_a_resent_photo_is_nearer_than_another(variant):
    size = card()["input_size"]
    photo = Image.fromarray(square(1, 2 * size))
    small = photo.resize((size, size), Image.Resampling.BILINEAR)
    images = np.stack([np.asarray(photo.resize((size, size))), np.asarray(small), square(2, size)])
    (vectors,) = session(variant).run(["embedding"], {"images": images})
    assert vectors[0] @ vectors[1] > 0.95
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_a_batch_gives_what_single_pictures_give():
    described = card()
    images = np.stack([square(seed, described["input_size"]) for seed in range(5)])
    network = session(described)
    (together,) = network.run(["embedding"], {"images": images})
    for place in range(5):
        (alone,) = network.run(["embedding"], {"images": images[place : place + 1]})
        assert np.abs(alone[0] - together[place]).max() < 1e-5


def test_thresholds_stand_in_their_order():
    levels = card()["thresholds"]
    assert levels["nominate"] < levels["edited"] <= levels["accept"] <= levels["same"]
    assert levels["nominate"] <= levels["similar"] < levels["same"]


def test_the_background_has_the_dimension_of_the_network():
    described = card()
    entry = described["background"]
    content = (MODELS / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    vectors = np.load(MODELS / entry["file"], allow_pickle=False)
    assert vectors.shape[1] == described["dim"]
    assert 100 <= len(vectors) <= 4000

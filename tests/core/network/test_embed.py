"""The embedder gives unit vectors or says why the network can't be used."""

import numpy as np
import onnx
import pytest

from simgui.core.errors import ModelError
from simgui.core.network import embed, model
from simgui.core.network.embed import Embedder
from tests.core import networks


def own(folder, **changes):
    """Open a network of a user's own."""
    networks.save(networks.tiny(**changes), folder / "own.onnx")
    return Embedder(model.load(str(folder / "own.onnx")))


def test_vectors_are_unit_float32_and_do_not_depend_on_the_batch(tmp_path):
    embedder = Embedder(model.load(networks.shipped(tmp_path)))
    pictures = embed.sample_pictures(networks.SIDE, 19)
    vectors = embedder.embed(pictures)
    assert vectors.shape == (19, networks.DIM)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert np.allclose(vectors[7], embedder.embed(pictures[7:8])[0], atol=1e-6)
    assert embedder.embed(pictures[:0]).shape == (0, networks.DIM)


def test_grid_is_the_map_of_the_picture(tmp_path):
    embedder = Embedder(model.load(networks.shipped(tmp_path)))
    picture = np.full((1, networks.SIDE, networks.SIDE, 3), 110, np.uint8)
    picture[0, :8, 8:16, 1] = 150
    grid = embedder.grids(picture)
    assert grid.shape == (1, 4, 4, 3)
    assert grid[0, 0, 1].tolist() == [0, 40, 0]
    assert np.count_nonzero(grid) == 1


def test_wrong_pictures_are_the_programs_own_mistake(tmp_path):
    embedder = Embedder(model.load(networks.shipped(tmp_path)))
    with pytest.raises(ValueError, match="uint8"):
        embedder.embed(np.zeros((1, 16, 16, 3), np.uint8))
    with pytest.raises(ValueError, match="uint8"):
        embedder.embed(np.zeros((1, 32, 32, 3), np.float32))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"unit": False}, "unit length"),
        ({"scale": 0.0}, "finite|unit length"),
        ({"scale": np.inf}, "finite"),
        ({"outputs": ("embedding",)}, "grid"),
        ({"outputs": ("grid",)}, "dim"),
        ({"input_type": onnx.TensorProto.FLOAT}, "uint8"),
        ({"batch": 1}, "fixed number"),
        ({"domain": "my.company"}, "can be run"),
        ({"metadata": {"dim": "99"}}, "shape"),
        ({"metadata": {"input_size": "64"}}, r"\[N, 64, 64, 3\]"),
        ({"metadata": {"dim": "many"}}, "incomplete or wrong"),
    ],
)
def test_network_that_breaks_the_contract_is_refused_with_the_reason(tmp_path, changes, reason):
    with pytest.raises(ModelError, match=reason) as refused:
        own(tmp_path, **changes)
    assert refused.value.path == str(tmp_path / "own.onnx")
    assert "own.onnx" in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"not a network", bytes(5000)])
def test_file_that_is_no_network_is_refused(tmp_path, data):
    (tmp_path / "own.onnx").write_bytes(data)
    with pytest.raises(ModelError, match=r"own\.onnx"):
        Embedder(model.load(str(tmp_path / "own.onnx")))


def test_truncated_network_is_refused(tmp_path):
    networks.save(networks.tiny(), tmp_path / "own.onnx")
    data = (tmp_path / "own.onnx").read_bytes()
    (tmp_path / "own.onnx").write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match=r"own\.onnx"):
        Embedder(model.load(str(tmp_path / "own.onnx")))


def quantised(folder, network):
    """A network whose int8 file is `network`."""
    digest = networks.save(network, folder / "int8.onnx")
    variant = {"file": "int8.onnx", "id": "tiny-1-int8", "sha256": digest}
    return model.load(networks.shipped(folder, int8=variant))


def test_int8_that_says_something_else_is_not_chosen(tmp_path):
    info = quantised(tmp_path, networks.tiny(seed=4))
    assert embed.choose(info).id == "tiny-1"


def test_broken_int8_is_not_chosen(tmp_path):
    info = quantised(tmp_path, networks.tiny(unit=False))
    assert embed.choose(info).id == "tiny-1"
    (tmp_path / "int8.onnx").unlink()
    assert embed.choose(info).id == "tiny-1"


def test_choice_is_one_of_the_two_and_opens(tmp_path):
    info = quantised(tmp_path, networks.tiny())
    chosen = embed.choose(info)
    assert chosen.id in {"tiny-1", "tiny-1-int8"}
    assert Embedder(chosen).info.id == chosen.id


def test_sample_pictures_are_always_the_same_and_unlike_each_other():
    pictures = embed.sample_pictures(40, 3)
    assert np.array_equal(pictures, embed.sample_pictures(40, 3))
    assert np.abs(pictures[0].astype(int) - pictures[1]).mean() > 10

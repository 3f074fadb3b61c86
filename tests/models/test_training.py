"""Training and export run end to end on generated pictures, with a tiny network."""

import json
from dataclasses import fields

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install '.[train]'")
pytest.importorskip("onnx", reason="export needs onnx: pip install '.[train]'")

from models import export, finetune, train, whiten  # noqa: E402
from models.network import SMOKE_SHAPE, Shape, SlimVGG  # noqa: E402
from simgui.core.network.model import Thresholds  # noqa: E402


def smoke(folder, out, steps, *more):
    arguments = ["--smoke", "--data", str(folder), "--out", str(out), "--batch", "6"]
    train.main([*arguments, "--workers", "0", "--steps", str(steps), *more])
    return torch.load(out / "checkpoint.pt", weights_only=True)


def test_a_small_training_learns_and_goes_on_where_it_was(folder, tmp_path):
    state = smoke(folder, tmp_path / "run", 6)
    assert state["step"] == 6
    again = smoke(folder, tmp_path / "run", 9, "--resume")
    assert again["step"] == 9
    assert json.loads(again["shape"]) == json.loads(json.dumps(SMOKE_SHAPE.to_json()))
    assert (tmp_path / "run" / "photos.txt").read_text().count("\n") == 12


def test_the_same_seed_trains_the_same_network(folder, tmp_path, monkeypatch):
    # How many threads a step is given is measured, and sums on two round otherwise than on one.
    monkeypatch.setattr(train.schedule.Threads, "choose", lambda self: None)
    first, second = (smoke(folder, tmp_path / name, 3)["average"] for name in ("a", "b"))
    for key, value in first.items():
        assert torch.equal(value, second[key]), key


def test_an_own_photo_is_no_negative():
    live = torch.nn.functional.normalize(torch.randn(8, 16), dim=1)
    live[4:] = live[:4]
    owner = torch.arange(4).repeat(2)
    bank = torch.zeros(6, 16)
    bank[:4] = live[:4]
    contrast, spread, right = train.losses(live, owner, bank, live[:4], 1.0)
    assert contrast < 0.1
    assert right == 1.0
    assert torch.isfinite(spread)


def test_a_fused_network_answers_as_the_trained_one():
    torch.manual_seed(0)
    network = SlimVGG(Shape(((16,), (16, 16), (32,)), dim=24))
    images = torch.randint(0, 256, (4, 32, 32, 3), dtype=torch.uint8)
    network.train()
    for _ in range(3):
        network(images)
    network.eval()
    with torch.no_grad():
        expected, grid = network(images)
        found, same_grid = network.fused()(images)
    assert torch.allclose(expected, found, atol=1e-5)
    assert torch.allclose(grid, same_grid, atol=1e-4)
    assert grid.shape == (4, 4, 4, 32)


def test_an_exported_file_comes_back_as_the_same_network(folder, tmp_path):
    smoke(folder, tmp_path / "run", 3)
    arguments = ["--checkpoint", str(tmp_path / "run" / "checkpoint.pt"), "--version", "9"]
    arguments += ["--photos", str(folder), "--out", str(tmp_path / "out"), "--size", "32"]
    card = export.export(export.parse([*arguments, "--any-photos"]))
    assert card["id"] != card["int8"]["id"]
    assert card["grid"] == [4, 4, 32]
    path = tmp_path / "out" / card["file"]
    images = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 3), np.uint8)
    network = export.trunk_from_onnx(path, images)
    expected = export.embed(export.session_of(path), images)
    with torch.no_grad():
        assert np.abs(network(torch.from_numpy(images))[0].numpy() - expected).max() < 1e-4
        # While training, too, it starts from what was learned.
        training = network.train()(torch.from_numpy(images))[0].numpy()
    assert np.abs(training - expected).max() < 1e-2


def test_of_several_checkpoints_the_mean_is_exported(tmp_path):
    shape = Shape(((2,),), dim=4)
    paths = []
    for number, value in enumerate((1.0, 4.0)):
        network = SlimVGG(shape)
        with torch.no_grad():
            for weights in network.parameters():
                weights.fill_(value)
        paths.append(tmp_path / f"{number}.pt")
        state = {"shape": json.dumps(shape.to_json()), "average": network.state_dict()}
        torch.save(state, paths[-1])
    mean = export.load_checkpoints(paths)
    assert {weights.mean().item() for weights in mean.parameters()} == {2.5}
    other = SlimVGG(Shape(((2,),), dim=6))
    paths.append(tmp_path / "other.pt")
    state = {"shape": json.dumps(other.shape.to_json()), "average": other.state_dict()}
    torch.save(state, paths[-1])
    with pytest.raises(ValueError, match="shapes"):
        export.load_checkpoints(paths)


def test_a_whole_whitening_leaves_no_direction_more_spread_than_another():
    rng = np.random.default_rng(3)
    vectors = rng.standard_normal((4000, 12)) * np.linspace(1, 0.2, 12)
    white = vectors @ whiten.transform(vectors, 1.0)
    values = np.linalg.eigvalsh(np.cov(white.T))
    assert values.max() / values.min() < 1.05
    half = np.linalg.eigvalsh(np.cov((vectors @ whiten.transform(vectors, 0.5)).T))
    assert half.max() / half.min() == pytest.approx(5, rel=0.1)  # from 25


def test_a_whitened_network_answers_with_its_embeddings_whitened():
    torch.manual_seed(0)
    network = SlimVGG(Shape(((16,), (16,)), dim=8)).eval()
    images = torch.randint(0, 256, (40, 32, 32, 3), dtype=torch.uint8)
    with torch.no_grad():
        before = network(images)[0].numpy()
        whiten.whiten(network, before)
        after = network(images)[0].numpy()
    expected = before @ whiten.transform(before)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.abs(after - expected).max() < 1e-4


def test_macs_are_counted_as_multiplications():
    assert Shape(((2,),), dim=4).macs(4) == 2 * 2 * 9 * 3 * 2 + 2 * 4


def test_a_network_is_adapted_to_a_folder_of_photos(folder, tmp_path, monkeypatch):
    smoke(folder, tmp_path / "run", 2)
    arguments = ["--checkpoint", str(tmp_path / "run" / "checkpoint.pt"), "--version", "9"]
    arguments += ["--photos", str(folder), "--out", str(tmp_path / "base"), "--size", "32"]
    export.export(export.parse([*arguments, "--any-photos", "--no-int8"]))
    monkeypatch.setattr(finetune, "LEAST_PHOTOS", 4)
    monkeypatch.setattr(finetune, "ALLOWANCE", 1.0)
    arguments = ["--init", str(tmp_path / "base" / "simgui-vgg.onnx"), "--images", str(folder)]
    arguments += ["--out", str(tmp_path / "own"), "--steps", "2", "--workers", "0", "--batch", "6"]
    train.main(arguments)
    card = json.loads((tmp_path / "own" / "model" / "model.json").read_text())
    assert card["input_size"] == 32
    assert "own photos" in card["training_data"]
    assert set(card["thresholds"]) == {field.name for field in fields(Thresholds)}
    assert (tmp_path / "own" / "model" / card["background"]["file"]).exists()


def test_a_network_that_got_worse_is_refused(folder, tmp_path, monkeypatch):
    smoke(folder, tmp_path / "run", 2)
    arguments = ["--checkpoint", str(tmp_path / "run" / "checkpoint.pt"), "--version", "9"]
    arguments += ["--photos", str(folder), "--out", str(tmp_path / "base"), "--size", "32"]
    export.export(export.parse([*arguments, "--any-photos", "--no-int8"]))
    monkeypatch.setattr(finetune, "LEAST_PHOTOS", 4)
    merits = iter([0.9, 0.5])
    monkeypatch.setattr(finetune, "merit", lambda *_: next(merits))
    arguments = ["--init", str(tmp_path / "base" / "simgui-vgg.onnx"), "--images", str(folder)]
    arguments += ["--out", str(tmp_path / "own"), "--steps", "1", "--workers", "0", "--batch", "6"]
    with pytest.raises(SystemExit, match="refused"):
        train.main(arguments)
    assert not (tmp_path / "own" / "model").exists()

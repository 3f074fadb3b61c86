"""Turns a checkpoint into the files the program reads: ONNX in fp32 and int8, and model.json.

    python -m models.export --checkpoint run/checkpoint.pt --version 1.0 --photos train/*.tar

Parity is checked before anything is replaced: fp32 against the training graph to 1e-4.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from models import photos
from models.network import GEM_FLOOR, PIXEL_CENTRE, PIXEL_SCALE, Shape, SlimVGG
from models.quantise import quantised
from models.whiten import whiten
from simgui.core.errors import UnreadableError

log = logging.getLogger("export")

NAME = "simgui-vgg"
LICENCE = "MIT"
TRAINING_DATA = (
    "Openly licensed photos alone (CC0, CC BY, CC BY-SA, public domain, MIT): commons, Caltech-101"
    " without faces, GroceryStoreDataset, TrashNet, feedme, Open Images; credits in the model card"
)
MOST_DIFFERENCE = 1e-4
LEAST_COSINE = 0.9999
# Fixed by what is known to be mapped by every runtime of the last years.
OPSET = 17
CALIBRATION_PHOTOS = 400
WHITENING_PHOTOS = 4000

Constant = Callable[[str, np.ndarray], str]  # stores an array under a name, and returns that


def load_checkpoints(paths: Sequence[Path]) -> SlimVGG:
    """The averaged network of a training run, or the mean of those of several.

    Runs that went on from one another lie in one valley, whose middle is often better than each
    (Wortsman et al., "Model soups", 2022).

    Raises:
        ValueError: The runs are of networks of another shape.
    """
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    if len({state["shape"] for state in states}) > 1:
        raise ValueError("the checkpoints are of networks of different shapes")
    network = SlimVGG(Shape.from_json(json.loads(states[0]["shape"])))
    mean = states[0]["average"]
    for name, values in mean.items():
        if values.dtype.is_floating_point:
            mean[name] = torch.stack([state["average"][name] for state in states]).mean(0)
    network.load_state_dict(mean)
    return network.eval()


def convolutions(network: SlimVGG) -> list[torch.nn.Conv2d]:
    """The convolutions of a fused network, first to last."""
    return [layer for layer in network.trunk if isinstance(layer, torch.nn.Conv2d)]


def trunk_nodes(fused: SlimVGG, constant: Constant) -> tuple[list[onnx.NodeProto], str]:
    """From the bytes of the photo to the last feature map, and the name of that."""
    nodes = [
        helper.make_node("Cast", ["images"], ["pixels"], to=TensorProto.FLOAT),
        helper.make_node(
            "Sub", ["pixels", constant("centre", np.float32(PIXEL_CENTRE))], ["centred"]
        ),
        helper.make_node(
            "Mul", ["centred", constant("scale", np.float32(PIXEL_SCALE))], ["scaled"]
        ),
        helper.make_node("Transpose", ["scaled"], ["planes"], perm=[0, 3, 1, 2]),
    ]
    now = "planes"
    for number, layer in enumerate(convolutions(fused)):
        weight = constant(f"conv{number}.weight", layer.weight.detach().numpy())
        bias = constant(f"conv{number}.bias", layer.bias.detach().numpy())
        nodes.append(
            helper.make_node(
                "Conv",
                [now, weight, bias],
                [f"conv{number}.out"],
                name=f"conv{number}",
                kernel_shape=[3, 3],
                pads=[1, 1, 1, 1],
                strides=list(layer.stride),
            )
        )
        now = f"relu{number}.out"
        nodes.append(helper.make_node("Relu", [f"conv{number}.out"], [now], name=f"relu{number}"))
    return nodes, now


def head_nodes(fused: SlimVGG, constant: Constant, last: str) -> list[onnx.NodeProto]:
    """From the last feature map to both outputs."""
    power = fused.shape.gem_power
    return [
        helper.make_node("Transpose", [last], ["grid"], perm=[0, 2, 3, 1]),
        helper.make_node("Max", [last, constant("floor", np.float32(GEM_FLOOR))], ["clipped"]),
        helper.make_node("Pow", ["clipped", constant("power", np.float32(power))], ["powered"]),
        helper.make_node("GlobalAveragePool", ["powered"], ["averaged"]),
        helper.make_node("Pow", ["averaged", constant("root", np.float32(1 / power))], ["rooted"]),
        helper.make_node("Flatten", ["rooted"], ["pooled"], axis=1),
        helper.make_node(
            "Gemm",
            [
                "pooled",
                constant("head.weight", fused.head.weight.detach().numpy()),
                constant("head.bias", fused.head.bias.detach().numpy()),
            ],
            ["raw"],
            name="head",
            transB=1,
        ),
        helper.make_node("LpNormalization", ["raw"], ["embedding"], axis=1, p=2),
    ]


def to_onnx(network: SlimVGG, size: int) -> onnx.ModelProto:
    """Writes the graph node by node, so that it holds exactly what the contract says.

    Args:
        network: a network with or without batch normalisation.
        size: side of the input in px, a multiple of the network's stride.
    """
    fused = network.fused()
    shape = fused.shape
    width = shape.stages[-1][-1]
    cells = size // shape.stride
    weights: list[onnx.TensorProto] = []

    def constant(name: str, value: np.ndarray) -> str:
        weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    trunk, last = trunk_nodes(fused, constant)
    nodes = [*trunk, *head_nodes(fused, constant, last)]
    graph = helper.make_graph(
        nodes,
        NAME,
        [helper.make_tensor_value_info("images", TensorProto.UINT8, ["N", size, size, 3])],
        [
            helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["N", shape.dim]),
            helper.make_tensor_value_info("grid", TensorProto.FLOAT, ["N", cells, cells, width]),
        ],
        weights,
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="simgui"
    )
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    return model


def trunk_from_onnx(path: Path, pictures: np.ndarray) -> SlimVGG:
    """A trainable network with the weights of an exported fp32 file.

    The folded convolutions get a batch normalisation again. While training it divides by what it
    sees in the batch, so its statistics are read off `pictures`, uint8 [N, S, S, 3], and undone by
    its scale and shift: the network answers as the exported one does, in training too.
    """
    model = onnx.load(path)
    values = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    stages: list[list[int]] = []
    convs = [node for node in model.graph.node if node.op_type == "Conv"]
    for node in convs:
        strides = next(item.ints for item in node.attribute if item.name == "strides")
        width = values[node.input[1]].shape[0]
        if strides[0] == 2:
            stages.append([])
        stages[-1].append(width)
    head = values["head.weight"]
    shape = Shape(tuple(map(tuple, stages)), head.shape[0], values["power"].item())
    network = SlimVGG(shape)
    with torch.no_grad():
        norms = [layer for layer in network.trunk if isinstance(layer, torch.nn.BatchNorm2d)]
        for node, conv, norm in zip(convs, convolutions(network), norms, strict=True):
            conv.weight.copy_(torch.from_numpy(values[node.input[1]].copy()))
            # Steps of the optimiser have one size: weights get that of a freshly made network.
            size = conv.weight.square().mean((1, 2, 3), keepdim=True).sqrt().clamp(min=1e-12)
            conv.weight.mul_(conv.weight[0].numel() ** -0.5 / size)
            norm.weight.copy_(size.flatten() * conv.weight[0].numel() ** 0.5)
            norm.bias.copy_(torch.from_numpy(values[node.input[2]].copy()))
        features = (torch.from_numpy(pictures).permute(0, 3, 1, 2) - PIXEL_CENTRE) * PIXEL_SCALE
        for layer in network.trunk:
            if isinstance(layer, torch.nn.BatchNorm2d):
                layer.running_mean.copy_(features.mean((0, 2, 3)))
                layer.running_var.copy_(features.var((0, 2, 3)))
                layer.bias.add_(layer.weight * layer.running_mean)
                layer.weight.mul_((layer.running_var + layer.eps).sqrt())
            features = layer.eval()(features)
        network.head.weight.copy_(torch.from_numpy(head.copy()))
        network.head.bias.copy_(torch.from_numpy(values["head.bias"].copy()))
    return network.eval()


def input_size(path: Path) -> int:
    """Side of the input of an exported file in px."""
    return onnx.load(path).graph.input[0].type.tensor_type.shape.dim[1].dim_value


def describe(model: onnx.ModelProto, facts: dict[str, object]) -> None:
    """Puts facts into the metadata of an ONNX file; what is no text is written as JSON."""
    del model.metadata_props[:]
    for key, value in sorted(facts.items()):
        text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
        model.metadata_props.add(key=key, value=text)


def session_of(model: onnx.ModelProto | Path):
    """An onnxruntime session on one thread."""
    from simgui.core.network.onnx_session import runtime

    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    source = str(model) if isinstance(model, Path) else model.SerializeToString()
    return onnxruntime.InferenceSession(source, options, ["CPUExecutionProvider"])


def embed(session, pictures: np.ndarray, output: str = "embedding") -> np.ndarray:
    """Runs a session on uint8 [N, S, S, 3] in small batches; float32 [N, ...]."""
    parts = [
        session.run([output], {"images": pictures[start : start + 16]})[0]
        for start in range(0, len(pictures), 16)
    ]
    return np.concatenate(parts)


def parity(network: SlimVGG, model: onnx.ModelProto, pictures: np.ndarray) -> tuple[float, float]:
    """Largest difference and smallest cosine of the embeddings of graph and file."""
    with torch.no_grad():
        expected = network.eval().float()(torch.from_numpy(pictures))[0].numpy()
    found = embed(session_of(model), pictures)
    return float(np.abs(expected - found).max()), float((expected * found).sum(1).min())


def squares(places: list[Path], size: int, most: int, only_open: bool = True) -> np.ndarray:
    """Photos as the program hands them to the network: uint8 [N, size, size, 3]."""
    wanted = photos.is_open if only_open else (lambda name: True)
    found: list[np.ndarray] = []
    for place in places:
        for name, content in photos.files_of(place):
            if len(found) == most:
                break
            if wanted(name):
                with contextlib.suppress(UnreadableError):
                    found.append(photos.square(name, content, size))
    return np.stack(found)


def saved(model: onnx.ModelProto, path: Path, facts: dict[str, object], kind: str) -> dict:
    """Writes an ONNX file with its facts; returns file name, sha256 and id.

    The id ends with a digest of the weights, so that other weights never share an index.
    """
    describe(model, {})
    digest = hashlib.sha256(model.SerializeToString()).hexdigest()[:8]
    name = f"{NAME}-{facts['version']}{kind}-{digest}"
    describe(model, {**facts, "id": name})
    content = model.SerializeToString()
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)
    return {"id": name, "file": path.name, "sha256": hashlib.sha256(content).hexdigest()}


def export(options: argparse.Namespace) -> dict:
    """Writes the files; returns what stands in model.json."""
    network = load_checkpoints(options.checkpoint)
    pictures = squares(options.photos, options.size, WHITENING_PHOTOS, not options.any_photos)
    whiten(network, embed(session_of(to_onnx(network, options.size)), pictures))
    return write(network, options, options.training_data)


def write(network: SlimVGG, options: argparse.Namespace, training_data: str) -> dict:
    """Writes ONNX files and model.json for a network, keeping thresholds that are there."""
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    target = out / "model.json"
    before = json.loads(target.read_text()) if target.exists() else {}
    size = options.size
    model = to_onnx(network, size)
    pictures = squares(options.photos, size, CALIBRATION_PHOTOS, not options.any_photos)
    difference, cosine = parity(network, model, pictures[:64])
    log.info("parity: largest difference %.2e, smallest cosine %.6f", difference, cosine)
    if difference > MOST_DIFFERENCE or cosine < LEAST_COSINE:
        raise SystemExit("the exported graph does not answer as the trained one")
    cells, width = size // network.shape.stride, network.shape.stages[-1][-1]
    facts: dict[str, object] = {
        "version": options.version,
        "input_size": size,
        "dim": network.shape.dim,
        "grid": [cells, cells, width],
        "licence": LICENCE,
        "training_data": training_data,
        "calibration": before.get("calibration", {}),
        "thresholds": before.get("thresholds", {}),
    }
    card = {**facts, **saved(model, out / f"{NAME}.onnx", facts, "")}
    card["macs"] = network.shape.macs(size)
    if not options.no_int8:
        small = quantised(model, pictures)
        found = embed(session_of(small), pictures)
        wanted = embed(session_of(model), pictures)
        cosines = (found * wanted).sum(1)
        log.info("int8: mean cosine %.4f, smallest %.4f", cosines.mean(), cosines.min())
        card["int8"] = saved(small, out / f"{NAME}-int8.onnx", facts, "-int8")
        card["int8"]["parity"] = {
            "mean_cosine": round(float(cosines.mean()), 5),
            "min_cosine": round(float(cosines.min()), 5),
            "photos": len(pictures),
        }
    if "background" in before:
        card["background"] = before["background"]
    target.write_text(json.dumps(card, indent=2) + "\n")
    log.info("%s, %.2f GMAC, %s", card["id"], card["macs"] / 1e9, card["sha256"][:12])
    return card


def restamp(folder: Path) -> None:
    """Writes thresholds and calibration of model.json into the ONNX files and their sums back."""
    target = folder / "model.json"
    card = json.loads(target.read_text())
    keys = ("version", "input_size", "dim", "grid", "licence", "training_data", "calibration")
    facts = {key: card[key] for key in (*keys, "thresholds")}
    for entry in filter(None, (card, card.get("int8"))):
        model = onnx.load(folder / entry["file"])
        kind = "-int8" if re.search(r"-int8-", entry["id"]) else ""
        entry.update(saved(model, folder / entry["file"], facts, kind))
    target.write_text(json.dumps(card, indent=2) + "\n")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--checkpoint", type=Path, nargs="+", required=True, help="of several, their mean"
    )
    parser.add_argument(
        "--photos", nargs="+", type=Path, required=True, help="to whiten and to calibrate int8"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--version", required=True)
    parser.add_argument("--size", type=int, default=160, help="side of the input in px")
    parser.add_argument("--training-data", default=TRAINING_DATA)
    parser.add_argument("--any-photos", action="store_true", help="not only the open sources")
    parser.add_argument("--no-int8", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    export(parse())

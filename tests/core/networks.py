"""Tiny networks that keep simgui's contract, or break it in one way, made with the onnx package."""

import hashlib
import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE, DIM, CELLS = 32, 12, 4


def tiny(
    *,
    seed=3,
    unit=True,
    scale=1.0,
    outputs=("embedding", "grid"),
    input_type=TensorProto.UINT8,
    batch="N",
    metadata=None,
    domain="",
    layout=(SIDE, SIDE, 3),
):
    """A network: mean colour of 4x4 cells, a projection, unit length."""
    random = np.random.default_rng(seed)
    weights = random.normal(0, scale, (CELLS * CELLS * 3, DIM)).astype(np.float32)
    constants = {
        "weights": weights,
        "half": np.float32(110.0),
        "flat": np.array([-1, CELLS * CELLS * 3], np.int64),
    }
    pool = SIDE // CELLS
    nodes = [
        helper.make_node("Cast", ["images"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["real", "half"], ["centred"]),
        helper.make_node("Transpose", ["centred"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node(
            "AveragePool", ["planes"], ["cells"], kernel_shape=[pool] * 2, strides=[pool] * 2
        ),
        helper.make_node("Transpose", ["cells"], ["grid"], perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", ["cells", "flat"], ["row"]),
        helper.make_node("MatMul", ["row", "weights"], ["raw"]),
        helper.make_node("LpNormalization", ["raw"], ["embedding"], axis=-1, p=2, domain=domain)
        if unit
        else helper.make_node("Identity", ["raw"], ["embedding"]),
    ]
    shapes = {"embedding": [batch, DIM], "grid": [batch, CELLS, CELLS, 3]}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("images", input_type, [batch, *layout])],
        [helper.make_tensor_value_info(o, TensorProto.FLOAT, shapes[o]) for o in outputs],
        [numpy_helper.from_array(np.asarray(v), n) for n, v in constants.items()],
    )
    opsets = [helper.make_opsetid("", 17)]
    if domain:
        opsets.append(helper.make_opsetid(domain, 1))
    network = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    for key, value in (metadata or {}).items():
        entry = network.metadata_props.add()
        entry.key, entry.value = key, value
    return network


def save(network, path):
    """Write a network and return its checksum."""
    data = network.SerializeToString()
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def describe(path, sha256, file="tiny.onnx", **more):
    """Write a model.json for a tiny network and return its path as text."""
    description = {
        "id": "tiny-1",
        "version": "1",
        "file": file,
        "sha256": sha256,
        "input_size": SIDE,
        "dim": DIM,
        "grid": [CELLS, CELLS, 3],
        "licence": "MIT",
        "training_data": "none",
        "thresholds": {"nominate": 0.3, "accept": 0.95},
        **more,
    }
    path.write_text(json.dumps(description))
    return str(path)


def shipped(folder, **more):
    """A whole tiny network in a folder, as the program ships its own; returns model.json's path."""
    return describe(folder / "model.json", save(tiny(), folder / "tiny.onnx"), **more)


def with_external_data(network, folder):
    """Save a network with its weights in a second file."""
    onnx.save(
        network,
        str(folder / "outside.onnx"),
        save_as_external_data=True,
        size_threshold=0,
        location="weights.bin",
    )
    return folder / "outside.onnx"

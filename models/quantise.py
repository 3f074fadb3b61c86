"""The int8 variant of an exported network.

The convolutions alone are quantised, per channel; GeM, linear layer and normalisation stay float,
because small errors there turn every embedding. A ReLU is where its convolution's bytes end, and
the bytes of the picture are the first convolution's: neither costs a pass of its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

_BYTE_CENTRE = 128


def quantised(model: onnx.ModelProto, pictures: np.ndarray) -> onnx.ModelProto:
    """Static int8 (QDQ, per channel) of a network, calibrated on uint8 [N, S, S, 3]."""
    from simgui.core.network.onnx_session import runtime

    tools = runtime("quantization")
    methods = runtime("quantization.calibrate").CalibrationMethod

    class Reader(tools.CalibrationDataReader):
        def __init__(self) -> None:
            self.batches: Iterator[dict] = iter(
                {"images": pictures[start : start + 8]} for start in range(0, len(pictures), 8)
            )

        def get_next(self) -> dict | None:
            return next(self.batches, None)

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "fp32.onnx"), Path(folder, "int8.onnx")
        onnx.save(_centred_on_a_byte(model), source)
        tools.quantize_static(
            source,
            target,
            Reader(),
            quant_format=tools.QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "Relu"],
            per_channel=True,
            # Weights of 7 bits: processors without VNNI add pairs of products in 16 bits, which
            # saturate with 8 (mean cosine with fp32 0.85 there instead of 0.999).
            reduce_range=True,
            activation_type=tools.QuantType.QUInt8,
            weight_type=tools.QuantType.QInt8,
            calibrate_method=methods.MinMax,
        )
        result = onnx.load(target)
    _feed_bytes(result)
    result.producer_name = "simgui"
    return result


def _centred_on_a_byte(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network, its pictures centred on a number that a byte can be.

    The half level between goes into the first bias, but for the photo's outermost pixels.
    """
    moved = onnx.ModelProto()
    moved.CopyFrom(model)
    stored = {item.name: item for item in moved.graph.initializer}
    centre = float(numpy_helper.to_array(stored["centre"]))
    scale = float(numpy_helper.to_array(stored["scale"]))
    first = next(node for node in moved.graph.node if node.op_type == "Conv")
    weight, bias = (numpy_helper.to_array(stored[name]) for name in first.input[1:])
    bias = bias + (_BYTE_CENTRE - centre) * scale * weight.sum((1, 2, 3))
    for name, value in (("centre", np.float32(_BYTE_CENTRE)), (first.input[2], bias)):
        stored[name].CopyFrom(numpy_helper.from_array(np.asarray(value, np.float32), name))
    return moved


def _feed_bytes(model: onnx.ModelProto) -> None:
    """Declares the picture's bytes to be the first convolution's, instead of creating new ones."""
    graph = model.graph
    first = next(node for node in graph.node if node.op_type == "Conv")
    maker = {name: node for node in graph.node for name in node.output}
    stored = {item.name: item for item in graph.initializer}
    scale = numpy_helper.to_array(stored["scale"])
    wanted = first.input[0]
    while wanted != "images":
        node = maker[wanted]
        wanted = node.input[0]
        for name in node.input[1:]:
            if name in stored:  # both ends of a pair have the same
                graph.initializer.remove(stored.pop(name))
        graph.node.remove(node)
    graph.initializer.append(numpy_helper.from_array(scale, "step"))
    graph.initializer.append(numpy_helper.from_array(np.array(_BYTE_CENTRE, np.uint8), "middle"))
    graph.node.insert(0, helper.make_node("Transpose", ["images"], ["bytes"], perm=[0, 3, 1, 2]))
    graph.node.insert(
        1, helper.make_node("DequantizeLinear", ["bytes", "step", "middle"], [first.input[0]])
    )

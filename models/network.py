"""The network: a slim VGG for copy detection (3x3 convolutions, ReLU, GeM, linear, unit length).

The training graph carries batch normalisation; `SlimVGG.fused` folds it away, so that the file
is nothing but convolutions and ReLU. Normalisation of the pixels lives inside the graph.
"""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

# Pixels are brought to about [-2, 2]; one constant for all channels keeps grey pictures grey.
PIXEL_CENTRE = 127.5
PIXEL_SCALE = 1.0 / 63.75
GEM_FLOOR = 1e-6


@dataclass(frozen=True)
class Shape:
    """Widths of the network.

    Attributes:
        stages: channels of each convolution, one tuple a stage; the first convolution of every
            stage halves the resolution.
        dim: length of the embedding.
        gem_power: exponent of the generalised mean; fixed, because a learned one makes the
            float tail behind an int8 trunk drift.
    """

    stages: tuple[tuple[int, ...], ...] = ((32,), (64, 64), (128, 128), (256, 256, 256))
    dim: int = 256
    gem_power: float = 3.0

    def to_json(self) -> dict:
        """The shape as plain data for a checkpoint."""
        return asdict(self)

    @staticmethod
    def from_json(data: dict) -> Shape:
        """The shape read back from `to_json` (lists become tuples)."""
        stages = tuple(tuple(int(width) for width in stage) for stage in data["stages"])
        return Shape(stages, int(data["dim"]), float(data["gem_power"]))

    @property
    def stride(self) -> int:
        """Pixels of the input for each cell of the grid, along one side."""
        return 2 ** len(self.stages)

    def macs(self, size: int) -> int:
        """Multiply-accumulates of one picture of `size` x `size` pixels."""
        total, before, side = 0, 3, size
        for stage in self.stages:
            side = (side + 1) // 2
            for width in stage:
                total += side * side * 9 * before * width
                before = width
        return total + before * self.dim


SMOKE_SHAPE = Shape(((16,), (16,), (32,)), dim=32)


class SlimVGG(nn.Module):
    """Plain feed-forward VGG; `forward` takes uint8 or float [N, S, S, 3] RGB in 0..255."""

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape or Shape()
        layers: list[nn.Module] = []
        before = 3
        for stage in self.shape.stages:
            for place, width in enumerate(stage):
                stride = 2 if place == 0 else 1
                layers += [
                    nn.Conv2d(before, width, 3, stride, 1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(inplace=True),
                ]
                before = width
        self.trunk = nn.Sequential(*layers)
        self.head = nn.Linear(before, self.shape.dim)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Embeds pictures.

        Args:
            images: [N, S, S, 3], uint8 or float, RGB in 0..255.

        Returns:
            embedding float32 [N, dim] of unit length, and the last feature map as
            float [N, h, w, C] (in the autocast type while training).
        """
        pixels = (images.permute(0, 3, 1, 2).float() - PIXEL_CENTRE) * PIXEL_SCALE
        features = self.trunk(pixels)
        return self.tail(features), features.permute(0, 2, 3, 1)

    def tail(self, features: Tensor) -> Tensor:
        """GeM, linear layer and unit length, always in float32: [N, C, h, w] -> [N, dim]."""
        with torch.autocast(features.device.type, enabled=False):
            power = self.shape.gem_power
            pooled = features.float().clamp(min=GEM_FLOOR).pow(power).mean((2, 3))
            return functional.normalize(self.head(pooled.pow(1.0 / power)))

    def fused(self) -> SlimVGG:
        """A copy for inference with every batch normalisation folded into its convolution."""
        deployed = copy.deepcopy(self).eval().float()
        layers: list[nn.Module] = []
        for layer in deployed.trunk:
            if isinstance(layer, nn.BatchNorm2d):
                layers[-1] = nn.utils.fusion.fuse_conv_bn_eval(layers[-1], layer)
            else:
                layers.append(layer)
        deployed.trunk = nn.Sequential(*layers)
        return deployed

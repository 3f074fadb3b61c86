"""A model's description: its file, contract, thresholds and calibration.

Reads `model.json`, or the metadata inside the user's own ONNX file. Never loads onnxruntime except
to read that metadata.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import ModelError
from simgui.core.network.onnx_session import open_session

MAX_MODEL_BYTES = 256 << 20
"""A network is read into memory whole; ours has 16 MB, and a larger one than this is a mistake."""

_MAX_JSON_BYTES = 4 << 20  # a description takes some kilobytes
_BLOCK_ROWS = 2048  # vectors compared with the background at once: bounds memory
_EXTERNAL_LOCATION = b"\n\x08location\x12"
"""How an ONNX tensor says that its numbers lie in another file (the key of its external_data)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a score means something; scores are background-normalised cosines.

    Attributes:
        nominate: Pairs below are not looked at in a library too small to tell what stands out.
        standout: How far a pair must stand out from the photos around both to be looked at: the
            share by which their distance is smaller. No score, so it suits any network.
        accept: Score at which hardly any pair is of two subjects: what a copy without texture to
            align must reach.
        same: Score of re-encoded or resized copies.
        edited: Score of edited copies that can be believed without points to align.
        similar: Lowest score shown as "looks alike".
    """

    nominate: float = 0.45
    standout: float = 0.12
    accept: float = 0.9
    same: float = 0.9
    edited: float = 0.85
    similar: float = 0.6


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic curve from score s to the network's probability: 1 / (1 + exp(-slope s - offset)).

    Attributes:
        photos: Size of the library it was fitted for; false pairs grow with its square.
    """

    slope: float = 20.0
    offset: float = -15.0
    photos: int = 3000


@dataclass(frozen=True, slots=True)
class Variant:
    """The same network at another precision: another file and another id."""

    id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BackgroundFile:
    """Where background vectors lie and how they are used: score = cosine - beta (b_i + b_j) / 2."""

    path: str
    sha256: str
    beta: float
    k: int


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A network and how to use it.

    Attributes:
        id: Names its vectors; vectors of two ids are never compared.
        path: The ONNX file.
        sha256: Of that file, hexadecimal; empty if nobody said.
        input_size: Side S of the square input in pixels.
        dim: Length D of an embedding.
        grid: Height, width and channels of the output `grid`; zeros if unknown.
        quantised: The same network in int8, or None.
    """

    id: str
    path: str
    sha256: str
    input_size: int
    dim: int
    version: str = ""
    grid: tuple[int, int, int] = (0, 0, 0)
    licence: str = ""
    training_data: str = ""
    thresholds: Thresholds = field(default_factory=Thresholds)
    calibration: Calibration = field(default_factory=Calibration)
    quantised: Variant | None = None
    background: BackgroundFile | None = None

    def at(self, variant: Variant) -> ModelInfo:
        """The same network at another precision."""
        return replace(
            self, id=variant.id, path=variant.path, sha256=variant.sha256, quantised=None
        )


@dataclass(frozen=True, slots=True)
class Background:
    """Vectors of unrelated photos: what a photo resembles merely by being sky, paper or a screen.

    Score normalisation as for SSCD (Pizzi et al., "A self-supervised descriptor for image copy
    detection", 2022), in a form that is symmetric in the two photos.

    Attributes:
        vectors: float32 [B, D] of unit length; B may be 0, then scores are cosines.
    """

    vectors: NDArray[np.float32]
    beta: float = 1.0
    k: int = 3

    def bias(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mean cosine of each vector [n, D] with its k nearest background vectors, float32 [n]."""
        k = min(self.k, len(self.vectors))
        result = np.zeros(len(vectors), np.float32)
        if k == 0:
            return result
        for start in range(0, len(vectors), _BLOCK_ROWS):
            block = vectors[start : start + _BLOCK_ROWS] @ self.vectors.T
            nearest = np.partition(block, block.shape[1] - k, axis=1)[:, -k:]
            result[start : start + _BLOCK_ROWS] = nearest.mean(axis=1)
        return result

    def score(
        self,
        cosine: NDArray[np.float32],
        bias_a: NDArray[np.float32],
        bias_b: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Background-normalised cosine of pairs, all float32 [n]."""
        return np.asarray(cosine - self.beta * (bias_a + bias_b) / 2, np.float32)


def load(path: str) -> ModelInfo:
    """Read what is known of a network.

    Args:
        path: A `model.json`, or an ONNX file: then the .json of the same name beside it describes
            it, or else its own metadata.

    Raises:
        ModelError: The file is missing, damaged, or lacks what must be known.
    """
    if path.lower().endswith(".json"):
        return _from_json(path)
    beside = os.path.splitext(path)[0] + ".json"
    if os.path.isfile(beside):
        info = _from_json(beside)
        if os.path.abspath(info.path) == os.path.abspath(path):
            return info
    return _from_metadata(path)


def read_network(info: ModelInfo) -> bytes:
    """The bytes of the ONNX file, checked against the checksum and for data in other files.

    Raises:
        ModelError: The file is missing, too large, altered, or not whole.
    """
    data = _read(info.path, MAX_MODEL_BYTES)
    if info.sha256 and hashlib.sha256(data).hexdigest() != info.sha256.lower():
        raise ModelError(
            "{path} is damaged: its checksum does not match its description",
            path=info.path,
            remedy="Restore the file, or reinstall simgui.",
        )
    if _EXTERNAL_LOCATION in data:
        raise ModelError(
            "{path} stores its weights in other files",
            path=info.path,
            remedy="Save the model as one file, without external data.",
        )
    return data


def load_background(info: ModelInfo) -> Background:
    """The background vectors of a network; none if it has no such file.

    Raises:
        ModelError: The file is missing, damaged, or of another network.
    """
    if info.background is None:
        return Background(np.zeros((0, info.dim), np.float32))
    path = info.background.path
    data = _read(path, MAX_MODEL_BYTES)
    if hashlib.sha256(data).hexdigest() != info.background.sha256.lower():
        raise ModelError(
            "{path} is damaged: its checksum does not match its description",
            path=path,
            remedy="Restore the file, or reinstall simgui.",
        )
    try:
        with open(path, "rb") as file:
            stored = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise ModelError("{path} can't be read: {why}", path=path, why=error) from error
    vectors = np.asarray(stored, np.float32)
    if vectors.ndim != 2 or vectors.shape[1] != info.dim or not np.isfinite(vectors).all():
        raise ModelError("{path} does not contain vectors of length {dim}", path=path, dim=info.dim)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    if (length < 1e-6).any():
        raise ModelError("{path} contains a vector of length zero", path=path)
    return Background(vectors / length, info.background.beta, info.background.k)


def _read(path: str, limit: int) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise ModelError(
            "{path} can't be read: {why}",
            path=path,
            remedy="Choose another model file, or reinstall simgui.",
            why=error.strerror or error,
        ) from error
    if len(data) > limit:
        raise ModelError("{path} is larger than {megabytes} MB", path=path, megabytes=limit >> 20)
    return data


def _from_json(path: str) -> ModelInfo:
    try:
        described = json.loads(_read(path, _MAX_JSON_BYTES))
    except ValueError as error:
        raise ModelError("{path} is not valid JSON: {why}", path=path, why=error) from error
    if not isinstance(described, dict):
        raise ModelError("{path} does not describe a model", path=path)
    name = described.get("file")
    if not isinstance(name, str) or not name:
        raise ModelError("{path} names no model file", path=path)
    return _described(described, path, os.path.join(os.path.dirname(path), name))


def _from_metadata(path: str) -> ModelInfo:
    data = read_network(ModelInfo(id="", path=path, sha256="", input_size=1, dim=1))
    session = open_session(data, path)
    digest = hashlib.sha256(data).hexdigest()
    described: dict[str, Any] = {"id": f"own-{digest[:12]}", "sha256": digest}
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) == 1 and len(inputs[0].shape) == 4:
        described["input_size"] = inputs[0].shape[1]
    for output in outputs:
        if output.name == "embedding" and len(output.shape) == 2:
            described["dim"] = output.shape[1]
    for key, value in session.get_modelmeta().custom_metadata_map.items():
        if key not in {"sha256", "file", "int8", "background"}:
            described[key] = _from_text(value)
    return _described(described, path, path)


def _from_text(value: str) -> Any:
    """Metadata of an ONNX file is text; what reads as JSON is meant as such."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _described(described: Mapping[str, Any], path: str, network: str) -> ModelInfo:
    """Check an untrusted description.

    Raises:
        ModelError: Something needed is missing or out of range.
    """
    try:
        grid = tuple(int(n) for n in described.get("grid") or (0, 0, 0))
        info = ModelInfo(
            id=str(described["id"]),
            path=network,
            sha256=str(described.get("sha256", "")),
            input_size=int(described["input_size"]),
            dim=int(described["dim"]),
            version=str(described.get("version", "")),
            grid=(grid[0], grid[1], grid[2]),
            licence=str(described.get("licence", "")),
            training_data=str(described.get("training_data", "")),
            thresholds=Thresholds(**_numbers(described.get("thresholds"), Thresholds)),
            calibration=Calibration(**_numbers(described.get("calibration"), Calibration)),
            quantised=_variant(described.get("int8"), path),
            background=_background(described.get("background"), path),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise ModelError(
            "The model description in {path} is incomplete or wrong: {why}",
            path=path,
            remedy="Choose a model file made by simgui's training program.",
            why=error,
        ) from error
    if not (info.id.isprintable() and 0 < len(info.id) <= 100):
        raise ModelError("The model in {path} has no usable id", path=path)
    if not (16 <= info.input_size <= 1024 and 2 <= info.dim <= 4096):
        raise ModelError(
            "The model in {path} has an input of {input_size} px and {dim} numbers per "
            "photo; 16 to 1024 px and 2 to 4096 numbers are supported",
            path=path,
            input_size=info.input_size,
            dim=info.dim,
        )
    return info


def _numbers(values: Any, kind: type[Thresholds] | type[Calibration]) -> dict[str, Any]:
    """The finite numbers of a dictionary that `kind` knows by name; others are somebody else's."""
    values = {} if values is None else values
    if not isinstance(values, Mapping):
        raise TypeError("thresholds and calibration must be objects")
    known = {name: values[name] for name in kind.__dataclass_fields__ if name in values}
    for name, value in known.items():
        if isinstance(value, bool) or not math.isfinite(float(value)):
            raise ValueError(f"{name} is not a number")
    return {name: int(value) if name == "photos" else float(value) for name, value in known.items()}


def _variant(described: Any, path: str) -> Variant | None:
    if not described:
        return None
    folder = os.path.dirname(path)
    return Variant(
        id=str(described["id"]),
        path=os.path.join(folder, str(described["file"])),
        sha256=str(described["sha256"]),
    )


def _background(described: Any, path: str) -> BackgroundFile | None:
    if not described:
        return None
    beta, k = float(described.get("beta", 1.0)), int(described.get("k", 3))
    if not (0 <= beta <= 2 and 1 <= k <= 100):
        raise ValueError(f"background: beta {beta} or k {k} is out of range")
    return BackgroundFile(
        path=os.path.join(os.path.dirname(path), str(described["file"])),
        sha256=str(described["sha256"]),
        beta=beta,
        k=k,
    )

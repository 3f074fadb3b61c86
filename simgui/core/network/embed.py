"""Photos to vectors: one onnxruntime session, owned by the scan thread."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simgui.core.errors import ModelError, marked
from simgui.core.network.model import ModelInfo, read_network
from simgui.core.network.onnx_session import first_line, open_session
from simgui.core.task import Token

_BATCH = 8
"""Larger batches gain nothing on a CPU (measured: 10 % from 1 to 8) and cost memory."""

_UNIT_TOLERANCE = 1e-2  # of a vector's length: the network normalises, so more is a defect
_SAMPLES = 4  # pictures a network is tried on
_TIMED = 2  # pictures of one measured run: a first scan waits for this
_ROUNDS = 6  # of measuring both precisions, at most
_ENLARGED = 4  # the samples are drawn small, for a first scan waits for them
_MIN_PARITY = 0.98
"""Lowest cosine between int8 and fp32 on any test picture: below, the CPU's int8 is not to be
trusted (it saturates without VNNI on some)."""

_MIN_GAIN = 1.1
"""int8 costs a little accuracy, so it must be faster by more than the measurement's noise."""

_CLEAR_GAIN = 1.4
"""Once every sample was seen, so much needs no further round."""


class Embedder:
    """Runs a network on batches of photos; every answer is checked.

    A session computes one batch at a time: use one Embedder per thread, or one thread.
    """

    def __init__(
        self, info: ModelInfo, *, threads: int = 1, providers: Sequence[str] | None = None
    ) -> None:
        """Open the network and try it on two pictures.

        Args:
            info: The network.
            threads: Threads inside one run; photos are better spread over sessions.
            providers: Execution providers of onnxruntime, first choice first; the CPU by default.

        Raises:
            ModelError: The file is missing, damaged, or breaks the contract.
        """
        self.info = info
        self._session = open_session(
            read_network(info), info.path, threads=threads, providers=providers
        )
        self._check_contract()
        vectors = self.embed(sample_pictures(info.input_size, _SAMPLES)[:2])
        if abs(float(vectors[0] @ vectors[1])) > 1 - 1e-6:
            raise self._broken(marked("it gives unlike pictures the same vector"))

    @property
    def providers(self) -> list[str]:
        """The execution providers in use, first choice first."""
        return list(self._session.get_providers())

    def embed(self, images: NDArray[np.uint8], token: Token | None = None) -> NDArray[np.float32]:
        """Embed photos.

        Args:
            images: uint8 [n, S, S, 3], RGB, upright, squashed to the square.
            token: Cancels or pauses.

        Returns:
            float32 [n, D] of unit length.

        Raises:
            Cancelled: The token was cancelled.
            ModelError: The network gave something else.
        """
        result = np.empty((len(images), self.info.dim), np.float32)
        for start, vectors in self._run("embedding", images, token):
            if vectors.shape != (min(_BATCH, len(images) - start), self.info.dim):
                raise self._broken(
                    marked("its vectors have the shape {shape}, not [N, {dim}]"),
                    shape=vectors.shape,
                    dim=self.info.dim,
                )
            if not np.isfinite(vectors).all():
                raise self._broken(marked("its vectors contain numbers that are not finite"))
            length = np.linalg.norm(vectors, axis=1, keepdims=True)
            if (np.abs(length - 1) > _UNIT_TOLERANCE).any():
                raise self._broken(marked("its vectors are not of unit length"))
            result[start : start + len(vectors)] = vectors / length
        return result

    def grids(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The last feature map of photos, float32 [n, h, w, C]; images as for `embed`.

        Raises:
            ModelError: The network gave something else.
        """
        height, width, channels = self.info.grid
        result = np.empty((len(images), height, width, channels), np.float32)
        for start, grid in self._run("grid", images):
            if grid.shape[1:] != (height, width, channels) or not np.isfinite(grid).all():
                raise self._broken(
                    marked("its grid is not {wanted}"), wanted=f"[N, {height}, {width}, {channels}]"
                )
            result[start : start + len(grid)] = grid
        return result

    def _run(self, output: str, images: NDArray[np.uint8], token: Token | None = None) -> Any:
        side = self.info.input_size
        if images.dtype != np.uint8 or images.shape[1:] != (side, side, 3):
            raise ValueError(f"uint8 [n, {side}, {side}, 3] is needed, not {images.shape}")
        for start in range(0, len(images), _BATCH):
            if token is not None:
                token.check()
            batch = np.ascontiguousarray(images[start : start + _BATCH])
            try:
                (values,) = self._session.run([output], {"images": batch})
            except Exception as error:  # onnxruntime has no base class of errors
                raise self._broken(
                    marked("it fails on a photo: {why}"), why=first_line(error)
                ) from error
            yield start, values

    def _check_contract(self) -> None:
        inputs = self._session.get_inputs()
        outputs = {output.name: output for output in self._session.get_outputs()}
        side = self.info.input_size
        if [i.name for i in inputs] != ["images"]:
            raise self._broken(marked("its only input must be called “images”"))
        shape = list(inputs[0].shape)
        if inputs[0].type != "tensor(uint8)" or len(shape) != 4:
            raise self._broken(
                marked("its input is {kind} {shape}, not uint8 [N, S, S, 3]"),
                kind=inputs[0].type,
                shape=shape,
            )
        for given, wanted in zip(shape[1:], (side, side, 3), strict=True):
            if isinstance(given, int) and given != wanted:
                raise self._broken(
                    marked("its input has the shape {shape}, not [N, {side}, {side}, 3]"),
                    shape=shape,
                    side=side,
                )
        if isinstance(shape[0], int):
            raise self._broken(marked("its input has a fixed number of photos"))
        for name, rank in (("embedding", 2), ("grid", 4)):
            if name not in outputs:
                raise self._broken(marked("it has no output “{name}”"), name=name)
            if outputs[name].type != "tensor(float)" or len(outputs[name].shape) != rank:
                raise self._broken(
                    marked("its output “{name}” is not float32 of {rank} dimensions"),
                    name=name,
                    rank=rank,
                )

    def _broken(self, reason: str, **values: Any) -> ModelError:
        return ModelError(
            "{path} can't be used as the AI model: {reason}",
            path=self.info.path,
            remedy="Choose a model file made by simgui's training program.",
            reason=ModelError(reason, **values),
        )


def choose(info: ModelInfo, *, threads: int = 1) -> ModelInfo:
    """Choose the precision for this computer: int8 where it is faster and says the same, else fp32.

    Takes about 0.2 s; remember the id of the answer. The two have different ids, for their
    vectors are never compared.

    Raises:
        ModelError: The fp32 network can't be used. A broken int8 file only means fp32.
    """
    if info.quantised is None:
        return info
    exact = Embedder(info, threads=threads)
    try:
        quick = Embedder(info.at(info.quantised), threads=threads)
        parity, gain = _compared(exact, quick)
    except ModelError:
        return info
    return quick.info if parity >= _MIN_PARITY and gain >= _MIN_GAIN else info


@cache
def sample_pictures(side: int, count: int) -> NDArray[np.uint8]:
    """Pictures with edges, colour and texture, always the same, uint8 [count, side, side, 3]."""
    random = np.random.default_rng(20)
    drawn = -(-side // _ENLARGED)
    y, x = np.mgrid[0 : 1 : drawn * 1j, 0 : 1 : drawn * 1j]
    pictures = np.empty((count, side, side, 3), np.uint8)
    for picture in pictures:
        canvas = (
            random.uniform(40, 215, 3) + 40 * (x * random.normal() + y * random.normal())[..., None]
        )
        for _ in range(12):
            dx, dy = x - random.uniform(), y - random.uniform()
            turn = random.uniform(0, np.pi)
            u = (dx * np.cos(turn) + dy * np.sin(turn)) / random.uniform(0.05, 0.4)
            v = (dy * np.cos(turn) - dx * np.sin(turn)) / random.uniform(0.05, 0.4)
            inside = (
                (u * u + v * v < 1) if random.uniform() < 0.5 else np.maximum(abs(u), abs(v)) < 1
            )
            wave = 1 + 0.3 * np.sin(40 * random.uniform() * u)
            canvas = np.where(
                inside[..., None], random.uniform(0, 255, 3) * wave[..., None], canvas
            )
        whole = canvas.repeat(_ENLARGED, axis=0).repeat(_ENLARGED, axis=1)[:side, :side]
        noise = random.normal(0, 6, whole.shape)
        picture[:] = (whole + noise).clip(0, 255).astype(np.uint8)
    pictures.flags.writeable = False
    return pictures


def _compared(exact: Embedder, quick: Embedder) -> tuple[float, float]:
    """The lowest cosine between two networks, and how many times faster the second is.

    The shortest run of each counts, and the runs take turns, so that a computer that is busy for a
    moment slows both.

    Raises:
        ModelError: One of them can't be used.
    """
    pictures = sample_pictures(exact.info.input_size, _SAMPLES)
    parity = 1.0
    slow = fast = float("inf")
    for done in range(_ROUNDS):
        start = done * _TIMED % _SAMPLES
        some = pictures[start : start + _TIMED]
        wanted, seconds = _timed(exact, some)
        slow = min(slow, seconds)
        found, seconds = _timed(quick, some)
        fast = min(fast, seconds)
        parity = min(parity, float((wanted * found).sum(axis=1).min()))
        if start + _TIMED == _SAMPLES and slow >= _CLEAR_GAIN * fast:
            break
    return parity, slow / max(fast, 1e-9)


def _timed(embedder: Embedder, pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float32], float]:
    """Vectors, and the seconds they took."""
    start = time.perf_counter()
    vectors = embedder.embed(pictures)
    return vectors, time.perf_counter() - start

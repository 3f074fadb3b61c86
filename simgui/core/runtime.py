"""Networks opened in onnxruntime, which is imported only then: starting the program stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simgui.core.errors import ModelError


def open_session(
    data: bytes, path: str, *, threads: int = 1, providers: Sequence[str] | None = None
) -> Any:
    """Open an ONNX network for onnxruntime.

    Raises:
        ModelError: It is damaged, or needs operators that onnxruntime does not have.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # Spinning threads take a core from the decoders, and a laptop's battery.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            data, options, providers=list(providers or ["CPUExecutionProvider"])
        )
    except Exception as error:  # onnxruntime has no base class of errors
        raise ModelError(
            f"{path} is not a network that can be run: {first_line(error)}",
            path=path,
            remedy="Choose a network file made by simgui's training program.",
        ) from error


def first_line(error: Exception) -> str:
    """What is wrong, in the first line of an error of onnxruntime."""
    text = str(error).strip().splitlines()
    return text[0][:300] if text else type(error).__name__

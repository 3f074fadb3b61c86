"""The only module that imports onnxruntime, and only when a network is needed: starts stay quick.

`simgui/__init__.py` has switched its telemetry off before. What its C++ part writes to standard
error goes to the log: users can do nothing about it.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from simgui.core.errors import ModelError

_PACKAGE = "onnxruntime"
_STDERR = 2  # file descriptor (POSIX)
_LOGGED_BYTES = 65_536  # of what C++ code writes, at most

_log = logging.getLogger(__name__)
_import_lock = threading.Lock()


def runtime(part: str = "") -> Any:
    """Import onnxruntime.

    Args:
        part: A module in it, such as "quantization"; by default the package itself.
    """
    with _import_lock:
        if _PACKAGE not in sys.modules:
            with _stderr_to_log():
                import onnxruntime

            onnxruntime.set_default_logger_severity(4)  # fatal errors only
            # Windows builds report through the system's event tracing; no variable stops that.
            onnxruntime.disable_telemetry_events()
        return importlib.import_module(f"{_PACKAGE}.{part}" if part else _PACKAGE)


@contextmanager
def _stderr_to_log() -> Iterator[None]:
    """Log what C++ code writes to standard error; onnxruntime warns before it can be configured."""
    try:
        saved = os.dup(_STDERR)
    except OSError:  # a window of Windows has no standard error
        yield
        return
    try:
        reader, writer = _channel()
    except OSError:  # no room: what it writes stays where it goes
        os.close(saved)
        yield
        return
    try:
        os.dup2(writer, _STDERR)
        try:
            yield
        finally:
            os.dup2(saved, _STDERR)
    finally:
        os.close(saved)
        os.close(writer)
        text = ""
        with suppress(OSError):  # a pipe that is empty, or that has no beginning
            with suppress(OSError):
                os.lseek(reader, 0, os.SEEK_SET)
            text = os.read(reader, _LOGGED_BYTES).decode("utf-8", "replace")
        os.close(reader)
    for line in text.splitlines():
        _log.info("onnxruntime: %s", line)


def _channel() -> tuple[int, int]:
    """Two ends of what holds some text: descriptors to read it from and to write it to.

    A full pipe drops text, and a child that inherited standard error must not hold this up. Windows
    has no such pipes before Python 3.12; a file leaves a trace in the folder for temporary files.
    """
    if not hasattr(os, "set_blocking"):
        with tempfile.TemporaryFile() as file:
            return os.dup(file.fileno()), os.dup(file.fileno())
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    os.set_blocking(reader, False)
    return reader, writer


def providers() -> list[str]:
    """Names of what this onnxruntime can compute on, such as "CPUExecutionProvider"."""
    return [str(name) for name in runtime().get_available_providers()]


def open_session(
    data: bytes, path: str, *, threads: int = 1, providers: Sequence[str] | None = None
) -> Any:
    """Open an ONNX network for onnxruntime.

    Raises:
        ModelError: It is damaged, or needs operators that onnxruntime does not have.
    """
    onnxruntime = runtime()
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
            "{path} is not a model that can be run: {why}",
            path=path,
            remedy="Choose a model file made by simgui's training program.",
            why=first_line(error),
        ) from error


def first_line(error: Exception) -> str:
    """What is wrong, in the first line of an error of onnxruntime."""
    text = str(error).strip().splitlines()
    return text[0][:300] if text else type(error).__name__

"""An ONNX graph that runs in the thread that calls it, and survives pickling and forking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class OnnxGraph:
    """Numpy arrays in, numpy arrays out; safe to call from several threads at once.

    Raises ValueError for bytes that are no ONNX graph.
    """

    def __init__(self, model: bytes) -> None:
        self.model = model
        options = ort.SessionOptions()
        # A session with threads of its own would hang in a fork, which does not have them.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            # Its errors have no common class but this.
            raise ValueError(f"no ONNX graph that runs here: {error}") from error

    def __reduce__(self) -> tuple[Any, ...]:
        return OnnxGraph, (self.model,)

    def run(self, inputs: Mapping[str, NDArray[Any]], outputs: Sequence[str]) -> list[Floats]:
        """The named outputs, in the order of their names here."""
        found: list[Floats] = self._session.run(list(outputs), dict(inputs))
        return found

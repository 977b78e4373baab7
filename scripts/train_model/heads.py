"""Writes the heads as ONNX graphs over word vectors."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]

OPSET = 17
# The oldest intermediate representation that has this opset: older runtimes read it too.
IR_VERSION = 8
LEAK = 0.1


def linear_graph(weights: Weights, layer: str) -> bytes:
    """``vectors`` → ``scores`` by the layer's ``.weight`` (in × out) and ``.bias``."""
    return _model(_linear("vectors", layer, "scores"), weights, ["vectors"], ["scores"])


def arcs_graph(weights: Weights) -> bytes:
    """``vectors`` of a sentence → ``arcs`` (words × root and words), ``heads``, ``dependents``."""
    nodes = [
        helper.make_node("Concat", ["root", "vectors"], ["rooted"], axis=0),
        *_linear("rooted", "arc_head", "head_plain"),
        *_linear("vectors", "arc_dependent", "dependent_plain"),
        helper.make_node("LeakyRelu", ["head_plain"], ["head"], alpha=LEAK),
        helper.make_node("LeakyRelu", ["dependent_plain"], ["dependent"], alpha=LEAK),
        *_linear("dependent", "arc", "seeking"),
        helper.make_node("Gemm", ["seeking", "head"], ["arcs"], transB=1),
        *_linear("rooted", "label_head", "heads"),
        *_linear("vectors", "label_dependent", "dependents"),
    ]
    return _model(nodes, weights, ["vectors"], ["arcs", "heads", "dependents"])


def labels_graph(weights: Weights) -> bytes:
    """``pairs`` (dependent plus head) → ``scores`` of the labels."""
    nodes = [
        helper.make_node("LeakyRelu", ["pairs"], ["bent"], alpha=LEAK),
        *_linear("bent", "label", "scores"),
    ]
    return _model(nodes, weights, ["pairs"], ["scores"])


def _linear(source: str, layer: str, target: str) -> list[NodeProto]:
    # Not one "Gemm": onnxruntime quantises products alone as values come.
    product = f"{target}_product"
    return [
        helper.make_node("MatMul", [source, f"{layer}.weight"], [product], name=product),
        helper.make_node("Add", [product, f"{layer}.bias"], [target]),
    ]


def _model(
    nodes: list[NodeProto], weights: Weights, inputs: list[str], outputs: list[str]
) -> bytes:
    used = {name for node in nodes for name in node.input}
    graph = helper.make_graph(
        nodes,
        "head",
        [_matrix(name) for name in inputs],
        [_matrix(name) for name in outputs],
        [
            numpy_helper.from_array(np.ascontiguousarray(weights[name], np.float32), name)
            for name in sorted(used & set(weights))
        ],
    )
    opset = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def _matrix(name: str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, None])

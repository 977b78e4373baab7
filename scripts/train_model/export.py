"""From a checkpoint to the parts of the pipeline: the encoder and the heads, all as ONNX, large ones int8."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from graph.extract.language.lemmas import Lemmas
from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.assemble import HeadParts, Parts
from scripts.train_model.data import Labels
from scripts.train_model.heads import OPSET, arcs_graph, labels_graph, linear_graph
from scripts.train_model.network import ATTENTION_HEADS, WIDTH, Encoder, Layer, Network
from scripts.train_model.train import new_network
from scripts.train_model.windows import TAGS


def load_checkpoint(path: Path, pieces: WordPiece, labels: Labels) -> Network:
    """The network with a checkpoint's weights, for use and not for training."""
    network = new_network(pieces, labels)
    network.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))
    return network.eval()


def export(
    network: Network,
    pieces: WordPiece,
    labels: Labels,
    lemmas: Lemmas,
    *,
    quantised: bool,
) -> Parts:
    """The parts of the pipeline; unquantised: for comparison."""

    def large(graph: bytes) -> bytes:
        return in_bytes(graph) if quantised else graph

    weights = _head_weights(network)
    deps = list(labels.deps)
    # What is no root must not be labelled as one; what is gets the label ROOT without being asked.
    weights["label.bias"][deps.index("root")] = -1e4
    return Parts(
        encoder=large(_encoder_graph(network.encoder, quantised=quantised)),
        vocabulary=pieces.vocabulary,
        heads={
            "senter": _scores_head(linear_graph(weights, "boundary"), ("inside", "start")),
            "tagger": _scores_head(linear_graph(weights, "tag"), labels.tags),
            "morphologizer": _scores_head(large(linear_graph(weights, "morph")), labels.morphs),
            "ner": _scores_head(linear_graph(weights, "entity"), TAGS),
            "parser": HeadParts(
                graphs={"arcs": large(arcs_graph(weights)), "labels": labels_graph(weights)},
                labels=deps,
            ),
        },
        lemmas=lemmas,
    )


def _scores_head(graph: bytes, labels: Sequence[str]) -> HeadParts:
    return HeadParts(graphs={"scores": graph}, labels=tuple(labels))


def _head_weights(network: Network) -> dict[str, NDArray[np.float32]]:
    """Every weight outside the encoder; matrices as in × out."""
    weights = {"root": network.root.detach().numpy().reshape(1, WIDTH).copy()}
    for name, module in network.named_children():
        if isinstance(module, nn.Linear):
            weights[f"{name}.weight"] = module.weight.detach().numpy().T.copy()
            weights[f"{name}.bias"] = module.bias.detach().numpy().copy()
    return weights


class _PlainLayer(nn.Module):
    """A layer in operations that export and quantise well: one product for query, key and value."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts = (layer.query, layer.key, layer.value)
        # The softmax's scale goes into the queries.
        scale = (WIDTH // ATTENTION_HEADS) ** -0.5
        factors = (scale, 1.0, 1.0)
        self.weight = nn.Parameter(
            torch.cat([p.weight * f for p, f in zip(parts, factors, strict=True)]).T.contiguous()
        )
        self.bias = nn.Parameter(
            torch.cat([p.bias * f for p, f in zip(parts, factors, strict=True)])
        )

    def forward(self, hidden: Tensor) -> Tensor:
        layer = self.layer
        joint = hidden @ self.weight + self.bias
        query, key, value = (
            part.unflatten(-1, (ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)).transpose(1, 2)
            for part in joint.split(WIDTH, -1)
        )
        shares = torch.softmax(query @ key.transpose(2, 3), -1)
        mixed = (shares @ value).transpose(1, 2).flatten(2)
        hidden = layer.attention_norm(hidden + layer.output(mixed))
        changed = layer.down(functional.gelu(layer.up(hidden)))
        normed: Tensor = layer.output_norm(hidden + changed)
        return normed


class _PlainEncoder(nn.Module):
    """The encoder for export; ``quantised``: the embeddings as bytes with a scale for each piece.

    onnxruntime's own quantisation would give the whole table one scale, which rare pieces set.
    """

    def __init__(self, encoder: Encoder, *, quantised: bool) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(_PlainLayer(layer) for layer in encoder.layers)
        self.quantised = quantised
        if quantised:
            table = encoder.pieces.weight
            scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            self.register_buffer("bytes", (table / scale).round().to(torch.int8))
            self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, case: Tensor) -> Tensor:
        encoder = self.encoder
        positions = encoder.positions(torch.arange(ids.shape[1]))
        pieces = (
            self.bytes[ids].float() * self.scale[ids] if self.quantised else encoder.pieces(ids)
        )
        hidden: Tensor = encoder.norm(pieces + encoder.case(case) + positions[None])
        for layer in self.layers:
            hidden = layer(hidden)
        return hidden


@torch.no_grad()
def _encoder_graph(encoder: Encoder, *, quantised: bool) -> bytes:
    plain = _PlainEncoder(encoder, quantised=quantised).eval()
    example = (torch.randint(1000, 2000, (1, 24)), torch.randint(0, 10, (1, 24)))
    difference = (plain(*example) - encoder(*example)).abs().max().item()
    if difference > (0.2 if quantised else 1e-3):
        raise ValueError(f"the exported encoder differs from the trained one by {difference}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            plain,
            example,
            path,
            input_names=["ids", "case"],
            output_names=["hidden"],
            dynamic_axes={"ids": {1: "L"}, "case": {1: "L"}, "hidden": {1: "L"}},
            opset_version=OPSET,
            dynamo=False,
        )
        return path.read_bytes()


def in_bytes(graph: bytes) -> bytes:
    """The graph with eight-bit weights, a range a channel, activations quantised as they come.

    Seven of the eight bits are used: processors without VNNI add pairs of products in 16 bits, and
    would saturate, so that their results would be others than those measured here.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        plain.write_bytes(graph)
        quantize_dynamic(
            plain,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
        onnx.checker.check_model(onnx.load(small))
        return small.read_bytes()

"""Rounds the encoder's matrices for the inputs that they get: windows of the training corpora.

The result lies on the very steps that onnxruntime's quantisation takes, which therefore changes no
weight any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor, nn

from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.data import Corpora
from scripts.train_model.network import Encoder
from scripts.train_model.steps import on_steps
from scripts.train_model.windows import LabelNumbers, Window, windows

DOCUMENTS_A_CORPUS = 10
# Matrices of one layer in the order of their use; those of one group read the same input.
_GROUPS = (("query", "key", "value"), ("output",), ("up",), ("down",))


def calibration_windows(
    corpora: Corpora, pieces: WordPiece, numbers: LabelNumbers, seed: int
) -> list[Window]:
    """Some windows of each training corpus, always the same for a seed."""
    random = Random(f"{seed} rounding")
    chosen: list[Window] = []
    for part in corpora.train:
        count = min(DOCUMENTS_A_CORPUS, len(part.documents))
        documents = random.sample(list(part.documents), count)
        chosen += windows(documents, pieces, numbers, random=random)
    return chosen


@torch.no_grad()
def round_weights(encoder: Encoder, chosen: Sequence[Window]) -> None:
    """Rounds every matrix of the encoder's layers, in place, each for the inputs that it then gets.

    On one thread: sums in another order would round a weight here and there the other way, and what
    makes its error good would differ all over the matrix.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    states = [
        encoder.embed(torch.from_numpy(window.ids)[None], torch.from_numpy(window.case)[None])
        for window in chosen
    ]
    for layer in encoder.layers:
        for names in _GROUPS:
            matrices = [getattr(layer, name) for name in names]
            products = _input_products(layer, matrices[0], states).numpy()
            for matrix in matrices:
                fitted = on_steps(matrix.weight.numpy(), products)
                matrix.weight.copy_(torch.from_numpy(fitted))
        states = [layer(state, None) for state in states]
    torch.set_num_threads(threads)


def _input_products(layer: nn.Module, matrix: nn.Linear, states: Sequence[Tensor]) -> Tensor:
    """XᵀX of all that the matrix reads while the layer works on ``states``: in × in."""
    width = matrix.in_features
    products = torch.zeros(width, width, dtype=torch.float64)

    def add(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        read = inputs[0].flatten(0, -2)
        products.add_((read.T @ read).double())

    handle = matrix.register_forward_pre_hook(add)
    for state in states:
        layer(state, None)
    handle.remove()
    return products

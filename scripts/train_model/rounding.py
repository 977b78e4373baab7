"""Rounds the encoder's matrices so that what they compute changes least.

Rounding each weight to the nearest step leaves errors that add up wherever inputs go together.
Here the columns of a matrix are rounded one after the other, and each one's error is made good, as
far as it can be, by the columns that are still to come: GPTQ (Frantar et al. 2023), on windows of the
training corpora. The result lies on the very steps that onnxruntime's quantisation takes, which
therefore changes nothing any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor, nn

from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.data import Corpora
from scripts.train_model.network import Encoder
from scripts.train_model.windows import LabelNumbers, Window, windows

# Seven of eight bits, signed: see ``export``.
STEPS = 64
DOCUMENTS_A_CORPUS = 40
# Added to the diagonal of the inputs' products, as a share of its mean: keeps their inverse tame.
DAMPING = 0.01
# Matrices of one layer in the order of their use; those of one group read the same input.
_GROUPS = (("query", "key", "value"), ("output",), ("up",), ("down",))


def calibration_windows(
    corpora: Corpora, pieces: WordPiece, numbers: LabelNumbers, seed: int
) -> list[Window]:
    """Some windows of each training corpus, always the same."""
    random = Random(f"{seed} rounding")
    chosen: list[Window] = []
    for part in corpora.train:
        count = min(DOCUMENTS_A_CORPUS, len(part.documents))
        documents = random.sample(list(part.documents), count)
        chosen += windows(documents, pieces, numbers, random=random)
    return chosen


@torch.no_grad()
def round_weights(encoder: Encoder, chosen: Sequence[Window]) -> None:
    """Rounds every matrix of the encoder's layers, in place, each for the inputs that it then gets."""
    states = [
        encoder.embed(torch.from_numpy(window.ids)[None], torch.from_numpy(window.case)[None])
        for window in chosen
    ]
    for layer in encoder.layers:
        for names in _GROUPS:
            matrices = [getattr(layer, name) for name in names]
            products = _input_products(layer, matrices[0], states)
            for matrix in matrices:
                matrix.weight.copy_(rounded(matrix.weight, products))
        states = [layer(state, None) for state in states]


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


def rounded(weight: Tensor, products: Tensor) -> Tensor:
    """The matrix (out × in) with each row on ``STEPS`` steps to both sides of zero.

    ``products``: XᵀX of its inputs. A row's largest weight stays, for it sets the size of a step.
    """
    left = weight.double().clone()
    step = left.abs().amax(1).clamp(min=1e-12) / STEPS
    largest = left.abs().argmax(1)
    damping = DAMPING * products.diagonal().mean() * torch.eye(len(products), dtype=torch.float64)
    inverse = torch.linalg.inv(products + damping)
    upper = torch.linalg.cholesky(inverse, upper=True)
    result = torch.empty_like(left)
    for column in range(left.shape[1]):
        wanted = left[:, column]
        steps = (wanted / step).round().clamp(-STEPS, STEPS)
        kept = largest == column
        steps[kept] = STEPS * weight[kept, column].sign().double()
        result[:, column] = steps * step
        error = (wanted - result[:, column]) / upper[column, column]
        left[:, column:] -= error[:, None] * upper[column, column:][None]
    return result.to(weight.dtype)

"""Puts a matrix on the steps of its quantisation so that what it computes changes least.

Rounding each weight to the nearest step leaves errors that add up wherever inputs go together.
Here the columns are rounded one after the other, and each one's error is made good, as far as it can
be, by the columns that are still to come: GPTQ (Frantar et al. 2023).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# To each side of zero: of eight bits, seven are used (see ``export.in_bytes``).
STEPS = 64
# Added to the diagonal of the inputs' products, as a share of its mean: keeps their inverse tame.
DAMPING = 0.01

Matrix = NDArray[np.floating[Any]]


def on_steps(weight: Matrix, products: Matrix) -> Matrix:
    """The matrix (out × in) with each row on steps of its own size.

    ``products`` are XᵀX of its inputs (in × in). A row's largest weight stays as it is, for it sets
    the size of the row's steps.
    """
    left = weight.astype(np.float64)
    step = np.maximum(np.abs(left).max(1), 1e-12) / STEPS
    largest = np.abs(left).argmax(1)
    damping = DAMPING * products.diagonal().mean() * np.eye(len(products))
    inverse = np.linalg.inv(products.astype(np.float64) + damping)
    upper = np.linalg.cholesky(inverse).T
    result = np.empty_like(left)
    for column in range(left.shape[1]):
        wanted = left[:, column]
        steps = np.clip(np.round(wanted / step), -STEPS, STEPS)
        kept = largest == column
        steps[kept] = STEPS * np.sign(weight[kept, column])
        result[:, column] = steps * step
        error = (wanted - result[:, column]) / upper[column, column]
        left[:, column:] -= error[:, None] * upper[column, column:]
    return result.astype(weight.dtype)

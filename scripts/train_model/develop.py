"""A quick look at the development sets after each epoch, for the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch

from graph.extract.language.decoding import best_tags
from graph.extract.language.wordpiece import WordPiece
from scripts.train_model.corpora import Document
from scripts.train_model.network import Batch, Network, collate
from scripts.train_model.windows import IGNORED, LabelNumbers, Window, windows

PIECES_AT_ONCE = 3000


@torch.no_grad()
def develop(
    network: Network,
    sets: Mapping[str, Sequence[Document]],
    pieces: WordPiece,
    numbers: LabelNumbers,
    device: torch.device,
) -> dict[str, float]:
    """Labelled attachment of the treebanks, share of right words of names elsewhere, in per cent."""
    figures: dict[str, float] = {}
    for name, documents in sets.items():
        items = list(windows(documents, pieces, numbers, random=None))
        counts = np.zeros(4)
        for group in _by_length(items):
            counts += _count(network, collate(group).to(device), group)
        attached, words, right, names = counts
        if words:
            figures[f"{name} LAS"] = round(float(100 * attached / words), 2)
        if names:
            figures[f"{name} entities"] = round(float(100 * right / names), 2)
    return figures


def _by_length(items: Sequence[Window]) -> list[list[Window]]:
    groups: list[list[Window]] = [[]]
    for item in sorted(items, key=lambda window: len(window.ids)):
        if groups[-1] and len(item.ids) * (len(groups[-1]) + 1) > PIECES_AT_ONCE:
            groups.append([])
        groups[-1].append(item)
    return groups


def _count(network: Network, batch: Batch, group: Sequence[Window]) -> np.ndarray:
    """Words attached and labelled rightly, words; words in names, gold or not, rightly tagged; those."""
    words = network.words(batch)
    arcs, rooted = network.arcs(words, batch.segment)
    heads = arcs.argmax(-1)
    deps = network.dep_scores(words, rooted, heads).argmax(-1)
    judged = batch.heads != IGNORED
    attached = (heads == batch.heads) & (deps == batch.deps) & judged
    scores = network.entity(words).float().cpu().numpy()
    right = names = 0
    for row, window in enumerate(group):
        count = len(window.first)
        starts = np.zeros(count, bool)
        tags = np.array(best_tags(scores[row, :count], starts))
        is_name = window.allowed.any(1) & ((tags > 0) | ~window.allowed[:, 0])
        right += int(window.allowed[np.arange(count), tags][is_name].sum())
        names += int(is_name.sum())
    return np.array([int(attached.sum()), int(judged.sum()), right, names], float)

"""From scores to the best entity tags and the best tree: exact, pure functions of the scores."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

FORBIDDEN = -1e9


def best_tags(scores: Scores, starts: NDArray[np.bool_]) -> list[int]:
    """The best tag of each word such that no ``I-X`` lacks a ``B-X`` or ``I-X`` before it.

    ``scores`` is words × tags in the order ``O, B-1, I-1, B-2, I-2 …``; ``starts`` marks the first
    word of each sentence, before which nothing may reach over.
    """
    greedy = scores.argmax(1)
    # Transitions carry no weight of their own: a greedy sequence that is valid is the best one.
    inside = (greedy > 0) & (greedy % 2 == 0)
    continues = np.zeros(len(greedy), bool)
    continues[1:] = (greedy[:-1] == greedy[1:]) | (greedy[:-1] == greedy[1:] - 1)
    broken = inside & (~continues | starts)
    if not broken.any():
        return [*greedy.tolist()]
    tags = greedy.copy()
    bounds = [*np.flatnonzero(starts | (np.arange(len(starts)) == 0)).tolist(), len(greedy)]
    for begin, end in pairwise(bounds):
        if broken[begin:end].any():
            tags[begin:end] = _viterbi(scores[begin:end])
    return [*tags.tolist()]


def _viterbi(scores: Scores) -> list[int]:
    # In plain numbers: for so few tags, each call of numpy costs more than the sums themselves.
    rows = scores.astype(np.float64).tolist()
    totals = rows[0]
    insides = range(2, len(totals), 2)
    for tag in insides:
        totals[tag] = FORBIDDEN
    back: list[list[int]] = []
    for row in rows[1:]:
        best = max(totals)
        before = [totals.index(best)] * len(row)
        reached = [best + score for score in row]
        for tag in insides:
            before[tag] = tag - 1 if totals[tag - 1] >= totals[tag] else tag
            reached[tag] = totals[before[tag]] + row[tag]
        back.append(before)
        totals = reached
    path = [totals.index(max(totals))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]


def best_tree(scores: Scores) -> Heads:
    """The head of each word in the best tree with exactly one root.

    ``scores`` is words × (words + 1); column 0 is the root, column ``j + 1`` the word ``j``
    as head. The answer uses the columns' numbers: 0 for the root's word.
    """
    length = len(scores)
    scores = scores.copy()
    scores[np.arange(length), np.arange(length) + 1] = FORBIDDEN
    greedy: Heads = scores.argmax(1)
    if (greedy == 0).sum() == 1 and _find_cycle(np.concatenate(([0], greedy))) is None:
        return greedy
    # Not the word that looks most like a root alone: what it costs the others decides too. No tree
    # under a root is better than each other word's best head would make it.
    others = scores[:, 1:].max(1).astype(np.float64)
    bounds = scores[:, 0] + (others.sum() - others)
    best, best_total = greedy, -np.inf
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= best_total:
            break
        heads = _rooted(scores, root)
        total = float(scores[np.arange(length), heads].sum(dtype=np.float64))
        if total > best_total:
            best, best_total = heads, total
    return best


def best_trees(scores: Scores, sizes: Sequence[int]) -> Heads:
    """``best_tree`` of each of several sentences, whose words stand one behind the other.

    ``scores`` is as for one sentence of all the words; arcs from sentence to sentence do not count,
    and are overwritten. So the numbers of the answer are those of the columns of ``scores``.
    """
    lengths = np.array(sizes, np.int64)
    ends = np.cumsum(lengths)
    begins = ends - lengths
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        scores[begin:end, 1 : begin + 1] = -np.inf
        scores[begin:end, end + 1 :] = -np.inf
    words = np.arange(len(scores))
    scores[words, words + 1] = FORBIDDEN
    heads: Heads = scores.argmax(1)
    # As far up as any word can stand below the root; who is not there by then hangs off a cycle.
    top = np.append(0, heads)
    for _ in range(int(max(sizes)).bit_length()):
        top = top[top]
    single = np.add.reduceat(heads == 0, begins, dtype=np.int64) == 1
    rooted = np.maximum.reduceat(top[1:], begins) == 0
    for number in np.flatnonzero(~(single & rooted)).tolist():
        begin, end = int(begins[number]), int(ends[number])
        columns = np.append(0, np.arange(begin + 1, end + 1))
        heads[begin:end] = columns[best_tree(scores[begin:end, columns])]
    return heads


def _rooted(scores: Scores, root: int) -> Heads:
    """The best tree whose only root is a given word."""
    length = len(scores)
    full = np.full((length + 1, length + 1), FORBIDDEN, np.float64)
    full[1:, 1:] = scores[:, 1:]
    full[root + 1] = FORBIDDEN
    full[root + 1, 0] = 0.0
    heads: Heads = _arborescence(full)[1:]
    return heads


def _find_cycle(heads: Heads) -> list[int] | None:
    """The nodes of a cycle among ``heads`` (node 0 is the root and has no head), or None."""
    visited = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        node = start
        while node != 0 and visited[node] == 0:
            visited[node] = start
            node = int(heads[node])
        if node != 0 and visited[node] == start:
            cycle = [node]
            while (node := int(heads[node])) != cycle[0]:
                cycle.append(node)
            return cycle
    return None


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Chu-Liu-Edmonds: the heads of the best tree rooted in node 0, ``scores[dependent, head]``."""
    size = len(scores)
    np.fill_diagonal(scores, 2 * FORBIDDEN)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    within = np.array(sorted(cycle))
    rest = np.array([node for node in range(size) if node not in set(cycle)])
    # Contract the cycle to one node, whose number is the last.
    gain = scores[within] - scores[within, heads[within]][:, None]
    contracted = np.full((len(rest) + 1, len(rest) + 1), FORBIDDEN, np.float64)
    contracted[:-1, :-1] = scores[np.ix_(rest, rest)]
    contracted[:-1, -1] = scores[np.ix_(rest, within)].max(1)
    contracted[-1, :-1] = gain[:, rest].max(0)
    inner = _arborescence(contracted)
    result = heads.copy()
    for index, node in enumerate(rest[1:], start=1):
        head = int(inner[index])
        leaves = head == len(rest)
        result[node] = within[scores[node, within].argmax()] if leaves else rest[head]
    entered = rest[int(inner[-1])]
    result[within[gain[:, entered].argmax()]] = entered
    return result

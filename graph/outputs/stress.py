"""Drawing a connected graph by stress majorization: neighbours near, strangers far.

After Gansner, Koren and North (2004): every two nodes want to be as far apart as the way between
them is long. Large graphs heed edges and a few pivots alone (Ortmann, Klimenta and Brandes, 2016).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SEED = 20240229
_ALL_PAIRS_UP_TO = 250
_PIVOTS = 40
_ROUNDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """Pairs of nodes that want to be ``length`` apart (an edge is 1 long), and how much."""

    left: Ints
    right: Ints
    length: Floats
    weight: Floats


def embedded(graph: nx.Graph[str], names: Sequence[str]) -> Floats:
    """Positions of a connected graph's nodes, in the order of ``names``; an edge is about 1 long.

    Edges may carry the ``length`` that they want to have.
    """
    if len(names) == 1:
        return np.zeros((1, 2))
    local = {name: order for order, name in enumerate(names)}
    pivots = _pivots(graph, names)
    hops = np.full((len(pivots), len(names)), 0.0)
    for row, pivot in enumerate(pivots):
        reached = nx.single_source_dijkstra_path_length(graph, pivot, weight=_length)
        for name, distance in reached.items():
            hops[row, local[name]] = distance
    edges = sorted(
        (*sorted((local[a], local[b])), _length(a, b, data))
        for a, b, data in graph.edges(data=True)
    )
    ends = np.array([edge[:2] for edge in edges])
    spans = np.array([edge[2] for edge in edges])
    start = _spectral(hops)
    terms = _terms(hops, np.array([local[pivot] for pivot in pivots]), ends, spans)
    return _majorized(start, terms)


def _length(_source: str, _target: str, data: Mapping[str, float]) -> float:
    return data.get("length", 1.0)


def _pivots(graph: nx.Graph[str], names: Sequence[str]) -> list[str]:
    """All nodes of a small part; of a large one a few that lie far from each other."""
    if len(names) <= _ALL_PAIRS_UP_TO:
        return list(names)
    nearest = {name: len(names) for name in names}
    chosen = [max(names, key=lambda name: graph.degree[name])]
    while len(chosen) < _PIVOTS:
        for name, distance in nx.single_source_shortest_path_length(graph, chosen[-1]).items():
            nearest[name] = min(nearest[name], distance)
        chosen.append(max(names, key=lambda name: nearest[name]))
    return chosen


def _spectral(hops: Floats) -> Floats:
    """Classical scaling of the distances to the pivots: a good start for the majorization."""
    squared = hops**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _values, vectors = np.linalg.eigh(centred @ centred.T)
    plane = upright(centred.T @ vectors[:, -2:])
    # Nodes with the same neighbours start at the same point: the jitter tells them apart.
    jitter = np.random.default_rng(SEED).uniform(-0.25, 0.25, plane.shape)
    return plane / max(float(np.abs(plane).max()), 1e-6) * float(hops.max()) / 2 + jitter


def upright(shape: Floats) -> Floats:
    """Turns the arbitrary signs of eigenvectors so that each axis' largest is positive."""
    largest = np.abs(shape).argmax(axis=0)
    signs: Floats = np.where(shape[largest, [0, 1]] < 0, -1.0, 1.0)
    return shape * signs


def _terms(hops: Floats, pivots: Ints, ends: Ints, spans: Floats) -> _Terms:
    """The pairs of a part: all nodes with all pivots and, if these are few, the edges."""
    count = hops.shape[1]
    rows, columns = np.nonzero(hops)
    left, right, steps = pivots[rows], columns, hops[rows, columns]
    if len(pivots) < count:
        left = np.concatenate([left, ends[:, 0]])
        right = np.concatenate([right, ends[:, 1]])
        steps = np.concatenate([steps, spans])
    tied = np.isin(left * count + right, np.concatenate([ends @ [count, 1], ends @ [1, count]]))
    # A node with many neighbours needs longer edges, so that these find room around it.
    degree = np.bincount(ends.ravel(), minlength=count)
    crowd = np.sqrt(np.maximum(degree[left], degree[right]) / 3).clip(0.8, 2.5)
    length = np.where(tied, steps * crowd, steps + 0.3)
    return _Terms(left=left, right=right, length=length, weight=steps**-2)


def _majorized(places: Floats, terms: _Terms) -> Floats:
    """Moves each node to where its pairs want it, many times over."""
    count = len(places)
    total = np.bincount(terms.left, terms.weight, count) + np.bincount(
        terms.right, terms.weight, count
    )
    for _round in range(_ROUNDS):
        delta = places[terms.left] - places[terms.right]
        distance = np.sqrt((delta**2).sum(axis=1)).clip(1e-6)
        pull = delta * (terms.length / distance)[:, None]
        moved = np.empty_like(places)
        for axis in (0, 1):
            towards_left = terms.weight * (places[terms.right, axis] + pull[:, axis])
            towards_right = terms.weight * (places[terms.left, axis] - pull[:, axis])
            moved[:, axis] = np.bincount(terms.left, towards_left, count)
            moved[:, axis] += np.bincount(terms.right, towards_right, count)
        places = (places + moved / total[:, None]) / 2
    return places

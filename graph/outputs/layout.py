"""Where the nodes of a network stand: computed once, from a fixed seed, the same in any process.

Connected parts are drawn by stress majorization (Gansner, Koren and North, 2004), on all pairs of
nodes or, in large parts, on edges and pivots alone (Ortmann, Klimenta and Brandes, 2016), and their
nodes pushed apart until no box covers another. The parts are packed side by side; nodes without any
edge stand in rows below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SEED = 20240229
ASPECT = 1.05  # A drawing is about as much wider than high as the room that a page leaves for it.
GAP = 6.0  # The least distance between two boxes, in pixels.
# The share of a part's rectangle that its boxes cover before they move apart: little where a page
# has room for more, so that lines are long enough to be read, much where it has not.
LOOSE, DENSE = 0.28, 0.6
ROOM = 450_000.0  # The pixels of a page's drawing.
_ALL_PAIRS_UP_TO = 250
_BOXES_APART_UP_TO = 600
_PIVOTS = 40
_ROUNDS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What a node covers with its label, measured from its centre, in pixels."""

    half_width: float
    up: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """Pairs of nodes that want to be ``length`` apart (an edge is 1 long), and how much."""

    left: Ints
    right: Ints
    length: Floats
    weight: Floats


def positions(
    network: nx.MultiDiGraph[str], boxes: Mapping[str, Box]
) -> dict[str, tuple[int, int]]:
    """Whole pixel coordinates for every node, centred on the origin, y growing downwards.

    ``boxes`` has one entry a node. Boxes keep clear of each other in networks of up to 600 nodes;
    in larger ones only centres do.
    """
    plain = nx.Graph(network.to_undirected(as_view=True))
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    names = list(plain)
    number = {name: index for index, name in enumerate(names)}
    extent = np.array(
        [[boxes[name].half_width, boxes[name].up, boxes[name].down] for name in names]
    ).reshape(-1, 3)
    parts = sorted(
        (sorted(number[name] for name in part) for part in nx.connected_components(plain)),
        key=lambda part: (-len(part), part[0]),
    )
    places = np.zeros((len(names), 2))
    density = min(max(_area(extent) / ROOM, LOOSE), DENSE)
    for part in parts:
        shape = _part(plain.subgraph(names[index] for index in part), names, part)
        places[part] = _scaled(shape, _area(extent[part]) / density)
        if len(part) <= _BOXES_APART_UP_TO:
            places[part] = _apart(places[part], extent[part])
    together = [part for part in parts if len(part) > 1]
    alone = [index for part in parts if len(part) == 1 for index in part]
    tied = [index for part in together for index in part]
    places = _packed(places, extent, together)
    places[alone] = _rows(extent[alone], _corners(places, extent, tied))
    places -= (places.max(axis=0) + places.min(axis=0)) / 2 if names else 0.0
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, places.tolist(), strict=True)}


def _part(graph: nx.Graph[str], names: Sequence[str], part: Sequence[int]) -> Floats:
    """Positions of one connected part, its nodes numbered by ``part``."""
    if len(part) == 1:
        return np.zeros((1, 2))
    local = {names[index]: order for order, index in enumerate(part)}
    pivots = _pivots(graph, [names[index] for index in part])
    hops = np.full((len(pivots), len(part)), 0.0)
    for row, pivot in enumerate(pivots):
        for name, distance in nx.single_source_shortest_path_length(graph, pivot).items():
            hops[row, local[name]] = distance
    edges = np.array(sorted(sorted((local[a], local[b])) for a, b in graph.edges()))
    start = _spectral(hops)
    terms = _terms(hops, np.array([local[pivot] for pivot in pivots]), edges, len(part))
    return _majorized(start, terms)


def _area(extent: Floats) -> float:
    return float((2 * extent[:, 0] * (extent[:, 1] + extent[:, 2])).sum())


def _scaled(shape: Floats, room: float) -> Floats:
    """Lays a part's shape on its side and gives it so many square pixels of room."""
    if len(shape) == 1:
        return shape
    centred = shape - shape.mean(axis=0)
    _values, axes = np.linalg.eigh(centred.T @ centred)
    turned = _upright(centred @ axes[:, ::-1])
    width, height = (np.ptp(turned, axis=0) + 1e-6).tolist()
    # A shape that is far from the wanted one is stretched half-way towards it.
    stretch = float(np.clip(sqrt(ASPECT * height / width), 0.6, 1.6))
    turned = turned * np.array([sqrt(stretch), 1 / sqrt(stretch)])
    width, height = (np.ptp(turned, axis=0)).tolist()
    scaled: Floats = turned * sqrt(room / max(width * height, width**2 / 4, height**2 / 4))
    return scaled


def _upright(shape: Floats) -> Floats:
    """Turns the arbitrary signs of eigenvectors so that each axis' largest is positive."""
    largest = np.abs(shape).argmax(axis=0)
    signs: Floats = np.where(shape[largest, [0, 1]] < 0, -1.0, 1.0)
    return shape * signs


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
    plane = _upright(centred.T @ vectors[:, -2:])
    # Nodes with the same neighbours start at the same point: the jitter tells them apart.
    jitter = np.random.default_rng(SEED).uniform(-0.25, 0.25, plane.shape)
    return plane / max(float(np.abs(plane).max()), 1e-6) * float(hops.max()) / 2 + jitter


def _terms(hops: Floats, pivots: Ints, edges: Ints, count: int) -> _Terms:
    rows, columns = np.nonzero(hops)
    left, right, steps = pivots[rows], columns, hops[rows, columns]
    if len(pivots) < count:
        left = np.concatenate([left, edges[:, 0]])
        right = np.concatenate([right, edges[:, 1]])
        steps = np.concatenate([steps, np.ones(len(edges))])
    # A node with many neighbours needs longer edges, so that these find room around it.
    degree = np.bincount(edges.ravel(), minlength=count)
    crowd = np.sqrt(np.maximum(degree[left], degree[right]) / 3).clip(0.8, 2.5)
    length = steps - 1 + np.where(steps == 1, crowd, 1.3)
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


def _apart(places: Floats, extent: Floats) -> Floats:
    """Pushes nodes apart, each the least way, until their boxes keep the gap.

    ``extent`` holds half width, height above and height below the centre, a row a node.
    """
    count = len(places)
    if count < 2:
        return places
    half_width = extent[:, 0] + GAP / 2
    half_height = (extent[:, 1] + extent[:, 2] + GAP) / 2
    shift = np.column_stack([np.zeros(count), (extent[:, 2] - extent[:, 1]) / 2])
    centres = places + shift
    left, right = np.triu_indices(count, 1)
    wide, high = half_width[left] + half_width[right], half_height[left] + half_height[right]
    for _round in range(300):
        dx, dy = (centres[right] - centres[left]).T
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        meet = np.nonzero((over_x > 0.01) & (over_y > 0.01))[0]
        if meet.size == 0:
            break
        # Labels are wide and low, so most would rather give way up or down: unless the drawing
        # has become too high by that.
        width, height = np.ptp(centres, axis=0).tolist()
        patience = min(max(ASPECT * height / max(width, 1.0), 0.5), 4.0)
        along_x = over_x[meet] < over_y[meet] * patience
        # Half the overlap each; a little more lets chains of boxes come to rest.
        push_x = np.where(along_x, np.where(dx[meet] < 0, -1, 1) * over_x[meet] * 0.52, 0.0)
        push_y = np.where(along_x, 0.0, np.where(dy[meet] < 0, -1, 1) * over_y[meet] * 0.52)
        for axis, push in ((0, push_x), (1, push_y)):
            centres[:, axis] -= np.bincount(left[meet], push, count)
            centres[:, axis] += np.bincount(right[meet], push, count)
    return centres - shift


def _packed(places: Floats, extent: Floats, parts: Sequence[Sequence[int]]) -> Floats:
    """Moves the parts, largest first, next to each other around the middle without overlap."""
    packed = places.copy()
    taken = np.empty((0, 4))
    for part in parts:
        corners = _corners(places, extent, part)
        centre = (corners[:2] + corners[2:]) / 2
        size = corners[2:] - corners[:2] + 2 * GAP
        spot = _free_spot(size, taken)
        packed[part] += spot - centre
        taken = np.vstack([taken, np.concatenate([spot - size / 2, spot + size / 2])])
    return packed


def _corners(places: Floats, extent: Floats, part: Sequence[int]) -> Floats:
    """Left, top, right and bottom of what these nodes cover."""
    if not part:
        return np.zeros(4)
    x, y = places[list(part)].T
    half, up, down = extent[list(part)].T
    return np.array([(x - half).min(), (y - up).min(), (x + half).max(), (y + down).max()])


def _rows(extent: Floats, above: Floats) -> Floats:
    """Positions in centred rows under a drawing with the corners ``above``, about as wide."""
    width = max(above[2] - above[0], sqrt(_area(extent) * ASPECT))
    rows: list[list[int]] = [[]]
    filled = 0.0
    for index, half in enumerate(extent[:, 0].tolist()):
        if rows[-1] and filled + 2 * half + 2 * GAP > width:
            rows.append([])
            filled = 0.0
        rows[-1].append(index)
        filled += 2 * half + 2 * GAP
    places = np.zeros((len(extent), 2))
    y = above[3] + 4 * GAP
    for row in (row for row in rows if row):
        widths = 2 * extent[row, 0] + 2 * GAP
        places[row, 0] = (above[0] + above[2] - widths.sum()) / 2 + np.cumsum(widths) - widths / 2
        places[row, 1] = y + extent[row, 1].max()
        y += extent[row, 1].max() + extent[row, 2].max() + 2 * GAP
    return places


def _free_spot(size: Floats, taken: Floats) -> Floats:
    """The best centre for a rectangle of this size that shall cover none of the taken ones."""
    if len(taken) == 0:
        return np.zeros(2)
    # The best spot touches something: try every corner and side of what stands.
    half = size / 2
    xs = np.concatenate([[0.0], taken[:, 0] - half[0], taken[:, 2] + half[0]])
    xs = np.unique(np.concatenate([xs, taken[:, 0] + half[0], taken[:, 2] - half[0]]).round(3))
    ys = np.concatenate([[0.0], taken[:, 1] - half[1], taken[:, 3] + half[1]])
    ys = np.unique(np.concatenate([ys, taken[:, 1] + half[1], taken[:, 3] - half[1]]).round(3))
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    # Better still, it lets the whole drawing grow little, and lies near its middle.
    low = np.minimum(grid - half, taken[:, :2].min(axis=0))
    high = np.maximum(grid + half, taken[:, 2:].max(axis=0))
    grown = ((high - low) / np.array([ASPECT, 1.0])).max(axis=1).round(3)
    order = np.lexsort((np.hypot(grid[:, 0], grid[:, 1]).round(3), grown))
    spot: Floats
    for spot in grid[order]:
        low, high = spot - half + 0.01, spot + half - 0.01
        covered = (taken[:, :2] < high).all(axis=1) & (taken[:, 2:] > low).all(axis=1)
        if not covered.any():
            return spot
    raise AssertionError("a spot beside the outermost rectangle is always free")

"""Where the nodes of a network stand: computed once, from a fixed seed, the same in any process.

Connected parts are drawn by stress majorization (Gansner, Koren and North, 2004), on all pairs of
nodes or, in large parts, on edges and pivots alone (Ortmann, Klimenta and Brandes, 2016), and their
nodes pushed apart until no box covers another. The parts are packed side by side and into each
other's corners; nodes without any edge stand in rows below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Cells = NDArray[np.bool_]

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
_LOOK_AGAIN, _REACH = 12, 80.0  # How many turns, and pixels, pairs of near boxes are known ahead.
_CELL, _CELLS = 12.0, 180  # The least size, in pixels, and the number of a packing grid's cells.


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
    network: nx.MultiDiGraph[str],
    boxes: Mapping[str, Box],
    lengths: Mapping[tuple[str, str], float] | None = None,
) -> dict[str, tuple[int, int]]:
    """Whole pixel coordinates for every node, centred on the origin, y growing downwards.

    ``boxes`` has one entry a node; ``lengths`` says how long the edges between two nodes want to
    be, in either direction, where that is not 1. Boxes keep clear
    of each other in parts of up to 600 nodes; in larger ones only centres do.
    """
    plain = nx.Graph(network.to_undirected(as_view=True))
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    for (source, target), length in ({} if lengths is None else lengths).items():
        if plain.has_edge(source, target):
            plain.edges[source, target]["length"] = length
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
        shape = _part(plain.subgraph(names[index] for index in part).copy(), names, part)
        places[part] = _scaled(shape, _area(extent[part]) / density)
        if len(part) <= _BOXES_APART_UP_TO:
            places[part] = _apart(places[part], extent[part])
    together = [part for part in parts if len(part) > 1]
    alone = [index for part in parts if len(part) == 1 for index in part]
    tied = [index for part in together for index in part]
    links = np.array([[number[a], number[b]] for a, b in plain.edges()], dtype=int).reshape(-1, 2)
    # Rows below take some of the height, so what stands above them may be wider.
    aspect = ASPECT * (1 + _area(extent[alone]) / max(_area(extent[tied]), 1.0))
    places = _packed(places, extent, together, links, aspect)
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
    pairs = np.triu_indices(count, 1)
    for turn in range(300):
        if turn % _LOOK_AGAIN == 0:
            left, right, wide, high = _near(centres, half_width, half_height, pairs)
        dx, dy = (centres[right] - centres[left]).T
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        meet = np.nonzero((over_x > 0.01) & (over_y > 0.01))[0]
        if meet.size == 0:
            if turn % _LOOK_AGAIN == 0:
                break
            continue
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


def _near(
    centres: Floats, half_width: Floats, half_height: Floats, pairs: tuple[Ints, Ints]
) -> tuple[Ints, Ints, Floats, Floats]:
    """The pairs of boxes that may soon meet, and how far apart each pair has to be."""
    left, right = pairs
    wide, high = half_width[left] + half_width[right], half_height[left] + half_height[right]
    dx, dy = np.abs(centres[right] - centres[left]).T
    near = np.nonzero((dx < wide + _REACH) & (dy < high + _REACH))[0]
    return left[near], right[near], wide[near], high[near]


def _packed(
    places: Floats, extent: Floats, parts: Sequence[Sequence[int]], links: Ints, aspect: float
) -> Floats:
    """Moves the parts, largest first, next to each other and into each other's empty corners.

    ``links`` are the edges of all parts: what runs along an edge is not empty.
    """
    packed = places.copy()
    if len(parts) < 2:
        return packed
    corners = np.array([_corners(places, extent, part) for part in parts])
    sizes = corners[:, 2:] - corners[:, :2] + 4 * GAP
    # Wide enough for the largest part in the middle and any other on either side of it.
    span = float(sizes.max()) + 2 * float(np.sqrt(sizes.prod(axis=1).sum())) + sizes[1:].max()
    cell = max(_CELL, span / _CELLS)
    taken = np.zeros((ceil(span / cell),) * 2, dtype=bool)
    for part, corner in zip(parts, corners, strict=True):
        cover = _cover(_footprint(places, extent, part, links), corner[:2], cell)
        row, column = _free_spot(cover, taken, aspect)
        taken[row : row + cover.shape[0], column : column + cover.shape[1]] |= cover
        packed[part] += np.array([column, row]) * cell - corner[:2]
    return packed


def _footprint(places: Floats, extent: Floats, part: Sequence[int], links: Ints) -> Floats:
    """What a part covers, as rectangles: its boxes, and beads along its edges."""
    x, y = places[list(part)].T
    half, up, down = extent[list(part)].T + GAP
    boxes = np.column_stack([x - half, y - up, x + half, y + down])
    own = links[np.isin(links[:, 0], part)]
    shares = np.linspace(0.0, 1.0, 12)[:, None, None]
    beads = (places[own[:, 0]] * (1 - shares) + places[own[:, 1]] * shares).reshape(-1, 2)
    return np.vstack([boxes, np.hstack([beads - GAP, beads + GAP])])


def _cover(rectangles: Floats, origin: Floats, cell: float) -> Cells:
    """The cells of a grid that rectangles touch; the grid begins a gap before the origin."""
    scaled = (rectangles - np.tile(origin - GAP, 2)) / cell
    first = np.floor(scaled[:, :2]).astype(int).clip(0)
    last = np.floor(scaled[:, 2:]).astype(int)
    cover = np.zeros((int(last[:, 1].max()) + 1, int(last[:, 0].max()) + 1), dtype=bool)
    for (left, top), (right, bottom) in zip(first.tolist(), last.tolist(), strict=True):
        cover[top : bottom + 1, left : right + 1] = True
    return cover


def _free_spot(cover: Cells, taken: Cells, aspect: float) -> tuple[int, int]:
    """Row and column at which the cover meets nothing taken and lets the whole grow the least."""
    high, wide = taken.shape[0] - cover.shape[0] + 1, taken.shape[1] - cover.shape[1] + 1
    rows, columns = np.nonzero(taken)
    if rows.size == 0:
        return high // 2, wide // 2
    blocked = np.zeros((high, wide), dtype=bool)
    for row, column in np.argwhere(cover).tolist():
        blocked |= taken[row : row + high, column : column + wide]
    free = np.argwhere(~blocked)
    low = np.minimum(free, [rows.min(), columns.min()])
    top = np.maximum(free + cover.shape, [rows.max() + 1, columns.max() + 1])
    grown = ((top - low) / np.array([1.0, aspect])).max(axis=1)
    middle = np.array([rows.mean(), columns.mean()])
    away = np.hypot(*(free + np.array(cover.shape) / 2 - middle).T)
    row, column = free[np.lexsort((away.round(6), grown.round(6)))[0]].tolist()
    return row, column


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

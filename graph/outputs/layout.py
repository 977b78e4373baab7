"""Where the nodes of a network stand: computed once, from a fixed seed, the same in any process.

Each connected part is drawn for itself and its boxes pushed apart. The parts are then packed side
by side and into each other's corners; nodes without any edge stand in rows below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import networkx as nx
import numpy as np

from graph.outputs.packing import ASPECT, Floats, apart, area, bounds, packed, rows
from graph.outputs.stress import embedded, upright

# The share of a part's rectangle that its boxes cover before they move apart: little where a page
# has room for more, so that lines are long enough to be read, much where it has not.
LOOSE, DENSE = 0.28, 0.6
ROOM = 450_000.0  # The pixels of a page's drawing.
_BOXES_APART_UP_TO = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What a node covers with its label, measured from its centre, in pixels."""

    half_width: float
    up: float
    down: float


def positions(
    network: nx.MultiDiGraph[str],
    boxes: Mapping[str, Box],
    lengths: Mapping[tuple[str, str], float] | None = None,
) -> dict[str, tuple[int, int]]:
    """Whole pixel coordinates for every node, centred on the origin, y growing downwards.

    ``boxes`` has one entry a node; ``lengths`` says how long the edges between two nodes want to
    be, in either direction, where that is not 1. Boxes keep clear of each other in parts of up to
    600 nodes; in larger ones only centres do.
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
    density = min(max(area(extent) / ROOM, LOOSE), DENSE)
    for part in parts:
        members = [names[index] for index in part]
        shape = embedded(plain.subgraph(members).copy(), members)
        places[part] = _scaled(shape, area(extent[part]) / density)
        if len(part) <= _BOXES_APART_UP_TO:
            places[part] = apart(places[part], extent[part])
    together = [part for part in parts if len(part) > 1]
    alone = [index for part in parts if len(part) == 1 for index in part]
    tied = [index for part in together for index in part]
    links = np.array([[number[a], number[b]] for a, b in plain.edges()], dtype=int).reshape(-1, 2)
    # Rows below take some of the height, so what stands above them may be wider.
    aspect = ASPECT * (1 + area(extent[alone]) / max(area(extent[tied]), 1.0))
    places = packed(places, extent, together, links, aspect)
    places[alone] = rows(extent[alone], bounds(places, extent, tied))
    places -= (places.max(axis=0) + places.min(axis=0)) / 2 if names else 0.0
    return {name: (round(x), round(y)) for name, (x, y) in zip(names, places.tolist(), strict=True)}


def _scaled(shape: Floats, room: float) -> Floats:
    """Lays a part's shape on its side and gives it so many square pixels of room."""
    if len(shape) == 1:
        return shape
    centred = shape - shape.mean(axis=0)
    _values, axes = np.linalg.eigh(centred.T @ centred)
    turned = upright(centred @ axes[:, ::-1])
    width, height = (np.ptp(turned, axis=0) + 1e-6).tolist()
    # A shape that is far from the wanted one is stretched half-way towards it.
    stretch = float(np.clip(sqrt(ASPECT * height / width), 0.6, 1.6))
    turned = turned * np.array([sqrt(stretch), 1 / sqrt(stretch)])
    width, height = (np.ptp(turned, axis=0)).tolist()
    scaled: Floats = turned * sqrt(room / max(width * height, width**2 / 2.5, height**2 / 2.5))
    return scaled

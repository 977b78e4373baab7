"""How a network is drawn: pyvis's model of it, with signs, lines, sizes and positions.

The network is one that ``network.to_networkx`` made.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.outputs.layout import Box, positions
from graph.outputs.words import EVENT, words

if TYPE_CHECKING:
    from pyvis.network import Network

LINE = 18  # A label is wrapped at about this many characters,
LINES = 3  # into at most so many lines; what is cut ends in "…".
_CHARACTER_WIDTH = 6.4
_LINE_HEIGHT = 15.0
_DASHES: Mapping[str, list[int]] = {
    "Reported": [9, 5],
    "Planned": [2, 4],
    "Hypothetical": [2, 7],
}


def draw(network: nx.MultiDiGraph[str]) -> Network:
    """The network in pyvis's terms, under opaque ids in its own order: n0, …, and e0, …."""
    # pyvis takes a fifth of a second to import, which a build without a page need not spend.
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="remote")
    drawing.toggle_physics(False)
    ids = {iri: f"n{number}" for number, iri in enumerate(network)}
    boxes = {iri: _box(attributes) for iri, attributes in network.nodes(data=True)}
    where = positions(network, boxes, _lengths(network))
    for iri, attributes in network.nodes(data=True):
        x, y = where[iri]
        drawing.add_node(ids[iri], x=x, y=y, **_node_options(attributes))
    slots = parallel_slots(network)
    for number, (source, target, key, attributes) in enumerate(network.edges(keys=True, data=True)):
        options = _edge_options(attributes, slots[source, target, key], loop=source == target)
        drawing.add_edge(ids[source], ids[target], id=f"e{number}", **options)
    return drawing


def parallel_slots(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], int]:
    """How far each edge bends aside: 0 is straight, +1 one step to the left of its own direction.

    Edges between the same two nodes, in either direction, never share a course. Loops count up
    from 0.
    """
    order = {iri: number for number, iri in enumerate(network)}
    courses: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for source, target, key in network.edges(keys=True):
        pair = (source, target) if order[source] <= order[target] else (target, source)
        courses.setdefault(pair, []).append((source, target, key))
    slots: dict[tuple[str, str, str], int] = {}
    for pair, edges in courses.items():
        if pair[0] == pair[1]:
            slots |= {edge: number for number, edge in enumerate(edges)}
            continue
        # An even number of edges leaves the straight course free, so that the fan is symmetric.
        first = 1 - len(edges) % 2
        for number, edge in enumerate(edges, start=first):
            slot = (number + 1) // 2 * (1 if number % 2 else -1)
            slots[edge] = slot if edge[0] == pair[0] else -slot
    return slots


def wrap(label: str, width: int = LINE, lines: int = LINES) -> str:
    """The label with line breaks instead of spaces where a line would grow longer than width.

    What does not fit in so many lines, or in a line half as long again, is cut and ends in "…".
    """
    longest = width * 3 // 2
    wrapped: list[str] = []
    for word in label[: longest * (lines + 1)].split():
        if wrapped and len(wrapped[-1]) + 1 + len(word) <= width:
            wrapped[-1] += " " + word
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        wrapped = wrapped[:lines]
        wrapped[-1] += "…"
    return "\n".join(
        line if len(line) <= longest else line[: longest - 1] + "…" for line in wrapped
    )


def _size(attributes: Mapping[str, Any]) -> float:
    if attributes["type"] == "Position":
        return 6.0
    if attributes["type"] == EVENT:
        return 9.0
    weight: int = attributes["weight"]
    return round(6 + min(2.8 * sqrt(weight), 16.0), 1)


def _box(attributes: Mapping[str, Any]) -> Box:
    lines = wrap(attributes["label"]).split("\n")
    size = _size(attributes)
    return Box(
        half_width=max(size, max(map(len, lines)) * _CHARACTER_WIDTH / 2),
        up=size,
        down=size + 4 + len(lines) * _LINE_HEIGHT,
    )


def _lengths(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str], float]:
    """How long edges want to be: an office keeps to its holder, and a label needs its room."""
    lengths: dict[tuple[str, str], float] = {}
    types = network.nodes(data="type")
    for source, target, data in network.edges(data=True):
        pair = (min(source, target), max(source, target))
        if {types[source], types[target]} & {"Position", EVENT}:
            length = 0.75
        else:
            length = 1.0 if data["kind"] == "claim" else 1.5
        lengths[pair] = max(length, lengths.get(pair, 0.0))
    return lengths


def _node_options(attributes: Mapping[str, Any]) -> dict[str, Any]:
    look = words().look(attributes["type"])
    options: dict[str, Any] = {
        "label": wrap(attributes["label"]),
        "shape": "dot" if look.glyph == "ring" else look.glyph,
        "color": {"background": look.light, "border": look.light},
        "size": _size(attributes),
    }
    if look.glyph == "ring":
        options["color"]["background"] = "#FFFFFF"
        options["shapeProperties"] = {"borderDashes": [4, 3]}
        options["borderWidth"] = 2
    if attributes["background"]:
        options["opacity"] = 0.55
    return options


def _edge_options(attributes: Mapping[str, Any], slot: int, *, loop: bool) -> dict[str, Any]:
    light, _dark = words().tones[words().tone(attributes["kind"], attributes["relation"])]
    options: dict[str, Any] = {
        "label": attributes["label"],
        "color": light,
        "width": 1.0 if attributes["kind"] == "claim" else 1.6,
        "arrows": "to, from" if attributes["mutual"] else "to",
        "dashes": _DASHES.get(attributes["factuality"], False),
        "smooth": {"enabled": False},
    }
    if attributes["factuality"] == "Negated":
        options["label"] = f"not: {options['label']}"
    if loop:
        options["selfReference"] = {"size": 16 + 8 * slot}
    elif slot != 0:
        side = "curvedCW" if slot > 0 else "curvedCCW"
        options["smooth"] = {"type": side, "roundness": round(0.16 * abs(slot), 3)}
    return options

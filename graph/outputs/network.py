"""A graph as a network: networkx for those who compute, pyvis for those who draw.

Relations become edges between things. An event or statement between two parties is an edge as
well; an event of one party, or of three and more, is a node of its own, tied to all who take part.
No two facts are ever merged: each has its own edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.model import Fact, Node, View
from graph.outputs.layout import Box, positions
from graph.outputs.words import words

if TYPE_CHECKING:
    from pyvis.network import Network

EVENT = "Event"
LINE = 18  # A label is wrapped at about this many characters,
LINES = 3  # into at most so many lines; what is cut ends in "…".
_CHARACTER_WIDTH = 6.4
_LINE_HEIGHT = 15.0
_DASHES: Mapping[str, list[int]] = {
    "Reported": [9, 5],
    "Planned": [2, 4],
    "Hypothetical": [2, 7],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """One edge to be: ``fact`` is None where a position's own data says it."""

    source: str
    target: str
    role: str
    verb: str
    fact: Fact | None = None
    mutual: bool = False


def to_networkx(view: View) -> nx.MultiDiGraph[str]:
    """The view as a multigraph whose nodes are IRIs and whose attributes are plain values.

    Nodes carry ``label``, ``type``, ``aliases`` (joined by "; "), ``background``, ``mentions`` and
    ``weight`` (in how many facts and mentions they occur); events with a node of their own also
    ``fact``. Edges carry ``relation``, ``label`` (the plain verb), ``role``, ``kind``,
    ``factuality``, ``mutual``, ``fact`` (its IRI, absent on a position's own edges) and, where
    known, ``confidence``, ``date``, ``mode``, ``attributed_to``, ``content`` and ``sentence``.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    labels = {node.iri: node.label for node in view.nodes}
    weights = _weights(view)
    for node in view.nodes:
        network.add_node(node.iri, **_thing_attributes(node, weights[node.iri]))
    for fact in view.facts:
        if _needs_node(fact):
            network.add_node(fact.iri, **_event_attributes(fact))
    for link in _links(view):
        key = f"{link.fact.iri} {link.role}" if link.fact is not None else link.role
        network.add_edge(link.source, link.target, key=key, **_edge_attributes(link, labels))
    return network


def to_pyvis(view: View) -> Network:
    """The view as a directed pyvis network with fixed positions; ids are opaque (n0, e0, …).

    Ids follow the order of ``to_networkx(view)``. Text goes into labels alone, never into titles,
    headings or groups, which pyvis would show as HTML.
    """
    return draw(to_networkx(view))


def draw(network: nx.MultiDiGraph[str]) -> Network:
    """What ``to_networkx`` returned as a pyvis network."""
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


def _parties(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*fact.subjects, *fact.objects)))


def _needs_node(fact: Fact) -> bool:
    return fact.kind == "event" and len(_parties(fact)) != 2


def _weights(view: View) -> Counter[str]:
    weights: Counter[str] = Counter()
    for node in view.nodes:
        weights[node.iri] += len(node.mentions)
    for fact in view.facts:
        weights.update({*_parties(fact), *fact.attributed_to})
    return weights


def _thing_attributes(node: Node, weight: int) -> dict[str, str | int | bool]:
    return {
        # Between holder and body, a position's title says enough.
        "label": node.title if node.type == "Position" and node.title is not None else node.label,
        # An enum member is a string to Python, but not to every writer of graphs.
        "type": str(node.type),
        "aliases": "; ".join(node.aliases),
        "background": node.background,
        "mentions": len(node.mentions),
        "weight": weight,
    }


def _event_attributes(fact: Fact) -> dict[str, str | int | bool]:
    return {
        "label": words().act(fact.relation, fact.mode).alone,
        "type": EVENT,
        "aliases": "",
        "background": False,
        "mentions": len(fact.evidence),
        "weight": len(_parties(fact)),
        "fact": fact.iri,
        "factuality": fact.factuality,
        "relation": fact.relation,
    }


def _links(view: View) -> Iterator[_Link]:
    of = words().relation("positionIn")
    claimed = {
        (subject, object_)
        for fact in view.facts
        if fact.relation == "positionIn"
        for subject, object_ in product(fact.subjects, fact.objects)
    }
    for node in view.nodes:
        for body in node.bodies:
            if (node.iri, body) not in claimed:
                yield _Link(source=node.iri, target=body, role="positionIn", verb=of)
    for fact in view.facts:
        yield from _event_links(fact) if fact.kind == "event" else _plain_links(fact)


def _plain_links(fact: Fact) -> Iterator[_Link]:
    verb = words().relation(fact.relation)
    for source, target in product(fact.subjects, fact.objects):
        yield _Link(source=source, target=target, role=fact.relation, verb=verb, fact=fact)


def _event_links(fact: Fact) -> Iterator[_Link]:
    act = words().act(fact.relation, fact.mode)
    if not _needs_node(fact):
        source, target = _parties(fact)
        yield _Link(
            source=source,
            target=target,
            role=fact.relation,
            verb=act.verb,
            fact=fact,
            mutual=len(fact.subjects) > 1,
        )
        return
    for subject in dict.fromkeys(fact.subjects):
        yield _Link(source=subject, target=fact.iri, role="by", verb="", fact=fact)
    for object_ in dict.fromkeys(fact.objects):
        yield _Link(source=fact.iri, target=object_, role="to", verb="", fact=fact)
    if fact.place is not None:
        yield _Link(source=fact.iri, target=fact.place, role="place", verb="in", fact=fact)


def _edge_attributes(link: _Link, labels: Mapping[str, str]) -> dict[str, str | int | float | bool]:
    attributes: dict[str, str | int | float | bool] = {
        "relation": link.role,
        "label": link.verb,
        "role": link.role,
        "kind": "claim",
        "factuality": "Asserted",
        "mutual": link.mutual,
    }
    fact = link.fact
    if fact is None:
        return attributes
    attributes |= {
        "relation": fact.relation,
        "kind": fact.kind,
        "factuality": fact.factuality,
        "fact": fact.iri,
        "confidence": fact.confidence,
        "attributed_to": "; ".join(labels[iri] for iri in fact.attributed_to),
        "sentence": " ".join(quote.text for quote in fact.evidence),
    }
    optional = {"date": fact.date, "mode": fact.mode, "content": fact.content}
    return attributes | {name: value for name, value in optional.items() if value is not None}


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

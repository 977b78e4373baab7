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
from typing import TYPE_CHECKING

import networkx as nx

from graph.model import Fact, Node, View
from graph.outputs.drawing import draw
from graph.outputs.words import EVENT, words

if TYPE_CHECKING:
    from pyvis.network import Network


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
    act = words().act(fact.relation, fact.mode)
    return {
        "label": act.alone if fact.subjects else act.passive,
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

"""The network of a graph for other programs: all that is said, in text that XML can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from graph.model import Fact, Factuality, View
from graph.outputs.markup import holdable
from graph.outputs.network import to_networkx
from graph.outputs.words import words
from graph.rdf.plain import PlainRelation

_STATEMENT = "Statement"
_Value = str | int | float | bool


def whole_network(view: View, relations: Iterable[PlainRelation]) -> nx.MultiDiGraph[str]:
    """The network of ``view`` with what a drawing leaves out: statements that are not addressed to
    anybody, as nodes, and those ``relations`` that no fact of an article says, as edges whose
    ``kind`` is "known" and whose ``graph`` is the named graph that says so.

    No attribute is empty: readers differ on whether an empty text is one.
    """
    drawn = to_networkx(view)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in drawn.nodes(data=True):
        network.add_node(holdable(node), **_held(attributes))
    for fact in _unaddressed(view):
        network.add_node(holdable(fact.iri), **_held(_statement(fact, drawn)))
    for source, target, key, attributes in drawn.edges(keys=True, data=True):
        network.add_edge(holdable(source), holdable(target), key=holdable(key), **_held(attributes))
    for fact in _unaddressed(view):
        for speaker in fact.subjects:
            edge = {"relation": "speaker", "label": "says", "role": "speaker", "kind": "statement"}
            attributes = {**edge, "factuality": fact.factuality, "fact": fact.iri}
            key = f"{fact.iri} speaker"
            network.add_edge(
                holdable(speaker), holdable(fact.iri), key=holdable(key), **_held(attributes)
            )
    for relation in _known(view, relations):
        key = holdable(f"{relation.graph} {relation.relation}")
        subject, object_ = holdable(relation.subject), holdable(relation.object)
        network.add_edge(subject, object_, key=key, **_held(_background(relation)))
    return network


def _known(view: View, relations: Iterable[PlainRelation]) -> Iterator[PlainRelation]:
    """The relations whose edge is not there already, as a fact's or as a position's own."""
    said = {
        (subject, fact.relation, object_)
        for fact in view.facts
        if fact.kind == "claim" and fact.factuality == Factuality.ASSERTED
        for subject in fact.subjects
        for object_ in fact.objects
    }
    said |= {(node.iri, "positionIn", body) for node in view.nodes for body in node.bodies}
    articles = {article.iri for article in view.articles}
    things = {node.iri for node in view.nodes}
    for one in relations:
        told = one.graph in articles or not one.graph
        if told and (one.subject, one.relation, one.object) in said:
            continue
        if one.subject in things and one.object in things:
            yield one


def _background(relation: PlainRelation) -> dict[str, _Value | None]:
    return {
        "relation": relation.relation,
        "label": words().relation(relation.relation),
        "role": relation.relation,
        "kind": "known",
        "graph": relation.graph,
    }


def _unaddressed(view: View) -> Iterator[Fact]:
    return (fact for fact in view.facts if fact.kind == "statement" and not fact.objects)


def _statement(fact: Fact, network: nx.MultiDiGraph[str]) -> dict[str, _Value | None]:
    content = fact.content if fact.content is not None else fact.iri
    return {
        "label": content,
        "type": _STATEMENT,
        "background": False,
        "mentions": len(fact.evidence),
        "weight": len(fact.subjects),
        "fact": fact.iri,
        "relation": fact.relation,
        "factuality": fact.factuality,
        "confidence": fact.confidence,
        "attributed_to": "; ".join(network.nodes[iri]["label"] for iri in fact.attributed_to),
        "date": fact.date,
        "sentence": " ".join(quote.text for quote in fact.evidence),
    }


def _held(attributes: dict[str, _Value | None]) -> dict[str, _Value]:
    return {
        name: holdable(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None and value != ""
    }

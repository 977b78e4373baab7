"""The plain triples of a graph: what stands without a claim around it, and in which named graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Store

from graph.rdf.vocabulary import SC
from graph.schema import RELATIONS


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PlainRelation:
    """One relation between two things; ``relation`` is its local name ("locatedIn").

    ``graph`` is the IRI of the named graph that says so: an article's, ``sc:background`` or
    ``sc:inferred``; empty in a flat graph.
    """

    subject: str
    relation: str
    object: str
    graph: str


def plain_relations(store: Store) -> tuple[PlainRelation, ...]:
    """Every relation of the vocabulary that stands as a plain triple, sorted."""
    return tuple(sorted(_relations(store)))


def _relations(store: Store) -> Iterable[PlainRelation]:
    for name in RELATIONS:
        for quad in store.quads_for_pattern(None, SC[name], None, None):
            flat = isinstance(quad.graph_name, DefaultGraph)
            yield PlainRelation(
                subject=_key(quad.subject),
                relation=name,
                object=_key(quad.object),
                graph="" if flat else _key(quad.graph_name),
            )


def _key(term: object) -> str:
    value = getattr(term, "value", None)
    return str(term) if value is None else str(value)

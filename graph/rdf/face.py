"""rdflib's face of an Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from oxrdflib import OxigraphStore
from rdflib import XSD, Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Node, URIRef

from graph.rdf.store import OFFSETS, merged

_UNION: Final = "__UNION__"  # what rdflib calls the union of all graphs
_OFFSETS: Final = frozenset(URIRef(predicate.value) for predicate in OFFSETS)

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]


class UnionStore(OxigraphStore):
    """An Oxigraph store in whose union of graphs every triple stands once, with exact offsets."""

    def triples(
        self, triple_pattern: Pattern, context: Graph | None = None
    ) -> Iterator[tuple[Triple, Iterator[Graph | None]]]:
        """The triples that fit, each with all the graphs that hold it."""
        found: dict[Triple, list[Graph | None]] = {}
        for triple, graphs in super().triples(triple_pattern, context):
            found.setdefault(_exact(triple), []).extend(graphs)
        return ((triple, iter(graphs)) for triple, graphs in found.items())

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Identifier],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """As rdflib asks it: ``queryGraph`` is a graph's name or that of the union."""
        if queryGraph != _UNION:
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)
        whole = OxigraphStore(store=merged(self._inner))
        return whole.query(query, initNs, initBindings, DATASET_DEFAULT_GRAPH_ID, **kwargs)


def _exact(triple: Triple) -> Triple:
    subject, predicate, value = triple
    if predicate in _OFFSETS and isinstance(value, Literal):
        return subject, predicate, Literal(str(value), datatype=XSD.nonNegativeInteger)
    return triple

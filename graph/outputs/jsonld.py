"""A graph as JSON-LD, with the context that is published as ``ontology/context.jsonld``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from graph.rdf.store import exact_quads, quad_key
from graph.rdf.vocabulary import RDF, XSD
from graph.resources import ONTOLOGY

_STRING: Final = XSD["string"]
_TYPE: Final = RDF["type"]


def to_jsonld(store: Store) -> bytes:
    """All of ``store`` as one JSON-LD 1.1 document: the same bytes for the same quads, always.

    Graphs, subjects and values come in the order of the other formats. The context stands in
    the document, so that it is read without a network.
    """
    context = published()
    writer = _Writer(context)
    graphs: dict[str, list[Quad]] = {}
    for quad in sorted(exact_quads(store), key=quad_key):
        graphs.setdefault(writer.graph_name(quad), []).append(quad)
    content: list[dict[str, Any]] = []
    for name, quads in sorted(graphs.items()):
        nodes = writer.nodes(quads)
        content += [{"id": name, "graph": nodes}] if name else nodes
    document = {"@context": context, "graph": content}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def published() -> dict[str, Any]:
    """The published context: prefixes and terms by name."""
    context: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    found: dict[str, Any] = context["@context"]
    return found


class _Writer:
    """A context turned round: the name of each IRI, and how a property's values are read."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._prefixes = {
            base: name
            for name, base in context.items()
            if isinstance(base, str) and base.startswith("http")
        }
        terms = {name: entry for name, entry in context.items() if not self._is_key(name, entry)}
        self._names: dict[str, str] = {}
        self._kinds: dict[str, str | None] = {}
        for name, entry in terms.items():
            shape = {"@id": entry} if isinstance(entry, str) else entry
            iri = self._expanded(shape["@id"], context)
            kind = shape.get("@type")
            self._names[iri] = name
            self._kinds[iri] = (
                kind if kind is None or kind[0] == "@" else self._expanded(kind, context)
            )

    def graph_name(self, quad: Quad) -> str:
        """The shortened name of the graph of ``quad``; empty for the default graph."""
        return "" if isinstance(quad.graph_name, DefaultGraph) else self._iri(quad.graph_name)

    def nodes(self, quads: list[Quad]) -> list[dict[str, Any]]:
        """The subjects of one graph with their properties, in the order of ``quads``."""
        found: dict[str, dict[str, list[Any]]] = {}
        for quad in quads:
            properties = found.setdefault(self._iri(quad.subject), {})
            if quad.predicate == _TYPE:
                properties.setdefault("type", []).append(self._word(quad.object))
            else:
                name = self._word(quad.predicate)
                properties.setdefault(name, []).append(self._value(quad.predicate, quad.object))
        return [
            {"id": subject, **{name: _alone(values) for name, values in properties.items()}}
            for subject, properties in found.items()
        ]

    def _value(self, predicate: NamedNode, term: Any) -> Any:
        kind = self._kinds.get(predicate.value)
        if not isinstance(term, Literal):
            if kind == "@vocab":
                return self._word(term)
            return self._iri(term) if kind == "@id" else {"id": self._iri(term)}
        if term.language is not None:
            return {"@value": term.value, "@language": term.language}
        if term.datatype == _STRING:
            return term.value if kind is None else {"@value": term.value}
        if term.datatype.value == kind:
            return term.value
        return {"@value": term.value, "@type": self._word(term.datatype)}

    def _word(self, term: Any) -> str:
        """A class, property or value of the vocabulary by its name, or else by its IRI."""
        name = self._names.get(term.value) if isinstance(term, NamedNode) else None
        return self._iri(term) if name is None else name

    def _iri(self, term: Any) -> str:
        if isinstance(term, BlankNode):
            return str(term)
        iri: str = term.value
        for base, prefix in self._prefixes.items():
            # After a prefix, "//" would make an address of it.
            if iri.startswith(base) and not iri.startswith("//", len(base)) and iri != base:
                return f"{prefix}:{iri.removeprefix(base)}"
        return iri

    @staticmethod
    def _is_key(name: str, entry: object) -> bool:
        return name[0] == "@" or (isinstance(entry, str) and entry.startswith(("http", "@")))

    @staticmethod
    def _expanded(name: str, context: Mapping[str, Any]) -> str:
        prefix, _, rest = name.partition(":")
        return f"{context[prefix]}{rest}"


def _alone(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values

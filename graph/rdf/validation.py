"""Whether a graph keeps what the vocabulary promises: the SHACL shapes of the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.errors import StoreError
from graph.rdf.reasoning import unfounded
from graph.rdf.store import exact_quads
from graph.rdf.vocabulary import BACKGROUND, INFERRED, RDF, REFERENCE, SC
from graph.resources import ONTOLOGY
from graph.schema import RELATIONS

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_RELATIONS: Final = frozenset(SC[name] for name in RELATIONS)
_FLAT: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong, and where.

    ``graph`` is the IRI of the named graph, empty for a flat one; ``focus`` the node at fault,
    ``path`` the property and ``value`` the value at fault, where there is one. ``warning``: the
    graph conforms all the same.
    """

    graph: str
    focus: str
    path: str | None
    value: str | None
    reason: str
    warning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was judged (graph names, sorted) and everything that is wrong with it, sorted."""

    graphs: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is nothing but warnings."""
        return all(finding.warning for finding in self.findings)


def validate(store: Store) -> Report:
    """Judge each article's graph and ``sc:background`` by their shapes, and ``sc:inferred`` by whether
    all of it follows from the rest.

    In a flat graph what is known beforehand cannot be told from what the article says, so relations
    between known things are taken to be the former. Raises StoreError if there is nothing to judge.
    """
    graphs: dict[str, list[Quad]] = {}
    for quad in exact_quads(store):
        name = quad.graph_name
        graphs.setdefault(_FLAT if isinstance(name, DefaultGraph) else name.value, []).append(quad)
    inferred = graphs.pop(INFERRED.value, None)
    if not graphs:
        raise StoreError("the graph holds nothing to judge; give one that build wrote")
    findings: list[Finding] = list(_unfounded(store))
    for iri, quads in sorted(graphs.items()):
        judged = _without_background(quads) if iri == _FLAT else quads
        findings += _judged(iri, judged)
    if inferred is not None:
        graphs[INFERRED.value] = inferred
    return Report(graphs=tuple(sorted(graphs)), findings=tuple(sorted(set(findings), key=_order)))


def _unfounded(store: Store) -> Iterator[Finding]:
    for triple in unfounded(store):
        value = triple.object
        yield Finding(
            graph=INFERRED.value,
            focus=str(getattr(triple.subject, "value", triple.subject)),
            path=triple.predicate.value,
            value=value.value if isinstance(value, NamedNode | Literal) else str(value),
            reason="What is inferred follows from what is asserted or known.",
            warning=False,
        )


def _judged(name: str, quads: list[Quad]) -> Iterator[Finding]:
    if name == BACKGROUND.value:
        yield from _complaints(name, quads, "shapes-background.ttl")
        return
    if not any(quad.predicate == RDF["type"] and quad.object == SC["Article"] for quad in quads):
        reason = "A named graph is of one article, which it describes."
        yield Finding(graph=name, focus=name, path=None, value=None, reason=reason, warning=False)
    yield from _complaints(name, quads, "shapes.ttl")


def _without_background(quads: list[Quad]) -> list[Quad]:
    """``quads`` without the relations between known things that no claim speaks of."""
    spoken: dict[str, dict[NamedNode, object]] = {}
    for quad in quads:
        if quad.predicate in (RDF["subject"], RDF["predicate"], RDF["object"]):
            spoken.setdefault(str(quad.subject), {})[quad.predicate] = quad.object
    claimed = {
        (parts.get(RDF["subject"]), parts.get(RDF["predicate"]), parts.get(RDF["object"]))
        for parts in spoken.values()
    }
    return [
        quad
        for quad in quads
        if quad.predicate not in _RELATIONS
        or (quad.subject, quad.predicate, quad.object) in claimed
        or not (_is_known(quad.subject) and _is_known(quad.object))
    ]


def _is_known(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(REFERENCE)


def _complaints(name: str, quads: Iterable[Quad], shapes: str) -> Iterator[Finding]:
    # pySHACL and rdflib take longer to import than most commands take.
    from pyshacl import validate as judge
    from rdflib import Graph, URIRef

    data = Graph()
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    data.parse(data=lines, format="nt")
    _, report, text = judge(data, shacl_graph=_shapes(shapes))
    if not isinstance(report, Graph):
        raise StoreError(f"{name}: cannot be judged: {' '.join(str(text).split())}")
    for result in report.objects(None, URIRef(_SHACL + "result")):

        def of(key: str, result: Node = result) -> str | None:
            value = report.value(result, URIRef(_SHACL + key))
            return None if value is None else str(value)

        focus, value = of("focusNode"), of("value")
        for message in report.objects(result, URIRef(_SHACL + "resultMessage")):
            yield Finding(
                graph=name,
                focus="" if focus is None else focus,
                path=_path(report, result),
                value=None if value == focus else value,
                reason=str(message),
                warning=of("resultSeverity") != _SHACL + "Violation",
            )


def _path(report: Graph, result: Node) -> str | None:
    """The IRI of the property at fault; None where it is a longer path, or the node itself."""
    from rdflib import URIRef

    path = report.value(result, URIRef(_SHACL + "resultPath"))
    return str(path) if isinstance(path, URIRef) else None


@cache
def _shapes(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(ONTOLOGY / name, format="turtle")


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.graph,
        finding.focus,
        finding.reason,
        finding.path or "",
        finding.value or "",
    )

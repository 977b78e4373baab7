"""What the reference data knows of the things an article speaks of: the graph ``sc:background``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from graph.rdf import iri
from graph.rdf.vocabulary import GEO, OWL, RDF, RDFS, SC, SKOS
from graph.reference import Entry, Reference

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def triples(touched: Iterable[str], reference: Reference) -> Iterator[Triple]:
    """What ``reference`` says of the entries with the IRIs ``touched``, and of their countries.

    Relations are told between touched entries and from each to its own country ("Turkey, because
    Istanbul is in it"), never further. IRIs without an entry are passed over. Sorted, each once.
    """
    shown = {one for one in touched if one in reference.entries}
    countries = {
        country for one in shown if (country := reference.entries[one].country) is not None
    }
    shown |= countries
    for one in sorted(shown):
        entry = reference.entries[one]
        yield from _description(entry)
        yield from _relations(entry, shown, reference)


def _description(entry: Entry) -> Iterator[Triple]:
    me = NamedNode(entry.iri)
    yield me, RDF["type"], SC[entry.type]
    yield me, SKOS["prefLabel"], Literal(entry.name)
    yield me, RDFS["label"], Literal(entry.name)
    for name in sorted(set(entry.names) - {entry.name}):
        yield me, SKOS["altLabel"], Literal(name)
    if entry.wikidata is not None:
        yield me, OWL["sameAs"], NamedNode(entry.wikidata)
    if entry.point is not None:
        latitude, longitude = entry.point
        shape = f"POINT({longitude} {latitude})"
        # GeoSPARQL tells a feature from its geometry, and nothing is both.
        point = iri.point(me)
        yield me, GEO["hasGeometry"], point
        yield point, RDF["type"], GEO["Geometry"]
        yield point, GEO["asWKT"], Literal(shape, datatype=GEO["wktLiteral"])


def _relations(entry: Entry, shown: set[str], reference: Reference) -> Iterator[Triple]:
    me = NamedNode(entry.iri)
    if entry.capital_of is not None and entry.capital_of in shown:
        yield me, SC["capitalOf"], NamedNode(entry.capital_of)
    if entry.country is not None and _is_part(entry, entry.country, reference):
        yield me, SC["partOf"], NamedNode(entry.country)
    elif entry.country is not None and not entry.part_of:
        # An organization with a seat only ("in New York") is not thereby part of the state.
        yield me, SC["locatedIn"], NamedNode(entry.country)
    for whole in sorted(shown.intersection(entry.part_of) - {entry.country}):
        yield me, SC["partOf"], NamedNode(whole)
    for member in sorted(shown.intersection(entry.members)):
        yield NamedNode(member), SC["memberOf"], me


def _is_part(entry: Entry, state: str, reference: Reference) -> bool:
    """Whether an organization is part of a state over however many steps; its seat does not count."""
    reached = set(entry.part_of)
    frontier = list(reached)
    while frontier:
        above = reference.entries.get(frontier.pop())
        for whole in () if above is None else above.part_of:
            if whole not in reached:
                reached.add(whole)
                frontier.append(whole)
    return state in reached

"""What is known beforehand of the things an article touches."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Store

from graph import reference
from graph.rdf import background
from graph.rdf.vocabulary import OWL, REFERENCE, SC, SKOS
from tests.fixtures.reference import small


def told(*touched: str) -> list[tuple[str, str, str]]:
    """Subject, predicate and object of what is told, without the bases of their IRIs."""
    triples = background.triples((REFERENCE + one for one in touched), small())
    return [(_short(s.value), _local(p.value), _short(o.value)) for s, p, o in triples]


def _short(value: str) -> str:
    return value.removeprefix(REFERENCE)


def _local(value: str) -> str:
    return value.rpartition("#")[2].rpartition("/")[2]


def relations(triples: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    names = ("capitalOf", "locatedIn", "partOf", "memberOf")
    return {triple for triple in triples if triple[1] in names}


def test_a_place_brings_its_country_along() -> None:
    triples = told("place/istanbul")
    assert ("place/istanbul", "locatedIn", "state/TR") in triples
    assert ("state/TR", "prefLabel", "Turkey") in triples


def test_a_country_brings_nothing_along() -> None:
    assert {subject for subject, _, _ in told("state/TR")} == {"state/TR"}


def test_capitals_and_members_are_told_among_what_is_touched_alone() -> None:
    assert relations(told("place/oslo", "organization/nato", "state/PT")) == {
        ("place/oslo", "capitalOf", "state/NO"),
        ("place/oslo", "locatedIn", "state/NO"),
        ("state/NO", "memberOf", "organization/nato"),
        ("state/PT", "memberOf", "organization/nato"),
    }


def test_an_organization_is_part_of_its_state() -> None:
    assert relations(told("organization/storting")) == {
        ("organization/storting", "partOf", "state/NO")
    }


def test_known_identities_are_wikidata_items() -> None:
    assert ("state/NO", "sameAs", "http://www.wikidata.org/entity/Q20") in told("state/NO")


def test_what_the_reference_does_not_know_is_passed_over() -> None:
    assert told("state/XX") == []


def test_the_order_of_what_is_touched_makes_no_difference() -> None:
    assert told("state/NO", "place/oslo") == told("place/oslo", "state/NO")


def test_background_is_never_said_to_be_mentioned(store: Store) -> None:
    graph = SC["background"]
    assert list(store.quads_for_pattern(None, SKOS["prefLabel"], None, graph))
    assert list(store.quads_for_pattern(None, OWL["sameAs"], None, graph))
    assert not list(store.quads_for_pattern(None, SC["mentionedIn"], None, graph))


def test_a_place_and_its_point_are_two_things() -> None:
    place = "place/reykjavik"
    triples = background.triples((REFERENCE + place,), reference.load())
    shapes = [(s, p, o) for s, p, o in triples if _short(s.value).startswith(place)]
    told = [(_short(s.value), _local(p.value), _short(o.value)) for s, p, o in shapes]
    assert (place, "hasGeometry", f"{place}#point") in told
    assert (f"{place}#point", "asWKT", "POINT(-21.9 64.14)") in told
    assert (place, "asWKT", "POINT(-21.9 64.14)") not in told

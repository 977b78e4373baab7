"""Questions in SPARQL: reading only, on this machine only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import QueryError
from graph.rdf.query import Table, bind, parameters_of, run
from graph.rdf.store import collect, dataset
from graph.rdf.vocabulary import SC, SKOS

ASKS_NAME = """SELECT ?x {
  VALUES ?name { "nobody" }
  ?x skos:prefLabel ?name
}"""


def labelled(name: str) -> Store:
    return collect([Quad(NamedNode("a:x"), SKOS["prefLabel"], Literal(name))])


def test_a_table_holds_plain_values(store: Store) -> None:
    answer = run(
        store,
        """SELECT ?direct ?sure ?begin ?date ?nothing ?type {
             ?s sc:content ?c ; sc:direct ?direct ; sc:confidence ?sure ; sc:date ?date ; a ?type ;
                sc:trigger/nif:beginIndex ?begin }""",
    )
    assert isinstance(answer, Table)
    assert answer.columns == ("direct", "sure", "begin", "date", "nothing", "type")
    assert answer.rows == ((True, 0.9, 290, "2025-03-11", None, SC["Statement"].value),)


def test_ask_answers_yes_or_no(store: Store) -> None:
    assert run(store, "ASK { ?x a sc:Person }") is True
    assert run(store, "ASK { ?x a sc:Ship }") is False


def test_construct_and_describe_answer_with_a_graph(store: Store) -> None:
    built = run(store, "CONSTRUCT { ?o <a:heldBy> ?p } WHERE { ?p sc:holds ?o }")
    assert isinstance(built, Store)
    assert len(built) == 3
    described = run(store, "DESCRIBE <https://w3id.org/statecraft/id/place/oslo>")
    assert isinstance(described, Store)
    assert len(described) > 3


def test_a_triple_in_two_graphs_is_found_once(store: Store) -> None:
    answer = run(store, "SELECT ?x { ?x skos:prefLabel 'Norway' }")
    assert isinstance(answer, Table)
    assert len(answer.rows) == 1


def test_one_graph_can_be_asked_alone(store: Store) -> None:
    inside = "ASK { GRAPH sc:background { ?x skos:prefLabel 'Henrik Dahl' } }"
    assert run(store, inside) is False


def test_a_dataset_of_rdflib_can_be_asked(store: Store) -> None:
    assert run(dataset(store), "ASK { ?x a sc:Person }") is True


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX select: <a:> DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nCLEAR ALL",
        "LOAD <https://example.org/x.ttl>",
        "base <a:> drop all",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_by_name(store: Store, text: str) -> None:
    before = set(store)
    with pytest.raises(QueryError, match="changes a graph"):
        run(store, text)
    assert set(store) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "ASK { ?a <a:b> '#' . SERVICE<http://localhost:1/>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://localhost:1/> { ?s ?p ?o } }",
        'SELECT * { ?a ?b "\\"" . SERVICE <http://localhost:1/> { ?s ?p "" } }',
    ],
)
def test_other_machines_are_never_asked(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="queries stay on this one"):
        run(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a sc:Person }",
        "ASK { ?x a sc:Person # SERVICE\n }",
        "ASK { FILTER('SERVICE' = \"SERVICE\") }",
        "PREFIX service: <a:> ASK { FILTER NOT EXISTS { ?x a service:insert } }",
        "ASK { FILTER NOT EXISTS { ?x a <a:SERVICE> } }",
        'ASK { FILTER(\'\'\'SERVICE\'s """ \'\'\' != """it\'s SERVICE""") }',
    ],
)
def test_the_word_service_is_no_harm_elsewhere(store: Store, text: str) -> None:
    assert run(store, text) is not False


@pytest.mark.parametrize("text", ["", "   ", "hello", "# nothing", "PREFIX a: <a:>"])
def test_what_is_no_query_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="this is no query"):
        run(store, text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * { ?s zz:p ?o }", "at line 1, column 20, before '?o }'"),
        ("SELECT *\n{ ?s zz:p ?o }", "at line 2"),
        ("SELECT * {", "where the line ends"),
    ],
)
def test_a_query_that_does_not_parse_is_refused_with_the_place(
    store: Store, text: str, place: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, text)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_parameter_has_its_default_unless_it_is_given() -> None:
    assert run(labelled("nobody"), ASKS_NAME) == run(labelled("Ann"), ASKS_NAME, {"name": "Ann"})
    assert parameters_of(ASKS_NAME) == {"name": "nobody"}


def test_a_parameter_that_the_query_does_not_have_is_refused() -> None:
    with pytest.raises(QueryError, match="no parameter 'state'; it has: name"):
        bind(ASKS_NAME, {"state": "Norway"})
    with pytest.raises(QueryError, match="no parameter 'state'; it has none"):
        bind("ASK {}", {"state": "Norway"})


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_value_is_looked_for_as_it_is_and_never_read_as_sparql(value: str) -> None:
    answer = run(labelled(value), ASKS_NAME, {"name": value})
    assert isinstance(answer, Table)
    assert answer.rows == (("a:x",),)


def test_a_value_cannot_leave_its_place(store: Store) -> None:
    attack = '" } SERVICE <http://localhost:1/> { ?x ?y "'
    answer = run(store, ASKS_NAME, {"name": attack})
    assert isinstance(answer, Table)
    assert answer.rows == ()

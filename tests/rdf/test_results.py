"""Answers in the W3C's formats, read back by rdflib."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Store
from rdflib import BNode, Graph, Literal, URIRef, util
from rdflib.query import Result
from rdflib.term import Node

from graph.errors import QueryError
from graph.rdf import results
from graph.rdf.query import Table, Term, run
from graph.rdf.vocabulary import SC

QUERY = """SELECT ?fact ?how ?sure ?date ?note ?blank {
  ?fact a sc:Event ; sc:factuality ?how ; sc:confidence ?sure .
  OPTIONAL { ?fact sc:date ?date }
  BIND("déjà \\"vu\\", a\\nline"@fr AS ?note) BIND(BNODE("b") AS ?blank)
} ORDER BY ?fact"""


def test_json_is_read_by_rdflib_with_all_terms_and_gaps(store: Store) -> None:
    answer = run(store, QUERY)
    assert isinstance(answer, Table)
    text = results.write(answer, "json")
    read = Result.parse(io.BytesIO(text.encode()), format="json")
    assert [str(name) for name in read.vars or ()] == list(answer.columns)
    rows = [tuple(row) for row in read]
    expected = [
        tuple(None if cell is None else from_ox(cell) for cell in row) for row in answer.terms
    ]
    assert [row[:5] for row in rows] == [row[:5] for row in expected]
    assert {row[4] for row in rows} == {Literal('déjà "vu", a\nline', lang="fr")}
    assert any(row[3] is None for row in rows)
    assert all(isinstance(row[5], BNode) for row in rows)


def from_ox(term: Term) -> Node:
    """An Oxigraph term as rdflib writes it."""
    return util.from_n3(str(term))


def test_csv_is_read_by_python_with_bare_values(store: Store) -> None:
    answer = run(store, QUERY)
    assert isinstance(answer, Table)
    read = list(csv.reader(io.StringIO(results.write(answer, "csv"))))
    assert tuple(read[0]) == answer.columns
    assert len(read) == len(answer.rows) + 1
    assert {row[1] for row in read[1:]} <= {
        SC[name].value for name in ("Asserted", "Reported", "Planned", "Hypothetical", "Negated")
    }
    assert {row[4] for row in read[1:]} == {'déjà "vu", a\nline'}
    assert "" in {row[3] for row in read}


def test_yes_and_no_in_json_and_csv() -> None:
    assert json.loads(results.write(True, "json")) == {"head": {}, "boolean": True}
    assert results.write(False, "csv") == "false\n"


def test_a_graph_is_turtle(store: Store) -> None:
    answer = run(store, "CONSTRUCT WHERE { ?p sc:holds ?o }")
    read = Graph().parse(data=results.write(answer, "ttl"), format="turtle")
    assert len(read) == 3
    assert set(read.predicates()) == {URIRef(SC["holds"].value)}


@pytest.mark.parametrize(
    ("query", "form"),
    [("ASK {}", "ttl"), ("SELECT * {}", "ttl"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv")],
)
def test_an_answer_that_a_format_cannot_hold_is_refused(
    store: Store, query: str, form: str
) -> None:
    with pytest.raises(QueryError, match="use"):
        results.write(run(store, query), form)


def test_terms_are_shortened_for_people(store: Store) -> None:
    answer = run(
        store,
        """SELECT ?type ?state ?name ?none ?other { ?state a ?type ; skos:prefLabel ?name ;
             owl:sameAs ?same FILTER(?name = "Norway")
             BIND(<https://example.org/x> AS ?other) }""",
    )
    assert isinstance(answer, Table)
    assert [results.shortened(term) for term in answer.terms[0]] == [
        "sc:State",
        "state:NO",
        "Norway",
        "",
        "<https://example.org/x>",
    ]

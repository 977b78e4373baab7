"""A graph in words, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from graph.model import Fact, View
from graph.outputs import tables
from graph.outputs.words import words
from graph.rdf.mapping import quads
from graph.rdf.reader import view
from graph.rdf.store import collect
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small

NAMES = {"a": "Ann", "b": "Bea", "c": "Cyr", "p": "Mayor of Aba"}


def verb(type_: str, mode: str | None = None) -> str:
    return words().act(type_, mode).verb


def alone(type_: str) -> str:
    return words().act(type_, None).alone


@pytest.fixture(scope="module")
def read() -> View:
    return view(collect(quads(sample(), small())))


def fact(kind: str, relation: str, subjects: str, objects: str = "", **more: object) -> Fact:
    plain = Fact(
        iri="f",
        kind=kind,
        relation=relation,
        subjects=tuple(subjects),
        objects=tuple(objects),
        factuality="Asserted",
        confidence=0.9,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (fact("claim", "holds", "a", "p"), "Ann is Mayor of Aba"),
        (fact("claim", "positionIn", "p", "b"), "Bea has an office: Mayor of Aba"),
        (
            fact("event", "CONSULT", "ab", "c", mode="meet"),
            "Ann and Bea meet Cyr",
        ),
        (fact("event", "PROTEST", "a"), f"Ann {alone('PROTEST')}"),
        (fact("event", "APPOINT", "", "c"), "Cyr is appointed"),
        (fact("event", "ASSAULT", "", "c"), "Cyr is attacked"),
        (fact("event", "ASSAULT", "abc", "c"), "Ann, Bea and Cyr attack Cyr"),
        (fact("statement", "says", "a", "b", content="No.", direct=True), "Ann to Bea: “No.”"),
        (fact("statement", "says", "a", content="it was late", direct=False), "Ann: it was late"),
        (fact("claim", "holds", "z", "p"), "z is Mayor of Aba"),
    ],
)
def test_a_fact_in_words(one: Fact, sentence: str) -> None:
    assert tables.in_words(one, NAMES) == sentence


def test_the_facts_table_has_a_row_for_every_fact(read: View) -> None:
    table = tables.facts_table(read)
    assert len(table.rows) == len(read.facts)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert (
        f"Henrik Dahl {verb('ACCUSE')} Morocco",
        "reported",
        "Marta Oliveira < Henrik Dahl",
        "0.80",
        "",
        "Oliveira said Dahl had accused Morocco of closing its ports.",
    ) in table.rows


def test_csv_says_all_that_a_fact_says(read: View) -> None:
    rows = list(csv.DictReader(io.StringIO(tables.facts_csv(read))))
    [meeting] = [row for row in rows if row["mode"] == "meet"]
    [original] = [one for one in read.facts if one.mode == "meet"]
    quote = original.evidence[0]
    assert meeting == {
        "kind": "event",
        "subjects": "Henrik Dahl",
        "relation": "CONSULT",
        "objects": "Marta Oliveira",
        "content": "",
        "factuality": "asserted",
        "attributed_to": "",
        "confidence": "0.9",
        "date": "2025-03-11",
        "place": "Lisbon",
        "mode": "meet",
        "direct": "",
        "medium": "",
        "sentence": quote.text,
        "article": quote.article,
        "begin": str(quote.begin),
        "end": str(quote.end),
        "rule": "meet",
        "iri": original.iri,
    }


def test_json_says_all_that_a_fact_says(read: View) -> None:
    records = json.loads(tables.facts_json(read))
    assert len(records) == len(read.facts)
    for record, original in zip(records, read.facts, strict=True):
        assert [one["iri"] for one in record["subjects"]] == list(original.subjects)
        assert [one["iri"] for one in record["objects"]] == list(original.objects)
        assert [one["iri"] for one in record["attributed_to"]] == list(original.attributed_to)
        assert record["factuality"] == original.factuality.lower()
        assert [one["text"] for one in record["evidence"]] == [
            quote.text for quote in original.evidence
        ]
        for name in ("kind", "relation", "content", "direct", "mode", "date", "confidence", "rule"):
            assert record[name] == getattr(original, name)


def test_hostile_words_survive_csv_and_json() -> None:
    hostile = 'say "x", </script>;\n=1+1\u202e'
    one = fact("statement", "says", "a", content=hostile, direct=True)
    graph = View(articles=(), nodes=(), facts=(one,))
    assert (
        next(csv.DictReader(io.StringIO(tables.facts_csv(graph), newline="")))["content"] == hostile
    )
    assert json.loads(tables.facts_json(graph))[0]["content"] == hostile


def test_a_summary_tells_people_with_their_positions_most_mentioned_first(read: View) -> None:
    [people] = [one for one in tables.summary(read) if one.heading == "People"]
    assert people.count == 5
    assert people.lines == (
        "Ana Castelo – President of Portugal",
        "Henrik Dahl – Foreign Minister of Norway",
        "Marta Oliveira – Foreign Minister of Portugal; formerly Ambassador to Brazil",
        "Rui Faro – Head of Harbour Workers’ League [according to Union officials];"
        " acting Harbour Commissioner of …",
        "Jorge Brandt – formerly Foreign Minister of Portugal",
    )


def test_a_summary_says_what_keeps_an_event_from_being_a_fact(read: View) -> None:
    [events] = [one for one in tables.summary(read) if one.heading == "Events"]
    assert events.count == len(sample().events)
    assert events.lines[:6] == (
        f"Henrik Dahl {verb('AGREE')} Marta Oliveira (2025-03-11)",
        f"Henrik Dahl {verb('CONSULT', 'meet')} Marta Oliveira (2025-03-11)",
        f"North Atlantic Maritime Council {alone('SUPPORT')} [according to Marta Oliveira]",
        f"Portugal {verb('MOBILIZE')} Morocco [denied, according to Portugal’s Defense Ministry]",
        f"Russia {verb('THREATEN')} Norway (2025-02) [according to Henrik Dahl]",
        f"Ana Castelo {verb('CONSULT', 'visit')} Norway (2025-03-14) [planned]",
    )
    assert events.lines[-1] == "… and 2 more"


def test_a_summary_of_an_empty_graph_counts_nothing() -> None:
    sections = tables.summary(View(articles=(), nodes=(), facts=()))
    assert [(one.count, one.lines) for one in sections] == [(0, ())] * 6

"""The named questions: each is explained, asks what it says, and runs on any SPARQL engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Store
from rdflib import Dataset

from graph.errors import QueryError
from graph.rdf.query import Table, run
from graph.rdf.questions import question, questions, read
from graph.rdf.store import dump
from graph.rdf.vocabulary import PREFIXES
from graph.resources import QUERIES

# Question, parameters, columns to look at, and the rows expected of them.
CASES = [
    ("positions", {}, "holder position status", [
        "Ana Castelo | President of Portugal | now",
        "Henrik Dahl | Foreign Minister of Norway | now",
        "Jorge Brandt | Foreign Minister of Portugal | formerly",
        "Marta Oliveira | Ambassador to Brazil | formerly",
        "Marta Oliveira | Foreign Minister of Portugal | now",
    ]),
    ("positions", {"person": "DAHL"}, "position", ["Foreign Minister of Norway"]),
    ("positions", {"body": "portuguese republic"}, "holder", [
        "Ana Castelo", "Jorge Brandt", "Marta Oliveira",
    ]),
    ("positions", {"person": "Rui Faro"}, "position", []),
    ("acts", {"actor": "Portugal", "target": "Morocco"}, "by act how according_to", [
        "Portugal | MOBILIZE | negated | Portugal’s Defense Ministry",
        "Portugal | MOBILIZE | reported | Russian officials",
    ]),
    # The foreign minister of Norway acts for Norway.
    ("acts", {"actor": "Kingdom of Norway"}, "by act to", [
        "Henrik Dahl | ACCUSE | Morocco",
        "Norway | RETREAT | Iceland",
        "Henrik Dahl | AGREE | Marta Oliveira",
        "Henrik Dahl | AGREE | Marta Oliveira",
        "Henrik Dahl | CONSULT | Marta Oliveira",
    ]),
    ("said", {"speaker": "Oliveira"}, "words quoted", [
        "the North Atlantic Maritime Council had welcomed the plan | False",
    ]),
    ("said", {"word": "SEA"}, "who to", ["Henrik Dahl | reporters"]),
    ("meetings", {}, "date one other manner place how", [
        "2025-03-11 | Henrik Dahl | Marta Oliveira | meet | Lisbon | asserted",
        "2025-03-14 | Ana Castelo | Norway | visit | Oslo | planned",
    ]),
    ("meetings", {"person": "Marta Oliveira"}, "one", ["Henrik Dahl"]),
    ("one-word", {"source": "Union officials"}, "what how", [
        "Head of Harbour Workers’ League position in Harbour Workers’ League | reported",
        "Rui Faro holds Head of Harbour Workers’ League | reported",
    ]),
    ("sentence", {"subject": "portugal", "relation": "memberOf"}, "whom sentence", [
        "North Atlantic Maritime Council | Portugal joined the council in 2011.",
    ]),
    ("sentence", {"subject": "Russia", "relation": "threaten", "object": "Norway"}, "sentence", [
        "According to Dahl, Russia threatened Norway last month.",
    ]),
    ("vacant", {}, "position mentioned_as", ["Aide to Ana Castelo | aide"]),
    ("disagreements", {}, "what said_by denied_by", [
        "Portugal – mobilize – Morocco | Russian officials | Portugal’s Defense Ministry",
    ]),
    ("denied", {}, "what denied_by", [
        "Portugal – mobilize – Morocco | Portugal’s Defense Ministry",
        "Rui Faro affiliated with Atlantic Alliance | Ana Castelo",
    ]),
    ("denied", {"source": "Castelo"}, "what", ["Rui Faro affiliated with Atlantic Alliance"]),
    ("speaks-for", {}, "speaks_for speaker statements", [
        "Norway | Henrik Dahl | 1",
        "Portugal | Marta Oliveira | 1",
    ]),
    ("timeline", {"party": "Norway"}, "date what", [
        "2025-02 | Russia – threaten – Norway",
        "2025-03-14 | Ana Castelo – consult – Norway",
    ]),
    ("timeline", {"party": "Norway", "other": "Russia"}, "date", ["2025-02"]),
    ("plans", {"party": "Faro"}, "date what how", [
        " | Rui Faro holds acting Harbour Commissioner of Portugal | planned",
        "2025-04 | Ana Castelo – appoint – Rui Faro | planned",
    ]),
    ("plans", {"party": "Iceland"}, "how according_to", ["possible | an aide to Castelo"]),
    ("hearsay", {}, "what according_to who_cites", [
        "Henrik Dahl – accuse – Morocco | Marta Oliveira | Henrik Dahl",
    ]),
    ("changes", {}, "office now before", [
        "Foreign Minister of Portugal | Marta Oliveira | Jorge Brandt",
    ]),
    # The word of its foreign minister is also Norway's.
    ("one-sided", {"side": "Norway"}, "only says", ["Henrik Dahl | Russia – threaten – Norway"]),
    ("two-states", {"state": "Russia"}, "date one two what how according_to", [
        "2025-02 | Norway | Russia | Russia – threaten – Norway | reported | Henrik Dahl",
    ]),
    # Two foreign ministers who meet are two states that do.
    ("two-states", {"state": "portugal", "other": "norway"}, "date what", [
        "2025-03-11 | Henrik Dahl – agree – Marta Oliveira",
        "2025-03-11 | Henrik Dahl – agree – Marta Oliveira",
        "2025-03-11 | Henrik Dahl – consult – Marta Oliveira",
        "2025-03-14 | Ana Castelo – consult – Norway",
    ]),
    ("about", {"thing": "Iceland"}, "what how", ["Norway – retreat – Iceland | hypothetical"]),
    ("about", {"thing": "Lisbon"}, "what", ["Henrik Dahl – consult – Marta Oliveira"]),
    ("who", {"class": "person"}, "name mentions", [
        "Ana Castelo | 4",
        "Henrik Dahl | 4",
        "Marta Oliveira | 4",
        "Rui Faro | 3",
        "Jorge Brandt | 1",
    ]),
    ("belongs", {"whole": "Norway"}, "name relation sentence", [
        "Oslo | capital of | President Ana Castelo of Portugal will visit Oslo, the Norwegian"
        " capital, on Friday.",
        "Oslo | located in | ",
    ]),
]  # fmt: skip


def answered(store: Store, name: str, parameters: dict[str, str]) -> Table:
    answer = run(store, question(name).text, parameters)
    assert isinstance(answer, Table)
    return answer


@pytest.mark.parametrize(("name", "parameters", "columns", "expected"), CASES)
def test_a_question_finds_what_it_asks_for(
    store: Store, name: str, parameters: dict[str, str], columns: str, expected: list[str]
) -> None:
    answer = answered(store, name, parameters)
    chosen = [answer.columns.index(column) for column in columns.split()]
    rows = [
        " | ".join("" if row[place] is None else str(row[place]) for place in chosen)
        for row in answer.rows
    ]
    assert rows == expected


def test_every_question_is_tested() -> None:
    assert {name for name, *_ in CASES} == {one.name for one in questions()}
    assert len(questions()) >= 15


@pytest.mark.parametrize("name", sorted(path.stem for path in QUERIES.glob("*.rq")))
def test_a_question_is_plain_sparql_that_rdflib_answers_alike(store: Store, name: str) -> None:
    memory = Dataset(default_union=True)
    memory.parse(data=dump(store, "nq"), format="nquads")
    theirs = [
        tuple(None if cell is None else str(cell) for cell in row)
        for row in memory.query(question(name).text)
    ]
    ours = [
        tuple(None if term is None else term.value for term in row)  # type: ignore[union-attr]
        for row in answered(store, name, {}).terms
    ]
    assert ours
    assert Counter(theirs) == Counter(ours)


def test_every_question_explains_itself_and_its_parameters() -> None:
    for one in questions():
        assert one.title.endswith("?")
        assert one.about.endswith(".")
        assert all(parameter.about for parameter in one.parameters)


def test_every_question_declares_the_prefixes_that_it_uses() -> None:
    for one in questions():
        code = "\n".join(line for line in one.text.splitlines() if not line.startswith("#"))
        for prefix in PREFIXES:
            if f" {prefix}:" in code.replace("(", " ").replace("/", " ").replace("|", " "):
                assert f"PREFIX {prefix}:" in one.text, (one.name, prefix)


def test_an_unknown_question_is_refused_with_the_known_ones() -> None:
    with pytest.raises(QueryError, match="no question is named 'why'; there are: about, acts"):
        question("why")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# about: A thing.\n\nASK {}", "has no line '# title: …'"),
        ("# title: What?\n\nASK {}", "has no line '# about: …'"),
        ("# title: What?\n# about: A.\n# parameter x: any\n\nASK {}", "make them the same"),
        ('# title: What?\n# about: A.\n\nASK {\nVALUES ?x { "" }\n}', "make them the same"),
    ],
)
def test_a_question_without_its_explanation_is_refused(
    text: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=reason):
        read(path)

"""``statecraft query``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from graph.rdf.questions import questions
from tests.cli.conftest import Run

PEOPLE = "SELECT ?name { ?x a sc:Person ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = ["Ana Castelo", "Henrik Dahl", "Jorge Brandt", "Marta Oliveira", "Rui Faro"]


def test_a_table_is_one_line_a_row_when_piped(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft("query", graph_folder, PEOPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["name", *NAMES]


@pytest.mark.parametrize("suffix", ["trig", "ttl"])
def test_one_file_is_asked_as_a_folder_is(statecraft: Run, graph_folder: Path, suffix: str) -> None:
    done = statecraft("query", graph_folder / f"harbour-patrols.{suffix}", PEOPLE)
    assert done.stdout.splitlines()[1:] == NAMES


def test_csv_and_json_hold_the_same_rows(statecraft: Run, graph_folder: Path) -> None:
    table = statecraft("query", graph_folder, PEOPLE, "--format", "csv").stdout
    assert [row["name"] for row in csv.DictReader(io.StringIO(table))] == NAMES
    found = json.loads(statecraft("query", graph_folder, PEOPLE, "--format", "json").stdout)
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES


def test_a_graph_is_printed_as_turtle_unasked(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft("query", graph_folder, "CONSTRUCT WHERE { ?x sc:holds ?y }")
    assert len(Graph().parse(data=done.stdout, format="turtle")) == 3


def test_ask_prints_yes_or_no(statecraft: Run, graph_folder: Path) -> None:
    assert statecraft("query", graph_folder, "ASK { ?x a sc:Person }").stdout == "yes\n"
    assert statecraft("query", graph_folder, "ASK { ?x a sc:Ship }").stdout == "no\n"


def test_a_query_can_come_from_a_file_and_take_a_parameter(
    statecraft: Run, graph_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "q.rq"
    path.write_text('SELECT ?x {\n  VALUES ?name { "" }\n  ?x skos:altLabel ?name\n}')
    done = statecraft("query", graph_folder, "--file", path, "--param", "name=Norwegian")
    assert done.stdout.splitlines() == ["x", "state:NO"]


def test_a_named_question_takes_parameters(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft(
        "query", graph_folder, "--named", "acts",
        "--param", "actor=russia", "--param", "target=norway", "--format", "csv",
    )  # fmt: skip
    [row] = csv.DictReader(io.StringIO(done.stdout))
    assert (row["by"], row["act"], row["according_to"]) == ("Russia", "THREATEN", "Henrik Dahl")


def test_the_list_shows_every_named_question(statecraft: Run) -> None:
    lines = statecraft("query", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [one.name for one in questions()]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["SELECT * {"], "the query does not parse at line 1"),
        (["INSERT DATA {}"], "INSERT changes a graph"),
        (["SELECT * { SERVICE <http://localhost:1/> {} }"], "SERVICE asks another machine"),
        (["--named", "why"], "no question is named 'why'"),
        (["--named", "acts", "--param", "who=x"], "the query has no parameter 'who'"),
        (["--named", "acts", "--param", "who"], "is not NAME=VALUE"),
        (["--file", "missing.rq"], "missing.rq: cannot be read"),
        ([], "give GRAPH and one of SPARQL, --file or --named"),
        (["ASK {}", "--named", "acts"], "give GRAPH and one of SPARQL, --file or --named"),
        (["ASK {}", "--format", "ttl"], "ttl is for graphs"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_exit_code_2(
    statecraft: Run, graph_folder: Path, arguments: list[str], reason: str
) -> None:
    done = statecraft("query", graph_folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("statecraft: ")
    assert reason in line


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.trig", None, "no such file"),
        ("broken.trig", "<a:a> { <a:a>", "not valid TriG"),
        ("notes.txt", "notes", "not a graph file"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_line_and_exit_code_2(
    statecraft: Run, tmp_path: Path, name: str, content: str | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = statecraft("query", tmp_path / name, "ASK {}")
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"statecraft: {tmp_path / name}: {reason}")

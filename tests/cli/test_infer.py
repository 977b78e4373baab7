"""``statecraft infer``, and ``--infer`` of the commands that have it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graph.rdf.store import load
from graph.rdf.vocabulary import INFERRED
from tests.cli.conftest import Run

AFFILIATED = "SELECT ?name { ?x sc:affiliatedWith ?s ; skos:prefLabel ?name FILTER(?s = state:NO) }"


def test_each_triple_comes_with_its_rule_and_its_reasons(
    statecraft: Run, graph_folder: Path
) -> None:
    done = statecraft("infer", graph_folder, "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    [dahl] = [row for row in rows if row["subject"] == "Henrik Dahl"]
    assert (dahl["relation"], dahl["object"]) == ("sc:affiliatedWith", "Norway")
    assert dahl["because"].startswith(
        "Henrik Dahl sc:holds Foreign Minister of Norway (article); Foreign Minister of Norway"
        " sc:positionIn Norway (article)"
    )


def test_other_vocabularies_are_for_those_who_ask(statecraft: Run, graph_folder: Path) -> None:
    few = statecraft("infer", graph_folder).stdout
    many = statecraft("infer", graph_folder, "--all").stdout
    assert "foaf/0.1/Person" not in few
    assert "foaf/0.1/Person" in many


def test_a_question_may_take_what_follows_into_account(statecraft: Run, graph_folder: Path) -> None:
    assert statecraft("query", graph_folder, AFFILIATED).stdout == "name\n"
    assert statecraft("query", graph_folder, AFFILIATED, "--infer").stdout == "name\nHenrik Dahl\n"


def test_build_writes_what_follows_into_a_graph_of_its_own(statecraft: Run, tmp_path: Path) -> None:
    sample = Path("graph/data/sample/fishing-accord.txt")
    done = statecraft("build", sample, "-o", tmp_path, "--format", "trig", "--infer", "--validate")
    assert (done.returncode, done.stderr) == (0, "")
    store = load(tmp_path / "fishing-accord.trig")
    assert any(store.quads_for_pattern(None, None, None, INFERRED))

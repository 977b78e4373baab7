"""``statecraft facts``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from graph.rdf.reader import view
from graph.rdf.store import load
from tests.cli.conftest import Run


def test_the_table_has_a_line_for_every_fact(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft("facts", graph_folder)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + len(view(load(graph_folder)).facts)
    [threat] = [line for line in lines if line.startswith("Russia threatens Norway")]
    assert threat.split("  ", 1)[1].split() == [
        *("reported", "Henrik", "Dahl", "0.80", "2025-02"),
        *["According", "to", "Dahl,", "Russia", "threatened", "Norway", "last", "month."],
    ]


def test_csv_and_json_hold_every_fact_with_its_sentence(
    statecraft: Run, graph_folder: Path
) -> None:
    table = list(
        csv.DictReader(io.StringIO(statecraft("facts", graph_folder, "--format", "csv").stdout))
    )
    records = json.loads(statecraft("facts", graph_folder, "--format", "json").stdout)
    assert [row["iri"] for row in table] == [record["iri"] for record in records]
    text = view(load(graph_folder)).articles[0].text
    for record in records:
        assert record["evidence"]
        for quote in record["evidence"]:
            assert text[quote["begin"] : quote["end"]] == quote["text"]


def test_a_file_without_an_article_is_refused(statecraft: Run, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<a:a> <a:b> <a:c> .")
    done = statecraft("facts", tmp_path / "other.ttl")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"statecraft: {tmp_path / 'other.ttl'}: holds no article; give a graph that build wrote"
    ]

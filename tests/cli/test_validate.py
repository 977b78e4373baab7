"""``statecraft validate``, and ``build --validate``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.cli.build import _check
from graph.errors import StoreError
from graph.pipeline import Built
from graph.rdf.store import load
from tests.cli.conftest import Run
from tests.fixtures.analysis import sample


@pytest.fixture
def broken(graph_folder: Path, tmp_path: Path) -> Path:
    """The sample's graph with a claim that does not say how sure it is."""
    text = (graph_folder / "harbour-patrols.trig").read_text(encoding="utf-8")
    assert "sc:factuality sc:Negated ;" in text
    path = tmp_path / "broken.trig"
    path.write_text(text.replace("sc:factuality sc:Negated ;", "", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "2 graphs, nothing wrong"),
        ("harbour-patrols.trig", "2 graphs, nothing wrong"),
        ("harbour-patrols.ttl", "1 graph, nothing wrong"),
    ],
)
def test_a_graph_of_ours_has_nothing_wrong(
    statecraft: Run, graph_folder: Path, name: str, said: str
) -> None:
    done = statecraft("validate", graph_folder / name)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{said}\n", "")


def test_a_broken_graph_is_named_with_what_and_where(statecraft: Run, broken: Path) -> None:
    done = statecraft("validate", broken, "--format", "csv")
    assert (done.returncode, done.stderr) == (1, "")
    [row] = csv.DictReader(io.StringIO(done.stdout))
    assert row["level"] == "violation"
    assert row["graph"].startswith("article:norway-and-portugal-agree")
    assert "/claim/" in row["node"] or "/event/" in row["node"]
    assert row["property"] == "sc:factuality"
    assert row["reason"] == "A fact has one factuality, from the list."


def test_json_and_table_say_the_same(statecraft: Run, broken: Path) -> None:
    [record] = json.loads(statecraft("validate", broken, "--format", "json").stdout)
    lines = statecraft("validate", broken).stdout.splitlines()
    assert len(lines) == 2
    assert record["reason"] in lines[1]


def test_what_is_no_graph_is_refused(statecraft: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.trig").write_text("# nothing\n", encoding="utf-8")
    done = statecraft("validate", tmp_path / "bare.trig")
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds nothing to judge" in done.stderr


def test_build_writes_what_conforms(statecraft: Run, tmp_path: Path) -> None:
    sample = Path("graph/data/sample/fishing-accord.txt")
    done = statecraft("build", sample, "-o", tmp_path, "--format", "trig", "--validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "fishing-accord.trig").is_file()


def test_build_refuses_what_does_not_conform(graph_folder: Path) -> None:
    store = load(graph_folder / "harbour-patrols.trig")
    store.update("DELETE WHERE { GRAPH ?g { ?fact <https://w3id.org/statecraft#rule> ?rule } }")
    analysis = sample()
    with pytest.raises(StoreError, match=r"news\.txt: .*: A fact says which rule saw it\. \(and"):
        _check(Built(analysis.article, analysis, store), Path("news.txt"))

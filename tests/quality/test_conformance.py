"""The graphs of the ten articles keep what the vocabulary promises, and contradict nothing."""

from __future__ import annotations

from graph.pipeline import Built, Pipeline
from graph.rdf.validation import validate
from tests.cli.conftest import ROOT


def test_the_graphs_of_the_ten_articles_conform(articles: dict[str, Built]) -> None:
    found = {
        name: [one for one in validate(built.store).findings if not one.warning]
        for name, built in articles.items()
    }
    assert len(found) == 10
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_graph_of_the_sample_conforms(pipeline: Pipeline) -> None:
    built = pipeline.build(ROOT / "graph" / "data" / "sample" / "fishing-accord.txt")
    assert validate(built.store).conforms

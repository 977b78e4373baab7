"""The graphs of the ten articles keep what the vocabulary promises, and contradict nothing."""

from __future__ import annotations

from rdflib import Graph

from graph.pipeline import Built, Pipeline
from graph.rdf.reasoning import with_inferences
from graph.rdf.store import exact_quads
from graph.rdf.validation import validate
from graph.resources import ONTOLOGY
from tests.cli.conftest import ROOT
from tests.test_ontology import contradictions


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


def test_the_ontology_is_consistent_with_all_of_them_under_owl_rl(
    articles: dict[str, Built], pipeline: Pipeline
) -> None:
    # Facts are only ever added to, so that what contradicts one of them contradicts all together.
    sample = pipeline.build(ROOT / "graph" / "data" / "sample" / "fishing-accord.txt")
    graph = Graph()
    for name in ("statecraft.ttl", "plover.ttl"):
        graph.parse(ONTOLOGY / name, format="turtle")
    for built in (*articles.values(), sample):
        whole = with_inferences(built.store)
        graph.parse(data="".join(f"{quad.triple} .\n" for quad in exact_quads(whole)), format="nt")
    assert contradictions(graph) == []

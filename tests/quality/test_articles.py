"""The ten real articles: how good their graphs are, and that every piece of evidence is the text's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.pipeline import Built, Pipeline
from scripts.evaluation.articles import Scores, further, scorer, scores

# Micro-averaged F1 over the ten; a floor rises with the product and falls only on purpose.
FLOORS = {
    "entities": 0.95,
    "positions": 0.93,
    "relations": 0.80,
    "events": 0.77,
    "statements": 0.94,
    "graph": 0.89,
}
# Of the articles that nobody has looked at; dates are too few there for a floor.
UNSEEN = {
    "entities": 0.92,
    "positions": 0.84,
    "relations": 0.66,
    "events": 0.60,
    "statements": 0.84,
    "graph": 0.78,
}
# The share of matched events with the right one.
ACCURACY = {"factuality": 0.82, "date": 0.80}


@pytest.fixture(scope="module")
def figures(scored: list[tuple[Built, dict[str, Any]]], shared: Path) -> Scores:
    """The shared scorer's figures over the ten graphs as written to TriG."""
    return scores(scored, scorer(shared))


@pytest.mark.parametrize("task", sorted(FLOORS))
def test_quality_does_not_fall(figures: Scores, task: str) -> None:
    reached = figures.graph if task == "graph" else figures.tasks[task][2]
    assert reached >= FLOORS[task]


@pytest.fixture(scope="module")
def unseen(pipeline: Pipeline, shared: Path) -> Scores:
    """The same figures over the articles that nobody has looked at."""
    found = list(further(pipeline, held=True))
    assert len(found) == 38
    return scores(found, scorer(shared))


@pytest.mark.parametrize("task", sorted(UNSEEN))
def test_quality_on_unseen_articles_does_not_fall(unseen: Scores, task: str) -> None:
    reached = unseen.graph if task == "graph" else unseen.tasks[task][2]
    assert reached >= UNSEEN[task]


@pytest.mark.parametrize("quality", sorted(ACCURACY))
def test_what_is_told_of_events_does_not_get_worse(figures: Scores, quality: str) -> None:
    assert figures.accuracy[quality] >= ACCURACY[quality]


EVIDENCE = """
SELECT ?text ?begin ?end ?anchor WHERE {
  ?article a sc:Article ; nif:isString ?text .
  ?evidence a sc:Evidence ; sc:mentionedIn ?article ;
    nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?anchor .
}
"""


def evidence_of(built: Built) -> Iterator[tuple[str, int, int, str]]:
    yield from built.query(EVIDENCE).rows  # type: ignore[union-attr, misc]


def test_every_evidence_is_the_words_at_its_offsets(
    articles: dict[str, Built], shared: Path
) -> None:
    checked = 0
    for name, built in articles.items():
        stored = (shared / "news" / f"{name}.txt").read_text(encoding="utf-8")
        for text, begin, end, anchor in evidence_of(built):
            assert text == stored
            assert text[begin:end] == anchor != ""
            checked += 1
    assert checked > 900


def test_every_fact_has_evidence(articles: dict[str, Built]) -> None:
    for built in articles.values():
        assert built.facts
        assert [f.iri for f in built.facts if not f.evidence] == []


def test_every_evidence_node_is_complete(articles: dict[str, Built]) -> None:
    for built in articles.values():
        count = built.query("SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a sc:Evidence }")
        assert count.rows == ((sum(1 for _ in evidence_of(built)),),)  # type: ignore[union-attr]

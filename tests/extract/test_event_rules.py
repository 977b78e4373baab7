"""Every event rule holds to the sentences that it carries, under the shipped model."""

from __future__ import annotations

import pytest

from graph.extract import lexicon
from graph.extract.extractor import extract
from graph.model import Event, Mention
from graph.pipeline import Pipeline
from tests.conftest import article

ACCEPTED = [(r.id, s) for r in lexicon.events().rules for s in r.accepts]
REJECTED = [(r.id, s) for r in lexicon.events().rules for s in r.rejects]


def events_in(pipeline: Pipeline, sentence: str) -> tuple[Event[Mention], ...]:
    read = article(sentence)
    return extract(read, pipeline.nlp(sentence), pipeline.reference).extraction.events


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [r.id for r in lexicon.events().rules]
    assert len(names) == len(set(names))


def test_every_rule_carries_both_kinds_of_sentence() -> None:
    assert [r.id for r in lexicon.events().rules if not r.accepts or not r.rejects] == []
    assert len(ACCEPTED) + len(REJECTED) >= 600


@pytest.mark.parametrize(("rule", "sentence"), ACCEPTED)
def test_rule_accepts(pipeline: Pipeline, rule: str, sentence: str) -> None:
    assert f"event-{rule}" in {e.rule for e in events_in(pipeline, sentence)}


@pytest.mark.parametrize(("rule", "sentence"), REJECTED)
def test_rule_rejects(pipeline: Pipeline, rule: str, sentence: str) -> None:
    assert f"event-{rule}" not in {e.rule for e in events_in(pipeline, sentence)}

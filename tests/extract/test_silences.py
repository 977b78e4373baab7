"""The predicates that gave nothing, and why."""

from __future__ import annotations

import pytest

from graph.extract.extractor import extract
from graph.extract.silences import find_silences
from graph.pipeline import Pipeline
from graph.resolve.resolver import resolve
from tests.conftest import article


def silences(pipeline: Pipeline, text: str) -> dict[str, str]:
    read, doc = article(text), pipeline.nlp(text)
    extracted = extract(read, doc, pipeline.reference)
    analysis = resolve(read, extracted.parse, extracted.extraction, pipeline.reference)
    return {text[s.span.begin : s.span.end]: s.reason for s in find_silences(extracted, analysis)}


def test_a_predicate_behind_a_fact_is_not_silent(pipeline: Pipeline) -> None:
    assert silences(pipeline, "Ann Dale met Bob Stone in Lima.") == {}


@pytest.mark.parametrize(
    ("sentence", "word", "reason"),
    [
        ("Ann Dale polished a lamp.", "polished", "no rule names “polish”"),
        ("Somebody said a word to Ann Dale.", "said", "a verb of saying: who speaks is not named"),
        ("Ann Dale did not say that it was late.", "say", "tells what was not said"),
        ("The hall was an old barn.", "barn", "says what something is: no office"),
    ],
)
def test_a_silent_predicate_has_its_reason(
    pipeline: Pipeline, sentence: str, word: str, reason: str
) -> None:
    assert silences(pipeline, sentence)[word] == reason


def test_a_verb_with_a_rule_says_what_the_rule_needs(pipeline: Pipeline) -> None:
    assert "needs" in silences(pipeline, "Ann Dale signed a poster.")["signed"]

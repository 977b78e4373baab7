"""The shipped pipeline, texts of our own, and an analysis as plain values to compare."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import graph

TEXTS = (
    "LISBON — Portugal’s foreign minister, Rui Tavares, flew to Oslo on Monday. “We have a deal,” he said.",
    "The U. S. envoy met Gen. Ida Marsh of NATO in Riga.\n\nNo one signed. They’ll meet again in May!",
    "Norway said no.",
    "",
    "MINISTERS AGREE ON FISHING QUOTAS\nThe ministers of Peru and Chile — after days of talks — agreed.",
    "  Two spaces before, and one line  \n\n\n after (the Council’s words): “Maybe…”",
    "x",
    "The Harbour Workers’ Union, led by Ana Prado, will strike unless the government of Malta gives way.",
)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline; tests leave it as it is."""
    return graph.load_pipeline()


def analysis(doc: Doc) -> list[tuple[Any, ...]]:
    """All that the pipeline says of each token."""
    return [
        (
            token.text,
            token.tag_,
            token.pos_,
            str(token.morph),
            token.head.i,
            token.dep_,
            token.lemma_,
            token.ent_iob_,
            token.ent_type_,
            token.is_sent_start,
        )
        for token in doc
    ]

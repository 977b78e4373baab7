"""What tests share: the pipeline, loaded once, and the ten real articles with their gold graphs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from graph.model import Article, Block, BlockKind, Span
from graph.pipeline import Built, Pipeline

# How long an example takes says more of the machine than of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The shipped pipeline with its reference data."""
    return Pipeline()


def article(text: str, date: str | None = "2025-08-20") -> Article:
    """An article that is prose from its first character on, a paragraph a line."""
    blocks, begin = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(begin, begin + len(line))))
        begin += len(line) + 1
    return Article(name="test", text=text, blocks=tuple(blocks), date=date)


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> Callable[[str], Built]:
    """The graph of a text given as a string, published on Wednesday, 20 August 2025."""
    return lambda text: pipeline.build_article(article(text))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the ten articles and the scorer; fails in CI without it, skips elsewhere."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SHARED} is missing: the quality tests need the ten articles")
        pytest.skip("the ten articles with gold graphs lie beside a full checkout only")
    return SHARED

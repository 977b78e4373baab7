"""The ten real articles, built once for all tests of quality."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.pipeline import Built, Pipeline
from scripts.evaluation.articles import ten


@pytest.fixture(scope="session")
def scored(pipeline: Pipeline, shared: Path) -> list[tuple[Built, dict[str, Any]]]:
    """The ten graphs, each built with the date of its gold, and their gold."""
    found = list(ten(pipeline, shared))
    assert len(found) == 10
    return found


@pytest.fixture(scope="session")
def articles(scored: list[tuple[Built, dict[str, Any]]]) -> dict[str, Built]:
    """The ten graphs by the article's name."""
    return {built.article.name: built for built, _ in scored}

"""The ten real articles, built once for all tests of quality."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.pipeline import Built, Pipeline


@pytest.fixture(scope="session")
def articles(pipeline: Pipeline, shared: Path) -> dict[str, Built]:
    """The ten graphs by the article's name, each built with the date of its gold."""
    built = {}
    for gold in sorted((shared / "news").glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        published = json.loads(gold.read_text(encoding="utf-8")).get("published")
        built[name] = pipeline.build(shared / "news" / f"{name}.txt", date=published)
    assert len(built) == 10
    return built

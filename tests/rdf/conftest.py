"""The sample article's graph, for all tests of RDF."""

from __future__ import annotations

import pytest
from hypothesis import settings
from pyoxigraph import Store

from graph.rdf.mapping import quads
from graph.rdf.store import collect
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small

# A property holds or does not; how long one example takes depends on who else uses the machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def store() -> Store:
    """The sample's graph; each test has its own."""
    return collect(quads(sample(), small()))

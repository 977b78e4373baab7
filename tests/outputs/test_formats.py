"""The table of formats: each row writes a file that something else can read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from pyoxigraph import Store
from rdflib import Dataset, Graph

from graph.outputs.formats import FORMATS
from graph.rdf.mapping import quads
from graph.rdf.reader import view
from graph.rdf.store import collect
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small


@pytest.fixture(scope="module")
def store() -> Store:
    return collect(quads(sample(), small()))


def _dataset(data: bytes, form: str) -> int:
    read = Dataset(default_union=True)
    read.parse(data=data, format=form)
    return len({(s, p, o) for s, p, o, _ in read.quads()})


def _graph(data: bytes) -> int:
    return len(Graph().parse(data=data, format="turtle"))


def _facts(store: Store) -> int:
    return len(view(store).facts)


def _triples(store: Store) -> int:
    return len({(quad.subject, quad.predicate, quad.object) for quad in store})


# For each format, what a reader of it counts, and what there is to count.
READERS: dict[str, tuple[Callable[[bytes], int], Callable[[Store], int]]] = {
    "trig": (lambda data: _dataset(data, "trig"), _triples),
    "nq": (lambda data: _dataset(data, "nquads"), _triples),
    "ttl": (_graph, _triples),
    "html": (lambda data: data.count(b"</html>"), lambda _store: 1),
    "csv": (lambda data: sum(1 for _ in csv.DictReader(io.StringIO(data.decode()))), _facts),
    "json": (lambda data: len(json.loads(data)), _facts),
}


def test_every_format_has_a_reader_here() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_nothing_is_lost_on_the_way_into_a_format(store: Store, name: str) -> None:
    count, expected = READERS[name]
    assert count(FORMATS[name].write(store)) == expected(store) > 0


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_format_gives_the_same_bytes_again(store: Store, name: str) -> None:
    again = collect(quads(sample(), small()))
    assert FORMATS[name].write(again) == FORMATS[name].write(store)


def test_suffixes_and_names_are_one_to_one() -> None:
    suffixes = [row.suffix for row in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert all(row.name == name and row.description for name, row in FORMATS.items())

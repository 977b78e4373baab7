"""The formats that a graph can be written in, one row each; a new format is a row and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import Store

from graph.outputs import tables
from graph.rdf.reader import view
from graph.rdf.store import dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a graph: ``write`` gives all bytes of a file that ends in ``suffix``."""

    name: str
    suffix: str
    description: str
    write: Callable[[Store], bytes]


def _page(store: Store) -> bytes:
    # The page brings a template engine and networkx along; who writes RDF alone does without.
    from graph.outputs.html import to_html

    return to_html(view(store)).encode("utf-8")


_ROWS: Final = (
    Format(
        name="trig",
        suffix=".trig",
        description="RDF with all named graphs: the article's, and what is known beforehand",
        write=lambda store: dump(store, "trig"),
    ),
    Format(
        name="ttl",
        suffix=".ttl",
        description="RDF as one flat graph, graph names dropped",
        write=lambda store: dump(store, "ttl"),
    ),
    Format(
        name="nq",
        suffix=".nq",
        description="RDF with all named graphs, one quad a line, for streams",
        write=lambda store: dump(store, "nq"),
    ),
    Format(
        name="html",
        suffix=".html",
        description="the page to explore the graph in a browser, offline",
        write=_page,
    ),
    Format(
        name="csv",
        suffix=".csv",
        description="a table of all facts with their sentences, for a spreadsheet",
        write=lambda store: tables.facts_csv(view(store)).encode("utf-8"),
    ),
    Format(
        name="json",
        suffix=".json",
        description="all facts with their sentences, for another program",
        write=lambda store: tables.facts_json(view(store)).encode("utf-8"),
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({row.name: row for row in _ROWS})

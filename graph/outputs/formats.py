"""The formats that a graph can be written in, one row each; a new format is a row and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from pyoxigraph import Store

from graph.errors import InputError
from graph.outputs import tables
from graph.rdf.plain import plain_relations
from graph.rdf.reader import view
from graph.rdf.store import dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to write a graph: ``write`` gives all bytes of a file that ends in ``suffix``.

    ``extra`` is the extra of this distribution that brings what the format needs, where it needs
    more than every installation has; it goes by the name of that package.
    """

    name: str
    suffix: str
    description: str
    write: Callable[[Store], bytes]
    extra: str | None = None

    def require(self) -> None:
        """Raises InputError if what the format needs is not installed."""
        if self.extra is not None and find_spec(self.extra) is None:
            raise InputError(
                f"format {self.name}: needs the package {self.extra}; install it with: pip install"
                f" 'statecraft[{self.extra}]'"
            )


def _page(store: Store) -> bytes:
    # The page brings a template engine and networkx along; who writes RDF alone does without.
    from graph.outputs.html import page

    return page(store).encode("utf-8")


def _jsonld(store: Store) -> bytes:
    from graph.outputs.jsonld import to_jsonld

    return to_jsonld(store)


def _rdfxml(store: Store) -> bytes:
    from graph.outputs.rdfxml import to_rdfxml

    return to_rdfxml(store)


def _graphml(store: Store) -> bytes:
    from graph.outputs.graphml import to_graphml

    return to_graphml(view(store), plain_relations(store))


def _gexf(store: Store) -> bytes:
    from graph.outputs.gexf import to_gexf

    return to_gexf(view(store), plain_relations(store))


def _neo4j(store: Store) -> bytes:
    from graph.outputs.neo4j_csv import to_neo4j

    return to_neo4j(view(store), plain_relations(store))


def _ftm(store: Store) -> bytes:
    from graph.outputs.ftm import to_ftm

    return to_ftm(view(store), plain_relations(store))


def _tables(store: Store) -> bytes:
    from graph.outputs.table_set import to_tables

    return to_tables(view(store), plain_relations(store))


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
        name="jsonld",
        suffix=".jsonld",
        description="RDF with all named graphs, as JSON with names from a published context",
        write=_jsonld,
    ),
    Format(
        name="rdf",
        suffix=".rdf",
        description="RDF/XML as one flat graph, for tools that read nothing else",
        write=_rdfxml,
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
    Format(
        name="tables",
        suffix=".tables.zip",
        description="a set of CSV tables that refer to each other, described as CSVW, for a database",
        write=_tables,
    ),
    Format(
        name="graphml",
        suffix=".graphml",
        description="the network, for yEd, Cytoscape, igraph and networkx",
        write=_graphml,
    ),
    Format(
        name="gexf",
        suffix=".gexf",
        description="the network, for Gephi",
        write=_gexf,
    ),
    Format(
        name="neo4j",
        suffix=".neo4j.zip",
        description="nodes and relationships as CSV, for neo4j-admin database import",
        write=_neo4j,
    ),
    Format(
        name="ftm",
        suffix=".ftm.json",
        description="FollowTheMoney entities, one a line, for Aleph",
        write=_ftm,
        extra="followthemoney",
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({row.name: row for row in _ROWS})

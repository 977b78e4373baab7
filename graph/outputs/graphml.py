"""A graph as GraphML, for yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

import io
from collections.abc import Iterable

import networkx as nx

from graph.model import View
from graph.outputs.whole_network import whole_network
from graph.rdf.plain import PlainRelation


def to_graphml(view: View, relations: Iterable[PlainRelation]) -> bytes:
    """The whole network of ``view`` and ``relations``, the plain triples.

    Parallel relations stay apart, by the ids of their edges. Characters that
    XML cannot hold are written as U+FFFD.
    """
    data = io.BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    nx.write_graphml_xml(whole_network(view, relations), data, prettyprint=True)
    return data.getvalue() + b"\n"

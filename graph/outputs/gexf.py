"""A graph as GEXF, for Gephi."""

from __future__ import annotations

import io
from collections.abc import Iterable

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.model import View
from graph.outputs.whole_network import whole_network
from graph.rdf.plain import PlainRelation


def to_gexf(view: View, relations: Iterable[PlainRelation]) -> bytes:
    """The whole network of ``view`` and ``relations``, the plain triples.

    Parallel relations stay apart, each edge with an id. Characters that
    XML cannot hold are written as U+FFFD.
    """
    network = whole_network(view, relations)
    # Readers take the label of a node from its own attribute, and so does a person in Gephi.
    for node, attributes in network.nodes(data=True):
        attributes.setdefault("label", node)
    return _written(network)


def _written(network: nx.MultiDiGraph[str]) -> bytes:
    writer = GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(network)
    # networkx stamps the day and its own version into the file.
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "Statecraft"
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue() + b"\n"

"""The RDF behind a page, for its query engine and for what it writes to files: terms and numbers."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

from graph.model import View
from graph.outputs.page_data import Numbering
from graph.rdf.questions import questions
from graph.rdf.store import dump
from graph.rdf.vocabulary import PREFIXES


def graph_block(store: Store, view: View, numbering: Numbering) -> dict[str, object]:
    """All graphs of ``store``, ready for JSON; ``view`` is of the same store.

    ``terms`` are written as N-Triples has them. ``graphs`` are pairs: the number of the graph's
    name, None for the default graph, and three numbers a triple, one after the other. ``nodes`` and
    ``facts`` say which term a thing of the page is.
    """
    numbers: dict[str, int] = {}

    def number(term: object) -> int:
        return numbers.setdefault(str(term), len(numbers))

    # What is dumped has its exact datatypes, and its order is the same every time.
    quads = list(parse(dump(store, "nq"), format=RdfFormat.N_QUADS))
    quads.sort(key=lambda quad: str(quad.graph_name))
    graphs: list[list[object]] = []
    for _name, group in groupby(quads, key=lambda quad: str(quad.graph_name)):
        flat: list[int] = []
        graph_name: int | None = None
        for quad in group:
            if not isinstance(quad.graph_name, DefaultGraph):
                graph_name = number(quad.graph_name)
            flat += (number(quad.subject), number(quad.predicate), number(quad.object))
        graphs.append([graph_name, flat])
    nodes = {numbering.nodes[node.iri]: number(_term(node.iri)) for node in view.nodes}
    facts = [number(_term(fact.iri)) for fact in view.facts]
    return {
        "prefixes": dict(sorted(PREFIXES.items())),
        "terms": list(numbers),
        "graphs": graphs,
        "nodes": nodes,
        "facts": facts,
    }


def _term(iri: str) -> str:
    """A view's name for a thing as N-Triples has it; a foreign graph may have blank nodes."""
    return iri if iri.startswith("_:") else f"<{iri}>"


def questions_block() -> list[dict[str, object]]:
    """The named questions, ready for JSON."""
    return [
        {
            "name": question.name,
            "title": question.title,
            "about": question.about,
            "parameters": [
                {"name": row.name, "about": row.about, "default": row.default}
                for row in question.parameters
            ],
            "text": _bare(question.text),
        }
        for question in questions()
    ]


def _bare(text: str) -> str:
    """The query without its header and the prefixes, which the page's engine knows."""
    lines = text.splitlines()
    kept = [line for line in lines if not line.startswith(("#", "PREFIX "))]
    return "\n".join(kept).strip() + "\n"

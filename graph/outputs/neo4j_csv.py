"""A graph as CSV files for Neo4j: ``neo4j-admin database import full``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.model import ArticleView, Fact, Node, Quote, View
from graph.outputs.archive import Cell, csv_file, zipped
from graph.rdf.plain import PlainRelation

# Columns of nodes.csv: each node fills those that it has.
_NODE_COLUMNS: Final = (
    "iri:ID",
    ":LABEL",
    "name",
    "aliases:string[]",
    "same_as:string[]",
    "title",
    "background:boolean",
    "publisher",
    "dateline",
    "text",
    "relation",
    "factuality",
    "confidence:double",
    "date",
    "mode",
    "content",
    "direct:boolean",
    "medium",
    "rule",
    "begin:int",
    "end:int",
)
_EDGE_COLUMNS: Final = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "number:int",
    "graph",
    "begin:int",
    "end:int",
)
_BETWEEN: Final = ";"

_Row = dict[str, Cell]


def to_neo4j(view: View, relations: Iterable[PlainRelation]) -> bytes:
    """A ZIP archive of ``nodes.csv`` and ``relationships.csv``.

    Articles, things, facts and spans of text are nodes. A fact is tied to those who take part
    (SUBJECT, OBJECT, ATTRIBUTED_TO, PLACE) and to its EVIDENCE; ``relations``, the plain triples,
    are relationships of their own (HOLDS, MEMBER_OF …) with the named graph that says so. A list
    is set apart by semicolons, which Neo4j cannot quote: one inside a name becomes a comma.
    """
    nodes = [*map(_article, view.articles), *map(_thing, view.nodes), *map(_fact, view.facts)]
    quotes = {_span_id(quote): quote for fact in view.facts for quote in fact.evidence}
    nodes += [_span(iri, quote) for iri, quote in sorted(quotes.items())]
    edges = [*_edges(view), *map(_relation, relations)]
    return zipped(
        {
            "nodes.csv": csv_file(_NODE_COLUMNS, _rows(_NODE_COLUMNS, nodes)),
            "relationships.csv": csv_file(_EDGE_COLUMNS, _rows(_EDGE_COLUMNS, edges)),
        }
    )


def _rows(columns: tuple[str, ...], records: Iterable[_Row]) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        yield tuple(record.get(column) for column in columns)


def _article(article: ArticleView) -> _Row:
    return {
        "iri:ID": article.iri,
        ":LABEL": "Article",
        "name": article.name,
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "dateline": article.dateline,
        "text": article.text,
    }


def _thing(node: Node) -> _Row:
    return {
        "iri:ID": node.iri,
        ":LABEL": _list(("Thing", node.type)),
        "name": node.label,
        "aliases:string[]": _list(node.aliases),
        "same_as:string[]": _list(node.same_as),
        "title": node.title,
        "background:boolean": node.background,
    }


def _fact(fact: Fact) -> _Row:
    return {
        "iri:ID": fact.iri,
        ":LABEL": _list(("Fact", fact.kind.capitalize())),
        "relation": fact.relation,
        "factuality": fact.factuality,
        "confidence:double": fact.confidence,
        "date": fact.date,
        "mode": fact.mode,
        "content": fact.content,
        "direct:boolean": fact.direct,
        "medium": fact.medium,
        "rule": fact.rule,
    }


def _span(iri: str, quote: Quote) -> _Row:
    return {
        "iri:ID": iri,
        ":LABEL": "Evidence",
        "text": quote.text,
        "begin:int": quote.begin,
        "end:int": quote.end,
    }


def _span_id(quote: Quote) -> str:
    return f"{quote.article}#char={quote.begin},{quote.end}"


def _edges(view: View) -> Iterator[_Row]:
    for node in view.nodes:
        for article, begin, end in node.mentions:
            yield _edge(node.iri, article, "MENTIONED_IN", {"begin:int": begin, "end:int": end})
    spans: dict[str, str] = {}
    for fact in view.facts:
        roles = {"SUBJECT": fact.subjects, "OBJECT": fact.objects}
        roles["ATTRIBUTED_TO"] = fact.attributed_to
        roles["PLACE"] = () if fact.place is None else (fact.place,)
        for role, things in roles.items():
            for number, thing in enumerate(things):
                yield _edge(fact.iri, thing, role, {"number:int": number})
        for number, quote in enumerate(fact.evidence):
            spans[_span_id(quote)] = quote.article
            yield _edge(fact.iri, _span_id(quote), "EVIDENCE", {"number:int": number})
            for role, begin, end in quote.marks:
                place: _Row = {"begin:int": begin, "end:int": end}
                yield _edge(fact.iri, _span_id(quote), f"MARKS_{role.upper()}", place)
    for span, article in sorted(spans.items()):
        yield _edge(span, article, "OF")


def _relation(relation: PlainRelation) -> _Row:
    return _edge(
        relation.subject,
        relation.object,
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", relation.relation).upper(),
        {"graph": relation.graph},
    )


def _edge(start: str, end: str, type_: str, more: Mapping[str, Cell] | None = None) -> _Row:
    return {":START_ID": start, ":END_ID": end, ":TYPE": type_, **(more or {})}


def _list(values: Iterable[str]) -> str:
    return _BETWEEN.join(value.replace(_BETWEEN, ",") for value in values)

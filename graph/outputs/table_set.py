"""A graph as a set of CSV tables that refer to each other, described as CSVW: for a database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.model import Fact, View
from graph.outputs.archive import Cell, csv_file, zipped
from graph.rdf.plain import PlainRelation

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table: columns with their datatypes, the key, and which column names a row of which table."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()


_ARTICLES: Final = _Table(
    name="articles",
    columns=(
        ("article", "anyURI"),
        ("name", "string"),
        ("title", "string"),
        ("publisher", "string"),
        ("date", "string"),
        ("dateline", "string"),
        ("text", "string"),
    ),
    key=("article",),
)
_THINGS: Final = _Table(
    name="things",
    columns=(
        ("thing", "anyURI"),
        ("type", "string"),
        ("label", "string"),
        ("title", "string"),
        ("background", "boolean"),
    ),
    key=("thing",),
)
_NAMES: Final = _Table(
    name="names",
    columns=(("thing", "anyURI"), ("name", "string")),
    key=("thing", "name"),
    references=(("thing", "things"),),
)
_IDENTITIES: Final = _Table(
    name="identities",
    columns=(("thing", "anyURI"), ("same_as", "anyURI")),
    key=("thing", "same_as"),
    references=(("thing", "things"),),
)
_MENTIONS: Final = _Table(
    name="mentions",
    columns=(
        ("thing", "anyURI"),
        ("article", "anyURI"),
        ("begin", "integer"),
        ("end", "integer"),
    ),
    key=("thing", "article", "begin", "end"),
    references=(("thing", "things"), ("article", "articles")),
)
_FACTS: Final = _Table(
    name="facts",
    columns=(
        ("fact", "anyURI"),
        ("kind", "string"),
        ("relation", "string"),
        ("factuality", "string"),
        ("confidence", "decimal"),
        ("date", "string"),
        ("place", "anyURI"),
        ("mode", "string"),
        ("content", "string"),
        ("direct", "boolean"),
        ("medium", "string"),
        ("rule", "string"),
    ),
    key=("fact",),
    references=(("place", "things"),),
)
_PARTIES: Final = _Table(
    name="parties",
    columns=(
        ("fact", "anyURI"),
        ("role", "string"),
        ("number", "integer"),
        ("thing", "anyURI"),
    ),
    key=("fact", "role", "number"),
    references=(("fact", "facts"), ("thing", "things")),
)
_EVIDENCE: Final = _Table(
    name="evidence",
    columns=(
        ("fact", "anyURI"),
        ("number", "integer"),
        ("article", "anyURI"),
        ("begin", "integer"),
        ("end", "integer"),
        ("text", "string"),
    ),
    key=("fact", "number"),
    references=(("fact", "facts"), ("article", "articles")),
)
_MARKS: Final = _Table(
    name="marks",
    columns=(
        ("fact", "anyURI"),
        ("evidence", "integer"),
        ("role", "string"),
        ("begin", "integer"),
        ("end", "integer"),
    ),
    key=("fact", "evidence", "role", "begin", "end"),
    references=(("fact", "facts"),),
)
_RELATIONS: Final = _Table(
    name="relations",
    columns=(
        ("subject", "anyURI"),
        ("relation", "string"),
        ("object", "anyURI"),
        ("graph", "string"),
    ),
    key=("subject", "relation", "object", "graph"),
    references=(("subject", "things"), ("object", "things")),
)


def to_tables(view: View, relations: Iterable[PlainRelation]) -> bytes:
    """A ZIP archive of one CSV file for each kind of row, and ``csv-metadata.json``, which names
    columns, datatypes, keys and references as the W3C's CSV on the Web does.

    ``relations`` are the plain triples, which stand for what is asserted or known.
    """
    content = tuple(_content(view, relations))
    files = {
        f"{table.name}.csv": csv_file([name for name, _ in table.columns], rows)
        for table, rows in content
    }
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [_described(table) for table, _ in content],
    }
    described = json.dumps(metadata, indent=1) + "\n"
    return zipped({"csv-metadata.json": described.encode(), **files})


def _content(
    view: View, relations: Iterable[PlainRelation]
) -> Iterator[tuple[_Table, Iterable[Row]]]:
    yield (
        _ARTICLES,
        [(a.iri, a.name, a.title, a.publisher, a.date, a.dateline, a.text) for a in view.articles],
    )
    nodes = view.nodes
    yield _THINGS, [(n.iri, n.type, n.label, n.title, n.background) for n in nodes]
    yield _NAMES, [(node.iri, name) for node in nodes for name in node.aliases]
    yield _IDENTITIES, [(node.iri, other) for node in nodes for other in node.same_as]
    mentions = dict.fromkeys((node.iri, *mention) for node in nodes for mention in node.mentions)
    yield _MENTIONS, mentions
    yield _FACTS, map(_fact, view.facts)
    yield _PARTIES, [row for fact in view.facts for row in _parties(fact)]
    yield _EVIDENCE, [row for fact in view.facts for row in _evidence(fact)]
    yield _MARKS, [row for fact in view.facts for row in _marks(fact)]
    yield _RELATIONS, [(one.subject, one.relation, one.object, one.graph) for one in relations]


def _fact(fact: Fact) -> Row:
    return (
        fact.iri,
        fact.kind,
        fact.relation,
        fact.factuality,
        fact.confidence,
        fact.date,
        fact.place,
        fact.mode,
        fact.content,
        fact.direct,
        fact.medium,
        fact.rule,
    )


def _parties(fact: Fact) -> Iterator[Row]:
    roles = (
        ("subject", fact.subjects),
        ("object", fact.objects),
        ("attributed_to", fact.attributed_to),
    )
    for role, things in roles:
        for number, thing in enumerate(things):
            yield fact.iri, role, number, thing


def _evidence(fact: Fact) -> Iterator[Row]:
    for number, quote in enumerate(fact.evidence):
        yield fact.iri, number, quote.article, quote.begin, quote.end, quote.text


def _marks(fact: Fact) -> Iterator[Row]:
    for number, quote in enumerate(fact.evidence):
        for mark in dict.fromkeys(quote.marks):
            yield fact.iri, number, *mark


def _described(table: _Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "tableSchema": {
            "columns": [{"name": name, "datatype": kind} for name, kind in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": column,
                    "reference": {
                        "resource": f"{other}.csv",
                        "columnReference": other.removesuffix("s"),
                    },
                }
                for column, other in table.references
            ],
        },
    }

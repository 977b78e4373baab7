"""Answers as W3C result formats: SPARQL 1.1 JSON and CSV, and Turtle for graphs."""

from __future__ import annotations

import csv
import io
import json
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from graph.errors import QueryError
from graph.rdf.query import Answer, Table, Term
from graph.rdf.store import dump
from graph.rdf.vocabulary import ARTICLES, PREFIXES, XSD

FORMATS: Final = ("csv", "json", "ttl")

_SHORT: Final = sorted(
    (*PREFIXES.items(), ("article", ARTICLES)), key=lambda item: len(item[1]), reverse=True
)


def write(answer: Answer, form: str) -> str:
    """``answer`` in one of ``FORMATS``. Raises QueryError where the two do not go together."""
    if isinstance(answer, Store):
        if form != "ttl":
            raise QueryError(f"this query answers with a graph, which {form} cannot hold; use ttl")
        return dump(answer, "ttl").decode("utf-8")
    if form == "ttl":
        raise QueryError("ttl is for graphs; ask with CONSTRUCT or DESCRIBE, or use csv or json")
    if isinstance(answer, bool):
        return _boolean(answer, form)
    return _csv(answer) if form == "csv" else _json(answer)


def shortened(term: Term | None) -> str:
    """A term for people to read: prefixes for IRIs, bare values, nothing where there is none."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        short = shortened_iri(term.value)
        return f"<{short}>" if short == term.value else short
    return term.value if isinstance(term, Literal) else str(term)


def shortened_iri(iri: str) -> str:
    """``iri`` with a prefix for its beginning, where one is known."""
    for prefix, base in _SHORT:
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _boolean(answer: bool, form: str) -> str:
    if form == "csv":
        return f"{str(answer).lower()}\n"
    return json.dumps({"head": {}, "boolean": answer}, indent=1) + "\n"


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_bare(term) for term in row] for row in table.terms)
    return text.getvalue()


def _bare(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _json(table: Table) -> str:
    bindings = [
        {
            column: _described(term)
            for column, term in zip(table.columns, row, strict=True)
            if term is not None
        }
        for row in table.terms
    ]
    result = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _described(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        cell: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language is not None:
            cell["xml:lang"] = term.language
        elif term.datatype != XSD["string"]:
            cell["datatype"] = term.datatype.value
        return cell
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {role: _described(part) for role, part in parts.items()}}

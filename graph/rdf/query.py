"""Questions to a graph in SPARQL: reading only, and never over the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
)

from graph.errors import QueryError
from graph.rdf.literals import Plain, plain
from graph.rdf.store import collect_triples, merged, stored
from graph.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

Term = NamedNode | BlankNode | Literal | Triple

_TOKEN: Final = re.compile(
    r"""
      (?P<iri><[^\s<>"{}|^`\\]*>)
    | (?P<comment>\#[^\r\n]*)
    | (?P<text>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<name>[^\W\d_][\w.-]*:|_?:)(?:[\w.:%-]|\\.)*
    | (?P<language>@[A-Za-z-]+)
    | (?P<word>[^\W\d_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_QUERIES: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_PLACE: Final = re.compile(r"error at (?P<line>\d+):(?P<column>\d+)")
_SHOWN: Final = 30
_LARGEST_CODE_POINT: Final = 0x10FFFF
_PARAMETER: Final = re.compile(
    r"^(?P<head>[ \t]*VALUES[ \t]+\?(?P<name>\w+)[ \t]*\{[ \t]*)"
    r'"(?P<default>[^"\\\n]*)"(?P<tail>[ \t]*\})',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The answer to a SELECT: rows of plain values in the query's order, None where unbound.

    IRIs are strings, numbers and truth values Python's own, dates and all else their text.
    ``terms`` are the same cells as RDF terms.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Plain | None, ...], ...]
    terms: tuple[tuple[Term | None, ...], ...] = field(repr=False)


Answer = Table | Store | bool


def run(graphs: Store | Dataset, text: str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask ``graphs`` a SPARQL query: a table, a graph (CONSTRUCT, DESCRIBE), or yes or no (ASK).

    The default graph is the union of all graphs; the prefixes of ``PREFIXES`` are known without
    being declared. ``parameters`` replace the defaults that the query declares, see ``bind``.
    Raises QueryError for what does not parse, for updates, and for SERVICE and other access to the
    network.
    """
    if parameters:
        text = bind(text, parameters)
    _refuse_all_but_reading(text)
    try:
        result = merged(stored(graphs)).query(text, prefixes=PREFIXES)
        if isinstance(result, QuerySolutions):
            return _table(result)
        if isinstance(result, QueryBoolean):
            return bool(result)
        return collect_triples(result)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse {_place(error, text)}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {_one_line(error)}") from error


def bind(text: str, parameters: Mapping[str, str]) -> str:
    """``text`` with other values for its parameters.

    A parameter is a variable whose default the query gives in a line of its own, as in
    ``VALUES ?state { "Russia" }``; the value is put there as a string literal, whatever characters
    it holds. Raises QueryError for a parameter that the query does not have.
    """
    known = parameters_of(text)
    for name in parameters:
        if name not in known:
            has = f"it has: {', '.join(known)}" if known else "it has none"
            raise QueryError(f"the query has no parameter {name!r}; {has}")

    def replaced(found: re.Match[str]) -> str:
        value = parameters.get(found["name"])
        return found[0] if value is None else f"{found['head']}{Literal(value)}{found['tail']}"

    return _PARAMETER.sub(replaced, text)


def parameters_of(text: str) -> dict[str, str]:
    """The parameters of a query with their defaults, in the order of the text."""
    return {found["name"]: found["default"] for found in _PARAMETER.finditer(text)}


def _refuse_all_but_reading(text: str) -> None:
    words = [word.upper() for word in _words(text)]
    first = next((word for word in words if word in _QUERIES | _UPDATES), None)
    if first is None:
        raise QueryError("this is no query; begin it with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first in _UPDATES:
        raise QueryError(f"{first} changes a graph, and queries only read; use SELECT instead")
    if "SERVICE" in words:
        raise QueryError("SERVICE asks another machine, and queries stay on this one; leave it out")


def _words(text: str) -> list[str]:
    """The bare words of a query: no part of a string, comment, IRI, prefixed name or variable."""
    # SPARQL reads "\u0053ERVICE" as SERVICE.
    text = _ESCAPED.sub(_character, text)
    return [found["word"] for found in _TOKEN.finditer(text) if found["word"] is not None]


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= _LARGEST_CODE_POINT else found[0]


def _table(solutions: QuerySolutions) -> Table:
    columns = tuple(variable.value for variable in solutions.variables)
    terms = tuple(tuple(solution) for solution in solutions)
    return Table(
        columns=columns,
        rows=tuple(tuple(map(_plain, row)) for row in terms),
        terms=terms,
    )


def _plain(term: Term | None) -> Plain | None:
    if term is None:
        return None
    if isinstance(term, Literal):
        return plain(term)
    return term.value if isinstance(term, NamedNode) else str(term)


def _place(error: SyntaxError, text: str) -> str:
    """Where a parse failed, in words; the parser lists every token it would have taken instead."""
    found = _PLACE.search(str(error))
    if found is None:
        return f": {_one_line(error)}"
    line, column = int(found["line"]), int(found["column"])
    rest = text.split("\n")[line - 1][column - 1 :].strip()
    shown = f"before {rest[:_SHOWN]!r}" if rest else "where the line ends"
    return f"at line {line}, column {column}, {shown}; check the spelling there"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())

"""What ``query`` and ``ask`` share: parameters in, an answer out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.rdf.query import Answer


def add_answering(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a command that answers a question."""
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="give a parameter of the question another value; may be repeated",
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "ttl"),
        help="default: table, or ttl where the answer is a graph",
    )
    parser.add_argument("--infer", action="store_true", help="ask also what follows from the graph")
    parser.add_argument("--list", action="store_true", help="list the named questions")


def answer(graph: Path, text: str, options: argparse.Namespace) -> None:
    """Ask the graph at ``graph`` and print the answer. Raises QueryError, StoreError, InputError."""
    from graph.rdf import query, store

    # The query is checked first: it is quicker to read than a graph.
    bound = query.bind(text, _parameters(options.param))
    graphs = store.load(graph)
    if options.infer:
        from graph.rdf.reasoning import with_inferences

        graphs = with_inferences(graphs)
    _print(query.run(graphs, bound), options.format)


def print_questions() -> None:
    """The named questions with their parameters."""
    from graph.cli.terminal import print_table
    from graph.rdf.questions import questions

    rows = [
        (one.name, one.title, ", ".join(parameter.name for parameter in one.parameters))
        for one in questions()
    ]
    print_table(("name", "question", "parameters"), rows)


def _parameters(given: list[str]) -> dict[str, str]:
    parameters = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name:
            raise InputError(f"--param {item}: is not NAME=VALUE; write for example state=Russia")
        parameters[name] = value
    return parameters


def _print(found: Answer, form: str | None) -> None:
    from graph.cli.terminal import print_table, print_text
    from graph.rdf import results
    from graph.rdf.query import Table

    if isinstance(found, bool) and form in (None, "table"):
        print("yes" if found else "no")
    elif isinstance(found, Table) and form in (None, "table"):
        rows = [[results.shortened(term) for term in row] for row in found.terms]
        print_table(found.columns, rows)
    else:
        print_text(results.write(found, "ttl" if form is None else form))

"""``statecraft query``: a question to a graph, in SPARQL or by name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.cli.exits import DONE
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.rdf.query import Answer


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "query",
        help="ask a graph a question in SPARQL, or one by name",
        description="Ask a graph a question: SPARQL as an argument or from a file, or a named "
        "question that comes with statecraft (--list shows them).",
    )
    parser.add_argument(
        "graph",
        metavar="GRAPH",
        type=Path,
        nargs="?",
        help="a file that build wrote, or a folder of them",
    )
    parser.add_argument("sparql", metavar="SPARQL", nargs="?", help="the query itself")
    parser.add_argument("--file", type=Path, metavar="FILE", help="read the query from a file")
    parser.add_argument("--named", metavar="NAME", help="ask a question that comes with statecraft")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="give a parameter of the query another value; may be repeated",
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "ttl"),
        help="default: table, or ttl where the answer is a graph",
    )
    parser.add_argument("--list", action="store_true", help="list the named questions")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer, or the list of named questions."""
    if options.list:
        return _list()
    from graph.rdf import query, store

    text = _text(options)
    parameters = _parameters(options.param)
    # The query is checked first: it is quicker to read than a graph.
    bound = query.bind(text, parameters)
    _print(query.run(store.load(options.graph), bound), options.format)
    return DONE


def _text(options: argparse.Namespace) -> str:
    given = [options.sparql, options.file, options.named]
    if options.graph is None or len([one for one in given if one is not None]) != 1:
        raise InputError(
            "query: give GRAPH and one of SPARQL, --file or --named; see: statecraft query --help"
        )
    if options.sparql is not None:
        return str(options.sparql)
    if options.named is not None:
        from graph.rdf.questions import question

        return question(options.named).text
    return _read(options.file)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text; save the query as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check the path") from error


def _parameters(given: list[str]) -> dict[str, str]:
    parameters = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign or not name:
            raise InputError(f"--param {item}: is not NAME=VALUE; write for example state=Russia")
        parameters[name] = value
    return parameters


def _print(answer: Answer, form: str | None) -> None:
    from graph.cli.terminal import print_table, print_text
    from graph.rdf import results
    from graph.rdf.query import Table

    if isinstance(answer, bool) and form in (None, "table"):
        print("yes" if answer else "no")
    elif isinstance(answer, Table) and form in (None, "table"):
        rows = [[results.shortened(term) for term in row] for row in answer.terms]
        print_table(answer.columns, rows)
    else:
        print_text(results.write(answer, "ttl" if form is None else form))


def _list() -> int:
    from graph.cli.terminal import print_table
    from graph.rdf.questions import questions

    rows = [
        (one.name, one.title, ", ".join(parameter.name for parameter in one.parameters))
        for one in questions()
    ]
    print_table(("name", "question", "parameters"), rows)
    return DONE

"""``statecraft query``: a question to a graph, in SPARQL or by name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from graph.cli.answers import add_answering, answer, print_questions
from graph.cli.exits import DONE
from graph.errors import InputError


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
    add_answering(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer, or the list of named questions."""
    if options.list:
        print_questions()
    else:
        answer(options.graph, _text(options), options)
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

"""``statecraft ask``: one of the questions that come with Statecraft, by name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from graph.cli.answers import add_answering, answer, print_questions
from graph.cli.exits import DONE


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "ask",
        help="ask one of the questions that come with statecraft",
        description="Ask a graph one of the questions that come with statecraft; without NAME, or "
        "with --list, show them all.",
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="the name of the question")
    parser.add_argument(
        "graph",
        metavar="GRAPH",
        type=Path,
        nargs="?",
        default=Path("output"),
        help="a file that build wrote, or a folder of them; default: output",
    )
    add_answering(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer, or the list of questions."""
    if options.list or options.name is None:
        print_questions()
        return DONE
    from graph.rdf.questions import question

    answer(options.graph, question(options.name).text, options)
    return DONE

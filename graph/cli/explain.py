"""``statecraft explain``: sentence by sentence, what an article gave, and what gave nothing, and why."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from graph.cli.exits import DONE
from graph.cli.options import add_reading


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "explain",
        help="tell sentence by sentence what was read, by which rule, and what was not",
        description="Read an article and print each sentence with the facts that it gave (+), each "
        "with its rule and confidence, and the predicates that gave none (-), each with the reason.",
    )
    parser.add_argument("article", metavar="ARTICLE", type=Path, help="a text file")
    add_reading(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation; nothing is written."""
    from graph.cli.terminal import print_lines
    from graph.outputs.explanation import explanation
    from graph.pipeline import Pipeline

    pipeline = Pipeline(model=options.model)
    built, silences = pipeline.explain(
        options.article, date=options.date, publisher=options.publisher
    )
    for told in explanation(built.article, built.analysis.sentences, built.view, silences):
        print_lines(f"{told.begin}", told.sentence)
        for fact in told.facts:
            print_lines("  +", fact)
        for silence in told.silences:
            print_lines("  -", silence)
    return DONE

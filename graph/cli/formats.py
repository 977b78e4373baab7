"""``statecraft formats``: the formats that ``build`` can write."""

from __future__ import annotations

import argparse
from typing import Any

from graph.cli.exits import DONE


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "formats",
        help="list the formats that build can write",
        description="List the formats that build can write.",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line for each format."""
    from graph.cli.terminal import print_table
    from graph.outputs.formats import FORMATS

    rows = [(row.name, row.suffix, row.description) for row in FORMATS.values()]
    print_table(("format", "file", "what it is"), rows)
    return DONE

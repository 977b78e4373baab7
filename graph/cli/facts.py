"""``statecraft facts``: every fact of a graph with the sentence that says so."""

from __future__ import annotations

import argparse
from typing import Any

from graph.cli.exits import DONE
from graph.cli.options import add_graph, add_table_format


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "facts",
        help="list every fact of a graph with its sentence",
        description="List every fact of a graph: how the article puts it (asserted, reported, "
        "planned, hypothetical, negated), whose word it is, how sure it is, and its sentence.",
    )
    add_graph(parser)
    add_table_format(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the facts in the order of the text."""
    from graph.cli.terminal import print_table, print_text
    from graph.errors import StoreError
    from graph.outputs import tables
    from graph.rdf.reader import view
    from graph.rdf.store import load

    graph = view(load(options.graph))
    if not graph.articles:
        raise StoreError(f"{options.graph}: holds no article; give a graph that build wrote")
    if options.format == "csv":
        print_text(tables.facts_csv(graph))
    elif options.format == "json":
        print_text(tables.facts_json(graph))
    else:
        table = tables.facts_table(graph)
        print_table(table.columns, table.rows)
    return DONE

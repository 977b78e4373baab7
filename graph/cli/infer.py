"""``statecraft infer``: what follows from a graph, by which rule, and from what."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.cli.exits import DONE
from graph.cli.options import add_graph, add_table_format

if TYPE_CHECKING:
    from graph.rdf.reasoning import Inference, Premise


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "infer",
        help="list what follows from a graph, and why",
        description="List what follows from what the articles assert and from what is known "
        "beforehand, each with its rule and its reasons. Nothing follows from what is reported, "
        "planned, supposed or denied. 'build --infer' writes it into the graph.",
    )
    add_graph(parser)
    parser.add_argument(
        "--all", action="store_true", help="also in the terms of other vocabularies (org:, foaf: …)"
    )
    add_table_format(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a row for each triple that follows."""
    from graph.cli.terminal import print_records
    from graph.rdf.reader import view
    from graph.rdf.reasoning import infer
    from graph.rdf.store import load
    from graph.rdf.vocabulary import SC

    store = load(options.graph)
    names = {node.iri: node.label for node in view(store).nodes}
    rows = [
        _row(one, names) for one in infer(store) if options.all or one.predicate.startswith(SC.base)
    ]
    print_records(("subject", "relation", "object", "rule", "because"), rows, options.format)
    return DONE


def _row(one: Inference, names: Mapping[str, str]) -> tuple[str, ...]:
    because = "; ".join(_premise(premise, names) for premise in one.premises)
    return (*_triple(one, names), one.rule, because)


def _premise(premise: Premise, names: Mapping[str, str]) -> str:
    return f"{' '.join(_triple(premise, names))} ({premise.where})"


def _triple(one: Inference | Premise, names: Mapping[str, str]) -> tuple[str, str, str]:
    from graph.rdf.results import shortened_iri

    def named(term: str) -> str:
        return names.get(term) or shortened_iri(term.removeprefix('"'))

    return named(one.subject), shortened_iri(one.predicate), named(one.object)

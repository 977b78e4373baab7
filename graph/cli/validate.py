"""``statecraft validate``: whether a graph keeps what the vocabulary promises."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from graph.cli.exits import DONE, SOME_FAILED
from graph.cli.options import add_graph, add_table_format

if TYPE_CHECKING:
    from graph.rdf.validation import Finding, Report


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "validate",
        help="check a graph against the shapes of the ontology",
        description="Check each article's graph, and what is known beforehand, against the SHACL "
        "shapes of the ontology. Prints what is wrong, where; exit code 1 if anything is.",
    )
    add_graph(parser)
    add_table_format(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; 1 if that is more than a warning."""
    from graph.cli.terminal import print_records
    from graph.rdf.store import load
    from graph.rdf.validation import validate

    report = validate(load(options.graph))
    if options.format == "table" and not report.findings:
        print(summary(report))
    else:
        columns = ("level", "graph", "node", "property", "value", "reason")
        print_records(columns, [_row(one) for one in report.findings], options.format)
    return DONE if report.conforms else SOME_FAILED


def summary(report: Report) -> str:
    """How much was judged, and whether it conforms."""
    graphs = "1 graph" if len(report.graphs) == 1 else f"{len(report.graphs)} graphs"
    return f"{graphs}, nothing wrong"


def _row(finding: Finding) -> tuple[str, ...]:
    from graph.rdf.results import shortened_iri

    where = (finding.graph, finding.focus, finding.path, finding.value)
    return (
        "warning" if finding.warning else "violation",
        *("" if one is None else shortened_iri(one) for one in where),
        finding.reason,
    )

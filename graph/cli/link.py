"""``statecraft link``: the things of a graph tied to the items of a knowledge base."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.cli.exits import DONE, SOME_FAILED
from graph.cli.options import add_graph
from graph.errors import InputError

if TYPE_CHECKING:
    from graph.link.linking import Link


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "link",
        help="tie the things of a graph to Wikidata, or to another knowledge base",
        description="Look for the people, states, organizations and places of a graph that are not "
        "linked yet, and add owl:sameAs where it is clear which item is meant. The only command "
        "that uses the network.",
    )
    add_graph(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="where to write; default: GRAPH itself"
    )
    parser.add_argument(
        "--service",
        choices=("wikidata", "sparql", "reconciliation"),
        default="wikidata",
        help="what is asked: Wikidata's SPARQL endpoint, another one, or a reconciliation service; "
        "default: wikidata",
    )
    parser.add_argument("--endpoint", metavar="URL", help="its address; default: the service's own")
    parser.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        help="where answers are kept; default: the user's cache",
    )
    parser.add_argument(
        "--offline", action="store_true", help="ask nobody; use what was asked before"
    )
    parser.add_argument(
        "--pause",
        metavar="SECONDS",
        type=float,
        default=1.0,
        help="the least time between two requests; default: 1",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Link each file, write it whole, print what was found; 1 if the service could not be asked."""
    from graph.cli.terminal import complain, print_table
    from graph.link.cache import Cache, default_folder
    from graph.link.linking import add_links, link
    from graph.link.service import service
    from graph.rdf import store
    from graph.rdf.reader import view

    files = store.graph_files(options.graph)
    if options.output is not None and options.graph.is_dir():
        raise InputError(f"{options.output}: one file cannot hold a folder; leave out -o")
    asked = service(options.service, options.endpoint, pause=options.pause)
    folder = options.cache if options.cache is not None else default_folder()
    cache = Cache(folder, asked.name, asked.url)
    found: dict[tuple[str, str], Link] = {}
    broken_off = None
    for path in files:
        graphs = store.load(path)
        # A service that failed is not asked again for each file.
        silent = options.offline or broken_off is not None
        linked = link(view(graphs), None if silent else asked, cache)
        broken_off = linked.broken_off if broken_off is None else broken_off
        found |= {(one.name, one.thing): one for one in linked.links}
        if any(one.item is not None for one in linked.links) or options.output is not None:
            add_links(graphs, linked.links)
            store.save(graphs, options.output if options.output is not None else path)
    rows = [
        (one.name, one.type, "" if one.item is None else one.item, one.reason)
        for _, one in sorted(found.items())
    ]
    print_table(("name", "class", "is", "because"), rows)
    if broken_off is not None:
        complain(broken_off)
        return SOME_FAILED
    return DONE

"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How an article is read: its date, its publisher, and the language pipeline."""
    parser.add_argument("--date", help="the day of publication, as 2025-08-20; default: the text's")
    parser.add_argument("--publisher", help="who published it; default: what the text says")
    parser.add_argument(
        "--model", metavar="MODEL", help="another spaCy pipeline, by name or path; default: ours"
    )


def add_graph(parser: argparse.ArgumentParser) -> None:
    """The graph that a command works on."""
    parser.add_argument(
        "graph", metavar="GRAPH", type=Path, help="a file that build wrote, or a folder of them"
    )


def add_table_format(parser: argparse.ArgumentParser) -> None:
    """How a command prints its rows."""
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="default: table"
    )

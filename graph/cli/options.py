"""Options that several commands share."""

from __future__ import annotations

import argparse


def add_reading(parser: argparse.ArgumentParser) -> None:
    """How an article is read: its date, its publisher, and the language pipeline."""
    parser.add_argument("--date", help="the day of publication, as 2025-08-20; default: the text's")
    parser.add_argument("--publisher", help="who published it; default: what the text says")
    parser.add_argument(
        "--model", metavar="MODEL", help="another spaCy pipeline, by name or path; default: ours"
    )

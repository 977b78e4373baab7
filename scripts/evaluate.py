#!/usr/bin/env python3
"""Measure the product against the corpora beside the repository, and print the figures as tables.

    python -m scripts.evaluate [--only PART ...] [--errors]

Each part of ``PARTS`` takes the shipped pipeline and returns tables. ``--errors`` lists what was
missed and what was wrong, of items that are not held out.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from graph.pipeline import Pipeline
from scripts.evaluation import articles, calibration, language, petrarch, speed, typing
from scripts.evaluation.table import Table

PARTS: Mapping[str, Callable[[Pipeline], list[Table]]] = {
    "articles": articles.evaluate_ten,
    "further": articles.evaluate_further,
    "silver": articles.evaluate_silver,
    "confidence": calibration.evaluate,
    "typing": typing.evaluate,
    "petrarch": petrarch.evaluate,
    "language": language.evaluate_held_out,
    "names": language.evaluate_names,
    "time": speed.evaluate,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--errors", action="store_true", help="list the errors, too")
    parser.add_argument(
        "--model", help="a spaCy pipeline by name or path; default: the shipped one"
    )
    options = parser.parse_args()
    pipeline = Pipeline(options.model)
    for part in options.only:
        for table in PARTS[part](pipeline):
            print(table.text(), flush=True)
            if options.errors:
                print("\n".join(f"    {error}" for error in table.errors))
            print()


if __name__ == "__main__":
    main()

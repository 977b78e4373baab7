"""How long an article takes: from a cold process, and warm, stage by stage.

    python scripts/benchmark.py [ARTICLE …] [--runs N]

Prints the median of N runs. Cold is the whole command, `statecraft build ARTICLE`, in a process of
its own; warm is one article after another in one process, from the file to the three files written.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from graph.extract.extractor import extract
from graph.ingest.text import read_article
from graph.pipeline import Built, Pipeline
from graph.rdf import store
from graph.rdf.mapping import quads
from graph.resolve.resolver import resolve
from graph.resources import DATA

SAMPLE = DATA / "sample" / "fishing-accord.txt"


def cold(article: Path, folder: Path) -> float:
    """Seconds that the command takes in a fresh process."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "graph.cli.main", "build", str(article), "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def warm(pipeline: Pipeline, article: Path, folder: Path) -> dict[str, float]:
    """Seconds that each stage takes, by its name, and all of them together."""
    marks = [("", time.perf_counter())]

    def mark(stage: str) -> None:
        marks.append((stage, time.perf_counter()))

    read = read_article(article)
    mark("ingest")
    doc = pipeline.nlp(read.text)
    mark("language pipeline")
    extracted = extract(read, doc, pipeline.reference)
    mark("extract")
    analysis = resolve(read, extracted.parse, extracted.extraction, pipeline.reference)
    mark("resolve")
    built = Built(read, analysis, store.collect(quads(analysis, pipeline.reference)))
    mark("map to RDF")
    built.save(folder, formats=("trig", "ttl"))
    mark("write RDF")
    built.save(folder, formats=("html",))
    mark("write the page")
    stages = {name: end - begin for (_, begin), (name, end) in pairwise(marks)}
    return stages | {"all": marks[-1][1] - marks[0][1]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    pipeline = Pipeline()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for article in options.articles:
            words = len(article.read_text(encoding="utf-8").split())
            seconds: dict[str, list[float]] = defaultdict(list)
            warm(pipeline, article, folder)
            for _ in range(options.runs):
                for stage, taken in warm(pipeline, article, folder).items():
                    seconds[stage].append(taken)
            started = [cold(article, folder) for _ in range(max(1, options.runs // 2))]
            print(f"{article.name}, {words} words, median of {options.runs} runs")
            for stage, taken_ in seconds.items():
                print(f"  {stage:<18} {statistics.median(taken_) * 1000:7.0f} ms")
            print(f"  {'cold process':<18} {statistics.median(started) * 1000:7.0f} ms")


if __name__ == "__main__":
    main()

"""How long extraction and resolution take beside the language pipeline that they read."""

from __future__ import annotations

import statistics
import time

from graph.extract.extractor import extract
from graph.ingest.text import read_article
from graph.pipeline import Pipeline
from graph.resolve.resolver import resolve
from scripts.evaluation.table import SHARED, Table

RUNS = 5


def evaluate(pipeline: Pipeline) -> list[Table]:
    """Seconds for the ten articles, the median of some runs, and the share of the rest in the first."""
    articles = [read_article(path) for path in sorted((SHARED / "news").glob("*.txt"))]
    seconds: dict[str, list[float]] = {"language pipeline": [], "extraction and resolution": []}
    for _ in range(RUNS + 1):
        parsing = reading = 0.0
        for article in articles:
            begin = time.perf_counter()
            doc = pipeline.nlp(article.text)
            parsed = time.perf_counter()
            found = extract(article, doc, pipeline.reference)
            resolve(article, doc, found.extraction, pipeline.reference)
            parsing += parsed - begin
            reading += time.perf_counter() - parsed
        seconds["language pipeline"].append(parsing)
        seconds["extraction and resolution"].append(reading)
    median = {stage: statistics.median(runs[1:]) for stage, runs in seconds.items()}
    table = Table(f"Time for the ten articles, warm, median of {RUNS}", ("", "seconds"))
    table.rows.extend(median.items())
    share = median["extraction and resolution"] / median["language pipeline"]
    table.rows.append(("share (target: at most 0.30)", share))
    return [table]

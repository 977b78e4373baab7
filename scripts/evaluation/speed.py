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
CLOCKS = {"processor time": time.process_time, "wall time": time.perf_counter}


def evaluate(pipeline: Pipeline) -> list[Table]:
    """Seconds for the ten articles, the median of some runs, and the share of the rest in the first.

    By two clocks in the same runs: processor time counts every thread, wall time the longest one.
    """
    articles = [read_article(path) for path in sorted((SHARED / "news").glob("*.txt"))]
    parsing: dict[str, list[float]] = {clock: [] for clock in CLOCKS}
    reading: dict[str, list[float]] = {clock: [] for clock in CLOCKS}
    for _ in range(RUNS + 1):
        for seconds in (*parsing.values(), *reading.values()):
            seconds.append(0.0)
        for article in articles:
            begin = _now()
            doc = pipeline.nlp(article.text)
            parsed = _now()
            found = extract(article, doc, pipeline.reference)
            resolve(article, found.parse, found.extraction, pipeline.reference)
            end = _now()
            for clock in CLOCKS:
                parsing[clock][-1] += parsed[clock] - begin[clock]
                reading[clock][-1] += end[clock] - parsed[clock]
    title = f"Time for the ten articles, warm, median of {RUNS}, in seconds"
    table = Table(title, ("", *CLOCKS))
    language = [statistics.median(parsing[clock][1:]) for clock in CLOCKS]
    rest = [statistics.median(reading[clock][1:]) for clock in CLOCKS]
    table.rows.append((f"language pipeline ({_threads(pipeline)} threads)", *language))
    table.rows.append(("extraction and resolution (1 thread)", *rest))
    shares = (above / below for above, below in zip(rest, language, strict=True))
    table.rows.append(("share (target: at most 0.30)", *shares))
    return [table]


def _threads(pipeline: Pipeline) -> str:
    """On how many threads the language pipeline runs, as its components say."""
    counts = [
        component.threads for _, component in pipeline.nlp.pipeline if hasattr(component, "threads")
    ]
    return str(max(counts, default=1))


def _now() -> dict[str, float]:
    return {clock: read() for clock, read in CLOCKS.items()}

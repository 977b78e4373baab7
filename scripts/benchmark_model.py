"""How fast and how large the language model is: a table of figures, each beside its target.

    python -m scripts.benchmark_model [--model FOLDER] [--words N] [--rounds N]

Reads real articles beside the repository where there are any, else the sample. The pipeline and
onnxruntime alone (the same encoder, windows and threads) take turns on the same machine, so that
their ratio says something on a busy one too; words a second want an idle one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.resources import DATA, MODEL

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLE = DATA / "sample" / "fishing-accord.txt"
# What an ordinary article is: longer ones are speeches and documents.
ORDINARY_CHARACTERS = 12_000
MEGABYTE = 1_000_000


def articles(words: int) -> list[str]:
    """Ordinary articles of about so many words in all, always the same ones."""
    chosen: list[str] = []
    for text in _texts():
        if len(text) <= ORDINARY_CHARACTERS:
            chosen.append(text)
            words -= len(text.split())
        if words <= 0:
            return chosen
    # Too few of them: over again, as often as it takes.
    size = sum(len(text.split()) for text in chosen)
    return chosen * (1 + words // size)


def _texts() -> Iterator[str]:
    found = sorted((SHARED / "news").glob("*.txt")) or [SAMPLE]
    yield from (path.read_text(encoding="utf-8") for path in found)
    archives = sorted((SHARED / "corpora" / "news").glob("*.jsonl.gz"))
    # One of each in turn, so that no publisher's style decides alone.
    for texts in zip(*map(_archived, archives), strict=False):
        yield from texts


def _archived(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Words a second of the whole pipeline, and of onnxruntime alone on its encoder's inputs.

    ``ratio`` is the first by the second; ``of_work`` the same by the processor's time, which other
    processes on the machine disturb less.
    """

    pipeline: float
    encoder: float
    ratio: float
    of_work: float


class _Recorder:
    """Stands in for the encoder's graph and keeps what it was given."""

    def __init__(self, graph: Any) -> None:
        self.graph = graph
        self.inputs: list[Mapping[str, Any]] = []

    def run(self, inputs: Mapping[str, Any], outputs: Sequence[str]) -> Any:
        self.inputs.append(inputs)
        return self.graph.run(inputs, outputs)


def speed(nlp: Any, texts: Sequence[str], *, threads: int, rounds: int) -> Speed:
    """The medians of the rounds, in each of which the pipeline and the bare encoder run once."""
    component = nlp.get_pipe("encoder")
    component.threads = threads
    encoder = component.encoder
    recorder = _Recorder(encoder.graph)
    encoder.graph = recorder
    words = sum(len(doc) for doc in nlp.pipe(texts))
    encoder.graph = recorder.graph
    clocks = (time.perf_counter, time.process_time)
    pipeline, alone = [], []
    for _ in range(rounds):
        marks = [[clock() for clock in clocks]]
        for _doc in nlp.pipe(texts):
            pass
        marks.append([clock() for clock in clocks])
        _run_alone(encoder.graph, recorder.inputs, threads)
        marks.append([clock() for clock in clocks])
        begin, middle, end = marks
        pipeline.append([after - before for before, after in zip(begin, middle, strict=True)])
        alone.append([after - before for before, after in zip(middle, end, strict=True)])
    # Round by round: what disturbs one half of a round often disturbs the other too.
    ratios = [
        statistics.median(
            part[clock] / whole[clock] for part, whole in zip(alone, pipeline, strict=True)
        )
        for clock in range(len(clocks))
    ]
    return Speed(
        pipeline=words / statistics.median(wall for wall, _ in pipeline),
        encoder=words / statistics.median(wall for wall, _ in alone),
        ratio=ratios[0],
        of_work=ratios[1],
    )


def _run_alone(graph: Any, inputs: Iterable[Mapping[str, Any]], threads: int) -> None:
    if threads == 1:
        for given in inputs:
            graph.run(given, ["hidden"])
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda given: graph.run(given, ["hidden"]), inputs):
            pass


@contextmanager
def one_core() -> Iterator[None]:
    """Keeps this thread on one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


_LOAD = """
import time
begin = time.perf_counter()
import graph.extract
imported = time.perf_counter()
import graph
graph.load_pipeline({model!r})
print(imported - begin, time.perf_counter() - begin, time.process_time())
"""


def cold_load(model: Path, runs: int) -> tuple[float, float, float]:
    """Seconds of a fresh process to import spaCy alone, and to do so and load; the best of runs.

    The third is the processor's time for all of that process, its start with it.
    """
    taken = []
    for _ in range(runs):
        command = [sys.executable, "-c", _LOAD.format(model=str(model))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        imported, loaded, worked = map(float, done.stdout.split())
        taken.append((loaded, imported, worked))
    loaded, imported, _ = min(taken)
    return imported, loaded, min(worked for _, _, worked in taken)


def peak_memory(model: Path, words: int) -> float:
    """The most megabytes that a fresh process ever held while it read ordinary articles."""
    command = [sys.executable, "-m", "scripts.benchmark_model", "--model", str(model)]
    command += ["--words", str(words), "--peak-memory"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _own_peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: there a process starts with the peak of the one that started it.
        lines = status.read_text(encoding="utf-8").splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
        return int(kilobytes) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def size(model: Path) -> float:
    """The megabytes of a pipeline's files."""
    return sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) / MEGABYTE


def endless(texts: Sequence[str], characters: int) -> str:
    """Prose of so many characters without a full stop or line break."""
    marks = str.maketrans({mark: " " for mark in ".!?…\n\r"})
    prose = " ".join(" ".join(texts).translate(marks).split()) + " "
    return (prose * (1 + characters // len(prose)))[:characters]


def seconds_of(nlp: Any, text: str) -> float:
    """Seconds to analyse a text; spaCy's own limit on its length is lifted."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    begin = time.perf_counter()
    nlp(text)
    return time.perf_counter() - begin


def rows(model: Path, words: int, rounds: int) -> Iterator[tuple[str, str, str]]:
    """(what, figure, target) in the order in which they are measured."""
    yield "files", f"{size(model):.1f} MB", "≤ 30"
    imported, loaded, worked = cold_load(model, runs=max(3, rounds))
    yield "import of spaCy, of it", f"{imported:.2f} s", ""
    yield "cold load, imports with it", f"{loaded:.2f} s", "≤ 0.8"
    yield "cold load by processor time", f"{worked:.2f} s", ""
    yield "peak memory, ordinary articles", f"{peak_memory(model, words):.0f} MB", "≤ 500"

    import graph

    nlp = graph.load_pipeline(model)
    texts = articles(words)
    cores: int = nlp.get_pipe("encoder").threads  # type: ignore[attr-defined]
    yield "articles", f"{len(texts)}", ""
    found = speed(nlp, texts, threads=cores, rounds=rounds)
    yield f"words/s, {cores} threads", f"{found.pipeline:,.0f}", "≥ 5,000 on two idle cores"
    yield "onnxruntime alone", f"{found.encoder:,.0f}", ""
    yield "ratio", f"{found.ratio:.2f}", "≥ 0.80"
    yield "ratio by processor time", f"{found.of_work:.2f}", ""
    with one_core():
        found = speed(nlp, texts, threads=1, rounds=rounds)
    yield "words/s, 1 thread on 1 core", f"{found.pipeline:,.0f}", ""
    yield "onnxruntime alone", f"{found.encoder:,.0f}", ""
    yield "ratio", f"{found.ratio:.2f}", "≥ 0.80"
    yield "ratio by processor time", f"{found.of_work:.2f}", ""
    nlp.get_pipe("encoder").threads = cores  # type: ignore[attr-defined]
    taken = {part: seconds_of(nlp, endless(texts, part * MEGABYTE // 4)) for part in (1, 2, 4)}
    for part, seconds in taken.items():
        ratio = f"× {seconds / taken[1]:.2f}"
        yield f"{part / 4} MB without a full stop", f"{seconds:.1f} s", f"{ratio}, linear × {part}"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.benchmark_model",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="a pipeline's folder")
    parser.add_argument("--words", type=int, default=10_000, help="about how many words to read")
    parser.add_argument("--rounds", type=int, default=5, help="how often to read them")
    parser.add_argument("--peak-memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak_memory:
        import graph

        for _doc in graph.load_pipeline(options.model).pipe(articles(options.words)):
            pass
        print(_own_peak())
        return 0
    for what, figure, target in rows(options.model, options.words, options.rounds):
        print(f"{what:<34} {figure:>10}  {target}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

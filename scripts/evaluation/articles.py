"""Whole graphs against annotated articles, by the shared scorer: the ten, 76 more, and the silver 130."""

from __future__ import annotations

import gzip
import importlib.util
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from graph.pipeline import Built, Pipeline
from scripts.evaluation.table import CORPORA, SHARED, Table, held_out

HEADS = ("", "P", "R", "F1")
# Annotations of articles beside the repository, whose words they name by their place in the text.
ANNOTATED = Path(__file__).parent / "annotated"


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 by task, the mean F1 as "graph", and how often what was right.

    ``accuracy`` holds the share of matched events with the right "factuality" and "date", ``matched``
    how many of them the annotation gives one.
    """

    tasks: dict[str, tuple[float, float, float]]
    graph: float
    accuracy: dict[str, float]
    matched: dict[str, int]
    errors: tuple[str, ...]


def scorer(shared: Path = SHARED) -> ModuleType:
    """The scorer that lies beside the repository, as a module."""
    spec = importlib.util.spec_from_file_location("score", shared / "scoring" / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{shared}: no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ten(pipeline: Pipeline, shared: Path = SHARED) -> Iterator[tuple[Built, dict[str, Any]]]:
    """The ten articles as built, each with its gold."""
    for path in sorted((shared / "news").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
        yield pipeline.build(text, date=gold.get("published")), gold


def further(pipeline: Pipeline, *, held: bool) -> Iterator[tuple[Built, dict[str, Any]]]:
    """Articles that were annotated after the rules, half of them held out, as built, each with its gold.

    They were chosen by their titles, and annotated like the ten by annotators who saw neither the rules nor
    a graph. Those that are not ``held`` were looked at after they had been scored once.
    """
    texts = dict(_archived())
    with tempfile.TemporaryDirectory() as folder:
        for annotation in sorted(
            (ANNOTATED / ("held_out" if held else "looked_at")).glob("*.json")
        ):
            gold = json.loads(annotation.read_text(encoding="utf-8"))
            text = texts[gold["id"]]
            for item, words in _worded(gold):
                begin, end = item.pop("span")
                item[words] = text[begin:end]
            path = Path(folder) / f"{gold['id']}.txt"
            path.write_text(text, encoding="utf-8")
            yield pipeline.build(path, date=gold["published"]), gold


def _archived() -> Iterator[tuple[str, str]]:
    """The key and the text of every article in the archives beside the repository."""
    for source in sorted((CORPORA / "news").glob("*.jsonl.gz")):
        with gzip.open(source, "rt", encoding="utf-8") as rows:
            yield from ((row["id"], row["text"]) for row in map(json.loads, rows))


def _worded(gold: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """What has words of the text, and under which key the scorer wants them."""
    yield from ((event, "sentence") for event in gold["events"])
    yield from ((statement, "content") for statement in gold["statements"])


def silver(pipeline: Pipeline, *, held: bool) -> Iterator[tuple[Built, dict[str, Any]]]:
    """The silver articles that were looked at while writing rules, or those that were not, as built.

    Every second article was looked at for offices, relations and statements, one half by its key
    for events; what is left, about a quarter, nobody has looked at.
    """
    source = CORPORA / "silver" / "articles.jsonl.gz"
    with tempfile.TemporaryDirectory() as folder, gzip.open(source, "rt", encoding="utf-8") as rows:
        for number, gold in enumerate(map(json.loads, rows)):
            unseen = held_out(gold["id"]) and number % 2 == 1
            if unseen is held:
                path = Path(folder) / f"{gold['id']}.txt"
                path.write_text(gold["text"], encoding="utf-8")
                _name_states(gold, pipeline)
                yield pipeline.build(path, date=gold["published"]), gold


def _name_states(gold: dict[str, Any], pipeline: Pipeline) -> None:
    """Adds to a state's names in the text, which may be "Polish" alone, the state's own."""
    for entity in gold["entities"]:
        if entity["type"] == "State":
            matches = [m for name in entity["names"] for m in pipeline.reference.find(name)]
            entity["names"] += [m.entry.name for m in matches if m.entry.type == "State"]


def scores(
    pairs: Iterable[tuple[Built, dict[str, Any]]], module: ModuleType | None = None
) -> Scores:
    """The shared scorer's figures, micro-averaged over all pairs, each graph read from its TriG."""
    score = scorer() if module is None else module
    totals = {task: score.Tally() for task in score.TASKS}
    flags: dict[str, list[bool]] = {"factuality": [], "date": []}
    errors: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for built, gold in pairs:
            (path,) = built.save(folder, formats=("trig",))
            tallies, quality = score.score(score.view_from_rdf(str(path)), gold)
            for task in score.TASKS:
                totals[task].add(tallies[task])
                for kind in ("missed", "wrong"):
                    items = getattr(tallies[task], kind)
                    errors.extend(f"{gold['id']}: {kind} {task}: {item}" for item in items)
            for key, values in quality.items():
                flags[key] += values
    tasks = {task: totals[task].prf() for task in score.TASKS}
    mean = sum(f1 for _, _, f1 in tasks.values()) / len(tasks)
    accuracy = {key: sum(values) / max(len(values), 1) for key, values in flags.items()}
    matched = {key: len(values) for key, values in flags.items()}
    return Scores(tasks, mean, accuracy, matched, tuple(errors))


def _table(title: str, found: Scores, *, secret: bool = False) -> Table:
    table = Table(title, HEADS, errors=[] if secret else list(found.errors))
    table.rows.extend((task, *figures) for task, figures in found.tasks.items())
    table.rows.append(("graph (mean)", "", "", found.graph))
    table.rows.extend(
        (f"event {key} right, of {found.matched[key]}", "", "", share)
        for key, share in found.accuracy.items()
    )
    return table


def evaluate_ten(pipeline: Pipeline) -> list[Table]:
    """The ten gold articles."""
    return [_table("Ten articles", scores(ten(pipeline)))]


def evaluate_further(pipeline: Pipeline) -> list[Table]:
    """Articles of the same kind as the ten that no rule was written with."""
    return [
        _table("38 more, looked at since", scores(further(pipeline, held=False))),
        _table("38 more, never looked at", scores(further(pipeline, held=True)), secret=True),
    ]


def evaluate_silver(pipeline: Pipeline) -> list[Table]:
    """The silver articles: those that rules were written with, and those never looked at."""
    return [
        _table("Silver, looked at", scores(silver(pipeline, held=False))),
        _table("Silver, held out", scores(silver(pipeline, held=True)), secret=True),
    ]

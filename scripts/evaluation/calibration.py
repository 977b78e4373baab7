"""Whether confidence means what it says: of the facts given 0.8, about 80 % should be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from graph.model import Fact, View
from graph.pipeline import Built, Pipeline
from scripts.evaluation.articles import scorer, silver
from scripts.evaluation.table import Table

HELD = ("holds", "formerlyHeld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A fact of a built graph that the annotation can judge: its kind, its rule, and whether it is right."""

    kind: str
    rule: str
    confidence: float
    right: bool


def judge(built: Built, gold: dict[str, Any], score: ModuleType) -> Iterator[Judged]:
    """Every fact of an article that its gold judges, one by one, as the shared scorer matches them."""
    view = built.view
    nodes = {node.iri: node for node in view.nodes}
    empty = {task: [] for task in score.TASKS}
    entities = _entities(view)
    link = score.link({**empty, "entities": entities}, gold)
    for fact in view.facts:
        for task, items in _items(fact, nodes, score):
            tallies = [
                _tally(score, task, {**empty, "entities": entities, task: [item]}, gold, link)
                for item in items
            ]
            if any(t.hit_pred for t in tallies) or any(t.wrong for t in tallies):
                yield Judged(
                    kind=task,
                    rule=f"{fact.rule}-alone" if items[0].get("of") == [] else fact.rule or "",
                    confidence=fact.confidence,
                    right=any(t.hit_pred for t in tallies),
                )


def _entities(view: View) -> list[dict[str, Any]]:
    return [
        {"id": node.iri, "type": node.type, "names": [node.label, *node.aliases]}
        for node in view.nodes
        if not node.background and node.type != "Position"
    ]


def _items(
    fact: Fact, nodes: dict[str, Any], score: ModuleType
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A fact in the gold's own shape, under its task; a statement of several is one item each."""
    if fact.kind == "claim" and fact.relation in HELD:
        office = nodes[fact.objects[0]]
        item = {"holder": fact.subjects[0], "titles": [office.title], "of": list(office.bodies)}
        yield "positions", [item]
    elif fact.kind == "claim" and fact.relation in score.RELATIONS:
        item = {"s": fact.subjects[0], "p": fact.relation, "o": fact.objects[0]}
        yield "relations", [item]
    elif fact.kind == "event":
        yield (
            "events",
            [
                {
                    "type": fact.relation,
                    "source": list(fact.subjects),
                    "target": list(fact.objects),
                    "date": fact.date,
                    "factuality": fact.factuality.lower(),
                }
            ],
        )
    elif fact.kind == "statement":
        yield "statements", [{"speaker": [s], "content": fact.content} for s in fact.subjects]


def _tally(
    score: ModuleType, task: str, told: dict[str, Any], gold: dict[str, Any], link: dict[str, str]
) -> Any:
    if task == "events":
        return score.score_events(told, gold, link, {"factuality": [], "date": []})
    return getattr(score, f"score_{task}")(told, gold, link)


def judged(pairs: Iterable[tuple[Built, dict[str, Any]]]) -> list[Judged]:
    """Every judged fact of the articles."""
    score = scorer()
    return [fact for built, gold in pairs for fact in judge(built, gold, score)]


def evaluate(pipeline: Pipeline) -> list[Table]:
    """The reliability table: facts of articles never looked at, by the confidence that they carry."""
    facts = judged(silver(pipeline, held=True))
    table = Table(
        "Confidence and truth, silver articles never looked at",
        ("confidence", "mean", "share right", "facts"),
    )
    for tenth in range(10):
        here = [
            f
            for f in facts
            if tenth <= f.confidence * 10 < tenth + 1 or f.confidence * 10 == tenth + 1 == 10
        ]
        if here:
            mean = sum(f.confidence for f in here) / len(here)
            right = sum(f.right for f in here) / len(here)
            table.rows.append(
                (f"{tenth / 10:.1f} – {(tenth + 1) / 10:.1f}", mean, right, len(here))
            )
    error = sum(
        abs(float(str(mean)) - float(str(right))) * int(str(count))
        for _, mean, right, count in table.rows
    ) / max(1, len(facts))
    table.rows.append(("calibration error", "", error, len(facts)))
    return [table]

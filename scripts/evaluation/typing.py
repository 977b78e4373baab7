"""The PLOVER type of an event whose source and target are given, on the PLOVER gold standard."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Event, Factuality, Mention, Span
from graph.pipeline import Pipeline
from scripts.evaluation.given import agreement, finder_of, spans_in
from scripts.evaluation.table import CORPORA, Table, held_out

# The names of draft 0.5 that have gone, by today's.
TODAY = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
# PLOVER has leaving office as a mode of RETREAT.
PLOVER = {"RESIGN": "RETREAT"}
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence of the gold standard with where its actors stand and the type of its event."""

    id: str
    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    type: str
    held: bool


def cases() -> Iterator[Case]:
    """The sentences, in the order of the file."""
    path = CORPORA / "events" / "PLOVER_GSR_CAMEO.json"
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["event"] == "DOCUMENT":
            continue
        text = row["text"]
        sources = spans_in(text, _names(row.get("source")))
        taken = {s.begin for s in sources}
        targets = tuple(s for s in spans_in(text, _names(row.get("target"))))
        if len(sources) == 1:
            targets = tuple(s for s in targets if s.begin not in taken)
        yield Case(
            id=row["id"],
            text=text,
            sources=sources,
            targets=targets,
            type=TODAY.get(row["event"], row["event"]),
            held=held_out(row["id"]),
        )


def _names(actors: object) -> list[str]:
    rows = actors if isinstance(actors, list) else []
    return [re.sub(r"\s+", " ", row["actorText"]).strip() for row in rows if row.get("actorText")]


def predict(pipeline: Pipeline, case: Case) -> tuple[str, tuple[Event[Mention], ...]]:
    """The type of the event between the given actors, and all events of the sentence.

    Of several, the one whose actors agree best with the given ones, the first of equals. Where the
    rules see no event between any actors, the type of the first rule whose words the sentence has:
    who acts is given. "none" if it has no such words.
    """
    finder = finder_of(pipeline, pipeline.nlp(case.text), (*case.sources, *case.targets))
    events = finder.find()
    if events:
        return _as_plover(
            max(events, key=lambda e: agreement(e, case.sources, case.targets))
        ), events
    named = next((rule.type for _, rule in finder.named()), NONE)
    return PLOVER.get(named, named), events


def _as_plover(event: Event[Mention]) -> str:
    """The type of an event in PLOVER's own terms, where ours keep apart what they join."""
    if event.type == "CONSULT" and event.stance.factuality is Factuality.PLANNED:
        return "AGREE"  # a visit or a meeting to come is the intent to meet
    return PLOVER.get(event.type, event.type)


def macro_f1(pairs: list[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and count by the types of the gold; pairs are (gold, predicted)."""
    hits = Counter(gold for gold, found in pairs if gold == found)
    golds, founds = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    figures = {}
    for kind in sorted(golds):
        precision = hits[kind] / founds[kind] if founds[kind] else 0.0
        recall = hits[kind] / golds[kind]
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        figures[kind] = (precision, recall, f1, golds[kind])
    return figures


def mean_f1(pairs: list[tuple[str, str]]) -> float:
    """The plain mean of the types' F1."""
    figures = macro_f1(pairs)
    return sum(f1 for _, _, f1, _ in figures.values()) / len(figures)


def evaluate(pipeline: Pipeline) -> list[Table]:
    """Both halves of the gold standard; errors of the half looked at alone."""
    tables = []
    for held, name in ((False, "half looked at"), (True, "held out")):
        pairs: list[tuple[str, str]] = []
        errors: list[str] = []
        for case in cases():
            if case.held is not held:
                continue
            found, events = predict(pipeline, case)
            pairs.append((case.type, found))
            if found != case.type and not held:
                others = ", ".join(f"{e.type} ({e.rule})" for e in events)
                errors.append(f"{case.type}, not {found}: {case.text} [{others}]")
        table = Table(
            f"Event types, actors given (PLOVER gold standard), {name}",
            ("", "P", "R", "F1", "n"),
            errors=errors,
        )
        table.rows.extend((kind, *row) for kind, row in macro_f1(pairs).items())
        right = sum(gold == found for gold, found in pairs) / len(pairs)
        table.rows.append(("macro-F1", "", "", mean_f1(pairs), len(pairs)))
        table.rows.append(("accuracy", "", "", right, len(pairs)))
        tables.append(table)
    return tables

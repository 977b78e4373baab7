"""A graph as tables and lists of words: for a terminal, a spreadsheet, or another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten
from typing import Final

from graph.model import Fact, Node, View
from graph.outputs.words import plural, words

# How much of each section a summary shows.
_SHOWN: Final = 8
_LONGEST: Final = 110
_BETWEEN: Final = "; "
_RECORD_COLUMNS: Final = (
    "kind",
    "subjects",
    "relation",
    "objects",
    "content",
    "factuality",
    "attributed_to",
    "confidence",
    "date",
    "place",
    "mode",
    "direct",
    "medium",
    "sentence",
    "article",
    "begin",
    "end",
    "rule",
    "iri",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a summary: a heading, how many things it is about, and some of them in words."""

    heading: str
    count: int
    lines: tuple[str, ...]


def facts_table(view: View) -> Table:
    """Every fact in the order of the text: in words, how the article puts it, whose word it is,
    how sure it is, its date, and the sentence that says so."""
    names = names_of(view)
    return Table(
        columns=("fact", "factuality", "according to", "confidence", "date", "sentence"),
        rows=tuple(
            (
                in_words(fact, names),
                fact.factuality.lower(),
                " < ".join(_called(fact.attributed_to, names)),
                f"{fact.confidence:.2f}",
                fact.date if fact.date is not None else "",
                " […] ".join(quote.text for quote in fact.evidence),
            )
            for fact in view.facts
        ),
    )


def facts_csv(view: View) -> str:
    """Every fact as a CSV row; several values in one cell are set apart by "; ".

    Numbers, dates and truth values are written as in the graph; the offsets are those of the first
    piece of evidence.
    """
    names = names_of(view)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_RECORD_COLUMNS)
    writer.writerows(_row(fact, names) for fact in view.facts)
    return text.getvalue()


def facts_json(view: View) -> str:
    """Every fact as an object of a JSON array; things are given by name and IRI."""
    names = names_of(view)
    records = [_record(fact, names) for fact in view.facts]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def summary(view: View) -> tuple[Section, ...]:
    """What was found, for a glance: the most-mentioned of each kind first, facts in text order."""
    names = names_of(view)
    held = _offices(view, names)
    people = [
        f"{node.label} – {_BETWEEN.join(held[node.iri])}" if node.iri in held else node.label
        for node in _mentioned(view, "Person")
    ]
    events = [fact for fact in view.facts if fact.kind == "event"]
    statements = [fact for fact in view.facts if fact.kind == "statement"]
    return (
        _section("People", people),
        _listed("States", view, "State"),
        _listed("Organizations", view, "Organization"),
        _listed("Places", view, "Place"),
        _section("Events", [qualified(fact, names) for fact in events]),
        _section("Statements", [in_words(fact, names) for fact in statements]),
    )


def in_words(fact: Fact, names: dict[str, str]) -> str:
    """A fact as a short sentence: "Henrik Dahl meets Marta Oliveira"."""
    subjects, objects = _joined(fact.subjects, names), _joined(fact.objects, names)
    if fact.kind == "statement":
        content = fact.content if fact.content is not None else ""
        said = f"“{content}”" if fact.direct else content
        return f"{subjects} to {objects}: {said}" if objects else f"{subjects}: {said}"
    if fact.relation == "positionIn":
        # The office's own name already ends in "of Portugal".
        return f"{objects} has an office: {subjects}"
    if fact.kind == "claim":
        return f"{subjects} {words().relation(fact.relation)} {objects}"
    act = words().act(fact.relation, fact.mode)
    who = fact.subjects or fact.objects
    verb = (act.verb if objects else act.alone) if subjects else act.passive
    verb = plural(verb) if len(who) > 1 else verb
    return " ".join(part for part in (subjects or objects, verb, subjects and objects) if part)


def qualified(fact: Fact, names: dict[str, str]) -> str:
    """An event in words, with its date and with what keeps it from being a plain fact."""
    date = f" ({fact.date})" if fact.date is not None else ""
    return f"{in_words(fact, names)}{date}{_reservation(fact, names)}"


def _reservation(fact: Fact, names: dict[str, str]) -> str:
    parts = []
    if fact.factuality not in ("Asserted", "Reported"):
        parts.append(words().factuality.get(fact.factuality, (fact.factuality.lower(), ""))[0])
    if fact.attributed_to:
        parts.append(f"according to {_called(fact.attributed_to, names)[0]}")
    return f" [{', '.join(parts)}]" if parts else ""


def _offices(view: View, names: dict[str, str]) -> dict[str, list[str]]:
    """The positions of each person in words, in text order, each once."""
    offices: dict[str, dict[str, None]] = {}
    for fact in view.facts:
        if fact.relation in ("holds", "formerlyHeld"):
            once = "formerly " if fact.relation == "formerlyHeld" else ""
            office = f"{once}{_joined(fact.objects, names)}{_reservation(fact, names)}"
            for person in fact.subjects:
                offices.setdefault(person, {})[office] = None
    return {person: list(held) for person, held in offices.items()}


def _mentioned(view: View, type_: str) -> list[Node]:
    found = (node for node in view.nodes if node.type == type_ and not node.background)
    return sorted(found, key=lambda node: (-len(node.mentions), node.label, node.iri))


def _listed(heading: str, view: View, type_: str) -> Section:
    labels = [node.label for node in _mentioned(view, type_)]
    return Section(heading=heading, count=len(labels), lines=(", ".join(labels),) if labels else ())


def _section(heading: str, lines: list[str]) -> Section:
    shown = [shorten(line, _LONGEST, placeholder=" …") for line in lines[:_SHOWN]]
    if len(lines) > len(shown):
        shown = [*shown, f"… and {len(lines) - len(shown)} more"]
    return Section(heading=heading, count=len(lines), lines=tuple(shown))


def _row(fact: Fact, names: dict[str, str]) -> tuple[object, ...]:
    first = fact.evidence[0] if fact.evidence else None
    direct = None if fact.direct is None else str(fact.direct).lower()
    return (
        fact.kind,
        _BETWEEN.join(_called(fact.subjects, names)),
        fact.relation,
        _BETWEEN.join(_called(fact.objects, names)),
        fact.content,
        fact.factuality.lower(),
        _BETWEEN.join(_called(fact.attributed_to, names)),
        fact.confidence,
        fact.date,
        None if fact.place is None else names.get(fact.place, fact.place),
        fact.mode,
        direct,
        fact.medium,
        " […] ".join(quote.text for quote in fact.evidence),
        None if first is None else first.article,
        None if first is None else first.begin,
        None if first is None else first.end,
        fact.rule,
        fact.iri,
    )


def _record(fact: Fact, names: dict[str, str]) -> dict[str, object]:
    def things(iris: Iterable[str]) -> list[dict[str, str]]:
        return [{"name": names.get(iri, iri), "iri": iri} for iri in iris]

    return {
        "iri": fact.iri,
        "kind": fact.kind,
        "relation": fact.relation,
        "subjects": things(fact.subjects),
        "objects": things(fact.objects),
        "content": fact.content,
        "direct": fact.direct,
        "medium": fact.medium,
        "mode": fact.mode,
        "place": None if fact.place is None else things((fact.place,))[0],
        "date": fact.date,
        "factuality": fact.factuality.lower(),
        "attributed_to": things(fact.attributed_to),
        "confidence": fact.confidence,
        "rule": fact.rule,
        "evidence": [
            {
                "article": quote.article,
                "begin": quote.begin,
                "end": quote.end,
                "text": quote.text,
            }
            for quote in fact.evidence
        ],
    }


def names_of(view: View) -> dict[str, str]:
    """What each thing of a graph is called, by its IRI."""
    return {node.iri: node.label for node in view.nodes}


def _called(iris: Iterable[str], names: dict[str, str]) -> list[str]:
    return [names.get(iri, iri) for iri in iris]


def _joined(iris: Iterable[str], names: dict[str, str]) -> str:
    *first, last = _called(iris, names) or [""]
    return f"{', '.join(first)} and {last}" if first else last

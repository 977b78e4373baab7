"""Who does something to whom, on the unit tests of PETRARCH-2.

The sentences speak of invented places, so the actors are given: every word whose letters begin with
the country part (three letters) of a code that the record expects, or that stands for it in
``NAMES``. A record counts if all its expected actors are found so and it expects an event between
two. It is right if every expected pair (source, target) is the pair of an event. Types are not
compared: the codes are those of another scheme, many of them invented, too.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Event, Mention, Span
from graph.pipeline import Pipeline
from scripts.evaluation.given import finder_of
from scripts.evaluation.table import CORPORA, Table

RECORD = re.compile(r"<Sentence (.*?)</Sentence>", re.DOTALL)
CODING = re.compile(r"<EventCoding\s+sourcecode\s*=\s*\"(\w+)\"\s+targetcode\s*=\s*\"(\w+)\"")
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
WORD = re.compile(r"[A-Z]\w+")
# Codes whose names do not begin with their letters, and the names that a record may use.
NAMES = {
    "HOB": ("Stinker", "Gollum", "Sam", "Hamfast", "Frodo", "Bilbo"),
    "SHR": ("Shire", "White"),
    "PHL": ("Philippines", "Philippine"),
    "CAF": ("Central",),
    "PRK": ("Hermit", "North"),
    "NZE": ("New",),
    "ELF": ("Elvish", "Elves", "Elrond"),
    "LBY": ("Libya", "Libyan"),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One unit test: its sentence, and who is expected to act on whom, by country codes."""

    text: str
    pairs: frozenset[tuple[str, str]]


def records() -> Iterator[Record]:
    """The unit tests that expect an event between two actors."""
    path = CORPORA / "events" / "petrarch2" / "PETR.UnitTest.records.xml.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in RECORD.findall(file.read()):
            text = TEXT.search(block)
            coded = {(a[:3], b[:3]) for a, b in CODING.findall(block)}
            pairs = frozenset((a, b) for a, b in coded if a != b)
            if text is not None and pairs:
                yield Record(" ".join(text.group(1).replace("_", " ").split()), pairs)


def actors(record: Record) -> dict[Span, str]:
    """Where the expected actors stand in the sentence, with their codes."""
    codes = {code for pair in record.pairs for code in pair}
    found = {}
    for word in WORD.finditer(record.text):
        for code in codes:
            begins = word.group().upper().startswith(code)
            if begins or word.group() in NAMES.get(code, ()):
                found[Span(word.start(), word.end())] = code
    return found


def _pairs(event: Event[Mention], codes: dict[Span, str]) -> Iterator[tuple[str, str]]:
    def of(mentions: tuple[Mention, ...]) -> set[str]:
        return {
            code
            for m in mentions
            for span, code in codes.items()
            if span.begin < m.span.end and m.span.begin < span.end
        }

    for source in of(event.sources):
        for target in of(event.targets):
            yield source, target
            if event.type in ("CONSULT", "AGREE", "COOPERATE"):
                yield target, source


def evaluate(pipeline: Pipeline) -> list[Table]:
    """The share of the records whose expected pairs are all found."""
    counted = right = every = expected = hit = 0
    errors = []
    for record in records():
        every += 1
        codes = actors(record)
        if {code for pair in record.pairs for code in pair} - set(codes.values()):
            continue
        counted += 1
        events = finder_of(pipeline, pipeline.nlp(record.text), codes).find()
        found = {pair for e in events for pair in _pairs(e, codes)}
        expected += len(record.pairs)
        hit += len(record.pairs & found)
        if record.pairs <= found:
            right += 1
        else:
            missed = ", ".join(f"{a}-{b}" for a, b in sorted(record.pairs - found))
            errors.append(f"missed {missed}: {record.text}")
    table = Table("Source and target (PETRARCH-2 unit tests)", ("", "share", "n"), errors=errors)
    table.rows.append(("sentences with all pairs right", right / counted, counted))
    table.rows.append(("pairs found", hit / expected, expected))
    table.rows.append(("sentences left out: an actor not told", (every - counted) / every, every))
    return [table]

"""What was read and gave nothing: the predicates behind which no fact stands, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.extract import lexicon
from graph.extract.extractor import Extracted
from graph.extract.syntax import Clause
from graph.extract.titles import title_at
from graph.model import Analysis, Silence, Span


def find_silences(extracted: Extracted, analysis: Analysis) -> tuple[Silence, ...]:
    """The predicates of the prose that no fact of the analysis rests on, in text order."""
    kept = _triggers((*analysis.claims, *analysis.tenures, *analysis.events, *analysis.statements))
    facts = extracted.extraction
    proposed = _triggers((*facts.claims, *facts.tenures, *facts.events, *facts.statements))
    found = []
    for clause in extracted.clauses:
        tokens = (clause.head, *clause.objects, *(token for _, token in clause.obliques))
        spans = tuple(t.span for t in tokens)
        if _meet(spans, kept):
            continue
        lost = _meet(spans, proposed)
        reason = UNRESOLVED if lost else _reason(clause, extracted)
        sentence = extracted.sentence_of[clause.head.i]
        found.append(Silence(span=spans[0], sentence=sentence, reason=reason))
    return tuple(found)


# How many rules of a verb say what they need; the others are counted.
SHOWN = 3
UNRESOLVED = "it is not clear who is meant, or somebody would do it to themselves"


def _triggers(facts: Iterable[Any]) -> tuple[Span, ...]:
    """The words that say so, of claims, tenures, events and statements alike."""
    pieces = (f.evidence if isinstance(f.evidence, tuple) else (f.evidence,) for f in facts)
    return tuple(e.trigger for some in pieces for e in some if e.trigger is not None)


def _meet(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(a.begin < b.end and b.begin < a.end for a in spans for b in others)


def _reason(clause: Clause, extracted: Extracted) -> str:
    if clause.copula:
        named = title_at(clause.head) is not None
        return "names an office and nobody in it" if named else "says what something is: no office"
    reported = extracted.statements.objection(clause)
    if reported is not None:
        return reported
    objections = extracted.events.rules.objections(clause)
    if objections:
        more = len(objections) - SHOWN
        shown = "; ".join(objections[:SHOWN])
        return f"{shown}; and so do {more} more rules" if more > 0 else shown
    events = lexicon.events()
    if clause.lemma in events.light_verbs | events.aspect_verbs:
        return f"“{clause.lemma}” only carries an act, and no rule names the act"
    return f"no rule names “{clause.lemma}”"

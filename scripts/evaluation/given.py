"""Events of one sentence with its actors given: where they stand in the text is told, not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from graph.extract.events import EventFinder
from graph.extract.factuality import Reading
from graph.extract.mentions import Chunk, Mentions, find_mentions
from graph.extract.statements import StatementFinder
from graph.extract.syntax import clauses
from graph.extract.timing import Timing
from graph.model import EntityType, Event, Mention, MentionForm, Span
from graph.parse import Parse, Token
from graph.pipeline import Pipeline

MODIFIERS = frozenset({"amod", "compound", "flat", "nmod:poss", "nmod:desc"})


def finder_of(pipeline: Pipeline, doc: Doc, given: Iterable[Span]) -> EventFinder:
    """What finds the events of a document whose actors are given as spans."""
    parse = Parse(doc)
    whole = Span(0, len(parse.text))
    found = find_mentions(parse, pipeline.reference, [range(len(parse))])
    mentions = _with_actors(parse, found, given)
    told = tuple(clauses(parse))
    reading = Reading(mentions, StatementFinder(mentions, told, (whole,)).find())
    timing = Timing(parse, (whole,), None)
    sentence_of = {i: parse.span_of(*s) for s in parse.sentences for i in range(*s)}
    return EventFinder(mentions, told, reading, timing, sentence_of)


def _with_actors(doc: Parse, found: Mentions, given: Iterable[Span]) -> Mentions:
    """The mentions with each given span an actor, standing for the nominal that it modifies."""
    chunks = [_actor(doc, found, span) for span in given]
    taken = {i for c in chunks for i in range(c.begin, c.end)}
    by_token = dict(found.by_token)
    for chunk in chunks:
        head = doc[chunk.head]
        while head.dep in MODIFIERS and head.head.i not in taken and _is_actor(head.head, found):
            head = head.head
            by_token[head.i] = chunk
        if head.dep == "conj" and head.head.dep in MODIFIERS:
            # "Chilean and Peruvian officials": both stand for the officials.
            by_token.setdefault(head.i, chunk)
    for chunk in chunks:
        by_token.update((i, chunk) for i in range(chunk.begin, chunk.end))
    kept = [c for c in found.chunks if taken.isdisjoint(range(c.begin, c.end))]
    found = sorted((*kept, *chunks), key=lambda c: (c.begin, -c.end))
    return Mentions(doc, tuple(found), by_token, [chunk.begin for chunk in found])


def _is_actor(token: Token, found: Mentions) -> bool:
    chunk = found.chunk(token)
    return chunk is not None and chunk.mention.type is not EntityType.PLACE


def _actor(doc: Parse, found: Mentions, span: Span) -> Chunk:
    words = doc.tokens_at(span)
    head = doc.head_of(words.start, words.stop)
    known = found.chunk(head)
    kind = EntityType.GROUP if known is None else known.mention.type
    if kind is EntityType.PLACE:
        kind = EntityType.STATE
    mention = Mention(
        span=span,
        head=head.span,
        name=" ".join(doc.text_of(words.start, words.stop).split()),
        type=kind,
        form=MentionForm.NAME,
        acts=True,
        plural=head.tag in ("NNS", "NNPS"),
    )
    return Chunk(mention, words.start, words.stop, head.i, None if known is None else known.entry)


def spans_in(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Where the names stand in a text, each once, further ones after those before; none if not there."""
    found: list[Span] = []
    for name in names:
        begin = text.find(name)
        while begin >= 0 and any(s.begin < begin + len(name) and begin < s.end for s in found):
            begin = text.find(name, begin + 1)
        if begin >= 0:
            found.append(Span(begin, begin + len(name)))
    return tuple(found)


def agreement(event: Event[Mention], sources: Sequence[Span], targets: Sequence[Span]) -> int:
    """How well an event's actors are the given ones: 2 each for source and target, 1 if swapped.

    A pronoun as its source may stand for the given one, and counts 1.
    """
    points = 0
    for own, same, other in (
        (event.sources, sources, targets),
        (event.targets, targets, sources),
    ):
        if any(_touches(m.span, s) for m in own for s in same):
            points += 2
        elif any(_touches(m.span, s) for m in own for s in other) or (
            own is event.sources and any(m.form is MentionForm.PRONOUN for m in own)
        ):
            points += 1
    return points


def _touches(one: Span, other: Span) -> bool:
    return one.begin < other.end and other.begin < one.end

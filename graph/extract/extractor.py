"""Extraction as a whole: a parsed article in, what it says in terms of its mentions out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from spacy.tokens import Doc

from graph.extract import lexicon
from graph.extract.apposition import find_identities
from graph.extract.events import EventFinder
from graph.extract.factuality import Reading
from graph.extract.mentions import find_mentions
from graph.extract.positions import find_tenures
from graph.extract.relations import find_relations
from graph.extract.statements import StatementFinder, Utterance, content_of
from graph.extract.syntax import Clause, clauses
from graph.extract.timing import Timing
from graph.model import (
    Article,
    BlockKind,
    Claim,
    Evidence,
    Extraction,
    Factuality,
    Mention,
    Span,
    Statement,
    Tenure,
)
from graph.parse import Parse
from graph.reference import Reference

F = TypeVar("F", Claim[Mention], Tenure[Mention])


@dataclass(frozen=True, slots=True)
class Extracted:
    """The extraction, and what it was made from: the parse, its clauses of prose, the finders."""

    extraction: Extraction
    parse: Parse
    clauses: tuple[Clause, ...]
    sentence_of: dict[int, Span]
    events: EventFinder
    statements: StatementFinder


def extract(article: Article, doc: Doc, reference: Reference) -> Extracted:
    """What the article says. ``doc`` is the parse of ``article.text``."""
    paragraphs = tuple(b.span for b in article.blocks if b.kind is BlockKind.PARAGRAPH)
    readable = [b.span for b in article.blocks if b.kind is not BlockKind.SOURCE]
    if article.dateline is not None:
        readable.append(article.dateline)
    parse = Parse(doc)
    mentions = find_mentions(parse, reference, [parse.tokens_at(span) for span in readable])
    prose = {i for span in paragraphs for i in parse.tokens_at(span)}
    titles = [b.span for b in article.blocks if b.kind is BlockKind.TITLE]
    headline = {i for span in titles for i in parse.tokens_at(span)}
    predicates = tuple(c for c in clauses(parse) if c.head.i in prose or c.head.i in headline)
    told = tuple(c for c in predicates if c.head.i in prose)
    sentence_of = _sentences(parse, article)
    statements = StatementFinder(mentions, told, paragraphs)
    utterances = statements.find()
    timing = Timing(parse, paragraphs, article.date)
    reading = Reading(mentions, utterances)
    tenures = find_tenures(mentions, told, sentence_of)
    claims = find_relations(mentions, told, sentence_of)
    events = EventFinder(mentions, predicates, reading, timing, sentence_of, frozenset(headline))
    extraction = Extraction(
        sentences=tuple(dict.fromkeys(span for span, _ in groupby(sentence_of.values()))),
        mentions=tuple(c.mention for c in mentions.chunks),
        identities=find_identities(mentions),
        claims=tuple(_reported(c, parse, reading) for c in claims),
        tenures=tuple(_reported(t, parse, reading) for t in tenures),
        events=events.find(),
        statements=tuple(
            _statement(u, article.text, reading, timing, sentence_of) for u in utterances
        ),
    )
    return Extracted(extraction, parse, told, sentence_of, events, statements)


def _sentences(doc: Parse, article: Article) -> dict[int, Span]:
    """The sentence of each token, cut at the borders of its block, without white space around it."""
    found: dict[int, Span] = {}
    for block in article.blocks:
        words = doc.tokens_at(block.span)
        for begin, end in doc.sentences:
            if end <= words.start or words.stop <= begin:
                continue
            first, last = max(begin, words.start), min(end, words.stop)
            while first < last and doc[first].is_space:
                first += 1
            while last > first and doc[last - 1].is_space:
                last -= 1
            if first < last:
                found.update(dict.fromkeys(range(first, last), doc.span_of(first, last)))
    return found


def _reported(fact: F, doc: Parse, reading: Reading) -> F:
    """The fact with who says it, where its words stand in somebody's statement as new information."""
    anchor = fact.evidence.trigger or fact.evidence.object or fact.evidence.sentence
    token = doc[doc.tokens_at(anchor)[0]]
    around = reading.around(token)
    if fact.rule in PRESUPPOSED:
        around = tuple(u for u in around if u.direct)
    if not around:
        return fact
    if isinstance(fact, Tenure) and fact.rule == "position-copula" and not around[-1].direct:
        # "She said that he was the envoy" says what he is in the tense of "said".
        fact = replace(fact, former=False)
    factuality: Factuality = fact.stance.factuality
    if factuality is Factuality.ASSERTED:
        factuality = Factuality.REPORTED
    if any(u.kind == "denies" for u in around):
        factuality = Factuality.NEGATED
    speakers: tuple[Mention, ...] = tuple(u.speakers[0] for u in around)
    stance = replace(
        fact.stance,
        factuality=factuality,
        attributed_to=tuple(dict.fromkeys((*speakers, *fact.stance.attributed_to))),
    )
    return replace(fact, stance=stance)


# What a description takes for granted in indirect speech is in the article's own words, not the speaker's.
PRESUPPOSED = frozenset(
    {
        "position-before-name",
        "position-apposition",
        "relation-body-of",
        "relation-capital",
        "relation-place-of",
        "relation-place-in",
        "relation-rank-in",
        "relation-group-of",
        "relation-member-name",
    }
)


def _statement(
    utterance: Utterance, text: str, reading: Reading, timing: Timing, sentence_of: dict[int, Span]
) -> Statement[Mention]:
    first = sentence_of[min(utterance.tokens | {utterance.clause.i})]
    last = sentence_of[max(utterance.tokens | {utterance.clause.i})]
    head = utterance.clause
    confidence = lexicon.confidence(utterance.rule)
    stance = reading.stance(head, confidence, own_words=utterance.speakers)
    if utterance.kind == "denies" and stance.factuality is Factuality.ASSERTED:
        stance = replace(stance, factuality=Factuality.NEGATED)  # what is said is said not to be so
    if utterance.rule == "quotation-runs-on":
        first = last = Span(utterance.parts[0].begin, utterance.parts[-1].end)
    return Statement(
        speakers=utterance.speakers,
        content=content_of(text, utterance.parts),
        parts=utterance.parts,
        direct=utterance.direct,
        addressees=tuple(a for a in utterance.addressees if a not in utterance.speakers),
        medium=utterance.medium,
        date=timing.said(head),
        stance=stance,
        evidence=Evidence(
            sentence=Span(first.begin, last.end),
            trigger=head.span,
            subject=utterance.speakers[0].span,
        ),
        rule=utterance.rule,
    )

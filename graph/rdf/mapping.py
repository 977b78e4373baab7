"""One article's analysis as quads: what the vocabulary promises, and no more than the text says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import (
    Analysis,
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Evidence,
    Factuality,
    Span,
    Stance,
    Statement,
    Tenure,
)
from graph.rdf import background, iri, literals, naming
from graph.rdf.vocabulary import BACKGROUND, DCTERMS, NIF, PLOVER, RDF, RDFS, SC, SKOS
from graph.reference import Reference

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
_OfficeKey = tuple[str, tuple[NamedNode, ...], str | None]

_TYPE: Final = RDF["type"]
_MENTIONED_IN: Final = SC["mentionedIn"]
# Enough of a statement's words to tell it from the speaker's other ones at a glance.
_WORDS_IN_NAME: Final = 6


def quads(analysis: Analysis, reference: Reference) -> Iterator[Quad]:
    """Everything the graph says of one article: each quad once, in the same order on every run.

    What the article says is in the graph named by its IRI; what ``reference`` knows of the things
    it speaks of is in ``sc:background``. A plain triple between two things stands only for
    what the article asserts itself; everything else is a claim that says whose word it is.
    Raises ValueError for a date that is none and for a span outside the text.
    """
    writer = _Mapping(analysis, reference)
    # Two facts may rest on one sentence, which is then described twice; the first time counts.
    for subject, predicate, value in dict.fromkeys(writer.triples()):
        yield Quad(subject, predicate, value, writer.article)
    known = (entity.reference for entity in analysis.entities if entity.reference is not None)
    for subject, predicate, value in background.triples(known, reference):
        yield Quad(subject, predicate, value, BACKGROUND)


@dataclass(frozen=True, slots=True)
class _Office:
    """A position of the article: one title at the same bodies, however many hold it."""

    iri: NamedNode
    label: str
    title: str
    bodies: tuple[Entity, ...]
    qualifier: str | None
    asserted: bool


class _Mapping:
    """The names given so far in one article, and the triples that use them."""

    def __init__(self, analysis: Analysis, reference: Reference) -> None:
        self._analysis = analysis
        self._reference = reference
        self.article = iri.article(analysis.article)
        self._mint = iri.Mint(self.article)
        self._offices = self._find_offices()

    def triples(self) -> Iterator[Triple]:
        """The article's graph; a triple may come more than once."""
        analysis = self._analysis
        yield from self._describe_article(analysis.article)
        for entity in analysis.entities:
            yield from self._describe_entity(entity)
        for office in self._offices.values():
            yield from self._describe_office(office)
        for claim in analysis.claims:
            yield from self._claim(claim)
        for tenure in analysis.tenures:
            yield from self._tenure(tenure)
        for event in analysis.events:
            yield from self._event(event)
        for statement in analysis.statements:
            yield from self._statement(statement)

    def _describe_article(self, article: Article) -> Iterator[Triple]:
        me = self.article
        yield me, _TYPE, SC["Article"]
        yield me, DCTERMS["identifier"], Literal(article.name)
        yield me, NIF["isString"], Literal(article.text)
        if article.title is not None:
            yield me, DCTERMS["title"], Literal(article.title)
        if article.publisher is not None:
            yield me, SC["publisher"], Literal(article.publisher)
        if article.date is not None:
            yield me, DCTERMS["issued"], literals.date(article.date)
        if article.dateline is not None:
            yield me, SC["dateline"], Literal(self._text(article.dateline))

    def _describe_entity(self, entity: Entity) -> Iterator[Triple]:
        me = self._node(entity)
        entry = None
        if entity.reference is not None:
            entry = self._reference.entries.get(entity.reference)
        # Known things go by one name in every article, so that a union of graphs has one prefLabel.
        name = entity.name if entry is None else entry.name
        yield me, _TYPE, SC[entity.type]
        yield from self._named(me, name, (entity.name, *entity.aliases))
        if entity.mentions:
            yield me, _MENTIONED_IN, self.article
        for span in entity.mentions:
            yield from self._span(me, "mention", span)

    def _named(self, me: NamedNode, name: str, others: Iterable[str] = ()) -> Iterator[Triple]:
        yield me, SKOS["prefLabel"], Literal(name)
        yield me, RDFS["label"], Literal(name)
        for other in others:
            if other != name:
                yield me, SKOS["altLabel"], Literal(other)

    def _find_offices(self) -> dict[_OfficeKey, _Office]:
        offices: dict[_OfficeKey, _Office] = {}
        asserted = {
            self._office_key(tenure)
            for tenure in self._analysis.tenures
            if _is_asserted(tenure.stance)
        }
        for tenure in self._analysis.tenures:
            key = self._office_key(tenure)
            if key not in offices:
                bodies = _bodies(tenure)
                label = naming.position_label(tenure.title, bodies, tenure.qualifier)
                offices[key] = _Office(
                    iri=self._mint("position", label),
                    label=label,
                    title=tenure.title,
                    bodies=bodies,
                    qualifier=tenure.qualifier,
                    asserted=key in asserted,
                )
        return offices

    def _office_key(self, tenure: Tenure[Entity]) -> _OfficeKey:
        # "President-elect" is an office of its own: who is it does not hold the presidency.
        bodies = tuple(sorted(map(self._node, _bodies(tenure)), key=str))
        return tenure.title.casefold(), bodies, tenure.qualifier

    def _describe_office(self, office: _Office) -> Iterator[Triple]:
        me = office.iri
        yield me, _TYPE, SC["Position"]
        yield from self._named(me, office.label)
        yield me, SC["title"], Literal(office.title)
        yield me, _MENTIONED_IN, self.article
        if office.qualifier is not None:
            yield me, SC["positionQualifier"], Literal(office.qualifier)
        # Whether an office that is only somebody's word exists at its body is their word too.
        if office.asserted:
            for body in office.bodies:
                yield me, SC["positionIn"], self._node(body)

    def _claim(self, claim: Claim[Entity]) -> Iterator[Triple]:
        yield from self._relation(
            (self._node(claim.subject), claim.subject.name),
            claim.predicate,
            (self._node(claim.object), claim.object.name),
            claim,
        )

    def _tenure(self, tenure: Tenure[Entity]) -> Iterator[Triple]:
        office = self._offices[self._office_key(tenure)]
        named = tenure.evidence.trigger
        span = tenure.evidence.sentence if named is None else named
        yield from self._span(office.iri, "mention", span)
        if tenure.holder is not None:
            predicate = "formerlyHeld" if tenure.former else "holds"
            holder = (self._node(tenure.holder), tenure.holder.name)
            yield from self._relation(holder, predicate, (office.iri, office.label), tenure)
        if not office.asserted:
            for body in office.bodies:
                at = (self._node(body), body.name)
                yield from self._relation((office.iri, office.label), "positionIn", at, tenure)

    def _relation(
        self,
        subject: tuple[NamedNode, str],
        predicate: str,
        value: tuple[NamedNode, str],
        source: Claim[Entity] | Tenure[Entity],
    ) -> Iterator[Triple]:
        """A claim with its words, and the plain triple where the article itself stands for it."""
        words = (subject[1], naming.relation_words(predicate), value[1])
        me = self._mint("claim", *words)
        yield me, _TYPE, SC["Claim"]
        yield me, RDFS["label"], Literal(" ".join(words))
        yield me, RDF["subject"], subject[0]
        yield me, RDF["predicate"], SC[predicate]
        yield me, RDF["object"], value[0]
        yield from self._grounds(me, source.stance, (source.evidence,), source.rule)
        if _is_asserted(source.stance):
            yield subject[0], SC[predicate], value[0]

    def _event(self, event: Event[Entity]) -> Iterator[Triple]:
        sources = tuple(entity.name for entity in event.sources)
        targets = tuple(entity.name for entity in event.targets)
        me = self._mint("event", event.type, *sources, *targets)
        yield me, _TYPE, SC["Event"]
        yield me, RDFS["label"], Literal(_event_label(event.type, sources, targets))
        yield me, SC["eventType"], PLOVER[event.type]
        if event.mode is not None:
            yield me, SC["mode"], Literal(event.mode)
        for entity in event.sources:
            yield me, SC["source"], self._node(entity)
        for entity in event.targets:
            yield me, SC["target"], self._node(entity)
        if event.place is not None:
            yield me, SC["place"], self._node(event.place)
        if event.date is not None:
            yield me, SC["date"], literals.date(event.date)
        yield from self._grounds(me, event.stance, event.evidence, event.rule)

    def _statement(self, statement: Statement[Entity]) -> Iterator[Triple]:
        speakers = tuple(entity.name for entity in statement.speakers)
        words = statement.content.split()[:_WORDS_IN_NAME]
        me = self._mint("statement", *speakers, *words)
        yield me, _TYPE, SC["Statement"]
        yield me, RDFS["label"], Literal(f"{' and '.join(speakers)}: {' '.join(words)} …")
        yield me, SC["content"], Literal(statement.content)
        yield me, SC["direct"], literals.flag(statement.direct)
        for entity in statement.speakers:
            yield me, SC["speaker"], self._node(entity)
        for entity in statement.addressees:
            yield me, SC["addressee"], self._node(entity)
        if statement.medium is not None:
            yield me, SC["medium"], Literal(statement.medium)
        if statement.date is not None:
            yield me, SC["date"], literals.date(statement.date)
        for span in statement.parts:
            yield from self._span(me, "contentSpan", span)
        yield from self._grounds(me, statement.stance, (statement.evidence,), statement.rule)

    def _grounds(
        self, me: NamedNode, stance: Stance[Entity], evidence: tuple[Evidence, ...], rule: str
    ) -> Iterator[Triple]:
        yield me, _MENTIONED_IN, self.article
        yield me, SC["factuality"], SC[stance.factuality]
        yield me, SC["confidence"], literals.share(stance.confidence)
        yield me, SC["rule"], Literal(rule)
        if stance.factuality is Factuality.REPORTED and not stance.attributed_to:
            # "It is reported that": said by somebody, and the text does not say by whom.
            yield me, SC["unattributed"], literals.flag(True)
        for entity in stance.attributed_to[:1]:
            yield me, SC["attributedTo"], self._node(entity)
        for entity in stance.attributed_to[1:]:
            yield me, SC["attributedVia"], self._node(entity)
        for item in evidence:
            yield from self._span(me, "evidence", item.sentence)
            yield from self._span(me, "trigger", item.trigger)
            yield from self._span(me, "subjectSpan", item.subject)
            yield from self._span(me, "objectSpan", item.object)

    def _span(self, me: NamedNode, predicate: str, span: Span | None) -> Iterator[Triple]:
        if span is None:
            return
        node = iri.evidence(self.article, span)
        yield me, SC[predicate], node
        yield node, _TYPE, SC["Evidence"]
        yield node, NIF["beginIndex"], literals.offset(span.begin)
        yield node, NIF["endIndex"], literals.offset(span.end)
        yield node, NIF["anchorOf"], Literal(self._text(span))
        yield node, _MENTIONED_IN, self.article

    def _text(self, span: Span) -> str:
        text = self._analysis.article.text
        if not 0 <= span.begin < span.end <= len(text):
            raise ValueError(f"span {span.begin}–{span.end} is not in a text of {len(text)}")
        return text[span.begin : span.end]

    def _node(self, entity: Entity) -> NamedNode:
        return iri.entity(self.article, entity)


def _bodies(tenure: Tenure[Entity]) -> tuple[Entity, ...]:
    """Those that an office can belong to: an unnamed "president" has no offices at their side."""
    return tuple(body for body in tenure.bodies if body.type is not EntityType.GROUP)


def _is_asserted(stance: Stance[Entity]) -> bool:
    # What is put down to somebody is not the article's own word, whatever else is said of it.
    return stance.factuality is Factuality.ASSERTED and not stance.attributed_to


def _event_label(kind: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> str:
    parts = (" and ".join(sources), kind.lower(), " and ".join(targets))
    return " – ".join(part for part in parts if part)

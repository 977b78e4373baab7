"""The values that travel between the stages: immutable, comparable, without behaviour of their own.

Offsets are character offsets into ``Article.text``, end exclusive. Dates are ISO 8601 at the
precision that is known: ``2025-08-18``, ``2025-08`` or ``2025``; None means unknown.

Facts are generic in what they refer to: extraction proposes ``Claim[Mention]``, resolution maps each
mention to its entities and leaves ``Claim[Entity]`` behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar


class EntityType(StrEnum):
    """The classes of things a graph speaks of; the values are the local names in the ontology."""

    PERSON = "Person"
    STATE = "State"
    ORGANIZATION = "Organization"
    PLACE = "Place"
    GROUP = "Group"


class Factuality(StrEnum):
    """How the article puts a fact; the values are the local names in the ontology."""

    ASSERTED = "Asserted"
    REPORTED = "Reported"
    PLANNED = "Planned"
    HYPOTHETICAL = "Hypothetical"
    NEGATED = "Negated"


class MentionForm(StrEnum):
    """How a mention refers: by name, by adjective ("Russian"), by description, by pronoun."""

    NAME = "name"
    ADJECTIVE = "adjective"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class BlockKind(StrEnum):
    """What a stretch of the article is; only paragraphs and the title are read for facts."""

    TITLE = "title"
    SOURCE = "source"
    PARAGRAPH = "paragraph"


class Span(NamedTuple):
    """Characters ``begin`` to ``end`` (exclusive) of the article's text."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A headline, source line or paragraph. A paragraph's span starts after its dateline."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document as stored: ``text`` is never changed after ingestion.

    ``name`` is the stem under which files are written; ``dateline`` the span of the place that the
    dateline names. ``title``, ``publisher`` and ``date`` are None where unknown.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    dateline: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that refers to a thing, or to several at once ("both leaders").

    ``name`` is the surface form without article and possessive; ``head`` the span of its head word.
    ``acts`` says whether the syntax makes an actor of it ("Moscow said"), which decides what a
    capital or a seat of power stands for. ``plural`` marks mentions of more than one, ``namesake``
    those that are not what is known by their name ("Tripoli, Lebanon").
    """

    span: Span
    head: Span
    name: str
    type: EntityType
    form: MentionForm
    acts: bool = False
    plural: bool = False
    namesake: bool = False

    def __hash__(self) -> int:
        """By where it begins alone: mentions are keys everywhere, and few begin where another does."""
        return self.span.begin


R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence (or run of sentences) that a fact rests on, and the words in it that say so."""

    sentence: Span
    trigger: Span | None = None
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Generic[R]):
    """How sure a fact is, and who stands for it.

    ``attributed_to`` runs from the outermost source inwards: in "A said B had denied C" it is
    (A, B). It is empty where the article itself asserts. ``confidence`` is in [0, 1].
    """

    factuality: Factuality
    attributed_to: tuple[R, ...] = ()
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[R]):
    """One relation of the vocabulary, ``predicate`` being its local name ("partOf")."""

    subject: R
    predicate: str
    object: R
    stance: Stance[R]
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Generic[R]):
    """That somebody holds, or held, a position; ``holder`` is None for a position without one.

    ``title`` is the office as a title ("Foreign Minister"); ``bodies`` are the state, organization
    or person it belongs to; ``qualifier`` is "acting", "designate" or "elect".
    """

    holder: R | None
    title: str
    bodies: tuple[R, ...] = ()
    former: bool = False
    qualifier: str | None = None
    stance: Stance[R]
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Generic[R]):
    """One act; ``type`` is a PLOVER type ("CONSULT") or one of APPOINT, RESIGN, ELECT, DIE."""

    type: str
    mode: str | None = None
    sources: tuple[R, ...]
    targets: tuple[R, ...] = ()
    place: R | None = None
    date: str | None = None
    stance: Stance[R]
    evidence: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[R]):
    """Somebody's words. ``content`` leaves out quotation marks and the reporting clause.

    ``parts`` are the spans of the text that the content was put together from, in order.
    """

    speakers: tuple[R, ...]
    content: str
    parts: tuple[Span, ...]
    direct: bool
    addressees: tuple[R, ...] = ()
    medium: str | None = None
    date: str | None = None
    stance: Stance[R]
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """That the syntax itself makes two mentions one: "the ministry's spokesperson, Ann Dale"."""

    description: Mention
    name: Mention
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article says, in terms of its mentions (in text order)."""

    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    identities: tuple[Identity, ...]
    claims: tuple[Claim[Mention], ...]
    tenures: tuple[Tenure[Mention], ...]
    events: tuple[Event[Mention], ...]
    statements: tuple[Statement[Mention], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A predicate that gave no fact, at ``span``, in the sentence at ``sentence``, and why."""

    span: Span
    sentence: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing of the article, once, under its fullest name.

    ``key`` is unique in the article and stable ("person/vladimir-putin"). ``reference`` is the IRI
    under which the reference data knows it, or None. ``mentions`` is empty for what is known from
    outside the text alone.
    """

    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    reference: str | None = None
    mentions: tuple[Span, ...] = ()

    def __hash__(self) -> int:
        """By its key alone, which no other entity of the article has."""
        return hash(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why a mention was taken to refer to an entity: the explanation of one resolution decision."""

    mention: Mention
    entities: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything the pipeline knows of one article: the input of the RDF mapping."""

    article: Article
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim[Entity], ...]
    tenures: tuple[Tenure[Entity], ...]
    events: tuple[Event[Entity], ...]
    statements: tuple[Statement[Entity], ...]
    merges: tuple[Merge, ...] = ()


# What a finished graph says, read back from RDF: the input of every output.


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of evidence as the graph stores it: ``text`` is ``article text[begin:end]``.

    ``marks`` are (role, begin, end) with role one of "subject", "object", "trigger".
    """

    article: str
    begin: int
    end: int
    text: str
    marks: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing in a graph. ``type`` is the local name of its class ("Position" included).

    ``title`` and ``bodies`` (IRIs) are filled for positions; ``background`` is true for what the
    article does not mention; ``mentions`` are (article IRI, begin, end).
    """

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    title: str | None = None
    bodies: tuple[str, ...] = ()
    background: bool = False
    mentions: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim, event or statement of a graph.

    ``kind`` is "claim", "event" or "statement"; ``relation`` the predicate's local name ("holds"),
    the event type ("CONSULT") or "says". ``subjects``, ``objects``, ``attributed_to`` and ``place``
    are node IRIs: for a statement the speakers and the addressees. ``content``, ``direct`` and
    ``medium`` are filled for statements, ``mode`` for events.
    """

    iri: str
    kind: str
    relation: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()
    factuality: str
    attributed_to: tuple[str, ...] = ()
    confidence: float
    date: str | None = None
    place: str | None = None
    mode: str | None = None
    content: str | None = None
    direct: bool | None = None
    medium: str | None = None
    rule: str | None = None
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article as a graph stores it."""

    iri: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole graph as plain values, sorted: what tables, networks and pages are made from."""

    articles: tuple[ArticleView, ...]
    nodes: tuple[Node, ...]
    facts: tuple[Fact, ...]

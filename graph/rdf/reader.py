"""A graph read back as plain values: the input of every table, network and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from graph.errors import StoreError
from graph.model import ArticleView, EntityType, Fact, Node, Quote, View
from graph.rdf.literals import plain
from graph.rdf.store import stored
from graph.rdf.vocabulary import DCTERMS, NIF, OWL, PLOVER, RDF, SC, SKOS

if TYPE_CHECKING:
    from rdflib import Dataset

Term = NamedNode | Literal | BlankNode
_Row = dict[str, list[Term]]

_NODE_TYPES: Final = frozenset((*EntityType, "Position"))
_MARKS: Final = (("subject", "subjectSpan"), ("object", "objectSpan"), ("trigger", "trigger"))
_TYPE: Final = RDF["type"].value
_EARLIEST: Final = ("", 0, 0)


def view(graphs: Store | Dataset) -> View:
    """All articles, things and facts of a graph, whatever wrote it, sorted.

    Nodes come by IRI, facts in the order of the text. Raises StoreError for a fact without
    factuality or confidence and for evidence without offsets or text.
    """
    reader = _Reader(stored(graphs))
    return View(articles=reader.articles(), nodes=reader.nodes(), facts=reader.facts())


class _Reader:
    """The quads by subject and predicate, graph names dropped, each value once and sorted."""

    def __init__(self, store: Store) -> None:
        self._rows: dict[str, _Row] = {}
        self._by_type: dict[str, list[str]] = {}
        for quad in store:
            row = self._rows.setdefault(_key(quad.subject), {})
            row.setdefault(quad.predicate.value, []).append(quad.object)
        for iri, row in sorted(self._rows.items()):
            for predicate, values in row.items():
                row[predicate] = sorted(dict.fromkeys(values), key=str)
            for type_ in row.get(_TYPE, ()):
                self._by_type.setdefault(_key(type_), []).append(iri)
        self._quotes: dict[str, Quote] = {}

    def articles(self) -> tuple[ArticleView, ...]:
        return tuple(self._article(iri) for iri in self._of_type("Article"))

    def nodes(self) -> tuple[Node, ...]:
        found = {iri: type_ for type_ in sorted(_NODE_TYPES) for iri in self._of_type(type_)}
        bodies = self._bodies()
        return tuple(
            self._node(iri, type_, bodies.get(iri, ())) for iri, type_ in sorted(found.items())
        )

    def facts(self) -> tuple[Fact, ...]:
        facts = (
            *map(self._claim, self._of_type("Claim")),
            *map(self._event, self._of_type("Event")),
            *map(self._statement, self._of_type("Statement")),
        )
        return tuple(sorted(facts, key=_text_order))

    def _article(self, iri: str) -> ArticleView:
        text = self._text(iri, NIF["isString"])
        name = self._text(iri, DCTERMS["identifier"])
        return ArticleView(
            iri=iri,
            name=iri.rpartition("/")[2] if name is None else name,
            text="" if text is None else text,
            title=self._text(iri, DCTERMS["title"]),
            publisher=self._text(iri, SC["publisher"]),
            date=self._text(iri, DCTERMS["issued"]),
            dateline=self._text(iri, SC["dateline"]),
        )

    def _bodies(self) -> dict[str, tuple[str, ...]]:
        """The bodies of each position, whether the article or only somebody in it says so."""
        found: dict[str, set[str]] = {}
        for iri in self._of_type("Position"):
            found.setdefault(iri, set()).update(self._keys(iri, SC["positionIn"]))
        for iri in self._of_type("Claim"):
            if SC["positionIn"].value in self._keys(iri, RDF["predicate"]):
                for position in self._keys(iri, RDF["subject"]):
                    found.setdefault(position, set()).update(self._keys(iri, RDF["object"]))
        return {iri: tuple(sorted(bodies)) for iri, bodies in found.items()}

    def _node(self, iri: str, type_: str, bodies: tuple[str, ...]) -> Node:
        label = self._text(iri, SKOS["prefLabel"])
        mentions = (self._quote(span) for span in self._keys(iri, SC["mention"]))
        return Node(
            iri=iri,
            type=type_,
            label=iri if label is None else label,
            aliases=tuple(_key(value) for value in self._values(iri, SKOS["altLabel"])),
            same_as=self._keys(iri, OWL["sameAs"]),
            title=self._text(iri, SC["title"]),
            bodies=bodies,
            background=not self._values(iri, SC["mentionedIn"]),
            mentions=tuple(sorted((quote.article, quote.begin, quote.end) for quote in mentions)),
        )

    def _claim(self, iri: str) -> Fact:
        return self._fact(
            iri,
            "claim",
            relation=_local(self._required(iri, RDF["predicate"])),
            subjects=self._keys(iri, RDF["subject"]),
            objects=self._keys(iri, RDF["object"]),
        )

    def _event(self, iri: str) -> Fact:
        return self._fact(
            iri,
            "event",
            relation=self._required(iri, SC["eventType"]).removeprefix(PLOVER.base),
            subjects=self._keys(iri, SC["source"]),
            objects=self._keys(iri, SC["target"]),
        )

    def _statement(self, iri: str) -> Fact:
        return self._fact(
            iri,
            "statement",
            relation="says",
            subjects=self._keys(iri, SC["speaker"]),
            objects=self._keys(iri, SC["addressee"]),
        )

    def _fact(
        self,
        iri: str,
        kind: str,
        *,
        relation: str,
        subjects: tuple[str, ...],
        objects: tuple[str, ...],
    ) -> Fact:
        direct = next(iter(self._values(iri, SC["direct"])), None)
        return Fact(
            iri=iri,
            kind=kind,
            relation=relation,
            subjects=subjects,
            objects=objects,
            factuality=_local(self._required(iri, SC["factuality"])),
            attributed_to=(
                *self._keys(iri, SC["attributedTo"]),
                *self._keys(iri, SC["attributedVia"]),
            ),
            confidence=self._confidence(iri),
            date=self._text(iri, SC["date"]),
            place=self._text(iri, SC["place"]),
            mode=self._text(iri, SC["mode"]),
            content=self._text(iri, SC["content"]),
            direct=plain(direct) is True if isinstance(direct, Literal) else None,
            medium=self._text(iri, SC["medium"]),
            rule=self._text(iri, SC["rule"]),
            evidence=tuple(self._evidence(iri)),
        )

    def _evidence(self, iri: str) -> Iterator[Quote]:
        marks = [
            (role, quote)
            for role, predicate in _MARKS
            for quote in map(self._quote, self._keys(iri, SC[predicate]))
        ]
        quotes = sorted(map(self._quote, self._keys(iri, SC["evidence"])), key=_place)
        for quote in quotes:
            inside = sorted(
                (role, mark.begin, mark.end) for role, mark in marks if _within(mark, quote)
            )
            yield Quote(
                article=quote.article,
                begin=quote.begin,
                end=quote.end,
                text=quote.text,
                marks=tuple(sorted(inside, key=lambda mark: (mark[1], mark[2], mark[0]))),
            )

    def _quote(self, iri: str) -> Quote:
        if iri not in self._quotes:
            begin, end = self._number(iri, NIF["beginIndex"]), self._number(iri, NIF["endIndex"])
            self._quotes[iri] = Quote(
                article=self._required(iri, SC["mentionedIn"]),
                begin=int(begin),
                end=int(end),
                text=self._required(iri, NIF["anchorOf"]),
            )
        return self._quotes[iri]

    def _confidence(self, iri: str) -> float:
        return float(self._number(iri, SC["confidence"]))

    def _number(self, iri: str, predicate: NamedNode) -> float:
        for value in self._values(iri, predicate):
            if isinstance(value, Literal) and not isinstance(number := plain(value), str):
                return number
        raise StoreError(f"{iri}: has no number as <{predicate.value}>; build the graph again")

    def _required(self, iri: str, predicate: NamedNode) -> str:
        value = self._text(iri, predicate)
        if value is None:
            raise StoreError(f"{iri}: has no <{predicate.value}>; build the graph again")
        return value

    def _text(self, iri: str, predicate: NamedNode) -> str | None:
        values = self._values(iri, predicate)
        return _key(values[0]) if values else None

    def _keys(self, iri: str, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(map(_key, self._values(iri, predicate)))

    def _values(self, iri: str, predicate: NamedNode) -> list[Term]:
        return self._rows.get(iri, {}).get(predicate.value, [])

    def _of_type(self, name: str) -> Iterable[str]:
        return self._by_type.get(SC[name].value, ())


def _key(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def _local(iri: str) -> str:
    return iri.removeprefix(SC.base)


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.article, quote.begin, quote.end


def _within(mark: Quote, quote: Quote) -> bool:
    return mark.article == quote.article and quote.begin <= mark.begin and mark.end <= quote.end


def _text_order(fact: Fact) -> tuple[tuple[str, int, int], str, str]:
    return _place(fact.evidence[0]) if fact.evidence else _EARLIEST, fact.kind, fact.iri

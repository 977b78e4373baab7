"""A graph as FollowTheMoney entities, one JSON object a line: what Aleph and OpenAleph load.

FollowTheMoney says what is so and has no place for how a text puts it. So only what the article
itself asserts becomes an occupancy, a membership, a link or an event; everything that is reported,
planned, supposed or denied becomes a note on those it is about, which says so in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from graph.model import ArticleView, Fact, Factuality, Node, View
from graph.outputs.tables import in_words
from graph.outputs.words import words
from graph.rdf.plain import PlainRelation
from graph.rdf.vocabulary import REFERENCE, WIKIDATA

if TYPE_CHECKING:
    from followthemoney import EntityProxy

_SCHEMATA: Final = {
    "Person": "Person",
    "State": "PublicBody",
    "Organization": "Organization",
    "Group": "LegalEntity",
    "Place": "Address",
    "Position": "Position",
}
_ACTORS: Final = frozenset(("Person", "State", "Organization", "Group"))
_BODIES: Final = frozenset(("State", "Organization"))
_STATES: Final = REFERENCE + "state/"
_CODE_LENGTH: Final = 2


def to_ftm(view: View, relations: Iterable[PlainRelation]) -> bytes:
    """All entities of ``view`` and ``relations``, the plain triples, by id; ids are digests of IRIs."""
    entities: dict[str, EntityProxy] = {}
    for entity in _Writer(view, relations).entities():
        assert entity.id is not None  # each is made from an IRI
        entities[entity.id] = entity
    lines = [json.dumps(entities[id_].to_dict(), ensure_ascii=False) for id_ in sorted(entities)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


class _Writer:
    """The things of one view by IRI, and the entities made from them."""

    def __init__(self, view: View, relations: Iterable[PlainRelation]) -> None:
        self._view = view
        self._relations = tuple(relations)
        # Not the bodies of the view: what is only somebody's word is among these.
        self._bodies: dict[str, list[str]] = {}
        for one in self._relations:
            if one.relation == "positionIn":
                self._bodies.setdefault(one.subject, []).append(one.object)
        self._things = {node.iri: node for node in view.nodes}
        self._names = {node.iri: node.label for node in view.nodes}

    def entities(self) -> Iterator[EntityProxy]:
        for article in self._view.articles:
            yield self._article(article)
        for node in self._view.nodes:
            yield self._thing(node)
            yield from self._mentions(node)
        said: set[tuple[str, str, str]] = set()
        for fact in self._view.facts:
            if fact.factuality != Factuality.ASSERTED or fact.attributed_to:
                yield self._note(fact)
            elif fact.kind == "event":
                yield self._event(fact)
            elif fact.kind == "statement":
                yield self._note(fact)
            else:
                said.add((fact.subjects[0], fact.relation, fact.objects[0]))
                yield self._link(fact.iri, fact.subjects[0], fact.relation, fact.objects[0], fact)
        for one in self._relations:
            triple = (one.subject, one.relation, one.object)
            if one.relation == "positionIn" and self._type(one.object) in _BODIES:
                continue  # the position itself names them
            if triple not in said and {one.subject, one.object} <= self._things.keys():
                said.add(triple)
                yield self._link(" ".join(triple), *triple, None)

    def _article(self, article: ArticleView) -> EntityProxy:
        return _entity(
            "Article",
            article.iri,
            name=article.name if article.title is None else article.title,
            title=article.title,
            fileName=article.name,
            bodyText=article.text,
            publisher=article.publisher,
            publishedAt=article.date,
            locationMentioned=article.dateline,
            sourceUrl=article.iri,
        )

    def _thing(self, node: Node) -> EntityProxy:
        entity = _entity(
            _SCHEMATA[node.type],
            node.iri,
            name=node.label,
            alias=node.aliases,
            wikidataId=[iri.removeprefix(WIKIDATA.base) for iri in node.same_as],
            sourceUrl=node.iri,
        )
        if node.type == "Place":
            entity.add("full", node.label)
        code = node.iri.removeprefix(_STATES)
        if code != node.iri and len(code) == _CODE_LENGTH:
            entity.add("country", code.lower())
        for body in self._bodies.get(node.iri, ()):
            if self._type(body) in _BODIES:
                entity.add("organization", _id(body))
        return entity

    def _mentions(self, node: Node) -> Iterator[EntityProxy]:
        if node.type not in _ACTORS:
            return
        texts = {article.iri: article.text for article in self._view.articles}
        for article, begin, end in node.mentions:
            if article in texts:
                yield _entity(
                    "Mention",
                    f"{node.iri} {article} {begin} {end}",
                    document=_id(article),
                    name=texts[article][begin:end],
                    resolved=_id(node.iri),
                    detectedSchema=_SCHEMATA[node.type],
                )

    def _link(
        self, iri: str, subject: str, relation: str, object_: str, fact: Fact | None
    ) -> EntityProxy:
        """An edge: an occupancy, a membership, or a link that says in words what it is."""
        kind = self._schema(subject, relation, object_)
        role = words().relation(relation)
        ends: dict[str, Any] = {"subject": _id(subject), "object": _id(object_), "role": role}
        if kind == "Occupancy":
            status = "current" if relation == "holds" else "ended"
            ends = {"holder": _id(subject), "post": _id(object_), "status": status}
        elif kind == "Membership":
            ends = {"member": _id(subject), "organization": _id(object_), "role": role}
        grounds = {} if fact is None else self._grounds(fact)
        return _entity(kind, iri, **ends, **grounds)

    def _schema(self, subject: str, relation: str, object_: str) -> str:
        """The kind of edge that has room for these ends."""
        from_, to = self._type(subject), self._type(object_)
        if relation in ("holds", "formerlyHeld") and (from_, to) == ("Person", "Position"):
            return "Occupancy"
        if relation in ("affiliatedWith", "memberOf") and from_ in _ACTORS and to in _BODIES:
            return "Membership"
        return "UnknownLink"

    def _event(self, fact: Fact) -> EntityProxy:
        parties = dict.fromkeys((*fact.subjects, *fact.objects))
        place = None if fact.place is None else self._names.get(fact.place, fact.place)
        address = fact.place if self._type(fact.place) == "Place" else None
        return _entity(
            "Event",
            fact.iri,
            name=in_words(fact, self._names),
            involved=[_id(one) for one in parties if self._type(one) in _ACTORS],
            location=place,
            addressEntity=None if address is None else _id(address),
            keywords=[fact.relation, *([] if fact.mode is None else [fact.mode])],
            **self._grounds(fact),
        )

    def _note(self, fact: Fact) -> EntityProxy:
        parties = dict.fromkeys((*fact.subjects, *fact.objects, *fact.attributed_to))
        sources = [self._names.get(iri, iri) for iri in fact.attributed_to]
        puts = fact.factuality.lower()
        according = f"{puts}, according to {' < '.join(sources)}" if sources else puts
        return _entity(
            "Note",
            fact.iri,
            name=in_words(fact, self._names),
            description=fact.content,
            summary=according,
            notes=[quote.text for quote in fact.evidence],
            keywords=[fact.kind, fact.relation],
            entity=[_id(one) for one in parties if one in self._things],
            proof=[_id(quote.article) for quote in fact.evidence],
        )

    def _grounds(self, fact: Fact) -> dict[str, Any]:
        return {
            "date": fact.date,
            "description": [quote.text for quote in fact.evidence],
            "proof": [_id(quote.article) for quote in fact.evidence],
        }

    def _type(self, iri: str | None) -> str:
        node = None if iri is None else self._things.get(iri)
        return "" if node is None else node.type


def _id(iri: str) -> str:
    from followthemoney.util import make_entity_id

    made = make_entity_id(iri)
    assert made is not None  # only None for nothing
    return made


def _entity(schema: str, iri: str, **properties: Any) -> EntityProxy:
    from followthemoney import model

    entity = model.make_entity(schema)
    entity.id = _id(iri)
    for name, value in properties.items():
        if value is not None:
            entity.add(name, value)
    return entity

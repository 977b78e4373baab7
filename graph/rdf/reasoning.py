"""What follows from a graph: rules run until they add nothing, each conclusion with its reasons.

The rules lie in ``ontology/rules/``: those of OWL 2 RL that the ontology makes use of, and a few of
our own. They start from plain triples alone, which stand for what the articles assert and for what is
known beforehand; claims, events and statements are never read, so that nothing that is reported,
planned, supposed or denied can become a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple, parse

from graph.errors import OntologyError
from graph.rdf.vocabulary import INFERRED, OWL, RDF, RDFS, SC
from graph.resources import ONTOLOGY, RULES

ASSERTED: Final = "article"
KNOWN: Final = "background"
AXIOM: Final = "ontology"
FOLLOWS: Final = "inferred"

_TYPE: Final = RDF["type"]
_THINGS: Final = frozenset(
    SC[name]
    for name in ("Person", "State", "Organization", "Group", "Place", "Position", "Article")
)
_AXIOMS: Final = frozenset((RDFS["subClassOf"], RDFS["subPropertyOf"], OWL["inverseOf"]))
_FIELD: Final = re.compile(r"^# title: (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Premise:
    """A triple that a conclusion rests on, and where it stands: in an article, in what is known
    beforehand, in the ontology, or among the conclusions."""

    subject: str
    predicate: str
    object: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Inference:
    """A triple that follows, by which rule (its title in words), and from what."""

    subject: str
    predicate: str
    object: str
    rule: str
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its SELECT gives ``?subject ?predicate ?object`` and the premises ``?s1 ?p1 ?o1`` …"""

    name: str
    title: str
    text: str


@cache
def rules() -> tuple[Rule, ...]:
    """The bundled rules by name. Raises OntologyError for one without a title."""
    return tuple(_read(path) for path in sorted(RULES.glob("*.rq")))


def infer(store: Store) -> tuple[Inference, ...]:
    """Everything that follows from ``store``, sorted, each triple once with its shortest reasons.

    What ``sc:inferred`` holds already is no premise. The same graph gives the same inferences.
    """
    origins = _premises(store)
    memory = Store()
    memory.extend(_quad(triple) for triple in origins)
    found: dict[Triple, Inference] = {}
    while True:
        new: dict[Triple, Inference] = {}
        for rule in rules():
            for triple, inference in _conclusions(rule, memory, origins):
                if triple not in origins and (
                    triple not in new or inference.premises < new[triple].premises
                ):
                    new[triple] = inference
        if not new:
            return tuple(sorted(found.values()))
        found |= new
        origins |= dict.fromkeys(new, FOLLOWS)
        memory.extend(_quad(triple) for triple in new)


def with_inferences(store: Store) -> Store:
    """A copy of ``store`` whose graph ``sc:inferred`` holds what follows, and nothing else."""
    copy = Store()
    copy.extend(quad for quad in store if quad.graph_name != INFERRED)
    copy.extend(inferred_quads(copy))
    return copy


def inferred_quads(store: Store) -> Iterator[Quad]:
    """What follows from ``store``, as quads of ``sc:inferred``."""
    for one in infer(store):
        # Conclusions are about things, and so are their values but for titles.
        object_ = Literal(one.object[1:]) if one.object[0] == '"' else NamedNode(one.object)
        yield Quad(NamedNode(one.subject), NamedNode(one.predicate), object_, INFERRED)


def _read(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    title = _FIELD.search(text)
    if title is None:
        raise OntologyError(f"{path}: has no line '# title: …'; add one at the top")
    return Rule(name=path.stem, title=title["title"], text=text)


def _premises(store: Store) -> dict[Triple, str]:
    """The triples to start from, with where they stand; an article goes before what is known."""
    things = {
        quad.subject
        for class_ in _THINGS
        for quad in store.quads_for_pattern(None, _TYPE, class_, None)
    }
    articles = {q.subject for q in store.quads_for_pattern(None, _TYPE, SC["Article"], None)}
    found: dict[Triple, str] = dict.fromkeys(_axioms(), AXIOM)
    for quad in store:
        if quad.graph_name == INFERRED or quad.subject not in things:
            continue
        if quad.predicate == _TYPE or quad.predicate.value.startswith(SC.base):
            told = quad.graph_name in articles or isinstance(quad.graph_name, DefaultGraph)
            triple = quad.triple
            if told or triple not in found:
                found[triple] = ASSERTED if told else KNOWN
    return found


@cache
def _axioms() -> tuple[Triple, ...]:
    """What the ontology says of classes and properties, as far as the rules read it."""
    return tuple(
        quad.triple
        for quad in parse(path=ONTOLOGY / "statecraft.ttl")
        if quad.predicate in _AXIOMS or quad.object == OWL["TransitiveProperty"]
    )


def _conclusions(
    rule: Rule, memory: Store, origins: dict[Triple, str]
) -> Iterator[tuple[Triple, Inference]]:
    solutions = memory.query(rule.text)
    assert isinstance(solutions, QuerySolutions)  # rules are SELECTs
    names = {variable.value for variable in solutions.variables}
    numbers = sorted(int(name[1:]) for name in names if re.fullmatch(r"s\d+", name))
    for row in solutions:
        triple = Triple(row["subject"], row["predicate"], row["object"])
        premises = []
        for number in numbers:
            premise = Triple(row[f"s{number}"], row[f"p{number}"], row[f"o{number}"])
            premises.append(_premise(premise, origins[premise]))
        yield (
            triple,
            Inference(
                subject=_key(triple.subject),
                predicate=_key(triple.predicate),
                object=_key(triple.object),
                rule=rule.title,
                premises=tuple(premises),
            ),
        )


def _premise(triple: Triple, where: str) -> Premise:
    return Premise(
        subject=_key(triple.subject),
        predicate=_key(triple.predicate),
        object=_key(triple.object),
        where=where,
    )


def _key(term: object) -> str:
    """An IRI as it is, a text behind a quotation mark."""
    return f'"{term.value}' if isinstance(term, Literal) else str(getattr(term, "value", term))


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def unfounded(store: Store) -> tuple[Triple, ...]:
    """The triples of ``sc:inferred`` that do not follow from the rest of ``store``, sorted."""
    held = {quad.triple for quad in store.quads_for_pattern(None, None, None, INFERRED)}
    if not held:
        return ()
    rest = Store()
    rest.extend(quad for quad in store if quad.graph_name != INFERRED)
    follows = {quad.triple for quad in inferred_quads(rest)}
    return tuple(sorted(held - follows, key=str))

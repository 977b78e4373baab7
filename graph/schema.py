"""The ontology as the code needs it: classes, relations, event types and modes.

Read from ``ontology/statecraft.ttl`` and ``ontology/plover.ttl``, so that what the code believes and
what the files say cannot drift apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.errors import OntologyError
from graph.model import EntityType, Factuality
from graph.resources import ONTOLOGY

SC: Final = "https://w3id.org/statecraft#"
PLOVER: Final = "https://w3id.org/statecraft/plover#"

RELATIONS: Final = (
    "affiliatedWith",
    "capitalOf",
    "formerlyHeld",
    "holds",
    "locatedIn",
    "memberOf",
    "partOf",
    "positionIn",
)
"""The relations that a claim may state and a plain triple may stand for."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_SCHEMA: Final = "https://schema.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or an individual of the ontology; ``name`` is the local name of its IRI."""

    name: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation between things: ``domain`` and ``range`` are local names of classes, sorted."""

    name: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of act.

    ``score`` runs from -10 (conflict) to 10 (cooperation). ``needs_target``: nothing without
    somebody it is done to or with; ``mutual``: all parties stand on the same footing;
    ``acts_on_person``: its target is the person concerned. ``modes`` are sorted.
    """

    name: str
    label: str
    definition: str
    score: float
    needs_target: bool
    mutual: bool
    acts_on_person: bool
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The whole of it, each mapping by local name and in its order."""

    classes: Mapping[str, Term]
    relations: Mapping[str, Relation]
    factualities: Mapping[str, Term]
    event_types: Mapping[str, EventType]
    modes: Mapping[str, str]
    """The definition of each mode, by the notation that ``sc:mode`` carries."""


@cache
def load() -> Schema:
    """The bundled ontology, read once per process. Raises OntologyError if it does not hold."""
    return read(ONTOLOGY / "statecraft.ttl", ONTOLOGY / "plover.ttl")


def read(terms: Path, events: Path) -> Schema:
    """The schema that two Turtle files describe.

    Raises OntologyError where a file is missing or does not parse, where a term lacks what the code
    needs of it, and where the files and the code disagree on which terms there are.
    """
    ontology, plover = _Graph(terms), _Graph(events)
    schema = Schema(
        classes=_terms(ontology, _OWL + "Class"),
        relations={name: _relation(ontology, name) for name in RELATIONS},
        factualities=_terms(ontology, SC + "Factuality"),
        event_types=_event_types(plover),
        modes=_modes(plover),
    )
    _agree(schema, terms)
    return schema


class _Graph:
    """The triples of one file, by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        try:
            for quad in pyoxigraph.parse(path=path):
                row = self._rows[quad.subject.value]
                row[quad.predicate.value].append(quad.object.value)
        except FileNotFoundError as error:
            raise OntologyError(
                f"{path}: ontology file not found; reinstall statecraft or restore it"
            ) from error
        except SyntaxError as error:
            raise OntologyError(f"{path}: not valid Turtle: {error}; mend it there") from error

    def of(self, predicate: str, value: str) -> Iterator[str]:
        """The subjects that have ``value`` for ``predicate``, sorted."""
        for subject in sorted(self._rows):
            if value in self._rows[subject].get(predicate, ()):
                yield subject

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values in the order of the file; empty where there are none."""
        return self._rows[subject][predicate] if subject in self._rows else []

    def one(self, subject: str, predicate: str) -> str:
        """The only value. Raises OntologyError where there is none or several."""
        values = self.all(subject, predicate)
        if len(values) != 1:
            raise OntologyError(
                f"{self.path}: {subject} has {len(values)} values of <{predicate}>; give it one"
            )
        return values[0]


def _terms(graph: _Graph, class_: str) -> dict[str, Term]:
    return {
        iri.removeprefix(SC): Term(
            name=iri.removeprefix(SC),
            label=graph.one(iri, _RDFS + "label"),
            comment=graph.one(iri, _RDFS + "comment"),
        )
        for iri in graph.of(_RDF + "type", class_)
        if iri.startswith(SC)
    }


def _relation(graph: _Graph, name: str) -> Relation:
    iri = SC + name
    ends = {}
    for end in ("domain", "range"):
        classes = graph.all(iri, f"{_SCHEMA}{end}Includes")
        ends[end] = tuple(sorted(value.removeprefix(SC) for value in classes))
    return Relation(
        name=name,
        label=graph.one(iri, _RDFS + "label"),
        comment=graph.one(iri, _RDFS + "comment"),
        domain=ends["domain"],
        range=ends["range"],
    )


def _event_types(graph: _Graph) -> dict[str, EventType]:
    modes: dict[str, list[str]] = defaultdict(list)
    for iri in graph.of(_SKOS + "inScheme", PLOVER + "modes"):
        for type_ in graph.all(iri, _SKOS + "broader"):
            modes[type_].append(graph.one(iri, _SKOS + "notation"))
    types = list(graph.of(_SKOS + "inScheme", PLOVER + "types"))
    unknown = sorted(set(modes) - set(types))
    if unknown:
        raise OntologyError(f"{graph.path}: {unknown[0]} has modes but is no type; correct them")
    return {
        iri.removeprefix(PLOVER): EventType(
            name=iri.removeprefix(PLOVER),
            label=graph.one(iri, _SKOS + "prefLabel"),
            definition=graph.one(iri, _SKOS + "definition"),
            score=float(graph.one(iri, SC + "conflictScore")),
            needs_target=graph.one(iri, SC + "needsTarget") == "true",
            mutual=graph.one(iri, SC + "mutual") == "true",
            acts_on_person=graph.one(iri, SC + "actsOnPerson") == "true",
            modes=tuple(sorted(modes[iri])),
        )
        for iri in types
    }


def _modes(graph: _Graph) -> dict[str, str]:
    return {
        graph.one(iri, _SKOS + "notation"): graph.one(iri, _SKOS + "definition")
        for iri in graph.of(_SKOS + "inScheme", PLOVER + "modes")
    }


def _agree(schema: Schema, path: Path) -> None:
    """Raises OntologyError unless the files know what the code takes for granted."""
    missing = sorted(set(EntityType) - set(schema.classes))
    if missing:
        raise OntologyError(f"{path}: no class sc:{missing[0]}, which the model has; define it")
    if set(schema.factualities) != set(Factuality):
        odd = sorted(set(schema.factualities) ^ set(Factuality))[0]
        raise OntologyError(f"{path}: sc:{odd} is a factuality here or in the model only")
    for relation in schema.relations.values():
        for name in (*relation.domain, *relation.range):
            if name not in schema.classes:
                raise OntologyError(f"{path}: sc:{relation.name} names no class sc:{name}")
        if not relation.domain or not relation.range:
            raise OntologyError(f"{path}: sc:{relation.name} lacks a domain or a range; say them")

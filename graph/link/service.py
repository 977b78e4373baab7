"""What a service is asked, and how its answer is read: SPARQL endpoints and reconciliation services."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Protocol

from pyoxigraph import Literal, NamedNode

from graph.errors import InputError, LinkError
from graph.link.web import Client
from graph.resources import DATA

_RESULTS: Final = "application/sparql-results+json"
_PREFIXES: Final = {
    "dbo": "http://dbpedia.org/ontology/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sc": "https://w3id.org/statecraft#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}
_HEADER: Final = "".join(f"PREFIX {name}: <{base}>\n" for name, base in _PREFIXES.items())


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Wanted:
    """What is looked for: a name, and the class of the thing ("Person")."""

    type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """An item that may be meant.

    ``weight`` is how well known it is, ``sure`` whether the service is certain of it; None where
    the service does not say.
    """

    iri: str
    weight: int | None = None
    sure: bool | None = None


class Service(Protocol):
    """Something that knows items by name."""

    name: str
    url: str

    def find(self, wanted: Sequence[Wanted]) -> dict[Wanted, tuple[Candidate, ...]]:
        """The candidates for each, none where there is none; one request. Raises LinkError."""


def service(name: str, endpoint: str | None, *, pause: float = 1.0) -> Service:
    """The service of that name, at its own address unless another is given. Raises InputError."""
    settings = _settings()[name]
    url = endpoint if endpoint is not None else settings.get("endpoint")
    if url is None:
        raise InputError(f"--service {name}: has no address of its own; give one with --endpoint")
    client = Client(url, pause=pause)
    if name == "reconciliation":
        return ReconciliationService(client, settings["types"])
    return SparqlService(client, name, settings["queries"])


class SparqlService:
    """A SPARQL endpoint, asked for all names of one class at once."""

    def __init__(self, client: Client, name: str, queries: Mapping[str, str]) -> None:
        self.name = name
        self.url = client.url
        self._client = client
        self._queries = queries

    def find(self, wanted: Sequence[Wanted]) -> dict[Wanted, tuple[Candidate, ...]]:
        """The items that go by each name, in English or without a language."""
        found: dict[Wanted, dict[str, Candidate]] = {one: {} for one in wanted}
        for type_ in sorted({one.type for one in wanted}):
            names = [one.name for one in wanted if one.type == type_]
            literals = " ".join(f"{Literal(name)} {Literal(name)}@en" for name in names)
            query = _HEADER + self._queries[type_].replace("NAMES", literals)
            for row in self._rows(self._client.post({"query": query}, _RESULTS)):
                one = Wanted(type=type_, name=row["name"]["value"])
                if one in found and row["item"]["type"] == "uri":
                    iri = row["item"]["value"]
                    weight = int(row["weight"]["value"]) if "weight" in row else None
                    found[one][iri] = Candidate(iri=_checked(iri, self.url), weight=weight)
        return {one: tuple(sorted(items.values())) for one, items in found.items()}

    def _rows(self, answer: Any) -> Iterable[dict[str, dict[str, str]]]:
        try:
            rows: list[dict[str, dict[str, str]]] = answer["results"]["bindings"]
        except (KeyError, TypeError) as error:
            raise LinkError(f"{self.url}: answers with what are no SPARQL results") from error
        return rows


class ReconciliationService:
    """A service that speaks the Reconciliation Service API."""

    name = "reconciliation"

    def __init__(self, client: Client, types: Mapping[str, str]) -> None:
        self.url = client.url
        self._client = client
        self._types = types
        self._space: str | None = None

    def find(self, wanted: Sequence[Wanted]) -> dict[Wanted, tuple[Candidate, ...]]:
        """What the service takes each name for; it says itself of which it is sure."""
        space = self._identifiers()
        queries = {
            f"q{number}": {"query": one.name, "type": self._types[one.type], "limit": 5}
            for number, one in enumerate(wanted)
        }
        answer = self._client.post({"queries": json.dumps(queries, ensure_ascii=False)})
        found = {}
        for number, one in enumerate(wanted):
            try:
                rows = answer[f"q{number}"]["result"]
                found[one] = tuple(
                    sorted(
                        Candidate(
                            iri=_checked(space + row["id"], self.url), sure=row.get("match") is True
                        )
                        for row in rows
                    )
                )
            except (KeyError, TypeError) as error:
                raise LinkError(f"{self.url}: answers with no result for {one.name!r}") from error
        return found

    def _identifiers(self) -> str:
        """What ids begin with to be IRIs, as the service's own manifest says."""
        if self._space is None:
            manifest = self._client.get()
            space = manifest.get("identifierSpace") if isinstance(manifest, dict) else None
            if not isinstance(space, str):
                raise LinkError(
                    f"{self.url}: is no reconciliation service: it names no identifiers"
                )
            self._space = space
        return self._space


def _checked(iri: str, url: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise LinkError(f"{url}: answers with {iri!r}, which is no IRI") from error


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((DATA / "linking.toml").read_text(encoding="utf-8"))


def dominance() -> tuple[int, int]:
    """How many times better known an item must be than the next, and how well known at least."""
    settings = _settings()
    return settings["dominance"], settings["least_weight"]

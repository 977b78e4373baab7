"""The terms that graphs are written in, and the prefixes that files and queries know them by."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode


class Namespace:
    """IRIs with a common beginning: ``SC["holds"]`` is the term, made once."""

    __slots__ = ("_terms", "base")

    def __init__(self, base: str) -> None:
        self.base: Final = base
        self._terms: Final[dict[str, NamedNode]] = {}

    def __getitem__(self, name: str) -> NamedNode:
        term = self._terms.get(name)
        if term is None:
            term = self._terms[name] = NamedNode(self.base + name)
        return term


SC: Final = Namespace("https://w3id.org/statecraft#")
PLOVER: Final = Namespace("https://w3id.org/statecraft/plover#")
RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
NIF: Final = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")

ARTICLES: Final = "https://w3id.org/statecraft/article/"
REFERENCE: Final = "https://w3id.org/statecraft/id/"

BACKGROUND: Final = SC["background"]
INFERRED: Final = SC["inferred"]

PREFIXES: Final[dict[str, str]] = {
    "dcterms": DCTERMS.base,
    "geo": GEO.base,
    "nif": NIF.base,
    "organization": REFERENCE + "organization/",
    "owl": OWL.base,
    "place": REFERENCE + "place/",
    "plover": PLOVER.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "sc": SC.base,
    "skos": SKOS.base,
    "state": REFERENCE + "state/",
    "wd": WIKIDATA.base,
    "xsd": XSD.base,
}

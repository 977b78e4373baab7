"""Write ``ontology/context.jsonld``, the JSON-LD context of graphs, from ``ontology/statecraft.ttl``.

    python -m scripts.make_context [--check]

Every class, property and individual of the vocabulary is known by its local name; a property that
leads to things takes IRIs, one with a single datatype takes that. With ``--check`` nothing is
written, and the exit code is 1 if the file is not what would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from rdflib import OWL, RDF, Graph, Namespace, URIRef

from graph.rdf.vocabulary import ARTICLES, PREFIXES
from graph.resources import ONTOLOGY

PATH = ONTOLOGY / "context.jsonld"
SC = PREFIXES["sc"]
SCHEMA = Namespace("https://schema.org/")
XSD = PREFIXES["xsd"]

# Terms of other vocabularies that graphs use: name, prefixed name, and what its values are.
STANDARD = (
    ("altLabel", "skos:altLabel", None),
    ("anchorOf", "nif:anchorOf", None),
    ("asWKT", "geo:asWKT", "geo:wktLiteral"),
    ("beginIndex", "nif:beginIndex", "xsd:nonNegativeInteger"),
    ("hasGeometry", "geo:hasGeometry", "@id"),
    ("endIndex", "nif:endIndex", "xsd:nonNegativeInteger"),
    ("identifier", "dcterms:identifier", None),
    ("isString", "nif:isString", None),
    ("issued", "dcterms:issued", None),
    ("label", "rdfs:label", None),
    ("object", "rdf:object", "@id"),
    ("predicate", "rdf:predicate", "@vocab"),
    ("prefLabel", "skos:prefLabel", None),
    ("sameAs", "owl:sameAs", "@id"),
    ("subject", "rdf:subject", "@id"),
    # sc:title is the title of an office.
    ("headline", "dcterms:title", None),
)
# Their values are terms of the vocabulary, which go by their local names.
VALUED_BY_TERMS = ("factuality", "eventType")


def context() -> dict[str, Any]:
    """The context: prefixes, then terms by name."""
    ontology = Graph().parse(ONTOLOGY / "statecraft.ttl", format="turtle")
    terms: dict[str, Any] = {"id": "@id", "type": "@type", "graph": "@graph"}
    for name, iri, kind in STANDARD:
        terms[name] = iri if kind is None else {"@id": iri, "@type": kind}
    for term in sorted(set(ontology.subjects(RDF.type, None))):
        if not isinstance(term, URIRef) or not term.startswith(SC):
            continue
        name = term.removeprefix(SC)
        if name in terms:
            raise SystemExit(f"make_context: {name} is the name of two terms; rename one")
        terms[name] = definition(ontology, term)
    # A name is a prefix or a property; sc:place, the property, goes before the prefix of places.
    prefixes = {
        name: base for name, base in {**PREFIXES, "article": ARTICLES}.items() if name not in terms
    }
    return {"@version": 1.1, **dict(sorted(prefixes.items())), **dict(sorted(terms.items()))}


def definition(ontology: Graph, term: URIRef) -> Any:
    """How values of ``term`` are read; its IRI alone where they say so themselves."""
    name, iri = term.removeprefix(SC), f"sc:{term.removeprefix(SC)}"
    kinds = set(ontology.objects(term, RDF.type))
    if OWL.ObjectProperty in kinds:
        return {"@id": iri, "@type": "@vocab" if name in VALUED_BY_TERMS else "@id"}
    ranges = [str(value) for value in ontology.objects(term, SCHEMA.rangeIncludes)]
    if OWL.DatatypeProperty in kinds and len(ranges) == 1 and ranges[0].startswith(XSD):
        datatype = ranges[0].removeprefix(XSD)
        return iri if datatype == "string" else {"@id": iri, "@type": f"xsd:{datatype}"}
    return iri


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the JSON-LD context of graphs.")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    text = json.dumps({"@context": context()}, indent=1, ensure_ascii=False) + "\n"
    if not parser.parse_args().check:
        PATH.write_text(text, encoding="utf-8")
        return 0
    return 0 if PATH.is_file() and PATH.read_text(encoding="utf-8") == text else 1


if __name__ == "__main__":
    sys.exit(main())

"""A graph as RDF/XML, for tools that read nothing else."""

from __future__ import annotations

from pyoxigraph import Literal, RdfFormat, Store, Triple, serialize

from graph.outputs.markup import holdable
from graph.rdf.store import exact_quads, triple_key
from graph.rdf.vocabulary import PREFIXES


def to_rdfxml(store: Store) -> bytes:
    """All of ``store`` as one flat RDF/XML document, graph names dropped; the same bytes always.

    Characters that XML cannot hold are written as U+FFFD.
    """
    triples = {_writable(Triple(q.subject, q.predicate, q.object)) for q in exact_quads(store)}
    ordered = sorted(triples, key=triple_key)
    data = serialize(ordered, format=RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert data is not None  # only None when an output is given
    declaration, _, rest = data.split(b"\n", 2)
    # The serialiser declares the prefixes in another order in each process.
    names = "".join(f' xmlns:{name}="{base}"' for name, base in sorted(PREFIXES.items()))
    # A reader of XML would take a bare carriage return for a line's end.
    body = rest.replace(b"\r", b"&#13;")
    return b"\n".join((declaration, f"<rdf:RDF{names}>".encode(), body)) + b"\n"


def _writable(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and (text := holdable(value.value)) != value.value:
        if value.language is not None:
            literal = Literal(text, language=value.language)
        else:
            literal = Literal(text, datatype=value.datatype)
        return Triple(triple.subject, triple.predicate, literal)
    return triple

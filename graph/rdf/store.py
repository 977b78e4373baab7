"""Graphs in memory and in files: TriG and N-Quads keep the named graphs, Turtle merges them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.errors import StoreError
from graph.rdf import literals
from graph.rdf.files import write_whole
from graph.rdf.vocabulary import ARTICLES, NIF, PREFIXES, RDF, SC

if TYPE_CHECKING:
    from rdflib import Dataset

SYNTAXES: Final[dict[str, RdfFormat]] = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
}
# What others write is read as well, file by file.
_READ: Final[dict[str, RdfFormat]] = {
    **SYNTAXES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
# Of several files of one article, the one that says most is read.
_SUFFIXES: Final = (".trig", ".nq", ".ttl")
# Predicates whose values are character offsets.
OFFSETS: Final = (NIF["beginIndex"], NIF["endIndex"])
_HEADER: Final = "".join(
    f"@prefix {prefix}: <{base}> .\n" for prefix, base in sorted(PREFIXES.items())
)


def collect(quads: Iterable[Quad]) -> Store:
    """``quads`` as a graph in memory; the iterable is consumed."""
    store = Store()
    store.extend(quads)
    return store


def collect_triples(triples: Iterable[Triple]) -> Store:
    """``triples`` as a graph in memory without named graphs; the iterable is consumed."""
    return collect(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)


def merged(store: Store) -> Store:
    """``store`` with every triple in its default graph too, once however many graphs say so.

    Oxigraph's own union of graphs counts a triple once for each graph that holds it, so that a
    query over a hundred articles would find Russia a hundred times.
    """
    if next(iter(store.named_graphs()), None) is None:
        return store
    copy = Store()
    copy.load(store.dump(format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    copy.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return copy


def dataset(store: Store) -> Dataset:
    """``store`` as an rdflib ``Dataset`` whose default graph is the union of all graphs.

    Both are one: what is added to either is in the other.
    """
    # rdflib takes longer to import than a query takes to answer, so only those who want it pay.
    from rdflib import Dataset

    from graph.rdf.face import UnionStore

    view = Dataset(store=UnionStore(store=store), default_union=True)
    for prefix, base in sorted(PREFIXES.items()):
        view.bind(prefix, base, replace=True)
    return view


def stored(graphs: Store | Dataset) -> Store:
    """The store behind a dataset of ours, or a copy of any other dataset's quads."""
    if isinstance(graphs, Store):
        return graphs
    from oxrdflib import OxigraphStore

    if isinstance(graphs.store, OxigraphStore):
        return graphs.store._inner
    store = Store()
    store.load(graphs.serialize(format="nquads", encoding="utf-8"), format=RdfFormat.N_QUADS)
    return store


def dump(graphs: Store | Dataset, form: str) -> bytes:
    """All of ``graphs`` in one of ``SYNTAXES``: the same bytes for the same quads, always.

    Turtle holds the merged graphs, without their names.
    """
    quads = list(exact_quads(graphs))
    if form == "nq":
        return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()
    base = _base(quads)
    if form == "ttl":
        triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
        return _readable(sorted(triples, key=triple_key), RdfFormat.TURTLE, base)
    return _readable(sorted(quads, key=quad_key), RdfFormat.TRIG, base)


def exact_quads(graphs: Store | Dataset) -> Iterator[Quad]:
    """All quads of ``graphs`` in any order, character offsets with the datatype that NIF asks for."""
    return map(_exact, stored(graphs))


def _exact(quad: Quad) -> Quad:
    # In memory, Oxigraph makes every integer an xsd:integer; NIF asks for more of its offsets.
    value = quad.object
    if quad.predicate in OFFSETS and isinstance(value, Literal) and value.value.isdecimal():
        exact = literals.offset(int(value.value))
        return Quad(quad.subject, quad.predicate, exact, quad.graph_name)
    return quad


def _base(quads: Iterable[Quad]) -> str:
    """What IRIs are written relative to: the one article of a graph, or where all articles are."""
    articles = {
        quad.subject.value
        for quad in quads
        if quad.object == SC["Article"] and isinstance(quad.subject, NamedNode)
    }
    return articles.pop() if len(articles) == 1 else ARTICLES


def _readable(content: list[Quad] | list[Triple], form: RdfFormat, base: str) -> bytes:
    text = serialize(content, format=form, prefixes=PREFIXES, base_iri=base)
    assert text is not None  # only None when an output is given
    lines = text.splitlines(keepends=True)
    # The serialiser writes the prefixes relative to the base, which nobody can read.
    start = next(
        (number for number, line in enumerate(lines) if not line.startswith(b"@")), len(lines)
    )
    header = f"{_HEADER}@base <{base}> .\n\n".encode()
    return header + b"".join(lines[start:])


def triple_key(triple: Triple | Quad) -> tuple[str, ...]:
    """What triples are sorted by in files."""
    # The article first, its things and facts next, then the spans of its text; types before all.
    subject, predicate, value = str(triple.subject), triple.predicate, str(triple.object)
    kind = "" if predicate == RDF["type"] else predicate.value
    return subject[:-1].replace("#", "~"), subject, kind, value


def quad_key(quad: Quad) -> tuple[str, ...]:
    """What quads are sorted by in files: graph by graph."""
    return str(quad.graph_name), *triple_key(quad)


def save(graphs: Store | Dataset, path: Path) -> None:
    """Write ``graphs`` in the format of the path's suffix, all or nothing. Raises StoreError."""
    form = path.suffix.removeprefix(".")
    if form not in SYNTAXES:
        raise StoreError(f"{path}: no graph format has this suffix; use {_suffixes()}")
    write_whole(path, dump(graphs, form))


def load(path: Path) -> Store:
    """The graph of a ``.trig``, ``.nq`` or ``.ttl`` file, or of all such files of a folder; a file may
    also be ``.jsonld`` or ``.rdf``, and nothing is fetched for it.

    In a folder, NAME.trig, NAME.nq and NAME.ttl are one article, and the first of them is read.
    Raises StoreError for what is missing, empty, unreadable or no RDF.
    """
    if not os.path.isdir(path):  # Path.is_dir raises where a parent may not be entered
        store = Store()
        _load_file(store, path)
        return store
    return _load_folder(path)


def graph_files(path: Path) -> tuple[Path, ...]:
    """The graph files of a folder, all of them, by name; a file is its own only one.

    Raises StoreError for a folder without any.
    """
    if not os.path.isdir(path):
        return (path,)
    found = (one for suffix in _SUFFIXES for one in path.glob(f"*{suffix}"))
    files = tuple(sorted(one for one in found if not one.name.startswith(".") and one.is_file()))
    if not files:
        raise StoreError(
            f"{path}: holds no graph ({_suffixes()}); build one with: statecraft build ARTICLE"
        )
    return files


def _load_folder(folder: Path) -> Store:
    chosen: dict[str, Path] = {}
    for suffix in _SUFFIXES:
        for path in sorted(folder.glob(f"*{suffix}")):
            if not path.name.startswith(".") and path.is_file():
                chosen.setdefault(path.stem, path)
    if not chosen:
        raise StoreError(
            f"{folder}: holds no graph ({_suffixes()}); build one with: statecraft build ARTICLE"
        )
    store = Store()
    for _, path in sorted(chosen.items()):
        _load_file(store, path)
    return store


def _load_file(store: Store, path: Path) -> None:
    form = _READ.get(path.suffix.removeprefix("."))
    try:
        path.stat()
        if form is None:
            known = ", ".join(f".{name}" for name in _READ)
            raise StoreError(f"{path}: not a graph file; give one that ends in {known}")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError(
            f"{path}: no such file; build it with: statecraft build ARTICLE"
        ) from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    if not data.strip():
        raise StoreError(f"{path}: is empty; build it again with: statecraft build ARTICLE")
    try:
        store.load(data, format=form, base_iri=ARTICLES, to_graph=_target(form))
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"{path}: not valid {form.name}: {reason}; build it again") from error


def _target(form: RdfFormat) -> DefaultGraph | None:
    return None if form.supports_datasets else DefaultGraph()


def _suffixes() -> str:
    return ", ".join(_SUFFIXES)

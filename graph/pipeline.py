"""The order of the stages, known here alone: read, parse, extract, resolve, map, show."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph import reference
from graph.extract.extractor import Extracted, extract
from graph.extract.nlp import load_pipeline
from graph.extract.silences import find_silences
from graph.ingest.text import read_article
from graph.model import Analysis, Article, Fact, Silence, View
from graph.rdf import query, reasoning, store
from graph.rdf.files import write_whole
from graph.rdf.mapping import quads
from graph.rdf.reader import view
from graph.resolve.resolver import resolve

if TYPE_CHECKING:
    import networkx
    from pyoxigraph import Store
    from pyvis.network import Network
    from rdflib import Dataset

FORMATS = ("trig", "ttl", "html")


@dataclass(frozen=True)
class Built:
    """One article's graph, and the ways to look at it. Everything is computed when first asked for."""

    article: Article
    analysis: Analysis
    store: Store

    @cached_property
    def dataset(self) -> Dataset:
        """The graph as an rdflib ``Dataset``; its default graph is the union of the named ones."""
        return store.dataset(self.store)

    @cached_property
    def view(self) -> View:
        """The graph as plain values."""
        return view(self.store)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every claim, event and statement, in text order."""
        return self.view.facts

    def inferred(self) -> Built:
        """The same with what follows from it, in the named graph ``sc:inferred``."""
        return Built(self.article, self.analysis, reasoning.with_inferences(self.store))

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a ``MultiDiGraph`` that keeps every parallel relation."""
        from graph.outputs.network import to_networkx

        return to_networkx(self.view)

    def to_pyvis(self) -> Network:
        """The graph as a pyvis ``Network``, positions computed."""
        from graph.outputs.network import to_pyvis

        return to_pyvis(self.view)

    def query(self, text: str, parameters: Mapping[str, str] | None = None) -> query.Answer:
        """The answer to a SPARQL query. Raises QueryError."""
        return query.run(self.store, text, parameters)

    def save(
        self,
        directory: str | os.PathLike[str],
        formats: Iterable[str] = FORMATS,
        *,
        query: bool = True,
    ) -> tuple[Path, ...]:
        """Write ``NAME.trig``, ``NAME.ttl`` and ``NAME.html``, each whole or not at all.

        Without ``query`` the page has no query engine and is two megabytes smaller. Returns the
        paths in the order of ``formats``. Raises StoreError if the directory cannot be written.
        """
        from graph.outputs.formats import FORMATS as WRITERS

        folder = Path(directory)
        written = []
        for name in formats:
            path = folder / f"{self.article.name}{WRITERS[name].suffix}"
            write_whole(
                path,
                self._page(query=query) if name == "html" else WRITERS[name].write(self.store),
            )
            written.append(path)
        return tuple(written)

    def _page(self, *, query: bool) -> bytes:
        # The page brings a template engine and networkx along; who writes RDF alone does without.
        from graph.outputs.html import page

        return page(self.store, query=query).encode("utf-8")


class Pipeline:
    """Builds graphs from articles; the language pipeline and the reference data are loaded once."""

    def __init__(self, model: str | os.PathLike[str] | None = None) -> None:
        """``model`` is a spaCy pipeline by name or path; None: the shipped one. Raises ModelError."""
        self.nlp = load_pipeline(None if model is None else os.fspath(model))
        self.reference = reference.load()

    def build(
        self, path: str | os.PathLike[str], *, date: str | None = None, publisher: str | None = None
    ) -> Built:
        """The graph of the article in a text file. Raises InputError for what is no article.

        ``date`` (ISO 8601) and ``publisher`` override what the text says.
        """
        return self.build_article(read_article(Path(path), date=date, publisher=publisher))

    def build_article(self, article: Article) -> Built:
        """The graph of an article already read."""
        return self._build(article)[0]

    def explain(
        self, path: str | os.PathLike[str], *, date: str | None = None, publisher: str | None = None
    ) -> tuple[Built, tuple[Silence, ...]]:
        """The graph of the article in a text file, and the predicates that gave it nothing, with why.

        Arguments and errors are those of ``build``.
        """
        article = read_article(Path(path), date=date, publisher=publisher)
        built, extracted = self._build(article)
        return built, find_silences(extracted, built.analysis)

    def _build(self, article: Article) -> tuple[Built, Extracted]:
        doc = self.nlp(article.text)
        extracted = extract(article, doc, self.reference)
        analysis = resolve(article, extracted.parse, extracted.extraction, self.reference)
        built = Built(article, analysis, store.collect(quads(analysis, self.reference)))
        return built, extracted


def build(
    path: str | os.PathLike[str],
    *,
    date: str | None = None,
    publisher: str | None = None,
    model: str | os.PathLike[str] | None = None,
) -> Built:
    """The graph of one article. For several, make one ``Pipeline`` and use its ``build``."""
    return Pipeline(model).build(path, date=date, publisher=publisher)

"""Graphs in files: the same bytes for the same graph, whole or not at all, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import RDF, XSD, Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from graph.errors import StoreError
from graph.rdf import iri
from graph.rdf.reader import view
from graph.rdf.store import collect, dataset, dump, load, merged, save, stored
from graph.rdf.vocabulary import BACKGROUND, NIF, SC, SKOS
from tests.fixtures.analysis import sample

ARTICLE = iri.article(sample().article)


def flat(store: Store, *names: NamedNode) -> Graph:
    """The triples of some graphs of a store, through rdflib alone."""
    graph = Graph()
    for name in names:
        one = Store()
        one.extend(
            Quad(quad.subject, quad.predicate, quad.object)
            for quad in store.quads_for_pattern(None, None, None, name)
        )
        graph.parse(data=dump(one, "nq"), format="nt")
    return graph


@pytest.mark.parametrize(("form", "rdflib_form"), [("trig", "trig"), ("nq", "nquads")])
def test_named_graphs_survive_the_way_through_a_file(
    store: Store, form: str, rdflib_form: str
) -> None:
    read = Dataset()
    read.parse(data=dump(store, form), format=rdflib_form)
    assert {str(graph.identifier) for graph in read.graphs() if len(graph)} == {
        ARTICLE.value,
        BACKGROUND.value,
    }
    for name in (ARTICLE, BACKGROUND):
        assert isomorphic(read.graph(URIRef(name.value)), flat(store, name))


def test_turtle_is_the_article_and_its_background_without_graph_names(store: Store) -> None:
    read = Graph().parse(data=dump(store, "ttl"), format="turtle")
    assert isomorphic(read, flat(store, ARTICLE, BACKGROUND))


@pytest.mark.parametrize("form", ["trig", "nq", "ttl"])
def test_bytes_do_not_depend_on_the_order_in_which_quads_came(store: Store, form: str) -> None:
    backwards = collect(sorted(store, key=str, reverse=True))
    assert dump(backwards, form) == dump(store, form)


@pytest.mark.parametrize("form", ["trig", "nq", "ttl"])
def test_reading_and_writing_again_gives_the_same_bytes(
    store: Store, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"graph.{form}"
    save(store, path)
    assert dump(load(path), form) == path.read_bytes()


@pytest.mark.parametrize("form", ["trig", "nq", "ttl"])
def test_a_view_is_the_same_before_and_after_a_file(
    store: Store, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"graph.{form}"
    save(store, path)
    assert view(load(path)) == view(store)


def test_offsets_are_non_negative_integers_in_files_and_in_rdflib(store: Store) -> None:
    from_file = Dataset()
    from_file.parse(data=dump(store, "trig"), format="trig")
    begin = URIRef(NIF["beginIndex"].value)
    for graphs in (from_file.graph(URIRef(ARTICLE.value)), dataset(store)):
        types = {value.datatype for value in graphs.objects(predicate=begin)}
        assert types == {XSD.nonNegativeInteger}


def test_prefixes_are_written_in_full_and_what_is_of_the_article_is_short(store: Store) -> None:
    text = dump(store, "trig").decode()
    assert "@prefix sc: <https://w3id.org/statecraft#> ." in text
    assert f"@base <{ARTICLE.value}> ." in text
    assert "\n<> {\n\t<> a sc:Article ;" in text
    assert "sc:evidence <#char=" in text


def test_a_graph_of_several_articles_is_written_relative_to_where_all_are(store: Store) -> None:
    other = NamedNode("https://w3id.org/statecraft/article/other-0123456789")
    store.add(Quad(other, NamedNode(str(RDF.type)), SC["Article"], other))
    text = dump(store, "trig").decode()
    assert "@base <https://w3id.org/statecraft/article/> ." in text
    assert "<other-0123456789> a sc:Article" in text


def test_an_empty_graph_is_written_and_holds_nothing(tmp_path: Path) -> None:
    save(Store(), tmp_path / "empty.trig")
    assert len(load(tmp_path / "empty.trig")) == 0


def test_rdflib_and_the_store_are_one(store: Store) -> None:
    graphs = dataset(store)
    before = len(store)
    graphs.graph(URIRef(ARTICLE.value)).add((URIRef("a:a"), URIRef("a:b"), URIRef("a:c")))
    assert len(store) == before + 1
    assert stored(graphs) is store


def test_any_dataset_of_rdflib_can_be_stored(store: Store) -> None:
    memory = Dataset()
    memory.parse(data=dump(store, "nq"), format="nquads")
    assert dump(memory, "trig") == dump(store, "trig")


def test_rdflib_finds_each_triple_of_the_union_once(store: Store) -> None:
    graphs = dataset(store)
    query = "SELECT (COUNT(*) AS ?n) { ?x skos:prefLabel 'Norway' }"
    assert [int(row.n) for row in graphs.query(query)] == [1]
    label = URIRef(SKOS["prefLabel"].value)
    norway = URIRef("https://w3id.org/statecraft/id/state/NO")
    assert [str(value) for value in graphs.objects(norway, label)] == ["Norway"]


def test_rdflib_can_still_ask_one_graph_alone(store: Store) -> None:
    query = f"SELECT ?l {{ GRAPH <{BACKGROUND.value}> {{ ?x skos:prefLabel ?l }} }}"
    labels = {str(row.l) for row in dataset(store).query(query)}
    assert "Norway" in labels
    assert "Henrik Dahl" not in labels


def test_merging_leaves_the_store_as_it_was(store: Store) -> None:
    before = set(store)
    assert len(merged(store)) > len(store)
    assert set(store) == before


def test_a_folder_counts_each_article_once(store: Store, tmp_path: Path) -> None:
    for suffix in ("trig", "nq", "ttl"):
        save(store, tmp_path / f"one.{suffix}")
    assert set(load(tmp_path)) == set(store)


def test_a_folder_prefers_named_graphs_to_flat_ones(store: Store, tmp_path: Path) -> None:
    save(store, tmp_path / "one.ttl")
    save(store, tmp_path / "one.nq")
    assert {quad.graph_name for quad in load(tmp_path)} == {ARTICLE, BACKGROUND}


def test_a_folder_of_several_articles_is_their_union(store: Store, tmp_path: Path) -> None:
    save(store, tmp_path / "one.trig")
    other = collect([Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("c"), NamedNode("a:g"))])
    save(other, tmp_path / "two.nq")
    (tmp_path / "notes.txt").write_text("no graph")
    (tmp_path / ".hidden.trig").write_text("no RDF { either")
    assert set(load(tmp_path)) == {*store, *other}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.trig", None, "no such file"),
        ("empty.trig", b" \n", "is empty"),
        ("notes.txt", b"text", "not a graph file"),
        ("half.trig", b"<a:g> { <a:a> <a:b> ", "not valid TriG"),
        ("binary.ttl", b"\x00\xff\xfe\x01", "not valid Turtle"),
        ("page.nq", b"<!DOCTYPE html>", "not valid N-Quads"),
    ],
)
def test_what_cannot_be_loaded_is_named_with_its_reason_in_one_line(
    name: str, content: bytes | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: {reason}")
    assert "\n" not in str(caught.value)


def test_a_folder_without_graphs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no graph"):
        load(tmp_path)


def test_an_unknown_suffix_is_refused_when_saving(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph format"):
        save(store, tmp_path / "graph.doc")

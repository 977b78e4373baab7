"""The table of formats: each row writes a file that its real readers read back whole."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from followthemoney import model
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset, Graph

from graph.errors import InputError, StoreError
from graph.model import Factuality, View
from graph.outputs.formats import FORMATS, Format
from graph.outputs.whole_network import whole_network
from graph.rdf.mapping import quads
from graph.rdf.plain import plain_relations
from graph.rdf.reader import view
from graph.rdf.store import collect, exact_quads, load
from graph.rdf.vocabulary import BACKGROUND, SC
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small


@pytest.fixture(scope="module")
def store() -> Store:
    return collect(quads(sample(), small()))


@pytest.fixture(scope="module")
def seen(store: Store) -> View:
    return view(store)


def written(store: Store, name: str) -> bytes:
    return FORMATS[name].write(store)


def all_quads(store: Store) -> set[str]:
    return {str(quad) for quad in exact_quads(store)}


def all_triples(store: Store) -> set[str]:
    return {str(quad.triple) for quad in exact_quads(store)}


# ---- RDF


def quads_of_rdflib(data: bytes, form: str) -> set[str]:
    found = Dataset()
    found.parse(data=data, format=form)
    nquads = found.serialize(format="nquads", encoding="utf-8")
    return {str(quad) for quad in parse(nquads, format=RdfFormat.N_QUADS)}


def triples_of_rdflib(data: bytes, form: str) -> set[str]:
    lines = Graph().parse(data=data, format=form).serialize(format="nt", encoding="utf-8")
    return {str(quad.triple) for quad in parse(lines, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    ("name", "form", "theirs"),
    [
        ("trig", RdfFormat.TRIG, "trig"),
        ("nq", RdfFormat.N_QUADS, "nquads"),
        ("jsonld", RdfFormat.JSON_LD, "json-ld"),
    ],
)
def test_quads_come_back_in_rdflib_and_pyoxigraph(
    store: Store, name: str, form: RdfFormat, theirs: str
) -> None:
    data = written(store, name)
    assert {str(quad) for quad in parse(data, format=form)} == all_quads(store)
    assert quads_of_rdflib(data, theirs) == all_quads(store)


@pytest.mark.parametrize(
    ("name", "form", "theirs"),
    [("ttl", RdfFormat.TURTLE, "turtle"), ("rdf", RdfFormat.RDF_XML, "xml")],
)
def test_triples_come_back_in_rdflib_and_pyoxigraph(
    store: Store, name: str, form: RdfFormat, theirs: str
) -> None:
    data = written(store, name)
    assert {str(quad.triple) for quad in parse(data, format=form)} == all_triples(store)
    assert triples_of_rdflib(data, theirs) == all_triples(store)


@pytest.mark.parametrize("name", ["trig", "nq", "ttl", "jsonld", "rdf"])
def test_what_is_written_as_rdf_is_read_again(store: Store, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    path.write_bytes(written(store, name))
    assert all_triples(load(path)) == all_triples(store)
    if name not in ("ttl", "rdf"):
        assert all_quads(load(path)) == all_quads(store)


def test_no_context_is_fetched_for_json_ld(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonld"
    path.write_text('{"@context": "http://127.0.0.1:9/context", "name": "x"}', encoding="utf-8")
    with pytest.raises(StoreError, match="not valid JSON-LD"):
        load(path)


def test_json_ld_speaks_in_the_names_of_the_vocabulary(store: Store) -> None:
    nodes = {
        node["id"]: node
        for graph in json.loads(written(store, "jsonld"))["graph"]
        for node in graph["graph"]
    }
    holds = next(node for node in nodes.values() if "holds-foreign-minister" in node["id"])
    assert (holds["type"], holds["factuality"], holds["predicate"]) == (
        "Claim",
        "Asserted",
        "holds",
    )
    assert nodes["state:NO"]["sameAs"] == "wd:Q20"


def odd(text: str) -> Store:
    """A graph that is one piece of text."""
    return collect([Quad(NamedNode("urn:a"), SC["content"], Literal(text), BACKGROUND)])


@pytest.mark.parametrize("text", ["a\r\nb\rc", "<&>]]>\"'", "\t x  ", "\U0001f5fa é"])
def test_xml_keeps_every_character_that_it_can_hold(text: str) -> None:
    [triple] = Graph().parse(data=written(odd(text), "rdf"), format="xml")
    assert str(triple[2]) == text


def test_xml_shows_where_a_character_stood_that_it_cannot_hold() -> None:
    [triple] = Graph().parse(data=written(odd("a\x01\x0bb"), "rdf"), format="xml")
    assert str(triple[2]) == "a\ufffd\ufffdb"


# ---- Networks


def contents(network: Any) -> tuple[dict[str, Any], dict[Any, Any]]:
    edges = {(a, b, key): dict(data) for a, b, key, data in network.edges(keys=True, data=True)}
    for data in edges.values():
        data.pop("id", None)  # GEXF numbers its edges
    return {node: dict(data) for node, data in network.nodes(data=True)}, edges


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_come_back_in_networkx(
    store: Store, seen: View, name: str, read: Callable[..., Any]
) -> None:
    whole = whole_network(seen, plain_relations(store))
    assert contents(read(io.BytesIO(written(store, name)))) == contents(whole)


def test_a_network_says_every_fact_and_what_is_known_beforehand(store: Store, seen: View) -> None:
    network = whole_network(seen, plain_relations(store))
    said = {data.get("fact") for *_, data in network.edges(data=True)}
    assert {fact.iri for fact in seen.facts} <= said
    known = [data for *_, data in network.edges(data=True) if data["kind"] == "known"]
    assert ("locatedIn", BACKGROUND.value) in {(d["relation"], d["graph"]) for d in known}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_no_clock_and_no_version_is_stamped_into_a_network(store: Store, name: str) -> None:
    assert nx.__version__.encode() not in written(store, name)
    assert b"modified" not in written(store, name)


# ---- Tables


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


_SQL = {"integer": "INTEGER", "decimal": "REAL", "boolean": "TEXT"}


def database(data: bytes) -> sqlite3.Connection:
    """The tables as their own metadata describe them, keys and references checked."""
    found = files(data)
    tables = json.loads(found["csv-metadata.json"])["tables"]
    assert {table["url"] for table in tables} == set(found) - {"csv-metadata.json"}
    base = sqlite3.connect(":memory:")
    for table in tables:
        schema, name = table["tableSchema"], table["url"].removesuffix(".csv")
        lines = [
            f'"{column["name"]}" {_SQL.get(column["datatype"], "TEXT")}'
            for column in schema["columns"]
        ]
        key = ", ".join(f'"{column}"' for column in schema["primaryKey"])
        lines.append(f"PRIMARY KEY ({key})")
        for reference in schema["foreignKeys"]:
            other = reference["reference"]
            lines.append(
                f'FOREIGN KEY ("{reference["columnReference"]}") REFERENCES'
                f' "{other["resource"].removesuffix(".csv")}" ("{other["columnReference"]}")'
            )
        base.execute(f'CREATE TABLE "{name}" ({", ".join(lines)})')
        for row in rows(found[table["url"]]):
            marks = ", ".join("?" * len(row))
            values = [None if value == "" else value for value in row.values()]
            base.execute(f'INSERT INTO "{name}" VALUES ({marks})', values)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    return base


def test_tables_come_back_in_a_database_with_every_reference_met(store: Store, seen: View) -> None:
    base = database(written(store, "tables"))

    def select(columns: str, table: str) -> list[tuple[Any, ...]]:
        return base.execute(f"SELECT {columns} FROM {table} ORDER BY rowid").fetchall()

    [article] = seen.articles
    assert select("article, name, title, publisher, date, dateline, text", "articles") == [
        (
            *(article.iri, article.name, article.title, article.publisher, article.date),
            *(article.dateline, article.text),
        )
    ]
    assert select("thing, type, label, title", "things") == [
        (node.iri, node.type, node.label, node.title) for node in seen.nodes
    ]
    assert select("*", "names") == [(n.iri, alias) for n in seen.nodes for alias in n.aliases]
    assert select("*", "identities") == [(n.iri, same) for n in seen.nodes for same in n.same_as]
    assert select("*", "mentions") == [(n.iri, *spot) for n in seen.nodes for spot in n.mentions]
    assert select(
        "fact, relation, factuality, confidence, date, place, mode, content", "facts"
    ) == [
        (f.iri, f.relation, f.factuality, f.confidence, f.date, f.place, f.mode, f.content)
        for f in seen.facts
    ]
    parties = [
        (fact.iri, role, thing)
        for fact in seen.facts
        for role, things in (
            ("subject", fact.subjects),
            ("object", fact.objects),
            ("attributed_to", fact.attributed_to),
        )
        for thing in things
    ]
    assert select("fact, role, thing", "parties") == parties
    assert select('fact, article, begin, "end", text', "evidence") == [
        (fact.iri, quote.article, quote.begin, quote.end, quote.text)
        for fact in seen.facts
        for quote in fact.evidence
    ]
    assert len(select("*", "marks")) == sum(len(q.marks) for f in seen.facts for q in f.evidence)
    assert select("subject, relation, object, graph", "relations") == [
        (one.subject, one.relation, one.object, one.graph) for one in plain_relations(store)
    ]


def test_the_table_of_facts_has_a_row_for_each(store: Store, seen: View) -> None:
    assert [row["iri"] for row in rows(written(store, "csv"))] == [f.iri for f in seen.facts]
    assert [one["iri"] for one in json.loads(written(store, "json"))] == [f.iri for f in seen.facts]


# ---- Neo4j


def neo4j(data: bytes) -> nx.MultiDiGraph[str]:
    """Both files as the headers of Neo4j's import read them, as a networkx graph."""
    casts: dict[str, Callable[[str], Any]] = {
        "int": int,
        "double": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string[]": lambda text: text.split(";"),
    }

    def values(row: dict[str, str]) -> dict[str, Any]:
        found = {}
        for header, text in row.items():
            name, _, kind = header.partition(":")
            if text and kind not in ("ID", "START_ID", "END_ID"):
                found[name or kind] = casts.get(kind, str)(text)
        return found

    found = files(data)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in rows(found["nodes.csv"]):
        assert row["iri:ID"] not in network
        network.add_node(row["iri:ID"], **values(row))
    for row in rows(found["relationships.csv"]):
        assert {row[":START_ID"], row[":END_ID"]} <= set(network)
        network.add_edge(row[":START_ID"], row[":END_ID"], key=None, **values(row))
    return network


def test_neo4j_gets_every_fact_with_its_parties_and_its_sentence(store: Store, seen: View) -> None:
    network = neo4j(written(store, "neo4j"))
    for fact in seen.facts:
        node = network.nodes[fact.iri]
        assert node["LABEL"] == f"Fact;{fact.kind.capitalize()}"
        assert (node["relation"], node["factuality"]) == (fact.relation, fact.factuality)
        assert node["confidence"] == fact.confidence
        ends: dict[str, list[str]] = {}
        tied = network.out_edges(fact.iri, data=True)
        for _, end, data in sorted(tied, key=lambda edge: edge[2].get("number", 0)):
            ends.setdefault(data["TYPE"], []).append(end)
        assert tuple(ends.get("SUBJECT", ())) == fact.subjects
        assert tuple(ends.get("OBJECT", ())) == fact.objects
        assert tuple(ends.get("ATTRIBUTED_TO", ())) == fact.attributed_to
        sentences = [network.nodes[end]["text"] for end in ends["EVIDENCE"]]
        assert sentences == [quote.text for quote in fact.evidence]


def test_neo4j_gets_every_plain_relation_with_its_graph(store: Store) -> None:
    network = neo4j(written(store, "neo4j"))
    known = {
        (start, data["TYPE"].replace("_", "").lower(), end, data["graph"])
        for start, end, data in network.edges(data=True)
        if "graph" in data
    }
    assert known == {
        (one.subject, one.relation.lower(), one.object, one.graph) for one in plain_relations(store)
    }


def test_neo4j_gets_all_names_of_a_thing(store: Store, seen: View) -> None:
    network = neo4j(written(store, "neo4j"))
    for node in seen.nodes:
        assert network.nodes[node.iri]["name"] == node.label
        assert tuple(network.nodes[node.iri].get("aliases", ())) == node.aliases


# ---- FollowTheMoney


def entities(store: Store) -> dict[str, Any]:
    """What followthemoney itself reads, each entity checked against its schema."""
    found = {}
    for line in written(store, "ftm").decode().splitlines():
        data = json.loads(line)
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate(data)
        assert {name: set(values) for name, values in data["properties"].items()} == {
            name: set(values) for name, values in proxy.to_dict()["properties"].items()
        }
        found[proxy.id] = proxy
    return found


def named(found: dict[str, Any], ids: list[str]) -> list[str]:
    return [found[id_].caption for id_ in ids]


def test_followthemoney_reads_occupancies_of_what_the_article_asserts(store: Store) -> None:
    found = entities(store)
    held = sorted(
        (*named(found, one.get("holder")), *named(found, one.get("post")), *one.get("status"))
        for one in found.values()
        if one.schema.name == "Occupancy"
    )
    # That Faro heads a league is what officials say, and that he will be commissioner is a plan.
    assert held == [
        ("Ana Castelo", "President of Portugal", "current"),
        ("Henrik Dahl", "Foreign Minister of Norway", "current"),
        ("Jorge Brandt", "Foreign Minister of Portugal", "ended"),
        ("Marta Oliveira", "Ambassador to Brazil", "ended"),
        ("Marta Oliveira", "Foreign Minister of Portugal", "current"),
    ]


def test_followthemoney_gets_each_fact_once_and_every_end_of_it(store: Store, seen: View) -> None:
    found = entities(store)
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in found
    kinds = [proxy.schema.name for proxy in found.values()]
    plain = [
        fact
        for fact in seen.facts
        if fact.factuality == Factuality.ASSERTED and not fact.attributed_to
    ]
    assert kinds.count("Event") == sum(fact.kind == "event" for fact in plain)
    assert kinds.count("Note") == len(seen.facts) - sum(fact.kind != "statement" for fact in plain)
    assert kinds.count("Article") == len(seen.articles)
    assert kinds.count("Person") == sum(node.type == "Person" for node in seen.nodes)


def test_followthemoney_says_of_a_note_how_sure_it_is(store: Store) -> None:
    notes = [one for one in entities(store).values() if one.schema.name == "Note"]
    denied = [one for one in notes if {"claim", "affiliatedWith"} <= set(one.get("keywords"))]
    assert [one.get("summary") for one in denied] == [["negated, according to Ana Castelo"]]


# ---- The table itself


def test_every_format_is_tested_here() -> None:
    tested = {"trig", "nq", "jsonld", "ttl", "rdf", "graphml", "gexf", "tables", "csv", "json"}
    assert tested | {"neo4j", "ftm", "html"} == set(FORMATS)


def test_the_page_is_whole(store: Store) -> None:
    assert written(store, "html").count(b"</html>") == 1


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_gives_the_same_bytes_again(store: Store, name: str) -> None:
    again = collect(quads(sample(), small()))
    assert FORMATS[name].write(again) == FORMATS[name].write(store)


def test_suffixes_and_names_are_one_to_one() -> None:
    suffixes = [row.suffix for row in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert all(row.name == name and row.description for name, row in FORMATS.items())


def test_a_format_says_which_extra_it_lacks() -> None:
    row = Format(
        name="x", suffix=".x", description="", write=lambda _: b"", extra="no_such_package"
    )
    with pytest.raises(InputError, match=r"pip install 'statecraft\[no_such_package\]'"):
        row.require()

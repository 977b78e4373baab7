"""The ontology's files: they parse everywhere, define what they use, and hold together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from typing import Final

import pyoxigraph
import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Dataset, Graph, Literal, Namespace, URIRef

from graph.rdf.mapping import quads
from graph.rdf.store import collect, dataset
from graph.rdf.validation import Finding, validate
from graph.resources import ONTOLOGY
from scripts.make_context import context
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small

SC: Final = Namespace("https://w3id.org/statecraft#")
PLOVER: Final = Namespace("https://w3id.org/statecraft/plover#")
NIF: Final = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
UNATTRIBUTED: Final = (
    "What is reported says by whom (sc:attributedTo), or that the text does not (sc:unattributed)."
)

DOCS: Final = ONTOLOGY.parent / "docs"
FILES: Final = sorted(path.name for path in ONTOLOGY.glob("*.ttl"))
CLASSES: Final = (
    "Person", "State", "Organization", "Position", "Place", "Group", "Event", "Statement", "Claim",
    "Article", "Evidence",
)  # fmt: skip
PROPERTIES: Final = (
    "holds", "formerlyHeld", "affiliatedWith", "partOf", "memberOf", "locatedIn", "capitalOf",
    "title", "positionIn", "positionQualifier", "mentionedIn", "mention",
    "factuality", "attributedTo", "attributedVia", "confidence", "evidence", "rule",
    "unattributed", "trigger", "subjectSpan", "objectSpan", "contentSpan",
    "eventType", "source", "target", "place", "date", "mode",
    "speaker", "content", "direct", "addressee", "medium",
    "publisher", "dateline", "standsFor", "adjective", "demonym", "acronym", "conflictScore",
)  # fmt: skip
INDIVIDUALS: Final = (
    "Asserted", "Reported", "Planned", "Hypothetical", "Negated", "background", "inferred",
)  # fmt: skip


@cache
def read(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / name, format="turtle")


def article_graph() -> Graph:
    """A fresh copy of the sample article's own graph."""
    graphs: Dataset = dataset(collect(quads(sample(), small())))
    (article,) = set(graphs.subjects(RDF.type, SC.Article)) or {None}
    copy = Graph()
    for triple in graphs.graph(article):
        copy.add(triple)
    return copy


def test_the_files_are_the_ones_we_know() -> None:
    assert FILES == [
        "organizations.ttl",
        "places.ttl",
        "plover.ttl",
        "shapes-background.ttl",
        "shapes.ttl",
        "sources.ttl",
        "statecraft.ttl",
        "states.ttl",
    ]


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same(name: str) -> None:
    path = ONTOLOGY / name
    triples = sum(1 for _ in pyoxigraph.parse(path=path))
    assert triples == len(read(name)) > 0


def test_the_reference_data_stays_small() -> None:
    assert sum((ONTOLOGY / name).stat().st_size for name in FILES) < 1_500_000


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES, *INDIVIDUALS])
def test_every_term_of_the_contract_is_defined(term: str) -> None:
    ontology = read("statecraft.ttl")
    assert len(list(ontology.objects(SC[term], RDFS.label))) == 1
    assert len(list(ontology.objects(SC[term], RDFS.comment))) == 1
    assert (SC[term], RDFS.isDefinedBy, URIRef("https://w3id.org/statecraft")) in ontology
    kinds = set(ontology.objects(SC[term], RDF.type))
    if term in CLASSES:
        assert OWL.Class in kinds
    elif term in PROPERTIES:
        assert kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@pytest.mark.parametrize(
    ("term", "standard"),
    [
        ("Person", "http://xmlns.com/foaf/0.1/Person"),
        ("State", "https://schema.org/Country"),
        ("Organization", "http://www.w3.org/ns/org#Organization"),
        ("Position", "http://www.w3.org/ns/org#Post"),
        ("Place", "https://schema.org/Place"),
        ("Group", "http://xmlns.com/foaf/0.1/Group"),
        ("Event", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
        ("Statement", "https://schema.org/Quotation"),
        ("Claim", str(RDF.Statement)),
        ("Article", "https://schema.org/NewsArticle"),
        ("Evidence", str(NIF.String)),
        ("Evidence", "http://www.w3.org/ns/oa#TextPositionSelector"),
    ],
)
def test_a_class_is_aligned_to_the_standard(term: str, standard: str) -> None:
    assert (SC[term], RDFS.subClassOf, URIRef(standard)) in read("statecraft.ttl")


def test_the_ontology_says_its_version_and_licence() -> None:
    ontology, me = read("statecraft.ttl"), URIRef("https://w3id.org/statecraft")
    assert (me, OWL.versionIRI, URIRef("https://w3id.org/statecraft/0.1.0")) in ontology
    assert ontology.value(me, DCTERMS.license)


def terms(graph: Graph) -> Iterator[URIRef]:
    for triple in graph:
        yield from (term for term in triple if isinstance(term, URIRef))


def undefined(graph: Graph) -> list[str]:
    """The terms of ours that a graph uses and the ontology does not define."""
    defined = set(read("statecraft.ttl").subjects()) | set(read("plover.ttl").subjects())
    ours = (str(SC), str(PLOVER))
    return sorted({str(t) for t in terms(graph) if t.startswith(ours) and t not in defined})


@pytest.mark.parametrize("name", FILES)
def test_files_use_no_undefined_term(name: str) -> None:
    assert undefined(read(name)) == []


def test_graphs_use_no_undefined_term() -> None:
    graphs: Dataset = dataset(collect(quads(sample(), small())))
    everything = Graph()
    for quad in graphs.quads():
        everything.add(quad[:3])
    assert undefined(everything) == []


def test_every_row_of_reference_data_names_a_described_source() -> None:
    described = set(read("sources.ttl").subjects(DCTERMS.title))
    for name in ("states.ttl", "places.ttl", "organizations.ttl"):
        graph = read(name)
        for row in graph.subjects(SKOS.prefLabel):
            sources = set(graph.objects(row, DCTERMS.source))
            assert sources, row
            assert sources <= described, row


def test_every_event_type_is_defined_in_our_words() -> None:
    plover = read("plover.ttl")
    types = list(plover.subjects(SKOS.inScheme, PLOVER.types))
    assert len(types) == 20
    for type_ in types:
        assert len(list(plover.objects(type_, SKOS.definition))) == 1
        assert len(list(plover.objects(type_, SKOS.prefLabel))) == 1


def test_the_cameo_roots_are_covered_once() -> None:
    codes = sorted(
        str(code)
        for code in read("plover.ttl").objects(None, SKOS.notation)
        if isinstance(code, Literal) and code.datatype == PLOVER.cameoCode
    )
    assert codes == [
        "03", "04", "05", "06", "07", "081", "082", "083", "084", "085", "086", "087", "09", "10",
        "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    ]  # fmt: skip


def test_ontology_and_sample_are_consistent_under_owl_rl() -> None:
    graph = read("statecraft.ttl") + read("plover.ttl") + article_graph()
    assert contradictions(graph) == []


def test_a_thing_that_is_two_things_is_a_contradiction() -> None:
    graph = read("statecraft.ttl") + article_graph()
    person = next(graph.subjects(RDF.type, SC.Person))
    graph.add((person, RDF.type, SC.Organization))
    assert contradictions(graph)


def contradictions(graph: Graph) -> list[str]:
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    agent = URIRef("http://www.daml.org/2002/03/agents/agent-ont#")
    errors = graph.subjects(RDF.type, URIRef(agent + "ErrorMessage"))
    return [str(graph.value(error, URIRef(agent + "error"))) for error in errors]


# ---- shapes


def findings(graph: Graph, name: str = "urn:article") -> tuple[Finding, ...]:
    """What the shapes find wrong with a named graph."""
    store = Store()
    lines = graph.serialize(format="nt", encoding="utf-8")
    store.load(lines, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(name))
    return validate(store).findings


def complaints(graph: Graph, name: str = "urn:article") -> set[str]:
    return {finding.reason for finding in findings(graph, name)}


def test_the_sample_conforms_to_the_shapes() -> None:
    assert complaints(article_graph()) == set()


def first(graph: Graph, class_: URIRef) -> URIRef:
    found = min(graph.subjects(RDF.type, class_))
    assert isinstance(found, URIRef)
    return found


def second_label(graph: Graph) -> None:
    graph.add((first(graph, SC.Person), SKOS.prefLabel, Literal("Somebody Else")))


def no_evidence(graph: Graph) -> None:
    graph.remove((first(graph, SC.Claim), SC.evidence, None))


def two_factualities(graph: Graph) -> None:
    event = first(graph, SC.Event)
    graph.add((event, SC.factuality, SC.Asserted))
    graph.add((event, SC.factuality, SC.Planned))


def unknown_factuality(graph: Graph) -> None:
    graph.set((first(graph, SC.Event), SC.factuality, SC.Rumoured))


def reported_by_nobody(graph: Graph) -> None:
    claim = first(graph, SC.Claim)
    graph.set((claim, SC.factuality, SC.Reported))
    graph.remove((claim, SC.attributedTo, None))


def over_confident(graph: Graph) -> None:
    graph.set((first(graph, SC.Statement), SC.confidence, Literal("1.2", datatype=XSD.decimal)))


def backwards(graph: Graph) -> None:
    evidence = first(graph, SC.Evidence)
    graph.set((evidence, NIF.endIndex, Literal("0", datatype=XSD.nonNegativeInteger)))


def misquoted(graph: Graph) -> None:
    graph.set((first(graph, SC.Evidence), NIF.anchorOf, Literal("words that are not there")))


def vague_date(graph: Graph) -> None:
    graph.set((first(graph, SC.Event), SC.date, Literal("last week")))


def unclaimed(graph: Graph) -> None:
    graph.add((first(graph, SC.Organization), SC.partOf, first(graph, SC.State)))


def denied_but_plain(graph: Graph) -> None:
    for claim in sorted(graph.subjects(RDF.predicate, SC.holds)):
        graph.set((claim, SC.factuality, SC.Negated))


def unknown_type(graph: Graph) -> None:
    graph.set((first(graph, SC.Event), SC.eventType, PLOVER.GOSSIP))


def aid_to_nobody(graph: Graph) -> None:
    event = first(graph, SC.Event)
    graph.set((event, SC.eventType, PLOVER.AID))
    graph.remove((event, SC.target, None))


def speechless(graph: Graph) -> None:
    graph.remove((first(graph, SC.Statement), SC.speaker, None))


def untitled(graph: Graph) -> None:
    graph.remove((first(graph, SC.Position), SC.title, None))


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (second_label, "A thing has one skos:prefLabel, and it is not empty."),
        (no_evidence, "A fact has evidence."),
        (two_factualities, "A fact has one factuality, from the list."),
        (unknown_factuality, "A fact has one factuality, from the list."),
        (reported_by_nobody, UNATTRIBUTED),
        (over_confident, "A fact has one confidence, a decimal from 0 to 1."),
        (backwards, "Evidence begins at one character, before its end."),
        (misquoted, "Evidence quotes the text of its article at its offsets."),
        (vague_date, "A date is an xsd:date, an xsd:gYearMonth or an xsd:gYear."),
        (unclaimed, "A plain relation has a claim that the article itself asserts."),
        (denied_but_plain, "A plain relation has a claim that the article itself asserts."),
        (unknown_type, "An event has one type, from the list."),
        (aid_to_nobody, "Aid, cooperation, sanctions, and events of office have a target."),
        (speechless, "A statement has a speaker."),
        (untitled, "A position has one sc:title."),
    ],
)
def test_a_broken_graph_is_refused_for_the_right_reason(
    damage: Callable[[Graph], None], complaint: str
) -> None:
    graph = article_graph()
    damage(graph)
    assert complaint in complaints(graph)


def test_an_act_told_by_halves_is_a_warning_and_no_more() -> None:
    graph = article_graph()
    aid_to_nobody(graph)
    assert [finding.warning for finding in findings(graph)] == [True]


def test_what_is_reported_may_say_that_nobody_is_named() -> None:
    graph = article_graph()
    reported_by_nobody(graph)
    graph.add((first(graph, SC.Claim), SC.unattributed, Literal(True)))
    assert complaints(graph) == set()


def test_a_graph_without_its_article_is_refused() -> None:
    graph = article_graph()
    for triple in list(graph.triples((first(graph, SC.Article), None, None))):
        graph.remove(triple)
    assert "A named graph is of one article, which it describes." in complaints(graph)


def background_graph() -> Graph:
    return Graph() + dataset(collect(quads(sample(), small()))).graph(SC.background)


def wordy(graph: Graph) -> None:
    graph.add((first(graph, SC.State), SC.mentionedIn, URIRef("urn:article")))


def nameless(graph: Graph) -> None:
    graph.remove((first(graph, SC.State), SKOS.prefLabel, None))


def capital_of_a_city(graph: Graph) -> None:
    graph.add((first(graph, SC.Place), SC.capitalOf, first(graph, SC.Place)))


def nowhere(graph: Graph) -> None:
    point = URIRef("urn:point")
    graph.add((first(graph, SC.Place), GEO.hasGeometry, point))
    graph.add((point, GEO.asWKT, Literal("POINT(here)", datatype=GEO.wktLiteral)))


def test_what_is_known_beforehand_conforms_to_its_shapes() -> None:
    assert complaints(background_graph(), str(SC.background)) == set()


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (wordy, "What an article mentions, it mentions in its own graph."),
        (nameless, "A known thing has one skos:prefLabel, and it is not empty."),
        (capital_of_a_city, "A capital is a state's."),
        (nowhere, "A place is at one point."),
    ],
)
def test_a_broken_background_is_refused_for_the_right_reason(
    damage: Callable[[Graph], None], complaint: str
) -> None:
    graph = background_graph()
    damage(graph)
    assert complaint in complaints(graph, str(SC.background))


def test_the_context_of_json_ld_is_made_from_the_ontology() -> None:
    assert json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8")) == {"@context": context()}


def test_the_page_of_the_vocabulary_shows_every_term_in_its_present_words() -> None:
    page = (DOCS / "ontology" / "index.html").read_text(encoding="utf-8")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    ontology = read("statecraft.ttl")
    shown = 0
    for term in set(ontology.subjects(RDFS.isDefinedBy, None)):
        kinds = set(ontology.objects(term, RDF.type))
        if kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}:
            assert f"<code>{term}</code>" in page
            assert str(ontology.value(term, RDFS.comment)) in text
            shown += 1
    assert shown > 60


def test_the_page_of_the_vocabulary_has_pictures_and_needs_no_network() -> None:
    page = (DOCS / "ontology" / "index.html").read_text(encoding="utf-8")
    assert page.count("<svg ") >= 2
    assert not re.search(r"<(?:script|img|iframe)[^>]*\bsrc=|<link href=\"(?!data:)|@import", page)

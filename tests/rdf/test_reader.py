"""A graph read back as plain values."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import StoreError
from graph.model import ArticleView, Fact, Node, Quote, View
from graph.rdf import iri
from graph.rdf.reader import view
from graph.rdf.store import collect, dataset
from graph.rdf.vocabulary import NIF, RDF, SC
from tests.fixtures.analysis import LEAGUE, sample, sentences, span

ARTICLE = iri.article(sample().article)
A = ARTICLE.value
ID = "https://w3id.org/statecraft/id/"


@pytest.fixture
def read(store: Store) -> View:
    return view(store)


def node(read: View, label: str) -> Node:
    [found] = [one for one in read.nodes if one.label == label]
    return found


def fact(read: View, name: str) -> Fact:
    [found] = [one for one in read.facts if one.iri == f"{A}/{name}"]
    return found


def test_the_article_is_as_it_was_read(read: View) -> None:
    me = sample().article
    assert read.articles == (
        ArticleView(
            iri=A,
            name=me.name,
            text=me.text,
            title=me.title,
            publisher=me.publisher,
            date=me.date,
            dateline="LISBON",
        ),
    )


def test_a_thing_has_its_names_identity_and_mentions(read: View) -> None:
    first, second = span("Lisbon"), span("LISBON")
    assert node(read, "Lisbon") == Node(
        iri=f"{ID}place/lisbon",
        type="Place",
        label="Lisbon",
        aliases=("LISBON",),
        mentions=((A, second.begin, second.end), (A, first.begin, first.end)),
    )
    assert node(read, "Oslo").same_as == ("http://www.wikidata.org/entity/Q585",)


def test_things_known_from_outside_alone_are_background() -> None:
    seen = Quad(NamedNode("a:x"), RDF["type"], SC["State"], SC["background"])
    assert [one.background for one in view(collect([seen])).nodes] == [True]


def test_no_thing_that_is_mentioned_is_background(read: View) -> None:
    assert not [one.label for one in read.nodes if one.background]


def test_a_position_has_its_title_and_bodies_even_if_only_reported(read: View) -> None:
    president = node(read, "President of Portugal")
    assert (president.type, president.title) == ("Position", "President")
    assert president.bodies == (f"{ID}state/PT",)
    head = node(read, "Head of Harbour Workers’ League")
    assert head.bodies == (f"{A}/{LEAGUE.key}",)


def test_a_claim_is_read_with_its_words_marked(read: View) -> None:
    [sentence] = [
        one for one in sentences() if sample().article.text[one.begin :].startswith("Uni")
    ]
    text = sample().article.text[sentence.begin : sentence.end]
    at = sentence.begin
    assert fact(read, "claim/rui-faro-holds-head-of-harbour-workers-league") == Fact(
        iri=f"{A}/claim/rui-faro-holds-head-of-harbour-workers-league",
        kind="claim",
        relation="holds",
        subjects=(f"{A}/person/rui-faro",),
        objects=(f"{A}/position/head-of-harbour-workers-league",),
        factuality="Reported",
        attributed_to=(f"{A}/group/union-officials",),
        confidence=0.8,
        rule="heads-verb",
        evidence=(
            Quote(
                article=A,
                begin=sentence.begin,
                end=sentence.end,
                text=text,
                marks=(
                    ("subject", at + text.index("Faro"), at + text.index("Faro") + 4),
                    ("trigger", at + text.index("heads"), at + text.index("heads") + 5),
                    ("object", at + text.index("Harbour"), at + text.index("League") + 6),
                ),
            ),
        ),
    )


def test_an_event_is_read_with_place_mode_and_date(read: View) -> None:
    meeting = fact(read, "event/consult-henrik-dahl-marta-oliveira")
    assert (meeting.kind, meeting.relation, meeting.mode) == ("event", "CONSULT", "meet")
    assert (meeting.place, meeting.date) == (f"{ID}place/lisbon", "2025-03-11")


def test_each_piece_of_evidence_keeps_its_own_marks(read: View) -> None:
    accord = fact(read, "event/agree-henrik-dahl-marta-oliveira")
    assert [len(quote.marks) for quote in accord.evidence] == [3, 3]
    for quote in accord.evidence:
        assert all(quote.begin <= begin < end <= quote.end for _, begin, end in quote.marks)


def test_a_chain_of_sources_runs_from_the_outermost_inwards(read: View) -> None:
    assert fact(read, "event/accuse-henrik-dahl-morocco").attributed_to == (
        f"{A}/person/marta-oliveira",
        f"{A}/person/henrik-dahl",
    )


def test_statements_are_read_with_words_manner_and_addressee(read: View) -> None:
    said = [one for one in read.facts if one.kind == "statement"]
    assert [(one.relation, one.content, one.direct, one.objects) for one in said] == [
        ("says", "We do this because the sea does not divide us", True, (f"{A}/group/reporters",)),
        ("says", "the North Atlantic Maritime Council had welcomed the plan", False, ()),
    ]


def test_every_fact_of_the_analysis_is_read(read: View) -> None:
    kinds = [one.kind for one in read.facts]
    assert kinds.count("event") == len(sample().events)
    assert kinds.count("statement") == len(sample().statements)


def test_every_quote_is_the_text_between_its_offsets(read: View) -> None:
    text = read.articles[0].text
    quotes = [quote for one in read.facts for quote in one.evidence]
    assert len(quotes) > 20
    assert all(text[quote.begin : quote.end] == quote.text for quote in quotes)


def test_nodes_come_by_iri_and_facts_in_text_order(read: View) -> None:
    iris = [one.iri for one in read.nodes]
    begins = [one.evidence[0].begin for one in read.facts]
    assert iris == sorted(iris)
    assert begins == sorted(begins)


def test_the_order_of_quads_makes_no_difference(store: Store, read: View) -> None:
    assert view(collect(sorted(store, key=str, reverse=True))) == read


def test_a_dataset_of_rdflib_is_read_as_well(store: Store, read: View) -> None:
    assert view(dataset(store)) == read


def test_a_graph_of_something_else_is_an_empty_view() -> None:
    other = Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("c"))
    assert view(collect([other])) == View(articles=(), nodes=(), facts=())


@pytest.mark.parametrize("predicate", [NIF["beginIndex"], NIF["anchorOf"], SC["confidence"]])
def test_a_fact_that_lacks_what_it_rests_on_is_refused(store: Store, predicate: NamedNode) -> None:
    for quad in list(store.quads_for_pattern(None, predicate, None)):
        store.remove(quad)
    with pytest.raises(StoreError, match=f"<{predicate.value}>; build the graph again"):
        view(store)

"""What a graph says of an article: the contract of the vocabulary."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from graph.model import (
    Analysis,
    Claim,
    EntityType,
    Evidence,
    Factuality,
    Span,
    Statement,
    Tenure,
)
from graph.rdf import iri
from graph.rdf.mapping import quads
from graph.rdf.store import collect, dump, merged
from graph.rdf.vocabulary import BACKGROUND, PREFIXES, SC, XSD
from tests.fixtures.analysis import (
    ASSERTED,
    CASTELO,
    COUNCIL,
    DAHL,
    FARO,
    LEAGUE,
    NORWAY,
    OFFICIALS,
    OSLO,
    PORTUGAL,
    evidence,
    sample,
    stance,
)
from tests.fixtures.reference import small

RELATIONS = (
    "holds",
    "formerlyHeld",
    "affiliatedWith",
    "partOf",
    "memberOf",
    "locatedIn",
    "capitalOf",
    "positionIn",
)


def article() -> NamedNode:
    return iri.article(sample().article)


def ask(store: Store, pattern: str) -> bool:
    text = f"ASK {{ {pattern} }}"
    return bool(merged(store).query(text, prefixes=PREFIXES))


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = merged(store).query(query, prefixes=PREFIXES)
    return sorted(tuple("" if cell is None else cell.value for cell in row) for row in found)


def only(**parts: tuple[object, ...]) -> Analysis:
    """The sample with nothing but its things and the given facts."""
    empty = {name: () for name in ("claims", "tenures", "events", "statements")}
    return replace(sample(), **{**empty, **parts})


def plain_relations(store: Store) -> set[tuple[str, str, str]]:
    """The plain triples that the article's own graph holds between things."""
    return {
        (quad.subject.value, name, quad.object.value)
        for name in RELATIONS
        for quad in store.quads_for_pattern(None, SC[name], None, article())
    }


def test_one_tenure_and_its_things_are_exactly_these_triples() -> None:
    tenure = Tenure(
        holder=DAHL,
        title="Foreign Minister",
        bodies=(NORWAY,),
        stance=ASSERTED,
        evidence=evidence("Foreign Minister", "Henrik Dahl", "Norwegian"),
        rule="title-before-name",
    )
    things = (replace(DAHL, mentions=DAHL.mentions[:1]), replace(NORWAY, mentions=()))
    store = collect(quads(replace(only(tenures=(tenure,)), entities=things), small()))
    store.remove_graph(BACKGROUND)
    for quad in store.quads_for_pattern(article(), None, None, None):
        store.remove(quad)
    a = article().value
    sentence = sample().article.text[72:235]
    expected = Graph().parse(
        format="turtle",
        data=f"""
        @base <{a}> .
        @prefix sc: <https://w3id.org/statecraft#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
        <{a}/person/henrik-dahl> a sc:Person ; skos:prefLabel "Henrik Dahl" ;
          rdfs:label "Henrik Dahl" ; skos:altLabel "Dahl" ; sc:mentionedIn <{a}> ;
          sc:mention <#char=108,119> ; sc:holds <{a}/position/foreign-minister-of-norway> .
        <https://w3id.org/statecraft/id/state/NO> a sc:State ; skos:prefLabel "Norway" ;
          rdfs:label "Norway" ; skos:altLabel "Norwegian" .
        <{a}/position/foreign-minister-of-norway> a sc:Position ;
          skos:prefLabel "Foreign Minister of Norway" ; rdfs:label "Foreign Minister of Norway" ;
          sc:title "Foreign Minister" ; sc:mentionedIn <{a}> ; sc:mention <#char=91,107> ;
          sc:positionIn <https://w3id.org/statecraft/id/state/NO> .
        <{a}/claim/henrik-dahl-holds-foreign-minister-of-norway> a sc:Claim ;
          rdfs:label "Henrik Dahl holds Foreign Minister of Norway" ;
          rdf:subject <{a}/person/henrik-dahl> ; rdf:predicate sc:holds ;
          rdf:object <{a}/position/foreign-minister-of-norway> ; sc:mentionedIn <{a}> ;
          sc:factuality sc:Asserted ; sc:confidence 0.9 ; sc:rule "title-before-name" ;
          sc:evidence <#char=72,235> ; sc:trigger <#char=91,107> ;
          sc:subjectSpan <#char=108,119> ; sc:objectSpan <#char=81,90> .
        <#char=72,235> a sc:Evidence ; sc:mentionedIn <{a}> ;
          nif:beginIndex "72"^^xsd:nonNegativeInteger ; nif:endIndex "235"^^xsd:nonNegativeInteger ;
          nif:anchorOf "{sentence}" .
        <#char=91,107> a sc:Evidence ; sc:mentionedIn <{a}> ;
          nif:beginIndex "91"^^xsd:nonNegativeInteger ; nif:endIndex "107"^^xsd:nonNegativeInteger ;
          nif:anchorOf "Foreign Minister" .
        <#char=108,119> a sc:Evidence ; sc:mentionedIn <{a}> ;
          nif:beginIndex "108"^^xsd:nonNegativeInteger ;
          nif:endIndex "119"^^xsd:nonNegativeInteger ; nif:anchorOf "Henrik Dahl" .
        <#char=81,90> a sc:Evidence ; sc:mentionedIn <{a}> ;
          nif:beginIndex "81"^^xsd:nonNegativeInteger ; nif:endIndex "90"^^xsd:nonNegativeInteger ;
          nif:anchorOf "Norwegian" .
        """,
    )  # fmt: skip
    actual = Graph().parse(data=dump(store, "ttl"), format="turtle")
    assert isomorphic(actual, expected), [sorted(actual - expected), sorted(expected - actual)]


def test_the_article_carries_its_text_and_what_is_known_of_it(store: Store) -> None:
    me = sample().article
    found = rows(
        store,
        """SELECT ?text ?name ?title ?publisher ?date (DATATYPE(?date) AS ?type) ?dateline {
             ?a a sc:Article ; nif:isString ?text ; dcterms:identifier ?name ;
                sc:dateline ?dateline ; dcterms:title ?title ; sc:publisher ?publisher ;
                dcterms:issued ?date }""",
    )
    assert found == [
        (me.text, me.name, me.title, me.publisher, me.date, XSD["date"].value, "LISBON")
    ]


def test_what_is_unknown_of_an_article_is_left_out() -> None:
    bare = replace(sample().article, title=None, publisher=None, date=None, dateline=None)
    store = collect(quads(replace(only(), article=bare, entities=()), small()))
    assert {quad.predicate.value.rpartition("/")[2].rpartition("#")[2] for quad in store} == {
        "type",
        "identifier",
        "isString",
    }


def test_plain_triples_are_what_the_article_asserts_and_nothing_else(store: Store) -> None:
    a = article().value
    no, pt = (f"https://w3id.org/statecraft/id/state/{code}" for code in ("NO", "PT"))

    def person(name: str) -> str:
        return f"{a}/person/{name}"

    def office(name: str) -> str:
        return f"{a}/position/{name}"

    brazil = "https://w3id.org/statecraft/id/state/BR"
    minister = office("foreign-minister-of-portugal")
    assert plain_relations(store) == {
        ("https://w3id.org/statecraft/id/place/oslo", "capitalOf", no),
        (f"{a}/organization/defense", "partOf", pt),
        (pt, "memberOf", f"{a}/organization/namc"),
        (person("henrik-dahl"), "holds", office("foreign-minister-of-norway")),
        (person("marta-oliveira"), "holds", minister),
        (person("ana-castelo"), "holds", office("president-of-portugal")),
        (person("marta-oliveira"), "formerlyHeld", office("ambassador-to-brazil")),
        (person("jorge-brandt"), "formerlyHeld", minister),
        (office("foreign-minister-of-norway"), "positionIn", no),
        (minister, "positionIn", pt),
        (office("president-of-portugal"), "positionIn", pt),
        (office("ambassador-to-brazil"), "positionIn", brazil),
        (office("aide-to-ana-castelo"), "positionIn", person("ana-castelo")),
    }


@pytest.mark.parametrize("factuality", [one for one in Factuality if one != Factuality.ASSERTED])
@pytest.mark.parametrize("sources", [(), (OFFICIALS,)])
def test_what_is_not_asserted_is_a_claim_and_never_a_plain_triple(
    factuality: Factuality, sources: tuple[object, ...]
) -> None:
    how = stance(factuality, *sources)
    proof = evidence("heads", "Faro", "Harbour Workers’ League")
    claim = Claim(
        subject=FARO,
        predicate="affiliatedWith",
        object=LEAGUE,
        stance=how,
        evidence=proof,
        rule="r",
    )
    tenures = tuple(
        Tenure(
            holder=FARO,
            title="Head",
            bodies=(LEAGUE,),
            former=former,
            stance=how,
            evidence=proof,
            rule="r",
        )
        for former in (False, True)
    )
    store = collect(quads(only(claims=(claim,), tenures=tenures), small()))
    assert plain_relations(store) == set()
    assert ask(
        store, f"?c rdf:predicate sc:affiliatedWith ; sc:factuality sc:{factuality} ; rdf:object ?o"
    )
    assert ask(store, f"?c rdf:predicate sc:formerlyHeld ; sc:factuality sc:{factuality}")


def test_what_is_called_asserted_but_put_down_to_somebody_is_no_plain_triple() -> None:
    claim = Claim(
        subject=OSLO,
        predicate="capitalOf",
        object=NORWAY,
        stance=stance(Factuality.ASSERTED, OFFICIALS),
        evidence=evidence("the Norwegian capital"),
        rule="r",
    )
    assert plain_relations(collect(quads(only(claims=(claim,)), small()))) == set()


def test_an_office_that_somebody_asserts_is_at_its_body_though_its_holder_is_only_reported() -> (
    None
):
    proof = evidence("heads", "Faro", "Harbour Workers’ League")
    nobody = Tenure(
        holder=None, title="Head", bodies=(LEAGUE,), stance=ASSERTED, evidence=proof, rule="r"
    )
    reported = replace(nobody, holder=FARO, stance=stance(Factuality.REPORTED, OFFICIALS))
    store = collect(quads(only(tenures=(reported, nobody)), small()))
    head = f"{article().value}/position/head-of-harbour-workers-league"
    league = f"{article().value}/organization/league"
    assert plain_relations(store) == {(head, "positionIn", league)}


def test_one_office_with_two_holders_is_one_position() -> None:
    first = sample().tenures[0]
    store = collect(quads(only(tenures=(first, replace(first, holder=CASTELO))), small()))
    assert rows(store, "SELECT ?p { ?p a sc:Position }") == [
        (f"{article().value}/position/foreign-minister-of-norway",)
    ]


def test_who_is_elected_does_not_hold_the_office_yet() -> None:
    president = sample().tenures[2]
    elect = replace(president, holder=FARO, qualifier="elect")
    store = collect(quads(only(tenures=(president, elect)), small()))
    assert rows(
        store,
        """SELECT ?n ?q { ?x sc:holds ?p . ?p rdfs:label ?n .
             OPTIONAL { ?p sc:positionQualifier ?q } }""",
    ) == [("President of Portugal", ""), ("President-elect of Portugal", "elect")]


def test_a_position_without_holder_is_there_with_the_words_that_name_it(store: Store) -> None:
    assert rows(
        store,
        """SELECT ?label ?title ?words { ?p a sc:Position ; rdfs:label ?label ; sc:title ?title ;
             sc:mention/nif:anchorOf ?words FILTER NOT EXISTS { ?c rdf:object ?p } }""",
    ) == [("Aide to Ana Castelo", "Aide", "aide")]


def test_every_claim_event_and_statement_carries_its_grounds(store: Store) -> None:
    facts = rows(store, "SELECT ?f { VALUES ?t { sc:Claim sc:Event sc:Statement } ?f a ?t }")
    grounded = rows(
        store,
        """SELECT DISTINCT ?f { VALUES ?t { sc:Claim sc:Event sc:Statement } ?f a ?t ;
             sc:factuality ?how ; sc:confidence ?sure ; sc:rule ?rule ; sc:mentionedIn ?a ;
             sc:evidence [ a sc:Evidence ; nif:anchorOf ?text ] . ?a a sc:Article
             FILTER(DATATYPE(?sure) = xsd:decimal && ?sure >= 0 && ?sure <= 1)
             VALUES ?how { sc:Asserted sc:Reported sc:Planned sc:Hypothetical sc:Negated } }""",
    )
    assert grounded == facts
    analysis = sample()
    unasserted = sum(
        1 for tenure in analysis.tenures if tenure.stance.factuality != Factuality.ASSERTED
    )
    held = sum(1 for tenure in analysis.tenures if tenure.holder is not None)
    assert len(facts) == (
        len(analysis.claims) + held + unasserted + len(analysis.events) + len(analysis.statements)
    )


def test_nested_attribution_keeps_who_has_it_from_whom(store: Store) -> None:
    assert rows(
        store,
        """SELECT ?outer ?inner { ?e sc:attributedTo/rdfs:label ?outer ;
             sc:attributedVia/rdfs:label ?inner }""",
    ) == [("Marta Oliveira", "Henrik Dahl")]


def test_events_carry_type_parties_place_mode_and_typed_dates(store: Store) -> None:
    found = rows(
        store,
        """SELECT ?type ?mode ?source ?target ?place ?date (DATATYPE(?date) AS ?dt) {
             ?e a sc:Event ; sc:eventType ?type ; sc:source/rdfs:label ?source ;
                sc:target/rdfs:label ?target ; sc:date ?date .
             OPTIONAL { ?e sc:mode ?mode } OPTIONAL { ?e sc:place/rdfs:label ?place } }""",
    )
    plover, xsd = PREFIXES["plover"], PREFIXES["xsd"]
    assert found == [
        (f"{plover}AGREE", "", "Henrik Dahl", "Marta Oliveira", "", "2025-03-11", f"{xsd}date"),
        (f"{plover}APPOINT", "", "Ana Castelo", "Rui Faro", "", "2025-04", f"{xsd}gYearMonth"),
        (f"{plover}CONSULT", "meet", "Henrik Dahl", "Marta Oliveira", "Lisbon", "2025-03-11",
         f"{xsd}date"),
        (f"{plover}CONSULT", "visit", "Ana Castelo", "Norway", "Oslo", "2025-03-14", f"{xsd}date"),
        (f"{plover}THREATEN", "", "Russia", "Norway", "", "2025-02", f"{xsd}gYearMonth"),
    ]  # fmt: skip


def test_statements_carry_speaker_words_and_manner(store: Store) -> None:
    assert rows(
        store,
        """SELECT ?speaker ?content ?direct ?to {
             ?s a sc:Statement ; sc:speaker/rdfs:label ?speaker ; sc:content ?content ;
                sc:direct ?direct OPTIONAL { ?s sc:addressee/rdfs:label ?to } }""",
    ) == [
        ("Henrik Dahl", "We do this because the sea does not divide us", "true", "reporters"),
        (
            "Marta Oliveira",
            "the North Atlantic Maritime Council had welcomed the plan",
            "false",
            "",
        ),
    ]


def test_a_thing_that_the_text_does_not_mention_is_not_said_to_be(store: Store) -> None:
    unseen = replace(COUNCIL, mentions=())
    unmentioned = collect(quads(replace(only(), entities=(unseen,)), small()))
    pattern = "?x a sc:Organization ; sc:mentionedIn ?a"
    assert ask(store, pattern)
    assert not ask(unmentioned, pattern)


def test_every_thing_has_one_preferred_label_in_the_union_of_all_graphs() -> None:
    renamed = replace(PORTUGAL, name="Portuguese Republic")
    store = collect(quads(replace(only(), entities=(renamed,)), small()))
    assert rows(store, "SELECT ?l { ?x skos:prefLabel ?l }") == [("Portugal",)]
    assert ask(store, "?x skos:altLabel 'Portuguese Republic'")


def test_quads_come_once_each_and_in_the_same_order() -> None:
    first, second = list(quads(sample(), small())), list(quads(sample(), small()))
    assert first == second
    assert len(first) == len(set(first))


def test_two_processes_write_the_same_bytes_whatever_their_hash_seed() -> None:
    script = (
        "import sys\n"
        "from graph.rdf.mapping import quads\n"
        "from graph.rdf.store import collect, dump\n"
        "from tests.fixtures.analysis import sample\n"
        "from tests.fixtures.reference import small\n"
        "for form in ('trig', 'ttl', 'nq'):\n"
        "    sys.stdout.buffer.write(dump(collect(quads(sample(), small())), form))\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert outputs[0] == outputs[1] != b""


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300), st.data())
def test_evidence_is_the_very_text_between_its_offsets(text: str, data: st.DataObject) -> None:
    def spans() -> Span:
        begin = data.draw(st.integers(0, len(text) - 1))
        return Span(begin, data.draw(st.integers(begin + 1, len(text))))

    statement = Statement(
        speakers=(DAHL,),
        content="x",
        parts=(spans(),),
        direct=True,
        stance=ASSERTED,
        evidence=Evidence(sentence=spans(), trigger=spans()),
        rule="r",
    )
    analysis = replace(
        only(statements=(statement,)),
        article=replace(sample().article, text=text, dateline=None),
        entities=(replace(DAHL, mentions=(spans(), spans())),),
    )
    read = Dataset(default_union=True)
    read.parse(data=dump(collect(quads(analysis, small())), "trig"), format="trig")
    found = list(
        read.query(
            """SELECT ?b ?e ?t ?s { ?x a sc:Evidence ; nif:beginIndex ?b ; nif:endIndex ?e ;
                 nif:anchorOf ?t ; sc:mentionedIn/nif:isString ?s }""",
            initNs=PREFIXES,
        )
    )
    assert found
    for begin, end, anchor, stored in found:
        assert str(stored) == text
        assert text[int(begin) : int(end)] == str(anchor)


@pytest.mark.parametrize("span", [Span(5, 5), Span(7, 3), Span(0, 10_000), Span(-1, 4)])
def test_a_span_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="is not in a text"):
        list(quads(replace(only(), entities=(replace(DAHL, mentions=(span,)),)), small()))


HOSTILE = [
    "He said \"no\" \\ and 'yes'",
    "two\nlines\tand\r\ncarriage",
    "</script><img src=x onerror=alert(1)>",
    "\u202eright to left\u202c \u2066isolated\u2069",
    "emoji 🕊 and e\u0301 and \U0001f1f3\U0001f1f4",
    "\"\"\"triple\"\"\" '''quotes''' \\u0041",
    "<https://example.org/> . } GRAPH ?g {",
    "null \x00 bell \x07 delete \x7f",
]


@pytest.mark.parametrize("form", [("trig", "trig"), ("ttl", "turtle"), ("nq", "nquads")])
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_they_went(words: str, form: tuple[str, str]) -> None:
    text = f"before {words} after"
    entity = replace(DAHL, name=words, aliases=(), mentions=(Span(7, 7 + len(words)),))
    analysis = replace(
        only(),
        article=replace(sample().article, text=text, title=words, publisher=words, dateline=None),
        entities=(entity,),
    )
    store = collect(quads(analysis, small()))
    read = Dataset(default_union=True)
    read.parse(data=dump(store, form[0]), format=form[1])
    query = """SELECT ?text ?title ?publisher ?name ?anchor {
        ?a nif:isString ?text ; dcterms:title ?title ; sc:publisher ?publisher .
        ?p a sc:Person ; skos:prefLabel ?name ; sc:mention/nif:anchorOf ?anchor }"""
    assert [tuple(map(str, row)) for row in read.query(query, initNs=PREFIXES)] == [
        (text, words, words, words, words)
    ]


def test_groups_and_places_are_typed_as_such(store: Store) -> None:
    for type_ in EntityType:
        assert ask(store, f"?x a sc:{type_} ; skos:prefLabel ?name ; sc:mentionedIn ?a")


def test_literal_labels_carry_no_language() -> None:
    store = collect(quads(sample(), small()))
    tagged = [
        quad
        for quad in store
        if isinstance(quad.object, Literal) and quad.object.language is not None
    ]
    assert tagged == []

"""What follows from a graph: all that OWL 2 RL says, our own rules, reasons for each, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import OWL, Graph

from graph.errors import OntologyError
from graph.rdf import reasoning
from graph.rdf.reasoning import Inference, infer, rules, unfounded, with_inferences
from graph.rdf.results import shortened_iri
from graph.rdf.vocabulary import BACKGROUND, INFERRED, RDF, REFERENCE, SC
from graph.resources import ONTOLOGY

OUR_OWN = {"ministry", "office"}
ARTICLE = NamedNode("https://w3id.org/statecraft/article/a")


def shown(inference: Inference) -> str:
    terms = (inference.subject, inference.predicate, inference.object)
    return " ".join(shortened_iri(term).rpartition("/")[2] for term in terms)


def relations(store: Store) -> list[str]:
    """What follows in our own terms."""
    return [shown(one) for one in infer(store) if one.predicate.startswith(SC.base)]


def test_office_holders_are_affiliated_and_relations_are_turned_round(store: Store) -> None:
    assert relations(store) == [
        "namc sc:hasMember state:PT",
        "ana-castelo sc:affiliatedWith state:PT",
        "henrik-dahl sc:affiliatedWith state:NO",
        "marta-oliveira sc:affiliatedWith state:PT",
        "state:NO sc:capital place:oslo",
        "state:PT sc:capital place:lisbon",
    ]


def test_nothing_follows_from_what_is_only_said_planned_or_denied(store: Store) -> None:
    subjects = {one.subject for one in infer(store) if one.predicate == SC["affiliatedWith"].value}
    # Faro heads the league by the word of its officials, and will be commissioner by a plan.
    assert not any("rui-faro" in subject for subject in subjects)
    # He who held an office before is no longer affiliated.
    assert not any("jorge-brandt" in subject for subject in subjects)


def test_claims_events_and_statements_are_no_premises(store: Store) -> None:
    kinds = [SC[name] for name in ("Claim", "Event", "Statement", "Evidence")]
    told = {
        quad.subject.value
        for kind in kinds
        for quad in store.quads_for_pattern(None, RDF["type"], kind, None)
    }
    found = infer(store)
    assert found
    assert not told & {one.subject for one in found}
    assert not told & {premise.subject for one in found for premise in one.premises}


def test_every_inference_rests_on_what_is_there(store: Store) -> None:
    found = infer(store)
    follows = {(one.subject, one.predicate, one.object) for one in found}
    told = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in store
        if quad.graph_name != BACKGROUND
    }
    known = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in store.quads_for_pattern(None, None, None, BACKGROUND)
    }
    places = {
        reasoning.ASSERTED: told,
        reasoning.KNOWN: known,
        reasoning.FOLLOWS: follows,
    }
    checked = 0
    for one in found:
        assert one.rule
        assert one.premises
        for premise in one.premises:
            if premise.where != reasoning.AXIOM:
                terms = (premise.subject, premise.predicate, premise.object.removeprefix('"'))
                assert terms in places[premise.where]
                checked += 1
    assert checked >= len(found) > 50


def test_no_inference_rests_on_itself(store: Store) -> None:
    by_triple = {(one.subject, one.predicate, one.object): one for one in infer(store)}

    def leaves(one: Inference, above: frozenset[Inference]) -> Iterator[str]:
        assert one not in above
        for premise in one.premises:
            if premise.where == reasoning.FOLLOWS:
                below = by_triple[premise.subject, premise.predicate, premise.object]
                yield from leaves(below, above | {one})
            else:
                yield premise.where

    for one in by_triple.values():
        assert set(leaves(one, frozenset())) - {reasoning.AXIOM}


def premises_graph(store: Store) -> Graph:
    """What the rules start from, with the whole ontology, for another reasoner."""
    graph = Graph().parse(ONTOLOGY / "statecraft.ttl", format="turtle")
    things = {
        q.subject for c in reasoning._THINGS for q in store.quads_for_pattern(None, RDF["type"], c)
    }
    lines = [
        f"{quad.triple} .\n"
        for quad in store
        if quad.subject in things
        and (quad.predicate == RDF["type"] or quad.predicate.value.startswith(SC.base))
    ]
    return graph.parse(data="".join(lines), format="nt")


def test_owl_rl_gives_what_an_independent_reasoner_gives(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = tuple(rule for rule in rules() if rule.name not in OUR_OWN)
    monkeypatch.setattr(reasoning, "rules", lambda: standard)
    ours = {(one.subject, one.predicate, one.object.removeprefix('"')) for one in infer(store)}
    graph = premises_graph(store)
    before = set(graph)
    subjects = {
        str(s) for s in graph.subjects() if str(s).startswith("https://w3id.org/statecraft/")
    }
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    # What everything is (owl:Thing), and that each thing is itself, says nothing.
    theirs = {
        (str(s), str(p), str(o))
        for s, p, o in set(graph) - before
        if str(s) in subjects and p != OWL.sameAs and o != OWL.Thing
    }
    assert ours == theirs


def test_the_inferred_graph_holds_what_follows_and_follows_again(store: Store) -> None:
    whole = with_inferences(store)
    inferred = list(whole.quads_for_pattern(None, None, None, INFERRED))
    assert len(inferred) == len(infer(store)) == len(whole) - len(store)
    assert infer(whole) == infer(store)
    assert unfounded(whole) == ()


def test_what_does_not_follow_is_found(store: Store) -> None:
    whole = with_inferences(store)
    norway, iceland = (NamedNode(f"{REFERENCE}state/{code}") for code in ("NO", "IS"))
    whole.add(Quad(norway, SC["partOf"], iceland, INFERRED))
    assert [str(triple.object) for triple in unfounded(whole)] == [str(iceland)]


def test_a_holder_in_a_ministry_is_the_states_and_a_capital_lies_in_its_state() -> None:
    def thing(name: str, class_: str) -> Iterator[Quad]:
        yield Quad(NamedNode(f"urn:{name}"), RDF["type"], SC[class_], ARTICLE)

    def tie(subject: str, relation: str, object_: str) -> Quad:
        return Quad(NamedNode(f"urn:{subject}"), SC[relation], NamedNode(f"urn:{object_}"), ARTICLE)

    store = Store()
    store.extend(Quad(ARTICLE, RDF["type"], SC["Article"], ARTICLE) for _ in range(1))
    store.extend(thing("ann", "Person"))
    store.extend(thing("spokeswoman", "Position"))
    store.extend(thing("office", "Organization"))
    store.extend(thing("ministry", "Organization"))
    store.extend(thing("land", "State"))
    store.add(Quad(NamedNode("urn:spokeswoman"), SC["title"], Literal("Spokeswoman"), ARTICLE))
    for triple in (
        ("ann", "holds", "spokeswoman"),
        ("spokeswoman", "positionIn", "office"),
        ("office", "partOf", "ministry"),
        ("ministry", "partOf", "land"),
    ):
        store.add(tie(*triple))
    store.extend(thing("town", "Place"))
    store.add(tie("town", "capitalOf", "land"))
    assert relations(store) == [
        "urn:ann sc:affiliatedWith urn:land",
        "urn:ann sc:affiliatedWith urn:office",
        "urn:land sc:capital urn:town",
        "urn:office sc:partOf urn:land",
        "urn:town sc:locatedIn urn:land",
    ]


def test_the_rules_explain_themselves() -> None:
    assert {rule.name for rule in rules()} >= {"subclass", "subproperty", *OUR_OWN}
    assert all(rule.title and "# about: " in rule.text for rule in rules())


def test_a_rule_without_a_title_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.rq"
    path.write_text("SELECT * {}", encoding="utf-8")
    with pytest.raises(OntologyError, match="has no line '# title: …'"):
        reasoning._read(path)

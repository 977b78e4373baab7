"""The plain graph never states what the article only reports, plans, supposes or denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import RDF, URIRef

from graph.pipeline import Built

SC = "https://w3id.org/statecraft#"
PLAIN = [
    URIRef(SC + name)
    for name in (
        "holds",
        "formerlyHeld",
        "affiliatedWith",
        "partOf",
        "memberOf",
        "locatedIn",
        "capitalOf",
    )
]

# (sentence, the local name of a relation that it must not state, factuality of the claim that stands for it)
NOT_STATED = [
    ("Bob Stone said that Ann Dale was the foreign minister of Chile.", "holds", "Reported"),
    ("Ann Dale is not the foreign minister of Chile.", "holds", "Negated"),
    ("Ann Dale will be the foreign minister of Chile.", "holds", "Planned"),
    ("Ann Dale could become foreign minister of Chile.", "holds", "Hypothetical"),
    ("Ann Dale will become foreign minister of Chile in May.", "holds", "Planned"),
    ("“Ann Dale is the foreign minister of Chile,” Bob Stone said.", "holds", "Reported"),
    ("According to Bob Stone, Ann Dale is the foreign minister of Chile.", "holds", "Reported"),
    ("Bob Stone claimed that Norway was a member of NATO.", "memberOf", "Reported"),
    ("Chile is not a member of NATO.", "memberOf", None),
    ("“The alliance is made up of Chile and Peru,” Bob Stone said.", "memberOf", None),
    (
        "Bob Stone told reporters that Ann Dale had become prime minister of Peru.",
        "holds",
        "Reported",
    ),
    ("Ann Dale never became president of Peru.", "holds", "Negated"),
    ("Bob Stone denied that Ann Dale was the president of Peru.", "holds", "Negated"),
    ("Ann Dale may be named ambassador to Peru.", "holds", "Hypothetical"),
    ("Ann Dale would serve as governor of Texas.", "holds", "Planned"),
    ("If Ann Dale becomes president of Peru, Chile will protest.", "holds", "Hypothetical"),
    ("Bob Stone, who said Ann Dale was the mayor of Lima, left.", "holds", "Reported"),
    ("Bob Stone wrote that Ann Dale was appointed defense minister of Peru.", "holds", "Reported"),
    ("Bob Stone believes Ann Dale is the president of Peru.", "holds", "Reported"),
    ("Peru wants Ann Dale to be its ambassador to Chile.", "holds", "Planned"),
    ("“Our new foreign minister, Ann Dale, will visit Lima,” Bob Stone said.", "holds", "Reported"),
    ("Ann Dale was not elected president of Peru.", "holds", "Negated"),
    ("Ann Dale, an alleged member of Hamas, left.", "holds", "Reported"),
    ("Suspected Hamas member Ann Dale left.", "holds", "Reported"),
    ("Ann Dale, reportedly the head of the World Bank, left.", "holds", "Reported"),
    ("Ann Dale, the self-declared president of Peru, left.", "holds", "Reported"),
    ("Would-be president Ann Dale left.", "holds", "Planned"),
    ("Ann Dale, the likely next president of Peru, left.", "holds", "Hypothetical"),
    ("Ann Dale is accused of being a member of Hamas.", "holds", "Reported"),
    ("Is Ann Dale the president of Peru?", "holds", "Hypothetical"),
    ("Perhaps Ann Dale is the president of Peru.", "holds", "Hypothetical"),
    ("Had Ann Dale become president of Peru, Chile would have left.", "holds", "Hypothetical"),
    ("Ann Dale almost became president of Peru.", "holds", "Negated"),
    ("Ann Dale is no longer president of Peru.", "holds", None),
    ("Neither Ann Dale nor Bob Stone is president of Peru.", "holds", "Negated"),
    ("Peru nominated Ann Dale as ambassador to Chile.", "holds", "Planned"),
    ("Ann Dale, tipped to be the next president of Peru, left.", "formerlyHeld", None),
    ("Ann Dale ran for president of Peru.", "holds", None),
    ("Ann Dale was named as a suspect.", "holds", None),
    ("Ann Dale, a suspected Hamas militant, left.", "affiliatedWith", None),
    ("Presumed Hamas leader Ann Dale left.", "affiliatedWith", None),
    ("Bob Stone claimed that Ann Dale founded the Blue Movement.", "affiliatedWith", "Reported"),
    ("Bob Stone said that Peru had joined NATO.", "memberOf", "Reported"),
    ("Peru allegedly joined NATO.", "memberOf", None),
]

# (sentence, the type of an act that it must not state, its factuality)
NOT_DONE = [
    ("Peru accused Chile of attacking Talca.", "ASSAULT", "Reported"),
    ("Peru is accused of attacking Chile.", "ASSAULT", "Reported"),
    ("Peru blamed Chile for attacking Talca.", "ASSAULT", "Reported"),
    ("Bob Stone was charged with killing Ann Dale.", "ASSAULT", "Reported"),
    ("Bob Stone was arrested for killing Ann Dale.", "ASSAULT", "Reported"),
    ("Bob Stone is suspected of killing Ann Dale.", "ASSAULT", "Reported"),
    ("Bob Stone denied killing Ann Dale.", "ASSAULT", "Negated"),
    ("Peru claims to have attacked Chile.", "ASSAULT", "Reported"),
    ("Peru admitted attacking Chile.", "ASSAULT", "Reported"),
    ("Peru is said to have attacked Chile.", "ASSAULT", "Reported"),
    ("Peru allegedly attacked Chile.", "ASSAULT", "Reported"),
    ("Peru reportedly attacked Chile.", "ASSAULT", "Reported"),
    ("The alleged attack by Peru on Chile failed.", "ASSAULT", "Reported"),
    ("Rumours that Peru attacked Chile spread.", "ASSAULT", "Reported"),
    ("Peru possibly attacked Chile.", "ASSAULT", "Hypothetical"),
    ("Did Peru attack Chile?", "ASSAULT", "Hypothetical"),
    ("Should Peru attack Chile, Norway will leave.", "ASSAULT", "Hypothetical"),
    ("Peru warned against attacking Chile.", "ASSAULT", "Hypothetical"),
    ("Peru is considering attacking Chile.", "ASSAULT", "Hypothetical"),
    ("There was a risk that Chile would attack Peru.", "ASSAULT", "Hypothetical"),
    ("Peru nearly attacked Chile.", "ASSAULT", "Negated"),
    ("Peru has yet to attack Chile.", "ASSAULT", "Negated"),
    ("Peru left without attacking Chile.", "ASSAULT", "Negated"),
    ("Peru prevented Chile from attacking Talca.", "ASSAULT", "Negated"),
    ("Neither Peru nor Chile attacked Norway.", "ASSAULT", "Negated"),
    ("Norway's denial that it attacked Peru was false.", "ASSAULT", "Negated"),
    ("Peru no longer supports Chile.", "SUPPORT", "Negated"),
    ("Peru ordered an attack on Chile.", "ASSAULT", "Planned"),
    ("Peru was going to attack Chile.", "ASSAULT", "Planned"),
    ("Bob Stone is to be received by Ann Dale on Monday.", "CONSULT", "Planned"),
    ("Bob Stone was to be freed by Peru.", "RETREAT", "Planned"),
    ("Not all of the ministers met Ann Dale.", "CONSULT", "Negated"),
    ("Peru and Chile are to sign an accord.", "SUPPORT", "Planned"),
    ("Peru's proposal that Chile withdraw its troops was ignored.", "RETREAT", "Planned"),
    ("Peru's decision to send troops to Chile was ignored.", "MOBILIZE", "Planned"),
]


def plain_triples(built: Built, relation: str) -> list[tuple[str, str]]:
    """What the article's own graph states of a relation, background left out."""
    article = built.dataset.value(predicate=RDF.type, object=URIRef(SC + "Article"))
    own = built.dataset.graph(article)
    return [(str(s), str(o)) for s, o in own.subject_objects(URIRef(SC + relation))]


@pytest.mark.parametrize(("sentence", "relation", "factuality"), NOT_STATED)
def test_what_is_not_asserted_is_no_plain_triple(
    read: Callable[[str], Built], sentence: str, relation: str, factuality: str | None
) -> None:
    built = read(sentence)
    assert plain_triples(built, relation) == []
    if factuality is not None:
        claims = {f.factuality for f in built.facts if f.relation == relation}
        assert claims == {factuality}


@pytest.mark.parametrize(("sentence", "type_", "factuality"), NOT_DONE)
def test_what_is_not_said_to_be_done_is_no_fact(
    read: Callable[[str], Built], sentence: str, type_: str, factuality: str
) -> None:
    acts = {f.factuality for f in read(sentence).facts if f.relation == type_}
    assert acts == {factuality}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Peru voted to ratify the treaty with Chile.", "SUPPORT"),
        ("Peru was able to attack Chile.", "ASSAULT"),
        ("Peru praised Chile for freeing Bob Stone.", "RETREAT"),
        ("The fact that Chile attacked Talca was known.", "ASSAULT"),
        ("Peru kept attacking Chile.", "ASSAULT"),
        ("Officials saw that police attacked Talca.", "ASSAULT"),
    ],
)
def test_what_is_said_to_be_done_is_a_fact(
    read: Callable[[str], Built], sentence: str, type_: str
) -> None:
    assert {f.factuality for f in read(sentence).facts if f.relation == type_} == {"Asserted"}


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Ann Dale is the foreign minister of Chile.", "holds"),
        ("Chilean Foreign Minister Ann Dale arrived.", "holds"),
        ("Ann Dale, the foreign minister of Chile, arrived.", "holds"),
        ("Norway is a member of NATO.", "memberOf"),
        ("Lima, the capital of Peru, was calm.", "capitalOf"),
        ("Ann Dale resigned as foreign minister of Chile.", "formerlyHeld"),
    ],
)
def test_what_is_asserted_is_a_plain_triple(
    read: Callable[[str], Built], sentence: str, relation: str
) -> None:
    assert len(plain_triples(read(sentence), relation)) == 1


def test_every_plain_triple_has_an_asserted_claim(read: Callable[[str], Built]) -> None:
    built = read(
        " ".join(sentence for sentence, _, _ in NOT_STATED[:8]) + " Lima is the capital of Peru."
    )
    claims = {
        (f.relation, f.subjects[0], f.objects[0])
        for f in built.facts
        if f.kind == "claim" and f.factuality == "Asserted"
    }
    for relation in PLAIN:
        name = relation.removeprefix(SC)
        for subject, object_ in plain_triples(built, name):
            assert (name, subject, object_) in claims

"""What the shipped pipeline reads in sentences of our own: positions, statements, relations, people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from graph.pipeline import Built

Read = Callable[[str], Built]


def label(built: Built, iri: str) -> str:
    return next(node.label for node in built.view.nodes if node.iri == iri)


def told(built: Built, fact: Fact) -> tuple[str, str, str]:
    objects = " + ".join(label(built, o) for o in fact.objects)
    return " + ".join(label(built, s) for s in fact.subjects), fact.relation, objects


def claims(built: Built) -> set[tuple[str, str, str]]:
    return {told(built, fact) for fact in built.facts if fact.kind == "claim"}


def said(built: Built) -> list[tuple[str, str | None]]:
    return [(told(built, f)[0], f.content) for f in built.facts if f.kind == "statement"]


@pytest.mark.parametrize(
    ("sentence", "holder", "office"),
    [
        (
            "U.S. senator and former presidential candidate Ann Dale spoke.",
            "Ann Dale",
            "Senator of the United States",
        ),
        ("Senators Bob Stone and Ann Dale spoke.", "Ann Dale", "Senator"),
        ("Democratic Reps. Bob Stone and Ann Dale spoke.", "Bob Stone", "Representative"),
        (
            "The Chilean ambassador to the UN, Ann Dale, spoke.",
            "Ann Dale",
            "Ambassador to the UN of Chile",
        ),
        ("The President of Chad Ann Dale spoke.", "Ann Dale", "President of Chad"),
        (
            "Ann Dale was appointed envoy to Asia for the United Nations.",
            "Ann Dale",
            "Envoy to Asia of the United Nations",
        ),
        (
            "British Secretary of State for Defence Ann Dale spoke.",
            "Ann Dale",
            "Secretary of State for Defence of the United Kingdom",
        ),
        (
            "NATO’s supreme Allied commander for Europe, Ann Dale, spoke.",
            "Ann Dale",
            "Supreme Allied Commander of NATO",
        ),
        ("Peruvian Foreign Minister Ann Dale spoke.", "Ann Dale", "Foreign Minister of Peru"),
        ("Ann Dale, the president of Chile, spoke.", "Ann Dale", "President of Chile"),
        ("The president of Chile, Ann Dale, spoke.", "Ann Dale", "President of Chile"),
        ("Norway’s prime minister, Ann Dale, spoke.", "Ann Dale", "Prime Minister of Norway"),
        ("Ann Dale is the foreign minister of Chile.", "Ann Dale", "Foreign Minister of Chile"),
        (
            "U. S. Secretary of State Ann Dale spoke.",
            "Ann Dale",
            "Secretary of State of the United States",
        ),
        (
            "Bob Stone, an adviser to the premier’s chief of staff, Ann Dale, spoke.",
            "Bob Stone",
            "Adviser to Ann Dale",
        ),
        ("Peru’s ambassador to Chile, Ann Dale, spoke.", "Ann Dale", "Ambassador to Chile of Peru"),
        (
            "Other choices include Bob Stone as ambassador to Chile and Ann Dale as treasurer.",
            "Ann Dale",
            "Treasurer",
        ),
        ("Ann Dale has been elected president of Peru.", "Ann Dale", "President of Peru"),
        ("Ann Dale took up the post of finance minister.", "Ann Dale", "Finance Minister"),
        ("Ann Dale is the leader of the Labour Party.", "Ann Dale", "Leader of the Labour Party"),
        (
            "Ann Dale drew fire in her role as prime minister of Peru.",
            "Ann Dale",
            "Prime Minister of Peru",
        ),
        (
            "The Arab League met. Ann Dale, the organization’s secretary general, spoke.",
            "Ann Dale",
            "Secretary General of Arab League",
        ),
        (
            "Ann Dale told Bob Stone of the bond between Ken Olsen and his defence minister, Ida Holm.",
            "Ida Holm",
            "Defence Minister to Ken Olsen",
        ),
    ],
)
def test_a_position_is_read(read: Read, sentence: str, holder: str, office: str) -> None:
    assert (holder, "holds", office) in claims(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Lawyer Ann Dale spoke.",
        "Ann Dale, a survivor of the war, spoke.",
        "Dr. Ann Dale spoke.",
        "According to many reporters Ann Dale left.",
        "Ann Dale is a leader.",
        "Peru sees Ann Dale as an ally.",
    ],
)
def test_what_somebody_is_by_trade_or_fate_is_no_position(read: Read, sentence: str) -> None:
    assert not any(relation == "holds" for _, relation, _ in claims(read(sentence)))


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "The UN Security Council met in Lima, Peru.",
            ("United Nations Security Council", "partOf", "United Nations"),
        ),
        ("The UN Security Council met in Lima, Peru.", ("Lima", "locatedIn", "Peru")),
        (
            "U.S. Republican Senator Ann Dale spoke.",
            ("Ann Dale", "affiliatedWith", "Republican Party"),
        ),
        (
            "Senator Ann Dale (D-Ohio) spoke.",
            ("Ann Dale", "affiliatedWith", "Democratic Party"),
        ),
        ("Sen. Ann Dale, R-Texas, spoke.", ("Ann Dale", "affiliatedWith", "Republican Party")),
        ("Ann Dale, a U.S. Republican, spoke.", ("Ann Dale", "affiliatedWith", "Republican Party")),
        ("Ann Dale of the Labour Party spoke.", ("Ann Dale", "affiliatedWith", "Labour Party")),
        ("Ann Dale joined the Labour Party.", ("Ann Dale", "affiliatedWith", "Labour Party")),
        (
            "Ann Dale, who heads the World Bank, spoke.",
            ("Ann Dale", "holds", "Head of the World Bank"),
        ),
        ("Hamas official Ann Dale spoke.", ("Ann Dale", "affiliatedWith", "Hamas")),
        (
            "The Labour Party, led by Ann Dale, left.",
            ("Ann Dale", "holds", "Leader of the Labour Party"),
        ),
        ("Norway, a member of NATO, was calm.", ("Norway", "memberOf", "NATO")),
        ("NATO member Norway was calm.", ("Norway", "memberOf", "NATO")),
        (
            "Peru, which belongs to the Andean Community, was calm.",
            ("Peru", "memberOf", "Andean Community"),
        ),
        (
            "The World Health Organization, a United Nations agency, helped.",
            ("World Health Organization", "partOf", "United Nations"),
        ),
        (
            "The Qassam Brigades, the armed wing of Hamas, fired rockets.",
            ("al-Qassam Brigades", "partOf", "Hamas"),
        ),
        (
            "Britain, France and Germany, known as the EU-3, met.",
            ("France", "memberOf", "EU-3"),
        ),
        ("Ann Dale (Labour) spoke.", ("Ann Dale", "affiliatedWith", "Labour")),
        ("Ann Dale’s Labour Party was calm.", ("Ann Dale", "affiliatedWith", "Labour Party")),
        ("NATO countries Norway and Poland left.", ("Poland", "memberOf", "NATO")),
        ("The Congress of Bolivia met.", ("Congress of Bolivia", "partOf", "Bolivia")),
        (
            "Ann Dale, the US ambassador to Seoul, South Korea, spoke.",
            ("Seoul", "locatedIn", "South Korea"),
        ),
        ("Ann Dale from the Labour Party spoke.", ("Ann Dale", "affiliatedWith", "Labour Party")),
        ("Scotland is part of the United Kingdom.", ("Scotland", "locatedIn", "United Kingdom")),
        ("The Bank of Peru, based in Lima, failed.", ("Bank of Peru", "locatedIn", "Lima")),
        ("Talca, in central Chile, was calm.", ("Talca", "locatedIn", "Chile")),
        ("Ann Dale saw Peru’s Sacred Valley.", ("Sacred Valley", "locatedIn", "Peru")),
        ("A plane fell in Talca in southern Chile.", ("Talca", "locatedIn", "Chile")),
        (
            "Some members of the Arab League, including Algeria, are concerned.",
            ("Algeria", "memberOf", "Arab League"),
        ),
        ("Peru’s army met Chile, which joined NATO in 2004.", ("Chile", "memberOf", "NATO")),
        ("Norway and Iceland, which are part of NATO, left.", ("Iceland", "memberOf", "NATO")),
        ("As NATO allies, Norway and Turkey left.", ("Turkey", "memberOf", "NATO")),
        ("Norway was admitted to NATO in 1949.", ("Norway", "memberOf", "NATO")),
        ("Norway became a member of NATO in 1949.", ("Norway", "memberOf", "NATO")),
        ("NATO members Norway and Iceland left.", ("Iceland", "memberOf", "NATO")),
        ("The US Senate met.", ("United States Senate", "partOf", "United States")),
        ("The Iraqi Security Forces left.", ("Iraqi Security Forces", "partOf", "Iraq")),
        ("The UN Human Rights Panel met.", ("UN Human Rights Panel", "partOf", "United Nations")),
        ("UN agency UNICEF helped.", ("UNICEF", "partOf", "United Nations")),
        (
            "Hamas’s armed wing, the Qassam Brigades, left.",
            ("al-Qassam Brigades", "partOf", "Hamas"),
        ),
        (
            "Dale’s party, the Blue Movement, won, said Ann Dale.",
            ("Ann Dale", "affiliatedWith", "Blue Movement"),
        ),
        ("Ann Dale founded the Blue Movement.", ("Ann Dale", "affiliatedWith", "Blue Movement")),
        (
            "Ann Dale formed a new party, the Blue Movement.",
            ("Ann Dale", "affiliatedWith", "Blue Movement"),
        ),
        (
            "Ann Dale, who works for the World Bank, left.",
            ("Ann Dale", "affiliatedWith", "World Bank"),
        ),
        (
            "Ann Dale, a lawyer with Amnesty International, left.",
            ("Ann Dale", "affiliatedWith", "Amnesty International"),
        ),
        (
            "Ann Dale, a professor at the University of Talca, left.",
            ("Ann Dale", "holds", "Professor of University of Talca"),
        ),
        (
            "Republicans Ann Dale and Bob Stone left.",
            ("Bob Stone", "affiliatedWith", "Republicans"),
        ),
        ("The Dale Bank in Lima failed.", ("Dale Bank", "locatedIn", "Lima")),
        ("The Lima-based Dale Bank failed.", ("Dale Bank", "locatedIn", "Lima")),
        (
            "The University of Talca, in Chile, closed.",
            ("University of Talca", "locatedIn", "Chile"),
        ),
        ("A bomb fell in Talca, northern Chile.", ("Talca", "locatedIn", "Chile")),
        ("A bomb fell in the Talca Region of Chile.", ("Talca Region", "locatedIn", "Chile")),
        ("A bomb fell in Chile’s southern Talca province.", ("Talca", "locatedIn", "Chile")),
        ("A bomb fell in the Al-Sinek district in Lima.", ("Al-Sinek", "locatedIn", "Lima")),
        ("A bomb fell in Tripoli, Lebanon.", ("Tripoli", "locatedIn", "Lebanon")),
        ("A bomb fell in the Lebanese port of Tripoli.", ("Tripoli", "locatedIn", "Lebanon")),
    ],
)
def test_a_relation_is_read_from_names_side_by_side(
    read: Read, sentence: str, claim: tuple[str, str, str]
) -> None:
    assert claim in claims(read(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Dale is not a Republican.",
        "Ann Dale will join the Labour Party.",
        "Ann Dale, a former Republican, spoke.",
        "Ann Dale, no Republican, spoke.",
        "Former Hamas official Ann Dale spoke.",
        "Peru may belong to the Andean Community.",
        "Ann Dale met Bob Stone of Peru.",
        "Scotland is not part of the United Kingdom.",
        "Norway, no member of NATO, was calm.",
        "Norway, a former member of NATO, was calm.",
        "Ann Dale became the first leader to visit the World Bank.",
        "Peru will join NATO.",
        "Peru did not join NATO.",
        "Peru joined NATO in condemning Chile.",
        "Peru may become a member of NATO.",
        "Norway is not part of NATO.",
        "NATO did not admit Peru.",
        "Ann Dale worked for the World Bank.",
        "Ann Dale may work for the World Bank.",
        "Ann Dale, a former lawyer with the World Bank, left.",
        "Ann Dale's former party, the Blue Movement, won.",
        "Ann Dale did not found the Blue Movement.",
        "Ann Dale formed the Blue Commission.",
        "Members of NATO, Norway and Peru met.",
    ],
)
def test_nobody_belongs_to_what_they_only_meet_or_deny(read: Read, sentence: str) -> None:
    assert claims(read(sentence)) == set()


def test_a_partys_adjective_makes_no_office_of_the_party(read: Read) -> None:
    found = claims(read("U.S. Republican Senator Ann Dale spoke."))
    assert ("Ann Dale", "holds", "Senator of the United States") in found


def test_people_named_last_are_not_what_two_states_are(read: Read) -> None:
    text = "Ann Dale met Bob Stone. The sea lies between Poland and Norway, which are both NATO members."
    assert {s for s, _, body in claims(read(text)) if body == "NATO"} == {"Poland", "Norway"}


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Former Chilean President Ann Dale spoke.", "President of Chile"),
        (
            "Ann Dale, who was leader of the Labour Party until 2001, spoke.",
            "Leader of the Labour Party",
        ),
    ],
)
def test_a_former_office_is_no_longer_held(read: Read, sentence: str, office: str) -> None:
    found = claims(read(sentence))
    assert ("Ann Dale", "formerlyHeld", office) in found
    assert not any(relation == "holds" for _, relation, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The sea is calm,” Ann Dale said.", [("Ann Dale", "The sea is calm")]),
        ("Ann Dale said that the sea was calm.", [("Ann Dale", "the sea was calm")]),
        ("Ann Dale expressed hope that the sea was calm.", [("Ann Dale", "the sea was calm")]),
        ("Ann Dale expressed interest in the calm sea.", []),
        ("Ann Dale should explain that the sea was calm.", []),
        (
            "Bob Stone, an adviser to the premier’s chief of staff, Ann Dale, told reporters on Monday"
            " that the sea was calm.",
            [("Bob Stone", "the sea was calm")],
        ),
        ("According to Ann Dale, the sea was calm.", [("Ann Dale", "the sea was calm")]),
        ("Ann Dale told reporters that the sea was calm.", [("Ann Dale", "the sea was calm")]),
        (
            "Ann Dale was at pains to stress that the sea was calm.",
            [("Ann Dale", "the sea was calm")],
        ),
        (
            "Ann Dale was quick to point out that the sea was calm.",
            [("Ann Dale", "the sea was calm")],
        ),
        (
            "Bob Stone quoted Ann Dale as saying that the sea was calm.",
            [("Ann Dale", "the sea was calm")],
        ),
        (
            "The sea was calm, according to state television.",
            [("state television", "The sea was calm")],
        ),
        (
            "Foreign Minister Ann Lima spoke. Lima insisted that the sea was calm.",
            [("Ann Lima", "the sea was calm")],
        ),
        (
            "Inspectors of the IAEA arrived. The agency said that the sea was calm.",
            [("International Atomic Energy Agency", "the sea was calm")],
        ),
        (
            "NATO met the African Union. The bloc said that the sea was calm.",
            [("bloc", "the sea was calm")],
        ),
        (
            "Two officials, who asked not to be named, said the sea was calm.",
            [("Two officials", "the sea was calm")],
        ),
        (
            "A senior official said on condition of anonymity that the sea was calm.",
            [("senior official", "the sea was calm")],
        ),
        ("Ann Dale told a news conference the sea was calm.", [("Ann Dale", "the sea was calm")]),
        ("Ann Dale called the plan “a disaster”.", [("Ann Dale", "the plan a disaster")]),
        ("Ann Dale called the plan a disaster.", []),
        (
            "Ann Dale criticized the plan on X. “Quotas are poetry,” she wrote.",
            [("Ann Dale", "Quotas are poetry")],
        ),
        ("“We want peace”, declared Ann Dale on Monday.", [("Ann Dale", "We want peace")]),
        (
            "Peru’s position, Ann Dale explained, had not changed.",
            [("Ann Dale", "Peru’s position had not changed")],
        ),
        ("The agency said that the sea was calm.", [("agency", "the sea was calm")]),
        (
            "Ann Dale left Lima. “The sea is calm,” she said. “We can go.”",
            [("Ann Dale", "The sea is calm, We can go.")],
        ),
    ],
)
def test_a_statement_is_read(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(read(text)) == expected


def test_a_denial_is_marked_as_one(read: Read) -> None:
    (fact,) = [
        f
        for f in read("Ann Dale denied that Peru had attacked Chile.").facts
        if f.kind == "statement"
    ]
    assert fact.factuality == "Negated"


def test_the_first_to_do_something_did_it(read: Read) -> None:
    (fact,) = [
        f for f in read("Ann Dale was the first leader to condemn Peru.").facts if f.kind == "event"
    ]
    assert fact.factuality == "Asserted"
    assert fact.relation == "ACCUSE"


def test_a_capital_is_the_state_when_it_acts_and_the_place_when_it_is_one(read: Read) -> None:
    acting = read("Moscow said that the talks were over.")
    assert [label(acting, f.subjects[0]) for f in acting.facts] == ["Russia"]
    standing = read("Ann Dale met Bob Stone in Moscow.")
    assert {n.label for n in standing.view.nodes if n.type == "Place"} == {"Moscow"}


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The Hungarian capital, Budapest, was calm.", ("Budapest", "capitalOf", "Hungary")),
        ("The Swiss city of Geneva was calm.", ("Geneva", "locatedIn", "Switzerland")),
        ("The Quartet is made up of Chile and Peru.", ("Chile", "memberOf", "Quartet")),
    ],
)
def test_a_relation_is_read(read: Read, sentence: str, claim: tuple[str, str, str]) -> None:
    assert claim[1] in {relation for _, relation, _ in claims(read(sentence))}
    assert (claim[0], claim[1]) in {(s, r) for s, r, _ in claims(read(sentence))}


def test_a_namesake_is_not_the_place_that_is_known(read: Read) -> None:
    known = read("A bomb fell in Tripoli, Libya.")
    other = read("A bomb fell in Tripoli, Lebanon. Tripoli was calm.")
    (tripoli,) = [node.iri for node in other.view.nodes if node.label == "Tripoli"]
    assert tripoli not in {node.iri for node in known.view.nodes}


def test_a_partys_name_that_many_have_is_no_single_states(read: Read) -> None:
    at_home = read("The Socialist Party won in France.")
    abroad = read("The Socialist Party won in Portugal.")
    assert "Socialist Party of France" in {node.label for node in at_home.view.nodes}
    assert "Socialist Party of France" not in {node.label for node in abroad.view.nodes}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Peruvian President Ann Dale said her country would send troops to Chile.", "Peru"),
        ("Peru held its breath. The country then sent troops to Chile.", "Peru"),
        ("In her first speech, Ann Dale, the Peruvian president, accused Chile.", "Ann Dale"),
        ("On a visit to Peru, Ann Dale accused Chile of spying.", "Ann Dale"),
    ],
)
def test_who_acts_is_found_behind_a_description(read: Read, text: str, who: str) -> None:
    built = read(text)
    events = [f for f in built.facts if f.kind == "event"]
    assert events
    assert {label(built, s) for f in events for s in f.subjects} == {who}


def test_the_country_is_nobodys_where_two_are_spoken_of(read: Read) -> None:
    built = read("Peru's army left Chile. The country's president, Ann Dale, left.")
    assert not {office for _, _, office in claims(built)} & {
        "President of Chile",
        "President of Peru",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile are to sign an accord on Friday.",
        "Ann Dale is due to meet Bob Stone on Friday.",
        "Ann Dale was to meet Bob Stone.",
    ],
)
def test_what_is_to_be_is_planned(read: Read, text: str) -> None:
    assert {f.factuality for f in read(text).facts if f.kind == "event"} == {"Planned"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Peru accused Chile of spying on Saturday.", "2025-08-16"),
        ("Peru accused Chile of spying in a statement on Saturday.", "2025-08-16"),
        ("In a statement issued on Saturday, Peru accused Chile of spying.", "2025-08-16"),
        ("Speaking on Saturday, Ann Dale accused Chile of spying.", "2025-08-16"),
        ("Peru's parliament voted on Saturday to reject the accord.", "2025-08-16"),
        ("Ann Dale won the election held on Saturday.", "2025-08-16"),
        ("Monday's attack by Chile on Peru was fierce.", "2025-08-18"),
        ("Thousands of Peruvians protested against Ann Dale on Saturday.", "2025-08-16"),
        ("Ann Dale said on Saturday that Chile had attacked Peru.", None),
    ],
)
def test_an_act_is_dated_from_the_words_around_it(read: Read, text: str, date: str | None) -> None:
    assert {f.date for f in read(text).facts if f.kind == "event"} == {date}


@pytest.mark.parametrize(
    "text",
    [
        "Iran has support for groups involved in the Chile conflict.",
        "Norway condemned the killing of Ann Dale.",
        "Ann Dale lost the election.",
        "The Peru earthquake killed ten people.",
    ],
)
def test_who_only_stands_nearby_takes_no_part(read: Read, text: str) -> None:
    built = read(text)
    events = [f for f in built.facts if f.kind == "event" and f.relation != "DIE"]
    named = {label(built, iri) for f in events for iri in (*f.subjects, *f.objects)}
    nearby = {"Chile", "Ann Dale", "Peru"}
    assert nearby & {node.label for node in built.view.nodes}
    assert not named & nearby


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Peru helped Chile attack Norway.", "Chile", "Norway"),
        ("Peru accused Chile of attacking Norway.", "Chile", "Norway"),
        ("Norway imposed sanctions on Peru over its attack on Chile.", "Peru", "Chile"),
        ("Peru’s ally Chile attacked Norway.", "Chile", "Norway"),
        ("A NATO air strike killed Bob Stone.", "NATO", "Bob Stone"),
        ("Bob Stone was punched and kicked by rebels.", "rebels", "Bob Stone"),
    ],
)
def test_who_attacks_whom(read: Read, text: str, who: str, whom: str) -> None:
    built = read(text)
    (event,) = [f for f in built.facts if f.relation == "ASSAULT"]
    assert [label(built, s) for s in event.subjects] == [who]
    assert [label(built, o) for o in event.objects] == [whom]


def test_a_given_name_tells_whom_she_means(read: Read) -> None:
    built = read("Ann Dale met Bob Stone. He accused her of lying.")
    (event,) = [f for f in built.facts if f.relation == "ACCUSE"]
    assert (label(built, event.subjects[0]), label(built, event.objects[0])) == (
        "Bob Stone",
        "Ann Dale",
    )


def test_who_adds_to_a_report_is_who_reported(read: Read) -> None:
    found = said(read("Ann Dale said Peru had failed, adding that it must try again."))
    assert {speaker for speaker, _ in found} == {"Ann Dale"}
    assert "Peru had failed" in {content for _, content in found}


@pytest.mark.parametrize(
    ("text", "actor", "relation"),
    [
        (
            "Peru’s parliament sent a letter. The letter accused Chile of spying.",
            "parliament",
            "ACCUSE",
        ),
        ("A statement by the Peruvian army condemned Chile.", "Peruvian army", "ACCUSE"),
        (
            "The Security Council adopted a resolution. The resolution urges Peru to leave Chile.",
            "United Nations Security Council",
            "REQUEST",
        ),
        ("An attack by rebels killed Bob Stone.", "rebels", "ASSAULT"),
        ("An al-Qaeda attack on Norway failed.", "al-Qaeda", "ASSAULT"),
        ("The Lima prosecutor’s office charged Ann Dale.", "Lima prosecutor’s office", "ACCUSE"),
        ("The French ministry of defence condemned Peru.", "French ministry of defence", "ACCUSE"),
        ("The lower house of Peru’s parliament rejected the bill.", "lower house", "REJECT"),
        (
            "South Korea was calm. North Korea attacked Peru, and the South condemned it.",
            "South Korea",
            "ACCUSE",
        ),
        ("Thirty of the prisoners are on hunger strike.", "prisoners", "PROTEST"),
        ("Norway deployed 20,000 of its soldiers to Peru.", "Norway", "MOBILIZE"),
    ],
)
def test_who_acts_under_another_name(read: Read, text: str, actor: str, relation: str) -> None:
    built = read(text)
    acting = {label(built, s) for f in built.facts if f.relation == relation for s in f.subjects}
    assert acting == {actor}


@pytest.mark.parametrize(
    "text",
    [
        "The north of Peru was calm, and South Korea condemned Chile.",
        "South Korea attacked the south coast of Peru.",
    ],
)
def test_a_compass_point_is_no_state(read: Read, text: str) -> None:
    states = {node.label for node in read(text).view.nodes if node.type == "State"}
    assert "North Korea" not in states
    assert states <= {"Peru", "South Korea", "Chile"}


def test_a_step_is_taken_by_who_took_it(read: Read) -> None:
    built = read("Peru expelled two Chilean diplomats, a step that Norway condemned.")
    (event,) = [f for f in built.facts if f.relation == "ACCUSE"]
    assert told(built, event) == ("Norway", "ACCUSE", "Peru")


def test_a_text_of_nobody_is_sought_without_end(read: Read) -> None:
    built = read("The statement condemned Chile. " * 1200)
    assert not [f for f in built.facts if f.relation == "ACCUSE"]


def test_a_meeting_of_a_body_is_its_members(read: Read) -> None:
    built = read("The vote came after a meeting of the Arab League in Cairo on Monday.")
    (event,) = [f for f in built.facts if f.kind == "event"]
    assert told(built, event)[:2] == ("Arab League", "CONSULT")
    assert event.date == "2025-08-18"


def test_what_is_said_in_talks_is_their_purpose_and_done(read: Read) -> None:
    met = read("Ann Dale met Bob Stone on Monday to discuss Chile.")
    assert {f.factuality for f in met.facts if f.kind == "event"} == {"Asserted"}
    left = read("Ann Dale left on Monday to meet Bob Stone.")
    assert {f.factuality for f in left.facts if f.relation == "CONSULT"} == {"Planned"}


def test_capitals_side_by_side_act_for_their_states(read: Read) -> None:
    (event,) = [
        f for f in read("Paris, London and Berlin condemned Peru.").facts if f.kind == "event"
    ]
    assert len(event.subjects) == 3


def test_bodies_of_one_name_in_two_states_are_two(read: Read) -> None:
    built = read("The Colombian Senate was calm. The U.S. Senate was calm.")
    bodies = {n.label for n in built.view.nodes if n.type == "Organization" and "Senate" in n.label}
    assert len(bodies) == 2


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Chile’s Supreme Court condemned Ann Dale.", "Supreme Court of Chile"),
        ("Peru’s House of Representatives condemned Ann Dale.", "House of Representatives of Peru"),
        ("Peru’s Security Council condemned Ann Dale.", "Security Council of Peru"),
        (
            "Peru’s Supreme Court met. The Supreme Court condemned Ann Dale.",
            "Supreme Court of Peru",
        ),
        ("The U.N.’s Security Council condemned Ann Dale.", "United Nations Security Council"),
        ("America’s Supreme Court condemned Ann Dale.", "Supreme Court of the United States"),
    ],
)
def test_a_states_body_is_not_the_one_that_is_better_known(
    read: Read, text: str, body: str
) -> None:
    built = read(text)
    (event,) = [f for f in built.facts if f.relation == "ACCUSE"]
    assert [label(built, s) for s in event.subjects] == [body]


def test_who_held_an_office_before_can_hold_it_again(read: Read) -> None:
    found = claims(read("Former Peruvian President Ann Dale was elected president of Peru."))
    offices = {(relation, office) for who, relation, office in found if who == "Ann Dale"}
    assert offices == {
        ("formerlyHeld", "President of Peru"),
        ("holds", "President of Peru"),
    }


@pytest.mark.parametrize("verb", ["dismissed", "fired", "sacked"])
def test_who_is_dismissed_holds_the_office_no_longer(read: Read, verb: str) -> None:
    built = read(f"Ann Dale {verb} her finance minister, Bob Stone.")
    assert {(who, relation) for who, relation, _ in claims(built)} == {
        ("Bob Stone", "formerlyHeld")
    }
    (event,) = [f for f in built.facts if f.kind == "event"]
    assert (event.relation, label(built, event.objects[0])) == ("RESIGN", "Bob Stone")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry of Peru",
        "Ann Dale (",
        "Ann Dale (Labour",
        "Ann Dale, R-",
        "The envoy to Seoul,",
        "Peru’s",
        "Ann Dale, a member of NATO and",
        "In her role as governor",
    ],
)
def test_a_text_may_end_anywhere(read: Read, text: str) -> None:
    assert {node.type for node in read(f"Ann Dale met Bob Stone. {text}").view.nodes} >= {"Person"}


def test_the_same_text_gives_the_same_graph(read: Read) -> None:
    text = "Peruvian President Ann Dale met Bob Stone in Lima. He said that Chile had agreed."
    assert read(text).view == read(text).view


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Ann Dale is the mayor of Lima. She was arrested on Monday.",
            ("", "COERCE", "Ann Dale"),
        ),
        ("Bob Stone lives in Lima. He was re-elected in 2003.", ("", "ELECT", "Bob Stone")),
        (
            "Ann Dale met Bob Stone in Lima. She urged him to leave Peru.",
            ("Ann Dale", "REQUEST", "Bob Stone"),
        ),
        (
            "Bob Stone cast his own vote in Lima, then encouraged Ann Dale to vote.",
            ("Bob Stone", "REQUEST", "Ann Dale"),
        ),
        (
            "Peru threatened to close the border unless Chile withdrew its troops.",
            ("Peru", "THREATEN", "Chile"),
        ),
        ("Rockets fired by rebels hit Arica on Monday.", ("rebels", "ASSAULT", "Arica")),
        (
            "Chile said that its artillery had shelled Peruvian border guards.",
            ("Chile", "ASSAULT", "Peruvian border guards"),
        ),
        (
            "Norway has indicated that it is willing to cooperate with Peru.",
            ("Norway", "AGREE", "Peru"),
        ),
    ],
)
def test_who_does_what_to_whom(read: Read, text: str, event: tuple[str, str, str]) -> None:
    built = read(text)
    assert event in {told(built, f) for f in built.facts if f.kind == "event"}


def test_whose_somebody_is_stands_in_the_name(read: Read) -> None:
    built = read("Kenya, whose troops pulled out of Kismayo in June, would send them back.")
    assert "troops of Kenya" in {node.label for node in built.view.nodes}


@pytest.mark.parametrize("body", ["Supreme Court of Dalemark", "Senate of Texas"])
def test_a_body_of_something_else_is_not_the_one_that_is_known(read: Read, body: str) -> None:
    nodes = read(f"The {body} rejected a plan by Ann Dale.").view.nodes
    assert body in {node.label for node in nodes}

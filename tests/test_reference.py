"""The reference knowledge finds what names mean, and holds together."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigour.territories import get_territories

from graph import reference
from graph.errors import OntologyError
from graph.model import EntityType
from graph.reference import Entry, Reference, fold

ID: Final = "https://w3id.org/statecraft/id/"
# A state that has ceased to exist has neither a code in use nor, here, a capital.
FORMER: Final = {"CSHH", "CSXX", "DD", "SU", "YU"}


@pytest.fixture(scope="module")
def known() -> Reference:
    return reference.load()


def found(known: Reference, name: str) -> list[str]:
    """The entries that a name finds, best first, each once, without the beginning of their IRIs."""
    return list(dict.fromkeys(m.entry.iri.removeprefix(ID) for m in known.find(name)))


def states(known: Reference) -> dict[str, Entry]:
    """The states that exist, by code."""
    beginning = ID + "state/"
    codes = {
        iri.removeprefix(beginning): entry
        for iri, entry in known.entries.items()
        if entry.type is EntityType.STATE
    }
    return {code: entry for code, entry in codes.items() if code not in FORMER}


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ukraine", "state/UA"),
        ("the United States of America", "state/US"),
        ("Burma", "state/MM"),
        ("Türkiye", "state/TR"),
        ("Turkiye", "state/TR"),
        ("Côte d’Ivoire", "state/CI"),
        ("Cote d'Ivoire", "state/CI"),
        ("Britain", "state/GB"),
        ("DR Congo", "state/CD"),
        ("D.R. Congo", "state/CD"),
        ("Republic of the Congo", "state/CG"),
        ("Dominica", "state/DM"),
        ("Dominican Republic", "state/DO"),
        ("Guinea", "state/GN"),
        ("Guinea Bissau", "state/GW"),
        ("Equatorial Guinea", "state/GQ"),
        ("Papua New Guinea", "state/PG"),
        ("Niger", "state/NE"),
        ("Nigeria", "state/NG"),
        ("North Korea", "state/KP"),
        ("South Korea", "state/KR"),
        ("Korea", "state/KR"),
        ("Kosovo", "state/XK"),
        ("Soviet Union", "state/SU"),
        ("Kiev", "place/kyiv"),
        ("Washington, D.C.", "place/washington"),
        ("The Hague", "place/the-hague"),
        ("St. Petersburg", "place/saint-petersburg"),
        ("Sana'a", "place/sanaa"),
        ("Gaza", "place/gaza-strip"),
        ("Donbass", "place/donbas"),
        ("Mideast", "place/middle-east"),
        ("al Qaeda", "organization/al-qaeda"),
        ("Hizbollah", "organization/hezbollah"),
        ("the White House", "organization/white-house"),
        ("Elysée", "organization/elysee"),
        ("Quai d’Orsay", "organization/quai-dorsay"),
        ("Foggy Bottom", "organization/state-department"),
        ("UN Security Council", "organization/un-security-council"),
        ("U. N. Security Council", "organization/un-security-council"),
        ("European Command", "organization/us-european-command"),
    ],
)
def test_a_name_finds_its_entry(known: Reference, name: str, first: str) -> None:
    assert found(known, name)[:1] == [first]


@pytest.mark.parametrize(
    ("name", "all_of_them"),
    [
        ("Georgia", ["state/GE", "place/georgia-state"]),
        ("Congo", ["state/CD", "state/CG"]),
        ("Congolese", ["state/CD", "state/CG"]),
        ("Dominican", ["state/DM", "state/DO"]),
        ("Luxembourg", ["state/LU", "place/luxembourg-city"]),
        ("Singapore", ["state/SG", "place/singapore"]),
        ("Washington", ["place/washington", "place/washington-state"]),
        ("New York", ["place/new-york-city", "place/new-york-state"]),
        ("Punjab", ["place/punjab-india", "place/punjab-pakistan"]),
        ("House of Commons", ["organization/house-of-commons-uk", "organization/house-of-commons-canada"]),
        ("Macedonian", ["state/MK"]),
        ("Nigerien", ["state/NE"]),
        ("Nigerian", ["state/NG"]),
    ],
)  # fmt: skip
def test_an_ambiguous_name_finds_all_it_may_mean(
    known: Reference, name: str, all_of_them: list[str]
) -> None:
    assert found(known, name) == all_of_them


def test_the_better_known_bearer_of_a_name_comes_first(known: Reference) -> None:
    congresses = found(known, "Congress")
    assert congresses[0] == "organization/us-congress"
    assert "organization/indian-national-congress" in congresses


@pytest.mark.parametrize("written", ["US", "U.S.", "U. S.", "USA", "U.S.A."])
def test_an_acronym_is_known_with_dots_and_spaces(known: Reference, written: str) -> None:
    assert found(known, written) == ["state/US"]
    assert known.find(written)[0].form == "acronym"


@pytest.mark.parametrize(
    ("acronym", "iri"),
    [
        ("WHO", "organization/who"),
        ("IRA", "organization/ira"),
        ("AU", "organization/african-union"),
        ("IS", "organization/islamic-state"),
        ("EU", "organization/european-union"),
        ("ICE", "organization/ice"),
    ],
)
def test_an_acronym_must_be_written_as_one(known: Reference, acronym: str, iri: str) -> None:
    assert iri in found(known, acronym)
    assert iri not in found(known, acronym.lower())
    assert iri not in found(known, acronym.capitalize())


def test_an_acronym_read_as_a_word_is_listed_so(known: Reference) -> None:
    assert found(known, "Nato") == found(known, "NATO") == ["organization/nato"]


@pytest.mark.parametrize("common", ["turkey", "china", "jordan", "chad", "us", "who", "united"])
def test_a_common_word_is_no_name(known: Reference, common: str) -> None:
    assert found(known, common) == []


@pytest.mark.parametrize("shouted", ["RUSSIA", "UNITED STATES", "SECURITY COUNCIL"])
def test_a_headline_in_capitals_is_read(known: Reference, shouted: str) -> None:
    assert found(known, shouted)


def test_a_name_that_begins_small_may_begin_great(known: Reference) -> None:
    assert found(known, "Al-Qaeda") == found(known, "al-Qaeda") == ["organization/al-qaeda"]


def test_nothing_is_found_for_a_stranger(known: Reference) -> None:
    assert known.find("Ruritania") == ()
    assert known.find("") == ()


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Russian", ["adjective", "demonym"]),
        ("Russians", ["demonym"]),
        ("Danish", ["adjective"]),
        ("Dane", ["demonym"]),
        ("Frenchmen", ["demonym"]),
        ("Britons", ["demonym"]),
        ("Russia", ["name"]),
    ],
)
def test_a_match_says_what_form_it_is(known: Reference, word: str, forms: list[str]) -> None:
    assert [match.form for match in known.find(word)] == forms


def test_there_are_all_the_states(known: Reference) -> None:
    un = known.entries[ID + "organization/united-nations"]
    assert len(un.members) == 193
    assert set(un.members) <= set(known.entries)
    rest = {entry.iri for entry in states(known).values()} - set(un.members)
    assert sorted(iri.removeprefix(ID) for iri in rest) == [
        "state/CK", "state/EH", "state/NU", "state/PS", "state/TW", "state/VA", "state/XK",
    ]  # fmt: skip


def test_every_state_has_what_news_needs(known: Reference) -> None:
    lacking = [
        code
        for code, entry in states(known).items()
        if not (entry.capital and entry.wikidata and entry.adjectives and entry.demonyms)
    ]
    assert lacking == []


def test_every_state_is_found_by_its_names_and_adjectives(known: Reference) -> None:
    lost = [
        (entry.iri, name)
        for entry in known.entries.values()
        for name in (entry.name, *entry.names, *entry.hidden_names, *entry.adjectives)
        if all(match.entry != entry for match in known.find(name))
    ]
    assert lost == []


def test_a_capital_knows_its_state_and_stands_for_it(known: Reference) -> None:
    for entry in states(known).values():
        assert entry.capital is not None
        capital = known.entries[entry.capital]
        assert capital.type is EntityType.PLACE
        assert capital.capital_of == entry.iri
        assert capital.country == entry.iri
    assert known.entries[ID + "place/kyiv"].stands_for == ID + "state/UA"


def test_brussels_stands_for_the_union_not_for_belgium(known: Reference) -> None:
    brussels = known.entries[ID + "place/brussels"]
    assert brussels.capital_of == ID + "state/BE"
    assert brussels.stands_for == ID + "organization/european-union"


@pytest.mark.parametrize(
    ("seat", "state"),
    [
        ("Kremlin", "RU"),
        ("White House", "US"),
        ("Downing Street", "GB"),
        ("Élysée", "FR"),
        ("Zhongnanhai", "CN"),
        ("Blue House", "KR"),
        ("Kantei", "JP"),
        ("Planalto", "BR"),
        ("Casa Rosada", "AR"),
        ("Pentagon", "US"),
        ("Rashtrapati Bhavan", "IN"),
        ("Quai d'Orsay", "FR"),
    ],
)
def test_a_seat_of_power_stands_for_its_state(known: Reference, seat: str, state: str) -> None:
    entry = known.find(seat)[0].entry
    assert entry.type is EntityType.ORGANIZATION
    assert entry.stands_for == entry.country == f"{ID}state/{state}"


def test_the_country_is_found_over_several_steps(known: Reference) -> None:
    assert known.entries[ID + "organization/fbi"].country == ID + "state/US"
    assert known.entries[ID + "place/tahrir-square"].country == ID + "state/EG"


def test_disputed_and_shared_places_have_no_country(known: Reference) -> None:
    for name in ("kashmir", "abkhazia", "south-china-sea", "middle-east"):
        assert known.entries[f"{ID}place/{name}"].country is None


def test_an_international_organization_belongs_to_no_state(known: Reference) -> None:
    assert known.entries[ID + "organization/un-security-council"].part_of == (
        ID + "organization/united-nations",
    )
    assert len(known.entries[ID + "organization/nato"].members) == 32
    assert len(known.entries[ID + "organization/european-union"].members) == 27


def test_points_are_latitude_and_longitude(known: Reference) -> None:
    assert known.entries[ID + "place/sydney"].point == pytest.approx((-33.87, 151.21), abs=0.1)
    for entry in known.entries.values():
        if entry.point is not None:
            assert -90 <= entry.point[0] <= 90
            assert -180 <= entry.point[1] <= 180


def test_no_two_entries_claim_one_identity(known: Reference) -> None:
    by_identity: dict[str, list[str]] = {}
    for entry in known.entries.values():
        if entry.wikidata is not None:
            by_identity.setdefault(entry.wikidata, []).append(entry.iri)
    shared = {same: iris for same, iris in by_identity.items() if len(iris) > 1}
    # A city-state is both a place and a state.
    assert sorted(iri.removeprefix(ID) for iris in shared.values() for iri in iris) == [
        "place/singapore",
        "state/SG",
    ]


def test_it_is_read_once(known: Reference) -> None:
    assert reference.load() is known


NAMES: Final = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=20)


@given(NAMES)
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_any_string_may_be_looked_up(name: str) -> None:
    assert isinstance(reference.load().find(name), tuple)


def write(folder: Path, body: str) -> Path:
    prefixes = (
        "@prefix sc: <https://w3id.org/statecraft#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix geo: <http://www.opengis.net/ont/geosparql#> .\n"
        f"@prefix id: <{ID}> .\n"
    )
    path = folder / "reference.ttl"
    path.write_text(prefixes + body, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("id:a a sc:State .", "prefLabel"),
        ('id:a skos:prefLabel "A" .', "type"),
        ('id:a a sc:State ; skos:prefLabel "A" ; sc:capital id:b .', "id/b"),
        ('id:a a sc:State ; skos:prefLabel "A"', "not valid Turtle"),
        (
            'id:a a sc:Place ; skos:prefLabel "A" ; geo:hasGeometry [ geo:asWKT "1 2" ] .',
            "no point",
        ),
    ],
)
def test_broken_reference_data_is_refused(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(OntologyError, match=complaint):
        reference.read([write(tmp_path, body)])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl"):
        reference.read([tmp_path / "none.ttl"])


def test_codes_and_identifiers_of_states_are_those_of_rigour(known: Reference) -> None:
    territories = {territory.code.upper(): territory for territory in get_territories()}
    checked = 0
    for code, entry in states(known).items():
        territory = territories[code]
        assert entry.wikidata is not None
        assert entry.wikidata.rpartition("/")[2] in {territory.qid, *territory.other_qids}
        checked += 1
    assert checked >= 195


def test_many_international_organizations_have_their_members(known: Reference) -> None:
    bodies = [e for e in known.entries.values() if e.type is EntityType.ORGANIZATION]
    assert sum(bool(entry.members) for entry in bodies) >= 150
    assert sum(entry.wikidata is not None for entry in bodies) >= 190


@pytest.mark.parametrize("word", ["Russia", "RUSSIA", "U.", "St", "St.", "Côte", "al-Qaeda"])
def test_a_word_that_begins_a_name_is_known_to(word: str) -> None:
    assert reference.load().may_begin(word)


def test_a_word_that_begins_no_name_is_passed_over() -> None:
    assert not reference.load().may_begin("Moreover")


def test_every_name_may_go_on_behind_each_of_its_words_but_the_last() -> None:
    known = reference.load()
    names = [name for e in known.entries.values() for name in (e.name, *e.names, *e.adjectives)]
    splits = [(name, end) for name in names for end, char in enumerate(name) if char == " "]
    assert len(splits) > 1000
    assert [name[:end] for name, end in splits if not known.may_go_on(name[:end], blank=True)] == []


@pytest.mark.parametrize("beginning", ["U.", "U.S.", "St", "Côte", "Security Cou", "Guinea-"])
def test_what_may_join_with_what_follows_may_go_on(beginning: str) -> None:
    assert reference.load().may_go_on(beginning, blank=False)


@pytest.mark.parametrize("words", ["Russia said", "Security Council met", "Moscow’s latest"])
def test_no_name_goes_on_behind_other_words(words: str) -> None:
    assert not reference.load().may_go_on(words, blank=True)

"""The schema is read from the ontology, and refuses one that does not hold."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import pytest

from graph import schema
from graph.errors import OntologyError
from graph.model import EntityType, Factuality
from graph.resources import DATA, ONTOLOGY
from graph.schema import Schema

PLOVER: Final = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONCEDE",
}  # fmt: skip
OWN: Final = {"APPOINT", "RESIGN", "ELECT", "DIE"}


@pytest.fixture(scope="module")
def known() -> Schema:
    return schema.load()


def test_the_classes_of_the_model_are_in_the_ontology(known: Schema) -> None:
    assert set(EntityType) <= set(known.classes)
    assert {"Position", "Event", "Statement", "Claim", "Article", "Evidence"} <= set(known.classes)


def test_the_factualities_are_the_models(known: Schema) -> None:
    assert set(known.factualities) == set(Factuality)


def test_there_are_twenty_event_types(known: Schema) -> None:
    assert set(known.event_types) == PLOVER | OWN


@pytest.mark.parametrize(
    ("type_", "score"),
    [("AID", 10), ("CONSULT", 2.5), ("REQUEST", 0), ("ACCUSE", -3), ("ASSAULT", -9), ("ELECT", 0)],
)
def test_a_type_has_its_score(known: Schema, type_: str, score: float) -> None:
    assert known.event_types[type_].score == score


def test_the_types_that_are_nothing_without_a_target(known: Schema) -> None:
    needing = {name for name, type_ in known.event_types.items() if type_.needs_target}
    assert needing == {"AID", "COOPERATE", "SANCTION"} | OWN


def test_the_types_in_which_all_parties_act(known: Schema) -> None:
    assert {n for n, t in known.event_types.items() if t.mutual} == {"CONSULT", "COOPERATE"}


def test_the_types_whose_target_is_the_person_concerned(known: Schema) -> None:
    assert {n for n, t in known.event_types.items() if t.acts_on_person} == OWN


def test_every_mode_goes_with_a_type_and_is_defined(known: Schema) -> None:
    used = {mode for type_ in known.event_types.values() for mode in type_.modes}
    assert used == set(known.modes)
    assert all(known.modes.values())


def test_event_rules_use_types_and_modes_of_the_ontology(known: Schema) -> None:
    rules = tomllib.loads((DATA / "events.toml").read_text(encoding="utf-8"))["rule"]
    odd = [
        rule["id"]
        for rule in rules
        if rule["type"] not in known.event_types
        or rule.get("mode") not in (None, *known.event_types[rule["type"]].modes)
    ]
    assert rules
    assert odd == []


def test_a_relation_has_its_ends(known: Schema) -> None:
    member_of = known.relations["memberOf"]
    assert member_of.domain == ("Organization", "State")
    assert member_of.range == ("Organization",)
    assert known.relations["capitalOf"].range == ("State",)


def test_it_is_read_once(known: Schema) -> None:
    assert schema.load() is known


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("statecraft.ttl", "sc:Group a owl:Class", "sc:Crowd a owl:Class", "Group"),
        ("statecraft.ttl", "sc:Planned a owl:NamedIndividual, sc:Factuality", "sc:Planned a sc:X", "Planned"),
        ("statecraft.ttl", 'rdfs:label "holds"@en', 'rdfs:label "holds"@en, "has"@en', "2 values"),
        ("statecraft.ttl", "schema:domainIncludes sc:Person ;", "schema:domainIncludes sc:Human ;", "Human"),
        ("statecraft.ttl", "sc:holds a", "sc:holds", "not valid Turtle"),
        ("plover.ttl", 'sc:conflictScore "2.5"^^xsd:decimal ;', "", "conflictScore"),
        ("plover.ttl", "skos:broader plover:PROTEST .", "skos:broader plover:PROTESTS .", "PROTESTS"),
    ],
)  # fmt: skip
def test_a_broken_ontology_is_refused(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    for name in ("statecraft.ttl", "plover.ttl"):
        text = (ONTOLOGY / name).read_text(encoding="utf-8")
        if name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=complaint):
        schema.read(tmp_path / "statecraft.ttl", tmp_path / "plover.ttl")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl"):
        schema.read(tmp_path / "none.ttl", ONTOLOGY / "plover.ttl")

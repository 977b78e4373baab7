"""Facts in plain words: who does what to whom, in the right number and voice."""

from __future__ import annotations

import pytest

from graph.model import Fact, Node
from graph.outputs.page_data import sentence_of
from graph.outputs.words import plain, plural, words

NODES = {
    iri: Node(iri=iri, type=type_, label=label)
    for iri, type_, label in (
        ("urn:anna", "Person", "Anna"),
        ("urn:bela", "Person", "Bela"),
        ("urn:chad", "State", "Chad"),
        ("urn:boss", "Group", "union boss"),
        ("urn:aides", "Group", "two aides"),
    )
}


def _told(
    relation: str, subjects: str, objects: str = "", *, mode: str | None = None, kind: str = "event"
) -> str:
    def iris(names: str) -> tuple[str, ...]:
        return tuple(f"urn:{name}" for name in names.split())

    fact = Fact(
        iri="urn:fact",
        kind=kind,
        relation=relation,
        subjects=iris(subjects),
        objects=iris(objects),
        factuality="Asserted",
        confidence=1.0,
        mode=mode,
    )
    sentence = sentence_of(fact, NODES)
    sides = (sentence.left, sentence.right)
    left, right = (" and ".join(NODES[iri].label for iri in side) for side in sides)
    return f"{left} {sentence.verb} {right}".strip()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (_told("ASSAULT", "anna", "chad"), "Anna attacks Chad"),
        (_told("ASSAULT", "anna"), "Anna attacks"),
        (_told("ASSAULT", "", "chad"), "Chad is attacked"),
        (_told("ASSAULT", "anna bela", "chad"), "Anna and Bela attack Chad"),
        (_told("CONSULT", "anna bela", mode="meet"), "Anna meets Bela"),
        (_told("CONSULT", "anna bela chad", mode="meet"), "Anna meets Bela and Chad"),
        (_told("CONSULT", "aides", "chad", mode="visit"), "two aides visit Chad"),
        (_told("CONSULT", "boss", "chad", mode="visit"), "union boss visits Chad"),
        (_told("RESIGN", "", "anna"), "Anna steps down"),
        (_told("APPOINT", "anna", "bela"), "Anna appoints Bela"),
        (_told("ELECT", "", "anna bela"), "Anna and Bela are elected"),
        (_told("partOf", "anna", "chad", kind="claim"), "Anna is part of Chad"),
        (_told("says", "anna", "chad", kind="statement"), "Anna says to Chad"),
        (_told("says", "anna bela", kind="statement"), "Anna and Bela say"),
        (_told("chairedBy", "chad", "anna", kind="claim"), "Chad chaired by Anna"),
    ],
)
def test_a_fact_reads_as_a_sentence(told: str, expected: str) -> None:
    assert told == expected


def test_every_act_has_words_a_score_and_a_name_for_the_legend() -> None:
    types = [name for name in words().acts if " " not in name]
    assert len(types) == 20
    assert all(name in words().kinds for name in types)
    scored = {name for name in types if words().acts[name].score is not None}
    assert set(types) - scored == {"APPOINT", "RESIGN", "ELECT", "DIE"}


def test_every_mode_belongs_to_a_type() -> None:
    modes = [name for name in words().acts if " " in name]
    assert len(modes) > 10
    assert all(name.split()[0] in words().acts for name in modes)


def test_conflict_is_warm_and_cooperation_cool() -> None:
    tone = words().tone
    assert tone("event", "ASSAULT") == "conflict"
    assert tone("event", "AID") == "cooperation"
    assert tone("event", "REQUEST") == "neutral"
    assert tone("event", "APPOINT") == "neutral"
    assert tone("claim", "partOf") == "relation"
    assert tone("statement", "says") == "speech"


def test_unknown_terms_are_taken_apart() -> None:
    assert plain("chairedBy") == "chaired by"
    assert plural("is part of") == "are part of"


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_signs_stand_out_from_both_backgrounds() -> None:
    for look in words().looks.values():
        assert _contrast(look.light, "#FFFFFF") >= 3, look.one
        assert _contrast(look.dark, "#16181B") >= 3, look.one


def test_words_in_the_colour_of_a_tone_can_be_read() -> None:
    for name, (light, dark) in words().tones.items():
        assert _contrast(light, "#FFFFFF") >= 4.5, name
        assert _contrast(dark, "#16181B") >= 4.5, name


def test_no_two_classes_share_a_sign() -> None:
    glyphs = [look.glyph for look in words().looks.values()]
    assert len(set(glyphs)) == len(glyphs)

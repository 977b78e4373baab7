"""IRIs: readable, valid, stable."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.model import Span
from graph.rdf import iri
from tests.fixtures.analysis import DAHL, NORWAY, sample

ARTICLE = NamedNode("https://w3id.org/statecraft/article/a-0123456789")


@given(st.text(min_size=1))
def test_slug_is_never_empty_and_holds_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", iri.slug(text))


@given(st.text(), st.integers(min_value=10, max_value=80))
def test_slug_keeps_to_its_length(text: str, limit: int) -> None:
    assert len(iri.slug(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zelenskyy’s chief of staff", "zelenskyys-chief-of-staff"),
        ("Przewodów", "przewodow"),
        ("Łukasz Ødegård", "lukasz-odegard"),
        ("U. S. Air Force", "u-s-air-force"),
    ],
)
def test_slug_reads_as_the_words_do(text: str, expected: str) -> None:
    assert iri.slug(text) == expected


def test_slug_is_cut_after_a_whole_word() -> None:
    assert iri.slug("one two three", 9) == "one-two"


def test_slug_of_other_scripts_tells_them_apart() -> None:
    assert iri.slug("Москва") != iri.slug("Киев")


def test_article_is_named_by_title_and_text() -> None:
    article = sample().article
    name = iri.article(article).value
    assert name.startswith(
        "https://w3id.org/statecraft/article/norway-and-portugal-agree-to-share-harbour-patrols-"
    )
    assert name != iri.article(replace(article, text=article.text + " ")).value
    assert name == iri.article(replace(article, name="renamed.txt")).value


def test_article_without_title_is_named_by_its_file() -> None:
    article = replace(sample().article, title=None)
    assert "/harbour-patrols-" in iri.article(article).value


def test_evidence_is_an_rfc_5147_fragment_of_the_article() -> None:
    assert iri.evidence(ARTICLE, Span(3, 14)).value == f"{ARTICLE.value}#char=3,14"


def test_known_things_have_the_reference_iri_and_others_one_of_the_article() -> None:
    assert iri.entity(ARTICLE, NORWAY).value == "https://w3id.org/statecraft/id/state/NO"
    assert iri.entity(ARTICLE, DAHL).value == f"{ARTICLE.value}/person/henrik-dahl"


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_key_gives_a_valid_iri(key: str) -> None:
    assert iri.entity(ARTICLE, replace(DAHL, key=key)).value.startswith(f"{ARTICLE.value}/")


def test_repeated_names_are_numbered_and_never_collide() -> None:
    mint = iri.Mint(ARTICLE)
    named = [mint("event", words).value for words in ("visit 2", "visit", "visit", "visit")]
    assert [name.rpartition("/")[2] for name in named] == [
        "visit-2",
        "visit",
        "visit-3",
        "visit-4",
    ]

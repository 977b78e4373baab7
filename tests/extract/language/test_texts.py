"""Whole texts through the shipped pipeline: only what must hold whatever the model thinks of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from graph.extract.language.encoder import cut_windows
from graph.extract.language.sentences import LONGEST_SENTENCE
from tests.extract.language.conftest import TEXTS
from tests.extract.language.test_pipeline import loaded


def check(doc: Doc) -> None:
    """What holds of every analysed text."""
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert roots[0].dep_ == "ROOT"
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            # Upwards without end would be a cycle.
            node, steps = token, 0
            while node.head.i != node.i and steps <= len(sentence):
                node, steps = node.head, steps + 1
            assert node == roots[0]
    for token in doc:
        assert token.dep_ and token.tag_ and token.pos_ and token.lemma_
        assert token.is_space == (token.tag_ == "_SP") == (token.pos_ == "SPACE")
        if token.is_space:
            assert not doc[token.i : token.i + 1].conjuncts
            assert token.lemma_ == token.text
        elif token.dep_ != "ROOT":
            assert not token.head.is_space
    for name in doc.ents:
        assert not any(token.is_sent_start for token in doc[name.start + 1 : name.end])
        assert not doc[name.start].is_space and not doc[name.end - 1].is_space


@pytest.mark.parametrize("text", TEXTS)
def test_trees_and_names_are_well_made(nlp: Language, text: str) -> None:
    check(nlp(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        ".",
        "“",
        " ",
        "   ",
        "\n",
        "\n\n\n",
        "\t\r\n ",
        "\u200b",
        "\u2028",
        "🕊️🇳🇴",
        "\x00\x07",
        "\u202eOslo",
        "e\u0301\u0301\u0301",
        "\n\nOslo agreed.",
        "Oslo agreed.\n\n",
        "京都で会談。",
        "." * 500,
        "-" * 500,
        "A" * 5_000,
        "https://example.org/" + "a/" * 500,
    ],
)
def test_odd_texts_are_read_and_kept(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    check(doc)


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_and_kept(text: str) -> None:
    doc = loaded()(text)
    assert doc.text == text
    check(doc)


WORDS = (
    "and then the ministers of Peru who had met in Lima told the envoys of Chile "
    "that talks on fishing rights would go on "
)


@pytest.fixture(scope="module")
def endless(nlp: Language) -> Doc:
    """Sixty kilobytes without a full stop, on one line."""
    return nlp(WORDS * (60_000 // len(WORDS)))


def test_without_a_full_stop_every_word_is_analysed_to_the_last(endless: Doc) -> None:
    assert len(endless) > 10_000
    assert endless.tensor.any(axis=1).all()
    assert all(token.tag_ and token.pos_ and token.dep_ and token.lemma_ for token in endless)
    heads = np.array([token.head.i for token in endless])
    for sentence in endless.sents:
        assert (
            heads[sentence.start : sentence.end] == np.arange(sentence.start, sentence.end)
        ).sum() == 1


def test_without_a_full_stop_a_trained_splitter_bounds_the_sentences(
    nlp: Language, endless: Doc
) -> None:
    if not nlp.get_pipe("senter").graphs:  # type: ignore[attr-defined]
        pytest.skip("the sentence splitter of this model goes by rules")
    assert max(len(sentence) for sentence in endless.sents) <= LONGEST_SENTENCE


def test_the_end_of_an_endless_text_is_read_like_its_middle(endless: Doc) -> None:
    period = len(WORDS.split())
    tags = [token.tag_ for token in endless]
    last, middle = tags[-3 * period : -2 * period], tags[100 * period : 101 * period]
    assert sum(one == other for one, other in zip(last, middle, strict=True)) >= 0.8 * period


def test_twice_the_text_is_twice_the_windows(nlp: Language) -> None:
    pieces = nlp.get_pipe("encoder").encoder.pieces  # type: ignore[attr-defined]
    sizes = [len(pieces(word)) for word in (WORDS * 100).split()]
    once = len(cut_windows(sizes, [False] * len(sizes)))
    twice = len(cut_windows(sizes * 2, [False] * len(sizes) * 2))
    assert once > 10
    assert abs(twice - 2 * once) <= 1


def test_thousands_of_short_lines_are_a_sentence_each_at_least(nlp: Language) -> None:
    doc = nlp("Oslo agreed\n" * 3_000)
    assert len(list(doc.sents)) == 3_000


# The print of news

LINES = [
    "OSLO — Norway’s foreign minister met the envoys of two states.",
    "GENEVA (Reuters) – Envoys met on Monday. They did not agree.",
    "RIGA, Latvia (AP) — “We will sign,” she said.",
    "MINISTERS WILL MEET AGAIN IN MAY",
    "What the New Treaty Says About Fishing, and Why It Matters",
    "By Ida Marsh and Tom Vale",
    "The envoy (who declined to be named) left…",
    "• one item of a list",
    "— Reporting by our staff",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_s_sentences_stay_in_it(nlp: Language, line: str) -> None:
    text = f"Peru agreed with Chile\n{line}\nThen both of them left"
    doc = nlp(text)
    begin, end = text.index(line), text.index(line) + len(line)
    for sentence in doc.sents:
        stripped = sentence.text.strip()
        inside = doc.text.index(stripped, sentence.start_char)
        assert inside + len(stripped) <= begin or begin <= inside < end or inside > end
        assert not (begin <= inside < end) or inside + len(stripped) <= end


def test_no_sentence_has_a_line_break_before_its_last_word(nlp: Language) -> None:
    for sentence in nlp("\n\n".join(LINES)).sents:
        assert "\n" not in sentence.text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "The U. S. envoy met ministers in Riga.",
        "The U. S. and Norway have signed the treaty.",
        "Officials of the U. N. mission declined to comment.",
        "Gen. Ida Marsh met Sen. Tom Vale on Monday.",
        "The treaty was signed on Aug. 18 in Oslo.",
        "Mr. Vale and Mrs. Marsh were among the guests.",
    ],
)
def test_no_sentence_starts_within_initials_or_behind_a_title(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for token in doc[1:]:
        initial = doc[token.i - 1].text in ("U.", "Gen.", "Sen.", "Aug.", "Mr.", "Mrs.")
        assert not (initial and token.is_sent_start)


@pytest.mark.parametrize(
    "text",
    [
        "“We have signed the treaty.” The minister then left the hall.",
        '"We have signed the treaty." The minister then left the hall.',
        "She said: “We have signed.” The minister then left the hall.",
        "(The talks were held in secret.) The minister then left the hall.",
    ],
)
def test_what_closes_a_sentence_belongs_to_it(nlp: Language, text: str) -> None:
    for sentence in nlp(text).sents:
        assert sentence.text.strip()[0] not in "”)"
    assert all(not t.is_sent_start for t in nlp(text)[1:] if t.text in ("”", ")"))


def test_a_plain_full_stop_ends_a_sentence(nlp: Language) -> None:
    text = "The ministers of Peru signed the treaty. The envoys of Chile left the hall."
    assert [s.text for s in nlp(text).sents] == [
        part.strip() + "." for part in text.split(".")[:-1]
    ]


def test_a_text_in_capitals_and_one_in_title_case_are_read(nlp: Language) -> None:
    for text in ("PERU AND CHILE SIGN TREATY", "Peru and Chile Sign Treaty After Years of Talks"):
        check(nlp(text))

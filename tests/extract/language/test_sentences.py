"""Lines, stops, and where a line may be cut into sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.extract.language.components import Senter
from graph.extract.language.sentences import (
    LONGEST_SENTENCE,
    line_starts,
    lines,
    rule_starts,
    sentence_starts,
    stops,
)
from graph.extract.language.tokenizer import create_tokenizer

NLP = spacy.blank("en")
NLP.tokenizer = create_tokenizer(NLP)


def words_of(doc: Doc) -> list[list[str]]:
    return [[doc[int(i)].text for i in line] for line in lines(doc)]


@pytest.mark.parametrize(
    "mark", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", " \n\n "]
)
def test_every_kind_of_line_break_ends_a_line(mark: str) -> None:
    assert words_of(NLP.make_doc(f"Peru agreed{mark}Chile did not")) == [
        ["Peru", "agreed"],
        ["Chile", "did", "not"],
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n \n\n", "\t"])
def test_without_words_there_is_no_line(text: str) -> None:
    assert words_of(NLP.make_doc(text)) == []


def test_spaces_alone_end_no_line() -> None:
    assert words_of(NLP.make_doc("  Peru   agreed  ")) == [["Peru", "agreed"]]


def test_a_full_stop_may_end_a_sentence_and_the_quote_behind_it_takes_it_over() -> None:
    words = "“ We signed . ” He left .".split()
    assert [i for i, stop in enumerate(stops(words, None)) if stop] == [4, 7]


def test_a_full_stop_passes_through_all_that_closes_behind_it() -> None:
    assert stops(["(", "“", "No", "!", "”", ")"], None) == [False] * 5 + [True]


def test_known_sentence_starts_are_the_stops_and_marks_are_not() -> None:
    assert stops(["No", ".", "Yes", "it"], [True, False, False, True]) == [False, False, True, True]


def test_each_word_that_looks_like_a_start_is_one() -> None:
    assert line_starts([-1.0, -1.0, 0.5, -2.0, 0.0]) == [0, 2]


def test_a_sentence_too_long_is_cut_where_a_word_looks_most_like_a_start() -> None:
    margins = np.full(LONGEST_SENTENCE + 50, -5.0, np.float32)
    margins[LONGEST_SENTENCE // 2 + 30] = -1.0
    assert line_starts(margins) == [0, LONGEST_SENTENCE // 2 + 30]


@given(st.integers(1, 5_000), st.sampled_from([0.0, 0.002, 0.2]), st.integers(0, 2**32 - 1))
def test_no_sentence_of_a_line_is_too_long_or_empty(length: int, often: float, seed: int) -> None:
    margins = np.random.default_rng(seed).random(length) - 1 + often
    starts = [*line_starts(margins), length]
    assert starts[0] == 0
    assert all(0 < end - begin <= LONGEST_SENTENCE for begin, end in pairwise(starts))


class FixedSenter(Senter):
    """Scores that are given, in place of a graph's."""

    def __init__(self, margins: list[float]) -> None:
        super().__init__("senter", overwrite=False)
        self.graphs = {"scores": None}  # type: ignore[dict-item]
        self.margins = margins

    def score(self, vectors: object) -> np.ndarray:  # type: ignore[type-arg, override]
        return np.array([[0.0, margin] for margin in self.margins], np.float32)


def test_the_scores_of_words_decide_and_a_line_break_always_does() -> None:
    doc = NLP.make_doc("Peru agreed Chile left\nOslo too")
    doc = FixedSenter([-1, -1, 1, -1, 9, -1, -1])(doc)
    assert [s.text.strip() for s in doc.sents] == ["Peru agreed", "Chile left", "Oslo too"]


def test_white_space_ends_the_sentence_before_it_and_begins_only_the_first() -> None:
    doc = FixedSenter([9] * 5)(NLP.make_doc(" Peru\n\nChile "))
    assert [[token.text for token in s] for s in doc.sents] == [[" ", "Peru", "\n\n"], ["Chile"]]


def by_rules(text: str) -> list[str]:
    doc = NLP.make_doc(text)
    starts = sorted(rule_starts(doc))
    ends = [*(doc[i].idx for i in starts[1:]), len(text)]
    return [text[doc[i].idx : end].strip() for i, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Marsh met Sen. Vale. | They left.",
        "“We signed.” | Then they left.",
        "He asked: “Who signed?” | Nobody knew.",
        "The U. S. envoy left.",
        "The U.S. envoy left. | Nobody stayed.",
        "He went to the U.S. | The envoy stayed.",
        "No. 10 said no. | Oslo agreed.",
        "“Was it Oslo?” she asked.",
        "They left… | Then they came back.",
    ],
)
def test_rules_part_sentences_at_marks_and_not_at_abbreviations(text: str) -> None:
    assert by_rules(text.replace(" |", "")) == text.split(" | ")


@given(st.lists(st.integers(1, 700), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_all_lines_together_have_the_starts_that_each_has_alone(
    sizes: list[int], seed: int
) -> None:
    margins = np.random.default_rng(seed).normal(-2.7, size=sum(sizes)).astype(np.float32)
    begins = np.cumsum([0, *sizes[:-1]])
    alone = [
        begin + start
        for begin, size in zip(begins.tolist(), sizes, strict=True)
        for start in line_starts(margins[begin : begin + size])
    ]
    assert sentence_starts(margins, begins).tolist() == alone

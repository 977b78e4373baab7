"""Pieces of words as the encoder was trained on them, by a small vocabulary of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.language.wordpiece import MAX_PIECES_PER_WORD, WordPiece, casing

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "treaty",
    "tre",
    "##aty",
    "##s",
    "re",
    "-",
    "sign",
    "##ed",
]
PIECES += ["cafe", "'", "’", "$", "京", "東", "u", ".", "s", "a", "##a", "x", "##x"]


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(PIECES)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("treaty", "treaty"),
        ("treatys", "treaty ##s"),
        ("Treaty", "treaty"),
        ("TREATY", "treaty"),
        ("tres", "tre ##s"),
        ("re-signed", "re - sign ##ed"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("東京", "東 京"),
        ("a東a", "a 東 a"),
        ("U.S.", "u . s ."),
        ("’s", "’ s"),
        ("'s", "' s"),
        ("$", "$"),
        ("tre\u200baty", "treaty"),
        ("a\u00a0a", "a a"),
        ("zzz", "[UNK]"),
        ("treatyz", "[UNK]"),
        ("zz-sign", "[UNK] - sign"),
        ("", "[UNK]"),
        ("\u200b", "[UNK]"),
        ("\u0301", "[UNK]"),
        ("🕊", "[UNK]"),
    ],
)
def test_a_word_has_the_pieces_of_the_longest_matches(
    pieces: WordPiece, word: str, expected: str
) -> None:
    assert [PIECES[number] for number in pieces(word)] == expected.split()


@given(st.text(max_size=400))
def test_any_word_has_some_pieces_and_never_too_many(word: str) -> None:
    assert 1 <= len(WordPiece(PIECES)(word)) <= MAX_PIECES_PER_WORD


def test_of_a_very_long_word_the_first_pieces_stand_for_it(pieces: WordPiece) -> None:
    assert [PIECES[n] for n in pieces("a-" * 50_000)] == ["a", "-"] * (MAX_PIECES_PER_WORD // 2)


def test_a_part_too_long_to_be_a_word_is_unknown(pieces: WordPiece) -> None:
    assert [PIECES[n] for n in pieces("x" * 101)] == ["[UNK]"]
    assert len(pieces("x" * 100)) == MAX_PIECES_PER_WORD


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("A", 1),
        ("NATO", 2),
        ("U.S.", 2),
        ("MINISTER", 3),
        ("minister", 4),
        ("co-operate", 4),
        ("2025", 5),
        ("Lima", 6),
        ("Abu-Salem", 6),
        ("F-16s", 7),
        ("3rd", 4),
        ("McRae", 8),
        ("iPad", 9),
        ("—", 0),
        ("$", 0),
        ("東京", 0),
    ],
)
def test_each_casing_has_its_class(word: str, expected: int) -> None:
    assert casing(word) == expected


@given(st.text())
def test_any_word_has_one_of_ten_casings(word: str) -> None:
    assert casing(word) in range(10)

"""Which tokens can start a sentence, by layout and typography alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, ORTH, SPACY
from spacy.tokens import Doc, Token

_ENDERS = frozenset({".", "!", "?", "…", "...", "?!", "!!", "??", "!?"})
_CLOSERS = frozenset({'"', "'", "''", "”", "’", "»", ")", "]", "}"})
_ENDERS_AND_CLOSERS = _ENDERS | _CLOSERS
_OPENERS = frozenset({'"', "'", "``", "“", "‘", "«", "(", "[", "{"})

# No sentence is longer: what has no end by then is a list or no prose.
LONGEST_SENTENCE = 300


def stops(words: Sequence[str], starts: Sequence[bool] | None) -> list[bool]:
    """Behind which of a line's words a sentence may end: where one starts next, else by marks.

    ``starts`` says for each word whether it starts a sentence; None: not known yet.
    """
    if starts is not None:
        return [*starts[1:], True]
    marks = [word in _ENDERS for word in words]
    for position in range(1, len(words)):
        # A closing quote takes the stop over from the full stop that it follows.
        if marks[position - 1] and words[position] in _CLOSERS:
            marks[position - 1], marks[position] = False, True
    return marks


def line_starts(margins: Sequence[float] | NDArray[np.float32]) -> list[int]:
    """The positions in a line where a sentence starts, by how much each word looks like a start.

    The first word always is one; a sentence that grows too long is cut where a word looks most
    like one.
    """
    found = [0, *(int(i) for i in np.flatnonzero(np.asarray(margins) > 0) if i > 0), len(margins)]
    starts: list[int] = []
    for begin, end in pairwise(found):
        starts.append(begin)
        while end - begin > LONGEST_SENTENCE:
            # The second half of what may be, so that the pieces do not get short.
            middle = begin + LONGEST_SENTENCE // 2
            begin = middle + int(np.argmax(margins[middle : begin + LONGEST_SENTENCE]))
            starts.append(begin)
    return starts


def sentence_starts(margins: NDArray[np.float32], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """``line_starts`` of all lines of a document, one after another; ``begins``: where they begin."""
    found = margins > 0
    found[begins] = True
    positions = np.flatnonzero(found)
    if np.diff(np.append(positions, len(margins))).max(initial=0) <= LONGEST_SENTENCE:
        return positions
    ends = np.append(begins[1:], len(margins))
    return np.array(
        [
            begin + start
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
            for start in line_starts(margins[begin:end])
        ]
    )


def lines(doc: Doc) -> Iterator[NDArray[np.int64]]:
    """The indices of the words (no white space) of each line that has any."""
    words, begins = words_and_lines(doc)
    for begin, end in pairwise([*begins.tolist(), len(words)]):
        yield words[begin:end]


def words_and_lines(doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The indices of all words (no white space), and where in them each line begins."""
    blank = doc.to_array(IS_SPACE).astype(bool)
    words = np.flatnonzero(~blank)
    breaks = [i for i in np.flatnonzero(blank).tolist() if _breaks(doc[i])]
    begins = np.unique(np.append(0, np.searchsorted(words, breaks)))
    return words, begins[begins < len(words)]


def _breaks(token: Token) -> bool:
    return any(character in token.text for character in "\n\r\u2028\u2029\x0b\x0c\x85")


def forms(doc: Doc, words: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
    """The different texts among some words, and which of them each word has."""
    numbers, which = np.unique(doc.to_array(ORTH)[words], return_inverse=True)
    return [doc.vocab.strings[number] for number in numbers.tolist()], which


def rule_starts(doc: Doc) -> set[int]:
    """The indices of the words that start a sentence, by punctuation and abbreviations."""
    words, begins = words_and_lines(doc)
    return set(words[starts_by_rule(doc, words, begins)].tolist())


def starts_by_rule(
    doc: Doc, words: NDArray[np.int64], begins: NDArray[np.int64]
) -> NDArray[np.int64]:
    """``rule_starts`` as places among the words, in order; words and lines are ``words_and_lines``."""
    texts, which = forms(doc, words)
    line = _Words([texts[i] for i in which.tolist()], (doc.to_array(SPACY) != 0)[words].tolist())
    # Nothing starts but behind one of these; most words stand behind another.
    behind = np.array([text[-1:] == "." or text in _ENDERS_AND_CLOSERS for text in texts], bool)
    first = np.zeros(len(words), bool)
    first[begins] = True
    starts = begins.tolist()
    bounds = [*begins.tolist(), len(words)]
    for position in np.flatnonzero(behind[which[:-1]] & ~first[1:]).tolist():
        number = bisect_right(bounds, position + 1)
        if _starts_sentence(line, position + 1, bounds[number - 1], bounds[number]):
            starts.append(position + 1)
    return np.array(sorted(starts), np.int64)


class _Words(NamedTuple):
    """Of each word, its text, and whether a space follows it."""

    texts: list[str]
    spaced: list[bool]


def _starts_sentence(words: _Words, position: int, line_begin: int, line_end: int) -> bool:
    texts, spaced = words
    end = position - 1
    closed = False
    while end > line_begin and texts[end] in _CLOSERS and not spaced[end - 1]:
        end -= 1
        closed = True
    last, word = texts[end], texts[position]
    if word in _CLOSERS and not spaced[position - 1]:
        return False
    following = word
    if word in _OPENERS and position + 1 < line_end:
        following = texts[position + 1]
    if last in _ENDERS:
        if following[:1].islower():
            return False
        return spaced[position - 1]
    if not last.endswith(".") or not _looks_initial(following):
        return False
    return closed or _abbreviation_ends(last, following)


def _looks_initial(text: str) -> bool:
    return text[:1].isupper()


_NEVER_LAST = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Prof.",
        "Gen.",
        "Lt.",
        "Col.",
        "Maj.",
        "Capt.",
        "Cmdr.",
        "Sgt.",
        "Adm.",
        "Brig.",
        "Rep.",
        "Sen.",
        "Gov.",
        "Rev.",
        "Hon.",
        "Amb.",
        "Pres.",
        "Sec.",
        "Supt.",
        "St.",
        "Mt.",
        "Ft.",
        "No.",
        "Nos.",
        "vs.",
        "v.",
        "Vol.",
        "Fig.",
        "Art.",
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        "Jun.",
        "Jul.",
        "Aug.",
        "Sep.",
        "Sept.",
        "Oct.",
        "Nov.",
        "Dec.",
        "e.g.",
        "i.e.",
        "cf.",
        "approx.",
        "Messrs.",
        "Mmes.",
        "Mme.",
        "Mlle.",
        "Fr.",
        "Sr.",
        "Msgr.",
        "Atty.",
        "Det.",
        "Insp.",
        "Cpl.",
        "Pvt.",
        "Spc.",
        "Pfc.",
        "Dir.",
        "Asst.",
        "Del.",
        "Ald.",
        "Pt.",
        "Rt.",
        "Gens.",
        "Sens.",
        "Reps.",
        "Drs.",
        "Dist.",
        "Ave.",
    ]
)
_OPENING_WORDS = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "You",
        "In",
        "On",
        "At",
        "But",
        "And",
        "Or",
        "So",
        "If",
        "When",
        "While",
        "As",
        "After",
        "Before",
        "His",
        "Her",
        "Their",
        "Its",
        "Our",
        "My",
        "There",
        "Here",
        "What",
        "Who",
        "Why",
        "How",
        "Where",
        "Since",
        "For",
        "From",
        "By",
        "With",
        "Under",
        "Although",
        "However",
        "Meanwhile",
        "Asked",
        "Both",
        "Some",
        "Many",
        "Most",
        "All",
        "No",
        "Not",
        "Last",
        "Earlier",
        "Another",
        "Among",
        "According",
        "Despite",
        "During",
        "Still",
        "Yet",
        "Then",
        "Now",
        "Also",
        "Only",
        "One",
        "Two",
        "Three",
        "Several",
        "Such",
        "Each",
        "Over",
    ]
)


def _abbreviation_ends(text: str, following: str) -> bool:
    """Whether an abbreviation that is followed by a capital also ends its sentence."""
    if text in _NEVER_LAST:
        return False
    return following in _OPENING_WORDS

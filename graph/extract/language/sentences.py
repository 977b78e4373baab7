"""Which tokens can start a sentence, by layout and typography alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.tokens import Doc, Token

_ENDERS = frozenset({".", "!", "?", "…", "...", "?!", "!!", "??", "!?"})
_CLOSERS = frozenset({'"', "'", "''", "”", "’", "»", ")", "]", "}"})
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


def lines(doc: Doc) -> Iterator[NDArray[np.int64]]:
    """The indices of the words (no white space) of each line that has any."""
    blank = doc.to_array(IS_SPACE).astype(bool)
    words = np.flatnonzero(~blank)
    breaks = [i for i in np.flatnonzero(blank).tolist() if _breaks(doc[i])]
    for line in np.split(words, np.searchsorted(words, breaks)):
        if len(line):
            yield line


def _breaks(token: Token) -> bool:
    return any(character in token.text for character in "\n\r\u2028\u2029\x0b\x0c\x85")


def rule_starts(doc: Doc) -> set[int]:
    """The indices of the words that start a sentence, by punctuation and abbreviations."""
    starts: set[int] = set()
    for line in lines(doc):
        words = [doc[i] for i in line.tolist()]
        starts.add(words[0].i)
        for position in range(1, len(words)):
            if _starts_sentence(words, position):
                starts.add(words[position].i)
    return starts


def _starts_sentence(words: list[Token], position: int) -> bool:
    end = position - 1
    closed = False
    while end > 0 and words[end].text in _CLOSERS and not words[end - 1].whitespace_:
        end -= 1
        closed = True
    last, word = words[end], words[position]
    if word.text in _CLOSERS and not words[position - 1].whitespace_:
        return False
    following = word
    if word.text in _OPENERS and position + 1 < len(words):
        following = words[position + 1]
    if last.text in _ENDERS:
        if following.text[:1].islower():
            return False
        return bool(words[position - 1].whitespace_)
    if not last.text.endswith(".") or not _looks_initial(following.text):
        return False
    return closed or _abbreviation_ends(words, end, following)


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


def _abbreviation_ends(words: list[Token], end: int, following: Token) -> bool:
    """Whether an abbreviation that is followed by a capital also ends its sentence."""
    text = words[end].text
    if text in _NEVER_LAST:
        return False
    return following.text in _OPENING_WORDS

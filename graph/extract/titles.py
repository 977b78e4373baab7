"""Titles in a document: where the words of an office, rank or role stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.extract import lexicon
from graph.parse import Parse, Token

LONGEST_TITLE = 6


def title_at(token: Token) -> lexicon.Title | None:
    """The longest title whose head is this token: "foreign minister" at "minister"."""
    return title_around(token)[2]


def title_heads(doc: Parse) -> Iterator[Token]:
    """The tokens that may head a title, in text order; no other token heads one."""
    return (doc[i] for i in sorted(_titles(doc).headed))


def title_span(token: Token) -> tuple[int, lexicon.Title | None]:
    """Where the longest title that ends at this token begins, and the title; its own index if none."""
    return _titles(token.doc).ending.get(token.i, (token.i, None))


def titles_before(doc: Parse, begin: int) -> Iterator[tuple[int, int, lexicon.Title]]:
    """The titles that end right before a token, one behind the other, the nearest first.

    Those joined by "and" are included, with words between them that describe the nearer one:
    "[U.S. senator] and former [presidential candidate]".
    """
    end = begin
    while end > 0:
        start, title = title_span(doc[end - 1])
        if title is None:
            joined = _joined(doc, end)
            if end == begin or joined is None:
                return
            end = joined
            continue
        yield start, end, title
        end = start


def _joined(doc: Parse, begin: int) -> int | None:
    """The end of the title that an "and" a few describing words before a title joins to it."""
    first = begin
    while first > 0 and begin - first < 4 and doc[first - 1].pos in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    if first < 2 or doc[first - 1].lower != "and" or title_span(doc[first - 2])[1] is None:
        return None
    return first - 1


def inside_title(doc: Parse, begin: int, end: int) -> bool:
    """Whether these tokens lie in the middle of a title: "allied" in "supreme allied commander"."""
    ending = _titles(doc).ending
    return any(
        last in ending and ending[last][0] < begin
        for last in range(end, min(len(doc), begin + LONGEST_TITLE))
    )


def title_around(token: Token) -> tuple[int, int, lexicon.Title | None]:
    """The longest title whose head is this token: "chief of staff" at "chief".

    As token indices, end exclusive; the token alone and None if there is none.
    """
    found = _titles(token.doc).headed.get(token.i)
    if found is None or _inside_outer(token):
        return token.i, token.i + 1, None
    return found


def _inside_outer(token: Token) -> bool:
    """Whether a word only belongs to a longer title: "staff" in "chief of staff" is none of its own."""
    governor = token.head
    if token.dep != "nmod" or governor.i >= token.i:
        return False
    _, end, outer = title_around(governor)
    return outer is not None and token.i < end


@dataclass(frozen=True, slots=True)
class _Titles:
    """The longest title of a document that ends at, and that is headed by, each token."""

    ending: dict[int, tuple[int, lexicon.Title]]
    headed: dict[int, tuple[int, int, lexicon.Title]]


# Found once a document, not once a question: a document's words do not change while it is read.
@lru_cache(maxsize=2)
def _titles(doc: Parse) -> _Titles:
    ending: dict[int, tuple[int, lexicon.Title]] = {}
    headed: dict[int, tuple[int, int, lexicon.Title]] = {}
    for begin, end, title in _spans(doc):
        ending.setdefault(end - 1, (begin, title))
        head = doc.head_of(begin, end).i
        known = headed.get(head)
        if known is None or end - begin > known[1] - known[0]:
            headed[head] = (begin, end, title)
    return _Titles(ending, headed)


def _spans(doc: Parse) -> Iterator[tuple[int, int, lexicon.Title]]:
    """Every stretch of tokens that is a title, by where it begins."""
    words, openings, titles = lexicon.title_words(), lexicon.title_openings(), lexicon.titles()
    for first in doc:
        if first.lower not in openings:
            continue
        text = ""
        for last in doc[first.i : first.i + LONGEST_TITLE]:
            text += last.lower
            if last.lower in words:
                title = titles.get(text)
                if title is not None and title.kind != "honorific":
                    yield first.i, last.i + 1, title
            text += last.blank

"""Titles in a document: where the words of an office, rank or role stand."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extract import lexicon
from graph.extract.syntax import head_of


def title_at(token: Token) -> lexicon.Title | None:
    """The longest title whose head is this token: "foreign minister" at "minister"."""
    return title_around(token)[2]


def title_span(token: Token) -> tuple[int, lexicon.Title | None]:
    """Where the longest title that ends at this token begins, and the title; its own index if none."""
    if token.lower_ not in lexicon.title_words():
        return token.i, None
    for size in range(min(LONGEST_TITLE, token.i + 1), 0, -1):
        begin = token.i - size + 1
        found = _title(token.doc, begin, token.i + 1)
        if found is not None:
            return begin, found
    return token.i, None


def title_around(token: Token) -> tuple[int, int, lexicon.Title | None]:
    """The longest title whose head is this token: "chief of staff" at "chief".

    As token indices, end exclusive; the token alone and None if there is none.
    """
    doc = token.doc
    best: tuple[int, int, lexicon.Title | None] = (token.i, token.i + 1, None)
    if token.lower_ not in lexicon.title_words():
        return best
    if token.head != token and token.head.i < token.i and token.dep_ == "nmod":
        # "staff" in "chief of staff" is no title of its own.
        _, end, outer = title_around(token.head)
        if outer is not None and token.i < end:
            return best
    for begin in range(max(0, token.i - LONGEST_TITLE + 1), token.i + 1):
        for end in range(min(len(doc), begin + LONGEST_TITLE), token.i, -1):
            if best[2] is not None and end - begin <= best[1] - best[0]:
                break
            found = _title(doc, begin, end)
            if found is not None and head_of(doc, begin, end) == token:
                best = (begin, end, found)
                break
    return best


def _title(doc: Doc, begin: int, end: int) -> lexicon.Title | None:
    words = lexicon.title_words()
    if doc[begin].lower_ not in words or doc[end - 1].lower_ not in words:
        return None
    found = lexicon.titles().get(doc[begin:end].text.lower())
    return None if found is None or found.kind == "honorific" else found


LONGEST_TITLE = 6

"""A parse as plain sequences: spaCy makes tokens and spans anew each time that it is asked for them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import HEAD
from spacy.tokens import Doc, Token


def children(token: Token) -> tuple[Token, ...]:
    """What hangs right on a token, in text order: ``Token.children``, put together once a document."""
    return _tree(token.doc).children[token.i]


def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens of a document, made once."""
    return _tree(doc).tokens


def offsets(doc: Doc) -> tuple[int, ...]:
    """Where each token begins, in characters: ``Token.idx``."""
    return _tree(doc).begins


def text_of(doc: Doc, begin: int, end: int) -> str:
    """The text of the tokens begin..end, without the blank behind them: ``doc[begin:end].text``."""
    tree = _tree(doc)
    return tree.text[tree.begins[begin] : tree.ends[end - 1]] if begin < end else ""


def with_lemma(doc: Doc, lemmas: Container[str]) -> Iterator[Token]:
    """The tokens with one of these lemmas (in lower case), in text order."""
    tree = _tree(doc)
    return (tree.tokens[i] for i, lemma in enumerate(tree.lemmas) if lemma in lemmas)


def sentence_around(token: Token) -> tuple[int, int]:
    """The tokens of the sentence that a token stands in, begin to end."""
    return _around(token.doc)[token.i]


# A document's parse does not change while it is read: what is kept here is put together once.
@lru_cache(maxsize=2)
def sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The sentences of a document as token indices, in text order."""
    return tuple((sent.start, sent.end) for sent in doc.sents)


@lru_cache(maxsize=2)
def _around(doc: Doc) -> tuple[tuple[int, int], ...]:
    return tuple(bounds for bounds in sentences(doc) for _ in range(*bounds))


def heads(doc: Doc) -> tuple[int, ...]:
    """The head of each token, as token indices; a root is its own."""
    return _tree(doc).heads


def has_copula(token: Token) -> bool:
    """Whether a copula hangs on a token."""
    return token.i in _tree(token.doc).copular


@dataclass(frozen=True, slots=True)
class _Tree:
    """What is asked of each token of a document, by its index; ``begins`` and ``ends`` in characters.

    ``lemmas`` are in lower case; ``copular`` are the tokens that a copula hangs on.
    """

    tokens: tuple[Token, ...]
    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    copular: frozenset[int]
    children: tuple[tuple[Token, ...], ...]


@lru_cache(maxsize=2)
def _tree(doc: Doc) -> _Tree:
    made = tuple(doc)
    begins = tuple(token.idx for token in made)
    offsets = doc.to_array([HEAD]).ravel().astype("int64").tolist()
    governors = tuple(i + offset for i, offset in enumerate(offsets))
    hanging: list[list[Token]] = [[] for _ in made]
    for i, governor in enumerate(governors):
        if governor != i:
            hanging[governor].append(made[i])
    return _Tree(
        tokens=made,
        text=doc.text,
        begins=begins,
        ends=tuple(begin + len(token) for begin, token in zip(begins, made, strict=True)),
        lemmas=tuple(token.lemma_.lower() for token in made),
        heads=governors,
        copular=frozenset(
            governors[i]
            for i, token in enumerate(made)
            if token.dep_ == "cop" and governors[i] != i
        ),
        children=tuple(tuple(found) for found in hanging),
    )

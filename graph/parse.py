"""A parse as plain values: spaCy makes a token, and each of its strings, anew whenever it is asked."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import add

from spacy.attrs import (
    DEP,
    ENT_TYPE,
    HEAD,
    IDX,
    IS_PUNCT,
    IS_SPACE,
    LEMMA,
    ORTH,
    POS,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

from graph.model import Span

_STRINGS = [ORTH, LEMMA, POS, TAG, DEP, ENT_TYPE]
_FLAGS = [IS_PUNCT, IS_SPACE]


@dataclass(eq=False, repr=False, slots=True)
class Token:
    """A token: what spaCy's says, under the same names without their underscores.

    ``lemma`` is in lower case, as ``lower`` is; ``idx`` and ``end`` are in characters; ``blank`` is
    what stands behind the token, or "". A root is its own head; ``children`` are in text order.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    ent_type: str
    idx: int
    end: int
    blank: str
    is_punct: bool
    is_space: bool
    doc: Parse = field(init=False)
    head: Token = field(init=False)
    children: tuple[Token, ...] = field(init=False, default=())

    @property
    def span(self) -> Span:
        """Where the token stands in the text."""
        return Span(self.idx, self.end)

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, directly or not; in text order where no arcs cross."""
        if not self.children:
            return [self]
        before = [t for child in self.children if child.i < self.i for t in child.subtree]
        behind = [t for child in self.children if child.i > self.i for t in child.subtree]
        return [*before, self, *behind]

    @property
    def left_edge(self) -> int:
        """The index of the first token of the subtree."""
        return min(token.i for token in self.subtree)

    @property
    def right_edge(self) -> int:
        """The index of the last token of the subtree."""
        return max(token.i for token in self.subtree)

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token hangs on this one, directly or not."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False


class Parse(tuple[Token, ...]):
    """The tokens of a document, in text order; equal to itself alone.

    ``sentences`` are token indices, end exclusive; ``ents`` too, with their labels. ``begins`` are
    the characters that the tokens begin at.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    ents: tuple[tuple[int, int, str], ...]
    begins: list[int]

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __new__(cls, doc: Doc) -> Parse:
        """The parse that spaCy has written into a document, with slips of parsers mended."""
        strings = doc.vocab.strings
        keys = doc.to_array(_STRINGS).T.tolist()
        written = {key: strings[key] for key in set(chain.from_iterable(keys))}
        text, lemma, *labels = (list(map(written.__getitem__, column)) for column in keys)
        begins = doc.to_array(IDX).tolist()
        blanks = [" " if spacy else "" for spacy in doc.to_array(SPACY).tolist()]
        tokens = [
            *map(  # one sequence for each field of a token, in their order
                Token,
                range(len(doc)),
                text,
                map(str.lower, text),
                map(str.lower, lemma),
                *labels,
                begins,
                map(add, begins, map(len, text)),
                blanks,
                *doc.to_array(_FLAGS).astype(bool).T.tolist(),
            )
        ]
        self = super().__new__(cls, tokens)
        below: dict[int, list[Token]] = defaultdict(list)
        for token, offset in zip(tokens, doc.to_array(HEAD).astype("int64").tolist(), strict=True):
            head = token.i + offset
            token.doc = self
            token.head = tokens[head]
            if offset:
                below[head].append(token)
        for head, children in below.items():
            tokens[head].children = tuple(children)
        for token in tokens:
            if token.dep in ("amod", "xcomp"):
                _mend(token)
            if token.pos == "VERB":
                _mend_verb(token)
        self.text = "".join(map(add, text, blanks))
        self.sentences = tuple((sent.start, sent.end) for sent in doc.sents)
        self.ents = tuple((ent.start, ent.end, ent.label_) for ent in doc.ents)
        self.begins = begins
        return self

    def text_of(self, begin: int, end: int) -> str:
        """The text of the tokens begin..end, without the blank behind them."""
        if begin >= end:
            return ""
        return self.text[self[begin].idx : self[end - 1].end]

    def span_of(self, begin: int, end: int) -> Span:
        """Where the tokens begin..end stand in the text, without the blank behind them."""
        return Span(self[begin].idx, self[end - 1].end)

    def tokens_at(self, span: Span) -> range:
        """The tokens that a span of the text touches. Raises ValueError if it lies outside the document."""
        if not 0 <= span.begin < len(self.text) or not 0 < span.end <= len(self.text):
            raise ValueError(
                f"no tokens at {span.begin}..{span.end} of {len(self.text)} characters"
            )
        first = bisect_right(self.begins, span.begin) - 1
        if span.begin == self[first].end:
            first += 1  # the blank behind a token is none of it
        return range(first, bisect_right(self.begins, span.end - 1))

    def sentence_around(self, token: Token) -> tuple[int, int]:
        """The sentence that a token stands in, as token indices."""
        return self.sentences[bisect_right(self.sentences, (token.i + 1,)) - 1]

    def with_lemma(self, lemmas: frozenset[str]) -> Iterator[Token]:
        """The tokens with one of these lemmas (in lower case), in text order."""
        return (token for token in self if token.lemma in lemmas)

    def head_of(self, begin: int, end: int) -> Token:
        """The token of a stretch that governs the rest of it."""
        for token in self[begin:end]:
            if not begin <= token.head.i < end or token.head is token:
                return token
        return self[end - 1]


# Verbs that say what something is: "called the move illegal".
NAMING = frozenset("brand call consider declare deem label term".split())
# Verbs that make somebody something: "elected Ann Dale president".
ELECTING = frozenset("appoint choose elect name nominate re-elect reelect".split())
CHARGING = frozenset("accuse blame charge convict suspect".split())
# What parsers call people.
PEOPLE = ("PERSON", "PER")
# Verbs whose past looks like their present.
UNCHANGED = frozenset(
    "beat burst cast cost cut hit hurt let put quit rid set shed shut split spread thrust".split()
)
# Adverbs of what happens as a rule.
USUAL = frozenset(
    "always commonly daily frequently generally mostly never normally now often rarely regularly"
    " repeatedly routinely seldom sometimes still typically usually".split()
)


def _mend(token: Token) -> None:
    """Gives a passive with an office its shape: "was not elected governor", "has been named envoy".

    What has an auxiliary is a predicate, not the adjective of the noun behind it; and an open
    complement has no subject of its own.
    """
    noun = token.head
    if token.dep == "amod" and any(child.dep.startswith("aux") for child in token.children):
        above = noun.head
        token.head, token.dep = (token if above is noun else above), noun.dep
        noun.children = tuple(child for child in noun.children if child is not token)
        if above is not noun:
            above.children = _in_order(
                child for child in (*above.children, token) if child is not noun
            )
        noun.head, noun.dep = token, "xcomp"
        token.children = _in_order((*token.children, noun))
        token, noun = noun, token
    if token.dep == "xcomp":
        before = [c for c in token.children if c.dep.startswith("nsubj") and c.i < noun.i]
        for subject in before:
            subject.head = noun
            subject.dep = "nsubj:pass" if noun.tag == "VBN" else "nsubj"
        if before:
            token.children = tuple(child for child in token.children if child not in before)
            noun.children = _in_order((*noun.children, *before))


def _mend_naming(verb: Token) -> None:
    """Makes "the move" the object of "called the move illegal", where a parser sees two complements."""
    said = [child for child in verb.children if child.dep == "xcomp"]
    if len(said) == 2 and said[0].i > verb.i and said[0].pos in ("NOUN", "PROPN"):
        said[0].dep = "obj"


def _mend_electing(verb: Token) -> None:
    """Makes "Ann Dale" the object of "elected Ann Dale president", where a parser sees one name."""
    if any(child.dep == "obj" for child in verb.children):
        return
    for office in verb.children:
        if office.dep != "xcomp" or office.pos != "NOUN":
            continue
        named = [c for c in office.children if c.dep == "compound" and c.ent_type in PEOPLE]
        if named:
            _give(named[0], verb)
            named[0].dep = "obj"


def _give(token: Token, head: Token) -> None:
    """Hangs a token on another one, as its dependents go."""
    before = token.head
    before.children = tuple(child for child in before.children if child is not token)
    token.head = head
    head.children = _in_order((*head.children, token))


def _speaks(verb: Token) -> bool:
    """Whether somebody says it of themselves, or as a rule: "we put", "they often hit"."""
    return any(
        (child.dep.startswith("nsubj") and child.tag == "PRP")
        or (child.dep == "advmod" and child.lower in USUAL)
        for child in verb.children
    )


def _mend_verb(token: Token) -> None:
    """Mends a verb that a parser takes for something else.

    Makes "protested" a past, and the "is" of "is to meet" and "is due to meet" an auxiliary.
    """
    if token.lemma in NAMING:
        _mend_naming(token)
    elif token.lemma in ELECTING:
        _mend_electing(token)
    elif token.lemma in CHARGING and not any(c.dep == "obj" for c in token.children):
        for child in token.children:
            if child.dep == "iobj":
                child.dep = "obj"  # "accused Peru of lying"
    if token.tag == "VBP" and token.lower.endswith("ed") and token.lemma != token.lower:
        token.tag = "VBD"
    elif token.tag == "VBP" and token.lower in UNCHANGED and not _speaks(token):
        token.tag = "VBD"  # "Troops shut their base": news tells what was
    elif token.tag == "VB":
        for child in token.children:
            if child.dep == "cop":
                child.dep = "aux"
        objects = [child for child in token.children if child.dep == "obj"]
        if token.dep == "xcomp" and len(objects) > 1 and token.head.i < objects[0].i < token.i:
            _give(objects[0], token.head)  # "helped Chile attack Peru"


def _in_order(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(sorted(tokens, key=lambda token: token.i))

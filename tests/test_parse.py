"""A parse read from spaCy once: on hand-built documents, it says what spaCy's own tokens say."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from graph.model import Span
from graph.parse import Parse


@pytest.fixture
def doc() -> Doc:
    """ "Peru's envoy did not come.\\nShe said so." """
    return Doc(
        English().vocab,
        words=["Peru", "'s", "envoy", "did", "not", "come", ".", "\n", "She", "said", "so", "."],
        spaces=[False, True, True, True, True, False, False, False, True, True, False, False],
        lemmas=["Peru", "'s", "envoy", "do", "not", "come", ".", "\n", "she", "say", "so", "."],
        pos="PROPN PART NOUN AUX PART VERB PUNCT SPACE PRON VERB ADV PUNCT".split(),
        tags="NNP POS NN VBD RB VB . _SP PRP VBD RB .".split(),
        heads=[2, 0, 5, 5, 5, 5, 5, 6, 9, 9, 9, 9],
        deps="nmod:poss case nsubj aux advmod ROOT punct dep nsubj ROOT advmod punct".split(),
        ents=["B-GPE", *["O"] * 11],
    )


def test_tokens_say_what_spacy_says(doc: Doc) -> None:
    parse = Parse(doc)
    assert len(parse) == len(doc) == 12
    for ours, theirs in zip(parse, doc, strict=True):
        assert (ours.i, ours.text, ours.lower) == (theirs.i, theirs.text, theirs.lower_)
        assert (ours.pos, ours.tag, ours.dep) == (theirs.pos_, theirs.tag_, theirs.dep_)
        assert (ours.ent_type, ours.lemma) == (theirs.ent_type_, theirs.lemma_.lower())
        assert (ours.idx, ours.end) == (theirs.idx, theirs.idx + len(theirs))
        assert (ours.blank, ours.is_punct) == (theirs.whitespace_, theirs.is_punct)
        assert ours.is_space == theirs.is_space
        assert ours.head is parse[theirs.head.i]
        assert [t.i for t in ours.children] == [t.i for t in theirs.children]
        assert [t.i for t in ours.subtree] == [t.i for t in theirs.subtree]
        assert (ours.left_edge, ours.right_edge) == (theirs.left_edge.i, theirs.right_edge.i)
        assert [ours.is_ancestor(t) for t in parse] == [theirs.is_ancestor(t) for t in doc]


def test_a_parse_has_the_text_the_sentences_and_the_names(doc: Doc) -> None:
    parse = Parse(doc)
    assert parse.text == doc.text
    assert parse.sentences == ((0, 8), (8, 12))
    assert parse.sentence_around(parse[7]) == (0, 8)
    assert parse.sentence_around(parse[8]) == (8, 12)
    assert parse.ents == ((0, 1, "GPE"),)


def test_stretches_have_their_text_place_and_head(doc: Doc) -> None:
    parse = Parse(doc)
    assert parse.text_of(0, 3) == "Peru's envoy" == doc[0:3].text
    assert parse.text_of(3, 3) == ""
    assert parse.span_of(2, 4) == Span(7, 16)
    assert parse.head_of(0, 3) is parse[2]


def test_a_span_of_the_text_touches_the_tokens_that_spacy_expands_it_to(doc: Doc) -> None:
    parse = Parse(doc)
    spans = [(b, e) for b in range(len(doc.text)) for e in range(b + 1, len(doc.text) + 1)]
    for begin, end in spans:
        touched = doc.char_span(begin, end, alignment_mode="expand")
        found = parse.tokens_at(Span(begin, end))
        assert (found.start, found.stop) == (touched.start, touched.end)


@pytest.mark.parametrize(("begin", "end"), [(-1, 3), (3, 99), (99, 100), (0, 0)])
def test_a_span_outside_the_text_touches_nothing(doc: Doc, begin: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"no tokens at {begin}"):
        Parse(doc).tokens_at(Span(begin, end))


def test_a_document_without_words_has_no_tokens() -> None:
    empty = Parse(Doc(English().vocab))
    assert len(empty) == 0
    assert empty.text == ""


def test_two_parses_of_a_document_are_two(doc: Doc) -> None:
    parse = Parse(doc)
    assert parse == parse
    assert parse != Parse(doc)

"""Measures a pipeline on gold data, as it works in spaCy: on documents of given words, and on raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from scripts.train_model.corpora import UNPLACED, Document, Entity, Sentence

# The corpora's coarser types: what our labels count as when they are compared.
COARSE = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "EVENT": "EVENT",
    "NORP": "NORP",
    "PRODUCT": "PRODUCT",
    "DATE": "DATE",
}


def given_words(nlp: Language, sentences: Sequence[Sentence]) -> Doc:
    """A document of gold words, spaces and sentence starts."""
    words = [word for sentence in sentences for word in sentence.words]
    spaces = [space for sentence in sentences for space in sentence.spaces]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence.words))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def analyse(nlp: Language, groups: Sequence[Sequence[Sentence]]) -> Iterable[Doc]:
    """The analysed documents of groups of consecutive sentences, in order."""
    return nlp.pipe(given_words(nlp, group) for group in groups)


def paragraphs(document: Document) -> Iterator[list[Sentence]]:
    """The document's paragraphs, each of which the pipeline reads as a line of its own."""
    paragraph: list[Sentence] = []
    for sentence in document.sentences:
        if sentence.paragraph_start and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def syntax_figures(nlp: Language, documents: Sequence[Document]) -> dict[str, float]:
    """Accuracies in per cent over all words, punctuation too: tags, features, tree, lemmas.

    Words and sentences are given; what surrounds a sentence in its paragraph is read with it.
    """
    right: Counter[str] = Counter()
    total = 0
    read = [paragraph for document in documents for paragraph in paragraphs(document)]
    for paragraph, doc in zip(read, analyse(nlp, read), strict=True):
        begin = 0
        for sentence in paragraph:
            right.update(_compare_syntax(sentence, doc, begin))
            begin += len(sentence.words)
        total += begin
    names = ("tag", "pos", "morph", "UAS", "LAS", "lemma")
    return {name: round(100 * right[name] / total, 2) for name in names}


def _compare_syntax(sentence: Sentence, doc: Doc, begin: int) -> Counter[str]:
    gold = sentence.syntax
    right: Counter[str] = Counter()
    if gold is None:
        return right
    for index in range(len(sentence.words)):
        token = doc[begin + index]
        head = 0 if token.head.i == token.i else token.head.i - begin + 1
        dep = "root" if token.dep_ == "ROOT" else token.dep_
        morph = str(token.morph) or "_"
        right["tag"] += token.tag_ == gold.tags[index]
        right["pos"] += token.pos_ == gold.morphs[index].split("|")[0]
        right["morph"] += f"{token.pos_}|{morph}" == gold.morphs[index]
        right["UAS"] += head == gold.heads[index]
        right["LAS"] += head == gold.heads[index] and dep == gold.deps[index]
        right["lemma"] += token.lemma_ == gold.lemmas[index]
    return right


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 in [0, 1], and the number of gold items."""

    precision: float
    recall: float
    f1: float
    gold: int


def score_counts(hits: int, predicted: int, gold: int) -> Score:
    """The score of so many hits among so many predictions and gold items."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Score(precision=precision, recall=recall, f1=f1, gold=gold)


def entity_score(
    nlp: Language, documents: Sequence[Document], types: frozenset[str], *, connected: bool
) -> Score:
    """Exact spans with the right coarse type; ``connected``: a document's sentences are one text.

    What the gold cannot place, or is of another type, is not judged.
    """
    groups: list[Sequence[Sentence]] = [document.sentences for document in documents]
    if not connected:
        groups = [[sentence] for document in documents for sentence in document.sentences]
    hits = predicted = gold = 0
    for group, doc in zip(groups, analyse(nlp, groups), strict=True):
        begin = 0
        for sentence in group:
            end = begin + len(sentence.words)
            found = [
                (span.start - begin, span.end - begin, COARSE[span.label_])
                for span in doc.ents
                if begin <= span.start < end and span.label_ in COARSE
            ]
            counts = _compare_entities(sentence.entities or (), found, types)
            hits, predicted, gold = hits + counts[0], predicted + counts[1], gold + counts[2]
            begin = end
    return score_counts(hits, predicted, gold)


def _compare_entities(
    gold: Sequence[Entity], found: Sequence[tuple[int, int, str]], types: frozenset[str]
) -> tuple[int, int, int]:
    wanted: dict[tuple[int, int], set[str]] = {}
    unjudged: set[int] = set()
    for begin, end, labels in gold:
        coarse = set() if labels == UNPLACED else {COARSE[label] for label in labels}
        if coarse & types:
            wanted[begin, end] = coarse
        else:
            unjudged.update(range(begin, end))
    judged = [
        (begin, end, label)
        for begin, end, label in found
        if label in types and unjudged.isdisjoint(range(begin, end))
    ]
    hits = sum(label in wanted.get((begin, end), ()) for begin, end, label in judged)
    return hits, len(judged), len(wanted)


def sentence_score(nlp: Language, documents: Sequence[Document]) -> Score:
    """Sentences found in raw text, by their offsets without white space; a paragraph is a line."""
    hits = predicted = gold = 0
    for document in documents:
        text, wanted = _raw(document)
        found = set()
        for sentence in nlp(text).sents:
            stripped = sentence.text.strip()
            if stripped:
                begin = sentence.start_char + sentence.text.index(stripped)
                found.add((begin, begin + len(stripped)))
        hits, predicted = hits + len(found & wanted), predicted + len(found)
        gold += len(wanted)
    return score_counts(hits, predicted, gold)


def _raw(document: Document) -> tuple[str, set[tuple[int, int]]]:
    text = ""
    spans: set[tuple[int, int]] = set()
    for sentence in document.sentences:
        if sentence.paragraph_start and text:
            text = text.rstrip() + "\n\n"
        begin = len(text)
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            text += word + " " * space
        spans.add((begin, len(text.rstrip())))
    return text, spans

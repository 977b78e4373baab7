"""The pipeline's components, as spaCy factories that declare what they need and what they set.

The encoder writes one vector a word to ``doc.tensor``; every other component is a small head that reads
``doc.tensor`` and nothing of the encoder's. White space has no vector, is never seen by the encoder,
and hangs off the word before it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import minibatch

from graph.errors import ModelError
from graph.extract.language.decoding import best_tags, best_tree
from graph.extract.language.encoder import Encoder, default_threads
from graph.extract.language.lemmas import Lemmas
from graph.extract.language.sentences import lines, rule_starts

Weights = dict[str, NDArray[np.float32]]

# Arc scores grow with the square of a sentence's length; a longer one is parsed in parts.
MAX_PARSED_WORDS = 300


class Component:
    """A component whose whole state is a few files, written to a folder or to bytes alike."""

    def __init__(self, name: str) -> None:
        self.name = name

    def files(self) -> dict[str, bytes]:
        """The component's state."""
        raise NotImplementedError

    def restore(self, files: dict[str, bytes]) -> None:
        """Takes on the state that ``files`` gave."""
        raise NotImplementedError

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        folder = Path(path)
        if not folder.is_dir():
            raise ModelError(f"{folder}: the pipeline's folder of {self.name!r} is missing")
        self.restore({file.name: file.read_bytes() for file in sorted(folder.iterdir())})
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return bytes(srsly.msgpack_dumps(self.files()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.restore(srsly.msgpack_loads(data))
        return self

    def _untrained(self) -> ModelError:
        return ModelError(
            f"component {self.name!r} has no weights; load it as part of a trained pipeline"
        )


@Language.factory(
    "statecraft_encoder",
    default_config={"threads": None, "unit": "line"},
    assigns=["doc.tensor"],
)
def make_encoder(nlp: Language, name: str, threads: int | None, unit: str) -> EncoderComponent:
    """``threads`` None: as many as the process has cores, four at most."""
    return EncoderComponent(name, threads=threads, unit=unit)


class EncoderComponent(Component):
    """Sets ``doc.tensor``: words × width; rows of white space are zero."""

    def __init__(self, name: str, *, threads: int | None, unit: str) -> None:
        super().__init__(name)
        self.threads = default_threads() if threads is None else threads
        self.unit = unit
        self.encoder: Encoder | None = None

    def files(self) -> dict[str, bytes]:
        if self.encoder is None:
            return {}
        vocabulary = "\n".join(self.encoder.pieces.vocabulary) + "\n"
        return {"encoder.onnx": self.encoder.model, "vocabulary.txt": vocabulary.encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        vocabulary = files["vocabulary.txt"].decode().split("\n")[:-1]
        self.encoder = Encoder(files["encoder.onnx"], vocabulary, threads=self.threads)

    def __call__(self, doc: Doc) -> Doc:
        self._encode([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            self._encode(docs)
            yield from docs

    def _encode(self, docs: Sequence[Doc]) -> None:
        if self.encoder is None:
            raise self._untrained()
        units = [self._units(doc) for doc in docs]
        runs = [
            [doc[i].text for i in unit]
            for doc, its in zip(docs, units, strict=True)
            for unit in its
        ]
        vectors = iter(self.encoder(runs))
        for doc, its in zip(docs, units, strict=True):
            tensor = np.zeros((len(doc), self.encoder.width), np.float32)
            for unit in its:
                tensor[unit] = next(vectors)
            doc.tensor = tensor

    def _units(self, doc: Doc) -> list[list[int]]:
        if self.unit == "line":
            return list(lines(doc))
        return [words for words in map(_words, doc.sents) if words]


class Head(Component):
    """A component with weights over ``doc.tensor`` and labels."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.weights: Weights = {}
        self.labels: tuple[str, ...] = ()

    def files(self) -> dict[str, bytes]:
        buffer = io.BytesIO()
        np.savez(buffer, **self.weights)  # type: ignore[arg-type]  # numpy's stub takes no dict
        labels = json.dumps(self.labels, ensure_ascii=False, indent=0)
        return {"weights.npz": buffer.getvalue(), "labels.json": labels.encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        with np.load(io.BytesIO(files["weights.npz"]), allow_pickle=False) as stored:
            self.weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self.labels = tuple(json.loads(files["labels.json"]))

    def score(self, vectors: NDArray[np.float32], layer: str = "scores") -> NDArray[np.float32]:
        """A linear layer's scores, one row a word."""
        if not self.weights:
            raise self._untrained()
        product: NDArray[np.float32] = vectors @ self.weights[f"{layer}.weight"]
        return product + self.weights[f"{layer}.bias"]


@Language.factory(
    "statecraft_senter",
    default_config={"overwrite": False},
    assigns=["token.is_sent_start", "doc.sents"],
)
def make_senter(nlp: Language, name: str, overwrite: bool) -> Senter:
    return Senter(name, overwrite=overwrite)


class Senter:
    """Sets sentence starts where the document has none yet; none ever lies across a line break."""

    def __init__(self, name: str, *, overwrite: bool) -> None:
        self.name = name
        self.overwrite = overwrite

    def __call__(self, doc: Doc) -> Doc:
        if doc.has_annotation("SENT_START") and not self.overwrite:
            return doc
        starts = rule_starts(doc)
        for token in doc:
            token.is_sent_start = token.i == 0 or (token.i in starts and token.i != min(starts))
        return doc


@Language.factory("statecraft_tagger", requires=["doc.tensor"], assigns=["token.tag"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    return Tagger(name)


class Tagger(Head):
    """Sets ``token.tag``: Penn Treebank tags, ``_SP`` for white space."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        tags = [doc.vocab.strings.add(label) for label in self.labels]
        values = np.array(tags, np.uint64)[self.score(doc.tensor).argmax(1)]
        values[_spaces(doc)] = doc.vocab.strings.add("_SP")
        doc.from_array([TAG], values.reshape(-1, 1))
        return doc


@Language.factory(
    "statecraft_morphologizer", requires=["doc.tensor"], assigns=["token.pos", "token.morph"]
)
def make_morphologizer(nlp: Language, name: str) -> Morphologizer:
    return Morphologizer(name)


class Morphologizer(Head):
    """Sets ``token.pos`` and ``token.morph`` from labels like ``NOUN|Number=Sing``, ``PUNCT|_``."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        parts = [label.split("|", 1) for label in self.labels]
        coarse = [doc.vocab.strings.add(pos) for pos, _ in parts]
        features = [doc.vocab.morphology.add("" if feats == "_" else feats) for _, feats in parts]
        values = np.array([coarse, features], np.uint64).T[self.score(doc.tensor).argmax(1)]
        values[_spaces(doc)] = (doc.vocab.strings.add("SPACE"), doc.vocab.morphology.add(""))
        doc.from_array([POS, MORPH], values)
        return doc


@Language.factory(
    "statecraft_parser",
    requires=["doc.tensor", "doc.sents"],
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def make_parser(nlp: Language, name: str) -> Parser:
    return Parser(name)


class Parser(Head):
    """Sets ``token.head`` and ``token.dep``: one tree a sentence in Universal Dependencies, root ``ROOT``."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        strings = doc.vocab.strings
        names = np.array([strings.add(label) for label in self.labels], np.uint64)
        root, loose = strings.add("ROOT"), strings.add("dep")
        heads = np.arange(len(doc))
        deps = np.full(len(doc), loose, np.uint64)
        for sentence in doc.sents:
            words = _words(sentence)
            for part in _parts(words):
                index = np.array(part)
                chosen, labels = self._parse(doc.tensor[index])
                heads[index] = np.where(chosen == 0, index, index[chosen - 1])
                deps[index] = names[labels]
                top = int(index[int(np.flatnonzero(chosen == 0)[0])])
                if part[0] == words[0]:
                    first_root = top
                else:
                    heads[top], deps[top] = first_root, strings.add("parataxis")
            _hang_spaces(sentence, heads)
            top = words[0] if words else sentence.start
            while heads[top] != top:
                top = int(heads[top])
            deps[top] = root
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP], np.stack([offsets, deps], axis=1))
        return doc

    def _parse(self, vectors: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Heads (0: the root) and labels of one sentence's words."""
        weights = self.weights
        if not weights:
            raise self._untrained()
        rooted = np.concatenate([weights["root"], vectors])
        as_head = _leaky(self.score(rooted, "arc_head"))
        as_dependent = _leaky(self.score(vectors, "arc_dependent"))
        heads = best_tree(self.score(as_dependent, "arc") @ as_head.T)
        pairs = self.score(vectors, "label_dependent") + self.score(rooted, "label_head")[heads]
        labels: NDArray[np.int64] = self.score(_leaky(pairs), "label").argmax(1)
        return heads, labels


@Language.factory(
    "statecraft_ner",
    requires=["doc.tensor", "doc.sents"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def make_ner(nlp: Language, name: str) -> EntityRecognizer:
    return EntityRecognizer(name)


class EntityRecognizer(Head):
    """Sets ``doc.ents``; labels are ``O, B-X, I-X …``. Entities that the document already has win."""

    def __call__(self, doc: Doc) -> Doc:
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return doc
        starts = np.array([_is_first(doc, words, k) for k in range(len(words))])
        tags = [self.labels[tag] for tag in best_tags(self.score(doc.tensor[words]), starts)]
        given = list(doc.ents)
        taken = {i for span in given for i in range(span.start, span.end)}
        found = [
            span
            for span in _spans(doc, words, tags)
            if taken.isdisjoint(range(span.start, span.end))
        ]
        doc.set_ents([*given, *found], default="outside")
        return doc


@Language.factory("statecraft_lemmatizer", requires=["token.tag"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    return Lemmatizer(name)


class Lemmatizer(Component):
    """Sets ``token.lemma`` from the form and its tag; white space is its own lemma."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.lemmas = Lemmas(exceptions={}, suffixes={})

    def files(self) -> dict[str, bytes]:
        return {"lemmas.tsv": self.lemmas.dumps().encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        self.lemmas = Lemmas.loads(files["lemmas.tsv"].decode())

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.text if token.is_space else self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        # "’s" is "be" by the table; before a past participle that is not passive it is "have".
        if token.tag_ == "VBZ" and token.text in ("'s", "’s") and token.dep_ == "aux":
            return "have" if token.head.tag_ == "VBN" else "be"
        return self.lemmas(token.text, token.tag_)


def _words(span: Span) -> list[int]:
    return [token.i for token in span if not token.is_space]


def _spaces(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.is_space]


def _parts(words: list[int]) -> Iterator[list[int]]:
    for begin in range(0, len(words), MAX_PARSED_WORDS):
        yield words[begin : begin + MAX_PARSED_WORDS]


def _hang_spaces(sentence: Span, heads: NDArray[np.int64]) -> None:
    """Attaches white space to the token before it, or, at the front, to the first word."""
    words = _words(sentence)
    first = words[0] if words else sentence.start
    for token in sentence:
        if token.is_space:
            heads[token.i] = first if token.i <= first else token.i - 1


def _leaky(values: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.where(values > 0, values, np.float32(0.1) * values)
    return result


def _is_first(doc: Doc, words: list[int], position: int) -> bool:
    """Whether a sentence starts between a word and the one before it."""
    if position == 0:
        return True
    between = range(words[position - 1] + 1, words[position] + 1)
    return any(bool(doc[i].is_sent_start) for i in between)


def _spans(doc: Doc, words: list[int], tags: list[str]) -> Iterator[Span]:
    begin: int | None = None
    for position, tag in enumerate([*tags, "O"]):
        if begin is not None and not tag.startswith("I-"):
            label = tags[begin].removeprefix("B-")
            yield Span(doc, words[begin], words[position - 1] + 1, label=label)
            begin = None
        if tag.startswith("B-"):
            begin = position

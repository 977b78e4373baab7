"""The pipeline's components, as spaCy factories that declare what they need and what they set.

The encoder writes one vector a word to ``doc.tensor``; every other component is a small head that
reads ``doc.tensor`` and nothing of the encoder's. White space has no vector, is never seen by the
encoder, and hangs off the word before it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.errors import ModelError
from graph.extract.language.decoding import best_tags, best_tree
from graph.extract.language.encoder import WIDTH, Encoder, starting
from graph.extract.language.lemmas import Lemmas
from graph.extract.language.onnx_graph import Floats, OnnxGraph
from graph.extract.language.sentences import line_starts, lines, rule_starts, stops

# Arc scores grow with the square of a sentence's length; a longer one is parsed in parts.
MAX_PARSED_WORDS = 300
# How many words the encoder works on while the heads read the vectors of as many before them.
WORDS_AHEAD = 4_000


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
            raise ModelError(
                f"{folder}: the pipeline's folder lacks the part {self.name!r}; install it again"
            )
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
        self.threads = _cores() if threads is None else threads
        self.unit = unit
        self.encoder: Encoder | None = None

    def files(self) -> dict[str, bytes]:
        if self.encoder is None:
            raise self._untrained()
        vocabulary = "\n".join(self.encoder.pieces.vocabulary) + "\n"
        return {"encoder.onnx": self.encoder.graph.model, "vocabulary.txt": vocabulary.encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        vocabulary = files["vocabulary.txt"].decode().split("\n")[:-1]
        self.encoder = Encoder(files["encoder.onnx"], vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the documents in order; the encoder is ``WORDS_AHEAD`` of what it yields."""
        if self.encoder is None:
            raise self._untrained()
        with starting(self.threads) as starter:
            waiting: list[tuple[Doc, list[_Begun]]] = []
            ahead = 0
            for doc in stream:
                begun = [
                    (
                        unit,
                        self.encoder.start([doc[i].text for i in unit], stops(doc, unit), starter),
                    )
                    for unit in self._units(doc)
                ]
                waiting.append((doc, begun))
                ahead += len(doc)
                while ahead - len(waiting[0][0]) > WORDS_AHEAD:
                    ahead -= len(waiting[0][0])
                    yield _finish(*waiting.pop(0))
            for doc, begun in waiting:
                yield _finish(doc, begun)

    def _units(self, doc: Doc) -> list[list[int]]:
        if self.unit == "line":
            return list(lines(doc))
        return [words for words in map(_words, doc.sents) if words]


# Word indices, and what waits for their vectors.
_Begun = tuple[list[int], Callable[[], Floats]]


def _finish(doc: Doc, begun: Sequence[_Begun]) -> Doc:
    tensor = np.zeros((len(doc), WIDTH), np.float32)
    for unit, vectors in begun:
        tensor[unit] = vectors()
    values: Any = tensor
    doc.tensor = values
    return doc


def _cores() -> int:
    """The CPU cores that this process may use, four at most."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(4, available if available is not None else 1))


class Head(Component):
    """A component with ONNX graphs over ``doc.tensor``, each named by its file, and labels."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.graphs: dict[str, OnnxGraph] = {}
        self.labels: tuple[str, ...] = ()

    def files(self) -> dict[str, bytes]:
        labels = json.dumps(self.labels, ensure_ascii=False, indent=0)
        graphs = {f"{name}.onnx": graph.model for name, graph in self.graphs.items()}
        return {**graphs, "labels.json": labels.encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        self.labels = tuple(json.loads(files["labels.json"]))
        self.graphs = {
            name.removesuffix(".onnx"): OnnxGraph(content)
            for name, content in files.items()
            if name.endswith(".onnx")
        }

    def score(self, vectors: Floats) -> Floats:
        """One row a word, one column a label."""
        return self.graph("scores").run({"vectors": vectors}, ["scores"])[0]

    def graph(self, name: str) -> OnnxGraph:
        if name not in self.graphs:
            raise self._untrained()
        return self.graphs[name]


@Language.factory(
    "statecraft_senter",
    default_config={"overwrite": False},
    requires=["doc.tensor"],
    assigns=["token.is_sent_start", "doc.sents"],
)
def make_senter(nlp: Language, name: str, overwrite: bool) -> Senter:
    return Senter(name, overwrite=overwrite)


class Senter(Head):
    """Sets sentence starts where the document has none yet; none lies across a line break."""

    def __init__(self, name: str, *, overwrite: bool) -> None:
        super().__init__(name)
        self.overwrite = overwrite

    def __call__(self, doc: Doc) -> Doc:
        if doc.has_annotation("SENT_START") and not self.overwrite:
            return doc
        starts: set[int] = set()
        if self.graphs:
            for line in lines(doc):
                scores = self.score(_tensor(doc)[line])
                starts.update(line[i] for i in line_starts(scores[:, 1] - scores[:, 0]))
        else:
            starts = rule_starts(doc)
        # White space before the first word begins its sentence, all other ends the one before it.
        starts.discard(min(starts, default=0))
        for token in doc:
            token.is_sent_start = token.i == 0 or token.i in starts
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
        values = np.array(tags, np.uint64)[self.score(_tensor(doc)).argmax(1)]
        values[_spaces(doc)] = doc.vocab.strings.add("_SP")
        return _annotate(doc, [TAG], [values])


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
        chosen = self.score(_tensor(doc)).argmax(1)
        parts = {number: self.labels[number].split("|", 1) for number in np.unique(chosen).tolist()}
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        coarse, features = np.zeros((2, len(self.labels)), np.uint64)
        for number, (pos, feats) in parts.items():
            coarse[number] = strings.add(pos)
            features[number] = morphology.add("" if feats == "_" else feats)
        coarse, features = coarse[chosen], features[chosen]
        spaces = _spaces(doc)
        coarse[spaces] = strings.add("SPACE")
        features[spaces] = morphology.add("")
        return _annotate(doc, [POS, MORPH], [coarse, features])


@Language.factory(
    "statecraft_parser",
    requires=["doc.tensor", "doc.sents"],
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def make_parser(nlp: Language, name: str) -> Parser:
    return Parser(name)


class Parser(Head):
    """Sets ``token.head`` and ``token.dep``: one Universal Dependencies tree a sentence."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        strings = doc.vocab.strings
        names = np.array([strings.add(label) for label in self.labels], np.uint64)
        vectors = _tensor(doc)
        heads = np.arange(len(doc))
        deps = np.full(len(doc), strings.add("dep"), np.uint64)
        for sentence in doc.sents:
            words = _words(sentence)
            root = words[0] if words else sentence.start
            for begin in range(0, len(words), MAX_PARSED_WORDS):
                part = np.array(words[begin : begin + MAX_PARSED_WORDS])
                chosen, labels = self._parse(vectors[part])
                heads[part] = np.where(chosen == 0, part, part[chosen - 1])
                deps[part] = names[labels]
                top = int(part[int(chosen.argmin())])
                root = top if begin == 0 else root
                heads[top], deps[top] = root, strings.add("parataxis")
            deps[root] = strings.add("ROOT")
            _hang_spaces(sentence, words, heads)
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        return _annotate(doc, [HEAD, DEP], [offsets, deps])

    def _parse(self, vectors: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Heads (0: the root) and labels of one sentence's words."""
        arcs, as_heads, as_dependents = self.graph("arcs").run(
            {"vectors": vectors}, ["arcs", "heads", "dependents"]
        )
        heads = best_tree(arcs)
        pairs = as_dependents + as_heads[heads]
        (scores,) = self.graph("labels").run({"pairs": pairs}, ["scores"])
        labels: NDArray[np.int64] = scores.argmax(1)
        return heads, labels


@Language.factory(
    "statecraft_ner",
    requires=["doc.tensor", "doc.sents"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def make_ner(nlp: Language, name: str) -> EntityRecognizer:
    return EntityRecognizer(name)


class EntityRecognizer(Head):
    """Sets ``doc.ents``; labels are ``O, B-X, I-X …``. Entities that the document has stay."""

    def __call__(self, doc: Doc) -> Doc:
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return doc
        starts = np.array([_is_first(doc, words, position) for position in range(len(words))])
        tags = [self.labels[tag] for tag in best_tags(self.score(_tensor(doc)[words]), starts)]
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
        # By the table "’s" is "be"; before a past participle that is not passive it is "have".
        if token.tag_ == "VBZ" and token.text in ("'s", "’s") and token.dep_ == "aux":
            return "have" if token.head.tag_ == "VBN" else "be"
        return self.lemmas(token.text, token.tag_)


def _tensor(doc: Doc) -> Floats:
    return np.asarray(doc.tensor, np.float32)


def _annotate(doc: Doc, attributes: list[int | str], columns: Sequence[NDArray[Any]]) -> Doc:
    values: Any = np.stack(columns, axis=1)
    doc.from_array(attributes, values)
    return doc


def _words(span: Span) -> list[int]:
    return [token.i for token in span if not token.is_space]


def _spaces(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.is_space]


def _hang_spaces(sentence: Span, words: Sequence[int], heads: NDArray[np.int64]) -> None:
    """Attaches white space to the token before it, or, at the front, to the first word."""
    first = words[0] if words else sentence.start
    for token in sentence:
        if token.is_space:
            heads[token.i] = first if token.i <= first else token.i - 1


def _is_first(doc: Doc, words: Sequence[int], position: int) -> bool:
    """Whether a sentence starts between a word and the one before it."""
    if position == 0:
        return True
    between = range(words[position - 1] + 1, words[position] + 1)
    return any(bool(doc[i].is_sent_start) for i in between)


def _spans(doc: Doc, words: Sequence[int], tags: Sequence[str]) -> Iterator[Span]:
    begin: int | None = None
    for position, tag in enumerate([*tags, "O"]):
        if begin is not None and not tag.startswith("I-"):
            label = tags[begin].removeprefix("B-")
            yield Span(doc, words[begin], words[position - 1] + 1, label=label)
            begin = None
        if tag.startswith("B-"):
            begin = position

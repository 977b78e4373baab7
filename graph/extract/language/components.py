"""The pipeline's components, as spaCy factories that declare what they need and what they set.

The encoder writes one vector a word to ``doc.tensor``; every other component is a small head that
reads ``doc.tensor`` and nothing of the encoder's. White space has no vector, is never seen by the
encoder, and hangs off the word before it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from graph.errors import ModelError
from graph.extract.language.decoding import best_tags, best_trees
from graph.extract.language.encoder import (
    MAX_PIECES,
    WIDTH,
    Encoder,
    Starter,
    Window,
    cut_windows,
    starting,
)
from graph.extract.language.lemmas import Lemmas
from graph.extract.language.onnx_graph import Floats, OnnxGraph
from graph.extract.language.sentences import (
    forms,
    sentence_starts,
    starts_by_rule,
    stops,
    words_and_lines,
)

# Arc scores grow with the square of a sentence's length; a longer one is parsed in parts.
MAX_PARSED_WORDS = 300
# What a full stop and a capital count for beside the trained head, which was taught on e-mail, too:
# found on the development parts of the treebanks.
FULL_STOP = 4.0
# How many words the encoder works on while the heads read the vectors of those before them: enough
# for all threads, and not more, since at the end the heads go on alone over so many words.
WORDS_AHEAD = 1_500
# How many words of whole documents a component works on before the next one does.
WORDS_TOGETHER = 2_000
# Windows are given to a thread by so many pieces: each hand-over costs, and short lines are many.
ENCODED_TOGETHER = 180
# How many forms' lemmas are kept; a day's news has fewer.
MOST_LEMMAS_KNOWN = 100_000
# So many words' arcs are scored at once, whole sentences: calls cost, and so do the arcs between
# sentences, which nobody wants.
ATTACHED_TOGETHER = 100
# Labels are found for so many words at once: calls cost, and so does the memory of their scores.
LABELLED_TOGETHER = 2_000

Indices = NDArray[np.int64]


class Component:
    """A component whose whole state is a few files, written to a folder or to bytes alike."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        raise NotImplementedError

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yields the documents in order, having read somewhat more than it has yielded.

        Several are worked on before the next component has its turn, since each finds the
        processor's caches full of what the one before it read.
        """
        group: list[Doc] = []
        words = 0
        for doc in stream:
            group.append(doc)
            words += len(doc)
            # Without a look at the next one: for that, every component before would work ahead, and
            # the heads would be left with all of it when the encoder is done.
            if words >= WORDS_TOGETHER:
                yield from [self(doc) for doc in group]
                group, words = [], 0
        yield from [self(doc) for doc in group]

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
            waiting: list[tuple[Doc, _Begun]] = []
            ahead = 0
            for doc in stream:
                waiting.append((doc, self._begin(self.encoder, doc, starter)))
                ahead += len(doc)
                while ahead - len(waiting[0][0]) > WORDS_AHEAD:
                    ahead -= len(waiting[0][0])
                    yield _finish(*waiting.pop(0))
            for doc, begun in waiting:
                yield _finish(doc, begun)

    def _begin(self, encoder: Encoder, doc: Doc, starter: Starter) -> _Begun:
        words, lines = words_and_lines(doc)
        texts, which = forms(doc, words)
        pieces = encoder.read(texts, which)
        bounded = doc.has_annotation("SENT_START")
        starts = (doc.to_array(SENT_START) == 1)[words].tolist() if bounded else None
        begins = lines if self.unit == "line" else _sentence_begins(doc, words)
        tensor = np.zeros((len(doc), WIDTH), np.float32)
        windows: list[Window] = []
        for begin, end in pairwise([*begins.tolist(), len(words)]):
            if pieces.ends[end] - pieces.ends[begin] <= MAX_PIECES:
                windows.append(Window(begin, end, begin, end))
                continue
            run = [texts[i] for i in which[begin:end].tolist()]
            ends = stops(run, None if starts is None else starts[begin:end])
            sizes = np.diff(pieces.ends[begin : end + 1])
            windows += [window.moved(begin) for window in cut_windows(sizes.tolist(), ends)]
        started = [
            starter(encoder.compute, pieces, group, words, tensor)
            for group in _together(
                [(w, int(pieces.ends[w.end] - pieces.ends[w.begin])) for w in windows],
                ENCODED_TOGETHER,
            )
        ]
        return tensor, started


# The vectors, and what waits until they are all there.
_Begun = tuple[Floats, list[Callable[[], None]]]


def _finish(doc: Doc, begun: _Begun) -> Doc:
    tensor, started = begun
    for wait in started:
        wait()
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
        if len(doc) == 0:
            return doc
        words, begins = words_and_lines(doc)
        starts = starts_by_rule(doc, words, begins)
        if self.graphs:
            scores = self.score(_tensor(doc))
            margins = (scores[:, 1] - scores[:, 0])[words]
            margins[starts] += FULL_STOP
            starts = sentence_starts(margins, begins)
        values = np.full(len(doc), -1, np.int64)
        # White space before the first word begins its sentence, all other ends the one before it.
        values[words[starts[1:]]] = 1
        values[0] = 1
        # Not token by token: each of them would ask whether the whole document has a parse.
        return _annotate(doc, [SENT_START], [values.view(np.uint64)])


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
        values[_is_space(doc)] = doc.vocab.strings.add("_SP")
        return _annotate(doc, [TAG], [values])


@Language.factory(
    "statecraft_morphologizer", requires=["doc.tensor"], assigns=["token.pos", "token.morph"]
)
def make_morphologizer(nlp: Language, name: str) -> Morphologizer:
    return Morphologizer(name)


class Morphologizer(Head):
    """Sets ``token.pos`` and ``token.morph`` from labels like ``NOUN|Number=Sing``, ``PUNCT|_``."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._known: dict[int, tuple[int, int]] = {}
        self._vocab: Vocab | None = None

    def restore(self, files: dict[str, bytes]) -> None:
        super().restore(files)
        self._vocab = None

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        if doc.vocab is not self._vocab:
            self._known, self._vocab = {}, doc.vocab
        chosen = self.score(_tensor(doc)).argmax(1)
        coarse, features = np.zeros((2, len(self.labels)), np.uint64)
        for number in np.unique(chosen).tolist():
            coarse[number], features[number] = self._values(doc.vocab, number)
        coarse, features = coarse[chosen], features[chosen]
        spaces = _is_space(doc)
        coarse[spaces] = doc.vocab.strings.add("SPACE")
        features[spaces] = doc.vocab.morphology.add("")
        return _annotate(doc, [POS, MORPH], [coarse, features])

    def _values(self, vocab: Vocab, number: int) -> tuple[int, int]:
        """The vocabulary's numbers for a label's part of speech and its features."""
        if number not in self._known:
            pos, features = self.labels[number].split("|", 1)
            morph = vocab.morphology.add("" if features == "_" else features)
            self._known[number] = vocab.strings.add(pos), morph
        return self._known[number]


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
        heads = np.arange(len(doc))
        deps = np.full(len(doc), strings.add("dep"), np.uint64)
        words = np.flatnonzero(~_is_space(doc))
        begins = _sentence_begins(doc, words)
        chosen, labels = self._parse(_tensor(doc), words, begins)
        heads[words], deps[words] = words[chosen], names[labels]
        # A sentence that was parsed in parts has a root in each; the first is the whole's.
        tops = np.flatnonzero(chosen == np.arange(len(words)))
        sentence = np.searchsorted(begins, tops, side="right")
        first = np.append(True, sentence[1:] != sentence[:-1])[: len(tops)]
        joints = words[tops[~first]]
        heads[joints] = words[tops[first][sentence[~first] - 1]]
        deps[joints] = strings.add("parataxis")
        _hang_spaces(doc, heads)
        deps[heads == np.arange(len(doc))] = strings.add("ROOT")
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        return _annotate(doc, [HEAD, DEP], [offsets, deps])

    def _parse(self, vectors: Floats, words: Indices, begins: Indices) -> tuple[Indices, Indices]:
        """Of each word, the head (its own number: a root) and the label's number."""
        parts = [
            (size, size)
            for begin, end in pairwise([*begins.tolist(), len(words)])
            for size in _part_sizes(end - begin)
        ]
        heads, labels = np.arange(len(words)), np.zeros(len(words), np.int64)
        pairs: list[Floats] = []
        end = labelled = 0
        for sizes in _together(parts, ATTACHED_TOGETHER):
            begin, end = end, end + sum(sizes)
            arcs, as_heads, as_dependents = self.graph("arcs").run(
                {"vectors": vectors[words[begin:end]]}, ["arcs", "heads", "dependents"]
            )
            chosen = best_trees(arcs, sizes)
            heads[begin:end] = np.where(chosen == 0, heads[begin:end], begin + chosen - 1)
            pairs.append(as_dependents + as_heads[chosen])
            if end == len(words) or end - labelled >= LABELLED_TOGETHER:
                given = {"pairs": np.concatenate(pairs)}
                labels[labelled:end] = self.graph("labels").run(given, ["scores"])[0].argmax(1)
                pairs, labelled = [], end
        return heads, labels


def _part_sizes(words: int) -> list[int]:
    """In parts of how many words a sentence of so many is parsed."""
    whole, rest = divmod(words, MAX_PARSED_WORDS)
    return [MAX_PARSED_WORDS] * whole + [rest] * (rest > 0)


_Part = TypeVar("_Part")


def _together(parts: Iterable[tuple[_Part, int]], most: int) -> Iterator[list[_Part]]:
    """The parts, given with their sizes, in groups of such a size at most, or of one larger part."""
    group: list[_Part] = []
    total = 0
    for part, size in parts:
        if group and total + size > most:
            yield group
            group, total = [], 0
        group.append(part)
        total += size
    if group:
        yield group


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
        words = np.flatnonzero(~_is_space(doc))
        if len(words) == 0:
            return doc
        sentence = np.cumsum(doc.to_array(SENT_START) == 1)[words]
        starts = np.append(True, sentence[1:] != sentence[:-1])
        tags = best_tags(self.score(_tensor(doc))[words], starts)
        given = list(doc.ents)
        taken = {i for span in given for i in range(span.start, span.end)}
        found = [
            span
            for span in self._spans(doc, words, tags)
            if taken.isdisjoint(range(span.start, span.end))
        ]
        doc.set_ents([*given, *found], default="outside")
        return doc

    def _spans(self, doc: Doc, words: Indices, tags: Sequence[int]) -> Iterator[Span]:
        for begin in np.flatnonzero(np.array(tags) % 2).tolist():
            end = begin + 1
            while end < len(tags) and tags[end] == tags[begin] + 1:
                end += 1
            label = self.labels[tags[begin]].removeprefix("B-")
            yield Span(doc, int(words[begin]), int(words[end - 1]) + 1, label=label)


@Language.factory("statecraft_lemmatizer", requires=["token.tag"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    return Lemmatizer(name)


class Lemmatizer(Component):
    """Sets ``token.lemma`` from the form and its tag; white space is its own lemma."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.lemmas = Lemmas(exceptions={}, suffixes={})
        self._known: dict[tuple[str, str], str] = {}
        self._known_of = self.lemmas

    def files(self) -> dict[str, bytes]:
        return {"lemmas.tsv": self.lemmas.dumps().encode()}

    def restore(self, files: dict[str, bytes]) -> None:
        self.lemmas = Lemmas.loads(files["lemmas.tsv"].decode())

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        strings = doc.vocab.strings
        genitives = np.array([strings.add("'s"), strings.add("’s")], np.uint64)
        third, blank = strings.add("VBZ"), _is_space(doc)
        given = doc.to_array([ORTH, TAG])
        # Most words of a text come again in it.
        known: dict[tuple[int, int], int] = {}
        found: list[int] = []
        for form, tag in zip(*given.T.tolist(), strict=True):
            lemma = known.get((form, tag))
            if lemma is None:
                lemma = known[form, tag] = strings.add(self._lemma(strings[form], strings[tag]))
            found.append(lemma)
        lemmas = np.where(blank, given[:, 0], np.array(found, np.uint64))
        forms_, tags = given.T
        for index in np.flatnonzero((tags == third) & np.isin(forms_, genitives)).tolist():
            if doc[index].dep_ == "aux":
                # By the table it is "be"; before a past participle that is not passive, "have".
                lemmas[index] = strings.add("have" if doc[index].head.tag_ == "VBN" else "be")
        return _annotate(doc, [LEMMA], [lemmas])

    def _lemma(self, form: str, tag: str) -> str:
        # Not the vocabulary's numbers: one that forgets a text's words would not know them again.
        if self._known_of is not self.lemmas or len(self._known) >= MOST_LEMMAS_KNOWN:
            self._known_of, self._known = self.lemmas, {}
        lemma = self._known.get((form, tag))
        if lemma is None:
            lemma = self._known[form, tag] = self.lemmas(form, tag)
        return lemma


def _tensor(doc: Doc) -> Floats:
    return np.asarray(doc.tensor, np.float32)


def _annotate(doc: Doc, attributes: list[int | str], columns: Sequence[NDArray[Any]]) -> Doc:
    values: Any = np.stack(columns, axis=1)
    doc.from_array(attributes, values)
    return doc


def _is_space(doc: Doc) -> NDArray[np.bool_]:
    blank: NDArray[np.bool_] = doc.to_array(IS_SPACE).astype(bool)
    return blank


def _sentence_begins(doc: Doc, words: Indices) -> Indices:
    """Where among the words (no white space) each sentence begins that has any."""
    begins = np.unique(np.searchsorted(words, _starts(doc)))
    return begins[begins < len(words)]


def _starts(doc: Doc) -> Indices:
    """The first token of each sentence; ValueError where the document has no sentences."""
    # spaCy's own error; to make a span of each sentence would cost more than all the rest.
    next(iter(doc.sents), None)
    starts = doc.to_array(SENT_START) == 1
    starts[:1] = True
    return np.flatnonzero(starts)


def _hang_spaces(doc: Doc, heads: Indices) -> None:
    """Attaches white space to the token before it, or, at a sentence's front, to its first word.

    In a sentence of white space alone, the first token is the root.
    """
    blank = _is_space(doc)
    spaces, words = np.flatnonzero(blank), np.flatnonzero(~blank)
    begins = _starts(doc)
    own = np.searchsorted(begins, spaces, side="right") - 1
    begin, end = begins[own], np.append(begins[1:], len(doc))[own]
    following = np.append(words, len(doc))[np.searchsorted(words, begin)]
    first = np.where(following < end, following, begin)
    heads[spaces] = np.where(spaces <= first, first, spaces - 1)

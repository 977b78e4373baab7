"""Training windows: a few consecutive sentences as the encoder will see them, and batches of those."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from graph.extract.language.wordpiece import WordPiece, casing
from scripts.train_model.augment import MASK, MASKED_WORD, Names, swap_names, vary
from scripts.train_model.corpora import LABELS, UNPLACED, Document, Sentence

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
TAG_NUMBER = {tag: number for number, tag in enumerate(TAGS)}
IGNORED = -100
MAX_PIECES = 180
SHORTEST_TARGET = 30
# How often a window is one sentence, and how often a new paragraph ends it.
ALONE = 0.35
BREAK_AT_PARAGRAPH = 0.5

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelNumbers:
    """The heads' label sets: label → number. An unknown label is not trained on."""

    tags: Mapping[str, int]
    morphs: Mapping[str, int]
    deps: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One encoder input and its targets; ``segment`` numbers the sentence of each word.

    ``allowed`` says for each word which entity tags its corpus allows; an all-false row is not judged.
    ``boundary``: 1 the word starts a sentence, 0 it does not, ``IGNORED`` unknown.
    """

    ids: Ints
    case: Ints
    first: Ints
    segment: Ints
    allowed: NDArray[np.bool_]
    boundary: Ints
    tags: Ints
    morphs: Ints
    heads: Ints
    deps: Ints


def windows(
    documents: Iterable[Document],
    pieces: WordPiece,
    numbers: LabelNumbers,
    *,
    random: Random | None,
    names: Names | None = None,
) -> Iterator[Window]:
    """Windows over the documents; ``random`` None: one sentence each, unvaried, for evaluation.

    ``names``: those of the documents' corpus, some of which take the place of others.
    """
    mask = pieces.vocabulary.index(MASK)
    for document in documents:
        for group in _groups(document, pieces, random):
            if random is not None:
                if names is not None:
                    group = [swap_names(sentence, names, random) for sentence in group]
                group = [vary(sentence, random) for sentence in group]
            window = _window(group, pieces, numbers)
            if window is not None:
                yield _masked(window, random, mask) if random is not None else window


def _groups(
    document: Document, pieces: WordPiece, random: Random | None
) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    size, target = 0, 0
    for sentence in document.sentences:
        length = sum(len(pieces(word)) for word in sentence.words)
        if random is None:
            yield [sentence]
            continue
        full = size + length > target or sentence.bounded is False
        broken = sentence.paragraph_start and random.random() < BREAK_AT_PARAGRAPH
        if group and (full or broken):
            yield group
            group, size = [], 0
        if not group:
            target = (
                0 if random.random() < ALONE else random.randint(SHORTEST_TARGET, MAX_PIECES - 2)
            )
        group.append(sentence)
        size += length
    if group:
        yield group


def _window(
    sentences: Sequence[Sentence], pieces: WordPiece, numbers: LabelNumbers
) -> Window | None:
    """The window of these sentences, cut at ``MAX_PIECES``; a cut sentence keeps its entities alone."""
    ids, case, first, segment = [pieces.cls], [0], [], []
    allowed, boundary = [], []
    columns: list[list[int]] = [[], [], [], []]
    for number, sentence in enumerate(sentences):
        base = len(first)
        found = [pieces(word) for word in sentence.words]
        kept = _fitting(found, MAX_PIECES - 1 - len(ids))
        if kept == 0:
            break
        for word, its in zip(sentence.words[:kept], found, strict=False):
            first.append(len(ids))
            segment.append(number)
            ids.extend(its)
            case.extend([casing(word)] * len(its))
        allowed.append(allowed_tags(sentence)[:kept])
        boundary += _boundaries(sentence, kept, opening=number == 0)
        whole = kept == len(sentence.words)
        for column, values in zip(
            columns, _syntax(sentence, numbers, base, kept, whole), strict=True
        ):
            column.extend(values)
    if not first:
        return None
    ids.append(pieces.sep)
    case.append(0)
    tags, morphs, heads, deps = (np.array(column, np.int64) for column in columns)
    return Window(
        ids=np.array(ids),
        case=np.array(case),
        first=np.array(first),
        segment=np.array(segment),
        allowed=np.concatenate(allowed),
        boundary=np.array(boundary),
        tags=tags,
        morphs=morphs,
        heads=heads,
        deps=deps,
    )


def _fitting(found: Sequence[tuple[int, ...]], room: int) -> int:
    for count, its in enumerate(found):
        room -= len(its)
        if room < 0:
            return count
    return len(found)


def _boundaries(sentence: Sentence, kept: int, *, opening: bool) -> list[int]:
    if not sentence.bounded:
        return [IGNORED] * kept
    # The first word of a window starts a sentence anyway: nothing to learn.
    return [IGNORED if opening else 1, *[0] * (kept - 1)]


def _syntax(
    sentence: Sentence, numbers: LabelNumbers, base: int, kept: int, whole: bool
) -> tuple[list[int], ...]:
    syntax = sentence.syntax
    if syntax is None:
        return ([IGNORED] * kept,) * 4
    tags = [numbers.tags.get(tag, IGNORED) for tag in syntax.tags[:kept]]
    morphs = [numbers.morphs.get(morph, IGNORED) for morph in syntax.morphs[:kept]]
    if not whole:
        return tags, morphs, [IGNORED] * kept, [IGNORED] * kept
    heads = [head + base if head else 0 for head in syntax.heads]
    return tags, morphs, heads, [numbers.deps.get(dep, IGNORED) for dep in syntax.deps]


_DATE_WORD = re.compile(
    r"^(\d[\d,./-]*(s|st|nd|rd|th)?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|century|centuries"
    r"|today|yesterday|tomorrow)$"
)


def allowed_tags(sentence: Sentence) -> NDArray[np.bool_]:
    """Words × tags: which tags the annotation allows; no tag at all where there is no annotation."""
    allowed = np.zeros((len(sentence.words), len(TAGS)), bool)
    if sentence.entities is None:
        return allowed
    allowed[:, 0] = True
    opened = [TAG_NUMBER[f"{p}-{label}"] for label in sorted(sentence.open_labels) for p in "BI"]
    for index, word in enumerate(sentence.words):
        # What the corpus does not annotate can hide only under capitals and numbers.
        if (index > 0 and word[:1].isupper()) or _DATE_WORD.match(word):
            allowed[index, opened] = True
    for begin, end, labels in sentence.entities:
        allowed[begin:end] = labels == UNPLACED
        for label in labels if labels != UNPLACED else ():
            allowed[begin, TAG_NUMBER[f"B-{label}"]] = True
            allowed[begin + 1 : end, TAG_NUMBER[f"I-{label}"]] = True
    return allowed


def _masked(window: Window, random: Random, mask: int) -> Window:
    """A few words hidden, so that the context must tell what they are."""
    ends = [*window.first[1:], len(window.ids) - 1]
    for begin, end in zip(window.first, ends, strict=True):
        if random.random() < MASKED_WORD:
            window.ids[begin:end] = mask
    return window


def batches(items: Sequence[Window], budget: int, random: Random) -> list[list[Window]]:
    """The windows in batches of similar length, at most ``budget`` padded pieces each, shuffled."""
    keyed = sorted(
        (len(item.ids) // 4 + random.random() * 2, index) for index, item in enumerate(items)
    )
    result: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for _, index in keyed:
        length = len(items[index].ids)
        if batch and max(longest, length) * (len(batch) + 1) > budget:
            result.append(batch)
            batch, longest = [], 0
        batch.append(items[index])
        longest = max(longest, length)
    if batch:
        result.append(batch)
    random.shuffle(result)
    return result

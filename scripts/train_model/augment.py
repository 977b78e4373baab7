"""Variants of gold sentences: what news has and the corpora lack (capitals, print's marks, "U. S."),
and other names of the same kind, so that the corpora's own are not learnt by heart.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random

from scripts.train_model.corpora import UNPLACED, Entity, Sentence, Syntax

ALL_CAPS = 0.06
ALL_LOWER = 0.04
TITLE_CASE = 0.05
CURLY = 0.35
SPACED_INITIALS = 0.25
MASKED_WORD = 0.02
SWAPPED_NAME = 0.2

# The encoder has no piece for a hidden word but BERT's own.
MASK = "[MASK]"

_INITIALS = frozenset({"U.S.", "U.N.", "U.K.", "E.U.", "D.C."})

# Words with the spaces after them.
Name = tuple[tuple[str, ...], tuple[bool, ...]]
# The names of a corpus by the labels that it allows them: its own alone, for corpora differ in what
# belongs to a name.
Names = Mapping[tuple[str, ...], Sequence[Name]]


def collect_names(sentences: Iterable[Sentence]) -> Names:
    """The names of the sentences, each as often as it occurs; no dates, and none without a label."""
    names: dict[tuple[str, ...], list[Name]] = {}
    for sentence in sentences:
        for begin, end, labels in sentence.entities or ():
            if _is_swappable(labels):
                name = sentence.words[begin:end], sentence.spaces[begin:end]
                names.setdefault(labels, []).append(name)
    return names


def _is_swappable(labels: tuple[str, ...]) -> bool:
    return labels != UNPLACED and "DATE" not in labels


def swap_names(sentence: Sentence, names: Names, random: Random) -> Sentence:
    """The sentence with some of its names replaced by others of the same labels.

    One with a tree stays as it is: another name would want another tree.
    """
    if sentence.syntax is not None or not sentence.entities:
        return sentence
    words, spaces = list(sentence.words), list(sentence.spaces)
    entities: list[Entity] = []
    moved = 0
    for begin, end, labels in sorted(sentence.entities):
        begin, end = begin + moved, end + moved
        if _is_swappable(labels) and random.random() < SWAPPED_NAME:
            other, between = random.choice(names[labels])
            # What follows the name follows the other one as closely.
            spaces[begin:end] = [*between[:-1], spaces[end - 1]]
            words[begin:end] = other
            moved += len(other) - (end - begin)
            end = begin + len(other)
        entities.append((begin, end, labels))
    return replace(sentence, words=tuple(words), spaces=tuple(spaces), entities=tuple(entities))


def vary(sentence: Sentence, random: Random) -> Sentence:
    """A variant of the sentence, or the sentence itself; annotation stays aligned."""
    if any(word in _INITIALS for word in sentence.words) and random.random() < SPACED_INITIALS:
        sentence = space_initials(sentence)
    words = sentence.words
    if random.random() < CURLY:
        words = tuple(_curly(words, sentence.spaces))
    words = _recased(words, random)
    return replace(sentence, words=words)


def _recased(words: tuple[str, ...], random: Random) -> tuple[str, ...]:
    draw = random.random()
    if draw < ALL_CAPS:
        return tuple(word.upper() for word in words)
    draw -= ALL_CAPS
    if draw < ALL_LOWER:
        return tuple(word.lower() for word in words)
    draw -= ALL_LOWER
    if draw < TITLE_CASE:
        return tuple(word[:1].upper() + word[1:] for word in words)
    return words


def _curly(words: tuple[str, ...], spaces: tuple[bool, ...]) -> list[str]:
    result = []
    opened = False
    for index, word in enumerate(words):
        if word == '"':
            opened = not opened
            result.append("“" if opened else "”")
        elif word in ("--", "---"):
            result.append("—")
        elif "'" in word:
            starts = word == "'" and (index == 0 or spaces[index - 1])
            result.append("‘" if starts else word.replace("'", "’"))
        else:
            result.append(word)
    return result


def space_initials(sentence: Sentence) -> Sentence:
    """Each "U.S." as the two words "U." "S.", the first a compound of the second."""
    first: list[int] = []
    words: list[str] = []
    spaces: list[bool] = []
    for word, space in zip(sentence.words, sentence.spaces, strict=True):
        first.append(len(words))
        if word in _INITIALS:
            words += [word[:2], word[2:]]
            spaces += [True, space]
        else:
            words.append(word)
            spaces.append(space)
    bounds = [*first, len(words)]
    entities: tuple[Entity, ...] | None = None
    if sentence.entities is not None:
        entities = tuple((bounds[b], bounds[e], labels) for b, e, labels in sentence.entities)
    syntax = None
    if sentence.syntax is not None:
        syntax = _split_syntax(sentence.syntax, bounds)
    return replace(
        sentence, words=tuple(words), spaces=tuple(spaces), entities=entities, syntax=syntax
    )


def _split_syntax(syntax: Syntax, bounds: list[int]) -> Syntax:
    """The last part of a split word keeps its place in the tree; the parts before depend on it."""
    tags: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    lemmas: list[str] = []
    for index, (begin, end) in enumerate(itertools.pairwise(bounds)):
        parts = end - begin
        head = syntax.heads[index]
        tags += [syntax.tags[index]] * parts
        morphs += [syntax.morphs[index]] * parts
        lemmas += [syntax.lemmas[index]] * parts
        heads += [end] * (parts - 1) + [bounds[head] if head else 0]
        deps += ["compound"] * (parts - 1) + [syntax.deps[index]]
    return Syntax(
        tags=tuple(tags),
        morphs=tuple(morphs),
        heads=tuple(heads),
        deps=tuple(deps),
        lemmas=tuple(lemmas),
    )

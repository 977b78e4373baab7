"""How many of the names in articles with gold graphs a pipeline finds, in the right type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from scripts.train_model.gum_entities import DETERMINERS, TITLES
from scripts.train_model.measure import Score, score_counts
from scripts.train_model.places import NORPS, STATES

# The graph's classes, and the labels that stand for them in text.
LABELS_OF: Mapping[str, frozenset[str]] = {
    "Person": frozenset({"PERSON"}),
    "State": frozenset({"GPE"}),
    "Organization": frozenset({"ORG"}),
    "Place": frozenset({"GPE", "LOC", "FAC"}),
}

Gold = dict[tuple[int, int], frozenset[str]]


def names_score(nlp: Language, golds: Iterable[Path]) -> Score:
    """Exact spans with a fitting type, of every occurrence of the names of the gold's entities.

    Longer names go first, whole words only. On both sides articles, titles and nations before a
    name and a genitive behind it are left aside. A name of entities of two types fits as either: a
    capital that acts for its state is the same GPE. Names of optional entities are not judged, nor
    is what is found elsewhere: the gold lists whom its facts need, not every name, so precision is
    that of the found spans which overlap a judged name.
    """
    hits = predicted = total = 0
    for path in golds:
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        doc = nlp(text)
        gold = _occurrences(doc, json.loads(path.read_text(encoding="utf-8")))
        found = _found(doc)
        touched = {i for begin, end in gold for i in range(begin, end)}
        hits += sum(label in gold.get(span, ()) for span, label in found.items())
        predicted += sum(not touched.isdisjoint(range(*span)) for span in found)
        total += len(gold)
    return score_counts(hits, predicted, total)


def _found(doc: Doc) -> dict[tuple[int, int], str]:
    labels = frozenset({"NORP"}).union(*LABELS_OF.values())
    spans = ((e.start, e.end, e.label_) for e in doc.ents if e.label_ in labels)
    return {_trim(doc, begin, end): label for begin, end, label in spans}


def _occurrences(doc: Doc, article: Mapping[str, Any]) -> Gold:
    """Where the gold's names stand in the text, the longest where they overlap."""
    names: dict[str, frozenset[str]] = {}
    for entity in article["entities"]:
        for name in filter(_is_name, entity["names"]) if entity["type"] in LABELS_OF else ():
            # What an optional name covers is not judged, unless another entity has that name.
            fitting = frozenset() if entity.get("optional") else _fitting(entity["type"], name)
            names[name] = names.get(name, frozenset()) | fitting
    gold: Gold = {}
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        begin = doc.text.find(name)
        while begin >= 0:
            span = doc.char_span(begin, begin + len(name))
            if span is not None and taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                if names[name]:
                    bare = _trim(doc, span.start, span.end)
                    gold[bare] = gold.get(bare, frozenset()) | names[name]
            begin = doc.text.find(name, begin + 1)
    return gold


def _fitting(kind: str, name: str) -> frozenset[str]:
    return frozenset({"NORP"}) if kind == "State" and name in NORPS else LABELS_OF[kind]


# Small words that names have inside; any other in lower case makes a description of it.
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "des", "al", "bin", "'s", "’s"})


def _is_name(text: str) -> bool:
    words = text.removeprefix("the ").split()
    capitals = all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)
    return capitals and bool(words) and words[0] not in _SMALL


def _trim(doc: Doc, begin: int, end: int) -> tuple[int, int]:
    """The span without articles, titles and nations before a name, and without a genitive after."""
    before = DETERMINERS | TITLES
    while end - begin > 1:
        word, following = doc[begin], doc[begin + 1].lower_
        nation = word.text in NORPS or (word.text in STATES and following in before)
        if not (word.lower_ in before or nation):
            break
        begin += 1
    while end - begin > 1 and doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    return begin, end

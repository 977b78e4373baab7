"""The annotated political articles as training lines: every listed name, wherever it stands."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from graph.extract.language.tokenizer import create_tokenizer
from scripts.train_model.corpora import Document, Entity, Sentence
from scripts.train_model.gum_entities import DETERMINERS, TITLES
from scripts.train_model.places import NORPS, Labels, place_labels

# The articles list people, states, organizations, places and groups; not these.
OPEN = frozenset({"NORP", "EVENT", "FAC", "PRODUCT", "DATE"})


def read_silver(path: Path) -> list[Document]:
    """One document an article, one sentence record a line; its boundaries were not drawn by hand."""
    nlp = spacy.blank("en")
    nlp.tokenizer = create_tokenizer(nlp)
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as articles:
        for article in map(json.loads, articles):
            names = _names(article)
            lines = (line.strip() for line in article["text"].split("\n"))
            sentences = tuple(_sentence(nlp.make_doc(line), names) for line in lines if line)
            documents.append(Document(name=article["id"], sentences=sentences))
    return documents


def _names(article: dict[str, Any]) -> list[tuple[str, Labels]]:
    """The article's names with their labels, the longest first."""
    names: dict[str, Labels] = {}
    for entity in article["entities"]:
        for text in entity["names"]:
            name = _bare(text, person=entity["type"] == "Person")
            labels = _labels(entity["type"], name)
            if labels:
                names.setdefault(name, labels)
    return sorted(names.items(), key=lambda item: (-len(item[0]), item[0]))


def _bare(text: str, *, person: bool) -> str:
    words = text.split()
    while len(words) > 1 and (
        words[0].lower() in DETERMINERS or (person and words[0].lower() in TITLES)
    ):
        words.pop(0)
    return " ".join(words)


def _labels(kind: str, name: str) -> Labels:
    if name in NORPS:
        return ("NORP",)
    # "the government", "British troops" are descriptions, not names.
    if not name or any(word[:1].islower() and len(word) > 3 for word in name.split()):
        return ()
    if not name[0].isupper() or (kind == "Person" and name.lower() in TITLES):
        return ()
    if kind == "Place":
        return place_labels(name, ("GPE", "LOC", "FAC"))
    return {"Person": ("PERSON",), "State": ("GPE",), "Organization": ("ORG",)}.get(kind, ("*",))


def _sentence(doc: Doc, names: list[tuple[str, Labels]]) -> Sentence:
    words = [token for token in doc if not token.is_space]
    position = {token.idx: index for index, token in enumerate(words)}
    ending = {token.idx + len(token): index + 1 for index, token in enumerate(words)}
    taken: set[int] = set()
    entities: list[Entity] = []
    for name, labels in names:
        for offset in _occurrences(doc.text, name):
            begin, end = position.get(offset), ending.get(offset + len(name))
            if begin is None or end is None or not taken.isdisjoint(range(begin, end)):
                continue
            taken.update(range(begin, end))
            entities.append((begin, end, labels))
    return Sentence(
        words=tuple(token.text for token in words),
        spaces=tuple(bool(token.whitespace_) for token in words),
        entities=tuple(sorted(entities)),
        open_labels=OPEN,
        bounded=False,
        paragraph_start=True,
    )


def _occurrences(text: str, name: str) -> Iterator[int]:
    found = text.find(name)
    while found >= 0:
        yield found
        found = text.find(name, found + 1)

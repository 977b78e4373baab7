"""Reads the corpora to one form: documents of sentences with words and whatever is annotated on them.

Entities carry the set of labels that the source allows for them, since the corpora's schemes are coarser
than ours: a LOC of another scheme may be our GPE, LOC or FAC. ``("*",)`` marks a name that our scheme
cannot place; neither training nor evaluation judges it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.train_model.gum_entities import Mention, Word, name_spans

LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "PRODUCT", "DATE")
UNPLACED = ("*",)

Entity = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Gold annotation of one sentence; heads count from 1, 0 is the root."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words with the annotation that their corpus has; None where it has none.

    ``open_labels`` are those of our labels that the corpus does not annotate at all. ``bounded`` says
    whether the sentence's boundaries were drawn by hand.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    entities: tuple[Entity, ...] | None = None
    open_labels: frozenset[str] = frozenset()
    syntax: Syntax | None = None
    bounded: bool = True
    paragraph_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Consecutive sentences of one source."""

    name: str
    sentences: tuple[Sentence, ...]


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_treebank(path: Path, *, mentions: bool) -> list[Document]:
    """Documents of a gzipped CoNLL-U file; ``mentions``: with GUM's entities in our labels."""
    documents: list[Document] = []
    for name, sentences in _conllu(path):
        read = tuple(_treebank_sentence(rows, starts, mentions) for rows, starts in sentences)
        documents.append(Document(name=name, sentences=read))
    return documents


def _conllu(path: Path) -> Iterator[tuple[str, list[tuple[list[list[str]], bool]]]]:
    name, sentences = "", []
    rows: list[list[str]] = []
    starts = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if sentences:
                    yield name, sentences
                name, sentences = line.partition("=")[2].strip(), []
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                starts = True
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                sentences.append((rows, starts))
                rows, starts = [], False
    if sentences:
        yield name, sentences


def _treebank_sentence(rows: list[list[str]], starts: bool, mentions: bool) -> Sentence:
    spaces = _spaces(rows)
    words = [row for row in rows if row[0].isdigit()]
    forms = tuple(row[1] for row in words)
    heads = tuple(int(row[6]) for row in words)
    entities: tuple[Entity, ...] | None = None
    if mentions:
        entities = name_spans(
            [Word(form=row[1], pos=row[3], head=int(row[6]), dep=row[7]) for row in words],
            list(_gum_mentions([row[9] for row in words])),
        )
    return Sentence(
        words=forms,
        spaces=spaces,
        entities=entities,
        syntax=Syntax(
            tags=tuple(row[4] for row in words),
            morphs=tuple(f"{row[3]}|{row[5]}" for row in words),
            heads=heads,
            deps=tuple(row[7] for row in words),
            lemmas=tuple(row[2] for row in words),
        ),
        paragraph_start=starts,
    )


def _spaces(rows: list[list[str]]) -> tuple[bool, ...]:
    """Whether white space follows each word; a contraction's words have it after the last alone."""
    spaces: list[bool] = []
    last_of_contraction, contraction_spaced = 0, True
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            last_of_contraction, contraction_spaced = int(row[0].split("-")[1]), spaced
        elif row[0].isdigit():
            number = int(row[0])
            if number <= last_of_contraction:
                spaced = number == last_of_contraction and contraction_spaced
            spaces.append(spaced)
    return tuple(spaces)


_BRACKETS = re.compile(r"\([^()]*\)|\([^()]*|[^()]*\)")


def _gum_mentions(misc: list[str]) -> Iterator[Mention]:
    """The mentions in GUM's bracket notation ``(id-type-info-…-minspan-coref-identity``."""
    opened: list[tuple[str, int, list[str]]] = []
    for index, column in enumerate(misc):
        found = re.search(r"(?:^|\|)Entity=([^|]+)", column)
        for piece in _BRACKETS.findall(found.group(1)) if found else ():
            fields = piece.strip("()").split("-")
            if piece.startswith("("):
                opened.append((fields[0], index, fields))
            if piece.endswith(")"):
                for position in range(len(opened) - 1, -1, -1):
                    if opened[position][0] == fields[0]:
                        _, begin, description = opened.pop(position)
                        yield _mention(begin, index + 1, description)
                        break


def _mention(begin: int, end: int, fields: list[str]) -> Mention:
    return Mention(
        begin=begin,
        end=end,
        type=fields[1] if len(fields) > 1 else "",
        core=fields[5] if len(fields) > 5 else "",
        identified=len(fields) > 7,
    )


# Sentences that a program split teach nothing about where sentences end.
_SPLIT_BY_PROGRAM = frozenset({"re3d", "grobid"})


def read_entities(path: Path) -> list[Document]:
    """Documents of a gzipped JSON-lines file of ``ner/``."""
    documents: dict[str, list[Sentence]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            documents.setdefault(_document_of(record), []).append(_entity_sentence(record))
    return [Document(name=name, sentences=tuple(found)) for name, found in documents.items()]


def _document_of(record: dict[str, Any]) -> str:
    # Re-DocRED's identifiers name the document; the other corpora keep the order of their sources.
    parts: list[str] = record["id"].split("-")
    return "-".join(parts[:3]) if parts[0] == "redocred" else "-".join(parts[:2])


def _entity_sentence(record: dict[str, Any]) -> Sentence:
    return Sentence(
        words=tuple(record["tokens"]),
        spaces=tuple(record["spaces"]),
        entities=tuple((begin, end, tuple(labels)) for begin, end, labels in record["ents"]),
        open_labels=frozenset(record["open"]),
        bounded=record["corpus"] not in _SPLIT_BY_PROGRAM,
    )


def split_fifth(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Four fifths to train on and every fifth document, held out; a lone document by its sentences."""
    if len(documents) == 1:
        sentences = documents[0].sentences
        kept = tuple(s for index, s in enumerate(sentences) if index % 5 != 4)
        held = tuple(s for index, s in enumerate(sentences) if index % 5 == 4)
        return [replace(documents[0], sentences=kept)], [replace(documents[0], sentences=held)]
    train = [document for index, document in enumerate(documents) if index % 5 != 4]
    return train, [document for index, document in enumerate(documents) if index % 5 == 4]

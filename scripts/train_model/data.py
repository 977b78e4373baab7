"""Which corpora train the model, how often each is read, and what is held out to judge it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.extract import lexicon
from scripts.train_model.corpora import (
    Document,
    file_hash,
    read_entities,
    read_treebank,
    split_fifth,
)
from scripts.train_model.silver import read_silver

# Files below the corpora's folder, with their licence as the model card names it.
SOURCES: Mapping[str, str] = {
    "treebanks/en_ewt-ud-train.conllu.gz": "CC BY-SA 4.0",
    "treebanks/en_ewt-ud-dev.conllu.gz": "CC BY-SA 4.0",
    "treebanks/en_ewt-ud-test.conllu.gz": "CC BY-SA 4.0",
    "treebanks/en_gum-ud-train.conllu.gz": "CC BY 4.0, texts CC BY and CC BY-SA by genre",
    "treebanks/en_gum-ud-dev.conllu.gz": "CC BY 4.0, texts CC BY and CC BY-SA by genre",
    "treebanks/en_gum-ud-test.conllu.gz": "CC BY 4.0, texts CC BY and CC BY-SA by genre",
    "ner/gmb.train.jsonl.gz": "public-domain texts, database contents licence",
    "ner/gmb.test.jsonl.gz": "public-domain texts, database contents licence",
    "ner/redocred.dev.jsonl.gz": "MIT; texts Wikipedia CC BY-SA 3.0",
    "ner/crossner.train.jsonl.gz": "MIT; texts Wikipedia CC BY-SA 3.0",
    "ner/crossner.dev.jsonl.gz": "MIT; texts Wikipedia CC BY-SA 3.0",
    "ner/grobid.train.jsonl.gz": "Apache-2.0; texts Wikipedia CC BY-SA 3.0",
    "ner/wikigold.train.jsonl.gz": "CC BY 4.0; texts Wikipedia CC BY-SA 3.0",
    "ner/re3d.train.jsonl.gz": "Open Government Licence, public domain, CC BY 3.0",
    "ner/re3d.test.jsonl.gz": "Open Government Licence, public domain, CC BY 3.0",
    "silver/articles.jsonl.gz": "public domain, Open Government Licence, CC BY 2.5",
    "lexicons/propbank_rolesets.jsonl.gz": "CC BY-SA 4.0",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Documents and the share of them that one epoch reads; 2.0: each document twice."""

    documents: Sequence[Document]
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpora:
    """All that training and evaluation read."""

    train: tuple[Part, ...]
    dev: Mapping[str, Sequence[Document]]
    test: Mapping[str, Sequence[Document]]


def load_corpora(folder: Path) -> Corpora:
    """Reads every source; the test parts are held out of training and of the choice of checkpoint."""
    treebanks, ner = folder / "treebanks", folder / "ner"

    def treebank(name: str, *, mentions: bool) -> list[Document]:
        return read_treebank(treebanks / f"en_{name}.conllu.gz", mentions=mentions)

    def entities(name: str) -> list[Document]:
        return read_entities(ner / f"{name}.jsonl.gz")

    redocred, _ = split_fifth(entities("redocred.dev"))
    crossner, _ = split_fifth(entities("crossner.dev"))
    return Corpora(
        train=(
            Part(documents=treebank("ewt-ud-train", mentions=False), share=1.0),
            Part(documents=treebank("gum-ud-train", mentions=True), share=1.0),
            Part(documents=_by_sentences(entities("gmb.train"), 4), share=0.4),
            Part(documents=redocred, share=1.5),
            Part(documents=[*entities("crossner.train"), *crossner], share=1.0),
            Part(documents=_by_sentences(entities("grobid.train"), 20), share=0.5),
            Part(documents=_by_sentences(entities("wikigold.train"), 20), share=0.5),
            Part(documents=_by_sentences(entities("re3d.train"), 10), share=1.0),
            Part(documents=read_silver(folder / "silver" / "articles.jsonl.gz"), share=1.5),
        ),
        dev={
            "ewt-dev": treebank("ewt-ud-dev", mentions=False),
            "gum-dev": treebank("gum-ud-dev", mentions=True),
            "gmb-test": entities("gmb.test"),
            "re3d-test": entities("re3d.test"),
        },
        test=load_test(folder),
    )


def load_test(folder: Path) -> dict[str, Sequence[Document]]:
    """What no training and no choice of checkpoint ever sees: test set → documents."""
    treebanks, ner = folder / "treebanks", folder / "ner"
    return {
        "ewt-test": read_treebank(treebanks / "en_ewt-ud-test.conllu.gz", mentions=False),
        "gum-test": read_treebank(treebanks / "en_gum-ud-test.conllu.gz", mentions=True),
        "redocred-held": split_fifth(read_entities(ner / "redocred.dev.jsonl.gz"))[1],
        "crossner-held": split_fifth(read_entities(ner / "crossner.dev.jsonl.gz"))[1],
    }


def read_verbs(folder: Path) -> frozenset[str]:
    """The single-word verbs that PropBank has frames for or an event rule names, in lower case."""
    path = folder / "lexicons" / "propbank_rolesets.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        aliases = [alias for line in lines for alias in json.loads(line)["aliases"]]
    framed = {form for kind, form in aliases if kind == "v"}
    named = {verb.partition(" ")[0] for verb in lexicon.events().by_verb}
    return frozenset(form for form in framed | named if form.isalpha() and form.islower())


def data_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every source, by its name in ``SOURCES``."""
    return {name: file_hash(folder / name) for name in SOURCES}


def _by_sentences(documents: Sequence[Document], size: int) -> list[Document]:
    """The documents cut to ``size`` sentences each, so that a share of them is a fair sample."""
    cut = []
    for document in documents:
        for begin in range(0, len(document.sentences), size):
            part = document.sentences[begin : begin + size]
            cut.append(replace(document, name=f"{document.name}-{begin}", sentences=part))
    return cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of the heads, the most frequent first."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]


def collect_labels(corpora: Corpora) -> Labels:
    """Every label that training has at least twice."""
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for part in corpora.train:
        for document in part.documents:
            for sentence in document.sentences:
                if sentence.syntax is not None:
                    counts[0].update(sentence.syntax.tags)
                    counts[1].update(sentence.syntax.morphs)
                    counts[2].update(sentence.syntax.deps)
    ordered = (
        tuple(label for label, n in sorted(c.items(), key=lambda i: (-i[1], i[0])) if n > 1)
        for c in counts
    )
    tags, morphs, deps = ordered
    return Labels(tags=tags, morphs=morphs, deps=deps)

"""Puts trained weights together to the spaCy pipeline folder that Statecraft ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language

import graph.extract.language.components
import graph.extract.language.tokenizer  # noqa: F401  # both register what the config names
from graph.extract.language.encoder import Encoder
from graph.extract.language.lemmas import Lemmas

COMPONENTS = ("encoder", "senter", "tagger", "morphologizer", "parser", "ner", "lemmatizer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What training yields: the encoder's ONNX graph, its word pieces, weights and labels by head."""

    encoder: bytes
    vocabulary: Sequence[str]
    weights: Mapping[str, Mapping[str, NDArray[np.float32]]]
    labels: Mapping[str, Sequence[str]]
    lemmas: Lemmas


def assemble(trained: Trained, meta: Mapping[str, Any]) -> Language:
    """The pipeline, ready for ``to_disk``."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "statecraft.NewsTokenizer.v1"}}}
    nlp = spacy.blank("en", config=config, meta=dict(meta))
    for name in COMPONENTS:
        component: Any = nlp.add_pipe(f"statecraft_{name}", name=name)
        if name in trained.weights:
            component.weights = dict(trained.weights[name])
            component.labels = tuple(trained.labels[name])
    encoder: Any = nlp.get_pipe("encoder")
    encoder.encoder = Encoder(trained.encoder, trained.vocabulary, threads=encoder.threads)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatizer.lemmas = trained.lemmas
    return nlp


def write(nlp: Language, folder: Path) -> int:
    """Writes the pipeline's folder; returns its size in bytes."""
    nlp.to_disk(folder)
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

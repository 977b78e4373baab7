"""Puts trained parts together to the spaCy pipeline folder that Statecraft ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language

import graph.extract.language.components
import graph.extract.language.tokenizer  # noqa: F401  # both register what the config names
from graph.extract.language.encoder import Encoder
from graph.extract.language.lemmas import Lemmas
from graph.extract.language.onnx_graph import OnnxGraph

COMPONENTS = ("encoder", "senter", "tagger", "morphologizer", "parser", "ner", "lemmatizer")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadParts:
    """A head's ONNX graphs by name, and its labels."""

    graphs: Mapping[str, bytes]
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What training yields; ``heads`` by the name of their component."""

    encoder: bytes
    vocabulary: Sequence[str]
    heads: Mapping[str, HeadParts]
    lemmas: Lemmas


def assemble(parts: Parts, meta: Mapping[str, Any]) -> Language:
    """The pipeline, ready for ``to_disk``."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "statecraft.NewsTokenizer.v1"}}}
    nlp = spacy.blank("en", config=config, meta=dict(meta))
    for name in COMPONENTS:
        component: Any = nlp.add_pipe(f"statecraft_{name}", name=name)
        if name in parts.heads:
            head = parts.heads[name]
            component.graphs = {key: OnnxGraph(model) for key, model in head.graphs.items()}
            component.labels = tuple(head.labels)
    encoder: Any = nlp.get_pipe("encoder")
    encoder.encoder = Encoder(parts.encoder, parts.vocabulary)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatizer.lemmas = parts.lemmas
    return nlp

"""The language pipeline that extraction reads articles with: the shipped one, or any that fits."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

import graph.extract.language.components
import graph.extract.language.tokenizer  # noqa: F401  # both register what the pipeline's config names
from graph.errors import ModelError
from graph.extract.language.clearnlp import SIGNS
from graph.resources import MODEL

# What extraction reads, and the component that usually sets it.
_NEEDED = {
    "token.tag": "tagger",
    "token.dep": "parser",
    "doc.ents": "ner",
    "token.lemma": "lemmatizer",
}


def load_pipeline(name: str | Path | None = None) -> Language:
    """Loads a spaCy pipeline by name or path; None: the one that Statecraft ships.

    Raises ModelError if it is missing, does not load, or lacks a tagger, parser, lemmatizer or
    named entities.
    """
    source = MODEL if name is None else name
    try:
        nlp = spacy.load(source)
    except OSError as error:
        raise ModelError(
            f"{source}: no spaCy pipeline of this name or path; install it, or leave out --model"
        ) from error
    except (ValueError, KeyError) as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"{source}: the pipeline does not load: {reason}") from error
    lacking = [component for set_, component in _NEEDED.items() if set_ not in _assigned(nlp)]
    if lacking:
        raise ModelError(
            f"{source}: the pipeline has no {' and no '.join(lacking)}; extraction needs a tagger, "
            "parser, ner and lemmatizer: name a pipeline that has them, or leave out --model"
        )
    if not SIGNS.isdisjoint(_dependency_labels(nlp)):
        nlp.add_pipe("statecraft_universal")
    return nlp


def _assigned(nlp: Language) -> set[str]:
    return {value for name in nlp.pipe_names for value in nlp.get_pipe_meta(name).assigns}


def _dependency_labels(nlp: Language) -> set[str]:
    parsers = (name for name in nlp.pipe_names if "token.dep" in nlp.get_pipe_meta(name).assigns)
    return {label for name in parsers for label in nlp.pipe_labels.get(name, ())}

"""The figures of the model card: what a pipeline gets right on the held-out parts of the corpora."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.language import Language

from scripts.train_model.corpora import Document
from scripts.train_model.measure import entity_score, sentence_score, syntax_figures

# The coarse types that each entity corpus annotates.
ENTITY_TESTS: Mapping[str, frozenset[str]] = {
    "redocred-held": frozenset({"PER", "ORG", "LOC", "DATE"}),
    "crossner-held": frozenset({"PER", "ORG", "LOC", "EVENT"}),
}
SYNTAX_TESTS = ("ewt-test", "gum-test")

Figures = dict[str, dict[str, float]]


def held_out_figures(nlp: Language, test: Mapping[str, Sequence[Document]]) -> Figures:
    """Test set → measure → per cent: accuracies on gold words, F1 of sentences and of entities."""
    figures: Figures = {}
    for name in SYNTAX_TESTS:
        sentences = sentence_score(nlp, test[name])
        figures[name] = {
            **syntax_figures(nlp, test[name]),
            "sentences": _per_cent(sentences.f1),
        }
    for name, types in ENTITY_TESTS.items():
        score = entity_score(nlp, test[name], types, connected=True)
        figures[name] = {
            "precision": _per_cent(score.precision),
            "recall": _per_cent(score.recall),
            "F1": _per_cent(score.f1),
        }
    return figures


def _per_cent(share: float) -> float:
    return round(100 * share, 2)

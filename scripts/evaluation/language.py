"""The language model on held-out data, and on the names of the ten annotated articles."""

from __future__ import annotations

from spacy.language import Language

from graph.pipeline import Pipeline
from scripts.evaluation.table import CORPORA, SHARED, Table
from scripts.train_model.data import load_test
from scripts.train_model.figures import ENTITY_TESTS, SYNTAX_TESTS, Figures, held_out_figures
from scripts.train_model.measure import Score
from scripts.train_model.names import names_score

# The article that the whole product is tried on first; it has a target of its own.
FIRST = "kremlin-summit"


def evaluate_held_out(pipeline: Pipeline) -> list[Table]:
    """The figures of the model card, measured anew in full."""
    return figures_tables(held_out_figures(pipeline.nlp, load_test(CORPORA)))


def figures_tables(figures: Figures) -> list[Table]:
    """A row a test set, a column a measure."""
    tables = []
    for title, tests in (
        ("Held-out treebanks, per cent (gold words; sentences: F1 on raw text)", SYNTAX_TESTS),
        ("Held-out entities, per cent (exact spans, coarse types)", tuple(ENTITY_TESTS)),
    ):
        measures = tuple(figures[tests[0]])
        table = Table(title, ("", *measures))
        table.rows += [(test, *(f"{figures[test][m]:.2f}" for m in measures)) for test in tests]
        tables.append(table)
    return tables


def evaluate_names(pipeline: Pipeline) -> list[Table]:
    """Names of the gold's entities as exact spans of a fitting type; see ``names_score``."""
    heads = ("", "P", "R", "F1", "names", "target")
    table = Table("Names of the annotated articles: exact spans, fitting types", heads)
    for title, score, target in (
        ("all ten", *_ten(pipeline.nlp)),
        (FIRST, *_first(pipeline.nlp)),
    ):
        table.rows.append((title, score.precision, score.recall, score.f1, score.gold, target))
    return [table]


def _ten(nlp: Language) -> tuple[Score, str]:
    return names_score(nlp, sorted((SHARED / "news").glob("*.gold.json"))), "≥ 0.90"


def _first(nlp: Language) -> tuple[Score, str]:
    return names_score(nlp, [SHARED / "news" / f"{FIRST}.gold.json"]), "≥ 0.95"

"""Writes the tables of the model card, docs/model.md, from what the model's meta.json records.

    python -m scripts.train_model.card

The prose around the tables is written by hand and stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.resources import MODEL

CARD = Path(__file__).resolve().parents[2] / "docs" / "model.md"
_TABLE = re.compile(r"(<!-- table (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SYNTAX = ("tag", "pos", "morph", "UAS", "LAS", "lemma", "sentences")
_ENTITIES = ("precision", "recall", "F1")


def render(card: str, meta: Mapping[str, Any]) -> str:
    """The card with each table between ``<!-- table NAME -->`` and ``<!-- end -->`` made anew.

    Raises KeyError where the card names a table that there is none of.
    """
    tables = {
        "syntax": _figures(meta["performance"], ("ewt-test", "gum-test"), _SYNTAX),
        "entities": _figures(meta["performance"], ("redocred-held", "crossner-held"), _ENTITIES),
        "quantisation": _quantisation(meta),
        "settings": _table(("setting", "value"), meta["training"]["settings"].items()),
        "data": _table(
            ("file", "licence", "SHA-256"),
            (
                (f"`{name}`", source["licence"], f"`{source['sha256'][:16]}…`")
                for name, source in meta["training"]["data"].items()
            ),
        ),
    }
    return _TABLE.sub(lambda found: f"{found[1]}{tables[found[2]]}{found[3]}", card)


def _figures(
    performance: Mapping[str, Mapping[str, float]], tests: Sequence[str], measures: Sequence[str]
) -> str:
    rows = ([test, *(f"{performance[test][m]:.1f}" for m in measures)] for test in tests)
    return _table(("test", *measures), rows)


def _quantisation(meta: Mapping[str, Any]) -> str:
    rows = (
        (test, measure, f"{plain:.2f}", f"{meta['performance'][test][measure]:.2f}")
        for test, measures in meta["training"]["unquantised"].items()
        for measure, plain in measures.items()
        if measure in ("LAS", "F1")
    )
    return _table(("test", "measure", "float32", "int8, as shipped"), rows)


def _table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def main() -> int:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    CARD.write_text(render(CARD.read_text(encoding="utf-8"), meta), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

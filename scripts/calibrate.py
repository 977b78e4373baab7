#!/usr/bin/env python3
"""Learn how sure each rule is, and write graph/data/confidence.toml.

    python -m scripts.calibrate

The confidence of a rule is the share of its facts that the annotation of the silver articles has,
too: of those articles that rules were written with. (The ten gold articles were most in sight, and
would make rules look surer than they are.) Rules with few facts lean on the mean of their kind.
`python -m scripts.evaluate --only confidence` shows how it holds on articles never looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.pipeline import Pipeline
from graph.resources import DATA
from scripts.evaluation.articles import silver
from scripts.evaluation.calibration import Judged, judged

# So many facts of its kind stand behind each rule beside its own.
LEANING = 8
HEADER = """# How sure each rule is: the share of its facts that annotated articles also have, leaning on the
# mean of its kind where it has few. Made by `python -m scripts.calibrate`; not written by hand.
"""


def confidences(facts: Iterable[Judged]) -> tuple[dict[str, float], dict[str, float]]:
    """The share of right facts by kind, and by rule."""
    count: Counter[str] = Counter()
    right: Counter[str] = Counter()
    kind_of: dict[str, str] = {}
    for fact in facts:
        kind_of[fact.rule] = fact.kind
        for key in (fact.kind, fact.rule):
            count[key] += 1
            right[key] += fact.right
    kinds = {kind: right[kind] / count[kind] for kind in sorted(set(kind_of.values()))}
    rules = {
        rule: (right[rule] + LEANING * kinds[kind]) / (count[rule] + LEANING)
        for rule, kind in sorted(kind_of.items())
    }
    return kinds, rules


def main() -> None:
    pipeline = Pipeline()
    kinds, rules = confidences(judged(silver(pipeline, held=False)))
    lines = [HEADER, "[kinds]", *(f"{kind} = {share:.2f}" for kind, share in kinds.items()), ""]
    lines += ["[rules]", *(f"{rule} = {share:.2f}" for rule, share in rules.items())]
    (DATA / "confidence.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

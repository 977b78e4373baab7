"""A graph told sentence by sentence: what each gave, by which rule, and what gave nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Article, BlockKind, Silence, Span, View
from graph.outputs.tables import names_of, qualified


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence, where it begins, its facts in words, and its silent predicates with the reasons."""

    begin: int
    sentence: str
    facts: tuple[str, ...]
    silences: tuple[str, ...]


def explanation(
    article: Article, sentences: Sequence[Span], view: View, silences: Sequence[Silence]
) -> tuple[Told, ...]:
    """The sentences of an article's headline and paragraphs, in order, with what each of them gave."""
    names = names_of(view)
    read = [block.span for block in article.blocks if block.kind is not BlockKind.SOURCE]
    return tuple(
        Told(
            begin=sentence.begin,
            sentence=" ".join(article.text[sentence.begin : sentence.end].split()),
            facts=tuple(
                f"{qualified(fact, names)} [{fact.rule}, {fact.confidence:.2f}]"
                for fact in view.facts
                if any(_holds(sentence, quote.begin) for quote in fact.evidence)
            ),
            silences=tuple(
                f"“{article.text[s.span.begin : s.span.end]}”: {s.reason}"
                for s in silences
                if _holds(sentence, s.span.begin)
            ),
        )
        for sentence in sentences
        if any(_holds(block, sentence.begin) for block in read)
    )


def _holds(span: Span, offset: int) -> bool:
    return span.begin <= offset < span.end

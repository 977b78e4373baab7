"""Text cut into runs for a page that marks words: no markup, just pieces and what each one is.

Offsets are cut here, in characters, because a browser counts UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

from graph.model import ArticleView, Fact, Quote, View


class Names:
    """Where the things of a view are named, to find them in what somebody says."""

    def __init__(self, view: View) -> None:
        """Sorts the mentions of all nodes once."""
        self._text = {article.iri: article.text for article in view.articles}
        self._mentions = sorted(
            (article, begin, end, node.iri)
            for node in view.nodes
            for article, begin, end in node.mentions
        )

    def in_content(self, fact: Fact) -> tuple[str, ...]:
        """The IRIs of what a statement's content names, in the order of the text, each once.

        A statement's evidence also holds the clause that says who speaks, so a mention counts if
        its words stand in the content.
        """
        if fact.content is None:
            return ()
        found: dict[str, None] = {}
        for quote in fact.evidence:
            low = bisect_left(self._mentions, (quote.article, quote.begin))
            high = bisect_right(self._mentions, (quote.article, quote.end))
            for article, begin, end, iri in self._mentions[low:high]:
                words = self._text.get(article, "")[begin:end]
                if end <= quote.end and words and words in fact.content:
                    found[iri] = None
        return tuple(found)


def quote_runs(quote: Quote) -> list[list[str]]:
    """The quote's text as [piece, role, role …]; marks that leave the quote are clipped to it."""
    marks = [
        (role, max(begin, quote.begin), min(end, quote.end)) for role, begin, end in quote.marks
    ]
    marks = [mark for mark in marks if mark[1] < mark[2]]
    cuts = sorted({quote.begin, quote.end, *(cut for _role, *ends in marks for cut in ends)})
    return [
        [
            quote.text[begin - quote.begin : end - quote.begin],
            *sorted({role for role, start, stop in marks if start <= begin and end <= stop}),
        ]
        for begin, end in pairwise(cuts)
    ]


def paragraphs(
    article: ArticleView, view: View, ids: Mapping[str, str]
) -> list[list[list[object]]]:
    """The article's non-empty lines, each a list of [begin, piece, id …].

    A piece that names things carries their ids, the innermost name winning ("Russian" in "Russian
    President Vladimir Putin"). Every piece of evidence begins and ends where some run does.
    """
    names = sorted(
        (end - begin, begin, end, ids[node.iri])
        for node in view.nodes
        for iri, begin, end in node.mentions
        if iri == article.iri
    )
    quotes = {
        cut
        for fact in view.facts
        for quote in fact.evidence
        if quote.article == article.iri
        for cut in (quote.begin, quote.end)
    }
    shared: dict[tuple[int, int], list[str]] = {}
    for _length, begin, end, id_ in names:
        shared.setdefault((begin, end), []).append(id_)
    spans, cuts = sorted(shared), sorted(quotes)
    begins = [begin for begin, _end in spans]
    paragraphs_ = []
    for start, stop in _lines(article.text):
        here = spans[bisect_left(begins, start) : bisect_left(begins, stop)]
        names_here = {span: shared[span] for span in sorted(here, key=_shortest)}
        cuts_here = set(cuts[bisect_right(cuts, start) : bisect_left(cuts, stop)])
        runs = _runs(start, stop, names_here, cuts_here)
        paragraphs_.append([[begin, article.text[begin:end], *ids_] for begin, end, ids_ in runs])
    return paragraphs_


def _shortest(span: tuple[int, int]) -> tuple[int, int]:
    return span[1] - span[0], span[0]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        if line.strip():
            yield begin, begin + len(line)
        begin += len(line) + 1


def _runs(
    start: int, stop: int, names: Mapping[tuple[int, int], list[str]], cuts: set[int]
) -> Iterator[tuple[int, int, list[str]]]:
    """Cuts a line at all names and evidence in it; names come shortest first."""
    here = [(begin, end) for begin, end in names if start <= begin and end <= stop]
    edges = {start, stop, *(cut for cut in cuts if start < cut < stop)}
    edges |= {cut for span in here for cut in span}
    for begin, end in pairwise(sorted(edges)):
        innermost = next((span for span in here if span[0] <= begin and end <= span[1]), None)
        yield begin, end, list(names[innermost]) if innermost is not None else []

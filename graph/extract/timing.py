"""When things happened: date expressions attached to the clause or noun that they date."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extract import dates
from graph.extract.syntax import Clause, Tense, clause_of, head_of, is_predicate, tokens_at
from graph.model import Span


class Timing:
    """The date expressions of a document, by the predicate or noun that they hang on."""

    def __init__(self, doc: Doc, paragraphs: tuple[Span, ...], published: str | None) -> None:
        self.published = published
        self.by_anchor: dict[int, list[tuple[Token, dates.DateExpression]]] = {}
        text = doc.text
        for paragraph in paragraphs:
            for expression in dates.find(text, paragraph.begin, paragraph.end):
                span = tokens_at(doc, expression.span)
                head = head_of(doc, span.start, span.end)
                for anchor in _anchors(head, span.start, span.end):
                    self.by_anchor.setdefault(anchor, []).append((head, expression))

    def of(self, head: Token, clause: Clause | None) -> str | None:
        """The ISO date of the act at this token, from the words attached to it or to its clause."""
        tense = _tense(head, clause)
        anchors = [head.i]
        if clause is not None and clause.head.i != head.i:
            anchors.append(clause.head.i)
        elif clause is None and head.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"):
            anchors.append(head.head.i)
        anchors.extend(_same_time(head if clause is None else clause.head))
        for anchor in anchors:
            for _, expression in self.by_anchor.get(anchor, ()):
                found = dates.resolve(expression, published=self.published, tense=tense)
                if found is not None:
                    return found
        return None


def _same_time(head: Token) -> list[int]:
    """The predicates above this one that happen at its time: "began leaving", "spoke, when he warned"."""
    found: list[int] = []
    current = head
    for _ in range(4):
        governor = current.head
        adverbial = current.dep_ in ("advcl", "acl:relcl") and (
            current.tag_ == "VBG"
            or any(c.lower_ in ("when", "as", "while") for c in current.children)
        )
        if governor == current or not (current.dep_ in ("xcomp", "conj") or adverbial):
            break
        if current.dep_ == "conj" and any(c.dep_.startswith("nsubj") for c in current.children):
            break
        found.append(governor.i)
        current = governor
    return found


def _anchors(head: Token, begin: int, end: int) -> list[int]:
    """The tokens that a date belongs to: the noun it modifies, else the nearest predicate above it."""
    current = head
    found: list[int] = []
    for _ in range(6):
        governor = current.head
        if governor == current:
            break
        if not begin <= governor.i < end:
            found.append(governor.i)
            if is_predicate(governor):
                break
        current = governor
    return found


def _tense(head: Token, clause: Clause | None) -> Tense:
    if clause is not None:
        return clause.tense
    current = head
    while current.head != current:
        current = current.head
        if is_predicate(current):
            return clause_of(current).tense
    return "past"

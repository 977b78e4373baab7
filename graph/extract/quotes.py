"""Quotation marks: which stretches of the text are somebody's very words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span

OPENING = "“"
CLOSING = "”"
STRAIGHT = '"'
MARKS = OPENING + CLOSING + STRAIGHT
_MARK = re.compile(f"[{MARKS}]")
_UNMARKED = str.maketrans("", "", MARKS)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks (the marks excluded); ``open`` if its paragraph ends before it does."""

    span: Span
    open: bool


def find_quotations(text: str, begin: int, end: int) -> Iterator[Quotation]:
    """The quotations of the paragraph text[begin:end], in order.

    A paragraph that ends inside a quotation leaves it open, as news does when a quotation runs on.
    """
    start: int | None = None
    for mark in _MARK.finditer(text, begin, end):
        i, char = mark.start(), mark[0]
        if char == OPENING or (char == STRAIGHT and start is None):
            start = i + 1
        elif char in (CLOSING, STRAIGHT) and start is not None:
            if i > start:
                yield Quotation(Span(start, i), open=False)
            start = None
    if start is not None and end > start:
        yield Quotation(Span(start, end), open=True)


def without_marks(text: str) -> str:
    """The text without quotation marks, white space folded."""
    return " ".join(text.translate(_UNMARKED).split())

"""Quotations in paragraphs."""

from __future__ import annotations

from graph.extract.quotes import find_quotations, without_marks


def quoted(text: str) -> list[tuple[str, bool]]:
    found = find_quotations(text, 0, len(text))
    return [(text[q.span.begin : q.span.end], q.open) for q in found]


def test_curly_and_straight_marks() -> None:
    assert quoted("“One,” she said, “two.”") == [("One,", False), ("two.", False)]
    assert quoted('"One," she said.') == [("One,", False)]


def test_a_quotation_that_runs_on_is_open() -> None:
    assert quoted("“One. Two.") == [("One. Two.", True)]


def test_no_marks_no_quotation() -> None:
    assert quoted("She said it.") == []


def test_marks_and_white_space_are_left_out() -> None:
    assert without_marks("a “road\nto  nowhere” now") == "a road to nowhere now"

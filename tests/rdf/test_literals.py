"""Typed values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from graph.rdf import literals
from graph.rdf.vocabulary import XSD


@pytest.mark.parametrize(
    ("value", "datatype"),
    [("2025-03-11", "date"), ("2025-03", "gYearMonth"), ("2025", "gYear")],
)
def test_a_date_is_typed_by_how_much_of_it_is_known(value: str, datatype: str) -> None:
    assert literals.date(value) == Literal(value, datatype=XSD[datatype])


@pytest.mark.parametrize("value", ["", "Tuesday", "11.03.2025", "2025-3-1", "2025-03-11T10:00"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        literals.date(value)


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0.0"), (1.0, "1.0"), (0.85, "0.85"), (1 / 3, "0.3333")]
)
def test_a_share_is_a_short_decimal(value: float, written: str) -> None:
    assert literals.share(value) == Literal(written, datatype=XSD["decimal"])


@given(st.floats(min_value=0, max_value=1))
def test_a_share_reads_back_within_a_ten_thousandth(value: float) -> None:
    assert literals.plain(literals.share(value)) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (literals.offset(12), 12),
        (literals.flag(True), True),
        (literals.flag(False), False),
        (Literal("1", datatype=XSD["boolean"]), True),
        (Literal("twelve", datatype=XSD["integer"]), "twelve"),
        (Literal("2025", datatype=XSD["gYear"]), "2025"),
        (Literal("12"), "12"),
    ],
)
def test_plain_values(literal: Literal, expected: object) -> None:
    value = literals.plain(literal)
    assert (value, type(value)) == (expected, type(expected))

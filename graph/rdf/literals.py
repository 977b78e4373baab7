"""Typed values: how dates, numbers and flags are written, and read back."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import Literal

from graph.rdf.vocabulary import XSD

_DATE_TYPES: Final = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD["date"]),
    (re.compile(r"\d{4}-\d\d"), XSD["gYearMonth"]),
    (re.compile(r"\d{4}"), XSD["gYear"]),
)
_INTEGERS: Final = frozenset(
    XSD.base + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger")
)
_FRACTIONS: Final = frozenset(XSD.base + name for name in ("decimal", "double", "float"))
_BOOLEAN: Final = XSD["boolean"].value

Plain = str | int | float | bool


def date(value: str) -> Literal:
    """An ISO 8601 date as xsd:date, xsd:gYearMonth or xsd:gYear, by how much of it is given.

    Raises ValueError for anything else.
    """
    for form, datatype in _DATE_TYPES:
        if form.fullmatch(value):
            return Literal(value, datatype=datatype)
    raise ValueError(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")


def share(value: float) -> Literal:
    """A number in [0, 1] as an xsd:decimal with at most four decimals."""
    digits = f"{value:.4f}".rstrip("0")
    return Literal(digits + "0" if digits.endswith(".") else digits, datatype=XSD["decimal"])


def offset(value: int) -> Literal:
    """A character offset."""
    return Literal(str(value), datatype=XSD["nonNegativeInteger"])


def flag(value: bool) -> Literal:
    """A truth value."""
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def plain(value: Literal) -> Plain:
    """The Python value of a number or truth value; the text of anything else, dates included.

    A number whose text is no number is returned as that text.
    """
    datatype = value.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(value.value)
        if datatype in _FRACTIONS:
            return float(value.value)
    except ValueError:
        return value.value
    if datatype == _BOOLEAN:
        return value.value in ("true", "1")
    return value.value

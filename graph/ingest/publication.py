"""Who published an article and when, as its source lines, datelines and notices tell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import zip_longest

from graph.calendar import DAY, MONTH, WEEKDAY_OR_ABBREVIATION, full_dates
from graph.resources import DATA

_LABELLED_SOURCE = re.compile(
    r"(?:sources?|publisher|publication|(?:originally |first )?published (?:by|in|on|at)|via)"
    r"\s*:\s*(?P<name>.+)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]*(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s+)?"
    r"(?P<name>(?-i:[A-Z])[\w .&'’/-]{1,40}?)(?:[.,|]|\s+all rights|$)",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s*[|·•,;/()]\s*|\s+[–—-]\s+|\s{2,}|\t")
_TIME = (
    r"\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?(?:\s?(?i:[ap]\.?m\b)\.?)?|\d{1,2}\s?(?i:[ap]\.?m\b)\.?"
    r"|\b\d{4}\s?(?:GMT|UTC|hrs)|T(?=\d{2}:)|(?<=\d)Z\b|[+-]\d{2}:?\d{2}\b"
)
_ZONE = (
    r"\b(?:(?:GMT|UTC)\s?[+-]\d{1,2}|[A-Z]{1,4}T|UTC|local time|Moscow time|Eastern|Pacific"
    r"|noon|midnight)\b"
)
_LABEL = (
    r"(?:\b(?:first|originally|last|date)\s+)?\b(?:published|updated|posted|issued|released|modified|created|"
    r"dated?|on|at|by)\b\s*:?"
)
_DAY_ONLY = rf"\b(?:{MONTH}\s{DAY}|{DAY}\s{MONTH})(?:st|nd|rd|th)?\b|\b{WEEKDAY_OR_ABBREVIATION}"
_BY_NAME = r"\bby(?:\s[A-Z][\w.'’-]+){1,5}"
_AROUND_DATES = re.compile(rf"{_BY_NAME}|{_DAY_ONLY}|{_TIME}|{_ZONE}|(?i:{_LABEL})|[\W_]")
_UPDATED = re.compile(r"\b(?:updated|modified|amended)\b", re.IGNORECASE)
_LONGEST_DATE_LINE = 160


@cache
def publishers() -> Mapping[str, str]:
    """Known publishers by each casefolded name of ``publishers.csv``."""
    names: dict[str, str] = {}
    with (DATA / "publishers.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for form in (row["name"], *row["also"].split("|")):
                if form:
                    names[form.casefold()] = row["name"]
    return names


def known_publisher(name: str) -> str | None:
    """The publisher's usual name, or None for a name that is not on the list."""
    return publishers().get(name.strip(" .,:·|–—-").casefold())


def is_date_line(line: str) -> bool:
    """Whether the line says nothing but when (and perhaps through whom) the article appeared."""
    if len(line) > _LONGEST_DATE_LINE:
        return False
    dates = full_dates(line)
    rest = _without(line, dates)
    if not dates and not re.search(rf"{_DAY_ONLY}|{_TIME}", line):
        return False
    return not _AROUND_DATES.sub("", rest) or all(
        known_publisher(part) or not _AROUND_DATES.sub("", part) for part in _SEGMENT.split(rest)
    )


def is_place_and_date(line: str) -> bool:
    """Whether the line is a release's head: "OSLO, May 3, 2024"."""
    dates = full_dates(line)
    return (
        len(dates) == 1
        and re.fullmatch(
            r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2},?", _without(line, dates).strip()
        )
        is not None
    )


def is_publisher_line(line: str) -> bool:
    """Whether the line names a known publisher, alone or beside a reporter's or city's name."""
    if known_publisher(line):
        return True
    if line.endswith((".", "!", "?", ":", "”", '"')) or len(line.split()) > 9:
        return False
    parts = [part for part in _SEGMENT.split(line) if part]
    return len(parts) > 1 and any(known_publisher(part) for part in parts)


def publisher_named(lines: Iterable[str]) -> str | None:
    """The publisher that source lines name, the plainest way of naming first."""
    lines = tuple(lines)
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if match := _LABELLED_SOURCE.fullmatch(line):
            name = match["name"].strip(" .")
            if not _is_name(name):
                continue
            return known_publisher(name) or name
        # A source label may stand on a line of its own.
        if re.fullmatch(r"source\s*:?", line, re.IGNORECASE) and _is_name(following):
            return known_publisher(following) or following
    for line in lines:
        for part in (line, *_SEGMENT.split(line)):
            if name := known_publisher(part):
                return name
    for line in lines:
        if match := _COPYRIGHT.search(line):
            name = match["name"].strip()
            return known_publisher(name) or name
    return None


def _is_name(text: str) -> bool:
    """Whether a publisher may be called so: a few words, the first with a capital."""
    return len(text.split()) <= 6 and text[:1].isupper() and not text.endswith((":", ","))


def date_told(lines: Iterable[str]) -> str | None:
    """The day of publication by the source lines; an update's day where nothing else is told."""
    updated = None
    for line in lines:
        position = 0
        for begin, end, iso in full_dates(line):
            if not _UPDATED.search(line[position:begin]):
                return iso
            updated = updated or iso
            position = end
    return updated


def _without(line: str, dates: Iterable[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for begin, end, _ in dates:
        pieces.append(line[position:begin])
        position = end
    return " ".join((*pieces, line[position:]))

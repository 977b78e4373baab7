"""The dateline that opens a report: place, perhaps a date, perhaps the agency, a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.calendar import DAY, MONTH, WEEKDAY_OR_ABBREVIATION, YEAR, full_dates
from graph.model import Span

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_UPPER_WORD = rf"[{_CAPITAL}][{_CAPITAL}.'’-]*"
_TITLE_WORD = rf"[{_CAPITAL}][\w.'’-]*"
_LINK = r"(?:de|del|la|el|al|of|the|on)"
_UPPER_PLACE = rf"{_UPPER_WORD}(?:\s(?:{_UPPER_WORD}|{_LINK})){{0,4}}?"
_TITLE_PLACE = rf"{_TITLE_WORD}(?:\s(?:{_TITLE_WORD}|{_LINK})){{0,4}}?"
_REGIONS = rf"(?P<regions>(?:\s?,\s{_TITLE_PLACE}){{0,2}}?)"
_DAY_AND_MONTH = (
    rf"(?:{WEEKDAY_OR_ABBREVIATION},?\s)?"
    rf"(?:{MONTH}\s{DAY}(?:st|nd|rd|th)?|{DAY}(?:st|nd|rd|th)?\s{MONTH})(?:,?\s{YEAR})?\b\.?"
)
_DATE = rf"(?P<date>(?:\s?[,.]\s|\s)\(?{_DAY_AND_MONTH}\)?)?"
# "OSLO, Norway – 3 May 2024 – …": the date may come between two dashes.
_LATER_DATE = rf"(?P<later_date>{_DAY_AND_MONTH}\s?[—–―-]{{1,2}}\s)?"
_AGENCY = (
    r"(?P<agency>\s?[,.]?\s?\((?P<in_brackets>[^()\n]{2,40})\)"
    r"|[,.]?\s(?P<bare>CNN|INTERFAX(?:\.RU)?|TASS))?"
)
_DASH = r"(?P<dash>\s?(?:—|–|―|--)\s?|\s-\s?|(?<=\))-\s?|:\s)"

_UPPER = re.compile(
    rf"(?P<place>{_UPPER_PLACE})(?:\s?/\s?{_UPPER_PLACE})*{_REGIONS}{_DATE}{_AGENCY}{_DASH}{_LATER_DATE}"
)
_TITLE = re.compile(rf"(?P<place>{_TITLE_PLACE}){_REGIONS}{_DATE}{_AGENCY}{_DASH}{_LATER_DATE}")
_AGENCY_ONLY = re.compile(rf"\((?P<in_brackets>[A-Z][^()\n]{{1,30}})\){_DASH}")
_SHORT_LINE = 80
# What stands in capitals before a dash or a colon without being a place.
_LABELS = frozenset(
    {
        *(
            "A",
            "AN",
            "THE",
            "TO",
            "WHO",
            "WHY",
            "WHAT",
            "HOW",
            "JUST",
            "FIRST",
            "SPECIAL",
            "LATEST",
        ),
        *("ANALYSIS", "BREAKING", "CORRECTION", "DEVELOPING", "EDITORIAL", "EDITOR", "EXCLUSIVE"),
        *("EXPLAINER", "FACTBOX", "FACTSHEET", "FEATURE", "FLASH", "INSIGHT", "INTERVIEW", "LIVE"),
        *("NEWS", "NOTE", "OPINION", "PHOTO", "PROFILE", "READ", "REPORT", "SOURCE", "SOURCES"),
        *("SUBJECT", "TIMELINE", "TRANSCRIPT", "UPDATE", "UPDATED", "URGENT", "VIDEO", "WATCH"),
        *("ANSWER", "MODERATOR", "MR", "MRS", "MS", "PRESIDENT", "Q", "QUESTION", "SECRETARY"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``place`` is the first place named; prose begins at ``end``; ``date`` needs a year."""

    place: Span | None
    end: int
    agency: str | None
    date: str | None


def find_dateline(
    text: str, begin: int, end: int, *, before_colon: bool = False
) -> Dateline | None:
    """The dateline at the head of the paragraph ``text[begin:end]``, or None.

    With ``before_colon`` a place in capitals before a colon is one ("ISLAMABAD: The …"); leave it
    off where speakers are named so.
    """
    line = text[begin:end]
    match = _UPPER.match(line)
    if match and _is_upper_dateline(match, line, before_colon):
        return _dateline(match, begin)
    match = _TITLE.match(line)
    if match and _is_title_dateline(match, line):
        return _dateline(match, begin)
    match = _AGENCY_ONLY.match(line)
    if match and match["dash"].strip() != ":":
        return Dateline(
            place=None, end=begin + match.end(), agency=match["in_brackets"].strip(), date=None
        )
    return None


def _is_upper_dateline(match: re.Match[str], line: str, before_colon: bool) -> bool:
    place = match["place"]
    if sum(char.isalpha() for char in place) < 3 or _is_label(place):
        return False
    if match["dash"].strip() == ":":
        told = match["date"] or match["agency"] or (before_colon and len(line) > _SHORT_LINE)
        return bool(told) and _opens_sentence(match, line)
    return True


def _is_title_dateline(match: re.Match[str], line: str) -> bool:
    if _is_label(match["place"]) or not _opens_sentence(match, line):
        return False
    dash = match["dash"].strip()
    if match["agency"] or match["later_date"] or (match["date"] and dash != ":"):
        return True
    if match["regions"]:
        return dash not in (":",)
    # "Brussels — The envoys …", but not "Putin — the man who …" nor "Oslo — Bergen — Rome".
    rest = line[match.end() : match.end() + 120]
    return dash in ("—", "–", "―") and not re.search(r"\s[—–―]\s", rest) and len(line) > _SHORT_LINE


def _opens_sentence(match: re.Match[str], line: str) -> bool:
    rest = line[match.end() :].lstrip()
    return not rest or rest[0].isupper() or rest[0] in "“\"'‘([" or rest[0].isdigit()


def _is_label(place: str) -> bool:
    return place.split()[0].strip(".").upper() in _LABELS


def _dateline(match: re.Match[str], begin: int) -> Dateline:
    agency = match["in_brackets"] or match["bare"]
    dates = full_dates(match["date"] or match["later_date"] or "")
    # "Moscow. 3 May. …": the full stop is not the name's, as it is in "WASHINGTON D.C."
    stop = re.search(r"[a-zA-Z]{3,}\.$", match["place"]) is not None
    place = Span(begin + match.start("place"), begin + match.end("place") - stop)
    return Dateline(
        place=place,
        end=begin + match.end(),
        agency=agency.strip() if agency else None,
        date=dates[0][2] if dates else None,
    )
